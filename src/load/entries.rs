//! Merges a list of entries: changed ones keep their position, new ones come last or where `before` says.

use std::collections::BTreeMap;

use super::merge::{Merge, Removal, id_of, take};
use crate::diagnostic::{Code, all_of, nearest, one_of, shortened};
use crate::format::{BEFORE, Object};
use crate::json::{Node, Removed, Value, ValueId};

/// Entries in order, found by id. An entry without an id can only be appended.
struct Entries<'text> {
    object: &'static Object,
    list: Vec<(String, Option<Node<'text>>)>,
    positions: BTreeMap<String, usize>,
    /// For each removed entry, the value that removes it and the entry.
    removed: BTreeMap<String, [ValueId; 2]>,
}

impl<'text> Entries<'text> {
    fn new(nodes: &[Node<'text>], object: &'static Object) -> Self {
        let mut entries = Self {
            object,
            list: Vec::new(),
            positions: BTreeMap::new(),
            removed: BTreeMap::new(),
        };
        for &node in nodes {
            entries.push(node);
        }
        entries
    }

    fn push(&mut self, node: Node<'text>) {
        let id = id_of(&node, self.object)
            .map(|(id, _)| id.to_owned())
            .unwrap_or_default();
        self.positions.insert(id.clone(), self.list.len());
        self.list.push((id, Some(node)));
    }

    /// The slot of an entry, empty while it is being merged and after it was removed.
    fn slot(&mut self, id: &str) -> Option<&mut Option<Node<'text>>> {
        let position = self.positions.get(id)?;
        self.list.get_mut(*position).map(|(_, node)| node)
    }

    fn ids(&self) -> Vec<&str> {
        self.positions.keys().map(String::as_str).collect()
    }

    fn into_list(self) -> Vec<(String, Node<'text>)> {
        let list = self.list.into_iter();
        list.filter_map(|(id, node)| Some((id, node?))).collect()
    }
}

