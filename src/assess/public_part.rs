//! What may be shown of a person to others: what still holds once the private answers are taken away.
//!
//! Two readings by the one evaluator: of all answers, and of the public ones alone, as if the private
//! ones had not been given. What is shown is a function of the second. From the first come only the
//! verdicts of what is withheld. So two people with the same public answers differ, if at all, in these
//! verdicts, and never in which private option they chose.

use std::cmp::Reverse;

use super::choices::Choices;
use super::privacy::Listing;
use super::reading::Reading;
use super::table::Table;
use crate::pack::{Answers, OptionSet, QuestionIndex, Verdict};

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
    /// For each question that a private option can bring up, what is left of its answer.
    follow_ups: Vec<OptionSet>,
    /// The answers that are not private, for the table; kept so that no person asks for memory.
    choices: Option<Choices>,
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

    /// Finds what may be shown of a person; `false` if nothing that they chose is private, so that everything
    /// may be. `chosen` and `choices` are the same answers, by question and for the table; `fired` are the
    /// rules that fire by all of them.
    pub fn find_public_part(
        &self,
        chosen: &[OptionSet],
        choices: &Choices,
        fired: &[usize],
        part: &mut PublicPart,
    ) -> bool {
        let privacy = &self.privacy;
        if !self.keep_public(chosen, choices, part) {
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
        self.open_places(reading)
            .filter(|&place| privacy.is_listed(place, reading))
            .for_each(|place| open.push(place));
        let (_, score) = self.outcome(reading);
        part.score = privacy.knows_score(reading).then_some(score);
        self.withhold(fired, part);
        true
    }

    /// Keeps the answers that are not private, and reads them; `false` if that is all of them.
    fn keep_public(&self, chosen: &[OptionSet], all: &Choices, part: &mut PublicPart) -> bool {
        let privacy = &self.privacy;
        let of = |place: usize| chosen.get(place).copied().unwrap_or_default();
        let mut private = privacy.private.iter();
        let is_private = private.any(|&(place, private)| of(place).intersects(private));
        if !is_private && !privacy.answers_follow_up(chosen) {
            return false;
        }
        let PublicPart {
            follow_ups,
            reading,
            choices,
            ..
        } = part;
        let choices = choices.get_or_insert_with(|| self.choices());
        choices.copy_from(all);
        for &(place, private) in &privacy.private {
            let answer = of(place);
            if answer.intersects(private) {
                choices.take_back(place, answer);
                choices.choose(place, answer.difference(private));
            }
        }
        follow_ups.clear();
        let places = privacy.follow_ups.iter().map(|&(place, _)| place);
        follow_ups.extend(places.map(|place| of(place).difference(privacy.options_of(place))));
        let mut is_changed = is_private;
        loop {
            // An answer that does not apply any more is taken away below.
            _ = self.read_chosen(choices, reading);
            let mut is_stable = true;
            for (&(place, when), answer) in privacy.follow_ups.iter().zip(follow_ups.iter_mut()) {
                if !answer.is_empty() && !reading.is_certain(when) {
                    choices.take_back(place, *answer);
                    *answer = OptionSet::EMPTY;
                    is_stable = false;
                    is_changed = true;
                }
            }
            if is_stable {
                return is_changed;
            }
        }
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
        let mut choices = self.choices();
        choices.load(answers);
        let mut part = PublicPart::default();
        let has_private = self.find_public_part(&chosen, &choices, &fired, &mut part);
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
