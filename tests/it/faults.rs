//! Bad input to the real program: one clear report, exit code 2, nothing printed, nothing written.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::program::{said, smp};

/// A folder for one test, gone at its end.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// A copy of the minimal pack in a folder of this name.
    fn pack(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        fs::create_dir(&path).unwrap();
        for entry in fs::read_dir("tests/packs/minimal").unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), path.join(entry.file_name())).unwrap();
        }
        path
    }
}

fn is_raw(c: char) -> bool {
    let is_override =
        matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c != '\n' && c.is_control() || is_override
}

/// The report on standard error of a run that must be refused.
#[track_caller]
fn refused(output: &Output) -> String {
    let errors = said(output);
    assert!(errors.starts_with("error"), "{errors}");
    assert!(!errors.contains(is_raw), "{errors:?}");
    errors
}

/// Assesses a file that must be refused, with a result file that must stay as it is.
#[track_caller]
fn check(file: &Path, expected: &str) {
    let folder = Folder::new();
    let [fresh, kept] = [folder.path("fresh.txt"), folder.file("kept.txt", "mine")];
    let [assess, output] = ["assess", "--output"].map(Path::new);
    for target in [&fresh, &kept] {
        let errors = refused(&smp(&[assess, file, output, target]));
        assert!(errors.contains(expected), "{errors}");
    }
    assert!(!fresh.exists());
    assert_eq!(fs::read_to_string(&kept).unwrap(), "mine");
    assert_eq!(fs::read_dir(folder.0.path()).unwrap().count(), 1);
}

#[track_caller]
fn check_content(content: impl AsRef<[u8]>, expected: &str) {
    let folder = Folder::new();
    check(&folder.file("a.json", content), expected);
}

#[test]
fn what_cannot_be_opened_is_named() {
    let folder = Folder::new();
    check(
        &folder.path("nowhere.json"),
        "nowhere.json` does not exist\n",
    );
    check(folder.0.path(), "` is a folder\n");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    let path = folder.file("secret.json", "{}");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&path).is_err() {
        check(&path, "secret.json` may not be read\n"); // the superuser may read everything
    }
}

