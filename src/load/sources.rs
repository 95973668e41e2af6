//! Reads `sources.json`: sources, and the claims taken from them.

use rustc_hash::FxHashSet;

use super::builtin;
use super::fields::Fields;
use super::format::{CLAIM, SOURCE, SOURCES};
use super::ids::IdRegistry;
use super::reader::{Reader, shortened};
use super::tree::Node;
use crate::diagnostic::Code;
use crate::pack::{Agreement, Claim, Source, Strength, Support, Text};

/// What rules and texts may cite.
pub(super) struct Library {
    pub(super) sources: Vec<Source>,
    pub(super) claims: Vec<Claim>,
    source_ids: IdIndex,
    claim_ids: IdIndex,
}

/// The ids of one kind that may be cited.
#[derive(Default)]
struct IdIndex {
    ids: FxHashSet<Text>,
    /// Whether every id could be read; if not, nothing is said about those that are not found.
    is_whole: bool,
}

impl IdIndex {
    /// Every id, whatever the order in which they are kept.
    fn sorted(&self) -> Vec<&str> {
        let mut sorted: Vec<_> = self.ids.iter().map(AsRef::as_ref).collect();
        sorted.sort_unstable();
        sorted
    }
}

/// The words for how well a statement is supported: the kinds of sources, and two that no source has.
pub(super) static STRENGTHS: [(&str, Strength); 15] = [
    ("review", Strength::Review),
    ("study", Strength::Study),
    ("medical-group", Strength::MedicalGroup),
    ("us-agency", Strength::UsAgency),
    ("agency", Strength::Agency),
    ("law", Strength::Law),
    ("textbook", Strength::Textbook),
    ("health-site", Strength::HealthSite),
    ("consumer-guide", Strength::ConsumerGuide),
    ("website", Strength::Website),
    ("trade-group", Strength::TradeGroup),
    ("surgeon", Strength::Surgeon),
    ("clinic", Strength::Clinic),
    ("clinics", Strength::Clinics),
    ("our-opinion", Strength::OurOpinion),
];

/// The words for kinds of sources.
pub(super) static KINDS: [(&str, Strength); 13] = {
    let [kinds @ .., _, _] = STRENGTHS;
    kinds
};

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
        source_ids: IdIndex::default(),
        claim_ids: IdIndex::default(),
    };
    let Some(fields) = reader.fields(node, &SOURCES) else {
        return library;
    };
    let mut ids = IdRegistry::new(&SOURCE);
    let nodes = fields.filled_list(reader, "sources");
    for node in nodes {
        library.sources.extend(source(reader, node, &mut ids));
    }
    library.source_ids = IdIndex {
        ids: (library.sources.iter())
            .map(|source| source.id.clone())
            .collect(),
        is_whole: ids.is_whole() && !nodes.is_empty(),
    };
    let mut ids = IdRegistry::new(&CLAIM);
    let nodes = fields.filled_list(reader, "claims");
    for node in nodes {
        let claim = claim(reader, node, &mut ids, &library);
        library.claims.extend(claim);
    }
    library.claim_ids = IdIndex {
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
    ids: &mut IdRegistry<'node, 'text>,
) -> Option<Source> {
    let (fields, id) = ids.entry(reader, node)?;
    let year = |reader: &mut Reader<'text>, node| reader.integer(node, 1500, 2999);
    let source = Source {
        id,
        title: fields.text(reader, "title"),
        publisher: fields.text(reader, "publisher"),
        year: (fields.nullable(reader, "year", year)).map(i32::unsigned_abs),
        url: fields.nullable(reader, "url", |reader, node| {
            reader.short_text(node).map(builtin::intern_text)
        }),
        doi: fields.nullable(reader, "doi", |reader, node| {
            reader.short_text(node).map(builtin::intern_text)
        }),
        kind: fields
            .word(reader, "kind", &KINDS)
            .unwrap_or(Strength::Clinic),
    };
    fields.finish(reader);
    Some(source)
}

fn claim<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    ids: &mut IdRegistry<'node, 'text>,
    library: &Library,
) -> Option<Claim> {
    let (fields, id) = ids.entry(reader, node)?;
    let says = fields.text(reader, "says");
    let sources = library.cited(reader, &fields, "sources", Cited::Source);
    let agreement = (fields.word(reader, "agreement", &AGREEMENTS)).unwrap_or(Agreement::Single);
    let stated = library.strength(reader, &fields, &sources);
    let kinds = library.kinds(&sources);
    if let Some((node, strength)) = stated
        && agreement == Agreement::Inferred
        && strength != Strength::OurOpinion
    {
        let message = format!("an inferred claim has the strength `{}`", strength.id());
        let help = "no source says it, so write `\"our-opinion\"`, or leave `strength` out";
        reader.report_key(Code::UnfoundedStrength, node, message, help.to_owned());
    }
    fields.finish(reader);
    Some(Claim {
        id,
        says,
        sources,
        agreement,
        strength: match stated {
            Some((_, strength)) => strength,
            None => Strength::of_claim(agreement, &kinds),
        },
    })
}

/// The strength that sources of these kinds give.
fn best(kinds: &[Strength]) -> Strength {
    Strength::of_claim(Agreement::Agreed, kinds)
}

/// What a list of ids names.
#[derive(Clone, Copy)]
pub(super) enum Cited {
    Source,
    Claim,
}

impl Library {
    /// The strength that a claim or a rule states. Its sources must be able to give it.
    pub(super) fn strength<'node, 'text>(
        &self,
        reader: &mut Reader<'text>,
        fields: &Fields<'node, 'text>,
        sources: &[Text],
    ) -> Option<(&'node Node<'text>, Strength)> {
        let node = fields.optional("strength")?;
        let strength = reader.word(node, &STRENGTHS)?;
        let kinds = self.kinds(sources);
        if kinds.len() == sources.len() && !strength.is_given_by(&kinds) {
            let message = match strength {
                Strength::Clinics => "fewer than two of the sources are clinics".to_owned(),
                _ => format!("none of the sources is of the kind `{}`", strength.id()),
            };
            let help = format!("write `\"{}\"`, or cite a better source", best(&kinds).id());
            reader.report_key(Code::UnfoundedStrength, node, message, help);
        }
        Some((node, strength))
    }

    /// The kinds of some sources; one that could not be read has none.
    fn kinds(&self, sources: &[Text]) -> Vec<Strength> {
        let found = sources.iter().filter_map(|id| {
            let mut sources = self.sources.iter();
            sources.find(|source| source.id == *id)
        });
        found.map(|source| source.kind).collect()
    }

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
                let help = reader.help_for_unknown_id(node, what, id, known.sorted());
                reader.report(code, node, message, help);
            }
        }
        ids
    }
}
