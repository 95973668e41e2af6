//! The keys of the laws in `pack.json`.

use super::{CITED, SCORE};
use crate::load::header::VERDICTS;
use crate::load::ids::IdSyntax;
use crate::load::laws::{ALL_ELSE, SCORE_TRENDS, VERDICT_TRENDS};
use crate::load::shape::Shape::{Condition, Filled, Id, List, Named, Pair, Text, Word};
use crate::load::shape::{Key, Object, Shape, may, must};

pub(in crate::load) static LAW: Object = Object {
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

pub(in crate::load) static BOUND: Object = Object {
    name: "bound",
    keys: &[
        WHEN,
        UNLESS,
        EVERYTHING_ELSE,
        may("verdict", Filled(&Word(&VERDICTS))),
        may("rule", Named),
    ],
};

pub(in crate::load) static WITHIN: Object = Object {
    name: "range of scores",
    keys: &[WHEN, UNLESS, EVERYTHING_ELSE, must("score", Pair(&SCORE))],
};

pub(in crate::load) static MONOTONE: Object = Object {
    name: "trend",
    keys: &[
        must("question", Named),
        may("along", List(&Named)),
        WHEN,
        may("verdict", Word(&VERDICT_TRENDS)),
        may("score", Word(&SCORE_TRENDS)),
    ],
};

const WHEN: Key = may("when", Condition);
const UNLESS: Key = may("unless", Condition);
const EVERYTHING_ELSE: Key = may("all_else", Word(&ALL_ELSE));
