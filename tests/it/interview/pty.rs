//! A terminal for the program: keys in, the screen as a person sees it out.
//!
//! Nothing here sleeps: a thread feeds the screen, and whoever waits for a text is woken by it.

use std::env;
use std::ffi::OsString;
use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use nix::sys::termios::LocalFlags;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::SMALL;
use crate::program::program_folder;

pub(super) const UP: &str = "\x1b[A";
pub(super) const DOWN: &str = "\x1b[B";
pub(super) const ENTER: &str = "\r";
pub(super) const ESC: &str = "\x1b";
pub(super) const CTRL_C: &str = "\x03";

const PATIENCE: Duration = Duration::from_secs(20);

/// The program at a terminal.
pub(crate) struct Pty {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    screen: Arc<Screen>,
    reader: Option<JoinHandle<()>>,
    /// How the terminal was set before the program began.
    settings: String,
}

struct Screen {
    parser: Mutex<vt100::Parser>,
    /// Every byte that came.
    heard: Mutex<Vec<u8>>,
    changed: Condvar,
}

/// Where the program runs, unless a test says otherwise.
const ENVIRONMENT: [(&str, &str); 2] = [("TERM", "xterm-256color"), ("LANG", "C.UTF-8")];

impl Pty {
    /// Starts the program with the small pack.
    pub(super) fn start(columns: u16, rows: u16, arguments: &[&str]) -> Self {
        Self::start_in(columns, rows, arguments, &[])
    }

    /// The same, with other or further variables in its environment.
    pub(super) fn start_in(
        columns: u16,
        rows: u16,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let arguments: Vec<_> = SMALL.iter().chain(arguments).copied().collect();
        Self::run(columns, rows, &arguments, environment)
    }

    /// Starts the program with these arguments and no others.
    pub(crate) fn run(
        columns: u16,
        rows: u16,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        Self::spawn(columns, rows, command(arguments, environment))
    }

    /// Starts the program with the small pack from a shell that gets the terminal when it is suspended.
    pub(super) fn in_shell(script: &str, arguments: &[&str]) -> Self {
        Self::spawn(200, 24, shell(script, arguments))
    }

