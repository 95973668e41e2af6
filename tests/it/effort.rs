//! How many random people or packs a long test tries.
//!
//! `cargo test` tries a tenth, so that it is soon done. Where `ALL_CASES` is set, as in CI, all are tried.

/// The share of a number of cases that is tried in this run.
pub(crate) fn cases(all: u64) -> u64 {
    if are_all_tried() { all } else { all / 10 }
}

/// Of cases that are listed and not drawn, each one or every fourth.
pub(crate) fn stride() -> usize {
    if are_all_tried() { 1 } else { 4 }
}

fn are_all_tried() -> bool {
    std::env::var_os("ALL_CASES").is_some()
}
