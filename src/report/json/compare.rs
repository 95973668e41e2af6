//! Two people side by side, for a program.

use serde::Serialize;
use serde_json::Value;

use super::insight::PossibleJson;
use super::{ExpectationsJson, FindingJson, OpenJson, PackJson, printed};
use crate::answers::Answer;
use crate::report::answers_file::answer_value;
use crate::report::compare::{Side, differing};

/// Two assessments as `smp.comparison/1`: indented, ending in a line break, safe to print.
///
/// # Panics
/// Never: every key is a string and every value plain.
pub fn compare_json(sides: &[Side; 2]) -> String {
    printed(&ComparisonJson::new(sides))
}

#[derive(Serialize)]
struct ComparisonJson<'a> {
    format: &'static str,
    pack: PackJson<'a>,
    people: [PersonJson<'a>; 2],
    findings: Vec<SharedFindingJson<'a>>,
    differing_answers: Vec<DifferingJson<'a>>,
    disclaimer: &'a str,
}

#[derive(Serialize)]
struct PersonJson<'a> {
    name: &'a str,
    id: Option<&'a str>,
    verdict: &'static str,
    settled: bool,
    score: i32,
    possible: PossibleJson,
    open: Vec<OpenJson<'a>>,
    expectations: ExpectationsJson<'a>,
}

/// A finding, and to which of the two people it applies.
#[derive(Serialize)]
struct SharedFindingJson<'a> {
    #[serde(flatten)]
    finding: FindingJson<'a>,
    applies: [bool; 2],
}

/// A question that the two answered differently; `null` where the answer is unknown.
#[derive(Serialize)]
struct DifferingJson<'a> {
    question: &'a str,
    answers: [Value; 2],
}

impl<'a> ComparisonJson<'a> {
    fn new(sides: &'a [Side; 2]) -> Self {
        let [Side { assessment, .. }, _] = sides;
        let pack = assessment.pack;
        let differing = differing(sides).into_iter().map(|index| {
            let question = pack.question(index);
            let answers = sides.map(|side| {
                let known = side.assessment.answers.known(index);
                known.map_or(Value::Null, |known| {
                    answer_value(question, Answer::Chosen(known))
                })
            });
            DifferingJson {
                question: &question.id,
                answers,
            }
        });
        Self {
            format: "smp.comparison/1",
            pack: PackJson::new(pack),
            people: sides.each_ref().map(PersonJson::new),
            findings: findings(sides),
            differing_answers: differing.collect(),
            disclaimer: &pack.disclaimer,
        }
    }
}

impl<'a> PersonJson<'a> {
    fn new(side: &'a Side) -> Self {
        let assessment = side.assessment;
        Self {
            name: side.name,
            id: assessment.answers.id.as_deref(),
            verdict: assessment.verdict.id(),
            settled: side.insight.settled(),
            score: assessment.score,
            possible: PossibleJson::new(side.insight),
            open: OpenJson::all(assessment, Some(side.insight)),
            expectations: ExpectationsJson::new(assessment),
        }
    }
}

/// The findings of the first person, then those that only the second one has.
fn findings<'a>(sides: &'a [Side; 2]) -> Vec<SharedFindingJson<'a>> {
    let [Side { assessment, .. }, _] = sides; // both are of the same pack
    let [one, other] = sides.map(|side| &side.assessment.findings);
    let applies_to_one = |rule: &str| one.iter().any(|finding| finding.rule.id == rule);
    let applies_to_other = |rule: &str| other.iter().any(|finding| finding.rule.id == rule);
    let only_other = other
        .iter()
        .filter(|finding| !applies_to_one(&finding.rule.id));
    let all = one.iter().chain(only_other);
    let shared = all.map(|finding| SharedFindingJson {
        finding: FindingJson::new(assessment.pack, finding),
        applies: [
            applies_to_one(&finding.rule.id),
            applies_to_other(&finding.rule.id),
        ],
    });
    shared.collect()
}
