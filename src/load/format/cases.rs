//! The keys of `cases.json`.

use crate::load::header::VERDICTS;
use crate::load::ids::IdSyntax;
use crate::load::shape::Shape::{
    Answers, Boolean, Entries, Id, Integer, List, Named, Pair, Text, Word,
};
use crate::load::shape::{Object, Shape, may, must};

pub(in crate::load) static CASES: Object = Object {
    name: "cases",
    keys: &[must("cases", Entries(&CASE))],
};

pub(in crate::load) static CASE: Object = Object {
    name: "case",
    keys: &[
        must("id", Id(IdSyntax::Citation)),
        may("note", Text),
        must("answers", Answers),
        must("expect", Shape::Object(&EXPECTED)),
        may("expert", Shape::Object(&EXPERT)),
    ],
};

pub(in crate::load) static EXPECTED: Object = Object {
    name: "expected result",
    keys: &[
        must("verdict", Word(&VERDICTS)),
        may("score", Pair(&Integer(-1_000, 1_000))),
        may("findings", List(&Named)),
        may("cleared", List(&Named)),
        may("only", Boolean),
        may("absent", List(&Named)),
        may("open", List(&Named)),
        may("what_if", List(&Shape::Object(&EXPECTED_CHANGE))),
    ],
};

pub(in crate::load) static EXPECTED_CHANGE: Object = Object {
    name: "change",
    keys: &[must("changes", Answers), may("verdict", Word(&VERDICTS))],
};

pub(in crate::load) static EXPERT: Object = Object {
    name: "expert's view",
    keys: &[
        must("case", Text),
        must("verdict", Word(&VERDICTS)),
        may("also", List(&Word(&VERDICTS))),
        may("disputed", Boolean),
        may("differs", Text),
    ],
};
