//! The pack that the program carries.

use std::borrow::Cow;
use std::ptr;

use super::files::PackFiles;
use crate::pack::Text;

/// The folder of the built-in pack in messages.
pub(super) const FOLDER: &str = "built-in";

macro_rules! file {
    ($name:literal) => {
        ($name, include_str!(concat!("../../rules/smp/", $name)))
    };
}

/// Its files, embedded at compile time.
static FILES: [(&str, &str); 7] = [
    file!("pack.json"),
    file!("questionnaire.json"),
    file!("suitability.json"),
    file!("expectations.json"),
    file!("guide.json"),
    file!("sources.json"),
    file!("cases.json"),
];

/// The digest of its files, worked out by the build script.
pub(super) const DIGEST: &str = env!("BUILTIN_DIGEST");

/// The built-in pack.
pub fn builtin() -> PackFiles {
    let files = FILES.iter();
    PackFiles {
        folder: FOLDER.to_owned(),
        files: files
            .map(|&(name, text)| (name, Cow::Borrowed(text.as_bytes())))
            .collect(),
    }
}

/// Returns true if these are the embedded files themselves, not equal copies.
pub(super) fn is(files: &PackFiles) -> bool {
    let is_embedded =
        |(name, bytes): &(&str, Cow<[u8]>)| ptr::eq(bytes.as_ref(), self::bytes(name));
    files.files.len() == FILES.len() && files.files.iter().all(is_embedded)
}

/// The bytes of one file of the built-in pack.
pub(super) fn bytes(name: &str) -> &'static [u8] {
    let found = FILES.iter().find(|(file, _)| *file == name);
    found.map(|(_, text)| text.as_bytes()).unwrap_or_default()
}

/// A text of a pack, borrowed from the embedded files if it was read from there, else copied.
pub(super) fn intern_text(text: &str) -> Text {
    let address = text.as_ptr().addr();
    let embedded = FILES.iter().find_map(|(_, file)| {
        let start = address.checked_sub(file.as_ptr().addr())?;
        file.get(start..start.checked_add(text.len())?)
    });
    embedded.map_or_else(|| Text::from(text.to_owned()), Text::from)
}

#[cfg(test)]
mod tests {
    use super::{FILES, intern_text};

    #[test]
    fn an_embedded_text_is_not_copied() {
        let (_, file) = FILES[1];
        let part = &file[100..120];
        let again = intern_text(part);
        assert_eq!(again, part);
        assert_eq!(again.as_ptr(), part.as_ptr());
        let other = part.to_owned();
        assert_eq!(intern_text(&other), part);
        assert_ne!(intern_text(&other).as_ptr(), part.as_ptr());
    }
}
