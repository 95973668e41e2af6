//! Numbered lines over any input and output: no cursor movement, no escapes, one fact in a line.

use std::io::{BufRead, Read as _, Write};

use smp_suitability::diagnostic::escape_untrusted;
use smp_suitability::interview::{Choice, Reply, RowRole, Screen, Ui};
use smp_suitability::pack::whole_number;

use super::after::Typing;
use super::layout;
use super::ui_error::UiError;
use crate::shell::spoken::spoken;

#[cfg(test)]
mod tests;

/// A person who reads and writes lines, or a program.
pub(super) struct Plain<Input, Output> {
    input: Input,
    output: Output,
    columns: usize,
    /// Says if what is typed, with its line break, shows up by itself.
    echoes: bool,
}

/// A line longer than this is not an answer; it is not kept in memory either.
const LONGEST_LINE: usize = 1000;

impl<Input: BufRead, Output: Write> Plain<Input, Output> {
    pub(super) fn new(input: Input, output: Output, columns: usize, echoes: bool) -> Self {
        Self {
            input,
            output,
            columns,
            echoes,
        }
    }

    fn show(&mut self, screen: &Screen) -> Result<(), UiError> {
        self.print_line("")?;
        if let Some(lead) = &screen.lead {
            self.print_line(lead)?;
            self.print_line("")?;
        }
        if screen.card.is_empty() {
            self.print_line(&format!("{}. {}", screen.heading, screen.text))?;
        } else {
            self.print_line(&screen.heading)?;
            for line in layout::card(&screen.card, self.width())
                .iter()
                .map(|line| spoken(line))
            {
                writeln!(self.output, "{line}")?;
            }
            self.print_line(&screen.text)?;
        }
        for answer in answers(screen) {
            let number = format!("{}. ", answer.number);
            self.write_hanging(&format!("{number}{}", answer.text), number.len())?;
        }
        Ok(())
    }

    fn write_hanging(&mut self, text: &str, indent: usize) -> Result<(), UiError> {
        for line in layout::hanging(&spoken(text), self.width(), indent) {
            writeln!(self.output, "{line}")?;
        }
        Ok(())
    }

    fn width(&self) -> usize {
        self.columns.saturating_sub(1).max(1)
    }

    fn prompt(&mut self, screen: &Screen) -> Result<(), UiError> {
        let lines = layout::paragraph(&invitation(screen), self.width());
        // In one piece, so that what is typed next comes after it.
        let prompt = lines.join("\n") + " ";
        self.output.write_all(prompt.as_bytes())?;
        self.output.flush()?;
        Ok(())
    }

    /// The next line; what is over the limit is read and forgotten.
    fn read_line(&mut self) -> Result<String, UiError> {
        let mut line = Vec::new();
        let limit = u64::try_from(LONGEST_LINE).expect("the limit is small") + 1;
        (&mut self.input).take(limit).read_until(b'\n', &mut line)?;
        let has_ended = line.is_empty();
        if !self.echoes || has_ended {
            writeln!(self.output)?;
        }
        if has_ended {
            return Err(UiError::EndOfInput);
        }
        let is_cut = line.len() > LONGEST_LINE && line.last() != Some(&b'\n');
        if is_cut {
            self.input.skip_until(b'\n')?;
        }
        let line = String::from_utf8_lossy(&line).trim().to_owned();
        Ok(if is_cut { line + "..." } else { line })
    }
}

impl<Input: BufRead, Output: Write> Ui for Plain<Input, Output> {
    type Error = UiError;

    fn navigation_help(&self) -> &'static str {
        "Type b to go back one question, ? for why we ask, r to repeat the question, q to quit."
    }

    fn ask(&mut self, screen: &Screen) -> Result<Reply, UiError> {
        match &screen.notice {
            // The list was read a moment ago; the notice is all that is new.
            Some(notice) => self.print_line(notice)?,
            None => self.show(screen)?,
        }
        loop {
            self.prompt(screen)?;
            let line = self.read_line()?;
            if matches!(line.to_lowercase().as_str(), "r" | "repeat") {
                self.show(screen)?;
                continue;
            }
            match understood(screen, &line) {
                Ok(reply) => return Ok(reply),
                Err(sorry) => self.print_line(&sorry)?,
            }
        }
    }

    fn print_line(&mut self, text: &str) -> Result<(), UiError> {
        self.write_hanging(text, 0)
    }
}

