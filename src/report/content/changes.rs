//! What would change the result: told by who can change it, never as advice to stop a medicine.

use super::headline::knows_nothing;
use super::sheet::{Block, Sheet, Topic};
use super::ways::{Way, ways};
use crate::answers::Answers;
use crate::assess::Assessment;
use crate::pack::{Change, Kind, Pack, Verdict};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::report::verdict::verdict_name;
use crate::space::{AnswerChange, Insight};
use crate::words::{all_of, capitalized};

/// The smallest sets of changes that lead to a better verdict, fewest changes first.
pub(super) fn set(sheet: &mut Sheet, assessment: &Assessment, insight: &Insight) {
    const SHOWN: usize = 5;
    if knows_nothing(assessment) || assessment.verdict == Verdict::Suitable {
        return;
    }
    sheet.heading(Topic::Changes, "What would change it");
    if insight.what_if.is_empty() {
        sheet.text(Paragraph::of(Role::Plain, no_way(assessment, insight)));
        return;
    }
    let mut shown = ways(assessment.pack, &assessment.answers, &insight.what_if);
    shown.truncate(SHOWN);
    if let Some(note) = note(assessment.pack, &shown) {
        sheet.text(Paragraph::of(Role::Plain, note));
    }
    for way in &shown {
        sheet.bullet(told(assessment.pack, &assessment.answers, way));
    }
    let told: usize = shown.iter().map(|way| way.count).sum();
    let rest = insight.what_if.len() - told;
    if rest > 0 {
        sheet.push(Block::More {
            text: format!("and {rest} more"),
            command: "--format json has all",
        });
    }
}

/// Said where no change leads to a better verdict; answers still open may.
fn no_way(assessment: &Assessment, insight: &Insight) -> &'static str {
    let best = insight.possible.first();
    if best.is_some_and(|best| *best < assessment.verdict) {
        return "The open questions could still lead to a better result. No other change would.";
    }
    "Nothing that you, time or a doctor could change would lead to a better result."
}

/// What to know before reading of changes to one's health.
fn note(pack: &Pack, shown: &[Way]) -> Option<&'static str> {
    let mut changes = shown.iter().flat_map(|way| way.changes);
    let concerns_health = |change: &AnswerChange| {
        let question = pack.question(change.question);
        question.safety
            && (is_unticked(pack, change) || question.change_of(change.option) == Change::Doctor)
    };
    changes
        .any(concerns_health)
        .then_some("Ask your doctor before you change anything about your health. Never stop a medicine on your own.")
}

/// "Your choice: a shaved head → suitable (fit 84)".
fn told(pack: &Pack, answers: &Answers, way: &Way) -> Paragraph {
    let parties = [
        (Change::Choice, "your choice"),
        (Change::Time, "with time"),
        (Change::Doctor, "with a doctor"),
    ];
    let mut text = Paragraph::default();
    for (by, party) in parties {
        let changes = way.changes.iter().copied();
        let changes: Vec<_> = changes
            .filter(|change| change.by(pack, answers) == by)
            .collect();
        if changes.is_empty() {
            continue;
        }
        let party = if text.is_empty() {
            capitalized(party)
        } else {
            text = text.joined(Role::Plain, ";");
            party.to_owned()
        };
        text = text
            .and(Role::Strong, &party)
            .joined(Role::Plain, &together(pack, way, &changes));
    }
    let verdict = way.verdict;
    let text = text
        .and(Role::Plain, "→")
        .and(Role::Verdict(verdict), verdict_name(verdict));
    let text = if way.is_at_best {
        text.and(Role::Plain, "at best")
    } else {
        text
    };
    if verdict.is_stop() {
        return text; // beside a stop the fit says little
    }
    let up_to = if way.count == 1 { "" } else { "up to " };
    text.and(Role::Plain, &format!("(fit {up_to}{})", way.score))
}

/// ": a doctor's written yes. And if this is no longer so: a rash", as it follows who makes the changes.
fn together(pack: &Pack, way: &Way, changes: &[AnswerChange]) -> String {
    let (over, new): (Vec<_>, Vec<_>) = changes
        .iter()
        .partition(|change| is_unticked(pack, change) && pack.question(change.question).safety);
    let words = |changes: &[&AnswerChange]| {
        let words = changes.iter().map(|change| {
            if way.varied.contains(&change.question) {
                let question = pack.question(change.question);
                return format!("another answer to “{}”", question.ask);
            }
            brief(pack, change)
        });
        all_of(&words.collect::<Vec<_>>())
    };
    let ending = match over.as_slice() {
        [] => return format!(": {}", words(&new)),
        [_] => format!("if this is no longer so: {}", words(&over)),
        _ => format!("if these are no longer so: {}", words(&over)),
    };
    if new.is_empty() {
        return format!(", {ending}");
    }
    format!(": {}. And {ending}", words(&new))
}

fn is_unticked(pack: &Pack, change: &AnswerChange) -> bool {
    pack.question(change.question).kind == Kind::Many && !change.given
}

fn brief(pack: &Pack, change: &AnswerChange) -> String {
    let question = pack.question(change.question);
    let option = question.option(change.option);
    let brief = match &option.short {
        Some(short) => short.to_string(),
        None => format!("{}: “{}”", question.name(), option.label),
    };
    match (question.kind, change.given) {
        (Kind::Many, true) => format!("{brief} as well"),
        (Kind::Many, false) if !question.safety => format!("no {brief}"),
        (Kind::One | Kind::Many, _) => brief,
    }
}
