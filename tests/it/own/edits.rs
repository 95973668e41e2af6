//! Changes to entries of the built-in pack: merged, they are what one would write by hand.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use smp_suitability::diagnostic::Problems;
use smp_suitability::load;

use super::{GUIDE, QUESTIONS, RULES, SOURCES, TABLES, content, files};

/// One change to an entry of a list, as a pack would write it and as it must turn out.
#[derive(Debug, Clone)]
struct Edit {
    list: Index,
    entry: Index,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Text,
    Copy,
    CopyBefore(Index),
    Move(Index),
}

/// Lists of entries, and a text of each entry.
const LISTS: [(&str, &str, &str); 5] = [
    (QUESTIONS, "/questions", "why"),
    (RULES, "/rules", "because"),
    (GUIDE, "/sections", "title"),
    (SOURCES, "/claims", "says"),
    (TABLES, "/cost/countries/0/rows", "because"),
];

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let index = any::<Index>;
    let what = prop_oneof![
        Just(What::Text),
        Just(What::Copy),
        index().prop_map(What::CopyBefore),
        index().prop_map(What::Move),
    ];
    let edit = (index(), index(), what);
    let edit = edit.prop_map(|(list, entry, what)| Edit { list, entry, what });
    proptest::collection::vec(edit, 1..8)
}

fn builtin_file(name: &str) -> Value {
    let files = load::builtin();
    let (_, bytes) = files.files.iter().find(|(file, _)| *file == name).unwrap();
    serde_json::from_slice(bytes).unwrap()
}

/// The own file for a list with one edit, and the whole list as it must turn out.
fn edited(edit: &Edit) -> (&'static str, Value, Value) {
    let (file, pointer, text) = *edit.list.get(&LISTS);
    let mut whole = builtin_file(file);
    let list = whole.pointer_mut(pointer).unwrap().as_array_mut().unwrap();
    // The last row is for everybody and stays the last.
    let count = list.len() - 1;
    let (at, id) = (edit.entry.index(count), |entry: &Value| entry["id"].clone());
    let own = match &edit.what {
        What::Text => {
            list[at][text] = json!("Changed.");
            json!({ "id": id(&list[at]), text: "Changed." })
        }
        What::Copy if file != TABLES => {
            let mut copy = list[at].clone();
            copy["id"] = json!("copied");
            list.push(copy.clone());
            copy
        }
        What::Copy => json!({ "id": id(&list[at]) }),
        What::CopyBefore(before) => {
            let before = before.index(count);
            let mut own = list[at].clone();
            own["id"] = json!("copied");
            let copy = own.clone();
            own["before"] = id(&list[before]);
            list.insert(before, copy);
            own
        }
        What::Move(before) => {
            let before = before.index(count);
            if before == at {
                json!({ "id": id(&list[at]) })
            } else {
                let own = json!({ "id": id(&list[at]), "before": id(&list[before]) });
                let moved = list.remove(at);
                list.insert(if at < before { before - 1 } else { before }, moved);
                own
            }
        }
    };
    let mut content = json!([own]);
    for step in pointer
        .split('/')
        .skip(1)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        content = match step {
            "0" => json!([{ "country": "US", "rows": content }]),
            "rows" => content,
            key => json!({ key: content }),
        };
    }
    (file, content, whole)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn a_merged_pack_is_what_one_would_write_by_hand(edits in edits()) {
        let mut by_hand = load::builtin();
        let mut own = Vec::new();
        for edit in &edits {
            let (file, content, whole) = edited(edit);
            if own.iter().any(|(name, _)| *name == file) {
                continue; // one edit for each file
            }
            own.push((file, content.to_string()));
            let bytes = &mut by_hand.files.iter_mut().find(|(name, _)| *name == file).unwrap().1;
            *bytes = whole.to_string().into_bytes().into();
        }
        let own: Vec<_> = own.iter().map(|(name, text)| (*name, text.as_str())).collect();
        // What cannot be loaded (a question before one that it depends on) cannot be either way.
        match (load::pack(&files(&own)), load::pack(&by_hand)) {
            (Ok(merged), Ok(by_hand)) => prop_assert_eq!(content(&merged), content(&by_hand)),
            (Err(merged), Err(by_hand)) => {
                let codes = |problems: Problems| {
                    let problems = problems.into_diagnostics().into_iter();
                    let named = problems.map(|problem| (problem.code.name(), problem.message));
                    named.collect::<std::collections::BTreeSet<_>>()
                };
                prop_assert_eq!(codes(merged), codes(by_hand));
            }
            (merged, _) => prop_assert!(false, "only one can be loaded: {:?}", merged.err()),
        }
    }
}
