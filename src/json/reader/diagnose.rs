//! Adds places to the problems after the file was read.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{BASE, Problem, Reader};
use crate::diagnostic::{Diagnostic, Place};
use crate::json::locate::{Location, Position, locate};
use crate::json::tree::Node;

impl Reader<'_> {
    /// Every problem found, in file order.
    pub(crate) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        if self.problems.is_empty() {
            return Vec::new(); // without a second pass over the text
        }
        self.drop_beyond_limit();
        let ordinals = (self.problems.iter())
            .flat_map(|problem| problem.others.iter().map(|(_, other)| *other))
            .chain(self.problems.iter().map(|problem| problem.ordinal))
            .collect();
        let places = self.places(ordinals);
        let hidden = self.count - self.problems.len();
        let problems = std::mem::take(&mut self.problems).into_iter();
        let mut diagnostics: Vec<_> = problems
            .map(|problem| self.diagnostic(problem, &places))
            .collect();
        if let Some(last) = diagnostics.last_mut().filter(|_| hidden > 0) {
            last.help = Some(match hidden {
                1 => "mend these first: this file has 1 more problem".to_owned(),
                hidden => format!("mend these first: this file has {hidden} more problems"),
            });
        }
        diagnostics
    }

    fn diagnostic(&self, problem: Problem, places: &BTreeMap<usize, Location>) -> Diagnostic {
        let mark_of = |ordinal: usize| -> Option<Position> {
            let found = places.get(&ordinal)?;
            found.key.filter(|_| problem.at_key).or(Some(found.value))
        };
        let mark = mark_of(problem.ordinal);
        let mut message = problem.message;
        for (how, other) in problem.others {
            let Some(other_mark) = mark_of(other) else {
                continue;
            };
            let is_far = (other < BASE) != (problem.ordinal < BASE);
            let Position { line, column, .. } = other_mark;
            let is_near = mark.is_some_and(|mark| mark.line == line);
            // Writing to a `String` cannot fail.
            _ = if is_far {
                let place = self.place(other, Some(other_mark), None);
                write!(message, ", {how} in {place}")
            } else if is_near {
                write!(message, ", {how} in column {column} of this line")
            } else {
                write!(message, ", {how} on line {line}")
            };
        }
        let pointer = places.get(&problem.ordinal).map(|found| &found.pointer);
        Diagnostic {
            code: problem.code,
            message,
            place: self.place(problem.ordinal, mark, pointer.cloned()),
            help: problem.help,
        }
    }

    fn place(&self, ordinal: usize, mark: Option<Position>, pointer: Option<String>) -> Place {
        let base = self.base.as_ref().filter(|_| ordinal >= BASE);
        Place {
            position: mark.map(|mark| (mark.line, mark.column)),
            pointer,
            ..Place::whole(&base.unwrap_or(&self.own).file)
        }
    }

    /// The locations of values of the file or its base.
    fn places(&self, mut ordinals: BTreeSet<usize>) -> BTreeMap<usize, Location> {
        let of_base = ordinals.split_off(&BASE);
        let mut places = locate(self.own.text, ordinals);
        if let Some(base) = self.base.as_ref().filter(|_| !of_base.is_empty()) {
            let ordinals = of_base.iter().map(|ordinal| ordinal - BASE).collect();
            let found = locate(base.text, ordinals).into_iter();
            places.extend(found.map(|(ordinal, found)| (ordinal + BASE, found)));
        }
        places
    }

    /// The place of a value.
    pub(crate) fn place_of(&self, node: &Node) -> Option<Place> {
        let places = self.places(BTreeSet::from([node.ordinal]));
        let found = places.get(&node.ordinal)?;
        Some(self.place(node.ordinal, Some(found.value), Some(found.pointer.clone())))
    }

    /// The places of the values with these numbers, as a message shows them.
    pub(crate) fn shown_places(&self, ordinals: BTreeSet<usize>) -> BTreeMap<usize, String> {
        if ordinals.is_empty() {
            return BTreeMap::new();
        }
        let places = self.places(ordinals).into_iter();
        let shown = places.map(|(ordinal, found)| {
            let place = self.place(ordinal, Some(found.value), None);
            (ordinal, place.to_string())
        });
        shown.collect()
    }
}
