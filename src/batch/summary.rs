//! Counts over many records, those of several workers added up, and made readable: as text with bars, and as JSON.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Serialize, Serializer};

use super::record::{NOTE, Private, RecordResult, withheld_ids};
use super::remarks::{Remarks, RewordedJson};
use crate::assess::Table;
use crate::diagnostic::Code;
use crate::pack::{Answers, Variant, Verdict};
use crate::report::{SO_FAR_NOTE, sanitized_json, verdict_name};
use crate::words::count;

/// What was counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Records that were assessed.
    pub assessed: u64,
    /// Records that could not be.
    pub failed: u64,
    /// Results of each verdict, from best to worst.
    pub verdicts: [u64; 5],
    /// Those of them that are only so far: safety questions are open, and an answer could make them worse.
    pub so_far: [u64; 5],
    /// How often each variant of a rule fired, in the order of findings.
    pub findings: Vec<u64>,
    /// How often each question was open, in the order of asking.
    pub open: Vec<u64>,
    /// Results of each score.
    pub scores: BTreeMap<i32, u64>,
    /// Problems of each kind.
    pub problems: BTreeMap<&'static str, u64>,
    /// What was read differently from how it was written, and what was passed over.
    pub remarks: Remarks,
    /// How findings by private answers are counted: as all others, or as [`Self::withheld`].
    pub private: Private,
    /// Results with findings that are withheld, for each verdict that those have, or `note`.
    pub withheld: BTreeMap<&'static str, u64>,
}

impl Tally {
    /// Nothing is counted yet.
    pub fn new(table: &Table) -> Self {
        Self {
            findings: vec![0; table.rules().count()],
            open: vec![0; table.pack().questions.len()],
            ..Self::default()
        }
    }

    /// Records read, good or bad.
    pub fn read(&self) -> u64 {
        self.assessed + self.failed
    }

    pub(super) fn count(&mut self, result: &RecordResult) {
        if let Some(count) = self.verdicts.get_mut(result.verdict as usize) {
            *count += 1;
        }
        if result.is_so_far()
            && let Some(count) = self.so_far.get_mut(result.verdict as usize)
        {
            *count += 1;
        }
        for (counts, places) in [
            (&mut self.findings, &result.fired),
            (&mut self.open, &result.open),
        ] {
            for &place in places {
                if let Some(count) = counts.get_mut(place) {
                    *count += 1;
                }
            }
        }
        if let Some(score) = result.score {
            *self.scores.entry(score).or_default() += 1;
        }
        for id in result
            .withheld
            .iter()
            .flat_map(|withheld| withheld_ids(withheld))
        {
            *self.withheld.entry(id).or_default() += 1;
        }
    }

    pub(super) fn count_remarks(&mut self, answers: &Answers) {
        self.remarks.count(answers);
    }

    pub(super) fn count_problem(&mut self, code: Code) {
        *self.problems.entry(code.name()).or_default() += 1;
    }

    /// Adds what another counted.
    pub fn add(&mut self, other: &Self) {
        self.assessed += other.assessed;
        self.failed += other.failed;
        add_each(&mut self.verdicts, &other.verdicts);
        add_each(&mut self.so_far, &other.so_far);
        add_each(&mut self.findings, &other.findings);
        add_each(&mut self.open, &other.open);
        for (&score, count) in &other.scores {
            *self.scores.entry(score).or_default() += count;
        }
        for (&code, count) in &other.problems {
            *self.problems.entry(code).or_default() += count;
        }
        self.remarks.add(&other.remarks);
        for (&id, count) in &other.withheld {
            *self.withheld.entry(id).or_default() += count;
        }
    }
}

fn add_each(these: &mut [u64], others: &[u64]) {
    for (this, other) in these.iter_mut().zip(others) {
        *this += other;
    }
}

/// Terminal columns of the longest bar.
const BAR: usize = 40;

/// The name of those that may still get worse, below the count of their verdict.
const SO_FAR: &str = "  of these so far";

/// Scores that share a bar.
const BIN: i32 = 5;

#[derive(Serialize)]
struct SummaryJson<'a> {
    format: &'static str,
    pack: &'a str,
    read: u64,
    assessed: u64,
    failed: u64,
    verdicts: Counts<'a>,
    so_far: Counts<'a>,
    findings: Counts<'a>,
    cleared: Counts<'a>,
    private: Counts<'a>,
    open: Counts<'a>,
    scores: &'a BTreeMap<i32, u64>,
    problems: &'a BTreeMap<&'static str, u64>,
    reworded: Vec<RewordedJson<'a>>,
    ignored: Counts<'a>,
}

