//! The report as Markdown, for e-mail and notes: the same words in the same order, no picture needed.

use super::content::{self, Block, Part, Passage, Sheet};
use super::line::{Line, Role};
use super::paragraph::Paragraph;
use super::plain;
use super::topic::Topic;
use crate::assess::Assessment;
use crate::space::Insight;

/// The report on an assessment as `CommonMark`: the first screen, and every topic. Text of a person or a pack
/// stays text.
pub fn markdown(assessment: &Assessment, insight: Option<&Insight>) -> String {
    set(&content::page(assessment, insight))
}

/// Topics of a result behind its verdict and its stops, in the order asked for.
pub fn markdown_of_topics(
    assessment: &Assessment,
    insight: Option<&Insight>,
    topics: &[Topic],
) -> String {
    set(&content::topics(assessment, insight, topics))
}

fn set(sheet: &Sheet) -> String {
    let mut page = Page::default();
    let mut topic = None;
    for part in sheet.parts() {
        let is_new = part.topic != topic;
        topic = part.topic;
        if let (Some(topic), true) = (topic, is_new) {
            page.block(&format!("## {}", escaped(topic.title())));
        }
        set_part(&mut page, part);
    }
    page.text
}

fn set_part(page: &mut Page, part: &Part) {
    // The only part of a topic may have its name.
    let title = part.title.as_ref();
    let is_said = |title: &&String| part.topic.is_some_and(|topic| topic.title() == *title);
    if let Some(title) = title.filter(|title| !is_said(title)) {
        let level = if part.topic.is_some() { "###" } else { "##" };
        page.block(&format!("{level} {}", escaped(title)));
    }
    let mut number = 0;
    for block in &part.blocks {
        match block {
            Block::Title(title) => page.block(&format!("# {}", escaped(title))),
            Block::Verdict { name, score, .. } => {
                page.block(&format!("# {}", escaped(name)));
                if let Some(score) = score {
                    page.block(&format!("**Match score {score} of 100**"));
                }
            }
            Block::Reason {
                mark,
                text,
                based_on,
                ..
            } => {
                let based_on = based_on
                    .iter()
                    .map(|words| format!(" ({})", escaped(words)));
                let based_on: String = based_on.collect();
                let [mark, text] = [escaped(mark), inline(text)];
                page.item(&format!("- **{mark}** · {text}{based_on}"));
            }
            Block::Command(_) => {}
            Block::Lead(text) | Block::Text(text) => page.block(&unlike_a_list(&inline(text))),
            Block::Bullet(text) => page.item(&format!("- {}", unlike_a_list(&inline(text)))),
            Block::More { text, .. } => page.item(&format!("- {}", escaped(text))),
            Block::Step(text) | Block::Source { text, .. } => {
                number += 1;
                let text = match block {
                    Block::Source {
                        address: Some(address),
                        ..
                    } => inline(&text.clone().and(Role::Cite, address)),
                    _ => inline(text),
                };
                page.item(&format!("{number}. {}", unlike_a_list(&text)));
            }
            Block::Entry { label, text } => {
                let label = Paragraph::of(Role::Strong, label);
                page.item(&format!("- {}", inline(&label)));
                for passage in text {
                    if let Passage::Words(words) | Passage::Watch(words) = passage {
                        page.item(&format!("  - {}", unlike_a_list(&inline(words))));
                    }
                }
            }
        }
    }
}

/// Blocks with an empty line between them; the items of a list stand together.
#[derive(Default)]
struct Page {
    text: String,
    in_list: bool,
}

impl Page {
    fn block(&mut self, text: &str) {
        self.set(text, false);
    }

    fn item(&mut self, text: &str) {
        self.set(text, true);
    }

    fn set(&mut self, text: &str, in_list: bool) {
        let goes_on = in_list && self.in_list;
        if !self.text.is_empty() && !goes_on {
            self.text.push('\n');
        }
        self.text.push_str(text);
        self.text.push('\n');
        self.in_list = in_list;
    }
}

fn inline(paragraph: &Paragraph) -> String {
    let line: Line = paragraph.line();
    let pieces = line.pieces().iter().map(|piece| {
        let text = piece.text();
        match piece.role {
            Role::Cite if is_link(text) => format!("<{text}>"),
            Role::Cite if is_numbers(text) => text.to_owned(),
            Role::Strong | Role::Verdict(_) | Role::Title => format!("**{}**", escaped(text)),
            _ => escaped(text),
        }
    });
    pieces.collect()
}

fn is_link(text: &str) -> bool {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    is_web && !text.contains(['<', '>', '\\', ' '])
}

/// Whether a text is numbers of sources such as `[1][4–7]`, and not an address that looks like a link.
fn is_numbers(text: &str) -> bool {
    let is_numbers = |letter: char| letter.is_ascii_digit() || "[–]".contains(letter);
    text.starts_with('[') && text.chars().all(is_numbers)
}

/// Whether Markdown obeys a character within a line.
fn is_obeyed(letter: u8) -> bool {
    matches!(
        letter,
        b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'&' | b'~' | b'|' | b'#' | b'!'
    )
}

/// The text with a backslash before every character that Markdown would obey within a line.
///
/// So are the braces of templates, which some programs fill in before; not those of what is spelled out.
pub(super) fn escaped(text: &str) -> String {
    let text = plain(text);
    if !text.bytes().any(|byte| byte == b'{' || is_obeyed(byte)) {
        return text.into_owned(); // most text, found quickly
    }
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        let is_brace = letter == '{' && !escaped.ends_with(r"\\u");
        if is_brace || u8::try_from(letter).is_ok_and(is_obeyed) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// The text with its start told apart from the mark of a list, a rule or a heading, or from code.
pub(super) fn unlike_a_list(text: &str) -> String {
    let text = text.trim_start();
    if text.starts_with(['-', '+', '=']) {
        return format!("\\{text}");
    }
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    match text.strip_suffix(rest) {
        Some(digits) if !digits.is_empty() && rest.starts_with(['.', ')']) => {
            format!("{digits}\\{rest}")
        }
        Some(_) | None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{escaped, is_numbers, unlike_a_list};

    #[test]
    fn what_markdown_would_obey_is_escaped() {
        assert_eq!(
            escaped("<b>*a*</b> [x](y) `c` &amp; \u{202e}"),
            r"\<b\>\*a\*\</b\> \[x\](y) \`c\` \&amp; \\u{202e}"
        );
    }

    #[test]
    fn text_that_begins_like_a_list_is_none() {
        assert_eq!(unlike_a_list("1. first"), r"1\. first");
        assert_eq!(unlike_a_list("- first"), r"\- first");
        assert_eq!(unlike_a_list("12 weeks"), "12 weeks");
        assert_eq!(unlike_a_list("2026) x"), r"2026\) x");
        assert_eq!(unlike_a_list("    - x"), r"\- x");
    }

    #[test]
    fn numbers_of_sources_are_no_link() {
        assert!(is_numbers("[1][4–7]"));
        assert!(!is_numbers("[1](javascript:x)") && !is_numbers("[x]: y"));
    }
}
