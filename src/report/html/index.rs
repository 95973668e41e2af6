//! Many pages to look through: one row for each record, in tables of bounded length.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::head::{Style, clinic, page_head};
use super::sections::tone;
use crate::assess::{Assessment, PublicPart};
use crate::pack::{Pack, Verdict};
use crate::report::line::Role;
use crate::report::provenance::provenance;
use crate::report::sanitize::sanitized;
use crate::report::verdict::{Finality, SO_FAR_NOTE, knows_nothing, verdict_name, withheld_words};
use crate::space::Insight;
use crate::words::{capitalized, count, number};

const STYLE: &str = include_str!("index.css");

/// Longer ids and messages are cut; the results have them whole.
const LONGEST: usize = 120;

/// What an index says of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexEntry {
    /// The record's id, if it has one.
    pub id: Option<String>,
    /// The line where the record begins.
    pub line: usize,
    /// Its result, or why it has none.
    pub outcome: IndexOutcome,
}

/// The result of a record, or why it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexOutcome {
    /// It has a page.
    Page {
        /// The verdict.
        verdict: Verdict,
        /// A safety question is open, and an answer could still make the verdict worse.
        is_so_far: bool,
        /// The verdict and the match score in words.
        words: [String; 2],
        /// The note shown instead of private reasons, if there are any.
        withheld: Option<String>,
    },
    /// It could not be read, for this reason.
    Problem(String),
}

/// What the row of a record may show of its result.
struct ShownResult {
    finality: Finality,
    score: Option<i32>,
    /// The note instead of private reasons.
    withheld: Option<String>,
}

impl IndexEntry {
    /// The entry of an assessed record, which begins at this line of the input.
    pub fn of(assessment: &Assessment, insight: Option<&Insight>, line: usize) -> Self {
        let score = (!knows_nothing(assessment)).then_some(assessment.score);
        let shown = ShownResult {
            finality: Finality::of(assessment, insight),
            score,
            withheld: None,
        };
        Self::written(assessment, shown, line)
    }

    /// The same for a person with private answers. Those may settle the verdict, so it is "so far" only for
    /// open questions that may be shown, and for open safety questions.
    pub fn withholding(assessment: &Assessment, public: &PublicPart, line: usize) -> Self {
        // The verdict of the row is next to it.
        let withheld = public.withheld.iter().copied();
        let others: Vec<_> = withheld
            .filter(|&verdict| verdict != assessment.verdict)
            .collect();
        let withheld = withheld_words(&others);
        let shown = ShownResult {
            finality: if public.open.is_empty() {
                Finality::Settled
            } else {
                Finality::Provisional
            },
            score: public.score,
            withheld: Some(withheld),
        };
        Self::written(assessment, shown, line)
    }

    fn written(assessment: &Assessment, shown: ShownResult, line: usize) -> Self {
        let score = match (shown.score, assessment.is_stopped()) {
            // Next to a stop a score would promise what the stop takes back.
            (None, _) | (Some(_), true) => "–".to_owned(),
            (Some(score), false) => score.to_string(),
        };
        Self {
            id: assessment.answers.id.clone(),
            line,
            outcome: IndexOutcome::Page {
                verdict: assessment.verdict,
                is_so_far: assessment.is_so_far(),
                words: [result(assessment, shown.finality), score],
                withheld: shown.withheld,
            },
        }
    }
}

/// "Suitable so far, 3 safety questions open".
///
/// It is "so far" if the page says so, and always while a safety question is open, as in every other
/// form of a batch. Nothing is worse than "not recommended", so that one is never "so far" here.
fn result(assessment: &Assessment, finality: Finality) -> String {
    let verdict = assessment.verdict;
    let is_provisional = finality == Finality::Provisional && !verdict.is_worst();
    let name = if knows_nothing(assessment) {
        "too early to say".to_owned()
    } else if is_provisional || assessment.is_so_far() {
        format!("{} so far", verdict_name(verdict))
    } else {
        verdict_name(verdict).to_owned()
    };
    match assessment.open_safety().count() {
        0 => capitalized(&name),
        open => format!(
            "{}, {} open",
            capitalized(&name),
            count(open, "safety question")
        ),
    }
}

/// A record's row; `page` is the file of its page, if it has one.
pub fn index_row(entry: &IndexEntry, page: Option<&str>) -> String {
    let name = match &entry.id {
        Some(id) => shortened(id),
        None => format!("line {}", entry.line),
    };
    let row = html! {
        tr {
            th scope="row" {
                @match page { Some(page) => a href=(page) { (name) }, None => (name) }
            }
            @match &entry.outcome {
                IndexOutcome::Page { verdict, is_so_far, words: [result, fit], withheld } => {
                    td {
                        span class=(format!("mark {}", shade(*verdict, *is_so_far)).trim_end()) { (result) }
                        @if let Some(withheld) = withheld { " " (withheld) }
                    }
                    td { (fit) }
                }
                IndexOutcome::Problem(problem) => td colspan="2" { "No page: " (shortened(problem)) },
            }
            td { (entry.line) }
        }
    };
    row.into_string()
}

