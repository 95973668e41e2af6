//! The interview's own words; everything about hair and skin comes from the pack.

use crate::pack::{
    Answer, Kind, NONE_OF_THESE, NOT_SURE, OptionSet, Pack, Question, QuestionIndex, Verdict,
};
use crate::report::verdict_name;
use crate::words::{any_of, capitalized, count};

use super::agenda::Agenda;
use super::screen::RowRole;

pub(super) const WHY: &str = "Why do you ask?";
pub(super) const STOP: &str = "Quit";
/// The row that leaves the questions after the result.
pub(super) const BACK_TO_RESULT: &str = "Back to the result";
/// The heading of the questions after the result.
pub(super) const REFLECTION_HEADING: &str = "What matters to you";
pub(super) const ALL_CORRECT: &str = "All correct: show my result";
pub(super) const RESULT_NOW: &str = "See my result";

pub(super) const HELP_QUESTION: &str = "Your answer counts for the result on your screen. No one else gets it unless you choose to save it.";
pub(super) const KEEP_IN: &str = "Save it with my other answers";
pub(super) const CONTINUE: &str = "Continue";
pub(super) const END_HEADING: &str = "No more questions";
pub(super) const MY_RESULT: &str = "See my result";
pub(super) const CHANGE_ANSWER: &str = "Go back and change my answer";

pub(super) const FIRST_QUESTION: &str = "This is the first question.";
pub(super) const CHOOSE_ONE: &str = "Please choose one of the answers below.";
pub(super) const CROSSROADS_HEADING: &str = "The main questions are answered";
pub(super) const WHY_CONTINUE_PROMPT: &str = "Why we ask: you have answered what matters most. \
    More answers make the result more exact. If you skip them, the result is provisional.";
pub(super) const STOP_HEADING: &str = "Before you continue";
pub(super) const WHY_STOP: &str = "Why we ask: this answer decides a lot, so you can see your \
    result without answering the rest. More answers make it more exact.";
pub(super) const CHANGES_ADVICE: &str =
    "It won't change your result, but it can change the advice or what to expect.";
pub(super) const CHANGES_NOTHING: &str =
    "Based on your answers so far, it won't change your result.";
pub(super) const WHY_HELP: &str = "Why we ask: other people may open what is saved. If you keep this answer out, we'll ask again when you come back.";
pub(super) const WHY_END: &str = "Why we ask: this answer decides the result, so there are no more questions. You can still change it.";
pub(super) const WHY_REVIEW: &str =
    "Why we ask: so that you can fix a mistake before you see the result.";

/// Where the answers go while they are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveTarget {
    /// Nowhere.
    Nowhere,
    /// Into a file, after every question.
    File(String),
}

/// Offers to keep an answer out of what may be written.
pub(super) fn keep_out(save_target: &SaveTarget) -> &'static str {
    match save_target {
        SaveTarget::Nowhere => "Keep this answer out of the command to continue later",
        SaveTarget::File(_) => "Keep this answer out of the saved file",
    }
}

/// The lines above the first question.
pub(super) fn welcome(
    agenda: &Agenda,
    navigation_help: &str,
    save_target: &SaveTarget,
) -> Vec<String> {
    let pack = agenda.pack();
    let found = agenda.answered().count();
    let remaining: Vec<_> = agenda.remaining().collect();
    let length = format!(
        "{}{}, {}.",
        about(agenda),
        count(remaining.len(), "question"),
        minutes(pack, &remaining)
    );
    let mut lines = vec![format!("{}: does it suit you, and why?", pack.title)];
    if found > 0 {
        lines.push(format!("Welcome back. {} found.", count(found, "answer")));
        if !remaining.is_empty() {
            lines.push(format!("Still to come: {length}"));
        }
    } else {
        lines.push(capitalized(&length));
    }
    lines.push("This is general information, not a diagnosis.".to_owned());
    lines.push(navigation_help.to_owned());
    lines.push(match save_target {
        SaveTarget::Nowhere => {
            "Nothing is saved. If you quit, we'll show a command that lets you pick up where you left off.".to_owned()
        }
        SaveTarget::File(file) => format!("Your answers are saved in {file} after every question."),
    });
    lines
}