impl<Input: BufRead, Output: Write> Typing for Plain<Input, Output> {
    fn type_line(&mut self, prompt: &str) -> Result<String, UiError> {
        self.output.write_all(format!("{prompt} ").as_bytes())?;
        self.output.flush()?;
        self.read_line()
    }
}

/// What can be typed, the earlier answer first.
fn invitation(screen: &Screen) -> String {
    let last = answers(screen).count();
    let numbers = match (screen.numbers(), &screen.choice) {
        (Some(numbers), _) => {
            format!("a number ({numbers}), or a line with its dot, 1. to {last}.")
        }
        (None, Choice::One { .. }) if screen.takes_date => {
            format!("a number, 1 to {last}, or the date, such as 2026-03")
        }
        (None, Choice::One { .. }) => format!("a number, 1 to {last}"),
        (None, Choice::Many { .. }) => format!("one or more numbers, 1 to {last}"),
    };
    let why = screen
        .find(RowRole::Why)
        .map_or("", |_| "? for why we ask, ");
    let marked = if is_contradiction(screen) {
        Vec::new() // it was just refused, so it must not be kept
    } else {
        screen.marked()
    };
    let kept: Vec<_> = answers(screen)
        .filter(|answer| marked.contains(&answer.row))
        .map(|answer| answer.number.to_string())
        .collect();
    let is_question = screen.find(RowRole::Why).is_some();
    let keep = match kept.join(" ") {
        kept if kept.is_empty() => "Type".to_owned(),
        kept if is_question => format!("Press Enter to keep {kept}, or type"),
        kept => format!("Press Enter for {kept}, or type"),
    };
    format!("{keep} {numbers}, or b for back, {why}q to quit:")
}

/// Returns true if a row that excludes all others is marked together with another.
fn is_contradiction(screen: &Screen) -> bool {
    let marked = screen.marked();
    let mut exclusive = [RowRole::NoneOfThese, RowRole::NotSure].into_iter();
    let has_exclusive =
        exclusive.any(|role| (screen.find(role)).is_some_and(|row| marked.contains(&row)));
    has_exclusive && marked.len() > 1
}

/// A row that can be chosen by its number.
struct Numbered<'a> {
    /// From 1.
    number: usize,
    row: usize,
    text: &'a str,
}

/// The rows that are answers; commands are typed as words.
fn answers(screen: &Screen) -> impl Iterator<Item = Numbered<'_>> {
    let rows = screen.rows.iter().enumerate();
    let answers = rows.filter(|(_, row)| row.role.answers());
    answers.zip(1..).map(|((row, answer), number)| Numbered {
        number,
        row,
        text: &answer.text,
    })
}

/// A typed line as a reply, or a sentence about why it is none.
fn understood(screen: &Screen, line: &str) -> Result<Reply, String> {
    let word = line.to_lowercase();
    match word.as_str() {
        "b" | "back" => return Ok(Reply::Back),
        "?" | "why" => return Ok(Reply::Why(screen.marked())),
        "q" | "quit" | "stop" => return Ok(Reply::Stop),
        "" => return kept(screen),
        _ => {}
    }
    if let Some(row) = named(screen, line) {
        return Ok(Reply::Row(row));
    }
    if screen.takes_date && is_like_date(line) {
        return Ok(Reply::Date(line.to_owned()));
    }
    let mut rows = Vec::new();
    // Labels may have commas, so what is between semicolons is tried as a whole first.
    for part in line.split(';') {
        if let Some(row) = named(screen, part) {
            rows.push(row);
            continue;
        }
        for part in part.split(',') {
            if let Some(row) = named(screen, part) {
                rows.push(row);
                continue;
            }
            for word in part.split_whitespace() {
                rows.push(numbered(screen, word, line)?);
            }
        }
    }
    match (rows.as_slice(), &screen.choice) {
        ([], _) => Err(unknown_answer(line, line)),
        ([row], _) => Ok(Reply::Row(*row)),
        (rows, Choice::Many { .. }) => Ok(Reply::Rows(rows.to_vec())),
        (_, Choice::One { .. }) => Err(format!(
            "Sorry, you typed \"{}\", and only one answer fits here.",
            escape_untrusted(line)
        )),
    }
}

