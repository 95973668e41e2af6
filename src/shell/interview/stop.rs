//! What Ctrl-C, a closed window or a request to end does.
//!
//! The handler itself ends the process: a handler that only sets a flag would lose Ctrl-C while a
//! line is read or a menu opens. It holds the lock of standard error to the end, so that no menu can
//! hide the cursor again, and waits for an answer that is just being saved. Nothing else sets the
//! terminal after it: menus get no signals, and another terminal at the end.

use std::io::{self, StderrLock, Write as _};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use std::{process, thread};

use super::mode::Mode;

const CANCELLED: i32 = 130;

/// Makes the terminal mark pasted text, so that it is not taken for keys.
const MARK_PASTES: &str = "\x1b[?2004h";
const LEAVE_PASTES: &str = "\x1b[?2004l";
const SHOW_CURSOR: &str = "\x1b[?25h";

/// What the handler says last; locked while answers are saved.
pub(super) struct StopPath {
    exit_message: Arc<Mutex<String>>,
}

impl StopPath {
    /// Installs the handler. To be called once, before the first question.
    pub(super) fn install(mode: Mode, exit_message: String) -> io::Result<Self> {
        let exit_message = Arc::new(Mutex::new(exit_message));
        let shared = Arc::clone(&exit_message);
        let terminal = terminal::Settings::read();
        ctrlc::set_handler(move || {
            let exit_message = lock(&shared);
            // The terminal shows a pressed Ctrl-C only after the signal, maybe below the message.
            terminal.restore_without_echo();
            let mut stderr = lock_stderr();
            let _stand_in = terminal::take_from_menu();
            let usual = match mode {
                Mode::Rich => [LEAVE_PASTES, SHOW_CURSOR].concat(),
                Mode::Plain => String::new(),
            };
            // The terminal may be gone; the exit code says the same.
            _ = writeln!(stderr, "{usual}\n{exit_message}");
            terminal.restore();
            process::exit(CANCELLED);
        })
        .map_err(io::Error::other)?;
        terminal::keep_signals_out();
        Ok(Self { exit_message })
    }

    /// Does some work that no signal interrupts, and changes the message if it succeeds.
    pub(super) fn uninterrupted(
        &self,
        exit_message: String,
        work: impl FnOnce() -> io::Result<()>,
    ) -> io::Result<()> {
        let mut current = lock(&self.exit_message);
        work()?;
        *current = exit_message;
        Ok(())
    }
}

/// The lock of standard error. Who has it may be stuck in writing that Ctrl-C cut short: setting the terminal wakes
/// it, again and again, as the writing may begin only after the first time.
fn lock_stderr() -> StderrLock<'static> {
    const AGAIN: Duration = Duration::from_millis(100);
    thread::scope(|scope| {
        let (locked, wait) = mpsc::channel::<()>();
        scope.spawn(move || {
            while wait.recv_timeout(AGAIN) == Err(RecvTimeoutError::Timeout) {
                terminal::Settings::read().restore(); // as they are
            }
        });
        let stderr = io::stderr().lock();
        drop(locked);
        stderr
    })
}

/// The terminal as menus need it, until this is dropped: it hands on each key at once, shows none of
/// them, and marks what is pasted.
pub(super) struct MenuTerminal(terminal::Settings);

impl MenuTerminal {
    pub(super) fn begin() -> Self {
        let terminal = Self(terminal::Settings::read());
        terminal.set();
        terminal
    }

    /// Does some work while the terminal is as it was before: what is typed is shown, line by line.
    pub(super) fn lifted<Output>(&self, work: impl FnOnce() -> Output) -> Output {
        self.restore();
        let output = work();
        self.set();
        output
    }

    fn set(&self) {
        self.0.set_for_keys();
        write(MARK_PASTES);
    }

    fn restore(&self) {
        write(LEAVE_PASTES);
        self.0.restore();
    }
}

impl Drop for MenuTerminal {
    fn drop(&mut self) {
        self.restore();
    }
}

fn write(sequence: &str) {
    // The terminal may be gone: then reading it fails next, and says so.
    _ = io::stderr().lock().write_all(sequence.as_bytes());
}

/// Returns true if the terminal on standard input was closed, after it could not be read.
pub(super) fn is_terminal_gone(error: Option<&io::Error>) -> bool {
    terminal::is_gone(error)
}

fn lock(exit_message: &Mutex<String>) -> MutexGuard<'_, String> {
    // Text is whole even if its writer panicked.
    exit_message.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
mod terminal {
    use std::io::{self, stdin};
    use std::os::fd::{AsFd as _, OwnedFd};

    use nix::errno::Errno;
    use nix::pty::{OpenptyResult, openpty};
    use nix::sys::signal::{SigSet, Signal};
    use nix::sys::termios::{
        InputFlags, LocalFlags, SetArg, SpecialCharacterIndices, Termios, tcgetattr, tcsetattr,
    };
    use nix::unistd::{dup2_stdin, getpgrp, tcgetpgrp};

    /// Switches a control character off.
    const NO_KEY: u8 = if cfg!(target_os = "linux") { 0 } else { 0xff };

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
            self.set(|_| ());
        }

        pub(super) fn restore_without_echo(&self) {
            self.set(|settings| settings.local_flags.remove(LocalFlags::ECHO));
        }

        /// Each key can be read at once, and none but Ctrl-C does anything by itself: a program that
        /// Ctrl-Z or Ctrl-\ ends or suspends would leave the screen as menus have it.
        pub(super) fn set_for_keys(&self) {
            self.set(|settings| {
                let by_line = LocalFlags::ECHO | LocalFlags::ICANON | LocalFlags::IEXTEN;
                settings.local_flags.remove(by_line);
                // Or Ctrl-C would cut short what is being drawn, in the middle of a sequence too.
                settings.local_flags.insert(LocalFlags::NOFLSH);
                settings.input_flags.remove(InputFlags::IXON);
                for (index, value) in [
                    (SpecialCharacterIndices::VSUSP, NO_KEY),
                    (SpecialCharacterIndices::VQUIT, NO_KEY),
                    (SpecialCharacterIndices::VMIN, 1),
                    (SpecialCharacterIndices::VTIME, 0),
                ] {
                    if let Some(place) = settings.control_chars.get_mut(index as usize) {
                        *place = value;
                    }
                }
            });
        }

        /// Sets the terminal as it was at first but for a change.
        fn set(&self, change: impl FnOnce(&mut Termios)) {
            let Some((terminal, settings)) = &self.0 else {
                return;
            };
            // In the background the terminal is another's by now.
            let is_anothers = tcgetpgrp(terminal).is_ok_and(|group| group != getpgrp());
            if !is_anothers {
                let mut settings = settings.clone();
                change(&mut settings);
                // The terminal may be gone: then there is nothing to set.
                _ = tcsetattr(terminal, SetArg::TCSANOW, &settings);
            }
        }
    }

    /// Gives a menu that reads or opens just now another terminal to set, whose state does not matter.
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
        let handled = SigSet::from_iter([Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP]);
        _ = handled.thread_block();
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

        pub(super) fn set_for_keys(&self) {}
    }

    pub(super) fn take_from_menu() -> Option<()> {
        None
    }

    pub(super) fn keep_signals_out() {}

    pub(super) fn is_gone(_error: Option<&io::Error>) -> bool {
        false
    }
}
