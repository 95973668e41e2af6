//! What may be shown of a person to others: what still holds once the private answers are taken away.
//!
//! Two readings by the one evaluator: of all answers, and of the public ones alone, as if the private
//! ones had not been given. What is shown is a function of the second. From the first come only the
//! verdicts of what is withheld. So two people with the same public answers differ, if at all, in these
//! verdicts, and never in which private option they chose.

use std::cmp::Reverse;

use super::bits::Bits;
use super::choices::Choices;
use super::reading::Reading;
use super::table::Table;
use crate::pack::{
    Answers, Condition, Kind, OptionSet, Pack, QuestionIndex, Requirement, Variant, Verdict,
};

/// What may be shown of a person with private answers. It is used again for a great many people.
#[derive(Debug, Clone, Default)]
pub struct PublicPart {
    /// What the public answers alone come to.
    pub reading: Reading,
    /// Places in [`Table::rules`] of the rules that fire and that no private answer could except.
    pub fired: Vec<usize>,
    /// Places of open questions. One with private options, or one that only such an option may bring
    /// up, is not among them: its absence would say that it was answered.
    pub open: Vec<usize>,
    /// The score, unless a private answer could have changed it.
    pub score: Option<i32>,
    /// The verdicts of the rules that fire and are not shown, the worst first and each once. Of cautions
    /// next to a stop nothing is said. Empty if no such rule has a verdict.
    pub withheld: Vec<Verdict>,
    /// The answers that are not private.
    kept: Vec<OptionSet>,
    /// Those answers for the table; kept so that no person asks for memory.
    choices: Option<Choices>,
}

/// Which answers of a pack are private, and what depends on them.
#[derive(Debug, Clone)]
pub(super) struct Privacy {
    /// For each question its private options.
    options: Vec<OptionSet>,
    /// The questions that a private option can bring up, each with the clauses of its condition.
    follow_ups: Vec<(usize, Bits)>,
    /// For each question when it may be listed as open.
    listing: Vec<Listing>,
    /// For each rule in the order of findings, whether a private answer can be an exception to it.
    is_exceptable: Vec<bool>,
    /// The same, whether its condition or its exception names a private answer.
    names_private: Vec<bool>,
    score: ScoreSources,
}

/// When a question may be listed as open, for a person with private answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listing {
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
    /// Whether a private option can bring the question up.
    is_follow_up: Vec<bool>,
    /// Whether a private box can: public boxes may be checked together with it.
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
            options: marks.options,
        }
    }

    /// Keeps the answers that are not private, and reads them; `false` if that is all of them.
    fn keep_public(&self, table: &Table, chosen: &[OptionSet], part: &mut PublicPart) -> bool {
        let mut options = chosen.iter().zip(&self.options);
        let is_private = options.any(|(chosen, private)| chosen.meets(*private));
        if !is_private && !self.answers_follow_up(chosen) {
            return false;
        }
        let PublicPart {
            kept,
            reading,
            choices,
            ..
        } = part;
        kept.clear();
        let options = chosen.iter().zip(&self.options);
        kept.extend(options.map(|(chosen, private)| chosen.without(*private)));
        let choices = choices.get_or_insert_with(|| table.choices());
        loop {
            choices.clear();
            for (place, &chosen) in kept.iter().enumerate() {
                choices.choose(place, chosen);
            }
            // An answer that does not apply any more is taken away below.
            _ = table.read_chosen(choices, reading);
            let mut is_stable = true;
            for &(place, when) in &self.follow_ups {
                let answer = kept.get_mut(place).filter(|answer| !answer.is_empty());
                if let Some(answer) = answer
                    && !reading.is_certain(when)
                {
                    *answer = OptionSet::EMPTY;
                    is_stable = false;
                }
            }
            if is_stable {
                return kept != chosen;
            }
        }
    }

    fn answers_follow_up(&self, chosen: &[OptionSet]) -> bool {
        let mut follow_ups = self.follow_ups.iter();
        follow_ups.any(|&(place, _)| chosen.get(place).is_some_and(|chosen| !chosen.is_empty()))
    }

    /// Returns true if no private answer could have changed the score, as far as the public ones tell.
    fn knows_score(&self, reading: &Reading) -> bool {
        match &self.score {
            ScoreSources::Boxes => false,
            ScoreSources::Questions(sources) => {
                !reading.open_places().any(|place| sources.contains(&place))
            }
        }
    }

    fn is_listed(&self, place: usize, reading: &Reading) -> bool {
        match self.listing.get(place) {
            Some(Listing::Always) => true,
            Some(&Listing::IfCertain(when)) => reading.is_certain(when),
            Some(Listing::Never) | None => false,
        }
    }
}

