//! Whole numbers as answers, such as an age: read wherever answers are, and covered by exactly one option.

use smp_suitability::assess::Table;
use smp_suitability::batch::{Columns, ResultForm, Start, Worker};
use smp_suitability::diagnostic::Code;
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::pack::Pack;

use crate::minimal::Input;
use crate::program::{command, fed, printed, smp};
use crate::report::pack;

/// Ages with the option that each of them means, at both ends of every option.
const AGES: [(i64, &str); 8] = [
    (0, "under_18"),
    (17, "under_18"),
    (18, "from_18_to_25"),
    (25, "from_18_to_25"),
    (26, "from_26_to_64"),
    (64, "from_26_to_64"),
    (65, "over_64"),
    (120, "over_64"),
];

/// The age of the answers, or what is wrong with them.
fn age(pack: &Pack, file: &str, sets: &[&str]) -> Result<String, String> {
    let sets: Vec<_> = sets.iter().map(ToString::to_string).collect();
    let input = AnswersInput {
        file: Some(("answers.json", file.as_bytes())),
        sets: &sets,
    };
    let answers =
        load::answers(&Table::new(pack), input).map_err(|problems| problems.to_string())?;
    let (index, question) = pack.find_question("age").unwrap();
    let position = answers.known(index).unwrap().positions().next().unwrap();
    Ok(question.option(position).id.to_string())
}

