//! Reads who wrote the rules of a pack, when, and who has reviewed them.

use chrono::NaiveDate;

use super::builtin;
use super::fields::Fields;
use super::reader::{Reader, shortened};
use super::tree::Node;
use crate::diagnostic::Code;
use crate::pack::{Provenance, Text};

pub(super) fn read<'text>(reader: &mut Reader<'text>, fields: &Fields<'_, 'text>) -> Provenance {
    let updated = fields.optional("updated");
    let updated = updated.and_then(|node| day(reader, node));
    let authors = fields.optional("authors");
    let authors = authors.and_then(|node| reader.filled_list(node));
    let authors = names(reader, authors.unwrap_or_default());
    let reviewed_by = fields.optional_list(reader, "reviewed_by");
    Provenance {
        updated,
        authors,
        reviewed_by: names(reader, reviewed_by),
    }
}

fn names<'text>(reader: &mut Reader<'text>, nodes: &[Node<'text>]) -> Vec<Text> {
    let names = nodes.iter().filter_map(|node| reader.short_text(node));
    names.map(builtin::intern_text).collect()
}

fn day<'text>(reader: &mut Reader<'text>, node: &Node<'text>) -> Option<NaiveDate> {
    let text = reader.text(node)?;
    let day = parsed(text);
    if day.is_none() {
        let message = format!("`{}` is not a day", shortened(text));
        let help = "write year, month and day, such as `2026-11-29`";
        reader.report(Code::BadDate, node, message, help.to_owned());
    }
    day
}

/// The day, if it is written in exactly ten characters; other spellings of a date are ambiguous.
fn parsed(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (text.len() == 10 && day.to_string() == text).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::{NaiveDate, parsed};

    #[test]
    fn a_day_is_written_in_one_way_only() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 29);
        assert_eq!(parsed("2026-11-29"), day);
        assert!(parsed("2024-02-29").is_some());
        for other in [
            "",
            "2026",
            "2026-1-5",
            "2026-13-01",
            "2026-02-29",
            "11/29/2026",
            " 2026-11-29",
            "2026-11-29T00:00:00Z",
            "+2026-11-29",
            "12026-11-29",
        ] {
            assert_eq!(parsed(other), None, "{other}");
        }
    }
}
