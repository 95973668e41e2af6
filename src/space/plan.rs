//! A pack prepared for sweeps: what begins at each question, and which boxes can be told apart.

use rustc_hash::FxHashMap;

use super::remainder::{Remainder, Remainders};
use super::scope::{Scope, Watched, asked, rule_conditions};
use super::score_set::ScoreSet;
use crate::pack::{Kind, Pack, QuestionIndex, Verdict};

/// A pack prepared once, for any number of sweeps.
#[derive(Debug)]
pub(super) struct Plan<'pack> {
    pub(super) pack: &'pack Pack,
    /// The questions that can matter, in the order of asking.
    pub(super) questions: Vec<Planned>,
    /// No score, with room for every score.
    pub(super) room: ScoreSet,
    pub(super) remainders: Remainders,
}

/// One question of a plan.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) question: QuestionIndex,
    pub(super) kind: Kind,
    /// All options of a `one` question; of a `many` question one of each group that nothing tells apart.
    pub(super) options: Vec<usize>,
    /// What begins here, before anything is answered.
    pub(super) begun: Vec<Begun>,
}

/// A rule or a condition of a question, of which nothing has been answered.
#[derive(Debug, Clone, Copy)]
pub(super) enum Begun {
    Rule(Pending),
    Question(QuestionIndex, Remainder),
}

/// What happens if a condition comes true and its exception does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Pending {
    pub(super) when: Remainder,
    pub(super) unless: Remainder,
    pub(super) points: i32,
    pub(super) verdict: Verdict,
}

impl<'pack> Plan<'pack> {
    pub(super) fn new(pack: &'pack Pack, watched: Watched) -> Self {
        let scope = Scope::new(pack, watched);
        let mut remainders = Remainders::new();
        let mut begun = begun(pack, &scope, &mut remainders);
        let questions = scope.questions.iter().map(|&index| {
            let question = pack.question(index);
            let options = question.options.len();
            Planned {
                question: index,
                kind: question.kind,
                options: match (question.kind, watched) {
                    (Kind::Many, Watched::Verdicts | Watched::Scores) => {
                        scope.distinct_options(index, options)
                    }
                    (Kind::One, _) | (Kind::Many, Watched::Applicability) => (0..options).collect(),
                },
                begun: begun.remove(&index).unwrap_or_default(),
            }
        });
        let points = || scope.rules.iter().filter_map(|rule| rule.points);
        let least = points().filter(|&points| points < 0);
        let most = points().filter(|&points| points > 0);
        let [least, most] =
            [least.sum::<i32>(), most.sum()].map(|sum| pack.base.saturating_add(sum));
        Self {
            pack,
            questions: questions.collect(),
            room: ScoreSet::empty(least, most),
            remainders,
        }
    }
}

/// The rules and questions of a scope, by the first question that each depends on.
fn begun(
    pack: &Pack,
    scope: &Scope,
    remainders: &mut Remainders,
) -> FxHashMap<QuestionIndex, Vec<Begun>> {
    let mut begun: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for rule in &scope.rules {
        let unless = rule.unless.as_ref();
        let pending = Pending {
            when: remainders.whole(&rule.when),
            unless: unless.map_or(Remainder::FALSE, |unless| remainders.whole(unless)),
            points: rule.points.unwrap_or(0),
            verdict: rule.verdict.unwrap_or(Verdict::Suitable),
        };
        let conditions: Vec<_> = rule_conditions(rule).collect();
        if let Some(first) = asked(&conditions).min() {
            begun.entry(first).or_default().push(Begun::Rule(pending));
        }
    }
    for &index in &scope.questions {
        let Some(when) = &pack.question(index).when else {
            continue;
        };
        let remainder = remainders.whole(when);
        if let Some(first) = asked(&[when]).min() {
            let question = Begun::Question(index, remainder);
            begun.entry(first).or_default().push(question);
        }
    }
    begun
}
