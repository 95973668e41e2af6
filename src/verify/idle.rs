//! Every question and every option can change a result, or says why it does not.

use super::context::CheckContext;
use super::finding::CheckFinding;
use super::rules::fires;
use crate::assess::Applies;
use crate::diagnostic::Code;
use crate::load::PathStep;
use crate::pack::{
    Condition, Kind, OptionSet, Pack, Question, QuestionIndex, Row, RowMatch, Rule, Variant,
    could_be_first,
};
use crate::space::{PairQuery, PartialOutcome, PartialOutcomePair, TooEntangled};

/// Every question has an option that changes a result, or is declared neutral.
pub(super) fn every_question_counts(context: &CheckContext) -> Vec<CheckFinding> {
    let mut findings = Vec::new();
    for (question, counting) in context.pack.questions.iter().zip(counting(context)) {
        let place = || context.places.question(&question.id);
        match (counting, &question.neutral) {
            (Err(error), _) => {
                let what = format!("`{}`", question.id);
                findings.push(CheckFinding::entangled(error, &what, place()));
            }
            (Ok(options), None) if options.is_empty() => findings.push(CheckFinding::error(
                Code::IdleQuestion,
                place(),
                format!("no answer to `{}` changes anybody's result", question.id),
                "name its options in a rule, a row or the guide, or say why not in `neutral`",
            )),
            (Ok(options), Some(_)) if !options.is_empty() => findings.push(CheckFinding::error(
                Code::NotNeutral,
                place(),
                format!("`{}` is declared neutral, but changes results", question.id),
                "take `neutral` out; it stands where no answer changes anything",
            )),
            (Ok(_), _) => {}
        }
    }
    findings
}

/// Every option changes a result compared with the usual answer, or is declared neutral.
pub(super) fn every_option_counts(context: &CheckContext) -> Vec<CheckFinding> {
    let mut findings = Vec::new();
    let questions = context.pack.numbered_questions();
    for ((index, question), counting) in questions.zip(counting(context)) {
        let Ok(options) = counting else {
            continue; // reported with the question
        };
        if options.is_empty() {
            continue; // the question is idle as a whole
        }
        let usual = usual(context.pack, index, question);
        for (position, option) in question.options.iter().enumerate() {
            let counts = options.contains(&position) || usual == Some(position);
            let place = || {
                let path = [
                    PathStep::Key("questions"),
                    PathStep::Entry(&question.id),
                    PathStep::Key("options"),
                    PathStep::Entry(&option.id),
                ];
                context.places.of("questionnaire.json", &path)
            };
            let compared_with = match (question.kind, usual) {
                (Kind::Many, _) => "its box being left empty".to_owned(),
                (Kind::One, Some(usual)) => format!("`{}`", question.option(usual).id),
                (Kind::One, None) => "\"I'm not sure\"".to_owned(),
            };
            let named = format!("`{}` of `{}`", option.id, question.id);
            match (counts, &option.neutral) {
                (false, None) => findings.push(CheckFinding::error(
                    Code::IdleOption,
                    place(),
                    format!("{named} gives everyone the same result as {compared_with}"),
                    "name it in a rule, a row or the guide, or say why not in `neutral`",
                )),
                (true, Some(_)) => findings.push(CheckFinding::error(
                    Code::NotNeutral,
                    place(),
                    format!("{named} is declared neutral, but changes results"),
                    "take `neutral` out; it stands where the option changes nothing",
                )),
                (true, None) | (false, Some(_)) => {}
            }
        }
    }
    findings
}

/// The answer that options are compared with: the reference, else the one of the baseline.
fn usual(pack: &Pack, index: QuestionIndex, question: &Question) -> Option<usize> {
    let of_baseline = || pack.baseline.known(index)?.positions().next();
    match question.kind {
        Kind::One => question.reference.or_else(of_baseline),
        Kind::Many => None,
    }
}

/// For each question its options that change a result compared with the usual answer, all else equal.
fn counting<'context>(
    context: &'context CheckContext,
) -> &'context [Result<Vec<usize>, TooEntangled>] {
    let questions = context.pack.numbered_questions();
    context.counting.get_or_init(|| {
        questions
            .map(|(index, question)| counting_of(context, index, question))
            .collect()
    })
}

