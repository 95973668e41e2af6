//! Names for the files of pages that mean one file on every system.
//!
//! File systems differ in what they take for the same name: some ignore case, some the way accents are
//! written. So a name keeps the letters of an id in one form only, the lowercase letters in the Unicode
//! normalization form NFC, and two names are the same on every system or on none.

use unicode_normalization::UnicodeNormalization as _;
use unicode_width::UnicodeWidthChar as _;

use super::record::Start;
use crate::diagnostic::{EscapeScanner, is_control_or_invisible};

/// Bytes of the longest base of a name. With all that may follow it, a name has less than the 255 bytes and
/// the 255 UTF-16 units that file systems allow, also where accents are stored as characters of their own.
const MAX_BASE: usize = 100;

/// Names that mean a device on Windows, with any extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Names for the page of a record, to be tried in turn until one is free.
///
/// They hold lowercase letters, digits, `-` and `_` only. A name with the place of the record in the input is
/// unique, unless an id looks like it.
pub(super) fn page_names(id: Option<&str>, start: Start) -> impl Iterator<Item = String> {
    let base = id.map(base_name).filter(|base| !base.is_empty());
    let line = match &base {
        None => format!("line-{}", start.line),
        Some(base) => format!("{base}-line-{}", start.line),
    };
    // Several entries of a list may be on one line.
    let column = format!("{line}-column-{}", start.column);
    let numbered = column.clone();
    let further = (2_u64..).map(move |number| format!("{numbered}-{number}"));
    let names = base.into_iter().chain([line, column]).chain(further);
    names.map(|name| name + ".html")
}

/// The id with `-` in the place of everything that could steer a path or a shell, and without what is invisible.
fn base_name(id: &str) -> String {
    let mut safe = String::new();
    for (letter, must_escape) in EscapeScanner::new(id) {
        if is_mark(letter) {
            // A mark belongs to the letter before it, and more than a few would cover other lines.
            if !must_escape && !safe.is_empty() && !safe.ends_with('-') {
                safe.push(letter);
            }
        } else if letter.is_alphanumeric() && !is_invisible(letter) || letter == '_' {
            safe.push(letter);
        } else if !is_invisible(letter) && !safe.is_empty() && !safe.ends_with('-') {
            safe.push('-');
        }
        if safe.len() > 8 * MAX_BASE {
            break; // cut below, once it is known how long each letter is
        }
    }
    let mut safe = folded(&safe);
    let mut ends = (0..=MAX_BASE.min(safe.len())).rev();
    let end = ends.find(|end| safe.is_char_boundary(*end));
    safe.truncate(end.unwrap_or_default());
    safe.truncate(safe.trim_end_matches('-').len());
    if is_reserved(&safe) {
        safe.push('_');
    }
    safe
}

/// The form of a name that stays the same in other case and in every normalization.
fn folded(name: &str) -> String {
    // Going through capital letters makes one of `ß` and `ss`, or of the two forms of a sigma. Only the
    // dotless `ı` would become another letter, and no file system takes it for `i`.
    let capitals = |letter: char| match letter {
        'ı' => "ı".to_owned(),
        other => other.to_uppercase().collect(),
    };
    let upper: String = name.nfc().map(capitals).collect();
    upper.to_lowercase().nfc().collect()
}

/// Returns true for an accent, a vowel sign or another mark that is drawn on the letter before it.
fn is_mark(letter: char) -> bool {
    letter.width() == Some(0) && !is_invisible(letter)
}

fn is_invisible(letter: char) -> bool {
    let is_selector = matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    is_selector || !letter.is_control() && is_control_or_invisible(letter)
}

