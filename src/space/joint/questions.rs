//! Two packs brought onto the same questions.
//!
//! A question that only one of them asks is unknown to the other, and so is an option that only one of
//! them offers; a box that only one of them offers is not ticked for the other.

use super::pairing::{NoCommonOrder, Shared, Side, in_order, paired};
use crate::pack::{
    Answer, Answers, Clause, Condition, Kind, OptionSet, Pack, Question, QuestionIndex,
    QuestionOption, Requirement,
};
use crate::space::scope::asked;

/// Two packs on the same questions; with numbers of their own for questions and options.
#[derive(Debug, Clone)]
pub struct Joint<'pack> {
    packs: [&'pack Pack; 2],
    questions: Vec<Shared>,
}

/// A set of answers to the questions of both packs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JointAnswers(pub(super) Vec<Option<OptionSet>>);

/// One answer of a joint set, in the words of the newer pack that asks the question.
#[derive(Debug, Clone)]
pub struct Given<'pack> {
    /// The question.
    pub question: &'pack Question,
    /// The options chosen; none means "none of these".
    pub options: Vec<&'pack QuestionOption>,
    /// True if it differs from the baseline answer.
    pub is_special: bool,
}

impl<'pack> Joint<'pack> {
    /// Brings two packs onto the same questions.
    ///
    /// # Errors
    /// The packs ask a question in orders that no common order fits.
    pub fn new(old: &'pack Pack, new: &'pack Pack) -> Result<Self, NoCommonOrder> {
        let mut questions = in_order([old, new], paired(old, new))?;
        for place in 0..questions.len() {
            let known = Self {
                packs: [old, new],
                questions: questions.clone(),
            };
            let index = QuestionIndex::new(place);
            let (is_same, is_changed) = (known.is_same(index), known.is_changed(index));
            if let Some(shared) = questions.get_mut(place) {
                shared.is_same = is_same;
                shared.is_changed = is_changed;
            }
        }
        Ok(Self {
            packs: [old, new],
            questions,
        })
    }

