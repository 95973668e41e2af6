//! The key `since` of a question, and what it may not be given to.

use smp_suitability::diagnostic::Code;
use smp_suitability::load;

use crate::minimal::Input;

/// The minimal pack whose colors cover these numbers, with more keys for the question.
fn colors(keys: &str, numbers: [&str; 3]) -> Input {
    let mut input = Input::sound();
    for (label, numbers) in ["Dark", "Gray", "Light"].into_iter().zip(numbers) {
        let label = format!("\"label\": \"{label}\"");
        input.replace("questionnaire.json", &label, &format!("{label}{numbers}"));
    }
    let id = "\"id\": \"color\",";
    input.replace("questionnaire.json", id, &format!("{id} {keys}"));
    input
}

const SINCE: &str = r#""since": "months","#;
const MONTHS: [&str; 3] = [r#", "from": 0, "to": 5"#, r#", "from": 6"#, ""];

#[test]
fn options_without_numbers_may_be_next_to_those_with_months() {
    let pack = load::pack(&colors(SINCE, MONTHS).pack_files()).unwrap();
    let (_, question) = pack.find_question("color").unwrap();
    assert_eq!(question.option_after(5), Some(0));
    assert_eq!(question.option_after(6), Some(1));
    assert_eq!(question.option_covering(5), None, "a number is no answer");
    assert_eq!(question.numbers(), None);
}

#[test]
fn months_need_options_that_cover_them_in_a_question_with_one_answer() {
    let mut of_boxes = Input::sound();
    of_boxes.replace(
        "questionnaire.json",
        "\"kind\": \"many\"",
        &format!("\"kind\": \"many\", {}", SINCE.trim_end_matches(',')),
    );
    for (input, expected) in [
        (
            colors(SINCE, [""; 3]),
            "no option says which months since a date it covers",
        ),
        (
            of_boxes,
            "a date cannot be the answer where several options can be ticked",
        ),
        (
            colors(SINCE, [r#", "from": 0, "to": 5"#, r#", "from": 7"#, ""]),
            "no option covers 6, between the option `dark` and the option `gray`",
        ),
    ] {
        let problems = load::pack(&input.pack_files()).unwrap_err();
        let [problem] = problems.diagnostics() else {
            panic!("{problems}")
        };
        assert_eq!(problem.code, Code::BadNumbers);
        assert!(problem.message.contains(expected), "{}", problem.message);
    }
    let unit = colors(r#""since": "years","#, MONTHS);
    let problems = load::pack(&unit.pack_files()).unwrap_err();
    assert_eq!(
        problems.diagnostics()[0].code,
        Code::UnknownWord,
        "{problems}"
    );
}
