//! Conditions of a pack as selectors of a style sheet: which answers show a question or a notice.
//!
//! A condition holds while the boxes that it names are checked and their questions apply, just as the table of
//! [`crate::assess`] has it for answers that are known.

use std::fmt::Write as _;

use crate::pack::{Clause, Condition, Kind, OptionSet, Pack, QuestionIndex, Requirement};
use crate::words::letters;

/// The id of the element of a question: `a` to `z`, then `aa` and so on.
pub(super) fn card_id(question: QuestionIndex) -> String {
    letters(question.position())
}

/// The id of the box of an option: `a0`.
pub(super) fn box_id(question: QuestionIndex, option: usize) -> String {
    format!("{}{option}", card_id(question))
}

/// The id of the box "none of these".
pub(super) fn none_id(question: QuestionIndex) -> String {
    format!("{}_", card_id(question))
}

/// The id of the box that puts into the answers what is otherwise kept back.
pub(super) fn shared_id(question: QuestionIndex, option: usize) -> String {
    format!("{}-shared", box_id(question, option))
}

/// What has to be true at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Conjunction<'pack> {
    requirements: Vec<Requirement>,
    /// Of each of these conditions one clause.
    alternatives: Vec<&'pack Condition>,
}

impl<'pack> Conjunction<'pack> {
    /// The requirements of a clause, and that their questions apply.
    pub(super) fn of(pack: &'pack Pack, requirements: &[Requirement]) -> Self {
        let mut all = Self::default();
        for requirement in requirements {
            all.require(pack, *requirement);
            all.apply(pack, requirement.question);
        }
        all
    }

    /// That a question applies.
    pub(super) fn applying(pack: &'pack Pack, question: QuestionIndex) -> Self {
        let mut all = Self::default();
        all.apply(pack, question);
        all
    }

    fn apply(&mut self, pack: &'pack Pack, question: QuestionIndex) {
        let Some(when) = &pack.question(question).when else {
            return;
        };
        match when.clauses.as_slice() {
            [clause] => {
                for requirement in &clause.requirements {
                    self.require(pack, *requirement);
                    self.apply(pack, requirement.question);
                }
            }
            _ if self.alternatives.contains(&when) => {}
            _ => self.alternatives.push(when),
        }
    }

    /// Adds a requirement, unless it follows from another one; those that follow from it go.
    fn require(&mut self, pack: &Pack, requirement: Requirement) {
        let of_it = |other: &Requirement| other.question == requirement.question;
        if pack.question(requirement.question).kind == Kind::One
            && let Some(other) = self.requirements.iter_mut().find(|other| of_it(other))
        {
            other.options = other.options.intersection(requirement.options);
            return;
        }
        if (self.requirements.iter()).any(|other| follows(requirement, *other)) {
            return;
        }
        self.requirements
            .retain(|other| !follows(*other, requirement));
        self.requirements.push(requirement);
    }

    /// Returns true if all that another one asks for is true wherever this one is.
    pub(super) fn implies(&self, other: &Self) -> bool {
        let holds = |asked: &Requirement| self.requirements.iter().any(|own| follows(*asked, *own));
        other.requirements.iter().all(holds)
            && (other.alternatives.iter()).all(|condition| {
                let is_chosen = |clause: &Clause| clause.requirements.iter().all(holds);
                self.alternatives.contains(condition) || condition.clauses.iter().any(is_chosen)
            })
    }

    /// The same without what is known.
    #[must_use]
    pub(super) fn without(&self, known: &Self) -> Self {
        let follows_known =
            |asked: &Requirement| known.requirements.iter().any(|own| follows(*asked, *own));
        Self {
            requirements: (self.requirements.iter().copied())
                .filter(|asked| !follows_known(asked))
                .collect(),
            alternatives: (self.alternatives.iter().copied())
                .filter(|condition| !known.alternatives.contains(condition))
                .collect(),
        }
    }

    /// What is true if this one or another one is, where they differ in one requirement only.
    fn union(&self, other: &Self) -> Option<Self> {
        let is_alike = self.requirements.len() == other.requirements.len()
            && self.alternatives.len() == other.alternatives.len()
            && (self.alternatives.iter()).all(|condition| other.alternatives.contains(condition));
        let mut own = self.requirements.iter().enumerate();
        let mut different = own
            .by_ref()
            .filter(|(_, asked)| !other.requirements.contains(asked));
        let (place, asked) = different.next()?;
        if !is_alike || different.next().is_some() {
            return None;
        }
        let mut others = other.requirements.iter();
        let counterpart = others.find(|asked| !self.requirements.contains(asked))?;
        let is_same_question = counterpart.question == asked.question;
        // Of several requirements on one question, no two may be put together.
        let is_alone = |all: &[Requirement]| {
            let same = all.iter().filter(|other| other.question == asked.question);
            same.count() == 1
        };
        let is_sound =
            is_same_question && is_alone(&self.requirements) && is_alone(&other.requirements);
        is_sound.then(|| {
            let mut union = self.clone();
            if let Some(asked) = union.requirements.get_mut(place) {
                asked.options = asked.options.union(counterpart.options);
            }
            union
        })
    }

    /// The only requirement, if there is nothing else.
    pub(super) fn single(&self) -> Option<Requirement> {
        match (self.requirements.as_slice(), self.alternatives.as_slice()) {
            ([requirement], []) => Some(*requirement),
            _ => None,
        }
    }

