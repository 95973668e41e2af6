//! `smp man`: a page for each command, on the screen and in a folder.

use std::fs;
use std::process::Command;

use crate::program::{done, refused};

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
    assert_eq!(
        fs::read_dir(&man1).unwrap().count(),
        fs::read_dir("src/shell/manual").unwrap().count()
    );
    let told = refused(&["man", "--all", "Cargo.toml"]);
    assert!(told.contains("Cargo.toml"), "{told}");
}

#[test]
fn pages_are_set_without_warnings_where_groff_is_installed() {
    for entry in fs::read_dir("src/shell/manual").unwrap() {
        let mut groff = Command::new("groff");
        groff
            .args(["-man", "-Tutf8", "-ww", "-z"])
            .arg(entry.unwrap().path());
        let Ok(output) = groff.output() else {
            return;
        };
        let warnings = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && warnings.is_empty(), "{warnings}");
    }
}
