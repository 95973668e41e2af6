//! Answers that come back from a form: saved, posted, or in a table of posted fields.

use std::fs;

use serde_json::{Value, json};

use crate::program::{command, done, fed, refused, smp};

fn release() -> String {
    format!("smp {}", crate::report::pack().version)
}

/// What a run says of a person, without what tells records of a batch apart.
fn result(arguments: &[&str], input: &str) -> Value {
    let output = fed(&mut command(arguments), input.as_bytes());
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn assessed(input: &str) -> Value {
    result(&["assess", "-", "--format", "json"], input)
}

/// The answers that are known.
fn known(result: &Value) -> Value {
    let answers = result["answers"].as_object().unwrap().clone();
    Value::Object(
        answers
            .into_iter()
            .filter(|(_, answer)| !answer.is_null())
            .collect(),
    )
}

#[test]
fn a_posted_form_says_what_the_saved_file_says() {
    let posted = format!(
        "x_form={}&hair_color=black&hair_length=unknown&skin=none&health=diabetes&health=epilepsy&diabetes_now=in_range&id=J%C3%B6rg+%26+Co",
        release().replace(' ', "+")
    );
    let saved = json!({ "x_form": release(), "id": "Jörg & Co", "hair_color": "black", "hair_length": null, "skin": [],
        "health": ["diabetes", "epilepsy"], "diabetes_now": "in_range" });
    assert_eq!(assessed(&posted), assessed(&saved.to_string()));
    assert_eq!(assessed(&format!("{posted}\r\n"))["id"], "Jörg & Co");
}

#[test]
fn an_answer_to_a_question_that_is_hidden_again_counts_for_nothing() {
    let fields = "health=epilepsy&diabetes_now=out_of_range&psoriasis_now=active&prior_transplant=unknown&transplant_time=under_6_months";
    let expected = json!({ "health": ["epilepsy"] });
    let of_form = format!("x_form={}&{fields}", release().replace(' ', "+"));
    let output = fed(
        &mut command(&["assess", "-", "--format", "json"]),
        of_form.as_bytes(),
    );
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "",
        "the person took it back"
    );
    assert_eq!(
        known(&serde_json::from_slice(&output.stdout).unwrap()),
        expected
    );
    // Nor what was answered before an answer that ends the questions.
    let ended = format!("{of_form}&age=under_18&hair_color=black");
    assert_eq!(
        known(&assessed(&ended)),
        json!({ "age": "under_18", "hair_color": "black" })
    );
    let table = format!(
        "x_form,health,diabetes_now,psoriasis_now\n{},epilepsy,out_of_range,active\n",
        release()
    );
    let row = result(&["batch", "-"], &table);
    assert_eq!(row["ignored"], json!([]));
    assert_eq!(row["findings"], json!(["epilepsy"]));
    assert_eq!(row["x_form"], release());
    // In any other file somebody wrote both on purpose.
    refused_text(&["assess", "-"], fields);
}

#[test]
fn an_answer_that_is_kept_back_leaves_its_question_open() {
    let kept = known(&assessed(
        "worry=a_lot&worry=unknown&unseen=yes&hair_color=black",
    ));
    assert_eq!(kept["worry"], Value::Null);
    let form = format!(
        "x_form={}&worry=a_lot&worry=unknown&unseen=yes",
        release().replace(' ', "+")
    );
    assert_eq!(known(&assessed(&form)), json!({}));
    let told = known(&assessed("worry=unknown&worry=very_low&worry=a_lot"));
    assert_eq!(told, json!({ "worry": ["a_lot", "very_low"] }));
    // In a table its boxes are in one cell.
    let table = format!(
        "id,x_form,worry\na,{0},\"a_lot, unknown\"\nb,{0},\"unknown, very_low\"\n",
        release()
    );
    let output = fed(
        &mut command(&["batch", "-", "--show-private"]),
        table.as_bytes(),
    );
    let lines = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows[0]["findings"], json!([]), "{lines}");
    assert_eq!(rows[1]["findings"], json!(["very-low"]), "{lines}");
}

#[test]
fn none_of_these_with_another_box_is_refused() {
    let told = refused_text(&["assess", "-"], "hair_color=black&skin=none&skin=moles");
    assert!(
        told.contains("`none` cannot be in the list of answers to `skin`"),
        "{told}"
    );
    let told = refused_text(&["assess", "-"], "hair_color=black&hair_color=gray&hat=on");
    assert!(told.contains("`hair_color` takes one option"), "{told}");
    assert!(told.contains("`hat` is not a question"), "{told}");
}

