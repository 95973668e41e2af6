//! The command that resumes an interview, for a person who quits.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use smp_suitability::diagnostic::escape_untrusted;
use smp_suitability::pack::{Answer, Answers, OptionSet, Pack, Question};

use super::options::InterviewOptions;
use crate::shell::cli::{Common, InterviewArgs, ResultArgs, ResultFormat};
use crate::shell::message;
use crate::shell::paint::When;

/// Where the answers are when an interview ends early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// Where the options say: in the file with answers, or nowhere.
    AsAsked,
    /// Nowhere: the last answer could not be saved.
    Unsaved,
}

/// Says where the answers are, and gives the command that brings them back, on a separate line to copy.
///
/// The text is wrapped for the terminal; the command is not, so that it can be copied.
pub(super) fn resume_hint(
    pack: &Pack,
    answers: &Answers,
    options: &InterviewOptions,
    kept: Kept,
) -> String {
    let file = options
        .interview
        .answers
        .as_deref()
        .filter(|_| kept == Kept::AsAsked);
    let says = match (file, kept) {
        _ if answers.is_blank() => return "Stopped. Nothing was saved.".to_owned(),
        (Some(file), _) => {
            let file = escape_untrusted(&file.display().to_string()).into_owned();
            format!("Stopped. Your answers are saved in {file}. To continue, run:")
        }
        (None, Kept::AsAsked) => {
            "Stopped. Nothing was saved. To continue, run the command below. It contains your \
             answers about your health, so keep it private."
                .to_owned()
        }
        (None, Kept::Unsaved) => {
            "Stopped. Your last answer was not saved. To continue, run the command below. It \
             contains your answers about your health, so keep it private."
                .to_owned()
        }
    };
    let mut words = vec![program()];
    words.extend(file.map(|file| format!("--answers {}", quoted(file))));
    words.extend(options_given(options.common, options.interview));
    if file.is_none() {
        for (index, question) in pack.numbered_questions() {
            if let Some(answer) = answers.get(index) {
                let date = answers.date(index).map(|date| date.to_string());
                let value = date.unwrap_or_else(|| value(question, answer));
                words.push(format!("--set {}={value}", question.id));
            }
        }
    }
    format!("{}\n{}", message::for_terminal(&says), words.join(" "))
}

/// Every option but those that hold answers. An option that is added has to be added here too.
fn options_given(common: &Common, interview: &InterviewArgs) -> Vec<String> {
    let Common {
        rules,
        color,
        output,
    } = common;
    let InterviewArgs {
        answers: _,
        plain,
        all,
        result,
    } = interview;
    let ResultArgs {
        sets: _,
        format,
        show,
        on,
        country,
        fail_on,
    } = result;
    let mut words = Vec::new();
    if *plain {
        words.push("--plain".to_owned());
    }
    if *all {
        words.push("--all".to_owned());
    }
    words.extend(path("--rules", rules.as_deref()));
    if *color != When::Auto {
        words.extend(word("--color", color));
    }
    if *format != ResultFormat::Text {
        words.extend(word("--format", format));
    }
    words.extend(on.map(|day| format!("--on {day}")));
    words.extend(
        country
            .as_ref()
            .map(|country| format!("--country {}", country.code())),
    );
    words.extend(fail_on.map(|verdict| format!("--fail-on {}", verdict.id())));
    for topic in show {
        words.extend(word("--show", topic));
    }
    words.extend(path("--output", output.as_deref()));
    words
}

fn path(option: &str, path: Option<&Path>) -> Option<String> {
    path.map(|path| format!("{option} {}", quoted(path)))
}

fn word(option: &str, value: &impl clap::ValueEnum) -> Option<String> {
    let value = value.to_possible_value()?;
    Some(format!("{option} {}", value.get_name()))
}

/// How this program can be started again: by its name if that finds it, or else by its path.
fn program() -> String {
    let this = env::current_exe().unwrap_or_else(|_| PathBuf::from("smp"));
    let path = env::var_os("PATH").unwrap_or_default();
    let started_as = env::args_os().next();
    program_word(&this, &path, started_as.as_deref())
}

