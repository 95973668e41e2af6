//! Names in a pack's folder that are none of a pack's: misspelled ones, and files that are never read.

use super::files::PackFiles;
use crate::diagnostic::{Code, Diagnostic, Place, all_of};
use crate::format::{CASES_FILE, PACK_FILES};

/// Files in a pack's folder that are not read.
#[derive(Debug, Default)]
pub struct UnreadFiles {
    /// Those that can only be meant as a file that the pack does not have: errors.
    pub misnamed: Vec<Diagnostic>,
    /// The others: warnings.
    pub strays: Vec<Diagnostic>,
}

/// Finds the files in a pack's folder that are not read, from the names of all of them.
///
/// Hidden files, and what people read about a pack, such as `README` or a license, belong there.
pub fn unread_files(files: &PackFiles, names: &[String]) -> UnreadFiles {
    let mut unread = UnreadFiles::default();
    let mut names: Vec<_> = names.iter().filter(|name| !is_expected(name)).collect();
    names.sort();
    for name in names {
        let place = Place::whole(&files.shown(name));
        match meant_by(name) {
            Some(meant) if files.bytes(meant).is_none() => unread.misnamed.push(Diagnostic {
                code: Code::MisnamedFile,
                message: format!("`{name}` is not read, and the pack has no `{meant}`"),
                place,
                help: Some(format!(
                    "rename it to `{meant}`, or move it out of the folder"
                )),
            }),
            meant => unread.strays.push(Diagnostic {
                code: Code::StrayFile,
                message: format!("`{name}` is not a file of a pack and is not read"),
                place,
                help: Some(match meant {
                    Some(meant) => {
                        format!("`{meant}` is read; move the other one out of the folder")
                    }
                    None => format!(
                        "move it out of the folder; a pack holds {}",
                        all_of(&pack_names().collect::<Vec<_>>())
                    ),
                }),
            }),
        }
    }
    unread
}

fn pack_names() -> impl Iterator<Item = &'static str> {
    PACK_FILES.into_iter().chain([CASES_FILE])
}

/// Returns true for the files of a pack, hidden files, and pages about the pack.
fn is_expected(name: &str) -> bool {
    const PAGES: [&str; 6] = [
        "readme",
        "license",
        "licence",
        "copying",
        "notice",
        "changelog",
    ];
    let lowercase = name.to_lowercase();
    let is_markdown = lowercase
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "md");
    let is_page = is_markdown || PAGES.iter().any(|page| lowercase.starts_with(page));
    name.starts_with('.') || is_page || pack_names().any(|expected| expected == name)
}

/// The file of a pack that a name is near: in other case, misspelled, or as programs call their copies.
fn meant_by(name: &str) -> Option<&'static str> {
    const ENDINGS: [&str; 7] = ["json", "jsonc", "json5", "txt", "text", "js", "bak"];
    const MARKS_OF_COPIES: [&str; 13] = [
        "copy", "of", "old", "new", "backup", "orig", "final", "tmp", "save", "draft", "edited",
        "kopie", "v",
    ];
    let lowercase = name.to_lowercase();
    let words: Vec<_> = lowercase.split(|c: char| !c.is_alphabetic()).collect();
    let has_ending = ENDINGS
        .iter()
        .any(|ending| words.iter().skip(1).any(|word| word == ending));
    if !has_ending && lowercase.contains('.') {
        return None; // a picture or a document
    }
    let is_mark = |word: &&str| ENDINGS.contains(word) || MARKS_OF_COPIES.contains(word);
    let stem: String = words.into_iter().filter(|word| !is_mark(word)).collect();
    let distance = |expected: &str| {
        let expected = expected.trim_end_matches(".json");
        // One slip in a short name, two in a long one; more would be another word.
        let most = if expected.len() < 8 { 1 } else { 2 };
        Some(strsim::osa_distance(&stem, expected)).filter(|distance| *distance <= most)
    };
    pack_names()
        .filter_map(|expected| Some((distance(expected)?, expected)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, expected)| expected)
}

#[cfg(test)]
mod tests {
    use super::{is_expected, meant_by};

    #[test]
    fn names_near_those_of_a_pack_are_recognized() {
        for name in [
            "suitability.json.txt",
            "Suitability.JSON",
            "suitability (1).json",
            "suitability.json.bak",
            "suitabilty.json",
            "suitability - Copy.json",
            "Copy of suitability.json",
            "suitability_v2.json",
            "suitability.json~",
            "suitability.jsonc",
            "suitability",
            "suitability.json.2026-11-30",
            "#suitability.json#",
        ] {
            assert_eq!(meant_by(name), Some("suitability.json"), "{name}");
            assert!(!is_expected(name), "{name}");
        }
        assert_eq!(meant_by("case.json"), Some("cases.json"));
        assert_eq!(meant_by("PACK.json"), Some("pack.json"));
        assert_eq!(meant_by("source.json"), Some("sources.json"));
        assert_eq!(meant_by("questionaire.json"), Some("questionnaire.json"));
    }

    #[test]
    fn other_names_are_not_taken_for_them() {
        for name in [
            "prices.json",
            "sources.pdf",
            "logo.png",
            "package.json",
            "rules.json",
            "notes.txt",
            "Makefile",
        ] {
            assert_eq!(meant_by(name), None, "{name}");
            assert!(!is_expected(name), "{name}");
        }
        for name in [
            "pack.json",
            ".gitignore",
            "README",
            "readme.txt",
            "LICENSE-MIT",
            "notes.md",
        ] {
            assert!(is_expected(name), "{name}");
        }
    }
}
