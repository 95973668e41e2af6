//! The head in letters: drawn where it helps to choose, and nowhere else.

use insta::assert_snapshot;

use smp_suitability::load;
use smp_suitability::pack::{Answer, Answers, OptionSet};
use smp_suitability::report::head_drawings;

/// The heads for a question, after one other answer, side by side with their labels.
fn shown(question: &str, known: Option<(&str, &str)>) -> String {
    let pack = load::pack(&load::builtin()).unwrap();
    let mut answers = Answers::blank(&pack);
    let found = |id: &str| pack.find_question(id).unwrap();
    if let Some((id, option)) = known {
        let (index, question) = found(id);
        let option = question.find_option(option).unwrap();
        answers.set(index, Answer::Chosen(OptionSet::single(option)));
    }
    let Some(drawings) = head_drawings(&pack, &answers, found(question).0) else {
        return "nothing".to_owned();
    };
    let rows = drawings.heads.first().map_or(0, |head| head.rows.len());
    let row = |row: usize| {
        let heads = drawings.heads.iter().filter_map(|head| head.rows.get(row));
        heads.map(String::as_str).collect::<Vec<_>>().join("  ")
    };
    let labels = drawings.heads.iter().map(|head| head.label.as_str());
    let labels = labels.collect::<Vec<_>>().join(", ");
    let rows: Vec<_> = (0..rows)
        .map(|number| row(number).trim_end().to_owned())
        .collect();
    format!("{}\n{}\n{labels}", drawings.caption, rows.join("\n"))
}

#[test]
fn stages_are_drawn_for_the_kind_of_hair_loss() {
    assert_snapshot!(shown("stage", Some(("hair_loss", "male_pattern"))));
    assert_snapshot!(shown("stage", Some(("hair_loss", "female_pattern"))));
}

#[test]
fn kinds_and_areas_are_drawn_where_they_are_seen_from_above() {
    assert_snapshot!(shown("hair_loss", None));
    assert_snapshot!(shown("area", Some(("hair_loss", "male_pattern"))));
}

#[test]
fn nothing_is_drawn_that_would_not_help() {
    for known in [
        None,
        Some(("hair_loss", "diffuse_thinning")),
        Some(("hair_loss", "beard_only")),
    ] {
        assert_eq!(shown("stage", known), "nothing");
    }
    for question in ["hair_color", "skin_tone", "age", "skin"] {
        assert_eq!(shown(question, None), "nothing", "{question}");
    }
}
