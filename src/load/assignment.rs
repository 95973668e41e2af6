//! Reads answers written as words: `hair_length=shaved` after `--set`, or a cell of a table.

use super::earlier;
use super::earlier::Outdated;
use super::lookup::{several_questions, similar_question, unknown_option};
use crate::diagnostic::{Code, Diagnostic, Place, Problems, one_of, shortened, suggest};
use crate::pack::{
    Answer, Called, Former, Kind, OptionSet, Pack, Question, QuestionIndex, are_same,
};

/// What is wrong with a value given as words, and how to fix it. The caller adds the place.
pub(super) struct ValueError {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: String,
}

impl ValueError {
    fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            help: help.into(),
        }
    }
}

impl From<Outdated> for ValueError {
    fn from(outdated: Outdated) -> Self {
        Self {
            code: outdated.code,
            message: outdated.message,
            help: outdated.help,
        }
    }
}

/// Reads `question=option`, `question=a,b`, `question=none` or `question=unknown`.
pub(super) fn assignment(pack: &Pack, set: &str) -> Result<(QuestionIndex, Answer), Problems> {
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
    match words(pack.question(index), value, pack.former()) {
        Ok(answer) => Ok((index, answer)),
        Err(errors) => Err(problems(set, errors).expect("words are refused with a error")),
    }
}

/// What is wrong with the old id of a question and the options given to it, or with it as a whole.
fn outdated(former: Former, id: &str, value: &str) -> Vec<ValueError> {
    let Some(whole) = earlier::question(former, id) else {
        return Vec::new();
    };
    let words = value.split([',', ';']).map(str::trim);
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

/// Reads one option, several, `none` or `unknown`, by their ids or in the words of the pack.
///
/// # Errors
/// What is wrong with the words; never empty.
pub(super) fn words(
    question: &Question,
    value: &str,
    former: Former,
) -> Result<Answer, Vec<ValueError>> {
    let value = value.trim();
    match option(question, value, former) {
        Ok(answer) => return Ok(answer),
        // Labels hold commas, so a cell is read as a whole first.
        Err(error) => match (question.kind, value.contains(SEPARATORS)) {
            (_, false) => return Err(vec![error]),
            (Kind::One, true) => {
                let mut parts = value.split(SEPARATORS);
                let are_options = parts.all(|part| option(question, part.trim(), former).is_ok());
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
    let listed = listed(question, value, former).map_err(|error| vec![error])?;
    for word in &listed {
        match option(question, word, former) {
            Ok(Answer::Chosen(option)) if option == OptionSet::NONE_OF_THESE => {
                errors.push(stands_alone(word));
            }
            Ok(Answer::NotSure) => errors.push(stands_alone(word)),
            Ok(Answer::Chosen(option)) if options.intersects(option) => {
                let message = format!("the option `{}` is listed twice", shortened(word));
                let help = "remove one of the two";
                errors.push(ValueError::new(Code::RepeatedOption, message, help));
            }
            Ok(Answer::Chosen(option)) => options = options.union(option),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        Ok(Answer::Chosen(options))
    } else {
        Err(errors)
    }
}

/// What stands between two options.
const SEPARATORS: [char; 2] = [',', ';'];

fn stands_alone(word: &str) -> ValueError {
    let message = format!(
        "`{}` cannot be combined with other options",
        shortened(word)
    );
    ValueError::new(Code::ReservedOption, message, "write it alone")
}

/// The options of a list, each as it is written. An option whose label holds a separator is one of them.
///
/// For example, `Moles, Raised scars (keloids), anywhere` is `Moles` and `Raised scars (keloids), anywhere`,
/// where options have these labels.
fn listed<'value>(
    question: &Question,
    value: &'value str,
    former: Former,
) -> Result<Vec<&'value str>, ValueError> {
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
        !matches!(question.answer_called(part, former), Called::Nothing)
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
fn option(question: &Question, word: &str, former: Former) -> Result<Answer, ValueError> {
    let (code, message, help) = match question.answer_called(word, former) {
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
            let ids = question.options.iter().map(|option| option.id.as_str());
            let help = if says_nothing(word) {
                "leave the cell empty, or write `unknown` for \"I'm not sure\"".to_owned()
            } else {
                suggest("option", word, &ids.collect::<Vec<_>>()).unwrap_or_default()
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

/// How spreadsheets and databases write that there is nothing: it could mean "I'm not sure" or "none of these".
pub(super) fn says_nothing(word: &str) -> bool {
    const NOTHING: [&str; 7] = ["n/a", "#n/a", "na", "null", "nil", "nan", "not applicable"];
    NOTHING.iter().any(|nothing| are_same(nothing, word))
        || word
            .chars()
            .all(|letter| matches!(letter, '-' | '–' | '—' | '.'))
}

pub(super) fn refused(code: Code, set: &str, message: String, help: impl Into<String>) -> Problems {
    Problems::from(Diagnostic {
        code,
        message,
        place: Place::whole(&format!("--set {}", shortened(set))),
        help: Some(help.into()),
    })
}
