//! `smp man`: a page for each command, on the screen and in a folder.

use std::fs;
use std::process::Command;

use crate::program::{done, refused};
use crate::tools::leave_out;

#[test]
fn every_command_has_a_page_that_names_its_options() {
    assert!(done(&["man"]).contains(".TH smp 1"));
    let page = done(&["man", "assess"]);
    assert!(
        page.contains("smp assess") && page.contains("\\-\\-fail\\-on"),
        "{page}"
    );
    assert!(done(&["man", "rules", "check"]).contains(".TH smp-rules-check 1"));
}

#[test]
fn a_page_that_is_not_there_is_told_with_one_that_is() {
    let told = refused(&["man", "asess"]);
    assert!(told.contains("there is no command `asess`"), "{told}");
    assert!(
        told.contains("a similar command exists: `assess`"),
        "{told}"
    );
    refused(&["man", "assess", "--all", "x"]);
}

#[test]
fn all_pages_are_written_over_older_ones() {
    let folder = tempfile::tempdir().unwrap();
    let man1 = folder.path().join("share/man1");
    for _ in 0..2 {
        done(&["man", "--all", man1.to_str().unwrap()]);
    }
    let page = fs::read_to_string(man1.join("smp-rules-check.1")).unwrap();
    assert_eq!(page, done(&["man", "rules", "check"]));
    let names = fs::read_dir(&man1).unwrap();
    let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names.len(), 24, "{names:?}");
    let told = refused(&["man", "--all", "Cargo.toml"]);
    assert!(told.contains("Cargo.toml"), "{told}");
}

#[test]
fn the_synopsis_names_the_value_of_each_option() {
    let page = done(&["man", "assess"]);
    assert!(
        page.contains(r"[\fB\-\-format\fR \fI<FORMAT>\fR]"),
        "{page}"
    );
}

#[test]
fn groff_sets_every_page_without_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    done(&["man", "--all", folder.path().to_str().unwrap()]);
    for entry in fs::read_dir(folder.path()).unwrap() {
        let mut groff = Command::new("groff");
        groff
            .args(["-man", "-Tutf8", "-ww", "-z"])
            .arg(entry.unwrap().path());
        let Ok(output) = groff.output() else {
            return leave_out(
                "manual::groff_sets_every_page_without_a_warning",
                "no groff",
            );
        };
        let warnings = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && warnings.is_empty(), "{warnings}");
    }
}
