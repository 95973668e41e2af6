//! Pages in a real browser: no message, no overflow, no request, nothing that axe-core finds, three printed pages.

use std::fs;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use smp_suitability::pack::{Clinic, Pack};
use smp_suitability::report::{
    IndexCoverage, IndexEntry, IndexOutcome, IndexTotals, PagePosition, html, index_front,
    index_further, index_row,
};

use crate::handout::page_of_everything;
use crate::report::{
    EVERYBODY, IDEAL, LONG_BLOND_HAIR, assessed, assessed_by, insight, insight_of, pack,
};
use crate::tools::leave_out;

/// Somebody to whom much applies: the page is set closer on paper.
const MUCH: &str = r#"{
    "hair_color": "blond",
    "hair_length": "medium",
    "area": ["crown", "thinning"],
    "age": "from_26_to_64",
    "skin": ["dark_marks"],
    "skin_disease": ["eczema"],
    "eczema_now": "active",
    "health": ["blood", "blood_pressure", "epilepsy"],
    "blood_kind": ["bleeding"],
    "health_more": ["weak_immunity", "autoimmune"],
    "immunity_kind": ["cd4"],
    "autoimmune_kind": ["lupus"],
    "medicines": ["antirejection", "isotretinoin"],
    "isotretinoin_time": "under_6_months",
    "allergies": ["pigment"],
    "tattoo_reaction": "pigment",
    "recent": ["cosmetic"],
    "worry": ["a_lot"],
    "unseen": "yes",
    "keep_short": "yes",
    "hard_to_keep": [],
    "planned_transplant": "yes",
    "scalp_type": "oily"
}"#;

/// A browser and the packages that drive it, if they are installed.
pub(crate) fn chromium() -> Option<&'static str> {
    let packages = Path::new("tests/browser/node_modules/axe-core");
    let browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];
    let mut browsers = browsers.into_iter().filter(|path| Path::new(path).exists());
    browsers.next().filter(|_| packages.exists())
}

#[test]
fn pages_hold_up_in_a_browser() {
    let Some(chromium) = chromium() else {
        let why = "no Chromium, or no `npm ci` in tests/browser";
        return leave_out("browser::pages_hold_up_in_a_browser", why);
    };
    let folder = tempfile::tempdir().unwrap();
    let pages = pages();
    for (name, page) in &pages {
        fs::write(folder.path().join(format!("{name}.html")), page).unwrap();
    }
    let mut node = Command::new("node");
    node.args(["tests/browser/check.mjs", chromium]);
    node.arg(folder.path());
    if let Some(pictures) = std::env::var_os("PICTURES") {
        node.arg(pictures); // a folder to look at them all
    }
    let checked = node.output().unwrap();
    let told = String::from_utf8_lossy(&checked.stdout);
    let failed = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{told}{failed}");
    let summary = format!("{} pages, 0 problems", pages.len());
    assert!(told.contains(&summary), "{told}");
}

/// Everybody's page, pages of a clinic, one of words that are hard to set, and an index.
fn pages() -> Vec<(String, String)> {
    let people = EVERYBODY.iter().enumerate();
    let mut pages: Vec<_> = people
        .map(|(number, person)| {
            let page = assessed(person, |assessment| {
                html(assessment, Some(&insight(person)))
            });
            (format!("person-{number}"), page)
        })
        .collect();
    let clinic = of_a_clinic();
    for (name, person) in [("clinic", IDEAL), ("clinic-cautions", LONG_BLOND_HAIR)] {
        let page = assessed_by(&clinic, person, |assessment| html(assessment, None));
        pages.push((name.to_owned(), page));
    }
    let (page, entry) = with_long_words();
    pages.push(("long-words".to_owned(), page));
    pages.extend(index(&clinic, &entry));
    let much = assessed(MUCH, |assessment| {
        html(assessment, Some(&insight_of(&pack(), MUCH)))
    });
    pages.push(("much".to_owned(), much));
    for turn in [1, 3] {
        pages.push((format!("everything-{turn}"), page_of_everything(turn)));
    }
    pages
}

/// The built-in pack with a logo and a color.
fn of_a_clinic() -> Pack {
    let logo = fs::read("tests/browser/logo.png").unwrap();
    let clinic = Clinic {
        name: "Dots & Co".into(),
        contact: "12 High Street, Springfield · +1 555 0100 · dots@example.org".into(),
        logo: Some(format!("data:image/png;base64,{}", STANDARD.encode(logo)).into()),
        accent: Some("#5b2a86".into()),
    };
    Pack {
        clinic: Some(clinic),
        ..pack()
    }
}

fn with_long_words() -> (String, IndexEntry) {
    let long = "Donaudampfschifffahrt".repeat(9);
    let mut pack = of_a_clinic();
    pack.title = format!("Title {long}").into();
    if let Some(clinic) = &mut pack.clinic {
        clinic.name = format!("Name {long}").into();
        clinic.contact = format!("Contact {long}").into();
    }
    assessed_by(&pack, IDEAL, |assessment| {
        let mut assessment = assessment.clone();
        assessment.answers.id = Some(format!("Id {long}"));
        (
            html(&assessment, None),
            IndexEntry::of(&assessment, None, 1),
        )
    })
}

/// The first page of an index of many, and a further one.
fn index(pack: &Pack, entry: &IndexEntry) -> Vec<(String, String)> {
    let mut rows = index_row(entry, Some("line-1.html"));
    for (line, person) in (2..).zip(EVERYBODY) {
        let entry = assessed(person, |assessment| IndexEntry::of(assessment, None, line));
        rows += &index_row(&entry, Some("page.html"));
    }
    let failed = IndexEntry {
        id: Some("lead-7".to_owned()),
        line: 512,
        outcome: IndexOutcome::Problem("`hair_colour` is not a question".to_owned()),
    };
    rows += &index_row(&failed, None);
    let totals = IndexTotals {
        verdicts: [12, 3_456, 789, 10, 0],
        so_far: [11, 2_345, 678, 9, 0],
        failed: 1,
        pages: 40,
        coverage: IndexCoverage::Stopped,
    };
    let further = index_further(pack, &rows, 2, PagePosition::Middle);
    vec![
        ("index".to_owned(), index_front(pack, &rows, &totals)),
        ("index-2".to_owned(), further),
    ]
}
