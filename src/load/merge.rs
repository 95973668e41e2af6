//! Merges a pack's own file into that of its base, entry by entry.
//!
//! An object is merged key by key, a list of entries id by id, and everything else is replaced. Every
//! value keeps its id, so a problem with it is reported in its own file.

use std::collections::BTreeMap;

use super::earlier;
use super::fields::Fields;
use super::questionnaire;
use crate::diagnostic::{Code, one_of, shortened};
use crate::format::{Key, OPTION, Object, QUESTION, QUESTIONNAIRE, REMOVE, Shape};
use crate::json::{Arena, Member, Node, Reader, Removed, Value, ValueId};

/// Merges a pack's own content into the base. Returns the result and the removed entries.
pub(super) fn merge<'text>(
    arena: &'text Arena,
    reader: &mut Reader<'text>,
    base: Node<'text>,
    own: Node<'text>,
    object: &'static Object,
) -> (Node<'text>, Vec<Removed>) {
    let mut merge = Merge {
        arena,
        reader,
        base,
        owner: None,
        removed: Vec::new(),
    };
    let merged = merge.object(base, own, object);
    let removed = merge.removed;
    let places = reader.shown_places(&removed.iter().map(|(_, value)| *value).collect());
    let removed = removed.into_iter().map(|(removed, value)| Removed {
        place: places.get(&value).cloned().unwrap_or_default(),
        ..removed
    });
    (merged, removed.collect())
}

pub(super) struct Merge<'reader, 'text> {
    pub(super) arena: &'text Arena,
    pub(super) reader: &'reader mut Reader<'text>,
    /// The whole file of the base.
    pub(super) base: Node<'text>,
    /// The id of the entry that is being merged.
    pub(super) owner: Option<String>,
    /// The removed entries, each with the value that removes it.
    pub(super) removed: Vec<(Removed, ValueId)>,
}

/// The members of an object that is being merged.
pub(super) type OpenMembers<'text> = Vec<Member<'text>>;

/// An id in a list `remove`.
pub(super) struct Removal<'text> {
    pub(super) id: String,
    pub(super) node: Node<'text>,
    /// True if the base has the entry.
    pub(super) is_found: bool,
}

