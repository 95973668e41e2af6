//! The members of one object, taken out key by key.

use super::builtin;
use super::reader::{Reader, shortened};
use super::shape::Object;
use super::tree::{Member, Node, Value};
use crate::diagnostic::{Code, nearest};
use crate::pack::Text;

/// An object on the way of being read. Ends with [`Fields::finish`], or the keys go unchecked.
pub(super) struct Fields<'node, 'text> {
    node: &'node Node<'text>,
    members: Members<'node, 'text>,
    object: &'static Object,
}

/// The members of an object, in the order written.
pub(super) type Members<'node, 'text> = &'node [Member<'text>];

impl<'text> Reader<'text> {
    /// The members of an object that has these keys.
    pub(super) fn fields<'node>(
        &mut self,
        node: &'node Node<'text>,
        object: &'static Object,
    ) -> Option<Fields<'node, 'text>> {
        let members = self.members(node)?;
        Some(Fields {
            node,
            members,
            object,
        })
    }

    /// The members of an object with any keys. Keys that stand twice are reported at once.
    pub(super) fn members<'node>(
        &mut self,
        node: &'node Node<'text>,
    ) -> Option<Members<'node, 'text>> {
        let Value::Object(members) = &node.value else {
            self.expected(node, "an object", "write it in curly brackets: `{ … }`");
            return None;
        };
        for [first, again] in duplicate_keys(members) {
            let message = format!("the key `{}` stands twice", shortened(first.0));
            let help = "keep one of the two";
            self.report_again(Code::DuplicateKey, [&first.1, &again.1], message, help);
        }
        Some(members)
    }
}

/// Every member whose key stands before, with the first that has it.
fn duplicate_keys<'node, 'text>(members: Members<'node, 'text>) -> Vec<[&'node Member<'text>; 2]> {
    /// Up to so many members are compared one by one, which is quicker than sorting them.
    const FEW: usize = 24;
    let mut duplicates = Vec::new();
    if members.len() <= FEW {
        for (place, again) in members.iter().enumerate() {
            let mut before = members.iter().take(place);
            let first = before.find(|(key, _)| *key == again.0);
            duplicates.extend(first.map(|first| [first, again]));
        }
        return duplicates;
    }
    let mut sorted: Vec<_> = members.iter().collect();
    // Lengths first: they are compared at once, and nearly always differ.
    sorted.sort_unstable_by_key(|(key, member)| (key.len(), key, member.ordinal));
    for same in sorted.chunk_by(|(one, _), (other, _)| one == other) {
        if let Some((first, others)) = same.split_first() {
            duplicates.extend(others.iter().map(|again| [*first, *again]));
        }
    }
    duplicates
}

impl<'node, 'text> Fields<'node, 'text> {
    /// A required code of so many capital letters, and its place.
    pub(super) fn capitals(
        &self,
        reader: &mut Reader<'text>,
        key: &'static str,
        letters: usize,
    ) -> Option<(&'node Node<'text>, &'node str)> {
        let node = self.required(key)?;
        let code = reader.text(node)?;
        if code.len() == letters && code.chars().all(|c| c.is_ascii_uppercase()) {
            return Some((node, code));
        }
        let message = format!(
            "`{}` is not a code of {letters} capital letters",
            shortened(code)
        );
        let help = "use the ISO code, such as `US` and `USD`";
        reader.report(Code::UnknownWord, node, message, help.to_owned());
        None
    }

    /// The value under a key that may be left out.
    pub(super) fn optional(&self, key: &'static str) -> Option<&'node Node<'text>> {
        self.value(key, false)
    }

    /// The value under a key that must be there.
    pub(super) fn required(&self, key: &'static str) -> Option<&'node Node<'text>> {
        self.value(key, true)
    }

    fn value(&self, key: &'static str, is_required: bool) -> Option<&'node Node<'text>> {
        debug_assert!(
            (self.object.key(key)).is_some_and(|key| key.is_required == is_required),
            "the format says otherwise about `{key}` of a {}",
            self.object.name
        );
        let member = self.members.iter().find(|(name, _)| *name == key);
        member.map(|(_, node)| node)
    }

