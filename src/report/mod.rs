//! An assessment made readable: lines with roles for a terminal, JSON for a program, FHIR, a calendar.
//!
//! Knows no colors and opens nothing; the shell paints the roles and writes the lines.
//!
//! - `content` is what a report says, as a document of sections; `text`, `markdown` and `html` write it, and
//!   `svg` draws its pictures
//! - `json`, `fhir` and `calendar` are the same result for programs
//! - `form` is the questionnaire as a page to fill in
//! - `sheets` are sheets of paper about a person
//! - `explain`, `show`, `difference` and `new_pack` are about packs and not about a person
//! - `head_drawings` help to answer questions
//! - [`line`], `paragraph`, `page` and `sanitize` are what text is made of; `topic`, `verdict` and `provenance`
//!   are words that all of them use

mod calendar;
mod content;
mod difference;
mod explain;
mod fhir;
mod form;
mod head_drawings;
mod html;
mod json;
pub mod line;
mod markdown;
mod new_pack;
mod page;
mod paragraph;
mod provenance;
mod sanitize;
mod sheets;
mod show;
mod svg;
mod text;
mod topic;
mod verdict;

pub use calendar::calendar;
pub use content::{ReadMore, first_step, headline};
pub use difference::{Stored, difference};
pub use explain::{explain, explain_index, explain_words, rule_sentence};
pub use fhir::{bundle, code_system, questionnaire, response};
pub use form::{FormAddress, HandingOver, form};
pub use head_drawings::{HeadDrawing, HeadDrawings, head_drawings};
pub use html::html;
pub use html::{
    IndexCoverage, IndexEntry, IndexOutcome, IndexTotals, PagePosition, index_file, index_front,
    index_further, index_row,
};
pub use json::{
    ASSESSMENT_SCHEMA, InFile, ProblemJson, answer_value, answers_file, answers_object,
    difference_json, json, json_line, problems_json,
};
pub use line::{Line, Role, Segment};
pub use markdown::{markdown, markdown_of_topics};
pub use new_pack::{NewPackError, NewPackOptions, new_pack};
pub use paragraph::Paragraph;
pub use sanitize::{sanitized, sanitized_json};
pub use sheets::{Filled, PrintedSheets, SheetKind, sheets};
pub use show::{show, show_markdown};
pub use text::{text, text_before, text_of_topics};
pub use topic::Topic;
pub use verdict::{SO_FAR_NOTE, is_settled, verdict_meaning, verdict_name, withheld_words};
