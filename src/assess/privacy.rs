//! Which answers of a pack are private, and what depends on them: worked out once for a pack.

use super::bits::Bits;
use super::reading::Reading;
use crate::pack::{Condition, Kind, OptionSet, Pack, Requirement, Variant};

/// Which answers of a pack are private, and what depends on them.
#[derive(Debug, Clone)]
pub(super) struct Privacy {
    /// For each question its private options.
    pub(super) options: Vec<OptionSet>,
    /// The questions that have some, each with them.
    pub(super) private: Vec<(usize, OptionSet)>,
    /// The questions that a private option can bring up, each with the clauses of its condition.
    pub(super) follow_ups: Vec<(usize, Bits)>,
    /// For each question when it may be listed as open.
    pub(super) listing: Vec<Listing>,
    /// For each rule in the order of findings, whether a private answer can be an exception to it.
    pub(super) is_exceptable: Vec<bool>,
    /// The same, whether its condition or its exception names a private answer.
    pub(super) names_private: Vec<bool>,
    score: ScoreSources,
}

/// When a question may be listed as open, for a person with private answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listing {
    Always,
    /// Where its condition certainly holds by the public answers.
    IfCertain(Bits),
    /// It has private options.
    Never,
}

/// The answers that can be private and change the score.
#[derive(Debug, Clone, PartialEq, Eq)]
enum ScoreSources {
    /// Those to these questions of kind `one`: a public answer to one of them leaves no room for a private one.
    Questions(Vec<usize>),
    /// A box is among them, which may be checked together with public ones.
    Boxes,
}

/// What private options lead to, question by question.
struct Marks<'pack> {
    pack: &'pack Pack,
    options: Vec<OptionSet>,
    /// For each question, true if a private option can bring it up.
    is_follow_up: Vec<bool>,
    /// The same for a private box: public boxes may be checked together with it.
    is_by_box: Vec<bool>,
}

impl Privacy {
    pub(super) fn of<'pack>(
        pack: &'pack Pack,
        whens: &[Option<Bits>],
        rules: impl Iterator<Item = Variant<'pack>> + Clone,
    ) -> Self {
        let marks = Marks::of(pack);
        let follow_ups = whens
            .iter()
            .enumerate()
            .zip(&marks.is_follow_up)
            .filter(|(_, is_follow_up)| **is_follow_up)
            .filter_map(|((place, when), _)| Some((place, (*when)?)));
        Self {
            follow_ups: follow_ups.collect(),
            listing: marks.listing(whens),
            is_exceptable: (rules.clone())
                .map(|variant| variant.unless().is_some_and(|unless| marks.name(unless)))
                .collect(),
            names_private: (rules.clone())
                .map(|variant| variant.conditions().any(|condition| marks.name(condition)))
                .collect(),
            score: marks.score_sources(rules),
            private: (marks.options.iter().copied().enumerate())
                .filter(|(_, options)| !options.is_empty())
                .collect(),
            options: marks.options,
        }
    }

    pub(super) fn options_of(&self, question: usize) -> OptionSet {
        self.options.get(question).copied().unwrap_or_default()
    }

    pub(super) fn answers_follow_up(&self, chosen: &[OptionSet]) -> bool {
        let mut follow_ups = self.follow_ups.iter();
        follow_ups.any(|&(place, _)| chosen.get(place).is_some_and(|chosen| !chosen.is_empty()))
    }

    /// Returns true if no private answer could have changed the score, as far as the public ones tell.
    pub(super) fn knows_score(&self, reading: &Reading) -> bool {
        match &self.score {
            ScoreSources::Boxes => false,
            ScoreSources::Questions(sources) => {
                !reading.open_places().any(|place| sources.contains(&place))
            }
        }
    }

    pub(super) fn is_listed(&self, place: usize, reading: &Reading) -> bool {
        match self.listing.get(place) {
            Some(Listing::Always) => true,
            Some(&Listing::IfCertain(when)) => reading.is_certain(when),
            Some(Listing::Never) | None => false,
        }
    }
}

impl<'pack> Marks<'pack> {
    /// Conditions name earlier questions only, so one pass in the order of asking finds all.
    fn of(pack: &'pack Pack) -> Self {
        let options = pack.questions.iter().map(|question| {
            let options = question.options.iter().enumerate();
            let private = options.filter(|(_, option)| option.private);
            private.map(|(position, _)| position).collect()
        });
        let mut marks = Self {
            pack,
            options: options.collect(),
            is_follow_up: Vec::new(),
            is_by_box: Vec::new(),
        };
        for question in &pack.questions {
            let when = question.when.iter().flat_map(Condition::requirements);
            let private: Vec<_> = when.filter(|asked| marks.names(*asked)).collect();
            let is_by_box = private.iter().any(|asked| marks.is_box(*asked));
            marks.is_follow_up.push(!private.is_empty());
            marks.is_by_box.push(is_by_box);
        }
        marks
    }

    /// Returns true if a condition names a private answer.
    fn name(&self, condition: &Condition) -> bool {
        condition.requirements().any(|asked| self.names(asked))
    }

    /// A private option, or any answer to a question that one can bring up.
    fn names(&self, asked: Requirement) -> bool {
        asked.options.intersects(self.options_of(asked)) || is_marked(&self.is_follow_up, asked)
    }

    /// Returns true if a public answer to the question leaves room for the private one that is named.
    fn is_box(&self, asked: Requirement) -> bool {
        let is_many = self.pack.question(asked.question).kind == Kind::Many;
        is_many && asked.options.intersects(self.options_of(asked))
            || is_marked(&self.is_by_box, asked)
    }

    fn options_of(&self, asked: Requirement) -> OptionSet {
        let options = self.options.get(asked.question.position());
        options.copied().unwrap_or_default()
    }

    fn listing(&self, whens: &[Option<Bits>]) -> Vec<Listing> {
        let mut listing: Vec<Listing> = Vec::new();
        for ((question, private), when) in self.pack.questions.iter().zip(&self.options).zip(whens)
        {
            let asked = question.when.iter().flat_map(Condition::requirements);
            let mut asked = asked.map(|asked| asked.question.position());
            let depends = asked.any(|place| listing.get(place) != Some(&Listing::Always));
            listing.push(match when {
                _ if !private.is_empty() => Listing::Never,
                Some(when) if depends => Listing::IfCertain(*when),
                _ => Listing::Always,
            });
        }
        listing
    }

    fn score_sources(&self, rules: impl Iterator<Item = Variant<'pack>>) -> ScoreSources {
        let scoring = rules.filter(|variant| variant.points().is_some());
        let asked = scoring
            .flat_map(Variant::conditions)
            .flat_map(Condition::requirements);
        let private: Vec<_> = asked.filter(|asked| self.names(*asked)).collect();
        if private.iter().any(|asked| self.is_box(*asked)) {
            return ScoreSources::Boxes;
        }
        let places = private.iter().map(|asked| asked.question.position());
        let mut places: Vec<_> = places.collect();
        places.sort_unstable();
        places.dedup();
        ScoreSources::Questions(places)
    }
}

fn is_marked(marks: &[bool], asked: Requirement) -> bool {
    let mark = marks.get(asked.question.position());
    mark.copied().unwrap_or(false)
}