impl Table<'_> {
    /// The options of each question that are private; empty if the pack has none.
    pub fn private_options(&self) -> &[OptionSet] {
        let options = &self.privacy.options;
        let has_some = options.iter().any(|options| !options.is_empty());
        if has_some { options } else { &[] }
    }

    /// Returns true if a message that names the question may tell of a private answer: it has private
    /// options, or one of them can bring it up.
    pub fn may_be_private(&self, question: QuestionIndex) -> bool {
        let place = question.position();
        let mut follow_ups = self.privacy.follow_ups.iter();
        self.privacy.listing.get(place) == Some(&Listing::Never)
            || follow_ups.any(|&(follow_up, _)| follow_up == place)
    }

    /// Returns true if a condition or exception of the variant at a place in [`Self::rules`] names a
    /// private answer.
    pub fn names_private(&self, place: usize) -> bool {
        let named = self.privacy.names_private.get(place);
        named.copied().unwrap_or(false)
    }

    /// Finds what may be shown of a person who chose these options, with the rules that fire by all of
    /// them; `false` if nothing that they chose is private, so that everything may be.
    pub fn find_public_part(
        &self,
        chosen: &[OptionSet],
        fired: &[usize],
        part: &mut PublicPart,
    ) -> bool {
        let privacy = &self.privacy;
        if !privacy.keep_public(self, chosen, part) {
            return false;
        }
        let PublicPart {
            reading,
            fired: shown,
            open,
            ..
        } = part;
        let is_shown = |place: &usize| privacy.is_exceptable.get(*place) == Some(&false);
        shown.clear();
        self.fired_places(reading)
            .filter(is_shown)
            .for_each(|place| shown.push(place));
        open.clear();
        reading
            .open_places()
            .filter(|&place| privacy.is_listed(place, reading))
            .for_each(|place| open.push(place));
        let (_, score) = self.outcome(reading);
        part.score = privacy.knows_score(reading).then_some(score);
        self.withhold(fired, part);
        true
    }

    /// The same for answers; those to questions that do not apply are passed over.
    pub fn public_part_of(&self, answers: &Answers) -> Option<PublicPart> {
        let reading = self.read(answers);
        let places = 0..self.pack().questions.len();
        let chosen: Vec<_> = places
            .map(|place| {
                let known = answers.known(QuestionIndex::new(place));
                known.unwrap_or_default()
            })
            .collect();
        let fired: Vec<_> = self.fired_places(&reading).collect();
        let mut part = PublicPart::default();
        let has_private = self.find_public_part(&chosen, &fired, &mut part);
        has_private.then_some(part)
    }

    fn withhold(&self, fired: &[usize], part: &mut PublicPart) {
        let PublicPart {
            fired: shown,
            withheld: verdicts,
            ..
        } = part;
        verdicts.clear();
        // Places of rules that fire are ascending.
        let withheld = fired
            .iter()
            .filter(|place| shown.binary_search(place).is_err());
        verdicts.extend(withheld.filter_map(|&place| self.variant(place)?.verdict()));
        verdicts.sort_by_key(|verdict| Reverse(*verdict));
        verdicts.dedup();
        if verdicts.first().copied().is_some_and(Verdict::is_stop) {
            verdicts.retain(|verdict| verdict.is_stop());
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
        asked.options.meets(self.options_of(asked)) || is_marked(&self.is_follow_up, asked)
    }

    /// Returns true if a public answer to the question leaves room for the private one that is named.
    fn is_box(&self, asked: Requirement) -> bool {
        let is_many = self.pack.question(asked.question).kind == Kind::Many;
        is_many && asked.options.meets(self.options_of(asked)) || is_marked(&self.is_by_box, asked)
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
