//! The fast path for JSON: a record of the usual form, read by `serde_json` straight into option sets.
//!
//! It reads a record exactly as [`crate::load`] would, or not at all. Anything unusual is an error here,
//! without a place or a message: escapes, unknown words, duplicate keys, an answer of the wrong kind, nested
//! values. The loader then reads the record again, accepts it or explains what is wrong.
//!
//! For example, `{"hair_color":"black","x_crm":7}` is read here; `{"hair_color":"bl\u0061ck"}` means the same
//! as a part of it and is left to the loader.

use std::fmt;

use rustc_hash::FxHashMap;
use serde::de::{DeserializeSeed, Deserializer as _, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Deserializer;
use serde_json::value::RawValue;

use super::record::Record;
use crate::pack::{Answers, Kind, OptionSet, Pack, Question};

/// Finds questions and options of a pack by their ids.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    keys: FxHashMap<String, Key>,
    /// In the order of asking.
    questions: Vec<KnownQuestion>,
}

/// What a key of a record names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Id,
    /// By its place in the order of asking.
    Question(usize),
}

/// A question with the option set of each of its options.
#[derive(Debug, Clone)]
pub(super) struct KnownQuestion {
    pub(super) kind: Kind,
    options: FxHashMap<String, OptionSet>,
}

impl Vocabulary {
    pub(super) fn new(pack: &Pack) -> Self {
        let questions = pack.questions.iter().enumerate();
        let keys =
            questions.map(|(place, question)| (question.id.to_string(), Key::Question(place)));
        Self {
            keys: keys.chain([("id".to_owned(), Key::Id)]).collect(),
            questions: pack.questions.iter().map(KnownQuestion::new).collect(),
        }
    }

    /// The question at a place in the order of asking.
    pub(super) fn question(&self, place: usize) -> Option<&KnownQuestion> {
        self.questions.get(place)
    }
}

impl KnownQuestion {
    fn new(question: &Question) -> Self {
        let options = question.options.iter().enumerate();
        let options =
            options.map(|(place, option)| (option.id.to_string(), OptionSet::single(place)));
        Self {
            kind: question.kind,
            options: options.collect(),
        }
    }

    pub(super) fn option(&self, id: &str) -> Option<OptionSet> {
        self.options.get(id).copied()
    }
}

/// Reads a record; `None` if only the loader can say what it means.
pub(super) fn read_json(vocabulary: &Vocabulary, text: &[u8], record: &mut Record) -> Option<()> {
    record.clear();
    // Checked once for the whole record, and not by the parser for each string: twice as fast.
    let text = str::from_utf8(text).ok()?;
    let mut deserializer = Deserializer::from_str(text);
    let visitor = RecordVisitor { vocabulary, record };
    deserializer.deserialize_map(visitor).ok()?;
    deserializer.end().ok()
}

struct RecordVisitor<'a> {
    vocabulary: &'a Vocabulary,
    record: &'a mut Record,
}

impl<'de> Visitor<'de> for RecordVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<Map: MapAccess<'de>>(self, mut map: Map) -> Result<(), Map::Error> {
        // A `&str` borrows from the text, so a key or an id with an escape is an error.
        while let Some(key) = map.next_key::<&str>()? {
            let noted = match self.vocabulary.keys.get(key) {
                Some(&Key::Question(place)) => {
                    let question = (self.vocabulary.question(place))
                        .expect("a key names a question of the same pack");
                    self.record.answer(place, map.next_value_seed(question)?)
                }
                Some(Key::Id) => {
                    let id: &str = map.next_value()?;
                    (!id.trim().is_empty())
                        .then(|| self.record.set_id(id))
                        .flatten()
                }
                None if key.starts_with("x_") && key.is_ascii() && key != Answers::FORM => {
                    let value: &RawValue = map.next_value()?;
                    (is_usual_value(value.get()))
                        .then(|| self.record.add_extra(key, value.get()))
                        .flatten()
                }
                None => None,
            };
            noted.ok_or_else(unusual)?;
        }
        Ok(())
    }
}

/// An error that is never shown: the loader finds out what it is about.
fn unusual<E: Error>() -> E {
    E::custom("left to the loader")
}

/// Reads the answer to a question.
impl<'de> DeserializeSeed<'de> for &KnownQuestion {
    type Value = OptionSet;

    fn deserialize<D: serde::Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<OptionSet, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &KnownQuestion {
    type Value = OptionSet;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an answer")
    }

    /// `null`: the question is open.
    fn visit_unit<E: Error>(self) -> Result<OptionSet, E> {
        Ok(OptionSet::EMPTY)
    }

    fn visit_borrowed_str<E: Error>(self, id: &'de str) -> Result<OptionSet, E> {
        let option = (self.kind == Kind::One).then(|| self.option(id));
        option.flatten().ok_or_else(unusual)
    }

    fn visit_seq<Seq: SeqAccess<'de>>(self, mut seq: Seq) -> Result<OptionSet, Seq::Error> {
        if self.kind == Kind::One {
            return Err(unusual());
        }
        let mut chosen = OptionSet::EMPTY;
        while let Some(id) = seq.next_element::<&str>()? {
            let option = self.option(id).filter(|&option| !chosen.intersects(option));
            chosen = chosen.union(option.ok_or_else(unusual)?);
        }
        Ok(if chosen.is_empty() {
            OptionSet::NONE_OF_THESE
        } else {
            chosen
        })
    }
}

/// Returns true for a string without escapes, a literal, or a whole number of at most 18 digits, which the
/// loader would pass through as they are written.
fn is_usual_value(json: &str) -> bool {
    const MAX_DIGITS: usize = 18; // fits into 64 bits, however it is read later
    match json.as_bytes() {
        [b'"', ..] => !json.contains('\\'),
        [b't' | b'f' | b'n', ..] => true,
        digits => digits.len() <= MAX_DIGITS && digits.iter().all(u8::is_ascii_digit),
    }
}

#[cfg(test)]
mod tests {
    use super::{Vocabulary, read_json};
    use crate::assess::Table;
    use crate::batch::record::Record;
    use crate::load::{self, AnswersInput};
    use crate::pack::Pack;

    fn pack() -> Pack {
        load::pack(&load::builtin()).expect("the built-in pack is sound")
    }

    #[test]
    fn records_of_the_usual_form_are_read_as_the_loader_reads_them() {
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
            let mut fast = Record::new(&table);
            assert!(
                read_json(&vocabulary, text.as_bytes(), &mut fast).is_some(),
                "{text}"
            );
            let file = Some(("", text.as_bytes()));
            let answers = load::answers(&table, AnswersInput { file, sets: &[] });
            let mut loaded = Record::new(&table);
            loaded.load(&answers.expect("the text is sound"));
            assert_eq!(fast.choices, loaded.choices, "{text}");
            assert_eq!(fast.id(), loaded.id(), "{text}");
            assert!(fast.extras().eq(loaded.extras()), "{text}");
        }
    }

    #[test]
    fn anything_unusual_is_left_to_the_loader() {
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
            let read = read_json(&vocabulary, text.as_bytes(), &mut Record::new(&table));
            assert!(read.is_none(), "{text}");
        }
    }
}
