//! Keys and value ranges that objects of several files share.

use super::shape::Shape::{Filled, Integer, Named, Text};
use super::shape::{Key, Shape, must};

/// Longest wait, and last day of a message, in days: a hundred years.
pub(crate) const MOST_DAYS: i32 = 36_500;

pub(super) const SCORE: Shape = Integer(0, 100);
pub(super) const DAYS: Shape = Integer(0, MOST_DAYS);
pub(super) const CITED: Shape = Filled(&Named);

pub(super) const BECAUSE: Key = must("because", Text);
pub(super) const SOURCES_OF: Key = must("sources", CITED);
pub(super) const CLAIMS_OF: Key = must("claims", CITED);
