//! The keys of `cases.json`.

use super::id_syntax::IdSyntax;
use super::shape::Shape::{Answers, Boolean, Entries, Id, List, Named, Range, Text, Word};
use super::shape::{Object, Shape, may, must};
use super::words::VERDICTS;

pub(crate) static CASES: Object = Object {
    name: "cases",
    keys: &[must("cases", Entries(&CASE))],
};

static CASE: Object = Object {
    name: "case",
    keys: &[
        must("id", Id(IdSyntax::Citation)),
        may("note", Text),
        must("answers", Answers),
        must("expect", Shape::Object(&EXPECTED)),
        may("expert", Shape::Object(&EXPERT)),
    ],
};

static EXPECTED: Object = Object {
    name: "expected result",
    keys: &[
        must("verdict", Word(&VERDICTS)),
        may("score", SCORES),
        may("findings", List(&Named)),
        may("cleared", List(&Named)),
        may("only", Boolean),
        may("absent", List(&Named)),
        may("open", List(&Named)),
        may("what_if", List(&Shape::Object(&EXPECTED_CHANGE))),
    ],
};

static EXPECTED_CHANGE: Object = Object {
    name: "change",
    keys: &[must("changes", Answers), may("verdict", Word(&VERDICTS))],
};

static EXPERT: Object = Object {
    name: "expert's view",
    keys: &[
        must("case", Text),
        must("verdict", Word(&VERDICTS)),
        may("also", List(&Word(&VERDICTS))),
        may("disputed", Boolean),
        may("differs", Text),
    ],
};

/// Wider than the range of scores, as a case may expect an impossible score of a faulty pack.
const SCORES: Shape = Range(
    -1_000,
    1_000,
    "write the lowest and the highest score, such as `[60, 60]`",
);
