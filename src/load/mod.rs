//! Text to checked values, every problem at once.
//!
//! Opens no file: it is given names and bytes. Nothing outside can see the tree in between,
//! and no value that comes out breaks a promise that its type makes.

mod answers;
mod assignment;
mod branding;
mod builtin;
mod canonical;
mod cases;
mod condition;
mod digest;
mod earlier;
mod entries;
mod expectations;
mod extends;
mod fields;
mod file;
mod format;
mod guide;
mod header;
mod ids;
mod known;
mod laws;
mod locate;
mod merge;
mod place;
mod placeholders;
mod provenance;
mod questionnaire;
mod questions;
mod reader;
mod record_id;
mod response;
mod row;
mod rules;
mod schema;
mod shape;
mod sheets;
mod sources;
mod tree;
mod values;

use std::borrow::Cow;

pub(crate) use answers::similar_question;
pub use answers::{AnswersInput, answers};
pub use builtin::builtin;
pub use cases::{cases, cases_left_out, has_cases};
pub use digest::PACK_FILES;
pub use earlier::{Outdated, option as outdated_option, question as outdated_question};
pub use extends::BASE_PACK;
pub use file::MAX_BYTES;
pub use known::known_answers;
pub use place::{PathStep, is_of_base, place};
pub use record_id::record_id;
pub use row::{Cell, CellContent, row};
pub use schema::{PackKind, answers_schema, file_schema, pack_schema};

use self::condition::Symbols;
use self::extends::LayeredPack;
use self::placeholders::Braces;
use self::questions::Questions;
use self::reader::Reader;
use self::tree::{Arena, Node};
use crate::answers::Answers;
use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::pack::Pack;

/// The file of a pack with its cases; read when they are run.
pub const CASES_FILE: &str = "cases.json";

/// The content of a pack's folder.
#[derive(Debug, Clone)]
pub struct PackFiles {
    /// The folder as the user knows it, put before each file's name in messages.
    pub folder: String,
    /// Names without the folder, with the bytes of each.
    pub files: Vec<(&'static str, Cow<'static, [u8]>)>,
}

impl PackFiles {
    fn shown(&self, name: &str) -> String {
        format!("{}/{name}", self.folder)
    }

    fn bytes(&self, name: &str) -> Option<&[u8]> {
        let found = self.files.iter().find(|(file, _)| *file == name);
        found.map(|(_, bytes)| bytes.as_ref())
    }

    /// The text of a file as far as it is text.
    fn text(&self, name: &str) -> Cow<'_, str> {
        String::from_utf8_lossy(self.bytes(name).unwrap_or_default())
    }
}

/// Reads a pack.
///
/// # Errors
/// Every problem of the folder, in the order of [`PACK_FILES`]; a file that is not JSON has one.
pub fn pack(files: &PackFiles) -> Result<Pack, Problems> {
    let arena = Arena::default();
    let mut loading = Loading {
        layers: LayeredPack::of(&arena, files)?,
        found: PACK_FILES.map(|_| Vec::new()),
    };
    let sha256 = digest(files, loading.layers.has_base());
    // Files are read in the order of what they refer to.
    let sources = loading.read(5, sources::read);
    let mut opened = loading.open(&arena, 1);
    let mut questionnaire =
        (opened.as_mut()).map(|(node, reader)| (questionnaire::read(reader, node), reader));
    let mut opened_header = loading.open(&arena, 0);
    let read_header = (opened_header.as_mut()).map(|(node, reader)| {
        let (header, later) = header::read(reader, node, sources.as_ref());
        (header, later, reader)
    });
    let (header, laws) = read_header
        .map(|(header, later, reader)| (header, (later, reader)))
        .unzip();
    let symbols = Symbols {
        questions: questionnaire.as_ref().map(|(read, _)| &read.questions),
        library: sources.as_ref(),
        header: header.as_ref(),
    };
    let rules = loading.read(2, |reader, node| rules::read(reader, node, &symbols));
    // A rule that could not be read may be the one that a law, or a letter, names.
    let questions_are_sound = symbols.questions.is_some_and(Questions::is_sound);
    let rules_are_whole = questions_are_sound && loading.is_clean(2);
    let whole_rules = rules.as_deref().filter(|_| rules_are_whole);
    let guide = loading.read(4, |reader, node| {
        guide::read(reader, node, &symbols, whole_rules)
    });
    let guide = guide.flatten();
    let braces = guide.as_ref().map_or(Braces::Unknown, |guide| guide.braces);
    let expectations = loading.read(3, |reader, node| {
        expectations::read(reader, node, &symbols, braces)
    });
    let (mut baseline, mut stated) = (None, Vec::new());
    if let Some((later, reader)) = laws {
        baseline = (later.baseline.zip(symbols.questions))
            .map(|(node, questions)| laws::baseline(reader, node, questions));
        if let Some(node) = later.laws {
            stated = laws::read(reader, node, &symbols, whole_rules);
        }
    }
    if let (Some((questionnaire, reader)), Some(rules)) = (&mut questionnaire, &rules) {
        questionnaire.require_references(reader, rules);
    }
    let questions = questionnaire.map(|(questionnaire, _)| questionnaire.questions.into_parts());
    if let Some((_, reader)) = opened_header {
        loading.note(0, reader.into_diagnostics());
    }
    if let Some((_, reader)) = opened {
        loading.note(1, reader.into_diagnostics());
    }
    if let Some(problems) = Problems::from_vec(loading.found.into_iter().flatten().collect()) {
        return Err(problems);
    }
    let whole = "a file without problems was read whole";
    let header = header.expect(whole);
    let library = sources.expect(whole);
    let guide = guide.expect(whole);
    let (questions, retired) = questions.expect(whole);
    Ok(Pack {
        id: header.id,
        version: header.version,
        title: header.title,
        provenance: header.provenance,
        clinic: header.clinic,
        canonical: header.canonical,
        disclaimer: header.disclaimer,
        base: header.base,
        bands: header.bands,
        disputes: header.disputes,
        baseline: baseline.unwrap_or_else(|| Answers::of_length(questions.len())),
        laws: stated,
        questions,
        retired,
        rules: rules.expect(whole),
        expectations: expectations.flatten().expect(whole),
        guide: guide.sections,
        warnings: guide.warnings,
        contacts: guide.contacts,
        sheets: guide.sheets,
        sources: library.sources,
        claims: library.claims,
        sha256,
    })
}

