//! The pack that the program carries.

use std::borrow::Cow;

use super::{CASES_FILE, PackFiles};

/// The built-in pack, embedded at compile time.
pub fn builtin() -> PackFiles {
    macro_rules! file {
        ($name:literal) => {
            (
                $name,
                &include_bytes!(concat!("../../rules/smp/", $name))[..],
            )
        };
    }
    let files: [(&'static str, &'static [u8]); 7] = [
        file!("pack.json"),
        file!("questionnaire.json"),
        file!("suitability.json"),
        file!("expectations.json"),
        file!("guide.json"),
        file!("sources.json"),
        (CASES_FILE, include_bytes!("../../rules/smp/cases.json")),
    ];
    PackFiles {
        folder: "built-in".to_owned(),
        files: files
            .map(|(name, bytes)| (name, Cow::Borrowed(bytes)))
            .to_vec(),
    }
}
