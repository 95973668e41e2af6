//! The small pack with something more in it, in a folder of its own.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use smp_suitability::load::PACK_FILES;
use tempfile::TempDir;

/// A copy of the small pack, whose questions are changed, and in which a rule is added about whoever meets
/// a condition: SMP is not recommended.
pub(super) fn pack(change: impl Fn(&mut Value), not_recommended: &Value) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    for name in PACK_FILES {
        let bytes = fs::read(Path::new("tests/packs/small").join(name)).unwrap();
        let mut content: Value = serde_json::from_slice(&bytes).unwrap();
        if name == "questionnaire.json" {
            change(&mut content);
        }
        if name == "suitability.json" {
            content["rules"].as_array_mut().unwrap().push(json!({
                "id": "added", "when": not_recommended, "verdict": "not_recommended", "because": "It is not for you.",
                "sources": ["book"], "claims": ["C1"],
            }));
        }
        fs::write(folder.path().join(name), content.to_string()).unwrap();
    }
    let path = folder.path().to_str().unwrap().to_owned();
    (folder, path)
}
