//! The one way out on Ctrl-C, a closed window or a request to end.
//!
//! The handler itself ends the process: a handler that only sets a flag would lose Ctrl-C while a
//! line is read or a menu opens. It holds the lock of standard error to the end, so that nobody can
//! hide the cursor again, and waits for an answer that is just being saved. Nobody else sets the
//! terminal after it: menus get no signals, and another terminal at the end.

use std::io::{self, Write as _};
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

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
            // The terminal shows a pressed Ctrl-C only after the signal, maybe below the last word.
            // Setting it also wakes a menu whose writing Ctrl-C cut short, and which has the lock.
            terminal.restore_without_echo();
            let mut stderr = io::stderr().lock();
            let _stand_in = terminal::take_from_menu();
            let cursor = match mode {
                Mode::Rich => SHOW_CURSOR,
                Mode::Plain => "",
            };
            // Nobody may be listening any more; the exit code says the same.
            _ = writeln!(stderr, "{cursor}\n{last_word}");
            terminal.restore();
            process::exit(CANCELLED);
        })
        .map_err(io::Error::other)?;
        terminal::keep_signals_out();
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

/// Keeps what is typed off the screen, key by key, until it is dropped.
///
/// A menu does the same only while it waits for a key: a key that comes while the menu is drawn would
/// be shown in its midst, and stay there.
pub(super) struct Unseen(terminal::Settings);

impl Unseen {
    pub(super) fn begin() -> Self {
        let settings = terminal::Settings::read();
        settings.set_unseen();
        Self(settings)
    }

    /// Does some work while what is typed is shown, line by line.
    pub(super) fn lifted<Output>(&self, work: impl FnOnce() -> Output) -> Output {
        self.0.restore();
        let output = work();
        self.0.set_unseen();
        output
    }

    /// Ends it after Ctrl-C has ended a menu, and leaves the rest to the handler.
    pub(super) fn wait_for_handler(&self) -> ! {
        self.0.restore();
        terminal::let_signals_in();
        loop {
            thread::park();
        }
    }
}

impl Drop for Unseen {
    fn drop(&mut self) {
        self.0.restore();
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
    use std::os::fd::{AsFd as _, OwnedFd};

    use nix::errno::Errno;
    use nix::pty::{OpenptyResult, openpty};
    use nix::sys::signal::{SigSet, Signal};
    use nix::sys::termios::{LocalFlags, SetArg, Termios, tcgetattr, tcsetattr};
    use nix::unistd::{dup2_stdin, getpgrp, tcgetpgrp};

    /// The terminal, and how it echoes and edits; nothing if standard input is none.
    pub(super) struct Settings(Option<(OwnedFd, Termios)>);

    impl Settings {
        pub(super) fn read() -> Self {
            let terminal = stdin().as_fd().try_clone_to_owned().ok();
            Self(terminal.and_then(|terminal| {
                let settings = tcgetattr(&terminal).ok()?;
                Some((terminal, settings))
            }))
        }

        pub(super) fn restore(&self) {
            self.set_without(LocalFlags::empty());
        }

        pub(super) fn restore_without_echo(&self) {
            self.set_without(LocalFlags::ECHO);
        }

        pub(super) fn set_unseen(&self) {
            self.set_without(LocalFlags::ECHO | LocalFlags::ICANON);
        }

        fn set_without(&self, flags: LocalFlags) {
            let Some((terminal, settings)) = &self.0 else {
                return;
            };
            // In the background the terminal is another's by now.
            let is_anothers = tcgetpgrp(terminal).is_ok_and(|group| group != getpgrp());
            if !is_anothers {
                let mut settings = settings.clone();
                settings.local_flags.remove(flags);
                // The terminal may be gone: then there is nothing to set.
                _ = tcsetattr(terminal, SetArg::TCSANOW, &settings);
            }
        }
    }

    /// Gives a menu that reads or opens just now another terminal to set, which nobody looks at.
    ///
    /// It lasts as long as what is returned.
    pub(super) fn take_from_menu() -> Option<OpenptyResult> {
        let stand_in = openpty(None, None).ok()?;
        dup2_stdin(&stand_in.slave).ok()?;
        Some(stand_in)
    }

    /// Leaves signals to the thread of the handler: a menu that one interrupts sets the terminal, which
    /// may be another's by then.
    pub(super) fn keep_signals_out() {
        _ = handled().thread_block();
    }

    /// For the Ctrl-C that a menu raises in its own thread.
    pub(super) fn let_signals_in() {
        _ = handled().thread_unblock();
    }

    fn handled() -> SigSet {
        SigSet::from_iter([Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP])
    }

    pub(super) fn is_gone(error: Option<&io::Error>) -> bool {
        // For a moment, a terminal that cannot be read any more still has its settings.
        let errors = [
            tcgetattr(stdin()).err(),
            error.and_then(|error| error.raw_os_error().map(Errno::from_raw)),
        ];
        errors.contains(&Some(Errno::EIO))
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

        pub(super) fn set_unseen(&self) {}
    }

    pub(super) fn take_from_menu() -> Option<()> {
        None
    }

    pub(super) fn keep_signals_out() {}

    pub(super) fn let_signals_in() {}

    pub(super) fn is_gone(_error: Option<&io::Error>) -> bool {
        false
    }
}
