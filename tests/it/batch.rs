//! Many records at once: the library's part against the way of a single file, and the program's streams.

mod blank_rows;
mod handouts;
mod private;
mod program;
pub(crate) use program::run;
mod rows;
mod same_checks;
mod so_far;
mod streams;
