//! What programs that are not ours make of our resources: the npm package `fhir`, and a form renderer in a browser.
//!
//! Pictures of the filled forms are kept in the folder that `SMP_FHIR_PICTURES` names.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use smp_suitability::assess::{Table, assess};
use smp_suitability::fhir::FormLayout;
use smp_suitability::pack::{Answers, Pack};
use smp_suitability::report;
use tempfile::TempDir;

use super::form::{all_given, enabled};
use super::results::bundle_of;
use super::{parsed, questionnaire, read, response, small};
use crate::random::{self, Dice};
use crate::report::{EVERYBODY, pack};
use crate::tools;

/// Returns true if the packages are installed.
fn packages(name: &str) -> bool {
    let is_there = Path::new("tests/fhir/node_modules/fhir").exists();
    if !is_there {
        leave_out(name, "no `npm ci` in tests/fhir");
    }
    is_there
}

fn leave_out(name: &str, why: &str) {
    tools::leave_out(&format!("fhir::outside::{name}"), why);
}

fn node(script: &str, arguments: &[&Path]) -> Output {
    let mut node = Command::new("node");
    node.arg(format!("tests/fhir/{script}")).args(arguments);
    node.output().unwrap()
}

#[track_caller]
fn assert_tells(output: &Output, last_line: &str) {
    let told = String::from_utf8_lossy(&output.stdout);
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(told.trim_end().ends_with(last_line), "{told}{failed}");
}

/// A folder of resources by name.
fn folder(resources: &BTreeMap<String, String>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in resources {
        fs::write(folder.path().join(format!("{name}.json")), text).unwrap();
    }
    folder
}

/// Every kind of resource, of packs and people of every kind.
fn resources() -> BTreeMap<String, String> {
    let mut resources = BTreeMap::new();
    let mut add_pack = |name: String, pack: &Pack, people: &[Answers]| {
        let form = FormLayout::new(pack).unwrap();
        let table = Table::new(pack);
        resources.insert(
            format!("{name}-questionnaire"),
            report::questionnaire(&form),
        );
        resources.insert(format!("{name}-codes"), report::code_system(pack));
        for (number, answers) in people.iter().enumerate() {
            let assessment = assess(&table, answers);
            let bundle = report::bundle(&table, &form, &assessment, None);
            resources.insert(
                format!("{name}-{number}-response"),
                response(&table, answers),
            );
            resources.insert(format!("{name}-{number}-bundle"), bundle);
        }
    };
    let small = small();
    let table = Table::new(&small);
    let people = [
        r#"{ "id": "a b", "x_crm": { "a": 1 }, "hair_color": "blond", "skin": [], "cap": ["work"] }"#,
        &super::reading::full().to_string(),
        r#"{ "transplant_age": "old" }"#, // its parent was left out
    ];
    add_pack(
        "small".to_owned(),
        &small,
        &people.map(|text| read(&table, text).unwrap()),
    );
    for seed in 0..40 {
        let mut dice = Dice::new(seed);
        let pack = random::pack(&mut dice);
        let answers = all_given(&Table::new(&pack), &random::answers(&mut dice, &pack));
        add_pack(format!("random-{seed}"), &pack, &[answers]);
    }
    let smp = pack();
    add_pack("smp".to_owned(), &smp, &[]);
    for (number, person) in EVERYBODY.iter().enumerate() {
        resources.insert(format!("smp-{number}-bundle"), bundle_of(&smp, person));
    }
    resources
}

#[test]
fn every_resource_is_valid() {
    if !packages("every_resource_is_valid") {
        return;
    }
    let resources = resources();
    let told = node("validate.mjs", &[folder(&resources).path()]);
    assert_tells(&told, &format!("{} resources, 0 problems", resources.len()));
    // The check can fail, at whatever depth.
    let mut bundle = parsed(&resources["smp-0-bundle"]);
    bundle["entry"][1]["resource"]["contained"][0]["parameter"][3]["valueBoolean"] = json!("yes");
    bundle["entry"][0]["resource"]["status"] = json!("done");
    let broken = BTreeMap::from([("broken".to_owned(), bundle.to_string())]);
    assert_tells(
        &node("validate.mjs", &[folder(&broken).path()]),
        "1 resources, 2 problems",
    );
}

