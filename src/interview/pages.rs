//! What each kind of screen shows.

use std::borrow::Cow;

use crate::pack::{
    Answer, Answers, CallList, HelpCard, Kind, OptionSet, Question, QuestionIndex, Verdict,
};
use crate::report::head_drawings;

use super::agenda::Agenda;
use super::part;
use super::screen::{Choice, MenuRow, RowRole, Screen};
use super::words::{self, SaveTarget};

/// Asks a question. Rows of options are in the order of the pack, from [`first_option`] on.
pub(super) fn question(agenda: &Agenda, answers: &Answers, index: QuestionIndex) -> Screen {
    let question = agenda.pack().question(index);
    let row = |(words, role): (&str, RowRole)| MenuRow::new(words, role);
    let options = question.options.iter();
    let mut rows: Vec<_> = words::answers_above(question).map(row).collect();
    rows.extend(options.map(|option| MenuRow {
        numbers: option.numbers.filter(|_| question.since.is_none()),
        ..MenuRow::new(&option.label, RowRole::Answer)
    }));
    rows.extend(words::answers_below(question).map(row));
    rows.push(MenuRow::new(words::WHY, RowRole::Why));
    rows.push(MenuRow::new(words::STOP, RowRole::Stop));
    let marked = answers.get(index).map_or(Vec::new(), |answer| {
        let rows = rows.iter().enumerate();
        rows.filter(|(position, row)| is_in(question, *position, row.role, answer))
            .map(|(position, _)| position)
            .collect()
    });
    Screen {
        lead: part::health_lead(agenda, index),
        heading: words::progress(agenda, index),
        text: question.ask.to_string(),
        card: Vec::new(),
        notice: None,
        drawings: head_drawings(agenda.pack(), answers, index),
        rows,
        choice: match question.kind {
            Kind::One => Choice::One {
                marked: marked.first().copied(),
            },
            Kind::Many => Choice::Many { marked },
        },
        takes_date: question.since.is_some(),
    }
}

/// Asks a question after the result; it can be left for the result at any time.
pub(super) fn reflection(
    agenda: &Agenda,
    answers: &Answers,
    index: QuestionIndex,
    number: usize,
    total: usize,
) -> Screen {
    let mut screen = question(agenda, answers, index);
    screen.lead = None;
    screen.heading = format!("{} ({number} of {total})", words::REFLECTION_HEADING);
    for row in &mut screen.rows {
        if row.role == RowRole::Stop {
            words::BACK_TO_RESULT.clone_into(&mut row.text);
        }
    }
    screen
}

/// The answer that rows of a question's screen mean, if they do.
pub(super) fn answer(question: &Question, chosen: &[(usize, RowRole)]) -> Option<Answer> {
    match chosen {
        [] => None,
        [(_, RowRole::NotSure)] => Some(Answer::NotSure),
        [(_, RowRole::NoneOfThese)] => Some(Answer::Chosen(OptionSet::NONE_OF_THESE)),
        several => {
            let fits = several.iter().all(|(_, role)| *role == RowRole::Answer)
                && (several.len() == 1 || question.kind == Kind::Many);
            let positions = several.iter().map(|(position, _)| *position);
            let options: Option<OptionSet> = positions
                .map(|position| position.checked_sub(first_option(question)))
                .collect();
            options.filter(|_| fits).map(Answer::Chosen)
        }
    }
}

/// The position of the row of the first option.
fn first_option(question: &Question) -> usize {
    words::answers_above(question).count()
}

/// Asks whether the result is wanted now, once the main questions are answered.
pub(super) fn continue_prompt(agenda: &Agenda) -> Screen {
    let text = "What's next?";
    fork(agenda, words::CROSSROADS_HEADING, text, None)
}

/// Asks the same as soon as an answer leads to a stop.
///
/// A wait ends and a doctor may agree, so most people should answer the rest. Nothing lifts the worst
/// verdict: there, the result is one key away.
pub(super) fn stop(agenda: &Agenda, stop: Verdict, because: Option<&str>) -> Screen {
    let preferred = if stop.is_worst() {
        RESULT_ROW
    } else {
        CONTINUE_ROW
    };
    let text = words::stop(agenda, stop, because);
    fork(agenda, words::STOP_HEADING, &text, Some(preferred))
}

