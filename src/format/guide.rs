//! The keys of `guide.json`.

use super::comparison::COMPARISON;
use super::id_syntax::IdSyntax;
use super::shape::Shape::{
    Boolean, Capitals, Condition, Entries, Filled, FilledEntries, Id, List, Named, Text, Word,
};
use super::shape::{CITED, CLAIMS_OF, DAYS, Key, Object, SOURCES_OF, Shape, may, must};
use super::words::VERDICTS;
use crate::pack::{GuideTopic, Placeholder};

pub(crate) static GUIDE: Object = Object {
    name: "guide",
    keys: &[
        must("sections", Entries(&SECTION)),
        may("comparison", Shape::Object(&COMPARISON)),
        may("warnings", Shape::Object(&WARNINGS)),
        may("contacts", Shape::Object(&CONTACTS)),
        may("sheets", Shape::Object(&SHEETS)),
    ],
};

static SECTION: Object = Object {
    name: "section",
    keys: &[
        must("id", Id(IdSyntax::Label)),
        must("title", Text),
        may("topic", Word(&GuideTopic::WORDS)),
        must("items", Filled(&Shape::Object(&ITEM))),
    ],
};

static ITEM: Object = Object {
    name: "item",
    keys: &[
        may("label", Text),
        must("text", Text),
        may("when", Condition),
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

static WARNINGS: Object = Object {
    name: "card of warning signs",
    keys: &[
        must("title", Text),
        may("title_after", Text),
        must("rows", FilledEntries(&WARNING)),
        may("notes", Entries(&WARNING_NOTE)),
    ],
};

static WARNING: Object = Object {
    name: "warning",
    keys: &[
        must("id", Id(IdSyntax::Label)),
        must("label", Text),
        must("text", Text),
        may("late", Boolean),
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

static WARNING_NOTE: Object = Object {
    name: "note",
    keys: &[
        must("id", Id(IdSyntax::Label)),
        must("text", Text),
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

static CONTACTS: Object = Object {
    name: "contacts",
    keys: &[
        must("countries", Entries(&COUNTRY_CONTACTS)),
        must("elsewhere", Shape::Object(&ELSEWHERE)),
    ],
};

static COUNTRY_CONTACTS: Object = Object {
    name: "country",
    keys: &[
        must("country", Capitals(2)),
        EMERGENCY,
        CRISIS,
        HEALTH_LINE,
        REPORT,
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

static ELSEWHERE: Object = Object {
    name: "words for other countries",
    keys: &[EMERGENCY, CRISIS, HEALTH_LINE, REPORT],
};

const EMERGENCY: Key = must(Placeholder::Emergency.name(), Text);
const CRISIS: Key = may(Placeholder::Crisis.name(), Text);
const HEALTH_LINE: Key = may(Placeholder::HealthLine.name(), Text);
const REPORT: Key = may(Placeholder::Report.name(), Text);

static SHEETS: Object = Object {
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
