//! The report as Markdown, for e-mail and notes: the same words in the same order, no picture needed.

use super::content::{self, Block, Document, EntryLine, Section};
use super::line::{Line, Role};
use super::paragraph::Paragraph;
use super::sanitize::sanitized;
use super::topic::Topic;
use crate::assess::Assessment;
use crate::space::Insight;

/// The report on an assessment as `CommonMark`: the first screen, and every topic. Text of a person or a pack
/// stays text.
pub fn markdown(assessment: &Assessment, insight: Option<&Insight>) -> String {
    write(&content::page(assessment, insight))
}

/// Topics of a result behind its verdict and its stops, in the order asked for.
pub fn markdown_of_topics(
    assessment: &Assessment,
    insight: Option<&Insight>,
    topics: &[Topic],
) -> String {
    write(&content::topics(assessment, insight, topics))
}

fn write(document: &Document) -> String {
    let mut page = MarkdownPage::default();
    let mut topic = None;
    for section in document.sections() {
        let is_new = section.topic != topic;
        topic = section.topic;
        if let (Some(topic), true) = (topic, is_new) {
            page.block(&format!("## {}", escape(topic.title())));
        }
        write_section(&mut page, section);
    }
    page.text
}

fn write_section(page: &mut MarkdownPage, section: &Section) {
    // The only part of a topic may have its name.
    let title = section.title.as_ref();
    let is_said = |title: &&String| section.topic.is_some_and(|topic| topic.title() == *title);
    if let Some(title) = title.filter(|title| !is_said(title)) {
        let level = if section.topic.is_some() { "###" } else { "##" };
        page.block(&format!("{level} {}", escape(title)));
    }
    let mut number = 0;
    for block in &section.blocks {
        match block {
            Block::Title(title) => page.block(&format!("# {}", escape(title))),
            Block::Verdict { name, score, .. } => {
                page.block(&format!("# {}", escape(name)));
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
                    .as_ref()
                    .map_or(String::new(), |words| format!(" ({})", escape(words)));
                let [mark, text] = [escape(mark), inline(text)];
                page.item(&format!("- **{mark}** · {text}{based_on}"));
            }
            Block::Command(_) => {}
            Block::Lead(text) | Block::Text(text) => page.block(&escape_list_marker(&inline(text))),
            Block::Bullet(text) => page.item(&format!("- {}", escape_list_marker(&inline(text)))),
            Block::More { text, .. } => page.item(&format!("- {}", escape(text))),
            Block::Step(text) | Block::Source { text, .. } => {
                number += 1;
                let text = match block {
                    Block::Source {
                        address: Some(address),
                        ..
                    } => inline(&text.clone().and(Role::Cite, address)),
                    _ => inline(text),
                };
                page.item(&format!("{number}. {}", escape_list_marker(&text)));
            }
            Block::Table { columns, rows } => {
                for row in rows {
                    page.block(&format!("**{}**", escape(&row.title)));
                    for (name, cell) in columns.iter().zip(&row.cells) {
                        page.item(&format!("- **{}:** {}", escape(name), inline(cell)));
                    }
                }
            }
            Block::People { text, .. } => page.item(&format!("- {}", inline(text))),
            Block::Entry { label, text } => {
                let label = Paragraph::of(Role::Strong, label);
                page.item(&format!("- {}", inline(&label)));
                for line in text {
                    if let EntryLine::Words(words) | EntryLine::Watch(words) = line {
                        page.item(&format!("  - {}", escape_list_marker(&inline(words))));
                    }
                }
            }
        }
    }
}

/// Blocks with an empty line between them, but not between the items of a list.
#[derive(Default)]
struct MarkdownPage {
    text: String,
    last: Option<MarkdownBlock>,
}

/// What decides how far blocks are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkdownBlock {
    Paragraph,
    ListItem,
}

impl MarkdownPage {
    fn block(&mut self, text: &str) {
        self.write(text, MarkdownBlock::Paragraph);
    }

    fn item(&mut self, text: &str) {
        self.write(text, MarkdownBlock::ListItem);
    }

    fn write(&mut self, text: &str, block: MarkdownBlock) {
        let continues = block == MarkdownBlock::ListItem && self.last == Some(block);
        if !self.text.is_empty() && !continues {
            self.text.push('\n');
        }
        self.text.push_str(text);
        self.text.push('\n');
        self.last = Some(block);
    }
}

fn inline(paragraph: &Paragraph) -> String {
    let line: Line = paragraph.line();
    line.segments()
        .iter()
        .map(|segment| {
            let text = segment.text();
            match segment.role {
                Role::Cite if is_link(text) => format!("<{text}>"),
                Role::Cite if is_citation(text) => text.to_owned(),
                Role::Strong | Role::Verdict(_) | Role::Title => format!("**{}**", escape(text)),
                _ => escape(text),
            }
        })
        .collect()
}

fn is_link(text: &str) -> bool {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    is_web && !text.contains(['<', '>', '\\', ' '])
}

/// Returns true for numbers of sources, `[1][4–7]`, and false for an address that looks like a link.
fn is_citation(text: &str) -> bool {
    let is_citation = |letter: char| letter.is_ascii_digit() || "[–]".contains(letter);
    text.starts_with('[') && text.chars().all(is_citation)
}

/// Returns true for a character that is Markdown syntax within a line.
fn is_obeyed(letter: u8) -> bool {
    matches!(
        letter,
        b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'&' | b'~' | b'|' | b'#' | b'!'
    )
}

/// The text with a backslash before every character that is Markdown syntax within a line.
///
/// So are the braces of templates, which some programs fill in before; not those of what is spelled out.
pub(super) fn escape(text: &str) -> String {
    let text = sanitized(text);
    if !text.bytes().any(|byte| byte == b'{' || is_obeyed(byte)) {
        return text.into_owned(); // most text, found quickly
    }
    let mut escape = String::with_capacity(text.len());
    for letter in text.chars() {
        let is_brace = letter == '{' && !escape.ends_with(r"\\u");
        if is_brace || u8::try_from(letter).is_ok_and(is_obeyed) {
            escape.push('\\');
        }
        escape.push(letter);
    }
    escape
}

/// The text with its start escaped where Markdown would read a list item, a rule, a heading or code.
pub(super) fn escape_list_marker(text: &str) -> String {
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
    use super::{escape, escape_list_marker, is_citation};

    #[test]
    fn what_markdown_would_obey_is_escaped() {
        assert_eq!(
            escape("<b>*a*</b> [x](y) `c` &amp; \u{202e}"),
            r"\<b\>\*a\*\</b\> \[x\](y) \`c\` \&amp; \\u{202e}"
        );
    }

    #[test]
    fn text_that_begins_like_a_list_is_none() {
        assert_eq!(escape_list_marker("1. first"), r"1\. first");
        assert_eq!(escape_list_marker("- first"), r"\- first");
        assert_eq!(escape_list_marker("12 weeks"), "12 weeks");
        assert_eq!(escape_list_marker("2026) x"), r"2026\) x");
        assert_eq!(escape_list_marker("    - x"), r"\- x");
    }

    #[test]
    fn numbers_of_sources_are_no_link() {
        assert!(is_citation("[1][4–7]"));
        assert!(!is_citation("[1](javascript:x)") && !is_citation("[x]: y"));
    }
}
