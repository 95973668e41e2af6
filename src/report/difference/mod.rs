//! What changes from one pack to another, for a person who cannot read JSON.

mod phrases;

use super::explain::rule_sentence;
use super::line::{Line, Role};
use super::page::Page;
use super::paragraph::Paragraph;
use super::verdict::verdict_name;
use crate::assess::{Assessment, Table, assess, assess_in};
use crate::pack::{Answers, Country};
use crate::space::Count;
use crate::space::joint::{Changes, Found, JointAnswers, RangeTable, RuleChange, Side};
use crate::words::{all_of, count, number, signed};
pub(super) use phrases::{Differences, VerdictAndScore, alone};
use phrases::{
    Portion, becomes, pack_name, portion, ranges_of, short_answers, shown, table_name, write_text,
};

/// Saved answers of one person, as each pack knows them.
#[derive(Debug, Clone)]
pub struct Stored {
    /// What to call them.
    pub name: String,
    /// What the old pack knows of them, and the new one.
    pub answers: [Answers; 2],
}

/// What changes, in lines of at most `width` columns (but at least 20).
pub fn difference(changes: &Changes, stored: Option<&[Stored]>, width: usize) -> Vec<Line> {
    let joint = &changes.joint;
    let [old, new] = Side::BOTH.map(|side| Table::new(joint.pack(side)));
    let diff = DiffPage {
        changes,
        tables: [&old, &new],
    };
    let mut page = Page::new(width.max(20));
    diff.write_head(&mut page);
    diff.write_results(&mut page);
    diff.write_scores(&mut page);
    diff.write_rules(&mut page);
    diff.write_ranges(&mut page);
    diff.write_questions(&mut page);
    if let Some(stored) = stored {
        diff.write_stored(&mut page, stored);
    }
    page.into_lines()
}

struct DiffPage<'a, 'pack> {
    changes: &'a Changes<'pack>,
    tables: [&'a Table<'pack>; 2],
}

impl DiffPage<'_, '_> {
    fn write_head(&self, page: &mut Page) {
        let [old, new] = self.tables.map(|table| pack_name(table.pack()));
        page.heading("What changes from one pack to the other");
        page.text(&Paragraph::of(Role::Strong, "Old:").and(Role::Plain, &old));
        page.text(&Paragraph::of(Role::Strong, "New:").and(Role::Plain, &new));
        if self.changes.is_empty() {
            page.gap();
            write_text(page, "Nothing that decides a result is different.");
            return;
        }
        let verdicts = self.changes.verdicts.values().map(|found| found.count);
        let scores = &self.changes.scores;
        let scores_changed = [scores.lower.count, scores.higher.count];
        page.gap();
        let all = shown(self.changes.all);
        write_text(
            page,
            &format!(
                "Compared over all {all} ways to answer every question. A rare way counts as much as a common one, so these are not numbers of people."
            ),
        );
        page.gap();
        let result = self.affected(verdicts.fold(Count::default(), Count::plus));
        page.bullet(
            &Paragraph::of(Role::Strong, "The result")
                .and(Role::Plain, &format!("changes for {result}.")),
        );
        let [lower, higher] = scores_changed;
        let score = self.affected(lower.plus(higher));
        page.bullet(
            &Paragraph::of(Role::Strong, "The match score")
                .and(Role::Plain, &format!("changes for {score}.")),
        );
        let ranges: Vec<_> = self
            .changes
            .ranges
            .iter()
            .map(|range| range.found.count)
            .filter(|count| !count.is_zero())
            .collect();
        let expect = match ranges.as_slice() {
            [] => "stays as it is.".to_owned(),
            [only] => format!("changes for {}.", self.affected(*only)),
            several => format!("changes in {} tables, told below.", several.len()),
        };
        page.bullet(&Paragraph::of(Role::Strong, "What to expect").and(Role::Plain, &expect));
    }

    fn write_results(&self, page: &mut Page) {
        if self.changes.verdicts.is_empty() {
            return;
        }
        page.heading("The result");
        for ((before, after), found) in &self.changes.verdicts {
            let becomes = format!("“{}” → “{}”", verdict_name(*before), verdict_name(*after));
            let affected = format!("for {}.", self.affected(found.count));
            page.bullet(&Paragraph::of(Role::Strong, &becomes).and(Role::Plain, &affected));
            self.write_example(page, found);
        }
    }