/// Returns true if a name means something else: a device of Windows, or a page of the index.
fn is_reserved(name: &str) -> bool {
    let are_digits = |rest: &str| {
        rest.chars()
            .all(|c| c.is_ascii_digit() || "¹²³".contains(c))
    };
    let device = DEVICES.iter().find_map(|device| name.strip_prefix(device));
    let index = name.strip_prefix("index");
    device.is_some_and(|rest| rest.chars().count() <= 1 && are_digits(rest))
        || index.is_some_and(|rest| are_digits(rest.strip_prefix('-').unwrap_or(rest)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const START: Start = Start {
        line: 17,
        column: 5,
    };

    #[track_caller]
    fn check(id: &str, expected: &[&str]) {
        let names: Vec<_> = page_names(Some(id), START).take(expected.len()).collect();
        assert_eq!(names, expected, "{id:?}");
    }

    #[test]
    fn a_plain_id_is_the_name() {
        check("lead-0042", &["lead-0042.html"]);
        check("Anna Müller", &["anna-müller.html"]);
        check("a_b", &["a_b.html"]);
    }

    #[test]
    fn further_names_say_where_the_record_stands() {
        let expected = [
            "alex.html",
            "alex-line-17.html",
            "alex-line-17-column-5.html",
            "alex-line-17-column-5-2.html",
            "alex-line-17-column-5-3.html",
        ];
        check("alex", &expected);
        check("ALEX", &expected);
    }

    #[test]
    fn a_record_without_an_id_is_called_by_its_line() {
        let expected = ["line-17.html", "line-17-column-5.html"];
        for id in ["", "  ", "..", "🙂", "/", "\u{0}"] {
            check(id, &expected);
        }
        assert_eq!(page_names(None, START).next().as_deref(), Some(expected[0]));
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        check("../../etc/passwd", &["etc-passwd.html"]);
        check("C:\\Windows\\system.ini", &["c-windows-system-ini.html"]);
        check(".bashrc", &["bashrc.html"]);
        check("-rf *", &["rf.html"]);
        check("a\u{0}b", &["a-b.html"]);
    }

    #[test]
    fn names_that_mean_something_else_are_changed() {
        for (id, expected) in [
            ("CON", "con_.html"),
            ("nul", "nul_.html"),
            ("com1", "com1_.html"),
            ("LPT0", "lpt0_.html"),
            ("index", "index_.html"),
            ("Index-2", "index-2_.html"),
            ("comb", "comb.html"),
            ("com10", "com10.html"),
            ("COM¹", "com¹_.html"),
            ("con.txt", "con-txt.html"),
            ("indexes", "indexes.html"),
        ] {
            check(id, &[expected]);
        }
    }

    #[test]
    fn letters_of_every_script_stay() {
        for (id, expected) in [
            ("Jürgen M.", "jürgen-m.html"),
            ("Özgür", "özgür.html"),
            ("李明", "李明.html"),
            ("Łukasz", "łukasz.html"),
            ("Işık", "işık.html"),
            ("Γιώργος", "γιώργος.html"),
            ("Нгуен Ван", "нгуен-ван.html"),
            ("نگین", "نگین.html"),
            ("प्रिया", "प्रिया.html"),
            ("x y", "x-y.html"),
        ] {
            check(id, &[expected]);
        }
    }

    #[test]
    fn ids_that_a_file_system_takes_for_one_have_one_name() {
        for same in [
            ["Müller", "Mu\u{308}ller"],
            ["MÜLLER", "müller"],
            ["Strauß", "STRAUSS"],
            ["ΓΙΏΡΓΟΣ", "γιώργοσ"],
            ["\u{17f}am", "Sam"],
            ["می\u{200c}نا", "مینا"],
            ["a\u{feff}b", "ab"],
            ["a\u{e0100}", "a"],
        ] {
            let [one, other] = same.map(|id| page_names(Some(id), START).next());
            assert_eq!(one, other);
        }
    }

    #[test]
    fn marks_belong_to_a_letter_and_are_few() {
        check("\u{301}a", &["a.html"]);
        check("a \u{301}b", &["a-b.html"]);
        let expected = format!("z{}y.html", "\u{301}".repeat(3));
        check(
            &format!("z\u{301}{}y", "\u{301}".repeat(9)),
            &[&expected
                .replacen("z\u{301}", "ź", 1)
                .replace('y', "\u{301}y")],
        );
    }

    #[test]
    fn a_long_id_is_cut() {
        let long = "x".repeat(300);
        check(&long, &[&format!("{}.html", "x".repeat(MAX_BASE))]);
        check(
            &"李".repeat(300),
            &[&format!("{}.html", "李".repeat(MAX_BASE / 3))],
        );
        let last = Start {
            line: usize::MAX,
            column: usize::MAX,
        };
        let names = page_names(Some(&long), last);
        assert!(names.take(9).all(|name| name.len() <= 255));
    }

    proptest! {
        #[test]
        fn every_name_is_a_file_name_everywhere(id in any::<String>(), line in 1_usize.., column in 1_usize..) {
            let start = Start { line, column };
            for name in page_names(Some(&id), start).take(5) {
                let stem = name.strip_suffix(".html").unwrap_or_default();
                let is_usual = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || is_mark(c);
                prop_assert!(!stem.is_empty() && stem.chars().all(is_usual), "{name}");
                prop_assert!(!stem.starts_with('-') && !is_reserved(stem), "{name}");
                prop_assert!(!stem.starts_with(is_mark), "{name}");
                prop_assert!(!stem.contains(is_control_or_invisible), "{name}");
                prop_assert!(name.len() <= 255, "{name}");
            }
        }

        /// So two names that are equal but for case or normalization are equal.
        #[test]
        fn no_name_has_another_form(id in any::<String>()) {
            let name = base_name(&id);
            let forms = [
                name.to_uppercase().replace('I', "i"),
                name.to_lowercase(),
                name.nfd().collect(),
                name.nfc().collect(),
            ];
            for form in forms {
                if !name.contains('ı') {
                    prop_assert_eq!(folded(&form), &*name);
                }
            }
        }
    }
}