impl<'text> Merge<'_, 'text> {
    /// Merges own entries into those of the base with the same id, and appends the others.
    pub(super) fn entries(
        &mut self,
        base: Node<'text>,
        own: Option<Node<'text>>,
        object: &'static Object,
        removals: &mut [Removal<'text>],
    ) -> Node<'text> {
        let list = base.id;
        let (own_list, own) = match own {
            None => (None, [].as_slice()),
            Some(Node {
                id,
                value: Value::List(own),
            }) => (Some(id), own),
            Some(other) => return other, // reported as no list
        };
        let Value::List(nodes) = base.value else {
            return base;
        };
        let mut entries = Entries::new(nodes, object);
        let removal = self.remove(&mut entries, removals);
        let mut moves = Vec::new();
        let mut seen = BTreeMap::new();
        for &node in own {
            let mut node = node;
            let mut before = None;
            if let Value::Object(members) = node.value {
                let mut members = members.to_vec();
                before = take(&mut members, BEFORE);
                if before.is_some() {
                    node.value = self.arena.object(&members);
                }
            }
            let Some((id, at)) = id_of(&node, object) else {
                self.unnamed(&mut entries, node);
                continue;
            };
            let id = id.to_owned();
            let first = *seen.entry(id.clone()).or_insert(at);
            if first != at {
                self.report_repeated(object, &node, &id, first);
                continue;
            }
            if self.merge_into(&mut entries, node, &id, list) {
                moves.extend(before.map(|before| (id, before)));
            }
        }
        let mut entries = entries.into_list();
        for (id, before) in moves {
            self.put_before(&mut entries, object, &id, &before);
        }
        let nodes: Vec<_> = entries.into_iter().map(|(_, node)| node).collect();
        let value = self.arena.list(&nodes);
        // A problem with the list as a whole is caused by the pack.
        let id = own_list.or(removal).unwrap_or(list);
        Node { id, value }
    }

    /// Removes entries; returns the first value that removes one.
    fn remove(
        &mut self,
        entries: &mut Entries<'text>,
        removals: &mut [Removal<'text>],
    ) -> Option<ValueId> {
        let mut first = None;
        for removal in removals {
            let Some(entry) = entries.slot(&removal.id).and_then(Option::take) else {
                continue;
            };
            removal.is_found = true;
            let at = removal.node.id;
            first.get_or_insert(at);
            let removed = Removed {
                what: entries.object.name,
                owner: self.owner.clone(),
                id: removal.id.clone(),
                place: String::new(),
            };
            self.removed.push((removed, at));
            (entries.removed).insert(removal.id.clone(), [at, entry.id]);
        }
        first
    }

    /// Merges or appends one own entry. Returns false if it was reported.
    fn merge_into(
        &mut self,
        entries: &mut Entries<'text>,
        node: Node<'text>,
        id: &str,
        list: ValueId,
    ) -> bool {
        let object = entries.object;
        if let Some(&[removal, base]) = entries.removed.get(id) {
            let called = format!("the {} `{}`", object.name, shortened(id));
            let message = format!("{called} is both removed and changed");
            let places = vec![("removed", removal), ("defined", base)];
            let help = Some("keep one of the two: remove it, or change it".to_owned());
            (self.reader).report_with(Code::RemovedAndChanged, &node, message, places, help);
            return false;
        }
        if let Some(slot) = entries.slot(id) {
            *slot = slot.take().map(|base| {
                let owner = self.owner.replace(id.to_owned());
                let merged = self.object(base, node, object);
                self.owner = owner;
                merged
            });
            return true;
        }
        if self.report_outdated(&node, id, object) || self.is_misspelled(entries, &node, id, list) {
            return false;
        }
        entries.push(node);
        true
    }

    /// Reports an entry without an id.
    fn unnamed(&mut self, entries: &mut Entries<'text>, node: Node<'text>) {
        let object = entries.object;
        let key = object.id_key().map(|key| key.name).unwrap_or_default();
        match &node.value {
            Value::Object(members) if members.iter().all(|(name, _)| *name != key) => {
                let message = format!("the key `{key}` is missing");
                let mut help = format!("name the {} that this changes, or a new one", object.name);
                let mut lacking = object.lacking(members);
                lacking.retain(|lacking| *lacking != key);
                if !lacking.is_empty() {
                    help = format!("{help}, which also lacks {}", all_of(&lacking));
                }
                self.reader.report(Code::MissingKey, &node, message, help);
            }
            _ => entries.push(node),
        }
    }

    fn report_repeated(&mut self, object: &Object, node: &Node, id: &str, first: ValueId) {
        let message = format!("the {} id `{}` is given twice", object.name, shortened(id));
        let help = Some("make one entry of the two".to_owned());
        let first = vec![("first", first)];
        (self.reader).report_with(Code::DuplicateId, node, message, first, help);
    }

    /// Reports an incomplete entry whose id is new but resembles one of the base.
    fn is_misspelled(&mut self, entries: &Entries, node: &Node, id: &str, list: ValueId) -> bool {
        let Value::Object(members) = &node.value else {
            return false;
        };
        let object = entries.object;
        let lacking = object.lacking(members);
        let near = nearest(id, &entries.ids()).filter(|_| !lacking.is_empty());
        let Some(near) = near else {
            return false;
        };
        let message = format!("the base has no {} `{}`", object.name, shortened(id));
        let lacking = all_of(&lacking);
        let help = format!("a similar one exists: `{near}`; a new one lacks {lacking}");
        let places = vec![("whose list stands", list)];
        (self.reader).report_with(Code::UnknownEntry, node, message, places, Some(help));
        true
    }

    fn put_before(
        &mut self,
        entries: &mut Vec<(String, Node<'text>)>,
        object: &'static Object,
        id: &str,
        before: &Node<'text>,
    ) {
        let Some(other) = self.reader.text(before) else {
            return;
        };
        let others: Vec<_> = (entries.iter().map(|(id, _)| id.as_str()))
            .filter(|other| *other != id)
            .collect();
        if !others.contains(&other) {
            if self.report_outdated(before, other, object) {
                return;
            }
            let message = format!("there is no other {} `{}`", object.name, shortened(other));
            let help =
                self.reader
                    .help_for_unknown_id(before, object.name, other, others.iter().copied());
            let help = help.or(Some(format!("name one of {}", one_of(&others))));
            (self.reader).report(Code::UnknownEntry, before, message, help);
            return;
        }
        let Some(from) = entries.iter().position(|(entry, _)| entry == id) else {
            return;
        };
        let entry = entries.remove(from);
        let to = entries.iter().position(|(entry, _)| entry == other);
        entries.insert(to.unwrap_or(entries.len()), entry);
    }
}
