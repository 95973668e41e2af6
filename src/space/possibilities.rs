//! The verdicts still possible for a great many people, one after the other.
//!
//! The same sweep as for one person. But what a sweep has reached after a question depends on little,
//! and whoever comes to the same point goes on from there, so each step is worked out once.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::plan::Plan;
use super::scope::Watched;
use super::score_set::ScoreSet;
use super::sweep::{State, advanced, stages_of};
use crate::pack::{OptionSet, Pack, QuestionIndex, Verdict};

/// Points reached so far that are remembered at most; then remembering starts again.
const MOST_POINTS: usize = 4_000;

/// Steps that are remembered at most.
const MOST_STEPS: usize = 40_000;

/// A set of verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct VerdictSet(u8);

impl VerdictSet {
    /// How many different sets there can be, numbered by [`Self::number`].
    pub const COUNT: usize = 1 << Verdict::ALL.len();

    /// The set of one verdict.
    pub fn only(verdict: Verdict) -> Self {
        Self(1 << verdict as u8)
    }

    /// This set with another verdict.
    #[must_use]
    pub fn with(self, verdict: Verdict) -> Self {
        Self(self.0 | Self::only(verdict).0)
    }

    /// The verdicts, from best to worst.
    pub fn verdicts(self) -> impl Iterator<Item = Verdict> {
        let all = Verdict::ALL.into_iter();
        all.filter(move |&verdict| self.0 & Self::only(verdict).0 != 0)
    }

    /// How many verdicts there are in it.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there is none in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The number of the set, below [`Self::COUNT`].
    pub fn number(self) -> usize {
        usize::from(self.0)
    }

    /// The set with a number.
    pub fn numbered(number: usize) -> Self {
        Self(u8::try_from(number % Self::COUNT).unwrap_or_default())
    }
}

/// Works out possible verdicts, and remembers on the way.
#[derive(Debug)]
pub struct Possibilities<'pack> {
    pack: &'pack Pack,
    plan: Plan<'pack>,
    /// For each planned question and option the first option that nothing tells apart from it.
    likes: Vec<Vec<OptionSet>>,
    points: Vec<Arc<Point>>,
    numbers: FxHashMap<Arc<Point>, u32>,
    steps: FxHashMap<(u32, OptionSet), Step>,
    ends: FxHashMap<Step, VerdictSet>,
}

/// What a sweep can have reached after so many questions; scores begin at 0.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Point {
    place: usize,
    reached: Vec<(State, ScoreSet)>,
}

/// A point by its number, with what has to be added to its scores.
type Step = (u32, i32);

impl<'pack> Possibilities<'pack> {
    /// Nothing is remembered yet.
    pub fn new(pack: &'pack Pack) -> Self {
        let mut plan = Plan::new(pack, Watched::Verdicts);
        let extent = plan.room.extent();
        // The lowest score is kept at 0, so there must be room on both sides.
        plan.room = ScoreSet::empty(-extent, extent);
        let likes = plan.questions.iter();
        let likes = likes.map(|planned| likes_of(pack, planned.question));
        let likes = likes.collect();
        let mut fresh = Self {
            pack,
            plan,
            likes,
            points: Vec::new(),
            numbers: FxHashMap::default(),
            steps: FxHashMap::default(),
            ends: FxHashMap::default(),
        };
        fresh.start();
        fresh
    }

    /// Every verdict still possible for a person who chose these options; an empty set is unknown.
    ///
    /// No option may be chosen at a question that does not apply.
    pub fn verdicts(&mut self, chosen: &[OptionSet]) -> VerdictSet {
        if self.points.len() > MOST_POINTS || self.steps.len() > MOST_STEPS {
            self.start();
        }
        let (mut point, mut score) = (0, self.pack.base);
        for place in 0..self.plan.questions.len() {
            let answer = self.answer(place, chosen);
            let (next, points) = match self.steps.get(&(point, answer)) {
                Some(&known) => known,
                None => self.step(point, place, answer),
            };
            point = next;
            score = score.saturating_add(points);
        }
        match self.ends.get(&(point, score)) {
            Some(&known) => known,
            None => self.end(point, score),
        }
    }

