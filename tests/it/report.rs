//! Whole reports for eight very different people, read as they would read them.

use std::sync::OnceLock;

use insta::assert_snapshot;
use smp_suitability::assess::{Applies, Assessment, Table, assess};
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::pack::{Answer, Answers, OptionSet, Pack, Question, Text, Verdict};
use smp_suitability::report::{Line, Topic, explain, explain_index, json, text, text_of_topics};
use smp_suitability::space::Insight;

/// Black cropped hair, male pattern, nothing else in the way.
pub(crate) const IDEAL: &str = r#"{
  "id": "ideal", "hair_color": "black", "hair_length": "cropped", "hair_loss": "male_pattern",
  "prior_transplant": "none", "loss_speed": "stable", "area": ["crown"], "age": "from_26_to_64",
  "pregnancy": "no", "skin": [], "skin_disease": [], "health": [], "health_more": [], "medicines": [],
  "allergies": [], "recent": [], "worry": [], "stage": "moderate",
  "planned_transplant": "no", "skin_tone": "medium", "scalp_type": "normal", "goal": "shaved_look",
  "earlier_smp": "never", "hard_to_keep": []
}"#;

pub(crate) const LONG_BLOND_HAIR: &str = r#"{
  "hair_color": "blond", "hair_length": "long", "hair_loss": "female_pattern", "prior_transplant": "none",
  "loss_speed": "slow", "area": ["thinning"], "age": "from_26_to_64", "pregnancy": "no", "skin": [], "skin_disease": [],
  "health": [], "health_more": [], "medicines": [], "allergies": [],
  "earlier_smp": "never", "goal": "fuller_look", "stage": "moderate", "diagnosis": "yes", "recent": [], "worry": [],
  "keep_short": "yes"
}"#;

pub(crate) const PREGNANT: &str = r#"{
  "hair_color": "dark_brown", "hair_length": "medium", "hair_loss": "diffuse_thinning",
  "prior_transplant": "none", "pregnancy": "pregnant", "age": "from_26_to_64"
}"#;

pub(crate) const CHANGING_MOLE_AND_KELOIDS: &str = r#"{
  "hair_color": "black", "hair_length": "shaved", "hair_loss": "male_pattern", "prior_transplant": "none",
  "skin": ["changing_spot", "keloid"], "letter_keloid": "not_yet", "skin_tone": "brown_black"
}"#;

pub(crate) const RECENT_TRANSPLANT: &str = r#"{
  "hair_color": "dark_brown", "hair_length": "cropped", "hair_loss": "male_pattern", "prior_transplant": "fut",
  "transplant_time": "under_6_months", "area": ["scar"], "scar_age": "under_6_months", "scar_kind": ["flat"],
  "age": "from_26_to_64", "pregnancy": "no", "skin": [], "goal": "hide_scar"
}"#;

pub(crate) const NOTHING_KNOWN: &str = "{}";

pub(crate) const DOCTOR_AGREED: &str = r#"{
  "hair_color": "gray", "hair_length": "shaved", "hair_loss": "male_pattern", "prior_transplant": "none",
  "loss_speed": "stable", "area": ["whole_scalp"], "age": "from_26_to_64", "pregnancy": "no", "skin": [],
  "hairline_wish": "soft", "skin_disease": [], "health": ["diabetes"], "health_more": [], "diabetes_now": "in_range",
  "letter_diabetes": "approved", "medicines": ["blood_thinner"], "letter_blood_thinner": "approved",
  "allergies": [], "recent": [], "worry": [],
  "stage": "advanced", "planned_transplant": "no", "skin_tone": "fair",
  "scalp_type": "normal", "goal": "shaved_look",
  "earlier_smp": "never", "hard_to_keep": []
}"#;

pub(crate) const SEVENTEEN_WITH_AREATA: &str = r#"{
  "hair_color": "red", "hair_length": "long", "hair_loss": "alopecia_areata", "prior_transplant": "none",
  "areata_activity": "changing", "areata_doctor": "yes", "age": "under_18"
}"#;

pub(crate) const EVERYBODY: [&str; 8] = [
    IDEAL,
    LONG_BLOND_HAIR,
    PREGNANT,
    CHANGING_MOLE_AND_KELOIDS,
    RECENT_TRANSPLANT,
    NOTHING_KNOWN,
    DOCTOR_AGREED,
    SEVENTEEN_WITH_AREATA,
];

/// The built-in pack; its digest is left out so that only words change a snapshot.
pub(crate) fn pack() -> Pack {
    let mut pack = load::pack(&load::builtin()).unwrap();
    pack.sha256 = "0".repeat(64);
    pack
}

