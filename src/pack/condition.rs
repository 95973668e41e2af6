//! Which answers a rule is about.

/// Any of several clauses.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(Default))] // no condition of a pack is without a clause
pub struct Condition {
    /// At least one clause.
    pub clauses: Vec<Clause>,
}

/// All of several requirements, each on another question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Clause {
    /// At least one requirement, in the order the questions are asked.
    pub requirements: Vec<Requirement>,
}

/// The answer to one question has at least one of these options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Requirement {
    /// The question it is about.
    pub question: QuestionIndex,
    /// The options that fulfill it.
    pub options: OptionSet,
}

impl Condition {
    /// Every requirement of every clause.
    pub fn requirements(&self) -> impl Iterator<Item = Requirement> {
        self.clauses
            .iter()
            .flat_map(|clause| clause.requirements.iter().copied())
    }

    /// Both conditions at once: a clause for each pair of theirs.
    ///
    /// Exact where no clause of one names a question of kind `many` that a clause of the other names too:
    /// "one of these boxes and one of those" is no requirement. The loader rules that out.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let pairs = self.clauses.iter().flat_map(|one| {
            let others = other.clauses.iter();
            others.filter_map(move |other| one.and(other))
        });
        Self {
            clauses: pairs.collect(),
        }
    }
}

impl Clause {
    /// Both clauses at once; `None` if no answer to a question that both name fulfills both.
    fn and(&self, other: &Self) -> Option<Self> {
        let mut both = self.requirements.clone();
        for &requirement in &other.requirements {
            let mut own = both.iter_mut();
            match own.find(|own| own.question == requirement.question) {
                Some(own) => {
                    own.options = own.options.intersection(requirement.options);
                    if own.options.is_empty() {
                        return None;
                    }
                }
                None => both.push(requirement),
            }
        }
        both.sort_by_key(|requirement| requirement.question);
        Some(Self { requirements: both })
    }
}

/// Names one question of a pack by its place in the order of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionIndex(usize);

impl QuestionIndex {
    pub(crate) fn new(position: usize) -> Self {
        Self(position)
    }

    /// The place in the order of asking, from 0.
    pub fn position(self) -> usize {
        self.0
    }
}

/// A set of options of one question, by position, or the reserved "none of these".
///
/// A known answer is such a set as well: one option for a question of kind `one`;
/// for `many` the ticked options, or [`OptionSet::NONE_OF_THESE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
pub struct OptionSet(u64);

impl OptionSet {
    /// Most options that a question may have: one bit each, and one for "none of these".
    pub const MAX_OPTIONS: usize = 63;
    /// No option at all; never an answer.
    pub const EMPTY: Self = Self(0);
    /// The answer `[]` to a question of kind `many`.
    pub const NONE_OF_THESE: Self = Self(1 << 63);

    /// The set of one option.
    ///
    /// # Panics
    /// If the position is not below [`Self::MAX_OPTIONS`], which the loader rules out.
    pub fn single(position: usize) -> Self {
        assert!(position < Self::MAX_OPTIONS, "the loader limits options");
        Self(1 << position)
    }

    /// This set and the other together.
    #[inline]
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns true if the two sets share an option.
    #[inline]
    pub fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What the two sets share.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in this set and not in the other.
    #[must_use]
    pub fn difference(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Returns true if nothing is in the set.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns true if the set holds the option at a position.
    pub fn contains(self, position: usize) -> bool {
        self.intersects(Self::single(position))
    }

    /// The position of the first option in the set; 63 for "none of these", 64 for none at all.
    #[inline]
    pub fn first(self) -> usize {
        self.0.trailing_zeros() as usize
    }

    /// The options in the set as bits by position, without "none of these".
    #[inline]
    pub fn bits(self) -> u64 {
        self.difference(Self::NONE_OF_THESE).0
    }

    /// Positions of the options in the set, ascending; "none of these" is not among them.
    pub fn positions(self) -> impl Iterator<Item = usize> {
        let mut left = self.difference(Self::NONE_OF_THESE).0;
        std::iter::from_fn(move || {
            let position = (left != 0).then_some(left.trailing_zeros() as usize);
            left &= left.wrapping_sub(1);
            position
        })
    }
}

impl FromIterator<usize> for OptionSet {
    fn from_iter<Positions: IntoIterator<Item = usize>>(positions: Positions) -> Self {
        positions.into_iter().fold(Self::EMPTY, |set, position| {
            set.union(Self::single(position))
        })
    }
}
