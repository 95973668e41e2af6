//! Counts over many records; those of several workers add up.

use std::collections::BTreeMap;

use super::record_result::{Private, RecordResult, withheld_ids};
use crate::assess::Table;
use crate::diagnostic::Code;

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
    /// Whether findings by private answers are counted as all others, or as [`Self::withheld`].
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

#[cfg(test)]
mod tests {
    use super::{Private, Tally};

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
            private: Private::Withheld,
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
            private: Private::Withheld,
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
            private: Private::Withheld,
        };
        let mut all = one;
        all.add(&other);
        assert_eq!(all, both);
        assert_eq!(all.read(), 12);
    }
}
