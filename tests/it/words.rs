//! Every text for patients is easy to read, and the questions are read in about four minutes.

use std::convert::Infallible;
use std::fs;
use std::path::Path;

use smp_suitability::assess::Table;
use smp_suitability::interview::{
    self, Choice, Ending, QuestionScope, Reply, RowRole, SaveTarget, Screen, Ui,
};
use smp_suitability::load;
use smp_suitability::pack::{Answers, Pack, Row};
use smp_suitability::words::{FEWEST_WORDS, HIGHEST_GRADE, grade, reading_words};

/// The highest mean over all texts of the pack.
const HIGHEST_MEAN: f64 = 6.5;

/// The place of a text, and the text.
pub(crate) type Text = (String, String);

/// Texts that are long enough to be graded, with their grades; none is above the highest.
#[track_caller]
pub(crate) fn none_is_hard(texts: &[Text], at_least: usize) -> Vec<(f64, &Text)> {
    let graded: Vec<_> = texts.iter().filter_map(graded).collect();
    let count = graded.len();
    assert!(count > at_least, "only {count} texts are long enough");
    let is_hard = |(grade, _): &&(f64, _)| *grade > HIGHEST_GRADE;
    let hard: Vec<_> = graded.iter().filter(is_hard).collect();
    assert!(hard.is_empty(), "{hard:#?}");
    graded
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "the figures are for the reader of a test run"
)]
fn every_text_of_the_pack_is_easy_to_read() {
    let texts = texts(&pack());
    let graded = none_is_hard(&texts, 150);
    let sum: f64 = graded.iter().map(|(grade, _)| grade).sum();
    #[expect(clippy::cast_precision_loss, reason = "a few hundred texts")]
    let mean = sum / graded.len() as f64;
    println!("{} texts, mean grade {mean:.1}", graded.len());
    assert!(mean <= HIGHEST_MEAN, "the mean grade is {mean:.1}");
}

#[test]
fn every_sentence_of_the_program_is_easy_to_read() {
    let texts: Vec<_> = ["src/interview", "src/report", "src/words.rs"]
        .into_iter()
        .flat_map(|path| literals_below(Path::new(path)))
        .collect();
    none_is_hard(&texts, 5);
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "the figures are for the reader of a test run"
)]
fn a_person_with_nothing_special_reads_at_most_850_words() {
    const MOST_WORDS: usize = 850;
    let pack = pack();
    let table = Table::new(&pack);
    let mut reader = Plain::default();
    let answers = Answers::blank(&pack);
    let asking = QuestionScope::Everything;
    let ending = interview::run(
        &table,
        answers,
        asking,
        &SaveTarget::Nowhere,
        &mut reader,
        &mut |_| Ok(()),
    );
    let Ok(Ending::Finished(answers)) = ending else {
        panic!("the interview was left");
    };
    assert!(interview::unanswered(&table, &answers, asking).is_empty());
    println!("{} questions, {} words", reader.questions, reader.words);
    assert!(reader.words <= MOST_WORDS, "{} words", reader.words);
}

#[test]
fn a_label_fits_two_lines_of_36_columns() {
    let pack = pack();
    let options = pack.questions.iter().flat_map(|question| &question.options);
    for option in options {
        let label = &option.label;
        let longest = label.split(' ').map(str::len).max();
        assert!(label.chars().count() <= 72 && longest < Some(30), "{label}");
    }
}

fn pack() -> Pack {
    load::pack(&load::builtin()).unwrap()
}

/// Every text of a pack that a person may read.
fn texts(pack: &Pack) -> Vec<Text> {
    let mut texts = vec![("disclaimer".to_owned(), pack.disclaimer.to_string())];
    let mut add = |place: String, text: &str| texts.push((place, text.to_owned()));
    for question in &pack.questions {
        add(format!("question {}", question.id), &question.ask);
        add(format!("why of {}", question.id), &question.why);
    }
    for rule in &pack.rules {
        add(format!("because of {}", rule.id), &rule.because);
        add(
            format!("advice of {}", rule.id),
            rule.advice.as_deref().unwrap_or_default(),
        );
    }
    for dispute in &pack.disputes {
        for reading in &dispute.readings {
            add(format!("dispute {}", dispute.id), reading);
        }
    }
    let expectations = &pack.expectations;
    let mut reasons = becauses(&expectations.sessions);
    for table in &expectations.cost {
        reasons.extend(becauses(&table.rows));
    }
    reasons.extend(becauses(&expectations.recovery));
    reasons.extend(becauses(&expectations.upkeep));
    for (id, because) in reasons {
        add(format!("row {id}"), &because);
    }
    for note in &expectations.elsewhere {
        add(format!("prices in {}", note.country), &note.says);
    }
    for day in &expectations.timeline {
        let watch = day.watch.as_deref().unwrap_or_default();
        for text in [&day.look, &day.avoid, &day.may, watch] {
            add(format!("day {}", day.from), text);
        }
    }
    for section in &pack.guide {
        for item in &section.items {
            add(format!("guide {}", section.id), &item.text);
        }
    }
    let card = pack.warnings.as_ref().unwrap();
    let rows = card.rows.iter().map(|row| (&row.id, &row.text));
    let notes = card.notes.iter().map(|note| (&note.id, &note.text));
    for (id, text) in rows.chain(notes) {
        add(format!("warning {id}"), text);
    }
    for claim in &pack.claims {
        add(format!("claim {}", claim.id), &claim.says);
    }
    texts
}

