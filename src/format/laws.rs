//! The keys of the laws in `pack.json`.

use super::id_syntax::IdSyntax;
use super::shape::Shape::{Condition, Filled, Id, Named, Options, Range, Text, Word};
use super::shape::{Key, Object, Shape, may, must};
use super::shared::CITED;
use super::words::{ALL_ELSE, SCORE_TRENDS, VERDICT_TRENDS, VERDICTS};

pub(crate) static LAW: Object = Object {
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
