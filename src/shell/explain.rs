//! `smp explain`: what a question, rule, source, claim or message code means, and where the pack uses a word.

use smp_suitability::diagnostic::{Code, suggest};
use smp_suitability::load::{self, Outdated};
use smp_suitability::pack::Pack;
use smp_suitability::report::{self, Line, Paragraph, Role};

use super::cli::{Common, ExplainArgs};
use super::output::Output;
use super::{Failure, Status};

pub(super) fn run(common: &Common, pack: &Pack, args: &ExplainArgs) -> Result<Status, Failure> {
    let output = Output::new(common);
    let width = output.width();
    let lines = match args.id.as_deref() {
        None => index(pack, width),
        Some(id) => explained(pack, id, width)?,
    };
    output.write_lines(&lines)?;
    Ok(Status::Done)
}

/// Everything that can be explained.
fn index(pack: &Pack, width: usize) -> Vec<Line> {
    let mut lines = report::explain_index(pack, width);
    let names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
    lines.push(Line::blank());
    lines.push(Line::indented(0).with(Role::Title, "Message codes"));
    lines.extend(Paragraph::of(Role::Plain, &names.join(", ")).after(&Line::indented(2), width));
    lines
}

/// What an id names; else the page of the words, unless they are an id of an earlier version.
fn explained(pack: &Pack, id: &str, width: usize) -> Result<Vec<Line>, Failure> {
    if let Some(lines) = page(pack, id, width) {
        return Ok(lines);
    }
    if let Some(Outdated { message, help, .. }) = outdated(pack, id) {
        return Err(Failure::Fixable { message, help });
    }
    report::explain_words(pack, id, width).ok_or_else(|| nothing(pack, id))
}

fn page(pack: &Pack, id: &str, width: usize) -> Option<Vec<Line>> {
    report::explain(pack, id, width).or_else(|| {
        let code = Code::find(id)?;
        let mut lines = vec![
            Line::indented(0).with(Role::Title, &format!("error[{}]", code.name())),
            Line::blank(),
        ];
        lines.extend(
            Paragraph::of(Role::Plain, code.explanation()).after(&Line::indented(2), width),
        );
        Some(lines)
    })
}

/// Everything that can be explained, with its first words.
pub(super) fn ids(pack: &Pack) -> impl Iterator<Item = (&str, &str)> {
    let questions = pack
        .questions
        .iter()
        .map(|question| (question.id.as_str(), &*question.ask));
    let rules = pack
        .rules
        .iter()
        .map(|rule| (rule.id.as_str(), &*rule.because));
    let warnings = pack.warnings.as_ref();
    let signs = warnings
        .map(|warnings| warnings.rows.as_slice())
        .unwrap_or_default()
        .iter()
        .map(|row| (row.id.as_str(), &*row.text));
    let sources = pack
        .sources
        .iter()
        .map(|source| (source.id.as_str(), &*source.title));
    let claims = pack
        .claims
        .iter()
        .map(|claim| (claim.id.as_str(), &*claim.says));
    let codes = Code::ALL
        .iter()
        .map(|code| (code.name(), code.explanation()));
    questions
        .chain(rules)
        .chain(signs)
        .chain(sources)
        .chain(claims)
        .chain(codes)
}

fn outdated(pack: &Pack, id: &str) -> Option<Outdated> {
    match id.split_once('=') {
        Some((question, option)) => load::outdated_option(pack.former(), question, option),
        None => load::outdated_question(pack.former(), id),
    }
}

fn nothing(pack: &Pack, id: &str) -> Failure {
    let known: Vec<_> = ids(pack).map(|(id, _)| id).collect();
    let help = match suggest("id", id, &known) {
        Some(help) if help.starts_with("a similar") => help,
        _ => "`smp explain` lists what can be explained".to_owned(),
    };
    Failure::Fixable {
        message: format!("nothing is called `{id}`, and no question or option has it in its words"),
        help,
    }
}
