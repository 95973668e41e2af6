//! The report for a program: a contract, with its own types. Keys are added over time, none changes.

use std::borrow::Cow;
#[cfg(test)]
use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::answers::{answer_value, given_value};
use super::comparison::ComparisonJson;
use super::expectations::ExpectationsJson;
use super::insight::{InsightJson, MattersJson};
#[cfg(test)]
use super::schema::described::{AnswerValue, StrengthId, VerdictId, since_ids};
use crate::assess::{Assessment, Finding, VerdictOn};
use crate::pack::{Answer, Pack, Strength, Text, Verdict, Wait};
use crate::report::content;
use crate::report::sanitize::{pretty_json, sanitized_json};
use crate::report::verdict::is_settled;
use crate::space::Insight;

const FORMAT: &str = "smp.assessment/1";

/// The assessment as `smp.assessment/1`: indented, ending in a line break, safe to print.
///
/// # Panics
/// Never: every key is a string and every value plain.
pub fn json(assessment: &Assessment, insight: Option<&Insight>) -> String {
    pretty_json(&AssessmentJson::new(assessment, insight))
}

/// The same as one line without a line break at its end, for many results one after the other.
pub fn json_line(assessment: &Assessment, insight: Option<&Insight>) -> String {
    let json = serde_json::to_string(&AssessmentJson::new(assessment, insight))
        .expect("every key is a string and every value plain");
    sanitized_json(&json).into_owned()
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(title = "A result as smp prints it"))]
pub(super) struct AssessmentJson<'a> {
    #[cfg_attr(test, schemars(extend("const" = FORMAT)))]
    format: &'static str,
    id: Option<&'a str>,
    pack: PackJson<'a>,
    #[serde(flatten)]
    time: Option<TimeJson>,
    #[cfg_attr(test, schemars(with = "VerdictId"))]
    verdict: &'static str,
    settled: bool,
    /// True if a safety question is open whose answer could still make the verdict worse.
    so_far: bool,
    score: i32,
    /// The score before any finding: with the points of all findings it adds up to `score`.
    base: i32,
    findings: Vec<FindingJson<'a>>,
    open: Vec<OpenJson<'a>>,
    expectations: ExpectationsJson<'a>,
    guide: Vec<SectionJson<'a>>,
    /// The treatment next to its alternatives; absent where the pack compares nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<ComparisonJson<'a>>,
    /// When to get help after a visit; absent where the pack has no such card.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<WarningJson<'a>>,
    disclaimer: &'a str,
    #[cfg_attr(test, schemars(with = "BTreeMap<String, AnswerValue>"))]
    answers: AnswersJson<'a>,
    /// Ids of questions that were answered but do not apply; the answers were passed over.
    ignored: Vec<&'a str>,
    #[serde(flatten)]
    insight: Option<InsightJson<'a>>,
}

