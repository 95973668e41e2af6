//! A plan made smaller by what is known: what the answers decide is not gone through again.

use rustc_hash::FxHashMap;

use super::plan::{Activation, PendingRule, Plan};
use super::residual::{AnswerPart, Residual};
use crate::answers::Answers;
use crate::pack::{QuestionIndex, Verdict};

/// What a plan goes through, apart from the order of its questions.
#[derive(Default)]
struct Dependencies {
    rules: Vec<PendingRule>,
    /// What is left of the condition of each question that has one.
    conditions: FxHashMap<QuestionIndex, Residual>,
}

impl Plan<'_> {
    /// The plan for everybody who gave these answers.
    ///
    /// Leaves out every question that is answered and certainly applies, and every question that certainly
    /// does not. An answer to a question that may apply stays among the steps of a sweep.
    pub(super) fn given(mut self, known: &Answers) -> Self {
        let mut dependencies = self.decompose();
        let mut kept = Vec::new();
        for planned in std::mem::take(&mut self.questions) {
            let question = planned.question;
            let condition = dependencies.conditions.get(&question);
            let step = match (
                condition.map_or(Some(true), |when| when.holds()),
                known.known(question),
            ) {
                (Some(true), Some(answer)) => AnswerPart::Answer(answer),
                (Some(false), _) => AnswerPart::Skip,
                (Some(true) | None, _) => {
                    kept.push(planned);
                    continue;
                }
            };
            self.normalize_pending(&mut dependencies, question, step);
        }
        self.questions = kept;
        self.decide(&mut dependencies.rules);
        self.rebuild(&dependencies);
        self
    }

    fn decompose(&mut self) -> Dependencies {
        let mut dependencies = Dependencies::default();
        for activations in self
            .questions
            .iter_mut()
            .flat_map(|planned| planned.activations.drain(..))
        {
            match activations {
                Activation::Rule(pending) => dependencies.rules.push(pending),
                Activation::Question(question, whole) => {
                    dependencies.conditions.insert(question, whole);
                }
            }
        }
        dependencies
    }

    /// Takes note of what is said to a question.
    fn normalize_pending(
        &mut self,
        dependencies: &mut Dependencies,
        question: QuestionIndex,
        step: AnswerPart,
    ) {
        let residuals = &mut self.states.residuals;
        for pending in &mut dependencies.rules {
            pending.when = residuals.after(pending.when, question, step);
            pending.unless = residuals.after(pending.unless, question, step);
        }
        for condition in dependencies
            .conditions
            .values_mut()
            .chain(&mut self.watched)
        {
            *condition = residuals.after(*condition, question, step);
        }
    }

    /// Counts what is decided, and leaves out what can no longer dependencies.
    fn decide(&mut self, rules: &mut Vec<PendingRule>) {
        let fires = |pending: &PendingRule| {
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
    fn rebuild(&mut self, dependencies: &Dependencies) {
        let mut activations: FxHashMap<QuestionIndex, Vec<Activation>> = FxHashMap::default();
        let residuals = &self.states.residuals;
        for pending in &dependencies.rules {
            let asked = residuals
                .questions(pending.when)
                .chain(residuals.questions(pending.unless));
            if let Some(first) = asked.min() {
                activations
                    .entry(first)
                    .or_default()
                    .push(Activation::Rule(*pending));
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
