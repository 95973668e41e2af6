//! Record in, record out: the pure part of work on a great many people.
//!
//! Every record passes the checks of a single file: what the quick reader does not know by heart goes
//! to [`crate::load`], which also words every refusal. Streams, threads and progress belong to the shell.

mod columns;
mod compact;
mod conceal;
mod expected;
mod extras;
mod handout;
mod index;
mod judged;
mod page_name;
mod pieces;
mod record;
mod refusal;
mod row;
mod scan;
mod sheet;
mod split;
mod summary;
mod tally;
mod vocabulary;
mod word;
mod worker;

pub use self::columns::Columns;
pub use self::handout::{Detail, Handout, HandoutMaker};
pub use self::index::{Index, IndexPage};
pub use self::judged::{Private, Start};
pub use self::sheet::sheet_header;
pub use self::split::{Content, Cut, Piece, Splitter};
pub use self::summary::{summary_json, summary_text};
pub use self::tally::Tally;
pub use self::worker::{Form, Outcome, Worker};
