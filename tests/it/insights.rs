//! What the answer space knows about a person, and how it is printed.

use serde_json::Value;
use smp_suitability::pack::Verdict;
use smp_suitability::report::{Topic, json, text, text_of_topics};
use smp_suitability::space::{Insight, Slip};
use smp_suitability::words::capitalized;

use crate::report::{
    CHANGING_MOLE_AND_KELOIDS, DOCTOR_AGREED, EVERYBODY, IDEAL, LONG_BLOND_HAIR, PREGNANT,
    RECENT_TRANSPLANT, assessed, insight, insight_of, pack, whole,
};
use crate::words::{Text, none_is_hard};

/// Takes medicines that call for a doctor and for time.
const MEDICINES: &str = r#"{
  "hair_color": "black", "hair_length": "shaved", "hair_loss": "male_pattern", "prior_transplant": "none",
  "loss_speed": "stable", "area": ["crown"], "age": "from_26_to_64", "pregnancy": "no", "skin": [], "skin_disease": [],
  "health": [], "health_more": [], "medicines": ["blood_thinner", "isotretinoin"], "isotretinoin_time": "under_6_months",
  "letter_blood_thinner": "not_yet",
  "allergies": [], "recent": [], "worry": [], "earlier_smp": "never", "goal": "shaved_look", "stage": "moderate"
}"#;

/// The first screen and then every topic, with an insight, on one long line.
fn page(person: &str, insight: &Insight) -> String {
    let report = assessed(person, |assessment| {
        let first = text(assessment, Some(insight), 80);
        let topics = text_of_topics(assessment, Some(insight), &Topic::ALL, 80);
        whole(&first) + &whole(&topics)
    });
    report.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(person: &str, expected: &str) {
    let page = page(person, &insight(person));
    assert!(page.contains(expected), "{page}");
}

/// The lines below a heading.
fn section(person: &str, heading: &str) -> Vec<String> {
    let report = assessed(person, |assessment| {
        let topics = [Topic::Changes, Topic::Certainty];
        whole(&text_of_topics(
            assessment,
            Some(&insight(person)),
            &topics,
            100,
        ))
    });
    let lines = report.lines().skip_while(|line| line.trim() != heading);
    let section = lines.skip(1).take_while(|line| !line.is_empty());
    section.map(str::to_owned).collect()
}

/// Each bullet of a section on one line, with the heading; an arrow is a stop in reading.
fn bullets(person: &str, heading: &str) -> Vec<Text> {
    let section = section(person, heading).join(" ");
    let sentences = section.split(" → ").map(capitalized);
    let section = sentences.collect::<Vec<_>>().join(". ");
    let words: Vec<_> = section.split_whitespace().collect();
    let bullets = words.split(|word| *word == "•");
    bullets
        .map(|words| (heading.to_owned(), format!("{}.", words.join(" "))))
        .collect()
}

#[test]
fn insights_are_printed_in_easy_words() {
    let headings = [
        "Ways to a better result",
        "Unanswered questions that could change this",
        "What the result rests on",
    ];
    let sections = |person: &&str| headings.map(|heading| bullets(person, heading)).concat();
    let page: Vec<_> = EVERYBODY.iter().flat_map(sections).collect();
    none_is_hard(&page, 20);
}

#[test]
fn no_person_with_open_safety_questions_is_called_suited() {
    let unasked = r#"{ "hair_color": "black", "hair_length": "shaved", "hair_loss": "male_pattern",
      "prior_transplant": "none" }"#;
    let page = page(unasked, &insight_of(&pack(), unasked));
    assert!(page.contains("So far: suitable"), "{page}");
    assert!(page.contains("Nothing you have told us so far speaks against SMP."));
    assert!(!page.contains("a good match"), "{page}");
    check(IDEAL, "SMP looks like a good match for you.");
}

