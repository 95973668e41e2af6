//! What fuzzing found interesting, replayed: a small corpus for each target of `fuzz/`.

use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use crate::fuzzed::{TARGETS, builtin};

/// The package on a registry comes without `fuzz/`; there is nothing to replay there.
fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    folder.is_dir().then_some(folder)
}

/// Names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let name = |entry: fs::DirEntry| entry.file_name().into_string().unwrap();
    let mut names: Vec<_> = entries.map(|entry| name(entry.unwrap())).collect();
    names.sort();
    names
}

/// Runs every input of a target; names those at which something does not hold.
#[track_caller]
fn replay(name: &str) {
    let Some(folder) = folder() else { return };
    let (_, target) = TARGETS.iter().find(|(target, _)| *target == name).unwrap();
    let corpus = folder.join("corpus").join(name);
    let inputs = names(&corpus);
    assert!(!inputs.is_empty(), "there is no corpus for {name}");
    let broken = inputs.iter().filter(|input| {
        let bytes = fs::read(corpus.join(input)).unwrap();
        catch_unwind(|| target(&bytes)).is_err()
    });
    assert_eq!(broken.collect::<Vec<_>>(), [""; 0], "of fuzz/corpus/{name}");
}

macro_rules! replays {
    ($($test:ident: $target:literal,)*) => {
        $(
            #[test]
            fn $test() {
                replay($target);
            }
        )*

        #[test]
        fn every_target_is_replayed_and_can_be_fuzzed() {
            assert_eq!(TARGETS.map(|(name, _)| name), [$($target),*]);
            let Some(folder) = folder() else { return };
            let files = TARGETS.map(|(name, _)| format!("{name}.rs"));
            assert_eq!(names(&folder.join("fuzz_targets")), files);
            assert_eq!(names(&folder.join("corpus")), TARGETS.map(|(name, _)| name));
            let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
            for (name, _) in TARGETS {
                assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
            }
        }
    };
}

replays! {
    answers_files_are_refused_with_a_place_or_read_back_as_they_were: "answers",
    columns_of_other_programs_are_refused_with_places_or_read: "columns",
    streams_are_cut_into_the_same_records_in_blocks_of_any_size: "cut",
    folders_of_a_pack_are_refused_with_places_or_can_be_proved_and_used: "pack",
    lines_of_json_are_read_as_a_single_file_is: "record",
    responses_are_refused_with_a_place_or_come_back_as_they_were: "response",
    rows_of_a_table_are_read_as_the_record_with_the_same_answers: "sheet",
    the_sweep_finds_what_trying_everything_finds: "sweep",
    the_table_reads_conditions_as_they_are_written: "table",
    workbooks_are_refused_with_reasons_or_become_tables: "workbook",
    whatever_is_written_can_be_read_and_no_word_is_taken_for_markup: "writers",
}

#[test]
fn the_words_to_fuzz_with_name_every_question_and_option() {
    let Some(folder) = folder() else { return };
    let words = fs::read_to_string(folder.join("words.dict")).unwrap();
    let words: BTreeSet<_> = words.lines().map(|line| line.trim_matches('"')).collect();
    for question in &builtin().pack().questions {
        assert!(words.contains(question.id.as_str()), "{}", question.id);
        for option in &question.options {
            assert!(words.contains(option.id.as_str()), "{}", option.id);
        }
    }
}
