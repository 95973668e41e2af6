//! What a reply leads to.

/// What a reply led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyEffect {
    /// Lines of record that no longer hold, because the person went back to their question.
    pub retracted: Vec<String>,
    /// Lines of record, to be shown in this order.
    pub said: Vec<String>,
    /// True if the answers are other ones now.
    pub changed: bool,
    /// How the interview continues.
    pub outcome: Progress,
}

/// How an interview continues after a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// There is another screen.
    Continues,
    /// The result is wanted.
    Finished,
    /// The person stopped.
    Stopped,
}

impl ReplyEffect {
    /// Another screen, and nothing to say.
    pub(super) fn silent() -> Self {
        Self {
            retracted: Vec::new(),
            said: Vec::new(),
            changed: false,
            outcome: Progress::Continues,
        }
    }

    /// Nothing to say, and this.
    pub(super) fn ended(outcome: Progress) -> Self {
        Self {
            outcome,
            ..Self::silent()
        }
    }
}
