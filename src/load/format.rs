//! The keys of every object in every file, each with what it holds.
//!
//! The order of keys is that of the messages about missing ones. The first key of an entry names it.

mod cases;
mod expectations;
mod guide;
mod laws;
mod sheets;

pub(super) use cases::{CASE, CASES, EXPECTED, EXPECTED_CHANGE, EXPERT};
pub(super) use expectations::{
    COST, COUNTRY, DAY, EXPECTATIONS, LIMIT, OVERALL, PRICE_NOTE, PRICE_ROW, RECOVERY,
    RECOVERY_OVERALL, RECOVERY_ROW, SESSIONS, SESSIONS_OVERALL, SESSIONS_ROW, TOUCH_UP, UPKEEP,
    UPKEEP_OVERALL, UPKEEP_ROW,
};
pub(super) use guide::{
    CONTACTS, COUNTRY_CONTACTS, ELSEWHERE, GUIDE, ITEM, SECTION, WARNING, WARNING_NOTE, WARNINGS,
};
pub(super) use laws::{BOUND, LAW, MONOTONE, WITHIN};
pub(super) use sheets::{
    ASK, CONSULT, ENTRY, LETTER, LINE, LOOK_AT, MESSAGE, SCRIPT, SHEETS, VISIT,
};

use super::header::VERDICTS;
use super::ids::IdSyntax;
use super::questionnaire::{CHANGES, KINDS};
use super::rules::{GATES, MOST_DAYS, MOST_POINTS, SINCE};
use super::shape::Shape::{
    Baseline, Boolean, Condition, Day, Entries, Filled, FilledEntries, Id, Image, Integer, List,
    Named, OrNull, Pair, Text, Word,
};
use super::shape::{Key, Object, Shape, may, must};
use super::sources::{AGREEMENTS, KINDS as SOURCE_KINDS, STRENGTHS};
use super::{CASES_FILE, PACK_FILES};
use crate::pack::Picture;

/// Every file of a pack with what it holds, in the order of [`PACK_FILES`], then the cases.
pub(super) static FILES: [(&str, &Object); 7] = {
    let [header, questionnaire, rules, expectations, guide, sources] = PACK_FILES;
    [
        (header, &HEADER),
        (questionnaire, &QUESTIONNAIRE),
        (rules, &RULES),
        (expectations, &EXPECTATIONS),
        (guide, &GUIDE),
        (sources, &SOURCES),
        (CASES_FILE, &CASES),
    ]
};

pub(super) static HEADER: Object = Object {
    name: "pack",
    keys: &[
        must("id", Id(IdSyntax::Label)),
        must("version", Text),
        must("title", Text),
        may("updated", Day),
        may("authors", Filled(&Text)),
        may("reviewed_by", List(&Text)),
        may("clinic", Shape::Object(&CLINIC)),
        may("canonical", Text),
        must("disclaimer", Text),
        must("base", SCORE),
        must("bands", Filled(&Shape::Object(&BAND))),
        may("disputes", Entries(&DISPUTE)),
        may("baseline", Baseline),
        may("laws", Entries(&LAW)),
    ],
};

/// Keys of [`HEADER`] that speak of the version at hand only, so that a pack does not take them from its base.
pub(super) const OF_ONE_VERSION: [&str; 3] = ["updated", "authors", "reviewed_by"];

pub(super) static CLINIC: Object = Object {
    name: "clinic",
    keys: &[
        must("name", Text),
        must("contact", Text),
        may("logo", Image),
        may("accent", Text),
    ],
};

pub(super) static BAND: Object = Object {
    name: "band",
    keys: &[must("from", SCORE), must("verdict", Word(&VERDICTS))],
};

pub(super) static DISPUTE: Object = Object {
    name: "dispute",
    keys: &[
        must("id", Id(IdSyntax::Label)),
        must("readings", Pair(&Text)),
        must("sources", Pair(&CITED)),
    ],
};

