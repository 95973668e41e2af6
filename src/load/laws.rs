//! Reads the laws of `pack.json`, and the baseline that witnesses are told from.

use super::answers;
use super::condition::{self, Symbols, Use};
use super::earlier;
use super::fields::Fields;
use super::format::{BOUND, LAW, MONOTONE, WITHIN};
use super::header::VERDICTS;
use super::ids::{IdRegistry, called};
use super::questions::{Named, Questions};
use super::reader::{Reader, shortened};
use super::tree::Node;
use crate::answers::Answers;
use crate::diagnostic::Code;
use crate::pack::{
    Condition, Former, Group, Kind, Law, Monotone, Outcome, Question, QuestionIndex, Rule,
    Statement, Support, Trend, Verdict,
};

/// Values of `pack.json` that name what other files define, so they are read after those.
#[derive(Clone, Copy)]
pub(super) struct DeferredNodes<'node, 'text> {
    pub(super) baseline: Option<&'node Node<'text>>,
    pub(super) laws: Option<&'node Node<'text>>,
}

/// The four kinds of laws; a law is of one of them.
const KINDS: [&str; 4] = ["never", "always", "within", "monotone"];

pub(super) const ALL_ELSE: [(&str, bool); 1] = [("baseline", true)];

pub(super) const VERDICT_TRENDS: [(&str, Trend); 2] = [
    ("never_worsens", Trend::NeverWorse),
    ("never_improves", Trend::NeverBetter),
];

pub(super) const SCORE_TRENDS: [(&str, Trend); 2] = [
    ("never_falls", Trend::NeverWorse),
    ("never_rises", Trend::NeverBetter),
];

/// The answers of a person about whom there is nothing special; what is left out is unknown.
pub(super) fn baseline<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    questions: &Questions,
) -> Answers {
    let mut baseline = Answers::of_length(questions.list().len());
    for (id, node) in reader.members(node).unwrap_or_default() {
        if reader.is_removed(node, id) {
            continue;
        }
        if let Some((index, question)) = named_question(reader, node, id, questions, At::Key)
            && let Some(answer) = answers::answer(reader, node, question, questions.former())
        {
            baseline.set(index, answer);
        }
    }
    baseline
}

/// Every law that could be read.
pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    symbols: &Symbols,
    rules: Option<&[Rule]>,
) -> Vec<Law> {
    let mut ids = IdRegistry::new(&LAW);
    let mut laws = Vec::new();
    for node in reader.list(node).unwrap_or_default() {
        laws.extend(law(reader, node, &mut ids, symbols, rules));
    }
    laws
}

fn law<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    ids: &mut IdRegistry<'node, 'text>,
    symbols: &Symbols,
    rules: Option<&[Rule]>,
) -> Option<Law> {
    let (fields, id) = ids.entry(reader, node)?;
    let says = fields.text(reader, "says");
    let parts = KINDS.map(|key| fields.optional(key));
    let given = parts.iter().flatten().count();
    let [never, always, within, monotone] = parts;
    let never = never.and_then(|node| {
        let (group, outcome) = bound(reader, node, symbols, rules)?;
        Some(Statement::Never(group, outcome))
    });
    let always = always.and_then(|node| {
        let (group, outcome) = bound(reader, node, symbols, rules)?;
        Some(Statement::Always(group, outcome))
    });
    let within = within.and_then(|node| score_range(reader, node, symbols));
    let monotone = monotone.and_then(|node| trend(reader, node, symbols));
    let support = optional_support(reader, &fields, symbols);
    // A key that is not known may be a kind that is misspelled.
    if fields.finish(reader) && given != 1 {
        let message = format!("{} is of {given} kinds, not of one", called("law", &id));
        let help = "give it one of `never`, `always`, `within` and `monotone`";
        reader.report(Code::UnclearLaw, node, message, help.to_owned());
    }
    Some(Law {
        id,
        says,
        statement: never.or(always).or(within).or(monotone)?,
        support,
    })
}

