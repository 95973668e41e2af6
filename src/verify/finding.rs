//! What a failed proof reports: the problem, and answers that show it.

use std::fmt;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Place, escape_untrusted};
use crate::pack::{Answers, Pack, QuestionIndex};
use crate::report::answer_value;
use crate::space::TooEntangled;

/// A problem that a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckFinding {
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong, where, and how to fix it.
    pub diagnostic: Diagnostic,
    /// Answers that show it.
    pub witness: Option<Witness>,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// A law or a property is broken.
    Error,
    /// Worth a look; nothing is broken.
    Warning,
}

impl Severity {
    /// The word for it in messages and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Answers that show something, as near to the baseline as possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// All answers.
    pub answers: Answers,
    /// Those that differ from the baseline, as JSON, in the order of asking.
    pub differing: Vec<(QuestionIndex, Value)>,
    /// The same as text.
    text: String,
}

impl Witness {
    /// Compares answers with the baseline of their pack.
    pub fn new(pack: &Pack, answers: Answers) -> Self {
        let mut differing = Vec::new();
        let mut text = Vec::new();
        for (index, question) in pack.numbered_questions() {
            let Some(answer) = answers.get(index) else {
                continue;
            };
            if answers.known(index) == pack.baseline.known(index) {
                continue;
            }
            let value = answer_value(question, answer);
            text.push(format!("{} = {}", question.id, in_words(&value)));
            differing.push((index, value));
        }
        let all_else = if pack.baseline.is_blank() {
            "nothing else known"
        } else {
            "all else as in the baseline"
        };
        if text.is_empty() {
            text.push(all_else.to_owned());
        } else {
            text = vec![format!("{}; {all_else}", text.join(", "))];
        }
        Self {
            answers,
            differing,
            text: text.concat(),
        }
    }
}

/// An answer as it is printed: ids without quotes.
pub(super) fn in_words(answer: &Value) -> String {
    match answer {
        Value::String(id) => id.clone(),
        Value::Null => "not sure".to_owned(),
        other => other.to_string().replace('"', "").replace(',', ", "),
    }
}

impl fmt::Display for CheckFinding {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let problem = &self.diagnostic;
        let severity = self.severity.id();
        let message = escape_untrusted(&problem.message);
        writeln!(f, "{severity}[{}]: {message}", problem.code.name())?;
        write!(f, "  --> {}", problem.place)?;
        if let Some(witness) = &self.witness {
            write!(f, "\n  for example: {}", escape_untrusted(&witness.text))?;
        }
        if let Some(help) = &problem.help {
            write!(f, "\n  help: {}", escape_untrusted(help))?;
        }
        Ok(())
    }
}

impl CheckFinding {
    /// A broken law or property.
    pub(super) fn error(
        code: Code,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Error,
            diagnostic: Diagnostic {
                code,
                message: message.into(),
                place,
                help: Some(help.into()),
            },
            witness: None,
        }
    }

    /// Something worth a look; nothing is broken.
    pub fn warning(diagnostic: Diagnostic) -> Self {
        Self {
            severity: Severity::Warning,
            diagnostic,
            witness: None,
        }
    }

    /// Adds answers that show it.
    pub(super) fn shown_by(self, pack: &Pack, answers: Answers) -> Self {
        Self {
            witness: Some(Witness::new(pack, answers)),
            ..self
        }
    }

    /// Nothing was proved, since too many combinations were undecided at a question.
    pub(super) fn entangled(error: &TooEntangled, what: &str, place: Place) -> Self {
        let id = &error.question;
        let message =
            format!("{what} cannot be checked: at `{id}` too many combinations are undecided");
        let help = "let conditions join questions that are asked close to each other";
        Self::error(Code::TooEntangled, place, message, help)
    }
}

/// Answers in one line, as an author writes them: `skin = ["moles"], age = "from_26_to_64"`.
pub(super) fn in_one_line(pack: &Pack, answers: &Answers) -> String {
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
