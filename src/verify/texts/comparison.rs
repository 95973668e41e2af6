//! The texts of the comparison with alternatives.

use super::pack_text::{HEADING, LABEL, PHRASE, PackText, STATEMENT, add};
use crate::load::PathStep;
use crate::pack::Pack;

const FILE: &str = "guide.json";
const COMPARISON: PathStep = PathStep::Key("comparison");

pub(super) fn texts<'pack>(pack: &'pack Pack, texts: &mut Vec<PackText<'pack>>) {
    let Some(comparison) = &pack.comparison else {
        return;
    };
    let all = vec![COMPARISON];
    add(
        texts,
        FILE,
        all,
        "decision",
        &comparison.decision,
        STATEMENT,
    );
    for row in &comparison.rows {
        let path = [COMPARISON, PathStep::Key("rows"), PathStep::Entry(&row.id)];
        add(texts, FILE, path.to_vec(), "title", &row.title, HEADING);
    }
    for of in &comparison.alternatives {
        let path = [
            COMPARISON,
            PathStep::Key("alternatives"),
            PathStep::Entry(&of.id),
        ];
        let part = |key, id| {
            let mut path = path.to_vec();
            path.extend([PathStep::Key(key), PathStep::Entry(id)]);
            path
        };
        add(texts, FILE, path.to_vec(), "name", &of.name, PHRASE);
        for cell in &of.cells {
            let path = part("cells", &cell.row);
            add(texts, FILE, path, "text", &cell.text, STATEMENT);
        }
        for unfit in &of.unfit {
            let path = part("unfit", &unfit.id);
            add(texts, FILE, path, "text", &unfit.text, STATEMENT);
        }
        for speaks in &of.speaks {
            let path = part("speaks", &speaks.value);
            add(texts, FILE, path, "text", &speaks.text, STATEMENT);
        }
        for (position, cost) in of.costs.iter().enumerate() {
            let mut path = path.to_vec();
            path.extend([PathStep::Key("costs"), PathStep::Position(position)]);
            add(texts, FILE, path, "because", &cost.because, STATEMENT);
        }
    }
    for chance in &comparison.chances {
        let path = [
            COMPARISON,
            PathStep::Key("chances"),
            PathStep::Entry(&chance.id),
        ];
        add(texts, FILE, path.to_vec(), "what", &chance.what, LABEL);
        add(
            texts,
            FILE,
            path.to_vec(),
            "people",
            &chance.people,
            STATEMENT,
        );
        if let Some(note) = &chance.note {
            add(texts, FILE, path.to_vec(), "note", note, STATEMENT);
        }
    }
    for (position, check) in comparison.readiness.iter().enumerate() {
        let path = vec![
            COMPARISON,
            PathStep::Key("readiness"),
            PathStep::Position(position),
        ];
        add(texts, FILE, path, "step", &check.step, STATEMENT);
    }
}
