//! No person looks safer than they are: every form of a batch says how many safety questions are open, and
//! that a verdict with open safety questions is only so far.

use std::cmp::Reverse;

use proptest::prelude::*;
use serde_json::{Value, json};
use smp_suitability::assess::{Applies, Assessment, Table, assess};
use smp_suitability::batch::{
    Detail, HandoutMaker, Index, ResultForm, Start, Worker, csv_header, summary_json, summary_text,
};
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::pack::{Answer, Answers, Kind, OptionSet, Pack, Verdict};
use smp_suitability::report::{IndexCoverage, answers_file, index_row, verdict_name};

use super::program::{pack, run};
use super::same_checks::record;
use crate::random::{self, Dice, every_answer};

const START: Start = Start { line: 1, column: 1 };

/// What a form says of a record: whether the verdict is only so far, and the open safety questions.
type Said = (bool, usize);

/// What it must say, read from the assessment word by word.
fn expected(assessment: &Assessment) -> Said {
    let open = assessment.open_safety().count();
    let is_worst = assessment.verdict == Verdict::NotRecommended;
    (open > 0 && !is_worst, open)
}

fn written(table: &Table, form: ResultForm, record: &[u8]) -> String {
    let mut out = Vec::new();
    Worker::new(table, form).json(START, record, &mut out);
    String::from_utf8(out).unwrap()
}

fn said_by_a_line(table: &Table, record: &[u8]) -> Said {
    let line: Value = serde_json::from_str(&written(table, ResultForm::Compact, record)).unwrap();
    let open = line["open_safety"].as_u64().unwrap();
    (line["so_far"].as_bool().unwrap(), open.try_into().unwrap())
}

fn said_by_a_row(table: &Table, record: &[u8]) -> Said {
    let row = written(table, ResultForm::Csv, record);
    // The id is the only cell before these that may hold a comma, and these records have a plain one.
    let header = csv_header();
    let cells = header.split(',').zip(row.split(','));
    let cell = |name| cells.clone().find(|(column, _)| *column == name).unwrap().1;
    let so_far = cell("so_far").parse().unwrap();
    (so_far, cell("open_safety").parse().unwrap())
}

/// The full form has no number, so the reader counts.
fn counted_in_the_full_form(table: &Table, record: &[u8]) -> usize {
    let line: Value = serde_json::from_str(&written(table, ResultForm::Full, record)).unwrap();
    let open = line["open"].as_array().unwrap();
    let counts = |open: &&Value| open["safety"] == true && open["waiting"] == false;
    open.iter().filter(counts).count()
}

/// The result in the row of an index.
fn row_of_the_index(table: &Table, detail: Detail, record: &[u8]) -> String {
    let (handout, _) = HandoutMaker::new(table, detail).json(START, record);
    index_row(&handout.entry, None)
}

/// A pack, and the records of some people that can be read, each with their answers.
fn people(dice: &mut Dice, pack: &Pack, table: &Table) -> Vec<(Vec<u8>, Answers)> {
    let records = (0..8).map(|_| record(dice, pack, table));
    let read = records.filter_map(|record| {
        let input = AnswersInput {
            file: Some(("", &record)),
            sets: &[],
        };
        let answers = load::answers(table, input).ok()?;
        Some((record, answers))
    });
    read.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_form_says_of_a_record_what_its_assessment_says(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let pack = random::pack(&mut dice);
        let table = Table::new(&pack);
        for (record, answers) in people(&mut dice, &pack, &table) {
            let assessment = assess(&table, &answers);
            let (so_far, open) = expected(&assessment);

            let line = said_by_a_line(&table, &record);
            let row = said_by_a_row(&table, &record);
            let full = counted_in_the_full_form(&table, &record);

            prop_assert_eq!(assessment.is_so_far(), so_far);
            prop_assert_eq!(line, (so_far, open));
            prop_assert_eq!(row, (so_far, open));
            prop_assert_eq!(full, open);
        }
    }

    #[test]
    fn an_index_says_so_too_however_much_its_pages_say(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let pack = random::pack(&mut dice);
        let table = Table::new(&pack);
        for (record, answers) in people(&mut dice, &pack, &table) {
            let (so_far, open) = expected(&assess(&table, &answers));
            let number = match open {
                0 => None,
                1 => Some(", 1 safety question open<".to_owned()),
                _ => Some(format!(", {open} safety questions open<")),
            };
            for detail in [Detail::Usual, Detail::Full] {
                let row = row_of_the_index(&table, detail, &record);

                let is_told = row.contains(" so far") || row.contains("Too early to say");
                prop_assert!(is_told || !so_far, "{row}");
                match &number {
                    Some(number) => prop_assert!(row.contains(number), "{row}"),
                    None => prop_assert!(!row.contains("safety"), "{row}"),
                }
                let is_worst = row.contains("Not recommended");
                prop_assert!(!(is_worst && row.contains("so far")), "{row}");
                prop_assert!(!(so_far && row.contains("mark plus")), "{row}");
            }
        }
    }

    #[test]
    fn a_summary_and_an_index_count_the_same_people_as_so_far(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let pack = random::pack(&mut dice);
        let table = Table::new(&pack);
        let people = people(&mut dice, &pack, &table);
        let mut counts = [[0_u64; 2]; 5];
        for (_, answers) in &people {
            let assessment = assess(&table, answers);
            let (so_far, _) = expected(&assessment);
            let [all, only_so_far] = &mut counts[assessment.verdict as usize];
            *all += 1;
            *only_so_far += u64::from(so_far);
        }

        let mut worker = Worker::new(&table, ResultForm::Counts);
        let mut index = Index::new(&pack);
        let maker = HandoutMaker::new(&table, Detail::Usual);
        for (record, _) in &people {
            worker.json(START, record, &mut Vec::new());
            let (handout, _) = maker.json(START, record);
            index.add(&handout.entry, None);
        }
        let tally = worker.tally();
        let json: Value = serde_json::from_str(&summary_json(&table, tally)).unwrap();
        let text = summary_text(&table, tally);
        let front = index.finish(IndexCoverage::Whole).pop().unwrap().html;

        for (verdict, [all, so_far]) in Verdict::ALL.into_iter().zip(counts) {
            prop_assert_eq!(&json["verdicts"][verdict.id()], all);
            prop_assert_eq!(&json["so_far"][verdict.id()], so_far);
            let (item, rest) = item(&front, verdict);
            prop_assert_eq!(item, all.to_string());
            prop_assert_eq!(rest, if so_far > 0 { so_far.to_string() } else { String::new() });
        }
        let is_any = counts.iter().any(|&[_, so_far]| so_far > 0);
        for printed in [&text, &front] {
            prop_assert_eq!(printed.contains("safety questions are still open"), is_any, "{}", printed);
        }
        let rows = text.lines().filter(|line| line.starts_with("    of these so far "));
        let expected = counts.iter().filter(|[_, so_far]| *so_far > 0);
        prop_assert_eq!(rows.count(), expected.count(), "{}", &text);
    }
}

