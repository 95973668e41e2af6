//! Two people side by side: result, reasons, what to expect, and the answers that differ.
//!
//! What a finding rests on is not told here; the report on each person does that.

use super::content::{Weight, brief, expect, headline, label, mark};
use super::line::{Line, Role, side_by_side};
use super::page::Page;
use super::paragraph::Paragraph;
use super::provenance::provenance;
use crate::assess::{Assessment, Finding};
use crate::pack::{OptionSet, Question, QuestionIndex, Rule};
use crate::space::Insight;
use crate::words::{capitalized, count};

/// One of the two people compared.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// What to call the person.
    pub name: &'a str,
    /// The assessment, by the same pack as the other one.
    pub assessment: &'a Assessment<'a>,
    /// What the answer space knows about the person.
    pub insight: &'a Insight,
}

/// Two assessments side by side, in lines of at most so many columns (but at least 20).
///
/// On a narrow page one person's entry stands below the other's.
pub fn compare(sides: &[Side; 2], width: usize) -> Vec<Line> {
    let mut page = Page::new(width.max(20));
    let [Side { assessment, .. }, _] = sides;
    page.heading("Side by side");
    if !page.is_narrow() {
        let names = sides.map(|side| vec![Paragraph::of(Role::Title, side.name)]);
        Row::new(Role::Plain, "", names).set(&mut page, sides);
    }
    set_results(&mut page, sides);
    set_findings(&mut page, sides);
    page.heading("What to expect");
    for (label, facts) in EXPECTED {
        let cells = sides.map(|side| facts(side.assessment));
        Row::new(Role::Strong, label, cells).set(&mut page, sides);
    }
    set_answers(&mut page, sides);
    page.gap();
    page.lead(&Paragraph::of(Role::Plain, &assessment.pack.disclaimer));
    page.lead(&Paragraph::of(Role::Plain, &provenance(assessment.pack)));
    page.into_lines()
}

type Facts = fn(&Assessment) -> Vec<Paragraph>;

const EXPECTED: [(&str, Facts); 4] = [
    ("Sessions", |assessment| vec![expect::sessions(assessment)]),
    ("Cost", |assessment| {
        let missing = expect::missing_prices(assessment);
        let missing = missing.map(|missing| Paragraph::of(Role::Plain, &missing));
        let cost = [expect::cost(assessment)];
        cost.into_iter().chain(missing).collect()
    }),
    ("Recovery", |assessment| {
        expect::recovery(assessment).to_vec()
    }),
    ("Upkeep", |assessment| vec![expect::upkeep(assessment)]),
];

fn set_results(page: &mut Page, sides: &[Side; 2]) {
    let results = sides.map(|side| {
        let role = Role::Verdict(side.assessment.verdict);
        let recap = headline::recap(side.assessment, side.insight.settled());
        vec![Paragraph::of(role, &capitalized(&recap))]
    });
    Row::new(Role::Strong, "Result", results).set(page, sides);
    let fits = sides.map(|side| {
        if headline::knows_nothing(side.assessment) {
            return Vec::new(); // the base of the pack says nothing about anybody
        }
        let apart = if side.assessment.is_stopped() {
            ", stops apart"
        } else {
            ""
        };
        let fit = format!("{} of 100{apart}", side.assessment.score);
        vec![Paragraph::of(Role::Plain, &fit)]
    });
    Row::new(Role::Strong, "Fit", fits).set(page, sides);
    let open = sides.map(|side| vec![Paragraph::of(Role::Plain, &open(&side))]);
    Row::new(Role::Strong, "Still open", open).set(page, sides);
}

fn open(side: &Side) -> String {
    let all = side.assessment.open_now().count();
    let safety = side.assessment.open_safety().count();
    let open = match (all, safety) {
        (0, _) => return "nothing".to_owned(),
        (_, 0) => count(all, "question"),
        _ => format!("{}, {safety} about safety", count(all, "question")),
    };
    if side.insight.settled() {
        return format!("{open}; the result stays");
    }
    let others = headline::others(side.assessment.verdict, side.insight);
    format!("{open}; could become {others}")
}

