//! The keys of `suitability.json`.

use super::id_syntax::IdSyntax;
use super::shape::Shape::{Boolean, Condition, Entries, Id, Integer, Named, OrNull, Text, Word};
use super::shape::{BECAUSE, CLAIMS_OF, DAYS, EntryLimit, Object, SOURCES_OF, Shape, may, must};
use super::words::{GATES, SINCE, STRENGTHS};

/// Most points that one rule may add or subtract: the whole range of scores.
const MOST_POINTS: i32 = 100;

const POINTS: Shape = Integer(-MOST_POINTS, MOST_POINTS);

pub(crate) static RULES: Object = Object {
    name: "rules",
    keys: &[must("rules", Entries(&RULE)).at_most(&MOST_RULES)],
};

static RULE: Object = Object {
    name: "rule",
    keys: &[
        must("id", Id(IdSyntax::Label)),
        must("when", Condition),
        may("unless", Condition),
        may("points", POINTS),
        may("verdict", Word(&GATES)),
        may("urgent", Boolean),
        may("wait", Shape::Object(&WAIT)),
        may("cleared_by", Shape::Object(&CLEARANCE)),
        BECAUSE,
        may("advice", Text),
        may("disputed", Shape::Object(&OTHER_READING)),
        SOURCES_OF.replaced_by("policy"),
        CLAIMS_OF.replaced_by("policy"),
        may("strength", Word(&STRENGTHS)),
        may("policy", Text).of_extending_packs(),
    ],
};

static WAIT: Object = Object {
    name: "wait",
    keys: &[
        must("min_days", DAYS),
        must("max_days", OrNull(&DAYS)),
        must("since", Word(&SINCE)),
    ],
};

static CLEARANCE: Object = Object {
    name: "clearance",
    keys: &[must("when", Condition), BECAUSE, must("advice", Text)],
};

static OTHER_READING: Object = Object {
    name: "other reading",
    keys: &[
        must("in", Named),
        may("points", POINTS),
        may("verdict", OrNull(&Word(&GATES))),
    ],
};

/// More rules would make a result slow.
static MOST_RULES: EntryLimit = EntryLimit::entries(5_000);
