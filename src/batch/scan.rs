//! The quick reader: a record of usual form, straight to option indexes.
//!
//! It never guesses. Whatever it does not know by heart it leaves to [`crate::load`]: escapes, unknown
//! words, a key that stands twice, nested values of the caller's. So it can only be too careful.

use super::record::Record;
use super::vocabulary::{Entry, Key, Vocabulary};
use super::word::Word;
use crate::pack::{Kind, OptionSet};

/// Reads a record; `None` if it must be read with care.
pub(super) fn scan(vocabulary: &Vocabulary, text: &[u8], record: &mut Record) -> Option<()> {
    record.clear();
    let mut scan = Scan { text, at: 0 };
    scan.space();
    scan.expect(b'{')?;
    scan.space();
    if scan.accept(b'}') {
        return scan.end();
    }
    loop {
        scan.member(vocabulary, record)?;
        scan.space();
        if scan.accept(b'}') {
            return scan.end();
        }
        scan.expect(b',')?;
        scan.space();
    }
}

struct Scan<'text> {
    text: &'text [u8],
    at: usize,
}

impl Scan<'_> {
    #[inline]
    fn member(&mut self, vocabulary: &Vocabulary, record: &mut Record) -> Option<()> {
        self.expect(b'"')?;
        let start = self.at;
        let key = self.word()?;
        self.space();
        self.expect(b':')?;
        self.space();
        match vocabulary.keys.find(&key) {
            Some(Key::Question(place)) => {
                let answer = self.answer(vocabulary.questions.get(place)?)?;
                record.answer(place, answer)
            }
            Some(Key::Id) => {
                self.expect(b'"')?;
                let id = self.string()?;
                let text = std::str::from_utf8(self.text.get(id.clone())?).ok()?;
                (!text.trim().is_empty()).then_some(())?;
                record.set_id(id)
            }
            None if key.is_extra() => {
                let key = start..start + key.length();
                let name = self.text.get(key.clone())?;
                (name.is_ascii() && is_usual(name)).then_some(())?;
                let value = self.scalar()?;
                record.add_extra(self.text, key, value)
            }
            None => None,
        }
    }

    #[inline]
    fn answer(&mut self, question: &Entry) -> Option<OptionSet> {
        match (self.peek()?, question.kind) {
            (b'"', Kind::One) => {
                self.at += 1;
                question.options.find(&self.word()?)
            }
            (b'[', Kind::Many) => {
                self.at += 1;
                self.ticked(question)
            }
            (b'n', _) => self.literal(b"null").map(|()| OptionSet::EMPTY),
            _ => None,
        }
    }

    fn ticked(&mut self, question: &Entry) -> Option<OptionSet> {
        self.space();
        if self.accept(b']') {
            return Some(OptionSet::NONE_OF_THESE);
        }
        let mut ticked = OptionSet::EMPTY;
        loop {
            self.expect(b'"')?;
            let option = question.options.find(&self.word()?)?;
            if ticked.meets(option) {
                return None;
            }
            ticked = ticked.union(option);
            self.space();
            if self.accept(b']') {
                return Some(ticked);
            }
            self.expect(b',')?;
            self.space();
        }
    }

    /// A text, a whole number or a literal; where it stands.
    fn scalar(&mut self) -> Option<std::ops::Range<usize>> {
        let start = self.at;
        match self.peek()? {
            b'"' => {
                self.at += 1;
                self.string()?;
            }
            b't' => self.literal(b"true")?,
            b'f' => self.literal(b"false")?,
            b'n' => self.literal(b"null")?,
            b'0' => self.at += 1,
            b'1'..=b'9' => {
                while self.peek()?.is_ascii_digit() {
                    self.at += 1;
                }
                // A number of hundreds of digits is refused, so the usual ones only are taken here.
                (self.at - start < 19).then_some(())?;
            }
            _ => return None,
        }
        Some(start..self.at)
    }

    /// A word of a pack or a key, up to its closing quote.
    #[inline]
    fn word(&mut self) -> Option<Word> {
        let word = Word::read(self.text, self.at)?;
        self.at += word.length() + 1;
        Some(word)
    }

    /// Any text without escapes, up to its closing quote; where it stands.
    fn string(&mut self) -> Option<std::ops::Range<usize>> {
        let start = self.at;
        let rest = self.text.get(start..)?;
        let end = rest.iter().position(|&byte| byte == b'"')?;
        let text = rest.get(..end)?;
        let is_sound = is_usual(text) && (text.is_ascii() || std::str::from_utf8(text).is_ok());
        self.at = start + end + 1;
        is_sound.then_some(start..start + end)
    }

    fn literal(&mut self, literal: &[u8]) -> Option<()> {
        let is_there = self.text.get(self.at..)?.starts_with(literal);
        self.at += literal.len();
        is_there.then_some(())
    }

    #[inline]
    fn expect(&mut self, byte: u8) -> Option<()> {
        self.accept(byte).then_some(())
    }

    #[inline]
    fn accept(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// Nothing but space may follow.
    fn end(&mut self) -> Option<()> {
        self.space();
        (self.at == self.text.len()).then_some(())
    }

    #[inline]
    fn space(&mut self) {
        // Nearly always there is none, which the first comparison tells.
        while let Some(byte) = self.peek()
            && byte <= b' '
            && matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
        {
            self.at += 1;
        }
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }
}

