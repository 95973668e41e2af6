//! Results as rows of a table for people: what to do first, then the result, its reasons and what to expect in
//! words.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::action::Action;
use super::error_record::problem_texts;
use super::escape::write_members;
use super::record::{Record, Start};
use super::results::AssessedRecord;
use super::row_writer::{CellSafety, RowWriter};
use crate::assess::Table;
use crate::diagnostic::Diagnostic;
use crate::pack::{Condition, Pack, Sessions, Span, Text, Variant, Verdict};
use crate::report::{verdict_name, withheld_words};
use crate::words::{self, capitalized, number};

/// What a table for people looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleTable {
    /// The caller's own columns, by name. Others come together in the column `Other`.
    pub own: Vec<String>,
    /// The byte between cells.
    pub delimiter: u8,
    /// What the cells are written for.
    pub cells: CellSafety,
}

impl Default for PeopleTable {
    fn default() -> Self {
        Self {
            own: Vec::new(),
            delimiter: b',',
            cells: CellSafety::Guarded,
        }
    }
}

/// The columns after the caller's own.
const COLUMNS: [&str; 22] = [
    "Action",
    "Result",
    "Verdict",
    "Settled",
    "Open safety questions",
    "Open questions",
    "Match score",
    "Reasons",
    "Next step",
    "Better on",
    "Letters",
    "Visits",
    "Cost from",
    "Cost to",
    "Currency",
    "Redness, days",
    "Care, days",
    "Sun and water, days",
    "Not applicable",
    "Other",
    "Line",
    "Problems",
];

impl PeopleTable {
    /// The names of all columns.
    pub fn columns(&self) -> Vec<&str> {
        let own = self.own.iter().map(String::as_str);
        ["Id"].into_iter().chain(own).chain(COLUMNS).collect()
    }

    /// The first row.
    pub fn header(&self) -> Vec<u8> {
        let mut row = RowWriter::new(self.delimiter, self.cells);
        for name in self.columns() {
            row.text(name);
        }
        row.end()
    }
}

/// A rule as the table names it.
#[derive(Debug, Clone)]
struct RuleWords {
    because: String,
    advice: Option<String>,
    verdict: Option<Verdict>,
    /// How long to wait, for a rule that says so.
    wait: Option<String>,
    is_urgent: bool,
    is_cleared: bool,
    /// The doctor whose approval lifts it.
    doctor: Option<Text>,
}

/// Writes each result as a row for people.
#[derive(Debug, Clone)]
pub(super) struct PeopleWriter {
    table: PeopleTable,
    rules: Vec<RuleWords>,
    /// The words of each question.
    questions: Vec<Text>,
    /// Each safety question, by its place in the order of asking, with those that it depends on.
    safety: BTreeMap<usize, Vec<usize>>,
}

impl PeopleWriter {
    pub(super) fn new(table: &Table, people: &PeopleTable) -> Self {
        let pack = table.pack();
        let contacts = table.contacts();
        let fill = |text: &str| contacts.fill(text).map(Cow::into_owned);
        let rules = table.rules().map(|variant| RuleWords {
            because: {
                let because = fill(variant.because());
                let policy = variant.rule.policy.as_deref().map(words::house_rule);
                let reasons: Vec<_> = because.into_iter().chain(policy).collect();
                reasons.join(" ")
            },
            advice: variant.advice().and_then(|advice| fill(advice)),
            verdict: variant.verdict(),
            wait: variant.wait().and_then(words::wait),
            is_urgent: variant.rule.urgent,
            is_cleared: variant.is_cleared(),
            doctor: doctor(pack, variant),
        });
        Self {
            table: people.clone(),
            rules: rules.collect(),
            questions: (pack.questions.iter())
                .map(|question| question.name.as_ref().unwrap_or(&question.ask).clone())
                .collect(),
            safety: (pack.questions.iter().enumerate())
                .filter(|(_, question)| question.safety)
                .map(|(place, question)| {
                    let when = question.when.iter().flat_map(Condition::requirements);
                    let parents = when.map(|required| required.question.position());
                    (place, parents.collect())
                })
                .collect(),
        }
    }

