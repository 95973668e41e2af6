//! Problems with records, worded so that none tells of a private answer.

use std::borrow::Cow;

use crate::assess::Table;
use crate::diagnostic::Diagnostic;

const MESSAGE: &str = "an answer that may be private cannot be read";
const HELP: &str = "look at this place of the input, or add `--show-private`";

/// The problems, with code and place alone where the words could tell of a private answer.
pub(super) fn redacted<'a>(table: &Table, problems: &'a [Diagnostic]) -> Cow<'a, [Diagnostic]> {
    if table.private_options().is_empty() {
        return Cow::Borrowed(problems);
    }
    let redacted = problems.iter().map(|problem| {
        let help = problem.help.as_deref().unwrap_or_default();
        if names_private(table, &problem.message) || names_private(table, help) {
            Diagnostic {
                message: MESSAGE.to_owned(),
                help: Some(HELP.to_owned()),
                ..problem.clone()
            }
        } else {
            problem.clone()
        }
    });
    Cow::Owned(redacted.collect())
}

/// Returns true if a text names a private option, or a question with one: what was written as an answer
/// to that question stands in the message, and may be as private, however it is spelled. A core question is
/// about hair first, so its misspellings are shown unless they come near a private option.
///
/// Ids are quoted, and codes of FHIR are a question and an option with a dot between them.
fn names_private(table: &Table, text: &str) -> bool {
    let is_quoted = |id: &str| text.contains(&format!("`{id}`"));
    let mut questions = table.pack().numbered_questions();
    questions.any(|(index, question)| {
        let is_code = || text.contains(&format!("`{}.", question.id));
        let may_tell = table.may_be_private(index) && !question.core;
        may_tell && (is_quoted(&question.id) || is_code())
            || question.options.iter().any(|option| {
                let texts = [Some(&option.label), option.short.as_ref()];
                let mut texts = texts.into_iter().flatten();
                option.private && (is_quoted(&option.id) || texts.any(|shown| is_quoted(shown)))
            })
    })
}
