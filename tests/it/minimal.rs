//! The smallest pack that uses every part of the format, and what goes wrong when it is damaged.

use std::path::Path;

use smp_suitability::assess::Table;
use smp_suitability::diagnostic::{Diagnostic, Problems};
use smp_suitability::load::{self, AnswersInput, CASES_FILE, PACK_FILES, PackFiles, Strictness};
use smp_suitability::verify;

/// The name under which answers are damaged and reported.
pub(crate) const ANSWERS: &str = "answers.json";

/// Everything that is read for one person: a pack with its cases, an answers file, and `--set`.
#[derive(Clone)]
pub(crate) struct Input {
    pub(crate) files: Vec<(&'static str, Vec<u8>)>,
    pub(crate) sets: Vec<String>,
}

impl Input {
    /// An input without a problem.
    pub(crate) fn sound() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/minimal");
        let names = PACK_FILES.into_iter().chain([CASES_FILE]);
        let mut files: Vec<_> = names
            .map(|name| (name, std::fs::read(folder.join(name)).unwrap()))
            .collect();
        files.push((ANSWERS, br#"{ "color": "dark", "skin": [] }"#.to_vec()));
        Self {
            files,
            sets: Vec::new(),
        }
    }

    pub(crate) fn bytes(&self, file: &str) -> &[u8] {
        let found = self.files.iter().find(|(name, _)| *name == file);
        found.map(|(_, bytes)| bytes.as_slice()).unwrap_or_default()
    }

    pub(crate) fn write(&mut self, file: &str, bytes: impl Into<Vec<u8>>) {
        let found = self.files.iter_mut().find(|(name, _)| *name == file);
        found.unwrap().1 = bytes.into();
    }

    pub(crate) fn remove(&mut self, file: &str) {
        self.files.retain(|(name, _)| *name != file);
    }

    /// Replaces the first occurrence of a text in a file, which must contain it.
    #[track_caller]
    pub(crate) fn replace(&mut self, file: &str, find: &str, replace: &str) {
        let text = String::from_utf8(self.bytes(file).to_vec()).unwrap();
        assert!(text.contains(find), "{file} does not hold {find}");
        self.write(file, text.replacen(find, replace, 1));
    }

    /// Every problem, as the commands would find them one after the other.
    pub(crate) fn problems(&self) -> Vec<Diagnostic> {
        self.load()
            .map_or_else(Problems::into_diagnostics, |()| Vec::new())
    }

    /// The problems as they are printed.
    pub(crate) fn printed(&self) -> String {
        let printed: Vec<_> = self.problems().iter().map(ToString::to_string).collect();
        printed.join("\n")
    }

    /// The files of the pack.
    pub(crate) fn pack_files(&self) -> PackFiles {
        let is_pack = |name: &str| name != ANSWERS;
        PackFiles {
            folder: "pack".to_owned(),
            files: (self.files.iter())
                .filter(|(name, _)| is_pack(name))
                .map(|(name, bytes)| (*name, bytes.clone().into()))
                .collect(),
        }
    }

    fn load(&self) -> Result<(), Problems> {
        let files = self.pack_files();
        let pack = load::pack(&files)?;
        verify::score(&pack, &files.folder)?;
        let table = Table::new(&pack);
        load::cases(&table, &files)?;
        let input = AnswersInput {
            file: Some((ANSWERS, self.bytes(ANSWERS))),
            sets: &self.sets,
        };
        load::answers_with(&table, input, Strictness::Exact).map(drop)
    }
}

#[test]
fn the_minimal_pack_has_no_problem() {
    assert_eq!(Input::sound().printed(), "");
}
