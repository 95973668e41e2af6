//! The files of a pack.

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
