//! Reads one person's answers, and says which of them are passed over.

use smp_suitability::assess::Table;
use smp_suitability::diagnostic::{escape_untrusted, shortened};
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
    if let Some(form) = &answers.other_form {
        let pack = table.pack();
        let is_same_pack = form.split(' ').next() == Some(pack.id.as_str());
        let help = if is_same_pack {
            "look through them with the person, and make a new form with `smp form`"
        } else {
            "name the folder of its rules with `--rules DIR`"
        };
        say(&format!(
            "note: these answers were given on a form of `{}`, and the rules are `{}`; {help}",
            shortened(&escape_untrusted(form)),
            pack.release()
        ));
    }
    for question in &answers.ignored {
        let id = &table.pack().question(*question).id;
        say(&format!(
            "note: `{id}` does not apply to this person, so the answer to it was passed over"
        ));
    }
    Ok(answers)
}
