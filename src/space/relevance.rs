//! Which open questions can still matter, which can change nothing, and what each answer would lead to.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::plan::Plan;
use super::scope::{Goal, with_parents};
use super::sweep::Sweep;
use crate::assess::{self, Applies, Assessment, Table};
use crate::pack::{Answer, Answers, Kind, OptionSet, QuestionIndex, Verdict};

/// An open question, and the answers that would change the verdict by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    let mut futures: FxHashMap<Future, usize> = FxHashMap::default();
    let mut relevant = BTreeSet::new();
    let mut after: FxHashMap<(usize, i32), usize> = FxHashMap::default();
    for (place, (state, scores)) in sweep.ends().enumerate() {
        for score in scores.scores() {
            let verdict = Future::Settled(state.worst.max(pack.band(score)));
            let number = number(&mut futures, verdict);
            after.insert((place, score), number);
        }
    }
    for stage in (0..sweep.stages()).rev() {
        let mut before = FxHashMap::default();
        for branches in sweep.branches(plan, stage) {
            for score in branches.scores.scores() {
                let follows: Vec<_> = (branches.nexts.iter())
                    .filter_map(|next| after.get(&(next.place, score.saturating_add(next.points))))
                    .copied()
                    .collect();
                let first = follows.first().copied();
                let same = first.filter(|first| follows.iter().all(|other| other == first));
                let number = same.unwrap_or_else(|| {
                    relevant.insert(sweep.question(plan, stage));
                    number(&mut futures, Future::Open(stage, follows))
                });
                before.insert((branches.place, score), number);
            }
        }
        after = before;
    }
    relevant
}

/// What can still come.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Future {
    /// This verdict for all answers.
    Settled(Verdict),
    /// It depends on the answer at a stage: the numbers of what follows each.
    Open(usize, Vec<usize>),
}

fn number(futures: &mut FxHashMap<Future, usize>, future: Future) -> usize {
    let next = futures.len();
    *futures.entry(future).or_insert(next)
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
