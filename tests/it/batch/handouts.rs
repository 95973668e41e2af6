//! A page for each record: what it is called, what it says, and what is never overwritten.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use super::program::{errors, path, records, run};

const PAGE: &str = include_str!("../../../docs/batch.md");

/// Runs the program with an input and a folder for pages.
fn handouts(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let folder = folder.to_str().unwrap();
    let arguments = [&["-", "--handouts", folder], arguments].concat();
    run(&arguments, input)
}

/// Every file of a folder with its text.
fn files(folder: &Path) -> BTreeMap<String, String> {
    fs::read_dir(folder)
        .unwrap()
        .map(Result::unwrap)
        .filter(|entry| entry.path().is_file())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

fn names(folder: &Path) -> Vec<String> {
    files(folder).into_keys().collect()
}

/// A folder that is not there yet, in one that goes away with the test.
fn new_folder() -> (TempDir, std::path::PathBuf) {
    let around = tempfile::tempdir().unwrap();
    let folder = path(&around, "pages");
    (around, folder)
}

#[test]
fn names_come_from_ids_and_are_distinct_on_every_system() {
    let ids = [
        "alex",
        "Alex",
        "alex",
        "",
        "../../etc/passwd",
        "CON",
        "index",
        "a/b",
        "a\\b",
        "line-4",
    ];
    let mut input: Vec<_> = ids
        .iter()
        .map(|id| serde_json::json!({ "id": id }).to_string())
        .collect();
    input[3] = "{}".to_owned(); // an empty id is refused
    input.push(serde_json::json!({ "id": "x".repeat(500) }).to_string());
    let (_around, folder) = new_folder();
    let output = handouts(&folder, &[], input.join("\n").as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let long = format!("{}.html", "x".repeat(100));
    let expected = [
        "a-b-line-9.html",
        "a-b.html",
        "alex-line-2.html",
        "alex-line-3.html",
        "alex.html",
        "con_.html",
        "etc-passwd.html",
        "index.html",
        "index_.html",
        "line-4-line-10.html",
        "line-4.html",
        &long,
    ];
    assert_eq!(names(&folder), expected);
}

#[test]
fn names_keep_letters_of_every_script() {
    let ids = [
        "Jürgen M.",
        "Özgür",
        "Müller",
        "Möller",
        "李明",
        "王芳",
        "-rf",
        "CON",
        ".hidden",
        "a/b",
        "x y",
        "MU\u{308}LLER",
        "con.txt",
        "نگین",
    ];
    let rows: String = ids.map(|id| format!("{id},black\n")).concat();
    let (_around, folder) = new_folder();
    let output = handouts(
        &folder,
        &["--from", "csv"],
        format!("id,hair_color\n{rows}").as_bytes(),
    );
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let expected = [
        "a-b.html",
        "con-txt.html",
        "con_.html",
        "hidden.html",
        "index.html",
        "jürgen-m.html",
        "müller-line-13.html",
        "müller.html",
        "möller.html",
        "rf.html",
        "x-y.html",
        "özgür.html",
        "نگین.html",
        "李明.html",
        "王芳.html",
    ];
    assert_eq!(
        names(&folder).into_iter().collect::<BTreeSet<_>>(),
        expected.map(str::to_owned).into()
    );
    let index = &files(&folder)["index.html"];
    for name in expected.iter().filter(|name| **name != "index.html") {
        assert!(index.contains(&format!("href=\"{name}\"")), "{name}");
    }
}

#[test]
fn records_on_one_line_have_pages_of_their_own() {
    let (_around, folder) = new_folder();
    let output = handouts(&folder, &[], b"[{},{},{\"id\":\"a\"},{\"id\":\"a\"}]");
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let expected = [
        "a-line-1.html",
        "a.html",
        "index.html",
        "line-1-column-5.html",
        "line-1.html",
    ];
    assert_eq!(names(&folder), expected);
}

#[test]
fn the_index_lists_every_record_with_its_page_or_its_problem() {
    let input =
        "{\"id\":\"a b\",\"pregnancy\":\"pregnant\"}\n{\"id\":\"c\",\"hair_colour\":1}\n{}\n";
    let (_around, folder) = new_folder();
    let output = handouts(&folder, &["--show-private"], input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let said = errors(&output);
    let listed = format!("The pages are listed in {}/index.html.\n", folder.display());
    assert!(said.starts_with(&listed), "{said}");
    assert!(
        said.ends_with("3 records read, 2 assessed, 1 failed\n"),
        "{said}"
    );
    let summary = String::from_utf8(output.stdout).unwrap();
    assert!(
        summary.starts_with("3 records read, 2 assessed, 1 failed\n"),
        "{summary}"
    );
    let index = &files(&folder)["index.html"];
    for row in [
        "3 records: 2 pages, 1 that could not be read.",
        "<li>Suitable: <strong>0</strong></li>",
        "<li>Wait: <strong>1</strong>, of these so far: <strong>1</strong></li>",
        "<p>So far: safety questions are still open, so the result may still get worse.</p>",
        "<tr><th scope=\"row\"><a href=\"a-b.html\">a b</a></th>\
         <td><span class=\"mark stop\">Wait so far, 26 safety questions open</span></td><td>–</td><td>1</td></tr>",
        "<tr><th scope=\"row\">c</th><td colspan=\"2\">No page: `hair_colour` is not a question</td><td>2</td></tr>",
        "<a href=\"line-3.html\">line 3</a></th><td><span class=\"mark minus\">Too early to say, 27 safety questions open</span></td><td>–</td>",
    ] {
        assert!(index.contains(row), "{row}\n{index}");
    }
}

#[test]
fn prices_and_numbers_are_those_of_the_country() {
    // Turkey has neither prices nor numbers in the built-in pack.
    for (country, currency, emergency) in [
        (None, "USD", "Call 911"),
        (Some("GB"), "GBP", "Call 999"),
        (Some("AU"), "AUD", "Call 000"),
        (Some("TR"), "USD", "Call your local emergency number"),
    ] {
        let (_around, folder) = new_folder();
        let country = country.map_or(vec![], |code| vec!["--country", code]);
        let options = [&["--to", "jsonl"], country.as_slice()].concat();

        let output = handouts(
            &folder,
            &options,
            br#"{ "id": "me", "hair_color": "black" }"#,
        );

        let line: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(line["cost"]["currency"], currency);
        let page = &files(&folder)["me.html"];
        assert!(page.contains(emergency), "{emergency}");
        let options = [&["-", "--full"], country.as_slice()].concat();
        let full = run(&options, br#"{ "id": "me", "hair_color": "black" }"#);
        let full: serde_json::Value = serde_json::from_slice(&full.stdout).unwrap();
        let cost = &full["expectations"]["cost"];
        assert_eq!(cost["currency"], currency, "{cost}");
    }
}

#[test]
fn the_session_of_the_documents_ends_as_it_says() {
    let (_, session) = PAGE.split_once("$ smp batch leads.csv").unwrap();
    let (arguments, ending) = session.split_once("\n…\n").unwrap();
    let around = tempfile::tempdir().unwrap();
    fs::copy("tests/batch/leads.csv", path(&around, "leads.csv")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_smp"));
    command
        .args(["batch", "leads.csv"])
        .args(arguments.split_whitespace());
    let output = command.current_dir(&around).output().unwrap();
    let (expected, _) = ending.split_once("```").unwrap();
    assert_eq!(errors(&output), expected);
    assert_eq!(names(&path(&around, "pages")).len(), 4);
}

#[test]
fn hostile_ids_stay_text() {
    let id = "<script>alert(1)</script>\"'\u{202e}&";
    let input = serde_json::json!({ "id": id }).to_string();
    let (_around, folder) = new_folder();
    handouts(&folder, &[], input.as_bytes());
    let files = files(&folder);
    assert!(
        files.contains_key("script-alert-1-script.html"),
        "{files:?}"
    );
    for page in files.values() {
        assert!(!page.contains("<script") && !page.contains('\u{202e}'));
        assert!(page.contains("&lt;script&gt;alert(1)"));
        assert!(page.contains("default-src 'none'"));
    }
}

#[test]
fn a_page_with_everything_is_that_of_a_single_file() {
    let (around, folder) = new_folder();
    let record = fs::read_to_string("tests/readme/alex.json").unwrap();
    let line = record.replace('\n', " ");
    let output = handouts(&folder, &["--full"], line.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let mut command = Command::new(env!("CARGO_BIN_EXE_smp"));
    let single = path(&around, "single.html");
    command.args(["assess", "tests/readme/alex.json", "--format", "html"]);
    assert!(
        command
            .arg("--output")
            .arg(&single)
            .status()
            .unwrap()
            .success()
    );
    assert!(files(&folder)["alex.html"] == fs::read_to_string(single).unwrap());
}

#[test]
fn several_jobs_make_the_same_pages_as_one() {
    let input = [records(60, 100), b"{\"id\":\"same\"}\n".repeat(40)].concat();
    let (_one, one) = new_folder();
    let (_three, three) = new_folder();
    handouts(&one, &[], &input);
    handouts(&three, &["--jobs", "3"], &input);
    let files_of_one = files(&one);
    assert!(files_of_one.len() > 80);
    assert!(files_of_one == files(&three));
}

#[test]
fn a_table_has_the_same_pages_as_lines() {
    let table = "id;age;skin\none;from_26_to_64;none\ntwo;;keloid\n";
    let lines = "\n{\"id\":\"one\",\"age\":\"from_26_to_64\",\"skin\":[]}\n{\"id\":\"two\",\"skin\":[\"keloid\"]}\n";
    let (_rows, rows) = new_folder();
    let (_lines, of_lines) = new_folder();
    handouts(&rows, &[], table.as_bytes());
    handouts(&of_lines, &[], lines.as_bytes());
    assert_eq!(names(&rows), ["index.html", "one.html", "two.html"]);
    assert!(files(&rows) == files(&of_lines));
}

#[test]
fn nothing_is_overwritten_unless_asked_for() {
    let (_around, folder) = new_folder();
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("alex.html"), "old").unwrap();
    fs::write(folder.join("other.html"), "other").unwrap();
    let input = b"{\"id\":\"alex\"}\n{\"id\":\"alex\"}\n";
    let refused = handouts(&folder, &[], input);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        errors(&refused).contains("is not empty"),
        "{}",
        errors(&refused)
    );
    assert_eq!(files(&folder)["alex.html"], "old");

    let output = handouts(&folder, &["--force"], input);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let expected = ["alex-line-2.html", "alex.html", "index.html", "other.html"];
    assert_eq!(names(&folder), expected);
    let files = files(&folder);
    assert!(files["alex.html"].starts_with("<!DOCTYPE html>"));
    assert_eq!(files["other.html"], "other");
    assert!(!folder.join("unfinished").exists());
    let again = handouts(&folder, &["--force"], input);
    assert_eq!(again.status.code(), Some(0), "{}", errors(&again));
    assert_eq!(names(&folder), expected);
}

#[test]
fn a_strict_run_leaves_the_pages_so_far_where_they_are() {
    let (_around, folder) = new_folder();
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.html"), "old").unwrap();
    let input = b"{\"id\":\"a\"}\n{\"id\":\"b\",\"hair\":1}\n{\"id\":\"c\"}\n";
    let output = handouts(&folder, &["--force", "--strict"], input);
    assert_eq!(output.status.code(), Some(1), "{}", errors(&output));
    assert_eq!(files(&folder)["a.html"], "old");
    let stage = folder.join("unfinished");
    assert_eq!(names(&stage), ["a.html", "index.html"]);
    assert!(files(&stage)["index.html"].contains("The work was stopped early"));
}

#[test]
fn a_result_for_each_record_can_be_written_in_addition_to_its_page() {
    let (_around, folder) = new_folder();
    let output = handouts(&folder, &["--to", "jsonl"], b"{\"id\":\"a\"}\nno\n");
    let lines = String::from_utf8(output.stdout).unwrap();
    assert_eq!(lines.lines().count(), 2);
    assert!(lines.contains("\"errors\":"), "{lines}");
    assert_eq!(names(&folder), ["a.html", "index.html"]);
}

#[test]
fn what_makes_no_sense_with_pages_is_refused_and_no_folder_is_made() {
    for arguments in [
        &["--resume", "--output", "x", "--to", "jsonl"][..],
        &["--jobs", "0"],
        &["--from", "csv"], // the input is empty
    ] {
        let (_around, folder) = new_folder();
        let output = handouts(&folder, arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!folder.exists(), "{arguments:?}");
    }
    let output = run(&["-", "--force"], b"{}\n");
    assert_eq!(output.status.code(), Some(2));
    let output = handouts(Path::new("Cargo.toml"), &[], b"{}\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("cannot use the folder `Cargo.toml`"));
}

#[cfg(unix)]
#[test]
fn pages_are_readable_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_around, folder) = new_folder();
    handouts(&folder, &[], b"{\"id\":\"a\"}\n");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for name in names(&folder) {
        assert_eq!(mode(&folder.join(&name)), 0o600, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_whole_pages_and_an_index_of_them() {
    use std::io::Write as _;
    use std::process::Stdio;
    for jobs in ["1", "2"] {
        let (_around, folder) = new_folder();
        let arguments = ["-", "--jobs", jobs, "--handouts", folder.to_str().unwrap()];
        let mut child = super::program::command(&arguments)
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(&records(7, 0)).unwrap();
        while !folder.join("lead-0000007.html").exists() {
            std::thread::yield_now();
        }
        super::streams::interrupt(&child);
        let output = child.wait_with_output().unwrap();
        drop(stdin);
        assert_eq!(output.status.code(), Some(130));
        let said = errors(&output);
        let expected = format!(
            "Stopped after 7 records: 7 assessed, 0 failed. The pages so far are in {}.\n",
            folder.display()
        );
        assert!(said.ends_with(&expected), "{said}");
        let files = files(&folder);
        assert_eq!(files.len(), 8, "{:?}", files.keys());
        let index = &files["index.html"];
        assert!(index.contains("7 records: 7 pages, 0 that could not be read."));
        assert!(index.contains("The work was stopped early"));
    }
}
