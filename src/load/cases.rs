//! Reads `cases.json`: answer sets with the results they must give.

use super::answers::{self, Strictness};
use super::earlier::{self, IdPlace};
use super::extends::{self, LayeredPack};
use super::fields::{Fields, text};
use super::files::PackFiles;
use super::flat;
use crate::assess::Table;
use crate::case::{Case, Expected, ExpectedChange, Expert};
use crate::diagnostic::{Code, Problems, shortened};
use crate::format::{CASES_FILE, PACK_FILES, VERDICTS, content_of, validate};
use crate::json::{Arena, Layer, Node, Reader, Removed, Value};
use crate::pack::{Pack, QuestionIndex};

/// Reads the cases of a pack.
///
/// # Errors
/// Every problem of the file, in file order.
pub fn cases(table: &Table, files: &PackFiles) -> Result<Vec<Case>, Problems> {
    let arena = Arena::default();
    let OpenCases {
        tree, mut reader, ..
    } = open(&arena, files)?;
    let object = content_of(CASES_FILE).expect("the file is described");
    validate(&mut reader, &tree, object);
    let mut cases = Vec::new();
    for fields in Fields::new(&tree, object)
        .iter()
        .flat_map(|fields| fields.objects("cases"))
    {
        cases.extend(case(&mut reader, fields, table));
    }
    match Problems::from_vec(reader.into_diagnostics()) {
        Some(problems) => Err(problems),
        None => Ok(cases),
    }
}

/// Returns true if the pack, or the pack that it extends, has cases.
pub fn has_cases(files: &PackFiles) -> bool {
    files.bytes(CASES_FILE).is_some() || extends::has_base(files)
}

/// The number of cases of the base that are left out, as they name something that the pack removes.
///
/// # Errors
/// The file is not JSON.
pub fn cases_left_out(files: &PackFiles) -> Result<usize, Problems> {
    open(&Arena::default(), files).map(|opened| opened.left_out)
}

struct OpenCases<'files> {
    tree: Node<'files>,
    reader: Reader<'files>,
    left_out: usize,
}

fn open<'files>(
    arena: &'files Arena,
    files: &'files PackFiles,
) -> Result<OpenCases<'files>, Problems> {
    let mut layers = LayeredPack::open_header(arena, files)?;
    if layers.has_base() {
        for name in PACK_FILES {
            layers.open(&Arena::default(), name)?; // to know what is removed
        }
    }
    let (mut tree, reader) = layers.open(arena, CASES_FILE)?;
    let left_out = leave_out(arena, &mut tree, layers.removed());
    Ok(OpenCases {
        tree,
        reader,
        left_out,
    })
}

/// Removes the unchanged cases of a base that name something removed, and counts them.
fn leave_out<'text>(arena: &'text Arena, tree: &mut Node<'text>, removed: &[Removed]) -> usize {
    let mut members = tree.members().to_vec();
    let mut left_out = 0;
    for (_, list) in members.iter_mut().filter(|(key, _)| *key == "cases") {
        if let Value::List(cases) = list.value {
            let mut kept = cases.to_vec();
            kept.retain(|case| case.id.layer == Layer::Own || !names_removed(case, removed));
            left_out += cases.len() - kept.len();
            list.value = arena.list(&kept);
        }
    }
    if left_out > 0 {
        tree.value = arena.object(&members);
    }
    left_out
}

/// Returns true if a case names a question, an option or a rule that was removed.
fn names_removed(case: &Node, removed: &[Removed]) -> bool {
    let is_removed = |what, id: &str| removed.iter().any(|removed| removed.is(what, id));
    let answers = case.member("answers").map(Node::members);
    let names_answer = answers
        .unwrap_or_default()
        .iter()
        .any(|(question, answer)| {
            let is_option = |node: &Node| {
                let mut removed = removed.iter();
                node.is_text(|option| removed.any(|removed| removed.is_option(question, option)))
            };
            is_removed("question", question)
                || is_option(answer)
                || answer.items().iter().any(is_option)
        });
    let expect = case.member("expect");
    let expects = |key, what| {
        let list = expect.and_then(|expect| expect.member(key));
        let mut ids = list.map(Node::items).unwrap_or_default().iter();
        ids.any(|node| node.is_text(|id| is_removed(what, id)))
    };
    names_answer
        || expects("findings", "rule")
        || expects("absent", "rule")
        || expects("open", "question")
}