    fn write_scores(&self, page: &mut Page) {
        let scores = &self.changes.scores;
        let Some((least, most)) = scores.range else {
            return;
        };
        page.heading("The match score");
        let by = if least == most {
            format!("It changes by {}.", signed(least))
        } else {
            format!("It changes by {} to {}.", signed(least), signed(most))
        };
        write_text(page, &by);
        for (name, found) in [("Lower", &scores.lower), ("Higher", &scores.higher)] {
            if found.count.is_zero() {
                continue;
            }
            let affected = format!("for {}.", self.affected(found.count));
            page.bullet(&Paragraph::of(Role::Strong, name).and(Role::Plain, &affected));
            self.write_example(page, found);
        }
    }

    fn write_rules(&self, page: &mut Page) {
        let (wording, acting): (Vec<_>, Vec<_>) =
            (self.changes.rules.iter()).partition(|rule| rule.is_wording());
        if !acting.is_empty() {
            page.heading("Rule by rule");
        }
        for rule in acting {
            self.write_rule(page, rule);
        }
        if !wording.is_empty() {
            page.heading("Rules whose words or sources change, and nothing else");
            let ids: Vec<_> = wording.iter().map(|rule| rule.id()).collect();
            write_text(page, &format!("{}.", all_of(&ids)));
        }
    }

    fn write_rule(&self, page: &mut Page, rule: &RuleChange) {
        let [old, new] = rule.versions;
        let what = match (old, new) {
            (None, _) => "is new.",
            (_, None) => "is gone.",
            (Some(_), Some(_)) => "is different.",
        };
        page.gap();
        page.text(&Paragraph::of(Role::Strong, rule.id()).and(Role::Plain, what));
        let [old_pack, new_pack] = Side::BOTH.map(|side| self.changes.joint.pack(side));
        let was = old.map(|rule| rule_sentence(old_pack, rule));
        let is = new.map(|rule| rule_sentence(new_pack, rule));
        if rule.same_terms {
            write_text(
                page,
                "It says the same, but a question it asks is different.",
            );
        } else {
            for (name, sentence) in [("Was:", was), ("Is:", is)] {
                if let Some(sentence) = sentence {
                    page.bullet(&Paragraph::of(Role::Strong, name).and(Role::Plain, &sentence));
                }
            }
        }
        let acts = self.affected(rule.acts.count);
        let acts = format!("It acts differently for {acts}.");
        page.bullet(&Paragraph::of(Role::Plain, &acts));
        for (what, found) in [
            ("the result", &rule.verdict),
            ("the match score", &rule.score),
        ] {
            if found.count.is_zero() {
                continue;
            }
            let affected = self.affected(found.count);
            let changes = format!("By itself it changes {what} for {affected}.");
            page.bullet(&Paragraph::of(Role::Plain, &changes));
            if let Some(answers) = &found.nearest {
                let [old, new] = self.results(answers, None);
                let alone = alone(rule.id(), &old, &new);
                let becomes = becomes(VerdictAndScore::of(&old), alone);
                let example = format!("For example, {}: {becomes}.", self.person(answers));
                page.marked("  ", &Paragraph::of(Role::Plain, &example));
            }
        }
    }

    fn write_ranges(&self, page: &mut Page) {
        let ranges: Vec<_> = self
            .changes
            .ranges
            .iter()
            .filter(|range| !range.found.count.is_zero())
            .collect();
        if ranges.is_empty() {
            return;
        }
        page.heading("What to expect");
        for range in ranges {
            let affected = format!("changes for {}.", self.affected(range.found.count));
            let name = Paragraph::of(Role::Strong, &table_name(&range.table));
            page.bullet(&name.and(Role::Plain, &affected));
            let Some(answers) = &range.found.nearest else {
                continue;
            };
            let [before, after] = self.results(answers, Some(&range.table));
            let [before, after] = [&before, &after].map(|side| ranges_of(side, &range.table));
            let example =
                Paragraph::of(Role::Plain, "For example,").and(Role::Plain, &self.person(answers));
            let example = example.joined(Role::Plain, ":").and_all(&before);
            page.marked("  ", &example.and(Role::Plain, "→").and_all(&after));
        }
    }