/// Sources and claims, either of which a law may do without.
fn optional_support<'text>(
    reader: &mut Reader<'text>,
    fields: &Fields<'_, 'text>,
    symbols: &Symbols,
) -> Support {
    use super::sources::Cited;
    let sources = fields.optional("sources");
    let claims = fields.optional("claims");
    let mut list = |node: Option<&Node<'text>>, cited| match (node, symbols.library) {
        (Some(node), Some(library)) => library.list(reader, node, cited),
        (Some(_), None) | (None, _) => Vec::new(),
    };
    Support {
        sources: list(sources, Cited::Source),
        claims: list(claims, Cited::Claim),
    }
}

/// The people of a law, from its `when`, `unless` and `all_else`.
fn group<'text>(
    reader: &mut Reader<'text>,
    fields: &Fields<'_, 'text>,
    symbols: &Symbols,
) -> Option<Group> {
    let when = fields.optional("when");
    let unless = fields.optional("unless");
    let all_else = fields.optional("all_else");
    let all_else = all_else.map(|node| reader.word(node, &ALL_ELSE));
    let (when, unless) = (
        optional_condition(reader, when, symbols),
        optional_condition(reader, unless, symbols),
    );
    Some(Group {
        when: when?,
        unless: unless?,
        all_else_as_baseline: all_else.flatten().unwrap_or(false),
    })
}

/// A condition that may be left out; `None` if it is there and could not be read.
#[expect(
    clippy::option_option,
    reason = "left out and unreadable are two things"
)]
fn optional_condition<'text>(
    reader: &mut Reader<'text>,
    node: Option<&Node<'text>>,
    symbols: &Symbols,
) -> Option<Option<Condition>> {
    match node {
        None => Some(None),
        Some(node) => condition::read(reader, node, symbols, Use::Any).map(Some),
    }
}

/// The people and the outcome of a `never` or an `always`.
fn bound<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    symbols: &Symbols,
    rules: Option<&[Rule]>,
) -> Option<(Group, Outcome)> {
    let fields = reader.fields(node, &BOUND)?;
    let group = group(reader, &fields, symbols);
    let (verdict, rule) = (fields.optional("verdict"), fields.optional("rule"));
    let all_known = fields.finish(reader);
    let outcome = match (verdict, rule) {
        (Some(list), None) => verdicts(reader, list),
        (None, Some(rule)) => named_rule(reader, rule, rules).map(Outcome::Rule),
        (None, None) | (Some(_), Some(_)) => {
            if all_known {
                let help = "write `\"verdict\": […]` or `\"rule\": \"…\"`";
                let message = "the law names neither a verdict nor a rule, or both";
                reader.report(Code::UnclearLaw, node, message, help.to_owned());
            }
            None
        }
    };
    Some((group?, outcome?))
}

fn verdicts<'text>(reader: &mut Reader<'text>, list: &Node<'text>) -> Option<Outcome> {
    let nodes = reader.filled_list(list)?;
    let verdicts: Vec<Verdict> = nodes
        .iter()
        .filter_map(|node| reader.word(node, &VERDICTS))
        .collect();
    (!nodes.is_empty() && verdicts.len() == nodes.len()).then_some(Outcome::Verdicts(verdicts))
}

fn named_rule<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    rules: Option<&[Rule]>,
) -> Option<usize> {
    let written = reader.text(node)?;
    let rules = rules?;
    let found = rules.iter().position(|rule| rule.id == written);
    if found.is_none() {
        let message = format!("`{}` is not a rule of this pack", shortened(written));
        let ids = rules.iter().map(|rule| rule.id.as_str());
        let help = reader.help_for_unknown_id(node, "rule", written, ids);
        reader.report(Code::UnknownRule, node, message, help);
    }
    found
}

fn score_range<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    symbols: &Symbols,
) -> Option<Statement> {
    let fields = reader.fields(node, &WITHIN)?;
    let group = group(reader, &fields, symbols);
    let score = fields.required("score").and_then(|node| {
        let help = "write the lowest and the highest score, such as `[40, 100]`";
        let [least, most] = reader.pair(node, help)?;
        let (least, most) = (reader.integer(least, 0, 100), reader.integer(most, 0, 100));
        let (least, most) = (least?, most?);
        if most < least {
            let message = format!("the range goes from {least} down to {most}");
            let help = "write the lower number first";
            reader.report(Code::BadRange, node, message, help.to_owned());
        }
        Some((least, most))
    });
    fields.finish(reader);
    Some(Statement::Within(group?, score?))
}

