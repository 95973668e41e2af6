//! What the program is built from: one registry, known licenses, few crates, none twice, each with a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;
use toml_edit::DocumentMut;

/// Crates that the program is built from, itself among them.
const MOST_CRATES: usize = 85;

/// What cargo knows of every crate that is built here, for the program or its tests.
static METADATA: LazyLock<Value> = LazyLock::new(|| {
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let about = String::from_utf8(rustc.stdout).unwrap();
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    let host = ["--filter-platform", host.unwrap()];
    let metadata = cargo(&[&["metadata", "--format-version", "1"], &host[..]].concat());
    serde_json::from_slice(&metadata).unwrap()
});

/// What cargo prints, without a look at the network.
fn cargo(arguments: &[&str]) -> Vec<u8> {
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo
        .args(arguments)
        .args(["--offline", "--locked"])
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    output.stdout
}

fn toml(path: &str) -> DocumentMut {
    fs::read_to_string(path).unwrap().parse().unwrap()
}

fn packages() -> &'static [Value] {
    METADATA["packages"].as_array().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn own() -> &'static Value {
    let mut packages = packages().iter();
    packages
        .find(|package| package["name"] == env!("CARGO_PKG_NAME"))
        .unwrap()
}

/// The strings of a list in a TOML file.
fn strings(list: &toml_edit::Item) -> BTreeSet<String> {
    let strings = list.as_array().unwrap().iter();
    strings
        .map(|string| string.as_str().unwrap().to_owned())
        .collect()
}

/// The crates that the program is built from, by name and version; tests may want more of their features.
fn built() -> BTreeSet<(String, String)> {
    let printed = cargo(&["tree", "--edges", "normal", "--prefix", "none"]);
    let printed = String::from_utf8(printed).unwrap();
    let crates = printed.lines().map(|line| {
        let mut words = line.split(' ');
        [(); 2].map(|()| words.next().unwrap().to_owned()).into()
    });
    crates.collect()
}

#[test]
fn every_crate_comes_from_the_one_registry() {
    let lock = toml("Cargo.lock");
    let packages = lock["package"].as_array_of_tables().unwrap();
    let mut sources = BTreeSet::new();
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let source = package.get("source").and_then(|source| source.as_str());
        if name == env!("CARGO_PKG_NAME") {
            assert_eq!(source, None);
            continue;
        }
        let source = source.unwrap_or_else(|| panic!("{name} comes from a folder"));
        assert!(source.starts_with("registry+https://"), "{name}: {source}");
        assert!(package.contains_key("checksum"), "{name}");
        sources.insert(source.to_owned());
    }
    assert_eq!(sources.len(), 1, "{sources:?}");
    let deny = toml("deny.toml");
    for kind in ["unknown-registry", "unknown-git"] {
        assert_eq!(deny["sources"][kind].as_str(), Some("deny"));
    }
    assert!(
        deny["sources"].as_table().unwrap().len() == 2,
        "nothing else is allowed"
    );
}

/// Whether a license expression can be met with the licenses allowed.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<_> = expression.split_whitespace().collect();
    let (met, rest) = either(&words, allowed);
    assert!(rest.is_empty(), "{expression}");
    met
}

fn either<'word, 'text>(
    words: &'word [&'text str],
    allowed: &BTreeSet<String>,
) -> (bool, &'word [&'text str]) {
    let (mut met, mut rest) = both(words, allowed);
    while let Some((&"OR", after)) = rest.split_first() {
        let (other, after) = both(after, allowed);
        (met, rest) = (met | other, after);
    }
    (met, rest)
}

fn both<'word, 'text>(
    words: &'word [&'text str],
    allowed: &BTreeSet<String>,
) -> (bool, &'word [&'text str]) {
    let (mut met, mut rest) = one(words, allowed);
    while let Some((&"AND", after)) = rest.split_first() {
        let (other, after) = one(after, allowed);
        (met, rest) = (met & other, after);
    }
    (met, rest)
}

fn one<'word, 'text>(
    words: &'word [&'text str],
    allowed: &BTreeSet<String>,
) -> (bool, &'word [&'text str]) {
    match words {
        ["(", inner @ ..] => {
            let (met, rest) = either(inner, allowed);
            assert_eq!(rest.first(), Some(&")"));
            (met, &rest[1..])
        }
        [license, "WITH", exception, rest @ ..] => (
            allowed.contains(&format!("{license} WITH {exception}")),
            rest,
        ),
        [license, rest @ ..] => (allowed.contains(*license), rest),
        [] => panic!("a license is missing"),
    }
}

