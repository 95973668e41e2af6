//! How the answers leave the page: saved as a file, sent to an address, or printed.

use std::sync::LazyLock;

use maud::{Markup, html};

/// The ways in which a form hands over its answers. It can be printed in any case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandingOver {
    /// A script saves the answers as a file, and opens such a file again.
    pub save: bool,
    /// Where they are sent.
    pub send: Option<FormAddress>,
}

/// The address of a form handler: `https:`, without anything that a policy of a page could trip over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormAddress {
    url: String,
    origin: String,
}

impl FormAddress {
    /// Takes an absolute `https:` address; `None` for anything else.
    ///
    /// # Examples
    /// ```
    /// # use smp_suitability::report::FormAddress;
    /// let address = FormAddress::parse("https://forms.example.org/f/17").unwrap();
    /// assert_eq!(address.host(), "forms.example.org");
    /// assert!(FormAddress::parse("mailto:desk@example.org").is_none());
    /// ```
    pub fn parse(url: &str) -> Option<Self> {
        const SCHEME: &str = "https://";
        let rest = url.strip_prefix(SCHEME)?;
        let host = rest.split(['/', '?']).next()?;
        let is_of_host = |letter: char| letter.is_ascii_alphanumeric() || "-.:".contains(letter);
        let is_of_url =
            |letter: char| letter.is_ascii_graphic() && !"\"'<>\\^`{|}#".contains(letter);
        let is_host = host.starts_with(|letter: char| letter.is_ascii_alphanumeric());
        (is_host && host.chars().all(is_of_host) && rest.chars().all(is_of_url)).then(|| Self {
            url: url.to_owned(),
            origin: format!("{SCHEME}{host}"),
        })
    }

    /// As it was given.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where the answers go, in a word: `forms.example.org`.
    pub fn host(&self) -> &str {
        self.origin.trim_start_matches("https://")
    }

    /// What a policy names: the address without its path.
    pub(super) fn origin(&self) -> &str {
        &self.origin
    }
}

/// The script that saves and opens answers. It decides nothing: what is in sight counts.
pub(super) fn script() -> &'static str {
    const SCRIPT: &str = include_str!("form.js");
    static COMPACT: LazyLock<String> = LazyLock::new(|| {
        let lines = SCRIPT.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    });
    &COMPACT
}

impl HandingOver {
    pub(super) fn markup(&self) -> Markup {
        html! {
            @if self.save {
                div.way hidden {
                    p { button type="button" id="Save" { "Save my answers" } " Saves a file on this device. Give it to your clinic, or open it here to go on later." }
                    p { label.button { "Open saved answers" input type="file" id="Open" accept=".json,application/json"; } }
                    p role="status" id="Said" {}
                }
            }
            @if let Some(address) = &self.send {
                div.way {
                    p {
                        label for="Id" { "Name or number your clinic knows you by" }
                        input type="text" name="id" id="Id" maxlength="100";
                    }
                    p { button { "Send my answers" } " They go to " strong { (address.host()) } " and nowhere else." }
                }
            }
            div.way {
                p { "To print, use your browser’s menu. On paper are all questions, with your answers." }
                p { button type="reset" { "Clear everything" } " This page keeps nothing. On a shared tablet or computer, clear it when you are done, and delete the file you saved." }
            }
        }
    }
}
