//! What changes from one pack to another, for a program. Numbers of answer sets are decimal strings.

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::assessment::PackJson;
use crate::assess::{Table, assess};
use crate::pack::Kind;
use crate::report::difference::{Differences, Stored, VerdictAndScore, alone};
use crate::report::sanitize::pretty_json;
use crate::space::Count;
use crate::space::joint::{Changes, Found, JointAnswers, RangeTable, RuleChange, Side};

/// The changes as `smp.diff/1`: indented, ending in a line break, safe to print.
///
/// # Panics
/// Never: every key is a string and every value plain.
pub fn difference_json(changes: &Changes, stored: Option<&[Stored]>) -> String {
    let [old, new] = Side::BOTH.map(|side| Table::new(changes.joint.pack(side)));
    let maker = Maker {
        changes,
        tables: [&old, &new],
    };
    pretty_json(&maker.difference(stored))
}

#[derive(Serialize)]
struct DifferenceJson<'a> {
    format: &'static str,
    old: PackJson<'a>,
    new: PackJson<'a>,
    answer_sets: Option<String>,
    verdicts: Vec<VerdictJson>,
    scores: ScoresJson,
    rules: Vec<RuleJson<'a>>,
    expectations: Vec<RangeJson>,
    questions: QuestionsJson<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stored: Option<StoredJson<'a>>,
}

#[derive(Serialize)]
struct VerdictJson {
    from: &'static str,
    to: &'static str,
    #[serde(flatten)]
    found: FoundJson,
}

/// How many, and one of the nearest to saying nothing special; `null` if there are 2^128 or more, or none.
#[derive(Serialize)]
struct FoundJson {
    answer_sets: Option<String>,
    example: Option<ExampleJson>,
}

#[derive(Serialize)]
struct ExampleJson {
    #[serde(serialize_with = "in_order")]
    answers: Vec<(String, Value)>,
    old: ResultJson,
    new: ResultJson,
}

#[derive(Serialize)]
struct ResultJson {
    verdict: &'static str,
    score: i32,
}

#[derive(Serialize)]
struct ScoresJson {
    lower: FoundJson,
    higher: FoundJson,
    by: Option<[i32; 2]>,
}

#[derive(Serialize)]
struct RuleJson<'a> {
    rule: &'a str,
    change: &'static str,
    acts: FoundJson,
    verdict: FoundJson,
    score: FoundJson,
}

#[derive(Serialize)]
struct RangeJson {
    table: &'static str,
    country: Option<String>,
    #[serde(flatten)]
    found: FoundJson,
}

#[derive(Serialize)]
struct QuestionsJson<'a> {
    only_old: Vec<&'a str>,
    only_new: Vec<&'a str>,
    changed: Vec<&'a str>,
}

#[derive(Serialize)]
struct StoredJson<'a> {
    answer_sets: usize,
    changed: Vec<StoredChangeJson<'a>>,
}

#[derive(Serialize)]
struct StoredChangeJson<'a> {
    name: &'a str,
    old: ResultJson,
    new: ResultJson,
    expectations: bool,
}

struct Maker<'a, 'pack> {
    changes: &'a Changes<'pack>,
    tables: [&'a Table<'pack>; 2],
}