#[test]
fn license_expressions_are_read_as_they_are_meant() {
    let allowed = BTreeSet::from(["A".to_owned(), "B".to_owned()]);
    for (expression, expected) in [
        ("A", true),
        ("C", false),
        ("A OR C", true),
        ("C/A", true),
        ("A AND C", false),
        ("(A OR C) AND B", true),
        ("A AND (C OR B)", true),
        ("A AND (C OR D)", false),
        ("C OR A AND D", false),
        ("A WITH x", false),
        ("A WITH x OR B", true),
    ] {
        assert_eq!(is_met(expression, &allowed), expected, "{expression}");
    }
}

#[test]
fn every_license_is_one_that_is_allowed() {
    let deny = toml("deny.toml");
    assert_eq!(deny["licenses"]["include-dev"].as_bool(), Some(true));
    let allowed = strings(&deny["licenses"]["allow"]);
    let mut exceptions: BTreeMap<_, _> = BTreeMap::new();
    for exception in deny["licenses"]["exceptions"].as_array().unwrap() {
        let exception = exception.as_inline_table().unwrap();
        let more = exception["allow"].as_array().unwrap().iter();
        let more: BTreeSet<_> = more
            .map(|license| license.as_str().unwrap().to_owned())
            .collect();
        exceptions.insert(exception["crate"].as_str().unwrap(), more);
    }
    let mut used = BTreeSet::new();
    for package in packages() {
        let name = text(&package["name"]);
        let license = package["license"]
            .as_str()
            .unwrap_or_else(|| panic!("{name} names no license"));
        if !is_met(license, &allowed) {
            let more = exceptions.remove(name).unwrap_or_default();
            assert!(is_met(license, &(&allowed | &more)), "{name}: {license}");
        }
        let needed = allowed.iter().filter(|one| {
            let others: BTreeSet<_> = allowed
                .iter()
                .filter(|other| other != one)
                .cloned()
                .collect();
            is_met(license, &allowed) && !is_met(license, &others)
        });
        used.extend(needed);
    }
    assert!(exceptions.is_empty(), "not needed: {exceptions:?}");
    assert_eq!(used, allowed.iter().collect(), "allowed and not needed");
}

#[test]
fn the_program_is_built_from_few_crates_and_none_twice() {
    let deny = toml("deny.toml");
    assert_eq!(deny["bans"]["multiple-versions"].as_str(), Some("deny"));
    let mut skipped = BTreeSet::new();
    for skip in deny["bans"]["skip"].as_array().unwrap() {
        let skip = skip.as_inline_table().unwrap();
        assert!(!skip["reason"].as_str().unwrap().is_empty());
        skipped.insert(skip["crate"].as_str().unwrap().to_owned());
    }
    let built = built();
    assert!(built.len() <= MOST_CRATES, "{} crates", built.len());
    let mut versions: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (name, version) in &built {
        let major = version.trim_start_matches('v').split('.').next().unwrap();
        versions
            .entry(name)
            .or_default()
            .push(format!("{name}@{major}"));
    }
    for (name, mut versions) in versions {
        versions.retain(|version| !skipped.remove(version));
        assert!(versions.len() < 2, "{name} is there in several versions");
    }
    assert!(skipped.is_empty(), "not needed: {skipped:?}");
}

#[test]
fn every_direct_dependency_has_a_reason_in_contributing() {
    let contributing = fs::read_to_string("CONTRIBUTING.md").unwrap();
    let (_, section) = contributing.split_once("\n## Dependencies\n").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    let named: Vec<_> = rows.map(|row| row.split_once("` | ").unwrap()).collect();
    assert!(
        named.iter().all(|(_, reason)| reason.len() > 20),
        "{named:?}"
    );
    let named: BTreeSet<_> = named.into_iter().map(|(name, _)| name).collect();
    let dependencies = own()["dependencies"].as_array().unwrap();
    let needed: BTreeSet<_> = dependencies
        .iter()
        .map(|needed| text(&needed["name"]))
        .collect();
    assert_eq!(named, needed);
}

#[test]
fn no_unsafe_code_is_ours() {
    let manifest = toml("Cargo.toml");
    assert_eq!(
        manifest["lints"]["rust"]["unsafe_code"].as_str(),
        Some("forbid")
    );
}