// What dates among the answers come to. A doc comment here would describe the whole schema.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct TimeJson {
    /// The day for which dates among the answers were counted; absent where no answer is a date.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    as_of: String,
    /// The first day on which these dates make the verdict better by themselves, or `null`.
    better_on: Option<VerdictOnJson>,
    /// The first day on which they make it worse, or `null`: a doctor's approval is too old by then.
    worse_on: Option<VerdictOnJson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct VerdictOnJson {
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    date: String,
    #[cfg_attr(test, schemars(with = "VerdictId"))]
    verdict: &'static str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct PackJson<'a> {
    id: &'a str,
    version: &'a str,
    sha256: &'a str,
    /// The clinic whose pack it is; absent where the pack names none.
    #[serde(skip_serializing_if = "Option::is_none")]
    clinic: Option<ClinicJson<'a>>,
    /// The day of the last change to the rules; `null` if not known.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    updated: Option<String>,
    /// Who wrote the rules; empty if not known.
    authors: &'a [Text],
    /// The doctors who have reviewed the rules; empty if none has.
    reviewed_by: Vec<ReviewJson<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ReviewJson<'a> {
    name: &'a str,
    /// The day of the review.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    on: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ClinicJson<'a> {
    name: &'a str,
    contact: &'a str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct FindingJson<'a> {
    rule: &'a str,
    points: Option<i32>,
    #[cfg_attr(test, schemars(with = "Option<VerdictId>"))]
    verdict: Option<&'static str>,
    /// A doctor's written approval has turned the gate into a caution.
    cleared: bool,
    because: &'a str,
    advice: Option<&'a str>,
    wait: Option<WaitJson>,
    sources: &'a [Text],
    claims: &'a [Text],
    /// The kind of the best source behind it, or `our-opinion`.
    #[cfg_attr(test, schemars(with = "Option<StrengthId>"))]
    strength: Option<&'static str>,
    /// Why the clinic decides so, for a house rule, which rests on no evidence.
    policy: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct WaitJson {
    min_days: u32,
    max_days: Option<u32>,
    #[cfg_attr(test, schemars(extend("enum" = since_ids())))]
    since: &'static str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OpenJson<'a> {
    question: &'a str,
    safety: bool,
    waiting: bool,
    #[serde(flatten)]
    matters: Option<MattersJson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SectionJson<'a> {
    id: &'a str,
    title: &'a str,
    items: Vec<ItemJson<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ItemJson<'a> {
    text: Cow<'a, str>,
    sources: Vec<Text>,
    /// As that of a finding.
    #[cfg_attr(test, schemars(with = "Option<StrengthId>"))]
    strength: Option<&'static str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct WarningJson<'a> {
    id: &'a str,
    /// Whom to see, and how fast; `null` for a note.
    label: Option<Cow<'a, str>>,
    text: Cow<'a, str>,
    sources: Vec<Text>,
}

/// What was answered, in the order of asking; open questions are `null`.
struct AnswersJson<'a>(&'a Assessment<'a>);

impl<'a> AssessmentJson<'a> {
    fn new(assessment: &'a Assessment, insight: Option<&Insight>) -> Self {
        let pack = assessment.pack;
        Self {
            format: FORMAT,
            id: assessment.answers.id.as_deref(),
            pack: PackJson::new(pack),
            time: assessment.answers.as_of().map(|day| TimeJson {
                as_of: day.to_string(),
                better_on: assessment.better_on.map(VerdictOnJson::new),
                worse_on: assessment.worse_on.map(VerdictOnJson::new),
            }),
            verdict: assessment.verdict.id(),
            settled: is_settled(assessment, insight),
            so_far: assessment.is_so_far(),
            score: assessment.score,
            base: pack.base,
            findings: FindingJson::all(assessment),
            open: OpenJson::all(assessment, insight),
            expectations: ExpectationsJson::new(assessment),
            guide: SectionJson::all(assessment),
            comparison: ComparisonJson::new(assessment),
            warnings: WarningJson::all(assessment),
            disclaimer: &pack.disclaimer,
            answers: AnswersJson(assessment),
            ignored: (assessment.answers.ignored.iter())
                .map(|question| pack.question(*question).id.as_str())
                .collect(),
            insight: insight.map(|insight| InsightJson::new(assessment, insight)),
        }
    }
}

impl VerdictOnJson {
    fn new(better: VerdictOn) -> Self {
        Self {
            date: better.date.to_string(),
            verdict: better.verdict.id(),
        }
    }
}

impl<'a> OpenJson<'a> {
    fn all(assessment: &'a Assessment, insight: Option<&Insight>) -> Vec<Self> {
        let pack = assessment.pack;
        assessment
            .open
            .iter()
            .map(|&index| {
                let question = pack.question(index);
                OpenJson {
                    question: &question.id,
                    safety: question.safety,
                    waiting: assessment.waiting.contains(&index),
                    matters: insight.map(|insight| MattersJson::new(pack, insight, index)),
                }
            })
            .collect()
    }
}

impl<'a> PackJson<'a> {
    pub(super) fn new(pack: &'a Pack) -> Self {
        Self {
            id: &pack.id,
            version: &pack.version,
            sha256: &pack.sha256,
            clinic: pack.clinic.as_ref().map(|clinic| ClinicJson {
                name: &clinic.name,
                contact: &clinic.contact,
            }),
            updated: pack.provenance.updated.map(|day| day.to_string()),
            authors: &pack.provenance.authors,
            reviewed_by: (pack.provenance.reviewed_by.iter())
                .map(|review| ReviewJson {
                    name: &review.name,
                    on: review.on.to_string(),
                })
                .collect(),
        }
    }
}

impl<'a> FindingJson<'a> {
    fn all(assessment: &Assessment<'a>) -> Vec<Self> {
        assessment
            .findings
            .iter()
            .map(|finding| Self::new(assessment.pack, finding))
            .collect()
    }

    fn new(pack: &Pack, finding: &Finding<'a>) -> Self {
        let rule = finding.rule;
        Self {
            rule: &rule.id,
            points: rule.points,
            verdict: finding.verdict().map(Verdict::id),
            cleared: finding.is_cleared(),
            because: finding.because(),
            advice: finding.advice().map(Text::as_str),
            wait: finding.wait().map(WaitJson::new),
            sources: &rule.sources,
            claims: &rule.claims,
            strength: rule.strength(pack).map(Strength::id),
            policy: rule.policy.as_deref(),
        }
    }
}

impl WaitJson {
    fn new(wait: Wait) -> Self {
        Self {
            min_days: wait.min_days,
            max_days: wait.max_days,
            since: wait.since.id(),
        }
    }
}

impl<'a> SectionJson<'a> {
    fn all(assessment: &'a Assessment) -> Vec<Self> {
        content::guide(assessment)
            .into_iter()
            .map(|(section, items)| {
                let items = items.into_iter().map(|item| ItemJson {
                    text: item.text,
                    sources: item.sources,
                    strength: item.strength.map(Strength::id),
                });
                Self {
                    id: &section.id,
                    title: &section.title,
                    items: items.collect(),
                }
            })
            .collect()
    }
}

impl<'a> WarningJson<'a> {
    fn all(assessment: &'a Assessment) -> Vec<Self> {
        content::signs(assessment)
            .into_iter()
            .map(|sign| Self {
                id: sign.id,
                label: sign.label,
                text: sign.text,
                sources: sign.sources,
            })
            .collect()
    }
}

impl Serialize for AnswersJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(assessment) = self;
        let answers = assessment.pack.numbered_questions();
        serializer.collect_map(answers.filter_map(|(index, question)| {
            let answers = &assessment.answers;
            let known = answers.known(index);
            let given = known.and_then(|_| given_value(question, answers, index));
            let is_open = assessment.open.contains(&index);
            let open = is_open.then(|| answer_value(question, Answer::NotSure));
            Some((&question.id, given.or(open)?))
        }))
    }
}
