//! The keys of `pack.json`.

use super::id_syntax::IdSyntax;
use super::shape::Shape::{
    Baseline, Color, Condition, Day, Entries, Filled, Id, Image, List, Named, Options, Pair, Range,
    Text, UrlBase, Word,
};
use super::shape::{CITED, Key, Object, SCORE, Shape, may, must};
use super::words::{ALL_ELSE, SCORE_TRENDS, VERDICT_TRENDS, VERDICTS};

pub(crate) static HEADER: Object = Object {
    name: "pack",
    keys: &[
        must("id", Id(IdSyntax::Label)),
        must("version", Text),
        must("title", Text),
        may("updated", Day),
        may("authors", Filled(&Text)),
        may("reviewed_by", List(&Shape::Object(&REVIEW))),
        may("review_by", Day),
        may("funding", Text),
        may("evidence_method", Text),
        may("changes", Filled(&Shape::Object(&VERSION_CHANGE))),
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
pub(crate) const OF_ONE_VERSION: [&str; 7] = [
    "updated",
    "authors",
    "reviewed_by",
    "review_by",
    "funding",
    "evidence_method",
    "changes",
];

/// A claim of a review names the doctor and the day.
static REVIEW: Object = Object {
    name: "review",
    keys: &[must("name", Text), must("on", Day)],
};

static VERSION_CHANGE: Object = Object {
    name: "change of a version",
    keys: &[must("version", Text), must("says", Text)],
};

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

static LAW: Object = Object {
    name: "law",
    keys: &[
        must("id", Id(IdSyntax::Label)),
        must("says", Text),
        may("never", Shape::Object(&BOUND)),
        may("always", Shape::Object(&BOUND)),
        may("within", Shape::Object(&WITHIN)),
        may("monotone", Shape::Object(&MONOTONE)),
        may("sources", CITED),
        may("claims", CITED),
    ],
};

static BOUND: Object = Object {
    name: "bound",
    keys: &[
        WHEN,
        UNLESS,
        EVERYTHING_ELSE,
        may("verdict", Filled(&Word(&VERDICTS))),
        may("rule", Named),
    ],
};

static WITHIN: Object = Object {
    name: "range of scores",
    keys: &[WHEN, UNLESS, EVERYTHING_ELSE, must("score", SCORES)],
};

static MONOTONE: Object = Object {
    name: "trend",
    keys: &[
        must("question", Named),
        may("along", Options),
        WHEN,
        may("verdict", Word(&VERDICT_TRENDS)),
        may("score", Word(&SCORE_TRENDS)),
    ],
};

const SCORES: Shape = Range(
    0,
    100,
    "write the lowest and the highest score, such as `[40, 100]`",
);
const WHEN: Key = may("when", Condition);
const UNLESS: Key = may("unless", Condition);
const EVERYTHING_ELSE: Key = may("all_else", Word(&ALL_ELSE));
