//! Which open questions can still matter, which can change nothing, and what each answer would lead to.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::plan::Plan;
use super::scope::{Goal, with_parents};
use super::score_set::ScoreSet;
use super::sweep::Sweep;
use crate::assess::{self, Applies, Assessment, Table};
use crate::pack::{Answer, Answers, Kind, OptionSet, QuestionIndex, Verdict};

/// An open question, and the answers that would change the verdict by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OpenQuestion {
    /// The question.
    pub question: QuestionIndex,
    /// Answers that lead to another verdict with everything else as it is, worst verdict first.
    pub leads_to: Vec<(OptionSet, Verdict)>,
}

/// Open questions that can still change the verdict, the most decisive first.
///
/// First those of which one answer changes the verdict by itself, the gravest change first;
/// then those that matter only together with others; ties in the order of asking.
pub fn decisive(table: &Table, assessment: &Assessment) -> Vec<OpenQuestion> {
    let answers = &assessment.answers;
    let plan = &mut Plan::new(table.pack(), Goal::Verdicts).given(answers);
    let sweep = Sweep::new(plan, answers, None);
    swept_decisive(plan, &sweep, table, assessment)
}

/// The same, from a sweep that begins with the answers.
pub(super) fn swept_decisive(
    plan: &mut Plan,
    sweep: &Sweep,
    table: &Table,
    assessment: &Assessment,
) -> Vec<OpenQuestion> {
    let relevant = verdict_relevant(plan, sweep);
    let open = assessment
        .open
        .iter()
        .filter(|question| relevant.contains(question));
    let mut decisive: Vec<_> = open
        .map(|&question| OpenQuestion {
            question,
            leads_to: leads_to(table, assessment, question),
        })
        .collect();
    decisive.sort_by_key(|open| {
        let gravest = open.leads_to.first().map(|(_, verdict)| *verdict);
        std::cmp::Reverse(gravest)
    });
    decisive
}

/// Every answer to a question that changes the verdict by itself; boxes of a `many` question one by one.
fn leads_to(
    table: &Table,
    assessment: &Assessment,
    question: QuestionIndex,
) -> Vec<(OptionSet, Verdict)> {
    let asked = table.pack().question(question);
    let options = (0..asked.options.len()).map(OptionSet::single);
    let none = (asked.kind == Kind::Many).then_some(OptionSet::NONE_OF_THESE);
    let verdicts = options.chain(none).map(|answer| {
        let mut answered = assessment.answers.clone();
        answered.set(question, Answer::Chosen(answer));
        (answer, assess::verdict(table, &answered))
    });
    let mut leads_to: Vec<_> = verdicts
        .filter(|(_, verdict)| *verdict != assessment.verdict)
        .collect();
    leads_to.sort_by_key(|(_, verdict)| std::cmp::Reverse(*verdict));
    leads_to
}

/// Open questions whose answer can still change verdict, advice or expectations.
///
/// For the verdict this is exact. For advice and expectations it is on the safe side: a question counts
/// as soon as something undecided asks it.
pub fn relevant(table: &Table, answers: &Answers) -> BTreeSet<QuestionIndex> {
    let plan = &mut Plan::new(table.pack(), Goal::Verdicts).given(answers);
    let sweep = Sweep::new(plan, answers, None);
    let mut relevant = verdict_relevant(plan, &sweep);
    relevant.extend(asked_for(table, answers));
    relevant
}

/// Open questions that undecided conditions ask, with those that decide whether one of them applies.
pub(super) fn asked_for(table: &Table, answers: &Answers) -> BTreeSet<QuestionIndex> {
    let sure = without_doubtful(table, answers);
    let undecided = table.undecided(&table.read(&sure));
    let mut asked = with_parents(table.pack(), undecided);
    asked.retain(|question| answers.known(*question).is_none());
    asked
}

/// The answers that count however the open questions are answered.
///
/// An answer to a question whose parent is open is lost if the parent rules the question out.
fn without_doubtful(table: &Table, answers: &Answers) -> Answers {
    let mut sure = answers.clone();
    for (index, question) in table.pack().numbered_questions() {
        let may_be_lost = question.when.is_some() && sure.known(index).is_some();
        if may_be_lost && table.read(&sure).applies(index) == Applies::Maybe {
            sure.clear(index);
        }
    }
    sure
}

