//! The id of a record that has something wrong with it, if it can be read.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

/// The text under the key `id`, also if what comes after it cannot be read.
///
/// A FHIR response is called by the `value` of its `identifier` before that, as where it is read.
pub fn record_id(text: &[u8]) -> Option<String> {
    let is_resource = memchr::memmem::find(text, b"\"resourceType\"").is_some();
    let value = is_resource.then(|| find(text, &["identifier", "value"]));
    value.flatten().or_else(|| find(text, &["id"]))
}

/// The text at the end of a way through objects.
fn find(text: &[u8], way: &[&str]) -> Option<String> {
    let mut found = None;
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    // What is wrong further on is reported elsewhere.
    _ = Finder(way, &mut found).deserialize(&mut deserializer);
    found
}

struct Finder<'way, 'found>(&'way [&'way str], &'found mut Option<String>);

impl<'text> DeserializeSeed<'text> for Finder<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'text>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'text> Visitor<'text> for Finder<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'text>>(self, mut object: A) -> Result<(), A::Error> {
        let Self(way, found) = self;
        while let Some(key) = object.next_key::<String>()? {
            match way {
                [last] if key == *last => {
                    let id = object.next_value::<Value>()?;
                    let text = id.as_str().filter(|id| !id.trim().is_empty());
                    *found = text.map(str::to_owned);
                    return Ok(());
                }
                [first, rest @ ..] if key == *first => {
                    return object.next_value_seed(Finder(rest, found));
                }
                _ => _ = object.next_value::<IgnoredAny>()?,
            }
        }
        Ok(())
    }
}
