//! Every text fits a report and is easy to read.

mod comparison;
mod pack_text;
mod sheets;

use self::pack_text::{HEADING, LABEL, PHRASE, PackText, SIGNS, STATEMENT, add, add_filled};
use super::context::CheckContext;
use super::finding::CheckFinding;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::load::PathStep;
use crate::pack::{HelpCard, Pack, Row};
use crate::words::{FEWEST_WORDS, HIGHEST_GRADE, grade, reading_words};

/// No text is longer than a report can show well.
pub(super) fn every_text_can_be_shown(context: &CheckContext) -> Vec<CheckFinding> {
    let mut findings = Vec::new();
    for text in texts(context.pack) {
        let count = text.text.chars().count();
        if count > text.longest {
            let message = format!(
                "the text has {count} characters, at most {} can be shown well here",
                text.longest
            );
            let help = "say it in fewer words, or split it";
            let place = place(context, &text);
            findings.push(CheckFinding::error(Code::LongText, place, message, help));
        }
    }
    findings
}

/// Texts of some length that are hard to read, as warnings.
pub(super) fn every_text_is_easy_to_read(context: &CheckContext) -> Vec<CheckFinding> {
    let mut findings = Vec::new();
    for text in texts(context.pack) {
        if reading_words(&text.text).count() < FEWEST_WORDS {
            continue;
        }
        let grade = grade(&text.text);
        if grade > HIGHEST_GRADE {
            let message =
                format!("the text is at reading grade {grade:.1}, above {HIGHEST_GRADE:.0}");
            let help = "use shorter sentences and shorter words";
            findings.push(CheckFinding::warning(Diagnostic {
                code: Code::HardText,
                message,
                place: place(context, &text),
                help: Some(help.to_owned()),
            }));
        }
    }
    findings
}

fn place(context: &CheckContext, text: &PackText) -> Place {
    context.places.of(text.file, &text.path)
}

/// Every text of a pack that a person may read.
fn texts(pack: &Pack) -> Vec<PackText<'_>> {
    let mut texts = Vec::new();
    of_header(pack, &mut texts);
    of_questions(pack, &mut texts);
    of_rules(pack, &mut texts);
    of_expectations(pack, &mut texts);
    of_guide(pack, &mut texts);
    comparison::texts(pack, &mut texts);
    sheets::texts(pack, &mut texts);
    for claim in &pack.claims {
        let path = vec![PathStep::Key("claims"), PathStep::Entry(&claim.id)];
        add(
            &mut texts,
            "sources.json",
            path,
            "says",
            &claim.says,
            STATEMENT,
        );
    }
    texts
}

fn of_header<'pack>(pack: &'pack Pack, texts: &mut Vec<PackText<'pack>>) {
    const FILE: &str = "pack.json";
    add(texts, FILE, Vec::new(), "title", &pack.title, HEADING);
    add(
        texts,
        FILE,
        Vec::new(),
        "disclaimer",
        &pack.disclaimer,
        STATEMENT,
    );
    for dispute in &pack.disputes {
        for (position, reading) in dispute.readings.iter().enumerate() {
            texts.push(PackText {
                file: FILE,
                path: vec![
                    PathStep::Key("disputes"),
                    PathStep::Entry(&dispute.id),
                    PathStep::Key("readings"),
                    PathStep::Position(position),
                ],
                text: reading.as_str().into(),
                longest: STATEMENT,
            });
        }
    }
    for law in &pack.laws {
        let path = vec![PathStep::Key("laws"), PathStep::Entry(&law.id)];
        add(texts, FILE, path, "says", &law.says, STATEMENT);
    }
}

fn of_questions<'pack>(pack: &'pack Pack, texts: &mut Vec<PackText<'pack>>) {
    const FILE: &str = "questionnaire.json";
    for question in &pack.questions {
        let path = vec![PathStep::Key("questions"), PathStep::Entry(&question.id)];
        if let Some(name) = &question.name {
            add(texts, FILE, path.clone(), "name", name, PHRASE);
        }
        add(texts, FILE, path.clone(), "ask", &question.ask, STATEMENT);
        add(texts, FILE, path.clone(), "why", &question.why, STATEMENT);
        for option in &question.options {
            let mut path = path.clone();
            path.extend([PathStep::Key("options"), PathStep::Entry(&option.id)]);
            add(texts, FILE, path.clone(), "label", &option.label, LABEL);
            if let Some(short) = &option.short {
                add(texts, FILE, path.clone(), "short", short, PHRASE);
            }
            if let Some(when_better) = &option.when_better {
                add(
                    texts,
                    FILE,
                    path.clone(),
                    "when_better",
                    when_better,
                    STATEMENT,
                );
            }
            if let Some(ends) = &option.ends {
                add(texts, FILE, path.clone(), "ends", ends, STATEMENT);
            }
            if let Some(help) = &option.help {
                of_help(help, &path, texts);
            }
        }
    }
}

