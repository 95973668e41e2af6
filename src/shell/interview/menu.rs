//! What keys do in a menu. Knows no terminal.

use smp_suitability::interview::{Choice, Reply, RowRole, Screen};

use super::decoder::Key;

/// A menu while it is open.
#[derive(Debug)]
pub(super) struct Menu<'a> {
    screen: &'a Screen,
    /// The row that the cursor is on.
    active: usize,
    /// The marked rows, where several can be marked.
    marked: Vec<bool>,
    /// The row number that was typed so far, digit by digit.
    typed: usize,
}

impl<'a> Menu<'a> {
    /// Opens a menu with the cursor on a row, or else on the first row that is marked from the start.
    pub(super) fn new(screen: &'a Screen, cursor: Option<usize>) -> Self {
        let marked = screen.marked();
        let first = cursor.or_else(|| marked.first().copied());
        let rows = 0..screen.rows.len();
        let active = first.filter(|row| rows.contains(row));
        Self {
            screen,
            active: active.unwrap_or(0),
            marked: rows.map(|row| marked.contains(&row)).collect(),
            typed: 0,
        }
    }

    /// The row that the cursor is on.
    pub(super) fn active(&self) -> usize {
        self.active
    }

    /// Returns true if a row is marked, where several can be marked.
    pub(super) fn is_marked(&self, row: usize) -> bool {
        self.marked.get(row).is_some_and(|marked| *marked)
    }

    /// Takes a key; gives the reply that it makes. A page has `page_length` rows.
    pub(super) fn press(&mut self, key: Key, page_length: usize) -> Option<Reply> {
        let last = self.screen.rows.len().saturating_sub(1);
        let typed = std::mem::take(&mut self.typed);
        match key {
            Key::Up | Key::Char('k') => {
                self.active = self.active.checked_sub(1).unwrap_or(last);
            }
            Key::Down | Key::Char('j') => {
                self.active = if self.active < last {
                    self.active + 1
                } else {
                    0
                };
            }
            Key::Home | Key::Char('g') => self.active = 0,
            Key::End | Key::Char('G') => self.active = last,
            Key::PageUp | Key::Char('h') => {
                let page = self.active / page_length;
                self.active = page.saturating_sub(1) * page_length;
            }
            Key::PageDown | Key::Char('l') => {
                let page = self.active / page_length;
                self.active = ((page + 1) * page_length).min(last);
            }
            Key::Char(letter) if letter.is_ascii_digit() => self.type_digit(typed, letter),
            Key::Char(' ') => return self.toggle(),
            Key::Char('?') => {
                let why = self.screen.find(RowRole::Why);
                return why.map(|why| self.why(why));
            }
            Key::Enter => return Some(self.enter()),
            Key::Escape => return Some(Reply::Back),
            Key::Char(_) | Key::OtherText => {}
        }
        None
    }

    /// Moves to the row of a number. A second digit makes a number of two if there is such a row, and so do
    /// further ones if an answer covers that number, as it may an age.
    fn type_digit(&mut self, typed: usize, letter: char) {
        let digit = letter
            .to_digit(10)
            .and_then(|digit| usize::try_from(digit).ok());
        let Some(digit) = digit else {
            return;
        };
        let rows = 1..=self.screen.rows.len();
        let together = typed.saturating_mul(10).saturating_add(digit);
        let covering = |number: usize| self.screen.covering(i64::try_from(number).ok()?);
        if let Some(row) = covering(together).filter(|_| typed > 0) {
            (self.typed, self.active) = (together, row);
        } else if let Some(number) = [together, digit]
            .into_iter()
            .find(|number| rows.contains(number))
        {
            (self.typed, self.active) = (number, number - 1);
        } else if covering(digit).is_some() {
            self.typed = digit; // the first digit of a longer number
        }
    }

