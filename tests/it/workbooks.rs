//! Workbooks of Excel, in and out.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;
use smp_suitability::batch::workbook_as_table;
use smp_suitability::load;
use smp_suitability::pack::Kind;

use crate::batch::run;

/// The text of a sheet, or what is wrong with it.
fn table(workbook: &[u8], sheet: Option<&str>) -> Result<String, String> {
    workbook_as_table("leads.xlsx", workbook, sheet)
        .map(|table| String::from_utf8(table).unwrap())
        .map_err(|problems| problems.to_string())
}

/// A workbook whose first visible sheet has every kind of cell.
fn every_kind() -> Workbook {
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .set_name("Notes")
        .unwrap()
        .set_hidden(true)
        .write_string(0, 0, "hidden")
        .unwrap();
    let day = ExcelDateTime::from_ymd(2027, 3, 1).unwrap();
    let moment = ExcelDateTime::from_ymd(2027, 3, 1)
        .unwrap()
        .and_hms(9, 5, 0)
        .unwrap();
    let sheet = workbook.add_worksheet().set_name("March").unwrap();
    sheet.set_active(true);
    for (column, name) in (0..).zip(["id", "x_day", "x_time", "x_yes", "x_count", "x_sum"]) {
        sheet.write_string(0, column, name).unwrap();
    }
    sheet.write_string(2, 0, "a \"b\",\nc").unwrap();
    let days = Format::new().set_num_format("yyyy-mm-dd");
    let moments = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    sheet.write_datetime_with_format(2, 1, &day, &days).unwrap();
    sheet
        .write_datetime_with_format(2, 2, &moment, &moments)
        .unwrap();
    sheet.write_boolean(2, 3, true).unwrap();
    sheet.write_number(2, 4, 34).unwrap();
    sheet
        .write_formula(2, 5, "=1+1")
        .unwrap()
        .set_formula_result(2, 5, "2");
    workbook
}

#[test]
fn cells_are_read_by_their_meaning_and_rows_keep_their_numbers() {
    let workbook = every_kind().save_to_buffer().unwrap();
    let expected = "\"id\",\"x_day\",\"x_time\",\"x_yes\",\"x_count\",\"x_sum\"\n\n\
                    \"a \"\"b\"\", c\",\"2027-03-01\",\"2027-03-01 09:05\",\"true\",\"34\",\"2\"";
    assert_eq!(table(&workbook, None).unwrap(), expected);
    assert_eq!(table(&workbook, Some("March")).unwrap(), expected);
    assert_eq!(table(&workbook, Some("Notes")).unwrap(), "\"hidden\"");
    let other = table(&workbook, Some("Marsh")).unwrap_err();
    assert!(other.contains("a similar sheet exists: `March`"), "{other}");
}

#[test]
fn what_is_no_table_is_refused() {
    let mut merged = Workbook::new();
    let sheet = merged.add_worksheet();
    sheet
        .merge_range(0, 0, 0, 2, "Leads", &Format::new())
        .unwrap();
    let merged = table(&merged.save_to_buffer().unwrap(), None).unwrap_err();
    assert!(
        merged.contains("the cells A1 to C1 of the sheet `Sheet1` are merged"),
        "{merged}"
    );

    let sound = every_kind().save_to_buffer().unwrap();
    let without_value = changed(&sound, "xl/worksheets/sheet2.xml", |xml| {
        xml.replace("<v>2</v>", "")
    });
    let told = table(&without_value, None).unwrap_err();
    assert!(
        told.contains("F3 of the sheet `March` hold a formula without its value"),
        "{told}"
    );

    for end in [10, sound.len() / 2, sound.len() - 1] {
        let told = table(&sound[..end], None).unwrap_err();
        assert!(told.contains("the workbook cannot be read"), "{told}");
    }
}

/// A workbook in which one part is another.
fn changed(workbook: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut parts = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut others = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..parts.len() {
        let mut part = parts.by_index(place).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if part.name() == name {
            let other = change(text.clone());
            assert_ne!(other, text);
            text = other;
        }
        others
            .start_file(part.name(), zip::write::SimpleFileOptions::default())
            .unwrap();
        others.write_all(text.as_bytes()).unwrap();
    }
    others.finish().unwrap().into_inner()
}