/// The same for a program file, folders to search, and the word it was started with.
fn program_word(this: &Path, search_path: &OsStr, started_as: Option<&OsStr>) -> String {
    const NAME: &str = "smp";
    let file = format!("{NAME}{}", env::consts::EXE_SUFFIX);
    let mut found = env::split_paths(search_path).map(|folder| folder.join(&file));
    let found = found.find(|path| path.is_file());
    if found.is_some_and(|found| is_same_file(&found, this)) {
        return NAME.to_owned();
    }
    // As it was typed, which is shorter; a word without a folder would be searched for.
    let typed = started_as.map(Path::new).filter(|typed| {
        let names_folder = typed.components().count() > 1;
        names_folder && is_same_file(typed, this)
    });
    quoted(typed.unwrap_or(this))
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

fn value(question: &Question, answer: Answer) -> String {
    match answer {
        Answer::NotSure => "unknown".to_owned(),
        Answer::Chosen(OptionSet::NONE_OF_THESE) => "none".to_owned(),
        Answer::Chosen(options) => {
            let ids = options
                .positions()
                .map(|position| question.option(position).id.as_str());
            ids.collect::<Vec<_>>().join(",")
        }
    }
}

/// A path as one word of a shell. Ids need no quotes: they are letters, digits and `_`.
pub(crate) fn quoted(path: &Path) -> String {
    let path = escape_untrusted(&path.display().to_string()).into_owned();
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-+:@%".contains(letter);
    if !path.is_empty() && path.chars().all(is_plain) {
        path
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, Parser as _};

    use super::*;
    use crate::shell::cli::Cli;

    #[test]
    fn paths_are_quoted_where_a_shell_needs_it() {
        let quoted = |path: &str| quoted(Path::new(path));
        assert_eq!(quoted("rules/smp"), "rules/smp");
        assert_eq!(quoted("my rules"), "'my rules'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }

    #[test]
    fn every_option_that_was_given_is_given_again() {
        let given = "--plain --all --rules 'my rules' --color never --format json --on 2027-03-31 --country CA \
                     --fail-on wait --show why --output result.json";
        let arguments = ["smp"]
            .into_iter()
            .map(str::to_owned)
            .chain(given.split(' ').map(str::to_owned))
            .collect::<Vec<_>>()
            .join(" ")
            .replace("'my rules'", "my_rules");

        let cli = Cli::parse_from(arguments.split(' '));
        let again = options_given(&cli.common, &cli.interview);

        let expected = given.replace("'my rules'", "my_rules");
        assert_eq!(
            again.join(" "),
            expected.split_whitespace().collect::<Vec<_>>().join(" ")
        );
        for option in Cli::command().get_arguments() {
            let Some(name) = option.get_long() else {
                continue;
            };
            let holds_answers = ["answers", "set"].contains(&name);
            assert!(
                holds_answers || given.contains(&format!("--{name}")),
                "{name}"
            );
        }
    }

    #[test]
    fn a_default_is_not_given_again() {
        let cli = Cli::parse_from(["smp"]);
        assert_eq!(
            options_given(&cli.common, &cli.interview),
            Vec::<String>::new()
        );
    }

    #[test]
    fn the_program_is_named_so_that_a_shell_finds_it() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let [here, elsewhere] = ["here", "elsewhere"].map(|name| folder.path().join(name));
        let file = format!("smp{}", env::consts::EXE_SUFFIX);
        for folder in [&here, &elsewhere] {
            std::fs::create_dir(folder).expect("a new folder");
            std::fs::write(folder.join(&file), "").expect("a new file");
        }
        let this = here.join(&file);
        let word = |search: &[&Path], typed: &Path| {
            let search = env::join_paths(search).expect("folders without `:`");
            program_word(&this, &search, Some(typed.as_os_str()))
        };

        let name = Path::new("smp");
        assert_eq!(word(&[&here], name), "smp");
        assert_eq!(
            word(&[&elsewhere, &here], name),
            quoted(&this),
            "another is found"
        );
        assert_eq!(word(&[], name), quoted(&this));
        let dotted = here.join(".").join("..").join("here").join(&file);
        assert_eq!(word(&[], &dotted), quoted(&dotted), "as it was typed");
    }
}
