//! How the answers leave the page: saved as a file, sent to an address, or printed.

use std::sync::LazyLock;

use maud::{Markup, html};

use crate::words::any_of;

/// The ways in which a form hands over its answers. It can be printed in any case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandingOver {
    /// A script saves the answers as a file, and opens such a file again.
    pub save: bool,
    /// Where they are sent.
    pub send: Option<FormAddress>,
}

/// The address of a form service: `https:`, without anything that a policy of a page could trip over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormAddress {
    url: String,
    origin: String,
}

impl FormAddress {
    /// Takes an absolute `https:` address.
    ///
    /// # Errors
    /// What is wrong with it, in words that follow "the address".
    ///
    /// # Examples
    /// ```
    /// # use smp_suitability::report::FormAddress;
    /// let address = FormAddress::parse("https://forms.example.org/f/17").unwrap();
    /// assert_eq!(address.host(), "forms.example.org");
    /// assert!(FormAddress::parse("mailto:desk@example.org").is_err());
    /// ```
    pub fn parse(url: &str) -> Result<Self, &'static str> {
        const SCHEME: &str = "https://";
        let scheme = url.get(..SCHEME.len()).unwrap_or_default();
        if !scheme.eq_ignore_ascii_case(SCHEME) {
            return Err("has to begin with `https://`, or others could read what is sent");
        }
        let rest = url.get(SCHEME.len()..).unwrap_or_default();
        let host = rest.split(['/', '?']).next().unwrap_or_default();
        let is_of_url =
            |letter: char| letter.is_ascii_graphic() && !"\"'<>\\^`{|}".contains(letter);
        let is_of_host = |letter: char| letter.is_ascii_alphanumeric() || "-.:".contains(letter);
        let mut labels = host.split('.');
        if url.contains(char::is_whitespace) {
            Err("has a space in it")
        } else if rest.contains('#') {
            Err("has a `#` in it, which no server is sent")
        } else if host.contains('@') {
            Err("has a user in it, which everyone who opens the page could read")
        } else if !rest.is_ascii() {
            Err(
                "has letters beyond a to z; copy it from the service, which writes them in another way",
            )
        } else if !rest.chars().all(is_of_url) {
            Err("has a character in it that stands in no address")
        } else if labels.any(str::is_empty) || !host.chars().all(is_of_host) {
            Err("names no server, such as `forms.example.org`")
        } else {
            Ok(Self {
                url: format!("{SCHEME}{rest}"),
                origin: format!("{SCHEME}{host}"),
            })
        }
    }

    /// All of it.
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
    /// The ways out of the page, in words: "save, send or print".
    pub(super) fn ways(&self) -> String {
        let ways = [
            (self.save, "save"),
            (self.send.is_some(), "send"),
            (true, "print"),
        ];
        let ways: Vec<_> = ways
            .into_iter()
            .filter_map(|(is_there, way)| is_there.then_some(way))
            .collect();
        any_of(&ways)
    }

    pub(super) fn markup(&self) -> Markup {
        html! {
            @if self.save || self.send.is_some() {
                p.way {
                    label for="Id" { "Your name, or a number your clinic gave you (optional)" }
                    input type="text" name="id" id="Id" maxlength="100";
                }
            }
            @if self.save {
                div.way hidden {
                    button type="button" id="Save" { "Save my answers" }
                    p { "Saves a small file on this device, for your clinic or to continue later. Ask your clinic how they would like to get it: it holds answers about your health." }
                    p role="status" id="Saved" {}
                }
                div.way hidden {
                    label.button { "Continue with saved answers" input type="file" id="Open" form="" accept=".json,application/json"; }
                    p { "This takes the place of what is on the page now." }
                    p role="status" id="Opened" {}
                }
            }
            @if let Some(address) = &self.send {
                div.way {
                    button { "Send my answers" }
                    p { "They go to " strong { (address.host()) } " and nowhere else." }
                }
            }
            div.way {
                @if self.save { button type="button" id="Print" hidden { "Print" } }
                p { "On paper are all questions, your answers, and the notes below them." @if !self.save { " To print, use your browser’s menu." } }
            }
            details.way {
                summary.button { "Clear everything" }
                p { button type="reset" { "Yes, erase all my answers" } }
            }
            p { "This page keeps nothing. On a shared tablet or computer, clear it when you are done, and delete the file you saved." }
        }
    }
}
