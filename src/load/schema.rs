//! JSON Schemas of what is read, from the descriptions that the reader itself uses.

use serde_json::{Map, Value, json};

use super::entries::BEFORE;
use super::format::FILES;
use super::merge::REMOVE;
use super::own::{BASE_PACK, EXTENDS};
use super::shape::{Object, Shape};
use crate::pack::{Kind, Pack, Question};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Whether a pack stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackKind {
    /// It holds everything.
    Whole,
    /// It extends another, and holds only what differs.
    Extending,
}

/// The schema of a pack's folder: an object with the content of each file under its name.
pub fn pack_schema(kind: PackKind) -> Value {
    let files = FILES.iter();
    let properties: Map<_, _> = files
        .map(|&(name, object)| (name.to_owned(), content(name, object, kind)))
        .collect();
    let required: Vec<_> = match kind {
        PackKind::Whole => super::PACK_FILES.to_vec(),
        PackKind::Extending => vec![HEADER],
    };
    json!({
        "$schema": DIALECT,
        "title": "The files of a pack, each under its name",
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// The schema of one file of a pack; `None` if a pack has no such file.
pub fn file_schema(name: &str, kind: PackKind) -> Option<Value> {
    let (name, object) = FILES.iter().find(|(file, _)| *file == name)?;
    let mut schema = content(name, object, kind);
    schema["$schema"] = json!(DIALECT);
    schema["title"] = json!(format!("{name} of a pack"));
    Some(schema)
}

/// The schema of an answers file: for the questions of one pack, or for those of any.
pub fn answers_schema(pack: Option<&Pack>) -> Value {
    let mut schema = answers(pack);
    schema["$schema"] = json!(DIALECT);
    schema["title"] = json!("What one person answered");
    schema
}

/// The file that says whether a pack extends another.
const HEADER: &str = super::PACK_FILES[0];

fn content(name: &str, object: &Object, kind: PackKind) -> Value {
    match kind {
        PackKind::Whole => whole(object),
        PackKind::Extending => {
            let mut schema = part(object, &[]);
            if name == HEADER {
                schema["properties"][EXTENDS] = json!({ "const": BASE_PACK });
                schema["required"] = json!([EXTENDS, "id", "version"]);
            }
            schema
        }
    }
}

/// An object with all its keys.
fn whole(object: &Object) -> Value {
    let keys = object.keys.iter();
    let properties = keys.map(|key| (key.name.to_owned(), value(key.shape)));
    let required: Vec<_> = object.required().collect();
    of_object(properties.collect(), &required)
}

/// An object that is put over one of the base, with what it must have all the same.
fn part(object: &Object, required: &[&str]) -> Value {
    let mut properties: Map<_, _> = (object.keys.iter())
        .map(|key| {
            let over = match key.shape {
                Shape::Object(inner) => part(inner, &[]),
                Shape::Entries(entry) | Shape::FilledEntries(entry) => entries_part(entry),
                shape => value(shape),
            };
            let may_go = !key.is_required && key.shape.entries().is_none();
            let over = if may_go { or_null(&over) } else { over };
            (key.name.to_owned(), over)
        })
        .collect();
    if object.has_entries() {
        properties.insert(REMOVE.to_owned(), list(&text(), 0));
    }
    of_object(properties, required)
}

fn entries_part(entry: &Object) -> Value {
    let id: Vec<_> = entry.id_key().iter().map(|key| key.name).collect();
    let mut schema = part(entry, &id);
    schema["properties"][BEFORE] = text();
    list(&schema, 0)
}

fn of_object(properties: Map<String, Value>, required: &[&str]) -> Value {
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn value(shape: Shape) -> Value {
    match shape {
        Shape::Text | Shape::Named => text(),
        Shape::Id(form) => json!({ "type": "string", "pattern": form.pattern() }),
        Shape::Capitals(letters) => {
            json!({ "type": "string", "pattern": format!("^[A-Z]{{{letters}}}$") })
        }
        Shape::Word(words) => json!({ "enum": words.words() }),
        Shape::Boolean => json!({ "type": "boolean" }),
        Shape::Integer(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Shape::OrNull(shape) => or_null(&value(*shape)),
        Shape::Object(object) => whole(object),
        Shape::List(shape) => list(&value(*shape), 0),
        Shape::Filled(shape) => list(&value(*shape), 1),
        Shape::Pair(shape) => {
            let mut pair = list(&value(*shape), 2);
            pair["maxItems"] = json!(2);
            pair
        }
        Shape::Entries(object) => list(&whole(object), 0),
        Shape::FilledEntries(object) => list(&whole(object), 1),
        Shape::Condition => condition(),
        Shape::Answers => answers(None),
    }
}

fn text() -> Value {
    json!({ "type": "string", "pattern": "\\S" })
}

fn list(items: &Value, least: usize) -> Value {
    json!({ "type": "array", "items": items, "minItems": least })
}

fn or_null(schema: &Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

/// A list in which nothing stands twice.
fn set(items: &Value, least: usize) -> Value {
    let mut set = list(items, least);
    set["uniqueItems"] = json!(true);
    set
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
    let mut schema = json!({
        "type": "object",
        "properties": { "id": text(), "$schema": true },
        "patternProperties": { "^x_": true },
    });
    match pack {
        Some(pack) => {
            for question in &pack.questions {
                schema["properties"][&question.id] = answer(question);
            }
            schema["additionalProperties"] = json!(false);
        }
        None => {
            let any = json!({ "anyOf": [text(), set(&text(), 0), { "type": "null" }] });
            schema["additionalProperties"] = any;
        }
    }
    schema
}

fn answer(question: &Question) -> Value {
    let ids = question.options.iter().map(|option| option.id.as_str());
    let option = json!({ "enum": ids.collect::<Vec<_>>() });
    let mut schema = match question.kind {
        Kind::One => or_null(&option),
        Kind::Many => or_null(&set(&option, 0)),
    };
    schema["title"] = json!(question.ask);
    schema["description"] = json!(question.why);
    schema
}