fn chromium() -> Option<PathBuf> {
    let paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].map(PathBuf::from);
    paths.into_iter().find(|path| path.exists())
}

/// One person who fills in a form.
struct Filling {
    pack: Pack,
    given: Answers,
}

impl Filling {
    fn new(pack: Pack, answers: &Answers) -> Self {
        let given = all_given(&Table::new(&pack), answers);
        Self { pack, given }
    }

    /// The form, our response, and what to click in which order.
    fn case(&self) -> Value {
        let response = parsed(&response(&Table::new(&self.pack), &self.given));
        let items = super::every_item(&response).into_iter();
        let steps = items
            .filter(|(_, item)| item.get("answer").is_some())
            .map(|(_, item)| {
                let answers = item["answer"].as_array().unwrap().iter();
                let codes: Vec<_> = answers
                    .map(|answer| &answer["valueCoding"]["code"])
                    .collect();
                json!({ "question": item["linkId"], "codes": codes })
            });
        let steps: Vec<_> = steps.collect();
        json!({ "questionnaire": questionnaire(&self.pack), "response": response, "steps": steps })
    }

    /// What the renderer gives back means what we gave it, and it showed what we would ask.
    #[track_caller]
    fn check(&self, out: &Value) {
        let table = Table::new(&self.pack);
        let case = self.case();
        assert_eq!(
            out["shown"],
            json!(enabled(&case["questionnaire"], &case["response"]))
        );
        for way in ["clicked", "merged"] {
            let answers = read(&table, &out[way].to_string());
            let answers = answers.unwrap_or_else(|problems| panic!("{way}: {problems:?}"));
            for (index, question) in self.pack.numbered_questions() {
                assert_eq!(
                    answers.get(index),
                    self.given.get(index),
                    "{way}: {}",
                    question.id
                );
            }
            let [ours, theirs] = [&self.given, &answers].map(|answers| {
                let mut unnamed = answers.clone();
                unnamed.id = None;
                report::json(&assess(&table, &unnamed), None)
            });
            assert_eq!(ours, theirs, "{way}");
        }
    }
}

#[test]
fn a_form_renderer_asks_what_we_ask_and_its_response_gives_the_same_verdict() {
    let name = "a_form_renderer_asks_what_we_ask_and_its_response_gives_the_same_verdict";
    if !packages(name) {
        return;
    }
    let Some(chromium) = chromium() else {
        return leave_out(name, "no Chromium");
    };
    let mut fillings: Vec<Filling> = EVERYBODY
        .iter()
        .map(|person| {
            let pack = pack();
            let answers = read(&Table::new(&pack), person).unwrap();
            Filling::new(pack, &answers)
        })
        .collect();
    let dice = (0..3).map(Dice::new).map(|mut dice| {
        let pack = small();
        let answers = random::answers(&mut dice, &pack);
        Filling::new(pack, &answers)
    });
    fillings.extend(dice);
    let random = (0..5).map(|seed| {
        let mut dice = Dice::new(seed);
        let pack = random::pack(&mut dice);
        let answers = random::answers(&mut dice, &pack);
        Filling::new(pack, &answers)
    });
    fillings.extend(random);
    let folder = tempfile::tempdir().unwrap();
    let file = |number: usize, kind: &str| folder.path().join(format!("form-{number}.{kind}.json"));
    for (number, filling) in fillings.iter().enumerate() {
        fs::write(file(number, "case"), filling.case().to_string()).unwrap();
    }
    let pictures = std::env::var_os("SMP_FHIR_PICTURES").map(PathBuf::from);
    let mut arguments = vec![chromium.as_path(), folder.path()];
    arguments.extend(pictures.as_deref());
    let told = node("lforms.mjs", &arguments);
    assert_tells(&told, &format!("{} forms, 0 problems", fillings.len()));
    for (number, filling) in fillings.iter().enumerate() {
        let out = fs::read_to_string(file(number, "out")).unwrap();
        filling.check(&serde_json::from_str(&out).unwrap());
    }
}
