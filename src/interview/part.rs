//! The part of an interview that is about the person's health, and what is said before it.

use crate::pack::{Pack, Question, QuestionIndex, Verdict};

use super::agenda::Agenda;
use super::words;

/// With fewer questions to come, saying what is next takes as long as asking.
const FEWEST_QUESTIONS: usize = 3;

/// What is said before the first question about health; nothing before any other.
pub(super) fn health_lead(agenda: &Agenda, index: QuestionIndex) -> Option<String> {
    if first_health_question(agenda.pack()) != Some(index) {
        return None;
    }
    let pack = agenda.pack();
    let later = agenda.remaining().filter(|&other| other > index);
    let safety = later.filter(|&other| pack.question(other).safety);
    let questions: Vec<_> = [index].into_iter().chain(safety).collect();
    if questions.len() < FEWEST_QUESTIONS {
        return None;
    }
    Some(words::health_lead(
        agenda,
        &questions,
        mostly_allows_treatment(pack, &questions),
    ))
}

/// The first of the last safety questions that everyone is asked without another question in between.
///
/// Safety questions may come before, where they belong to a subject such as earlier treatments.
fn first_health_question(pack: &Pack) -> Option<QuestionIndex> {
    let everyone = |question: &&(QuestionIndex, &Question)| question.1.when.is_none();
    let questions: Vec<_> = pack.numbered_questions().collect();
    let later = questions.iter().rev().filter(everyone);
    let part = later
        .skip_while(|(_, question)| !question.safety)
        .take_while(|(_, question)| question.safety);
    let (first, _) = part.last()?;
    let follows_another_part = first.position() > 0;
    follows_another_part.then_some(*first)
}

/// Returns true if fewer than half of the options of some questions can lead to the worst verdict.
fn mostly_allows_treatment(pack: &Pack, questions: &[QuestionIndex]) -> bool {
    let worst = pack.rules.iter().filter(|rule| {
        let verdict = rule.verdict;
        verdict.is_some_and(Verdict::is_worst)
    });
    let requirements: Vec<_> = worst.flat_map(|rule| rule.when.requirements()).collect();
    let (mut options, mut ruling_out) = (0, 0);
    for &index in questions {
        for position in 0..pack.question(index).options.len() {
            options += 1;
            let is_named = requirements.iter().any(|requirement| {
                requirement.question == index && requirement.options.contains(position)
            });
            ruling_out += usize::from(is_named);
        }
    }
    2 * ruling_out < options
}
