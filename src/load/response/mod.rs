//! Reads one person's answers from a FHIR R4 `QuestionnaireResponse`, or from a `Bundle` with one.
//!
//! As strict as for a flat file: anything that the questionnaire of the pack does not have is a problem.
//! The other elements of a response are checked and kept, and their meaning is ignored.

mod answer;
mod bundle;
mod check;
mod element;
mod envelope;
mod item;

pub use bundle::responses_in_bundle;

use super::flat::PlacedAnswers;
use crate::diagnostic::Code;
use crate::fhir::Names;
use crate::json::{Node, Reader};
use crate::pack::{Answers, Pack};

/// Returns true if a file is a FHIR resource of any kind. No id of a question has capital letters.
pub(super) fn is_resource(tree: &Node) -> bool {
    tree.member("resourceType").is_some()
}

/// Reads a response.
pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    pack: &Pack,
) -> PlacedAnswers<'text> {
    let names = Names::of(pack);
    let mut answers = Answers::blank(pack);
    let items = match bundle::responses(node).as_deref() {
        None => envelope::read(reader, node, &names, &mut answers),
        Some(&[only]) => envelope::read(reader, only, &names, &mut answers),
        Some(several) => {
            refuse_bundle(reader, node, several.len());
            None
        }
    };
    let mut reading = item::ItemReader::new(pack, &names, &mut answers);
    if let Some(items) = items {
        reading.items(reader, items, None);
    }
    let places = reading.into_places();
    PlacedAnswers {
        answers,
        places,
        reworded: Vec::new(),
    }
}

/// Reports a bundle with no response, or with several.
fn refuse_bundle(reader: &mut Reader, node: &Node, count: usize) {
    let kind = node.member("resourceType").unwrap_or(node);
    let (message, help) = if count == 0 {
        let message = "the `Bundle` holds no `QuestionnaireResponse`".to_owned();
        let help =
            "take a bundle with the person's `QuestionnaireResponse`, or that resource alone";
        (message, help)
    } else {
        let message = format!("the `Bundle` holds {count} `QuestionnaireResponse` resources");
        (
            message,
            "`smp batch` reads all of them; take one out to read it alone",
        )
    };
    reader.report(Code::WrongResource, kind, message, help.to_owned());
}