/// What a function makes of the assessment of a person.
#[track_caller]
pub(crate) fn assessed<Output>(person: &str, render: impl FnOnce(&Assessment) -> Output) -> Output {
    assessed_by(&pack(), person, render)
}

#[track_caller]
pub(crate) fn assessed_by<Output>(
    pack: &Pack,
    person: &str,
    render: impl FnOnce(&Assessment) -> Output,
) -> Output {
    let table = Table::new(pack);
    let input = AnswersInput {
        file: Some(("answers.json", person.as_bytes())),
        sets: &[],
    };
    let answers = load::answers(&table, input).unwrap();
    render(&assess(&table, &answers))
}

#[track_caller]
fn printed(person: &str, width: usize) -> String {
    assessed(person, |assessment| {
        whole(&text(assessment, Some(&insight(person)), width))
    })
}

/// What the answer space knows about one of [`EVERYBODY`]; worked out once for all tests.
pub(crate) fn insight(person: &str) -> Insight {
    static INSIGHTS: [OnceLock<Insight>; EVERYBODY.len()] =
        [const { OnceLock::new() }; EVERYBODY.len()];
    let position = EVERYBODY.iter().position(|other| *other == person);
    let insight = INSIGHTS[position.unwrap()].get_or_init(|| insight_of(&pack(), person));
    insight.clone()
}

/// What the answer space knows about anybody.
pub(crate) fn insight_of(pack: &Pack, person: &str) -> Insight {
    assessed_by(pack, person, |assessment| {
        Insight::of(&Table::new(pack), assessment)
    })
}

/// What is printed, with every space and line break as one space.
pub(crate) fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Answers to every question that applies, each of them chosen in the order of asking.
pub(crate) fn answer_all(table: &Table, mut choose: impl FnMut(&Question) -> OptionSet) -> Answers {
    let pack = table.pack();
    let mut answers = Answers::blank(pack);
    for (index, question) in pack.numbered_questions() {
        if table.read(&answers).applies(index) != Applies::No {
            answers.set(index, Answer::Chosen(choose(question)));
        }
    }
    answers
}

pub(crate) fn whole(lines: &[Line]) -> String {
    let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
    lines.join("\n") + "\n"
}

#[test]
fn an_ideal_candidate_on_a_narrow_screen() {
    assert_snapshot!(printed(IDEAL, 40));
}

#[test]
fn a_changing_mole_and_keloids() {
    assert_snapshot!(printed(CHANGING_MOLE_AND_KELOIDS, 80));
}

#[test]
fn why_a_changing_mole_and_keloids_stop_a_person() {
    let why = assessed(CHANGING_MOLE_AND_KELOIDS, |assessment| {
        let insight = insight(CHANGING_MOLE_AND_KELOIDS);
        whole(&text_of_topics(
            assessment,
            Some(&insight),
            &[Topic::Why],
            80,
        ))
    });
    assert_snapshot!(why);
}

/// Of a small pack, so that a sentence of the built-in pack stands in few snapshots.
#[test]
fn a_stopped_person_of_a_small_pack_as_json() {
    let mut pack = crate::fhir::small();
    pack.sha256 = "0".repeat(64);
    let person = r#"{ "hair_color": "blond", "transplant": "yes", "transplant_age": "recent", "skin": ["moles"] }"#;
    let insight = insight_of(&pack, person);
    assert_snapshot!(assessed_by(&pack, person, |assessment| json(
        assessment,
        Some(&insight)
    )));
}

/// A web address has a line of its own and is never broken.
#[test]
fn no_line_but_an_address_is_wider_than_the_screen() {
    for person in EVERYBODY {
        let insight = insight(person);
        assessed(person, |assessment| {
            for width in [20, 33, 40, 63, 64, 80, 100, 120, 300] {
                let mut lines = text(assessment, Some(&insight), width);
                lines.extend(text_of_topics(
                    assessment,
                    Some(&insight),
                    &Topic::ALL,
                    width,
                ));
                for line in lines {
                    let is_address = line.to_string().trim_start().starts_with("http");
                    let widest = width.min(100);
                    assert!(is_address || line.width() <= widest, "{width}: {line}");
                }
            }
        });
    }
}

#[test]
fn every_screen_says_that_it_is_no_diagnosis_and_that_no_doctor_has_reviewed_it() {
    for person in EVERYBODY {
        let printed = printed(person, 300).replace("\n  ", " ");
        let disclaimer = pack().disclaimer;
        assert_eq!(printed.matches(disclaimer.as_str()).count(), 1, "{printed}");
        assert!(
            printed.contains("No doctor has reviewed these rules."),
            "{printed}"
        );
    }
}