/// The two counts of a verdict at the top of an index; the second is empty if it is not there.
fn item(front: &str, verdict: Verdict) -> (String, String) {
    let name = verdict_name(verdict);
    let name = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
    let (_, item) = front.split_once(&format!("<li>{name}: <strong>")).unwrap();
    let (item, _) = item.split_once("</li>").unwrap();
    let mut counts = item.split("</strong>");
    let all = counts.next().unwrap().to_owned();
    let so_far = counts
        .next()
        .and_then(|rest| rest.strip_prefix(", of these so far: <strong>"))
        .unwrap_or_default();
    (all, so_far.to_owned())
}

/// A record with an answer to every question that applies, none of which speaks against SMP if that
/// can be helped.
fn complete(pack: &Pack) -> Value {
    let table = Table::new(pack);
    let mut answers = Answers::blank(pack);
    for (index, question) in pack.numbered_questions() {
        let every = match question.kind {
            Kind::One => every_answer(pack, index),
            Kind::Many => vec![OptionSet::NONE_OF_THESE],
        };
        let with = every.into_iter().map(|chosen| {
            let mut with = answers.clone();
            with.set(index, Answer::Chosen(chosen));
            with
        });
        let best = with.min_by_key(|with| {
            let assessment = assess(&table, with);
            (assessment.verdict, Reverse(assessment.score))
        });
        if table.read(&answers).applies(index) != Applies::No {
            answers = best.unwrap();
        }
    }
    serde_json::from_str(&answers_file(pack, &answers)).unwrap()
}

#[test]
fn one_open_safety_question_makes_a_clean_verdict_so_far() {
    let complete = complete(&pack());
    let mut open = complete.clone();
    open["age"] = Value::Null;

    let output = run(&["-"], format!("{complete}\n{open}\n").as_bytes());

    let lines = String::from_utf8(output.stdout).unwrap();
    let said = lines.lines().map(|line| {
        let line: Value = serde_json::from_str(line).unwrap();
        ["verdict", "so_far", "open_safety"].map(|key| line[key].clone())
    });
    let expected = [
        [json!("suitable"), json!(false), json!(0)],
        [json!("suitable"), json!(true), json!(1)],
    ];
    assert_eq!(said.collect::<Vec<_>>(), expected, "{lines}");
}

#[test]
fn a_summary_shows_the_clean_and_those_so_far_in_one_section() {
    let complete = complete(&pack());
    let mut open = complete.clone();
    open["age"] = Value::Null;
    let section = |input: String| {
        let output = run(&["-", "--to", "summary"], input.as_bytes());
        let text = String::from_utf8(output.stdout).unwrap();
        let (_, from) = text.split_once("Verdicts\n").unwrap();
        from.split_once("\n\n").unwrap().0.replace(['█', '▎'], "")
    };

    let with_open = section(format!("{complete}\n{complete}\n{open}\n"));
    let without = section(format!("{complete}\n"));

    let lines: Vec<_> = with_open.lines().map(str::trim).collect();
    assert_eq!(lines[0], "suitable                 3", "{with_open}");
    assert_eq!(lines[1], "of these so far        1", "{with_open}");
    let note = "So far: safety questions are still open, so the result may still get worse.";
    assert_eq!(lines.last(), Some(&note));
    assert!(
        !without.contains("so far") && !without.contains("So far"),
        "{without}"
    );
}
