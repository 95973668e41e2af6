//! Answers in the words of the pack: labels and question texts in place of ids.

use serde_json::{Map, Value};
use smp_suitability::assess::Table;
use smp_suitability::batch::{Columns, ResultForm, Start, Worker};
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::pack::{Answer, Answers, Called, Kind, OptionSet, Pack};

use crate::minimal::Input;
use crate::report::{EVERYBODY, pack};

#[test]
fn every_word_of_the_built_in_pack_names_one_question_or_answer() {
    let pack = pack();
    for (index, question) in pack.numbered_questions() {
        let asked = pack.question_called(&question.ask.to_uppercase());
        assert_eq!(asked, Called::One(index), "{}", question.id);
        for (position, option) in question.options.iter().enumerate() {
            let chosen = Answer::Chosen(OptionSet::single(position));
            let names = [Some(&option.id), Some(&option.label), option.short.as_ref()];
            for name in names.into_iter().flatten() {
                for name in [
                    name.to_string(),
                    name.to_uppercase(),
                    name.replace(' ', "-"),
                ] {
                    assert_eq!(
                        question.answer_called(&name, pack.former()),
                        Called::One(chosen),
                        "{name}"
                    );
                }
            }
        }
        for unknown in [
            "unknown",
            "UNKNOWN",
            "I'm not sure",
            "Unsure, or prefer not to say",
        ] {
            assert_eq!(
                question.answer_called(unknown, pack.former()),
                Called::One(Answer::NotSure)
            );
        }
        if question.kind == Kind::Many {
            let none = Called::One(Answer::Chosen(OptionSet::NONE_OF_THESE));
            assert_eq!(question.answer_called("None of these", pack.former()), none);
        }
    }
}

fn read(table: &Table, text: &str) -> Answers {
    let file = Some(("answers.json", text.as_bytes()));
    let answers = load::answers(table, AnswersInput { file, sets: &[] });
    let mut answers = answers.unwrap_or_else(|problems| panic!("{text}: {problems}"));
    answers.reworded.clear();
    answers
}

/// Answers by id in the words of the pack.
fn in_words(pack: &Pack, answers: &str) -> Map<String, Value> {
    let answers: Map<String, Value> = serde_json::from_str(answers).unwrap();
    let members = answers.into_iter().map(|(id, value)| {
        let Some((_, question)) = pack.find_question(&id) else {
            return (id, value);
        };
        let label = |id: &Value| {
            let position = question.find_option(id.as_str().unwrap()).unwrap();
            Value::from(question.option(position).label.as_str())
        };
        let value = match &value {
            Value::Null => Value::Null,
            Value::Array(options) => options.iter().map(label).collect(),
            option => label(option),
        };
        (question.ask.to_string(), value)
    });
    members.collect()
}

#[test]
fn a_file_in_words_says_what_the_same_file_says_by_ids() {
    let pack = pack();
    let table = Table::new(&pack);
    for person in EVERYBODY {
        let words = Value::Object(in_words(&pack, person)).to_string();
        assert_eq!(read(&table, &words), read(&table, person), "{words}");
    }
}

#[test]
fn a_table_in_words_says_what_the_same_table_says_by_ids() {
    let pack = pack();
    let table = Table::new(&pack);
    for person in EVERYBODY {
        let by_id: Map<String, Value> = serde_json::from_str(person).unwrap();
        let [by_id, in_words] = [by_id, in_words(&pack, person)].map(|answers| {
            let quoted = |text: &str| format!("\"{text}\"");
            let header: Vec<_> = answers.keys().map(|key| quoted(key)).collect();
            let cell = |value: &Value| match value {
                Value::Array(options) if options.is_empty() => quoted("None of these"),
                Value::Array(options) => {
                    let options = options.iter().map(|option| option.as_str().unwrap());
                    quoted(&options.collect::<Vec<_>>().join(", "))
                }
                option => quoted(option.as_str().unwrap_or_default()),
            };
            let row: Vec<_> = answers.values().map(cell).collect();
            let columns =
                Columns::read(&pack, "t.csv", 1, header.join(",").as_bytes(), b',').unwrap();
            let mut worker = Worker::new(&table, ResultForm::Compact);
            let start = Start { line: 2, column: 1 };
            let mut result = Vec::new();
            worker.row(start, &columns, row.join(",").as_bytes(), &mut result);
            String::from_utf8(result).unwrap()
        });
        assert!(!by_id.contains("\"errors\""), "{by_id}");
        assert_eq!(in_words, by_id);
    }
}

