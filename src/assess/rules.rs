//! The rules of a pack, compiled: which clauses make each of them fire, and which are exceptions to it.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::bits::Bits;
use super::clauses::Clauses;
use crate::pack::{Clause, Pack, Rule, Variant};

/// One variant of a rule.
#[derive(Debug, Clone)]
pub(super) struct CompiledRule<'pack> {
    pub(super) variant: Variant<'pack>,
    pub(super) when: Bits,
    /// The clauses of its exception.
    pub(super) unless: Vec<usize>,
}

/// The rules in the order of findings: gates first, the most urgent before all, then the rest in pack order.
pub(super) struct CompiledRules<'pack> {
    pub(super) rules: Vec<CompiledRule<'pack>>,
    /// The clauses of all rules, without their exceptions.
    pub(super) clauses: Bits,
    /// For each of them the place of its rule.
    pub(super) owners: Vec<usize>,
    /// The first clause of an exception. Rules with the same exception share its clauses.
    pub(super) first_exception: usize,
    /// For each clause of an exception the clauses of the rules that it is an exception to.
    pub(super) excepted: Vec<Vec<Bits>>,
}

impl<'pack> CompiledRules<'pack> {
    /// Adds the clauses of every rule to those of the pack, and after them those of the exceptions.
    pub(super) fn new(pack: &'pack Pack, clauses: &mut Clauses<'pack>) -> Self {
        let mut ordered: Vec<_> = pack.rules.iter().flat_map(Rule::variants).collect();
        ordered.sort_by_key(|variant| (!variant.rule.urgent, Reverse(variant.verdict())));
        let start = clauses.0.len();
        let whens: Vec<_> = ordered
            .iter()
            .map(|variant| clauses.add(variant.when()))
            .collect();
        let end = clauses.0.len();
        let places = whens.iter().enumerate();
        let owners = places.flat_map(|(place, when)| when.each().map(move |_| place));
        let mut compiled = Self {
            rules: Vec::with_capacity(ordered.len()),
            clauses: Bits { start, end },
            owners: owners.collect(),
            first_exception: end,
            excepted: Vec::new(),
        };
        let mut known = FxHashMap::default();
        for (variant, when) in ordered.into_iter().zip(whens) {
            let exceptions = variant.unless().into_iter();
            let exceptions = exceptions.flat_map(|unless| &unless.clauses);
            let unless = exceptions
                .map(|clause| compiled.except((clause, when), &mut known, clauses))
                .collect();
            compiled.rules.push(CompiledRule {
                variant,
                when,
                unless,
            });
        }
        compiled
    }

    /// Notes that a clause is an exception to a rule; gives its bit.
    fn except(
        &mut self,
        (clause, when): (&'pack Clause, Bits),
        known: &mut FxHashMap<&'pack Clause, usize>,
        clauses: &mut Clauses<'pack>,
    ) -> usize {
        let place = *known.entry(clause).or_insert_with(|| {
            clauses.0.push(clause);
            self.excepted.push(Vec::new());
            self.excepted.len() - 1
        });
        let excepted = self.excepted.get_mut(place);
        excepted.expect("each known clause has a list").push(when);
        self.first_exception + place
    }
}
