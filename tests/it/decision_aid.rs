//! What a decision aid must have: every item of the standard is met, can fail, and is in the document.

use std::collections::HashMap;
use std::fs;

use serde_json::Value;
use smp_suitability::load;
use smp_suitability::pack::{Alternative, FOR_PEOPLE, Pack, decision_aid};
use smp_suitability::report;
use smp_suitability::verify::DecisionAidCheck;

use crate::comparison::changed;
use crate::program::smp;
use crate::report::{pack, whole};

/// Takes something out of a pack.
type Change = fn(&mut Pack);

/// Each item of the standard fails, with its place, on a copy of the pack that lacks what it asks for.
#[test]
fn every_item_of_the_standard_is_met_and_can_fail() {
    let files = load::builtin();
    let pack = load::pack(&files).unwrap();
    let check = DecisionAidCheck::new(&pack, &files);
    assert!(check.holds(), "{}", check.text());
    assert!(
        check
            .text()
            .starts_with("decision aid (IPDAS 4): 12 of 12 items met\n")
    );
    let changes: [(&str, Change); 9] = [
        ("1.1.1", |pack| {
            pack.guide[0].items.retain(|item| item.when.is_none());
        }),
        ("1.1.1", |pack| drop(pack.guide.remove(0))),
        ("1.1.3", |pack| {
            alternatives(pack).retain(|of| of.id != "nothing");
        }),
        ("1.1.4", |pack| {
            alternatives(pack)[1]
                .cells
                .retain(|cell| cell.row != "works");
        }),
        ("1.1.5", |pack| {
            alternatives(pack)[1]
                .cells
                .retain(|cell| cell.row != "harms");
        }),
        ("1.2.1", |pack| {
            alternatives(pack)[1]
                .cells
                .retain(|cell| cell.row != "living");
        }),
        ("2.2.2", |pack| pack.provenance.updated = None),
        ("2.2.3", |pack| pack.provenance.review_by = None),
        ("2.3.1", |pack| pack.provenance.funding = None),
    ];
    let failing = |pack: &Pack| -> HashMap<&'static str, usize> {
        let items = decision_aid(pack).into_iter();
        let items = items.filter(|item| !item.gaps.is_empty());
        items.map(|item| (item.number, item.gaps.len())).collect()
    };
    for (number, change) in changes {
        let mut copy = pack.clone();
        change(&mut copy);
        let failing = failing(&copy);
        // With a cell less, the detail is not equal either. Every other item stays met.
        let is_expected = |found: &str| found == number || found == "2.1.1";
        let lacks_nothing = number == "1.1.1" && copy.guide[0].items.len() == 1;
        assert!(
            lacks_nothing || failing.contains_key(number),
            "{number}: {failing:?}"
        );
        assert!(
            failing.keys().all(|found| is_expected(found)),
            "{number}: {failing:?}"
        );
    }
    let mut copy = pack.clone();
    copy.comparison = None;
    assert_eq!(failing(&copy).len(), 8, "{:?}", failing(&copy));
    let mut copy = pack.clone();
    let cells = &mut alternatives(&mut copy)[0].cells;
    let long = "word ".repeat(2_000);
    cells[0].text = long.into();
    assert_eq!(failing(&copy).keys().collect::<Vec<_>>(), [&"2.1.1"]);
}

fn alternatives(pack: &mut Pack) -> &mut Vec<Alternative> {
    &mut pack.comparison.as_mut().unwrap().alternatives
}

#[test]
fn a_cell_without_its_source_fails_with_its_place() {
    let folder = changed("guide.json", |guide| {
        let cell = &mut guide["comparison"]["alternatives"][1]["cells"][2];
        assert_eq!(cell["row"], "suits");
        cell.as_object_mut().unwrap().remove("sources");
    });
    let folder = folder.path().to_str().unwrap();
    let arguments = [
        "rules",
        "check",
        "--decision-aid",
        "--format",
        "json",
        folder,
    ];
    let output = smp(&arguments);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let aid = &json["decision_aid"];
    assert_eq!(aid["met"], 11);
    let items = aid["items"].as_array().unwrap().iter();
    let [item] = items
        .filter(|item| item["met"] == false)
        .collect::<Vec<_>>()[..]
    else {
        panic!("one item is not met: {aid}");
    };
    assert_eq!(item["number"], "2.2.1");
    let missing = &item["missing"][0];
    assert_eq!(missing["what"], "the statement names no source");
    let place = missing["place"].as_str().unwrap();
    assert!(
        place.ends_with("(/comparison/alternatives/1/cells/2)"),
        "{place}"
    );
}

#[test]
fn the_document_names_every_item_and_what_only_people_can_do() {
    let document = fs::read_to_string("docs/decision-aid.md").unwrap();
    for item in decision_aid(&pack()) {
        let state = if item.gaps.is_empty() {
            "met"
        } else {
            "not met"
        };
        let row = format!("| {} | {state} | {} |", item.number, item.asks);
        assert!(document.contains(&row), "{row}");
    }
    for task in FOR_PEOPLE {
        assert!(document.contains(&format!("\n- {task}\n")), "{task}");
    }
    let shown = whole(&report::show(&pack(), 100));
    assert!(shown.contains("What a decision aid must have"));
}
