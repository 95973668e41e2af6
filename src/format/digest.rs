//! What names the content of a pack. The build script works it out for the pack that the program carries.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The files of a pack that are read for every result, in the order problems are reported.
pub const PACK_FILES: [&str; 6] = [
    "pack.json",
    "questionnaire.json",
    "suitability.json",
    "expectations.json",
    "guide.json",
    "sources.json",
];

/// SHA-256 over the length-prefixed names and bytes of files, sorted by name, in lowercase hexadecimal.
pub(crate) fn digest(mut files: Vec<(String, &[u8])>) -> String {
    files.sort();
    let mut hasher = Sha256::new();
    for (name, bytes) in files {
        for part in [name.as_bytes(), bytes] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
    }
    let digest = hasher.finalize();
    digest.iter().fold(String::new(), |mut hex, byte| {
        _ = write!(hex, "{byte:02x}"); // a `String` takes everything
        hex
    })
}
