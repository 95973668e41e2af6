//! Every question and option of a pack, to be found by its text.

use super::word::Words;
use crate::pack::{Kind, OptionSet, Pack};

/// The words of a pack.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    pub(super) keys: Words<Key>,
    pub(super) questions: Vec<Entry>,
}

/// What a key of a record stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Id,
    /// By its place in the order of asking.
    Question(usize),
}

/// One question.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    pub(super) options: Words<OptionSet>,
}

impl Vocabulary {
    pub(super) fn new(pack: &Pack) -> Self {
        let questions = pack.questions.iter().enumerate();
        let keys = questions.map(|(place, question)| (question.id.as_str(), Key::Question(place)));
        Self {
            keys: Words::new(keys.chain([("id", Key::Id)])),
            questions: (pack.questions.iter())
                .map(|question| {
                    let options = question.options.iter().enumerate();
                    let options = options
                        .map(|(place, option)| (option.id.as_str(), OptionSet::single(place)));
                    Entry {
                        kind: question.kind,
                        options: Words::new(options),
                    }
                })
                .collect(),
        }
    }
}
