//! The files of a pack, and the keys of a pack that extends another.

use super::cases::CASES;
use super::digest::PACK_FILES;
use super::expectations::EXPECTATIONS;
use super::guide::GUIDE;
use super::header::HEADER;
use super::questionnaire::QUESTIONNAIRE;
use super::rules::RULES;
use super::shape::Object;
use super::sources::SOURCES;

/// The file of a pack with its cases; read when they are run.
pub const CASES_FILE: &str = "cases.json";

/// Every file of a pack with what it holds, in the order of [`PACK_FILES`], then the cases.
pub(crate) static FILES: [(&str, &Object); 7] = {
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

/// What a file of a pack holds; `None` if a pack has no such file.
pub(crate) fn content_of(name: &str) -> Option<&'static Object> {
    let found = FILES.iter().find(|(file, _)| *file == name);
    found.map(|(_, object)| *object)
}

/// The only pack that another may extend: the built-in one.
pub const BASE_PACK: &str = "smp";

/// The key of the header that names the extended pack.
pub(crate) const EXTENDS: &str = "extends";

/// The key of an object with the ids of entries to remove from its lists.
pub(crate) const REMOVE: &str = "remove";

/// The key of an entry that names the entry to insert it before.
pub(crate) const BEFORE: &str = "before";