#[test]
fn a_settled_result_says_nothing_of_questions_that_change_nothing() {
    let settled = page(LONG_BLOND_HAIR, &insight(LONG_BLOND_HAIR));
    assert!(!settled.contains("unanswered"), "{settled}");
    let open = page(PREGNANT, &insight(PREGNANT));
    assert!(
        open.contains("unanswered safety questions could still change this to"),
        "{open}"
    );
    let all_idle = assessed(PREGNANT, |assessment| Insight {
        idle: assessment.open.iter().copied().collect(),
        possible: vec![assessment.verdict],
        ..insight(PREGNANT)
    });
    let idle = page(PREGNANT, &all_idle);
    assert!(!idle.contains("could still change this"), "{idle}");
}

#[test]
fn one_or_two_questions_that_could_change_the_result_are_named() {
    let all_but_allergies = IDEAL.replace(r#""allergies": [], "#, "");
    let page = page(&all_but_allergies, &insight_of(&pack(), &all_but_allergies));
    let expected = "1 unanswered safety question (bad reactions) could still change this to \
         “suitable, with cautions”, “see a doctor first” or “not recommended”.";
    assert!(page.contains(expected), "{page}");
}

#[test]
fn an_open_question_names_the_answer_that_would_change_the_result() {
    check(
        PREGNANT,
        "• Has a doctor diagnosed the cause of your hair loss? “No” → see a doctor first",
    );
    check(
        PREGNANT,
        "“Skin cancer, or a scar from it” → not recommended",
    );
}

#[test]
fn a_safety_question_that_changes_nothing_stays_on_the_list() {
    let no_graver_one_open = CHANGING_MOLE_AND_KELOIDS.replace(
        r#""skin":"#,
        r#""age": "from_26_to_64", "earlier_smp": "never", "goal": "shaved_look", "skin_disease": [], "health": [],
        "health_more": [], "medicines": [], "allergies": [], "worry": [], "skin":"#,
    );
    let page = page(
        &no_graver_one_open,
        &insight_of(&pack(), &no_graver_one_open),
    );
    let expected = "How fast are you losing hair? Asked for your safety; this result would stay.";
    assert!(page.contains(expected), "{page}");
}

#[test]
fn at_most_six_open_questions_are_listed() {
    for person in [PREGNANT, RECENT_TRANSPLANT, CHANGING_MOLE_AND_KELOIDS] {
        let section = section(person, "Unanswered questions that could change this");
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
fn a_change_is_in_the_words_of_the_pack() {
    check(
        PREGNANT,
        "• After pregnancy and breastfeeding → suitable at best",
    );
    check(
        RECENT_TRANSPLANT,
        "• When your hair transplant is a year old, and you leave out the scar → suitable",
    );
    check(
        CHANGING_MOLE_AND_KELOIDS,
        "• Once a dermatologist has found the spot harmless, and a dermatologist says yes to SMP in writing → suitable, with cautions",
    );
}

#[test]
fn changes_that_are_left_out_are_counted() {
    let ways = insight(RECENT_TRANSPLANT).what_if.len();
    let section = section(RECENT_TRANSPLANT, "Ways to a better result");
    let page = section.iter().filter(|line| line.contains('→')).count();
    assert!(page <= 5, "{section:?}");
    let rest = format!("• and {} more; --format json has all", ways - page);
    assert!(section.last().unwrap().contains(&rest), "{section:?}");
}

#[test]
fn a_longer_wait_for_the_same_result_is_left_out() {
    let page = page(RECENT_TRANSPLANT, &insight(RECENT_TRANSPLANT));
    let mixed = "a transplant 6 to 12 months ago and a scar over a year old";
    assert!(!page.contains(mixed), "{page}");
}

/// The note before the ways to a better result, and the ways.
fn ways(person: &str) -> (String, String) {
    let page = page(person, &insight_of(&pack(), person));
    let (_, section) = page.split_once("Ways to a better result").unwrap();
    let (section, _) = section.split_once("If this changes: visits").unwrap();
    let (note, ways) = section.split_once('•').unwrap();
    (note.to_owned(), ways.to_owned())
}

#[test]
fn no_result_says_to_stop_a_medicine() {
    const NOTE: &str = "Never stop a medicine on your own.";
    let (note, both) = ways(MEDICINES);
    assert!(note.contains(NOTE), "{note}");
    let approved = "The doctor who prescribes your blood thinner approves SMP in writing → wait";
    assert!(both.contains(approved), "{both}");
    let pills = MEDICINES.replace("\"blood_thinner\", ", "");
    let pills = pills.replace("\"letter_blood_thinner\": \"not_yet\",", "");
    let (_, pills) = ways(&pills);
    let expected = "When it has been 6 months since your isotretinoin course ended → suitable";
    assert!(pills.contains(expected), "{pills}");
}

/// What lasts is no way to a better result: a doctor's approval is.
#[test]
fn no_result_says_to_get_rid_of_a_lasting_condition() {
    for (group, lasting) in [
        (
            "health",
            r#""health": ["epilepsy"], "letter_epilepsy": "not_yet""#,
        ),
        (
            "health",
            r#""health": ["liver_kidney"], "liver_kidney_kind": ["liver"], "letter_liver": "not_yet""#,
        ),
        (
            "health_more",
            r#""health_more": ["bowel"], "letter_bowel": "not_yet""#,
        ),
        (
            "health_more",
            r#""health_more": ["sarcoid_uveitis"], "sarcoid_kind": ["sarcoidosis"], "letter_sarcoidosis": "not_yet""#,
        ),
    ] {
        let person = MEDICINES.replace("\"blood_thinner\", \"isotretinoin\"", "");
        let person = person.replace(", \"isotretinoin_time\": \"under_6_months\"", "");
        let person = person.replace("\"letter_blood_thinner\": \"not_yet\",", "");
        let (_, ways) = ways(&person.replace(&format!("\"{group}\": []"), lasting));
        assert_eq!(ways.matches('→').count(), 1, "{ways}");
        assert!(ways.contains("approves SMP in writing →"), "{ways}");
    }
}

#[test]
fn nothing_is_said_where_no_change_would_help() {
    for person in [IDEAL, LONG_BLOND_HAIR] {
        let page = page(person, &insight(person));
        assert!(!page.contains("What would change this"), "{page}");
    }
}

#[test]
fn what_decides_a_stop_is_what_it_rests_on() {
    check(PREGNANT, "This rests on: you are or may be pregnant.");
}

#[test]
fn without_a_stop_all_stops_are_counted() {
    let pack = pack();
    let is_stop = |verdict: Option<Verdict>| verdict.is_some_and(Verdict::is_stop);
    let stops = pack.rules.iter().filter(|rule| is_stop(rule.verdict));
    let none = format!("None of the {} stops applies.", stops.count());
    check(IDEAL, &none);
    let approved = page(DOCTOR_AGREED, &insight(DOCTOR_AGREED));
    assert!(!approved.contains("stops applies"), "{approved}");
    check(
        DOCTOR_AGREED,
        "A doctor has approved what would otherwise stop you.",
    );
}

#[test]
fn of_several_mix_ups_the_gravest_is_printed() {
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
    let page = page(IDEAL, &insight);
    let look = "Worth a look in person: “Black” or “Light brown”? If it is the second, the result would be “see a doctor first”.";
    assert!(page.contains(look), "{page}");
    assert_eq!(page.matches("Worth a look in person").count(), 1, "{page}");
}

#[test]
fn a_dispute_is_printed_with_the_sources_of_both_readings() {
    let page = page(
        CHANGING_MOLE_AND_KELOIDS,
        &insight(CHANGING_MOLE_AND_KELOIDS),
    );
    let (_, dispute) = page.split_once("Sources disagree: ").unwrap();
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
    assert_eq!(old.last().unwrap(), "ignored");
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
        "question": "diagnosis", "safety": true, "waiting": false, "matters": true,
        "leads_to": [{ "answer": "no", "verdict": "see_doctor_first" }], "idle": false
    });
    assert_eq!(diagnosis.unwrap(), &expected);
    let idle = open.iter().filter(|open| open["idle"] == true);
    let idle: Vec<_> = idle.map(|open| &open["question"]).collect();
    assert_eq!(idle, ["keep_short"], "{open:?}");
    for open in open.iter().filter(|open| open["matters"] == false) {
        assert_eq!(open["leads_to"], serde_json::json!([]));
    }
}
