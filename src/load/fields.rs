//! The values of a validated object.
//!
//! Structural problems were reported by [`crate::format::validate`], so a value of the wrong shape reads
//! like an absent one here, and nothing is reported.

use super::builtin::intern_text;
use crate::format::{Object, Shape, are_capitals, find_word, is_blank};
use crate::json::{Node, Value};
use crate::pack::Text;

/// A validated object with the description of its keys.
#[derive(Clone, Copy)]
pub(super) struct Fields<'text> {
    node: Node<'text>,
    object: &'static Object,
}

impl<'text> Fields<'text> {
    /// `None` if the value is not an object.
    pub(super) fn new(node: &Node<'text>, object: &'static Object) -> Option<Self> {
        let node = *node;
        matches!(node.value, Value::Object(_)).then_some(Self { node, object })
    }

    /// The object itself, as the place of problems with it.
    pub(super) fn node(&self) -> &Node<'text> {
        &self.node
    }

    /// The value of a key, of any shape.
    pub(super) fn member(&self, key: &'static str) -> Option<&'text Node<'text>> {
        let name = self.object.name;
        debug_assert!(self.object.key(key).is_some(), "a {name} has no `{key}`");
        self.node.member(key)
    }

    pub(super) fn has(&self, key: &'static str) -> bool {
        self.member(key).is_some()
    }

    /// Returns true if the format has this key, required or not.
    pub(super) fn can_have(&self, key: &str) -> bool {
        self.object.key(key).is_some()
    }

    /// Returns true if the object has no key that the format does not know.
    pub(super) fn are_known(&self) -> bool {
        let mut keys = self.node.members().iter();
        keys.all(|(key, _)| self.object.key(key).is_some())
    }

    fn shape(&self, key: &'static str) -> Shape {
        let key = self.object.key(key).expect("the format has the key");
        match key.shape {
            Shape::OrNull(shape) => *shape,
            shape => shape,
        }
    }

    /// The id under the key `id`; empty if there is none.
    pub(super) fn id(&self) -> Text {
        self.text("id")
    }

    /// A text; empty if there is none.
    pub(super) fn text(&self, key: &'static str) -> Text {
        self.optional_text(key).unwrap_or_default()
    }

    /// A text that is not blank.
    pub(super) fn optional_text(&self, key: &'static str) -> Option<Text> {
        self.written(key).map(intern_text)
    }

    /// A text that is not blank, as it is in the file.
    pub(super) fn written(&self, key: &'static str) -> Option<&'text str> {
        text(self.member(key)?)
    }

    /// The texts of a list.
    pub(super) fn texts(&self, key: &'static str) -> Vec<Text> {
        self.items(key)
            .iter()
            .filter_map(text)
            .map(intern_text)
            .collect()
    }

    /// A code of capital letters.
    pub(super) fn capitals(&self, key: &'static str) -> Option<Text> {
        let Shape::Capitals(letters) = self.shape(key) else {
            unreachable!("`{key}` holds capital letters")
        };
        let code = self.written(key)?;
        are_capitals(code, letters).then(|| intern_text(code))
    }

    /// A mark; false if it is left out.
    pub(super) fn flag(&self, key: &'static str) -> bool {
        let node = self.member(key);
        node.is_some_and(|node| matches!(node.value, Value::Bool(true)))
    }

    /// The meaning of a word.
    pub(super) fn word<Meaning: Copy>(
        &self,
        key: &'static str,
        words: &[(&str, Meaning)],
    ) -> Option<Meaning> {
        find_word(words, self.written(key)?)
    }

    /// The meanings of a list of words.
    pub(super) fn words<Meaning: Copy>(
        &self,
        key: &'static str,
        words: &[(&str, Meaning)],
    ) -> Vec<Meaning> {
        let written = self.items(key).iter().filter_map(text);
        written.filter_map(|word| find_word(words, word)).collect()
    }

    /// A whole number that is within its limits.
    pub(super) fn integer(&self, key: &'static str) -> Option<i32> {
        let Shape::Integer(least, most) = self.shape(key) else {
            unreachable!("`{key}` holds a number")
        };
        integer(self.member(key)?, least, most)
    }

    /// The whole numbers of a list that are within their limits.
    pub(super) fn integers(&self, key: &'static str) -> Vec<i32> {
        let Shape::Filled(&Shape::Integer(least, most)) = self.shape(key) else {
            unreachable!("`{key}` holds numbers")
        };
        let numbers = self.items(key).iter();
        (numbers.filter_map(|node| integer(node, least, most))).collect()
    }

    /// Two whole numbers that are within their limits.
    pub(super) fn range(&self, key: &'static str) -> Option<(i32, i32)> {
        let Shape::Range(least, most, _) = self.shape(key) else {
            unreachable!("`{key}` holds a range")
        };
        let [min, max] = self.items(key) else {
            return None;
        };
        Some((integer(min, least, most)?, integer(max, least, most)?))
    }

    /// The entries of a list, as many as it may have.
    pub(super) fn items(&self, key: &'static str) -> &'text [Node<'text>] {
        let items = self.member(key).map(Node::items).unwrap_or_default();
        let limit = self.object.key(key).and_then(|key| key.limit);
        limit
            .and_then(|limit| items.get(..limit.most))
            .unwrap_or(items)
    }

    /// The object under a key.
    pub(super) fn object(&self, key: &'static str) -> Option<Self> {
        Self::new(self.member(key)?, self.inner(key))
    }

    /// An entry of the list under a key; `None` if it is not an object.
    pub(super) fn entry(&self, key: &'static str, node: &Node<'text>) -> Option<Self> {
        Self::new(node, self.inner(key))
    }

    /// The objects in a list.
    pub(super) fn objects(&self, key: &'static str) -> impl Iterator<Item = Self> + use<'text> {
        let object = self.inner(key);
        let items = self.items(key).iter();
        items.filter_map(move |node| Self::new(node, object))
    }

    /// Returns true if every entry of a list has a good id, so that an id that is not found does not exist.
    pub(super) fn ids_are_whole(&self, key: &'static str) -> bool {
        let object = self.inner(key);
        self.items(key).iter().all(|node| {
            let id = Self::new(node, object).and_then(|entry| entry.written("id"));
            let Some(Shape::Id(syntax)) = object.id_key().map(|key| key.shape) else {
                unreachable!("the entries of `{key}` have ids")
            };
            id.is_some_and(|id| syntax.accepts(id))
        })
    }

    fn inner(&self, key: &'static str) -> &'static Object {
        let object = self.shape(key).object();
        object.expect("the key holds an object or objects")
    }
}

/// A text that is not blank.
pub(super) fn text<'text>(node: &Node<'text>) -> Option<&'text str> {
    node.text().filter(|text| !is_blank(text))
}

fn integer(node: &Node, least: i32, most: i32) -> Option<i32> {
    let Value::Integer(value) = node.value else {
        return None;
    };
    let value = i32::try_from(value).ok()?;
    (least..=most).contains(&value).then_some(value)
}
