//! Ids: their form, and that none is given twice.

use rustc_hash::FxHashMap;

use super::builtin;
use super::fields::Fields;
use super::reader::{Reader, shortened};
use super::shape::{Object, Shape};
use super::tree::Node;
use crate::diagnostic::{Code, homoglyph_note};
use crate::pack::Text;

/// The form an id must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IdSyntax {
    /// A lowercase letter, then lowercase letters, digits and `_`: options.
    Name,
    /// The same, but nothing that means something else in answers files: questions.
    Question,
    /// An option, alone or behind its question and `=`; or a question: what ids were before.
    Old,
    /// The same with `-` as well: rules, rows, sections, disputes, packs, cases.
    Label,
    /// Letters, digits, `-`, `_` and `.`: sources and claims, named as the evidence names them.
    Citation,
}

impl IdSyntax {
    pub(super) fn accepts(self, id: &str) -> bool {
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

    /// The same as a regular expression of JSON Schema.
    pub(super) fn pattern(self) -> &'static str {
        match self {
            Self::Name => "^[a-z][a-z0-9_]*$",
            Self::Question => "^(?!id$|x_)[a-z][a-z0-9_]*$",
            Self::Old => "^((?!id=|x_)[a-z][a-z0-9_]*=)?[a-z][a-z0-9_]*$",
            Self::Label => "^[a-z][a-z0-9_-]*$",
            Self::Citation => "^[A-Za-z0-9_.-]+$",
        }
    }

    pub(super) fn words(self) -> &'static str {
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

/// No id has more letters, so that it stays a name.
pub(super) const MOST_LETTERS: usize = 100;

/// The ids of one kind of thing, each with where it was first given.
pub(super) struct IdRegistry<'node, 'text> {
    object: &'static Object,
    seen: FxHashMap<&'node str, &'node Node<'text>>,
    is_whole: bool,
}

impl<'node, 'text> IdRegistry<'node, 'text> {
    /// The ids of these objects, which are the first of their keys.
    pub(super) fn new(object: &'static Object) -> Self {
        Self {
            object,
            seen: FxHashMap::default(),
            is_whole: true,
        }
    }

    /// Whether every id could be read and may stay; if not, an unknown id elsewhere may be one of those.
    pub(super) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The members of one entry, and its id; an empty one if it could not be read.
    pub(super) fn entry(
        &mut self,
        reader: &mut Reader<'text>,
        node: &'node Node<'text>,
    ) -> Option<(Fields<'node, 'text>, Text)> {
        let Some(fields) = reader.fields(node, self.object) else {
            self.is_whole = false;
            return None;
        };
        let id = self.read(reader, &fields);
        Some((fields, id))
    }

    /// The id under the key `id`; empty if it could not be read.
    pub(super) fn read(
        &mut self,
        reader: &mut Reader<'text>,
        fields: &Fields<'node, 'text>,
    ) -> Text {
        let node = fields.required("id");
        let Some((node, id)) = node.and_then(|node| Some((node, reader.text(node)?))) else {
            self.is_whole = false;
            return Text::default();
        };
        if let Some(Shape::Id(form)) = self.object.id_key().map(|key| key.shape)
            && !form.accepts(id)
        {
            let message = format!("`{}` is not a good {} id", shortened(id), self.object.name);
            let help = form.words().to_owned() + &homoglyph_note(id);
            reader.report(Code::BadId, node, message, help);
            self.is_whole = false;
        }
        reader.check_length(node, id, "id", MOST_LETTERS);
        self.check_unique(reader, node, id);
        builtin::intern_text(id)
    }

    /// Reports an id that was given before.
    pub(super) fn check_unique(
        &mut self,
        reader: &mut Reader<'text>,
        node: &'node Node<'text>,
        id: &'node str,
    ) {
        let first = *self.seen.entry(id).or_insert(node);
        if first.ordinal != node.ordinal {
            let message = format!(
                "the {} id `{}` is given twice",
                self.object.name,
                shortened(id)
            );
            let help = "give one of the two another id";
            reader.report_again(Code::DuplicateId, [first, node], message, help);
        }
    }
}

/// How a message names something that may have no readable id: "the rule `x`" or "this rule".
pub(super) fn called(what: &str, id: &str) -> String {
    if id.is_empty() {
        format!("this {what}")
    } else {
        format!("the {what} `{}`", shortened(id))
    }
}

#[cfg(test)]
mod tests {
    use super::IdSyntax::{self, Citation, Label, Name, Old, Question};

    #[test]
    fn ids_have_the_form_that_is_asked_of_them() {
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
