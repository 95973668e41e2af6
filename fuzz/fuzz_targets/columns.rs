//! See `tests/it/fuzzed/columns.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| smp_suitability_fuzz::run("columns", bytes));
