//! What characters ids may have.

/// Most characters of an id, so that it is still a name.
pub(crate) const MOST_ID_LETTERS: usize = 100;

/// What characters an id may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdSyntax {
    /// A lowercase letter, then lowercase letters, digits and `_`: options.
    Name,
    /// The same, but nothing that means something else in answers files: questions.
    Question,
    /// A former id: a question, an option, or a question and an option joined by `=`.
    Old,
    /// The same with `-` as well: rules, rows, sections, disputes, packs, cases.
    Label,
    /// Letters, digits, `-`, `_` and `.`: sources and claims, named as the evidence names them.
    Citation,
}

impl IdSyntax {
    /// Returns true if the id has this syntax; its length is not checked.
    pub(crate) fn accepts(self, id: &str) -> bool {
        let lower = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let begins_lower = || {
            id.bytes()
                .next()
                .is_some_and(|byte| byte.is_ascii_lowercase())
        };
        match self {
            Self::Question => Self::Name.accepts(id) && id != "id" && !id.starts_with("x_"),
            Self::Name => begins_lower() && id.bytes().all(lower),
            Self::Old => match id.split_once('=') {
                None => Self::Name.accepts(id),
                Some((question, option)) => {
                    Self::Question.accepts(question) && Self::Name.accepts(option)
                }
            },
            Self::Label => begins_lower() && id.bytes().all(|byte| lower(byte) || byte == b'-'),
            Self::Citation => id
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')),
        }
    }

    /// The regular expression for a JSON Schema.
    pub(crate) fn pattern(self) -> &'static str {
        match self {
            Self::Name => "^[a-z][a-z0-9_]*$",
            Self::Question => "^(?!id$|x_)[a-z][a-z0-9_]*$",
            Self::Old => "^((?!id=|x_)[a-z][a-z0-9_]*=)?[a-z][a-z0-9_]*$",
            Self::Label => "^[a-z][a-z0-9_-]*$",
            Self::Citation => "^[A-Za-z0-9_.-]+$",
        }
    }

    /// A help line that states the syntax.
    pub(crate) fn help(self) -> &'static str {
        match self {
            Self::Name => "begin with a lowercase letter and use lowercase letters, digits and `_`",
            Self::Question => {
                "begin with a lowercase letter and use lowercase letters, digits and `_`; \
                 in answers files, `id` and keys that begin with `x_` mean something else"
            }
            Self::Old => {
                "write an old id as it was, such as `old_option`, or `old_question=old_option` \
                 where it was in another question"
            }
            Self::Label => {
                "begin with a lowercase letter and use lowercase letters, digits, `-` and `_`"
            }
            Self::Citation => "use letters, digits, `-`, `_` and `.`",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::IdSyntax::{self, Citation, Label, Name, Old, Question};

    #[test]
    fn each_syntax_accepts_its_own_ids() {
        let admitted: [(&str, &[IdSyntax]); 13] = [
            ("hair_2", &[Name, Question, Old, Label, Citation]),
            ("a", &[Name, Question, Old, Label, Citation]),
            ("hair=id", &[Old]),
            ("id=hair", &[]),
            ("hair=a=b", &[]),
            ("a-b", &[Label, Citation]),
            ("id", &[Name, Old, Label, Citation]),
            ("x_a", &[Name, Old, Label, Citation]),
            ("aB", &[Citation]),
            ("1a", &[Citation]),
            ("_a", &[Citation]),
            ("a.b", &[Citation]),
            ("ä", &[]),
        ];
        for (id, forms) in admitted {
            for form in [Name, Question, Old, Label, Citation] {
                assert_eq!(form.accepts(id), forms.contains(&form), "{form:?} {id}");
            }
        }
    }
}
