//! A pack compiled to one table: what each answer leaves possible.
//!
//! Every clause of every condition is one bit. Each option of each question has a row of bits:
//! the clauses that this answer leaves possible. The clauses that hold are the AND over the questions.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::answers::Answers;
use crate::pack::{
    Clause, Condition, GuideItem, OptionSet, Pack, Price, Question, QuestionIndex, Recovery, Row,
    Rule, Sessions, Upkeep,
};

/// A compiled pack.
#[derive(Debug, Clone)]
pub struct Table<'pack> {
    pack: &'pack Pack,
    clauses: Vec<&'pack Clause>,
    columns: Vec<Column>,
    rules: Vec<CompiledRule>,
    expectations: CompiledExpectations,
    guide: Vec<Vec<Option<Bits>>>,
}

/// The clauses of one condition: neighboring bits.
type Bits = Range<usize>;

#[derive(Debug, Clone)]
struct CompiledRule {
    when: Bits,
    unless: Option<Bits>,
}

#[derive(Debug, Clone)]
struct CompiledExpectations {
    sessions: Vec<Option<Bits>>,
    cost: Vec<Vec<Option<Bits>>>,
    recovery: Vec<Option<Bits>>,
    upkeep: Vec<Option<Bits>>,
}

/// What the answers to one question leave possible.
#[derive(Debug, Clone)]
struct Column {
    when: Option<Bits>,
    /// Clauses that do not ask this question.
    silent: BitRow,
    options: Vec<BitRow>,
    none_of_these: BitRow,
}

/// One bit for each clause of the pack.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct BitRow(Vec<u64>);

/// Whether a question concerns a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applies {
    /// It does.
    Yes,
    /// It depends on an answer that is unknown.
    Maybe,
    /// It does not.
    No,
}

/// What one set of answers makes of every condition of the pack.
#[derive(Debug, Clone)]
pub struct Reading {
    certain: BitRow,
    possible: BitRow,
    applies: Vec<Applies>,
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
        let rules = pack
            .rules
            .iter()
            .map(|rule| CompiledRule {
                when: clauses.add(&rule.when),
                unless: clauses.add_any(rule.unless.as_ref()),
            })
            .collect();
        let expectations = CompiledExpectations {
            sessions: clauses.add_rows(&pack.expectations.sessions),
            cost: (pack.expectations.cost.iter())
                .map(|table| clauses.add_rows(&table.rows))
                .collect(),
            recovery: clauses.add_rows(&pack.expectations.recovery),
            upkeep: clauses.add_rows(&pack.expectations.upkeep),
        };
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
            expectations,
            guide,
        }
    }

    /// The pack it was compiled from.
    pub fn pack(&self) -> &'pack Pack {
        self.pack
    }

    /// Reads a set of answers. Answers to questions that do not apply are passed over.
    pub fn read(&self, answers: &Answers) -> Reading {
        let mut certain = BitRow::full(self.clauses.len());
        let mut possible = certain.clone();
        let mut applies = Vec::with_capacity(self.columns.len());
        for (position, column) in self.columns.iter().enumerate() {
            // A question's condition names earlier questions only, so its bits are final by now.
            let applies_here = match &column.when {
                None => Applies::Yes,
                Some(when) if certain.any(when) => Applies::Yes,
                Some(when) if possible.any(when) => Applies::Maybe,
                Some(_) => Applies::No,
            };
            applies.push(applies_here);
            let known = match applies_here {
                Applies::Yes | Applies::Maybe => answers.known(QuestionIndex::new(position)),
                Applies::No => None,
            };
            if let Some(chosen) = known {
                let row = column.row(chosen);
                certain.and(&row);
                possible.and(&row);
            } else {
                certain.and(&column.silent);
                if applies_here == Applies::No {
                    possible.and(&column.silent);
                }
            }
        }
        Reading {
            certain,
            possible,
            applies,
        }
    }

    /// The rules that fire, in pack order, each with the clause that holds.
    pub(super) fn fired(
        &self,
        reading: &Reading,
    ) -> impl Iterator<Item = (&'pack Rule, &'pack Clause)> {
        let compiled = self.pack.rules.iter().zip(&self.rules);
        let fired: Vec<_> = compiled
            .filter_map(|(rule, bits)| {
                let clause = reading.certain.first(&bits.when)?;
                let excepted = (bits.unless.as_ref()).is_some_and(|bits| reading.certain.any(bits));
                (!excepted).then_some((rule, *self.clauses.get(clause)?))
            })
            .collect();
        fired.into_iter()
    }

    /// Questions asked by what could still give advice, change an expectation or show a text of the guide.
    pub fn undecided(&self, reading: &Reading) -> BTreeSet<QuestionIndex> {
        let rules = self.pack.rules.iter().zip(&self.rules);
        let advice = rules
            .filter(|(rule, _)| rule.advice.is_some())
            .flat_map(|(_, bits)| [Some(&bits.when), bits.unless.as_ref()]);
        let expectations = &self.expectations;
        let cost = expectations.cost.iter();
        let rows = [
            &expectations.sessions,
            &expectations.recovery,
            &expectations.upkeep,
        ];
        let rows = rows.into_iter().chain(cost).flatten().map(Option::as_ref);
        let guide = self.guide.iter().flatten().map(Option::as_ref);
        let mut asked = BTreeSet::new();
        for bits in advice.chain(rows).chain(guide).flatten() {
            if reading.certain.any(bits) {
                continue;
            }
            for clause in bits.clone().filter(|&clause| reading.possible.get(clause)) {
                let requirements = self.clauses.get(clause).into_iter();
                let requirements = requirements.flat_map(|clause| &clause.requirements);
                asked.extend(requirements.map(|requirement| requirement.question));
            }
        }
        asked
    }

    /// Rows of the sessions table that count.
    pub(super) fn sessions(&self, reading: &Reading) -> Vec<&'pack Row<Sessions>> {
        counting(
            &self.pack.expectations.sessions,
            &self.expectations.sessions,
            reading,
        )
    }

    /// Rows of the cost table of the country at a position that count.
    pub(super) fn cost(&self, country: usize, reading: &Reading) -> Vec<&'pack Row<Price>> {
        let table = self.pack.expectations.cost.get(country);
        let bits = self.expectations.cost.get(country);
        match (table, bits) {
            (Some(table), Some(bits)) => counting(&table.rows, bits, reading),
            _ => Vec::new(),
        }
    }

    /// Rows of the recovery table that count.
    pub(super) fn recovery(&self, reading: &Reading) -> Vec<&'pack Row<Recovery>> {
        counting(
            &self.pack.expectations.recovery,
            &self.expectations.recovery,
            reading,
        )
    }

    /// Rows of the upkeep table that count.
    pub(super) fn upkeep(&self, reading: &Reading) -> Vec<&'pack Row<Upkeep>> {
        counting(
            &self.pack.expectations.upkeep,
            &self.expectations.upkeep,
            reading,
        )
    }

    /// Items of the guide that concern the person, section by section.
    pub(super) fn guide(&self, reading: &Reading) -> Vec<Vec<&'pack GuideItem>> {
        let sections = self.pack.guide.iter().zip(&self.guide);
        sections
            .map(|(section, bits)| {
                let items = section.items.iter().zip(bits);
                items
                    .filter(|(_, when)| when.as_ref().is_none_or(|bits| reading.certain.any(bits)))
                    .map(|(item, _)| item)
                    .collect()
            })
            .collect()
    }
}

