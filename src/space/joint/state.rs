//! Everything about the answers so far that can still matter, in both packs.

use super::board::{Begun, Move, Stage};
use super::questions::Side;
use super::task::Sides;
use crate::pack::{QuestionIndex, Verdict};
use crate::space::remainder::{Remainder, Remainders, Step};

/// What is left of both packs after some answers, apart from the scores.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct State {
    /// The worst gate of each pack among those decided.
    pub(super) worst: [Verdict; 2],
    pending: Vec<Pending>,
    questions: Vec<(QuestionIndex, Sides, Remainder)>,
    subjects: Subjects,
    tables: Vec<Table>,
}

/// What is left of a rule's condition and of its exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Rule {
    pub(super) when: Remainder,
    pub(super) unless: Remainder,
}

/// A rule begun and not decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Pending {
    pub(super) rule: Rule,
    pub(super) sides: Sides,
    pub(super) points: [i32; 2],
    pub(super) verdicts: [Verdict; 2],
}

/// A rule of which it is not yet decided whether it acts differently.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Waiting {
    pub(super) rules: [Rule; 2],
    pub(super) effect_differs: bool,
    /// Both packs ask its questions alike, so what is left alike stays alike.
    pub(super) asks_the_same: bool,
}

/// Whether the answers so far count.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Subjects {
    /// Whatever is still to come.
    Met,
    /// If one of these acts differently.
    Open(Vec<Waiting>),
}

/// Rows that can still count in each pack: what is left for certain, what is possible, what it says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Table(pub(super) [Vec<(Remainder, Remainder, usize)>; 2]);

/// What one pack makes of a move: to what must be certain, and to what is only possible.
#[derive(Debug, Clone, Copy)]
struct Reading {
    certain: Step,
    possible: Step,
}

impl State {
    pub(super) fn new(subjects: Option<Vec<Waiting>>, tables: Vec<Table>) -> Self {
        Self {
            worst: [Verdict::Suitable; 2],
            pending: Vec::new(),
            questions: Vec::new(),
            subjects: subjects.map_or(Subjects::Met, Subjects::Open),
            tables,
        }
    }

    /// Where a stage leads: each move with the state after it and the points it brings in each pack.
    pub(super) fn afters(
        &self,
        remainders: &mut Remainders,
        stage: &Stage,
    ) -> Vec<(Move, Self, [i32; 2])> {
        let before = self.beginning(stage);
        let applies = before.applies(stage);
        let skipped = [Move::skipped()];
        let moves = if applies.contains(&true) {
            stage.moves.as_slice()
        } else {
            &skipped
        };
        let afters = moves.iter().filter_map(|step| {
            let readings = readings(step, applies);
            let (after, points) = before.after(remainders, stage.question, readings)?;
            Some((*step, after, points))
        });
        afters.collect()
    }

    /// Whether the answers count, all of them being given.
    pub(super) fn counts(&self) -> bool {
        self.subjects == Subjects::Met
    }

    /// What the rows of a table that count say, in each pack.
    pub(super) fn tables(&self) -> impl Iterator<Item = [Vec<usize>; 2]> {
        let tables = self.tables.iter();
        tables.map(|Table(sides)| {
            let contents = |rows: &Vec<(_, _, usize)>| rows.iter().map(|row| row.2).collect();
            sides.each_ref().map(contents)
        })
    }

    fn beginning(&self, stage: &Stage) -> Self {
        let mut before = self.clone();
        for begun in &stage.begun {
            match *begun {
                Begun::Item(pending) => before.pending.push(pending),
                Begun::Question(question, sides, remainder) => {
                    before.questions.push((question, sides, remainder));
                }
            }
        }
        let now = stage.question;
        before.questions.retain(|(index, _, _)| *index >= now);
        before.questions.sort_unstable();
        before
    }

    /// In which packs a question applies, or may apply.
    fn applies(&self, stage: &Stage) -> [bool; 2] {
        let here = |side: Side| {
            let mut conditions = self.questions.iter();
            let ruled_out = conditions.any(|&(index, sides, remainder)| {
                let concerns = sides == Sides::Both || sides == Sides::One(side);
                index == stage.question && concerns && remainder == Remainder::FALSE
            });
            *side.of(&stage.asked_by) && !ruled_out
        };
        Side::BOTH.map(here)
    }

