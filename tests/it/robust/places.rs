//! Places that cannot be written to, and links: a clear refusal, and nothing lost or left behind.
#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

use super::commands::{command, said};

/// A command for each way in which a result is written.
pub(super) const WRITING: [&str; 7] = [
    "assess tests/readme/alex.json",
    "batch tests/batch/leads.jsonl",
    "batch tests/batch/leads.jsonl --to csv --jobs 2",
    "batch tests/batch/leads.jsonl --to summary",
    "calendar tests/readme/alex.json --start 2027-03-31",
    "rules check tests/packs/minimal",
    "rules show",
];

fn write(line: &str, file: &Path) -> Output {
    command(line).arg("--output").arg(file).output().unwrap()
}

/// What is in a folder, by name.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

/// Writes every kind of result to a place that must refuse it.
#[track_caller]
fn refused(place: &Path, folder: &Path) {
    let before = names(folder);
    for line in WRITING {
        let output = write(line, place);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{line}: {said}");
        assert!(output.stdout.is_empty(), "{line}");
        let place = place.display();
        assert!(
            said.contains(&format!("cannot write `{place}")),
            "{line}: {said}"
        );
        assert_eq!(names(folder), before, "{line}");
    }
}

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_owned();
    (folder, path)
}

#[test]
fn a_folder_is_no_place_for_a_result() {
    let (_folder, path) = folder();
    let [target, link] = ["target", "link"].map(|name| path.join(name));
    fs::create_dir(&target).unwrap();
    refused(&target, &path);
    assert_eq!(names(&target), [""; 0]);
    symlink("target", &link).unwrap();
    refused(&link, &path);
    refused(&path.join("missing/out"), &path);
}

#[cfg(target_os = "linux")]
#[test]
fn not_even_the_superuser_can_write_everywhere() {
    let (_folder, path) = folder();
    fs::write(path.join("file"), "mine").unwrap();
    refused(&path.join("file/out"), &path);
    refused(Path::new("/dev/null/out"), &path);
    refused(Path::new("/proc/out"), &path);
    refused(Path::new("/dev/full"), &path);
}

#[test]
fn a_link_stays_and_what_it_points_at_is_replaced() {
    for line in WRITING {
        let (_folder, path) = folder();
        let [near, far] = ["near", "far"].map(|name| path.join(name));
        fs::create_dir(&near).unwrap();
        fs::create_dir(&far).unwrap();
        fs::write(far.join("old"), "old").unwrap();
        symlink("../far/old", near.join("direct")).unwrap();
        symlink("direct", near.join("twice")).unwrap();
        symlink("../far/new", near.join("dangling")).unwrap();
        for (link, target) in [("direct", "old"), ("twice", "old"), ("dangling", "new")] {
            let before = fs::read_link(near.join(link)).unwrap();
            let output = write(line, &near.join(link));
            assert!(output.status.code() < Some(2), "{line}: {}", said(&output));
            assert_eq!(fs::read_link(near.join(link)).unwrap(), before, "{line}");
            let written = fs::read_to_string(far.join(target)).unwrap();
            assert!(written.len() > 10, "{line}: {written}");
        }
        assert_eq!(names(&near), ["dangling", "direct", "twice"], "{line}");
        assert_eq!(names(&far), ["new", "old"], "{line}");
    }
}

#[test]
fn links_in_a_ring_are_refused_and_stay() {
    let (_folder, path) = folder();
    let [one, other] = ["one", "other"].map(|name| path.join(name));
    symlink(&one, &other).unwrap();
    symlink(&other, &one).unwrap();
    refused(&one, &path);
    assert_eq!(fs::read_link(&one).unwrap(), other);
}

/// The program as the user `nobody`, whom permissions keep out; or as the user who runs the test.
fn as_nobody(line: &str, program: &Path) -> std::process::Command {
    use std::os::unix::process::CommandExt as _;
    const NOBODY: u32 = 65534;
    let usual = command(line);
    let mut command = std::process::Command::new(program);
    command.args(usual.get_args());
    if nix::unistd::geteuid().is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

/// A folder that all users may use, with the program and an answers file in it.
fn public() -> (TempDir, PathBuf, PathBuf) {
    let (guard, path) = folder();
    fs::set_permissions(&path, Permissions::from_mode(0o777)).unwrap();
    let program = path.join("smp");
    let linked = fs::hard_link(env!("CARGO_BIN_EXE_smp"), &program);
    linked.unwrap_or_else(|_| _ = fs::copy(env!("CARGO_BIN_EXE_smp"), &program).unwrap());
    let me = path.join("me.json");
    fs::write(&me, "{ \"hair_color\": \"black\" }\n").unwrap();
    fs::set_permissions(&me, Permissions::from_mode(0o444)).unwrap();
    (guard, path, program)
}

#[test]
fn a_protected_file_and_a_protected_folder_stay_as_they_are() {
    let (_guard, path, program) = public();
    let [folder, file] = ["protected", "file"].map(|name| path.join(name));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("out"), "mine").unwrap();
    fs::set_permissions(&folder, Permissions::from_mode(0o555)).unwrap();
    fs::write(&file, "mine").unwrap();
    fs::set_permissions(&file, Permissions::from_mode(0o444)).unwrap();
    symlink(&file, path.join("link")).unwrap();
    let before = names(&path);
    let places = [
        folder.join("out"),
        folder.join("new"),
        file.clone(),
        path.join("link"),
    ];
    for place in places {
        for line in [
            "assess me.json",
            "batch me.json",
            "batch me.json --to summary",
        ] {
            let mut command = as_nobody(line, &program);
            command.current_dir(&path).arg("--output").arg(&place);
            let output = command.output().unwrap();
            let said = said(&output);
            assert_eq!(output.status.code(), Some(2), "{line} {place:?}: {said}");
            assert!(
                said.contains("Permission denied"),
                "{line} {place:?}: {said}"
            );
        }
    }
    // An interview can read its file but not keep an answer.
    let interview = as_nobody(
        "--plain --answers me.json --set hair_length=shaved",
        &program,
    )
    .current_dir(&path)
    .stdin(std::process::Stdio::null())
    .output()
    .unwrap();
    assert!(said(&interview).contains("cannot save answers in `me.json`: Permission denied"));
    assert_eq!(interview.status.code(), Some(2));
    fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
    assert_eq!(names(&path), before);
    assert_eq!(names(&folder), ["out"]);
    for file in [file, folder.join("out")] {
        assert_eq!(fs::read_to_string(file).unwrap(), "mine");
    }
}

#[test]
fn a_new_pack_and_pages_are_refused_where_no_folder_can_be() {
    let (_folder, path) = folder();
    fs::write(path.join("file"), "mine").unwrap();
    symlink("nowhere/at/all", path.join("dangling")).unwrap();
    let before = names(&path);
    let mut places = vec![
        path.join("file"),
        path.join("file/in"),
        path.join("dangling"),
    ];
    if cfg!(target_os = "linux") {
        places.extend(["/dev/null/in", "/proc/in/deeper"].map(PathBuf::from));
    }
    for place in places {
        for line in ["rules new", "batch tests/batch/leads.jsonl --handouts"] {
            let output = command(line).arg(&place).output().unwrap();
            let said = said(&output);
            assert_eq!(output.status.code(), Some(2), "{line} {place:?}: {said}");
            assert!(said.contains(&place.display().to_string()), "{said}");
            assert_eq!(names(&path), before, "{line} {place:?}");
        }
    }
    assert_eq!(fs::read_to_string(path.join("file")).unwrap(), "mine");
}
