//! Proofs and tests about a pack, not about a person.

mod bands;
mod cases;
mod check;
mod citations;
mod coverage;
mod experts;
mod finding;
mod idle;
mod laws;
mod mutants;
mod mutation;
mod order;
mod output;
mod rules;
mod score;
mod suggest;
mod tables;
mod texts;

pub use cases::failures;
pub use check::{Checked, ProofCount, check};
pub use coverage::{CategoryCoverage, Coverage, CoverageItem, coverage};
pub use experts::{ExpertAgreement, Share, agreement, agrees, filled_in};
pub use finding::{CheckFinding, Severity, Witness};
pub use mutants::{Mutant, mutants};
pub use mutation::{Mutation, mutated, mutation, witness};
pub use output::{check_json, check_text};
pub use score::{score, too_entangled, tractable};
pub use suggest::{Suggestion, suggestions};

use crate::answers::Answers;
use crate::pack::Pack;
use crate::report::answer_value;

/// Answers in one line, as an author writes them: `skin = ["moles"], age = "from_26_to_64"`.
fn in_one_line(pack: &Pack, answers: &Answers) -> String {
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
