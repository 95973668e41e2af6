//! The targets as the tests of the program have them.

#[path = "../../tests/it/fuzzed/mod.rs"]
mod fuzzed;
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/it/random.rs"]
mod random;

use fuzzed::TARGETS;

/// Runs bytes through the target of a name.
///
/// # Panics
/// If there is none, or if something does not hold.
pub fn run(name: &str, bytes: &[u8]) {
    let found = TARGETS.iter().find(|(target, _)| *target == name);
    let (_, target) = found.expect("the target is listed");
    target(bytes);
}
