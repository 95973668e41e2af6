//! The items of a pack's questionnaire and how they are nested.

use super::code::{Coded, code};
use super::level::{Level, levels};
use crate::pack::{OptionSet, Pack, Question, QuestionIndex, Requirement};

/// A pack with the groups that its questionnaire needs.
#[derive(Debug, Clone)]
pub struct FormLayout<'pack> {
    pack: &'pack Pack,
    /// For each question the lists that enable it, outermost first; empty if it is always asked.
    levels: Vec<Vec<Level>>,
}

/// A condition that needs more than [`super::MOST_LEVELS`] groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooManyGroups {
    /// The id of the question with the condition.
    pub question: String,
}

impl<'pack> FormLayout<'pack> {
    /// # Errors
    /// The condition of a question needs too many groups.
    pub fn new(pack: &'pack Pack) -> Result<Self, TooManyGroups> {
        let levels = |question| {
            levels_of(question).ok_or_else(|| TooManyGroups {
                question: question.id.to_string(),
            })
        };
        Ok(Self {
            pack,
            levels: pack
                .questions
                .iter()
                .map(levels)
                .collect::<Result<_, _>>()?,
        })
    }

    /// The pack that the form is made from.
    pub fn pack(&self) -> &'pack Pack {
        self.pack
    }

    /// The lists that enable a question, outermost first: those of the groups around it, then its own.
    pub fn levels(&self, question: QuestionIndex) -> &[Level] {
        let levels = self.levels.get(question.position());
        levels.map(Vec::as_slice).unwrap_or_default()
    }
}

impl Level {
    /// The code of every enabling answer, with its question.
    pub fn codes<'pack>(
        &self,
        pack: &'pack Pack,
    ) -> impl Iterator<Item = (&'pack Question, String)> {
        self.any()
            .iter()
            .flat_map(|&Requirement { question, options }| {
                let question = pack.question(question);
                let none = options.intersects(OptionSet::NONE_OF_THESE);
                let chosen: Vec<_> = options.positions().map(Coded::Option).collect();
                let chosen = chosen.into_iter().chain(none.then_some(Coded::NoneOfThese));
                chosen
                    .chain([Coded::NotSure])
                    .map(move |coded| (question, code(question, coded)))
            })
    }
}

fn levels_of(question: &Question) -> Option<Vec<Level>> {
    (question.when.as_ref()).map_or_else(|| Some(Vec::new()), levels)
}

/// What an item of the form is, by its `linkId`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormItem {
    /// A question.
    Question(QuestionIndex),
    /// A group around a question, from 1 for the outermost.
    Group(QuestionIndex, usize),
    /// The text that says why a question is asked.
    Help(QuestionIndex),
}

/// The `linkId` of a group around a question, from 1 for the outermost.
pub fn group_id(question: &Question, number: usize) -> String {
    format!("{}.when{number}", question.id)
}

/// The `linkId` of the text that says why a question is asked. Ids of questions hold no dot.
pub fn help_id(question: &Question) -> String {
    format!("{}.why", question.id)
}

/// The number of groups around a question; 0 if there would be too many.
fn groups(question: &Question) -> usize {
    let clauses = question.when.iter().flat_map(|when| &when.clauses);
    let is_flat = clauses.clone().all(|clause| clause.requirements.len() < 2);
    if is_flat {
        return 0; // nearly always, and read for every record
    }
    levels_of(question).map_or(0, |levels| levels.len().saturating_sub(1))
}

/// The item with a `linkId`, and the `linkId` of the item around it.
pub fn find_item(pack: &Pack, link_id: &str) -> Option<(FormItem, Option<String>)> {
    let (id, part) = link_id
        .split_once('.')
        .map_or((link_id, None), |(id, part)| (id, Some(part)));
    let (index, question) = pack.find_question(id)?;
    let around = |number: usize| (number > 0).then(|| group_id(question, number));
    match part {
        None => Some((FormItem::Question(index), around(groups(question)))),
        Some("why") => Some((FormItem::Help(index), Some(question.id.to_string()))),
        Some(part) => {
            let number: usize = part.strip_prefix("when")?.parse().ok()?;
            let is_one = (1..=groups(question)).contains(&number);
            (is_one && link_id == group_id(question, number))
                .then(|| (FormItem::Group(index, number), around(number - 1)))
        }
    }
}
