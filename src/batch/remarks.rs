//! What was read differently from how it was written, and what was passed over: counted, and listed at the end.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::columns::Columns;
use super::record::Private;
use crate::assess::Table;
use crate::diagnostic::shortened;
use crate::load::by_ids;
use crate::pack::{Answers, OptionSet, Pack, QuestionIndex, Reworded};
use crate::report::sanitized;

/// Words that are kept apart; the words of a clinic's form are far fewer.
const MAX_KEPT: usize = 1_000;

/// Lines of words that people are shown.
const MAX_SHOWN: usize = 12;

/// What was counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remarks {
    /// How often words were read as a question or an answer: the first ones in their order, which do not depend on
    /// the order of records.
    reworded: BTreeMap<Reworded, u64>,
    /// All words that were read, also those that are not kept apart.
    all_reworded: u64,
    /// How often the answer to a question was passed over.
    ignored: BTreeMap<QuestionIndex, u64>,
    /// How many people filled in a form of another pack or version.
    other_form: u64,
}

#[derive(Serialize)]
pub(super) struct RewordedJson<'a> {
    question: &'a str,
    written: &'a str,
    read_as: String,
    count: u64,
}

impl Remarks {
    pub(super) fn count(&mut self, answers: &Answers) {
        for reworded in &answers.reworded {
            self.add_reworded(reworded, 1);
        }
        self.other_form += u64::from(answers.other_form.is_some());
        for question in &answers.ignored {
            *self.ignored.entry(*question).or_default() += 1;
        }
    }

    /// Counts the header cells that name their question by words.
    pub fn count_header(&mut self, columns: &Columns) {
        for reworded in &columns.reworded {
            self.add_reworded(reworded, 1);
        }
    }

    /// Adds what another counted.
    pub(super) fn add(&mut self, other: &Self) {
        for (reworded, &count) in &other.reworded {
            self.add_reworded(reworded, count);
        }
        let kept: u64 = other.reworded.values().sum();
        self.all_reworded += other.all_reworded - kept;
        self.other_form += other.other_form;
        for (question, count) in &other.ignored {
            *self.ignored.entry(*question).or_default() += count;
        }
    }

    fn add_reworded(&mut self, reworded: &Reworded, count: u64) {
        self.all_reworded += count;
        if let Some(kept) = self.reworded.get_mut(reworded) {
            *kept += count;
            return;
        }
        self.reworded.insert(reworded.clone(), count);
        if self.reworded.len() > MAX_KEPT {
            self.reworded.pop_last();
        }
    }

    /// How often each question's answer was passed over, by its id.
    pub(super) fn ignored<'a>(&self, pack: &'a Pack) -> Vec<(&'a str, u64)> {
        let counts = self.ignored.iter();
        (counts.map(|(question, count)| (pack.question(*question).id.as_str(), *count))).collect()
    }

    /// The words, each with what it was read as; those about questions with private answers are left out while
    /// these are withheld.
    pub(super) fn reworded<'a>(
        &'a self,
        table: &'a Table,
        private: Private,
    ) -> Vec<RewordedJson<'a>> {
        let pack = table.pack();
        let shown = self
            .reworded
            .iter()
            .filter(|(reworded, _)| private == Private::Shown || !is_private(table, reworded));
        let shown = shown.map(|(reworded, &count)| {
            let question = pack.question(reworded.question);
            RewordedJson {
                question: question.id.as_str(),
                written: &reworded.written,
                read_as: match reworded.answer {
                    Some(answer) => by_ids(question, answer),
                    None => question.id.to_string(),
                },
                count,
            }
        });
        shown.collect()
    }

    /// How many words may not be shown.
    fn withheld(&self, table: &Table, private: Private) -> u64 {
        let all = self.reworded.iter();
        let withheld =
            all.filter(|(reworded, _)| private == Private::Withheld && is_private(table, reworded));
        withheld.map(|(_, count)| count).sum()
    }

    /// What people are told at the end of a run; empty if there is nothing to tell.
    pub fn text(&self, table: &Table, private: Private) -> String {
        let mut text = String::new();
        if self.all_reworded > 0 {
            text.push_str("Words of the file, what they were read as, and how often:\n");
            let mut shown = self.reworded(table, private);
            shown.sort_by_key(|words| std::cmp::Reverse(words.count));
            shown.truncate(MAX_SHOWN);
            for words in &shown {
                // Writing to a `String` never fails.
                _ = writeln!(
                    text,
                    "  {}: `{}` as `{}` ({})",
                    words.question,
                    sanitized(&shortened(words.written)),
                    words.read_as,
                    words.count
                );
            }
            let listed: u64 = shown.iter().map(|words| words.count).sum();
            let withheld = self.withheld(table, private);
            let rest = self.all_reworded - listed - withheld;
            if rest > 0 {
                _ = writeln!(text, "  and {rest} more");
            }
            if withheld > 0 {
                _ = writeln!(
                    text,
                    "  and {withheld} at questions with private answers; `--show-private` lists them"
                );
            }
        }
        let ignored = self.ignored(table.pack());
        if !ignored.is_empty() {
            let listed: Vec<_> = (ignored.iter())
                .map(|(question, count)| format!("{question} ({count})"))
                .collect();
            _ = writeln!(
                text,
                "Answers passed over, since the question does not apply to the person:\n  {}",
                listed.join(", ")
            );
        }
        if self.other_form > 0 {
            _ = writeln!(
                text,
                "Answers given on a form of other rules, or of another version, than `{}`: {}.",
                table.pack().release(),
                self.other_form
            );
        }
        text
    }
}

/// Returns true if words may give away a private answer. A question of the core is about hair first, so only
/// its private options do.
fn is_private(table: &Table, reworded: &Reworded) -> bool {
    let question = table.pack().question(reworded.question);
    let is_option = |options: OptionSet| {
        let mut options = options.positions();
        options.any(|position| question.option(position).private)
    };
    match reworded.answer {
        None => false,
        Some(_) if !question.core => table.may_be_private(reworded.question),
        Some(answer) => answer.chosen().is_some_and(is_option),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Answer;

    fn words(number: usize) -> Reworded {
        Reworded {
            question: QuestionIndex::new(0),
            written: format!("{number:05}"),
            answer: Some(Answer::NotSure),
        }
    }

    #[test]
    fn what_is_kept_does_not_depend_on_order_or_on_how_the_work_is_shared() {
        let numbers: Vec<_> = (0..3 * MAX_KEPT).chain(0..MAX_KEPT).collect();
        let counted = |numbers: &mut dyn Iterator<Item = usize>| {
            let mut remarks = Remarks::default();
            for number in numbers {
                remarks.add_reworded(&words(number), 1);
            }
            remarks
        };
        let forward = counted(&mut numbers.iter().copied());
        let backward = counted(&mut numbers.iter().rev().copied());
        assert_eq!(forward, backward);
        let mut shared = counted(&mut numbers.iter().copied().filter(|number| number % 2 == 0));
        shared.add(&counted(
            &mut numbers.iter().copied().filter(|number| number % 2 == 1),
        ));
        assert_eq!(shared, forward);
        assert_eq!(forward.reworded.len(), MAX_KEPT);
        assert!(forward.reworded.values().all(|&count| count == 2));
        assert_eq!(forward.all_reworded, numbers.len() as u64);
    }
}
