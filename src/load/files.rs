//! The files of a pack as they are given to the loader.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::format::{CASES_FILE, PACK_FILES};

/// The content of a pack's folder.
#[derive(Debug, Clone)]
pub struct PackFiles {
    /// The folder as the user knows it, put before each file's name in messages.
    pub folder: String,
    /// Names without the folder, with the bytes of each.
    pub files: Vec<(&'static str, Cow<'static, [u8]>)>,
}

impl PackFiles {
    /// The name of a file as messages show it.
    pub(super) fn shown(&self, name: &str) -> String {
        format!("{}/{name}", self.folder)
    }

    pub(super) fn bytes(&self, name: &str) -> Option<&[u8]> {
        let found = self.files.iter().find(|(file, _)| *file == name);
        found.map(|(_, bytes)| bytes.as_ref())
    }

    /// The text of a file; what is not UTF-8 is replaced.
    pub(super) fn text(&self, name: &str) -> Cow<'_, str> {
        String::from_utf8_lossy(self.bytes(name).unwrap_or_default())
    }

    /// The problem of a file that is not there.
    pub(super) fn missing(&self, name: &str) -> Problems {
        let help = if name == CASES_FILE {
            "a pack without cases has a file with `{ \"cases\": [] }`".to_owned()
        } else {
            format!("a pack holds {}", PACK_FILES.join(", "))
        };
        Problems::from(Diagnostic {
            code: Code::MissingFile,
            message: format!("the pack has no file `{name}`"),
            place: Place::whole(&self.folder),
            help: Some(help),
        })
    }
}
