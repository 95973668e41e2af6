//! Collects what is wrong with one file while it is read.

mod diagnose;

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::locate::locate;
use super::removed::Removed;
use super::tree::{Layer, Node, Value, ValueId};
use crate::diagnostic::{Code, suggest};

/// Most problems of one file that are shown one by one.
const MAX_SHOWN: usize = 200;

/// One file's text and the problems found in it so far.
///
/// If a pack extends another, the base is a second text, and the id of a value says which text it is in. Only the first problems in file order are kept, so a file with a million of them costs little more.
pub(crate) struct Reader<'text> {
    own: FileText<'text>,
    base: Option<FileText<'text>>,
    /// The entries that the pack removes from its base.
    removed: Vec<Removed>,
    problems: Vec<Problem>,
    /// Number of problems reported, including those not kept.
    count: usize,
    /// The last value whose problems can still be among the first [`MAX_SHOWN`]; `None` while all can.
    cutoff: Option<ValueId>,
}

/// A file's name as the user knows it, and its content.
#[derive(Clone)]
pub(crate) struct FileText<'text> {
    pub(crate) file: Cow<'text, str>,
    pub(crate) text: &'text str,
}

/// A problem with a value whose place is not known yet.
struct Problem {
    value: ValueId,
    at_key: bool,
    code: Code,
    message: String,
    help: Option<String>,
    /// Values that it conflicts with, each with a word that says how.
    others: Vec<(&'static str, ValueId)>,
}

impl Problem {
    fn new(
        code: Code,
        node: &Node,
        message: impl Into<String>,
        help: impl Into<Option<String>>,
    ) -> Self {
        Self {
            value: node.id,
            at_key: false,
            code,
            message: message.into(),
            help: help.into(),
            others: Vec::new(),
        }
    }
}

impl<'text> Reader<'text> {
    pub(crate) fn new(file: impl Into<Cow<'text, str>>, text: &'text str) -> Self {
        let file = file.into();
        Self {
            own: FileText { file, text },
            base: None,
            removed: Vec::new(),
            problems: Vec::new(),
            count: 0,
            cutoff: None,
        }
    }

    /// Sets the text of the base.
    pub(crate) fn set_base(&mut self, base: FileText<'text>) {
        self.base = Some(base);
    }

    /// Returns true if the file is that of a pack that extends another.
    pub(crate) fn has_base(&self) -> bool {
        self.base.is_some()
    }

    /// Sets the entries that the pack removes from its base, for help about unknown ids.
    pub(crate) fn set_removed(&mut self, removed: Vec<Removed>) {
        self.removed = removed;
    }

    /// Reports a problem with a value.
    pub(crate) fn report(
        &mut self,
        code: Code,
        node: &Node,
        message: impl Into<String>,
        help: impl Into<Option<String>>,
    ) {
        self.note(Problem::new(code, node, message, help));
    }

    /// Reports a problem with the key of a value.
    pub(crate) fn report_key(
        &mut self,
        code: Code,
        node: &Node,
        message: impl Into<String>,
        help: impl Into<Option<String>>,
    ) {
        let problem = Problem::new(code, node, message, help);
        self.note(Problem {
            at_key: true,
            ..problem
        });
    }

    /// Reports a duplicate at the second value; the place of the first is added to the message.
    pub(crate) fn report_again(
        &mut self,
        code: Code,
        [first, second]: [&Node; 2],
        message: String,
        help: &str,
    ) {
        self.note(Problem {
            value: second.id,
            at_key: code == Code::DuplicateKey,
            code,
            message,
            help: Some(help.to_owned()),
            others: vec![("first", first.id)],
        });
    }

    /// Reports a problem with a value; the places of others are added to the message.
    pub(crate) fn report_with(
        &mut self,
        code: Code,
        node: &Node,
        message: String,
        others: Vec<(&'static str, ValueId)>,
        help: Option<String>,
    ) {
        self.note(Problem {
            value: node.id,
            at_key: false,
            code,
            message,
            help,
            others,
        });
    }

    /// Counts a problem past the display limit without formatting it.
    pub(crate) fn count_suppressed(&mut self) {
        self.count += 1;
    }

    fn note(&mut self, problem: Problem) {
        self.count += 1;
        if !self.is_within(problem.value) {
            return;
        }
        self.problems.push(problem);
        if self.problems.len() >= 2 * MAX_SHOWN {
            self.drop_beyond_limit();
        }
    }

    fn drop_beyond_limit(&mut self) {
        self.problems
            .sort_by_key(|problem| (problem.value, !problem.at_key));
        if self.problems.len() >= MAX_SHOWN {
            self.problems.truncate(MAX_SHOWN);
            self.cutoff = self.problems.last().map(|last| last.value);
        }
    }

    /// Returns true if a problem with this value can still be shown.
    pub(crate) fn within_limit(&self, node: &Node) -> bool {
        self.is_within(node.id)
    }

    fn is_within(&self, value: ValueId) -> bool {
        self.cutoff.is_none_or(|cutoff| value <= cutoff)
    }

    /// A help line with the most similar allowed word; `None` for a problem past the display limit.
    pub(crate) fn suggestion<'word>(
        &self,
        node: &Node,
        what: &str,
        written: &str,
        allowed: impl IntoIterator<Item = &'word str>,
    ) -> Option<String> {
        let allowed: Vec<_> = self
            .within_limit(node)
            .then(|| allowed.into_iter().collect())?;
        suggest(what, written, &allowed)
    }

