//! Proofs and tests about a pack, not about a person.

mod cases;
mod coverage;
mod mutants;
mod mutation;
mod score;
mod suggest;

pub use cases::{Agreement, agreement, failures};
pub use coverage::{Cover, Coverage, Thing, coverage};
pub use mutants::{Mutant, mutants};
pub use mutation::{Mutation, mutated, mutation, witness};
pub use score::{score, too_entangled};
pub use suggest::{Suggestion, suggestions};

use crate::answers::Answers;
use crate::pack::Pack;
use crate::report::answer_value;

/// Answers in one line, as an author writes them: `skin = ["rash"], age = "over_25"`.
fn told(pack: &Pack, answers: &Answers) -> String {
    let given = pack.numbered_questions().filter_map(|(index, question)| {
        let answer = answers.get(index)?;
        Some(format!(
            "{} = {}",
            question.id,
            answer_value(question, answer)
        ))
    });
    given.collect::<Vec<_>>().join(", ")
}