#[test]
fn a_form_of_another_version_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("post.txt");
    fs::write(&file, "x_form=smp+0.1.0&hair_color=black").unwrap();
    let output = smp(&["assess", file.to_str().unwrap()]);
    let told = String::from_utf8_lossy(&output.stderr);
    let expected = format!(
        "note: these answers were given on a form of `smp 0.1.0`, and the rules are `{}`",
        release()
    );
    assert!(told.contains(&expected), "{told}");
    fs::write(
        &file,
        "x_form=smp+0.1.0&hair_color=black\nhair_color=gray\nx_form=a+%1b%5b1m&id=3\n",
    )
    .unwrap();
    let output = smp(&["batch", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 3);
    let told = String::from_utf8_lossy(&output.stderr);
    let expected = format!(
        "Answers given on a form of other rules, or of another version, than `{}`: 2.",
        release()
    );
    assert!(
        told.contains(&expected) && !told.contains('\u{1b}'),
        "{told}"
    );
    let told = refused(&["assess", file.to_str().unwrap()]);
    assert!(
        told.contains("lines of posted forms") && told.contains("`smp batch`"),
        "{told}"
    );
}

#[test]
fn what_form_services_make_of_the_fields_is_read() {
    let release = release().replace(' ', "+");
    // Fields of their own are kept; a field on each line is one person; boxes may have brackets.
    let own = format!("x_form={release}&hair_color=black&submit=Send&_gotcha=&name=Kim+L");
    let result = assessed(&own);
    assert_eq!(known(&result), json!({ "hair_color": "black" }));
    let row = result_of_batch(&own);
    assert_eq!(
        (&row["x_submit"], &row["x_name"]),
        (&json!("Send"), &json!("Kim L"))
    );
    let lines = format!(
        "x_form={release}\r\nhair_color=black\r\nskin%5B%5D=moles\r\nskin%5B%5D=keloid\r\n"
    );
    let expected = json!({ "hair_color": "black", "skin": ["moles", "keloid"] });
    assert_eq!(known(&assessed(&lines)), expected);
    let told = refused_text(&["batch", "-"], &lines);
    assert!(
        told.contains("all of them seem to be about one person"),
        "{told}"
    );
    for cell in [
        "moles, keloid",
        "moles;keloid",
        "moles | keloid",
        "moles\nkeloid",
    ] {
        let table = format!("hair_color,skin[]\nblack,\"{cell}\"\n");
        assert_eq!(
            result_of_batch(&table)["findings"],
            json!(["keloid", "moles", "dark-hair"]),
            "{cell}"
        );
    }
    // A former id is an error here as anywhere.
    let former = format!("x_form={release}&sex=male");
    assert!(refused_text(&["assess", "-"], &former).contains("`sex`"));
}

fn result_of_batch(input: &str) -> Value {
    result(&["batch", "-"], input)
}

#[test]
fn the_interview_continues_a_saved_form() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my-answers.json");
    let saved = json!({ "x_form": release(), "x_crm": 17, "hair_color": "black", "hair_length": "shaved", "hair_loss": null });
    fs::write(&file, saved.to_string()).unwrap();
    // No more than one answer is typed.
    let typed = "1\n";
    let mut interview = command(&["--plain", "--answers", file.to_str().unwrap()]);
    fed(&mut interview, typed.as_bytes());
    let kept: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    assert_eq!(kept["x_form"], Value::Null);
    assert_eq!(kept["x_crm"], 17);
    assert_eq!(kept["prior_transplant"], "none");
}

#[test]
fn every_answer_that_the_page_can_post_is_read() {
    let pack = crate::report::pack();
    let page = done(&["form", "--no-save"]);
    let boxes = page.split("<input type=").skip(1);
    let boxes = boxes.filter(|input| input.starts_with("radio") || input.starts_with("checkbox"));
    let mut count = 0;
    for input in boxes {
        let part = |name: &str| {
            let (_, rest) = input.split_once(name).unwrap();
            rest.split([' ', '>']).next().unwrap().to_owned()
        };
        let (name, value) = (part("name="), part("value="));
        let (_, question) = pack.find_question(&name).unwrap();
        let is_known =
            ["unknown", "none"].contains(&value.as_str()) || question.find_option(&value).is_some();
        assert!(is_known, "{name}={value}");
        count += 1;
    }
    let options = pack
        .questions_before_result()
        .map(|(_, question)| question.options.len() + 1);
    let kept_back = pack.questions.iter().flat_map(|question| &question.options);
    let kept_back = kept_back.filter(|option| option.help.is_some()).count();
    assert_eq!(count, options.sum::<usize>() + kept_back);
}

#[track_caller]
fn refused_text(arguments: &[&str], input: &str) -> String {
    let output = fed(&mut command(arguments), input.as_bytes());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{told}");
    told
}
