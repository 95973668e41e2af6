//! Finds the id of a record with problems.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::posted::{decoded, is_posted};

/// The text under the key `id`, even if the rest of the record cannot be read.
///
/// The id of a FHIR response is the `value` of its `identifier` if there is one, as in `response`.
pub fn record_id(text: &[u8]) -> Option<String> {
    if is_posted(text) {
        let fields = str::from_utf8(text).ok()?.split('&');
        let mut ids = fields.filter_map(|field| field.strip_prefix("id="));
        return ids.next().map(decoded).filter(|id| !id.trim().is_empty());
    }
    let is_resource = memchr::memmem::find(text, b"\"resourceType\"").is_some();
    let value = is_resource.then(|| find(text, &["identifier", "value"]));
    value.flatten().or_else(|| find(text, &["id"]))
}

/// The text under a path of keys.
fn find(text: &[u8], path: &[&str]) -> Option<String> {
    let mut found = None;
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    // Errors after the id are reported elsewhere.
    _ = Finder(path, &mut found).deserialize(&mut deserializer);
    found
}

struct Finder<'path, 'found>(&'path [&'path str], &'found mut Option<String>);

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
        let Self(path, found) = self;
        while let Some(key) = object.next_key::<String>()? {
            match path {
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
