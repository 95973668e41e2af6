//! JSON Schemas of the files of a pack and of answers files.

use serde_json::{Map, Value, json};

use super::checks::MOST_IMAGE_LETTERS;
use super::digest::PACK_FILES;
use super::files::{BASE_PACK, BEFORE, EXTENDS, FILES, REMOVE, content_of};
use super::id_syntax::MOST_ID_LETTERS;
use super::shape::{Key, Object, Shape};
use crate::json::MOST_LETTERS;
use crate::pack::{Kind, NumberRange, Pack, Question};

/// Which of its files a pack has to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackKind {
    /// All files, each complete.
    Whole,
    /// It extends another pack and holds only what differs.
    Extending,
}

/// The schema of a pack's folder: an object with the content of each file under its name.
pub fn pack_schema(kind: PackKind) -> Value {
    let files = (FILES.iter()).map(|(name, object)| (*name, content(name, object, kind)));
    let required: &[&str] = match kind {
        PackKind::Whole => &PACK_FILES,
        PackKind::Extending => PACK_FILES.split_at(1).0, // the header
    };
    let schema = closed(files.collect(), required);
    titled(schema, "The files of a pack, each under its name")
}

/// The schema of one file of a pack; `None` if a pack has no such file.
pub fn file_schema(name: &str, kind: PackKind) -> Option<Value> {
    let object = content_of(name)?;
    let title = format!("{name} of a pack");
    Some(titled(content(name, object, kind), &title))
}

/// The schema of an answers file: for the questions of one pack, or for those of any.
pub fn answers_schema(pack: Option<&Pack>) -> Value {
    titled(answers(pack), "What one person answered")
}

fn titled(schema: Value, title: &str) -> Value {
    let dialect = "https://json-schema.org/draft/2020-12/schema";
    with(
        with(schema, "$schema", json!(dialect)),
        "title",
        json!(title),
    )
}

/// A schema with one more keyword.
fn with(mut schema: Value, keyword: &str, value: Value) -> Value {
    if let Value::Object(keywords) = &mut schema {
        keywords.insert(keyword.to_owned(), value);
    }
    schema
}

/// The keys of an object, each with the schema of its value.
type Properties<'name> = Vec<(&'name str, Value)>;

/// An object with no other keys than these.
fn closed(properties: Properties, required: &[&str]) -> Value {
    let properties: Map<_, _> = properties
        .into_iter()
        .map(|(key, schema)| (key.to_owned(), schema))
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn content(name: &str, object: &Object, kind: PackKind) -> Value {
    let is_header = PACK_FILES.first() == Some(&name);
    match kind {
        PackKind::Whole => whole(object),
        PackKind::Extending if is_header => {
            let mut properties = parts(object);
            properties.push((EXTENDS, json!({ "const": BASE_PACK })));
            closed(properties, &[EXTENDS, "id", "version"])
        }
        PackKind::Extending => closed(parts(object), &[]),
    }
}

/// An object with all its keys.
fn whole(object: &Object) -> Value {
    let keys = object.keys.iter().filter(|key| !key.is_extending);
    let required: Vec<_> = object.required().collect();
    closed(
        keys.map(|key| (key.name, value(key.shape))).collect(),
        &required,
    )
}

/// The keys of an object that is merged into one of the base.
fn parts(object: &Object) -> Properties<'static> {
    let mut parts: Properties = (object.keys.iter())
        .map(|key| (key.name, part(key)))
        .collect();
    if object.has_entries() {
        parts.push((REMOVE, list(&text(), 0)));
    }
    parts
}

/// The value that replaces or extends that of one key of the base; `null` removes an optional one.
fn part(key: &Key) -> Value {
    let over = match key.shape {
        Shape::Object(inner) => closed(parts(inner), &[]),
        Shape::Entries(entry) | Shape::FilledEntries(entry) => {
            let id: Vec<_> = entry.id_key().iter().map(|key| key.name).collect();
            let mut properties = parts(entry);
            properties.push((BEFORE, text()));
            return list(&closed(properties, &id), 0);
        }
        shape => value(shape),
    };
    if key.is_removable() {
        or_null(&over)
    } else {
        over
    }
}

