//! Reads one person's answers from a FHIR R4 `QuestionnaireResponse`.
//!
//! As strict as for a flat file: whatever the questionnaire of the pack does not have is a problem.
//! What a response says about itself is checked, kept, and not understood.

mod answer;
mod check;
mod element;
mod envelope;
mod item;

use super::answers::AnswerPlace;
use super::reader::Reader;
use super::tree::Node;
use crate::answers::Answers;
use crate::fhir::Names;
use crate::pack::Pack;

/// Whether a file is a FHIR resource, of whatever kind. No question and no key of ours is written like that.
pub(super) fn is_resource(tree: &Node) -> bool {
    tree.member("resourceType").is_some()
}

/// Reads a response; the places of the answers are kept for problems found later.
pub(super) fn read<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    pack: &Pack,
) -> (Answers, Vec<AnswerPlace<'node, 'text>>) {
    let names = Names::of(pack);
    let mut answers = Answers::blank(pack);
    let items = envelope::read(reader, node, &names, &mut answers);
    let mut walk = item::ItemReader::new(pack, &names, &mut answers);
    if let Some(items) = items {
        walk.items(reader, items, None);
    }
    let places = walk.into_places();
    (answers, places)
}
