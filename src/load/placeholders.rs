//! Checks the placeholders of texts that leave a number to the country of the reader.

use super::reader::{Reader, shortened};
use super::tree::{Node, Value};
use crate::diagnostic::Code;
use crate::pack::{Piece, Placeholder, pieces};

/// What braces mean in the texts of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Braces {
    /// They hold placeholders, as the pack has contacts.
    Placeholders,
    /// They are characters like any other, as the pack has no contacts.
    Characters,
    /// The file that may hold contacts could not be read, so nothing is said.
    Unknown,
}

/// Reports every pair of braces that is no placeholder, and every brace without its other half.
///
/// In a pack without contacts only a placeholder itself is reported: it would be printed as it is.
pub(super) fn check<'text>(reader: &mut Reader<'text>, node: Option<&Node<'text>>, braces: Braces) {
    let Some(node) = node else { return };
    let Value::Text(text) = &node.value else {
        return; // of another type, as is reported where it is read
    };
    for piece in pieces(text) {
        match (piece, braces) {
            (Piece::Words(_), _) | (_, Braces::Unknown) | (Piece::Stray(_), Braces::Characters) => {
            }
            (Piece::Braces(name), Braces::Placeholders) => check_name(reader, node, name),
            (Piece::Braces(name), Braces::Characters) => {
                if Placeholder::find(name).is_some() {
                    let message = format!("nothing says what `{{{name}}}` stands for");
                    let help = "add `contacts` to guide.json, or write the words themselves";
                    reader.report(Code::UnknownPlaceholder, node, message, help.to_owned());
                }
            }
            (Piece::Stray(brace), Braces::Placeholders) => {
                let message = format!("the brace `{brace}` has no other half");
                let help = "write a placeholder as `{emergency}`; other braces are not allowed in this text";
                reader.report(Code::UnclosedBrace, node, message, help.to_owned());
            }
        }
    }
}

fn check_name(reader: &mut Reader, node: &Node, name: &str) {
    if Placeholder::find(name).is_some() {
        return;
    }
    let message = format!("`{{{}}}` is not a placeholder", shortened(name));
    let known = Placeholder::ALL.map(Placeholder::name);
    let help = reader.suggestion(node, "placeholder", name, known);
    reader.report(Code::UnknownPlaceholder, node, message, help);
}