    fn write_questions(&self, page: &mut Page) {
        let joint = &self.changes.joint;
        let only = Side::BOTH.map(|side| joint.only(side).collect::<Vec<_>>());
        let changed: Vec<_> = joint.changed().collect();
        if only.iter().all(Vec::is_empty) && changed.is_empty() {
            return;
        }
        page.heading("Questions");
        for (questions, what) in only.iter().zip(["no longer asked", "new"]) {
            for question in questions {
                let ask = format!("“{}”", question.ask);
                page.bullet(&Paragraph::of(Role::Plain, &ask).and(Role::Strong, what));
            }
        }
        for question in changed {
            let ask = format!("“{}”", question.ask);
            let what = "asked of other people, or with other options or numbers";
            page.bullet(&Paragraph::of(Role::Plain, &ask).and(Role::Strong, what));
        }
        write_text(
            page,
            "Both packs are compared on the questions of both. An answer to a question, or an option, that only one pack has is unknown to the other; a box that only one has is not ticked for the other.",
        );
    }

    fn write_stored(&self, page: &mut Page, stored: &[Stored]) {
        let mut rows = Vec::new();
        for record in stored {
            let [old, new] = &record.answers;
            let [old_table, new_table] = self.tables;
            let [old, new] = [assess(old_table, old), assess(new_table, new)];
            let differences = Differences::between(&old, &new);
            rows.push((&record.name, [old, new], differences));
        }
        page.heading("Stored answers");
        let changed = |differs: fn(&Differences) -> bool| {
            let differing = rows
                .iter()
                .filter(|(_, _, differences)| differs(differences));
            differing.count()
        };
        let verdict = changed(|differences| differences.verdict);
        let score = changed(|differences| differences.score);
        let ranges = changed(|differences| differences.expectations);
        write_text(
            page,
            &format!(
                "{}: the result changes for {verdict}, the match score for {score}, what to expect for {ranges}.",
                count(stored.len(), "set")
            ),
        );
        for (name, [old, new], differences) in rows {
            if !differences.is_any() {
                continue;
            }
            let becomes = becomes(VerdictAndScore::of(&old), VerdictAndScore::of(&new));
            let row = Paragraph::labeled(name, &becomes);
            page.bullet(&if differences.expectations {
                row.joined(Role::Plain, "; other expectations")
            } else {
                row
            });
        }
    }

    /// A person for whom this changes, with both results.
    fn write_example(&self, page: &mut Page, found: &Found) {
        let Some(answers) = &found.nearest else {
            return;
        };
        let [before, after] = self.results(answers, None);
        let becomes = becomes(VerdictAndScore::of(&before), VerdictAndScore::of(&after));
        let example = format!("For example, {}: {becomes}.", self.person(answers));
        page.marked("  ", &Paragraph::of(Role::Plain, &example));
    }

    fn results(&self, answers: &JointAnswers, table: Option<&RangeTable>) -> [Assessment<'_>; 2] {
        let country = match table {
            Some(RangeTable::Cost(country)) => Country::parse(country),
            Some(RangeTable::Sessions | RangeTable::Recovery | RangeTable::Upkeep) | None => None,
        };
        Side::BOTH.map(|side| {
            let table = *side.of(&self.tables);
            let answers = self.changes.joint.view(side, answers);
            match &country {
                Some(country) => assess_in(table, &answers, country),
                None => assess(table, &answers),
            }
        })
    }

    fn person(&self, answers: &JointAnswers) -> String {
        let given = self.changes.joint.given(answers);
        let special: Vec<_> = given
            .filter(|given| given.is_special)
            .flat_map(|given| short_answers(&given))
            .collect();
        if special.is_empty() {
            return "someone with nothing special".to_owned();
        }
        format!("someone with nothing special but {}", all_of(&special))
    }

    /// "about 12 in 100 of them (1,234)".
    fn affected(&self, affected: Count) -> String {
        let (Some(part), Some(all)) = (affected.exact(), self.changes.all.exact()) else {
            return "many of them (too many to count)".to_owned();
        };
        match portion(part, all) {
            Portion::None => "none of them".to_owned(),
            Portion::All => "all of them".to_owned(),
            Portion::Exact(words) => words,
            Portion::Of(words) => format!("{words} ({})", number(part)),
        }
    }
}
