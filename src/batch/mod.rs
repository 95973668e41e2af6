//! Record in, record out: the pure part of work on a great many people.
//!
//! Every record passes the checks of a single file: what the quick reader does not know by heart goes
//! to [`crate::load`], which also words every refusal. Streams, threads and progress belong to the shell.

mod chunked_strings;
mod columns;
mod compact;
mod csv;
mod error_record;
mod escape;
mod expected;
mod fast_json;
mod framing;
mod handout;
mod index;
mod page_name;
mod record;
mod record_result;
mod redact;
mod row;
mod summary;
mod tally;
mod worker;

pub use self::columns::Columns;
pub use self::csv::csv_header;
pub use self::framing::{Content, Frame, Framing, Splitter};
pub use self::handout::{Detail, Handout, HandoutMaker};
pub use self::index::{Index, IndexPage};
pub use self::record_result::{Private, Start};
pub use self::summary::{summary_json, summary_text};
pub use self::tally::Tally;
pub use self::worker::{RecordStatus, ResultForm, Worker};