    fn spawn(columns: u16, rows: u16, command: CommandBuilder) -> Self {
        let pair = native_pty_system()
            .openpty(pty_size(columns, rows))
            .unwrap();
        let settings = format!("{:?}", pair.master.get_termios());
        let child = pair.slave.spawn_command(command).unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let mut output = pair.master.try_clone_reader().unwrap();
        let [height, width] = [rows, columns].map(|count| NonZero::new(count).unwrap());
        let screen = Arc::new(Screen {
            parser: Mutex::new(vt100::Parser::new(height, width, 0)),
            heard: Mutex::default(),
            changed: Condvar::new(),
        });
        let fed = Arc::clone(&screen);
        let reader = thread::spawn(move || {
            let mut bytes = [0; 4096];
            // The read fails when the last program on the terminal has gone.
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                fed.heard.lock().unwrap().extend_from_slice(&bytes[..count]);
                fed.parser.lock().unwrap().process(&bytes[..count]);
                fed.changed.notify_all();
            }
        });
        Self {
            master: pair.master,
            child,
            keyboard,
            screen,
            reader: Some(reader),
            settings,
        }
    }

    /// Presses keys, each once the screen shows the text beside it.
    #[track_caller]
    pub(super) fn play(&mut self, moves: &[(&str, &str)]) {
        for (text, key) in moves {
            self.wait(text);
            self.press(key);
        }
    }

    /// Waits until the screen shows a text, and the last row of its menu, if it has one.
    #[track_caller]
    pub(crate) fn wait(&self, text: &str) {
        let last_rows = ["Quit", "Finish", "  Back", "❯ Back", "Replace it"];
        let is_drawn = |menu: &str| {
            last_rows.iter().any(|row| menu.contains(row)) || !menu.contains("Up/Down")
        };
        self.wait_for(|screen| screen.contains(text) && is_drawn(screen), text);
    }

    /// Waits until the screen is as it should be.
    #[track_caller]
    pub(crate) fn wait_for(&self, is_there: impl Fn(&str) -> bool, wanted: &str) {
        let is_shown = self.shows_within(PATIENCE, is_there);
        assert!(is_shown, "no {wanted:?} in:\n{}", self.screen());
    }

    /// Waits for a time until the screen is as it should be; returns true if it is.
    pub(super) fn shows_within(&self, time: Duration, is_there: impl Fn(&str) -> bool) -> bool {
        let deadline = Instant::now() + time;
        let mut parser = self.screen.parser.lock().unwrap();
        loop {
            if is_there(&parser.screen().contents()) {
                return true;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            parser = self.screen.changed.wait_timeout(parser, left).unwrap().0;
        }
    }

    pub(crate) fn press(&mut self, key: &str) {
        self.keyboard.write_all(key.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Makes the window larger or smaller.
    pub(super) fn resize(&self, columns: u16, rows: u16) {
        let size = pty_size(columns, rows);
        self.master.resize(size).unwrap();
        let [height, width] = [rows, columns].map(|count| NonZero::new(count).unwrap());
        let mut parser = self.screen.parser.lock().unwrap();
        parser.screen_mut().set_size(height, width);
    }

    /// Sends a signal by its name, such as `TERM`.
    pub(super) fn signal(&self, name: &str) {
        signal(self.child.process_id().unwrap(), name);
    }

    /// The process that has the terminal now.
    pub(super) fn in_front(&self) -> u32 {
        let group = self.master.process_group_leader().unwrap();
        group.try_into().unwrap()
    }

    /// Whether the terminal is set as it was before the program began.
    pub(super) fn is_as_before(&self) -> bool {
        format!("{:?}", self.master.get_termios()) == self.settings
    }

    /// Leaves the menu after the result; gives the exit code.
    #[track_caller]
    pub(crate) fn finish(&mut self) -> u32 {
        self.wait("Finish");
        self.press(ESC);
        self.exit_code()
    }

    /// Waits for the program to end, and for all it said; gives its exit code.
    pub(crate) fn exit_code(&mut self) -> u32 {
        let status = self.child.wait().unwrap();
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        status.exit_code()
    }

    /// What a person sees, without blank ends of lines.
    pub(crate) fn screen(&self) -> String {
        self.screen.parser.lock().unwrap().screen().contents()
    }

    /// Everything that the program sent to the terminal.
    pub(crate) fn heard(&self) -> Vec<u8> {
        self.screen.heard.lock().unwrap().clone()
    }

    /// Whether anything on the screen has a color.
    pub(super) fn is_colored(&self) -> bool {
        let parser = self.screen.parser.lock().unwrap();
        let (rows, columns) = parser.screen().size();
        let (rows, columns) = (rows.get(), columns.get());
        let mut cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
        cells.any(|(row, column)| {
            let cell = parser.screen().cell(row, column);
            cell.is_some_and(|cell| cell.fgcolor() != vt100::Color::Default)
        })
    }

    pub(super) fn is_cursor_hidden(&self) -> bool {
        self.screen.parser.lock().unwrap().screen().hide_cursor()
    }

    /// Whether the terminal shows what is typed and hands it on line by line, as a shell wants it.
    pub(super) fn is_cooked(&self) -> bool {
        let settings = self.master.get_termios().unwrap();
        let cooked = LocalFlags::ECHO | LocalFlags::ICANON | LocalFlags::ISIG;
        settings.local_flags.bits() & cooked.bits() == cooked.bits()
    }
}

/// The program with arguments, in an environment with nothing but what is said here.
fn command(arguments: &[&str], environment: &[(&str, &str)]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_smp"));
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command.args(arguments);
    command.env_clear();
    command.env("PATH", program_path());
    for (name, value) in ENVIRONMENT.iter().chain(environment) {
        command.env(name, value);
    }
    command
}

/// The folder of the program, where a shell finds it by its name, and the folders of a shell's commands.
fn program_path() -> OsString {
    let usual = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&usual);
    env::join_paths([program_folder().to_owned()].into_iter().chain(folders)).unwrap()
}

/// A shell with a script that is handed the program with the small pack.
pub(super) fn shell(script: &str, arguments: &[&str]) -> CommandBuilder {
    let program = [env!("CARGO_BIN_EXE_smp")];
    let words = program.iter().chain(&SMALL).chain(arguments);
    let mut command = command(&[], &[]);
    let argv = command.get_argv_mut();
    *argv = ["/bin/sh", "-c", script, "sh"].map(Into::into).to_vec();
    argv.extend(words.map(Into::into));
    command
}

/// Sends a signal to a process by its name, such as `TERM`.
pub(super) fn signal(process: u32, name: &str) {
    let process = process.to_string();
    let sent = Command::new("kill").args(["-s", name, &process]).status();
    assert!(sent.unwrap().success());
}

pub(super) fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // Already gone unless the test failed.
        _ = self.child.kill();
    }
}
