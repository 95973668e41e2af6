//! JSON text as a tree of numbered values.
//!
//! A value has only its number in the order of the text. Its place is found when there is a problem with
//! it (`locate`), so a file without problems is parsed at full speed.

use std::cell::{Cell, RefCell};
use std::fmt;

use bumpalo::Bump;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// Deepest nesting of lists and objects that is read.
pub(crate) const MAX_DEPTH: usize = 64;

/// Owns trees and frees them at once, not value by value.
#[derive(Debug, Default)]
pub(crate) struct Arena(Bump);

impl Arena {
    /// Copies the entries of a list into the arena.
    pub(crate) fn list<'text>(&'text self, items: &[Node<'text>]) -> Value<'text> {
        Value::List(self.0.alloc_slice_copy(items))
    }

    /// Copies the members of an object into the arena.
    pub(crate) fn object<'text>(&'text self, members: &[Member<'text>]) -> Value<'text> {
        Value::Object(self.0.alloc_slice_copy(members))
    }

    fn text(&self, text: &str) -> &str {
        self.0.alloc_str(text)
    }
}

/// A text that values are read from. The order is that in which problems are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Layer {
    /// The file itself.
    Own,
    /// The same file of the pack that is extended.
    Base,
}

/// Identifies a value of a file or its base; in the order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ValueId {
    pub(crate) layer: Layer,
    /// Number of values that begin before this one in the text.
    pub(crate) number: u32,
}

/// A value with what identifies it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<'text> {
    pub(crate) id: ValueId,
    pub(crate) value: Value<'text>,
}

/// A JSON value; objects keep the order of their keys, and duplicate keys.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'text> {
    Null,
    Bool(bool),
    /// A whole number that fits.
    Integer(i64),
    /// Any other number.
    Number,
    Text(&'text str),
    List(&'text [Node<'text>]),
    Object(&'text [Member<'text>]),
}

/// A key of an object with its value.
pub(crate) type Member<'text> = (&'text str, Node<'text>);

impl<'text> Node<'text> {
    /// The members of an object; none for anything else.
    pub(crate) fn members(&self) -> &'text [Member<'text>] {
        match self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The first member of an object with this key.
    pub(crate) fn member(&self, key: &str) -> Option<&'text Node<'text>> {
        let member = self.members().iter().find(|(name, _)| *name == key);
        member.map(|(_, node)| node)
    }

    /// The entries of a list; none for anything else.
    pub(crate) fn items(&self) -> &'text [Node<'text>] {
        match self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    pub(crate) fn is_list(&self) -> bool {
        matches!(self.value, Value::List(_))
    }

    /// The text, if it is one; it may be blank.
    pub(crate) fn text(&self) -> Option<&'text str> {
        match self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns true if it is a text that satisfies the predicate.
    pub(crate) fn is_text(&self, holds: impl FnOnce(&str) -> bool) -> bool {
        matches!(&self.value, Value::Text(text) if holds(text))
    }
}

/// Why a text could not be parsed.
#[derive(Debug)]
pub(crate) enum ParseError {
    /// Not JSON: what was wrong, and the byte where reading stopped.
    Syntax(String, usize),
    /// The text ends inside a list, an object or a string; the byte where it ends.
    EndsEarly(usize),
    /// Nested deeper than [`MAX_DEPTH`]; the byte where.
    TooDeep(usize),
}

/// Parses a whole text, which is shorter than `u32::MAX` bytes.
pub(crate) fn parse<'text>(
    arena: &'text Arena,
    text: &'text str,
    layer: Layer,
) -> Result<Node<'text>, ParseError> {
    /// Initial capacity: few objects have more members.
    const ROOM: usize = 32;
    let count = Cell::new(0);
    let too_deep = Cell::new(false);
    let seed = Seed {
        arena,
        items: &RefCell::new(Vec::with_capacity(ROOM)),
        members: &RefCell::new(Vec::with_capacity(ROOM)),
        layer,
        count: &count,
        too_deep: &too_deep,
        depth: 0,
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let parsed = seed.deserialize(&mut deserializer);
    parsed
        .and_then(|node| deserializer.end().map(|()| node))
        .map_err(|error| {
            let byte = byte_at(text, error.line(), error.column());
            if too_deep.get() {
                ParseError::TooDeep(byte)
            } else if error.is_eof() {
                ParseError::EndsEarly(text.trim_end().len())
            } else {
                let sentence = error.to_string();
                let message = sentence.split(" at line ").next().unwrap_or_default();
                ParseError::Syntax(message.to_owned(), byte)
            }
        })
}

/// The byte that `serde_json` means by a line and a column, both from 1.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    (start + column.saturating_sub(1)).min(text.len())
}

#[derive(Clone, Copy)]
struct Seed<'cells, 'text> {
    arena: &'text Arena,
    /// Stacks of the entries and members read so far of the lists and objects that are still open.
    items: &'cells RefCell<Vec<Node<'text>>>,
    members: &'cells RefCell<Vec<Member<'text>>>,
    layer: Layer,
    count: &'cells Cell<u32>,
    too_deep: &'cells Cell<bool>,
    depth: usize,
}

impl Seed<'_, '_> {
    fn inner<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth == MAX_DEPTH {
            self.too_deep.set(true);
            return Err(E::custom("too deep"));
        }
        Ok(Self {
            depth: self.depth + 1,
            ..self
        })
    }
}

impl<'text> DeserializeSeed<'text> for Seed<'_, 'text> {
    type Value = Node<'text>;

    fn deserialize<D: Deserializer<'text>>(self, deserializer: D) -> Result<Node<'text>, D::Error> {
        let number = self.count.get();
        self.count.set(number + 1);
        let value = deserializer.deserialize_any(self)?;
        let layer = self.layer;
        let id = ValueId { layer, number };
        Ok(Node { id, value })
    }
}

impl<'text> Visitor<'text> for Seed<'_, 'text> {
    type Value = Value<'text>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Value::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(i64::try_from(value).map_or(Value::Number, Value::Integer))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Value::Number)
    }

    fn visit_borrowed_str<E>(self, text: &'text str) -> Result<Self::Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(self.arena.text(text)))
    }

    fn visit_seq<A: SeqAccess<'text>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let inner = self.inner::<A::Error>()?;
        let start = self.items.borrow().len();
        while let Some(item) = list.next_element_seed(inner)? {
            self.items.borrow_mut().push(item);
        }
        let mut items = self.items.borrow_mut();
        let value = self.arena.list(items.get(start..).unwrap_or_default());
        items.truncate(start);
        Ok(value)
    }

    fn visit_map<A: MapAccess<'text>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let inner = self.inner::<A::Error>()?;
        let start = self.members.borrow().len();
        while let Some(key) = object.next_key_seed(KeySeed(self.arena))? {
            let value = object.next_value_seed(inner)?;
            self.members.borrow_mut().push((key, value));
        }
        let mut members = self.members.borrow_mut();
        let value = self.arena.object(members.get(start..).unwrap_or_default());
        members.truncate(start);
        Ok(value)
    }
}

/// Reads a key without copying it where the text allows.
struct KeySeed<'text>(&'text Arena);

impl<'text> DeserializeSeed<'text> for KeySeed<'text> {
    type Value = &'text str;

    fn deserialize<D: Deserializer<'text>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'text> Visitor<'text> for KeySeed<'text> {
    type Value = &'text str;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, text: &'text str) -> Result<Self::Value, E> {
        Ok(text)
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(self.0.text(text))
    }
}