/// Names with their counts, in this order.
struct Counts<'a>(Vec<(&'a str, u64)>);

impl Serialize for Counts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// The counts as `smp.summary/1`: indented, ending in a line break.
pub fn summary_json(table: &Table, tally: &Tally) -> String {
    let pack = table.pack();
    let questions = pack.questions.iter().map(|question| question.id.as_str());
    let summary = SummaryJson {
        format: "smp.summary/1",
        pack: &pack.sha256,
        read: tally.read(),
        assessed: tally.assessed,
        failed: tally.failed,
        verdicts: Counts(by_verdict(tally.verdicts)),
        so_far: Counts(by_verdict(tally.so_far)),
        findings: Counts(findings(table, tally, |_| true)),
        cleared: Counts(findings(table, tally, Variant::is_cleared)),
        private: Counts(withheld(tally)),
        open: Counts(questions.zip(tally.open.iter().copied()).collect()),
        scores: &tally.scores,
        problems: &tally.problems,
        reworded: tally.remarks.reworded(table, tally.private),
        ignored: Counts(tally.remarks.ignored(pack)),
    };
    let json = serde_json::to_string_pretty(&summary).expect("every key is a string or a number");
    format!("{}\n", sanitized_json(&json))
}

/// "1 record", "3 records".
pub fn records(number: u64) -> String {
    count(usize::try_from(number).unwrap_or(usize::MAX), "record")
}

fn by_verdict(counts: [u64; 5]) -> Vec<(&'static str, u64)> {
    let ids = Verdict::ALL.into_iter().map(Verdict::id);
    ids.zip(counts).collect()
}

/// How many results have findings that are withheld, for each verdict that those have, the worst first.
fn withheld(tally: &Tally) -> Vec<(&'static str, u64)> {
    let [_best, worse @ ..] = Verdict::ALL.map(Verdict::id);
    let ids = worse.into_iter().rev().chain([NOTE]);
    ids.map(|id| (id, tally.withheld.get(id).copied().unwrap_or(0)))
        .collect()
}

/// The same in words, without what was never counted.
fn withheld_named(tally: &Tally) -> Vec<(&'static str, u64)> {
    let named = |id| Verdict::ALL.into_iter().find(|verdict| verdict.id() == id);
    withheld(tally)
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(id, count)| (named(id).map_or("other answers", verdict_name), count))
        .collect()
}

/// How often each rule fired in a variant that counts, in the order of findings; once for each rule.
///
/// One that private answers take part in and that was never counted is left out while those are
/// withheld: a zero would be read as no person's, which is not known.
fn findings<'a>(
    table: &Table<'a>,
    tally: &Tally,
    counts: impl Fn(Variant<'a>) -> bool,
) -> Vec<(&'a str, u64)> {
    let mut findings: Vec<(&str, u64)> = Vec::new();
    let is_withheld = |place, count| {
        tally.private == Private::Withheld && count == 0 && table.names_private(place)
    };
    for ((place, variant), &count) in table.rules().enumerate().zip(&tally.findings) {
        if !counts(variant) || is_withheld(place, count) {
            continue;
        }
        let id = variant.rule.id.as_str();
        match findings.iter_mut().find(|(known, _)| *known == id) {
            Some((_, sum)) => *sum += count,
            None => findings.push((id, count)),
        }
    }
    findings
}

/// The counts for people, with a bar for each; what was never counted is left out of long lists.
pub fn summary_text(table: &Table, tally: &Tally) -> String {
    let pack = table.pack();
    let mut text = format!(
        "{} read, {} assessed, {} failed\n",
        records(tally.read()),
        tally.assessed,
        tally.failed
    );
    section("Verdicts", &verdicts(tally), tally.assessed, &mut text);
    if tally.so_far.iter().any(|&count| count > 0) {
        _ = writeln!(text, "  {SO_FAR_NOTE}"); // writing to a `String` never fails
    }
    section(
        "Match score, of 100",
        &histogram(tally),
        tally.assessed,
        &mut text,
    );
    let fired = most_first(findings(table, tally, |_| true).into_iter());
    section("Findings", &fired, tally.assessed, &mut text);
    let cleared = most_first(findings(table, tally, Variant::is_cleared).into_iter());
    let title = "Findings that a doctor has approved";
    section(title, &cleared, tally.assessed, &mut text);
    let title = "Private reasons, named on the person's own page";
    section(title, &withheld_named(tally), tally.assessed, &mut text);
    let questions = pack.questions.iter().map(|question| question.id.as_str());
    let open = most_first(questions.zip(tally.open.iter().copied()));
    section("Open questions", &open, tally.assessed, &mut text);
    let problems = most_first(tally.problems.iter().map(|(&code, &count)| (code, count)));
    section("Problems", &problems, tally.failed, &mut text);
    text
}