    /// What the space bar does: it marks a row, or chooses it where only one can be chosen.
    fn toggle(&mut self) -> Option<Reply> {
        let role = self.screen.rows.get(self.active)?.role;
        match &self.screen.choice {
            Choice::One { .. } => Some(Reply::Row(self.active)),
            Choice::Many { .. } if role.answers() => {
                let marked = self.marked.get_mut(self.active)?;
                *marked = !*marked;
                None
            }
            Choice::Many { .. } => None,
        }
    }

    /// What Enter does: where several rows can be marked, it takes the marked ones, unless the cursor is
    /// on a row that is no option. It chooses that row then, as it does in every other menu.
    fn enter(&self) -> Reply {
        match &self.screen.choice {
            Choice::One { .. } => Reply::Row(self.active),
            Choice::Many { .. } => {
                let role = self.screen.rows.get(self.active).map(|row| row.role);
                let mut marked = self.marked_rows();
                match role {
                    Some(RowRole::Stop) => Reply::Stop,
                    Some(RowRole::Why) => self.why(self.active),
                    Some(RowRole::NoneOfThese | RowRole::NotSure)
                        if !self.is_marked(self.active) =>
                    {
                        marked.push(self.active);
                        Reply::Rows(marked)
                    }
                    Some(RowRole::NoneOfThese | RowRole::NotSure | RowRole::Answer) | None => {
                        Reply::Rows(marked)
                    }
                }
            }
        }
    }

    fn why(&self, row: usize) -> Reply {
        match &self.screen.choice {
            Choice::One { .. } => Reply::Row(row),
            Choice::Many { .. } => Reply::Why(self.marked_rows()),
        }
    }

    fn marked_rows(&self) -> Vec<usize> {
        let rows = self.marked.iter().enumerate();
        let marked = rows.filter(|(_, marked)| **marked).map(|(row, _)| row);
        marked.collect()
    }
}

#[cfg(test)]
mod tests {
    use smp_suitability::interview::MenuRow;
    use smp_suitability::pack::NumberRange;

    use super::*;

    /// Rows by role: `n`one of these, `a`nswers, not `s`ure, `w`hy, `q`uit.
    fn screen(roles: &str, choice: Choice) -> Screen {
        let rows = roles.chars().map(|letter| MenuRow {
            text: letter.to_string(),
            role: match letter {
                'n' => RowRole::NoneOfThese,
                's' => RowRole::NotSure,
                'w' => RowRole::Why,
                'q' => RowRole::Stop,
                _ => RowRole::Answer,
            },
            numbers: None,
        });
        Screen {
            lead: None,
            heading: String::new(),
            text: String::new(),
            card: Vec::new(),
            notice: None,
            drawings: None,
            rows: rows.collect(),
            choice,
            takes_date: false,
        }
    }

    const ONE: Choice = Choice::One { marked: None };

    fn many(marked: &[usize]) -> Choice {
        Choice::Many {
            marked: marked.to_vec(),
        }
    }

    const PAGE: usize = 5;

    /// Presses keys one after the other; gives the row of the cursor, or the reply.
    #[track_caller]
    fn check(screen: &Screen, keys: &[Key], expected: &Result<usize, Reply>) {
        let mut menu = Menu::new(screen, None);
        let reply = keys.iter().find_map(|key| menu.press(*key, PAGE));
        assert_eq!(&reply.map_or(Ok(menu.active()), Err), expected, "{keys:?}");
    }

    #[test]
    fn keys_move_as_in_every_list() {
        let screen = screen("aaaaaaaaaaawq", ONE);
        let last = screen.rows.len() - 1;
        for (keys, row) in [
            (&[Key::Down, Key::Char('j')][..], 2),
            (&[Key::Down, Key::Up], 0),
            (&[Key::Up], last),
            (&[Key::Char('k'), Key::Down], 0),
            (&[Key::End], last),
            (&[Key::Char('G'), Key::Home], 0),
            (&[Key::PageDown], 5),
            (&[Key::PageDown, Key::PageDown], 10),
            (&[Key::PageDown, Key::PageDown, Key::PageDown], last),
            (&[Key::PageDown, Key::PageDown, Key::PageUp], 5),
            (&[Key::Char('l'), Key::Char('h')], 0),
            (&[Key::PageUp], 0),
        ] {
            check(&screen, keys, &Ok(row));
        }
    }

