//! Reads one person's answers, and says which of them are passed over.

use smp_suitability::assess::Table;
use smp_suitability::load::{self, AnswersInput, Strictness};
use smp_suitability::pack::Answers;

use super::{Failure, say};

/// Reads answers, and tells on standard error which were passed over.
///
/// # Errors
/// Every problem of the answers.
pub(super) fn read_answers(
    table: &Table,
    input: AnswersInput,
    strictness: Strictness,
) -> Result<Answers, Failure> {
    let answers = load::answers_with(table, input, strictness)?;
    for question in &answers.ignored {
        let id = &table.pack().question(*question).id;
        say(&format!(
            "note: `{id}` does not apply to this person, so the answer to it was passed over"
        ));
    }
    Ok(answers)
}
