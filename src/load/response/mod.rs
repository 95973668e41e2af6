//! Reads one person's answers from a FHIR R4 `QuestionnaireResponse`.
//!
//! As strict as for a flat file: anything that the questionnaire of the pack does not have is a problem.
//! The other elements of a response are checked and kept, and their meaning is ignored.

mod answer;
mod check;
mod element;
mod envelope;
mod item;

use super::flat::PlacedAnswers;
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
    let items = envelope::read(reader, node, &names, &mut answers);
    let mut reading = item::ItemReader::new(pack, &names, &mut answers);
    if let Some(items) = items {
        reading.items(reader, items, None);
    }
    let places = reading.into_places();
    PlacedAnswers { answers, places }
}