    #[test]
    fn digits_move_to_the_row_of_that_number() {
        let screen = screen("aaaaaaaaaaawq", ONE);
        for (digits, row) in [
            ("3", 2),
            ("12", 11),
            ("39", 8),
            ("130", 12),
            ("0", 0),
            ("20", 1),
        ] {
            let keys: Vec<_> = digits.chars().map(Key::Char).collect();
            check(&screen, &keys, &Ok(row));
        }
        let keys = [Key::Char('1'), Key::Down, Key::Char('2')];
        check(&screen, &keys, &Ok(1));
    }

    #[test]
    fn digits_of_a_number_that_an_answer_covers_move_to_that_answer() {
        let mut screen = screen("aaaswq", ONE);
        let ranges = [(None, Some(17)), (Some(18), Some(64)), (Some(65), None)];
        for (row, (from, to)) in screen.rows.iter_mut().zip(ranges) {
            row.numbers = Some(NumberRange { from, to });
        }
        for (digits, row) in [
            ("34", 1),
            ("65", 2),
            ("80", 2),
            ("17", 0),
            ("3", 2),
            ("120", 2),
        ] {
            let keys: Vec<_> = digits.chars().map(Key::Char).collect();
            check(&screen, &keys, &Ok(row));
        }
        let again = [Key::Char('3'), Key::Home, Key::Char('4')];
        check(&screen, &again, &Ok(3));
    }

    #[test]
    fn one_row_is_chosen_with_enter_or_space_and_letters_choose_nothing() {
        let screen = screen("aasbwq", ONE);
        check(&screen, &[Key::Down, Key::Enter], &Err(Reply::Row(1)));
        check(&screen, &[Key::Down, Key::Char(' ')], &Err(Reply::Row(1)));
        check(&screen, &[Key::Char('?')], &Err(Reply::Row(4)));
        check(&screen, &[Key::Escape], &Err(Reply::Back));
        for letter in ['a', 'b', 'q', 'y', 'n', 'x'] {
            check(&screen, &[Key::Char(letter)], &Ok(0));
        }
    }

    #[test]
    fn the_cursor_begins_at_the_earlier_answer_unless_it_was_elsewhere() {
        let screen = screen("naaswq", many(&[2, 3]));
        assert_eq!(Menu::new(&screen, None).active(), 2);
        assert_eq!(Menu::new(&screen, Some(1)).active(), 1);
        assert_eq!(Menu::new(&screen, Some(99)).active(), 0);
    }

    #[test]
    fn space_marks_and_enter_takes_what_is_marked() {
        let screen = screen("naaswq", many(&[1]));
        let space = Key::Char(' ');
        check(&screen, &[Key::Enter], &Err(Reply::Rows(vec![1])));
        check(
            &screen,
            &[Key::Down, space, Key::Enter],
            &Err(Reply::Rows(vec![1, 2])),
        );
        check(&screen, &[space, Key::Enter], &Err(Reply::Rows(vec![])));
        check(&screen, &[Key::End, space], &Ok(5));
    }

    #[test]
    fn enter_on_a_row_that_is_no_option_chooses_that_row() {
        let screen = |marked| screen("naaswq", many(marked));
        let on = |row: char| [Key::Char(row), Key::Enter];
        check(&screen(&[]), &on('2'), &Err(Reply::Rows(vec![])));
        check(&screen(&[]), &on('1'), &Err(Reply::Rows(vec![0])));
        check(&screen(&[1]), &on('4'), &Err(Reply::Rows(vec![1, 3])));
        check(&screen(&[1]), &on('5'), &Err(Reply::Why(vec![1])));
        check(&screen(&[1]), &on('6'), &Err(Reply::Stop));
    }
}
