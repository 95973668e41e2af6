//! See `tests/it/fuzzed/pack.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| smp_suitability_fuzz::run("pack", bytes));
