//! Pictures of an assessment as inline SVG, each with a title and a description that says the same.
//!
//! Every picture is 360 units wide, so that its letters can be read on a phone.
//!
//! - `figure` the frame of a picture, its title and its description
//! - `head` where hair is lost and how dots might look there, made of [`shapes`]
//! - `recovery` the days of healing
//! - `scales` cost, visits and upkeep as ranges

mod figure;
mod head;
mod recovery;
mod scales;
pub(super) mod shapes;

pub(super) use head::head;
pub(super) use recovery::recovery;
pub(super) use scales::scales;
