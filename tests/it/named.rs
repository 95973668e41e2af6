//! Nothing that a person tells falls silent: every condition is named in every output, approved or not.

use serde_json::Value;
use smp_suitability::assess::{Applies, Assessment, Finding, Table, assess};
use smp_suitability::batch::{Private, RecordStatus, ResultForm, Start, Worker};
use smp_suitability::pack::{
    self, Answer, Answers, Kind, OptionSet, Pack, QuestionIndex, Statement,
};
use smp_suitability::report::{self, Topic};

use crate::effort;
use crate::random::Dice;
use crate::report::{in_one_line, pack, whole};

/// An option that a person can tick, and the rule that names it.
struct Condition<'pack> {
    question: QuestionIndex,
    option: usize,
    rule: &'pack str,
}

/// Every option that a law `named-…` of the built-in pack promises to name.
fn conditions(pack: &Pack) -> Vec<Condition<'_>> {
    let laws = pack.laws.iter().filter(|law| law.id.starts_with("named-"));
    let conditions = laws.flat_map(|law| {
        let Statement::Always(group, pack::Outcome::Rule(rule)) = &law.statement else {
            panic!("{} does not say that a rule fires", law.id)
        };
        let rule = pack.rules[*rule].id.as_str();
        let requirements = group.when.iter().flat_map(pack::Condition::requirements);
        requirements.flat_map(move |requirement| {
            let options = requirement.options.positions();
            options.map(move |option| Condition {
                question: requirement.question,
                option,
                rule,
            })
        })
    });
    conditions.collect()
}

/// Every question about a doctor's approval.
fn letters(pack: &Pack) -> Vec<QuestionIndex> {
    let questions = pack.numbered_questions();
    let letters = questions.filter(|(_, question)| question.id.starts_with("letter_"));
    letters.map(|(index, _)| index).collect()
}

/// Ticks an option, next to what is ticked already, and what the question needs to apply.
fn tick(pack: &Pack, answers: &mut Answers, index: QuestionIndex, option: usize) {
    let question = pack.question(index);
    let own = OptionSet::single(option);
    let chosen = match question.kind {
        Kind::One => own,
        Kind::Many => answers.known(index).unwrap_or_default().union(own),
    };
    answers.set(index, Answer::Chosen(chosen));
    let needed = question.when.iter().flat_map(|when| &when.clauses).next();
    for requirement in needed.into_iter().flat_map(|clause| &clause.requirements) {
        let known = answers.known(requirement.question).unwrap_or_default();
        if !known.intersects(requirement.options) {
            let first = requirement.options.first();
            tick(pack, answers, requirement.question, first);
        }
    }
}

/// Takes out what no longer applies, from the first question on.
fn applicable(table: &Table, mut answers: Answers) -> Answers {
    for (index, _) in table.pack().numbered_questions() {
        if table.read(&answers).applies(index) == Applies::No {
            answers.clear(index);
        }
    }
    answers
}

/// Finds a condition among the findings and in every output.
#[track_caller]
fn assert_named(printed: &Printed, finding: &Finding) {
    let rule = &finding.rule.id;
    let because = finding.because().as_str();
    assert!(printed.text.contains(&in_one_line(because)), "text: {rule}");
    let escaped = because.replace('\'', "&#39;");
    let html = printed.html.contains(because) || printed.html.contains(&escaped);
    assert!(html, "HTML: {rule}");
    let advice = finding.advice().map_or("", |advice| advice.as_str());
    assert!(
        printed.text.contains(&in_one_line(advice)),
        "text: {advice}"
    );
    let findings = printed.json["findings"].as_array().unwrap();
    let found = findings.iter().find(|found| found["rule"] == rule.as_str());
    assert_eq!(found.unwrap()["cleared"], finding.is_cleared(), "{rule}");
    let is_listed = |key: &str| {
        let listed = printed.batch[key].as_array().unwrap();
        listed.iter().any(|id| id == rule.as_str())
    };
    assert!(is_listed("findings"), "batch: {rule}");
    assert_eq!(is_listed("cleared"), finding.is_cleared(), "batch: {rule}");
}

