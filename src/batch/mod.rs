//! Record in, record out: the pure part of work on many people.
//!
//! Every record passes the checks of a single file: what the fast path does not accept goes to
//! [`crate::load`], which also words every problem. Streams, threads and progress belong to the shell.

mod action;
mod chunked_strings;
mod column_names;
mod columns;
mod error_record;
mod escape;
mod fast_json;
mod framing;
mod handout;
mod head_rows;
mod header;
mod index;
mod page_name;
mod people;
mod record;
mod remarks;
mod results;
mod row;
mod row_writer;
mod suggestion;
mod summary;
mod workbook;
mod worker;

pub use self::action::Action;
pub use self::columns::{ColumnOptions, Columns, TableHead};
pub use self::framing::{Content, Frame, Framing, Splitter};
pub use self::handout::{Detail, Handout, HandoutMaker};
pub use self::index::{Index, IndexPage};
pub use self::people::PeopleTable;
pub use self::record::{Private, Start};
pub use self::remarks::Remarks;
pub use self::results::csv_header;
pub use self::row_writer::CellSafety;
pub use self::suggestion::ColumnSuggestion;
pub use self::summary::{Tally, records, summary_json, summary_text};
pub use self::workbook::{MAX_WORKBOOK_BYTES, WORKBOOK_DELIMITER, workbook_as_table};
pub use self::worker::{RecordStatus, ResultForm, Worker};