#[test]
fn no_screen_makes_a_chance_of_the_score() {
    for person in EVERYBODY {
        let printed = printed(person, 80);
        assert!(!printed.contains('%'), "{printed}");
    }
}

#[test]
fn a_settled_verdict_is_not_called_so_far() {
    let insight_into = |possible: &[Verdict]| Insight {
        possible: possible.to_vec(),
        ..insight(LONG_BLOND_HAIR)
    };
    let settled = insight_into(&[Verdict::SuitableWithCautions]);
    let open = insight_into(&[
        Verdict::SuitableWithCautions,
        Verdict::Wait,
        Verdict::NotRecommended,
    ]);
    let head = |insight: &Insight| {
        assessed(LONG_BLOND_HAIR, |assessment| {
            let head = whole(text(assessment, Some(insight), 80).get(..7).unwrap());
            head.split_whitespace().collect::<Vec<_>>().join(" ")
        })
    };
    let settled = head(&settled);
    assert!(settled.starts_with("Suitable, with cautions "), "{settled}");
    assert!(!settled.contains("could still change"), "{settled}");
    let open = head(&open);
    assert!(
        open.starts_with("So far: suitable, with cautions "),
        "{open}"
    );
    assert!(
        open.contains("could still change this to “wait” or “not recommended”."),
        "{open}"
    );
}

#[test]
fn nothing_in_a_pack_or_an_answer_steers_the_terminal() {
    let hostile = "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{200b}end";
    let worsen = |text: &mut Text| *text = format!("{text}{hostile}").into();
    let mut pack = pack();
    worsen(&mut pack.title);
    worsen(&mut pack.disclaimer);
    for rule in &mut pack.rules {
        worsen(&mut rule.because);
        rule.advice = Some(hostile.into());
    }
    for question in &mut pack.questions {
        worsen(&mut question.ask);
        for option in &mut question.options {
            option.short = Some(hostile.into());
        }
    }
    for source in &mut pack.sources {
        worsen(&mut source.title);
        source.url = Some(hostile.into());
    }
    let steers = |letter: char| letter.is_control() || matches!(letter, '\u{202e}' | '\u{200b}');
    for dispute in &mut pack.disputes {
        worsen(&mut dispute.readings[1]);
    }
    let id = r#"{ "id": "a\u001b[2Jb\u009b\u202e", "hair_color": "black", "age": "under_18", "skin": ["keloid"] }"#;
    let insight = insight_of(&pack, id);
    let (lines, json) = assessed_by(&pack, id, |assessment| {
        let insight = Some(&insight);
        (text(assessment, insight, 80), json(assessment, insight))
    });
    let explained = ["hair_color", "under-18", "aedit"].map(|id| explain(&pack, id, 80).unwrap());
    for line in lines.iter().chain(explained.iter().flatten()) {
        assert!(!line.to_string().contains(steers), "{line:?}");
    }
    assert!(!json.replace('\n', "").contains(steers), "{json:?}");
}

#[test]
fn a_question_is_explained() {
    assert_snapshot!(whole(&explain(&pack(), "hair_length", 80).unwrap()));
}

#[test]
fn a_rule_is_explained() {
    assert_snapshot!(whole(&explain(&pack(), "irradiated-skin", 80).unwrap()));
}

#[test]
fn a_source_is_explained() {
    assert_snapshot!(whole(&explain(&pack(), "realself", 80).unwrap()));
}

#[test]
fn a_claim_is_explained() {
    assert_snapshot!(whole(&explain(&pack(), "C01", 80).unwrap()));
}

#[test]
fn everything_listed_can_be_explained_and_nothing_else() {
    let pack = pack();
    let index = whole(&explain_index(&pack, 80));
    let mut ids: Vec<&str> = Vec::new();
    ids.extend(pack.questions.iter().map(|question| question.id.as_str()));
    ids.extend(pack.rules.iter().map(|rule| rule.id.as_str()));
    ids.extend(pack.sources.iter().map(|source| source.id.as_str()));
    ids.extend(pack.claims.iter().map(|claim| claim.id.as_str()));
    for id in ids {
        assert!(index.contains(&format!("• {id}:")), "{id}");
        for line in explain(&pack, id, 40).unwrap() {
            assert!(line.width() <= 40, "{line}");
        }
    }
    assert_eq!(explain(&pack, "no-such-thing", 80), None);
}
