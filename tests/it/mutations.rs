//! For any damage to the files, the loader answers, and always the same.

use proptest::prelude::*;
use proptest::sample::Index;

use crate::minimal::Input;

/// Pieces that are worth putting into a file.
const PIECES: [&[u8]; 22] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\"",
    b"\\",
    b"\n",
    b"null",
    b"-1",
    b"1e999",
    b"\"none\"",
    b"\"color\"",
    b"\"id\": \"\",",
    b"[[],[]]",
    b"\\ud800",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\0",
    b"\x1b[31m",
    "é日\u{202e}".as_bytes(),
];

/// One change to one file.
#[derive(Debug, Clone)]
struct Mutation {
    file: Index,
    at: Index,
    length: usize,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Delete,
    Repeat,
    Put(&'static [u8]),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let piece = any::<Index>().prop_map(|index| What::Put(index.get::<&[u8]>(&PIECES)));
    let what = prop_oneof![Just(What::Delete), Just(What::Repeat), piece];
    (any::<Index>(), any::<Index>(), 0_usize..40, what).prop_map(|(file, at, length, what)| {
        Mutation {
            file,
            at,
            length,
            what,
        }
    })
}

fn mutate(input: &mut Input, mutation: &Mutation) {
    let file = mutation.file.index(input.files.len());
    let bytes = &mut input.files[file].1;
    let start = mutation.at.index(bytes.len() + 1);
    let end = (start + mutation.length).min(bytes.len());
    match mutation.what {
        What::Delete => drop(bytes.drain(start..end)),
        What::Repeat => {
            let repeated = bytes[start..end].to_vec();
            bytes.splice(end..end, repeated);
        }
        What::Put(piece) => drop(bytes.splice(start..end, piece.iter().copied())),
    }
}

/// Every problem is inside its file and shows nothing that a terminal would obey.
fn check(input: &Input) {
    let problems = input.problems();
    assert_eq!(problems, input.problems());
    for problem in problems {
        let printed = problem.to_string();
        let is_raw = |c: char| c != '\n' && c.is_control() || c == '\u{202e}' || c == '\u{feff}';
        assert!(!printed.contains(is_raw), "{printed:?}");
        let Some((line, column)) = problem.place.position else {
            continue;
        };
        let file = problem.place.file.trim_start_matches("pack/");
        let text = String::from_utf8_lossy(input.bytes(file));
        let found = text
            .trim_start_matches('\u{feff}')
            .split('\n')
            .nth(line - 1);
        let length = found.map(|found| found.chars().count());
        assert!(
            length.is_some_and(|length| column <= length + 1),
            "{printed}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_500) })]

    #[test]
    fn mutated_files_never_panic_and_are_reported_the_same_each_time(
        mutations in proptest::collection::vec(mutation(), 1..4)
    ) {
        let mut input = Input::sound();
        for mutation in &mutations {
            mutate(&mut input, mutation);
        }
        check(&input);
    }
}

#[test]
fn one_value_that_cannot_be_read_is_one_problem() {
    let sound = Input::sound();
    for (file, bytes) in &sound.files {
        let text = std::str::from_utf8(bytes).unwrap();
        for value in values(text) {
            let mut input = sound.clone();
            input.write(
                file,
                format!("{}null{}", &text[..value.start], &text[value.end..]),
            );
            assert!(input.problems().len() <= 1, "{}", input.printed());
        }
    }
}

#[test]
fn every_value_may_be_replaced_by_any_other_kind_of_value() {
    const VALUES: [&str; 9] = [
        "null",
        "true",
        "0",
        "1.5",
        "\"x\"",
        "\"\"",
        "[]",
        "{}",
        "[{}, [], 1]",
    ];
    let sound = Input::sound();
    for (file, bytes) in &sound.files {
        let text = std::str::from_utf8(bytes).unwrap();
        for value in values(text) {
            for other in VALUES {
                let mut input = sound.clone();
                input.write(
                    file,
                    format!("{}{other}{}", &text[..value.start], &text[value.end..]),
                );
                check(&input);
            }
        }
    }
}

/// The places of the texts and numbers of a JSON file, and of its lists and objects.
fn values(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut open = Vec::new();
    let mut found = Vec::new();
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"') => quote = Some(at),
            (Some(start), '"') => {
                quote = None;
                if !text[at + 1..].starts_with(':') {
                    found.push(start..at + 1);
                }
            }
            (None, '{' | '[') => open.push(at),
            (None, '}' | ']') => found.extend(open.pop().map(|start| start..at + 1)),
            (None, '0'..='9') => found.push(at..at + 1),
            _ => {}
        }
    }
    found
}
