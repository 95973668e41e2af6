//! The keys that a person presses in a menu, one by one.
//!
//! Pasted text is never taken as keys. Most terminals mark it (see [`super::decoder`]). Elsewhere it is
//! known by its speed: no one types two characters within a few milliseconds.

#[cfg(not(unix))]
pub(super) use other::Keyboard;
#[cfg(unix)]
pub(super) use unix::Keyboard;

#[cfg(unix)]
mod unix {
    use std::collections::VecDeque;
    use std::io;
    use std::os::fd::AsFd as _;
    use std::time::Duration;

    use nix::errno::Errno;
    use nix::sys::select::{FdSet, select};
    use nix::sys::time::{TimeVal, TimeValLike as _};
    use nix::unistd::read;

    use crate::shell::interview::decoder::{Decoder, Key};

    /// After ESC the rest of a sequence comes within this time, over slow connections too.
    const ESCAPE_PATIENCE: Duration = Duration::from_millis(100);
    /// No two characters that are typed are so close together.
    const TYPING_GAP: Duration = Duration::from_millis(10);
    /// A pause within pasted text is shorter than this.
    const PASTE_GAP: Duration = Duration::from_millis(50);

    /// Standard input, set to hand on each key at once.
    #[derive(Default)]
    pub(in crate::shell::interview) struct Keyboard {
        decoder: Decoder,
        ready: VecDeque<Key>,
    }

    impl Keyboard {
        /// Forgets all that was typed before now, for a screen that was not there yet.
        pub(in crate::shell::interview) fn drain(&mut self) -> io::Result<()> {
            self.ready.clear();
            while is_ready(Some(Duration::ZERO))? {
                self.read_available()?;
            }
            self.ready.clear();
            Ok(())
        }

        /// Waits for a key.
        pub(in crate::shell::interview) fn read(&mut self) -> io::Result<Key> {
            loop {
                if let Some(key) = self.ready.pop_front() {
                    return Ok(key);
                }
                is_ready(None)?;
                self.read_burst()?;
            }
        }

        /// Reads what comes without a pause, and keeps its keys unless they are pasted text.
        fn read_burst(&mut self) -> io::Result<()> {
            self.decoder.take_pastes();
            self.read_available()?;
            loop {
                let text = self.ready.iter().filter(|key| key.is_text()).count();
                let patience = match text {
                    _ if self.decoder.is_undecided() => ESCAPE_PATIENCE,
                    0 => break,
                    1 => TYPING_GAP,
                    _ => PASTE_GAP,
                };
                if is_ready(Some(patience))? {
                    self.read_available()?;
                } else if let Some(key) = self.decoder.decide() {
                    self.ready.push_back(key);
                } else {
                    break;
                }
            }
            let text = self.ready.iter().filter(|key| key.is_text()).count();
            let is_behind_paste = self.decoder.take_pastes() > 0 && text > 0;
            if text > 1 || is_behind_paste {
                self.ready.clear();
            }
            Ok(())
        }

        fn read_available(&mut self) -> io::Result<()> {
            let mut bytes = [0; 1024];
            let count = read(io::stdin(), &mut bytes)?;
            if count == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            for byte in bytes.iter().take(count) {
                self.ready.extend(self.decoder.feed(*byte));
            }
            Ok(())
        }
    }

    /// Waits until something can be read, at most for a time; returns true if something can.
    fn is_ready(patience: Option<Duration>) -> io::Result<bool> {
        let stdin = io::stdin();
        loop {
            let mut terminals = FdSet::new();
            terminals.insert(stdin.as_fd());
            let mut patience = patience.map(|patience| {
                let micros = i64::try_from(patience.as_micros()).unwrap_or(i64::MAX);
                TimeVal::microseconds(micros)
            });
            // `poll` does not work with terminals on macOS.
            match select(None, &mut terminals, None, None, patience.as_mut()) {
                Err(Errno::EINTR) => {}
                ready => return Ok(ready? > 0),
            }
        }
    }
}

#[cfg(not(unix))]
mod other {
    use std::io;
    use std::thread;

    use dialoguer::console::{Key as ConsoleKey, Term};

    use crate::shell::interview::decoder::Key;

    /// The console, which hands on keys and no bytes.
    #[derive(Default)]
    pub(in crate::shell::interview) struct Keyboard;

    impl Keyboard {
        pub(in crate::shell::interview) fn drain(&mut self) -> io::Result<()> {
            Ok(())
        }

        pub(in crate::shell::interview) fn read(&mut self) -> io::Result<Key> {
            loop {
                let key = match Term::stderr().read_key() {
                    // The handler of Ctrl-C ends the process.
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => loop {
                        thread::park();
                    },
                    key => key?,
                };
                return Ok(match key {
                    ConsoleKey::ArrowUp | ConsoleKey::BackTab => Key::Up,
                    ConsoleKey::ArrowDown | ConsoleKey::Tab => Key::Down,
                    ConsoleKey::ArrowLeft | ConsoleKey::PageUp => Key::PageUp,
                    ConsoleKey::ArrowRight | ConsoleKey::PageDown => Key::PageDown,
                    ConsoleKey::Home => Key::Home,
                    ConsoleKey::End => Key::End,
                    ConsoleKey::Enter => Key::Enter,
                    ConsoleKey::Escape => Key::Escape,
                    ConsoleKey::Char(letter) => Key::Char(letter),
                    _ => continue,
                });
            }
        }
    }
}
