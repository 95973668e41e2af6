//! Mutation testing of a pack: which single-step changes of its rules no case would notice.
//!
//! A result is what a case can see: verdict, score, the rules that fire, open questions, what-if,
//! expectations. A change matters if it changes the result of any set of answers, open ones included.

use super::cases::failures;
use super::mutants::{Mutant, mutants};
use crate::assess::{Finding, Table, assess};
use crate::case::Case;
use crate::pack::{Answers, Pack, Rule};
use crate::space::{Firing, TooEntangled, distinguishing_answers, isolating_answers};

/// The mutants of a pack by what became of them.
#[derive(Debug, Clone, Default)]
pub struct Mutation {
    /// How many are caught by a case.
    pub caught: usize,
    /// Those that change no result, proved over every set of answers.
    pub harmless: Vec<Mutant>,
    /// Those that change a result and that no case catches, each with the fewest answers that show it.
    pub survivors: Vec<(Mutant, Answers)>,
}

impl Mutation {
    /// How many change a result.
    pub fn matter(&self) -> usize {
        self.caught + self.survivors.len()
    }

    /// How many of a hundred that matter are caught, rounded down.
    pub fn caught_percent(&self) -> usize {
        (self.caught * 100)
            .checked_div(self.matter())
            .unwrap_or(100)
    }
}

/// Tries every mutant of a pack on the cases that pass.
///
/// # Errors
/// The question at which too many combinations of answers were still undecided.
pub fn mutation(pack: &Pack, cases: &[Case]) -> Result<Mutation, TooEntangled> {
    let bare = &bare(pack);
    let table = &Table::new(bare);
    let passing: Vec<_> = cases
        .iter()
        .filter(|case| failures(table, case).is_empty())
        .collect();
    let mut mutation = Mutation::default();
    let all = mutants(bare);
    for of_one in all.chunk_by(|one, other| one.rule == other.rule) {
        let touched = touched(bare, of_one, &passing);
        for (mutant, touched) in of_one.iter().zip(touched) {
            if is_caught(bare, mutant, &touched) {
                mutation.caught += 1;
            } else if let Some(answers) = witness(bare, mutant)? {
                mutation.survivors.push((mutant.clone(), answers));
            } else {
                mutation.harmless.push(mutant.clone());
            }
        }
    }
    Ok(mutation)
}

/// The pack without the texts that no case looks at, quick to copy.
fn bare(pack: &Pack) -> Pack {
    Pack {
        guide: Vec::new(),
        comparison: None,
        warnings: None,
        contacts: None,
        sources: Vec::new(),
        claims: Vec::new(),
        ..pack.clone()
    }
}

/// For each of several mutants of one rule, the cases about which the rule and the mutant act differently.
///
/// All are rules of one pack, so each case is read once.
fn touched<'case>(pack: &Pack, mutants: &[Mutant], cases: &[&'case Case]) -> Vec<Vec<&'case Case>> {
    let Some(rule) = mutants
        .first()
        .and_then(|mutant| pack.rules.get(mutant.rule))
    else {
        return Vec::new();
    };
    let versions = mutants.iter().enumerate().filter_map(|(number, mutant)| {
        let after = mutant.after.clone()?;
        Some(Rule {
            id: number.to_string().into(),
            ..after
        })
    });
    let original = Rule {
        id: "original".into(),
        ..rule.clone()
    };
    let side_by_side = Pack {
        rules: versions.chain([original]).collect(),
        ..pack.clone()
    };
    let table = Table::new(&side_by_side);
    let mut touched = vec![Vec::new(); mutants.len()];
    for case in cases {
        let assessment = assess(&table, &case.answers);
        // `None` if it does not fire, else true if it is cleared.
        let fires = |id: &str| {
            let found = assessment.findings.iter().find(|found| found.rule.id == id);
            found.map(Finding::is_cleared)
        };
        let original = fires("original");
        for (number, (mutant, touched)) in mutants.iter().zip(&mut touched).enumerate() {
            let fires = fires(&number.to_string());
            if fires != original || fires.is_some() && has_other_effect(rule, mutant) {
                touched.push(*case);
            }
        }
    }
    touched
}

fn has_other_effect(rule: &Rule, mutant: &Mutant) -> bool {
    let after = mutant.after.as_ref();
    after.is_some_and(|after| (after.points, after.verdict) != (rule.points, rule.verdict))
}

fn is_caught(pack: &Pack, mutant: &Mutant, cases: &[&Case]) -> bool {
    if cases.is_empty() {
        return false;
    }
    let mutated = mutated(pack, mutant);
    let table = Table::new(&mutated);
    let mut cases = cases.iter();
    cases.any(|case| !failures(&table, case).is_empty())
}

/// The pack with one rule changed.
pub fn mutated(pack: &Pack, mutant: &Mutant) -> Pack {
    let rules = pack.rules.iter().enumerate().filter_map(|(place, rule)| {
        if place == mutant.rule {
            mutant.after.clone()
        } else {
            Some(rule.clone())
        }
    });
    Pack {
        rules: rules.collect(),
        ..pack.clone()
    }
}

/// The fewest answers whose result a mutant changes; `None` if there are none.
///
/// # Errors
/// The question at which too many combinations of answers were still undecided.
pub fn witness(pack: &Pack, mutant: &Mutant) -> Result<Option<Answers>, TooEntangled> {
    let Some(rule) = pack.rules.get(mutant.rule) else {
        return Ok(None);
    };
    let one = Firing::of_rule(rule);
    let Some(after) = &mutant.after else {
        return distinguishing_answers(pack, one, None);
    };
    if after.when != rule.when || after.unless != rule.unless {
        let other = Firing::of_rule(after);
        return distinguishing_answers(pack, one, Some(other));
    }
    if after.points != rule.points {
        return distinguishing_answers(pack, one, None);
    }
    if after.verdict == rule.verdict {
        // What is left to change is when it is cleared.
        let [before, after] = [rule, after].map(|rule| rule.cleared().map(Firing::of));
        return before.map_or(Ok(None), |before| {
            distinguishing_answers(pack, before, after)
        });
    }
    let limit = [rule.verdict, after.verdict]
        .into_iter()
        .flatten()
        .max()
        .expect("the verdicts differ, so one of the rules has one");
    // Mostly the fewest answers with which it fires leave the rest harmless; else look at all of them.
    let Some(fired) = distinguishing_answers(pack, one, None)? else {
        return Ok(None);
    };
    let changed = mutated(pack, mutant);
    let [before, after] = [pack, &changed].map(|pack| assess(&Table::new(pack), &fired).verdict);
    if before != after {
        return Ok(Some(fired));
    }
    isolating_answers(pack, rule, limit)
}
