//! A workbook is refused with a reason, or becomes a table.

use std::io::{Cursor, Write as _};

use smp_suitability::batch::workbook_as_table;

use super::shown::{assert_harmless, assert_shown};

/// The parts of a workbook besides its sheet.
const PARTS: [(&str, &str); 4] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
    (
        "xl/sharedStrings.xml",
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>id</t></si><si><t>hair_color</t></si></sst>"#,
    ),
];

/// The bytes are a whole workbook if they begin like one, else the text of its sheet.
pub(super) fn target(bytes: &[u8]) {
    let packed;
    let workbook = if bytes.starts_with(b"PK") {
        bytes
    } else {
        packed = with_sheet(bytes);
        &packed
    };
    match workbook_as_table("a.xlsx", workbook, None) {
        Ok(table) => {
            let text = std::str::from_utf8(&table).expect("a table is text");
            assert_eq!(text.matches('"').count() % 2, 0, "every cell is closed");
            assert!(!text.contains('\r'));
        }
        Err(problems) => {
            assert_shown(&problems, |_| None);
            for problem in problems.diagnostics() {
                assert_harmless(&problem.message);
                assert!(problem.help.is_some());
            }
        }
    }
}

fn with_sheet(sheet: &[u8]) -> Vec<u8> {
    let mut workbook = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = PARTS.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, bytes) in parts.chain([("xl/worksheets/sheet1.xml", sheet)]) {
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        workbook.start_file(name, stored).expect("a name is new");
        workbook.write_all(bytes).expect("memory can be written");
    }
    workbook
        .finish()
        .expect("memory can be written")
        .into_inner()
}
