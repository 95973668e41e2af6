//! `smp explain`: what a question, rule, source, claim or message code means.

use smp_suitability::diagnostic::{Code, near_miss};
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
        Some(id) => page(pack, id, width).ok_or_else(|| nothing(pack, id))?,
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

fn nothing(pack: &Pack, id: &str) -> Failure {
    let questions = pack.questions.iter().map(|question| question.id.as_str());
    let rules = pack.rules.iter().map(|rule| rule.id.as_str());
    let sources = pack.sources.iter().map(|source| source.id.as_str());
    let claims = pack.claims.iter().map(|claim| claim.id.as_str());
    let codes = Code::ALL.iter().map(|code| code.name());
    let known: Vec<_> = questions
        .chain(rules)
        .chain(sources)
        .chain(claims)
        .chain(codes)
        .collect();
    let help = match near_miss("id", id, &known) {
        Some(help) if help.starts_with("a similar") => help,
        _ => "`smp explain` lists what can be explained".to_owned(),
    };
    Failure::Mendable {
        message: format!("nothing is called `{id}`"),
        help,
    }
}
