//! Every text fits a report and is easy to read.

mod sheets;

use std::borrow::Cow;

use super::check::Subject;
use super::finding::{Finding, Severity};
use crate::diagnostic::{Code, Place};
use crate::load::PathStep;
use crate::pack::{CallList, HelpCard, Pack, Row};
use crate::words::{FEWEST_WORDS, HIGHEST_GRADE, grade, reading_words};

/// Most characters of a heading.
const HEADING: usize = 80;
/// Most characters of an option: two lines of 36 columns.
const LABEL: usize = 72;
/// Most characters of a noun phrase within a line.
const PHRASE: usize = 60;
/// Most characters of a statement, about six lines of a report.
const STATEMENT: usize = 320;
/// Most characters of the signs that call for help: none may be left out for want of room.
const SIGNS: usize = 900;

/// A text of a pack that people read.
struct Passage<'pack> {
    file: &'static str,
    way: Vec<PathStep<'pack>>,
    text: Cow<'pack, str>,
    longest: usize,
}

/// No text is longer than a report can show well.
pub(super) fn every_text_can_be_shown(subject: &Subject) -> Vec<Finding> {
    let mut findings = Vec::new();
    for text in texts(subject.pack) {
        let count = text.text.chars().count();
        if count > text.longest {
            let message = format!(
                "the text has {count} characters, at most {} can be shown well here",
                text.longest
            );
            let help = "say it in fewer words, or split it";
            let place = place(subject, &text);
            findings.push(Finding::error(Code::LongText, place, message, help));
        }
    }
    findings
}

/// Texts of some length that are hard to read, as warnings.
pub(super) fn every_text_is_easy_to_read(subject: &Subject) -> Vec<Finding> {
    let mut findings = Vec::new();
    for text in texts(subject.pack) {
        if reading_words(&text.text).count() < FEWEST_WORDS {
            continue;
        }
        let grade = grade(&text.text);
        if grade > HIGHEST_GRADE {
            let message =
                format!("the text is at reading grade {grade:.1}, above {HIGHEST_GRADE:.0}");
            let help = "use shorter sentences and shorter words";
            let finding = Finding::error(Code::HardText, place(subject, &text), message, help);
            findings.push(Finding {
                severity: Severity::Warning,
                ..finding
            });
        }
    }
    findings
}

fn place(subject: &Subject, text: &Passage) -> Place {
    subject.places.of(text.file, &text.way)
}

/// Every text of a pack that a person may read.
fn texts(pack: &Pack) -> Vec<Passage<'_>> {
    let mut texts = Vec::new();
    of_header(pack, &mut texts);
    of_questions(pack, &mut texts);
    of_rules(pack, &mut texts);
    of_expectations(pack, &mut texts);
    of_guide(pack, &mut texts);
    sheets::texts(pack, &mut texts);
    for claim in &pack.claims {
        let way = vec![PathStep::Key("claims"), PathStep::Entry(&claim.id)];
        add(
            &mut texts,
            "sources.json",
            way,
            "says",
            &claim.says,
            STATEMENT,
        );
    }
    texts
}

fn add<'pack>(
    texts: &mut Vec<Passage<'pack>>,
    file: &'static str,
    mut way: Vec<PathStep<'pack>>,
    key: &'static str,
    text: impl Into<Cow<'pack, str>>,
    longest: usize,
) {
    way.push(PathStep::Key(key));
    let text = text.into();
    texts.push(Passage {
        file,
        way,
        text,
        longest,
    });
}

fn of_header<'pack>(pack: &'pack Pack, texts: &mut Vec<Passage<'pack>>) {
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
            texts.push(Passage {
                file: FILE,
                way: vec![
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
        let way = vec![PathStep::Key("laws"), PathStep::Entry(&law.id)];
        add(texts, FILE, way, "says", &law.says, STATEMENT);
    }
}

fn of_questions<'pack>(pack: &'pack Pack, texts: &mut Vec<Passage<'pack>>) {
    const FILE: &str = "questionnaire.json";
    for question in &pack.questions {
        let way = vec![PathStep::Key("questions"), PathStep::Entry(&question.id)];
        if let Some(name) = &question.name {
            add(texts, FILE, way.clone(), "name", name, PHRASE);
        }
        add(texts, FILE, way.clone(), "ask", &question.ask, STATEMENT);
        add(texts, FILE, way.clone(), "why", &question.why, STATEMENT);
        for option in &question.options {
            let mut way = way.clone();
            way.extend([PathStep::Key("options"), PathStep::Entry(&option.id)]);
            add(texts, FILE, way.clone(), "label", &option.label, LABEL);
            if let Some(short) = &option.short {
                add(texts, FILE, way.clone(), "short", short, PHRASE);
            }
            if let Some(when_better) = &option.when_better {
                add(
                    texts,
                    FILE,
                    way.clone(),
                    "when_better",
                    when_better,
                    STATEMENT,
                );
            }
            if let Some(ends) = &option.ends {
                add(texts, FILE, way.clone(), "ends", ends, STATEMENT);
            }
            if let Some(help) = &option.help {
                of_help(help, &way, texts);
            }
        }
    }
}

