//! The keys of `expectations.json`.

use super::{BECAUSE, CLAIMS_OF, SOURCES_OF};
use crate::load::expectations::MOST;
use crate::load::ids::IdSyntax;
use crate::load::shape::Shape::{
    Capitals, Condition, Entries, Filled, FilledEntries, Id, Integer, List, OrNull, Pair, Text,
};
use crate::load::shape::{Key, Object, Shape, may, must};

pub(in crate::load) static EXPECTATIONS: Object = Object {
    name: "expectations",
    keys: &[
        must("sessions", Shape::Object(&SESSIONS)),
        must("cost", Shape::Object(&COST)),
        must("recovery", Shape::Object(&RECOVERY)),
        must("upkeep", Shape::Object(&UPKEEP)),
    ],
};

pub(in crate::load) static SESSIONS: Object = Object {
    name: "sessions",
    keys: &[
        may("overall", Shape::Object(&SESSIONS_OVERALL)),
        may("main", Shape::Object(&SESSIONS_OVERALL)),
        must("rows", Entries(&SESSIONS_ROW)),
    ],
};

pub(in crate::load) static SESSIONS_OVERALL: Object = Object {
    name: "overall range",
    keys: &[
        must("visits", RANGE),
        must("hours", RANGE),
        must("gap_days", RANGE),
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

pub(in crate::load) static SESSIONS_ROW: Object = Object {
    name: "row",
    keys: &[
        ROW_ID,
        ROW_WHEN,
        must("visits", RANGE),
        must("hours", RANGE),
        must("gap_days", RANGE),
        BECAUSE,
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

pub(in crate::load) static COST: Object = Object {
    name: "cost",
    keys: &[
        must("countries", FilledEntries(&COUNTRY)),
        may("elsewhere", Entries(&PRICE_NOTE)),
    ],
};

pub(in crate::load) static COUNTRY: Object = Object {
    name: "country",
    keys: &[
        must("country", Capitals(2)),
        must("currency", Capitals(3)),
        must("overall", Shape::Object(&OVERALL)),
        may("main", Shape::Object(&OVERALL)),
        may("touch_up", Shape::Object(&TOUCH_UP)),
        must("rows", Entries(&PRICE_ROW)),
    ],
};

pub(in crate::load) static OVERALL: Object = Object {
    name: "overall range",
    keys: &[must("amount", RANGE), SOURCES_OF, CLAIMS_OF],
};

pub(in crate::load) static TOUCH_UP: Object = Object {
    name: "price of a touch-up",
    keys: &[
        must("amount", OrNull(&RANGE)),
        BECAUSE,
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

pub(in crate::load) static PRICE_ROW: Object = Object {
    name: "row",
    keys: &[
        ROW_ID,
        ROW_WHEN,
        must("amount", RANGE),
        BECAUSE,
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

pub(in crate::load) static PRICE_NOTE: Object = Object {
    name: "country",
    keys: &[
        must("country", Capitals(2)),
        must("says", Text),
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

pub(in crate::load) static RECOVERY: Object = Object {
    name: "recovery",
    keys: &[
        may("overall", Shape::Object(&RECOVERY_OVERALL)),
        may("main", Shape::Object(&RECOVERY_OVERALL)),
        must("rows", Entries(&RECOVERY_ROW)),
        must("timeline", Filled(&Shape::Object(&DAY))),
        may("limits", List(&Shape::Object(&LIMIT))),
    ],
};

pub(in crate::load) static RECOVERY_OVERALL: Object = Object {
    name: "overall range",
    keys: &[
        must("redness_days", RANGE),
        must("care_days", RANGE),
        must("sun_and_water_days", RANGE),
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

pub(in crate::load) static RECOVERY_ROW: Object = Object {
    name: "row",
    keys: &[
        ROW_ID,
        ROW_WHEN,
        must("redness_days", RANGE),
        must("care_days", RANGE),
        must("sun_and_water_days", RANGE),
        BECAUSE,
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

pub(in crate::load) static DAY: Object = Object {
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

pub(in crate::load) static LIMIT: Object = Object {
    name: "limit",
    keys: &[
        must("what", Text),
        must("days", RANGE),
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

pub(in crate::load) static UPKEEP: Object = Object {
    name: "upkeep",
    keys: &[
        may("overall", Shape::Object(&UPKEEP_OVERALL)),
        may("main", Shape::Object(&UPKEEP_OVERALL)),
        must("rows", Entries(&UPKEEP_ROW)),
    ],
};

pub(in crate::load) static UPKEEP_OVERALL: Object = Object {
    name: "overall range",
    keys: &[must("months", RANGE), SOURCES_OF, CLAIMS_OF],
};

pub(in crate::load) static UPKEEP_ROW: Object = Object {
    name: "row",
    keys: &[
        ROW_ID,
        ROW_WHEN,
        must("months", RANGE),
        BECAUSE,
        SOURCES_OF,
        CLAIMS_OF,
    ],
};

const NUMBER: Shape = Integer(0, MOST);
const RANGE: Shape = Pair(&NUMBER);
const ROW_ID: Key = must("id", Id(IdSyntax::Label));
const ROW_WHEN: Key = may("when", Condition);
