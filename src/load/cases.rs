//! Reads `cases.json`: answer sets with the results they must give.

use super::answers;
use super::earlier;
use super::extends::{self, LayeredPack, Removed};
use super::fields::Fields;
use super::format::{CASE, CASES, EXPECTED, EXPECTED_CHANGE, EXPERT};
use super::header::VERDICTS;
use super::ids::IdRegistry;
use super::reader::{BASE, Reader, shortened};
use super::tree::{Arena, Node, Value};
use super::{CASES_FILE, PACK_FILES, PackFiles};
use crate::assess::Table;
use crate::case::{Case, Expected, ExpectedChange, Expert};
use crate::diagnostic::{Code, Problems};
use crate::pack::{Pack, QuestionIndex, Verdict};

/// Reads the cases of a pack.
///
/// # Errors
/// Every problem of the file, in file order.
pub fn cases(table: &Table, files: &PackFiles) -> Result<Vec<Case>, Problems> {
    let arena = Arena::default();
    let Opened {
        tree, mut reader, ..
    } = open(&arena, files)?;
    let cases = read(&mut reader, &tree, table);
    match Problems::from_vec(reader.into_diagnostics()) {
        Some(problems) => Err(problems),
        None => Ok(cases),
    }
}

/// Whether there are cases to read: those of the pack, or of the one that it extends.
pub fn has_cases(files: &PackFiles) -> bool {
    files.bytes(CASES_FILE).is_some() || extends::has_base(files)
}

/// How many cases of the base are left out, as they name something that the pack removes.
///
/// # Errors
/// The file is not JSON.
pub fn cases_left_out(files: &PackFiles) -> Result<usize, Problems> {
    open(&Arena::default(), files).map(|opened| opened.left_out)
}

struct Opened<'files> {
    tree: Node<'files>,
    reader: Reader<'files>,
    left_out: usize,
}

fn open<'files>(
    arena: &'files Arena,
    files: &'files PackFiles,
) -> Result<Opened<'files>, Problems> {
    let mut layers = LayeredPack::of(arena, files)?;
    if layers.has_base() {
        for name in PACK_FILES {
            layers.open(&Arena::default(), name)?; // to know what is removed
        }
    }
    let (mut tree, reader) = layers.open(arena, CASES_FILE)?;
    let left_out = leave_out(arena, &mut tree, layers.removed());
    Ok(Opened {
        tree,
        reader,
        left_out,
    })
}

/// Takes out the unchanged cases of a base that name something removed, and counts them.
fn leave_out<'text>(arena: &'text Arena, tree: &mut Node<'text>, removed: &[Removed]) -> usize {
    let mut members = tree.members().to_vec();
    let mut left_out = 0;
    for (_, list) in members.iter_mut().filter(|(key, _)| *key == "cases") {
        if let Value::List(cases) = list.value {
            let mut kept = cases.to_vec();
            kept.retain(|case| case.ordinal < BASE || !names_removed(case, removed));
            left_out += cases.len() - kept.len();
            list.value = arena.list(&kept);
        }
    }
    if left_out > 0 {
        tree.value = arena.object(&members);
    }
    left_out
}

/// Whether a case names a question, an option or a rule that was removed.
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

fn read<'text>(reader: &mut Reader<'text>, node: &Node<'text>, table: &Table) -> Vec<Case> {
    let Some(fields) = reader.fields(node, &CASES) else {
        return Vec::new();
    };
    let mut ids = IdRegistry::new(&CASE);
    let mut cases = Vec::new();
    for node in fields.list(reader, "cases") {
        cases.extend(case(reader, node, &mut ids, table));
    }
    fields.finish(reader);
    cases
}

