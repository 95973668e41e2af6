//! The interview's own words; everything about hair and skin comes from the pack.

use crate::answers::Answer;
use crate::pack::{Kind, OptionSet, Pack, Question, QuestionIndex, Verdict};
use crate::report::verdict_name;
use crate::words::{any_of, capitalized, count};

use super::agenda::Agenda;
use super::screen::Role;

const NONE_OF_THESE: &str = "None of these";
const NOT_SURE: &str = "I'm not sure";
const NOT_SURE_OR_UNSAID: &str = "Not sure, or I'd rather not say";
pub(super) const WHY: &str = "Why do we ask this?";
pub(super) const STOP: &str = "Stop here";
pub(super) const ALL_CORRECT: &str = "All correct: show my result";
pub(super) const RESULT_NOW: &str = "See the result now";

pub(super) const HELP_QUESTION: &str = "Your answer counts for the result on your screen. Nobody else gets it unless you choose to save it.";
pub(super) const KEEP_IN: &str = "Save it with my other answers";
pub(super) const CONTINUE: &str = "Continue";
pub(super) const END_HEADING: &str = "No more questions";
pub(super) const MY_RESULT: &str = "See my result";
pub(super) const CHANGE_ANSWER: &str = "Go back and change my answer";

pub(super) const FIRST_QUESTION: &str = "This is the first question.";
pub(super) const CHOOSE_ONE: &str = "Please choose one of the answers below.";
pub(super) const WHY_CROSSROADS: &str = "Why we ask: you have told us what matters most. \
    More answers make the result more exact. What you leave out stays open.";
pub(super) const STOP_HEADING: &str = "Something to know now";
pub(super) const WHY_STOP: &str = "Why we ask: what you told us decides a lot, and you need not \
    answer the rest to read it. More answers make the result more exact.";
pub(super) const CHANGES_ADVICE: &str =
    "It will not change your result, but it can change the advice or what to expect.";
pub(super) const CHANGES_NOTHING: &str =
    "With what you told us so far, it will not change your result.";
pub(super) const WHY_HELP: &str = "Why we ask: others may open what is saved. If you keep this answer out, we ask again when you come back.";
pub(super) const WHY_END: &str = "Why we ask: this answer decides the result, so nothing more is asked. You can still change it.";
pub(super) const WHY_REVIEW: &str =
    "Why we ask: so that you can mend a slip before you see the result.";

/// Where the answers go while they are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeping {
    /// Nowhere.
    Nowhere,
    /// Into a file, after every question.
    File(String),
}

/// Offers to keep an answer out of what may be written.
pub(super) fn keep_out(keeping: &Keeping) -> &'static str {
    match keeping {
        Keeping::Nowhere => "Keep this answer out of the command to continue later",
        Keeping::File(_) => "Keep this answer out of the saved file",
    }
}

