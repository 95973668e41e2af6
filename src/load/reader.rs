//! Collects what is wrong with one file while it is read, and finds the places at the end.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::locate::{Mark, locate};
use super::tree::Node;
use crate::diagnostic::{Code, Diagnostic, Place, near_miss};

/// Most problems of one file that are shown one by one.
const MAX_SHOWN: usize = 200;

/// One file's text and the problems found in it so far.
///
/// Only the first problems in file order are kept, so a file with a million of them costs little more.
pub(super) struct Reader<'text> {
    file: &'text str,
    text: &'text str,
    problems: Vec<Problem>,
    /// How many problems were reported, kept or not.
    count: usize,
    /// Number of the last value whose problems can still be among those shown.
    horizon: usize,
}

/// A problem whose places are still numbers of values.
struct Problem {
    ordinal: usize,
    at_key: bool,
    code: Code,
    message: String,
    help: Option<String>,
    /// The value before this one that it is at odds with.
    first: Option<usize>,
}

impl<'text> Reader<'text> {
    pub(super) fn new(file: &'text str, text: &'text str) -> Self {
        Self {
            file,
            text,
            problems: Vec::new(),
            count: 0,
            horizon: usize::MAX,
        }
    }

    /// Notes a problem with a value.
    pub(super) fn report(
        &mut self,
        code: Code,
        node: &Node,
        message: impl Into<String>,
        help: impl Into<Option<String>>,
    ) {
        self.note(Problem {
            ordinal: node.ordinal,
            at_key: false,
            code,
            message: message.into(),
            help: help.into(),
            first: None,
        });
    }

    /// Notes a problem with the key that a value stands under.
    pub(super) fn report_key(
        &mut self,
        code: Code,
        node: &Node,
        message: impl Into<String>,
        help: impl Into<Option<String>>,
    ) {
        self.note(Problem {
            ordinal: node.ordinal,
            at_key: true,
            code,
            message: message.into(),
            help: help.into(),
            first: None,
        });
    }

    /// Notes that something stands twice; the message goes on with where it stands first.
    pub(super) fn report_again(
        &mut self,
        code: Code,
        [first, second]: [&Node; 2],
        message: String,
        help: &str,
    ) {
        self.note(Problem {
            ordinal: second.ordinal,
            at_key: code == Code::DuplicateKey,
            code,
            message,
            help: Some(help.to_owned()),
            first: Some(first.ordinal),
        });
    }

    /// Counts a problem that cannot be among those shown, so that nothing need be said about it.
    pub(super) fn pass_over(&mut self) {
        self.count += 1;
    }

    fn note(&mut self, problem: Problem) {
        self.count += 1;
        if problem.ordinal > self.horizon {
            return;
        }
        self.problems.push(problem);
        if self.problems.len() >= 2 * MAX_SHOWN {
            self.keep_the_first();
        }
    }

    fn keep_the_first(&mut self) {
        self.problems
            .sort_by_key(|problem| (problem.ordinal, !problem.at_key));
        if self.problems.len() >= MAX_SHOWN {
            self.problems.truncate(MAX_SHOWN);
            let last = self.problems.last();
            self.horizon = last.map_or(usize::MAX, |last| last.ordinal);
        }
    }

    /// Whether a problem with this value can still be among those shown.
    pub(super) fn may_show(&self, node: &Node) -> bool {
        node.ordinal <= self.horizon
    }

    /// A help line about what was meant; nothing for a problem too far down to be shown.
    pub(super) fn similar<'word>(
        &self,
        node: &Node,
        what: &str,
        written: &str,
        allowed: impl IntoIterator<Item = &'word str>,
    ) -> Option<String> {
        let allowed: Vec<_> = self.may_show(node).then(|| allowed.into_iter().collect())?;
        near_miss(what, written, &allowed)
    }

    /// The JSON text of some values, in file order.
    pub(super) fn json_of<'node>(
        &self,
        nodes: impl IntoIterator<Item = &'node Node<'text>>,
    ) -> Vec<&'text str>
    where
        'text: 'node,
    {
        let ordinals: BTreeSet<_> = nodes.into_iter().map(|node| node.ordinal).collect();
        if ordinals.is_empty() {
            return Vec::new(); // the usual case, so the text is not walked again
        }
        locate(self.text, ordinals)
            .into_values()
            .map(|found| self.text.get(found.value.byte..found.end))
            .map(Option::unwrap_or_default)
            .collect()
    }

    /// Every problem found, in file order.
    pub(super) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        if self.problems.is_empty() {
            return Vec::new(); // nothing to look for, so the text is not walked again
        }
        self.keep_the_first();
        let ordinals = (self.problems.iter())
            .flat_map(|problem| [Some(problem.ordinal), problem.first])
            .flatten()
            .collect();
        let places = locate(self.text, ordinals);
        let hidden = self.count - self.problems.len();
        let mut diagnostics: Vec<_> = self
            .problems
            .into_iter()
            .map(|problem| {
                let mark_of = |ordinal: usize| -> Option<Mark> {
                    let found = places.get(&ordinal)?;
                    found.key.filter(|_| problem.at_key).or(Some(found.value))
                };
                let mark = mark_of(problem.ordinal);
                let mut message = problem.message;
                if let Some(first) = problem.first.and_then(mark_of) {
                    message += &first_place(first, mark);
                }
                let found = places.get(&problem.ordinal);
                Diagnostic {
                    code: problem.code,
                    message,
                    place: Place {
                        position: mark.map(|mark| (mark.line, mark.column)),
                        pointer: found.map(|found| found.pointer.clone()),
                        ..Place::whole(self.file)
                    },
                    help: problem.help,
                }
            })
            .collect();
        if let Some(last) = diagnostics.last_mut().filter(|_| hidden > 0) {
            last.help = Some(match hidden {
                1 => "mend these first: this file has 1 more problem".to_owned(),
                hidden => format!("mend these first: this file has {hidden} more problems"),
            });
        }
        diagnostics
    }
}

/// ", first on line 12"; within one line, the column tells more.
fn first_place(first: Mark, second: Option<Mark>) -> String {
    if second.is_some_and(|second| second.line == first.line) {
        format!(", first in column {} of this line", first.column)
    } else {
        format!(", first on line {}", first.line)
    }
}

/// A text cut to a length that fits a message.
pub(super) fn shortened(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}
