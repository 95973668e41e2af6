//! Decodes and parses a file. A problem found here is the only one reported for the file.

use super::locate::position;
use super::mistake;
use super::tree::{self, Arena, Layer, Node, ParseError};
use crate::diagnostic::{Code, Diagnostic, Place, Problems};

/// Largest file that is read, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// What to do about a mistake that is not named.
const LOOK_HERE: &str =
    "look here and just before: a comma, a colon or a quote may be missing or left over";

/// Checks size and encoding of a file, and skips a byte order mark.
///
/// # Errors
/// The file is too large, not UTF-8, or blank.
pub(crate) fn decode<'bytes>(file: &str, bytes: &'bytes [u8]) -> Result<&'bytes str, Problems> {
    if bytes.len() > MAX_BYTES {
        let message = "the file is larger than 16 MiB";
        let help = "no pack and no answers file needs that much";
        return Err(problem(Code::TooLarge, file, None, message, help));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let good = without_byte_order_mark(std::str::from_utf8(good).unwrap_or_default());
        let bad = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
        let message = format!("the file is not UTF-8 text: the byte `{bad:02x}` stands here");
        let help = "save it as UTF-8 in your editor";
        problem(Code::NotUtf8, file, Some((good, good.len())), message, help)
    });
    let text = without_byte_order_mark(text?);
    if text.trim().is_empty() {
        let help = "it must hold an object, at least `{}`";
        return Err(problem(
            Code::EmptyFile,
            file,
            None,
            "the file is empty",
            help,
        ));
    }
    Ok(text)
}

fn without_byte_order_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Parses the text of a file, or of its base.
///
/// # Errors
/// The text is not JSON, or nested too deep.
pub(crate) fn parse<'text>(
    arena: &'text Arena,
    file: &str,
    text: &'text str,
    layer: Layer,
) -> Result<Node<'text>, Problems> {
    tree::parse(arena, text, layer).map_err(|failure| match failure {
        ParseError::Syntax(what, byte) => {
            let (what, help) = match mistake::find(text, byte) {
                Some(mistake) => (mistake.message, mistake.help),
                None => (lowercase_first(&what), LOOK_HERE.to_owned()),
            };
            let message = format!("the file is not valid JSON: {what}");
            problem(Code::Syntax, file, Some((text, byte)), message, &help)
        }
        ParseError::EndsEarly(byte) => {
            let message = "the file is not valid JSON: it ends before everything is closed";
            let help = "a `}`, a `]` or a quote is missing here or earlier";
            problem(Code::Syntax, file, Some((text, byte)), message, help)
        }
        ParseError::TooDeep(byte) => {
            let most = tree::MAX_DEPTH;
            let message = format!("lists and objects are nested more than {most} levels deep");
            let help = "no pack and no answers file needs that";
            problem(Code::TooDeep, file, Some((text, byte)), message, help)
        }
    })
}

/// A problem with a file, at a byte of its text or with the file as a whole.
fn problem(
    code: Code,
    file: &str,
    at: Option<(&str, usize)>,
    message: impl Into<String>,
    help: &str,
) -> Problems {
    let position = at.map(|(text, byte)| {
        let position = position(text, byte);
        (position.line, position.column)
    });
    Problems::from(Diagnostic {
        code,
        message: message.into(),
        place: Place {
            position,
            ..Place::whole(file)
        },
        help: Some(help.to_owned()),
    })
}

fn lowercase_first(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}