/// What is said before the first question.
pub(super) fn welcome(agenda: &Agenda, way_around: &str, keeping: &Keeping) -> Vec<String> {
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
    lines.push(way_around.to_owned());
    lines.push(match keeping {
        Keeping::Nowhere => {
            "Nothing is saved. If you stop, you get one line to go on with.".to_owned()
        }
        Keeping::File(file) => format!("Your answers are saved in {file} after every question."),
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

/// "Go on (about 9 more, 2 minutes)".
pub(super) fn go_on(agenda: &Agenda) -> String {
    let remaining: Vec<_> = agenda.remaining().collect();
    format!(
        "Go on ({}{} more, {})",
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
            "Is everything right? Choose a line to change it. {} not asked and will stay open.",
            questions_were(left)
        ),
    }
}

/// Says what a stop means, and that the person may choose.
pub(super) fn stop(stop: Verdict) -> &'static str {
    match stop {
        Verdict::Suitable | Verdict::SuitableWithCautions | Verdict::Wait => {
            "From what you told us, it is better to wait for now. \
             You can see the result now, or go on."
        }
        Verdict::SeeDoctorFirst => {
            "From what you told us, a talk with a doctor comes first. \
             You can see the result now, or go on."
        }
        Verdict::NotRecommended => {
            "We are sorry: what you told us speaks against this for you. \
             You can see the result now, or go on."
        }
    }
}

/// Says how many questions were left out and why; nothing if there were none.
pub(super) fn left_out(agenda: &Agenda) -> Option<String> {
    let (questions, them) = match agenda.left_out().count() {
        0 => return None,
        1 => (questions_were(1), "it"),
        several => (questions_were(several), "them"),
    };
    Some(format!(
        "{questions} left out, because no answer to {them} could change your result, the advice \
         or what to expect. `smp --all` asks {them} too."
    ))
}

/// Says which results the answer to a question could still lead to, alone or with others.
pub(super) fn still_possible(verdicts: &[Verdict], alone: bool) -> String {
    let names = verdicts.iter().map(|verdict| verdict_name(*verdict));
    let names: Vec<_> = names.map(|name| format!("\"{name}\"")).collect();
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

/// Says that an answer went because its question no longer applies.
pub(super) fn dropped(question: &Question, answer: Answer) -> String {
    format!(
        "Taken back, because it no longer applies: {}",
        record(question, answer)
    )
}

/// Says why a question is asked, and what its answer can still change.
pub(super) fn why(question: &Question, prospects: &str) -> String {
    format!("Why we ask: {} {prospects}", question.why)
}

/// Says why two rows cannot stand together.
pub(super) fn exclusive(row: &str) -> String {
    format!("\"{row}\" cannot go together with other answers. Please keep one or the other.")
}

/// The answers below the options, in words, with the role of each.
pub(super) fn last_answers(question: &Question) -> Vec<(&str, Role)> {
    match (&question.undecided, question.kind) {
        (Some(undecided), Kind::One) => vec![(undecided, Role::NotSure)],
        (Some(undecided), Kind::Many) => vec![(undecided, Role::NoneOfThese)],
        (None, Kind::One) => vec![(not_sure(question), Role::NotSure)],
        (None, Kind::Many) => vec![
            (NONE_OF_THESE, Role::NoneOfThese),
            (not_sure(question), Role::NotSure),
        ],
    }
}

/// For a person who cannot answer, or would rather not where the answers are private.
///
/// The core questions say it plainly: what is private about them is one option among many.
fn not_sure(question: &Question) -> &'static str {
    let is_private = question.options.iter().any(|option| option.private);
    if is_private && !question.core {
        NOT_SURE_OR_UNSAID
    } else {
        NOT_SURE
    }
}

/// What is said when no box is marked.
pub(super) fn nothing_marked(question: &Question) -> String {
    let alone = last_answers(question).into_iter();
    let alone: Vec<_> = alone.map(|(words, _)| format!("\"{words}\"")).collect();
    let alone = alone.join(" or ");
    format!("Nothing is marked yet. Mark all that fit, or choose {alone}.")
}

/// The words of the answer of a role below the options.
fn last_answer(question: &Question, role: Role, otherwise: &str) -> String {
    let mut answers = last_answers(question).into_iter();
    let found = answers.find(|(_, other)| *other == role);
    found.map_or(otherwise, |(words, _)| words).to_owned()
}

fn answer_words(question: &Question, answer: Answer) -> String {
    match answer {
        Answer::NotSure => last_answer(question, Role::NotSure, NOT_SURE),
        Answer::Chosen(OptionSet::NONE_OF_THESE) => {
            last_answer(question, Role::NoneOfThese, NONE_OF_THESE)
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

/// "1 question was", "2 questions were".
fn questions_were(number: usize) -> String {
    let verb = if number == 1 { "was" } else { "were" };
    format!("{} {verb}", count(number, "question"))
}

/// How long it takes to read the questions and their answers, rounded up: 200 words a minute.
fn minutes(pack: &Pack, questions: &[QuestionIndex]) -> String {
    const WORDS_A_MINUTE: usize = 200;
    let words: usize = questions
        .iter()
        .map(|&question| words_of(pack.question(question)))
        .sum();
    match words.div_ceil(WORDS_A_MINUTE) {
        0 | 1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}

/// Words of a question with every answer to it, those of the program too.
fn words_of(question: &Question) -> usize {
    let labels = question.options.iter().map(|option| option.label.as_str());
    let last = last_answers(question).into_iter().map(|(words, _)| words);
    let texts = labels.chain([question.ask.as_str()]).chain(last);
    texts.map(|text| text.split_whitespace().count()).sum()
}