/// Rows of the screens that offer the result.
const RESULT_ROW: usize = 0;
const CONTINUE_ROW: usize = 1;

fn fork(agenda: &Agenda, heading: &str, text: &str, marked: Option<usize>) -> Screen {
    Screen {
        lead: None,
        heading: heading.to_owned(),
        text: text.to_owned(),
        card: Vec::new(),
        notice: None,
        drawings: None,
        rows: vec![
            MenuRow::new(words::RESULT_NOW, RowRole::Answer),
            MenuRow::new(&words::continue_row(agenda), RowRole::Answer),
            MenuRow::new(words::STOP, RowRole::Stop),
        ],
        choice: Choice::One { marked },
        takes_date: false,
    }
}

/// Shows the help card of an option that was just chosen; the last one of a question asks whether the
/// answer may be written.
pub(super) fn help(
    card: &HelpCard,
    contacts: CallList,
    save_target: &SaveTarget,
    is_last: bool,
) -> Screen {
    let rows = if is_last {
        vec![words::keep_out(save_target), words::KEEP_IN]
    } else {
        vec![words::CONTINUE]
    };
    let rows = rows
        .into_iter()
        .map(|text| MenuRow::new(text, RowRole::Answer));
    Screen {
        lead: None,
        heading: card.title.to_string(),
        text: words::HELP_QUESTION.to_owned(),
        card: card.lines_for(contacts).map(Cow::into_owned).collect(),
        notice: None,
        drawings: None,
        rows: rows.collect(),
        choice: Choice::One { marked: Some(0) },
        takes_date: false,
    }
}

/// Says why nothing more is asked, and offers the result, or another answer.
pub(super) fn end(agenda: &Agenda) -> Screen {
    Screen {
        lead: None,
        heading: words::END_HEADING.to_owned(),
        text: agenda
            .end()
            .map_or_else(String::new, |(_, text)| text.to_owned()),
        card: Vec::new(),
        notice: None,
        drawings: None,
        rows: vec![
            MenuRow::new(words::MY_RESULT, RowRole::Answer),
            MenuRow::new(words::CHANGE_ANSWER, RowRole::Answer),
        ],
        choice: Choice::One { marked: Some(0) },
        takes_date: false,
    }
}

/// Lists every answer; the first row asks for the result, the others to change an answer.
pub(super) fn review(agenda: &Agenda, answers: &Answers) -> Screen {
    let records = agenda.answered().filter_map(|index| {
        let record = words::record(agenda.pack().question(index), answers.get(index)?);
        Some(MenuRow::new(&record, RowRole::Answer))
    });
    let mut rows = vec![MenuRow::new(words::ALL_CORRECT, RowRole::Answer)];
    rows.extend(records);
    rows.push(MenuRow::new(words::STOP, RowRole::Stop));
    Screen {
        lead: None,
        heading: "Your answers".to_owned(),
        text: words::review(agenda),
        card: Vec::new(),
        notice: None,
        drawings: None,
        rows,
        choice: Choice::One { marked: None },
        takes_date: false,
    }
}

impl MenuRow {
    fn new(text: &str, role: RowRole) -> Self {
        Self {
            text: text.to_owned(),
            role,
            numbers: None,
        }
    }
}

/// Returns true if a row of a question's screen is a part of an answer.
fn is_in(question: &Question, position: usize, role: RowRole, answer: Answer) -> bool {
    match (role, answer) {
        (RowRole::NotSure, Answer::NotSure) => true,
        (RowRole::Answer, Answer::Chosen(options)) => {
            let option = position.checked_sub(first_option(question));
            option.is_some_and(|option| options.contains(option))
        }
        (RowRole::NoneOfThese, Answer::Chosen(options)) => options == OptionSet::NONE_OF_THESE,
        _ => false,
    }
}
