//! Says whether scalp micropigmentation suits a person, why, and what to expect.
//!
//! ```
//! use smp_suitability::{Engine, Format, builtin_pack, render};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let pack = builtin_pack()?;
//! let engine = Engine::new(&pack);
//! let answers = engine.answers().set("hair_color", ["black"]).set("hair_length", ["shaved"]);
//! let assessment = engine.assess(&answers.check()?);
//! let insight = engine.explore(&assessment)?;
//! assert!(!insight.settled()); // most questions are open
//! println!("{}", render(&assessment, Some(&insight), Format::Text { width: 80 }));
//! # Ok(())
//! # }
//! ```
//!
//! A pure core: it takes values and returns values; the shell around it is part of the program. What is not
//! shown here belongs to the program and may change with any version.
//! In reading order, each leaning only on those before it:
//!
//! - [`pack`] what a folder of rule files says, as checked data; what one person said
//! - [`case`] what answers must give
//! - [`assess`] one table, one evaluator: answers to an assessment
//! - [`diagnostic`] what is wrong with a file, where, and how to fix it
//! - [`fhir`] the names and codes of a pack in HL7 FHIR
//! - [`json`] JSON text to a tree of values with places
//! - [`format`] what every file of a pack may hold, stated once
//! - [`load`] text to checked values, every problem at once
//! - [`space`] the whole answer space: what is still possible
//! - [`words`] numbers, ranges and lists as people write them
//! - [`report`] an assessment made readable, and the questions as a page to fill in
//! - [`verify`] tests and proofs about a pack
//! - [`interview`] the conversation as a state machine
//! - [`batch`] record in, record out, for many people
//! - [`facade`] the steps that most callers need
//!
//! [`format`]: mod@format

pub mod assess;
#[doc(hidden)]
pub mod batch;
#[doc(hidden)]
pub mod case;
pub mod diagnostic;
#[doc(hidden)]
pub mod facade;
#[doc(hidden)]
pub mod fhir;
#[doc(hidden)]
pub mod format;
#[doc(hidden)]
pub mod interview;
#[doc(hidden)]
pub mod json;
#[doc(hidden)]
pub mod load;
pub mod pack;
#[doc(hidden)]
pub mod report;
pub mod space;
#[doc(hidden)]
pub mod verify;
#[doc(hidden)]
pub mod words;

pub use facade::{AnswersDraft, Engine, Format, builtin_pack, own_pack, render};
