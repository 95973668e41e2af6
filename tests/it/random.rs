//! Small random packs and answers, for properties that hold for every pack.

use std::ops::Range;

use serde_json::{Map, Value, json};
use smp_suitability::assess::{Applies, Table};
use smp_suitability::load::{self, PackFiles};
use smp_suitability::pack::{Answer, Answers, Kind, OptionSet, Pack, QuestionIndex};

/// A repeatable stream of choices.
pub(crate) struct Dice {
    /// Choices to be made before any are made up.
    given: std::vec::IntoIter<u8>,
    state: u64,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            given: Vec::new().into_iter(),
            state: seed,
        }
    }

    /// Takes a byte for each choice as long as there are any.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Self {
        Self {
            given: Vec::from(bytes).into_iter(),
            state: 0,
        }
    }

    /// A number below a bound (`SplitMix64`).
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        if let Some(byte) = self.given.next() {
            return usize::from(byte) % bound;
        }
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % bound as u64).unwrap()
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// A question of a random pack.
struct Shape {
    is_many: bool,
    /// How many options it has.
    options: usize,
    /// Whether its first option is the reference, so that the others may give points.
    may_score: bool,
}

/// A small random pack that the loader accepts.
pub(crate) fn pack(dice: &mut Dice) -> Pack {
    let questions = 2 + dice.below(4);
    pack_of(dice, (questions, 2..4), 3..11)
}

/// A random pack with so many questions of about so many options, and about so many rules.
pub(crate) fn pack_of(
    dice: &mut Dice,
    (questions, options): (usize, Range<usize>),
    rules: Range<usize>,
) -> Pack {
    let shapes: Vec<Shape> = (0..questions)
        .map(|_| {
            let is_many = dice.chance(40);
            Shape {
                is_many,
                options: options.start + dice.below(options.len()),
                may_score: !is_many && dice.chance(75),
            }
        })
        .collect();
    let questions: Vec<_> = (0..shapes.len())
        .map(|position| question(dice, &shapes, position))
        .collect();
    let rules: Vec<_> = (0..rules.start + dice.below(rules.len()))
        .map(|number| rule(dice, &shapes, number))
        .collect();
    let cites = json!({ "because": "b", "sources": ["s"], "claims": ["C1"] });
    let rows = |dice: &mut Dice, content: Value| {
        let mut rows: Vec<Value> = (0..dice.below(3))
            .map(|number| {
                let when = condition(dice, &shapes, shapes.len(), false);
                merged(&[
                    json!({ "id": format!("r{number}"), "when": when }),
                    content.clone(),
                    cites.clone(),
                ])
            })
            .collect();
        rows.push(merged(&[json!({ "id": "all" }), content, cites.clone()]));
        json!(rows)
    };
    let items: Vec<_> = (0..=dice.below(2))
        .map(|_| {
            let when = condition(dice, &shapes, shapes.len(), false);
            json!({ "text": "t", "when": when, "sources": ["s"], "claims": ["C1"] })
        })
        .collect();
    let low = u32::try_from(dice.below(5)).unwrap();
    let files = [
        (
            "pack.json",
            json!({ "id": "p", "version": "1", "title": "t", "disclaimer": "d", "base": 50,
            "bands": [{ "from": 0, "verdict": "not_recommended" }, { "from": 45, "verdict": "suitable_with_cautions" }, { "from": 55, "verdict": "suitable" }] }),
        ),
        ("questionnaire.json", json!({ "questions": questions })),
        ("suitability.json", json!({ "rules": rules })),
        (
            "expectations.json",
            json!({
            "sessions": { "rows": rows(dice, json!({ "visits": [low, low + 2], "hours": [1, 2], "gap_days": [7, 9] })) },
            "cost": { "countries": [{ "country": "US", "currency": "USD",
                "overall": { "amount": [1, 9], "sources": ["s"], "claims": ["C1"] },
                "rows": rows(dice, json!({ "amount": [1, 2] })) }] },
            "recovery": { "rows": rows(dice, json!({ "redness_days": [1, 2], "care_days": [1, 2], "sun_and_water_days": [1, 2] })),
                "timeline": [{ "from": 0, "to": 1, "look": "l", "avoid": "a", "may": "m", "sources": ["s"], "claims": ["C1"] }] },
            "upkeep": { "rows": rows(dice, json!({ "months": [1, 2] })) } }),
        ),
        (
            "guide.json",
            json!({ "sections": [{ "id": "g", "title": "t", "items": items }] }),
        ),
        (
            "sources.json",
            json!({
            "sources": [{ "id": "s", "title": "t", "publisher": "p", "year": null, "url": null, "doi": null, "kind": "clinic" }],
            "claims": [{ "id": "C1", "says": "x", "sources": ["s"], "agreement": "single" }] }),
        ),
    ];
    let files = PackFiles {
        folder: "random".to_owned(),
        files: files
            .map(|(name, value)| (name, value.to_string().into_bytes().into()))
            .to_vec(),
    };
    load::pack(&files).unwrap_or_else(|problems| panic!("{}", problems.diagnostics()[0]))
}

fn merged(objects: &[Value]) -> Value {
    let members = objects
        .iter()
        .flat_map(|object| object.as_object().unwrap().clone());
    Value::Object(members.collect::<Map<_, _>>())
}