pub(super) static QUESTIONNAIRE: Object = Object {
    name: "questionnaire",
    keys: &[
        must("questions", FilledEntries(&QUESTION)),
        may("retired", Entries(&RETIRED)),
    ],
};

pub(super) static RETIRED: Object = Object {
    name: "retired id",
    keys: &[must("id", Id(IdSyntax::Old)), BECAUSE],
};

pub(super) static QUESTION: Object = Object {
    name: "question",
    keys: &[
        must("id", Id(IdSyntax::Question)),
        may("name", Text),
        must("kind", Word(&KINDS)),
        may("core", Boolean),
        may("safety", Boolean),
        may("ordered", Boolean),
        may("private", Boolean),
        must("change", Word(&CHANGES)),
        must("ask", Text),
        must("why", Text),
        may("when", Condition),
        may("reference", Named),
        may("confusable", List(&Pair(&Named))),
        may("undecided", Text),
        may("neutral", Text),
        may("was", Filled(&Id(IdSyntax::Question))),
        must("options", FilledEntries(&OPTION)),
    ],
};

pub(super) static OPTION: Object = Object {
    name: "option",
    keys: &[
        must("id", Id(IdSyntax::Name)),
        must("label", Text),
        may("short", Text),
        may("change", Word(&CHANGES)),
        may("when_better", Text),
        may("picture", Word(&Picture::WORDS)),
        may("neutral", Text),
        may("private", Boolean),
        may("help", Shape::Object(&HELP_CARD)),
        may("ends", Text),
        may("was", Filled(&Id(IdSyntax::Old))),
    ],
};

pub(super) static HELP_CARD: Object = Object {
    name: "help card",
    keys: &[must("title", Text), must("lines", Filled(&Text))],
};

pub(super) static RULES: Object = Object {
    name: "rules",
    keys: &[must("rules", Entries(&RULE))],
};

pub(super) static RULE: Object = Object {
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
        SOURCES_OF,
        CLAIMS_OF,
        may("strength", Word(&STRENGTHS)),
    ],
};

pub(super) static WAIT: Object = Object {
    name: "wait",
    keys: &[
        must("min_days", DAYS),
        must("max_days", OrNull(&DAYS)),
        must("since", Word(&SINCE)),
    ],
};

pub(super) static CLEARANCE: Object = Object {
    name: "clearance",
    keys: &[must("when", Condition), BECAUSE, must("advice", Text)],
};

pub(super) static OTHER_READING: Object = Object {
    name: "other reading",
    keys: &[
        must("in", Named),
        may("points", POINTS),
        may("verdict", OrNull(&Word(&GATES))),
    ],
};

pub(super) static SOURCES: Object = Object {
    name: "library",
    keys: &[
        must("sources", FilledEntries(&SOURCE)),
        must("claims", FilledEntries(&CLAIM)),
    ],
};

pub(super) static SOURCE: Object = Object {
    name: "source",
    keys: &[
        must("id", Id(IdSyntax::Citation)),
        must("title", Text),
        must("publisher", Text),
        must("year", OrNull(&Integer(1500, 2999))),
        must("url", OrNull(&Text)),
        must("doi", OrNull(&Text)),
        must("kind", Word(&SOURCE_KINDS)),
    ],
};

pub(super) static CLAIM: Object = Object {
    name: "claim",
    keys: &[
        must("id", Id(IdSyntax::Citation)),
        must("says", Text),
        SOURCES_OF,
        must("agreement", Word(&AGREEMENTS)),
        may("strength", Word(&STRENGTHS)),
    ],
};

const SCORE: Shape = Integer(0, 100);
const POINTS: Shape = Integer(-MOST_POINTS, MOST_POINTS);
const DAYS: Shape = Integer(0, MOST_DAYS);
const CITED: Shape = Filled(&Named);

const BECAUSE: Key = must("because", Text);
const SOURCES_OF: Key = must("sources", CITED);
const CLAIMS_OF: Key = must("claims", CITED);
