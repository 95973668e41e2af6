//! What the rules gave out, as FHIR R4 `Parameters`.

use serde::Serialize;

use super::element::{Coding, Reference};
use crate::assess::{Assessment, Finding};
use crate::fhir::{Names, verdict_code};
use crate::pack::{Pack, QuestionIndex, Source, Span, Verdict, Wait};
use crate::report::verdict::is_settled;
use crate::report::verdict::verdict_name;
use crate::space::Insight;
use crate::words::capitalized;

/// What the parameters are called within the guidance.
const ID: &str = "result";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Parameters<'a> {
    resource_type: &'static str,
    id: &'static str,
    parameter: Vec<Parameter<'a>>,
}

/// A name with a value, or with parts.
#[derive(Serialize)]
struct Parameter<'a> {
    name: &'static str,
    #[serde(flatten)]
    value: Option<ParameterValue<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    part: Vec<Parameter<'a>>,
}

#[derive(Serialize)]
enum ParameterValue<'a> {
    #[serde(rename = "valueBoolean")]
    Boolean(bool),
    #[serde(rename = "valueCode")]
    Code(&'a str),
    #[serde(rename = "valueCoding")]
    Coded(Coding),
    #[serde(rename = "valueInteger")]
    Integer(i32),
    #[serde(rename = "valueMoney")]
    Amount(Money<'a>),
    #[serde(rename = "valueRange")]
    Between(Range),
    #[serde(rename = "valueReference")]
    Refers(Reference),
    #[serde(rename = "valueRelatedArtifact")]
    Cites(RelatedArtifact<'a>),
    #[serde(rename = "valueString")]
    Text(&'a str),
}

use ParameterValue::{Amount, Between, Boolean, Cites, Code, Coded, Integer, Refers, Text};

#[derive(Serialize)]
struct Money<'a> {
    value: u32,
    currency: &'a str,
}

#[derive(Serialize)]
struct Range {
    low: Quantity,
    high: Quantity,
}

#[derive(Serialize)]
struct Quantity {
    value: u32,
    unit: &'static str,
    system: &'static str,
    code: &'static str,
}

/// A source, as other artifacts are cited.
#[derive(Serialize)]
struct RelatedArtifact<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    label: &'a str,
    display: &'a str,
    citation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

impl<'a> Parameters<'a> {
    pub(super) fn new(
        assessment: &'a Assessment,
        insight: Option<&Insight>,
        response: String,
    ) -> Self {
        let pack = assessment.pack;
        let names = &Names::of(pack);
        let settled = is_settled(assessment, insight);
        let reference = Reference {
            reference: response,
        };
        let mut parameter = vec![
            Parameter::new("response", Refers(reference)),
            Parameter::with_parts(
                "pack",
                vec![
                    Parameter::new("id", Code(&pack.id)),
                    Parameter::new("version", Text(&pack.version)),
                    Parameter::new("sha256", Text(&pack.sha256)),
                ],
            ),
            Parameter::of_verdict(names, assessment.verdict),
            Parameter::new("settled", Boolean(settled)),
            Parameter::new("so_far", Boolean(assessment.is_so_far())),
            Parameter::new("score", Integer(assessment.score)),
        ];
        let findings = assessment.findings.iter();
        parameter.extend(findings.map(|finding| Parameter::of_finding(names, pack, finding)));
        let open = assessment.open.iter();
        parameter.extend(open.map(|&index| Parameter::of_open(names, pack, index)));
        parameter.extend(expectations(assessment));
        Self {
            resource_type: "Parameters",
            id: ID,
            parameter,
        }
    }

    pub(super) fn id(&self) -> &'static str {
        self.id
    }
}

impl<'a> Parameter<'a> {
    fn new(name: &'static str, value: ParameterValue<'a>) -> Self {
        Self {
            name,
            value: Some(value),
            part: Vec::new(),
        }
    }

    fn with_parts(name: &'static str, part: Vec<Self>) -> Self {
        Self {
            name,
            value: None,
            part,
        }
    }

    fn of_verdict(names: &Names, verdict: Verdict) -> Self {
        let coding = Coding {
            system: names.code_system(),
            code: verdict_code(verdict),
            display: Some(capitalized(verdict_name(verdict))),
        };
        Self::new("verdict", Coded(coding))
    }

    fn of_finding(names: &Names, pack: &'a Pack, finding: &Finding<'a>) -> Self {
        let rule = finding.rule;
        let mut part = vec![Self::new("rule", Code(&rule.id))];
        part.extend(
            rule.points
                .map(|points| Self::new("points", Integer(points))),
        );
        let verdict = finding.verdict();
        part.extend(verdict.map(|verdict| Self::of_verdict(names, verdict)));
        part.push(Self::new("cleared", Boolean(finding.is_cleared())));
        let texts = finding.variant().texts();
        part.extend(texts.map(|(key, text)| Self::new(key, Text(text))));
        part.extend(finding.wait().map(Self::of_wait));
        let sources = rule.sources.iter().filter_map(|id| pack.find_source(id));
        part.extend(sources.map(|source| Self::new("source", Cites(RelatedArtifact::of(source)))));
        let claims = rule.claims.iter();
        part.extend(claims.map(|claim| Self::new("claim", Text(claim))));
        let strength = rule.strength(pack);
        part.extend(strength.map(|strength| Self::new("strength", Code(strength.id()))));
        let policy = rule.policy.iter();
        part.extend(policy.map(|policy| Self::new("policy", Text(policy))));
        Self::with_parts("finding", part)
    }

    fn of_wait(wait: Wait) -> Self {
        let days = |days: u32| Integer(i32::try_from(days).unwrap_or(i32::MAX));
        let mut part = vec![Self::new("minDays", days(wait.min_days))];
        part.extend(wait.max_days.map(|most| Self::new("maxDays", days(most))));
        part.push(Self::new("since", Code(wait.since.id())));
        Self::with_parts("wait", part)
    }

    fn of_open(names: &Names, pack: &'a Pack, index: QuestionIndex) -> Self {
        let question = pack.question(index);
        let coding = Coding::of_question(names, question);
        let part = vec![
            Self::new("question", Coded(coding)),
            Self::new("safety", Boolean(question.safety)),
        ];
        Self::with_parts("open", part)
    }
}

impl<'a> RelatedArtifact<'a> {
    fn of(source: &'a Source) -> Self {
        let year = source
            .year
            .map(|year| format!(", {year}"))
            .unwrap_or_default();
        let stop = if source.title.ends_with(['.', '?', '!']) {
            ""
        } else {
            "."
        };
        let doi = source
            .doi
            .as_ref()
            .map(|doi| format!("https://doi.org/{doi}"));
        Self {
            kind: "citation",
            label: &source.id,
            display: &source.title,
            citation: format!("{}{stop} {}{year}", source.title, source.publisher),
            url: source.url.clone().map(String::from).or(doi),
        }
    }
}

/// Units as UCUM writes them.
mod unit {
    pub(super) const VISITS: (&str, &str) = ("visits", "{visit}");
    pub(super) const HOURS: (&str, &str) = ("hours", "h");
    pub(super) const DAYS: (&str, &str) = ("days", "d");
    pub(super) const MONTHS: (&str, &str) = ("months", "mo");
}

fn expectations<'a>(assessment: &'a Assessment) -> [Parameter<'a>; 4] {
    let range = |name, span: Span, (unit, code)| {
        let quantity = |value| Quantity {
            value,
            unit,
            system: "http://unitsofmeasure.org",
            code,
        };
        let range = Range {
            low: quantity(span.min),
            high: quantity(span.max),
        };
        Parameter::new(name, Between(range))
    };
    let sessions = assessment.sessions.content;
    let recovery = assessment.recovery.content;
    let table = assessment.cost_table();
    let money = |name, value| {
        let currency = &table.currency;
        Parameter::new(name, Amount(Money { value, currency }))
    };
    let amount = assessment.price.content.amount;
    [
        Parameter::with_parts(
            "sessions",
            vec![
                range("visits", sessions.visits, unit::VISITS),
                range("length", sessions.hours, unit::HOURS),
                range("gap", sessions.gap_days, unit::DAYS),
            ],
        ),
        Parameter::with_parts(
            "cost",
            vec![
                money("low", amount.min),
                money("high", amount.max),
                Parameter::new("country", Code(&table.country)),
            ],
        ),
        Parameter::with_parts(
            "recovery",
            vec![
                range("redness", recovery.redness_days, unit::DAYS),
                range("care", recovery.care_days, unit::DAYS),
                range("sunAndWater", recovery.sun_and_water_days, unit::DAYS),
            ],
        ),
        Parameter::with_parts(
            "upkeep",
            vec![range(
                "months",
                assessment.upkeep.content.months,
                unit::MONTHS,
            )],
        ),
    ]
}
