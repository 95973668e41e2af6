//! See `tests/it/fuzzed/response.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| smp_suitability_fuzz::run("response", bytes));
