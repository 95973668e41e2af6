//! Checks the placeholders of texts that leave a number to the country of the reader.

use crate::diagnostic::{Code, shortened};
use crate::json::{Node, Reader};
use crate::pack::{Piece, Placeholder, pieces};

/// What braces mean in the texts of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Braces {
    /// They hold placeholders, as the pack has contacts.
    Placeholders,
    /// They are ordinary characters, as the pack has no contacts.
    Characters,
    /// The file that may hold contacts could not be read, so nothing is reported.
    Unknown,
}

/// Reports braces around anything but a placeholder, and single braces.
///
/// In a pack without contacts only placeholders are reported: they would be printed as they are.
pub(super) fn check<'text>(reader: &mut Reader<'text>, node: Option<&Node<'text>>, braces: Braces) {
    let Some((node, text)) = node.and_then(|node| Some((node, node.text()?))) else {
        return;
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
