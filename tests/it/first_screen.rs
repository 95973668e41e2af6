//! The first screen: it fits, it names every stop and caution, and its sum adds up.

use std::collections::BTreeSet;

use smp_suitability::assess::{Applies, Assessment, Finding, Table, assess};
use smp_suitability::interview::{QuestionScope, unanswered};
use smp_suitability::load;
use smp_suitability::pack::{Answers, Kind, OptionSet, Pack, QuestionIndex, Verdict};
use smp_suitability::report::{Line, text};
use smp_suitability::space::Insight;

use crate::effort;
use crate::random::Dice;
use crate::report::{EVERYBODY, IDEAL, answer_all, assessed, insight, pack, whole};

/// Lines that fit on one screen.
const ROOM: usize = 48;
/// Most stops and cautions that can be named in that room.
const MOST: usize = 10;

/// A person who answers every question that applies, and ticks one box in ten.
fn random_person(dice: &mut Dice, table: &Table) -> Answers {
    answer_all(table, |question| {
        let count = question.options.len();
        match question.kind {
            Kind::One => OptionSet::single(dice.below(count)),
            Kind::Many => (0..count).filter(|_| dice.below(10) == 0).collect(),
        }
    })
}

fn gates(assessment: &Assessment) -> usize {
    let findings = assessment.findings.iter();
    findings
        .filter(|finding| finding.verdict().is_some())
        .count()
}

#[track_caller]
fn check_room(assessment: &Assessment, insight: Option<&Insight>) {
    let lines = text(assessment, insight, 80);
    if gates(assessment) <= MOST {
        assert!(lines.len() <= ROOM, "{}", whole(&lines));
    }
}

#[test]
fn the_first_screen_of_the_best_candidate_has_at_most_38_lines() {
    let lines = assessed(IDEAL, |assessment| {
        text(assessment, Some(&insight(IDEAL)), 80)
    });
    assert!(lines.len() <= 38, "{}", whole(&lines));
}

#[test]
fn every_first_screen_fits() {
    for person in EVERYBODY {
        assessed(person, |assessment| {
            check_room(assessment, Some(&insight(person)));
        });
    }
}

#[test]
fn the_first_screen_of_every_case_fits() {
    let pack = pack();
    let table = Table::new(&pack);
    for case in load::cases(&table, &load::builtin()).unwrap() {
        check_room(&assess(&table, &case.answers), None);
    }
}

#[test]
fn the_first_screen_of_any_person_fits_and_names_every_stop_and_caution() {
    let pack = pack();
    let table = Table::new(&pack);
    let mut dice = Dice::new(24);
    for _ in 0..effort::cases(10_000) {
        let answers = random_person(&mut dice, &table);
        let assessment = assess(&table, &answers);
        let lines = text(&assessment, None, 80);
        if gates(&assessment) <= MOST {
            assert!(lines.len() <= ROOM, "{}", whole(&lines));
        }
        // On a narrow screen no column interrupts the names.
        check_names(&pack, &assessment, &text(&assessment, None, 60));
    }
}

/// Every stop and caution is named by its answers, in a row or in the sentence after the rows.
#[track_caller]
fn check_names(pack: &Pack, assessment: &Assessment, lines: &[Line]) {
    let screen = whole(lines);
    let screen = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    let screen = screen.to_lowercase();
    for finding in assessment
        .findings
        .iter()
        .filter(|finding| finding.verdict().is_some())
    {
        let mut grounds = finding.grounds.iter();
        let is_named = grounds.any(|(question, chosen)| {
            let question = pack.question(*question);
            let mut options = chosen.positions().map(|position| question.option(position));
            options.any(|option| screen.contains(&option.brief().to_lowercase()))
        });
        assert!(is_named, "{}\n{screen}", finding.rule.id);
    }
}