    /// One of the packs.
    pub fn pack(&self, side: Side) -> &'pack Pack {
        side.of::<&Pack>(&self.packs)
    }

    /// The id of a joint question.
    pub(super) fn id(&self, question: QuestionIndex) -> &'pack str {
        let mut sides = Side::BOTH.into_iter();
        let found = sides.find_map(|side| {
            let index = (*side.of(&self.question(question).places))?;
            Some(self.pack(side).question(index).id.as_str())
        });
        found.expect("a joint question is one of either pack")
    }

    /// Questions that only one pack asks.
    pub fn only(&self, side: Side) -> impl Iterator<Item = &'pack Question> {
        let pack = self.pack(side);
        let only: Vec<_> = self
            .questions
            .iter()
            .filter(|shared| !shared.is_shared())
            .filter_map(|shared| Some(pack.question((*side.of(&shared.places))?)))
            .collect();
        only.into_iter()
    }

    /// Questions that both packs ask, of other people, or with other options or numbers for them.
    pub fn changed(&self) -> impl Iterator<Item = &'pack Question> {
        let changed = self.questions.iter().filter(|shared| {
            shared.is_shared() && (shared.is_changed || self.has_other_numbers(shared))
        });
        changed.filter_map(|shared| {
            let [_, new] = shared.places;
            Some(self.pack(Side::New).question(new?))
        })
    }

    pub(super) fn questions(&self) -> &[Shared] {
        &self.questions
    }

    pub(super) fn question(&self, question: QuestionIndex) -> &Shared {
        self.questions
            .get(question.position())
            .expect("a joint question comes from this pair")
    }

    /// A condition of one pack in the numbers of both.
    pub(super) fn condition(&self, side: Side, condition: &Condition) -> Condition {
        let requirement = |requirement: &Requirement| {
            let question = self.place_of(side, requirement.question);
            let shared = self.question(question);
            let numbered = shared.options.iter().enumerate();
            let options = numbered
                .filter(|(_, places)| {
                    side.of(places)
                        .is_some_and(|option| requirement.options.contains(option))
                })
                .map(|(place, _)| place);
            let none = requirement.options.intersection(OptionSet::NONE_OF_THESE);
            Requirement {
                question,
                options: options.collect::<OptionSet>().union(none),
            }
        };
        let clauses = condition.clauses.iter().map(|clause| {
            let mut requirements: Vec<_> = clause.requirements.iter().map(requirement).collect();
            requirements.sort_by_key(|requirement| requirement.question);
            Clause { requirements }
        });
        Condition {
            clauses: clauses.collect(),
        }
    }

    /// The condition of a question in one pack, in joint numbers.
    pub(super) fn when(&self, side: Side, question: QuestionIndex) -> Option<Condition> {
        let index = (*side.of(&self.question(question).places))?;
        let when = self.pack(side).question(index).when.as_ref()?;
        Some(self.condition(side, when))
    }

    /// Returns true if all questions of a condition are the same in both packs.
    pub(super) fn asks_the_same(&self, condition: &Condition) -> bool {
        asked(&[condition]).all(|question| self.question(question).is_same)
    }

    /// What one pack knows of a set of answers.
    pub fn view(&self, side: Side, answers: &JointAnswers) -> Answers {
        let mut view = Answers::blank(self.pack(side));
        for (shared, answer) in self.questions.iter().zip(&answers.0) {
            let (Some(index), Some(chosen)) = (*side.of(&shared.places), *answer) else {
                continue;
            };
            let known: OptionSet = shared.known(side, chosen).collect();
            match shared.kind {
                Kind::One if known.is_empty() => {}
                Kind::Many if known.is_empty() => {
                    view.set(index, Answer::Chosen(OptionSet::NONE_OF_THESE));
                }
                Kind::One | Kind::Many => view.set(index, Answer::Chosen(known)),
            }
        }
        view
    }

    /// One pack's answers in the numbers of both.
    pub fn joined(&self, side: Side, answers: &Answers) -> JointAnswers {
        let joined = self.questions.iter().map(|shared| {
            let chosen = answers.known((*side.of(&shared.places))?)?;
            let numbered = shared.options.iter().enumerate();
            let options = numbered.filter(|(_, places)| {
                side.of(places)
                    .is_some_and(|option| chosen.contains(option))
            });
            let none = chosen.intersection(OptionSet::NONE_OF_THESE);
            let options: OptionSet = options.map(|(place, _)| place).collect();
            Some(options.union(none))
        });
        JointAnswers(joined.collect())
    }

    /// The answers of a set one by one, in the order of asking.
    pub fn given<'a>(&'a self, answers: &'a JointAnswers) -> impl Iterator<Item = Given<'pack>> {
        let answered = self.questions.iter().zip(&answers.0);
        answered.filter_map(|(shared, answer)| {
            let chosen = (*answer)?;
            let [old, new] = self.packs;
            let options = chosen.positions().filter_map(|place| {
                let [in_old, in_new] = *shared.options.get(place)?;
                let [at_old, at_new] = shared.places;
                let newer = at_new
                    .zip(in_new)
                    .map(|(index, option)| new.question(index).option(option));
                let older = at_old.zip(in_old);
                newer.or(older.map(|(index, option)| old.question(index).option(option)))
            });
            let [at_old, at_new] = shared.places;
            let question = at_new.map(|index| new.question(index));
            let question = question.or(at_old.map(|index| old.question(index)))?;
            Some(Given {
                question,
                options: options.collect(),
                is_special: chosen != shared.usual,
            })
        })
    }

    /// The joint number of a pack's question.
    pub(super) fn place_of(&self, side: Side, question: QuestionIndex) -> QuestionIndex {
        let mut places = self.questions.iter();
        let place = places.position(|shared| *side.of(&shared.places) == Some(question));
        QuestionIndex::new(place.expect("every question of either pack is among those of both"))
    }

    fn is_same(&self, index: QuestionIndex) -> bool {
        let when = self.when(Side::Old, index);
        self.question(index).is_shared()
            && !self.is_changed(index)
            && when.is_none_or(|when| self.asks_the_same(&when))
    }

    /// Returns true if the same number is the answer to a question in one pack and not in the other.
    fn has_other_numbers(&self, shared: &Shared) -> bool {
        shared.options.iter().any(|places| {
            let [old, new] = Side::BOTH.map(|side| {
                let question = self.pack(side).question((*side.of(&shared.places))?);
                question.option((*side.of(places))?).numbers
            });
            old != new
        })
    }

    fn is_changed(&self, index: QuestionIndex) -> bool {
        let mut options = self.question(index).options.iter();
        let offers_same = options.all(|places| places.iter().all(Option::is_some));
        let [old, new] = Side::BOTH.map(|side| self.when(side, index));
        !offers_same || old != new
    }
}
