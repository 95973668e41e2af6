//! The plan of a treatment as an RFC 5545 calendar: sessions, recovery, touch-up, or the end of a wait.
//!
//! Every stamp and identifier comes from the input, so the same input gives the same bytes.

mod plan;

use std::fmt::Write as _;

use chrono::{NaiveDate, NaiveTime};
use icalendar::{Calendar, Component as _, Event, EventLike as _, Property};
use sha2::{Digest as _, Sha256};

use self::plan::CalendarEntry;
use super::json::answers_file;
use super::provenance::provenance;
use crate::assess::Assessment;
use crate::diagnostic::escape_untrusted;

/// The plan from a first session on this day; for a stopped person the earliest day for one.
///
/// Events of a person with an id keep their identifiers when the day or an answer changes, so a calendar
/// program moves them. Of two versions of an event, programs keep the one with the higher `sequence`.
pub fn calendar(assessment: &Assessment, start: NaiveDate, sequence: u32) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//smp-suitability//smp//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", "SMP plan"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    let owner = owner(assessment);
    let note = format!("{} {}", plan::NOTE, provenance(assessment.pack));
    for entry in plan::entries(assessment, start) {
        let mut event = event(&entry, &owner, &note, start);
        calendar.push(event.sequence(sequence).done());
    }
    folded(&calendar.to_string())
}

/// The lines of a calendar, none of them longer than the standard wants it: 75 bytes.
fn folded(calendar: &str) -> String {
    const LONGEST: usize = 75;
    let mut folded = String::with_capacity(calendar.len());
    // The library folds the first line of several at the right place, but not the others.
    for line in calendar.replace("\r\n ", "").split_terminator("\r\n") {
        let mut length = 0;
        for letter in line.chars() {
            if length + letter.len_utf8() > LONGEST {
                folded.push_str("\r\n ");
                length = 1;
            }
            folded.push(letter);
            length += letter.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}

/// Makes event ids differ between people: a digest of the person's id, or without one of the answers.
fn owner(assessment: &Assessment) -> String {
    let pack = assessment.pack;
    let person = match &assessment.answers.id {
        Some(id) => id.clone(),
        None => answers_file(pack, &assessment.answers),
    };
    let digest = Sha256::digest(format!("{}\n{person}", pack.id));
    let first = digest.iter().take(8);
    first.fold(String::new(), |mut hex, byte| {
        _ = write!(hex, "{byte:02x}"); // a `String` takes everything
        hex
    })
}

fn event(entry: &CalendarEntry, owner: &str, note: &str, start: NaiveDate) -> Event {
    // An all-day event ends before the day that it names as its end.
    let end = entry.last.succ_opt().unwrap_or(entry.last);
    let text = format!("{}\n\n{note}", entry.text);
    let mut event = Event::new();
    event
        .uid(&format!("{}-{owner}@smp", entry.key))
        .timestamp(start.and_time(NaiveTime::MIN).and_utc())
        .starts(entry.first)
        .ends(end)
        .summary(&escape_untrusted(&entry.title))
        .description(&shown(&text))
        // A plan for the skin does not make a person busy.
        .add_property("TRANSP", "TRANSPARENT");
    event.done()
}

/// Text of several lines, each free of what a terminal would obey.
fn shown(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(escape_untrusted).collect();
    lines.join("\n")
}
