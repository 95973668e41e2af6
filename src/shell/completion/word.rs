//! A word that a shell is offered.

/// A word with what it means; `says` may be empty.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) word: String,
    pub(super) says: String,
}

impl Word {
    pub(super) fn new(word: impl Into<String>, says: impl Into<String>) -> Self {
        Self {
            word: word.into(),
            says: says.into(),
        }
    }
}