/// The verdicts, each with those that are only so far below it: a count of clean verdicts would make
/// people look safer than they are.
fn verdicts(tally: &Tally) -> Vec<(&'static str, u64)> {
    let counts = tally.verdicts.into_iter().zip(tally.so_far);
    let named = Verdict::ALL.into_iter().map(verdict_name).zip(counts);
    let rows = named.flat_map(|(name, (all, so_far))| {
        let so_far = (so_far > 0).then_some((SO_FAR, so_far));
        [(name, all)].into_iter().chain(so_far)
    });
    rows.collect()
}

fn most_first<'a>(counts: impl Iterator<Item = (&'a str, u64)>) -> Vec<(&'a str, u64)> {
    let mut counts: Vec<_> = counts.filter(|(_, count)| *count > 0).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// Results in every range of scores from the lowest to the highest that occurs.
fn histogram(tally: &Tally) -> Vec<(String, u64)> {
    let bin = |score: i32| score.div_euclid(BIN);
    let ends = [tally.scores.keys().next(), tally.scores.keys().next_back()];
    let [Some(&lowest), Some(&highest)] = ends else {
        return Vec::new();
    };
    let bins = (bin(lowest)..=bin(highest)).map(|bin| {
        let (from, to) = (bin * BIN, bin * BIN + BIN - 1);
        let count = tally.scores.range(from..=to).map(|(_, count)| count).sum();
        (format!("{from:>3}–{to}"), count)
    });
    bins.collect()
}

fn section<Name: AsRef<str>>(title: &str, counts: &[(Name, u64)], all: u64, text: &mut String) {
    if counts.is_empty() || all == 0 {
        return;
    }
    let most = counts
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(0)
        .max(1);
    let names = counts.iter().map(|(name, _)| name.as_ref().chars().count());
    let width = names.max().unwrap_or(0);
    let digits = most.to_string().len();
    _ = writeln!(text, "\n{title}"); // writing to a `String` never fails
    for (name, count) in counts {
        let eighths = u128::from(*count) * (BAR as u128) * 8 / u128::from(most);
        let (whole, rest) = ((eighths / 8) as usize, (eighths % 8) as usize);
        let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"].get(rest).copied();
        let bar = "█".repeat(whole) + part.unwrap_or_default();
        let line = format!("  {:<width$}  {count:>digits$}  {bar}", name.as_ref());
        _ = writeln!(text, "{}", line.trim_end());
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn what_several_workers_counted_adds_up() {
        let one = Tally {
            assessed: 5,
            failed: 3,
            verdicts: [1, 0, 2, 0, 2],
            so_far: [1, 0, 1, 0, 0],
            findings: vec![4, 0],
            open: vec![0, 3],
            scores: [(50, 4), (60, 1)].into(),
            problems: [("bad-set", 3)].into(),
            withheld: [("wait", 2)].into(),
            ..Tally::default()
        };
        let other = Tally {
            assessed: 2,
            failed: 2,
            verdicts: [0, 1, 0, 0, 1],
            so_far: [0, 1, 0, 0, 0],
            findings: vec![1, 2],
            open: vec![2, 2],
            scores: [(60, 2)].into(),
            problems: [("bad-set", 1), ("syntax", 1)].into(),
            withheld: [("note", 1), ("wait", 1)].into(),
            ..Tally::default()
        };
        let both = Tally {
            assessed: 7,
            failed: 5,
            verdicts: [1, 1, 2, 0, 3],
            so_far: [1, 1, 1, 0, 0],
            findings: vec![5, 2],
            open: vec![2, 5],
            scores: [(50, 4), (60, 3)].into(),
            problems: [("bad-set", 4), ("syntax", 1)].into(),
            withheld: [("note", 1), ("wait", 3)].into(),
            ..Tally::default()
        };
        let mut all = one;
        all.add(&other);
        assert_eq!(all, both);
        assert_eq!(all.read(), 12);
    }
}
