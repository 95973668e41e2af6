//! A pack compiled to one table: what each answer leaves possible.
//!
//! Every clause of every condition is one bit. Each option of each question has a row of bits:
//! the clauses that this answer leaves possible. The clauses that hold are the AND over the questions.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::bits::{self, Bits};
use super::column::Column;
use super::reading::{Reading, fold};
use super::rows::{Rows, counting};
use crate::answers::Answers;
use crate::pack::{
    Clause, Condition, GuideItem, Hull, OptionSet, Pack, Price, QuestionIndex, Recovery, Row, Rule,
    Sessions, Upkeep, Verdict,
};

/// A compiled pack.
#[derive(Debug, Clone)]
pub struct Table<'pack> {
    pack: &'pack Pack,
    clauses: Vec<&'pack Clause>,
    columns: Vec<Column>,
    /// In the order of findings: gates first, the most urgent before all, then the rest in pack order.
    rules: Vec<CompiledRule<'pack>>,
    /// The bit after the last of the questions and the rows, whose clauses are also asked whether they
    /// are possible.
    open_end: usize,
    /// The bit after the last of the rules, after which there is only the guide.
    rules_end: usize,
    /// The clauses of all rules, without their exceptions.
    rule_clauses: Bits,
    /// For each of them the place of its rule.
    owners: Vec<usize>,
    pub(super) rows: Rows,
    guide: Vec<Vec<Option<Bits>>>,
}

#[derive(Debug, Clone)]
struct CompiledRule<'pack> {
    rule: &'pack Rule,
    when: Bits,
    unless: Option<Bits>,
}

impl<'pack> Table<'pack> {
    /// Compiles a pack.
    pub fn new(pack: &'pack Pack) -> Self {
        let mut clauses = Clauses::default();
        let when: Vec<_> = pack
            .questions
            .iter()
            .map(|question| clauses.add_any(question.when.as_ref()))
            .collect();
        let rows = Rows::new(&pack.expectations, &mut clauses);
        let open_end = clauses.0.len();
        let mut ordered: Vec<_> = pack.rules.iter().collect();
        ordered.sort_by_key(|rule| (!rule.urgent, Reverse(rule.verdict)));
        let start = clauses.0.len();
        let rule_whens: Vec<_> = ordered.iter().map(|rule| clauses.add(&rule.when)).collect();
        let rule_clauses = Bits {
            start,
            end: clauses.0.len(),
        };
        let numbered = rule_whens.iter().enumerate();
        let owners = numbered.flat_map(|(place, when)| (when.start..when.end).map(move |_| place));
        let owners = owners.collect();
        let rules = ordered.into_iter().zip(rule_whens);
        let rules = rules
            .map(|(rule, when)| CompiledRule {
                rule,
                when,
                unless: clauses.add_any(rule.unless.as_ref()),
            })
            .collect();
        let rules_end = clauses.0.len();
        let guide = (pack.guide.iter())
            .map(|section| {
                let items = section.items.iter();
                items
                    .map(|item| clauses.add_any(item.when.as_ref()))
                    .collect()
            })
            .collect();
        let columns = pack
            .numbered_questions()
            .zip(when)
            .map(|((index, question), when)| Column::new(index, question, when, &clauses.0))
            .collect();
        Self {
            pack,
            clauses: clauses.0,
            columns,
            rules,
            open_end,
            rules_end,
            rule_clauses,
            owners,
            rows,
            guide,
        }
    }

