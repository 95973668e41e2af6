//! The one way out on Ctrl-C, a closed window or a request to end.
//!
//! The handler itself ends the process: a handler that only sets a flag would lose Ctrl-C while a
//! line is read or a menu opens. It holds the lock of standard error to the end, so that nobody can
//! hide the cursor again, and waits for an answer that is just being saved.

use std::io::{self, Write as _};
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::mode::Mode;

const CANCELLED: i32 = 130;
const SHOW_CURSOR: &str = "\x1b[?25h";

/// What the handler says last; locked while answers are saved.
pub(super) struct StopPath {
    last_word: Arc<Mutex<String>>,
}

impl StopPath {
    /// Installs the handler. To be called once, before the first question.
    pub(super) fn install(mode: Mode, last_word: String) -> io::Result<Self> {
        let last_word = Arc::new(Mutex::new(last_word));
        let shared = Arc::clone(&last_word);
        let terminal = terminal::Settings::read();
        ctrlc::set_handler(move || {
            let last_word = lock(&shared);
            let mut stderr = io::stderr().lock();
            // The terminal shows a pressed Ctrl-C only after the signal, maybe below the last word.
            terminal.restore_without_echo();
            let cursor = match mode {
                Mode::Rich => SHOW_CURSOR,
                Mode::Plain => "",
            };
            // Nobody may be listening any more; the exit code says the same.
            _ = writeln!(stderr, "{cursor}\n{last_word}");
            // A menu may have opened in the meantime.
            terminal.restore();
            process::exit(CANCELLED);
        })
        .map_err(io::Error::other)?;
        Ok(Self { last_word })
    }

    /// Does some work that no signal interrupts, and changes the last word if it succeeds.
    pub(super) fn uninterrupted(
        &self,
        last_word: String,
        work: impl FnOnce() -> io::Result<()>,
    ) -> io::Result<()> {
        let mut current = lock(&self.last_word);
        work()?;
        *current = last_word;
        Ok(())
    }
}

/// Whether the terminal on standard input was closed, after it could not be read.
pub(super) fn is_terminal_gone(error: Option<&io::Error>) -> bool {
    terminal::is_gone(error)
}

fn lock(last_word: &Mutex<String>) -> MutexGuard<'_, String> {
    // Text is whole even if its writer panicked.
    last_word.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
mod terminal {
    use std::io::{self, stdin};

    use nix::errno::Errno;
    use nix::sys::signal::{SigSet, Signal};
    use nix::sys::termios::{LocalFlags, SetArg, Termios, tcgetattr, tcsetattr};
    use nix::unistd::{getpgrp, tcgetpgrp};

    /// How the terminal echoes and edits; nothing if standard input is none.
    pub(super) struct Settings(Option<Termios>);

    impl Settings {
        /// To be called before there are other threads.
        pub(super) fn read() -> Self {
            // A menu that a signal ends in the background sets the terminal, and would be stopped for it.
            let mut set_from_background = SigSet::empty();
            set_from_background.add(Signal::SIGTTOU);
            _ = set_from_background.thread_block();
            Self(tcgetattr(stdin()).ok())
        }

        pub(super) fn restore(&self) {
            if let Some(settings) = &self.0 {
                set(settings);
            }
        }

        pub(super) fn restore_without_echo(&self) {
            if let Some(mut settings) = self.0.clone() {
                settings.local_flags.remove(LocalFlags::ECHO);
                set(&settings);
            }
        }
    }

    pub(super) fn is_gone(error: Option<&io::Error>) -> bool {
        // For a moment, a terminal that cannot be read any more still has its settings.
        let errors = [
            tcgetattr(stdin()).err(),
            error.and_then(|error| error.raw_os_error().map(Errno::from_raw)),
        ];
        errors.contains(&Some(Errno::EIO))
    }

    fn set(settings: &Termios) {
        // In the background the terminal is another's by now.
        let is_anothers = tcgetpgrp(stdin()).is_ok_and(|group| group != getpgrp());
        if !is_anothers {
            // The terminal may be gone: then there is nothing to restore.
            _ = tcsetattr(stdin(), SetArg::TCSANOW, settings);
        }
    }
}

#[cfg(not(unix))]
mod terminal {
    use std::io;

    /// The console keeps no settings that a menu changes.
    pub(super) struct Settings;

    impl Settings {
        pub(super) fn read() -> Self {
            Self
        }

        pub(super) fn restore(&self) {}

        pub(super) fn restore_without_echo(&self) {}
    }

    pub(super) fn is_gone(_error: Option<&io::Error>) -> bool {
        false
    }
}
