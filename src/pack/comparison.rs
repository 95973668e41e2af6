//! The treatment next to its alternatives: the same rows for each, what each costs over the years, how often it
//! harms and helps, and what speaks for it on the points that matter to a person.

use super::{Condition, OptionSet, QuestionIndex, Span, Support, Text};

/// Everything that helps a person to choose between the treatment and something else.
///
/// No rule reads any of it, so it changes no result.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The decision in one sentence.
    pub decision: Text,
    /// The question about what matters to a person, which takes any number of options.
    pub matters: Option<QuestionIndex>,
    /// What every alternative is described by, at least one.
    pub rows: Vec<ComparisonRow>,
    /// The treatment first, then every other way, doing nothing among them.
    pub alternatives: Vec<Alternative>,
    /// After how many years a touch-up of the treatment may be due, for sums over the years.
    pub touch_up_years: Vec<u32>,
    /// How often something happens, as counts of people.
    pub chances: Vec<Chance>,
    /// Whether a person is ready to decide.
    pub readiness: Vec<ReadinessCheck>,
}

/// A row of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonRow {
    /// Lowercase letters, digits, `_` and `-`; unique in the comparison.
    pub id: Text,
    /// Its heading.
    pub title: Text,
}

/// One way to deal with hair loss.
#[derive(Debug, Clone)]
pub struct Alternative {
    /// Lowercase letters, digits, `_` and `-`; unique in the comparison.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// What it is like, at most one cell for each row.
    pub cells: Vec<Cell>,
    /// Whom it does not fit.
    pub unfit: Vec<Unfit>,
    /// What speaks for and against it, by what matters to a person.
    pub speaks: Vec<Speaks>,
    /// What it costs over the years; empty for the treatment, whose costs come from the tables of prices.
    pub costs: Vec<CostOverYears>,
}

/// A cell of the comparison.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Id of its row.
    pub row: Text,
    /// What it says.
    pub text: Text,
    /// What it rests on; nothing if it says that nothing was found.
    pub support: Support,
}

/// For whom an alternative is not.
#[derive(Debug, Clone)]
pub struct Unfit {
    /// Lowercase letters, digits, `_` and `-`; unique in the alternative.
    pub id: Text,
    /// For whom.
    pub when: Condition,
    /// Why, said to the person.
    pub text: Text,
    /// What it rests on.
    pub support: Support,
}

/// What speaks for or against an alternative on a point that may matter to a person.
#[derive(Debug, Clone)]
pub struct Speaks {
    /// Id of the point, an option of [`Comparison::matters`].
    pub value: Text,
    /// Which way it speaks.
    pub side: Side,
    /// Why.
    pub text: Text,
    /// What it rests on; nothing if nothing was found.
    pub support: Support,
}

/// Which way something speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Side {
    /// For an alternative.
    For,
    /// Against it.
    Against,
    /// Nothing was found.
    Unknown,
}

impl Side {
    /// Each with the word for it in files.
    pub const WORDS: [(&str, Self); 3] = [
        ("for", Self::For),
        ("against", Self::Against),
        ("unknown", Self::Unknown),
    ];
}

/// What an alternative costs in a country in all, in whole units of its currency.
#[derive(Debug, Clone)]
pub struct CostOverYears {
    /// Two capital letters.
    pub country: Text,
    /// Three capital letters.
    pub currency: Text,
    /// Over five years.
    pub five_years: Span,
    /// Over ten years.
    pub ten_years: Span,
    /// How it was worked out.
    pub because: Text,
    /// What it rests on.
    pub support: Support,
}

/// How many of a group of people something happened to.
#[derive(Debug, Clone)]
pub struct Chance {
    /// Lowercase letters, digits, `_` and `-`; unique in the comparison.
    pub id: Text,
    /// Id of the alternative.
    pub alternative: Text,
    /// Whether it is a harm or a good result.
    pub kind: ChanceKind,
    /// What happened to them: "had an infection".
    pub what: Text,
    /// To how many it happened; at most `of`.
    pub count: u32,
    /// How many people were looked at; at least one.
    pub of: u32,
    /// Who they were.
    pub people: Text,
    /// How far the figure can be trusted, where that needs words.
    pub note: Option<Text>,
    /// Id of the figure for people without treatment, to compare with.
    pub compared_with: Option<Text>,
    /// What it rests on.
    pub support: Support,
}

impl Chance {
    /// How many of 100 people that comes to, to the nearest whole; at least 1 if it happened at all.
    ///
    /// # Example
    ///
    /// 31 of 300 comes to 10, 1 of 425 to 1, and 0 of 43 to 0.
    pub fn of_hundred(&self) -> u32 {
        let (count, of) = (u64::from(self.count), u64::from(self.of.max(1)));
        let rounded = (count * 200 + of) / (2 * of);
        let least = u64::from(self.count > 0);
        u32::try_from(rounded.max(least).min(100)).unwrap_or(100)
    }
}

/// What a count of people is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChanceKind {
    /// Something that no one wants.
    Harm,
    /// A good result.
    Benefit,
}

impl ChanceKind {
    /// Each with the word for it in files.
    pub const WORDS: [(&str, Self); 2] = [("harm", Self::Harm), ("benefit", Self::Benefit)];
}

/// A question about being ready to decide, and what to do if the answer is "not yet".
#[derive(Debug, Clone)]
pub struct ReadinessCheck {
    /// The question.
    pub question: QuestionIndex,
    /// The options that mean "not yet".
    pub not_yet: OptionSet,
    /// What to do then.
    pub step: Text,
}

impl Comparison {
    /// The alternative with this id.
    pub fn alternative(&self, id: &str) -> Option<&Alternative> {
        self.alternatives.iter().find(|of| of.id == id)
    }

    /// The questions that a person is asked after the result: what matters, then readiness.
    pub fn questions(&self) -> impl Iterator<Item = QuestionIndex> {
        let readiness = self.readiness.iter().map(|check| check.question);
        self.matters.into_iter().chain(readiness)
    }
}

impl Alternative {
    /// Id of the alternative that changes nothing: doing nothing, or waiting.
    pub const NOTHING: &'static str = "nothing";

    /// The cell of a row.
    pub fn cell(&self, row: &str) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.row == row)
    }
}

impl Cell {
    /// Returns true if it says that nothing was found, so that it needs no source.
    pub fn is_gap(&self) -> bool {
        is_gap(&self.text)
    }
}

/// Returns true for a text that says that nothing was found.
pub fn is_gap(text: &str) -> bool {
    ["No figure found", "No source found"]
        .iter()
        .any(|gap| text.starts_with(gap))
}
