//! What a result has beyond its first screen.

/// Something to read more about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Every reason with its sources, and every step.
    Why,
    /// What would change the result, and which open questions could.
    Changes,
    /// How this kind of hair loss continues.
    Condition,
    /// Visits, prices and upkeep.
    Costs,
    /// What is normal after a visit, when to get help, and the days one by one.
    Recovery,
    /// What can go wrong.
    Risks,
    /// What SMP is, and what to expect of it over the years.
    Results,
    /// What else there is.
    Options,
    /// How often harm was seen, and how often it worked.
    Chances,
    /// What speaks for each option on the points that matter to the person.
    Matters,
    /// What to ask before paying.
    Questions,
    /// What the result rests on, what is worth a second look, and where sources disagree.
    Certainty,
    /// Everything that the result cites.
    Sources,
}

impl Topic {
    /// Each, in the order of a whole page.
    pub const ALL: [Self; 13] = [
        Self::Why,
        Self::Changes,
        Self::Condition,
        Self::Costs,
        Self::Recovery,
        Self::Risks,
        Self::Results,
        Self::Options,
        Self::Chances,
        Self::Matters,
        Self::Questions,
        Self::Certainty,
        Self::Sources,
    ];

    /// The word for it on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Why => "why",
            Self::Changes => "changes",
            Self::Condition => "condition",
            Self::Costs => "costs",
            Self::Recovery => "recovery",
            Self::Risks => "risks",
            Self::Results => "results",
            Self::Options => "options",
            Self::Chances => "chances",
            Self::Matters => "matters",
            Self::Questions => "questions",
            Self::Certainty => "certainty",
            Self::Sources => "sources",
        }
    }

    /// What it has, in a line of help.
    pub fn summary(self) -> &'static str {
        match self {
            Self::Why => "Every reason with its sources, and every step",
            Self::Changes => "What would change the result",
            Self::Condition => "Your kind of hair loss, and when to see a doctor",
            Self::Costs => "Visits, prices and upkeep, over the years too",
            Self::Recovery => "What is normal, when to get help, and the days one by one",
            Self::Risks => "What can go wrong",
            Self::Results => "What SMP can and cannot do",
            Self::Options => "SMP and other options side by side",
            Self::Chances => "Harms and good results in pictures",
            Self::Matters => "What speaks for and against each option, for you",
            Self::Questions => "What to ask before you pay",
            Self::Certainty => "What the result rests on, and where sources disagree",
            Self::Sources => "Everything that the result cites",
        }
    }

    /// What it is about, as a heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Why => "More about why",
            Self::Changes => "What would change the result",
            Self::Condition => "Your kind of hair loss",
            Self::Costs => "Visits, cost and upkeep",
            Self::Recovery => "Recovery, day by day",
            Self::Risks => "Risks and side effects",
            Self::Results => "What SMP can and cannot do",
            Self::Options => "SMP and other options",
            Self::Chances => "Harms and results in pictures",
            Self::Matters => "What matters to you",
            Self::Questions => "Questions to ask before you pay",
            Self::Certainty => "How certain this is",
            Self::Sources => "Sources",
        }
    }
}
