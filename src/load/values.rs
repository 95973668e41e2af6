//! Reads checked values from a tree.
//!
//! Every function reports a problem and gives nothing, so the caller can go on with the rest.

use super::reader::{Reader, shortened};
use super::tree::{Node, Value};
use crate::diagnostic::Code;

/// No text of a pack has more characters.
pub(super) const MOST_LETTERS: usize = 10_000;

impl<'text> Reader<'text> {
    pub(super) fn expected(&mut self, node: &Node, what: &str, help: &str) {
        let is = described(node);
        let message = format!("expected {what} but found {is}");
        self.report(Code::WrongType, node, message, help.to_owned());
    }

    /// A text that is not blank.
    pub(super) fn text<'node>(&mut self, node: &'node Node<'text>) -> Option<&'node str> {
        match &node.value {
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

    /// A text of a pack that is not blank and not longer than any text for people.
    pub(super) fn short_text<'node>(&mut self, node: &'node Node<'text>) -> Option<&'node str> {
        let text = self.text(node)?;
        self.check_length(node, text, "text", MOST_LETTERS);
        Some(text)
    }

    /// Reports a text that has more characters than one of its kind may have.
    pub(super) fn check_length(&mut self, node: &Node, text: &str, what: &str, most: usize) {
        // Most texts are short in bytes already.
        if text.len() > most && text.chars().nth(most).is_some() {
            let letters = text.chars().count();
            let message = format!("the {what} has {letters} characters");
            let help = format!("write at most {most} characters");
            self.report(Code::TooLong, node, message, help);
        }
    }

    pub(super) fn boolean(&mut self, node: &Node) -> Option<bool> {
        if let Value::Bool(value) = node.value {
            return Some(value);
        }
        self.expected(node, "`true` or `false`", "write the word without quotes");
        None
    }

    /// A whole number in a range.
    pub(super) fn integer(&mut self, node: &Node, least: i32, most: i32) -> Option<i32> {
        match node.value {
            Value::Integer(value) => {
                let within = i32::try_from(value).ok();
                let within = within.filter(|value| (least..=most).contains(value));
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

    pub(super) fn list<'node>(&mut self, node: &'node Node<'text>) -> Option<&'node [Node<'text>]> {
        if let Value::List(items) = &node.value {
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

    /// The entries of a list, at most so many; a longer list is reported.
    pub(super) fn up_to<'node>(
        &mut self,
        list: Option<&Node<'text>>,
        nodes: &'node [Node<'text>],
        most: usize,
    ) -> &'node [Node<'text>] {
        let first = nodes.get(..most).unwrap_or(nodes);
        if let Some(list) = list.filter(|_| first.len() < nodes.len()) {
            let message = format!("the list has {} entries", nodes.len());
            let help = format!("keep at most {most}");
            self.report(Code::TooMany, list, message, help);
        }
        first
    }

    /// A list with at least one entry.
    pub(super) fn filled_list<'node>(
        &mut self,
        node: &'node Node<'text>,
    ) -> Option<&'node [Node<'text>]> {
        let items = self.list(node)?;
        if items.is_empty() {
            let help = "write at least one entry";
            self.report(Code::EmptyList, node, "the list is empty", help.to_owned());
        }
        Some(items)
    }

    /// A list of exactly two entries.
    pub(super) fn pair<'node>(
        &mut self,
        node: &'node Node<'text>,
        help: &str,
    ) -> Option<[&'node Node<'text>; 2]> {
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

    /// One of certain words.
    pub(super) fn word<Meaning: Copy>(
        &mut self,
        node: &Node<'text>,
        words: &[(&str, Meaning)],
    ) -> Option<Meaning> {
        let written = self.text(node)?;
        let found = words.iter().find(|(word, _)| *word == written);
        if found.is_none() {
            let message = format!("`{}` is not a word allowed here", shortened(written));
            let help = self.suggestion(node, "word", written, words.iter().map(|(word, _)| *word));
            self.report(Code::UnknownWord, node, message, help);
        }
        found.map(|(_, meaning)| *meaning)
    }
}

/// What a value is, in a few words.
pub(super) fn described(node: &Node) -> String {
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
