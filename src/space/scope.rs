//! The rules and questions that can matter to a sweep.

use std::collections::BTreeSet;

use crate::pack::{Condition, Kind, OptionSet, Pack, QuestionIndex, Rule, Variant};

/// What a sweep finds out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// Verdicts and scores.
    Verdicts,
    /// Scores alone, without gates.
    Scores,
    /// Which questions apply, for counting: no rules, and every option is distinct.
    Applicability,
}

/// The rules that count, and the questions that they depend on.
#[derive(Debug)]
pub(super) struct Scope<'pack> {
    pack: &'pack Pack,
    pub(super) rules: Vec<Variant<'pack>>,
    /// In the order of asking.
    pub(super) questions: Vec<QuestionIndex>,
    conditions: Vec<&'pack Condition>,
}

impl<'pack> Scope<'pack> {
    pub(super) fn new(pack: &'pack Pack, watched: Goal) -> Self {
        let counts = |variant: &Variant| match watched {
            Goal::Verdicts => variant.points().is_some() || variant.verdict().is_some(),
            Goal::Scores => variant.points().is_some(),
            Goal::Applicability => false,
        };
        let rules: Vec<_> = pack
            .rules
            .iter()
            .flat_map(Rule::variants)
            .filter(counts)
            .collect();
        let of_rules = rules.iter().flat_map(|variant| variant.conditions());
        let conditions: Vec<_> = of_rules.collect();
        let needed = match watched {
            Goal::Verdicts | Goal::Scores => with_parents(pack, asked(&conditions).collect()),
            Goal::Applicability => pack.numbered_questions().map(|(index, _)| index).collect(),
        };
        Self::with(pack, rules, conditions, needed)
    }

    /// The scope of some rules, of some more conditions, and of one more question.
    pub(super) fn of(
        pack: &'pack Pack,
        rules: Vec<Variant<'pack>>,
        watched: &[&'pack Condition],
        also: Option<QuestionIndex>,
    ) -> Self {
        let of_rules = rules.iter().flat_map(|variant| variant.conditions());
        let conditions: Vec<_> = of_rules.chain(watched.iter().copied()).collect();
        let needed = with_parents(pack, asked(&conditions).chain(also).collect());
        Self::with(pack, rules, conditions, needed)
    }

    fn with(
        pack: &'pack Pack,
        rules: Vec<Variant<'pack>>,
        mut conditions: Vec<&'pack Condition>,
        needed: BTreeSet<QuestionIndex>,
    ) -> Self {
        let parents = needed
            .iter()
            .filter_map(|&index| pack.question(index).when.as_ref());
        conditions.extend(parents);
        Self {
            pack,
            rules,
            questions: needed.into_iter().collect(),
            conditions,
        }
    }

    /// Options of a question, one of each group that no condition distinguishes: a preferred one, else the first.
    ///
    /// Sound: options that are in the same requirements leave the same of every condition.
    pub(super) fn distinct_options(
        &self,
        question: QuestionIndex,
        preferred: OptionSet,
    ) -> Vec<usize> {
        let requirements = self
            .conditions
            .iter()
            .flat_map(|condition| condition.requirements());
        let sets: Vec<OptionSet> = requirements
            .filter(|requirement| requirement.question == question)
            .map(|requirement| requirement.options)
            .collect();
        let mut groups: Vec<(Vec<bool>, usize)> = Vec::new();
        for option in 0..self.pack.question(question).options.len() {
            let membership: Vec<_> = sets.iter().map(|set| set.contains(option)).collect();
            match groups.iter_mut().find(|(known, _)| *known == membership) {
                Some((_, first)) if preferred.contains(option) => *first = option,
                Some(_) => {}
                None => groups.push((membership, option)),
            }
        }
        groups.into_iter().map(|(_, option)| option).collect()
    }
}

/// The questions that conditions name.
pub(super) fn asked(conditions: &[&Condition]) -> impl Iterator<Item = QuestionIndex> {
    let requirements = conditions
        .iter()
        .flat_map(|condition| condition.requirements());
    requirements.map(|requirement| requirement.question)
}

/// A question together with those that may apply or not because of its answer.
pub fn touched(pack: &Pack, question: QuestionIndex) -> BTreeSet<QuestionIndex> {
    let mut touched = BTreeSet::from([question]);
    // A question's condition names earlier questions only, so one pass from the first is enough.
    for (index, later) in pack.numbered_questions() {
        if let Some(when) = &later.when
            && asked(&[when]).any(|asked| touched.contains(&asked))
        {
            touched.insert(index);
        }
    }
    touched
}

/// Questions together with those that decide whether they apply.
pub(super) fn with_parents(
    pack: &Pack,
    mut questions: BTreeSet<QuestionIndex>,
) -> BTreeSet<QuestionIndex> {
    // A question's condition names earlier questions only, so one pass from the last is enough.
    for position in (0..pack.questions.len()).rev() {
        let index = QuestionIndex::new(position);
        if questions.contains(&index)
            && let Some(when) = &pack.question(index).when
        {
            questions.extend(asked(&[when]));
        }
    }
    questions
}

/// The answer that witnesses have unless another is needed: that of the pack's baseline, else the reference.
pub(super) fn baseline_answer(pack: &Pack, question: QuestionIndex) -> OptionSet {
    let asked = pack.question(question);
    let usual = || match asked.kind {
        Kind::One => OptionSet::single(asked.reference.unwrap_or(0)),
        Kind::Many => OptionSet::NONE_OF_THESE,
    };
    pack.baseline.known(question).unwrap_or_else(usual)
}