    fn after(
        &self,
        remainders: &mut Remainders,
        question: QuestionIndex,
        readings: [Reading; 2],
    ) -> Option<(Self, [i32; 2])> {
        let mut left = |remainder, sides: Sides| {
            remainders.after(remainder, question, sides.side().of(&readings).certain)
        };
        let subjects = self.subjects.after(&mut left)?;
        let mut worst = self.worst;
        let mut points = [0_i32; 2];
        let mut pending = Vec::with_capacity(self.pending.len());
        for item in &self.pending {
            let rule = item.rule.after(item.sides, &mut left);
            if rule == Rule::ALWAYS {
                for (points, more) in points.iter_mut().zip(item.points) {
                    *points = points.saturating_add(more);
                }
                for (worst, verdict) in worst.iter_mut().zip(item.verdicts) {
                    *worst = (*worst).max(verdict);
                }
            } else if rule != Rule::NEVER {
                pending.push(Pending { rule, ..*item });
            }
        }
        settle(&mut pending, worst);
        let questions = self.questions.iter().map(|&(index, sides, remainder)| {
            let step = sides.side().of(&readings).possible;
            (index, sides, remainders.after(remainder, question, step))
        });
        let questions = questions.collect();
        let tables = self.tables.iter();
        let tables = tables.map(|table| table.after(remainders, question, readings));
        let after = Self {
            worst,
            pending,
            questions,
            subjects,
            tables: tables.collect(),
        };
        Some((after, points))
    }
}

fn readings(step: &Move, applies: [bool; 2]) -> [Reading; 2] {
    Side::BOTH.map(|side| {
        let both = |step| Reading {
            certain: step,
            possible: step,
        };
        let unknown = Reading {
            certain: Step::Unsure,
            possible: Step::Perhaps,
        };
        let is_foreign = *side.of(&step.foreign);
        match step.step {
            _ if !*side.of(&applies) => both(Step::Skip),
            Step::Perhaps => unknown,
            Step::Answer(_) if is_foreign => unknown,
            Step::Tick(option) if is_foreign => both(Step::Untick(option)),
            Step::Answer(_)
            | Step::Tick(_)
            | Step::Untick(_)
            | Step::End
            | Step::Skip
            | Step::Unsure
            | Step::Stay => both(step.step),
        }
    })
}

impl Rule {
    /// It fires.
    const ALWAYS: Self = Self {
        when: Remainder::TRUE,
        unless: Remainder::FALSE,
    };
    /// It does not fire.
    pub(super) const NEVER: Self = Self {
        when: Remainder::FALSE,
        unless: Remainder::FALSE,
    };

    fn after(self, sides: Sides, left: &mut impl FnMut(Remainder, Sides) -> Remainder) -> Self {
        let when = left(self.when, sides);
        let unless = left(self.unless, sides);
        if when == Remainder::FALSE || unless == Remainder::TRUE {
            return Self::NEVER;
        }
        Self { when, unless }
    }

    fn is_decided(self) -> bool {
        self == Self::ALWAYS || self == Self::NEVER
    }
}

impl Subjects {
    /// `None` if none of them can act differently any more.
    fn after(&self, left: &mut impl FnMut(Remainder, Sides) -> Remainder) -> Option<Self> {
        let Self::Open(waiting) = self else {
            return Some(Self::Met);
        };
        let mut still = Vec::with_capacity(waiting.len());
        for subject in waiting {
            let [old, new] = subject.rules;
            let old = old.after(Sides::One(Side::Old), left);
            let new = new.after(Sides::One(Side::New), left);
            if !old.is_decided() || !new.is_decided() {
                let is_alike = subject.asks_the_same && old == new && !subject.effect_differs;
                if !is_alike {
                    still.push(Waiting {
                        rules: [old, new],
                        ..*subject
                    });
                }
            } else if old != new || subject.effect_differs && old == Rule::ALWAYS {
                return Some(Self::Met);
            }
        }
        still.sort_unstable();
        still.dedup();
        (!still.is_empty()).then_some(Self::Open(still))
    }
}

impl Table {
    fn after(
        &self,
        remainders: &mut Remainders,
        question: QuestionIndex,
        readings: [Reading; 2],
    ) -> Self {
        let Self(sides) = self;
        let mut pairs = sides.iter().zip(readings).map(|(rows, reading)| {
            let mut after = Vec::with_capacity(rows.len());
            for &(certain, possible, content) in rows {
                let certain = remainders.after(certain, question, reading.certain);
                let possible = remainders.after(possible, question, reading.possible);
                if possible != Remainder::FALSE {
                    after.push((certain, possible, content));
                }
                if certain == Remainder::TRUE {
                    break;
                }
            }
            after
        });
        let mut next = || pairs.next().unwrap_or_default();
        Self([next(), next()])
    }
}

/// Leaves out what can no longer matter and joins rules that will be decided together.
fn settle(pending: &mut Vec<Pending>, worst: [Verdict; 2]) {
    for item in pending.iter_mut() {
        for (verdict, worst) in item.verdicts.iter_mut().zip(worst) {
            if *verdict <= worst {
                *verdict = Verdict::Suitable;
            }
        }
    }
    pending.retain(|item| item.points != [0; 2] || item.verdicts != [Verdict::Suitable; 2]);
    pending.sort_unstable();
    pending.dedup_by(|later, kept| {
        let is_same = later.rule == kept.rule && later.sides == kept.sides;
        if is_same {
            for (points, more) in kept.points.iter_mut().zip(later.points) {
                *points = points.saturating_add(more);
            }
            for (verdict, other) in kept.verdicts.iter_mut().zip(later.verdicts) {
                *verdict = (*verdict).max(other);
            }
        }
        is_same
    });
}
