//! Pictures of an assessment as inline SVG, each with a title and a description that says the same.
//!
//! Every picture is 360 units wide, so that its letters can be read on a phone.

mod head;
mod portrait;
mod recovery;
mod scales;
pub(super) mod shapes;

pub(super) use head::head;
pub(super) use recovery::recovery;
pub(super) use scales::scales;

use maud::{Markup, html};

use super::sanitize::sanitized;

const WIDTH: u32 = 360;

/// A drawing: what it is, and what it shows in words.
struct Figure<'a> {
    id: &'a str,
    height: i32,
    title: &'a str,
    description: &'a str,
}

impl Figure<'_> {
    fn drawn(&self, drawing: &Markup) -> Markup {
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
    fn framed(&self, drawing: &Markup, caption: &str) -> Markup {
        html! {
            figure class=(self.id) {
                (self.drawn(drawing))
                figcaption { (sanitized(caption)) }
            }
        }
    }
}

/// Words at a place.
fn label(x: i32, y: i32, class: &str, text: &str) -> Markup {
    html! { text x=(x) y=(y) class=(class) { (sanitized(text)) } }
}

fn bar(x: i32, y: i32, width: i32, class: &str) -> Markup {
    html! { rect x=(x) y=(y) width=(width.max(2)) height="10" rx="2" class=(class) {} }
}
