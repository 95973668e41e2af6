//! Finds the place of something in a pack again, to print a problem that loading could not see.

use super::extends::{self, LayeredPack};
use super::tree::{Arena, Node, Value};
use super::{PackFiles, builtin};
use crate::diagnostic::Place;

/// One step on the way from the top of a file to a value.
#[derive(Debug, Clone, Copy)]
pub enum PathStep<'id> {
    /// Into the member of an object with this key.
    Key(&'id str),
    /// To the entry of a list that has this id, or is for this country.
    Entry(&'id str),
    /// To the entry of a list at this position.
    Position(usize),
}

/// The place of a value in a file of a pack; of the last step that leads somewhere.
///
/// The file is read again, which is fast enough for what is only done to print a problem.
pub fn place(files: &PackFiles, name: &'static str, way: &[PathStep]) -> Place {
    found(files, name, way).unwrap_or_else(|| Place::whole(&files.shown(name)))
}

/// Whether a place is in a file of the pack that this one extends.
pub fn is_of_base(files: &PackFiles, place: &Place) -> bool {
    let has_base = extends::has_base(files);
    let base = place.file.strip_prefix(builtin::FOLDER);
    has_base && base.is_some_and(|name| name.starts_with('/'))
}

fn found(files: &PackFiles, name: &'static str, way: &[PathStep]) -> Option<Place> {
    let arena = Arena::default();
    let (tree, reader) = LayeredPack::of(&arena, files)
        .ok()?
        .open(&arena, name)
        .ok()?;
    let mut node = &tree;
    for &step in way {
        match into(node, step) {
            Some(inner) => node = inner,
            None => break,
        }
    }
    reader.place_of(node)
}

fn into<'node, 'text>(node: &'node Node<'text>, step: PathStep) -> Option<&'node Node<'text>> {
    match (&node.value, step) {
        (Value::Object(members), PathStep::Key(key)) => {
            let mut members = members.iter();
            let found = members.find(|(name, _)| *name == key);
            found.map(|(_, inner)| inner)
        }
        (Value::List(items), PathStep::Entry(id)) => items.iter().find(|item| is_called(item, id)),
        (Value::List(items), PathStep::Position(position)) => items.get(position),
        _ => None,
    }
}

fn is_called(node: &Node, id: &str) -> bool {
    let Value::Object(members) = &node.value else {
        return false;
    };
    members
        .iter()
        .any(|(key, inner)| (*key == "id" || *key == "country") && inner.is_text(|text| text == id))
}
