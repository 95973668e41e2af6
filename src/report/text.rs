//! The report for a person at a terminal, in lines.

use super::content::{
    self, Block, Document, EntryLine, ReadMore, Section, SectionKind, SummaryDetail, TableRow,
    summary,
};
use super::line::{Line, Role, side_by_side};
use super::page::Page;
use super::paragraph::Paragraph;
use super::topic::Topic;
use crate::assess::Assessment;
use crate::pack::{Span, Verdict};
use crate::space::Insight;

/// The first screen of a result, in lines of at most `width` columns (but at least 20).
///
/// At 80 columns it has at most 48 lines, except for a person with more stops and cautions than can be named
/// in that room: then no name is left out. What is said does not depend on the width.
pub fn text(assessment: &Assessment, insight: Option<&Insight>, width: usize) -> Vec<Line> {
    text_before(ReadMore::Options, assessment, insight, width)
}

/// The same, for a person who can read more by options or in a menu.
pub fn text_before(
    read_more: ReadMore,
    assessment: &Assessment,
    insight: Option<&Insight>,
    width: usize,
) -> Vec<Line> {
    const LINES: usize = 48;
    const COLUMNS: usize = 80;
    let mut document = Document::default();
    for detail in SummaryDetail::SHORTER {
        document = summary(assessment, insight, detail, read_more);
        if write(&document, COLUMNS).len() <= LINES {
            break;
        }
    }
    write(&document, width)
}

/// Topics of a result behind its verdict and its stops, in the order asked for.
pub fn text_of_topics(
    assessment: &Assessment,
    insight: Option<&Insight>,
    topics: &[Topic],
    width: usize,
) -> Vec<Line> {
    write(&content::topics(assessment, insight, topics), width)
}

fn write(document: &Document, width: usize) -> Vec<Line> {
    let mut page = Page::new(width.max(20));
    for section in document.sections() {
        match &section.title {
            Some(title) => page.heading_with_aside(title, section.aside),
            None => page.gap(),
        }
        write_section(&mut page, section);
    }
    page.into_lines()
}

fn write_section(page: &mut Page, section: &Section) {
    let label_column = match section.kind {
        SectionKind::Warnings => 16,
        SectionKind::Guide | SectionKind::YearlyCosts | SectionKind::Matters => 24,
        _ => 11,
    };
    let source_column = SourceColumn::of(section);
    let mut number = 0;
    for block in &section.blocks {
        match block {
            Block::Title(title) => page.lead(&Paragraph::of(Role::Strong, title)),
            Block::Verdict {
                verdict,
                name,
                score,
            } => write_verdict(page, *verdict, name, *score),
            Block::Reason {
                role,
                mark,
                text,
                based_on,
            } => write_reason(page, *role, mark, text, based_on.as_deref()),
            Block::Lead(paragraph) => page.lead(paragraph),
            Block::Text(paragraph) => page.text(paragraph),
            Block::Bullet(paragraph) => page.bullet(paragraph),
            Block::More { text, command } => {
                let more = format!("{text}; {command}");
                page.bullet(&Paragraph::of(Role::Plain, &more));
            }
            Block::Command(command) => page.lead(&Paragraph::of(Role::Muted, command)),
            Block::Step(paragraph) => {
                number += 1;
                page.marked(&format!("{number}. "), paragraph);
            }
            Block::Entry { label, text } => {
                let text: Vec<_> = text.iter().map(entry_text).collect();
                page.entry(label, label_column, &text);
            }
            Block::Table { columns, rows } => write_table(page, columns, rows),
            Block::People { count, text } => {
                page.bullet(text);
                page.marked("  ", &dots(*count));
            }
            Block::Source { text, address, .. } => {
                number += 1;
                source_column.write(page, number, text, address.as_deref());
            }
        }
    }
}

fn entry_text(line: &EntryLine) -> Paragraph {
    match line {
        EntryLine::Words(words) | EntryLine::Watch(words) => words.clone(),
        EntryLine::Range { part, whole } => range_bar(*part, *whole),
    }
}

/// The verdict, and on the same line the match score if there is one and room for it.
fn write_verdict(page: &mut Page, verdict: Verdict, name: &str, score: Option<i32>) {
    let role = Role::Verdict(verdict);
    let Some(score) = score else {
        page.lead(&Paragraph::of(role, name));
        return;
    };
    let score = format!("Match score {score} of 100");
    let verdict = Line::indented(page.edge()).with(role, name);
    let column = page.text_end().saturating_sub(score.len());
    if verdict.width() + 2 <= column {
        page.push(verdict.padded_to(column).with(Role::Strong, &score));
    } else {
        page.lead(&Paragraph::of(role, name));
        page.lead(&Paragraph::of(Role::Strong, &score));
    }
}

