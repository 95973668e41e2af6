//! The kinds of screens.

use crate::answers::{Answer, Answers};
use crate::pack::{HelpCard, Kind, OptionSet, Question, QuestionIndex, Verdict};
use crate::report::sketch;

use super::agenda::Agenda;
use super::screen::{Choice, Role, Row, Screen};
use super::words::{self, Keeping};

/// Asks a question. Rows of options come first, so a row's position is its option's.
pub(super) fn question(agenda: &Agenda, answers: &Answers, index: QuestionIndex) -> Screen {
    let question = agenda.pack().question(index);
    let mut rows: Vec<_> = question
        .options
        .iter()
        .map(|option| Row::new(&option.label, Role::Answer))
        .collect();
    let last = words::last_answers(question).into_iter();
    rows.extend(last.map(|(words, role)| Row::new(words, role)));
    rows.push(Row::new(words::WHY, Role::Why));
    rows.push(Row::new(words::STOP, Role::Stop));
    let marked = answers.get(index).map_or(Vec::new(), |answer| {
        let rows = rows.iter().enumerate();
        rows.filter(|(position, row)| is_in(*position, row.role, answer))
            .map(|(position, _)| position)
            .collect()
    });
    Screen {
        heading: words::progress(agenda, index),
        text: question.ask.to_string(),
        card: Vec::new(),
        notice: None,
        sketch: sketch(agenda.pack(), answers, index),
        rows,
        choice: match question.kind {
            Kind::One => Choice::One {
                marked: marked.first().copied(),
            },
            Kind::Many => Choice::Many { marked },
        },
    }
}

/// The answer that rows of a question's screen stand for, if they do.
pub(super) fn answer(question: &Question, chosen: &[(usize, Role)]) -> Option<Answer> {
    match chosen {
        [] => None,
        [(_, Role::NotSure)] => Some(Answer::NotSure),
        [(_, Role::NoneOfThese)] => Some(Answer::Chosen(OptionSet::NONE_OF_THESE)),
        several => {
            let fits = several.iter().all(|(_, role)| *role == Role::Answer)
                && (several.len() == 1 || question.kind == Kind::Many);
            let options = several.iter().map(|(position, _)| *position);
            fits.then(|| Answer::Chosen(options.collect()))
        }
    }
}

/// Asks whether the result is wanted now, once the main questions are answered.
pub(super) fn crossroads(agenda: &Agenda) -> Screen {
    fork(
        agenda,
        "The main questions are answered",
        "What would you like to do?",
    )
}

/// Asks the same as soon as an answer leads to a stop.
pub(super) fn stop(agenda: &Agenda, stop: Verdict) -> Screen {
    fork(agenda, words::STOP_HEADING, words::stop(stop))
}

fn fork(agenda: &Agenda, heading: &str, text: &str) -> Screen {
    Screen {
        heading: heading.to_owned(),
        text: text.to_owned(),
        card: Vec::new(),
        notice: None,
        sketch: None,
        rows: vec![
            Row::new(words::RESULT_NOW, Role::Answer),
            Row::new(&words::go_on(agenda), Role::Answer),
            Row::new(words::STOP, Role::Stop),
        ],
        choice: Choice::One { marked: None },
    }
}

/// Shows the help card of an option that was just chosen; the last one of a question asks whether the
/// answer may be written.
pub(super) fn help(card: &HelpCard, keeping: &Keeping, is_last: bool) -> Screen {
    let rows = if is_last {
        vec![words::keep_out(keeping), words::KEEP_IN]
    } else {
        vec![words::CONTINUE]
    };
    let rows = rows.into_iter().map(|text| Row::new(text, Role::Answer));
    Screen {
        heading: card.title.to_string(),
        text: words::HELP_QUESTION.to_owned(),
        card: card.lines.iter().map(ToString::to_string).collect(),
        notice: None,
        sketch: None,
        rows: rows.collect(),
        choice: Choice::One { marked: Some(0) },
    }
}

/// Says why nothing more is asked, and offers the result, or another answer.
pub(super) fn end(agenda: &Agenda) -> Screen {
    Screen {
        heading: words::END_HEADING.to_owned(),
        text: agenda
            .end()
            .map_or_else(String::new, |(_, text)| text.to_owned()),
        card: Vec::new(),
        notice: None,
        sketch: None,
        rows: vec![
            Row::new(words::MY_RESULT, Role::Answer),
            Row::new(words::CHANGE_ANSWER, Role::Answer),
        ],
        choice: Choice::One { marked: Some(0) },
    }
}

/// Lists every answer; the first row asks for the result, the others to change an answer.
pub(super) fn review(agenda: &Agenda, answers: &Answers) -> Screen {
    let records = agenda.answered().filter_map(|index| {
        let record = words::record(agenda.pack().question(index), answers.get(index)?);
        Some(Row::new(&record, Role::Answer))
    });
    let mut rows = vec![Row::new(words::ALL_CORRECT, Role::Answer)];
    rows.extend(records);
    rows.push(Row::new(words::STOP, Role::Stop));
    Screen {
        heading: "Your answers".to_owned(),
        text: words::review(agenda),
        card: Vec::new(),
        notice: None,
        sketch: None,
        rows,
        choice: Choice::One { marked: None },
    }
}

impl Row {
    fn new(text: &str, role: Role) -> Self {
        Self {
            text: text.to_owned(),
            role,
        }
    }
}

fn is_in(position: usize, role: Role, answer: Answer) -> bool {
    match (role, answer) {
        (Role::NotSure, Answer::NotSure) => true,
        (Role::Answer, Answer::Chosen(options)) => options.contains(position),
        (Role::NoneOfThese, Answer::Chosen(options)) => options == OptionSet::NONE_OF_THESE,
        _ => false,
    }
}
