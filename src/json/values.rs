//! Reads values of an expected type from a tree.
//!
//! Every function reports a wrong value and returns `None`, so that the caller can continue with the rest.

use super::reader::Reader;
use super::tree::{Member, Node, Value};
use crate::diagnostic::{Code, shortened};

/// Most characters of a text in a pack.
pub(crate) const MOST_LETTERS: usize = 10_000;

/// The members of an object, in the order written.
pub(crate) type Members<'text> = &'text [Member<'text>];

impl<'text> Reader<'text> {
    pub(crate) fn expected(&mut self, node: &Node, what: &str, help: &str) {
        let is = described(node);
        let message = format!("expected {what} but found {is}");
        self.report(Code::WrongType, node, message, help.to_owned());
    }

    /// A text that is not blank.
    pub(crate) fn text(&mut self, node: &Node<'text>) -> Option<&'text str> {
        match node.value {
            Value::Text(text) if text.chars().all(char::is_whitespace) => {
                let help = "write the text, or leave the key out where it is optional";
                self.report(Code::EmptyText, node, "the text is empty", help.to_owned());
                None
            }
            Value::Text(text) => Some(text),
            Value::Null => {
                let help = "write a text in quotes, or leave the key out where it is optional";
                self.expected(node, "a text", help);
                None
            }
            _ => {
                self.expected(node, "a text", "write it in quotes: `\"…\"`");
                None
            }
        }
    }

    /// A text that is not blank. A text longer than [`MOST_LETTERS`] is reported.
    pub(crate) fn short_text(&mut self, node: &Node<'text>) -> Option<&'text str> {
        let text = self.text(node)?;
        self.check_length(node, text, "text", MOST_LETTERS);
        Some(text)
    }

    /// Reports a text that has more than `most` characters.
    pub(crate) fn check_length(&mut self, node: &Node, text: &str, what: &str, most: usize) {
        // Most texts are short in bytes already.
        if text.len() > most && text.chars().nth(most).is_some() {
            let letters = text.chars().count();
            let message = format!("the {what} has {letters} characters");
            let help = format!("write at most {most} characters");
            self.report(Code::TooLong, node, message, help);
        }
    }

    pub(crate) fn boolean(&mut self, node: &Node) -> Option<bool> {
        if let Value::Bool(value) = node.value {
            return Some(value);
        }
        self.expected(node, "`true` or `false`", "write the word without quotes");
        None
    }

    /// A whole number in a range.
    pub(crate) fn integer(&mut self, node: &Node, least: i32, most: i32) -> Option<i32> {
        match node.value {
            Value::Integer(value) => {
                let within = i32::try_from(value)
                    .ok()
                    .filter(|value| (least..=most).contains(value));
                if within.is_none() {
                    let message = format!("`{value}` is outside the range from {least} to {most}");
                    let help = format!("write a whole number from {least} to {most}");
                    self.report(Code::BadNumber, node, message, help);
                }
                within
            }
            Value::Number => {
                let message = "the number is not whole, or far too large";
                let help = format!("write a whole number from {least} to {most}");
                self.report(Code::BadNumber, node, message, help);
                None
            }
            _ => {
                self.expected(node, "a whole number", "write the number without quotes");
                None
            }
        }
    }

    pub(crate) fn list(&mut self, node: &Node<'text>) -> Option<&'text [Node<'text>]> {
        if let Value::List(items) = node.value {
            return Some(items);
        }
        let help = match &node.value {
            Value::Text(text) => {
                format!("write it in square brackets: `[\"{}\"]`", shortened(text))
            }
            _ => "write it in square brackets: `[…]`".to_owned(),
        };
        self.expected(node, "a list", &help);
        None
    }

    /// A list with at least one entry.
    pub(crate) fn filled_list(&mut self, node: &Node<'text>) -> Option<&'text [Node<'text>]> {
        let items = self.list(node)?;
        if items.is_empty() {
            let help = "write at least one entry";
            self.report(Code::EmptyList, node, "the list is empty", help.to_owned());
        }
        Some(items)
    }

    /// A list of exactly two entries.
    pub(crate) fn pair(
        &mut self,
        node: &Node<'text>,
        help: &str,
    ) -> Option<[&'text Node<'text>; 2]> {
        let items = self.list(node)?;
        if let [one, other] = items {
            return Some([one, other]);
        }
        let entries = match items.len() {
            0 => "none".to_owned(),
            count => count.to_string(),
        };
        let message = format!("expected a list of two entries but it has {entries}");
        self.report(Code::WrongType, node, message, help.to_owned());
        None
    }

    /// The members of an object with any keys. Duplicate keys are reported.
    pub(crate) fn members(&mut self, node: &Node<'text>) -> Option<Members<'text>> {
        let Value::Object(members) = node.value else {
            self.expected(node, "an object", "write it in curly brackets: `{ … }`");
            return None;
        };
        for [first, again] in duplicate_keys(members) {
            let message = format!("the key `{}` appears twice", shortened(first.0));
            let help = "keep one of the two";
            self.report_again(Code::DuplicateKey, [&first.1, &again.1], message, help);
        }
        Some(members)
    }
}

/// A description of a value for messages, such as "the number `3`".
pub(crate) fn described(node: &Node) -> String {
    match &node.value {
        Value::Null => "`null`".to_owned(),
        Value::Bool(value) => format!("`{value}`"),
        Value::Integer(value) => format!("the number `{value}`"),
        Value::Number => "a number".to_owned(),
        Value::Text(text) => format!("the text `{}`", shortened(text)),
        Value::List(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// Every member whose key occurred before, after the first member with that key.
fn duplicate_keys(members: Members<'_>) -> Vec<[&Member<'_>; 2]> {
    /// Up to this length, comparing each pair is faster than sorting.
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
    // Lengths first: comparing them is cheap, and they nearly always differ.
    sorted.sort_unstable_by_key(|(key, member)| (key.len(), key, member.id));
    for same in sorted.chunk_by(|(one, _), (other, _)| one == other) {
        if let Some((first, others)) = same.split_first() {
            duplicates.extend(others.iter().map(|again| [*first, *again]));
        }
    }
    duplicates
}
