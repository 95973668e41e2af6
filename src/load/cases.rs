//! Reads `cases.json`: answer sets with the results they must give.

use super::answers;
use super::fields::Fields;
use super::file;
use super::header::VERDICTS;
use super::ids::{Form, Ids};
use super::reader::{Reader, shortened};
use super::tree::Node;
use super::{CASES_FILE, PackFiles, missing};
use crate::assess::Table;
use crate::diagnostic::{Code, Problems};
use crate::pack::{Case, Expected, ExpectedChange, Expert, Pack, QuestionIndex, Verdict};

/// Reads the cases of a pack.
///
/// # Errors
/// Every problem of the file, in file order.
pub fn cases(table: &Table, files: &PackFiles) -> Result<Vec<Case>, Problems> {
    let file = files.shown(CASES_FILE);
    let bytes = files
        .bytes(CASES_FILE)
        .ok_or_else(|| missing(files, CASES_FILE))?;
    let text = file::text(&file, bytes)?;
    let tree = file::tree(&file, text)?;
    let mut reader = Reader::new(&file, text);
    let cases = read(&mut reader, &tree, table);
    match Problems::of(reader.into_diagnostics()) {
        Some(problems) => Err(problems),
        None => Ok(cases),
    }
}

fn read<'text>(reader: &mut Reader<'text>, node: &Node<'text>, table: &Table) -> Vec<Case> {
    let Some(mut fields) = reader.fields(node) else {
        return Vec::new();
    };
    let mut ids = Ids::new("case", Form::Citation);
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
    ids: &mut Ids<'node, 'text>,
    table: &Table,
) -> Option<Case> {
    let pack = table.pack();
    let (mut fields, id) = ids.entry(reader, node)?;
    let remark = fields.optional_text(reader, "note");
    let given = fields.required("answers").map(|node| {
        let (answers, places) = answers::read(reader, node, pack);
        answers::report_inapplicable(reader, table, &answers, &places);
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
    let mut fields = reader.fields(node)?;
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
    let mut fields = reader.fields(node)?;
    let verdict: Option<Verdict> = fields.word(reader, "verdict", &VERDICTS);
    let score = fields.optional("score");
    let score = score.and_then(|node| score_range(reader, node));
    let findings = rules(reader, &mut fields, "findings", pack);
    let only = fields.mark(reader, "only");
    let absent = rules(reader, &mut fields, "absent", pack);
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
    let mut fields = reader.fields(node)?;
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
    fields: &mut Fields<'_, 'text>,
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
            let help = reader.similar(node, "rule", id, known);
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
    if found.is_none() {
        let known = pack.questions.iter().map(|question| question.id.as_str());
        let message = format!("`{}` is not a question", shortened(id));
        let help = reader.similar(node, "question", id, known);
        reader.report(Code::UnknownQuestion, node, message, help);
    }
    found.map(|(index, _)| index)
}
