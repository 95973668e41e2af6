//! The report for a person at a terminal, set in lines.

use super::content::{Block, Part, Passage, Topic, content};
use super::line::{Line, Role, side_by_side};
use super::page::Page;
use super::paragraph::Paragraph;
use super::picture;
use crate::assess::Assessment;
use crate::pack::Verdict;
use crate::space::Insight;

/// The report on an assessment, in lines of at most so many columns (but at least 20).
pub fn text(assessment: &Assessment, insight: Option<&Insight>, width: usize) -> Vec<Line> {
    let mut page = Page::new(width.max(20));
    for part in content(assessment, insight).parts() {
        match &part.title {
            Some(title) => page.heading(title),
            None => page.gap(),
        }
        set_part(&mut page, part);
    }
    page.into_lines()
}

fn set_part(page: &mut Page, part: &Part) {
    let label_column = match part.topic {
        Topic::Warnings => 16,
        _ => 11,
    };
    let numbers = Numbers::of(part);
    let reasons = Reason::column(part);
    let mut number = 0;
    for block in &part.blocks {
        match block {
            Block::Title(title) => page.lead(&Paragraph::of(Role::Strong, title)),
            Block::Verdict {
                verdict,
                name,
                fit,
                bar,
            } => set_verdict(page, *verdict, name, fit, *bar),
            Block::Reason {
                role,
                mark,
                label,
                because,
            } => {
                let label = &Paragraph::of(Role::Strong, label);
                let reason = Reason {
                    role: *role,
                    mark,
                    label,
                    because,
                };
                reason.set(page, reasons);
            }
            Block::Lead(paragraph) => page.lead(paragraph),
            Block::Text(paragraph) => page.text(paragraph),
            Block::Bullet(paragraph) => page.bullet(paragraph),
            Block::More { text, command } => {
                let more = format!("{text}; {command}");
                page.bullet(&Paragraph::of(Role::Plain, &more));
            }
            Block::Step(paragraph) => {
                number += 1;
                page.marked(&format!("{number}. "), paragraph);
            }
            Block::Entry { label, text } => {
                let text: Vec<_> = text.iter().map(drawn).collect();
                page.entry(label, label_column, &text);
            }
            Block::Source {
                text: paragraph, ..
            } => {
                number += 1;
                numbers.set(page, number, paragraph);
            }
        }
    }
}

fn drawn(passage: &Passage) -> Paragraph {
    match passage {
        Passage::Words(words) | Passage::Watch(words) => words.clone(),
        Passage::Within { part, whole } => picture::within(*part, *whole),
    }
}

/// The verdict and the score on one line if there is room, and below it the bar.
fn set_verdict(page: &mut Page, verdict: Verdict, name: &str, fit: &str, bar: Option<i32>) {
    let role = Role::Verdict(verdict);
    let verdict = Line::indented(page.edge()).with(role, name);
    let fit_column = page.text_end().saturating_sub(fit.len());
    if verdict.width() + 2 <= fit_column {
        page.push(verdict.padded_to(fit_column).with(Role::Strong, fit));
    } else {
        page.lead(&Paragraph::of(role, name));
        page.lead(&Paragraph::of(Role::Strong, fit));
    }
    if let Some(score) = bar {
        let cells = page.text_end() - page.edge();
        page.lead(&picture::bar(score, cells));
    }
}

/// The numbers of sources in a column of their own.
struct Numbers {
    width: usize,
}

impl Numbers {
    fn of(part: &Part) -> Self {
        let width = format!("[{}] ", part.blocks.len()).len();
        Self { width }
    }

    fn set(&self, page: &mut Page, number: usize, source: &Paragraph) {
        let head = Line::indented(page.edge()).with(Role::Cite, &format!("[{number}]"));
        let head = head.padded_to(page.edge() + self.width);
        page.extend(source.after(&head, page.text_end()));
    }
}

/// One row of the table of reasons.
struct Reason<'a> {
    role: Role,
    mark: &'a str,
    label: &'a Paragraph,
    because: &'a Paragraph,
}

impl Reason<'_> {
    const MARK: usize = 7;
    const GAP: usize = 2;
    const WIDEST_LABEL: usize = 22;

    /// How wide the column of the labels of a part has to be.
    fn column(part: &Part) -> usize {
        let labels = part.blocks.iter().filter_map(|block| match block {
            Block::Reason { label, .. } => Some(Paragraph::of(Role::Strong, label)),
            _ => None,
        });
        let lines = labels.flat_map(|label| label.wrapped(Self::WIDEST_LABEL));
        let widest = lines.map(|line| line.width()).max().unwrap_or(0);
        widest.min(Self::WIDEST_LABEL)
    }

    fn set(&self, page: &mut Page, label_width: usize) {
        if page.is_narrow() {
            self.set_stacked(page);
        } else {
            self.set_in_columns(page, label_width);
        }
    }

    fn set_in_columns(&self, page: &mut Page, label_width: usize) {
        let label_column = page.indent() + Self::MARK + Self::GAP;
        let because_column = label_column + label_width + Self::GAP;
        let missing = Self::MARK.saturating_sub(self.mark.chars().count());
        let mark = Line::indented(page.indent() + missing).with(self.role, self.mark);
        let left = side_by_side(&[mark], &self.label.wrapped(label_width), label_column);
        let because = self.because.wrapped(page.table_end() - because_column);
        page.extend(side_by_side(&left, &because, because_column));
    }

    fn set_stacked(&self, page: &mut Page) {
        let mark = Line::indented(page.edge()).with(self.role, self.mark);
        let head = mark.with(Role::Plain, "  ");
        page.extend(self.label.after(&head, page.text_end()));
        let indent = Line::indented(page.indent());
        page.extend(self.because.after(&indent, page.text_end()));
    }
}