fn case<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    ids: &mut IdRegistry<'node, 'text>,
    table: &Table,
) -> Option<Case> {
    let pack = table.pack();
    let (fields, id) = ids.entry(reader, node)?;
    let remark = fields.optional_text(reader, "note");
    let given = fields.required("answers").map(|node| {
        let (answers, places) = answers::read(reader, node, pack);
        let reading = table.read(&answers);
        answers::report_inapplicable(reader, pack, (&answers, &reading), &places);
        answers
    });
    let expect = fields.required("expect");
    let expect = expect.and_then(|node| expected(reader, node, pack));
    let view = fields.optional("expert");
    let view = view.and_then(|node| expert(reader, node));
    fields.finish(reader);
    Some(Case {
        id,
        note: remark,
        answers: given?,
        expect: expect?,
        expert: view,
    })
}

fn expert<'text>(reader: &mut Reader<'text>, node: &Node<'text>) -> Option<Expert> {
    let fields = reader.fields(node, &EXPERT)?;
    let case = fields.text(reader, "case");
    let verdict: Option<Verdict> = fields.word(reader, "verdict", &VERDICTS);
    let also = fields.optional_list(reader, "also").iter();
    let also = also
        .filter_map(|node| reader.word(node, &VERDICTS))
        .collect();
    let disputed = fields.mark(reader, "disputed");
    let differs = fields.optional_text(reader, "differs");
    fields.finish(reader);
    Some(Expert {
        case,
        verdict: verdict?,
        also,
        disputed,
        differs,
    })
}

fn expected<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    pack: &Pack,
) -> Option<Expected> {
    let fields = reader.fields(node, &EXPECTED)?;
    let verdict: Option<Verdict> = fields.word(reader, "verdict", &VERDICTS);
    let score = fields.optional("score");
    let score = score.and_then(|node| score_range(reader, node));
    let findings = rules(reader, &fields, "findings", pack);
    let cleared = rules(reader, &fields, "cleared", pack);
    let only = fields.mark(reader, "only");
    let absent = rules(reader, &fields, "absent", pack);
    let open = fields.optional_list(reader, "open").iter();
    let open = open
        .filter_map(|node| open_question(reader, node, pack))
        .collect();
    let what_if = fields.optional_list(reader, "what_if").iter();
    let what_if = what_if
        .filter_map(|node| expected_change(reader, node, pack))
        .collect();
    fields.finish(reader);
    Some(Expected {
        verdict: verdict?,
        score,
        findings,
        cleared,
        only,
        absent,
        open,
        what_if,
    })
}

fn expected_change<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    pack: &Pack,
) -> Option<ExpectedChange> {
    let fields = reader.fields(node, &EXPECTED_CHANGE)?;
    let changes = fields.required("changes");
    let changes = changes.map(|node| answers::read(reader, node, pack).0);
    let verdict = fields.optional("verdict");
    let verdict = verdict.and_then(|node| reader.word(node, &VERDICTS));
    fields.finish(reader);
    Some(ExpectedChange {
        changes: changes?,
        verdict,
    })
}

fn score_range<'text>(reader: &mut Reader<'text>, node: &Node<'text>) -> Option<(i32, i32)> {
    let help = "write the lowest and the highest score, such as `[60, 60]`";
    let [low, high] = (reader.pair(node, help)?).map(|node| reader.integer(node, -1_000, 1_000));
    let (low, high) = (low?, high?);
    if high < low {
        let message = format!("the range goes from {low} down to {high}");
        let help = "write the lower number first";
        reader.report(Code::BadRange, node, message, help.to_owned());
    }
    Some((low, high))
}

fn rules<'text>(
    reader: &mut Reader<'text>,
    fields: &Fields<'_, 'text>,
    key: &'static str,
    pack: &Pack,
) -> Vec<String> {
    let mut ids = Vec::new();
    for node in fields.optional_list(reader, key) {
        let Some(id) = reader.text(node) else {
            continue;
        };
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
    let id = reader.text(node)?;
    let found = pack.find_question(id);
    let at = earlier::At::Value(node);
    if found.is_none() && !earlier::report(reader, pack.former(), id, at, &[]) {
        let known = pack.questions.iter().map(|question| question.id.as_str());
        let message = format!("`{}` is not a question", shortened(id));
        let help = reader.help_for_unknown_id(node, "question", id, known);
        reader.report(Code::UnknownQuestion, node, message, help);
    }
    found.map(|(index, _)| index)
}
