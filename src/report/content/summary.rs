//! The first screen: what a person needs to decide what to do next, and where to read the rest.

use super::changes;
use super::closing::{self, labeled};
use super::detail::{ExpectationDepth, ReadMore, SummaryDetail};
use super::document::{Block, Document, SectionKind};
use super::expect::{missing_prices, other_main_price, other_main_upkeep, publishers};
use super::headline;
use super::reasons;
use super::steps::NextSteps;
use crate::assess::Assessment;
use crate::pack::{GuideTopic, Verdict};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::report::verdict::{Finality, knows_nothing};
use crate::space::Insight;
use crate::words::{self, capitalized, days_range, lasting, money, range};

/// The first screen, with the options that show more.
pub(in crate::report) fn summary(
    assessment: &Assessment,
    insight: Option<&Insight>,
    detail: SummaryDetail,
    read_more: ReadMore,
) -> Document {
    let mut document = Document::default();
    add(&mut document, assessment, insight, detail);
    if read_more == ReadMore::Menu {
        return document;
    }
    document.untitled(SectionKind::ReadMore);
    let topics = match assessment.verdict {
        Verdict::NotRecommended => "why,options,sources",
        _ => "why,recovery,risks,options",
    };
    let command = format!("Read more: --show {topics}; keep it: --format html");
    document.push(Block::Command(command));
    if calls_for_letter(assessment) {
        let command = "Letter for your doctor: smp sheet letter FILE".to_owned();
        document.push(Block::Command(command));
    }
    document
}

/// Returns true if a stop waits for a doctor's written approval, and the pack has a letter that asks for it.
fn calls_for_letter(assessment: &Assessment) -> bool {
    let mut stops = assessment
        .findings
        .iter()
        .filter(|finding| finding.is_stop());
    let has_letter = assessment.pack.sheets.letter.is_some();
    has_letter && stops.any(|finding| finding.rule.cleared_by.is_some())
}

pub(super) fn add(
    document: &mut Document,
    assessment: &Assessment,
    insight: Option<&Insight>,
    detail: SummaryDetail,
) {
    add_help(document, assessment);
    headline::add(document, assessment, insight);
    reasons::add_summary(document, assessment, detail);
    NextSteps::new(assessment, Finality::of(assessment, insight)).add_steps(document, detail);
    changes::add_summary(document, assessment, insight, detail.improvements);
    if assessment.verdict == Verdict::NotRecommended {
        add_other_ways(document, assessment);
    } else {
        add_expectations(document, assessment, detail.expectations);
    }
    closing::add_disclaimer(document, assessment);
}

/// Help that an answer calls for at once, before everything else.
pub(super) fn add_help(document: &mut Document, assessment: &Assessment) {
    for (index, question) in assessment.pack.numbered_questions() {
        let chosen = assessment.answers.known(index).unwrap_or_default();
        let options = chosen.positions().map(|position| question.option(position));
        for card in options.filter_map(|option| option.help.as_ref()) {
            document.untitled(SectionKind::Help);
            document.lead(Paragraph::of(Role::Strong, &card.title));
            for line in card.lines_for(assessment.contacts) {
                document.lead(Paragraph::of(Role::Plain, &line));
            }
        }
    }
}

/// What covers hair loss without a tattoo, for those who should not have one.
fn add_other_ways(document: &mut Document, assessment: &Assessment) {
    let mut entries = labeled(assessment, GuideTopic::Options);
    let Some(first) = entries.next() else {
        return;
    };
    if knows_nothing(assessment) {
        return;
    }
    document.heading(SectionKind::Guide, "Other ways to cover hair loss");
    for (label, text) in std::iter::once(first).chain(entries) {
        document.entry(label, vec![Paragraph::of(Role::Plain, &text).into()]);
    }
}

