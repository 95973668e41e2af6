//! Problems in the form that a result was asked for in.

use std::io::{self, Write as _};

use smp_suitability::report;

use super::cli::{ResultArgs, ResultFormat};
use super::{Failure, Status};

/// Gives a result. Where problems of files or assignments keep it from being given and a program wanted it,
/// they are printed on standard output as JSON; the same in words follows on standard error as ever.
pub(super) fn in_form(
    args: &ResultArgs,
    give: impl FnOnce() -> Result<Status, Failure>,
) -> Result<Status, Failure> {
    let given = give();
    if let (ResultFormat::Json, Err(Failure::Problems(problems))) = (args.format, &given) {
        // Who reads it may have left. The exit code and standard error say the same.
        _ = io::stdout().write_all(report::problems_json(problems).as_bytes());
    }
    given
}