fn counting_of(
    context: &CheckContext,
    index: QuestionIndex,
    question: &Question,
) -> Result<Vec<usize>, TooEntangled> {
    let usual = usual(context.pack, index, question);
    let observables = observables(context.pack, index);
    let mut counting = Vec::new();
    for position in 0..question.options.len() {
        let answers = match question.kind {
            Kind::One if usual == Some(position) => continue,
            Kind::One => [
                usual.map(OptionSet::single),
                Some(OptionSet::single(position)),
            ],
            Kind::Many => [
                Some(OptionSet::NONE_OF_THESE),
                Some(OptionSet::single(position)),
            ],
        };
        for observable in &observables {
            if is_distinguished(context, index, answers, observable)? {
                counting.push(position);
                break;
            }
        }
    }
    Ok(counting)
}

/// A part of a result that conditions decide.
enum Observable<'pack> {
    /// A rule, as written or cleared: whether it fires.
    Rule(Variant<'pack>),
    /// The condition of a text: whether it is shown.
    Text(&'pack Condition),
    /// A question with its condition: whether it applies, or may.
    Question(QuestionIndex, &'pack Condition),
    /// The conditions of a table's rows: which of them is the first to match.
    Rows(Vec<&'pack Condition>),
}

impl<'pack> Observable<'pack> {
    fn conditions(&self) -> Vec<&'pack Condition> {
        match self {
            Self::Rule(variant) => variant.conditions().collect(),
            Self::Text(when) | Self::Question(_, when) => vec![when],
            Self::Rows(conditions) => conditions.clone(),
        }
    }

    /// The question whose applicability it is, if it is one.
    fn question(&self) -> Option<QuestionIndex> {
        match self {
            Self::Question(question, _) => Some(*question),
            Self::Rule(_) | Self::Text(_) | Self::Rows(_) => None,
        }
    }

    /// A number for what is observed of one person; `None` while it is not decided.
    fn outcome(&self, partial: &PartialOutcome) -> Option<usize> {
        match self {
            Self::Rule(variant) => fires(partial, variant.unless(), 0).map(usize::from),
            Self::Text(_) => partial.holds(0).map(usize::from),
            Self::Question(question, _) => {
                partial.applies(*question).map(|applies| match applies {
                    Applies::No => 0,
                    Applies::Maybe => 1,
                    Applies::Yes => 2,
                })
            }
            Self::Rows(rows) => {
                let holds = |row| RowMatch::decided(partial.holds(row) == Some(true));
                let mut matching = could_be_first((0..rows.len()).map(|row| (row, holds(row))));
                Some(matching.next().unwrap_or(rows.len()))
            }
        }
    }
}

/// Everything whose conditions name a question.
fn observables(pack: &Pack, index: QuestionIndex) -> Vec<Observable<'_>> {
    let rules = pack
        .rules
        .iter()
        .flat_map(Rule::variants)
        .map(Observable::Rule);
    let questions = pack
        .numbered_questions()
        .filter_map(|(index, other)| Some(Observable::Question(index, other.when.as_ref()?)));
    let guide = pack
        .guide
        .iter()
        .flat_map(|section| &section.items)
        .filter_map(|item| item.when.as_ref());
    let unfit = (pack.comparison.iter())
        .flat_map(|comparison| &comparison.alternatives)
        .flat_map(|alternative| &alternative.unfit)
        .map(|unfit| &unfit.when);
    let texts = guide.chain(unfit).map(Observable::Text);
    let expectations = &pack.expectations;
    let tables = [
        conditions(&expectations.sessions),
        conditions(&expectations.recovery),
        conditions(&expectations.upkeep),
    ];
    let cost = expectations
        .cost
        .iter()
        .map(|table| conditions(&table.rows));
    let rows = tables.into_iter().chain(cost).map(Observable::Rows);
    let all = rules.chain(questions).chain(texts).chain(rows);
    all.filter(|observable| {
        let conditions = observable.conditions();
        let mut asked = conditions.iter().flat_map(|when| when.requirements());
        asked.any(|requirement| requirement.question == index)
    })
    .collect()
}

fn conditions<Content>(rows: &[Row<Content>]) -> Vec<&Condition> {
    rows.iter().filter_map(|row| row.when.as_ref()).collect()
}

/// Returns true if two answers to a question, all else equal, can make a difference to what is observed.
fn is_distinguished<'pack>(
    context: &CheckContext<'pack>,
    question: QuestionIndex,
    answers: [Option<OptionSet>; 2],
    observable: &Observable<'pack>,
) -> Result<bool, TooEntangled> {
    let differ = |partial: &PartialOutcomePair| {
        let [one, other] = &partial.sides;
        one.score.is_none() || observable.outcome(one) != observable.outcome(other)
    };
    let found = context.search.two(&PairQuery {
        question,
        answers,
        rules: Vec::new(),
        watched: observable.conditions(),
        applicability_of: observable.question(),
        accepts: &differ,
    });
    found.map(|found| found.is_some())
}