/// Every row that could be the first to match: up to the first that certainly does.
fn counting<'pack, Content>(
    rows: &'pack [Row<Content>],
    bits: &[Option<Bits>],
    reading: &Reading,
) -> Vec<&'pack Row<Content>> {
    let mut counting = Vec::new();
    for (row, when) in rows.iter().zip(bits) {
        let Some(when) = when else {
            counting.push(row);
            break;
        };
        if reading.possible.any(when) {
            counting.push(row);
        }
        if reading.certain.any(when) {
            break;
        }
    }
    counting
}

impl Reading {
    /// Whether a question concerns the person.
    pub fn applies(&self, question: QuestionIndex) -> Applies {
        *self
            .applies
            .get(question.position())
            .expect("a question index comes from this pack")
    }
}

/// Collects clauses and numbers them.
#[derive(Default)]
struct Clauses<'pack>(Vec<&'pack Clause>);

impl<'pack> Clauses<'pack> {
    fn add(&mut self, condition: &'pack Condition) -> Bits {
        let start = self.0.len();
        self.0.extend(&condition.clauses);
        start..self.0.len()
    }

    fn add_any(&mut self, condition: Option<&'pack Condition>) -> Option<Bits> {
        condition.map(|condition| self.add(condition))
    }

    fn add_rows<Content>(&mut self, rows: &'pack [Row<Content>]) -> Vec<Option<Bits>> {
        rows.iter()
            .map(|row| self.add_any(row.when.as_ref()))
            .collect()
    }
}

impl Column {
    fn new(
        index: QuestionIndex,
        question: &Question,
        when: Option<Bits>,
        clauses: &[&Clause],
    ) -> Self {
        let mut silent = BitRow::full(clauses.len());
        let mut asked = Vec::new();
        for (bit, clause) in clauses.iter().enumerate() {
            let mut requirements = clause.requirements.iter();
            if let Some(requirement) =
                requirements.find(|requirement| requirement.question == index)
            {
                silent.clear(bit);
                asked.push((bit, requirement.options));
            }
        }
        let row = |answer: OptionSet| {
            let mut row = silent.clone();
            for (bit, options) in &asked {
                if options.meets(answer) {
                    row.set(*bit);
                }
            }
            row
        };
        Self {
            when,
            options: (0..question.options.len())
                .map(|position| row(OptionSet::single(position)))
                .collect(),
            none_of_these: row(OptionSet::NONE_OF_THESE),
            silent,
        }
    }

    /// The clauses that an answer leaves possible: those that any of its options leaves.
    fn row(&self, chosen: OptionSet) -> BitRow {
        let mut row = self.silent.clone();
        for (position, option) in self.options.iter().enumerate() {
            if chosen.contains(position) {
                row.or(option);
            }
        }
        if chosen.meets(OptionSet::NONE_OF_THESE) {
            row.or(&self.none_of_these);
        }
        row
    }
}

impl BitRow {
    fn full(bits: usize) -> Self {
        Self(vec![u64::MAX; bits.div_ceil(64)])
    }

    fn and(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word &= other;
        }
    }

    fn or(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word |= other;
        }
    }

    fn set(&mut self, bit: usize) {
        if let Some(word) = self.0.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    }

    fn clear(&mut self, bit: usize) {
        if let Some(word) = self.0.get_mut(bit / 64) {
            *word &= !(1 << (bit % 64));
        }
    }

    fn get(&self, bit: usize) -> bool {
        self.0
            .get(bit / 64)
            .is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    fn first(&self, bits: &Bits) -> Option<usize> {
        bits.clone().find(|&bit| self.get(bit))
    }

    fn any(&self, bits: &Bits) -> bool {
        self.first(bits).is_some()
    }
}