fn of_help<'pack>(help: &'pack HelpCard, way: &[PathStep<'pack>], texts: &mut Vec<Passage<'pack>>) {
    const FILE: &str = "questionnaire.json";
    let mut way = way.to_vec();
    way.push(PathStep::Key("help"));
    add(texts, FILE, way.clone(), "title", &help.title, HEADING);
    way.push(PathStep::Key("lines"));
    for (position, line) in help.lines.iter().enumerate() {
        let mut way = way.clone();
        way.push(PathStep::Position(position));
        texts.push(Passage {
            file: FILE,
            way,
            text: line.as_str().into(),
            longest: STATEMENT,
        });
    }
}

fn of_rules<'pack>(pack: &'pack Pack, texts: &mut Vec<Passage<'pack>>) {
    const FILE: &str = "suitability.json";
    for rule in &pack.rules {
        let way = vec![PathStep::Key("rules"), PathStep::Entry(&rule.id)];
        for (keys, text) in rule.texts() {
            let mut way = way.clone();
            if let Some((key, outer)) = keys.split_last() {
                way.extend(outer.iter().copied().map(PathStep::Key));
                add(texts, FILE, way, key, text, STATEMENT);
            }
        }
    }
}

const TABLES: &str = "expectations.json";

fn of_expectations<'pack>(pack: &'pack Pack, texts: &mut Vec<Passage<'pack>>) {
    let expectations = &pack.expectations;
    of_rows(&expectations.sessions, &[PathStep::Key("sessions")], texts);
    for table in &expectations.cost {
        let way = [
            PathStep::Key("cost"),
            PathStep::Key("countries"),
            PathStep::Entry(&table.country),
        ];
        of_rows(&table.rows, &way, texts);
        if let Some(touch_up) = &table.touch_up {
            let way = [&way[..], &[PathStep::Key("touch_up")]].concat();
            let because = &touch_up.because;
            add(texts, TABLES, way, "because", because, STATEMENT);
        }
    }
    for note in &expectations.elsewhere {
        let way = vec![
            PathStep::Key("cost"),
            PathStep::Key("elsewhere"),
            PathStep::Entry(&note.country),
        ];
        add(texts, TABLES, way, "says", &note.says, STATEMENT);
    }
    of_rows(&expectations.recovery, &[PathStep::Key("recovery")], texts);
    for (position, day) in expectations.timeline.iter().enumerate() {
        let way = vec![
            PathStep::Key("recovery"),
            PathStep::Key("timeline"),
            PathStep::Position(position),
        ];
        add(texts, TABLES, way.clone(), "look", &day.look, STATEMENT);
        add(texts, TABLES, way.clone(), "avoid", &day.avoid, STATEMENT);
        add(texts, TABLES, way.clone(), "may", &day.may, STATEMENT);
        if let Some(watch) = &day.watch {
            add_filled(pack, texts, TABLES, &way, "watch", watch, SIGNS);
        }
    }
    for (position, limit) in expectations.limits.iter().enumerate() {
        let way = vec![
            PathStep::Key("recovery"),
            PathStep::Key("limits"),
            PathStep::Position(position),
        ];
        add(texts, TABLES, way, "what", &limit.what, HEADING);
    }
    of_rows(&expectations.upkeep, &[PathStep::Key("upkeep")], texts);
}

fn of_rows<'pack, Content>(
    rows: &'pack [Row<Content>],
    way: &[PathStep<'pack>],
    texts: &mut Vec<Passage<'pack>>,
) {
    for row in rows {
        let mut way = way.to_vec();
        way.extend([PathStep::Key("rows"), PathStep::Entry(&row.id)]);
        add(texts, TABLES, way, "because", &row.because, STATEMENT);
    }
}

fn of_guide<'pack>(pack: &'pack Pack, texts: &mut Vec<Passage<'pack>>) {
    const FILE: &str = "guide.json";
    const CARD: PathStep = PathStep::Key("warnings");
    for section in &pack.guide {
        let way = vec![PathStep::Key("sections"), PathStep::Entry(&section.id)];
        add(texts, FILE, way.clone(), "title", &section.title, HEADING);
        for (position, item) in section.items.iter().enumerate() {
            let mut way = way.clone();
            way.extend([PathStep::Key("items"), PathStep::Position(position)]);
            add_filled(pack, texts, FILE, &way, "text", &item.text, STATEMENT);
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
        let way = [CARD, PathStep::Key("rows"), PathStep::Entry(&row.id)];
        add_filled(pack, texts, FILE, &way, "label", &row.label, LABEL);
        add_filled(pack, texts, FILE, &way, "text", &row.text, STATEMENT);
    }
    for note in &warnings.notes {
        let way = [CARD, PathStep::Key("notes"), PathStep::Entry(&note.id)];
        add_filled(pack, texts, FILE, &way, "text", &note.text, STATEMENT);
    }
}

/// Adds a text as it is read in each country whose numbers are known, and elsewhere; once where they agree.
fn add_filled<'pack>(
    pack: &'pack Pack,
    texts: &mut Vec<Passage<'pack>>,
    file: &'static str,
    way: &[PathStep<'pack>],
    key: &'static str,
    text: &'pack str,
    longest: usize,
) {
    const ELSEWHERE: &str = "";
    let contacts = pack.contacts.as_ref();
    let countries = contacts.iter().flat_map(|contacts| &contacts.countries);
    let countries = countries.map(|country| country.country.as_str());
    let mut read: Vec<Cow<str>> = Vec::new();
    for country in countries.chain([ELSEWHERE]) {
        let filled = CallList::of(contacts, country).fill(text);
        read.extend(filled.filter(|filled| !read.contains(filled)));
    }
    for filled in read {
        add(texts, file, way.to_vec(), key, filled, longest);
    }
}