/// Whether a text means what it says: no escapes, no control characters.
fn is_usual(text: &[u8]) -> bool {
    text.iter().all(|&byte| byte >= b' ' && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use super::scan;
    use crate::assess::Table;
    use crate::batch::record::Record;
    use crate::batch::vocabulary::Vocabulary;
    use crate::load::{self, AnswersInput};
    use crate::pack::Pack;

    fn pack() -> Pack {
        load::pack(&load::builtin()).expect("the built-in pack is sound")
    }

    #[test]
    fn records_of_usual_form_are_read_quickly_and_as_a_file_is() {
        const USUAL: [&str; 17] = [
            "{}",
            " \t{ \r\n} ",
            r#"{"hair_color":"black"}"#,
            r#" { "hair_color" : "black" , "hair_length" : "shaved" } "#,
            r#"{"hair_color":null,"skin":null}"#,
            r#"{"skin":[]}"#,
            r#"{"skin":[ ]}"#,
            r#"{"skin":["moles"]}"#,
            r#"{"skin":[ "moles" , "keloid" ]}"#,
            r#"{"id":"a"}"#,
            r#"{"id":"é"}"#,
            r#"{"x_crm":"a, b","x_b":true,"x_c":false,"x_d":null}"#,
            r#"{"x_a":0,"x_b":1,"x_c":907}"#,
            r#"{"x_a":123456789012345678}"#,
            r#"{"id":"17","x_crm":"","hair_color":"black","skin":[],"x_more":3}"#,
            r#"{"x_a":"é"}"#,
            r#"{"x_a" :9 ,"id" :"x"}"#,
        ];
        let pack = pack();
        let (table, vocabulary) = (Table::new(&pack), Vocabulary::new(&pack));
        for text in USUAL {
            let mut quick = Record::new(&table);
            assert!(
                scan(&vocabulary, text.as_bytes(), &mut quick).is_some(),
                "{text}"
            );
            let file = Some(("", text.as_bytes()));
            let answers = load::answers(&table, AnswersInput { file, sets: &[] });
            let mut careful = Record::new(&table);
            careful.take(&answers.expect("the text is sound"));
            assert_eq!(quick.choices, careful.choices, "{text}");
            assert_eq!(quick.id(text.as_bytes()), careful.id(b""), "{text}");
            let extras = quick.extras(text.as_bytes());
            assert!(extras.eq(careful.extras(b"")), "{text}");
        }
    }

    #[test]
    fn whatever_is_unusual_is_left_to_be_read_with_care() {
        const UNUSUAL: [&str; 29] = [
            "",
            "[]",
            "{",
            "{}}",
            "{},",
            r#"{"hair_color"}"#,
            r#"{"hair_color":}"#,
            r#"{"hair_color":"black""#,
            r#"{"hair_color":"black",}"#,
            r#"{"hair_color":"black" "skin":[]}"#,
            r#"{"hair_color":"black","hair_color":"black"}"#,
            r#"{"hair_color":"purple"}"#,
            r#"{"hair_color":["black"]}"#,
            r#"{"hair_color":nul}"#,
            r#"{"skin":"moles"}"#,
            r#"{"skin":["moles"}"#,
            r#"{"skin":["moles","moles"]}"#,
            r#"{"skin":["moles",]}"#,
            r#"{"id":" "}"#,
            r#"{"id":"a","id":"b"}"#,
            r#"{"id":"\u0061"}"#,
            r#"{"x_a":1,"x_a":1}"#,
            r#"{"x_a":1234567890123456789}"#,
            r#"{"x_a":01}"#,
            r#"{"x_a":1.5}"#,
            r#"{"x_a":{}}"#,
            r#"{"sources":1}"#,
            r#"{"x_é":1}"#,
            "{\"x_\u{1}\":1}",
        ];
        let pack = pack();
        let (table, vocabulary) = (Table::new(&pack), Vocabulary::new(&pack));
        for text in UNUSUAL {
            let read = scan(&vocabulary, text.as_bytes(), &mut Record::new(&table));
            assert!(read.is_none(), "{text}");
        }
    }
}
