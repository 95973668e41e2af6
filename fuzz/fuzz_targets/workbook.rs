//! See `tests/it/fuzzed/workbook.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| smp_suitability_fuzz::run("workbook", bytes));
