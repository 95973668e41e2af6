//! Results, numbers and people in words.

use crate::assess::Assessment;
use crate::pack::{Pack, Verdict};
use crate::report::content::expect;
use crate::report::line::Role;
use crate::report::page::Page;
use crate::report::paragraph::Paragraph;
use crate::report::verdict::verdict_name;
use crate::space::Count;
use crate::space::joint::{Given, RangeTable};
use crate::words::number;

/// What differs between two results.
#[derive(Debug, Clone, Copy)]
pub(in crate::report) struct Differences {
    pub(in crate::report) verdict: bool,
    pub(in crate::report) score: bool,
    pub(in crate::report) expectations: bool,
}

impl Differences {
    pub(in crate::report) fn between(old: &Assessment, new: &Assessment) -> Self {
        Self {
            verdict: old.verdict != new.verdict,
            score: old.score != new.score,
            expectations: old.sessions.content != new.sessions.content
                || old.price.content != new.price.content
                || old.cost_table().currency != new.cost_table().currency
                || old.recovery.content != new.recovery.content
                || old.upkeep.content != new.upkeep.content,
        }
    }

    pub(in crate::report) fn is_any(self) -> bool {
        self.verdict || self.score || self.expectations
    }
}

/// A part of all answer sets.
pub(super) enum Portion {
    None,
    All,
    /// Words that name the number themselves.
    Exact(String),
    Of(String),
}

/// A part of all in words: "about 12 in 100", "about 1 in 3,000".
pub(super) fn portion(part: u128, all: u128) -> Portion {
    let hundredth = all / 100;
    let words = match part {
        0 => return Portion::None,
        _ if part == all => return Portion::All,
        _ if all < 1_000 => return Portion::Exact(format!("{} of {}", number(part), number(all))),
        _ if part >= hundredth => {
            let of_hundred = (part / hundredth.max(1)).clamp(1, 99);
            format!("about {of_hundred} in 100")
        }
        _ => match all / part {
            one_in @ ..1_000_000 => format!("about 1 in {}", number(one_in)),
            _ => "fewer than 1 in a million".to_owned(),
        },
    };
    Portion::Of(words)
}

pub(super) fn shown(count: Count) -> String {
    count.exact().map_or("over 2^128".to_owned(), number)
}

pub(super) fn write_text(page: &mut Page, text: &str) {
    page.text(&Paragraph::of(Role::Plain, text));
}

/// A pack's title, version and the start of its digest.
pub(super) fn pack_name(pack: &Pack) -> String {
    let digest: String = pack.sha256.chars().take(12).collect();
    format!(
        "{} · pack {} {} · {digest}",
        pack.title, pack.id, pack.version
    )
}

/// The verdict and the score of a result, or what they would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct VerdictAndScore {
    pub(in crate::report) verdict: Verdict,
    pub(in crate::report) score: i32,
}

impl VerdictAndScore {
    pub(super) fn of(assessment: &Assessment) -> Self {
        Self {
            verdict: assessment.verdict,
            score: assessment.score,
        }
    }
}

/// "“wait”, score 40 → 38" or "“suitable” (score 70) → “wait” (score 70)".
pub(super) fn becomes(old: VerdictAndScore, new: VerdictAndScore) -> String {
    let [before, after] = [old.verdict, new.verdict].map(verdict_name);
    let [old_score, new_score] = [old.score, new.score];
    match (before == after, old_score == new_score) {
        (true, true) => format!("“{before}” (score {old_score}) as before"),
        (true, false) => format!("“{before}”, score {old_score} → {new_score}"),
        (false, _) => format!("“{before}” (score {old_score}) → “{after}” (score {new_score})"),
    }
}

/// The old result as it were with the new version of one rule.
pub(in crate::report) fn alone(rule: &str, old: &Assessment, new: &Assessment) -> VerdictAndScore {
    let others = old.findings.iter().filter(|found| found.rule.id != rule);
    let own = new.findings.iter().filter(|found| found.rule.id == rule);
    let (score, worst) = others.chain(own).fold(
        (old.pack.base, Verdict::Suitable),
        |(score, worst), found| {
            let points = found.variant().points().unwrap_or(0);
            let worst = found.verdict().map_or(worst, |verdict| worst.max(verdict));
            (score.saturating_add(points), worst)
        },
    );
    VerdictAndScore {
        verdict: worst.max(old.pack.band(score)),
        score,
    }
}

/// A short form of each chosen option.
pub(super) fn short_answers(given: &Given) -> Vec<String> {
    if given.options.is_empty() {
        return vec![format!("none of these to “{}”", given.question.ask)];
    }
    given
        .options
        .iter()
        .map(|option| match &option.short {
            Some(short) => short.to_string(),
            None => format!("“{}” to “{}”", option.label, given.question.ask),
        })
        .collect()
}

pub(super) fn table_name(table: &RangeTable) -> String {
    match table {
        RangeTable::Sessions => "Sessions".to_owned(),
        RangeTable::Cost(country) => format!("Cost ({country})"),
        RangeTable::Recovery => "Recovery".to_owned(),
        RangeTable::Upkeep => "Upkeep".to_owned(),
    }
}

pub(super) fn ranges_of(assessment: &Assessment, table: &RangeTable) -> Paragraph {
    match table {
        RangeTable::Sessions => expect::sessions(assessment),
        RangeTable::Cost(_) => expect::cost(assessment),
        RangeTable::Recovery => {
            let parts = expect::recovery(assessment);
            parts.iter().fold(Paragraph::default(), Paragraph::and_all)
        }
        RangeTable::Upkeep => expect::upkeep(assessment),
    }
}
