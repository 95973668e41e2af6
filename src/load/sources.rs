//! Reads `sources.json`: sources, and the claims taken from them.

use rustc_hash::FxHashSet;

use super::fields::{Fields, text};
use crate::diagnostic::{Code, shortened};
use crate::format::{AGREEMENTS, SOURCE_KINDS, STRENGTHS};
use crate::json::{Node, Reader};
use crate::pack::{Agreement, Claim, ReadExtent, Source, Strength, Support, Text};

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
    /// True if every id could be read, so that an id that is not found does not exist.
    is_whole: bool,
}

impl IdIndex {
    /// Every id in alphabetical order.
    fn sorted(&self) -> Vec<&str> {
        let mut sorted: Vec<_> = self.ids.iter().map(AsRef::as_ref).collect();
        sorted.sort_unstable();
        sorted
    }
}

pub(super) fn read<'text>(reader: &mut Reader<'text>, fields: Fields<'text>) -> Library {
    let sources: Vec<_> = fields.objects("sources").map(source).collect();
    let mut library = Library {
        source_ids: IdIndex {
            ids: sources.iter().map(|source| source.id.clone()).collect(),
            is_whole: is_whole(fields, "sources"),
        },
        sources,
        claims: Vec::new(),
        claim_ids: IdIndex::default(),
    };
    let claims = fields.objects("claims");
    library.claims = claims
        .map(|fields| claim(reader, fields, &library))
        .collect();
    library.claim_ids = IdIndex {
        ids: (library.claims.iter())
            .map(|claim| claim.id.clone())
            .collect(),
        is_whole: is_whole(fields, "claims"),
    };
    library
}

fn is_whole(fields: Fields, key: &'static str) -> bool {
    fields.ids_are_whole(key) && !fields.items(key).is_empty()
}

fn source(fields: Fields) -> Source {
    Source {
        id: fields.id(),
        title: fields.text("title"),
        publisher: fields.text("publisher"),
        year: fields.integer("year").map(i32::unsigned_abs),
        url: fields.optional_text("url"),
        doi: fields.optional_text("doi"),
        kind: fields
            .word("kind", &SOURCE_KINDS)
            .unwrap_or(Strength::Clinic),
        read: fields.word("read", &ReadExtent::WORDS),
    }
}

fn claim<'text>(reader: &mut Reader<'text>, fields: Fields<'text>, library: &Library) -> Claim {
    let sources = library.list(reader, fields.items("sources"), Cited::Source);
    let agreement = fields
        .word("agreement", &AGREEMENTS)
        .unwrap_or(Agreement::Single);
    let stated = library.strength(reader, fields, &sources);
    if let Some((node, strength)) = stated
        && agreement == Agreement::Inferred
        && strength != Strength::OurOpinion
    {
        let message = format!("an inferred claim has the strength `{}`", strength.id());
        let help = "no source says it, so write `\"our-opinion\"`, or leave `strength` out";
        reader.report_key(Code::UnfoundedStrength, node, message, help.to_owned());
    }
    let strength = match stated {
        Some((_, strength)) => strength,
        None => Strength::of_claim(agreement, &library.kinds(&sources)),
    };
    Claim {
        id: fields.id(),
        says: fields.text("says"),
        sources,
        agreement,
        strength,
    }
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
    /// The strength that a claim or a rule states, which its sources must be able to give.
    pub(super) fn strength<'text>(
        &self,
        reader: &mut Reader<'text>,
        fields: Fields<'text>,
        sources: &[Text],
    ) -> Option<(&'text Node<'text>, Strength)> {
        let strength = fields.word("strength", &STRENGTHS)?;
        let node = fields.member("strength")?;
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

    /// The kinds of sources, without those that could not be read.
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
        fields: Fields<'text>,
    ) -> Support {
        Support {
            sources: self.list(reader, fields.items("sources"), Cited::Source),
            claims: self.list(reader, fields.items("claims"), Cited::Claim),
        }
    }

    /// The ids in a list; each that does not exist is reported.
    pub(super) fn list<'text>(
        &self,
        reader: &mut Reader<'text>,
        nodes: &[Node<'text>],
        cited: Cited,
    ) -> Vec<Text> {
        let (what, code, known) = match cited {
            Cited::Source => ("source", Code::UnknownSource, &self.source_ids),
            Cited::Claim => ("claim", Code::UnknownClaim, &self.claim_ids),
        };
        let mut ids = Vec::with_capacity(nodes.len());
        for (node, id) in nodes.iter().filter_map(|node| Some((node, text(node)?))) {
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
