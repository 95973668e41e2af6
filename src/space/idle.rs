//! Which open questions can change nothing, whatever is answered to them, "I'm not sure" included.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::relevance::{asked_for, relevant};
use crate::answers::Answers;
use crate::assess::{Applies, Table};
use crate::pack::{OptionSet, Pack, Question, QuestionIndex, QuestionOption, Requirement};

/// Finds idle questions of one pack, any number of times.
#[derive(Debug, Clone, Default)]
pub struct Idleness {
    /// The pack in which "I'm not sure" is an option like any other, once it is needed.
    unsure: OnceCell<Option<Pack>>,
}

impl Idleness {
    /// Those of some open questions whose answer can change neither verdict nor advice nor expectations.
    ///
    /// Always of the same pack. On the safe side as [`relevant`] is.
    pub fn among(
        &self,
        table: &Table,
        answers: &Answers,
        open: impl Iterator<Item = QuestionIndex>,
    ) -> BTreeSet<QuestionIndex> {
        let reading = table.read(answers);
        let asked_for = asked_for(table, answers);
        // Whatever the sweep says, the others do not apply or matter in plain sight.
        let is_doubtful = |question: &QuestionIndex| {
            reading.applies(*question) != Applies::No && !asked_for.contains(question)
        };
        let mut doubtful: BTreeSet<_> = open.filter(is_doubtful).collect();
        if doubtful.is_empty() {
            return doubtful;
        }
        let unsure = self.unsure.get_or_init(|| with_unsure(table.pack()));
        let Some(unsure) = unsure else {
            return BTreeSet::new();
        };
        let relevant = relevant(&Table::new(unsure), answers);
        doubtful.retain(|question| !relevant.contains(question));
        doubtful
    }
}

/// The pack with "I'm not sure" as one more option of every question; `None` if one has no room for it.
///
/// A question that stays open fires nothing, and that can differ from what each of its options does.
/// No rule names the new option. The condition of a follow-up takes it, for it may be asked then.
fn with_unsure(pack: &Pack) -> Option<Pack> {
    let has_room = |question: &Question| question.options.len() < Question::MAX_OPTIONS;
    if !pack.questions.iter().all(has_room) {
        return None;
    }
    let unsure = |requirement: &Requirement| {
        OptionSet::single(pack.question(requirement.question).options.len())
    };
    let mut extended = pack.clone();
    for question in &mut extended.questions {
        question.options.push(QuestionOption {
            id: "unknown".to_owned(),
            label: String::new(),
            short: None,
            change: None,
            picture: None,
            neutral: None,
        });
        let clauses = question.when.iter_mut().flat_map(|when| &mut when.clauses);
        for requirement in clauses.flat_map(|clause| &mut clause.requirements) {
            requirement.options = requirement.options.union(unsure(requirement));
        }
    }
    Some(extended)
}
