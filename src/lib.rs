//! Says whether scalp micropigmentation suits a person, why, and what to expect.
//!
//! A pure core: it takes values and returns values; the shell around it is part of the program.
//! In reading order, each leaning only on those before it:
//!
//! - [`pack`] what a folder of rule files says, as checked data
//! - [`answers`] what one person said
//! - [`case`] what answers must give
//! - [`assess`] one table, one evaluator: answers to an assessment
//! - [`diagnostic`] what is wrong with a file, where, and how to fix it
//! - [`fhir`] the names and codes of a pack in HL7 FHIR
//! - [`json`] JSON text to a tree of values with places
//! - [`format`] what every file of a pack may hold, stated once
//! - [`load`] text to checked values, every problem at once
//! - [`space`] the whole answer space: what is still possible
//! - [`words`] numbers, ranges and lists as people write them
//! - [`report`] an assessment made readable
//! - [`verify`] tests and proofs about a pack
//! - [`interview`] the conversation as a state machine
//! - [`batch`] record in, record out, for a great many people
//!
//! [`format`]: mod@format

pub mod answers;
pub mod assess;
pub mod batch;
pub mod case;
pub mod diagnostic;
pub mod fhir;
pub mod format;
pub mod interview;
pub mod json;
pub mod load;
pub mod pack;
pub mod report;
pub mod space;
pub mod verify;
pub mod words;
