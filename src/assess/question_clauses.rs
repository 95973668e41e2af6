//! What every answer to one question leaves of the clauses.

use super::answer_mask::AnswerMask;
use super::bits::{self, Bitset};
use crate::pack::{Clause, Kind, OptionSet, Pack, Question};

/// The clauses that ask one question.
pub(super) struct QuestionClauses {
    /// The place of the question in the order of asking.
    place: usize,
    /// Each by its bit, with the options that fulfill it.
    clauses: Vec<(usize, OptionSet)>,
    /// Clauses and questions of the pack.
    extent: (usize, usize),
}

impl QuestionClauses {
    /// For each question of the pack.
    pub(super) fn each(pack: &Pack, clauses: &[&Clause]) -> Vec<Self> {
        let extent = (clauses.len(), pack.questions.len());
        let places = 0..pack.questions.len();
        let mut all: Vec<_> = places
            .map(|place| Self {
                place,
                clauses: Vec::new(),
                extent,
            })
            .collect();
        for (bit, clause) in clauses.iter().enumerate() {
            for requirement in &clause.requirements {
                if let Some(asked) = all.get_mut(requirement.question.position()) {
                    asked.clauses.push((bit, requirement.options));
                }
            }
        }
        all
    }

    /// Returns true if one of the clauses before a bit asks it.
    pub(super) fn is_asked_before(&self, end: usize) -> bool {
        self.clauses.iter().any(|&(bit, _)| bit < end)
    }

    /// Takes out every clause that asks it, of those that there is room for.
    pub(super) fn clear(&self, row: &mut impl Bitset) {
        let asking = self.clauses.iter();
        asking.for_each(|&(bit, _)| bits::clear(row.as_mut(), bit));
    }

    /// What an answer leaves: the clauses that it fulfills, and all that do not ask the question.
    pub(super) fn row<Row: Bitset, Questions: Bitset>(
        &self,
        answer: OptionSet,
    ) -> AnswerMask<Row, Row, Questions> {
        let (clauses, questions) = self.extent;
        let mut row = AnswerMask::<Row, Row, Questions>::full(clauses, questions);
        let missed = self
            .clauses
            .iter()
            .filter(|(_, options)| !options.intersects(answer));
        missed.for_each(|&(bit, _)| bits::clear(row.certain.as_mut(), bit));
        if !answer.is_empty() {
            row.possible.and_assign(row.certain.as_ref());
            bits::clear(row.unanswered.as_mut(), self.place);
        }
        row
    }

    /// The rows of all answers, in one part or several. An answer chooses one row of each part, and what
    /// it leaves is all of them together.
    ///
    /// The first row of the first part is that of no answer. Then comes one for each option; or one for
    /// each combination of the first boxes, one for "none of these" and, if there are further parts, one that
    /// is empty. Those have one for each combination of as many further boxes, and the first of them is empty.
    pub(super) fn parts<Row: Bitset, Questions: Bitset>(
        &self,
        question: &Question,
        boxes: usize,
    ) -> Vec<Vec<AnswerMask<Row, Row, Questions>>> {
        let unanswered = self.row(OptionSet::EMPTY);
        let options = 0..question.options.len();
        let each = options.map(|option| self.row(OptionSet::single(option)));
        if question.kind == Kind::One {
            return vec![[unanswered].into_iter().chain(each).collect()];
        }
        let each: Vec<_> = each.collect();
        let mut parts: Vec<_> = each.chunks(boxes).map(every_combination).collect();
        let has_more = parts.len() > 1;
        if let Some(first) = parts.first_mut()
            && let Some(start) = first.first_mut()
        {
            let empty = std::mem::replace(start, unanswered);
            first.push(self.row(OptionSet::NONE_OF_THESE));
            first.extend(has_more.then_some(empty));
        }
        parts
    }
}

/// For every combination of some boxes, what any of those ticked leaves; the empty combination leaves nothing.
fn every_combination<Row: Bitset, Questions: Bitset>(
    boxes: &[AnswerMask<Row, Row, Questions>],
) -> Vec<AnswerMask<Row, Row, Questions>> {
    let mut rows = Vec::with_capacity(1 << boxes.len());
    rows.extend(boxes.first().map(AnswerMask::zeroed));
    for row in boxes {
        for combination in 0..rows.len() {
            let mut with = row.clone();
            if let Some(without) = rows.get(combination) {
                with.or_assign(without);
            }
            rows.push(with);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{Change, QuestionOption};

    fn of_boxes(count: usize) -> Question {
        let option = QuestionOption {
            id: "box".into(),
            label: "Box".into(),
            short: None,
            numbers: None,
            change: None,
            when_better: None,
            picture: None,
            neutral: None,
            private: false,
            help: None,
            ends: None,
            was: Vec::new(),
        };
        Question {
            id: "boxes".into(),
            name: None,
            kind: Kind::Many,
            core: false,
            safety: false,
            ordered: false,
            change: Change::Fixed,
            ask: "Which?".into(),
            why: "It matters.".into(),
            when: None,
            reference: None,
            confusable: Vec::new(),
            undecided: None,
            since: None,
            neutral: None,
            was: Vec::new(),
            options: vec![option; count],
        }
    }

    #[test]
    fn boxes_have_a_row_for_each_way_to_tick_so_many_at_once() {
        let question = of_boxes(6);
        let asked = QuestionClauses {
            place: 0,
            clauses: Vec::new(),
            extent: (10, 1),
        };
        for (boxes, rows) in [
            (6, vec![64 + 1]),
            (4, vec![16 + 1 + 1, 4]),
            (3, vec![8 + 1 + 1, 8]),
            (2, vec![4 + 1 + 1, 4, 4]),
        ] {
            let parts = asked.parts::<[u64; 4], [u64; 1]>(&question, boxes);
            let lengths: Vec<_> = parts.iter().map(Vec::len).collect();
            assert_eq!(lengths, rows, "{boxes} boxes at once");
        }
    }
}