fn of_help<'pack>(
    help: &'pack HelpCard,
    path: &[PathStep<'pack>],
    texts: &mut Vec<PackText<'pack>>,
) {
    const FILE: &str = "questionnaire.json";
    let mut path = path.to_vec();
    path.push(PathStep::Key("help"));
    add(texts, FILE, path.clone(), "title", &help.title, HEADING);
    path.push(PathStep::Key("lines"));
    for (position, line) in help.lines.iter().enumerate() {
        let mut path = path.clone();
        path.push(PathStep::Position(position));
        texts.push(PackText {
            file: FILE,
            path,
            text: line.as_str().into(),
            longest: STATEMENT,
        });
    }
}

fn of_rules<'pack>(pack: &'pack Pack, texts: &mut Vec<PackText<'pack>>) {
    const FILE: &str = "suitability.json";
    for rule in &pack.rules {
        let path = vec![PathStep::Key("rules"), PathStep::Entry(&rule.id)];
        for (keys, text) in rule.texts() {
            let mut path = path.clone();
            if let Some((key, outer)) = keys.split_last() {
                path.extend(outer.iter().copied().map(PathStep::Key));
                add(texts, FILE, path, key, text, STATEMENT);
            }
        }
    }
}

const TABLES: &str = "expectations.json";

fn of_expectations<'pack>(pack: &'pack Pack, texts: &mut Vec<PackText<'pack>>) {
    let expectations = &pack.expectations;
    of_rows(&expectations.sessions, &[PathStep::Key("sessions")], texts);
    for table in &expectations.cost {
        let path = [
            PathStep::Key("cost"),
            PathStep::Key("countries"),
            PathStep::Entry(&table.country),
        ];
        of_rows(&table.rows, &path, texts);
        if let Some(touch_up) = &table.touch_up {
            let path = [&path[..], &[PathStep::Key("touch_up")]].concat();
            let because = &touch_up.because;
            add(texts, TABLES, path, "because", because, STATEMENT);
        }
    }
    for note in &expectations.elsewhere {
        let path = vec![
            PathStep::Key("cost"),
            PathStep::Key("elsewhere"),
            PathStep::Entry(&note.country),
        ];
        add(texts, TABLES, path, "says", &note.says, STATEMENT);
    }
    of_rows(&expectations.recovery, &[PathStep::Key("recovery")], texts);
    for (position, day) in expectations.timeline.iter().enumerate() {
        let path = vec![
            PathStep::Key("recovery"),
            PathStep::Key("timeline"),
            PathStep::Position(position),
        ];
        add(texts, TABLES, path.clone(), "look", &day.look, STATEMENT);
        add(texts, TABLES, path.clone(), "avoid", &day.avoid, STATEMENT);
        add(texts, TABLES, path.clone(), "may", &day.may, STATEMENT);
        if let Some(watch) = &day.watch {
            add_filled(pack, texts, TABLES, &path, "watch", watch, SIGNS);
        }
    }
    for (position, limit) in expectations.limits.iter().enumerate() {
        let path = vec![
            PathStep::Key("recovery"),
            PathStep::Key("limits"),
            PathStep::Position(position),
        ];
        add(texts, TABLES, path, "what", &limit.what, HEADING);
    }
    of_rows(&expectations.upkeep, &[PathStep::Key("upkeep")], texts);
}

fn of_rows<'pack, Content>(
    rows: &'pack [Row<Content>],
    path: &[PathStep<'pack>],
    texts: &mut Vec<PackText<'pack>>,
) {
    for row in rows {
        let mut path = path.to_vec();
        path.extend([PathStep::Key("rows"), PathStep::Entry(&row.id)]);
        add(texts, TABLES, path, "because", &row.because, STATEMENT);
    }
}

fn of_guide<'pack>(pack: &'pack Pack, texts: &mut Vec<PackText<'pack>>) {
    const FILE: &str = "guide.json";
    const CARD: PathStep = PathStep::Key("warnings");
    for section in &pack.guide {
        let path = vec![PathStep::Key("sections"), PathStep::Entry(&section.id)];
        add(texts, FILE, path.clone(), "title", &section.title, HEADING);
        for (position, item) in section.items.iter().enumerate() {
            let mut path = path.clone();
            path.extend([PathStep::Key("items"), PathStep::Position(position)]);
            add_filled(pack, texts, FILE, &path, "text", &item.text, STATEMENT);
        }
    }
    let Some(warnings) = &pack.warnings else {
        return;
    };
    let titles = [
        ("title", Some(&warnings.title)),
        ("title_after", warnings.title_after.as_ref()),
    ];
    for (key, title) in titles {
        if let Some(title) = title {
            add(texts, FILE, vec![CARD], key, title, HEADING);
        }
    }
    for row in &warnings.rows {
        let path = [CARD, PathStep::Key("rows"), PathStep::Entry(&row.id)];
        add_filled(pack, texts, FILE, &path, "label", &row.label, LABEL);
        add_filled(pack, texts, FILE, &path, "text", &row.text, STATEMENT);
    }
    for note in &warnings.notes {
        let path = [CARD, PathStep::Key("notes"), PathStep::Entry(&note.id)];
        add_filled(pack, texts, FILE, &path, "text", &note.text, STATEMENT);
    }
}
