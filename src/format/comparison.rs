//! The keys of `comparison` of `guide.json`.

use super::id_syntax::IdSyntax;
use super::shape::Shape::{
    Capitals, Condition, Entries, Filled, FilledEntries, Id, Integer, List, Named, Range, Text,
    Word,
};
use super::shape::{CITED, CLAIMS_OF, Key, Object, SOURCES_OF, Shape, may, must};
use crate::pack::{ChanceKind, Side};

pub(super) static COMPARISON: Object = Object {
    name: "comparison",
    keys: &[
        must("decision", Text),
        may("matters", Named),
        must("rows", FilledEntries(&ROW)),
        must("alternatives", FilledEntries(&ALTERNATIVE)),
        may("touch_up_years", Filled(&Integer(1, 50))),
        may("chances", Entries(&CHANCE)),
        may("readiness", List(&Shape::Object(&READINESS))),
    ],
};

static ROW: Object = Object {
    name: "row",
    keys: &[ID, must("title", Text)],
};

static ALTERNATIVE: Object = Object {
    name: "alternative",
    keys: &[
        ID,
        must("name", Text),
        must("cells", Entries(&CELL)),
        may("unfit", Entries(&UNFIT)),
        may("speaks", Entries(&SPEAKS)),
        may("costs", List(&Shape::Object(&COST))),
    ],
};

/// A cell that says that nothing was found rests on nothing.
static CELL: Object = Object {
    name: "cell",
    keys: &[
        must("row", Id(IdSyntax::Label)),
        must("text", Text),
        may("sources", CITED),
        may("claims", CITED),
    ],
};

static UNFIT: Object = Object {
    name: "person whom it does not fit",
    keys: &[
        ID,
        must("when", Condition),
        must("text", Text),
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

static SPEAKS: Object = Object {
    name: "point",
    keys: &[
        must("value", Id(IdSyntax::Label)),
        must("side", Word(&Side::WORDS)),
        must("text", Text),
        may("sources", CITED),
        may("claims", CITED),
    ],
};

static COST: Object = Object {
    name: "cost over the years",
    keys: &[
        must("country", Capitals(2)),
        must("currency", Capitals(3)),
        must("five_years", AMOUNTS),
        must("ten_years", AMOUNTS),
        must("because", Text),
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

static CHANCE: Object = Object {
    name: "count of people",
    keys: &[
        ID,
        must("alternative", Named),
        must("kind", Word(&ChanceKind::WORDS)),
        must("what", Text),
        must("count", Integer(0, 10_000_000)),
        must("of", Integer(1, 10_000_000)),
        must("people", Text),
        may("note", Text),
        may("compared_with", Named),
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

static READINESS: Object = Object {
    name: "readiness check",
    keys: &[
        must("question", Named),
        must("not_yet", Named),
        must("step", Text),
    ],
};

const ID: Key = must("id", Id(IdSyntax::Label));

const AMOUNTS: Shape = Range(
    0,
    10_000_000,
    "write the lowest and the highest amount, such as `[350, 5100]`",
);
