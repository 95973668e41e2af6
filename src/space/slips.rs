//! Mix-ups of two options that people confuse and that would change the verdict.

use crate::answers::{Answer, Answers};
use crate::assess::{self, Applies, Table};
use crate::pack::{Kind, OptionSet, Question, QuestionIndex, Verdict};

/// A mix-up that would change the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    /// Where the mix-up would be.
    pub question: QuestionIndex,
    /// The option that was given.
    pub given: usize,
    /// The option that may have been meant.
    pub meant: usize,
    /// The verdict if it was.
    pub verdict: Verdict,
}

/// Every single mix-up of a `confusable` pair that changes the verdict, in the order of asking.
pub fn slips(table: &Table, answers: &Answers) -> Vec<Slip> {
    let present = assess::verdict(table, answers);
    let reading = table.read(answers);
    let mut slips = Vec::new();
    for (index, question) in table.pack().numbered_questions() {
        let Some(chosen) = answers.known(index) else {
            continue;
        };
        if reading.applies(index) == Applies::No {
            continue;
        }
        for (given, meant) in mix_ups(question, chosen) {
            let mut mixed = answers.clone();
            mixed.set(
                index,
                Answer::Chosen(exchanged(question, chosen, given, meant)),
            );
            let verdict = assess::verdict(table, &mixed);
            if verdict != present {
                slips.push(Slip {
                    question: index,
                    given,
                    meant,
                    verdict,
                });
            }
        }
    }
    slips
}

/// Pairs of which one option was given and the other was not.
fn mix_ups(question: &Question, chosen: OptionSet) -> impl Iterator<Item = (usize, usize)> {
    let both_ways = question
        .confusable
        .iter()
        .flat_map(|&(one, other)| [(one, other), (other, one)]);
    both_ways.filter(move |&(given, meant)| chosen.contains(given) && !chosen.contains(meant))
}

fn exchanged(question: &Question, chosen: OptionSet, given: usize, meant: usize) -> OptionSet {
    match question.kind {
        Kind::One => OptionSet::single(meant),
        Kind::Many => chosen
            .without(OptionSet::single(given))
            .union(OptionSet::single(meant)),
    }
}
