//! Pages in a real browser: no message, no overflow, no request, nothing that axe-core finds, three printed pages.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use smp_suitability::report::html;

use crate::report::{EVERYBODY, assessed, insight};

/// A browser and the packages that drive it, if they are installed.
fn chromium() -> Option<&'static str> {
    let packages = Path::new("tests/browser/node_modules/axe-core");
    let browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];
    let mut browsers = browsers.into_iter().filter(|path| Path::new(path).exists());
    browsers.next().filter(|_| packages.exists())
}

#[test]
fn pages_hold_up_in_a_browser() {
    let Some(chromium) = chromium() else {
        // Written past the capture of output, so that everybody reads it.
        let name = "browser::pages_hold_up_in_a_browser";
        let note = format!("left out: {name}: no Chromium, or no `npm ci` in tests/browser\n");
        std::io::stderr().write_all(note.as_bytes()).unwrap();
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    for (number, person) in EVERYBODY.iter().enumerate() {
        let page = assessed(person, |assessment| {
            html(assessment, Some(&insight(person)))
        });
        fs::write(folder.path().join(format!("person-{number}.html")), page).unwrap();
    }
    let mut node = Command::new("node");
    let checked = node
        .args(["tests/browser/check.mjs", chromium])
        .arg(folder.path());
    let checked = checked.output().unwrap();
    let told = String::from_utf8_lossy(&checked.stdout);
    let failed = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{told}{failed}");
    assert!(told.contains("8 pages, 0 problems"), "{told}");
}
