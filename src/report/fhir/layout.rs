//! Lays a resource out as text to read.

use serde::Serialize;

use crate::report::sanitize::sanitized_json;

/// What texts begin and end with.
const QUOTE: char = '\u{22}';

/// JSON without space between its values, with an entry on each line.
fn indented(json: &str) -> String {
    let mut text = String::with_capacity(2 * json.len());
    let mut depth = 0_usize;
    let mut is_in_text = false;
    let mut is_escaped = false;
    let mut before = ' ';
    for letter in json.chars() {
        let is_empty = matches!((before, letter), ('{', '}') | ('[', ']'));
        match letter {
            _ if is_in_text => {}
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                if !is_empty {
                    break_line(&mut text, depth);
                }
            }
            _ if matches!(before, '{' | '[') => break_line(&mut text, depth),
            _ => {}
        }
        text.push(letter);
        before = letter;
        match letter {
            QUOTE if !is_escaped => {
                is_in_text = !is_in_text;
                before = ' '; // a bracket within a text opens nothing
            }
            _ if is_in_text => before = ' ',
            '{' | '[' => depth += 1,
            ',' => break_line(&mut text, depth),
            ':' => text.push(' '),
            _ => {}
        }
        is_escaped = is_in_text && letter == '\\' && !is_escaped;
    }
    text.push('\n');
    text
}

fn break_line(text: &mut String, depth: usize) {
    text.push('\n');
    text.extend(std::iter::repeat_n("  ", depth));
}

/// A resource: indented, ending in a line break, safe to print.
///
/// It is laid out as text, so that what an input said and is given back looks like all the rest.
pub(super) fn printed(resource: &impl Serialize) -> String {
    let json =
        serde_json::to_string(resource).expect("every key is a string and every value plain");
    sanitized_json(&indented(&json)).into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::indented;

    #[test]
    fn text_is_laid_out_as_serde_json_lays_it_out() {
        let value = json!({ "a": [1, { "b": "x, {y}: [\\\"" }, [], {}], "c": {}, "d": [[null]], "e": "\\" });
        let expected = format!("{value:#}\n");
        assert_eq!(indented(&value.to_string()), expected);
        let again: Value = serde_json::from_str(&expected).expect("it is JSON");
        assert_eq!(again, value);
    }
}
