//! An answers file, ours or a FHIR response, with what is set beside it.

use smp_suitability::diagnostic::Problems;
use smp_suitability::load::{self, AnswersInput};
use smp_suitability::pack::Answers;
use smp_suitability::report::{answers_file, answers_object};

use super::builtin;
use super::shown::{assert_harmless, assert_shown};
use super::table::assert_naive;

/// The bytes are a file; what follows a zero byte is given as `--set`.
pub(super) fn target(bytes: &[u8]) {
    let mut parts = bytes.split(|&byte| byte == 0);
    let file = parts.next().unwrap_or_default();
    let sets: Vec<_> = parts
        .map(|set| String::from_utf8_lossy(set).into_owned())
        .collect();
    let read = read(file, &sets);
    assert_eq!(read, self::read(file, &sets), "the same each time");
    match read {
        Err(problems) => {
            assert_shown(&problems, |name| (name == "answers.json").then_some(file));
        }
        Ok(answers) => {
            assert_kept(&answers);
            assert_naive(builtin(), &answers);
        }
    }
}

fn read(file: &[u8], sets: &[String]) -> Result<Answers, Problems> {
    let file = Some(("answers.json", file));
    load::answers(builtin(), AnswersInput { file, sets })
}

/// Answers that are written are read back as they were.
#[track_caller]
fn assert_kept(answers: &Answers) {
    let pack = builtin().pack();
    let mut plain = answers.clone();
    plain.envelope.clear(); // only a response has one
    let written = answers_file(pack, answers);
    assert_eq!(read(written.as_bytes(), &[]).as_ref(), Ok(&plain));
    let mut bare = plain;
    bare.id = None;
    bare.extras.clear();
    bare.other_form = None;
    let written = answers_object(pack, answers);
    assert_harmless(&written);
    assert_eq!(read(written.as_bytes(), &[]), Ok(bare));
}
