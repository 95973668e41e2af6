//! What an interrupted run left behind: how many whole records, and where the last of them ends.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;

/// The whole results in a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ResumePoint {
    /// Bytes up to the end of the last one.
    pub(super) bytes: u64,
    pub(super) assessed: u64,
    pub(super) failed: u64,
}

/// What tells a result from an error record.
#[derive(Deserialize)]
struct ResultLine<'text> {
    #[expect(dead_code, reason = "it must be there")]
    line: u64,
    errors: Option<IgnoredAny>,
    #[serde(borrow)]
    pack: Option<&'text serde_json::value::RawValue>,
}

/// Counts the results in a file; nothing is there if the file is not.
///
/// # Errors
/// If it cannot be read, or holds something else: another pack's results, or another form's.
pub(super) fn find_resume_point(
    path: &Path,
    header: Option<&str>,
    digest: &str,
) -> io::Result<ResumePoint> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(ResumePoint::default()),
        file => file?,
    };
    let mut input = BufReader::with_capacity(1 << 16, file);
    let mut resume_point = ResumePoint::default();
    let mut line = Vec::new();
    let mut header = header;
    loop {
        line.clear();
        input.read_until(b'\n', &mut line)?;
        let Some(text) = line.strip_suffix(b"\n") else {
            return Ok(resume_point); // the end, maybe in the middle of a record
        };
        let is_failed = match header {
            None => is_failed_line(text, digest),
            Some("") => is_failed_row(text, digest),
            Some(expected) if text == expected.trim_end().as_bytes() => {
                header = Some("");
                resume_point.bytes += line.len() as u64;
                continue;
            }
            Some(_) => None,
        };
        match is_failed {
            Some(true) => resume_point.failed += 1,
            Some(false) => resume_point.assessed += 1,
            None => {
                let number = resume_point.assessed + resume_point.failed + 1;
                let what = format!("its record {number} is not one of this pack and form");
                return Err(io::Error::new(io::ErrorKind::InvalidData, what));
            }
        }
        resume_point.bytes += line.len() as u64;
    }
}

/// Whether a line is an error record; `None` if it is no record of this pack.
fn is_failed_line(text: &[u8], digest: &str) -> Option<bool> {
    let line: ResultLine = serde_json::from_slice(text).ok()?;
    match (line.errors, line.pack) {
        (Some(IgnoredAny), _) => Some(true),
        (None, Some(pack)) => pack.get().contains(digest).then_some(false),
        (None, None) => None,
    }
}

/// The same for a row; no cell of ours holds a line break.
fn is_failed_row(text: &[u8], digest: &str) -> Option<bool> {
    let text = std::str::from_utf8(text).ok()?;
    let (number, rest) = text.split_once(',')?;
    number.parse::<u64>().ok()?;
    // The id is empty or in quotes, with quotes in it doubled; an empty verdict follows an error's.
    let mut is_quoted = false;
    let comma = rest.find(|c| {
        is_quoted ^= c == '"';
        c == ',' && !is_quoted
    })?;
    let rest = rest.get(comma + 1..)?;
    let is_failed = rest.starts_with(',');
    (is_failed || rest.contains(digest)).then_some(is_failed)
}