fn trend<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    symbols: &Symbols,
) -> Option<Statement> {
    let fields = reader.fields(node, &MONOTONE)?;
    let question = fields.required("question");
    let along = fields.optional("along");
    let when = fields.optional("when");
    let (verdict, score) = (fields.optional("verdict"), fields.optional("score"));
    let all_known = fields.finish(reader);
    if verdict.is_none() && score.is_none() && all_known {
        let help = "add `\"verdict\": \"never_worsens\"`, `\"score\": \"never_falls\"`, or both";
        let message = "the law says neither where the verdict nor where the score goes";
        reader.report(Code::UnclearLaw, node, message, help.to_owned());
    }
    let verdict = verdict.and_then(|node| reader.word(node, &VERDICT_TRENDS));
    let score = score.and_then(|node| reader.word(node, &SCORE_TRENDS));
    let when = optional_condition(reader, when, symbols);
    let question = question?;
    let id = reader.text(question)?;
    let (index, asked) = named_question(reader, question, id, symbols.questions?, At::Value)?;
    if asked.kind == Kind::Many {
        let message = format!(
            "`{}` is of kind `many`, and its options have no order",
            asked.id
        );
        let help = "name a question of kind `one`";
        reader.report(Code::UnclearLaw, question, message, help.to_owned());
        return None;
    }
    Some(Statement::Monotone(Monotone {
        question: index,
        along: along_options(reader, along, node, (asked, symbols.questions?.former()))?,
        when: when?,
        verdict,
        score,
    }))
}

/// The answers that a law goes along: those listed, or all options of an `ordered` question.
fn along_options<'text>(
    reader: &mut Reader<'text>,
    along: Option<&Node<'text>>,
    law: &Node<'text>,
    (question, former): (&Question, Former),
) -> Option<Vec<Option<usize>>> {
    let Some(list) = along else {
        if !question.ordered {
            let message = format!("the options of `{}` are not `ordered`", question.id);
            let help = "list them in `along`, in the order that is meant";
            reader.report(Code::UnclearLaw, law, message, help.to_owned());
        }
        return Some((0..question.options.len()).map(Some).collect());
    };
    let nodes = reader.list(list)?;
    let mut along = Vec::new();
    for node in nodes {
        let position = match reader.text(node)? {
            "unknown" => None,
            _ => Some(condition::option(reader, node, question, former)?.first()),
        };
        if along.contains(&position) {
            condition::repeated(reader, node);
        }
        along.push(position);
    }
    if along.len() < 2 {
        let help = "list at least two options";
        let message = "a law about an order needs two options";
        reader.report(Code::UnclearLaw, list, message, help.to_owned());
    }
    Some(along)
}

/// Where the id of a question stands.
#[derive(Clone, Copy)]
pub(super) enum At {
    Key,
    Value,
}

pub(super) fn named_question<'pack, 'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    id: &str,
    questions: &'pack Questions,
    at: At,
) -> Option<(QuestionIndex, &'pack Question)> {
    match questions.find(id) {
        Named::Question(position, question) => Some((QuestionIndex::new(position), question)),
        Named::Unreadable => None,
        Named::Nothing => {
            let (place, options) = match at {
                At::Key => (earlier::At::Key(node), earlier::named(node)),
                At::Value => (earlier::At::Value(node), Vec::new()),
            };
            if earlier::report(reader, questions.former(), id, place, &options) {
                return None;
            }
            let message = format!("`{}` is not a question", shortened(id));
            let help = reader.help_for_unknown_id(node, "question", id, questions.ids());
            match at {
                At::Key => reader.report_key(Code::UnknownQuestion, node, message, help),
                At::Value => reader.report(Code::UnknownQuestion, node, message, help),
            }
            None
        }
    }
}
