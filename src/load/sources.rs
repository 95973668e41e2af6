//! Reads `sources.json`: sources, and the claims taken from them.

use rustc_hash::FxHashSet;

use super::builtin;
use super::fields::Fields;
use super::format::{CLAIM, SOURCE, SOURCES};
use super::ids::Ids;
use super::reader::{Reader, shortened};
use super::tree::Node;
use crate::diagnostic::Code;
use crate::pack::{Agreement, Claim, Source, SourceKind, Support, Text};

/// What rules and texts may cite.
pub(super) struct Library {
    pub(super) sources: Vec<Source>,
    pub(super) claims: Vec<Claim>,
    source_ids: Citable,
    claim_ids: Citable,
}

/// The ids of one kind that may be cited.
#[derive(Default)]
struct Citable {
    ids: FxHashSet<Text>,
    /// Whether every id could be read; if not, nothing is said about those that are not found.
    is_whole: bool,
}

impl Citable {
    /// Every id, whatever the order in which they are kept.
    fn sorted(&self) -> Vec<&str> {
        let mut sorted: Vec<_> = self.ids.iter().map(AsRef::as_ref).collect();
        sorted.sort_unstable();
        sorted
    }
}

/// The words for kinds of sources.
pub(super) static KINDS: [(&str, SourceKind); 5] = [
    ("peer-reviewed", SourceKind::PeerReviewed),
    ("professional-body", SourceKind::ProfessionalBody),
    ("regulator", SourceKind::Regulator),
    ("publisher", SourceKind::Publisher),
    ("clinic", SourceKind::Clinic),
];

/// The words for how far sources agree on a claim.
pub(super) static AGREEMENTS: [(&str, Agreement); 4] = [
    ("agreed", Agreement::Agreed),
    ("disputed", Agreement::Disputed),
    ("single", Agreement::Single),
    ("inferred", Agreement::Inferred),
];

pub(super) fn read<'text>(reader: &mut Reader<'text>, node: &Node<'text>) -> Library {
    let mut library = Library {
        sources: Vec::new(),
        claims: Vec::new(),
        source_ids: Citable::default(),
        claim_ids: Citable::default(),
    };
    let Some(fields) = reader.fields(node, &SOURCES) else {
        return library;
    };
    let mut ids = Ids::new(&SOURCE);
    let nodes = fields.filled_list(reader, "sources");
    for node in nodes {
        library.sources.extend(source(reader, node, &mut ids));
    }
    library.source_ids = Citable {
        ids: (library.sources.iter())
            .map(|source| source.id.clone())
            .collect(),
        is_whole: ids.is_whole() && !nodes.is_empty(),
    };
    let mut ids = Ids::new(&CLAIM);
    let nodes = fields.filled_list(reader, "claims");
    for node in nodes {
        let claim = claim(reader, node, &mut ids, &library);
        library.claims.extend(claim);
    }
    library.claim_ids = Citable {
        ids: (library.claims.iter())
            .map(|claim| claim.id.clone())
            .collect(),
        is_whole: ids.is_whole() && !nodes.is_empty(),
    };
    fields.finish(reader);
    library
}

fn source<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    ids: &mut Ids<'node, 'text>,
) -> Option<Source> {
    let (fields, id) = ids.entry(reader, node)?;
    let year = |reader: &mut Reader<'text>, node| reader.integer(node, 1500, 2999);
    let source = Source {
        id,
        title: fields.text(reader, "title"),
        publisher: fields.text(reader, "publisher"),
        year: (fields.known(reader, "year", year)).map(i32::unsigned_abs),
        url: fields.known(reader, "url", |reader, node| {
            reader.short_text(node).map(builtin::kept)
        }),
        doi: fields.known(reader, "doi", |reader, node| {
            reader.short_text(node).map(builtin::kept)
        }),
        kind: fields
            .word(reader, "kind", &KINDS)
            .unwrap_or(SourceKind::Clinic),
    };
    fields.finish(reader);
    Some(source)
}

fn claim<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    ids: &mut Ids<'node, 'text>,
    library: &Library,
) -> Option<Claim> {
    let (fields, id) = ids.entry(reader, node)?;
    let claim = Claim {
        id,
        says: fields.text(reader, "says"),
        sources: library.cited(reader, &fields, "sources", Cited::Source),
        agreement: (fields.word(reader, "agreement", &AGREEMENTS)).unwrap_or(Agreement::Single),
    };
    fields.finish(reader);
    Some(claim)
}

/// What a list of ids names.
#[derive(Clone, Copy)]
pub(super) enum Cited {
    Source,
    Claim,
}

impl Library {
    /// The sources and claims of a statement.
    pub(super) fn support<'text>(
        &self,
        reader: &mut Reader<'text>,
        fields: &Fields<'_, 'text>,
    ) -> Support {
        Support {
            sources: self.cited(reader, fields, "sources", Cited::Source),
            claims: self.cited(reader, fields, "claims", Cited::Claim),
        }
    }

    /// A list of ids, each of which must be known.
    pub(super) fn cited<'text>(
        &self,
        reader: &mut Reader<'text>,
        fields: &Fields<'_, 'text>,
        key: &'static str,
        cited: Cited,
    ) -> Vec<Text> {
        let node = fields.required(key);
        node.map(|node| self.list(reader, node, cited))
            .unwrap_or_default()
    }

    /// The ids in a list, each of which must be known.
    pub(super) fn list<'text>(
        &self,
        reader: &mut Reader<'text>,
        node: &Node<'text>,
        cited: Cited,
    ) -> Vec<Text> {
        let (what, code, known) = match cited {
            Cited::Source => ("source", Code::UnknownSource, &self.source_ids),
            Cited::Claim => ("claim", Code::UnknownClaim, &self.claim_ids),
        };
        let nodes = reader.filled_list(node).unwrap_or_default();
        let mut ids = Vec::with_capacity(nodes.len());
        for node in nodes {
            let Some(id) = reader.text(node) else {
                continue;
            };
            if let Some(known) = known.ids.get(id) {
                ids.push(Text::clone(known));
            } else if known.is_whole {
                let message = format!("`{}` is not a {what} of this pack", shortened(id));
                let help = reader.missed(node, what, id, known.sorted());
                reader.report(code, node, message, help);
            }
        }
        ids
    }
}