#[test]
fn an_age_is_read_as_a_number_and_as_a_text_wherever_answers_are() {
    let pack = pack();
    let table = Table::new(&pack);
    for (number, option) in AGES {
        let response = |value: &str| {
            format!(
                r#"{{ "resourceType": "QuestionnaireResponse", "status": "completed",
                   "item": [{{ "linkId": "age", "answer": [{{ {value} }}] }}] }}"#
            )
        };
        for file in [
            format!(r#"{{ "age": {number} }}"#),
            format!(r#"{{ "age": "{number}" }}"#),
            format!(r#"{{ "How old are you?": " {number} " }}"#),
            response(&format!(r#""valueInteger": {number}"#)),
            response(&format!(r#""valueString": "{number}""#)),
        ] {
            assert_eq!(age(&pack, &file, &[]).as_deref(), Ok(option), "{file}");
        }
        let set = format!("age={number}");
        assert_eq!(age(&pack, "{}", &[&set]).as_deref(), Ok(option), "{set}");
        let columns = Columns::read(&pack, "t.csv", 1, b"age", b',').unwrap();
        let row = |cell: &str| {
            let mut worker = Worker::new(&table, ResultForm::Compact);
            let mut result = Vec::new();
            let start = Start { line: 2, column: 1 };
            worker.row(start, &columns, cell.as_bytes(), &mut result);
            String::from_utf8(result).unwrap()
        };
        assert!(!row(option).contains("\"errors\""), "{}", row(option));
        assert_eq!(row(&number.to_string()), row(option), "{number}");
    }
}

#[test]
fn a_number_that_no_option_covers_is_refused_with_those_that_are() {
    let pack = pack();
    for file in [
        r#"{ "age": 1990 }"#,
        r#"{ "age": "1990" }"#,
        r#"{ "age": -1 }"#,
    ] {
        let printed = age(&pack, file, &[]).unwrap_err();
        let help = "help: expected `under_18`, `from_18_to_25`, `from_26_to_64` or `over_64`, or a whole number (0 to 120)";
        assert!(printed.contains("is not an option of `age`"), "{printed}");
        assert!(printed.contains(help), "{printed}");
    }
    let printed = age(&pack, "{}", &["age=121"]).unwrap_err();
    assert!(
        printed.contains("or a whole number (0 to 120)"),
        "{printed}"
    );
    for other in ["34.5", "true", "1e2"] {
        let printed = age(&pack, &format!(r#"{{ "age": {other} }}"#), &[]).unwrap_err();
        assert!(
            printed.contains("`age` takes options, and not"),
            "{printed}"
        );
    }
}

#[test]
fn a_number_for_another_question_is_refused_with_its_options() {
    let pack = pack();
    for file in [r#"{ "hair_length": 2 }"#, r#"{ "hair_length": true }"#] {
        let printed = age(&pack, file, &[]).unwrap_err();
        assert!(
            printed.contains("`hair_length` takes options, and not"),
            "{printed}"
        );
        let (_, question) = pack.find_question("hair_length").unwrap();
        for option in &question.options {
            assert!(printed.contains(&format!("`{}`", option.id)), "{printed}");
        }
        assert!(!printed.contains("number ("), "{printed}");
    }
}

/// The minimal pack with other numbers for its three colors.
fn colors(numbers: [&str; 3]) -> Input {
    let mut input = Input::sound();
    for (label, numbers) in ["Dark", "Gray", "Light"].into_iter().zip(numbers) {
        let label = format!("\"label\": \"{label}\"");
        input.replace("questionnaire.json", &label, &format!("{label}{numbers}"));
    }
    input
}

#[test]
fn numbers_follow_each_other_without_gap_and_overlap() {
    let [up_to, between, from] = [
        r#", "to": 9"#,
        r#", "from": 10, "to": 19"#,
        r#", "from": 20"#,
    ];
    for sound in [
        ["", "", ""],
        [up_to, between, from],
        [from, up_to, between],
        [up_to, between, ""],
        ["", "", from],
        [r#", "from": 9, "to": 9"#, between, ""],
    ] {
        load::pack(&colors(sound).pack_files()).unwrap_or_else(|problems| panic!("{problems}"));
    }
    for (numbers, expected) in [
        (
            [up_to, r#", "from": 12, "to": 19"#, from],
            "no option covers 10 to 11, between the option `dark` and the option `gray`",
        ),
        (
            [up_to, r#", "from": 11, "to": 19"#, from],
            "no option covers 10, between",
        ),
        (
            [up_to, "", from],
            "no option covers 10 to 19, between the option `dark` and the option `light`",
        ),
        (
            [up_to, r#", "from": 9, "to": 19"#, from],
            "the option `dark` and the option `gray` both cover 9",
        ),
        (
            [up_to, r#", "to": 19"#, from],
            "the option `dark` and the option `gray` both cover 9",
        ),
        (
            [r#", "from": 0"#, "", from],
            "the option `dark` and the option `light` both cover 20",
        ),
        (
            [up_to, r#", "from": 19, "to": 10"#, ""],
            "the numbers of the option `gray` go from 19 down to 10",
        ),
        (
            [r#", "from": 0, "to": 100"#, between, r#", "from": 101"#],
            "the option `dark` and the option `gray` both cover 10",
        ),
    ] {
        let problems = load::pack(&colors(numbers).pack_files()).unwrap_err();
        let [problem] = problems.diagnostics() else {
            panic!("{problems}")
        };
        assert_eq!(problem.code, Code::BadNumbers);
        assert!(problem.message.contains(expected), "{}", problem.message);
    }
}

#[test]
fn a_number_that_is_also_the_name_of_another_option_is_refused() {
    let mut input = colors([r#", "to": 9"#, r#", "from": 10"#, ""]);
    input.replace(
        "questionnaire.json",
        "\"label\": \"Light\"",
        "\"label\": \"10\"",
    );
    let pack = load::pack(&input.pack_files()).unwrap();
    let sets = ["color=10".to_owned()];
    let input = AnswersInput {
        file: None,
        sets: &sets,
    };
    let printed = load::answers(&Table::new(&pack), input)
        .unwrap_err()
        .to_string();
    assert!(
        printed.contains("`10` names more than one answer to `color`"),
        "{printed}"
    );
    assert!(printed.contains("`light` or `gray`"), "{printed}");
}

/// A pack that extends the built-in one and begins an older group a year later.
const LATER: &str = r#"{ "questions": [{ "id": "age", "options": [
    { "id": "from_26_to_64", "to": 65 }, { "id": "over_64", "from": 66 }] }] }"#;

fn extending(questions: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let header = r#"{ "extends": "smp", "id": "own", "version": "1" }"#;
    std::fs::write(folder.path().join("pack.json"), header).unwrap();
    std::fs::write(folder.path().join("questionnaire.json"), questions).unwrap();
    folder
}

#[test]
fn a_pack_that_extends_another_can_change_the_numbers_and_a_diff_shows_it() {
    let folder = extending(LATER);
    let path = folder.path().to_str().unwrap();
    let blank = folder.path().join("blank.json");
    std::fs::write(&blank, "{}").unwrap();
    let file = blank.to_str().unwrap();
    let shown = printed(&smp(&[
        "assess", file, "--set", "age=65", "--rules", path, "--format", "json",
    ]));
    assert!(shown.contains("\"age\": \"from_26_to_64\""), "{shown}");
    let changed = printed(&smp(&["rules", "diff", "smp", path, "--format", "json"]));
    let changed: serde_json::Value = serde_json::from_str(&changed).unwrap();
    assert_eq!(changed["questions"]["changed"], serde_json::json!(["age"]));
    assert_eq!(changed["verdicts"], serde_json::json!([]));

    let gap = extending(&LATER.replace("66", "67"));
    let refused = smp(&["rules", "check", gap.path().to_str().unwrap()]);
    let refused = String::from_utf8_lossy(&refused.stdout).into_owned()
        + &String::from_utf8_lossy(&refused.stderr);
    assert!(
        refused.contains("bad-numbers") && refused.contains("no option covers 66"),
        "{refused}"
    );
}

#[test]
fn in_numbered_lines_a_number_is_taken_and_asked_again_if_it_could_be_a_line() {
    let mut input = colors([
        r#", "to": 9"#,
        r#", "from": 10, "to": 19"#,
        r#", "from": 20"#,
    ]);
    input.remove("answers.json");
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in &input.files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let path = folder.path().to_str().unwrap();
    let said = |lines: &str| {
        let output = fed(
            &mut command(&["--plain", "--rules", path]),
            lines.as_bytes(),
        );
        let said = String::from_utf8(output.stderr).unwrap();
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let taken = said("34\nq\n");
    assert!(
        taken.contains("Type a number (any), or a line with its dot, 1. to 4.,"),
        "{taken}"
    );
    assert!(taken.contains("--set color=light"), "{taken}");
    let asked = said("2\n2.\nq\n");
    let both = "2 could be line 2 of the list, \"Gray\", or the number itself, \"Dark\".";
    assert!(asked.contains(both), "{asked}");
    assert!(asked.contains("--set color=gray"), "{asked}");
    assert!(
        !said("2\nq\n").contains("--set color"),
        "nothing was guessed"
    );
}
