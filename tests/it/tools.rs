//! Tools that some tests drive: browsers, shells, `groff`, packages of Node.js.
//!
//! Without its tool a test checks nothing. It says so by name, and where `ALL_TOOLS` is set, as in CI, it
//! fails.

use std::io::Write as _;

/// Says that a test checks nothing, and why.
#[track_caller]
pub(crate) fn leave_out(test: &str, why: &str) {
    let note = format!("left out: {test}: {why}\n");
    assert!(std::env::var_os("ALL_TOOLS").is_none(), "{note}");
    // Written past the capture of output, so that it is read though the test passes.
    std::io::stderr().write_all(note.as_bytes()).unwrap();
}