fn case<'text>(reader: &mut Reader<'text>, fields: Fields<'text>, table: &Table) -> Option<Case> {
    let pack = table.pack();
    let given = fields.member("answers").map(|node| {
        let given = flat::read(reader, node, pack, None);
        let reading = table.read(&given.answers);
        answers::report_inapplicable(reader, pack, &given, &reading, Strictness::Exact);
        given.answers
    });
    let expect = (fields.object("expect")).and_then(|fields| expected(reader, fields, pack));
    Some(Case {
        id: fields.id(),
        note: fields.optional_text("note"),
        answers: given?,
        expect: expect?,
        expert: fields.object("expert").and_then(expert),
    })
}

fn expert(fields: Fields) -> Option<Expert> {
    Some(Expert {
        case: fields.text("case"),
        verdict: fields.word("verdict", &VERDICTS)?,
        also: fields.words("also", &VERDICTS),
        disputed: fields.flag("disputed"),
        differs: fields.optional_text("differs"),
    })
}

fn expected<'text>(
    reader: &mut Reader<'text>,
    fields: Fields<'text>,
    pack: &Pack,
) -> Option<Expected> {
    let findings = rules(reader, fields.items("findings"), pack);
    let cleared = rules(reader, fields.items("cleared"), pack);
    let absent = rules(reader, fields.items("absent"), pack);
    let open = (fields.items("open").iter())
        .filter_map(|node| open_question(reader, node, pack))
        .collect();
    let what_if = (fields.objects("what_if"))
        .filter_map(|fields| expected_change(reader, fields, pack))
        .collect();
    Some(Expected {
        verdict: fields.word("verdict", &VERDICTS)?,
        score: fields.range("score"),
        findings,
        cleared,
        only: fields.flag("only"),
        absent,
        open,
        what_if,
    })
}

fn expected_change<'text>(
    reader: &mut Reader<'text>,
    fields: Fields<'text>,
    pack: &Pack,
) -> Option<ExpectedChange> {
    let changes = fields.member("changes")?;
    Some(ExpectedChange {
        changes: flat::read(reader, changes, pack, None).answers,
        verdict: fields.word("verdict", &VERDICTS),
    })
}

/// The ids of rules; each that does not exist is reported.
fn rules<'text>(reader: &mut Reader<'text>, nodes: &[Node<'text>], pack: &Pack) -> Vec<String> {
    let mut ids = Vec::new();
    for (node, id) in nodes.iter().filter_map(|node| Some((node, text(node)?))) {
        if pack.rules.iter().all(|rule| rule.id != id) {
            let known = pack.rules.iter().map(|rule| rule.id.as_str());
            let message = format!("`{}` is not a rule of this pack", shortened(id));
            let help = reader.help_for_unknown_id(node, "rule", id, known);
            reader.report(Code::UnknownRule, node, message, help);
        }
        ids.push(id.to_owned());
    }
    ids
}

fn open_question<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    pack: &Pack,
) -> Option<QuestionIndex> {
    let id = text(node)?;
    let found = pack.find_question(id);
    let place = IdPlace::Value(node);
    if found.is_none() && !earlier::report(reader, pack.former(), id, place, &[]) {
        let known = pack.questions.iter().map(|question| question.id.as_str());
        let message = format!("`{}` is not a question", shortened(id));
        let help = reader.help_for_unknown_id(node, "question", id, known);
        reader.report(Code::UnknownQuestion, node, message, help);
    }
    found.map(|(index, _)| index)
}
