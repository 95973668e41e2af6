//! Large packs made to measure: whose rules join neighbors, and whose rules join what lies far apart.

use serde_json::{Value, json};
use smp_suitability::load::{self, PackFiles};
use smp_suitability::pack::Pack;

/// So many questions with four options each, and rules that each join three questions so far apart.
pub(crate) fn pack(questions: usize, rules: usize, apart: usize) -> Pack {
    let asked: Vec<_> = (0..questions)
        .map(|position| {
            let options: Vec<_> = (0..4)
                .map(|option| json!({ "id": format!("o{option}"), "label": "l" }))
                .collect();
            json!({ "id": format!("q{position}"), "kind": "one", "change": "choice", "ask": "a", "why": "w",
                "reference": "o0", "options": options })
        })
        .collect();
    let rules: Vec<_> = (0..rules)
        .map(|number| rule(number, questions, apart))
        .collect();
    let support = json!({ "id": "all", "because": "b", "sources": ["s"], "claims": ["C1"] });
    let row = |content: Value| {
        let mut row = support.clone();
        row.as_object_mut()
            .unwrap()
            .extend(content.as_object().unwrap().clone());
        json!([row])
    };
    let files = [
        (
            "pack.json",
            json!({ "id": "p", "version": "1", "title": "t", "disclaimer": "d", "base": 50,
            "bands": [{ "from": 0, "verdict": "suitable_with_cautions" }, { "from": 50, "verdict": "suitable" }] }),
        ),
        ("questionnaire.json", json!({ "questions": asked })),
        ("suitability.json", json!({ "rules": rules })),
        (
            "expectations.json",
            json!({
            "sessions": { "rows": row(json!({ "visits": [1, 2], "hours": [1, 2], "gap_days": [7, 9] })) },
            "cost": { "countries": [{ "country": "US", "currency": "USD",
                "overall": { "amount": [1, 9], "sources": ["s"], "claims": ["C1"] },
                "rows": row(json!({ "amount": [1, 2] })) }] },
            "recovery": { "rows": row(json!({ "redness_days": [1, 2], "care_days": [1, 2], "sun_and_water_days": [1, 2] })),
                "timeline": [{ "from": 0, "to": 1, "look": "l", "avoid": "a", "may": "m", "sources": ["s"], "claims": ["C1"] }] },
            "upkeep": { "rows": row(json!({ "months": [1, 2] })) } }),
        ),
        ("guide.json", json!({ "sections": [] })),
        (
            "sources.json",
            json!({
            "sources": [{ "id": "s", "title": "t", "publisher": "p", "year": null, "url": null, "doi": null, "kind": "clinic" }],
            "claims": [{ "id": "C1", "says": "x", "sources": ["s"], "agreement": "single" }] }),
        ),
    ];
    let files = PackFiles {
        folder: "generated".to_owned(),
        files: files
            .map(|(name, value)| (name, value.to_string().into_bytes().into()))
            .to_vec(),
    };
    load::pack(&files).unwrap_or_else(|problems| panic!("{}", problems.diagnostics()[0]))
}

/// Every fourth rule is a gate, the others give or take a point.
fn rule(number: usize, questions: usize, apart: usize) -> Value {
    let start = number % (questions - 2 * apart);
    let options = |shift: usize| json!([format!("o{}", 1 + (number / 7 + shift) % 3)]);
    let mut when = json!({});
    for joined in 0..3 {
        when[format!("q{}", start + joined * apart)] = options(joined);
    }
    let mut rule = json!({ "id": format!("r{number}"), "when": when, "because": "b", "sources": ["s"], "claims": ["C1"] });
    if number.is_multiple_of(4) {
        rule["verdict"] = json!(
            [
                "suitable_with_cautions",
                "see_doctor_first",
                "not_recommended"
            ][number % 3]
        );
    } else {
        rule["points"] = json!(if number.is_multiple_of(2) { 1 } else { -1 });
    }
    rule
}