/// "Question 4 of about 16".
pub(super) fn progress(agenda: &Agenda, question: QuestionIndex) -> String {
    let about = if agenda.can_grow_or_shrink(Some(question)) {
        "about "
    } else {
        ""
    };
    format!(
        "Question {} of {about}{}",
        agenda.number(question),
        agenda.total()
    )
}

/// "Continue (about 9 more, 2 minutes)".
pub(super) fn continue_row(agenda: &Agenda) -> String {
    let remaining: Vec<_> = agenda.remaining().collect();
    format!(
        "Continue ({}{} more, {})",
        about(agenda),
        remaining.len(),
        minutes(agenda.pack(), &remaining)
    )
}

/// What the review asks; says how much was left out.
pub(super) fn review(agenda: &Agenda) -> String {
    match agenda.remaining().count() {
        0 => "Is everything right? Choose a line to change it.".to_owned(),
        left => format!(
            "Is everything right? Choose a line to change it. You skipped {}, so the result will be provisional.",
            count(left, "question")
        ),
    }
}

/// Says what a stop is, why, how many safety questions have no answer yet, and that the person may choose.
pub(super) fn stop(agenda: &Agenda, stop: Verdict, because: Option<&str>) -> String {
    let mut sentences = vec![
        match stop {
            Verdict::Suitable | Verdict::SuitableWithCautions | Verdict::Wait => {
                "From your answers so far, you should wait before having SMP."
            }
            Verdict::SeeDoctorFirst => {
                "From your answers so far, you should see a doctor before having SMP."
            }
            Verdict::NotRecommended => {
                "We're sorry. From your answers so far, SMP is not recommended for you."
            }
        }
        .to_owned(),
    ];
    sentences.extend(because.map(str::to_owned));
    let pack = agenda.pack();
    let safety = agenda.remaining();
    let safety = safety.filter(|&question| pack.question(question).safety);
    match safety.count() {
        0 => {}
        1 => sentences.push("1 safety question is still unanswered.".to_owned()),
        several => sentences.push(format!("{several} safety questions are still unanswered.")),
    }
    sentences.push("You can continue, or see your result now.".to_owned());
    sentences.join(" ")
}

/// Says that the questions about health come next, how many they are, and how long they take.
pub(super) fn health_lead(
    agenda: &Agenda,
    questions: &[QuestionIndex],
    mostly_allows_treatment: bool,
) -> String {
    let length = format!(
        "{}{}, {}.",
        about(agenda),
        count(questions.len(), "question"),
        seconds(agenda.pack(), questions)
    );
    let length = capitalized(&length);
    let comfort = if mostly_allows_treatment {
        " Most answers don't rule SMP out."
    } else {
        ""
    };
    format!("Next: your health. {length}{comfort}")
}

/// Says why there are more questions than before; nothing if there are not.
pub(super) fn added(questions: usize) -> Option<String> {
    (questions > 0).then(|| format!("Your answer adds {}.", count(questions, "question")))
}

/// Says how many questions were left out and why; nothing if there were none.
pub(super) fn left_out(agenda: &Agenda) -> Option<String> {
    let questions = agenda.left_out().count();
    let them = match questions {
        0 => return None,
        1 => "it",
        _ => "them",
    };
    Some(format!(
        "We left out {}, because no answer to {them} could change your result, the advice \
         or what to expect. `smp --all` asks {them} too.",
        count(questions, "question")
    ))
}

/// Says which results the answer to a question could still lead to, alone or with others.
pub(super) fn still_possible(verdicts: &[Verdict], alone: bool) -> String {
    let names: Vec<_> = verdicts
        .iter()
        .map(|verdict| verdict_name(*verdict))
        .map(|name| format!("\"{name}\""))
        .collect();
    let depends = if alone {
        "your answer"
    } else {
        "this and your other answers"
    };
    format!(
        "Depending on {depends}, the result could still be {}.",
        any_of(&names)
    )
}

/// The line of record about an answer: "Hair color: Dark brown".
pub(super) fn record(question: &Question, answer: Answer) -> String {
    format!(
        "{}: {}",
        capitalized(&question.name()),
        answer_words(question, answer)
    )
}

/// Says that an answer was removed because its question no longer applies.
pub(super) fn dropped(question: &Question, answer: Answer) -> String {
    format!(
        "Removed because it no longer applies: {}",
        record(question, answer)
    )
}

