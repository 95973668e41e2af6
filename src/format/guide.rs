//! The keys of `guide.json`.

use super::id_syntax::IdSyntax;
use super::shape::Shape::{
    Boolean, Capitals, Condition, Entries, Filled, FilledEntries, Id, Text, Word,
};
use super::shape::{Key, Object, Shape, may, must};
use super::shared::{CLAIMS_OF, SOURCES_OF};
use super::sheets::SHEETS;
use crate::pack::{GuideTopic, Placeholder};

pub(crate) static GUIDE: Object = Object {
    name: "guide",
    keys: &[
        must("sections", Entries(&SECTION)),
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
