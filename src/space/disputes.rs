//! Results under the other reading of a dispute, or of several.

use std::collections::BTreeSet;

use crate::assess::Assessment;
use crate::pack::Verdict;

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
    let disputed = assessment.findings.iter().filter_map(|finding| {
        let disputed = finding.rule.disputed.as_ref();
        disputed.map(|disputed| disputed.dispute)
    });
    let disputed: BTreeSet<usize> = disputed.collect();
    let mut combinations = vec![Vec::new()];
    for dispute in disputed {
        let with_it = combinations.iter().cloned().map(|mut read| {
            read.push(dispute);
            read
        });
        let with_it: Vec<_> = with_it.collect();
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
            (score, worst.max(verdict.unwrap_or(Verdict::Suitable)))
        },
    );
    (worst.max(pack.band(score)), score)
}
