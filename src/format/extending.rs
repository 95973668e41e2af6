//! The keys of a pack that extends another.

/// The only pack that another may extend: the built-in one.
pub const BASE_PACK: &str = "smp";

/// The key of the header that names the extended pack.
pub(crate) const EXTENDS: &str = "extends";

/// The key of an object with the ids of entries to remove from its lists.
pub(crate) const REMOVE: &str = "remove";

/// The key of an entry that names the entry to insert it before.
pub(crate) const BEFORE: &str = "before";
