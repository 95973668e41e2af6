//! Other readings of the same answers: mix-ups of two options, and the other side of a dispute.

use std::collections::BTreeSet;

use crate::assess::{self, Applies, Assessment, Table};
use crate::pack::{Answer, Answers, Kind, OptionSet, Question, QuestionIndex, Verdict};

/// A mix-up that would change the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    /// Where the mix-up would be.
    pub question: QuestionIndex,
    /// The option that was given.
    pub given: usize,
    /// The option that may have been meant.
    pub meant: usize,
    /// The verdict if it was.
    pub verdict: Verdict,
}

/// Every single mix-up of a `confusable` pair that changes the verdict, in the order of asking.
pub fn slips(table: &Table, answers: &Answers) -> Vec<Slip> {
    let present = assess::verdict(table, answers);
    let reading = table.read(answers);
    let mut slips = Vec::new();
    for (index, question) in table.pack().numbered_questions() {
        let Some(chosen) = answers.known(index) else {
            continue;
        };
        if reading.applies(index) == Applies::No {
            continue;
        }
        for (given, meant) in mix_ups(question, chosen) {
            let mut mixed = answers.clone();
            mixed.set(
                index,
                Answer::Chosen(exchanged(question, chosen, given, meant)),
            );
            let verdict = assess::verdict(table, &mixed);
            if verdict != present {
                slips.push(Slip {
                    question: index,
                    given,
                    meant,
                    verdict,
                });
            }
        }
    }
    slips
}

/// Pairs of which one option was given and the other was not.
fn mix_ups(question: &Question, chosen: OptionSet) -> impl Iterator<Item = (usize, usize)> {
    let both_ways = question
        .confusable
        .iter()
        .flat_map(|&(one, other)| [(one, other), (other, one)]);
    both_ways.filter(move |&(given, meant)| chosen.contains(given) && !chosen.contains(meant))
}

fn exchanged(question: &Question, chosen: OptionSet, given: usize, meant: usize) -> OptionSet {
    match question.kind {
        Kind::One => OptionSet::single(meant),
        Kind::Many => chosen
            .difference(OptionSet::single(given))
            .union(OptionSet::single(meant)),
    }
}

/// A dispute whose other reading gives this person another result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherReading {
    /// Position of the dispute in the pack.
    pub dispute: usize,
    /// The verdict under the other reading.
    pub verdict: Verdict,
    /// The score under the other reading.
    pub score: i32,
}

/// The disputes that decide the verdict. All rules of a dispute follow the same reading; those of others stay as they are.
pub fn disputes(assessment: &Assessment) -> Vec<OtherReading> {
    let disputes = 0..assessment.pack.disputes.len();
    let readings = disputes.map(|dispute| {
        let (verdict, score) = read_otherwise(assessment, &[dispute]);
        OtherReading {
            dispute,
            verdict,
            score,
        }
    });
    let differs = |reading: &OtherReading| reading.verdict != assessment.verdict;
    readings.filter(differs).collect()
}

/// The verdicts of all combinations of readings, each dispute being read either way.
pub fn verdicts_in_all_readings(assessment: &Assessment) -> BTreeSet<Verdict> {
    let disputed: BTreeSet<usize> = assessment
        .findings
        .iter()
        .filter_map(|finding| {
            let disputed = finding.rule.disputed.as_ref();
            disputed.map(|disputed| disputed.dispute)
        })
        .collect();
    let mut combinations = vec![Vec::new()];
    for dispute in disputed {
        let with_it: Vec<_> = combinations
            .iter()
            .cloned()
            .map(|mut read| {
                read.push(dispute);
                read
            })
            .collect();
        combinations.extend(with_it);
    }
    let verdicts = combinations
        .iter()
        .map(|disputes| read_otherwise(assessment, disputes).0);
    verdicts.collect()
}

/// The verdict and the score under the other reading of these disputes.
fn read_otherwise(assessment: &Assessment, disputes: &[usize]) -> (Verdict, i32) {
    let pack = assessment.pack;
    // What a rule is about does not depend on the reading, so the same rules fire.
    let effects = assessment.findings.iter().map(|finding| {
        let variant = finding.variant();
        let mut others = disputes.iter();
        let other = others.find_map(|&dispute| variant.other_reading(dispute));
        other.unwrap_or((variant.points(), variant.verdict()))
    });
    let (score, worst) = effects.fold(
        (pack.base, Verdict::Suitable),
        |(score, worst), (points, verdict)| {
            let score = score.saturating_add(points.unwrap_or(0));
            (score, verdict.map_or(worst, |verdict| worst.max(verdict)))
        },
    );
    (worst.max(pack.band(score)), score)
}
