//! Finds the place of something in a pack again, to print a problem that loading could not see.

use std::collections::BTreeSet;

use super::PackFiles;
use super::file;
use super::locate::locate;
use super::tree::{Node, Value};
use crate::diagnostic::Place;

/// One step on the way from the top of a file to a value.
#[derive(Debug, Clone, Copy)]
pub enum Step<'id> {
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
pub fn place(files: &PackFiles, name: &str, way: &[Step]) -> Place {
    let shown = files.shown(name);
    found(files, name, &shown, way).unwrap_or_else(|| Place::whole(&shown))
}

fn found(files: &PackFiles, name: &str, shown: &str, way: &[Step]) -> Option<Place> {
    let text = file::text(shown, files.bytes(name)?).ok()?;
    let tree = file::tree(shown, text).ok()?;
    let mut node = &tree;
    for &step in way {
        match into(node, step) {
            Some(inner) => node = inner,
            None => break,
        }
    }
    let places = locate(text, BTreeSet::from([node.ordinal]));
    let found = places.get(&node.ordinal)?;
    Some(Place {
        position: Some((found.value.line, found.value.column)),
        pointer: Some(found.pointer.clone()),
        ..Place::whole(shown)
    })
}

fn into<'node, 'text>(node: &'node Node<'text>, step: Step) -> Option<&'node Node<'text>> {
    match (&node.value, step) {
        (Value::Object(members), Step::Key(key)) => {
            let mut members = members.iter();
            let found = members.find(|(name, _)| name == key);
            found.map(|(_, inner)| inner)
        }
        (Value::List(items), Step::Entry(id)) => items.iter().find(|item| is_called(item, id)),
        (Value::List(items), Step::Position(position)) => items.get(position),
        _ => None,
    }
}

fn is_called(node: &Node, id: &str) -> bool {
    let Value::Object(members) = &node.value else {
        return false;
    };
    members.iter().any(|(key, inner)| {
        (key == "id" || key == "country") && matches!(&inner.value, Value::Text(text) if text == id)
    })
}
