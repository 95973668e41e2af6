//! Everything that is tested from outside: files in, results and diagnostics out.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failing test should panic"
)]

mod agreement;
mod batch;
mod begun;
mod browser;
mod builtin;
mod calendar;
mod check;
mod colors;
mod compare;
mod country;
mod diagnostics;
mod differences;
mod engine;
mod evidence;
mod faults;
mod fhir;
mod generated;
mod handout;
mod hostile;
mod interview;
mod laws;
mod leads;
mod limits;
mod minimal;
mod mutants;
mod mutations;
mod own;
mod packs;
mod people;
mod random;
mod readme;
mod report;
mod schema;
mod sketch;
mod space;
mod tidy;
mod told;
mod words;
