//! Where the cursor of a command line is: what the words before it are, and so what may follow.

use clap::{Arg, ArgAction, Command};

/// What the words before the cursor say.
#[derive(Debug)]
pub(super) struct Cursor<'line> {
    /// The whole program.
    pub(super) program: &'line Command,
    /// The command that they lead to.
    pub(super) command: &'line Command,
    /// Options that were written after it.
    given: Vec<&'line Arg>,
    /// An option whose value is to follow.
    pub(super) open: Option<&'line Arg>,
    /// Positional arguments.
    pub(super) lone: Vec<&'line str>,
    /// After `--`, nothing is an option any more.
    is_past_options: bool,
    /// The folder of the rule pack, as it is written.
    pub(super) rules: Option<&'line str>,
}

impl<'line> Cursor<'line> {
    /// Reads the words before the cursor, without the program's name. What is wrong among them is
    /// passed over: it is reported when the line is run.
    pub(super) fn after(program: &'line Command, words: &'line [String]) -> Self {
        let mut cursor = Self {
            program,
            command: program,
            given: Vec::new(),
            open: None,
            lone: Vec::new(),
            is_past_options: false,
            rules: None,
        };
        for word in words {
            cursor.pass(word);
        }
        cursor
    }

    fn pass(&mut self, word: &'line str) {
        if let Some(option) = self.open.take() {
            self.note(option, word);
        } else if self.is_past_options {
            self.lone.push(word);
        } else if word == "--" {
            self.is_past_options = true;
        } else if let Some(written) = word.strip_prefix("--") {
            let (name, value) = match written.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (written, None),
            };
            let Some(option) = self.option(name) else {
                return;
            };
            self.given.push(option);
            match value {
                Some(value) => self.note(option, value),
                None if takes_value(option) => self.open = Some(option),
                None => {}
            }
        } else if word.len() > 1 && word.starts_with('-') {
            // No short option takes a value.
        } else if let Some(command) = self.command.find_subcommand(word)
            && self.lone.is_empty()
        {
            self.command = command;
            self.given.clear();
        } else {
            self.lone.push(word);
        }
    }

    fn note(&mut self, option: &Arg, value: &'line str) {
        if option.get_id() == "rules" {
            self.rules = Some(value);
        }
    }

    /// The option of this name.
    pub(super) fn option(&self, name: &str) -> Option<&'line Arg> {
        let mut options = self.command.get_arguments();
        options.find(|arg| arg.get_long() == Some(name))
    }

    /// The options that may follow.
    pub(super) fn options(&self) -> impl Iterator<Item = &'line Arg> {
        let options = self.command.get_arguments();
        options.filter(|arg| {
            let is_given = self
                .given
                .iter()
                .any(|given| given.get_id() == arg.get_id());
            let is_free = !is_given || matches!(arg.get_action(), ArgAction::Append);
            is_free && arg.get_long().is_some() && !arg.is_hide_set()
        })
    }

    /// Returns true if an option may be begun.
    pub(super) fn takes_options(&self) -> bool {
        !self.is_past_options
    }

    /// The commands that may follow.
    pub(super) fn commands(&self) -> impl Iterator<Item = &'line Command> {
        let is_free = self.lone.is_empty() && !self.is_past_options;
        let commands = self.command.get_subcommands();
        commands.filter(move |command| is_free && !command.is_hide_set())
    }

    /// What a positional argument would be.
    pub(super) fn place(&self) -> Option<&'line Arg> {
        let mut places = self.command.get_positionals();
        let last = self.command.get_positionals().last();
        let repeats = last.filter(|arg| matches!(arg.get_action(), ArgAction::Append));
        places.nth(self.lone.len()).or(repeats)
    }
}

pub(super) fn takes_value(option: &Arg) -> bool {
    option.get_action().takes_values()
}
