//! A plan made smaller by what is known: what the answers decide is not gone through again.

use rustc_hash::FxHashMap;

use super::plan::{Begun, Pending, Plan};
use super::remainder::{Remainder, Step};
use crate::answers::Answers;
use crate::pack::{QuestionIndex, Verdict};

/// What a plan goes through, apart from the order of its questions.
#[derive(Default)]
struct Matter {
    rules: Vec<Pending>,
    /// What is left of the condition of each question that has one.
    conditions: FxHashMap<QuestionIndex, Remainder>,
}

impl Plan<'_> {
    /// The plan for everybody who gave these answers.
    ///
    /// Leaves out every question that is answered and certainly applies, and every question that certainly
    /// does not. An answer to a question that may apply stays among the steps of a sweep.
    pub(super) fn given(mut self, known: &Answers) -> Self {
        let mut matter = self.taken_apart();
        let mut kept = Vec::new();
        for planned in std::mem::take(&mut self.questions) {
            let question = planned.question;
            let condition = matter.conditions.get(&question);
            let step = match (
                condition.map_or(Some(true), |when| when.holds()),
                known.known(question),
            ) {
                (Some(true), Some(answer)) => Step::Answer(answer),
                (Some(false), _) => Step::Skip,
                (Some(true) | None, _) => {
                    kept.push(planned);
                    continue;
                }
            };
            self.settle(&mut matter, question, step);
        }
        self.questions = kept;
        self.decide(&mut matter.rules);
        self.put_together(&matter);
        self
    }

    fn taken_apart(&mut self) -> Matter {
        let mut matter = Matter::default();
        for begun in self
            .questions
            .iter_mut()
            .flat_map(|planned| planned.begun.drain(..))
        {
            match begun {
                Begun::Rule(pending) => matter.rules.push(pending),
                Begun::Question(question, whole) => {
                    matter.conditions.insert(question, whole);
                }
            }
        }
        matter
    }

    /// Takes note of what is said to a question.
    fn settle(&mut self, matter: &mut Matter, question: QuestionIndex, step: Step) {
        let remainders = &mut self.states.remainders;
        for pending in &mut matter.rules {
            pending.when = remainders.after(pending.when, question, step);
            pending.unless = remainders.after(pending.unless, question, step);
        }
        for condition in matter.conditions.values_mut().chain(&mut self.watched) {
            *condition = remainders.after(*condition, question, step);
        }
    }

    /// Counts what is decided, and leaves out what can no longer matter.
    fn decide(&mut self, rules: &mut Vec<Pending>) {
        let fires = |pending: &Pending| {
            pending.when.holds() == Some(true) && pending.unless.holds() == Some(false)
        };
        for pending in rules.iter().filter(|pending| fires(pending)) {
            self.base = self.base.saturating_add(pending.points);
            self.worst = self.worst.max(pending.verdict);
        }
        let worst: Verdict = self.worst;
        rules.retain(|pending| {
            let is_over =
                pending.when.holds() == Some(false) || pending.unless.holds() == Some(true);
            !is_over && !fires(pending) && (pending.points != 0 || pending.verdict > worst)
        });
    }

    /// Lets everything begin again at the first question that it depends on.
    fn put_together(&mut self, matter: &Matter) {
        let mut begun: FxHashMap<QuestionIndex, Vec<Begun>> = FxHashMap::default();
        let remainders = &self.states.remainders;
        for pending in &matter.rules {
            let asked = remainders
                .questions(pending.when)
                .chain(remainders.questions(pending.unless));
            if let Some(first) = asked.min() {
                begun.entry(first).or_default().push(Begun::Rule(*pending));
            }
        }
        for planned in &self.questions {
            let condition = matter.conditions.get(&planned.question).copied();
            let Some(condition) = condition.filter(|condition| condition.holds().is_none()) else {
                continue;
            };
            if let Some(first) = remainders.questions(condition).min() {
                let question = Begun::Question(planned.question, condition);
                begun.entry(first).or_default().push(question);
            }
        }
        for planned in &mut self.questions {
            planned.begun = begun.remove(&planned.question).unwrap_or_default();
        }
    }
}