#[test]
fn what_is_no_text_is_refused_at_its_first_byte() {
    check_content("", "error[empty-file]");
    check_content("\u{feff}\r\n", "error[empty-file]");
    check_content(b"{ \"x_caf\xe9\": 1 }", "a.json:1:9");
    check_content(b"\xff\xfe{\0}", "bytes that are no UTF-16LE text");
    check_content("{\0}", "a.json:1:2");
    check_content(r#"{ "x_a": "\ud800" }"#, "error[syntax]");
    check_content(r#"{ "x_a": 1e999 }"#, "error[syntax]");
}

#[test]
fn lists_may_be_64_levels_deep_and_no_deeper() {
    let nested = |levels: usize| {
        let brackets = [b"[".repeat(levels), b"]".repeat(levels)].concat();
        [b"{ \"x_a\": ".to_vec(), brackets, b" }".to_vec()].concat()
    };
    let folder = Folder::new();
    let deepest = folder.file("deepest.json", nested(63));
    let output = smp(&[Path::new("assess"), &deepest]);
    assert_eq!(output.status.code(), Some(0));
    check_content(nested(64), "error[too-deep]");
    check_content(nested(10_000), "error[too-deep]");
    check_content("[".repeat(10_000), "error[too-deep]");
}

#[test]
fn a_huge_file_is_refused_without_being_read_whole() {
    let folder = Folder::new();
    let path = folder.path("huge.json");
    File::create(&path).unwrap().set_len(100 << 20).unwrap();
    quickly(|| check(&path, "larger than 16 MiB"));
    let pack = folder.pack("pack");
    let guide = File::create(pack.join("guide.json")).unwrap();
    guide.set_len(100 << 20).unwrap();
    let errors = refused(&smp(&[Path::new("rules"), Path::new("check"), &pack]));
    assert!(errors.contains("guide.json\n"), "{errors}");
}

#[test]
fn many_thousand_problems_cost_one_pass() {
    // Anything that walks the text once for each of them would take minutes.
    let filled = |entry: &dyn Fn(usize) -> String| {
        let entries: Vec<_> = (0..100_000).map(entry).collect();
        format!("{{ {} }}", entries.join(","))
    };
    let contents = [
        filled(&|number| format!("\"k{number}\":1")),
        filled(&|_| "\"x_a\":1".to_owned()),
        filled(&|_| "\"hair_color\":\n7".to_owned()),
    ];
    quickly(|| {
        for content in contents {
            check_content(content, "more problems");
        }
    });
}

/// Runs something that must not take long, even in a slow build on a busy machine.
#[track_caller]
fn quickly(run: impl FnOnce()) {
    let start = Instant::now();
    run();
    let took = start.elapsed();
    assert!(took < Duration::from_secs(30), "{took:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_pipe_that_nobody_writes_to_and_a_device_without_end_are_refused() {
    let folder = Folder::new();
    let pipe = folder.path("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    quickly(|| check(&pipe, "no one writes to this pipe"));
    quickly(|| check(Path::new("/dev/zero"), "larger than 16 MiB"));
    check(Path::new("/dev/null"), "error[empty-file]");
    let pack = folder.pack("pack");
    fs::rename(&pipe, pack.join("guide.json")).unwrap();
    refused(&smp(&[Path::new("rules"), Path::new("check"), &pack]));
}

#[cfg(target_os = "linux")]
#[test]
fn a_pipe_with_a_writer_is_read() {
    let folder = Folder::new();
    let pipe = folder.path("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let writer = std::thread::spawn({
        let pipe = pipe.clone();
        move || {
            let mut writer = File::options().write(true).open(pipe).unwrap();
            writer.write_all(b"{}").unwrap();
        }
    });
    let output = smp(&[Path::new("assess"), &pipe]);
    writer.join().unwrap();
    assert_eq!(output.status.code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    let folder = Folder::new();
    let answers = folder.file("a.json", "{}");
    let arguments = ["assess", "--output", "/dev/stdout"].map(Path::new);
    let output = smp(&[arguments[0], &answers, arguments[1], arguments[2]]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{errors}");
    assert!(!output.stdout.is_empty());
}

/// A sequence that clears the screen, one that turns the reading direction, and one that hides.
const EVIL: &str = "\u{1b}[2J\u{9b}31m\u{202e}\u{200b}\r\u{7}";

#[test]
fn nothing_in_a_file_steers_the_terminal() {
    let escaped = serde_json::to_string(EVIL).unwrap();
    let content = escaped.trim_matches('"');
    check_content(format!("{{ \"{content}\": 1 }}"), "error[unknown-question]");
    check_content(
        format!("{{ \"hair_color\": {escaped} }}"),
        "error[unknown-option]",
    );
    check_content(
        format!("{{ \"id\": [{escaped}], \"skin\": [{escaped}] }}"),
        "2 problems",
    );
    check_content(format!("{{ \"x_{EVIL}\": 1 }}"), "error[syntax]");

    let folder = Folder::new();
    let pack = folder.pack("pack");
    for name in [
        "questionnaire.json",
        "suitability.json",
        "sources.json",
        "cases.json",
    ] {
        let text = fs::read_to_string(pack.join(name)).unwrap();
        for id in ["color", "dark", "gray", "aedit", "C01"] {
            let evil = text.replace(&format!("\"{id}\""), &escaped);
            fs::write(pack.join(name), evil).unwrap();
            let command = if name == "cases.json" {
                "test"
            } else {
                "check"
            };
            let output = smp(&[Path::new("rules"), Path::new(command), &pack]);
            if output.status.code() != Some(0) {
                refused(&output);
            }
        }
        fs::write(pack.join(name), text).unwrap();
    }
}

#[test]
fn no_text_of_a_pack_steers_the_terminal() {
    let folder = Folder::new();
    let pack = folder.pack("pack");
    let evil = serde_json::to_string(EVIL).unwrap();
    let evil = evil.trim_matches('"');
    for entry in fs::read_dir(&pack).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        // Every text for people ends with one of these; no id does.
        let text = text.replace(".\"", &format!("{evil}.\""));
        let text = text.replace("?\"", &format!("{evil}?\""));
        fs::write(
            &path,
            text.replace("\"label\": \"", &format!("\"label\": \"{evil}")),
        )
        .unwrap();
    }
    let answers = folder.file(
        "a.json",
        format!(r#"{{ "id": "{evil}", "x_{evil}": "{evil}", "color": "dark" }}"#),
    );
    let answers = answers.to_str().unwrap();
    for command in [
        vec!["assess", answers],
        vec!["assess", answers, "--format", "json"],
        vec!["explain"],
        vec!["explain", "color"],
        vec!["explain", "dark"],
        vec!["explain", "aedit"],
        vec!["template"],
        vec!["fhir", "questionnaire"],
        vec!["fhir", "code-system"],
        vec!["fhir", "response", answers],
        vec!["assess", answers, "--format", "fhir"],
        vec!["rules", "test"],
        vec!["rules", "check"],
        vec!["rules", "check", "--format", "json"],
        vec!["--plain"],
    ] {
        let rules = [Path::new("--rules"), &pack];
        let arguments: Vec<_> = command.iter().map(Path::new).chain(rules).collect();
        let output = smp(&arguments);
        for stream in [output.stdout, output.stderr] {
            let printed = String::from_utf8(stream).unwrap();
            assert!(!printed.contains(is_raw), "{command:?}: {printed:?}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_in_a_file_name_steers_the_terminal() {
    let folder = Folder::new();
    let name = |rest: &str| format!("{}{rest}", EVIL.replace('\r', ""));
    check(&folder.path(&name("missing")), "error[unreadable]");
    check(&folder.file(&name("bad.json"), "{"), "error[syntax]");
    let [rules, test] = ["rules", "test"].map(Path::new);
    let pack = folder.pack(&name("pack"));
    for command in [Path::new("check"), test] {
        let output = smp(&[rules, command, &pack]);
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(!printed.contains(is_raw), "{printed:?}");
    }
    fs::remove_file(pack.join("guide.json")).unwrap();
    let errors = refused(&smp(&[rules, test, &pack]));
    assert!(errors.contains("error[missing-file]"), "{errors}");
    let twice = [&*folder.path(&name("a")), &*folder.path(&name("b"))];
    refused(&smp(&[Path::new("assess"), twice[0], twice[1]]));
}

#[test]
fn an_interview_does_not_touch_a_file_that_it_cannot_read() {
    let folder = Folder::new();
    let path = folder.file("me.json", r#"{ "hair_colour": "black" "#);
    let errors = refused(&smp(&[Path::new("--plain"), Path::new("--answers"), &path]));
    assert!(errors.contains("error[syntax]"), "{errors}");
    let kept = fs::read_to_string(&path).unwrap();
    assert_eq!(kept, r#"{ "hair_colour": "black" "#);
}

#[test]
fn a_file_with_nearly_the_name_of_one_of_a_pack_is_not_passed_over() {
    let folder = Folder::new();
    let pack = folder.pack("pack");
    let check = |command: &str| smp(&[Path::new("rules"), Path::new(command), &pack]);
    let rules = pack.join("suitability.json");
    for name in [
        "suitability.json.txt",
        "Suitability.JSON",
        "suitability (1).json",
        "suitability.json.bak",
        "suitabilty.json",
    ] {
        fs::rename(&rules, pack.join(name)).unwrap();
        for command in ["check", "test", "show"] {
            let errors = refused(&check(command));
            assert!(errors.contains("error[misnamed-file]"), "{errors}");
            assert!(
                errors.contains("rename it to `suitability.json`"),
                "{errors}"
            );
        }
        fs::copy(pack.join(name), &rules).unwrap();
        let output = check("check");
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(printed.contains("warning[stray-file]"), "{printed}");
        assert!(printed.contains("with 1 warning"), "{printed}");
        fs::remove_file(pack.join(name)).unwrap();
    }
}

#[test]
fn a_file_that_no_pack_has_is_a_warning() {
    let folder = Folder::new();
    let pack = folder.pack("pack");
    for name in [
        "prices.csv",
        ".gitignore",
        "README",
        "LICENSE-MIT",
        "notes.md",
    ] {
        fs::write(pack.join(name), "").unwrap();
    }
    fs::create_dir(pack.join("old")).unwrap();
    let output = smp(&[Path::new("rules"), Path::new("check"), &pack]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(
        printed.contains("`prices.csv` is not a file of a pack"),
        "{printed}"
    );
    assert!(printed.contains("with 1 warning"), "{printed}");
}

#[test]
fn checking_a_pack_reads_its_cases_too() {
    let folder = Folder::new();
    let pack = folder.pack("pack");
    fs::write(pack.join("cases.json"), "{}").unwrap();
    let check = ["rules", "check"].map(Path::new);
    let errors = refused(&smp(&[check[0], check[1], &pack]));
    assert!(errors.contains("cases.json:1:1"), "{errors}");
    fs::remove_file(pack.join("cases.json")).unwrap();
    let output = smp(&[check[0], check[1], &pack]);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn every_unreadable_file_of_a_pack_is_named() {
    let folder = Folder::new();
    let pack = folder.pack("pack");
    for name in ["guide.json", "sources.json"] {
        fs::remove_file(pack.join(name)).unwrap();
        fs::create_dir(pack.join(name)).unwrap();
    }
    let errors = refused(&smp(&[Path::new("rules"), Path::new("check"), &pack]));
    assert!(errors.contains("guide.json` is a folder\n"), "{errors}");
    assert!(
        errors.ends_with("2 problems found; nothing was done\n"),
        "{errors}"
    );
    let nowhere = folder.path("nowhere");
    let errors = refused(&smp(&[Path::new("rules"), Path::new("check"), &nowhere]));
    assert!(errors.contains("nowhere` does not exist\n"), "{errors}");
}

#[test]
fn every_code_can_be_looked_up() {
    for code in smp_suitability::diagnostic::Code::ALL {
        let output = smp(&[Path::new("explain"), Path::new(code.name())]);
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(printed.contains(code.name()), "{printed}");
        assert_eq!(output.status.code(), Some(0));
    }
}
