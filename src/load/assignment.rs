//! Reads answers written as words: `hair_length=shaved` after `--set`, or a cell of a table.

use chrono::NaiveDate;

use super::dates::{self, DatedAnswer, dated_answer};
use super::earlier;
use super::lookup::{several_questions, similar_question, unknown_option};
use super::value_error::{ValueError, says_nothing};
use super::value_map::ValueMap;
use crate::diagnostic::{Code, Diagnostic, Place, Problems, one_of, shortened};
use crate::pack::{
    Answer, Called, Former, Kind, OptionSet, Pack, Question, QuestionIndex, Reworded,
};

/// An answer given with `--set`.
pub(super) struct Assignment<'set> {
    pub(super) question: QuestionIndex,
    pub(super) answer: Answer,
    /// The date that it was given as.
    pub(super) date: Option<DatedAnswer>,
    /// As it was written.
    pub(super) set: &'set str,
    pub(super) reworded: Vec<Reworded>,
}

/// Reads `question=option`, `question=a,b`, `question=none`, `question=unknown`, or a date on a day.
pub(super) fn assignment<'set>(
    pack: &Pack,
    set: &'set str,
    on: Option<NaiveDate>,
) -> Result<Assignment<'set>, Problems> {
    let Some((id, value)) = set.split_once('=') else {
        let message = format!("`{}` has no equals sign", shortened(set));
        let help = "write a question and an option, such as `--set hair_length=shaved`";
        return Err(refused(Code::BadSet, set, message, help));
    };
    let id = id.trim();
    let index = match pack.question_called(id) {
        Called::One(index) => index,
        Called::Several(indexes) => {
            let (message, help) = several_questions(pack, id, &indexes);
            return Err(refused(Code::UnknownQuestion, set, message, help));
        }
        Called::Nothing => {
            let outdated = outdated(pack.former(), id, value);
            if let Some(problems) = problems(set, outdated) {
                return Err(problems);
            }
            let message = format!("`{}` is not a question", shortened(id));
            let help = similar_question(pack, id, "`smp explain` lists the questions");
            return Err(refused(Code::UnknownQuestion, set, message, help));
        }
    };
    let question = pack.question(index);
    let dated = dated_answer(pack, question, on, value).transpose();
    let dated = dated.map_err(|error| vec![ValueError::from(error)]);
    let read = dated.and_then(|date| match date {
        Some(dated) => Ok((dated.answer, date)),
        None => Ok((words(AnswerWords::of(pack, question), value)?, None)),
    });
    match read {
        Ok((answer, date)) => Ok(Assignment {
            question: index,
            answer,
            date,
            set,
            reworded: [
                (question.id != id).then_some((id, None)),
                (date.is_none() && !is_by_ids(question, value))
                    .then_some((value.trim(), Some(answer))),
            ]
            .into_iter()
            .flatten()
            .map(|(written, answer)| Reworded {
                question: index,
                written: written.to_owned(),
                answer,
            })
            .collect(),
        }),
        Err(errors) => Err(problems(set, errors).expect("words are refused with a error")),
    }
}

/// What is wrong with the old id of a question and the options given to it, or with it as a whole.
fn outdated(former: Former, id: &str, value: &str) -> Vec<ValueError> {
    let Some(whole) = earlier::question(former, id) else {
        return Vec::new();
    };
    let words = value.split(SEPARATORS).map(str::trim);
    let options: Option<Vec<_>> = words
        .map(|word| earlier::option(former, id, word))
        .collect();
    let outdated = options.unwrap_or_else(|| vec![whole]);
    outdated.into_iter().map(ValueError::from).collect()
}

/// Problems with a `--set`, if there are any.
fn problems(set: &str, errors: Vec<ValueError>) -> Option<Problems> {
    let diagnostics = errors.into_iter().flat_map(|error| {
        let ValueError {
            code,
            message,
            help,
        } = error;
        refused(code, set, message, help).into_diagnostics()
    });
    Problems::from_vec(diagnostics.collect())
}

/// The words in which a question is answered: those of the pack, and the caller's own.
#[derive(Clone, Copy)]
pub(super) struct AnswerWords<'a> {
    pub(super) question: &'a Question,
    former: Former<'a>,
    values: Option<&'a ValueMap>,
}

impl<'a> AnswerWords<'a> {
    pub(super) fn of(pack: &'a Pack, question: &'a Question) -> Self {
        Self {
            question,
            former: pack.former(),
            values: None,
        }
    }

    #[must_use]
    pub(super) fn with(self, values: Option<&'a ValueMap>) -> Self {
        Self { values, ..self }
    }

