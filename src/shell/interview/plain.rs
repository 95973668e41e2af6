//! Numbered lines over any input and output: no cursor movement, no escapes, one fact in a line.

use std::io::{BufRead, Read as _, Write};

use smp_suitability::diagnostic::escape_untrusted;
use smp_suitability::interview::{Choice, Reply, RowRole, Screen, Ui};
use smp_suitability::pack::whole_number;

use super::after::Typing;
use super::layout;
use super::ui_error::UiError;
use crate::shell::spoken::spoken;

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
            format!("a number ({numbers}), or 1. to {last}. with the dot for a line of the list")
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use smp_suitability::interview::MenuRow;
    use smp_suitability::pack::NumberRange;

    use super::*;

    fn screen(choice: Choice) -> Screen {
        let row = |text: &str, role| MenuRow {
            text: text.to_owned(),
            role,
            numbers: None,
        };
        Screen {
            lead: None,
            heading: "Question 1 of 1".to_owned(),
            text: "Which?".to_owned(),
            card: Vec::new(),
            notice: None,
            drawings: None,
            rows: vec![
                row("This", RowRole::Answer),
                row("That", RowRole::Answer),
                row("None of these", RowRole::NoneOfThese),
                row("Unsure, or prefer not to say", RowRole::NotSure),
                row("Quit", RowRole::Stop),
            ],
            choice,
        }
    }

    #[test]
    fn words_and_numbers_are_understood_in_any_case() {
        let one = screen(Choice::One { marked: Some(1) });
        let many = screen(Choice::Many { marked: vec![0] });
        for (line, reply) in [
            ("B", Reply::Back),
            ("Quit", Reply::Stop),
            ("?", Reply::Why(vec![1])),
            ("", Reply::Row(1)),
            ("2", Reply::Row(1)),
            ("that", Reply::Row(1)),
            ("None", Reply::Row(2)),
            ("NOT SURE", Reply::Row(3)),
            ("I'm not sure", Reply::Row(3)),
            ("2.", Reply::Row(1)),
            ("2)", Reply::Row(1)),
            ("UNSURE, OR PREFER NOT TO SAY.", Reply::Row(3)),
            ("I’m not sure", Reply::Row(3)),
        ] {
            assert_eq!(understood(&one, line), Ok(reply), "{line:?}");
        }
        assert_eq!(understood(&many, ""), Ok(Reply::Rows(vec![0])));
        for line in ["2, 1", "2. 1.", "2) 1)", "That, this", "that; 1"] {
            let reply = understood(&many, line);
            assert_eq!(reply, Ok(Reply::Rows(vec![1, 0])), "{line:?}");
        }
        for line in [
            "0",
            "5",
            "-1",
            "1..",
            "99999999999999999999",
            "1 2",
            ",",
            ".",
        ] {
            assert!(understood(&one, line).is_err(), "{line:?}");
        }
    }

    #[test]
    fn a_range_is_read_and_taken_in_words_and_in_signs() {
        let mut screen = screen(Choice::One { marked: None });
        if let Some(first) = screen.rows.first_mut() {
            first.text = "26–64 years".to_owned();
        }
        for line in ["26–64 years", "26-64 years", "26 to 64 years"] {
            assert_eq!(understood(&screen, line), Ok(Reply::Row(0)), "{line:?}");
        }
        let mut output = Vec::new();
        let mut ui = Plain::new(b"1\n".as_slice(), &mut output, 80, false);
        assert_eq!(ui.ask(&screen).ok(), Some(Reply::Row(0)));
        let said = String::from_utf8(output).expect("words of ours");
        assert!(said.contains("1. 26 to 64 years\n"), "{said}");
    }

    #[test]
    fn a_number_that_an_answer_covers_is_taken_unless_it_could_be_a_line_of_the_list() {
        let mut screen = screen(Choice::One { marked: None });
        let ranges = [(None, Some(17)), (Some(18), None)];
        for (row, (from, to)) in screen.rows.iter_mut().zip(ranges) {
            row.numbers = Some(NumberRange { from, to });
        }
        for (line, row) in [
            ("34", 1),
            ("18", 1),
            ("17", 0),
            ("0", 0),
            ("1", 0),
            ("2.", 1),
            ("4)", 3),
        ] {
            assert_eq!(understood(&screen, line), Ok(Reply::Row(row)), "{line:?}");
        }
        let expected = "2 could be line 2 of the list, \"That\", or the number itself, \"This\". \
                        Type 2. with the dot for the line, or the words of the answer.";
        assert_eq!(understood(&screen, "2"), Err(expected.to_owned()));
        for line in ["34.", "-1", "3.5", "34 years"] {
            assert!(understood(&screen, line).is_err(), "{line:?}");
        }
        assert!(invitation(&screen).starts_with(
            "Type a number (any), or 1. to 4. with the dot for a line of the list, or b for back"
        ));
    }

    #[test]
    fn a_refusal_shows_everything_that_was_typed() {
        let many = screen(Choice::Many { marked: Vec::new() });
        let one = screen(Choice::One { marked: None });
        let long = "a very long line that someone typed before reading the question, word by word";
        for (screen, line, expected) in [
            (
                &one,
                "dark brown",
                "Sorry, \"dark\" in \"dark brown\" is not one of the answers.",
            ),
            (
                &many,
                "1 9",
                "Sorry, \"9\" in \"1 9\" is not one of the answers.",
            ),
            (
                &one,
                "1 2",
                "Sorry, you typed \"1 2\", and only one answer fits here.",
            ),
            (&one, "blakc", "Sorry, \"blakc\" is not one of the answers."),
        ] {
            assert_eq!(understood(screen, line), Err(expected.to_owned()));
        }
        assert!(understood(&one, long).is_err_and(|sorry| sorry.contains(long)));
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered_or_end(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let screen = screen(Choice::Many { marked: Vec::new() });
            let mut output = Vec::new();
            let mut ui = Plain::new(bytes.as_slice(), &mut output, 40, false);
            let lines = bytes.split(|byte| *byte == b'\n').count();
            let ended = (0..=lines).any(|_| ui.ask(&screen).is_err());
            prop_assert!(ended, "every reply takes a line");
            let said = String::from_utf8(output).expect("words of ours, and visible ones of theirs");
            prop_assert!(said.chars().all(|letter| letter == '\n' || !letter.is_control()));
        }
    }
}