    /// A help line for an unknown id: where the pack removes it, else a suggestion.
    pub(crate) fn help_for_unknown_id<'word>(
        &self,
        node: &Node,
        what: &str,
        id: &str,
        allowed: impl IntoIterator<Item = &'word str>,
    ) -> Option<String> {
        let removed = self.removed.iter().find(|removed| removed.is(what, id));
        match removed {
            Some(removed) => Some(removed.help()),
            None => self.suggestion(node, what, id, allowed),
        }
    }

    /// A help line for an unknown option of a question.
    pub(crate) fn help_for_unknown_option<'word>(
        &self,
        node: &Node,
        question: &str,
        id: &str,
        allowed: impl IntoIterator<Item = &'word str>,
    ) -> Option<String> {
        let mut removed = self.removed.iter();
        match removed.find(|removed| removed.is_option(question, id)) {
            Some(removed) => Some(removed.help()),
            None => self.suggestion(node, "option", id, allowed),
        }
    }

    /// Returns true if an answer of the base refers to a question or option that the pack removes.
    pub(crate) fn is_removed(&self, answer: &Node, question: &str) -> bool {
        if answer.id.layer == Layer::Own {
            return false;
        }
        let options = match &answer.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(answer),
        };
        self.removed.iter().any(|removed| {
            let names = |node: &Node| matches!(&node.value, Value::Text(id) if removed.is_option(question, id));
            removed.is("question", question) || options.iter().any(names)
        })
    }

    /// The JSON text of values, in file order; empty if a problem was reported, as the content is not used then.
    pub(crate) fn json_of<'node>(
        &self,
        nodes: impl IntoIterator<Item = &'node Node<'text>>,
    ) -> Vec<&'text str>
    where
        'text: 'node,
    {
        let numbers: BTreeSet<_> = nodes.into_iter().map(|node| node.id.number).collect();
        if numbers.is_empty() || self.count > 0 {
            return Vec::new(); // without a second pass over the text
        }
        locate(self.own.text, numbers)
            .into_values()
            .map(|found| self.own.text.get(found.value.byte..found.end))
            .map(Option::unwrap_or_default)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_SHOWN, Reader};
    use crate::diagnostic::Code;
    use crate::json::{Layer, Node, Value, ValueId};

    fn value(number: usize) -> Node<'static> {
        let id = ValueId {
            layer: Layer::Own,
            number: u32::try_from(number).unwrap_or_default(),
        };
        let value = Value::Number;
        Node { id, value }
    }

    #[test]
    fn the_first_problems_in_file_order_are_shown_and_few_more_are_kept() {
        let text = format!("[{}0]", "0,".repeat(2_999));
        let forward: Vec<_> = (1..=3_000).collect();
        let backward: Vec<_> = (1..=3_000).rev().collect();
        let turned: Vec<_> = (1..=3_000).map(|place| place * 7 % 3_001).collect();
        for order in [forward, backward, turned] {
            let mut reader = Reader::new("numbers.json", &text);
            for (count, &number) in order.iter().enumerate() {
                let kept = reader.problems.len();
                assert!(kept == count || (MAX_SHOWN..2 * MAX_SHOWN).contains(&kept));
                reader.report(Code::WrongType, &value(number), number.to_string(), None);
            }
            let shown = reader.into_diagnostics();
            let messages: Vec<_> = shown
                .iter()
                .map(|problem| problem.message.as_str())
                .collect();
            let first: Vec<_> = (1..=MAX_SHOWN).map(|number| number.to_string()).collect();
            assert_eq!(messages, first);
            let help = shown.last().and_then(|last| last.help.as_deref());
            assert!(help.is_some_and(|help| help.ends_with("has 2800 more problems")));
        }
    }

    #[test]
    fn problems_past_the_display_limit_are_only_counted() {
        let text = format!("[{}0]", "0,".repeat(499));
        let mut reader = Reader::new("numbers.json", &text);
        for number in 1..=2 * MAX_SHOWN {
            reader.report(Code::WrongType, &value(number), "wrong", None);
        }
        reader.report(Code::WrongType, &value(MAX_SHOWN + 1), "wrong", None);
        assert_eq!(reader.problems.len(), MAX_SHOWN);
        let similar = |number| reader.suggestion(&value(number), "option", "blak", ["black"]);
        assert!(similar(MAX_SHOWN).is_some());
        assert_eq!(similar(MAX_SHOWN + 1), None);
        reader.report_key(
            Code::WrongType,
            &value(MAX_SHOWN),
            "a key before its value",
            None,
        );
        let shown = reader.into_diagnostics();
        assert_eq!(shown.len(), MAX_SHOWN);
        let last = shown.last().map(|last| last.message.as_str());
        assert_eq!(last, Some("a key before its value"));
    }
}
