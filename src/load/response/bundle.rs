//! Finds the responses in a `Bundle`, the list in which FHIR servers send resources.
//!
//! Other resources are passed over: a search for responses may also return their patients and questionnaires.

use std::ops::Range;

use super::check::is_member;
use crate::json::{self, Arena, Layer, Node};

/// The byte ranges of the `QuestionnaireResponse`s in the text of a `Bundle`, in its order.
///
/// `None` if the text is not JSON, or not a bundle.
pub fn responses_in_bundle(text: &str) -> Option<Vec<Range<usize>>> {
    let arena = Arena::default();
    let tree = json::parse(&arena, "", text, Layer::Own).ok()?;
    let numbers = responses(&tree)?.into_iter().map(|node| node.id.number);
    let locations = json::locate(text, numbers.collect());
    let ranges = locations.into_values().map(|at| at.value.byte..at.end);
    Some(ranges.collect())
}

/// The responses in a bundle, in its order; `None` for anything else.
pub(super) fn responses<'text>(tree: &Node<'text>) -> Option<Vec<&'text Node<'text>>> {
    if !is_member(tree, "resourceType", "Bundle") {
        return None;
    }
    let entries = tree.member("entry").map(Node::items).unwrap_or_default();
    let resources = entries.iter().filter_map(|entry| entry.member("resource"));
    let responses =
        resources.filter(|node| is_member(node, "resourceType", "QuestionnaireResponse"));
    Some(responses.collect())
}

#[cfg(test)]
mod tests {
    use super::responses_in_bundle;

    #[test]
    fn the_responses_of_a_bundle_are_found_and_nothing_else() {
        let text = r#" {"entry": [
            {"resource": {"resourceType": "Patient", "id": "é"}}, {"fullUrl": "urn:x"}, 7,
            {"resource": {"contained": [{"resourceType": "QuestionnaireResponse"}], "resourceType": "Basic"}},
            {"resource": {"item": [{}], "resourceType": "QuestionnaireResponse"}, "search": {"mode": "match"}},
            {"resource": { "resourceType": "QuestionnaireResponse" }}
        ], "resourceType": "Bundle"}"#;
        let found = responses_in_bundle(text).expect("a bundle");
        let found: Vec<_> = found.into_iter().map(|range| &text[range]).collect();
        let expected = [
            r#"{"item": [{}], "resourceType": "QuestionnaireResponse"}"#,
            r#"{ "resourceType": "QuestionnaireResponse" }"#,
        ];
        assert_eq!(found, expected);
        let none = responses_in_bundle(r#"{"resourceType": "Bundle", "total": 0}"#);
        assert_eq!(none, Some(Vec::new()));
        for other in ["", "{", "[]", r#"{"entry": []}"#, expected[1]] {
            assert_eq!(responses_in_bundle(other), None, "{other}");
        }
    }
}