/// The color of a result. Readers skim a list by color, so only a settled "suitable" is green.
fn shade(verdict: Verdict, is_so_far: bool) -> &'static str {
    match (verdict, is_so_far) {
        (Verdict::Suitable, true) => tone(Role::Plain),
        _ => tone(Role::Verdict(verdict)),
    }
}

/// How far a run came when its index was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexCoverage {
    /// To the end of the input.
    Whole,
    /// To where it was stopped.
    Stopped,
}

/// What was counted over all records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexTotals {
    /// Pages of each verdict, from best to worst.
    pub verdicts: [u64; 5],
    /// Those of them that are only so far: safety questions are open, and an answer could make them worse.
    pub so_far: [u64; 5],
    /// Records that could not be read.
    pub failed: u64,
    /// Pages of the index.
    pub pages: u64,
    /// How far the run came.
    pub coverage: IndexCoverage,
}

/// The file of a page of an index, from 1.
pub fn index_file(number: u64) -> String {
    match number {
        0 | 1 => "index.html".to_owned(),
        _ => format!("index-{number}.html"),
    }
}

/// The first page of an index, with the totals.
pub fn index_front(pack: &Pack, rows: &str, totals: &IndexTotals) -> String {
    let records = totals.verdicts.iter().sum::<u64>() + totals.failed;
    let summary = html! {
        p {
            (counted(records, "record")) ": "
            (counted(records - totals.failed, "page")) ", "
            (number(totals.failed)) " that could not be read."
        }
        @if totals.coverage == IndexCoverage::Stopped {
            p { strong { "The work was stopped early, so records after these have no page." } }
        }
        ul.counts {
            @for ((verdict, all), so_far) in Verdict::ALL.into_iter().zip(totals.verdicts).zip(totals.so_far) {
                li {
                    (capitalized(verdict_name(verdict))) ": " strong { (number(all)) }
                    @if so_far > 0 { ", of these so far: " strong { (number(so_far)) } }
                }
            }
        }
        @if totals.so_far.iter().any(|&count| count > 0) {
            p { (SO_FAR_NOTE) }
        }
        p.private { "These pages tell about people's health. Keep them where only you can read them." }
    };
    let others = html! {
        @if totals.pages > 1 {
            @for page in 1..=totals.pages {
                li {
                    @if page == 1 { span aria-current="page" { "1" } }
                    @else { a href=(index_file(page)) { (number(page)) } }
                }
            }
        }
    };
    page(pack, "Results", &summary, &others, rows)
}

/// A further page of an index, from 2; it leads back, and on if it is not the last one.
pub fn index_further(pack: &Pack, rows: &str, place: u64, position: PagePosition) -> String {
    let steps = html! {
        li { a href=(index_file(1)) { "First page" } }
        li { a href=(index_file(place - 1)) { "Page before" } }
        @if position == PagePosition::Middle { li { a href=(index_file(place + 1)) { "Next page" } } }
    };
    let title = format!("Results, page {}", number(place));
    page(pack, &title, &Markup::default(), &steps, rows)
}

/// The position of a further page of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PagePosition {
    /// No other one follows.
    Last,
    /// Another one follows.
    Middle,
}

fn page(pack: &Pack, title: &str, summary: &Markup, steps: &Markup, rows: &str) -> String {
    let style = Style::with(pack, STYLE);
    let heading = format!("{} – {title}", sanitized(&pack.title));
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            (page_head(&style, &heading))
            body {
                header { (clinic(pack)) p.about { (sanitized(&pack.title)) } }
                main {
                    h1 { (title) }
                    (summary)
                    (navigation("Pages of the list", steps))
                    table {
                        thead {
                            tr {
                                th scope="col" { "Record" }
                                th scope="col" { "Result" }
                                th scope="col" { "Match score, of 100" }
                                th scope="col" { "Line" }
                            }
                        }
                        tbody { (PreEscaped(rows)) }
                    }
                    (navigation("Pages of the list, below it", steps))
                }
                footer {
                    p { (sanitized(&pack.disclaimer)) }
                    p { (sanitized(&provenance(pack))) }
                }
            }
        }
    };
    page.into_string() + "\n"
}

fn navigation(label: &str, steps: &Markup) -> Markup {
    html! {
        @if !steps.0.is_empty() { nav aria-label=(label) { ul { (steps) } } }
    }
}

/// "1,200 records".
fn counted(how_many: u64, one: &str) -> String {
    match how_many {
        1 => count(1, one),
        _ => format!("{} {one}s", number(how_many)),
    }
}

fn shortened(text: &str) -> String {
    let mut letters = text.char_indices();
    match letters.nth(LONGEST) {
        None => sanitized(text).into_owned(),
        Some((end, _)) => format!(
            "{}…",
            sanitized(text.get(..end).expect("a letter begins there"))
        ),
    }
}