    pub(super) fn write(&self, assessed: &AssessedRecord, out: &mut Vec<u8>) {
        let AssessedRecord {
            start,
            record,
            table,
            reading,
            result,
        } = *assessed;
        let fired: Vec<&RuleWords> = (result.fired.iter())
            .filter_map(|&place| self.rules.get(place))
            .collect();
        let action = action(&fired, result.verdict, result.is_so_far());
        let mut row = RowWriter::new(self.table.delimiter, self.table.cells);
        row.text(record.id().unwrap_or_default());
        self.own_cells(&mut row, record);
        row.text(action.label());
        let so_far = if result.is_so_far() { " so far" } else { "" };
        row.text(&format!(
            "{}{so_far}",
            capitalized(verdict_name(result.verdict))
        ));
        row.text(result.verdict.id());
        let is_settled = result.open.is_empty() && result.withheld.is_none();
        row.text(if is_settled { "yes" } else { "not yet" });
        row.number(result.open_safety);
        row.text(&self.open(&result.open));
        match result.score {
            Some(score) if !result.verdict.is_stop() => row.number(score),
            _ => row.empty(),
        }
        let withheld = result.withheld.as_deref().map(withheld_words);
        row.text(&reasons(&fired, withheld.as_deref()));
        row.text(&next_step(&fired, action));
        let better_on = result.better_on().map(|day| day.to_string());
        row.text(&better_on.unwrap_or_default());
        row.text(&letters(&fired));
        if result.verdict.is_worst() {
            (0..7).for_each(|_| row.empty()); // what to expect of a treatment that is not recommended
        } else {
            let currency = table.prices().map(|prices| prices.currency.as_str());
            let (sessions, price, recovery) = table.expected(reading);
            row.text(&visits(sessions));
            row.number(price.amount.min);
            row.number(price.amount.max);
            row.text(currency.unwrap_or_default());
            for days in [
                recovery.redness_days,
                recovery.care_days,
                recovery.sun_and_water_days,
            ] {
                row.text(&span(days));
            }
        }
        row.text(&self.ignored(&record.ignored));
        self.other(&mut row, record.extras());
        row.number(start.line);
        row.empty();
        out.extend(row.end());
    }

    /// Writes a row for a record that could not be assessed, with the caller's own columns.
    pub(super) fn write_problems(
        &self,
        start: Start,
        (id, own): (Option<&str>, &[(&str, &str)]),
        problems: &[Diagnostic],
        out: &mut Vec<u8>,
    ) {
        let mut row = RowWriter::new(self.table.delimiter, self.table.cells);
        row.text(id.unwrap_or_default());
        for name in &self.table.own {
            let value = own.iter().find(|(key, _)| key == name);
            row.text(value.map_or("", |(_, value)| value));
        }
        row.text(Action::FixRecord.label());
        row.text("Could not be read");
        let between = ["Result", "Next step", "Line"].map(|name| {
            let mut columns = COLUMNS.iter();
            columns
                .position(|column| *column == name)
                .unwrap_or_default()
        });
        let [result, step, line] = between;
        (result + 1..step).for_each(|_| row.empty());
        row.text(Action::FixRecord.step());
        (step + 1..line).for_each(|_| row.empty());
        row.number(start.line);
        row.text(&problem_texts(start, problems));
        out.extend(row.end());
    }

    fn own_cells(&self, row: &mut RowWriter, record: &Record) {
        for name in &self.table.own {
            let mut extras = record.extras();
            let value = extras.find_map(|(key, value)| (key == name).then_some(value));
            let text = value.and_then(|json| serde_json::from_str::<String>(json).ok());
            match (text, value) {
                (Some(text), _) => row.text(&text),
                (None, Some(json)) => row.text(json),
                (None, None) => row.empty(),
            }
        }
    }

    /// The caller's keys that have no column, as JSON.
    fn other<'a>(&self, row: &mut RowWriter, extras: impl Iterator<Item = (&'a str, &'a str)>) {
        let mut members = Vec::new();
        let is_other = |key: &str| !self.table.own.iter().any(|own| own == key);
        write_members(extras.filter(|(key, _)| is_other(key)), &mut members);
        match members.first_mut() {
            None => row.empty(),
            Some(first) => {
                *first = b'{';
                members.push(b'}');
                row.json(&String::from_utf8_lossy(&members));
            }
        }
    }

    /// The safety questions among those that are open, without those that wait for the answer to another one.
    fn open(&self, places: &[usize]) -> String {
        const MOST: usize = 12;
        let waits = |parents: &[usize]| parents.iter().any(|parent| places.contains(parent));
        let is_next = |place: &usize| {
            self.safety
                .get(place)
                .is_some_and(|parents| !waits(parents))
        };
        let open = places.iter().filter(|place| is_next(place));
        let mut names: Vec<_> = (open.filter_map(|&place| self.questions.get(place)))
            .map(Text::as_str)
            .collect();
        let rest = names.len().saturating_sub(MOST);
        names.truncate(MOST);
        let more = format!("and {rest} more");
        if rest > 0 {
            names.push(&more);
        }
        names.join("; ")
    }

    fn ignored(&self, places: &[usize]) -> String {
        let names = places.iter().filter_map(|&place| self.questions.get(place));
        names.map(Text::as_str).collect::<Vec<_>>().join("; ")
    }
}