    /// True unless an earlier answer ended the questions: then the last question of these is out of sight. That no
    /// answer before `since` did is known.
    pub(super) fn in_time(&self, pack: &Pack, since: Option<QuestionIndex>) -> String {
        let questions = self
            .requirements
            .iter()
            .map(|requirement| requirement.question);
        let Some(last) = questions.max() else {
            return String::new();
        };
        let endings = endings(pack, since, last);
        endings
            .iter()
            .map(|ending| [":not(", ending, ")"].concat())
            .collect()
    }

    /// As a part of a selector, to be written behind an element that all boxes are in.
    pub(super) fn selector(&self, pack: &Pack) -> String {
        let mut parts: Vec<_> = (self.requirements.iter())
            .map(|requirement| checked(pack, &[*requirement]))
            .collect();
        for condition in &self.alternatives {
            parts.push(format!(":is({})", any(pack, condition)));
        }
        parts.concat()
    }
}

/// An answer to a question ends the questions; `None` if none does.
pub(super) fn ending(pack: &Pack, index: QuestionIndex) -> Option<String> {
    let options = pack.question(index).options.iter().enumerate();
    let options = options.filter(|(_, option)| option.ends.is_some());
    let options: OptionSet = options.map(|(position, _)| position).collect();
    let requirement = Requirement {
        question: index,
        options,
    };
    (!options.is_empty()).then(|| Conjunction::of(pack, &[requirement]).selector(pack))
}

/// The same for each question from one on, before another.
pub(super) fn endings(
    pack: &Pack,
    from: Option<QuestionIndex>,
    before: QuestionIndex,
) -> Vec<String> {
    let questions = pack.numbered_questions().map(|(index, _)| index);
    let questions = questions.filter(|&index| Some(index) >= from && index < before);
    questions.filter_map(|index| ending(pack, index)).collect()
}

/// Returns true if a requirement is fulfilled wherever another one is.
fn follows(asked: Requirement, known: Requirement) -> bool {
    asked.question == known.question && known.options.difference(asked.options).is_empty()
}

/// Conjunctions of which one has to be true, with those put together that differ in one requirement only.
pub(super) fn merged(mut all: Vec<Conjunction>) -> Vec<Conjunction> {
    let mut place = 0;
    while let Some(one) = all.get(place).cloned() {
        let later = all.iter().enumerate().skip(place + 1);
        let mut unions = later.filter_map(|(other, next)| Some((other, one.union(next)?)));
        match unions.next() {
            Some((other, union)) => {
                all.remove(other);
                if let Some(one) = all.get_mut(place) {
                    *one = union;
                }
                place = 0; // the union may fit to an earlier one
            }
            None => place += 1,
        }
    }
    all
}

/// No clause of an exception is true. What is `known` is true, and no answer before `since` ended the questions.
pub(super) fn except(
    pack: &Pack,
    unless: &Condition,
    known: &Conjunction,
    since: Option<QuestionIndex>,
) -> String {
    let clauses = unless.clauses.iter();
    let clauses = clauses.map(|clause| Conjunction::of(pack, &clause.requirements).without(known));
    let clauses = merged(clauses.collect());
    let selectors = clauses
        .iter()
        .map(|clause| clause.selector(pack) + &clause.in_time(pack, since));
    let selectors: Vec<_> = selectors.collect();
    if selectors.iter().any(String::is_empty) {
        return NEVER.to_owned(); // the exception is true as well
    }
    format!(":not({})", selectors.join(","))
}

/// Selects nothing.
const NEVER: &str = ":not(*)";

/// Selectors of which one has to be true, as one. One that asks for nothing is true.
pub(super) fn one_of(selectors: &[String]) -> String {
    match selectors {
        [only] => only.clone(),
        several if several.iter().any(String::is_empty) => String::new(),
        several => format!(":is({})", several.join(",")),
    }
}

/// The clauses of a condition as selectors, with commas between them.
pub(super) fn any(pack: &Pack, condition: &Condition) -> String {
    let clauses = condition.clauses.iter();
    let clauses = clauses.map(|clause| Conjunction::of(pack, &clause.requirements).selector(pack));
    clauses.collect::<Vec<_>>().join(",")
}

/// `:has(#a0:checked)`: a box of one of these requirements is checked.
pub(super) fn checked(pack: &Pack, requirements: &[Requirement]) -> String {
    let mut ids = Vec::new();
    for requirement in requirements {
        let question = pack.question(requirement.question);
        for position in requirement.options.positions() {
            ids.push(box_id(requirement.question, position));
            if question.option(position).help.is_some() {
                ids.push(shared_id(requirement.question, position));
            }
        }
        if requirement.options.intersects(OptionSet::NONE_OF_THESE) {
            ids.push(none_id(requirement.question));
        }
    }
    let mut list = String::new();
    for id in &ids {
        let comma = if list.is_empty() { "" } else { "," };
        _ = write!(list, "{comma}#{id}");
    }
    match ids.len() {
        0 => NEVER.to_owned(), // two requirements on a question that no answer fulfills
        1 => format!(":has({list}:checked)"),
        _ => format!(":has(:is({list}):checked)"),
    }
}
