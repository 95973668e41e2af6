//! A row of a table gives what the same record gives.

use smp_suitability::assess::Table;
use smp_suitability::batch::{Columns, RecordStatus, ResultForm, Start, Worker};
use smp_suitability::load;

#[test]
fn a_row_gives_what_the_same_record_gives_in_short_and_in_full() {
    let pack = load::pack(&load::builtin()).unwrap();
    let table = Table::new(&pack);
    let columns = Columns::read(&pack, "leads.csv", 1, b"id,hair_color,skin", b',').unwrap();
    let start = Start { line: 2, column: 1 };
    for form in [ResultForm::Compact, ResultForm::Full, ResultForm::Csv] {
        let (mut of_row, mut of_json) = (Vec::new(), Vec::new());
        let mut worker = Worker::new(&table, form);
        let row = b"a,black,broken_skin;moles";
        let json = br#"{ "id": "a", "hair_color": "black", "skin": ["broken_skin", "moles"] }"#;
        let outcomes = [
            worker.row(start, &columns, row, &mut of_row),
            worker.json(start, json, &mut of_json),
        ];
        assert_eq!(outcomes, [RecordStatus::Assessed; 2]);
        let [row, json] = [of_row, of_json].map(|bytes| String::from_utf8(bytes).unwrap());
        assert!(row.contains("black") || row.contains("wait") || row.contains("see_doctor_first"));
        assert_eq!(row, json);
    }
}