    /// A text that must be there; empty if it is not.
    pub(super) fn text(&self, reader: &mut Reader<'text>, key: &'static str) -> Text {
        let node = self.required(key);
        let text = node.and_then(|node| reader.short_text(node));
        text.map(builtin::intern_text).unwrap_or_default()
    }

    /// A text that may be left out.
    pub(super) fn optional_text(
        &self,
        reader: &mut Reader<'text>,
        key: &'static str,
    ) -> Option<Text> {
        let node = self.optional(key)?;
        reader.short_text(node).map(builtin::intern_text)
    }

    /// A value that must be there but may be `null`.
    pub(super) fn nullable<Content>(
        &self,
        reader: &mut Reader<'text>,
        key: &'static str,
        read: impl Fn(&mut Reader<'text>, &'node Node<'text>) -> Option<Content>,
    ) -> Option<Content> {
        let node = self.required(key)?;
        match node.value {
            Value::Null => None,
            _ => read(reader, node),
        }
    }

    /// The entries of a list that must be there; none if it is not.
    pub(super) fn list(
        &self,
        reader: &mut Reader<'text>,
        key: &'static str,
    ) -> &'node [Node<'text>] {
        let node = self.required(key);
        let items = node.and_then(|node| reader.list(node));
        items.unwrap_or_default()
    }

    /// The entries of a list that must be there with at least one.
    pub(super) fn filled_list(
        &self,
        reader: &mut Reader<'text>,
        key: &'static str,
    ) -> &'node [Node<'text>] {
        let node = self.required(key);
        let items = node.and_then(|node| reader.filled_list(node));
        items.unwrap_or_default()
    }

    /// The entries of a list that may be left out.
    pub(super) fn optional_list(
        &self,
        reader: &mut Reader<'text>,
        key: &'static str,
    ) -> &'node [Node<'text>] {
        let node = self.optional(key);
        let items = node.and_then(|node| reader.list(node));
        items.unwrap_or_default()
    }

    /// A mark that is `false` if left out.
    pub(super) fn mark(&self, reader: &mut Reader<'text>, key: &'static str) -> bool {
        let node = self.optional(key);
        node.and_then(|node| reader.boolean(node)).unwrap_or(false)
    }

    /// One of certain words, which must be there.
    pub(super) fn word<Meaning: Copy>(
        &self,
        reader: &mut Reader<'text>,
        key: &'static str,
        words: &[(&str, Meaning)],
    ) -> Option<Meaning> {
        let node = self.required(key)?;
        reader.word(node, words)
    }

    /// Reports every key that the object does not have and every key that is missing.
    ///
    /// A misspelled key is one problem, not an unknown and a missing one. Gives whether every key was known.
    pub(super) fn finish(self, reader: &mut Reader<'text>) -> bool {
        if self.is_in_order() {
            return true; // the usual case, found quickly
        }
        let is_there = |key: &str| self.members.iter().any(|(name, _)| *name == key);
        let required = self.object.required();
        let mut missing: Vec<_> = required.filter(|key| !is_there(key)).collect();
        let mut all_known = true;
        for (key, node) in self.members {
            if self.object.key(key).is_some() {
                continue;
            }
            all_known = false;
            let meant = Some(node)
                .filter(|node| reader.within_limit(node))
                .and_then(|_| nearest(key, &missing));
            let message = format!("the key `{}` is not known here", shortened(key));
            let help = if let Some(meant) = meant {
                Some(format!("a similar key is missing: `{meant}`"))
            } else {
                let known = self.object.keys.iter().map(|key| key.name);
                reader.suggestion(node, "key", key, known)
            };
            missing.retain(|missing| Some(*missing) != meant);
            reader.report_key(Code::UnknownKey, node, message, help);
        }
        for key in missing {
            if !reader.within_limit(self.node) {
                reader.count_suppressed();
                continue;
            }
            let message = format!("the key `{key}` is missing");
            let help = format!("add `\"{key}\": …` to this object");
            reader.report(Code::MissingKey, self.node, message, help);
        }
        all_known
    }

    /// Whether the keys stand in the order of the format, with none unknown and none missing.
    fn is_in_order(&self) -> bool {
        let mut members = self.members.iter().map(|(name, _)| *name);
        let mut next = members.next();
        for key in self.object.keys {
            if next == Some(key.name) {
                next = members.next();
            } else if key.is_required {
                return false;
            }
        }
        next.is_none()
    }
}