/// A line or two on each: visits, cost, healing, upkeep and risks. A person who only waits reads the first
/// two, since the rest may change until then.
fn add_expectations(document: &mut Document, assessment: &Assessment, extent: ExpectationDepth) {
    let title = match assessment.verdict {
        Verdict::Wait => "Later, expect",
        Verdict::SeeDoctorFirst => "If your doctor approves, expect",
        _ => "What to expect",
    };
    document.heading(SectionKind::Expectations, title);
    let mut entries = vec![
        ("Visits", short_sessions(assessment)),
        ("Cost", short_cost(assessment)),
    ];
    if assessment.verdict != Verdict::Wait && extent == ExpectationDepth::Whole {
        entries.push(("Healing", short_recovery(assessment)));
        entries.push(("Upkeep", short_upkeep(assessment)));
    }
    for (label, text) in entries {
        let text = capitalized(&text);
        document.entry(
            label,
            vec![Paragraph::of(Role::Plain, &format!("{text}.")).into()],
        );
    }
    if assessment.verdict != Verdict::Wait {
        for (label, text) in labeled(assessment, GuideTopic::Risks) {
            document.entry(label, vec![Paragraph::of(Role::Plain, &text).into()]);
        }
    }
}

/// "2 to 5 visits of 1 to 5 hours, about 1 to 17 weeks in all".
fn short_sessions(assessment: &Assessment) -> String {
    let sessions = assessment.sessions.content;
    let visits = spelled_out(&range(sessions.visits, "visit"));
    let hours = spelled_out(&range(sessions.hours, "hour"));
    let course = words::course(sessions).map(|course| format!(", {course}"));
    format!("{visits} of {hours}{}", course.unwrap_or_default())
}

/// "$1,900 to $2,500 in the United States (clinics; AEDIT's guide: $350 to $5,100)".
fn short_cost(assessment: &Assessment) -> String {
    let table = assessment.cost_table();
    let amount = assessment.price.content.amount;
    let price = spelled_out(&money(amount, &table.currency));
    let mut notes = Vec::new();
    if let [row] = assessment.price.rows.as_slice()
        && let Some(strength) = assessment.pack.strength(&row.support.claims)
    {
        notes.push(strength.words(assessment.pack).into_owned());
    }
    if let Some((main, of)) = other_main_price(assessment) {
        let whose = publishers(assessment.pack, &main.support.sources);
        let price = spelled_out(&money(main.amount, &of.currency));
        notes.push(format!("{whose}'s guide: {price}"));
    }
    let notes = match notes.as_slice() {
        [] => String::new(),
        notes => format!(" ({})", notes.join("; ")),
    };
    let place = words::country(&table.country);
    let missing = missing_prices(assessment).map(|missing| format!("{missing} "));
    format!("{}{price} in {place}{notes}", missing.unwrap_or_default())
}

/// "Red for several hours to 5 days; gentle care for 7 to 10 days; no swimming or strong sun for 7 to 30 days".
fn short_recovery(assessment: &Assessment) -> String {
    let recovery = assessment.recovery.content;
    let redness = spelled_out(&lasting(recovery.redness_days));
    let care = spelled_out(&days_range(recovery.care_days));
    let sun = spelled_out(&days_range(recovery.sun_and_water_days));
    format!(
        "red or darker skin for {redness}; gentle care for {care}; no swimming or strong sun for {sun}"
    )
}

/// "A touch-up once every 3 to 6 years (AEDIT's guide: once a year)".
fn short_upkeep(assessment: &Assessment) -> String {
    let main = other_main_upkeep(assessment).map(|main| {
        let whose = publishers(assessment.pack, &main.support.sources);
        format!(" ({whose}'s guide: {})", words::cadence(main.content))
    });
    let cadence = words::cadence(assessment.upkeep.content);
    format!("a touch-up {cadence}{}", main.unwrap_or_default())
}

/// A range in words: "2 to 5" for "2–5".
fn spelled_out(range: &str) -> String {
    range.replace('–', " to ")
}