fn becauses<Content>(rows: &[Row<Content>]) -> Vec<Text> {
    let rows = rows.iter();
    rows.map(|row| (row.id.to_string(), row.because.to_string()))
        .collect()
}

/// Every text in quotes in the code of a file or folder, without its tests.
fn literals_below(path: &Path) -> Vec<Text> {
    if path
        .file_name()
        .is_some_and(|name| name == "tests" || name == "tests.rs")
    {
        return Vec::new();
    }
    if path.is_dir() {
        let entries = fs::read_dir(path).unwrap();
        return entries
            .flat_map(|entry| literals_below(&entry.unwrap().path()))
            .collect();
    }
    let text = fs::read_to_string(path).unwrap();
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let code = code.collect::<Vec<_>>().join("\n");
    let code = code.replace("\\\"", "”");
    // A literal is between every second pair of quotes.
    let literals = code.split('"').skip(1).step_by(2);
    let place = path.display().to_string();
    literals
        .map(|literal| (place.clone(), plain(literal)))
        .collect()
}

/// A literal as it is read: on one line, with a short word for what is filled in.
fn plain(literal: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0;
    for character in literal.replace("\\\n", " ").chars() {
        match character {
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                plain.push_str("it");
            }
            _ if depth > 0 => {}
            other => plain.push(other),
        }
    }
    plain
}

/// A text with its grade, if it is long enough for one.
fn graded(text: &Text) -> Option<(f64, &Text)> {
    (reading_words(&text.1).count() >= FEWEST_WORDS).then(|| (grade(&text.1), text))
}

/// A person with nothing special, who reads every question and every answer.
///
/// "Why do you ask?" and "Quit" are below every question; they are read once.
#[derive(Default)]
struct Plain {
    questions: usize,
    words: usize,
    commands_read: bool,
}

impl Ui for Plain {
    type Error = Infallible;

    fn navigation_help(&self) -> &'static str {
        ""
    }

    fn ask(&mut self, screen: &Screen) -> Result<Reply, Infallible> {
        if screen.heading == "Your answers" {
            return Ok(Reply::Row(0));
        }
        self.questions += 1;
        self.words += reading_words(&screen.text).count();
        let lead = screen.lead.as_deref().unwrap_or_default();
        self.words += reading_words(lead).count();
        for row in &screen.rows {
            if row.role.answers() || !self.commands_read {
                self.words += reading_words(&row.text).count();
            }
        }
        self.commands_read = true;
        let go_on = screen
            .rows
            .iter()
            .position(|row| row.text.starts_with("Continue"));
        let usual = |row: &interview::MenuRow| {
            [
                "Dark brown",
                "Buzzed very short (a #1 guard)",
                "Hairline or crown (male pattern)",
                "No, never",
                "No change for a year or more",
                "26 to 64",
                "No, or doesn't apply to me",
                "No",
                "Neither oily nor dry",
                "A fresh buzz-cut look",
            ]
            .contains(&row.text.as_str())
        };
        let usual = screen.rows.iter().position(usual);
        Ok(match (&screen.choice, screen.find(RowRole::NoneOfThese)) {
            (Choice::Many { .. }, Some(none)) if !screen.text.starts_with("Which areas") => {
                Reply::Rows(vec![none])
            }
            (Choice::Many { .. }, _) => Reply::Rows(vec![2]),
            (Choice::One { .. }, _) => Reply::Row(go_on.or(usual).unwrap_or(1)),
        })
    }

    fn print_line(&mut self, _: &str) -> Result<(), Infallible> {
        Ok(())
    }
}
