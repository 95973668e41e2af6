//! What the front desk of a clinic does about a person.

/// What the front desk does about a person, in the order of its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// The record could not be read.
    FixRecord,
    /// A stop that no letter lifts by itself, or an urgent one.
    CallToday,
    /// A doctor's letter is needed.
    WaitingForLetter,
    /// Safety questions are open.
    NotFinished,
    /// Something has to heal or to pass first.
    WaitUntil,
    /// Nothing is in the way.
    ReadyToBook,
    /// Not recommended.
    KindNo,
}

impl Action {
    /// Every action, the most urgent first.
    pub const ALL: [Self; 7] = [
        Self::FixRecord,
        Self::CallToday,
        Self::WaitingForLetter,
        Self::NotFinished,
        Self::WaitUntil,
        Self::ReadyToBook,
        Self::KindNo,
    ];

    /// A number and words: sorted by them, people come in the order of the work.
    pub fn label(self) -> &'static str {
        match self {
            Self::FixRecord => "0 correct the record",
            Self::CallToday => "1 call today",
            Self::WaitingForLetter => "2 waiting for a letter",
            Self::NotFinished => "3 not finished",
            Self::WaitUntil => "4 wait until",
            Self::ReadyToBook => "5 ready to book",
            Self::KindNo => "6 kind no",
        }
    }

    /// The next step where no finding gives one.
    pub(super) fn step(self) -> &'static str {
        match self {
            Self::FixRecord => "Correct what the column Problems says, and run it again.",
            Self::CallToday => "Call. No booking until a doctor has agreed.",
            Self::WaitingForLetter => "Ask for the letter. No booking before it is here.",
            Self::NotFinished => {
                "Ask the open safety questions. No booking before they are answered."
            }
            Self::WaitUntil => "Give the first possible time. No booking before it.",
            Self::ReadyToBook => "Book a consult.",
            Self::KindNo => "Say it kindly, and in person. Leave no reason in a message.",
        }
    }
}
