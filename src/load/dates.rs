//! Reads a date in the place of an option: `"transplant_time": "2026-03"`.

use chrono::NaiveDate;

use super::earlier;
use super::lookup;
use super::value_error::{ValueError, says_nothing};
use crate::diagnostic::{Code, shortened};
use crate::json::{Node, Value, described};
use crate::pack::{
    Answer, Answers, Called, Condition, GivenDate, OptionSet, Pack, Question, QuestionIndex,
};

/// How a date is written, for messages.
const FORM: &str = "a date such as `2026-03-14` or `2026-03`";

/// A date that answers a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedAnswer {
    /// The option that it means on the day of the assessment.
    pub answer: Answer,
    date: GivenDate,
    on: NaiveDate,
}

impl DatedAnswer {
    /// Sets it as the answer to its question.
    pub fn set(self, answers: &mut Answers, question: QuestionIndex) {
        answers.set_date(question, self.answer, (self.date, self.on));
    }
}

/// What is wrong with a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError {
    /// What it is.
    pub message: String,
    /// How to correct it.
    pub help: String,
}

impl DateError {
    /// The end of a sentence for a person who has just typed the date.
    pub fn spoken(&self) -> String {
        format!("{}; {}.", self.message, self.help).replace('`', "\"")
    }
}

impl From<DateError> for ValueError {
    fn from(error: DateError) -> Self {
        Self {
            code: Code::BadDate,
            message: error.message,
            help: error.help,
        }
    }
}

/// The answer that a date gives on the day of an assessment; `None` if the question takes no date, or if the text
/// does not look like one.
///
/// # Errors
/// There is no such date, it is after the day, or no option covers the time between them. Without a day no date can
/// be read.
pub fn dated_answer(
    pack: &Pack,
    question: &Question,
    on: Option<NaiveDate>,
    written: &str,
) -> Option<Result<DatedAnswer, DateError>> {
    question.since?;
    let written = written.trim();
    let is_like_one = |letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '/' | '.');
    let has_digits = written.contains(|letter: char| letter.is_ascii_digit());
    if !has_digits || !written.chars().all(is_like_one) {
        return None;
    }
    let Some(date) = GivenDate::parse(written) else {
        let is_known = question.answer_called(written, pack.former()) != Called::Nothing;
        return (!is_known).then(|| {
            Err(DateError {
                message: format!("`{}` is not a date", shortened(written)),
                help: format!("write {FORM}: the year, the month, and the day if it is known"),
            })
        });
    };
    Some(counted(pack, question, on, date))
}

fn counted(
    pack: &Pack,
    question: &Question,
    on: Option<NaiveDate>,
    date: GivenDate,
) -> Result<DatedAnswer, DateError> {
    let Some(on) = on else {
        return Err(DateError {
            message: format!("`{date}` is an answer only together with the day of the assessment"),
            help: lookup::expected_options(question, "").unwrap_or_default(),
        });
    };
    let Some(months) = date.months_until(on) else {
        return Err(DateError {
            message: format!("`{date}` is after {on}, the day of the assessment"),
            help: "write the date when it happened, or give the day of the assessment with `--on`"
                .to_owned(),
        });
    };
    let Some(position) = question.option_after(months) else {
        return Err(DateError {
            message: format!(
                "`{date}` is {} before {on}, and no option of `{}` covers that",
                months_in_words(months),
                question.id
            ),
            help: remedy(pack, question, months),
        });
    };
    Ok(DatedAnswer {
        answer: Answer::Chosen(OptionSet::single(position)),
        date,
        on,
    })
}

fn months_in_words(months: u32) -> String {
    match months {
        1 => "1 month".to_owned(),
        months => format!("{months} months"),
    }
}

/// What to do about a date that no option covers. After the last of them the question does not apply any more, so
/// an answer that it follows from is to be taken back.
fn remedy(pack: &Pack, question: &Question, months: u32) -> String {
    let last = question.months().and_then(|months| months.to);
    let is_longer_ago = last.is_some_and(|last| i64::from(months) > last.into());
    let asked = question
        .when
        .iter()
        .flat_map(Condition::requirements)
        .next();
    let Some(asked) = asked.filter(|_| is_longer_ago) else {
        return lookup::expected_options(question, "").unwrap_or_default();
    };
    let parent = pack.question(asked.question);
    let options = asked
        .options
        .positions()
        .map(|position| parent.option(position));
    let named = options.map(|option| format!("`{}` (“{}”)", option.id, option.label));
    let named: Vec<_> = named.collect();
    format!(
        "if the date is right, leave {} out of `{}`, and this answer too",
        named.join(" or "),
        parent.id
    )
}

/// Reads the value of a question that takes dates; `None` if it is no text or number, or names an option.
///
/// The error is about a date, or about a text that is neither a date nor an option.
pub(super) fn of_node(
    node: &Node,
    (pack, question): (&Pack, &Question),
    on: Option<NaiveDate>,
) -> Option<Result<DatedAnswer, ValueError>> {
    question.since?;
    if let Value::Integer(_) = node.value {
        return Some(Err(ValueError {
            code: Code::WrongType,
            message: format!(
                "`{}` takes options or a date, and not {}",
                question.id,
                described(node)
            ),
            help: expected(question, "").unwrap_or_default(),
        }));
    }
    let written = node.text().filter(|text| !text.trim().is_empty())?;
    if let Some(read) = dated_answer(pack, question, on, written) {
        return Some(read.map_err(ValueError::from));
    }
    let former = pack.former();
    let is_unknown = question.answer_called(written, former) == Called::Nothing
        && earlier::option(former, &question.id, written).is_none()
        && !says_nothing(written);
    is_unknown.then(|| {
        Err(ValueError {
            code: Code::UnknownOption,
            message: lookup::unknown_option(question, written),
            help: expected(question, written).unwrap_or_default(),
        })
    })
}

/// The options that a question expects, with the form of a date if it takes one.
pub(super) fn expected(question: &Question, written: &str) -> Option<String> {
    let options = lookup::expected_options(question, written);
    match question.since {
        Some(_) => options.map(|options| format!("{options}; {FORM} is an answer too")),
        None => options,
    }
}
