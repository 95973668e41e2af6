//! What is wrong with the value of an answer.

use super::earlier::Outdated;
use crate::diagnostic::Code;
use crate::pack::are_same;

/// What is wrong with a value given as words, and how to fix it. The caller adds the place.
pub(super) struct ValueError {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: String,
}

impl ValueError {
    pub(super) fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            help: help.into(),
        }
    }
}

impl From<Outdated> for ValueError {
    fn from(outdated: Outdated) -> Self {
        Self {
            code: outdated.code,
            message: outdated.message,
            help: outdated.help,
        }
    }
}

/// How spreadsheets and databases write that there is nothing: it could mean "I'm not sure" or "none of these".
pub(super) fn says_nothing(word: &str) -> bool {
    const NOTHING: [&str; 7] = ["n/a", "#n/a", "na", "null", "nil", "nan", "not applicable"];
    NOTHING.iter().any(|nothing| are_same(nothing, word))
        || word
            .chars()
            .all(|letter| matches!(letter, '-' | '–' | '—' | '.'))
}