/// Returns true for a year with more numbers after it, or anything else of digits that is no number of a line.
fn is_like_date(line: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '/' | '.');
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    digits >= 4 && line.chars().all(is_part)
}

fn kept(screen: &Screen) -> Result<Reply, String> {
    match &screen.choice {
        Choice::One { marked: Some(row) } => Ok(Reply::Row(*row)),
        Choice::One { marked: None } => Err("Please type a number.".to_owned()),
        Choice::Many { marked } => Ok(Reply::Rows(marked.clone())),
    }
}

/// The row whose whole text was typed, or a short word for it.
fn named(screen: &Screen, typed: &str) -> Option<usize> {
    let typed = comparable(typed);
    let short = match typed.as_str() {
        "none" => screen.find(RowRole::NoneOfThese),
        "not sure" | "i'm not sure" | "unsure" => screen.find(RowRole::NotSure),
        _ => None,
    };
    let mut rows = screen.rows.iter();
    short.or_else(|| {
        rows.position(|row| {
            comparable(&row.text) == typed || comparable(&spoken(&row.text)) == typed
        })
    })
}

/// A text without what people leave out or type in another way: capitals, curly quotes, long dashes,
/// a period at the end.
fn comparable(text: &str) -> String {
    let words = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
        .replace(['’', '‘'], "'")
        .replace(['–', '—', '‑'], "-");
    words.trim_end_matches('.').to_owned()
}

/// The row of a number: that of a line of the list, or one that the answer covers, such as an age. A number
/// that could be either is refused.
fn numbered(screen: &Screen, word: &str, line: &str) -> Result<usize, String> {
    let covering = whole_number(word).and_then(|number| screen.covering(number));
    match (line_of_list(screen, word), covering) {
        (Some(row), Some(other)) if row != other => Err(two_meanings(screen, word, [row, other])),
        (Some(row), _) | (None, Some(row)) => Ok(row),
        (None, None) => Err(unknown_answer(word, line)),
    }
}

/// The row with a number in the list, which may be written as there: `2.` or `2)`.
fn line_of_list(screen: &Screen, word: &str) -> Option<usize> {
    let number = word
        .strip_suffix(['.', ')', ':'])
        .unwrap_or(word)
        .parse::<usize>()
        .ok()?;
    let answer = answers(screen).find(|answer| answer.number == number)?;
    Some(answer.row)
}

/// Says which two answers a number could mean: that of the line with this number, and the one that covers it.
fn two_meanings(screen: &Screen, number: &str, rows: [usize; 2]) -> String {
    let [line, covering] = rows.map(|row| {
        let row = screen.rows.get(row);
        row.map(|row| spoken(&row.text)).unwrap_or_default()
    });
    format!(
        "{number} could be line {number} of the list, \"{line}\", or the number itself, \"{covering}\". Type {number}. with the dot for the line, or the words of the answer."
    )
}

/// Says what of a typed line is no answer, and shows all of the line.
fn unknown_answer(word: &str, line: &str) -> String {
    let [word, line] = [word, line].map(escape_untrusted);
    if word == line {
        format!("Sorry, \"{line}\" is not one of the answers.")
    } else {
        format!("Sorry, \"{word}\" in \"{line}\" is not one of the answers.")
    }
}
