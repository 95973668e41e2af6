//! How values on the command line are read.

use chrono::{Datelike as _, NaiveDate};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use encoding_rs::Encoding;
use smp_suitability::pack::{Country, Verdict};
use smp_suitability::report::FormAddress;

pub(super) fn delimiter(written: &str) -> Result<u8, String> {
    match written.as_bytes() {
        _ if written == "tab" || written == "\\t" => Ok(b'\t'),
        &[byte @ (b'\t' | b'!'..=b'~')] if byte != b'"' && !byte.is_ascii_alphanumeric() => {
            Ok(byte)
        }
        _ => Err("expected one character such as `,` or `;`, or `tab`".to_owned()),
    }
}

pub(super) fn address(url: &str) -> Result<FormAddress, String> {
    FormAddress::parse(url).map_err(|wrong| {
        format!("the address {wrong}; write one such as https://forms.example.org/f/17")
    })
}

pub(super) fn country(code: &str) -> Result<Country, String> {
    Country::parse(code)
        .ok_or_else(|| "expected two letters, such as `US`, `GB` or `CA`".to_owned())
}

/// Takes a text that is not blank, without space around it.
pub(super) fn line(written: &str) -> Result<String, String> {
    let line = written.trim();
    if line.is_empty() {
        return Err("write at least one word".to_owned());
    }
    Ok(line.to_owned())
}

/// Takes the value of a variable for an option that has no value.
pub(super) fn switch(word: &str) -> Result<bool, String> {
    match word.to_ascii_lowercase().as_str() {
        "1" | "yes" | "true" | "on" => Ok(true),
        "0" | "no" | "false" | "off" => Ok(false),
        _ => Err("expected `1`, `yes`, `true` or `on`, or `0`, `no`, `false` or `off`".to_owned()),
    }
}

pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    let read = NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|day| text.len() == 10 && (1900..=2200).contains(&day.year()));
    read.ok_or_else(|| "expected a day such as 2027-03-31, from 1900 to 2200".to_owned())
}

/// Takes the id of a verdict.
pub(super) fn verdict() -> impl TypedValueParser<Value = Verdict> {
    let of_id = |id: &str| Verdict::ALL.into_iter().find(|verdict| verdict.id() == id);
    PossibleValuesParser::new(Verdict::ALL.map(Verdict::id))
        .map(move |id| of_id(&id).expect("every possible value is the id of a verdict"))
}

/// Takes the name of an encoding, as in web pages.
pub(super) fn encoding(name: &str) -> Result<&'static Encoding, String> {
    let found = Encoding::for_label_no_replacement(name.as_bytes());
    found.ok_or_else(|| {
        "expected the name of an encoding, such as `utf-8`, `windows-1252` or `utf-16le`".to_owned()
    })
}