fn value(shape: Shape) -> Value {
    match shape {
        Shape::Text | Shape::Color | Shape::UrlBase => {
            with(text(), "maxLength", json!(MOST_LETTERS))
        }
        Shape::Image => with(text(), "maxLength", json!(MOST_IMAGE_LETTERS)),
        Shape::Named | Shape::Syntax(_) => text(),
        Shape::Id(syntax) | Shape::FormerId(syntax) => {
            json!({ "type": "string", "pattern": syntax.pattern(), "maxLength": MOST_ID_LETTERS })
        }
        Shape::Capitals(letters) => {
            json!({ "type": "string", "pattern": format!("^[A-Z]{{{letters}}}$") })
        }
        Shape::Day => {
            json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
        }
        Shape::Word(words) => json!({ "enum": words.words() }),
        Shape::Boolean => json!({ "type": "boolean" }),
        Shape::Integer(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Shape::OrNull(shape) => or_null(&value(*shape)),
        Shape::Object(object) => whole(object),
        Shape::Opaque => json!({ "type": "object" }),
        Shape::Elsewhere => json!(true),
        Shape::List(shape) => list(&value(*shape), 0),
        Shape::Filled(shape) => list(&value(*shape), 1),
        Shape::Pair(shape, _) => pair(&value(*shape)),
        Shape::Range(least, most, _) => pair(&value(Shape::Integer(least, most))),
        Shape::Entries(object) => list(&whole(object), 0),
        Shape::FilledEntries(object) => list(&whole(object), 1),
        Shape::Condition => condition(),
        Shape::Options => list(&text(), 0),
        Shape::Answers => answers(None),
        Shape::Baseline => json!({ "type": "object", "additionalProperties": any_answer() }),
    }
}

fn text() -> Value {
    json!({ "type": "string", "pattern": "\\S" })
}

fn list(items: &Value, least: usize) -> Value {
    json!({ "type": "array", "items": items, "minItems": least })
}

fn pair(items: &Value) -> Value {
    with(list(items, 2), "maxItems", json!(2))
}

/// A list without duplicates.
fn set(items: &Value, least: usize) -> Value {
    with(list(items, least), "uniqueItems", json!(true))
}

fn or_null(schema: &Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

fn condition() -> Value {
    let clause = json!({
        "type": "object",
        "minProperties": 1,
        "additionalProperties": set(&text(), 1),
    });
    json!({ "anyOf": [clause, list(&clause, 1)] })
}

/// Without a pack, any key may be a question.
fn answers(pack: Option<&Pack>) -> Value {
    let mut properties = Map::new();
    properties.insert("id".to_owned(), text());
    properties.insert("$schema".to_owned(), json!(true));
    let questions = pack.map(|pack| pack.questions.as_slice());
    for question in questions.unwrap_or_default() {
        properties.insert(question.id.to_string(), answer(question));
    }
    let others = match pack {
        Some(_) => json!(false),
        None => any_answer(),
    };
    json!({
        "type": "object",
        "properties": properties,
        "patternProperties": { "^x_": true },
        "additionalProperties": others,
    })
}

/// An answer to a question of any pack.
fn any_answer() -> Value {
    json!({ "anyOf": [text(), set(&text(), 0), { "type": "null" }] })
}

fn answer(question: &Question) -> Value {
    let ids = question.options.iter().map(|option| option.id.as_str());
    let option = json!({ "enum": ids.collect::<Vec<_>>() });
    let answer = match question.kind {
        Kind::One => or_null(&with_numbers(option, question)),
        Kind::Many => or_null(&set(&option, 0)),
    };
    let answer = with(answer, "title", json!(question.ask));
    with(answer, "description", json!(question.why))
}

/// An option, a number that an option covers, or a date.
fn with_numbers(option: Value, question: &Question) -> Value {
    if question.since.is_some() {
        let date = json!({
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$",
            "description": "The date, such as `2026-03-14` or `2026-03`",
        });
        return json!({ "anyOf": [option, date] });
    }
    let Some(NumberRange { from, to }) = question.numbers() else {
        return option;
    };
    let ends = [("minimum", from), ("maximum", to)];
    let ends = ends
        .into_iter()
        .filter_map(|(keyword, end)| Some((keyword, end?)));
    let integer = ends.fold(json!({ "type": "integer" }), |schema, (keyword, end)| {
        with(schema, keyword, json!(end))
    });
    json!({ "anyOf": [option, integer] })
}
