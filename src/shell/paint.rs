//! Gives the roles of a report their colors, and their letters where a terminal knows ASCII only.
//!
//! Decided once for each stream. Color only repeats what the words say. Only red in bold and magenta are
//! used: they alone are readable on light and on dark backgrounds; green and cyan pale on white, and blue on black.

use std::borrow::Cow;
use std::ffi::OsString;

use clap::ValueEnum;
use colored::{ColoredString, Colorize as _};
use smp_suitability::pack::Verdict;
use smp_suitability::report::{Line, Role};

/// When to color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless its settings say otherwise
    Auto,
    /// In any case
    Always,
    /// Never
    Never,
}

/// How one stream is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Paint {
    color: bool,
    ascii: bool,
}

impl Paint {
    /// Decides for a stream, given a way to look up environment variables.
    ///
    /// A file or a pipe gets the same letters in any locale: same input, same bytes.
    pub(crate) fn new(
        when: When,
        is_terminal: bool,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Self {
        Self {
            color: wants_color(when, is_terminal, &variable),
            ascii: is_terminal && !is_utf8(&variable),
        }
    }

    /// Returns true if the stream is colored.
    pub(crate) fn colors(self) -> bool {
        self.color
    }

    /// The lines as they are written, each with its line break.
    pub(crate) fn painted(self, lines: &[Line]) -> String {
        let mut text = String::new();
        for line in lines {
            for segment in line.segments() {
                let letters = if self.ascii {
                    Cow::Owned(ascii(segment.text()))
                } else {
                    Cow::Borrowed(segment.text())
                };
                text.push_str(&self.colored(segment.role, letters));
            }
            text.push('\n');
        }
        text
    }

    fn colored(self, role: Role, letters: Cow<str>) -> Cow<str> {
        if !self.color {
            return letters;
        }
        let style: fn(ColoredString) -> ColoredString = match role {
            Role::Plain | Role::Muted | Role::Cite | Role::Plus | Role::Bar | Role::BarRest => {
                return letters;
            }
            Role::Title | Role::Strong | Role::Verdict(Verdict::Suitable) => |text| text.bold(),
            Role::Minus => |text| text.magenta(),
            Role::Stop => |text| text.red().bold(),
            Role::Verdict(Verdict::SuitableWithCautions) => |text| text.magenta().bold(),
            Role::Verdict(Verdict::Wait | Verdict::SeeDoctorFirst | Verdict::NotRecommended) => {
                |text| text.red().bold()
            }
        };
        // `colored` would look at standard output and at its own reading of the environment.
        colored::control::set_override(true);
        Cow::Owned(style(ColoredString::from(letters.as_ref())).to_string())
    }
}

/// Returns true if a stream is colored: the flag, then a veto, then a wish, then what the stream is.
fn wants_color(
    when: When,
    is_terminal: bool,
    variable: &impl Fn(&str) -> Option<OsString>,
) -> bool {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto if set("NO_COLOR").is_some() => false,
        When::Auto if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        When::Auto => {
            let unwanted = set("CLICOLOR").is_some_and(|value| value == "0");
            let dumb = set("TERM").is_some_and(|value| value == "dumb");
            is_terminal && !unwanted && !dumb
        }
    }
}