impl<'a> Maker<'a, '_> {
    fn difference(&self, stored: Option<&'a [Stored]>) -> DifferenceJson<'a> {
        let changes = self.changes;
        let joint = &changes.joint;
        let [old, new] = Side::BOTH.map(|side| PackJson::new(joint.pack(side)));
        let verdicts = changes
            .verdicts
            .iter()
            .map(|((from, to), found)| VerdictJson {
                from: from.id(),
                to: to.id(),
                found: self.found(found),
            });
        let ranges = changes.ranges.iter().map(|range| {
            let (table, country) = match &range.table {
                RangeTable::Sessions => ("sessions", None),
                RangeTable::Cost(country) => ("cost", Some(country.clone())),
                RangeTable::Recovery => ("recovery", None),
                RangeTable::Upkeep => ("upkeep", None),
            };
            RangeJson {
                table,
                country,
                found: self.found(&range.found),
            }
        });
        let only = |side| joint.only(side).map(|question| question.id.as_str());
        DifferenceJson {
            format: "smp.diff/1",
            old,
            new,
            answer_sets: decimal(changes.all),
            verdicts: verdicts.collect(),
            scores: ScoresJson {
                lower: self.found(&changes.scores.lower),
                higher: self.found(&changes.scores.higher),
                by: changes.scores.range.map(|(least, most)| [least, most]),
            },
            rules: changes.rules.iter().map(|rule| self.rule(rule)).collect(),
            expectations: ranges.collect(),
            questions: QuestionsJson {
                only_old: only(Side::Old).collect(),
                only_new: only(Side::New).collect(),
                changed: joint
                    .changed()
                    .map(|question| question.id.as_str())
                    .collect(),
            },
            stored: stored.map(|stored| self.stored(stored)),
        }
    }

    fn rule(&self, rule: &'a RuleChange) -> RuleJson<'a> {
        let change = match rule.versions {
            [None, _] => "added",
            [_, None] => "removed",
            [Some(_), Some(_)] if rule.is_wording() => "words",
            [Some(_), Some(_)] => "changed",
        };
        RuleJson {
            rule: rule.id(),
            change,
            acts: self.found(&rule.acts),
            verdict: self.found_alone(rule, &rule.verdict),
            score: self.found_alone(rule, &rule.score),
        }
    }

    /// The new result is that of the old pack with nothing new but this rule.
    fn found_alone(&self, rule: &RuleChange, found: &Found) -> FoundJson {
        let mut json = self.found(found);
        if let (Some(example), Some(answers)) = (&mut json.example, &found.nearest) {
            let joint = &self.changes.joint;
            let [old, new] = Side::BOTH.map(|side| {
                let table = *side.of::<&Table>(&self.tables);
                assess(table, &joint.view(side, answers))
            });
            let VerdictAndScore { verdict, score } = alone(rule.id(), &old, &new);
            example.new = ResultJson {
                verdict: verdict.id(),
                score,
            };
        }
        json
    }

    fn found(&self, found: &Found) -> FoundJson {
        FoundJson {
            answer_sets: decimal(found.count),
            example: found.nearest.as_ref().map(|answers| self.example(answers)),
        }
    }

    fn example(&self, answers: &JointAnswers) -> ExampleJson {
        let joint = &self.changes.joint;
        let given = joint.given(answers).map(|given| {
            let mut ids = given
                .options
                .iter()
                .map(|option| Value::from(option.id.as_str()));
            let answer = match given.question.kind {
                Kind::One => ids.next().unwrap_or(Value::Null),
                Kind::Many => ids.collect(),
            };
            (given.question.id.to_string(), answer)
        });
        let [old, new] = Side::BOTH.map(|side| {
            let assessment = assess(side.of::<&Table>(&self.tables), &joint.view(side, answers));
            ResultJson {
                verdict: assessment.verdict.id(),
                score: assessment.score,
            }
        });
        ExampleJson {
            answers: given.collect(),
            old,
            new,
        }
    }

    fn stored(&self, stored: &'a [Stored]) -> StoredJson<'a> {
        let changed = stored.iter().filter_map(|record| {
            let [old, new] = &record.answers;
            let [old_table, new_table] = self.tables;
            let results = [assess(old_table, old), assess(new_table, new)];
            let [old, new] = &results;
            let differences = Differences::between(old, new);
            let [old, new] = results.map(|assessment| ResultJson {
                verdict: assessment.verdict.id(),
                score: assessment.score,
            });
            differences.is_any().then_some(StoredChangeJson {
                name: &record.name,
                old,
                new,
                expectations: differences.expectations,
            })
        });
        StoredJson {
            answer_sets: stored.len(),
            changed: changed.collect(),
        }
    }
}

fn decimal(count: Count) -> Option<String> {
    count.exact().map(|count| count.to_string())
}

/// The answers as an object, in the order of asking.
fn in_order<S: Serializer>(answers: &[(String, Value)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(answers.iter().map(|(id, answer)| (id, answer)))
}
