//! A pack compiled to one table of bitsets: what each answer leaves possible.
//!
//! Every clause of every condition is one bit. Each option of each question has a row of bits:
//! the clauses that this answer leaves possible. The clauses that hold are the AND over the questions.
//!
//! ```text
//! clause 0: hair_length is shaved          clause 1: hair_length is long and hair_loss is patchy
//! hair_length = long     leaves  0 1       (bit 0 on the left)
//! hair_loss = patchy     leaves  1 1       (clause 0 does not ask about it)
//! both together          leave   0 1       so the rule of clause 1 fires
//! hair_loss unknown      leaves  1 0       of the clauses that hold, and 1 1 of those that still can
//! ```

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::bits::{self, Bits};
use super::choices::Choices;
use super::clauses::Clauses;
use super::evaluator::{Evaluator, Layout};
use super::firing::RuleBits;
use super::privacy::Privacy;
use super::reading::{Applies, Reading};
use super::rows::{Rows, counting};
use super::rules::{CompiledRule, CompiledRules};
use super::safety::Safety;
use super::slots::Sizes;
use crate::pack::{
    Alternative, Answers, CallList, Clause, CostTable, Country, Cover, GuideItem, Pack, Price,
    QuestionIndex, Recovery, Row, Sessions, Unfit, Upkeep, Variant, Verdict,
};

/// A compiled pack.
#[derive(Debug, Clone)]
pub struct Table<'pack> {
    pack: &'pack Pack,
    clauses: Vec<&'pack Clause>,
    evaluator: Evaluator,
    nothing: Choices,
    /// In the order of findings: gates first, the most urgent before all, then the rest in pack order.
    rules: Vec<CompiledRule<'pack>>,
    safety: Safety,
    /// The questions that no rule reads, one bit each.
    neutral: Vec<u64>,
    pub(super) privacy: Privacy,
    /// The clauses of all rules, without their exceptions.
    rule_clauses: Bits,
    /// For each of them the place of its rule in the order of findings.
    owners: Vec<usize>,
    pub(super) rows: Rows,
    /// The country whose prices and numbers count unless another is asked for.
    country: Option<Country>,
    /// The day of the assessment, for dates among the answers.
    day: Option<NaiveDate>,
    guide: Vec<Vec<Option<Bits>>>,
    /// For each alternative the conditions of those whom it does not fit.
    unfit: Vec<Vec<Option<Bits>>>,
}

impl<'pack> Table<'pack> {
    /// Compiles a pack.
    pub fn new(pack: &'pack Pack) -> Self {
        Self::of(pack, Sizes::SMALL, None)
    }

    /// The same for people in a country: its prices and numbers count unless another is asked for.
    ///
    /// Of a country that the pack has no prices of, those of its first country count.
    pub fn new_in(pack: &'pack Pack, country: &Country) -> Self {
        Self::of(pack, Sizes::SMALL, Some(country))
    }

    /// The same to read a great many people: each takes less time, and compiling takes more.
    pub fn for_many(pack: &'pack Pack) -> Self {
        Self::of(pack, Sizes::LARGE, None)
    }

    /// The same as [`Self::for_many`] for people in a country, as [`Self::new_in`].
    pub fn for_many_in(pack: &'pack Pack, country: &Country) -> Self {
        Self::of(pack, Sizes::LARGE, Some(country))
    }

