//! Partial evaluation of a plan: what known answers decide is decided once, before any sweep.

use rustc_hash::FxHashMap;

use super::plan::Plan;
use super::residual::{AnswerPart, Residual};
use super::state::{Activation, PendingRule};
use crate::pack::{Answers, QuestionIndex};

/// What a plan depends on, without the order of its questions.
#[derive(Default)]
struct Dependencies {
    rules: Vec<PendingRule>,
    /// What is left of the condition of each question that has one.
    conditions: FxHashMap<QuestionIndex, Residual>,
}

impl Plan<'_> {
    /// The plan for all people who gave these answers.
    ///
    /// Leaves out every question that is answered and certainly applies, and every question that certainly
    /// does not. An answer to a question that may apply stays among the parts of a sweep.
    pub(super) fn given(mut self, known: &Answers) -> Self {
        let mut dependencies = self.decompose();
        let mut kept = Vec::new();
        for planned in std::mem::take(&mut self.questions) {
            let question = planned.question;
            let condition = dependencies.conditions.get(&question);
            let applies = condition.map_or(Some(true), |when| when.holds());
            let part = match (applies, known.known(question)) {
                (Some(true), Some(answer)) => AnswerPart::Answer(answer),
                (Some(false), _) => AnswerPart::Skip,
                (Some(true) | None, _) => {
                    kept.push(planned);
                    continue;
                }
            };
            self.apply(&mut dependencies, question, part);
        }
        self.questions = kept;
        self.decide(&mut dependencies.rules);
        self.rebuild(&dependencies);
        self
    }

    fn decompose(&mut self) -> Dependencies {
        let mut dependencies = Dependencies::default();
        let questions = self.questions.iter_mut();
        for activation in questions.flat_map(|planned| planned.activations.drain(..)) {
            match activation {
                Activation::Rule(pending) => dependencies.rules.push(pending),
                Activation::Question(question, whole) => {
                    dependencies.conditions.insert(question, whole);
                }
            }
        }
        dependencies
    }

    /// Replaces every condition by what an answer leaves of it.
    fn apply(
        &mut self,
        dependencies: &mut Dependencies,
        question: QuestionIndex,
        part: AnswerPart,
    ) {
        let residuals = &mut self.states.residuals;
        for pending in &mut dependencies.rules {
            pending.when = residuals.after(pending.when, question, part);
            pending.unless = residuals.after(pending.unless, question, part);
        }
        let conditions = dependencies.conditions.values_mut();
        for condition in conditions.chain(&mut self.watched) {
            *condition = residuals.after(*condition, question, part);
        }
    }

    /// Counts the rules that fire, and leaves out those that can no longer matter.
    fn decide(&mut self, rules: &mut Vec<PendingRule>) {
        let fires = |pending: &PendingRule| {
            pending.when.holds() == Some(true) && pending.unless.holds() == Some(false)
        };
        for pending in rules.iter().filter(|pending| fires(pending)) {
            self.base = self.base.saturating_add(pending.points);
            self.worst = self.worst.max(pending.verdict);
        }
        let worst = self.worst;
        // Sound: the rest fires for no completion, is counted above, or adds no points and no worse verdict.
        rules.retain(|pending| {
            let is_over =
                pending.when.holds() == Some(false) || pending.unless.holds() == Some(true);
            !is_over && !fires(pending) && (pending.points != 0 || pending.verdict > worst)
        });
    }

    /// Lets everything become pending at the first question that it still depends on.
    fn rebuild(&mut self, dependencies: &Dependencies) {
        let mut activations: FxHashMap<QuestionIndex, Vec<Activation>> = FxHashMap::default();
        let residuals = &self.states.residuals;
        for pending in &dependencies.rules {
            let asked = residuals
                .questions(pending.when)
                .chain(residuals.questions(pending.unless));
            if let Some(first) = asked.min() {
                let rule = Activation::Rule(*pending);
                activations.entry(first).or_default().push(rule);
            }
        }
        for planned in &self.questions {
            let condition = dependencies.conditions.get(&planned.question).copied();
            let Some(condition) = condition.filter(|condition| condition.holds().is_none()) else {
                continue;
            };
            if let Some(first) = residuals.questions(condition).min() {
                let question = Activation::Question(planned.question, condition);
                activations.entry(first).or_default().push(question);
            }
        }
        for planned in &mut self.questions {
            planned.activations = activations.remove(&planned.question).unwrap_or_default();
        }
    }
}
