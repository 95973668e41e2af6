//! The elements of a response, each with what it holds.

use chrono::{DateTime, NaiveDate};

/// What an element holds.
#[derive(Clone, Copy)]
pub(super) enum Element {
    Text,
    Boolean,
    /// A text with a syntax: its name, a check, and an example.
    Syntax(&'static str, fn(&str) -> bool, &'static str),
    Words(&'static [&'static str]),
    Object(ElementKeys),
    List(&'static Element),
    /// An object that is not looked into.
    Opaque,
    /// Checked where it is read.
    Elsewhere,
}

/// The members that an object may have.
pub(super) type ElementKeys = &'static [(&'static str, Element)];

use Element::{Boolean, Elsewhere, List, Object, Opaque, Syntax, Text, Words};

/// A `QuestionnaireResponse`.
pub(super) static RESPONSE: ElementKeys = &[
    ("resourceType", Text),
    ("id", Syntax("an id of FHIR", is_id, "alex-1")),
    ("meta", Opaque),
    ("implicitRules", Text),
    ("language", Text),
    ("text", Opaque),
    ("contained", List(&Opaque)),
    EXTENSION,
    ("modifierExtension", Elsewhere),
    ("identifier", Object(IDENTIFIER)),
    ("basedOn", List(&Object(REFERENCE))),
    ("partOf", List(&Object(REFERENCE))),
    ("questionnaire", Text),
    ("status", Words(&STATUSES)),
    ("subject", Object(REFERENCE)),
    ("encounter", Object(REFERENCE)),
    (
        "authored",
        Syntax("a day or a moment of FHIR", is_date_time, "2027-03-31"),
    ),
    ("author", Object(REFERENCE)),
    ("source", Object(REFERENCE)),
    ("item", Elsewhere),
    ("_language", Opaque),
    ("_questionnaire", Opaque),
    ("_status", Opaque),
    ("_authored", Opaque),
];

const STATUSES: [&str; 5] = [
    "in-progress",
    "completed",
    "amended",
    "entered-in-error",
    "stopped",
];

const EXTENSION: (&str, Element) = ("extension", List(&Opaque));

/// An item of any kind.
pub(super) static ITEM: ElementKeys = &[
    ("id", Text),
    EXTENSION,
    ("modifierExtension", Elsewhere),
    ("linkId", Elsewhere),
    ("definition", Text),
    ("text", Text),
    ("answer", Elsewhere),
    ("item", Elsewhere),
    ("_definition", Opaque),
    ("_text", Opaque),
];

/// An answer that is a code.
pub(super) static ANSWER: ElementKeys = &[
    ("id", Text),
    EXTENSION,
    ("modifierExtension", Elsewhere),
    ("valueCoding", Elsewhere),
    ("item", Elsewhere),
];

/// A code.
pub(super) static CODING: ElementKeys = &[
    ("id", Text),
    EXTENSION,
    ("system", Elsewhere),
    ("version", Text),
    ("code", Elsewhere),
    ("display", Text),
    ("userSelected", Boolean),
    ("_display", Opaque),
];

static REFERENCE: ElementKeys = &[
    ("id", Text),
    EXTENSION,
    ("reference", Text),
    ("type", Text),
    ("identifier", Object(IDENTIFIER)),
    ("display", Text),
];

static IDENTIFIER: ElementKeys = &[
    ("id", Text),
    EXTENSION,
    (
        "use",
        Words(&["usual", "official", "temp", "secondary", "old"]),
    ),
    ("type", Opaque),
    ("system", Text),
    ("value", Text),
    ("period", Opaque),
    ("assigner", Opaque),
];

fn is_id(text: &str) -> bool {
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
    text.len() <= 64 && text.bytes().all(is_usual)
}

/// A year, a month, a day, or a moment with its time zone.
fn is_date_time(text: &str) -> bool {
    let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok();
    match (text.is_ascii(), text.len()) {
        (true, 4) => day(&format!("{text}-01-01")),
        (true, 7) => day(&format!("{text}-01")),
        (true, 10) => day(text),
        (true, _) => {
            text.as_bytes().get(10) == Some(&b'T') && DateTime::parse_from_rfc3339(text).is_ok()
        }
        (false, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_date_time, is_id};

    #[test]
    fn a_moment_has_a_time_zone_and_a_day_may_be_a_month_or_a_year() {
        for good in [
            "2027",
            "2027-03",
            "2027-03-31",
            "2027-03-31T08:00:00Z",
            "2027-03-31T08:00:00.5+02:00",
        ] {
            assert!(is_date_time(good), "{good}");
        }
        for bad in [
            "27",
            "2027-13",
            "2027-02-30",
            "2027-03-31T08:00",
            "2027-03-31 08:00:00Z",
            "2027-03-31T08:00:00",
            "2027-3-1",
            "today",
            "３０２７",
        ] {
            assert!(!is_date_time(bad), "{bad}");
        }
    }

    #[test]
    fn an_id_has_at_most_64_letters_digits_dots_and_dashes() {
        assert!(is_id("alex-1.b"));
        assert!(!is_id("alex 1") && !is_id("a_b") && !is_id(&"a".repeat(65)));
    }
}