/// Every finding that weighs for one of the two, the heaviest first.
fn set_findings(page: &mut Page, sides: &[Side; 2]) {
    let mut found: Vec<&Finding> = Vec::new();
    for finding in sides.iter().flat_map(|side| &side.assessment.findings) {
        let is_new = found.iter().all(|known| !is_of(known, finding.rule));
        if is_new && Weight::of(finding).is_some() {
            found.push(finding);
        }
    }
    if found.is_empty() {
        return;
    }
    found.sort_by_key(|finding| Weight::of(finding));
    page.heading("Because");
    for finding in found {
        let (role, mark) = mark(finding);
        let cells = sides.map(|side| {
            let mut findings = side.assessment.findings.iter();
            let same = findings.find(|other| is_of(other, finding.rule));
            let text = same.map(|same| label(side.assessment.pack, same));
            cell(text)
        });
        Row::new(role, &mark, cells).set(page, sides);
    }
}

fn is_of(finding: &Finding, rule: &Rule) -> bool {
    finding.rule.id == rule.id
}

/// The answers that are not the same, in the order of asking.
fn set_answers(page: &mut Page, sides: &[Side; 2]) {
    let differing = differing(sides);
    if differing.is_empty() {
        return;
    }
    page.heading("Answers that differ");
    page.text(&Paragraph::of(
        Role::Plain,
        "What is not told is not known, or not asked for.",
    ));
    for index in differing {
        let cells = sides.map(|side| {
            let question = side.assessment.pack.question(index);
            let chosen = side.assessment.answers.known(index);
            cell(chosen.map(|chosen| answer(question, chosen)))
        });
        let [Side { assessment, .. }, _] = sides;
        let name = capitalized(&assessment.pack.question(index).name());
        Row::new(Role::Strong, &name, cells).set(page, sides);
    }
}

/// Questions that the two answered differently; an unknown answer differs from a known one.
pub(super) fn differing([one, other]: &[Side; 2]) -> Vec<QuestionIndex> {
    let known = |side: &Side, index| side.assessment.answers.known(index);
    let questions = one.assessment.pack.numbered_questions();
    questions
        .map(|(index, _)| index)
        .filter(|&index| known(one, index) != known(other, index))
        .collect()
}

fn answer(question: &Question, chosen: OptionSet) -> String {
    if chosen.meets(OptionSet::NONE_OF_THESE) {
        return "none of these".to_owned();
    }
    brief(question, chosen).join(", ")
}

/// What a person has, if anything.
fn cell(text: Option<String>) -> Vec<Paragraph> {
    let text = text.map(|text| Paragraph::of(Role::Plain, &text));
    text.into_iter().collect()
}

/// A label and what belongs to it, for each of the two; nothing is a dash in columns, and left out below.
struct Row {
    label: Paragraph,
    cells: [Vec<Paragraph>; 2],
}

impl Row {
    const LABEL: usize = 13;
    const GAP: usize = 2;

    fn new(role: Role, label: &str, cells: [Vec<Paragraph>; 2]) -> Self {
        Self {
            label: Paragraph::of(role, label),
            cells,
        }
    }

    fn set(&self, page: &mut Page, sides: &[Side; 2]) {
        if page.is_narrow() {
            self.set_stacked(page, sides);
        } else {
            self.set_in_columns(page);
        }
    }

    fn set_in_columns(&self, page: &mut Page) {
        let first = page.indent() + Self::LABEL + Self::GAP;
        let width = (page.table_end() - first - Self::GAP) / 2;
        let second = first + width + Self::GAP;
        let [left, right] = self.cells.each_ref().map(|cell| {
            if cell.is_empty() {
                return vec![Line::blank().with(Role::Muted, "–")];
            }
            let lines = cell.iter().flat_map(|paragraph| paragraph.wrapped(width));
            lines.collect()
        });
        let label = self.label.wrapped(Self::LABEL).into_iter();
        let label: Vec<_> = label
            .map(|line| Line::indented(page.indent()).followed_by(&line))
            .collect();
        let row = side_by_side(&side_by_side(&label, &left, first), &right, second);
        page.extend(row);
    }

    fn set_stacked(&self, page: &mut Page, sides: &[Side; 2]) {
        let indent = Line::indented(page.edge());
        page.extend(self.label.after(&indent, page.text_end()));
        let filled = sides
            .iter()
            .zip(&self.cells)
            .filter(|(_, cell)| !cell.is_empty());
        for (side, cell) in filled {
            let name = Paragraph::of(Role::Strong, &format!("{}:", side.name));
            let text = cell.iter().fold(name, Paragraph::and_all);
            page.text(&text);
        }
    }
}