/// One row of the table of reasons: the mark, the words, and at the right edge how strong the evidence is.
fn write_reason(page: &mut Page, role: Role, mark: &str, text: &Paragraph, based_on: Option<&str>) {
    const MARK: usize = 8;
    const GAP: usize = 2;
    if page.is_narrow() {
        let head = Line::indented(page.edge()).with(role, mark);
        let text = match based_on {
            Some(based_on) => text.clone().and(Role::Muted, &format!("({based_on})")),
            None => text.clone(),
        };
        let head = head.with(Role::Plain, " ");
        page.extend(text.after(&head, page.text_end()));
        return;
    }
    let start = page.indent() + MARK + GAP;
    let missing = MARK.saturating_sub(mark.chars().count());
    let mark = Line::indented(page.indent() + missing).with(role, mark);
    let end = page.text_end() - Page::ASIDE - GAP;
    let text = side_by_side(&[mark], &text.wrapped(end - start), start);
    let based_on = based_on.unwrap_or_default();
    let words = Paragraph::of(Role::Muted, based_on).wrapped(Page::ASIDE);
    let aside: Vec<_> = words
        .iter()
        .map(|line| {
            let room = Page::ASIDE.saturating_sub(line.width());
            Line::indented(room).followed_by(line)
        })
        .collect();
    page.extend(side_by_side(&text, &aside, page.text_end() - Page::ASIDE));
}

/// A table row by row: its title, and the cell of each column behind its name.
fn write_table(page: &mut Page, columns: &[String], rows: &[TableRow]) {
    const NAMES: usize = 22;
    for row in rows {
        page.gap();
        page.lead(&Paragraph::of(Role::Strong, &row.title));
        for (name, cell) in columns.iter().zip(&row.cells) {
            page.entry(name, NAMES, std::slice::from_ref(cell));
        }
    }
}

/// A hundred people in four groups, the first `count` of them filled; the words above say the same.
fn dots(count: u32) -> Paragraph {
    const IN_A_GROUP: u32 = 25;
    let repeat = |sign: &str, count: u32| sign.repeat(usize::try_from(count).unwrap_or(0));
    (0..4).fold(Paragraph::default(), |dots, group| {
        let filled = count.saturating_sub(group * IN_A_GROUP).min(IN_A_GROUP);
        let rest = repeat("·", IN_A_GROUP - filled);
        match filled {
            0 => dots.and(Role::BarRest, &rest),
            _ => (dots.and(Role::Bar, &repeat("●", filled))).joined(Role::BarRest, &rest),
        }
    })
}

/// The column for the numbers of sources.
struct SourceColumn {
    width: usize,
}

impl SourceColumn {
    fn of(section: &Section) -> Self {
        let width = format!("[{}] ", section.blocks.len()).len();
        Self { width }
    }

    /// An address is on a separate line and is never broken, so that it can be copied whole.
    fn write(&self, page: &mut Page, number: usize, source: &Paragraph, address: Option<&str>) {
        let head = Line::indented(page.edge())
            .with(Role::Cite, &format!("[{number}]"))
            .padded_to(page.edge() + self.width);
        page.extend(source.after(&head, page.text_end()));
        if let Some(address) = address {
            let indent = Line::indented(page.edge() + self.width);
            page.push(indent.with(Role::Cite, address));
        }
    }
}

/// Where a range lies within a wider one: `├───█████──────┤`.
fn range_bar(part: Span, whole: Span) -> Paragraph {
    const CELLS: u32 = 28;
    let length = whole.max.saturating_sub(whole.min).max(1);
    let cell = |amount: u32| {
        let along = amount.clamp(whole.min, whole.max) - whole.min;
        u64::from(along) * u64::from(CELLS) / u64::from(length)
    };
    let cell = |amount: u32| usize::try_from(cell(amount)).unwrap_or(0);
    let cells = usize::try_from(CELLS).unwrap_or(0);
    // Even the narrowest range is one cell.
    let from = cell(part.min).min(cells - 1);
    let to = cell(part.max).max(from + 1);
    let rule = |count: usize| "─".repeat(count);
    Paragraph::of(Role::BarRest, &format!("├{}", rule(from)))
        .joined(Role::Bar, &"█".repeat(to - from))
        .joined(Role::BarRest, &format!("{}┤", rule(cells - to)))
}

#[cfg(test)]
mod tests {
    use super::range_bar;
    use crate::pack::Span;
    use crate::report::paragraph::Paragraph;

    fn drawn(paragraph: &Paragraph) -> String {
        let lines = paragraph.wrapped(80);
        lines.iter().map(ToString::to_string).collect()
    }

    #[track_caller]
    fn check_within(min: u32, max: u32, expected: &str) {
        let whole = Span {
            min: 300,
            max: 3100,
        };
        assert_eq!(drawn(&range_bar(Span { min, max }, whole)), expected);
    }

    #[test]
    fn a_range_lies_where_its_ends_are() {
        check_within(300, 3100, "├████████████████████████████┤");
        check_within(1300, 2300, "├──────────██████████────────┤");
    }

    #[test]
    fn a_single_price_is_seen_even_at_the_end() {
        check_within(3100, 3100, "├───────────────────────────█┤");
        check_within(300, 300, "├█───────────────────────────┤");
    }

    #[test]
    fn a_range_that_reaches_out_is_cut_at_the_ends() {
        check_within(0, 9000, "├████████████████████████████┤");
    }
}