/// The doctor whose approval would turn a stop into a caution, or has.
fn doctor(pack: &Pack, variant: Variant) -> Option<Text> {
    let clearance = variant.rule.cleared_by.as_ref()?;
    let asks = &pack.sheets.letter.as_ref()?.asks;
    let mut requirements = clearance.when().requirements();
    let ask = requirements
        .find_map(|required| asks.iter().find(|ask| ask.question == required.question))?;
    Some(ask.to.clone())
}

fn action(fired: &[&RuleWords], verdict: Verdict, is_so_far: bool) -> Action {
    let mut stops = fired.iter().filter(|rule| rule.verdict == Some(verdict));
    match verdict {
        _ if fired.iter().any(|rule| rule.is_urgent && !rule.is_cleared) => Action::CallToday,
        Verdict::NotRecommended => Action::KindNo,
        Verdict::SeeDoctorFirst if stops.any(|rule| rule.doctor.is_some()) => {
            Action::WaitingForLetter
        }
        Verdict::SeeDoctorFirst => Action::CallToday,
        Verdict::Wait => Action::WaitUntil,
        Verdict::Suitable | Verdict::SuitableWithCautions if is_so_far => Action::NotFinished,
        Verdict::Suitable | Verdict::SuitableWithCautions => Action::ReadyToBook,
    }
}

/// The reasons of stops and cautions, the gravest first, and what is withheld.
fn reasons(fired: &[&RuleWords], withheld: Option<&str>) -> String {
    let mut gates: Vec<_> = fired.iter().filter(|rule| rule.verdict.is_some()).collect();
    gates.sort_by_key(|rule| std::cmp::Reverse(rule.verdict));
    let reasons = gates.iter().map(|rule| rule.because.as_str());
    reasons.chain(withheld).collect::<Vec<_>>().join(" ")
}

/// What to do: for a stop, the wait and the advice of every stop, the gravest first.
fn next_step(fired: &[&RuleWords], action: Action) -> String {
    if matches!(
        action,
        Action::NotFinished | Action::ReadyToBook | Action::KindNo
    ) {
        return action.step().to_owned();
    }
    let mut gates: Vec<_> = fired
        .iter()
        .filter(|rule| rule.verdict.is_some_and(Verdict::is_stop))
        .collect();
    gates.sort_by_key(|rule| std::cmp::Reverse(rule.verdict));
    let mut steps: Vec<String> = Vec::new();
    for rule in gates {
        let wait = rule.wait.as_ref().map(|wait| format!("Wait {wait}."));
        for step in wait.into_iter().chain(rule.advice.clone()) {
            if !steps.contains(&step) {
                steps.push(step);
            }
        }
    }
    if steps.is_empty() {
        return action.step().to_owned();
    }
    steps.join(" ")
}

/// Whose letter is needed, and whose is there.
fn letters(fired: &[&RuleWords]) -> String {
    let of = |is_there: bool| {
        let rules = fired.iter().filter(move |rule| {
            rule.is_cleared == is_there && (is_there || rule.verdict.is_some_and(Verdict::is_stop))
        });
        let doctors: BTreeSet<&str> = rules.filter_map(|rule| rule.doctor.as_deref()).collect();
        doctors
    };
    let there = of(true);
    let needed = of(false);
    let needed = needed.iter().map(|doctor| format!("needed from {doctor}"));
    let there = there.iter().map(|doctor| format!("approved by {doctor}"));
    needed.chain(there).collect::<Vec<_>>().join("; ")
}

fn visits(sessions: Sessions) -> String {
    span(sessions.visits)
}

fn span(span: Span) -> String {
    match (span.min, span.max) {
        (min, max) if min == max => number(min),
        (min, max) => format!("{} to {}", number(min), number(max)),
    }
}
