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
mod called;
mod check;
mod check_edges;
mod colors;
mod comparison;
mod completion;
mod corpus;
mod country;
mod dates;
mod decision_aid;
mod diagnostics;
mod differences;
mod earlier;
mod effort;
mod engine;
mod environment;
mod evidence;
mod explained;
mod exports;
mod faults;
mod fhir;
mod first_screen;
mod form;
mod fuzzed;
mod generated;
mod handout;
mod head_drawings;
mod hostile;
mod insights;
mod interview;
mod joint;
mod later;
mod laws;
mod leads;
mod limits;
mod links;
mod load_edges;
mod manual;
mod minimal;
mod mutants;
mod mutations;
mod named;
mod numbers;
mod own;
mod packs;
mod people;
mod pictures;
mod problems;
mod program;
mod provenance;
mod random;
mod readme;
mod report;
mod reserved;
mod robust;
mod schema;
mod sheets;
mod space;
mod suggestions;
mod supply;
mod tidy;
mod tools;
mod warnings;
mod words;
mod workbooks;
