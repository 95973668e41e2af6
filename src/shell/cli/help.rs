//! The arguments of `smp completions` and `smp man`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

const WHERE_COMPLETIONS_GO: &str = "\
To install, write one line into a file that the shell reads:
  bash        ~/.bashrc
              source <(smp completions bash)
  zsh         ~/.zshrc, behind `compinit`
              source <(smp completions zsh)
  fish        ~/.config/fish/config.fish
              smp completions fish | source
  powershell  $PROFILE
              smp completions powershell | Out-String | Invoke-Expression
  elvish      ~/.config/elvish/rc.elv
              eval (smp completions elvish | slurp)

The script asks `smp` what may follow, so it never grows old. Ids come
from the built-in pack, or from the one of `--rules` and SMP_RULES.";

const WHERE_PAGES_GO: &str = "\
Examples:
  smp man assess | man -l -                  read a page
  smp man rules check > smp-rules-check.1    a page of a command within a command
  smp man --all ~/.local/share/man/man1      install all; then: man smp";

#[derive(Debug, Args)]
#[command(after_help = WHERE_COMPLETIONS_GO)]
pub(crate) struct CompletionsArgs {
    /// The shell that the script is for
    pub(crate) shell: Shell,
}

/// A shell that can complete words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    /// The GNU shell
    Bash,
    /// The Z shell
    Zsh,
    /// The friendly interactive shell
    Fish,
    /// The shell of Windows, version 5 and newer
    Powershell,
    /// Elvish 0.18 and newer
    Elvish,
}

#[derive(Debug, Args)]
#[command(after_help = WHERE_PAGES_GO)]
pub(crate) struct ManArgs {
    /// The command, such as `assess` or `rules check`; without it, the page of `smp`
    #[arg(conflicts_with = "all")]
    pub(crate) command: Vec<String>,
    /// Write the pages of all commands to this folder, over older ones
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) all: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct CompleteArgs {
    /// How many words come before the one at the cursor, the program's name apart
    #[arg(long)]
    pub(crate) at: usize,
    /// These words, and the one at the cursor as far as it is written
    #[arg(last = true)]
    pub(crate) words: Vec<String>,
}
