//! The program under fire: full disks, places that cannot be written to, streams that close, sudden ends.

mod commands;
mod full_disk;
mod kills;
pub(crate) mod meanwhile;
mod places;
mod same_bytes;
mod streams;