/// A result in every form.
struct Printed {
    text: String,
    html: String,
    json: Value,
    batch: Value,
}

impl Printed {
    fn of(assessment: &Assessment, worker: &mut Worker) -> Self {
        let mut text = whole(&report::text(assessment, None, 40));
        // The comparison with other options is long and names no finding.
        let others = [Topic::Condition, Topic::Options, Topic::Chances];
        let topics = Topic::ALL.into_iter();
        let topics: Vec<_> = topics.filter(|topic| !others.contains(topic)).collect();
        text += &whole(&report::text_of_topics(assessment, None, &topics, 40));
        let json = report::json(assessment, None);
        let record = report::answers_file(assessment.pack, &assessment.answers);
        let mut line = Vec::new();
        let start = Start { line: 1, column: 1 };
        let outcome = worker.json(start, record.as_bytes(), &mut line);
        assert_eq!(outcome, RecordStatus::Assessed, "{record}");
        Self {
            text: in_one_line(&text),
            html: report::html(assessment, None),
            json: serde_json::from_str(&json).unwrap(),
            batch: serde_json::from_slice(&line).unwrap(),
        }
    }
}

/// The result of some answers names every one of some conditions.
#[track_caller]
fn check(table: &Table, worker: &mut Worker, answers: &Answers, ticked: &[&Condition]) {
    let assessment = assess(table, answers);
    let printed = Printed::of(&assessment, worker);
    for condition in ticked {
        let findings = assessment.findings.iter();
        let mut named = findings.filter(|finding| finding.rule.id == condition.rule);
        let finding = named
            .next()
            .unwrap_or_else(|| panic!("{} is silent", condition.rule));
        assert_named(&printed, finding);
    }
    assert!(!printed.text.contains("stops applies"), "{}", printed.text);
}

#[test]
fn a_condition_is_named_in_every_output_whatever_a_doctor_says() {
    let pack = pack();
    let table = Table::new(&pack);
    let mut worker = Worker::new(&table, ResultForm::Compact).with_private(Private::Shown);
    let conditions = conditions(&pack);
    assert!(conditions.len() > 50, "{} conditions", conditions.len());
    for condition in &conditions {
        let mut answers = Answers::blank(&pack);
        tick(&pack, &mut answers, condition.question, condition.option);
        // "I'm not sure", then each answer about approval, to every question about it.
        for approval in [None, Some(0), Some(1), Some(2)] {
            for &letter in &letters(&pack) {
                match approval {
                    None => answers.set(letter, Answer::NotSure),
                    Some(option) => {
                        answers.set(letter, Answer::Chosen(OptionSet::single(option)));
                    }
                }
            }
            let answers = applicable(&table, answers.clone());
            check(&table, &mut worker, &answers, &[condition]);
        }
    }
}

#[test]
fn conditions_and_approvals_in_any_mixture_are_all_named() {
    let pack = pack();
    let table = Table::new(&pack);
    let mut worker = Worker::new(&table, ResultForm::Compact).with_private(Private::Shown);
    let conditions = conditions(&pack);
    let letters = letters(&pack);
    for seed in 0..effort::cases(10_000) {
        let mut dice = Dice::new(seed);
        let mut answers = Answers::blank(&pack);
        for _ in 0..=dice.below(6) {
            let condition = &conditions[dice.below(conditions.len())];
            tick(&pack, &mut answers, condition.question, condition.option);
        }
        for &letter in &letters {
            let approval = dice.below(4);
            if approval < 3 {
                answers.set(letter, Answer::Chosen(OptionSet::single(approval)));
            }
        }
        let answers = applicable(&table, answers);
        // A later tick may have taken an earlier one back, such as another kind of hair loss.
        let ticked = conditions.iter().filter(|condition| {
            let known = answers.known(condition.question);
            known.is_some_and(|known| known.contains(condition.option))
        });
        check(&table, &mut worker, &answers, &ticked.collect::<Vec<_>>());
    }
}
