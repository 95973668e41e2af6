//! The person a sheet is about, and what of their answers others may see.

use crate::assess::{Assessment, Finding, PublicPart, Table};
use crate::pack::{Condition, OptionSet, Question, QuestionIndex, SheetLine};
use crate::words::{capitalized, count};

/// Whom a sheet is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// A person, with the answers of the assessment.
    InFor,
    /// No one yet: what depends on answers is left to be written by hand.
    ByHand,
}

/// What a sheet is made from.
#[derive(Debug)]
pub(super) struct Person<'a> {
    pub(super) assessment: &'a Assessment<'a>,
    /// What others may see, where some of the answers are private.
    pub(super) public: Option<PublicPart>,
    pub(super) table: &'a Table<'a>,
    pub(super) filled: Filled,
}

/// The texts of lines for the person's country, without those that would say nothing there.
pub(super) fn filled_lines(assessment: &Assessment, lines: &[SheetLine]) -> Vec<String> {
    let filled = lines
        .iter()
        .filter_map(|line| assessment.contacts.fill(&line.text));
    filled.map(std::borrow::Cow::into_owned).collect()
}

impl<'a> Person<'a> {
    /// The findings that no private answer gave, and of their grounds those that are not private.
    pub(super) fn public_findings(&self) -> Vec<Finding<'a>> {
        let findings = self.assessment.findings.iter().cloned();
        let Some(public) = &self.public else {
            return findings.collect();
        };
        let rules: Vec<_> = self.table.rules().collect();
        let shown: Vec<_> = public
            .fired
            .iter()
            .filter_map(|&place| rules.get(place))
            .map(|variant| (&variant.rule.id, variant.is_cleared()))
            .collect();
        findings
            .filter(|finding| {
                let variant = (&finding.rule.id, finding.is_cleared());
                shown.contains(&variant)
            })
            .map(|mut finding| {
                finding.grounds = self.public_grounds(&finding.grounds);
                finding
            })
            .collect()
    }

    fn public_grounds(
        &self,
        grounds: &[(QuestionIndex, OptionSet)],
    ) -> Vec<(QuestionIndex, OptionSet)> {
        let private = self.table.private_options();
        grounds
            .iter()
            .filter_map(|&(question, answer)| {
                let private = private
                    .get(question.position())
                    .copied()
                    .unwrap_or_default();
                let is_follow_up = private.is_empty() && self.table.may_be_private(question);
                let public = answer.difference(private);
                (!is_follow_up && !public.is_empty()).then_some((question, public))
            })
            .collect()
    }

    /// The open questions that may be named to others.
    pub(super) fn public_open(&self) -> Vec<QuestionIndex> {
        let open = self.assessment.open_now();
        match &self.public {
            Some(public) => {
                let places = &public.open;
                open.filter(|index| places.contains(&index.position()))
                    .collect()
            }
            None => open.collect(),
        }
    }

    /// Returns true if a condition certainly holds by the person's answers.
    pub(super) fn fulfills(&self, condition: &Condition) -> bool {
        condition.clauses.iter().any(|clause| {
            clause.requirements.iter().all(|requirement| {
                let answer = self.assessment.answers.known(requirement.question);
                answer.is_some_and(|answer| answer.intersects(requirement.options))
            })
        })
    }
}

/// Returns true if a finding would name what a doctor is asked about: its rule can be cleared, it says what
/// a doctor said, or it says how that condition is now.
pub(super) fn is_of_a_doctor(person: &Person, finding: &Finding) -> bool {
    let clearances = || {
        person
            .assessment
            .pack
            .rules
            .iter()
            .filter_map(|rule| Some((rule, rule.cleared_by.as_ref()?)))
    };
    let is_state = |question: QuestionIndex| {
        clearances().any(|(_, clearance)| {
            let mut requirements = clearance.when().requirements();
            requirements.any(|requirement| requirement.question == question)
        })
    };
    let is_condition = |question: QuestionIndex, answer: OptionSet| {
        clearances().any(|(rule, _)| {
            let mut requirements = rule.when.requirements();
            requirements.any(|requirement| {
                requirement.question == question && requirement.options.intersects(answer)
            })
        })
    };
    let mut grounds = finding.grounds.iter();
    finding.rule.cleared_by.is_some()
        || grounds.any(|&(question, answer)| is_state(question) || is_condition(question, answer))
}

/// The questions of some kind that all people are asked.
pub(super) fn asked_of_all<'a>(
    person: &Person<'a>,
    is_wanted: impl Fn(&Question) -> bool,
) -> impl Iterator<Item = (QuestionIndex, &'a Question)> {
    let questions = person.assessment.pack.numbered_questions();
    questions.filter(move |(_, question)| question.when.is_none() && is_wanted(question))
}

/// Names the questions that can have a private answer; no answer to them is on the page.
pub(super) fn private_note(
    person: &Person,
    is_wanted: impl Fn(&Question) -> bool,
) -> Option<String> {
    let private =
        asked_of_all(person, is_wanted).filter(|(index, _)| person.table.may_be_private(*index));
    let names: Vec<_> = private.map(|(_, question)| titled(question)).collect();
    (!names.is_empty()).then(|| format!("Never on this page, for privacy: {}.", names.join(", ")))
}

/// The open questions that others may know of. One that is not asked of everyone would name a condition by
/// its own name, so those are only counted, where they certainly apply. Approvals are on
/// another part of the page.
pub(super) fn not_answered(person: &Person, is_wanted: impl Fn(&Question) -> bool) -> String {
    let pack = person.assessment.pack;
    let approvals: Vec<_> = pack
        .sheets
        .letter
        .iter()
        .flat_map(|letter| &letter.asks)
        .collect();
    let open = person
        .public_open()
        .into_iter()
        .filter(|index| {
            let is_approval = approvals.iter().any(|ask| ask.question == *index);
            let question = pack.question(*index);
            let is_sure = (question.when.as_ref()).is_none_or(|when| person.fulfills(when));
            !is_approval && is_sure && !person.table.may_be_private(*index) && is_wanted(question)
        })
        .map(|index| pack.question(index));
    let (general, follow_ups): (Vec<_>, Vec<_>) =
        open.partition(|question| question.when.is_none());
    let mut names: Vec<_> = general.iter().map(|question| titled(question)).collect();
    if !follow_ups.is_empty() {
        names.push(count(follow_ups.len(), "follow-up question"));
    }
    match names.as_slice() {
        [] => "Not answered: nothing".to_owned(),
        names => format!("Not answered: {}", names.join(", ")),
    }
}

/// The name of a question; one made from its id begins with a capital letter like the others.
pub(super) fn titled(question: &Question) -> String {
    match &question.name {
        Some(name) => name.to_string(),
        None => capitalized(&question.name()),
    }
}
