//! Hostile text in an interview: in the questions of a pack, and in what is typed.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::packs::hostile_files;
use super::{check_harmless, check_told, corpus, told};
use crate::interview::pty::Pty;
use crate::program::{command, fed};

/// A pack whose questions ask the whole corpus, at most sixty texts as the options of one.
fn crowd() -> (TempDir, PathBuf, usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("crowd");
    fs::create_dir(&path).unwrap();
    for (name, bytes) in hostile_files("Benign words").files {
        fs::write(path.join(name), bytes).unwrap();
    }
    let texts: Vec<_> = corpus()
        .into_iter()
        .filter(|hostile| !hostile.text.trim().is_empty())
        .collect();
    let options = |texts: &[super::Hostile]| -> Vec<Value> {
        let options = texts.iter().zip(1..);
        options.map(|(hostile, number)| json!({ "id": format!("o{number}"), "label": hostile.text, "short": hostile.text })).collect()
    };
    let questions: Vec<_> = texts
        .chunks(60)
        .enumerate()
        .map(|(number, chunk)| {
            let first = &chunk[0].text;
            json!({ "id": format!("q{number}"), "kind": "one", "change": "fixed", "core": true, "ask": first, "why": first,
                "name": first, "options": options(chunk) })
        })
        .collect();
    let count = questions.len();
    fs::write(
        path.join("questionnaire.json"),
        json!({ "questions": questions }).to_string(),
    )
    .unwrap();
    let rule = json!({ "id": "r", "when": { "q0": ["o1"] }, "advice": "Ask.", "because": "So.", "sources": ["aedit"], "claims": ["C01"] });
    fs::write(
        path.join("suitability.json"),
        json!({ "rules": [rule] }).to_string(),
    )
    .unwrap();
    let header = fs::read_to_string(path.join("pack.json")).unwrap();
    let mut header: Value = serde_json::from_str(&header).unwrap();
    for (key, value) in [
        ("baseline", json!({})),
        ("laws", json!([])),
        ("disputes", json!([])),
    ] {
        header[key] = value;
    }
    fs::write(path.join("pack.json"), header.to_string()).unwrap();
    let guide = fs::read_to_string(path.join("guide.json")).unwrap();
    let mut guide: Value = serde_json::from_str(&guide).unwrap();
    guide.as_object_mut().unwrap().remove("sheets"); // they name questions of the minimal pack
    fs::write(path.join("guide.json"), guide.to_string()).unwrap();
    let rows = fs::read_to_string(path.join("expectations.json")).unwrap();
    let mut rows: Value = serde_json::from_str(&rows).unwrap();
    rows["sessions"]["rows"].as_array_mut().unwrap().remove(0);
    fs::write(path.join("expectations.json"), rows.to_string()).unwrap();
    (folder, path, count)
}

/// What is said on both streams to lines on a pipe.
fn talk(arguments: &[&str], lines: &[u8]) -> [String; 2] {
    let output = fed(&mut command(arguments), lines);
    [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn questions_and_options_are_shown_in_lines_and_steer_nothing() {
    let (_folder, path, count) = crowd();
    let path = path.to_str().unwrap();
    let lines = "?\n1\n".repeat(count) + "1\n1\n";
    let [result, said] = talk(&["--plain", "--all", "--rules", path], lines.as_bytes());
    check_harmless(&said, "interview");
    check_harmless(&result, "result");
    for hostile in corpus()
        .iter()
        .filter(|hostile| !hostile.text.trim().is_empty())
    {
        let start: String = hostile.text.chars().take(300).collect();
        check_told(&said, &start, &hostile.name);
    }
    for command in [
        &["explain"][..],
        &["explain", "q0"],
        &["template"],
        &["rules", "show"],
        &["rules", "check"],
        &["fhir", "questionnaire"],
    ] {
        let arguments = [command, &["--rules", path]].concat();
        for said in talk(&arguments, b"") {
            check_harmless(&said, &format!("{command:?}"));
        }
    }
}

#[test]
fn what_is_typed_is_shown_and_not_obeyed() {
    let texts = corpus();
    let texts = texts
        .iter()
        .filter(|hostile| !hostile.text.contains('\n') && !hostile.text.trim().is_empty());
    let lines: Vec<_> = texts.map(|hostile| hostile.text.clone()).collect();
    let typed = lines.join("\n") + "\nq\n";
    let [result, said] = talk(
        &["--plain", "--rules", "tests/packs/small"],
        typed.as_bytes(),
    );
    assert_eq!(result, "");
    check_harmless(&said, "typed");
    assert!(said.contains("Stopped."), "{said}");
    let answers = said.matches("Sorry, ").count();
    assert!(answers + 10 >= lines.len(), "{answers} of {}", lines.len());
    for escape in ["]52", "[2J", "[?1049h"] {
        assert!(told(&said).contains(&format!("\u{1b}{escape}")), "{escape}");
    }
}

#[test]
fn menus_of_a_hostile_pack_move_nothing_and_name_nothing() {
    let (_folder, path, _) = crowd();
    let arguments = ["--rules", path.to_str().unwrap()];
    let mut terminal = Pty::run(80, 24, &arguments, &[]);
    terminal.wait_for(|screen| screen.contains("[Page 1/"), "a menu");
    for _ in 0..25 {
        terminal.press("\u{1b}[B");
    }
    terminal.wait_for(|screen| !screen.contains("Page 1/"), "another page");
    terminal.press("\u{3}");
    assert_eq!(terminal.exit_code(), 130);
    let heard = terminal.heard();
    let heard = String::from_utf8(heard).unwrap();
    for sequence in heard.split('\u{1b}').skip(1) {
        let end = sequence.find(|c: char| c.is_ascii_alphabetic()).unwrap();
        let moves = &sequence[..=end];
        let is_ours = moves.starts_with('[')
            && matches!(
                &sequence[end..=end],
                "A" | "B" | "K" | "J" | "m" | "h" | "l"
            );
        assert!(is_ours && !moves.contains("1049"), "{moves:?}");
    }
    let visible: String = heard
        .chars()
        .filter(|c| !matches!(c, '\u{1b}' | '\r'))
        .collect();
    check_harmless(&visible, "menus");
    assert!(visible.contains("\\u{1b}]52;c;"), "{visible}");
}
