//! JSON text to a tree of values with places, and the problems found in it.
//!
//! Knows nothing of packs: what a value means is up to the reader of the tree. From bytes to messages:
//!
//! - `file` checks size and encoding, and parses
//! - `tree` is the parsed text; each value has an id: its file and its number in the text
//! - `reader` collects problems with values; `values` reads values of an expected type
//! - `removed` are entries that another file takes out, for help lines
//! - `locate` finds line, column and pointer of the values with problems

mod file;
mod locate;
mod mistake;
mod reader;
mod removed;
mod tree;
mod values;

pub use file::MAX_BYTES;
pub(crate) use file::{decode, parse};
pub(crate) use locate::{TextPosition, locate, position};
pub(crate) use reader::{FileText, Reader};
pub(crate) use removed::Removed;
pub(crate) use tree::{Arena, Layer, Member, Node, Value, ValueId};
pub(crate) use values::{MOST_LETTERS, Members, described};
