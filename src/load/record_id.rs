//! The id of a record that has something wrong with it, if it can be read.

use std::fmt;

use serde::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};

/// The text under the key `id`, also if what comes after it cannot be read.
pub fn record_id(text: &[u8]) -> Option<String> {
    let mut id = None;
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    // What is wrong further on is reported elsewhere.
    _ = deserializer.deserialize_map(Finder(&mut id));
    id
}

struct Finder<'id>(&'id mut Option<String>);

impl<'text> Visitor<'text> for Finder<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'text>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(key) = object.next_key::<String>()? {
            if key == "id" {
                let id: String = object.next_value()?;
                *self.0 = Some(id).filter(|id| !id.trim().is_empty());
                return Ok(());
            }
            object.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