    fn called(self, word: &str) -> Called<Answer> {
        let own = self.values.and_then(|values| values.answer(word));
        own.map_or_else(
            || self.question.answer_called(word, self.former),
            Called::One,
        )
    }
}

/// Reads one option, several, `none` or `unknown`, by their ids or in the words of the pack.
///
/// # Errors
/// What is wrong with the words; never empty.
pub(super) fn words(asked: AnswerWords, value: &str) -> Result<Answer, Vec<ValueError>> {
    let question = asked.question;
    let value = value.trim();
    match option(asked, value) {
        Ok(answer) => return Ok(answer),
        // Labels hold commas, so a cell is read as a whole first.
        Err(error) => match (question.kind, value.contains(SEPARATORS)) {
            (_, false) => return Err(vec![error]),
            (Kind::One, true) => {
                let mut parts = value.split(SEPARATORS);
                let are_options = parts.all(|part| option(asked, part.trim()).is_ok());
                let message = format!("`{}` takes one option", question.id);
                let help = "keep the one that fits best, or `unknown` for \"I'm not sure\"";
                let several = ValueError::new(Code::BadSet, message, help);
                return Err(vec![if are_options { several } else { error }]);
            }
            (Kind::Many, true) => {}
        },
    }
    let mut options = OptionSet::EMPTY;
    let mut errors = Vec::new();
    let may_be_kept_back = question.options.iter().any(|option| option.help.is_some());
    let mut is_kept_back = false;
    let listed = listed(asked, value).map_err(|error| vec![error])?;
    for word in &listed {
        match option(asked, word) {
            Ok(Answer::Chosen(option)) if option == OptionSet::NONE_OF_THESE => {
                errors.push(not_alone(question, word));
            }
            // A form has this next to other boxes for an answer that the person keeps back.
            Ok(Answer::NotSure) if may_be_kept_back => is_kept_back = true,
            Ok(Answer::NotSure) => errors.push(not_alone(question, word)),
            Ok(Answer::Chosen(option)) if options.intersects(option) => {
                let message = format!("the option `{}` is listed twice", shortened(word));
                let help = "remove one of the two";
                errors.push(ValueError::new(Code::RepeatedOption, message, help));
            }
            Ok(Answer::Chosen(option)) => options = options.union(option),
            Err(error) => errors.push(error),
        }
    }
    let is_shared = |position| question.option(position).help.is_some();
    if errors.is_empty() && is_kept_back && !options.positions().any(is_shared) {
        Ok(Answer::NotSure)
    } else if errors.is_empty() {
        Ok(Answer::Chosen(options))
    } else {
        Err(errors)
    }
}

/// The answer that a cell of a table gives; `None` if it names none.
pub(crate) fn words_in_cell(pack: &Pack, question: &Question, cell: &str) -> Option<Answer> {
    words(AnswerWords::of(pack, question), cell).ok()
}

/// What stands between two options.
const SEPARATORS: [char; 4] = [',', ';', '|', '\n'];

/// Returns true if a value names its answer by ids, in the way that every version of the program reads.
pub(super) fn is_by_ids(question: &Question, value: &str) -> bool {
    let is_option = |word: &str| question.find_option(word.trim()).is_some();
    match (value.trim(), question.kind) {
        ("unknown", _) | ("none", Kind::Many) => true,
        (value, Kind::Many) => value.split(SEPARATORS).all(is_option),
        (value, Kind::One) => is_option(value),
    }
}

/// An answer as `--set` and tables write it by ids.
pub(crate) fn by_ids(question: &Question, answer: Answer) -> String {
    let Answer::Chosen(options) = answer else {
        return "unknown".to_owned();
    };
    let ids = options.positions();
    let ids: Vec<_> = (ids.map(|position| question.option(position).id.as_str())).collect();
    match ids.as_slice() {
        [] => "none".to_owned(),
        ids => ids.join(","),
    }
}

/// What is wrong, where ids are wanted, with words that were read as a question or an answer.
pub(super) fn not_an_id(pack: &Pack, reworded: &Reworded) -> ValueError {
    let question = pack.question(reworded.question);
    let id = match reworded.answer {
        Some(answer) => by_ids(question, answer),
        None => question.id.to_string(),
    };
    let message = format!("`{}` is not an id", shortened(&reworded.written));
    ValueError::new(Code::NotAnId, message, format!("write `{id}`"))
}