/// Answers to `skin` of the small test pack whose boxes have these labels, as a `--set` gives them.
fn skin(labels: [&str; 2], words: &str) -> Result<OptionSet, String> {
    let mut input = Input::sound();
    for (old, label) in [("A mole", labels[0]), ("Keloids", labels[1])] {
        let option = |label| format!(r#""label": "{label}""#);
        input.replace("questionnaire.json", &option(old), &option(label));
    }
    let pack = load::pack(&input.pack_files()).unwrap();
    let table = Table::new(&pack);
    let set = [format!("SKIN={words}")];
    let answers = load::answers(
        &table,
        AnswersInput {
            file: None,
            sets: &set,
        },
    );
    let (skin, _) = pack.find_question("skin").unwrap();
    answers
        .map(|answers| answers.known(skin).unwrap_or_default())
        .map_err(|problems| problems.to_string())
}

#[test]
fn labels_with_commas_are_read_whole_and_never_in_two_ways() {
    let [keloid, mole] = [0, 1].map(OptionSet::single);
    let labels = [
        "Moles, dark ones",
        "Raised scars (keloids), anywhere; or thick ones",
    ];
    for (words, chosen) in [
        ("moles, dark ones", mole),
        ("Moles, dark ones, keloid", mole.union(keloid)),
        (
            "Raised scars (keloids), anywhere; or thick ones;MOLE",
            mole.union(keloid),
        ),
        (
            "Raised scars (keloids), anywhere; or thick ones, Moles, dark ones",
            mole.union(keloid),
        ),
    ] {
        assert_eq!(skin(labels, words), Ok(chosen), "{words}");
    }
    let unknown = skin(labels, "Moles, bright ones, keloid").unwrap_err();
    assert!(
        unknown.contains("`Moles` is not an option") && unknown.contains("`bright ones`"),
        "{unknown}"
    );
    let combined = skin(labels, "mole, none of these").unwrap_err();
    assert!(
        combined.contains("`none of these` cannot be combined with another answer"),
        "{combined}"
    );
    let twofold = skin(["Keloid, mole", "Keloid"], "Keloid, mole").unwrap();
    assert_eq!(twofold, mole, "the label is the whole");
    let in_two_ways = skin(["A", "A, mole"], "A, mole, A").unwrap_err();
    assert!(
        in_two_ways.contains("can be read in two ways"),
        "{in_two_ways}"
    );
}

#[test]
fn words_of_two_options_are_refused_and_both_are_named() {
    let both = skin(["A spot", "a-spot"], "A Spot").unwrap_err();
    assert!(
        both.contains("names more than one answer to `skin`"),
        "{both}"
    );
    assert!(both.contains("write `keloid` or `mole`"), "{both}");
    let id_first = skin(["A spot", "Mole"], "mole");
    assert_eq!(id_first, Ok(OptionSet::single(1)));
}

#[test]
fn what_programs_write_for_nothing_is_refused_with_what_to_write() {
    for nothing in ["N/A", "#N/A", "NULL", "nan", "-", "—"] {
        let printed = skin(["A mole", "A keloid"], nothing).unwrap_err();
        assert!(printed.contains("write `unknown`"), "{nothing}: {printed}");
    }
}

#[test]
fn a_question_that_is_answered_under_two_names_is_refused() {
    let pack = pack();
    let table = Table::new(&pack);
    let printed = |text: &str| {
        let file = Some(("answers.json", text.as_bytes()));
        let problems = load::answers(&table, AnswersInput { file, sets: &[] }).unwrap_err();
        problems.to_string()
    };
    let twice = printed(r#"{ "hair_color": "black", "Hair color": "Black" }"#);
    assert!(twice.contains("`hair_color` is answered twice"), "{twice}");
    let columns = Columns::read(&pack, "t.csv", 1, b"hair_color,Hair Color", b',').unwrap_err();
    assert!(
        columns.to_string().contains("`Hair Color` appears twice"),
        "{columns}"
    );
}