/// The cells of a sheet, row by row.
fn cells(path: &Path, sheet: &str) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = calamine::open_workbook(path).unwrap();
    let range = workbook.worksheet_range(sheet).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn results_are_a_workbook_with_words_numbers_and_links_and_the_same_bytes_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let [one, two, pages] = ["one.xlsx", "two.xlsx", "pages"].map(|name| folder.path().join(name));
    let input = "id,hair_color,x_note\na,black,=1+1\nb,purple,\n";
    for (out, pages) in [(&one, Some(&pages)), (&two, None)] {
        let out = out.to_str().unwrap();
        let mut arguments = vec!["-", "--to", "xlsx", "--output", out];
        if let Some(pages) = pages {
            arguments.extend(["--handouts", pages.to_str().unwrap()]);
        }
        let output = run(&arguments, input.as_bytes());
        assert_eq!(
            output.status.code(),
            Some(1),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert_eq!(output.stdout, b"");
    }
    let rows = cells(&one, "Results");
    let place = |name: &str| {
        let mut header = rows[0].iter();
        header
            .position(|cell| *cell == Data::String(name.to_owned()))
            .unwrap()
    };
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[1][0], Data::String("a".to_owned()));
    assert_eq!(rows[1][place("x_note")], Data::String("=1+1".to_owned()));
    let action = rows[1][place("Action")].to_string();
    assert!(action.contains("not finished"), "{action}");
    assert!(rows[1][place("Result")].to_string().ends_with("so far"));
    assert!(matches!(rows[1][place("Cost from")], Data::Float(_)));
    assert_eq!(rows[1][place("Page")].to_string(), "a.html");
    assert!(
        rows[2][place("Problems")]
            .to_string()
            .contains("unknown-option")
    );
    assert_eq!(rows[2][place("Result")].to_string(), "Could not be read");
    assert_eq!(rows[2][place("Action")].to_string(), "0 correct the record");

    let again = folder.path().join("again.xlsx");
    let arguments = [
        "-",
        "--to",
        "xlsx",
        "--jobs",
        "2",
        "--output",
        again.to_str().unwrap(),
    ];
    run(&arguments, input.as_bytes());
    assert!(fs::read(&two).unwrap() == fs::read(&again).unwrap());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&two).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn the_template_is_read_back_with_every_option_that_it_offers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("template.xlsx");
    let command = [
        "template",
        "--to",
        "xlsx",
        "--output",
        path.to_str().unwrap(),
    ];
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_smp"))
        .args(command)
        .output();
    assert!(output.unwrap().status.success());

    let pack = load::pack(&load::builtin()).unwrap();
    let header = cells(&path, "Answers").remove(0);
    assert_eq!(header.len(), 1 + pack.questions.len());
    let options = cells(&path, "Options");
    let mut offered = options.iter().skip(1);
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let headings = header
        .iter()
        .skip(1)
        .map(|heading| quoted(&heading.to_string()));
    let ids = pack
        .questions
        .iter()
        .map(|question| question.id.to_string());
    let mut by_words = headings.collect::<Vec<_>>().join(",");
    let mut by_ids = ids.collect::<Vec<_>>().join(",");
    for (number, question) in pack.questions.iter().enumerate() {
        let more = if question.kind == Kind::Many { 2 } else { 1 };
        for _ in 0..question.options.len() + more {
            let row = offered.next().unwrap();
            assert_eq!(row[0], header[number + 1]);
            let before = ",".repeat(number);
            _ = write!(by_words, "\n{before}{}", quoted(&row[2].to_string()));
            _ = write!(by_ids, "\n{before}{}", row[3]);
        }
    }
    assert_eq!(offered.next(), None);
    let [by_words, by_ids] = [by_words, by_ids].map(|table| {
        let output = run(&["-", "--from", "csv"], table.as_bytes());
        String::from_utf8(output.stdout).unwrap()
    });
    assert_eq!(by_words.lines().count(), options.len() - 1);
    for (by_words, by_id) in by_words.lines().zip(by_ids.lines()) {
        let [by_words, by_id] = [by_words, by_id].map(|line| {
            let mut result: Value = serde_json::from_str(line).unwrap();
            for error in result["errors"].as_array_mut().into_iter().flatten() {
                error["message"].take();
            }
            result
        });
        assert_eq!(by_words, by_id);
    }
}
