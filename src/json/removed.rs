//! Entries that a pack removes, so that messages about their ids can say where.

/// An entry that a pack removes from the pack that it extends.
#[derive(Debug, Clone)]
pub(crate) struct Removed {
    /// The kind of entry, such as `option`.
    pub(crate) what: &'static str,
    /// The id of the entry around it: the question of an option.
    pub(crate) owner: Option<String>,
    pub(crate) id: String,
    /// Where the pack removes it, as a message shows it.
    pub(crate) place: String,
}

impl Removed {
    pub(crate) fn is(&self, what: &str, id: &str) -> bool {
        self.what == what && self.id == id
    }

    pub(crate) fn is_option(&self, question: &str, id: &str) -> bool {
        self.is("option", id) && self.owner.as_deref() == Some(question)
    }

    /// A help line for a value that still names it.
    pub(crate) fn help(&self) -> String {
        let Self { id, place, .. } = self;
        format!("`{id}` is removed at {place}; change or remove what names it too")
    }
}