    fn of(pack: &'pack Pack, sizes: Sizes, country: Option<&Country>) -> Self {
        let mut clauses = Clauses::default();
        let when: Vec<_> = pack
            .questions
            .iter()
            .map(|question| clauses.add_any(question.when.as_ref()))
            .collect();
        let rows = Rows::new(&pack.expectations, country, &mut clauses);
        let open_end = clauses.0.len();
        let compiled = CompiledRules::new(pack, &mut clauses);
        let guide = (pack.guide.iter())
            .map(|section| {
                let items = section.items.iter();
                items
                    .map(|item| clauses.add_any(item.when.as_ref()))
                    .collect()
            })
            .collect();
        let unfit = (alternatives(pack).iter())
            .map(|alternative| {
                let unfit = alternative.unfit.iter();
                unfit
                    .map(|unfit| clauses.add_any(Some(&unfit.when)))
                    .collect()
            })
            .collect();
        let rules = (compiled.rules.iter()).map(|rule| (rule.variant, rule.when));
        let rules: Vec<_> = rules.collect();
        let layout = Layout {
            pack,
            clauses: &clauses.0,
            whens: &when,
            open_end,
            rules: RuleBits {
                rules: &rules,
                first_exception: compiled.first_exception,
                excepted: &compiled.excepted,
            },
        };
        let (evaluator, nothing) = Evaluator::new(&layout, sizes);
        Self {
            pack,
            clauses: clauses.0,
            evaluator,
            nothing,
            safety: Safety::of(pack, &when),
            neutral: neutral(pack),
            privacy: Privacy::of(pack, &when, rules.iter().map(|(variant, _)| *variant)),
            rules: compiled.rules,
            rule_clauses: compiled.clauses,
            owners: compiled.owners,
            rows,
            country: country.cloned(),
            day: None,
            guide,
            unfit,
        }
    }

    /// The same for assessments on a day, so that answers may be dates.
    #[must_use]
    pub fn on(self, day: NaiveDate) -> Self {
        Self {
            day: Some(day),
            ..self
        }
    }

    /// The day of the assessment, if it was given.
    pub fn day(&self) -> Option<NaiveDate> {
        self.day
    }

    /// The country whose prices and numbers count unless another is asked for.
    pub(super) fn country(&self) -> Option<&Country> {
        self.country.as_ref()
    }

