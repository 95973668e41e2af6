//! What can be written at the cursor.

use std::fmt::Write as _;

use clap::{Arg, Command, ValueHint};
use smp_suitability::diagnostic::escape_untrusted;
use smp_suitability::pack::Pack;

use super::cursor::{Cursor, takes_value};
use super::ids;
use super::word::Word;

/// What a shell should propose.
#[derive(Debug, Default)]
pub(super) struct Offer {
    kind: Kind,
    words: Vec<Word>,
}

/// What else can be written there, which the shell knows best.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[default]
    Words,
    Files,
    Folders,
}

impl Offer {
    /// The offer in lines; what strangers wrote into a pack cannot steer the terminal.
    pub(super) fn printed(&self) -> String {
        let mut lines = String::from(match self.kind {
            Kind::Words => "words\n",
            Kind::Files => "files\n",
            Kind::Folders => "folders\n",
        });
        for Word { word, says } in &self.words {
            _ = writeln!(
                lines,
                "{}\t{}",
                escape_untrusted(word),
                escape_untrusted(says)
            ); // a `String` takes everything
        }
        lines
    }

    /// Keeps the words that go on from what is written, behind something that stays before them.
    fn narrowed(mut self, before: &str, written: &str) -> Self {
        self.words.retain(|word| word.word.starts_with(written));
        for word in &mut self.words {
            word.word.insert_str(0, before);
        }
        self
    }
}

/// What can follow the part of a word before the cursor.
pub(super) fn at(cursor: &Cursor, written: &str, pack: &dyn Fn() -> Option<Pack>) -> Offer {
    if let Some(option) = cursor.open {
        return values(cursor, option, written, pack).narrowed("", written);
    }
    if let Some(name) = written
        .strip_prefix("--")
        .filter(|_| cursor.takes_options())
        && let Some((name, value)) = name.split_once('=')
    {
        let option = cursor.option(name).filter(|option| takes_value(option));
        return option.map_or_else(Offer::default, |option| {
            let before = format!("--{name}=");
            values(cursor, option, value, pack).narrowed(&before, value)
        });
    }
    if written.starts_with('-') && cursor.takes_options() {
        return options(cursor).narrowed("", written);
    }
    let mut offer = match cursor.place() {
        Some(place) => values(cursor, place, written, pack),
        None => Offer::default(),
    };
    offer.words.extend(cursor.commands().map(named));
    offer.narrowed("", written)
}

fn named(command: &Command) -> Word {
    let about = command.get_about().map(ToString::to_string);
    Word::new(command.get_name(), about.unwrap_or_default())
}

fn options(cursor: &Cursor) -> Offer {
    let words = cursor.options().filter_map(|option| {
        let help = option.get_help().map(ToString::to_string);
        let name = option.get_long()?;
        Some(Word::new(format!("--{name}"), help.unwrap_or_default()))
    });
    Offer {
        kind: Kind::Words,
        words: words.collect(),
    }
}

/// What an option, or a positional argument, may be.
fn values(cursor: &Cursor, arg: &Arg, written: &str, pack: &dyn Fn() -> Option<Pack>) -> Offer {
    let kind = match arg.get_value_hint() {
        ValueHint::DirPath => Kind::Folders,
        ValueHint::AnyPath | ValueHint::FilePath => Kind::Files,
        _ => Kind::Words,
    };
    let all_values = arg.get_possible_values();
    let possible = all_values
        .iter()
        .filter(|value| !value.is_hide_set())
        .map(|value| {
            let help = value.get_help().map(ToString::to_string);
            Word::new(value.get_name(), help.unwrap_or_default())
        });
    let mut words: Vec<_> = possible.collect();
    let is_of = |command: &str| cursor.command.get_name() == command;
    match arg.get_id().as_str() {
        "sets" => words.extend(
            pack()
                .iter()
                .flat_map(|pack| ids::assignments(pack, written)),
        ),
        "id" if is_of("explain") => words.extend(pack().iter().flat_map(ids::explained)),
        "country" => words.extend(pack().iter().flat_map(ids::countries)),
        "old" | "new" if is_of("diff") => words.push(Word::new("smp", "The built-in pack")),
        "command" if is_of("man") => words.extend(pages(cursor).map(named)),
        _ => {}
    }
    Offer { kind, words }
}

/// The commands that have a manual page, behind those that are written.
fn pages<'line>(cursor: &Cursor<'line>) -> impl Iterator<Item = &'line Command> {
    let mut written = cursor.lone.iter();
    let command = written.try_fold(cursor.program, |command, name| {
        command.find_subcommand(name)
    });
    let commands = command.into_iter().flat_map(Command::get_subcommands);
    commands.filter(|command| !command.is_hide_set() && command.get_name() != "help")
}
