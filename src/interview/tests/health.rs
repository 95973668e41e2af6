//! What is said before the questions about health.

use crate::interview::QuestionScope;
use crate::pack::{OptionSet, QuestionIndex, Rule};

use super::pack;
use super::script::interview_about;

#[test]
fn before_the_first_of_three_health_questions_it_says_what_is_next() {
    let pack = pack::with_health_questions();
    let replies = ["Black", "Never", "Moles", "stop"];

    let log = interview_about(&pack, QuestionScope::WhatMatters, &[], &replies);

    let lead = "Next: your health. About 3 questions, 30 seconds. Most answers don't rule SMP out.";
    assert_eq!(log.leads, [None, None, Some(lead.to_owned()), None]);
}

#[test]
fn the_number_is_that_of_the_person() {
    let mut pack = pack::with_health_questions();
    pack.questions[6].safety = true;
    let given = ["hope=scar"];
    let replies = ["Black", "Never", "stop"];

    let log = interview_about(&pack, QuestionScope::WhatMatters, &given, &replies);

    let lead = log.leads[2].as_deref().unwrap();
    assert!(lead.contains("About 3 questions"), "{lead}");
}

#[test]
fn fewer_than_three_questions_need_no_announcement() {
    let pack = pack::with_health_questions();
    let replies = ["Black", "Never", "Moles", "stop"];

    let log = interview_about(&pack, QuestionScope::WhatMatters, &["hope=scar"], &replies);

    assert_eq!(log.leads, [None, None, None, None]);
}

#[test]
fn it_is_no_comfort_where_half_of_the_answers_rule_it_out() {
    let mut pack = pack::with_health_questions();
    for question in &mut pack.questions[3..6] {
        question.options.truncate(1);
    }
    let sore = pack.rules.last().unwrap().clone();
    pack.rules.push(Rule {
        when: pack.questions[7].when.clone().unwrap(),
        ..sore
    });
    pack.rules.last_mut().unwrap().when.clauses[0].requirements[0].question = QuestionIndex::new(3);
    pack.rules.last_mut().unwrap().when.clauses[0].requirements[0].options = OptionSet::single(0);
    let replies = ["Black", "Never", "stop"];

    let log = interview_about(&pack, QuestionScope::WhatMatters, &[], &replies);

    assert_eq!(
        log.leads[2].as_deref(),
        Some("Next: your health. About 3 questions, 30 seconds.")
    );
}