fn not_alone(question: &Question, word: &str) -> ValueError {
    let message = format!(
        "`{}` cannot be combined with another answer to `{}`",
        shortened(word),
        question.id
    );
    let help = "take it out if another answer is true; else write it alone";
    ValueError::new(Code::ReservedOption, message, help)
}

/// The options of a list, each as it is written. An option whose label holds a separator is one of them.
///
/// For example, `Moles, Raised scars (keloids), anywhere` is `Moles` and `Raised scars (keloids), anywhere`,
/// where options have these labels.
fn listed<'value>(asked: AnswerWords, value: &'value str) -> Result<Vec<&'value str>, ValueError> {
    const MAX_PARTS: usize = 64; // each is compared with the labels together with all that follow
    let ends = value.match_indices(SEPARATORS).map(|(end, _)| end);
    let ends: Vec<_> = ends.chain([value.len()]).collect();
    let starts: Vec<_> = [0]
        .into_iter()
        .chain(ends.iter().map(|end| end + 1))
        .collect();
    let part = |from: usize, to: usize| {
        let (start, end) = (starts.get(from).copied()?, ends.get(to).copied()?);
        value.get(start..end).map(str::trim)
    };
    let is_known = |from: usize, to: usize| {
        let part = part(from, to).unwrap_or_default();
        !matches!(asked.called(part), Called::Nothing)
    };
    let parts = ends.len();
    let longest = if parts > MAX_PARTS { 1 } else { parts };
    // In how many ways the parts from each place on can be read, and where the first option ends.
    let mut ways = vec![(0_u32, 0); parts];
    ways.push((1, parts));
    for from in (0..parts).rev() {
        for to in from..parts.min(from + longest) {
            let (others, _) = ways.get(to + 1).copied().unwrap_or_default();
            if others > 0
                && is_known(from, to)
                && let Some((count, end)) = ways.get_mut(from)
            {
                *count = count.saturating_add(others);
                *end = to;
            }
        }
    }
    let is_readable = match ways.first() {
        Some((2.., _)) => {
            let message = format!("`{}` can be read in two ways", shortened(value));
            let help = "write the ids of the options, with commas between them";
            return Err(ValueError::new(Code::UnknownOption, message, help));
        }
        count => count.is_some_and(|(count, _)| *count == 1),
    };
    let mut listed = Vec::new();
    let mut from = 0;
    while from < parts {
        let end = match ways.get(from) {
            Some(&(1, end)) if is_readable => end,
            // Something in it is no option: the longest that is one, and else the part alone.
            _ => (from..parts.min(from + longest))
                .rev()
                .find(|&to| is_known(from, to))
                .unwrap_or(from),
        };
        listed.extend(part(from, end));
        from = end + 1;
    }
    Ok(listed)
}

/// One option, "none of these" or "I'm not sure".
fn option(asked: AnswerWords, word: &str) -> Result<Answer, ValueError> {
    let AnswerWords {
        question, former, ..
    } = asked;
    let (code, message, help) = match asked.called(word) {
        Called::One(answer) => return Ok(answer),
        Called::Several(answers) => return Err(several_answers(question, word, &answers)),
        Called::Nothing if word.is_empty() => (
            Code::BadSet,
            format!("an option of `{}` is missing", question.id),
            "write one after the equals sign, or `unknown` for \"I'm not sure\"".to_owned(),
        ),
        Called::Nothing => {
            if let Some(outdated) = earlier::option(former, &question.id, word) {
                return Err(outdated.into());
            }
            let help = if says_nothing(word) {
                "leave the cell empty, or write `unknown` for \"I'm not sure\"".to_owned()
            } else {
                dates::expected(question, word).unwrap_or_default()
            };
            (Code::UnknownOption, unknown_option(question, word), help)
        }
    };
    Err(ValueError::new(code, message, help))
}

/// Words that name several answers.
pub(super) fn several_answers(question: &Question, word: &str, answers: &[Answer]) -> ValueError {
    let ids = answers.iter().map(|answer| match answer {
        Answer::NotSure => "unknown",
        Answer::Chosen(options) => (options.positions().next())
            .map_or("none", |position| question.option(position).id.as_str()),
    });
    let ids: Vec<_> = ids.collect();
    let message = format!(
        "`{}` names more than one answer to `{}`",
        shortened(word),
        question.id
    );
    let help = format!("write {}", one_of(&ids));
    ValueError::new(Code::UnknownOption, message, help)
}

pub(super) fn refused(code: Code, set: &str, message: String, help: impl Into<String>) -> Problems {
    Problems::from(Diagnostic {
        code,
        message,
        place: Place::whole(&format!("--set {}", shortened(set))),
        help: Some(help.into()),
    })
}