/// Says why a question is asked, and what its answer can still change.
pub(super) fn why(question: &Question, possible_results: &str) -> String {
    format!("Why we ask: {} {possible_results}", question.why)
}

/// Says why two rows cannot be chosen together.
pub(super) fn exclusive(row: &str) -> String {
    format!("\"{row}\" can't be combined with other answers. Please keep one or the other.")
}

/// The answers above the options, in words, with the role of each: "None of these" is where "No" is
/// in other questions, so that the same keys mean the same.
pub(super) fn answers_above(question: &Question) -> impl Iterator<Item = (&str, RowRole)> {
    let has_none = question.undecided.is_none() && question.kind == Kind::Many;
    has_none
        .then_some((NONE_OF_THESE, RowRole::NoneOfThese))
        .into_iter()
}

/// The answer below the options, in words, with its role.
pub(super) fn answers_below(question: &Question) -> impl Iterator<Item = (&str, RowRole)> {
    let below = match (&question.undecided, question.kind) {
        (Some(undecided), Kind::One) => (undecided.as_str(), RowRole::NotSure),
        (Some(undecided), Kind::Many) => (undecided.as_str(), RowRole::NoneOfThese),
        (None, Kind::One | Kind::Many) => (question.not_sure(), RowRole::NotSure),
    };
    [below].into_iter()
}

/// The answers that are no option, in words, with the role of each.
fn other_answers(question: &Question) -> impl Iterator<Item = (&str, RowRole)> {
    answers_above(question).chain(answers_below(question))
}

/// What is said when no box is marked.
pub(super) fn nothing_marked(question: &Question) -> String {
    let alone: Vec<_> = other_answers(question)
        .map(|(words, _)| format!("\"{words}\""))
        .collect();
    let alone = alone.join(" or ");
    format!("Nothing is marked yet. Mark all that apply, or choose {alone}.")
}

/// The words of the answer that is no option and has a role.
fn other_answer(question: &Question, role: RowRole, otherwise: &str) -> String {
    let found = other_answers(question).find(|(_, other)| *other == role);
    found.map_or(otherwise, |(words, _)| words).to_owned()
}

fn answer_words(question: &Question, answer: Answer) -> String {
    match answer {
        Answer::NotSure => other_answer(question, RowRole::NotSure, NOT_SURE),
        Answer::Chosen(OptionSet::NONE_OF_THESE) => {
            other_answer(question, RowRole::NoneOfThese, NONE_OF_THESE)
        }
        Answer::Chosen(options) => {
            let labels = options
                .positions()
                .map(|position| question.option(position).label.as_str());
            labels.collect::<Vec<_>>().join("; ")
        }
    }
}

fn about(agenda: &Agenda) -> &'static str {
    if agenda.can_grow_or_shrink(None) {
        "about "
    } else {
        ""
    }
}

/// How fast people read questions and their answers.
const WORDS_A_MINUTE: usize = 200;

/// How long it takes to read the questions and their answers, rounded up to minutes.
fn minutes(pack: &Pack, questions: &[QuestionIndex]) -> String {
    match words_of_all(pack, questions).div_ceil(WORDS_A_MINUTE) {
        0 | 1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}

/// The same, rounded up to half a minute where it is less than two.
fn seconds(pack: &Pack, questions: &[QuestionIndex]) -> String {
    match (2 * words_of_all(pack, questions)).div_ceil(WORDS_A_MINUTE) {
        0 | 1 => "30 seconds".to_owned(),
        3 => "90 seconds".to_owned(),
        _ => minutes(pack, questions),
    }
}

fn words_of_all(pack: &Pack, questions: &[QuestionIndex]) -> usize {
    let questions = questions.iter();
    let words = questions.map(|&question| words_of(pack.question(question)));
    words.sum()
}

/// Words of a question with every answer to it, those of the program too.
fn words_of(question: &Question) -> usize {
    let labels = question.options.iter().map(|option| option.label.as_str());
    let others = other_answers(question).map(|(words, _)| words);
    let texts = labels.chain([question.ask.as_str()]).chain(others);
    texts.map(|text| text.split_whitespace().count()).sum()
}
