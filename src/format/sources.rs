//! The keys of `sources.json`.

use super::id_syntax::IdSyntax;
use super::shape::Shape::{FilledEntries, Id, Integer, OrNull, Text, Word};
use super::shape::{Object, SOURCES_OF, may, must};
use super::words::{AGREEMENTS, SOURCE_KINDS, STRENGTHS};
use crate::pack::ReadExtent;

pub(crate) static SOURCES: Object = Object {
    name: "library",
    keys: &[
        must("sources", FilledEntries(&SOURCE)),
        must("claims", FilledEntries(&CLAIM)),
    ],
};

static SOURCE: Object = Object {
    name: "source",
    keys: &[
        must("id", Id(IdSyntax::Citation)),
        must("title", Text),
        must("publisher", Text),
        must("year", OrNull(&Integer(1500, 2999))),
        must("url", OrNull(&Text)),
        must("doi", OrNull(&Text)),
        must("kind", Word(&SOURCE_KINDS)),
        may("read", Word(&ReadExtent::WORDS)),
    ],
};

static CLAIM: Object = Object {
    name: "claim",
    keys: &[
        must("id", Id(IdSyntax::Citation)),
        must("says", Text),
        SOURCES_OF,
        must("agreement", Word(&AGREEMENTS)),
        may("strength", Word(&STRENGTHS)),
    ],
};
