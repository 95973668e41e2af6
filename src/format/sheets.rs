//! The keys of `sheets` in `guide.json`.

use super::id_syntax::IdSyntax;
use super::shape::Shape::{Condition, Entries, Filled, FilledEntries, Id, List, Named, Text, Word};
use super::shape::{Key, Object, Shape, may, must};
use super::shared::{CITED, DAYS};
use super::words::VERDICTS;

pub(crate) static SHEETS: Object = Object {
    name: "sheets",
    keys: &[
        may("letter", Shape::Object(&LETTER)),
        may("consult", Shape::Object(&CONSULT)),
        may("visit", Shape::Object(&VISIT)),
        may("front_desk", Entries(&SCRIPT)),
        may("messages", Entries(&MESSAGE)),
    ],
};

static LETTER: Object = Object {
    name: "letter",
    keys: &[
        must("title", Text),
        must("intro", FilledEntries(&ENTRY)),
        must("about", FilledEntries(&LINE)),
        may("shows", List(&Named)),
        must("asks", Entries(&ASK)),
        may("rows", Entries(&ENTRY)),
        must("open", Text),
        may("closing", Entries(&ENTRY)),
        may("tips", Entries(&ENTRY)),
    ],
};

static LINE: Object = Object {
    name: "line",
    keys: &[ID, must("text", Text), SOURCES, CLAIMS],
};

static ASK: Object = Object {
    name: "letter's question",
    keys: &[
        must("question", Named),
        must("to", Text),
        must("text", Text),
        may("studio", Text),
    ],
};

static CONSULT: Object = Object {
    name: "consult sheet",
    keys: &[
        must("title", Text),
        must("look", FilledEntries(&LOOK_AT)),
        must("differs", Text),
        may("agreed", Entries(&ENTRY)),
        may("said", Entries(&LINE)),
        may("record", Entries(&ENTRY)),
    ],
};

static LOOK_AT: Object = Object {
    name: "thing to look at",
    keys: &[ID, must("text", Text), may("answers", List(&Named))],
};

/// What states no fact, so that it rests on nothing.
static ENTRY: Object = Object {
    name: "entry",
    keys: &[ID, must("text", Text)],
};

static VISIT: Object = Object {
    name: "check before a visit",
    keys: &[
        must("title", Text),
        must("lead", Text),
        must("questions", FilledEntries(&LINE)),
        may("closing", Entries(&ENTRY)),
    ],
};

static SCRIPT: Object = Object {
    name: "script",
    keys: &[
        ID,
        must("verdict", Word(&VERDICTS)),
        may("when", Condition),
        must("says", Filled(&Text)),
    ],
};

static MESSAGE: Object = Object {
    name: "message",
    keys: &[
        ID,
        must("day", DAYS),
        must("when", Text),
        must("text", Text),
        SOURCES,
        CLAIMS,
    ],
};

const ID: Key = must("id", Id(IdSyntax::Label));
/// A statement that is our judgment rests on nothing.
const SOURCES: Key = may("sources", CITED);
const CLAIMS: Key = may("claims", CITED);
