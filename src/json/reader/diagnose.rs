//! Adds places to the problems after the file was read.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Problem, Reader};
use crate::diagnostic::{Diagnostic, Place};
use crate::json::locate::{Location, TextPosition, locate};
use crate::json::tree::{Layer, Node, ValueId};

impl Reader<'_> {
    /// Every problem found, in file order.
    pub(crate) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        if self.problems.is_empty() {
            return Vec::new(); // without a second pass over the text
        }
        self.drop_beyond_limit();
        let values = (self.problems.iter())
            .flat_map(|problem| problem.others.iter().map(|(_, other)| *other))
            .chain(self.problems.iter().map(|problem| problem.value))
            .collect();
        let places = self.places(&values);
        let hidden = self.count - self.problems.len();
        let problems = std::mem::take(&mut self.problems).into_iter();
        let mut diagnostics: Vec<_> = problems
            .map(|problem| self.diagnostic(problem, &places))
            .collect();
        if let Some(last) = diagnostics.last_mut().filter(|_| hidden > 0) {
            last.help = Some(match hidden {
                1 => "fix these first: this file has 1 more problem".to_owned(),
                hidden => format!("fix these first: this file has {hidden} more problems"),
            });
        }
        diagnostics
    }

    fn diagnostic(&self, problem: Problem, places: &BTreeMap<ValueId, Location>) -> Diagnostic {
        let position_of = |value: ValueId| -> Option<TextPosition> {
            let found = places.get(&value)?;
            found.key.filter(|_| problem.at_key).or(Some(found.value))
        };
        let position = position_of(problem.value);
        let mut message = problem.message;
        for (how, other) in problem.others {
            let Some(other_position) = position_of(other) else {
                continue;
            };
            let is_far = other.layer != problem.value.layer;
            let TextPosition { line, column, .. } = other_position;
            let is_near = position.is_some_and(|position| position.line == line);
            // Writing to a `String` cannot fail.
            _ = if is_far {
                let place = self.place(other, Some(other_position), None);
                write!(message, ", {how} in {place}")
            } else if is_near {
                write!(message, ", {how} in column {column} of this line")
            } else {
                write!(message, ", {how} on line {line}")
            };
        }
        let pointer = places.get(&problem.value).map(|found| &found.pointer);
        Diagnostic {
            code: problem.code,
            message,
            place: self.place(problem.value, position, pointer.cloned()),
            help: problem.help,
        }
    }

    fn place(
        &self,
        value: ValueId,
        position: Option<TextPosition>,
        pointer: Option<String>,
    ) -> Place {
        let base = self.base.as_ref().filter(|_| value.layer == Layer::Base);
        Place {
            position: position.map(|position| (position.line, position.column)),
            pointer,
            ..Place::whole(&base.unwrap_or(&self.own).file)
        }
    }

    /// The locations of values of the file or its base.
    fn places(&self, values: &BTreeSet<ValueId>) -> BTreeMap<ValueId, Location> {
        let mut places = BTreeMap::new();
        for (layer, file) in [
            (Layer::Own, Some(&self.own)),
            (Layer::Base, self.base.as_ref()),
        ] {
            let of_layer = values.iter().filter(|value| value.layer == layer);
            let numbers: BTreeSet<_> = of_layer.map(|value| value.number).collect();
            if let Some(file) = file.filter(|_| !numbers.is_empty()) {
                let found = locate(file.text, numbers).into_iter();
                places.extend(found.map(|(number, found)| (ValueId { layer, number }, found)));
            }
        }
        places
    }

    /// The place of a value.
    pub(crate) fn place_of(&self, node: &Node) -> Option<Place> {
        let places = self.places(&BTreeSet::from([node.id]));
        let found = places.get(&node.id)?;
        Some(self.place(node.id, Some(found.value), Some(found.pointer.clone())))
    }

    /// The places of values, as a message shows them.
    pub(crate) fn shown_places(&self, values: &BTreeSet<ValueId>) -> BTreeMap<ValueId, String> {
        if values.is_empty() {
            return BTreeMap::new();
        }
        let places = self.places(values).into_iter();
        let shown = places.map(|(value, found)| {
            let place = self.place(value, Some(found.value), None);
            (value, place.to_string())
        });
        shown.collect()
    }
}