/// Open questions to which two answers lead to two verdicts for some answers to the others.
///
/// A decision diagram built backward: equal futures have one number, so a question matters exactly where its
/// answers lead to two numbers. Example: if both answers to the last question give "suitable", what follows
/// each state before it has the number of "suitable", and the question is not relevant there.
pub(super) fn verdict_relevant(plan: &mut Plan, sweep: &Sweep) -> BTreeSet<QuestionIndex> {
    let pack = plan.pack;
    let mut relevant = BTreeSet::new();
    let ends = sweep.ends().map(|(state, scores)| {
        let verdict = |score| state.worst.max(pack.band(score));
        Futures::new(scores, |score| verdict(score) as usize)
    });
    let mut after: Vec<_> = ends.collect();
    let mut unused = Verdict::ALL.len();
    for stage in (0..sweep.stages()).rev() {
        // What follows each answer, for futures that depend on the answer at this stage.
        let mut numbers: FxHashMap<Vec<usize>, usize> = FxHashMap::default();
        let mut follows = Vec::new();
        let before = sweep.branches(plan, stage).into_iter().map(|branches| {
            Futures::new(branches.scores, |score| {
                follows.clear();
                follows.extend(branches.nexts.iter().filter_map(|next| {
                    let after = after.get(next.place)?;
                    after.at(score.saturating_add(next.points))
                }));
                match follows.as_slice() {
                    [first, others @ ..] if others.iter().all(|other| other == first) => *first,
                    _ => {
                        if let Some(&number) = numbers.get(&follows) {
                            return number;
                        }
                        unused += 1;
                        numbers.insert(follows.clone(), unused);
                        unused
                    }
                }
            })
        });
        after = before.collect();
        if !numbers.is_empty() {
            relevant.insert(sweep.question(plan, stage));
        }
    }
    relevant
}

/// For each score that a state can have the number of what can still come: that of a verdict which all answers
/// give, or one of its own.
struct Futures {
    least: i32,
    by_score: Vec<usize>,
}

impl Futures {
    fn new(scores: &ScoreSet, mut number: impl FnMut(i32) -> usize) -> Self {
        let mut scores = scores.scores().peekable();
        let least = scores.peek().copied().unwrap_or(0);
        let mut by_score = Vec::new();
        for score in scores {
            let place = distance(least, score).expect("scores are ascending");
            by_score.resize(place, usize::MAX); // scores between are not reached, and not asked for
            by_score.push(number(score));
        }
        Self { least, by_score }
    }

    fn at(&self, score: i32) -> Option<usize> {
        self.by_score.get(distance(self.least, score)?).copied()
    }
}

fn distance(least: i32, score: i32) -> Option<usize> {
    usize::try_from(score.checked_sub(least)?).ok()
}

/// Those of some open questions whose answer can change neither verdict nor advice nor expectations.
///
/// For the verdict this is exact. For advice and expectations it is on the safe side: a question counts
/// as soon as something undecided asks it.
pub fn idle(
    table: &Table,
    answers: &Answers,
    open: impl Iterator<Item = QuestionIndex>,
) -> BTreeSet<QuestionIndex> {
    planned_idle(
        &mut Plan::new(table.pack(), Goal::Verdicts).given(answers),
        table,
        answers,
        open,
    )
}

/// The same with a plan that watches verdicts; afterwards "I'm not sure" is among its answers.
pub(super) fn planned_idle(
    plan: &mut Plan,
    table: &Table,
    answers: &Answers,
    open: impl Iterator<Item = QuestionIndex>,
) -> BTreeSet<QuestionIndex> {
    let reading = table.read(answers);
    let asked_for = asked_for(table, answers);
    // The others do not apply, or something undecided asks them; neither needs a sweep.
    let is_doubtful = |question: &QuestionIndex| {
        reading.applies(*question) != Applies::No && !asked_for.contains(question)
    };
    let mut doubtful: BTreeSet<_> = open.filter(is_doubtful).collect();
    if !doubtful.is_empty() {
        // A question that stays open fires nothing, which can differ from what each of its options does.
        plan.with_unsure = true;
        let sweep = Sweep::new(plan, answers, None);
        let relevant = verdict_relevant(plan, &sweep);
        doubtful.retain(|question| !relevant.contains(question));
    }
    doubtful
}
