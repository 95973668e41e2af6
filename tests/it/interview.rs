//! The real program in conversation: at a terminal, on a screen that can do little, and over a pipe.

mod after;
mod card;
mod changed;
mod closing;
mod drawing;
mod ending;
pub(crate) mod lines;
mod menus;
mod pasting;
pub(crate) mod person;
pub(crate) mod pty;
mod resuming;
mod review;
mod signals;
mod skipping;
mod spoken;
mod stopping;
mod transcripts;

/// A pack of four questions and three follow-ups, so that the real one can change.
pub(crate) const SMALL: [&str; 2] = ["--rules", "tests/packs/small"];