    /// The pack it was compiled from.
    pub fn pack(&self) -> &'pack Pack {
        self.pack
    }

    /// Reads a set of answers. Answers to questions that do not apply are passed over.
    pub fn read(&self, answers: &Answers) -> Reading {
        let mut reading = Reading::default();
        let questions = 0..self.columns.len();
        let known = |position| answers.known(QuestionIndex::new(position));
        let chosen: Vec<_> = questions
            .map(|position| known(position).unwrap_or_default())
            .collect();
        let width = bits::width_for(self.clauses.len());
        match width {
            4 => fold::<true, _, _>(
                &self.columns,
                ([u64::MAX; 4], [u64::MAX; 4]),
                &chosen,
                &mut reading,
            ),
            8 => fold::<true, _, _>(
                &self.columns,
                ([u64::MAX; 8], [u64::MAX; 8]),
                &chosen,
                &mut reading,
            ),
            _ => {
                let full = vec![u64::MAX; width];
                fold::<true, _, _>(&self.columns, (full.clone(), full), &chosen, &mut reading);
            }
        }
        reading
    }

    /// Reads what rules and expectations need, and not the guide, from the options chosen at each
    /// question. The reading is used again: a great many people are read without asking for memory.
    ///
    /// Nor does it tell whether a question concerns the person for certain.
    /// `None` if a question is answered that does not apply.
    pub fn read_chosen(&self, chosen: &[OptionSet], reading: &mut Reading) -> Option<()> {
        let columns = &self.columns;
        let width = bits::width_for(self.rules_end);
        match (width, bits::words_for(self.open_end)) {
            (4, 1) => fold::<false, _, _>(columns, ([u64::MAX; 4], [u64::MAX; 1]), chosen, reading),
            (4, _) => fold::<false, _, _>(columns, ([u64::MAX; 4], [u64::MAX; 4]), chosen, reading),
            (8, 1..=4) => {
                fold::<false, _, _>(columns, ([u64::MAX; 8], [u64::MAX; 4]), chosen, reading);
            }
            (width, open) => {
                let full = |words| vec![u64::MAX; words];
                fold::<false, _, _>(columns, (full(width), full(open)), chosen, reading);
            }
        }
        (!reading.is_astray()).then_some(())
    }

    /// Every rule, in the order of findings.
    pub fn rules(&self) -> impl Iterator<Item = &'pack Rule> {
        self.rules.iter().map(|compiled| compiled.rule)
    }

    /// Places in [`Self::rules`] of those that fire, ascending.
    pub fn fired_places(&self, reading: &Reading) -> impl Iterator<Item = usize> {
        self.fired_clauses(reading).map(|(place, _)| place)
    }

    /// The rules that fire, in the order of findings.
    pub fn fired(&self, reading: &Reading) -> impl Iterator<Item = &'pack Rule> {
        let places = self.fired_places(reading);
        places.filter_map(|place| self.rules.get(place).map(|compiled| compiled.rule))
    }

    /// The same, each with the clause that holds.
    pub(super) fn fired_with_clauses(
        &self,
        reading: &Reading,
    ) -> impl Iterator<Item = (&'pack Rule, &'pack Clause)> {
        let fired = self.fired_clauses(reading);
        fired.filter_map(|(place, clause)| {
            Some((self.rules.get(place)?.rule, *self.clauses.get(clause)?))
        })
    }

    /// The verdict and the score: the worst of the score's band and of every gate that fired.
    pub fn outcome(&self, reading: &Reading) -> (Verdict, i32) {
        let mut worst = Verdict::Suitable;
        let mut score = self.pack.base;
        for rule in self.fired(reading) {
            worst = worst.max(rule.verdict.unwrap_or(worst));
            score = score.saturating_add(rule.points.unwrap_or(0));
        }
        (worst.max(self.pack.band(score)), score)
    }

    /// The place of every rule that fires, with its first clause that holds.
    fn fired_clauses(&self, reading: &Reading) -> impl Iterator<Item = (usize, usize)> {
        let Bits { start, .. } = self.rule_clauses;
        let mut last = None;
        let clauses = self.rule_clauses.set(&reading.certain);
        clauses.filter_map(move |clause| {
            let place = *self.owners.get(clause - start)?;
            if last.replace(place) == Some(place) {
                return None;
            }
            let unless = self.rules.get(place)?.unless;
            let is_excepted = unless.is_some_and(|unless| reading.is_certain(unless));
            (!is_excepted).then_some((place, clause))
        })
    }

    /// Questions asked by what could still give advice, change an expectation or show a text of the guide.
    pub fn undecided(&self, reading: &Reading) -> BTreeSet<QuestionIndex> {
        let advising = self.rules.iter();
        let advising = advising.filter(|compiled| compiled.rule.advice.is_some());
        let advice = advising.flat_map(|compiled| [Some(compiled.when), compiled.unless]);
        let guide = self.guide.iter().flatten().copied();
        let mut asked = BTreeSet::new();
        for bits in (advice.chain(guide).flatten()).chain(self.rows.conditions()) {
            if reading.is_certain(bits) {
                continue;
            }
            for clause in bits.set(&reading.possible) {
                let requirements = self.clauses.get(clause).into_iter();
                let requirements = requirements.flat_map(|clause| &clause.requirements);
                asked.extend(requirements.map(|requirement| requirement.question));
            }
        }
        asked
    }

    /// The rows of the sessions, first cost and recovery tables that count, as bits by place.
    ///
    /// `None` if a table has more rows than there are bits.
    pub fn counting_rows(&self, reading: &Reading) -> Option<[u64; 3]> {
        let cost = self.rows.cost.first()?;
        let tables = [&self.rows.sessions, cost, &self.rows.recovery];
        let is_long = |table: &&Vec<_>| table.len() > 64;
        let bits = |table| counting(table, reading).fold(0, |bits, place| bits | 1 << place);
        (!tables.iter().any(is_long)).then(|| tables.map(|table| bits(table)))
    }

    /// The ranges that count, with the prices of the first country.
    pub fn expected(&self, reading: &Reading) -> (Sessions, Price, Recovery) {
        (
            hull(&self.sessions(reading)),
            hull(&self.cost(0, reading)),
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
}

/// The smallest ranges that cover those of every row.
pub(super) fn hull<Content: Hull>(rows: &[&Row<Content>]) -> Content {
    let contents = rows.iter().map(|row| row.content);
    let hull = contents.reduce(Hull::hull);
    hull.expect("every table has a row for everybody")
}

fn at<Content>(rows: &[Row<Content>], places: impl Iterator<Item = usize>) -> Vec<&Row<Content>> {
    places.filter_map(|place| rows.get(place)).collect()
}

/// Collects clauses and numbers them.
#[derive(Default)]
pub(super) struct Clauses<'pack>(Vec<&'pack Clause>);

impl<'pack> Clauses<'pack> {
    fn add(&mut self, condition: &'pack Condition) -> Bits {
        let start = self.0.len();
        self.0.extend(&condition.clauses);
        Bits {
            start,
            end: self.0.len(),
        }
    }

    pub(super) fn add_any(&mut self, condition: Option<&'pack Condition>) -> Option<Bits> {
        condition.map(|condition| self.add(condition))
    }
}
