//! The folder of a pack, file by file.

use smp_suitability::assess::{Table, assess};
use smp_suitability::diagnostic::Problems;
use smp_suitability::load::{self, CASES_FILE, PACK_FILES, PackFiles};
use smp_suitability::pack::{Answers, Pack};
use smp_suitability::verify;

use super::shown::{assert_harmless, assert_shown};

/// Stands before the name of a file, on a line of its own.
const MARK: &str = "=== ";

/// A folder is written as its files one after the other, each after its name. What is not named is that
/// of a sound pack, unless the first line is `=== alone`.
fn folder(bytes: &[u8]) -> PackFiles {
    let mut files: Vec<(&'static str, Vec<u8>)> = Vec::new();
    let mut is_alone = false;
    let mut current = None;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if let Some(name) = line.strip_prefix(MARK.as_bytes()) {
            let name = name.trim_ascii();
            is_alone |= name == b"alone";
            let mut names = PACK_FILES.into_iter().chain([CASES_FILE]);
            current = names.find(|known| known.as_bytes() == name);
            if let Some(name) = current {
                files.retain(|(file, _)| *file != name);
                files.push((name, Vec::new()));
            }
        } else if let (Some(_), Some((_, content))) = (current, files.last_mut()) {
            content.extend_from_slice(line);
        }
    }
    if !is_alone {
        for (name, content) in sound() {
            if files.iter().all(|(file, _)| *file != name) {
                files.push((name, content.to_vec()));
            }
        }
    }
    PackFiles {
        folder: "pack".to_owned(),
        files: (files.into_iter())
            .map(|(name, content)| (name, content.into()))
            .collect(),
    }
}

macro_rules! minimal {
    ($($name:literal),*) => {
        [$(($name, include_bytes!(concat!("../../packs/minimal/", $name)))),*]
    };
}

/// The files of the smallest pack that uses every part of the format.
pub(super) fn sound() -> [(&'static str, &'static [u8]); 7] {
    minimal![
        "pack.json",
        "questionnaire.json",
        "suitability.json",
        "expectations.json",
        "guide.json",
        "sources.json",
        "cases.json"
    ]
}

/// The bytes are a folder.
pub(super) fn target(bytes: &[u8]) {
    let files = folder(bytes);
    match load::pack(&files) {
        Err(problems) => {
            assert_in_folder(&files, &problems);
            assert_eq!(load::pack(&files).err().as_ref(), Some(&problems));
        }
        Ok(pack) => assert_usable(&files, &pack),
    }
}

fn assert_in_folder(files: &PackFiles, problems: &Problems) {
    assert_shown(problems, |name| {
        let name = name.strip_prefix("pack/")?;
        let found = files.files.iter().find(|(file, _)| *file == name);
        found.map(|(_, bytes)| bytes.as_ref())
    });
}

/// Whatever loads can be used, tested and proved.
fn assert_usable(files: &PackFiles, pack: &Pack) {
    /// The proofs about more questions take long.
    const PROVED: usize = 8;
    let table = Table::new(pack);
    let blank = assess(&table, &Answers::blank(pack));
    match load::cases(&table, files) {
        Err(problems) => assert_in_folder(files, &problems),
        Ok(cases) => {
            for failure in cases.iter().flat_map(|case| verify::failures(&table, case)) {
                assert!(!failure.is_empty());
            }
        }
    }
    if pack.questions.len() > PROVED {
        return;
    }
    match verify::score(pack, &files.folder) {
        Err(problems) => assert_in_folder(files, &problems),
        Ok(()) => assert!((0..=100).contains(&blank.score)),
    }
    if verify::tractable(pack, &files.folder).is_ok() {
        let checked = verify::check(&table, files);
        assert_harmless(&verify::check_text(&table, &checked, None));
        assert_harmless(&verify::check_json(&table, &checked, None));
    }
}
