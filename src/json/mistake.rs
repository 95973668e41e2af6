//! Names what people often write in a file of JSON that is not JSON.

/// What is wrong, and how to fix it.
pub(super) struct Mistake {
    pub(super) message: String,
    pub(super) help: String,
}

impl Mistake {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }
}

/// The mistake at the place where reading stopped, if it is a common one.
pub(super) fn find(text: &str, byte: usize) -> Option<Mistake> {
    let rest = text.get(byte..)?;
    let before = text.get(..byte)?.trim_end();
    let first = rest.chars().next()?;
    let is_key = matches!(before.chars().next_back(), Some('{' | ','));
    Some(match first {
        '/' | '#' => Mistake::new(
            "a comment stands here, and JSON has none",
            "remove it, or make it a key of your own, such as `\"x_note\": \"…\"`",
        ),
        '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '\'' | '`' | '´' => {
            Mistake::new(
                format!("`{first}` is not a quote of JSON"),
                "write straight quotes, as in `\"hair_color\": \"black\"`",
            )
        }
        '}' | ']' if before.ends_with(',') => Mistake::new(
            "a comma stands after the last entry",
            "remove the comma before this bracket",
        ),
        '{' if before.ends_with('}') => Mistake::new(
            "a second object begins here",
            "write one object, or put a comma between two entries of a list",
        ),
        '=' | ';' => Mistake::new(
            format!("`{first}` stands where JSON has a colon or a comma"),
            "write `\"key\": \"value\"`, with commas between",
        ),
        letter if letter.is_alphabetic() || letter == '_' => {
            let is_of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
            let end = rest.find(|letter| !is_of_word(letter));
            let word = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            let shown = crate::diagnostic::shortened(word);
            match word {
                "None" | "nil" | "undefined" | "NaN" if !is_key => {
                    Mistake::new(format!("`{shown}` is not JSON"), "write `null`")
                }
                "True" | "TRUE" | "False" | "FALSE" if !is_key => Mistake::new(
                    format!("`{shown}` is not JSON"),
                    format!("write `{}`", word.to_ascii_lowercase()),
                ),
                _ => Mistake::new(
                    format!("`{shown}` is not in quotes"),
                    format!("write `\"{shown}\"`"),
                ),
            }
        }
        _ => return None,
    })
}
