//! The codes of a pack: `hair_color` for a question, `hair_color.black` for one of its options.
//!
//! One code system holds them all, so an option's code begins with its question's: `yes` alone would
//! mean many things. Ids hold no dot and no slash, no option is called `unknown`, and none of a `many`
//! question `none`, so no two codes are equal.

use crate::pack::{Answer, Kind, NONE_OF_THESE, NOT_SURE, OptionSet, Question, Verdict};

/// An answer that has a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coded {
    /// The option at this position.
    Option(usize),
    /// None of them; only for questions of kind `many`.
    NoneOfThese,
    /// Asked and unknown.
    NotSure,
}

/// Every possible answer to a question, in the order shown.
pub fn codes(question: &Question) -> impl Iterator<Item = Coded> {
    let none = (question.kind == Kind::Many).then_some(Coded::NoneOfThese);
    let options = (0..question.options.len()).map(Coded::Option);
    options.chain(none).chain([Coded::NotSure])
}

/// The code of an answer, such as `hair_color.black`.
pub fn code(question: &Question, coded: Coded) -> String {
    let own = match coded {
        Coded::Option(position) => question.option(position).id.as_str(),
        Coded::NoneOfThese => "none",
        Coded::NotSure => "unknown",
    };
    format!("{}.{own}", question.id)
}

/// The answer with this code; `None` if it is not a code of this question.
pub fn find_code(question: &Question, code: &str) -> Option<Coded> {
    let own = code.strip_prefix(question.id.as_str())?.strip_prefix('.')?;
    match own {
        "none" if question.kind == Kind::Many => Some(Coded::NoneOfThese),
        "unknown" => Some(Coded::NotSure),
        id => question.find_option(id).map(Coded::Option),
    }
}

impl Coded {
    /// The answer of a person who gives only this one.
    pub fn answer(self) -> Answer {
        match self {
            Self::Option(position) => Answer::Chosen(OptionSet::single(position)),
            Self::NoneOfThese => Answer::Chosen(OptionSet::NONE_OF_THESE),
            Self::NotSure => Answer::NotSure,
        }
    }

    /// The label of the answer.
    pub fn words(self, question: &Question) -> &str {
        match self {
            Self::Option(position) => &question.option(position).label,
            Self::NoneOfThese => NONE_OF_THESE,
            Self::NotSure => NOT_SURE,
        }
    }
}

/// The code of a verdict, such as `verdict/wait`.
pub fn verdict_code(verdict: Verdict) -> String {
    format!("verdict/{}", verdict.id())
}
