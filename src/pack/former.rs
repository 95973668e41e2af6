//! Ids of earlier versions of a pack, and what became of them.
//!
//! Nothing is converted: an old answer may mean something else today, so a person decides what to write.

use super::{Question, Text};

/// An id of a question (`sex`) or option (`skin=sunburn`) that is no longer asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retired {
    /// The id of a question, or `question=option`.
    pub id: Text,
    /// Why it is no longer asked, in a sentence.
    pub because: Text,
}

/// Looks up old ids of questions and options.
#[derive(Debug, Clone, Copy)]
pub struct Former<'pack> {
    questions: &'pack [Question],
    retired: &'pack [Retired],
}

/// Names an option of a question, old or current.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OptionName<'name> {
    /// The id of its question.
    pub question: &'name str,
    /// Its own id.
    pub option: &'name str,
}

/// What became of an old id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Successors<'pack, Name> {
    /// These took its place; at least one, in the order of the pack.
    Now(Vec<Name>),
    /// Nothing did, because of this.
    Retired(&'pack str),
}

impl<'pack> Former<'pack> {
    /// The old ids that these questions state, and those that were retired.
    pub fn new(questions: &'pack [Question], retired: &'pack [Retired]) -> Self {
        Self { questions, retired }
    }

    /// What became of a question with this old id; `None` if no question ever had it.
    pub fn question(self, id: &str) -> Option<Successors<'pack, &'pack str>> {
        let renamed = self
            .questions
            .iter()
            .filter(|question| states(&question.was, id));
        let mut now: Vec<_> = renamed.map(|question| question.id.as_str()).collect();
        if now.is_empty() {
            // All its options may have moved without any question that took its place.
            for (question, old) in self.moved() {
                if old.question == id && !now.contains(&question) {
                    now.push(question);
                }
            }
        }
        self.successors(now, id)
    }

    /// What became of an option with this old name; `None` if no option ever had it.
    pub fn option(self, old: OptionName) -> Option<Successors<'pack, OptionName<'pack>>> {
        let mut now = Vec::new();
        for question in self.questions {
            let is_same_question =
                question.id == old.question || states(&question.was, old.question);
            for option in &question.options {
                let is_stated = option.was.iter().any(|was| match moved(was) {
                    Some(was) => was == old,
                    None => is_same_question && *was == old.option,
                });
                if is_stated {
                    now.push(name(question, &option.id));
                }
            }
        }
        if now.is_empty() {
            // The question alone has another id.
            let renamed = self
                .questions
                .iter()
                .filter(|question| states(&question.was, old.question));
            let same = renamed.filter(|question| question.find_option(old.option).is_some());
            now.extend(same.filter_map(|question| {
                let option = question
                    .options
                    .iter()
                    .find(|option| option.id == old.option)?;
                Some(name(question, &option.id))
            }));
        }
        self.successors(now, &old.to_string())
    }

    /// The old names of a question's options that moved to other ids, in the order of the pack, each once.
    pub fn options_of(self, id: &str) -> Vec<OptionName<'pack>> {
        let mut old: Vec<OptionName<'pack>> = Vec::new();
        for (_, name) in self.moved() {
            if name.question == id && !old.contains(&name) {
                old.push(name);
            }
        }
        let retired = self.retired.iter().filter_map(|retired| moved(&retired.id));
        old.extend(retired.filter(|name| name.question == id));
        old
    }

    /// Every option that came from another question: the question that it is in now, and its old name.
    fn moved(self) -> impl Iterator<Item = (&'pack str, OptionName<'pack>)> {
        self.questions.iter().flat_map(|question| {
            let was = question.options.iter().flat_map(|option| &option.was);
            let moved = was.filter_map(|was| moved(was));
            moved.map(|old| (question.id.as_str(), old))
        })
    }

    fn successors<Name>(self, now: Vec<Name>, id: &str) -> Option<Successors<'pack, Name>> {
        if !now.is_empty() {
            return Some(Successors::Now(now));
        }
        let retired = self.retired.iter().find(|retired| retired.id == id)?;
        Some(Successors::Retired(&retired.because))
    }
}

impl std::fmt::Display for OptionName<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(formatter, "{}={}", self.question, self.option)
    }
}

fn states(was: &[Text], id: &str) -> bool {
    was.iter().any(|old| *old == id)
}

fn name<'pack>(question: &'pack Question, option: &'pack str) -> OptionName<'pack> {
    OptionName {
        question: &question.id,
        option,
    }
}

/// The old name of an option, if it was in another question.
fn moved(was: &str) -> Option<OptionName<'_>> {
    let (question, option) = was.split_once('=')?;
    Some(OptionName { question, option })
}
