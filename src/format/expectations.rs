//! The keys of `expectations.json`.

use super::id_syntax::IdSyntax;
use super::shape::Shape::{
    Capitals, Condition, Entries, Filled, FilledEntries, Id, Integer, List, OrNull, Range, Text,
};
use super::shape::{BECAUSE, CLAIMS_OF, Object, SOURCES_OF, Shape, may, must};

/// Largest number in a range.
const MOST: i32 = 10_000_000;

const NUMBER: Shape = Integer(0, MOST);
const RANGE: Shape = Range(
    0,
    MOST,
    "write the lowest and the highest number, such as `[2, 4]`",
);

/// Declares the rows of a table, and the ranges stated for a whole table, from the keys of the ranges.
macro_rules! table {
    ($row:ident, $overall:ident: $($range:literal),+) => {
        static $row: Object = Object {
            name: "row",
            keys: &[
                must("id", Id(IdSyntax::Label)),
                may("when", Condition),
                $(must($range, RANGE),)+
                BECAUSE,
                SOURCES_OF,
                CLAIMS_OF,
            ],
        };

        static $overall: Object = Object {
            name: "overall range",
            keys: &[$(must($range, RANGE),)+ SOURCES_OF, CLAIMS_OF],
        };
    };
}

table!(SESSIONS_ROW, SESSIONS_OVERALL: "visits", "hours", "gap_days");
table!(PRICE_ROW, PRICE_OVERALL: "amount");
table!(RECOVERY_ROW, RECOVERY_OVERALL: "redness_days", "care_days", "sun_and_water_days");
table!(UPKEEP_ROW, UPKEEP_OVERALL: "months");

pub(crate) static EXPECTATIONS: Object = Object {
    name: "expectations",
    keys: &[
        must("sessions", Shape::Object(&SESSIONS)),
        must("cost", Shape::Object(&COST)),
        must("recovery", Shape::Object(&RECOVERY)),
        must("upkeep", Shape::Object(&UPKEEP)),
    ],
};

static SESSIONS: Object = Object {
    name: "sessions",
    keys: &[
        may("overall", Shape::Object(&SESSIONS_OVERALL)),
        may("main", Shape::Object(&SESSIONS_OVERALL)),
        must("rows", Entries(&SESSIONS_ROW)),
    ],
};

static COST: Object = Object {
    name: "cost",
    keys: &[
        must("countries", FilledEntries(&COUNTRY)),
        may("elsewhere", Entries(&PRICE_NOTE)).distinct_from("countries"),
    ],
};

static COUNTRY: Object = Object {
    name: "country",
    keys: &[
        must("country", Capitals(2)),
        must("currency", Capitals(3)),
        must("overall", Shape::Object(&PRICE_OVERALL)),
        may("main", Shape::Object(&PRICE_OVERALL)),
        may("touch_up", Shape::Object(&TOUCH_UP)),
        must("rows", Entries(&PRICE_ROW)),
    ],
};

static TOUCH_UP: Object = Object {
    name: "price of a touch-up",
    keys: &[
        must("amount", OrNull(&RANGE)),
        BECAUSE,
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

static PRICE_NOTE: Object = Object {
    name: "country",
    keys: &[
        must("country", Capitals(2)),
        must("says", Text),
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

static RECOVERY: Object = Object {
    name: "recovery",
    keys: &[
        may("overall", Shape::Object(&RECOVERY_OVERALL)),
        may("main", Shape::Object(&RECOVERY_OVERALL)),
        must("rows", Entries(&RECOVERY_ROW)),
        must("timeline", Filled(&Shape::Object(&DAY))),
        may("limits", List(&Shape::Object(&LIMIT))),
    ],
};

static DAY: Object = Object {
    name: "day",
    keys: &[
        must("from", NUMBER),
        must("to", NUMBER),
        must("look", Text),
        must("avoid", Text),
        must("may", Text),
        may("watch", Text),
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

static LIMIT: Object = Object {
    name: "limit",
    keys: &[
        must("what", Text),
        must("days", RANGE),
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

static UPKEEP: Object = Object {
    name: "upkeep",
    keys: &[
        may("overall", Shape::Object(&UPKEEP_OVERALL)),
        may("main", Shape::Object(&UPKEEP_OVERALL)),
        must("rows", Entries(&UPKEEP_ROW)),
    ],
};
