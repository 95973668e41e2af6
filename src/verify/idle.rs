//! Every question and every option can change somebody's result, or says why it does not.

use super::check::Subject;
use super::finding::Finding;
use super::rules::fires;
use crate::assess::Applies;
use crate::diagnostic::Code;
use crate::load::PathStep;
use crate::pack::{Condition, Kind, OptionSet, Pack, Question, QuestionIndex, Row, Rule, Variant};
use crate::space::{Glimpse, PairAim, PairGlimpse};

/// Every question has an option that changes somebody's result, or is declared neutral.
pub(super) fn every_question_counts(subject: &Subject) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, question) in subject.pack.numbered_questions() {
        let place = || subject.places.question(&question.id);
        match (counting(subject, index, question), &question.neutral) {
            (Err(stuck), _) => {
                let what = format!("`{}`", question.id);
                findings.push(Finding::entangled(subject.pack, stuck, &what, place()));
            }
            (Ok(options), None) if options.is_empty() => findings.push(Finding::error(
                Code::IdleQuestion,
                place(),
                format!("no answer to `{}` changes anybody's result", question.id),
                "name its options in a rule, a row or the guide, or say why not in `neutral`",
            )),
            (Ok(options), Some(_)) if !options.is_empty() => findings.push(Finding::error(
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

/// Every option changes somebody's result beside the usual answer, or is declared neutral.
pub(super) fn every_option_counts(subject: &Subject) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, question) in subject.pack.numbered_questions() {
        let Ok(options) = counting(subject, index, question) else {
            continue; // told with the question
        };
        if options.is_empty() {
            continue; // the question is idle as a whole
        }
        let usual = usual(subject.pack, index, question);
        for (position, option) in question.options.iter().enumerate() {
            let counts = options.contains(&position) || usual == Some(position);
            let place = || {
                let way = [
                    PathStep::Key("questions"),
                    PathStep::Entry(&question.id),
                    PathStep::Key("options"),
                    PathStep::Entry(&option.id),
                ];
                subject.places.of("questionnaire.json", &way)
            };
            let beside = match (question.kind, usual) {
                (Kind::Many, _) => "its box being left empty".to_owned(),
                (Kind::One, Some(usual)) => format!("`{}`", question.option(usual).id),
                (Kind::One, None) => "\"I'm not sure\"".to_owned(),
            };
            let named = format!("`{}` of `{}`", option.id, question.id);
            match (counts, &option.neutral) {
                (false, None) => findings.push(Finding::error(
                    Code::IdleOption,
                    place(),
                    format!("{named} gives everybody the same result as {beside}"),
                    "name it in a rule, a row or the guide, or say why not in `neutral`",
                )),
                (true, Some(_)) => findings.push(Finding::error(
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

/// The answer that stands for nothing special: the reference, else the one of the baseline.
fn usual(pack: &Pack, index: QuestionIndex, question: &Question) -> Option<usize> {
    let of_baseline = || pack.baseline.known(index)?.positions().next();
    match question.kind {
        Kind::One => question.reference.or_else(of_baseline),
        Kind::Many => None,
    }
}

/// Options that change somebody's result beside the usual answer, all else equal.
fn counting(
    subject: &Subject,
    index: QuestionIndex,
    question: &Question,
) -> Result<Vec<usize>, QuestionIndex> {
    let usual = usual(subject.pack, index, question);
    let things = things(subject.pack, index);
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
        for thing in &things {
            if is_told_apart(subject, index, answers, thing)? {
                counting.push(position);
                break;
            }
        }
    }
    Ok(counting)
}

/// Something in a result that conditions decide.
enum Thing<'pack> {
    /// Whether a rule fires, as written or cleared.
    Rule(Variant<'pack>),
    /// Whether a text is shown.
    Text(&'pack Condition),
    /// Whether a question applies, or may.
    Question(QuestionIndex, &'pack Condition),
    /// Which row of a table is the first to match.
    Rows(Vec<&'pack Condition>),
}

impl<'pack> Thing<'pack> {
    fn conditions(&self) -> Vec<&'pack Condition> {
        match self {
            Self::Rule(variant) => variant.conditions().collect(),
            Self::Text(when) | Self::Question(_, when) => vec![when],
            Self::Rows(conditions) => conditions.clone(),
        }
    }

    /// The question of which it tells whether it applies.
    fn question(&self) -> Option<QuestionIndex> {
        match self {
            Self::Question(question, _) => Some(*question),
            Self::Rule(_) | Self::Text(_) | Self::Rows(_) => None,
        }
    }

    /// What comes of it for one person.
    fn outcome(&self, glimpse: &Glimpse) -> Option<usize> {
        match self {
            Self::Rule(variant) => fires(glimpse, variant.unless(), 0).map(usize::from),
            Self::Text(_) => glimpse.holds(0).map(usize::from),
            Self::Question(question, _) => {
                glimpse.applies(*question).map(|applies| match applies {
                    Applies::No => 0,
                    Applies::Maybe => 1,
                    Applies::Yes => 2,
                })
            }
            Self::Rows(rows) => {
                Some((0..rows.len()).position(|row| glimpse.holds(row) == Some(true)))
                    .map(|first| first.unwrap_or(rows.len()))
            }
        }
    }
}

/// Everything whose conditions name a question.
fn things(pack: &Pack, index: QuestionIndex) -> Vec<Thing<'_>> {
    let rules = pack.rules.iter().flat_map(Rule::variants).map(Thing::Rule);
    let questions = pack
        .numbered_questions()
        .filter_map(|(index, other)| Some(Thing::Question(index, other.when.as_ref()?)));
    let guide = pack.guide.iter().flat_map(|section| &section.items);
    let guide = guide.filter_map(|item| item.when.as_ref().map(Thing::Text));
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
    let rows = tables.into_iter().chain(cost).map(Thing::Rows);
    let all = rules.chain(questions).chain(guide).chain(rows);
    all.filter(|thing| {
        let conditions = thing.conditions();
        let mut asked = conditions.iter().flat_map(|when| when.requirements());
        asked.any(|requirement| requirement.question == index)
    })
    .collect()
}

fn conditions<Content>(rows: &[Row<Content>]) -> Vec<&Condition> {
    rows.iter().filter_map(|row| row.when.as_ref()).collect()
}

/// Whether two answers to a question, all else equal, make something of this for somebody.
fn is_told_apart<'pack>(
    subject: &Subject<'pack>,
    question: QuestionIndex,
    answers: [Option<OptionSet>; 2],
    thing: &Thing<'pack>,
) -> Result<bool, QuestionIndex> {
    let differ = |glimpse: &PairGlimpse| {
        let [one, other] = &glimpse.sides;
        one.score.is_none() || thing.outcome(one) != thing.outcome(other)
    };
    let found = subject.search.two(&PairAim {
        question,
        answers,
        effects: Vec::new(),
        watched: thing.conditions(),
        ahead: thing.question(),
        is_sought: &differ,
    });
    found.map(|found| found.is_some())
}