    /// Forgets everything.
    fn start(&mut self) {
        let fresh = Plan::new(self.pack, Watched::Verdicts);
        self.plan.remainders = fresh.remainders;
        self.plan.questions = fresh.questions;
        self.points.clear();
        self.numbers.clear();
        self.steps.clear();
        self.ends.clear();
        let start = vec![(State::start(), self.plan.room.only(0))];
        self.number(0, start);
    }

    /// The answer to a planned question, or another that means the same to every condition.
    fn answer(&self, place: usize, chosen: &[OptionSet]) -> OptionSet {
        let planned = self.plan.questions.get(place);
        let chosen = planned.and_then(|planned| chosen.get(planned.question.position()));
        let chosen = chosen.copied().unwrap_or_default();
        if chosen.is_empty() || chosen == OptionSet::NONE_OF_THESE {
            return chosen;
        }
        let likes = self.likes.get(place).map(Vec::as_slice).unwrap_or_default();
        let like = |position: usize| likes.get(position).copied().unwrap_or_default();
        match chosen.only() {
            Some(position) => like(position),
            None => {
                (chosen.positions()).fold(OptionSet::EMPTY, |all, option| all.union(like(option)))
            }
        }
    }

    fn step(&mut self, point: u32, place: usize, answer: OptionSet) -> Step {
        let known = (!answer.is_empty()).then_some(answer);
        let planned = self.plan.questions.get(place);
        let stages = planned.map(|planned| stages_of(place, planned, known).collect::<Vec<_>>());
        let before = Arc::clone(
            self.points
                .get(point as usize)
                .expect("points are numbered"),
        );
        let mut reached = None;
        for stage in stages.iter().flatten() {
            let last = reached.as_ref().unwrap_or(&before.reached);
            reached = Some(
                advanced(&mut self.plan, stage, last, None, usize::MAX)
                    .expect("the budget has no end"),
            );
        }
        let mut reached = reached.unwrap_or_default();
        reached.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let lowest = reached
            .iter()
            .filter_map(|(_, scores)| scores.scores().next());
        let lowest = lowest.min().unwrap_or(0);
        for (_, scores) in &mut reached {
            *scores = scores.moved(lowest.saturating_neg());
        }
        let step = (self.number(place + 1, reached), lowest);
        self.steps.insert((point, answer), step);
        step
    }

    fn number(&mut self, place: usize, reached: Vec<(State, ScoreSet)>) -> u32 {
        let point = Arc::new(Point { place, reached });
        if let Some(&number) = self.numbers.get(&point) {
            return number;
        }
        let number = u32::try_from(self.points.len()).unwrap_or(u32::MAX);
        self.points.push(Arc::clone(&point));
        self.numbers.insert(point, number);
        number
    }

    fn end(&mut self, point: u32, base: i32) -> VerdictSet {
        let end = self
            .points
            .get(point as usize)
            .expect("points are numbered");
        let mut verdicts = VerdictSet::default();
        for (state, scores) in &end.reached {
            for score in scores.scores() {
                let band = self.pack.band(base.saturating_add(score));
                verdicts = verdicts.with(state.worst.max(band));
            }
        }
        self.ends.insert((point, base), verdicts);
        verdicts
    }
}

fn likes_of(pack: &Pack, question: QuestionIndex) -> Vec<OptionSet> {
    let rules = pack.rules.iter();
    let deciding = rules.filter(|rule| rule.points.is_some() || rule.verdict.is_some());
    let conditions = deciding
        .flat_map(|rule| [Some(&rule.when), rule.unless.as_ref()])
        .chain(pack.questions.iter().map(|question| question.when.as_ref()));
    let requirements = conditions
        .flatten()
        .flat_map(|condition| condition.requirements());
    let sets: Vec<_> = requirements
        .filter(|requirement| requirement.question == question)
        .map(|requirement| requirement.options)
        .collect();
    let is_alike = |one: usize, other: usize| {
        let mut sets = sets.iter();
        sets.all(|set| set.contains(one) == set.contains(other))
    };
    let options = 0..pack.question(question).options.len();
    options
        .map(|option| {
            (0..option)
                .find(|&first| is_alike(first, option))
                .unwrap_or(option)
        })
        .map(OptionSet::single)
        .collect()
}