/// The files of a pack by their place in [`PACK_FILES`], with the problems found in each so far.
struct Loading<'files> {
    layers: LayeredPack<'files>,
    found: [Vec<Diagnostic>; PACK_FILES.len()],
}

impl<'files> Loading<'files> {
    /// Reads one file whole; `None` if it is not there or not JSON. Its tree makes room for the next one.
    fn read<Content>(
        &mut self,
        place: usize,
        read: impl for<'text> FnOnce(&mut Reader<'text>, &Node<'text>) -> Content,
    ) -> Option<Content> {
        let arena = Arena::default();
        let (node, mut reader) = self.open(&arena, place)?;
        let content = read(&mut reader, &node);
        self.note(place, reader.into_diagnostics());
        Some(content)
    }

    fn open<'text>(
        &mut self,
        arena: &'text Arena,
        place: usize,
    ) -> Option<(Node<'text>, Reader<'text>)>
    where
        'files: 'text,
    {
        match self.layers.open(arena, PACK_FILES.get(place)?) {
            Ok(opened) => Some(opened),
            Err(problems) => {
                self.note(place, problems.into_diagnostics());
                None
            }
        }
    }

    /// Whether no problem was found in a file that was read whole.
    fn is_clean(&self, place: usize) -> bool {
        self.found.get(place).is_some_and(Vec::is_empty)
    }

    fn note(&mut self, place: usize, diagnostics: Vec<Diagnostic>) {
        if let Some(found) = self.found.get_mut(place) {
            found.extend(diagnostics);
        }
    }
}

fn missing(files: &PackFiles, name: &str) -> Problems {
    let help = if name == CASES_FILE {
        "a pack without cases has a file with `{ \"cases\": [] }`".to_owned()
    } else {
        format!("a pack holds {}", PACK_FILES.join(", "))
    };
    Problems::from(Diagnostic {
        code: Code::MissingFile,
        message: format!("the pack has no file `{name}`"),
        place: Place::whole(&files.folder),
        help: Some(help),
    })
}

/// The digest of a pack, without its cases. The files of a base count as if they were in a folder of it.
fn digest(files: &PackFiles, has_base: bool) -> String {
    if builtin::is(files) {
        return builtin::DIGEST.to_owned();
    }
    let own = (files.files.iter()).map(|(name, bytes)| ((*name).to_owned(), bytes.as_ref()));
    let base = PACK_FILES.iter().filter(|_| has_base);
    let base = base.map(|name| (format!("{BASE_PACK}/{name}"), builtin::bytes(name)));
    let counted = own.chain(base).filter(|(name, _)| name != CASES_FILE);
    digest::digest(counted.collect())
}
