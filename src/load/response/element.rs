//! The elements of a response, in the shapes of the files of a pack.

use chrono::{DateTime, NaiveDate};

use crate::format::Shape::{Boolean, Elsewhere, List, Object as Inner, Opaque, Syntax, Text, Word};
use crate::format::{Key, Object, TextSyntax, may};

/// A `QuestionnaireResponse`.
pub(super) static RESPONSE: Object = Object {
    name: "response",
    keys: &[
        may("resourceType", Text),
        may("id", Syntax(&ID)),
        may("meta", Opaque),
        may("implicitRules", Text),
        may("language", Text),
        may("text", Opaque),
        may("contained", List(&Opaque)),
        EXTENSION,
        MODIFIER,
        may("identifier", Inner(&IDENTIFIER)),
        may("basedOn", List(&Inner(&REFERENCE))),
        may("partOf", List(&Inner(&REFERENCE))),
        may("questionnaire", Text),
        may("status", Word(&STATUSES)),
        may("subject", Inner(&REFERENCE)),
        may("encounter", Inner(&REFERENCE)),
        may("authored", Syntax(&DATE_TIME)),
        may("author", Inner(&REFERENCE)),
        may("source", Inner(&REFERENCE)),
        may("item", Elsewhere),
        may("_language", Opaque),
        may("_questionnaire", Opaque),
        may("_status", Opaque),
        may("_authored", Opaque),
    ],
};

static STATUSES: [(&str, ()); 5] = [
    ("in-progress", ()),
    ("completed", ()),
    ("amended", ()),
    ("entered-in-error", ()),
    ("stopped", ()),
];

const EXTENSION: Key = may("extension", List(&Opaque));
const MODIFIER: Key = may("modifierExtension", Elsewhere);

/// An item of any kind.
pub(super) static ITEM: Object = Object {
    name: "item",
    keys: &[
        may("id", Text),
        EXTENSION,
        MODIFIER,
        may("linkId", Elsewhere),
        may("definition", Text),
        may("text", Text),
        may("answer", Elsewhere),
        may("item", Elsewhere),
        may("_linkId", Opaque),
        may("_definition", Opaque),
        may("_text", Opaque),
    ],
};

/// An answer that is a code, words or a number.
pub(super) static ANSWER: Object = Object {
    name: "answer",
    keys: &[
        may("id", Text),
        EXTENSION,
        MODIFIER,
        may("valueCoding", Elsewhere),
        may("valueString", Elsewhere),
        may("valueInteger", Elsewhere),
        may("item", Elsewhere),
        may("_valueCoding", Opaque),
        may("_valueString", Opaque),
        may("_valueInteger", Opaque),
    ],
};

/// A code.
pub(super) static CODING: Object = Object {
    name: "code",
    keys: &[
        may("id", Text),
        EXTENSION,
        may("system", Text),
        may("version", Text),
        may("code", Text),
        may("display", Text),
        may("userSelected", Boolean),
        may("_code", Opaque),
        may("_display", Opaque),
    ],
};

static REFERENCE: Object = Object {
    name: "reference",
    keys: &[
        may("id", Text),
        EXTENSION,
        may("reference", Text),
        may("type", Text),
        may("identifier", Inner(&IDENTIFIER)),
        may("display", Text),
    ],
};

static IDENTIFIER: Object = Object {
    name: "identifier",
    keys: &[
        may("id", Text),
        EXTENSION,
        may("use", Word(&IDENTIFIER_USES)),
        may("type", Opaque),
        may("system", Text),
        may("value", Text),
        may("period", Opaque),
        may("assigner", Opaque),
    ],
};

static IDENTIFIER_USES: [(&str, ()); 5] = [
    ("usual", ()),
    ("official", ()),
    ("temp", ()),
    ("secondary", ()),
    ("old", ()),
];

static ID: TextSyntax = TextSyntax {
    name: "an id of FHIR",
    accepts: is_id,
    example: "alex-1",
};

static DATE_TIME: TextSyntax = TextSyntax {
    name: "a day or a moment of FHIR",
    accepts: is_date_time,
    example: "2027-03-31",
};

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
