//! The texts of sheets that a client reads or hears; those for doctors and practitioners are for experts.

use super::pack_text::{HEADING, LABEL, PackText, STATEMENT, add, add_filled};
use crate::load::PathStep;
use crate::pack::{Pack, SheetLine};

const FILE: &str = "guide.json";
const SHEETS: PathStep = PathStep::Key("sheets");

pub(super) fn texts<'pack>(pack: &'pack Pack, texts: &mut Vec<PackText<'pack>>) {
    if let Some(letter) = &pack.sheets.letter {
        lines(pack, texts, ["letter", "tips"], &letter.tips);
    }
    if let Some(visit) = &pack.sheets.visit {
        let path = vec![SHEETS, PathStep::Key("visit")];
        add(texts, FILE, path.clone(), "title", &visit.title, HEADING);
        add(texts, FILE, path, "lead", &visit.lead, HEADING);
        lines(pack, texts, ["visit", "questions"], &visit.questions);
        lines(pack, texts, ["visit", "closing"], &visit.closing);
    }
    for script in &pack.sheets.front_desk {
        for (position, text) in script.says.iter().enumerate() {
            texts.push(PackText {
                file: FILE,
                path: vec![
                    SHEETS,
                    PathStep::Key("front_desk"),
                    PathStep::Entry(&script.id),
                    PathStep::Key("says"),
                    PathStep::Position(position),
                ],
                text: text.as_str().into(),
                longest: STATEMENT,
            });
        }
    }
    for message in &pack.sheets.messages {
        let path = [
            SHEETS,
            PathStep::Key("messages"),
            PathStep::Entry(&message.id),
        ];
        add(texts, FILE, path.to_vec(), "when", &message.when, LABEL);
        add_filled(pack, texts, FILE, &path, "text", &message.text, STATEMENT);
    }
}

fn lines<'pack>(
    pack: &'pack Pack,
    texts: &mut Vec<PackText<'pack>>,
    [sheet, list]: [&'static str; 2],
    lines: &'pack [SheetLine],
) {
    for line in lines {
        let path = [
            SHEETS,
            PathStep::Key(sheet),
            PathStep::Key(list),
            PathStep::Entry(&line.id),
        ];
        add_filled(pack, texts, FILE, &path, "text", &line.text, STATEMENT);
    }
}
