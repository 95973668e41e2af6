//! Finds the place of a value in a pack, for problems that are found after loading.

use super::builtin;
use super::extends::{self, LayeredPack};
use super::files::PackFiles;
use crate::diagnostic::Place;
use crate::json::{Arena, Node, Value};

/// One step of the path from the root of a file to a value.
#[derive(Debug, Clone, Copy)]
pub enum PathStep<'id> {
    /// Into the member of an object with this key.
    Key(&'id str),
    /// To the entry of a list that has this id, or is for this country, row or value.
    Entry(&'id str),
    /// To the entry of a list at this position.
    Position(usize),
}

/// The place of a value in a file of a pack; if the path ends early, of the last value on it.
///
/// The file is read again, which is fast enough for what is only done to print a problem.
pub fn place(files: &PackFiles, name: &'static str, path: &[PathStep]) -> Place {
    found(files, name, path).unwrap_or_else(|| Place::whole(&files.shown(name)))
}

/// Returns true if a place is in a file of the pack that this one extends.
pub fn is_of_base(files: &PackFiles, place: &Place) -> bool {
    let has_base = extends::has_base(files);
    let base = place.file.strip_prefix(builtin::FOLDER);
    has_base && base.is_some_and(|name| name.starts_with('/'))
}

fn found(files: &PackFiles, name: &'static str, path: &[PathStep]) -> Option<Place> {
    let arena = Arena::default();
    let (tree, reader) = LayeredPack::open_header(&arena, files)
        .ok()?
        .open(&arena, name)
        .ok()?;
    let mut node = &tree;
    for &step in path {
        match into(node, step) {
            Some(inner) => node = inner,
            None => break,
        }
    }
    reader.place_of(node)
}

fn into<'text>(node: &Node<'text>, step: PathStep) -> Option<&'text Node<'text>> {
    match (node.value, step) {
        (Value::Object(_), PathStep::Key(key)) => node.member(key),
        (Value::List(items), PathStep::Entry(id)) => items.iter().find(|item| is_called(item, id)),
        (Value::List(items), PathStep::Position(position)) => items.get(position),
        _ => None,
    }
}

fn is_called(node: &Node, id: &str) -> bool {
    let ids = ["id", "country", "row", "value"].map(|key| node.member(key));
    ids.into_iter()
        .flatten()
        .any(|node| node.is_text(|text| text == id))
}