impl<'text> Merge<'_, 'text> {
    pub(super) fn object(
        &mut self,
        base: Node<'text>,
        own: Node<'text>,
        object: &'static Object,
    ) -> Node<'text> {
        let id = own.id;
        let (base, mut own) = match (base.value, own.value) {
            (Value::Object(base), Value::Object(own)) => (base, own.to_vec()),
            (_, value) => return Node { id, value }, // of the wrong type; reported by validation
        };
        let mut removals = if object.has_entries() {
            let list = take(&mut own, REMOVE);
            list.map(|list| self.removals(list)).unwrap_or_default()
        } else {
            Vec::new()
        };
        let lists = if removals.is_empty() {
            Vec::new()
        } else {
            lists_of(base, object)
        };
        let mut members: OpenMembers = Vec::new();
        for &(key, base) in base {
            let own = take(&mut own, key);
            let merged = self.value(object.key(key), base, own, &mut removals);
            members.extend(merged.map(|merged| (key, merged)));
        }
        for (key, own) in own {
            let entry = object.key(key).and_then(|key| key.shape.entries());
            // Duplicate keys stay, so that validation reports them.
            let entry = entry.filter(|_| members.iter().all(|(name, _)| *name != key));
            let added = match entry {
                Some(entry) => self.entries(empty_list(own.id), Some(own), entry, &mut []),
                None => own,
            };
            members.push((key, added));
        }
        self.report_unknown(&removals, &lists, object);
        let value = self.arena.object(&members);
        Node { id, value }
    }

    /// The value of one key; `None` if the pack removes the key.
    fn value(
        &mut self,
        key: Option<&'static Key>,
        base: Node<'text>,
        own: Option<Node<'text>>,
        removals: &mut [Removal<'text>],
    ) -> Option<Node<'text>> {
        if let Some(entry) = key.and_then(|key| key.shape.entries()) {
            return Some(self.entries(base, own, entry, removals));
        }
        let (Some(key), Some(own)) = (key, own) else {
            return Some(base);
        };
        match key.shape {
            Shape::OrNull(_) => Some(own),
            _ if is_null(&own) && key.is_removable() => None,
            Shape::Object(inner) => Some(self.object(base, own, inner)),
            _ => Some(own),
        }
    }

    /// The ids to remove; any other value is reported.
    fn removals(&mut self, list: Node<'text>) -> Vec<Removal<'text>> {
        let mut removals: Vec<Removal> = Vec::new();
        let mut seen = BTreeMap::new();
        if self.reader.list(&list).is_none() {
            return removals;
        }
        let Value::List(items) = list.value else {
            return removals;
        };
        for &node in items {
            let Some(id) = self.reader.text(&node).map(str::to_owned) else {
                continue;
            };
            if let Some(first) = seen.insert(id.clone(), node.id) {
                let message = format!("`{}` is removed twice", shortened(&id));
                let help = Some("keep one of the two".to_owned());
                let first = vec![("first", first)];
                (self.reader).report_with(Code::DuplicateId, &node, message, first, help);
                continue;
            }
            removals.push(Removal {
                id,
                node,
                is_found: false,
            });
        }
        removals
    }

    /// Reports every id to remove that does not exist.
    fn report_unknown(
        &mut self,
        removals: &[Removal<'text>],
        lists: &[EntryList],
        object: &'static Object,
    ) {
        for removal in removals.iter().filter(|removal| !removal.is_found) {
            if self.report_outdated(&removal.node, &removal.id, object) {
                continue;
            }
            let id = shortened(&removal.id);
            let keys: Vec<_> = lists.iter().map(|list| list.key).collect();
            let message = format!("the base has no `{id}` in {}", one_of(&keys));
            let first = lists.first();
            let place = first.map(|list| ("which stands", list.value));
            let ids = lists.iter().flat_map(|list| &list.ids).map(String::as_str);
            let similar = (self.reader).suggestion(&removal.node, "entry", &removal.id, ids);
            let help = similar.or(Some("take it out of `remove`".to_owned()));
            let (node, place) = (&removal.node, place.into_iter().collect());
            (self.reader).report_with(Code::UnknownEntry, node, message, place, help);
        }
    }
}

impl<'text> Merge<'_, 'text> {
    /// Reports a former id of a question or option of the base. Returns false if it is none.
    pub(super) fn report_outdated(
        &mut self,
        node: &Node<'text>,
        id: &str,
        of: &'static Object,
    ) -> bool {
        let is = |object: &'static Object| std::ptr::eq(of, object);
        if !is(&QUESTIONNAIRE) && !is(&QUESTION) && !is(&OPTION) {
            return false;
        }
        let Some(base) = Fields::new(&self.base, &QUESTIONNAIRE) else {
            return false;
        };
        // The base has no problems, so nothing is reported here.
        let mut unread = Reader::new("", "");
        let questions = questionnaire::read(&mut unread, base).questions;
        let former = questions.former();
        let outdated = match &self.owner {
            Some(question) => earlier::option(former, question, id),
            None => earlier::question(former, id),
        };
        let Some(outdated) = outdated else {
            return false;
        };
        self.reader
            .report(outdated.code, node, outdated.message, outdated.help);
        true
    }
}

/// A list of entries of the base.
struct EntryList {
    key: &'static str,
    value: ValueId,
    ids: Vec<String>,
}

fn lists_of(members: &[Member], object: &'static Object) -> Vec<EntryList> {
    let keys = object.keys.iter();
    let lists = keys.filter_map(|key| {
        let entry = key.shape.entries()?;
        let (_, node) = members.iter().find(|(name, _)| *name == key.name)?;
        let Value::List(items) = &node.value else {
            return None;
        };
        let ids = items.iter().filter_map(|item| id_of(item, entry));
        Some(EntryList {
            key: key.name,
            value: node.id,
            ids: ids.map(|(id, _)| id.to_owned()).collect(),
        })
    });
    lists.collect()
}

/// The id of an entry, and the value that holds it.
pub(super) fn id_of<'node>(
    node: &'node Node,
    object: &'static Object,
) -> Option<(&'node str, ValueId)> {
    let (Value::Object(members), Some(key)) = (&node.value, object.id_key()) else {
        return None;
    };
    let (_, id) = members.iter().find(|(name, _)| *name == key.name)?;
    match &id.value {
        Value::Text(text) => Some((text, id.id)),
        _ => None,
    }
}

/// Removes the first member with a key.
pub(super) fn take<'text>(members: &mut OpenMembers<'text>, key: &str) -> Option<Node<'text>> {
    let position = members.iter().position(|(name, _)| *name == key)?;
    Some(members.remove(position).1)
}

fn empty_list<'text>(id: ValueId) -> Node<'text> {
    let value = Value::List(&[]);
    Node { id, value }
}

fn is_null(node: &Node) -> bool {
    matches!(node.value, Value::Null)
}
