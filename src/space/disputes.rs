//! The verdict under the other reading of a dispute.

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

/// The disputes that decide the verdict: all rules of one flip together, the others stay.
pub fn disputes(assessment: &Assessment) -> Vec<OtherReading> {
    let disputes = 0..assessment.pack.disputes.len();
    let readings = disputes.map(|dispute| other_reading(assessment, dispute));
    let differs = |reading: &OtherReading| reading.verdict != assessment.verdict;
    readings.filter(differs).collect()
}

fn other_reading(assessment: &Assessment, dispute: usize) -> OtherReading {
    let pack = assessment.pack;
    // What a rule is about does not depend on the reading, so the same rules fire.
    let effects = assessment.findings.iter().map(|finding| {
        let variant = finding.variant();
        let other = variant.other_reading(dispute);
        other.unwrap_or((variant.points(), variant.verdict()))
    });
    let (score, worst) = effects.fold(
        (pack.base, Verdict::Suitable),
        |(score, worst), (points, verdict)| {
            let score = score.saturating_add(points.unwrap_or(0));
            (score, worst.max(verdict.unwrap_or(Verdict::Suitable)))
        },
    );
    OtherReading {
        dispute,
        verdict: worst.max(pack.band(score)),
        score,
    }
}
