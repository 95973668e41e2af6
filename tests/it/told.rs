//! What the answer space knows about a person, and how it is told.

use serde_json::Value;
use smp_suitability::pack::Verdict;
use smp_suitability::report::{json, text};
use smp_suitability::space::{Insight, Slip};

use crate::report::{
    CHANGING_MOLE_AND_KELOIDS, DOCTOR_AGREED, IDEAL, LONG_BLOND_HAIR, PREGNANT, RECENT_TRANSPLANT,
    assessed, insight, insight_of, pack, whole,
};

/// Takes medicines that call for a doctor and for time.
const MEDICINES: &str = r#"{
  "hair_color": "black", "hair_length": "shaved", "hair_loss": "male_pattern", "prior_transplant": "never_had",
  "loss_speed": "stable", "area": ["crown"], "age": "over_25", "pregnancy": "no", "skin": [], "skin_disease": [],
  "heart_blood": [], "health": [], "medicines": ["blood_thinner", "isotretinoin"], "cancer_treatment": "no",
  "allergies": [], "recent": [], "worry": "some", "clearance": "not_yet"
}"#;

/// The report with an insight, on one long line.
fn told(person: &str, insight: &Insight) -> String {
    let report = assessed(person, |assessment| {
        whole(&text(assessment, Some(insight), 80))
    });
    report.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(person: &str, expected: &str) {
    let told = told(person, &insight(person));
    assert!(told.contains(expected), "{told}");
}

/// The lines below a heading.
fn section(person: &str, heading: &str) -> Vec<String> {
    let report = assessed(person, |assessment| {
        whole(&text(assessment, Some(&insight(person)), 100))
    });
    let lines = report.lines().skip_while(|line| line.trim() != heading);
    let section = lines.skip(1).take_while(|line| !line.is_empty());
    section.map(str::to_owned).collect()
}

#[test]
fn a_settled_result_says_that_no_open_answer_changes_it() {
    let open = assessed(LONG_BLOND_HAIR, |assessment| assessment.open.len());
    let settled = format!(
        "Whatever the {open} open answers are, the result stays “suitable, with cautions”."
    );
    check(LONG_BLOND_HAIR, &settled);
}

#[test]
fn the_range_of_fit_is_told_where_it_counts() {
    check(LONG_BLOND_HAIR, "The fit may still go from 31 to 50.");
    let stopped = told(PREGNANT, &insight(PREGNANT));
    assert!(!stopped.contains("The fit may still"), "{stopped}");
}

#[test]
fn an_open_question_names_the_answer_that_would_change_the_result() {
    check(
        PREGNANT,
        "• Has a doctor named the cause? “No” → see a doctor first",
    );
    check(PREGNANT, "“Skin cancer” or 1 other → not recommended");
}

#[test]
fn a_safety_question_that_changes_nothing_stays_on_the_list() {
    check(
        CHANGING_MOLE_AND_KELOIDS,
        "Are you pregnant or breastfeeding? Asked for your safety; this result would stay.",
    );
}

#[test]
fn at_most_six_open_questions_are_listed() {
    for person in [PREGNANT, RECENT_TRANSPLANT, CHANGING_MOLE_AND_KELOIDS] {
        let section = section(person, "Open questions that could change this");
        let bullets = section.iter().filter(|line| line.contains('•')).count();
        assert_eq!(bullets, 7, "{section:?}");
        let last = section.last().unwrap();
        assert!(
            last.contains("• and ") && last.contains("about safety"),
            "{last}"
        );
    }
}

#[test]
fn a_change_is_told_by_who_can_make_it() {
    check(
        PREGNANT,
        "• With time: no pregnancy or breastfeeding → suitable (fit 82)",
    );
    check(
        RECENT_TRANSPLANT,
        "• Your choice: no work on a scar; with time: a transplant over a year ago → suitable (fit 94)",
    );
    check(
        CHANGING_MOLE_AND_KELOIDS,
        "• With a doctor: a doctor's written yes",
    );
}

#[test]
fn what_is_not_told_of_the_changes_is_counted() {
    let ways = insight(RECENT_TRANSPLANT).what_if.len();
    let section = section(RECENT_TRANSPLANT, "What would change it");
    let told = section.iter().filter(|line| line.contains('→')).count();
    assert!(told <= 5, "{section:?}");
    let rest = format!("• and {} more; --format json has all", ways - told);
    assert!(section.last().unwrap().contains(&rest), "{section:?}");
}

#[test]
fn a_longer_wait_for_the_same_result_is_not_told() {
    let told = told(RECENT_TRANSPLANT, &insight(RECENT_TRANSPLANT));
    let mixed = "a transplant 6 to 12 months ago and a scar over a year old";
    assert!(!told.contains(mixed), "{told}");
}

#[test]
fn nobody_is_told_to_stop_a_medicine() {
    let insight = insight_of(&pack(), MEDICINES);
    let told = told(MEDICINES, &insight);
    let (_, section) = told.split_once("What would change it").unwrap();
    let (note, ways) = section.split_once('•').unwrap();
    assert!(
        note.contains("Never stop a medicine on your own."),
        "{told}"
    );
    for medicine in ["a blood thinner", "isotretinoin"] {
        let (before, _) = ways.split_once(medicine).unwrap();
        let phrase = ["if this no longer applies: ", "if these no longer apply: "];
        assert!(
            phrase.iter().any(|phrase| before.contains(phrase)),
            "{told}"
        );
    }
}

#[test]
fn it_is_said_kindly_that_no_change_would_help() {
    let none = "Nothing that you, time or a doctor could change would lead to a better result.";
    check(LONG_BLOND_HAIR, none);
    let ideal = told(IDEAL, &insight(IDEAL));
    assert!(!ideal.contains("What would change it"), "{ideal}");
    let hopeful = Insight {
        possible: vec![Verdict::Suitable, Verdict::SuitableWithCautions],
        ..insight(LONG_BLOND_HAIR)
    };
    let hopeful = told(LONG_BLOND_HAIR, &hopeful);
    assert!(!hopeful.contains(none), "{hopeful}");
    assert!(
        hopeful.contains("The open questions could still lead to a better result."),
        "{hopeful}"
    );
}

#[test]
fn what_decides_a_stop_is_what_it_rests_on() {
    check(PREGNANT, "This rests on: pregnancy.");
}

#[test]
fn without_a_stop_all_stops_are_counted() {
    let pack = pack();
    let is_stop = |verdict: Option<Verdict>| verdict.is_some_and(Verdict::is_stop);
    let stops = pack.rules.iter().filter(|rule| is_stop(rule.verdict));
    let none = format!("None of the {} stops applies.", stops.count());
    check(DOCTOR_AGREED, &none);
    check(IDEAL, &none);
}

#[test]
fn of_several_mix_ups_the_gravest_is_told() {
    let pack = pack();
    let (question, _) = pack.find_question("hair_color").unwrap();
    let slip = |given, meant, verdict| Slip {
        question,
        given,
        meant,
        verdict,
    };
    let insight = Insight {
        slips: vec![
            slip(0, 1, Verdict::SuitableWithCautions),
            slip(0, 2, Verdict::SeeDoctorFirst),
            slip(0, 3, Verdict::Wait),
        ],
        ..insight(IDEAL)
    };
    let told = told(IDEAL, &insight);
    let look = "Worth a look in person: “Black” or “Light brown”? If it is the second, the result would be “see a doctor first”.";
    assert!(told.contains(look), "{told}");
    assert_eq!(told.matches("Worth a look in person").count(), 1, "{told}");
}

#[test]
fn a_dispute_is_told_with_the_sources_of_both_readings() {
    let told = told(
        CHANGING_MOLE_AND_KELOIDS,
        &insight(CHANGING_MOLE_AND_KELOIDS),
    );
    let (_, dispute) = told.split_once("Sources disagree: ").unwrap();
    let (followed, other) = dispute.split_once("The other reading: ").unwrap();
    assert!(followed.trim().ends_with(']'), "{followed}");
    let (other, _) = other
        .split_once("With it, the result would be “not recommended”.")
        .unwrap();
    assert!(other.trim().ends_with(']'), "{other}");
    check(IDEAL, "Worth a look in person");
    let calm = insight(IDEAL);
    assert!(calm.disputes.is_empty());
}

fn keys(person: &str, insight: Option<&Insight>) -> Vec<String> {
    let json = assessed(person, |assessment| json(assessment, insight));
    let lines = json.lines().filter_map(|line| line.strip_prefix("  \""));
    let keys = lines.filter_map(|line| line.split_once("\":"));
    keys.map(|(key, _)| key.to_owned()).collect()
}

#[test]
fn what_the_space_knows_comes_last_in_json() {
    let with = keys(PREGNANT, Some(&insight(PREGNANT)));
    let new = ["possible", "what_if", "decided_by", "slips", "disputes"];
    let (old, last) = with.split_at(with.len() - new.len());
    assert_eq!(last, new);
    assert_eq!(old.last().unwrap(), "answers");
    assert_eq!(keys(PREGNANT, None), old);
}

#[test]
fn open_questions_in_json_say_whether_they_matter() {
    let json = assessed(PREGNANT, |assessment| {
        json(assessment, Some(&insight(PREGNANT)))
    });
    let json: Value = serde_json::from_str(&json).unwrap();
    let open = json["open"].as_array().unwrap();
    let diagnosis = open.iter().find(|open| open["question"] == "diagnosis");
    let expected = serde_json::json!({
        "question": "diagnosis", "safety": true, "matters": true,
        "leads_to": [{ "answer": "no", "verdict": "see_doctor_first" }]
    });
    assert_eq!(diagnosis.unwrap(), &expected);
    for open in open.iter().filter(|open| open["matters"] == false) {
        assert_eq!(open["leads_to"], serde_json::json!([]));
    }
}