    /// Whom to call in that country; in the pack's first one if none was given.
    pub fn contacts(&self) -> CallList<'pack> {
        CallList::in_country(self.pack, self.country())
    }

    /// The prices of that country; of the pack's first one if there are none.
    pub fn prices(&self) -> Option<&'pack CostTable> {
        self.pack.expectations.cost.get(self.rows.country)
    }

    /// The pack it was compiled from.
    pub fn pack(&self) -> &'pack Pack {
        self.pack
    }

    /// Reads a set of answers. Answers to questions that do not apply are passed over.
    pub fn read(&self, answers: &Answers) -> Reading {
        let mut reading = Reading::default();
        let mut choices = self.choices();
        choices.load(answers);
        if self.evaluator.read(&choices, &mut reading) {
            let inapplicable_answers: Vec<_> = reading.inapplicable_answers().collect();
            choices.load_except(answers, &inapplicable_answers);
            self.evaluator.read(&choices, &mut reading);
        }
        self.evaluator.complete(&choices, &mut reading);
        reading
    }

    /// Empty choices for this table.
    pub fn choices(&self) -> Choices {
        self.nothing.clone()
    }

    /// Reads what rules and expectations need, and not the guide, from the options chosen at each
    /// question. The reading is used again: a great many people are read without asking for memory.
    ///
    /// Nor does it tell whether a question concerns the person for certain.
    /// `None` if a question is answered that does not apply.
    pub fn read_chosen(&self, choices: &Choices, reading: &mut Reading) -> Option<()> {
        let is_inapplicable = self.evaluator.read(choices, reading);
        (!is_inapplicable).then_some(())
    }

    /// Places of the questions that apply, or may apply, and whose answer is unknown, in the order of asking.
    ///
    /// Those that no rule reads are not among them: they can wait until the person asks for them.
    #[inline]
    pub fn open_places(&self, reading: &Reading) -> impl Iterator<Item = usize> {
        let words = reading.open_words().zip(&self.neutral);
        bits::places(words.map(|(open, neutral)| open & !neutral))
    }

    /// How many safety questions are open: they apply, or may apply, and their answer is unknown.
    ///
    /// One that waits for the answer to another safety question is not counted as well.
    #[inline]
    pub fn open_safety(&self, reading: &Reading) -> u32 {
        self.safety.open(reading)
    }

    /// Returns true if an open question waits for the answer to another one, which is open as well.
    pub(super) fn is_waiting(&self, question: QuestionIndex, reading: &Reading) -> bool {
        reading.applies(question) == Applies::Maybe && !self.safety.is_independent(question)
    }

    /// Every variant of every rule, in the order of findings.
    pub fn rules(&self) -> impl Iterator<Item = Variant<'pack>> {
        self.rules.iter().map(|compiled| compiled.variant)
    }

    /// The variant at a place in [`Self::rules`].
    pub(super) fn variant(&self, place: usize) -> Option<Variant<'pack>> {
        self.rules.get(place).map(|compiled| compiled.variant)
    }

    /// Places in [`Self::rules`] of those that fire, ascending.
    pub fn fired_places(&self, reading: &Reading) -> impl Iterator<Item = usize> {
        self.fired_clauses(reading).map(|(place, _)| place)
    }

    /// The rules that fire, in the order of findings.
    pub fn fired(&self, reading: &Reading) -> impl Iterator<Item = Variant<'pack>> {
        let places = self.fired_places(reading);
        places.filter_map(|place| self.rules.get(place).map(|compiled| compiled.variant))
    }

    /// The same, each with all of its clauses that hold.
    pub(super) fn fired_with_clauses(
        &self,
        reading: &Reading,
    ) -> impl Iterator<Item = (Variant<'pack>, Vec<&'pack Clause>)> {
        let fired = self
            .fired_places(reading)
            .filter_map(|place| self.rules.get(place));
        fired.map(|compiled| {
            let holding = compiled
                .when
                .each()
                .filter(|&clause| bits::is_set(&reading.certain, clause));
            let clauses = holding.filter_map(|clause| self.clauses.get(clause).copied());
            (compiled.variant, clauses.collect())
        })
    }

    /// The verdict and the score: the worst of the score's band and of every gate that fired.
    #[inline]
    pub fn outcome(&self, reading: &Reading) -> (Verdict, i32) {
        let score = self.pack.base.saturating_add(reading.effects.points);
        let worst = reading.effects.worst();
        (worst.max(self.pack.band(score)), score)
    }

    /// The place of every rule that fires, with its first clause that holds.
    fn fired_clauses(&self, reading: &Reading) -> impl Iterator<Item = (usize, usize)> {
        let Bits { start, .. } = self.rule_clauses;
        let clauses = bits::places(reading.fired.iter().copied());
        clauses.filter_map(move |clause| Some((*self.owners.get(clause - start)?, clause)))
    }

    /// Questions asked by what could still give advice, change an expectation or show a text of the guide.
    pub fn undecided(&self, reading: &Reading) -> BTreeSet<QuestionIndex> {
        let remarking = self
            .rules
            .iter()
            .filter(|compiled| compiled.variant.optional_texts().next().is_some());
        let mut asked = BTreeSet::new();
        for compiled in remarking {
            // An exception to what cannot fire changes nothing.
            let mut when = compiled.when.each();
            if !when.any(|clause| bits::is_set(&reading.possible, clause)) {
                continue;
            }
            self.ask(compiled.when.each(), reading, &mut asked);
            self.ask(compiled.unless.iter().copied(), reading, &mut asked);
        }
        let texts = self.guide.iter().chain(&self.unfit);
        let texts = texts.flatten().copied().flatten();
        for condition in texts.chain(self.rows.conditions()) {
            self.ask(condition.each(), reading, &mut asked);
        }
        asked
    }

    /// Adds the questions that the clauses of a condition ask, unless it is decided.
    fn ask(
        &self,
        clauses: impl Iterator<Item = usize> + Clone,
        reading: &Reading,
        asked: &mut BTreeSet<QuestionIndex>,
    ) {
        let mut holding = clauses.clone();
        if holding.any(|clause| bits::is_set(&reading.certain, clause)) {
            return;
        }
        let possible = clauses
            .filter(|&clause| bits::is_set(&reading.possible, clause))
            .filter_map(|clause| self.clauses.get(clause));
        let requirements = possible.flat_map(|clause| &clause.requirements);
        asked.extend(requirements.map(|requirement| requirement.question));
    }

    /// The rows of the sessions, cost and recovery tables that count, as bits by place.
    ///
    /// `None` if a table has more rows than there are bits.
    pub fn counting_rows(&self, reading: &Reading) -> Option<[u64; 3]> {
        let cost = self.rows.cost.get(self.rows.country)?;
        let tables = [&self.rows.sessions, cost, &self.rows.recovery];
        let is_long = |table: &&Vec<_>| table.len() > 64;
        let bits = |table| counting(table, reading).fold(0, |bits, place| bits | 1 << place);
        (!tables.iter().any(is_long)).then(|| tables.map(|table| bits(table)))
    }

    /// All that [`Self::counting_rows`] depends on, if it is no more than four words.
    pub fn deciding_rows(&self, reading: &Reading) -> Option<[u64; 4]> {
        let [one, other] = self.rows.of_country?;
        let word = |words: &[u64], place: usize| words.get(place).copied().unwrap_or(0);
        Some([
            word(&reading.possible, 0) & one,
            word(&reading.possible, 1) & other,
            word(&reading.certain, 0) & one,
            word(&reading.certain, 1) & other,
        ])
    }

    /// The ranges that count, with the prices of the table's country.
    pub fn expected(&self, reading: &Reading) -> (Sessions, Price, Recovery) {
        (
            hull(&self.sessions(reading)),
            hull(&self.cost(self.rows.country, reading)),
            hull(&self.recovery(reading)),
        )
    }

    /// Rows of the sessions table that count.
    pub(super) fn sessions(&self, reading: &Reading) -> Vec<&'pack Row<Sessions>> {
        let places = counting(&self.rows.sessions, reading);
        at(&self.pack.expectations.sessions, places)
    }

    /// Rows of the cost table of the country at a position that count.
    pub(super) fn cost(&self, country: usize, reading: &Reading) -> Vec<&'pack Row<Price>> {
        let table = self.pack.expectations.cost.get(country);
        match (table, self.rows.cost.get(country)) {
            (Some(table), Some(bits)) => at(&table.rows, counting(bits, reading)),
            _ => Vec::new(),
        }
    }

    /// Rows of the recovery table that count.
    pub(super) fn recovery(&self, reading: &Reading) -> Vec<&'pack Row<Recovery>> {
        let places = counting(&self.rows.recovery, reading);
        at(&self.pack.expectations.recovery, places)
    }

    /// Rows of the upkeep table that count.
    pub(super) fn upkeep(&self, reading: &Reading) -> Vec<&'pack Row<Upkeep>> {
        let places = counting(&self.rows.upkeep, reading);
        at(&self.pack.expectations.upkeep, places)
    }

    /// Items of the guide that concern the person, section by section.
    pub(super) fn guide(&self, reading: &Reading) -> Vec<Vec<&'pack GuideItem>> {
        let sections = self.pack.guide.iter().zip(&self.guide);
        sections
            .map(|(section, bits)| {
                let items = section.items.iter().zip(bits);
                items
                    .filter(|(_, when)| when.is_none_or(|bits| reading.is_certain(bits)))
                    .map(|(item, _)| item)
                    .collect()
            })
            .collect()
    }

    /// For each alternative that the pack compares, why it does not fit the person; nothing where it may.
    pub(super) fn unfit(&self, reading: &Reading) -> Vec<Vec<&'pack Unfit>> {
        let alternatives = alternatives(self.pack).iter().zip(&self.unfit);
        alternatives
            .map(|(alternative, bits)| {
                let unfit = alternative.unfit.iter().zip(bits);
                unfit
                    .filter(|(_, when)| when.is_none_or(|bits| reading.is_certain(bits)))
                    .map(|(unfit, _)| unfit)
                    .collect()
            })
            .collect()
    }
}

/// The questions that no rule reads, one bit each.
fn neutral(pack: &Pack) -> Vec<u64> {
    let mut neutral = vec![0; bits::words_for(pack.questions.len())];
    for (place, question) in pack.questions.iter().enumerate() {
        if question.neutral.is_some() {
            bits::set(&mut neutral, place);
        }
    }
    neutral
}

/// The alternatives that a pack compares, the treatment among them.
fn alternatives(pack: &Pack) -> &[Alternative] {
    let comparison = pack.comparison.as_ref();
    comparison.map_or(&[], |comparison| &comparison.alternatives)
}

/// The smallest ranges that cover those of every row.
pub(super) fn hull<Content: Cover>(rows: &[&Row<Content>]) -> Content {
    let contents = rows.iter().map(|row| row.content);
    let hull = contents.reduce(Cover::union);
    hull.expect("every table has a row for everyone")
}

fn at<Content>(rows: &[Row<Content>], places: impl Iterator<Item = usize>) -> Vec<&Row<Content>> {
    places.filter_map(|place| rows.get(place)).collect()
}
