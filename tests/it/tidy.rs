//! The core touches nothing outside, and each layer uses only lower ones.

mod cycles;

use std::fs;
use std::path::{Path, PathBuf};

/// Modules of the library from the lowest layer to the highest.
const LAYERS: [&str; 15] = [
    "pack",
    "case",
    "assess",
    "diagnostic",
    "fhir",
    "json",
    "format",
    "load",
    "space",
    "words",
    "report",
    "verify",
    "interview",
    "batch",
    "facade",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Every file of the library with its module and its text.
fn core() -> Vec<(String, String, PathBuf)> {
    let files = sources(Path::new("src")).into_iter().filter_map(|path| {
        let module = path.components().nth(1)?.as_os_str().to_str()?;
        let module = module.trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&path).unwrap();
        (module != "shell" && module != "main").then_some((module, text, path))
    });
    files.collect()
}

/// The text without its comments, which may speak of anything.
fn code(text: &str) -> String {
    let lines = text.lines();
    let code = lines.filter(|line| !line.trim_start().starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_core_touches_nothing_outside() {
    let outside = [
        "std::fs",
        "std::io",
        "std::env",
        "std::time",
        "std::process",
        "std::net",
        "clap",
        "colored",
        "dialoguer",
        "tempfile",
        "ctrlc",
        "nix::",
        "println!",
        "dbg!",
    ];
    for (_, text, path) in core() {
        // A workbook is unpacked in memory, through the traits of files.
        let code = code(&text)
            .replace("use std::io::{Cursor, Read as _};", "")
            .replace("use std::io::{Cursor, Write as _};", "");
        for word in outside {
            assert!(!code.contains(word), "{} mentions {word}", path.display());
        }
    }
}

#[test]
fn each_layer_uses_only_lower_ones() {
    let layer_of = |module: &str| LAYERS.iter().position(|layer| *layer == module);
    for (module, text, path) in core() {
        let Some(layer) = layer_of(&module) else {
            assert_eq!(module, "lib", "{} is in no layer", path.display());
            continue;
        };
        for used in code(&text).split("crate::").skip(1) {
            let used: String = used.chars().take_while(char::is_ascii_lowercase).collect();
            let is_lower = layer_of(&used).is_some_and(|used| used <= layer);
            assert!(is_lower, "{} uses {used}", path.display());
        }
    }
}

#[test]
fn the_library_lists_every_layer_in_order() {
    let library = fs::read_to_string("src/lib.rs").unwrap();
    let named = library.lines().filter_map(|line| {
        let (name, says) = line.strip_prefix("//! - [`")?.split_once("`] ")?;
        assert!(!says.is_empty(), "{name}");
        Some(name)
    });
    assert_eq!(named.collect::<Vec<_>>(), LAYERS);
}

#[test]
fn the_map_in_contributing_has_every_module_in_order() {
    let contributing = fs::read_to_string("CONTRIBUTING.md").unwrap();
    let rows = contributing
        .lines()
        .filter_map(|line| line.strip_prefix("| `src/"));
    let modules: Vec<_> = rows
        .map(|row| row.split(['/', '.', '`']).next().unwrap())
        .take(LAYERS.len() + 1)
        .collect();
    assert_eq!(modules, [&LAYERS[..], &["shell"]].concat());
}

#[test]
fn every_module_says_what_it_is_for() {
    for path in sources(Path::new("src"))
        .into_iter()
        .chain(sources(Path::new("tests")))
    {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{}", path.display());
    }
}

#[test]
fn every_rule_says_why_and_what_it_rests_on() {
    let pack = smp_suitability::load::pack(&smp_suitability::load::builtin()).unwrap();
    for rule in &pack.rules {
        assert!(
            !rule.because.is_empty() && !rule.sources.is_empty() && !rule.claims.is_empty(),
            "{}",
            rule.id
        );
    }
}