fn question(dice: &mut Dice, shapes: &[Shape], position: usize) -> Value {
    const CHANGES: [&str; 4] = ["fixed", "choice", "time", "doctor"];
    let Shape {
        is_many, options, ..
    } = shapes[position];
    let options: Vec<_> = (0..options)
        .map(|option| json!({ "id": format!("o{option}"), "label": "l" }))
        .collect();
    let mut question = json!({ "id": format!("q{position}"), "kind": if is_many { "many" } else { "one" },
        "change": CHANGES[dice.below(4)], "safety": dice.chance(40), "ordered": dice.chance(50),
        "ask": "a", "why": "w", "confusable": [["o0", "o1"]], "options": options });
    if shapes[position].may_score {
        question["reference"] = json!("o0");
    }
    if position > 0 && dice.chance(40) {
        question["when"] = condition(dice, shapes, position, false);
    }
    question
}

fn rule(dice: &mut Dice, shapes: &[Shape], number: usize) -> Value {
    const VERDICTS: [&str; 3] = [
        "suitable_with_cautions",
        "see_doctor_first",
        "not_recommended",
    ];
    let scores = dice.chance(50) && shapes.iter().any(|shape| shape.may_score);
    let mut rule = json!({ "id": format!("r{number}"), "when": condition(dice, shapes, shapes.len(), scores),
        "because": "b", "sources": ["s"], "claims": ["C1"] });
    let points = i64::try_from(dice.below(9)).unwrap() - 5;
    if scores && points != 0 {
        rule["points"] = json!(points);
    }
    if rule.get("points").is_none() || dice.chance(20) {
        rule["verdict"] = json!(VERDICTS[dice.below(3)]);
    }
    if dice.chance(30) {
        rule["advice"] = json!("a");
    }
    if points < 0 && dice.chance(40) {
        rule["unless"] = condition(dice, shapes, shapes.len(), false);
    }
    if rule.get("verdict") == Some(&json!("see_doctor_first"))
        && dice.chance(50)
        && let Some(when) = approval(dice, shapes)
    {
        rule["cleared_by"] = json!({ "when": when, "because": "c", "advice": "d" });
    }
    rule
}

/// A random condition on questions of kind `one`; `None` if the pack has none.
fn approval(dice: &mut Dice, shapes: &[Shape]) -> Option<Value> {
    let ones = shapes
        .iter()
        .enumerate()
        .filter(|(_, shape)| !shape.is_many);
    let ones: Vec<_> = ones.collect();
    if ones.is_empty() {
        return None;
    }
    let clauses = (0..=dice.below(2)).map(|_| {
        let named = (0..=dice.below(2)).map(|_| {
            let (position, shape) = ones[dice.below(ones.len())];
            let id = format!("o{}", dice.below(shape.options));
            (format!("q{position}"), json!([id]))
        });
        Value::Object(named.collect())
    });
    Some(clauses.collect())
}

/// A random condition on the first questions; for points only on what may score.
fn condition(dice: &mut Dice, shapes: &[Shape], before: usize, scores: bool) -> Value {
    let usable: Vec<_> = (0..before)
        .filter(|&position| !scores || shapes[position].may_score)
        .collect();
    let clauses: Vec<_> = (0..=dice.below(2))
        .map(|_| {
            let mut clause = Map::new();
            for _ in 0..=dice.below(2) {
                let position = usable[dice.below(usable.len())];
                let shape = &shapes[position];
                let mut ids: Vec<_> = (usize::from(scores)..shape.options)
                    .filter(|_| dice.chance(50))
                    .map(|option| format!("o{option}"))
                    .collect();
                if shape.is_many && dice.chance(25) {
                    ids.push("none".to_owned());
                }
                if ids.is_empty() {
                    ids.push("o1".to_owned());
                }
                clause.insert(format!("q{position}"), json!(ids));
            }
            Value::Object(clause)
        })
        .collect();
    json!(clauses)
}

/// Random answers to a pack: some known, some not sure, some missing.
pub(crate) fn answers(dice: &mut Dice, pack: &Pack) -> Answers {
    let mut answers = Answers::blank(pack);
    for (index, _) in pack.numbered_questions() {
        match dice.below(4) {
            0 => {}
            1 => answers.set(index, Answer::NotSure),
            _ => {
                let every = every_answer(pack, index);
                answers.set(index, Answer::Chosen(every[dice.below(every.len())]));
            }
        }
    }
    answers
}

/// Every known answer that a question can have.
pub(crate) fn every_answer(pack: &Pack, index: QuestionIndex) -> Vec<OptionSet> {
    let question = pack.question(index);
    let options = question.options.len();
    match question.kind {
        Kind::One => (0..options).map(OptionSet::single).collect(),
        Kind::Many => (0..1_usize << options)
            .map(|ticks| {
                let ticked: OptionSet = (0..options)
                    .filter(|option| ticks >> option & 1 == 1)
                    .collect();
                if ticked.is_empty() {
                    OptionSet::NONE_OF_THESE
                } else {
                    ticked
                }
            })
            .collect(),
    }
}

/// Every way to answer what is open, one question at a time.
pub(crate) fn completions(table: &Table, answers: &Answers) -> Vec<Answers> {
    let pack = table.pack();
    let mut partial = vec![answers.clone()];
    for (index, _) in pack.numbered_questions() {
        let mut next = Vec::new();
        for answers in partial {
            if table.read(&answers).applies(index) == Applies::No {
                let mut without = answers;
                without.clear(index);
                next.push(without);
            } else if answers.known(index).is_some() {
                next.push(answers);
            } else {
                next.extend(every_answer(pack, index).into_iter().map(|answer| {
                    let mut with = answers.clone();
                    with.set(index, Answer::Chosen(answer));
                    with
                }));
            }
        }
        partial = next;
    }
    partial
}