/// Returns true if the locale is a UTF-8 one; the first of its variables that is set decides.
pub(crate) fn is_utf8(variable: &impl Fn(&str) -> Option<OsString>) -> bool {
    let variables = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter();
    let mut set = variables
        .filter_map(variable)
        .filter(|value| !value.is_empty());
    set.next().is_some_and(|locale| {
        let locale = locale.to_string_lossy().to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// The text in ASCII: signs as their nearest likeness, and `?` for letters that have none.
pub(crate) fn ascii(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\0'..='\x7f' => ascii.push(letter),
            _ => ascii.push_str(likeness(letter)),
        }
    }
    ascii
}

fn likeness(letter: char) -> &'static str {
    match letter {
        '█' => "#",
        '░' | '─' | '–' | '−' | '‐' | '‑' => "-",
        '—' => "--",
        '├' | '┤' => "|",
        '•' | '·' => "*",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '‘' | '’' => "'",
        '…' => "...",
        '→' => "->",
        '×' => "x",
        '≤' => "<=",
        '≥' => ">=",
        '€' => "EUR ",
        '£' => "GBP ",
        '₹' => "INR ",
        '\u{a0}' | '\u{202f}' | '\u{2009}' => " ",
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' => "A",
        'ç' | 'č' | 'ć' => "c",
        'Ç' | 'Č' | 'Ć' => "C",
        'è' | 'é' | 'ê' | 'ë' | 'ě' => "e",
        'È' | 'É' | 'Ê' | 'Ë' => "E",
        'ì' | 'í' | 'î' | 'ï' | 'ı' => "i",
        'Ì' | 'Í' | 'Î' | 'Ï' | 'İ' => "I",
        'ñ' => "n",
        'Ñ' => "N",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => "o",
        'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' => "O",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'Ù' | 'Ú' | 'Û' | 'Ü' => "U",
        'š' | 'ş' => "s",
        'Š' | 'Ş' => "S",
        'ß' => "ss",
        _ => "?",
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use smp_suitability::pack::Verdict;
    use smp_suitability::report::{Line, Role};

    use super::{Paint, When};

    fn paint(when: When, is_terminal: bool, environment: &[(&str, &str)]) -> Paint {
        Paint::new(when, is_terminal, |name| {
            let mut set = environment.iter();
            set.find(|(key, _)| *key == name)
                .map(|(_, value)| OsString::from(value))
        })
    }

    /// Checks whether a terminal and a pipe are colored.
    #[track_caller]
    fn check(environment: &[(&str, &str)], terminal: bool, pipe: bool) {
        let colors = [true, false].map(|is_terminal| {
            let paint = paint(When::Auto, is_terminal, environment);
            paint.colors()
        });
        assert_eq!(colors, [terminal, pipe]);
    }

    #[test]
    fn a_terminal_is_colored_and_a_pipe_is_not() {
        check(&[], true, false);
        check(&[("TERM", "xterm-256color")], true, false);
    }

    #[test]
    fn no_color_is_a_veto_unless_it_is_empty() {
        check(&[("NO_COLOR", "1")], false, false);
        check(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], false, false);
        check(&[("NO_COLOR", "")], true, false);
    }

    #[test]
    fn color_can_be_forced_into_a_pipe() {
        check(&[("CLICOLOR_FORCE", "1")], true, true);
        check(&[("CLICOLOR_FORCE", "1"), ("TERM", "dumb")], true, true);
        check(&[("CLICOLOR_FORCE", "0")], true, false);
        check(&[("CLICOLOR_FORCE", "")], true, false);
    }

    #[test]
    fn an_unwilling_terminal_is_not_colored() {
        check(&[("CLICOLOR", "0")], false, false);
        check(&[("CLICOLOR", "1")], true, false);
        check(&[("TERM", "dumb")], false, false);
    }

    #[test]
    fn the_flag_wins_over_the_environment() {
        assert!(paint(When::Always, false, &[("NO_COLOR", "1")]).colors());
        assert!(!paint(When::Never, true, &[("CLICOLOR_FORCE", "1")]).colors());
    }

    #[track_caller]
    fn check_letters(is_terminal: bool, environment: &[(&str, &str)], expected: &str) {
        let line = Line::blank()
            .with(Role::Bar, "██")
            .with(Role::BarRest, "░")
            .with(Role::Plain, " 2–4 · “Dähnert”, −8, 日");
        let painted = paint(When::Never, is_terminal, environment).painted(&[line]);
        assert_eq!(painted, expected);
    }

    #[test]
    fn a_terminal_without_utf8_gets_ascii() {
        let plain = "##- 2-4 * \"Dahnert\", -8, ?\n";
        check_letters(true, &[("LANG", "C")], plain);
        check_letters(true, &[("LC_ALL", "POSIX"), ("LANG", "en_US.UTF-8")], plain);
        check_letters(true, &[], plain);
    }

    #[test]
    fn a_utf8_terminal_and_every_pipe_get_the_letters_as_they_are() {
        let whole = "██░ 2–4 · “Dähnert”, −8, 日\n";
        check_letters(true, &[("LC_ALL", ""), ("LANG", "en_US.UTF-8")], whole);
        check_letters(true, &[("LC_CTYPE", "C.utf8"), ("LANG", "C")], whole);
        check_letters(false, &[("LANG", "C")], whole);
    }

    #[test]
    fn colors_end_where_their_words_end() {
        let line = Line::blank()
            .with(Role::Verdict(Verdict::Wait), "Wait")
            .with(Role::Plain, " until then");
        let painted = paint(When::Always, false, &[]).painted(&[line]);
        assert_eq!(painted, "\u{1b}[1;31mWait\u{1b}[0m until then\n");
    }

    #[test]
    fn text_that_must_be_read_is_never_dim() {
        let roles = [Role::Muted, Role::Cite, Role::Plain, Role::BarRest];
        let lines = roles.map(|role| Line::blank().with(role, "words"));
        let painted = paint(When::Always, true, &[("LANG", "C.UTF-8")]).painted(&lines);
        assert_eq!(painted, "words\n".repeat(4));
    }
}
