//! What may be shown: nothing that a terminal obeys, and only places that there are.

use smp_suitability::diagnostic::{Diagnostic, EscapeScanner, Problems, is_control_or_invisible};

/// Nothing in the text steers a terminal, turns it around or hides; line breaks may stand in it.
#[track_caller]
pub(crate) fn assert_harmless(text: &str) {
    // A joiner is text in Persian, in Indic scripts and in emoji.
    let mut found = EscapeScanner::new(text)
        .filter(|(c, must_escape)| *must_escape && *c != '\n' && is_control_or_invisible(*c));
    assert_eq!(found.next(), None, "{text:?}");
}

/// Every problem is shown harmlessly, and stands inside its file.
#[track_caller]
pub(crate) fn assert_shown<'a>(problems: &Problems, bytes_of: impl Fn(&str) -> Option<&'a [u8]>) {
    for problem in problems.diagnostics() {
        assert_harmless(&problem.to_string());
        assert!(!problem.message.is_empty() && !problem.code.name().is_empty());
        if let Some(bytes) = bytes_of(&problem.place.file) {
            assert_inside(problem, bytes);
        }
    }
}

/// The place of a problem is in the file, or just behind the end of a line.
#[track_caller]
pub(crate) fn assert_inside(problem: &Diagnostic, bytes: &[u8]) {
    let Some((line, column)) = problem.place.position else {
        return;
    };
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let found = text.split('\n').nth(line - 1);
    let length = found.map(|found| found.chars().count());
    assert!(
        column > 0 && length.is_some_and(|length| column <= length + 1),
        "{problem}"
    );
}
