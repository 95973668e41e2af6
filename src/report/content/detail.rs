//! How much of a result the first screen says.

/// How much the first screen explains. A person with many stops reads fewer words about each: every one is
/// named, and the topics have the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct SummaryDetail {
    /// Most stops and cautions that are explained; the others are only named.
    pub(super) explained: usize,
    /// Most stops and cautions with a line each; the others are named in a sentence.
    pub(super) lines: usize,
    /// Most findings that only score with a line each; the others are one sum.
    pub(super) points: usize,
    /// Most steps shown.
    pub(super) steps: usize,
    /// Most improvements shown.
    pub(super) improvements: usize,
    pub(super) expectations: ExpectationDepth,
    pub(super) citations: Citations,
}

/// Shows or leaves out the numbers of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Citations {
    /// On a page that lists the sources.
    Shown,
    /// On a screen.
    LeftOut,
}

/// How much is said about what to expect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ExpectationDepth {
    /// Visits, cost, healing, upkeep and risks.
    Whole,
    /// Visits, cost and risks.
    Brief,
}

impl SummaryDetail {
    /// Every reason, however many there are: for a page, not for a screen.
    pub(in crate::report) const FULL: Self = Self {
        explained: usize::MAX,
        lines: usize::MAX,
        points: usize::MAX,
        steps: usize::MAX,
        improvements: 3,
        expectations: ExpectationDepth::Whole,
        citations: Citations::Shown,
    };

    /// From the most words to the fewest.
    pub(in crate::report) const SHORTER: [Self; 11] = [
        Self::short(10, 5, 3, ExpectationDepth::Whole),
        Self::short(10, 4, 2, ExpectationDepth::Whole),
        Self::short(10, 3, 1, ExpectationDepth::Whole),
        Self::short(6, 3, 1, ExpectationDepth::Whole),
        Self::short(4, 3, 1, ExpectationDepth::Whole),
        Self::short(4, 2, 1, ExpectationDepth::Brief),
        Self::short(3, 2, 1, ExpectationDepth::Brief),
        Self::short(2, 2, 0, ExpectationDepth::Brief),
        Self::short(1, 2, 0, ExpectationDepth::Brief),
        Self::short(0, 2, 0, ExpectationDepth::Brief),
        Self::short(0, 1, 0, ExpectationDepth::Brief),
    ];

    const fn short(
        explained: usize,
        steps: usize,
        improvements: usize,
        expectations: ExpectationDepth,
    ) -> Self {
        Self {
            explained,
            lines: 10,
            points: 5,
            steps,
            improvements,
            expectations,
            citations: Citations::LeftOut,
        }
    }
}

/// How a person who has read the first screen can read more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadMore {
    /// Options of the command line, which are named.
    Options,
    /// A menu, which follows.
    Menu,
}
