//! Counts made readable: as text with bars, and as JSON.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Serialize, Serializer};

use super::record_result::{NOTE, Private};
use super::tally::Tally;
use crate::assess::Table;
use crate::pack::{Variant, Verdict};
use crate::report::{SO_FAR_NOTE, plain_json, verdict_name};

/// Columns that the longest bar takes.
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
    };
    let json = serde_json::to_string_pretty(&summary).expect("every key is a string or a number");
    format!("{}\n", plain_json(&json))
}

fn by_verdict(counts: [u64; 5]) -> Vec<(&'static str, u64)> {
    let ids = Verdict::ALL.into_iter().map(Verdict::id);
    ids.zip(counts).collect()
}

/// How many results have findings that are withheld, for each verdict that those have, the worst first.
fn withheld(tally: &Tally) -> Vec<(&'static str, u64)> {
    let [_best, worse @ ..] = Verdict::ALL.map(Verdict::id);
    let ids = worse.into_iter().rev().chain([NOTE]);
    let counts = ids.map(|id| (id, tally.withheld.get(id).copied().unwrap_or(0)));
    counts.collect()
}

/// The same in words, without what was never counted.
fn withheld_named(tally: &Tally) -> Vec<(&'static str, u64)> {
    let named = |id| Verdict::ALL.into_iter().find(|verdict| verdict.id() == id);
    let counts = withheld(tally).into_iter().filter(|(_, count)| *count > 0);
    let counts = counts.map(|(id, count)| (named(id).map_or("other answers", verdict_name), count));
    counts.collect()
}

/// How often each rule fired in a variant that counts, in the order of findings; once for each rule.
///
/// One that private answers take part in and that was never counted is left out while those are
/// withheld: its count would be read as nobody's, and it is not.
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
        "{} records read, {} assessed, {} failed\n",
        tally.read(),
        tally.assessed,
        tally.failed
    );
    section("Verdicts", &verdicts(tally), tally.assessed, &mut text);
    if tally.so_far.iter().any(|&count| count > 0) {
        _ = writeln!(text, "  {SO_FAR_NOTE}"); // a `String` takes everything
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
    _ = writeln!(text, "\n{title}"); // a `String` takes everything
    for (name, count) in counts {
        let eighths = u128::from(*count) * (BAR as u128) * 8 / u128::from(most);
        let (whole, rest) = ((eighths / 8) as usize, (eighths % 8) as usize);
        let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"].get(rest).copied();
        let bar = "█".repeat(whole) + part.unwrap_or_default();
        let line = format!("  {:<width$}  {count:>digits$}  {bar}", name.as_ref());
        _ = writeln!(text, "{}", line.trim_end());
    }
}
