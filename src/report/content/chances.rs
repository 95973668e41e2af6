//! How often something happened to people, as dots of 100, with who they were.

use std::cmp::Ordering;

use super::document::{Block, Document, SectionKind};
use crate::assess::Assessment;
use crate::pack::{Chance, ChanceKind, Comparison, best_source};
use crate::report::line::Role;
use crate::report::paragraph::Paragraph;
use crate::words::{all_of, capitalized};

/// How often something happened, harms first, each of 100 people.
pub(super) fn add(document: &mut Document, assessment: &Assessment) {
    let Some(comparison) = &assessment.pack.comparison else {
        return;
    };
    for (kind, title) in CHANCES {
        let of_kind: Vec<_> = (comparison.chances.iter())
            .filter(|chance| chance.kind == kind && !is_compared_with(comparison, chance))
            .collect();
        if of_kind.is_empty() {
            continue;
        }
        document.heading(SectionKind::Chances, title);
        let lead = "Each dot is one of 100 people. The studies differ in whom they looked at and how they counted, so don't compare small differences.";
        document.text(Paragraph::of(Role::Plain, lead));
        for group in of_kind.chunk_by(|one, next| is_one_group(one, next)) {
            add_group(document, assessment, comparison, group);
        }
        add_uncounted(document, comparison, &of_kind);
    }
}

/// Says which alternatives have no count, so that no reader takes silence for safety.
fn add_uncounted(document: &mut Document, comparison: &Comparison, counted: &[&Chance]) {
    let uncounted = comparison.alternatives.iter().filter(|of| {
        let mut counted = counted.iter();
        !counted.any(|chance| chance.alternative == of.id)
    });
    let names: Vec<_> = uncounted.map(|of| of.name.as_str()).collect();
    if !names.is_empty() {
        let text = format!("We found no counts for these: {}.", all_of(&names));
        let meaning = "That does not mean that nothing happens.";
        document.text(Paragraph::of(Role::Plain, &text).and(Role::Plain, meaning));
    }
}

/// The kinds of counts with their headings.
const CHANCES: [(ChanceKind, &str); 2] = [
    (ChanceKind::Harm, "Harms in pictures"),
    (ChanceKind::Benefit, "Good results in pictures"),
];

/// Returns true for the people without treatment that another count is compared with: it names them.
fn is_compared_with(comparison: &Comparison, chance: &Chance) -> bool {
    let others = comparison.chances.iter();
    (others.filter_map(|other| other.compared_with.as_ref())).any(|id| *id == chance.id)
}

/// Returns true for counts of the same people, about which the same is to be said.
fn is_one_group(one: &Chance, other: &Chance) -> bool {
    let same = |chance: &Chance| {
        (
            chance.alternative.clone(),
            chance.people.clone(),
            chance.note.clone(),
        )
    };
    same(one) == same(other)
}

/// Counts of the same people: who they were, each count, and how far it can be trusted.
fn add_group(
    document: &mut Document,
    assessment: &Assessment,
    comparison: &Comparison,
    group: &[&Chance],
) {
    let Some(first) = group.first() else {
        return;
    };
    let pack = assessment.pack;
    let name = comparison.alternative(&first.alternative);
    let name = name.map_or("", |of| of.name.as_str());
    let people = format!("{}.", capitalized(&first.people));
    let who = Paragraph::of(Role::Strong, &format!("{name}.")).and(Role::Plain, &people);
    let sources = best_source(&first.support.sources);
    let strength = pack.cited_strength(&first.support);
    let who = document.supported(who, pack, sources, strength);
    document.text(who);
    for chance in group {
        let text = Paragraph::of(Role::Plain, &chance_words(comparison, chance));
        if chance.count == 0 {
            document.bullet(text); // an empty picture would say more than so few people can
        } else {
            document.push(Block::People {
                count: chance.of_hundred(),
                text,
            });
        }
    }
    if let Some(note) = &first.note {
        document.text(Paragraph::of(Role::Muted, note));
    }
}

/// "About 10 of 100 had a reaction (31 of 300)." Where it happened to none: "None of 43 had a side effect. That is too few people to rule it out."
///
/// A count for people without treatment follows: "On a dummy treatment: 2 of 100 (20 of 934)."
pub(in crate::report) fn chance_words(comparison: &Comparison, chance: &Chance) -> String {
    let Chance {
        what, count, of, ..
    } = chance;
    let counted = counted(chance);
    let words = match count {
        0 => format!("None of {of} {what}. That is too few people to rule it out."),
        _ => format!("{} {what}{}.", capitalized(&counted.0), counted.1),
    };
    let other = chance.compared_with.as_ref();
    let other = other.and_then(|id| comparison.chances.iter().find(|chance| chance.id == *id));
    match other {
        Some(other) => {
            let (about, exact) = self::counted(other);
            format!("{words} On a dummy treatment: {about}{exact}.")
        }
        None => words,
    }
}

/// "about 10 of 100" and " (31 of 300)"; the second only where it says more.
fn counted(chance: &Chance) -> (String, String) {
    let Chance { count, of, .. } = chance;
    let shown = chance.of_hundred();
    if *of == 100 {
        return (format!("{shown} of 100"), String::new());
    }
    let about = match (u64::from(*count) * 100).cmp(&(u64::from(shown) * u64::from(*of))) {
        Ordering::Equal => "",
        Ordering::Less if shown == 1 => "fewer than ",
        Ordering::Less | Ordering::Greater => "about ",
    };
    let about = format!("{about}{shown} of 100");
    (about, format!(" ({count} of {of})"))
}
