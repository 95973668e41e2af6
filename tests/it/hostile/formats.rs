//! Markdown, JSON and calendars, read as strictly as they are written.

use serde_json::Value;

use super::markup::{read, words};
use super::{check_harmless, check_told};

/// Holds Markdown against that with harmless words: as many lines of the same kinds, and no mark that is obeyed.
#[track_caller]
pub(super) fn check_markdown(name: &str, text: &str, markdown: &str, benign: &str) {
    check_harmless(markdown, name);
    let lines = |markdown: &str| markdown.lines().count();
    assert_eq!(lines(markdown), lines(benign), "{name}: {markdown}");
    for (line, other) in markdown.lines().zip(benign.lines()) {
        assert!(kind(line) == kind(other), "{name}: {line} as {other}");
    }
    let mut rest = markdown;
    let mut unescaped = String::new();
    while let Some(mark) = rest.find(['\\', '<', '[', '`', '{', '|', '!', '~']) {
        unescaped.push_str(&rest[..mark]);
        let after = &rest[mark + 1..];
        if rest[mark..].starts_with('\\') {
            let letter = after.chars().next().unwrap();
            unescaped.push(letter);
            rest = &after[letter.len_utf8()..];
            continue;
        }
        let of_ours = match &rest[mark..=mark] {
            "<" => after.starts_with("https://") && text.starts_with("https://"),
            "[" => is_citation(after),
            "{" => unescaped.ends_with("\\u"), // of a character that is spelled out
            "`" | "|" => name.contains("shown in"), // ids of rules, and tables
            _ => false,
        };
        assert!(of_ours, "{name}: {} in {markdown}", &rest[mark..]);
        unescaped.push_str(&rest[mark..=mark]);
        rest = after;
    }
    unescaped.push_str(rest);
    check_told(&unescaped, text, name);
}

/// How a line begins: what makes it a heading, an item or a rule.
fn kind(line: &str) -> &str {
    let content = line.trim_start();
    let digits = content.trim_start_matches(|c: char| c.is_ascii_digit());
    let marks = content.trim_start_matches(['#', '-', '+', '=', '>', '|', '`', '~']);
    let is_numbered = digits.len() < content.len() && digits.starts_with(['.', ')']);
    let after = if is_numbered { &digits[1..] } else { marks };
    &line[..line.len() - after.len()]
}

/// "1]" or "4–7]", and no address behind it.
fn is_citation(after: &str) -> bool {
    let Some((numbers, after)) = after.split_once(']') else {
        return false;
    };
    let is_number = |c: char| c.is_ascii_digit() || c == '–';
    !numbers.is_empty() && numbers.chars().all(is_number) && !after.starts_with(['(', ':'])
}

/// Holds JSON against its standard, and looks for the text among its values.
#[track_caller]
pub(super) fn check_json(name: &str, text: &str, json: &str) {
    let without_space = json.replace(['\n', '\r', '\t'], "");
    check_harmless(&without_space, name);
    let value: Value = serde_json::from_str(json).unwrap();
    let mut texts = Vec::new();
    collect(&value, &mut texts);
    let is_told = texts.contains(&text);
    let tells_no_texts = name.ends_with("in check") || name.ends_with("in response");
    assert!(is_told || tells_no_texts, "{name}: no {text:?} in {json}");
    for div in texts.iter().filter(|value| value.starts_with("<div")) {
        let words = words(&read(div));
        check_harmless(&words, name);
    }
}

fn collect<'a>(value: &'a Value, texts: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(members) => members.values().for_each(|member| collect(member, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Holds a calendar against that with harmless words: the same properties in the same order, in short lines.
#[track_caller]
pub(super) fn check_calendar(name: &str, text: &str, calendar: &str, benign: &str) {
    check_harmless(&calendar.replace("\r\n", ""), name);
    for line in calendar.split("\r\n") {
        assert!(line.len() <= 75, "{name}: {} bytes in {line}", line.len());
    }
    let properties = |calendar: &str| {
        let unfolded = calendar.replace("\r\n ", "");
        let lines = unfolded.split("\r\n").map(|line| {
            let end = line.find([':', ';']).unwrap_or(line.len());
            line[..end].to_owned()
        });
        lines.collect::<Vec<_>>()
    };
    assert_eq!(properties(calendar), properties(benign), "{name}");
    let unfolded = calendar.replace("\r\n ", "");
    let mut written = String::new();
    let mut letters = unfolded.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => written.push('\n'),
                Some(escaped) => written.push(escaped),
                None => {}
            },
            letter => written.push(letter),
        }
    }
    let start: String = text.chars().take(60).collect();
    check_told(&written, &start, name);
}
