//! Bytes of a terminal as keys, without what is pasted: a small state machine that is fed byte by byte.
//!
//! A terminal in bracketed paste mode sends `ESC [ 200 ~` before pasted text and `ESC [ 201 ~` after it.
//! Nothing between the two is a key. The markers may arrive in pieces, so the state outlives a reading.

/// A key of a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    Enter,
    Escape,
    /// A visible ASCII character or a space.
    Char(char),
    /// A letter of another script: text, but no key of any menu.
    OtherText,
}

impl Key {
    /// Returns true for what pasted text consists of, if the terminal does not mark it.
    pub(super) fn is_text(self) -> bool {
        match self {
            Self::Enter | Self::Char(_) | Self::OtherText => true,
            Self::Up
            | Self::Down
            | Self::Home
            | Self::End
            | Self::PageUp
            | Self::PageDown
            | Self::Escape => false,
        }
    }
}

const ESC: u8 = 0x1b;
const PASTE_BEGINS: &[u8] = b"200";
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// No key has a longer sequence; what is longer is passed over to its end.
const LONGEST_SEQUENCE: usize = 16;

/// What was read of a key or of a paste so far.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    state: State,
    /// Pastes that ended since this was last asked for.
    pastes: usize,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Ground,
    /// After ESC, which is a key by itself unless more follows soon.
    Escape,
    /// After an ESC that was taken for a key: the rest of a sequence may still come.
    LateEscape,
    /// After `ESC O`.
    Application,
    /// After `ESC [`, with the bytes since.
    Sequence(Vec<u8>),
    /// In pasted text, with how many bytes of the closing marker were just read.
    Paste(usize),
}

impl Decoder {
    /// Takes the next byte; gives the key that it completes.
    pub(super) fn feed(&mut self, byte: u8) -> Option<Key> {
        match &mut self.state {
            State::Ground => self.start(byte),
            State::Escape => match byte {
                b'[' => self.go(State::Sequence(Vec::new())),
                b'O' => self.go(State::Application),
                ESC => Some(Key::Escape),
                // With Alt, or pressed at once after Esc: the second key would be for another screen.
                _ => {
                    self.state = State::Ground;
                    Some(Key::Escape)
                }
            },
            State::LateEscape => match byte {
                b'[' => self.go(State::Sequence(Vec::new())),
                b'O' => self.go(State::Application),
                _ => self.start(byte),
            },
            State::Application => {
                self.state = State::Ground;
                match byte {
                    b'M' => Some(Key::Enter),
                    _ => direction(byte),
                }
            }
            State::Sequence(bytes) => match byte {
                // The Linux console sends `ESC [ [ A` for F1.
                b' '..=b'?' | b'[' if byte != b'[' || bytes.is_empty() => {
                    if bytes.len() < LONGEST_SEQUENCE {
                        bytes.push(byte);
                    }
                    None
                }
                b'@'..=b'~' => {
                    let bytes = std::mem::take(bytes);
                    self.finish(&bytes, byte)
                }
                _ => self.start(byte),
            },
            State::Paste(matched) => {
                let expected = PASTE_ENDS.get(*matched);
                *matched = if expected == Some(&byte) {
                    *matched + 1
                } else {
                    usize::from(byte == ESC)
                };
                if *matched == PASTE_ENDS.len() {
                    self.pastes += 1;
                    self.state = State::Ground;
                }
                None
            }
        }
    }

    /// Returns true while a sequence has begun that is a key by itself if nothing more comes.
    pub(super) fn is_undecided(&self) -> bool {
        match self.state {
            State::Escape | State::Application | State::Sequence(_) => true,
            State::Ground | State::LateEscape | State::Paste(_) => false,
        }
    }

    /// Takes note that nothing more came for a while; gives the key that was begun, if it is one.
    pub(super) fn decide(&mut self) -> Option<Key> {
        match self.state {
            State::Escape => {
                self.state = State::LateEscape;
                Some(Key::Escape)
            }
            // A marker that arrives slowly must not come apart into keys.
            State::Sequence(_) | State::Ground | State::LateEscape | State::Paste(_) => None,
            State::Application => {
                self.state = State::Ground;
                None
            }
        }
    }

    /// How many pastes ended since this was last asked for.
    pub(super) fn take_pastes(&mut self) -> usize {
        std::mem::take(&mut self.pastes)
    }

    fn go(&mut self, state: State) -> Option<Key> {
        self.state = state;
        None
    }

    /// A byte with nothing begun before it.
    fn start(&mut self, byte: u8) -> Option<Key> {
        self.state = State::Ground;
        match byte {
            ESC => self.go(State::Escape),
            b'\r' | b'\n' => Some(Key::Enter),
            b'\t' => Some(Key::Down),
            b' '..=b'~' => Some(Key::Char(char::from(byte))),
            0xc0.. => Some(Key::OtherText), // the first byte of a letter; those after it are below
            _ => None,
        }
    }

