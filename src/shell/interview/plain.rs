//! Numbered lines over any input and output: no cursor movement, no escapes, one fact in a line.

use std::io::{BufRead, Read as _, Write};

use smp_suitability::diagnostic::visible;
use smp_suitability::interview::{Choice, Reply, Role, Screen, Ui};

use super::Silence;
use super::layout;

/// Somebody who reads and writes lines.
pub(super) struct Plain<Input, Output> {
    input: Input,
    output: Output,
    columns: usize,
    /// Whether what is typed, with its line break, shows up by itself.
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

    fn show(&mut self, screen: &Screen) -> Result<(), Silence> {
        self.tell("")?;
        if screen.card.is_empty() {
            self.tell(&format!("{}. {}", screen.heading, screen.text))?;
        } else {
            self.tell(&screen.heading)?;
            for line in layout::card(&screen.card, self.width()) {
                writeln!(self.output, "{line}")?;
            }
            self.tell(&screen.text)?;
        }
        for answer in answers(screen) {
            let number = format!("{}. ", answer.number);
            self.write_hanging(&format!("{number}{}", answer.text), number.len())?;
        }
        Ok(())
    }

    fn write_hanging(&mut self, text: &str, indent: usize) -> Result<(), Silence> {
        for line in layout::hanging(text, self.width(), indent) {
            writeln!(self.output, "{line}")?;
        }
        Ok(())
    }

    fn width(&self) -> usize {
        self.columns.saturating_sub(1).max(1)
    }

    fn prompt(&mut self, screen: &Screen) -> Result<(), Silence> {
        let lines = layout::paragraph(&invitation(screen), self.width());
        // In one piece, so that what is typed at once stands behind it.
        let prompt = lines.join("\n") + " ";
        self.output.write_all(prompt.as_bytes())?;
        self.output.flush()?;
        Ok(())
    }

    /// The next line; what is over the limit is read and forgotten.
    fn read_line(&mut self) -> Result<String, Silence> {
        let mut line = Vec::new();
        let limit = u64::try_from(LONGEST_LINE).expect("the limit is small") + 1;
        (&mut self.input).take(limit).read_until(b'\n', &mut line)?;
        let has_ended = line.is_empty();
        if !self.echoes || has_ended {
            writeln!(self.output)?;
        }
        if has_ended {
            return Err(Silence::EndOfInput);
        }
        if line.len() > LONGEST_LINE && line.last() != Some(&b'\n') {
            self.input.skip_until(b'\n')?;
        }
        Ok(String::from_utf8_lossy(&line).trim().to_owned())
    }
}

impl<Input: BufRead, Output: Write> Ui for Plain<Input, Output> {
    type Error = Silence;

    fn way_around(&self) -> &'static str {
        "Type b to go back one question, ? for why we ask, r to repeat the question, q to stop."
    }

    fn ask(&mut self, screen: &Screen) -> Result<Reply, Silence> {
        match &screen.notice {
            // The list was read a moment ago; the notice is all that is new.
            Some(notice) => self.tell(notice)?,
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
                Err(sorry) => self.tell(&sorry)?,
            }
        }
    }

    fn tell(&mut self, text: &str) -> Result<(), Silence> {
        self.write_hanging(text, 0)
    }
}

/// What can be typed, the earlier answer first.
fn invitation(screen: &Screen) -> String {
    let numbers = match &screen.choice {
        Choice::One { .. } => "a number",
        Choice::Many { .. } => "one or more numbers",
    };
    let last = answers(screen).count();
    let why = screen.find(Role::Why).map_or("", |_| "? for why we ask, ");
    let marked = if is_contradiction(screen) {
        Vec::new() // it was just refused, so nobody should keep it
    } else {
        screen.marked()
    };
    let kept: Vec<_> = answers(screen)
        .filter(|answer| marked.contains(&answer.row))
        .map(|answer| answer.number.to_string())
        .collect();
    let keep = if kept.is_empty() {
        "Type".to_owned()
    } else {
        format!("Press Enter to keep {}, or type", kept.join(" "))
    };
    format!("{keep} {numbers}, 1 to {last}, or b for back, {why}q to stop:")
}

/// Whether a row that excludes all others is marked beside another.
fn is_contradiction(screen: &Screen) -> bool {
    let marked = screen.marked();
    let mut exclusive = [Role::NoneOfThese, Role::NotSure].into_iter();
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
    let short = match word.as_str() {
        "none" => screen.find(Role::NoneOfThese),
        "not sure" | "i'm not sure" => screen.find(Role::NotSure),
        _ => None,
    };
    let mut rows = screen.rows.iter();
    let named = short.or_else(|| rows.position(|row| row.text.to_lowercase() == word));
    if let Some(row) = named {
        return Ok(Reply::Row(row));
    }
    let words = line
        .split([',', ';', ' ', '\t'])
        .filter(|word| !word.is_empty());
    let rows = words
        .map(|word| numbered(screen, word))
        .collect::<Result<Vec<_>, _>>();
    match (rows?.as_slice(), &screen.choice) {
        ([row], _) => Ok(Reply::Row(*row)),
        (rows, Choice::Many { .. }) => Ok(Reply::Rows(rows.to_vec())),
        (_, Choice::One { .. }) => Err("Sorry, only one number fits here.".to_owned()),
    }
}

fn kept(screen: &Screen) -> Result<Reply, String> {
    match &screen.choice {
        Choice::One { marked: Some(row) } => Ok(Reply::Row(*row)),
        Choice::One { marked: None } => Err("Please type a number.".to_owned()),
        Choice::Many { marked } => Ok(Reply::Rows(marked.clone())),
    }
}

fn numbered(screen: &Screen, word: &str) -> Result<usize, String> {
    const LONGEST_ECHO: usize = 30;
    let number = word.parse::<usize>().ok();
    let answer = answers(screen).find(|answer| Some(answer.number) == number);
    answer.map(|answer| answer.row).ok_or_else(|| {
        let shown: String = word.chars().take(LONGEST_ECHO).collect();
        format!("Sorry, \"{}\" is not one of the answers.", visible(&shown))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use smp_suitability::interview::Row;

    use super::*;

    fn screen(choice: Choice) -> Screen {
        let row = |text: &str, role| Row {
            text: text.to_owned(),
            role,
        };
        Screen {
            heading: "Question 1 of 1".to_owned(),
            text: "Which?".to_owned(),
            card: Vec::new(),
            notice: None,
            sketch: None,
            rows: vec![
                row("This", Role::Answer),
                row("That", Role::Answer),
                row("None of these", Role::NoneOfThese),
                row("Not sure, or I'd rather not say", Role::NotSure),
                row("Stop here", Role::Stop),
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
        ] {
            assert_eq!(understood(&one, line), Ok(reply), "{line:?}");
        }
        assert_eq!(understood(&many, ""), Ok(Reply::Rows(vec![0])));
        assert_eq!(understood(&many, "2, 1"), Ok(Reply::Rows(vec![1, 0])));
        for line in ["0", "5", "-1", "1.", "99999999999999999999", "1 2"] {
            assert!(understood(&one, line).is_err(), "{line:?}");
        }
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