/// The numbers of the sum in *Why*: the start, what is added, and what it comes to.
fn sum(lines: &[Line]) -> (Vec<i32>, Option<i32>) {
    let mut parts = Vec::new();
    for line in lines.iter().map(ToString::to_string) {
        let mark: String = line.chars().take(12).collect();
        let mark = mark.trim();
        if let Some(score) = mark.strip_prefix("= ") {
            return (parts, score.parse().ok());
        }
        let number = mark.replace('−', "-").replace('+', "");
        parts.extend(number.parse::<i32>().ok());
    }
    (parts, None)
}

#[test]
fn what_is_shown_of_the_score_adds_up() {
    let pack = pack();
    let table = Table::new(&pack);
    let mut scored = 0;
    for case in load::cases(&table, &load::builtin()).unwrap() {
        let assessment = assess(&table, &case.answers);
        if assessment.findings.is_empty() {
            continue; // too early to say
        }
        let (parts, score) = sum(&text(&assessment, None, 80));
        if assessment.is_stopped() {
            assert_eq!(
                (parts, score),
                (Vec::new(), None),
                "a stop has no numbers next to it"
            );
            continue;
        }
        scored += 1;
        assert_eq!(score, Some(assessment.score));
        assert_eq!(parts.iter().sum::<i32>(), assessment.score, "{parts:?}");
        assert_eq!(parts.first(), Some(&pack.base));
    }
    assert!(scored > 100, "{scored}");
}

/// By interview, file and batch the same person has the same score: no question that scores is left out.
#[test]
fn an_interview_asks_what_scores_while_a_score_is_shown() {
    let pack = pack();
    let table = Table::new(&pack);
    let scoring = pack.rules.iter().filter(|rule| rule.points.is_some());
    let scoring = scoring.flat_map(|rule| rule.when.requirements());
    let scoring: BTreeSet<_> = scoring.map(|requirement| requirement.question).collect();
    let mut open = 0;
    for case in load::cases(&table, &load::builtin()).unwrap() {
        if assess(&table, &case.answers).is_stopped() {
            continue;
        }
        let reading = table.read(&case.answers);
        let is_open = |question: &&QuestionIndex| {
            case.answers.known(**question).is_none() && reading.applies(**question) == Applies::Yes
        };
        let open_here: Vec<_> = scoring.iter().filter(is_open).collect();
        if open_here.is_empty() {
            continue; // what is asked takes long to work out
        }
        let asked = unanswered(&table, &case.answers, QuestionScope::WhatMatters);
        for question in open_here {
            open += 1;
            assert!(asked.contains(question), "{}", pack.question(*question).id);
        }
    }
    assert!(open > 100, "{open}");
}

#[test]
fn a_person_who_may_go_ahead_reads_of_risks_and_that_it_is_permanent() {
    let pack = pack();
    let table = Table::new(&pack);
    let mut dice = Dice::new(11);
    for _ in 0..300 {
        let answers = random_person(&mut dice, &table);
        let assessment = assess(&table, &answers);
        let screen = whole(&text(&assessment, None, 80));
        if !assessment.is_stopped() {
            assert!(
                screen.contains("permanent") && screen.contains("Risks "),
                "{screen}"
            );
        }
        if assessment.verdict == Verdict::NotRecommended {
            assert!(
                !screen.contains("Cost ") && !screen.contains('$'),
                "{screen}"
            );
            assert!(screen.contains("Other ways to cover hair loss"), "{screen}");
        }
    }
}

#[test]
fn help_that_cannot_wait_comes_before_everything_else() {
    let hopeless = IDEAL.replace(r#""worry": []"#, r#""worry": ["very_low"]"#);
    let screen = assessed(&hopeless, |assessment| whole(&text(assessment, None, 80)));
    assert!(
        screen.starts_with("  You matter more than any treatment."),
        "{screen}"
    );
    let is_stop = |finding: &Finding| finding.is_stop();
    assessed(&hopeless, |assessment| {
        assert!(assessment.findings.iter().any(is_stop));
    });
}
