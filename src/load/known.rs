//! One person's answers without those that only other packs have, to compare packs.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::pack::Pack;

/// An answers object without questions and options that only other packs have; anything else stays as it is.
pub fn known_answers<'text>(pack: &Pack, all: &[&Pack], text: &'text [u8]) -> Cow<'text, [u8]> {
    let Ok(Value::Object(answers)) = serde_json::from_slice(text) else {
        return Cow::Borrowed(text); // the loader says what is wrong with it
    };
    let is_foreign = |question: &str, option: &str| {
        let offers = |pack: &&Pack| {
            let found = pack.find_question(question);
            found.is_some_and(|(_, question)| question.find_option(option).is_some())
        };
        !offers(&pack) && all.iter().any(offers)
    };
    let mut known = Map::new();
    for (key, value) in &answers {
        let is_asked = |pack: &&Pack| pack.find_question(key).is_some();
        if !is_asked(&pack) && all.iter().any(is_asked) {
            continue;
        }
        let value = match value {
            Value::String(option) if is_foreign(key, option) => Value::Null,
            Value::Array(options) => {
                let foreign =
                    |value: &&Value| value.as_str().is_some_and(|option| is_foreign(key, option));
                options
                    .iter()
                    .filter(|value| !foreign(value))
                    .cloned()
                    .collect()
            }
            other => other.clone(),
        };
        known.insert(key.clone(), value);
    }
    if known == answers {
        return Cow::Borrowed(text); // so that places in it stay valid
    }
    Cow::Owned(Value::Object(known).to_string().into_bytes())
}
