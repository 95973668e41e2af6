//! The questionnaire as a page: in a browser it shows what the engine says, and what it hands over is read back.

mod browser;
mod page;
mod person;
mod posted;
