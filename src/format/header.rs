//! The keys of `pack.json`.

use super::id_syntax::IdSyntax;
use super::laws::LAW;
use super::shape::Shape::{
    Baseline, Color, Day, Entries, Filled, Id, Image, List, Pair, Text, UrlBase, Word,
};
use super::shape::{Object, Shape, may, must};
use super::shared::{CITED, SCORE};
use super::words::VERDICTS;

pub(crate) static HEADER: Object = Object {
    name: "pack",
    keys: &[
        must("id", Id(IdSyntax::Label)),
        must("version", Text),
        must("title", Text),
        may("updated", Day),
        may("authors", Filled(&Text)),
        may("reviewed_by", List(&Text)),
        may("clinic", Shape::Object(&CLINIC)),
        may("canonical", UrlBase),
        must("disclaimer", Text),
        must("base", SCORE),
        must("bands", Filled(&Shape::Object(&BAND))),
        may("disputes", Entries(&DISPUTE)),
        may("baseline", Baseline),
        may("laws", Entries(&LAW)),
    ],
};

/// Keys of [`HEADER`] about one version of a pack, so that a pack does not inherit them from its base.
pub(crate) const OF_ONE_VERSION: [&str; 3] = ["updated", "authors", "reviewed_by"];

static CLINIC: Object = Object {
    name: "clinic",
    keys: &[
        must("name", Text),
        must("contact", Text),
        may("logo", Image),
        may("accent", Color),
    ],
};

static BAND: Object = Object {
    name: "band",
    keys: &[must("from", SCORE), must("verdict", Word(&VERDICTS))],
};

static DISPUTE: Object = Object {
    name: "dispute",
    keys: &[
        must("id", Id(IdSyntax::Label)),
        must(
            "readings",
            Pair(
                &Text,
                "write both readings, the one that the pack follows first",
            ),
        ),
        must(
            "sources",
            Pair(
                &CITED,
                "write a list of sources for each reading: `[[…], […]]`",
            ),
        ),
    ],
};
