//! The first day on which dates among the answers make the result better, or worse, by themselves.
//!
//! As time goes by, an answer that was given as a date comes to mean another option. Between two such days nothing
//! changes, so these days are all that is looked at. An answer that is older than its question asks about keeps the
//! last option.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Table;
use crate::pack::{Answer, Answers, GivenDate, OptionSet, Question, QuestionIndex, Verdict};

/// Another verdict that comes with time alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerdictOn {
    /// The first day of it.
    pub date: NaiveDate,
    /// The verdict on that day.
    pub verdict: Verdict,
    /// True if a safety question is open then whose answer could make it worse.
    pub is_so_far: bool,
}

/// The first day on which the verdict is better, with all dates counted for that day and everything else unchanged.
pub(super) fn better_on(table: &Table, answers: &Answers) -> Option<VerdictOn> {
    first_day(table, answers, |verdict, today| verdict < today)
}

/// The first day on which it is worse, as a doctor's approval is by then too old to count.
pub(super) fn worse_on(table: &Table, answers: &Answers) -> Option<VerdictOn> {
    first_day(table, answers, |verdict, today| verdict > today)
}

fn first_day(
    table: &Table,
    answers: &Answers,
    is_sought: impl Fn(Verdict, Verdict) -> bool,
) -> Option<VerdictOn> {
    let as_of = answers.as_of()?;
    let (today, _) = table.outcome(&table.read(answers));
    let days = days_of_change(table, answers, as_of, |_| true);
    days.into_iter().find_map(|date| {
        let reading = table.read(&counted_on(table, answers, date, |_| true));
        let (verdict, _) = table.outcome(&reading);
        is_sought(verdict, today).then(|| VerdictOn {
            date,
            verdict,
            is_so_far: !verdict.is_worst() && table.open_safety(&reading) > 0,
        })
    })
}

/// What dates among a person's answers come to with time, as far as others may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicTime {
    /// The day for which they were counted.
    pub as_of: NaiveDate,
    /// The first day on which they make the verdict better.
    pub better_on: Option<VerdictOn>,
}

impl Table<'_> {
    /// What dates come to for a person with this verdict, and where private answers are withheld with the verdicts of
    /// what follows from them; `None` if no answer that may be shown is a date.
    ///
    /// Where something is withheld, this depends on the public answers and on these verdicts, which are shown in any
    /// case, and on nothing else. What is withheld is taken to stay as it is.
    pub fn time(
        &self,
        answers: &Answers,
        (verdict, withheld): (Verdict, Option<&[Verdict]>),
    ) -> Option<PublicTime> {
        let as_of = answers.as_of()?;
        let Some(withheld) = withheld else {
            let better_on = better_on(self, answers);
            return Some(PublicTime { as_of, better_on });
        };
        let is_public = |question| !self.may_be_private(question);
        let mut dates = answers.dates();
        dates.find(|(question, _)| is_public(*question))?;
        let stays = withheld.iter().copied().max().unwrap_or(Verdict::Suitable);
        let days = days_of_change(self, answers, as_of, is_public);
        let better_on = days.into_iter().find_map(|date| {
            let moved = counted_on(self, answers, date, is_public);
            let public = self.public_part_of(&moved)?;
            let (of_public, _) = self.outcome(&public.reading);
            let reached = of_public.max(stays);
            (reached < verdict).then(|| VerdictOn {
                date,
                verdict: reached,
                is_so_far: !reached.is_worst() && self.open_safety(&public.reading) > 0,
            })
        });
        Some(PublicTime { as_of, better_on })
    }
}

/// The days after one on which a date comes to mean another option, ascending.
fn days_of_change(
    table: &Table,
    answers: &Answers,
    as_of: NaiveDate,
    is_counted: impl Fn(QuestionIndex) -> bool,
) -> BTreeSet<NaiveDate> {
    let dates = answers.dates().filter(|(index, _)| is_counted(*index));
    let days = dates.flat_map(|(index, date)| {
        let options = &table.pack().question(index).options;
        let begins = options.iter().filter_map(|option| option.numbers?.from);
        begins.filter_map(move |months| date.day_after(u32::try_from(months).ok()?))
    });
    days.filter(|day| *day > as_of).collect()
}

/// The answers with their dates counted for another day.
fn counted_on(
    table: &Table,
    answers: &Answers,
    day: NaiveDate,
    is_counted: impl Fn(QuestionIndex) -> bool,
) -> Answers {
    let mut moved = answers.clone();
    for (index, date) in answers.dates().filter(|(index, _)| is_counted(*index)) {
        if let Some(position) = position_on(table.pack().question(index), date, day) {
            moved.set(index, Answer::Chosen(OptionSet::single(position)));
        }
    }
    moved
}

/// The option that a date means on a day; the last one for a date that is longer ago than any covers.
fn position_on(question: &Question, date: GivenDate, day: NaiveDate) -> Option<usize> {
    let months = date.months_until(day)?;
    let last = question.months()?.to;
    let last = last.and_then(|last| u32::try_from(last).ok());
    question.option_after(last.map_or(months, |last| months.min(last)))
}
