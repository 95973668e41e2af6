//! Reads the files of a pack in the order of what they refer to, and puts the pack together.

use super::builtin;
use super::expectations;
use super::extends::{LayeredPack, OpenedFile};
use super::fields::Fields;
use super::files::PackFiles;
use super::guide;
use super::header;
use super::laws::{self, LawReader};
use super::lookup::Symbols;
use super::placeholders::Braces;
use super::questionnaire;
use super::questions::Questions;
use super::rules;
use super::sources;
use crate::diagnostic::{Diagnostic, Problems};
use crate::format::{self, BASE_PACK, CASES_FILE, PACK_FILES, content_of, validate};
use crate::json::{Arena, Reader};
use crate::pack::{Answers, Pack};

// The positions of the files in `PACK_FILES`.
const HEADER: usize = 0;
const QUESTIONNAIRE: usize = 1;
const RULES: usize = 2;
const EXPECTATIONS: usize = 3;
const GUIDE: usize = 4;
const SOURCES: usize = 5;

/// Reads a pack.
///
/// # Errors
/// Every problem of the folder, in the order of [`PACK_FILES`]; a file that is not JSON has one.
pub fn pack(files: &PackFiles) -> Result<Pack, Problems> {
    let arena = Arena::default();
    let mut loading = Loading {
        layers: LayeredPack::open_header(&arena, files)?,
        found: PACK_FILES.map(|_| Vec::new()),
    };
    let sha256 = digest(files, loading.layers.has_base());
    let sources = loading.read(SOURCES, sources::read);
    // The questionnaire stays open until the rules are known, and the header until all files are.
    let mut questionnaire_file = loading.open(&arena, QUESTIONNAIRE);
    let questionnaire = questionnaire_file.as_mut().and_then(|file| {
        let fields = file.fields?;
        Some(questionnaire::read(&mut file.reader, fields))
    });
    let mut header_file = loading.open(&arena, HEADER);
    let header = header_file.as_mut().and_then(|file| {
        let fields = file.fields?;
        Some(header::read(&mut file.reader, fields, sources.as_ref()))
    });
    let symbols = Symbols {
        questions: (questionnaire.as_ref()).map(|questionnaire| &questionnaire.questions),
        library: sources.as_ref(),
        header: header.as_ref(),
    };
    let rules = loading.read(RULES, |reader, fields| {
        rules::read(reader, fields, &symbols)
    });
    // A rule that could not be read may be the one that a law or a letter names.
    let rules_are_whole = symbols.questions.is_some_and(Questions::is_sound)
        && loading.found.get(RULES).is_some_and(Vec::is_empty);
    let whole_rules = rules.as_deref().filter(|_| rules_are_whole);
    let guide = loading.read(GUIDE, |reader, fields| {
        guide::read(reader, fields, &symbols, whole_rules)
    });
    let braces = guide.as_ref().map_or(Braces::Unknown, |guide| guide.braces);
    let expectations = loading.read(EXPECTATIONS, |reader, fields| {
        expectations::read(reader, fields, &symbols, braces)
    });
    let (mut baseline, mut laws) = (None, Vec::new());
    if let Some(mut file) = header_file {
        if let Some(fields) = file.fields {
            baseline = (fields.member("baseline").zip(symbols.questions))
                .map(|(node, questions)| laws::baseline(&mut file.reader, node, questions));
            laws = LawReader {
                symbols: &symbols,
                rules: whole_rules,
            }
            .read(&mut file.reader, fields);
        }
        loading.note(HEADER, file.reader.into_diagnostics());
    }
    if let Some(mut file) = questionnaire_file {
        if let (Some(questionnaire), Some(rules)) = (&questionnaire, &rules) {
            questionnaire.require_references(&mut file.reader, rules);
        }
        if let Some(fields) = file.fields {
            questionnaire::check_help(&mut file.reader, fields, braces);
        }
        loading.note(QUESTIONNAIRE, file.reader.into_diagnostics());
    }
    if let Some(problems) = Problems::from_vec(loading.found.into_iter().flatten().collect()) {
        return Err(problems);
    }
    let whole = "a file without problems was read whole";
    let header = header.expect(whole);
    let library = sources.expect(whole);
    let guide = guide.expect(whole);
    let (questions, retired) = questionnaire.expect(whole).questions.into_parts();
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
        laws,
        questions,
        retired,
        rules: rules.expect(whole),
        expectations: expectations.flatten().expect(whole),
        guide: guide.sections,
        comparison: guide.comparison,
        warnings: guide.warnings,
        contacts: guide.contacts,
        sheets: guide.sheets,
        sources: library.sources,
        claims: library.claims,
        sha256,
    })
}

/// The files of a pack, with the problems found in each so far.
struct Loading<'files> {
    layers: LayeredPack<'files>,
    /// In the order of [`PACK_FILES`].
    found: [Vec<Diagnostic>; PACK_FILES.len()],
}

/// A validated file.
struct OpenFile<'text> {
    reader: Reader<'text>,
    /// Its values; `None` if the file is not an object.
    fields: Option<Fields<'text>>,
}

impl<'files> Loading<'files> {
    /// Reads a file and frees its tree; `None` if the file is missing or not an object.
    fn read<Content>(
        &mut self,
        position: usize,
        read: impl for<'text> FnOnce(&mut Reader<'text>, Fields<'text>) -> Content,
    ) -> Option<Content> {
        let arena = Arena::default();
        let mut file = self.open(&arena, position)?;
        let content = file.fields.map(|fields| read(&mut file.reader, fields));
        self.note(position, file.reader.into_diagnostics());
        content
    }

    /// Opens and validates a file; `None` if it is missing or not JSON.
    fn open<'text>(&mut self, arena: &'text Arena, position: usize) -> Option<OpenFile<'text>>
    where
        'files: 'text,
    {
        let name = PACK_FILES.get(position)?;
        match self.layers.open(arena, name) {
            Ok(opened) => Some(validated(opened, name)),
            Err(problems) => {
                self.note(position, problems.into_diagnostics());
                None
            }
        }
    }

    fn note(&mut self, position: usize, diagnostics: Vec<Diagnostic>) {
        if let Some(found) = self.found.get_mut(position) {
            found.extend(diagnostics);
        }
    }
}

fn validated<'text>((node, mut reader): OpenedFile<'text>, name: &str) -> OpenFile<'text> {
    let object = content_of(name).expect("every file of a pack is described");
    validate(&mut reader, &node, object);
    OpenFile {
        reader,
        fields: Fields::new(&node, object),
    }
}

/// The digest of a pack without its cases. The files of a base count as if they were in a subfolder.
fn digest(files: &PackFiles, has_base: bool) -> String {
    if builtin::is(files) {
        return builtin::DIGEST.to_owned();
    }
    let own = (files.files.iter()).map(|(name, bytes)| ((*name).to_owned(), bytes.as_ref()));
    let base = (PACK_FILES.iter().filter(|_| has_base))
        .map(|name| (format!("{BASE_PACK}/{name}"), builtin::bytes(name)));
    let counted = own.chain(base).filter(|(name, _)| name != CASES_FILE);
    format::digest(counted.collect())
}
