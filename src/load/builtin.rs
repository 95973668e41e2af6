//! The pack that the program carries.

use std::borrow::Cow;

use super::PackFiles;

/// The folder of the built-in pack in messages.
pub(super) const FOLDER: &str = "built-in";

macro_rules! file {
    ($name:literal) => {
        (
            $name,
            include_bytes!(concat!("../../rules/smp/", $name)) as &[u8],
        )
    };
}

/// Its files, embedded at compile time.
static FILES: [(&str, &[u8]); 7] = [
    file!("pack.json"),
    file!("questionnaire.json"),
    file!("suitability.json"),
    file!("expectations.json"),
    file!("guide.json"),
    file!("sources.json"),
    file!("cases.json"),
];

/// The built-in pack.
pub fn builtin() -> PackFiles {
    let files = FILES.iter();
    PackFiles {
        folder: FOLDER.to_owned(),
        files: files
            .map(|&(name, bytes)| (name, Cow::Borrowed(bytes)))
            .collect(),
    }
}

/// The bytes of one file of the built-in pack.
pub(super) fn bytes(name: &str) -> &'static [u8] {
    let found = FILES.iter().find(|(file, _)| *file == name);
    found.map(|(_, bytes)| *bytes).unwrap_or_default()
}