    /// The end of a sequence after `ESC [`.
    fn finish(&mut self, bytes: &[u8], last: u8) -> Option<Key> {
        self.state = State::Ground;
        let first = bytes.split(|byte| *byte == b';').next();
        match (first, last) {
            (Some(PASTE_BEGINS), b'~') => self.go(State::Paste(0)),
            (Some(b"1" | b"7"), b'~') => Some(Key::Home),
            (Some(b"4" | b"8"), b'~') => Some(Key::End),
            (Some(b"5"), b'~') => Some(Key::PageUp),
            (Some(b"6"), b'~') => Some(Key::PageDown),
            (_, b'Z') => Some(Key::Up),
            (Some(b"[" | b"I" | b"O"), _) => None,
            _ => direction(last),
        }
    }
}

/// The last byte of an arrow, Home or End.
fn direction(byte: u8) -> Option<Key> {
    match byte {
        b'A' => Some(Key::Up),
        b'B' => Some(Key::Down),
        b'C' => Some(Key::PageDown),
        b'D' => Some(Key::PageUp),
        b'H' => Some(Key::Home),
        b'F' => Some(Key::End),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn keys(bytes: &[u8]) -> Vec<Key> {
        let mut decoder = Decoder::default();
        bytes
            .iter()
            .filter_map(|byte| decoder.feed(*byte))
            .collect()
    }

    #[test]
    fn every_terminals_sequence_for_a_key_is_understood() {
        for (sequences, key) in [
            (&["\x1b[A", "\x1bOA", "\x1b[1;5A", "\x1b[Z"][..], Key::Up),
            (&["\x1b[B", "\x1bOB", "\t"], Key::Down),
            (&["\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"], Key::Home),
            (&["\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"], Key::End),
            (&["\x1b[5~", "\x1b[D"], Key::PageUp),
            (&["\x1b[6~", "\x1b[C"], Key::PageDown),
            (&["\r", "\n", "\x1bOM"], Key::Enter),
            (&[" "], Key::Char(' ')),
            (&["é", "日"], Key::OtherText),
        ] {
            for sequence in sequences {
                assert_eq!(keys(sequence.as_bytes()), [key], "{sequence:?}");
            }
        }
    }

    #[test]
    fn what_is_no_key_of_a_menu_is_passed_over_whole() {
        for sequence in [
            "\x1b[15~",
            "\x1b[[A",
            "\x1b[3~",
            "\x1b[<0;10;20M",
            "\x1b[I",
            "\x04",
        ] {
            assert_eq!(keys(sequence.as_bytes()), [], "{sequence:?}");
        }
    }

    #[test]
    fn escape_is_a_key_if_nothing_follows() {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.feed(ESC), None);
        assert!(decoder.is_undecided());
        assert_eq!(decoder.decide(), Some(Key::Escape));
        assert_eq!(decoder.feed(b'3'), Some(Key::Char('3')));
    }

    #[test]
    fn pasted_text_gives_no_key_and_keys_work_again_after_it() {
        let pasted = "\x1b[200~hair is brown\nand thin\r\x1b[B 1\n\x1b[20\x1b[201~\x1b[B";
        assert_eq!(keys(pasted.as_bytes()), [Key::Down]);
    }

    #[test]
    fn a_marker_that_comes_late_after_its_escape_still_begins_a_paste() {
        let mut decoder = Decoder::default();
        decoder.feed(ESC);
        decoder.decide();
        let mut pasted = b"[200~\n\n1".iter();
        assert!(pasted.all(|byte| decoder.feed(*byte).is_none()));
    }

    proptest! {
        #[test]
        fn no_paste_gives_a_key_however_slowly_it_arrives(
            text in prop::collection::vec(any::<u8>(), 0..60),
            pauses in prop::collection::vec(any::<bool>(), 80),
        ) {
            let is_whole = text.windows(6).all(|part| part != PASTE_ENDS);
            prop_assume!(is_whole);
            let pasted = [b"\x1b[200~", text.as_slice(), PASTE_ENDS].concat();
            let mut decoder = Decoder::default();
            let mut keys = Vec::new();
            for (byte, pause) in pasted.iter().zip(pauses) {
                keys.extend(decoder.feed(*byte));
                if pause {
                    keys.extend(decoder.decide());
                }
            }
            // Only the ESC of the first marker may have been taken for a key.
            prop_assert!(keys.iter().all(|key| *key == Key::Escape) && keys.len() <= 1, "{keys:?}");
            prop_assert_eq!(decoder.feed(b'j'), Some(Key::Char('j')));
        }

        #[test]
        fn any_bytes_are_taken(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut decoder = Decoder::default();
            for byte in bytes {
                decoder.feed(byte);
            }
            prop_assert!(decoder.is_undecided() || decoder.decide().is_none());
        }
    }
}
