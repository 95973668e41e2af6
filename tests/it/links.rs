//! Links in documents lead to files and headings that exist, and every page can be found.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Every document that people read on the web, and each page of docs/.
fn documents() -> Vec<PathBuf> {
    let named = [
        "README.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "CHANGELOG.md",
        "rules/README.md",
    ];
    let mut documents: Vec<_> = named.iter().map(PathBuf::from).collect();
    documents.extend(pages());
    documents
}

fn pages() -> Vec<PathBuf> {
    let entries = fs::read_dir("docs").unwrap().map(|entry| entry.unwrap());
    let paths = entries.map(|entry| entry.path());
    let is_document = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "md");
    let mut pages: Vec<_> = paths.filter(is_document).collect();
    pages.sort();
    pages
}

fn events(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

/// The addresses of links and pictures.
fn links(text: &str) -> Vec<String> {
    let links = events(text).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    });
    links.collect()
}

/// The names by which GitHub links to headings: lowercase, without punctuation, `-` for a space, and a number
/// where a name is taken.
fn anchors(text: &str) -> Vec<String> {
    let mut seen = BTreeMap::new();
    let mut anchors = Vec::new();
    let mut heading: Option<String> = None;
    for event in events(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(part) | Event::Code(part) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&part);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                let name = anchor(&heading.take().unwrap());
                let count = seen.entry(name.clone()).or_insert(0);
                anchors.push(match *count {
                    0 => name,
                    number => format!("{name}-{number}"),
                });
                *count += 1;
            }
            _ => {}
        }
    }
    anchors
}

fn anchor(heading: &str) -> String {
    let letters = heading.chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        _ => letter.is_alphanumeric().then_some(letter),
    });
    letters.flat_map(char::to_lowercase).collect()
}

/// Where a link within the repository leads nowhere, why.
fn broken(document: &Path, link: &str) -> Option<String> {
    if link.contains("://") {
        return None;
    }
    let (file, heading) = link.split_once('#').unwrap_or((link, ""));
    let target = match file {
        "" => document.to_owned(),
        file => document.with_file_name("").join(file),
    };
    if !target.exists() {
        return Some(format!("there is no {}", target.display()));
    }
    if heading.is_empty() {
        return None;
    }
    let known = anchors(&fs::read_to_string(&target).unwrap());
    let is_known = known.iter().any(|known| known == heading);
    (!is_known).then(|| format!("no heading `{heading}`, but {known:?}"))
}

#[test]
fn every_link_leads_to_a_file_or_heading_that_exists() {
    for document in documents() {
        for link in links(&fs::read_to_string(&document).unwrap()) {
            let fault = broken(&document, &link);
            assert_eq!(fault, None, "{}: {link}", document.display());
        }
    }
}

#[test]
fn headings_are_named_as_github_names_them() {
    let text =
        "# A clinic's own pack\n\n## `when`, and *then*\n\n## Names in FHIR\n\n## Names in FHIR\n";
    let expected = [
        "a-clinics-own-pack",
        "when-and-then",
        "names-in-fhir",
        "names-in-fhir-1",
    ];
    assert_eq!(anchors(text), expected);
}

#[test]
fn a_link_that_leads_nowhere_is_found() {
    let document = Path::new("docs/rules.md");
    for link in ["nowhere.md", "batch.md#nowhere", "#nowhere"] {
        assert!(broken(document, link).is_some(), "{link}");
    }
}

#[test]
fn the_index_and_the_readme_lead_to_every_page() {
    let [index, readme] = ["docs/README.md", "README.md"].map(|document| {
        let text = fs::read_to_string(document).unwrap();
        links(&text)
    });
    for page in pages() {
        let name = page.file_name().unwrap().to_str().unwrap();
        let from_index = name == "README.md" || index.iter().any(|link| link == name);
        let from_readme = readme.iter().any(|link| Path::new(link) == page);
        assert!(from_index && from_readme, "{}", page.display());
    }
}

#[test]
fn every_page_begins_with_what_it_is_for() {
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let mut paragraphs = text.split("\n\n");
        let title = paragraphs.next().unwrap();
        let first = paragraphs.next().unwrap();
        assert!(title.starts_with("# "), "{}", page.display());
        assert!(first.starts_with("This "), "{}: {first}", page.display());
    }
}
