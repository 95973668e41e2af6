//! One drawing of a page: its size, and its title and description in words.

use maud::{Markup, html};

use crate::report::sanitize::sanitized;

/// Units that every drawing is wide.
const WIDTH: u32 = 360;

/// A drawing: what it is, and what it shows in words.
pub(super) struct Figure<'a> {
    pub(super) id: &'a str,
    pub(super) height: i32,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
}

impl Figure<'_> {
    pub(super) fn drawn(&self, drawing: &Markup) -> Markup {
        let [title, description] = ["title", "desc"].map(|part| format!("{}-{part}", self.id));
        html! {
            svg role="img" viewBox=(format!("0 0 {WIDTH} {}", self.height))
                aria-labelledby=(format!("{title} {description}")) {
                title id=(title) { (sanitized(self.title)) }
                desc id=(description) { (sanitized(self.description)) }
                (drawing)
            }
        }
    }

    /// The drawing in a frame with a line below it.
    pub(super) fn framed(&self, drawing: &Markup, caption: &str) -> Markup {
        html! {
            figure class=(self.id) {
                (self.drawn(drawing))
                figcaption { (sanitized(caption)) }
            }
        }
    }
}

/// Words at a place.
pub(super) fn label(x: i32, y: i32, class: &str, text: &str) -> Markup {
    html! { text x=(x) y=(y) class=(class) { (sanitized(text)) } }
}

pub(super) fn bar(x: i32, y: i32, width: i32, class: &str) -> Markup {
    html! { rect x=(x) y=(y) width=(width.max(2)) height="10" rx="2" class=(class) {} }
}
