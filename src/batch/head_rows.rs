//! The first rows of a table: which of them are its header, and which a title above it.

use super::row::Row;
use crate::pack::{Called, Pack, QuestionIndex};

/// The trimmed cells of a row; `None` for one that is not text.
pub(super) type Cells = Vec<Option<String>>;

pub(super) fn cells(text: &[u8], delimiter: u8) -> Cells {
    let mut row = Row::default();
    row.split(text, delimiter);
    let cells = row.cells().map(|cell| {
        let text = str::from_utf8(cell).ok()?;
        Some(text.trim().to_owned())
    });
    cells.collect()
}

/// Returns true if the second row says in full what the columns ask, as survey tools write it.
///
/// A row about a person must never be taken for one: in a column of a question, anything but that question is an
/// answer. At least half of the other cells with text are questions.
pub(super) fn is_second_header(
    pack: &Pack,
    names: &[Option<String>],
    texts: &[Option<String>],
) -> bool {
    let (mut asking, mut others) = (0, 0);
    for (number, text) in texts.iter().enumerate() {
        let name = names.get(number).and_then(Option::as_deref);
        let is_below_a_name = name.is_some_and(|name| !name.is_empty());
        let Some(text) = text.as_deref() else {
            return false;
        };
        let of_column = name.and_then(|name| question(pack, name));
        match (of_column, question(pack, text)) {
            _ if text.is_empty() => {}
            _ if !is_below_a_name => return false, // what is above it is a title
            (Some(own), Some(asked)) if own == asked => asking += 1,
            (Some(_), _) => return false,
            (None, Some(_)) => asking += 1,
            (None, None) => others += 1,
        }
    }
    asking > 0 && asking >= others
}

/// How many rows a header takes: Qualtrics writes ids of its own, as `{"ImportId":"QID1"}`, below the texts.
pub(super) fn header_rows(rows: &[Cells], has_texts: bool) -> usize {
    let is_import_id = |cell: &Option<String>| {
        (cell.as_deref()).is_some_and(|cell| cell.starts_with("{\"ImportId\""))
    };
    let has_ids = |row: &Cells| !row.is_empty() && row.iter().all(is_import_id);
    match has_texts {
        false => 1,
        true if rows.get(2).is_some_and(has_ids) => 3,
        true => 2,
    }
}

/// The place of the header, if it is not the first row: rows above it are a title.
pub(super) fn title_rows(pack: &Pack, rows: &[Cells], has_texts: bool) -> Option<usize> {
    let questions_in = |row: &Cells| {
        let cells = row.iter().flatten();
        cells.filter(|cell| question(pack, cell).is_some()).count()
    };
    let is_named = rows.first().is_some_and(|names| questions_in(names) > 0);
    if is_named || has_texts {
        return None;
    }
    rows.iter().position(|row| questions_in(row) >= 2)
}

fn question(pack: &Pack, words: &str) -> Option<QuestionIndex> {
    match pack.question_called(words) {
        Called::One(index) => Some(index),
        Called::Several(_) | Called::Nothing => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{cells, header_rows, is_second_header};
    use crate::load;

    #[test]
    fn a_person_is_never_taken_for_a_part_of_the_header() {
        let pack = load::pack(&load::builtin()).expect("the built-in pack is sound");
        let is_second = |names: &str, texts: &str| {
            let [names, texts] = [names, texts].map(|row| cells(row.as_bytes(), b','));
            is_second_header(&pack, &names, &texts)
        };
        assert!(is_second(
            "Q1,Q2",
            "What color is your hair without dye?,How do you wear your hair?"
        ));
        assert!(is_second(
            "hair_color,x_a",
            "What color is your hair without dye?,"
        ));
        // The cells name questions, and stand for a person all the same.
        assert!(!is_second("id,hair_color", "hair_length,black"));
        assert!(!is_second(
            "hair_color,hair_length",
            "hair_length,hair_color"
        ));
        assert!(!is_second("hair_color,x_note", "black,Earlier SMP"));
        assert!(!is_second("a,b,c", "hair_color,1,2"));
        assert!(!is_second("hair_color", ""));
    }

    #[test]
    fn only_a_row_of_import_ids_alone_is_a_third_row() {
        let rows = |third: &[u8]| vec![cells(b"a", b','), cells(b"b", b','), cells(third, b',')];
        let ids: &[u8] = b"\"{\"\"ImportId\"\":\"\"Q1\"\"}\"";
        assert_eq!(header_rows(&rows(ids), true), 3);
        assert_eq!(header_rows(&rows(ids), false), 1);
        for person in [b"\xff".as_slice(), b"p1,\xff", b"1", b""] {
            assert_eq!(header_rows(&rows(person), true), 2);
        }
    }
}
