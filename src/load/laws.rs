//! Reads the laws and the baseline of `pack.json`, after the files that they refer to.

use super::condition::{self, Use};
use super::earlier::{IdPlace, called};
use super::fields::{Fields, text};
use super::flat;
use super::lookup::{self, Symbols};
use super::questions::Questions;
use crate::diagnostic::{Code, shortened};
use crate::format::{ALL_ELSE, SCORE_TRENDS, VERDICT_TRENDS, VERDICTS};
use crate::json::{Node, Reader};
use crate::pack::{
    Answers, Condition, Former, Group, Kind, Law, Monotone, Outcome, Question, Rule, Statement,
};

/// The kinds of laws; each law is of one kind.
const KINDS: [&str; 4] = ["never", "always", "within", "monotone"];

/// The answers of the person that examples are compared with; a question left out is unknown.
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
        let found = lookup::question(reader, questions, id, IdPlace::Key(node));
        if let Some((index, question)) = found
            && let Some(answer) = flat::answer(reader, node, question, questions.former())
        {
            baseline.set(index, answer);
        }
    }
    baseline
}

/// Reads laws: every one that could be read.
pub(super) struct LawReader<'pack> {
    pub(super) symbols: &'pack Symbols<'pack>,
    /// Every rule; `None` if some could not be read.
    pub(super) rules: Option<&'pack [Rule]>,
}

impl LawReader<'_> {
    /// Every law of the header that could be read.
    pub(super) fn read<'text>(
        &self,
        reader: &mut Reader<'text>,
        header: Fields<'text>,
    ) -> Vec<Law> {
        let laws = header.objects("laws");
        laws.filter_map(|fields| self.law(reader, fields)).collect()
    }

    fn law<'text>(&self, reader: &mut Reader<'text>, fields: Fields<'text>) -> Option<Law> {
        let id = fields.id();
        let mut bound = |key| self.bound(reader, fields.object(key)?);
        let never = bound("never").map(|(group, outcome)| Statement::Never(group, outcome));
        let always = bound("always").map(|(group, outcome)| Statement::Always(group, outcome));
        let within = (fields.object("within")).and_then(|fields| self.score_range(reader, fields));
        let monotone = (fields.object("monotone")).and_then(|fields| self.trend(reader, fields));
        let support = self.symbols.support(reader, fields);
        let given = KINDS.iter().filter(|key| fields.has(key)).count();
        // An unknown key may be a misspelled kind.
        if given != 1 && fields.are_known() {
            let message = format!("{} is of {given} kinds, not of one", called("law", &id));
            let help = "give it one of `never`, `always`, `within` and `monotone`";
            reader.report(Code::UnclearLaw, fields.node(), message, help.to_owned());
        }
        Some(Law {
            id,
            says: fields.text("says"),
            statement: never.or(always).or(within).or(monotone)?,
            support,
        })
    }

    /// The people of a law, from its `when`, `unless` and `all_else`.
    fn group<'text>(&self, reader: &mut Reader<'text>, fields: Fields<'text>) -> Option<Group> {
        let when = self.condition(reader, fields, "when");
        let unless = self.condition(reader, fields, "unless");
        Some(Group {
            when: when.ok()?,
            unless: unless.ok()?,
            all_else_as_baseline: fields.word("all_else", &ALL_ELSE).unwrap_or(false),
        })
    }

    /// A condition that may be left out.
    fn condition<'text>(
        &self,
        reader: &mut Reader<'text>,
        fields: Fields<'text>,
        key: &'static str,
    ) -> Result<Option<Condition>, Unreadable> {
        let Some(node) = fields.member(key) else {
            return Ok(None);
        };
        let condition = condition::read(reader, node, self.symbols, Use::Any);
        condition.map(Some).ok_or(Unreadable)
    }

    /// The people and the outcome of a `never` or an `always`.
    fn bound<'text>(
        &self,
        reader: &mut Reader<'text>,
        fields: Fields<'text>,
    ) -> Option<(Group, Outcome)> {
        let group = self.group(reader, fields);
        let outcome = match (fields.has("verdict"), fields.member("rule")) {
            (true, None) => verdicts(fields),
            (false, Some(rule)) => self.rule(reader, rule).map(Outcome::Rule),
            (false, None) | (true, Some(_)) => {
                if fields.are_known() {
                    let help = "write `\"verdict\": […]` or `\"rule\": \"…\"`";
                    let message = "the law names neither a verdict nor a rule, or both";
                    reader.report(Code::UnclearLaw, fields.node(), message, help.to_owned());
                }
                None
            }
        };
        Some((group?, outcome?))
    }

    /// The position of a rule; one that does not exist is reported.
    fn rule<'text>(&self, reader: &mut Reader<'text>, node: &Node<'text>) -> Option<usize> {
        let written = text(node)?;
        let rules = self.rules?;
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
        &self,
        reader: &mut Reader<'text>,
        fields: Fields<'text>,
    ) -> Option<Statement> {
        let group = self.group(reader, fields)?;
        Some(Statement::Within(group, fields.range("score")?))
    }

    fn trend<'text>(&self, reader: &mut Reader<'text>, fields: Fields<'text>) -> Option<Statement> {
        if !fields.has("verdict") && !fields.has("score") && fields.are_known() {
            let help =
                "add `\"verdict\": \"never_worsens\"`, `\"score\": \"never_falls\"`, or both";
            let message = "the law says neither where the verdict nor where the score goes";
            reader.report(Code::UnclearLaw, fields.node(), message, help.to_owned());
        }
        let when = self.condition(reader, fields, "when");
        let (node, id) = (fields.member("question")?, fields.written("question")?);
        let questions = self.symbols.questions?;
        let (index, asked) = lookup::question(reader, questions, id, IdPlace::Value(node))?;
        if asked.kind == Kind::Many {
            let message = format!(
                "`{}` is of kind `many`, and its options have no order",
                asked.id
            );
            let help = "name a question of kind `one`";
            reader.report(Code::UnclearLaw, node, message, help.to_owned());
            return None;
        }
        Some(Statement::Monotone(Monotone {
            question: index,
            along: along_options(reader, fields, asked, questions.former())?,
            when: when.ok()?,
            verdict: fields.word("verdict", &VERDICT_TRENDS),
            score: fields.word("score", &SCORE_TRENDS),
        }))
    }
}

/// A condition of which nothing could be read.
struct Unreadable;

fn verdicts(fields: Fields) -> Option<Outcome> {
    let verdicts = fields.words("verdict", &VERDICTS);
    let is_whole = verdicts.len() == fields.items("verdict").len();
    (is_whole && !verdicts.is_empty()).then_some(Outcome::Verdicts(verdicts))
}

/// The answers that a law goes along: those listed, or all options of an `ordered` question.
fn along_options<'text>(
    reader: &mut Reader<'text>,
    fields: Fields<'text>,
    question: &Question,
    former: Former,
) -> Option<Vec<Option<usize>>> {
    let Some(list) = fields.member("along") else {
        if !question.ordered {
            let message = format!("the options of `{}` are not `ordered`", question.id);
            let help = "list them in `along`, in the order that is meant";
            reader.report(Code::UnclearLaw, fields.node(), message, help.to_owned());
        }
        return Some((0..question.options.len()).map(Some).collect());
    };
    let nodes = reader.list(list)?;
    let mut along = Vec::new();
    for node in nodes {
        let position = match reader.text(node)? {
            "unknown" => None,
            _ => Some(lookup::option(reader, node, question, former)?.first()),
        };
        if along.contains(&position) {
            lookup::repeated_option(reader, node);
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
