//! Somebody who talks to the program in lines, one prompt after the other.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdin, Command, Stdio};

use super::pty::signal;

/// The program, and what it is asked through and answers with.
pub(crate) struct Person {
    child: Child,
    keyboard: ChildStdin,
    screen: BufReader<ChildStderr>,
}

impl Person {
    /// Starts an interview about every question, whose answers are saved.
    pub(crate) fn start(pack: &[&str], file: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_smp"))
            .args(["--plain", "--all", "--answers"])
            .arg(file)
            .args(pack)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            keyboard: child.stdin.take().unwrap(),
            screen: BufReader::new(child.stderr.take().unwrap()),
            child,
        }
    }

    /// What is shown up to the next prompt, in one line; nothing if there is none any more.
    pub(crate) fn read(&mut self) -> Option<String> {
        let mut shown = Vec::new();
        loop {
            if self.screen.read_until(b' ', &mut shown).unwrap() == 0 {
                return None;
            }
            let text = String::from_utf8_lossy(&shown).replace('\n', " ");
            if text.ends_with(" q to quit: ") {
                return Some(text);
            }
        }
    }

    pub(crate) fn write(&mut self, line: &str) {
        self.keyboard.write_all(line.as_bytes()).unwrap();
    }

    /// The result of an interview that is done.
    pub(super) fn result(mut self) -> String {
        let mut result = String::new();
        let mut stdout = self.child.stdout.take().unwrap();
        stdout.read_to_string(&mut result).unwrap();
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
        result
    }

    /// The exit code of an interview that ends by itself, and all it says from now on.
    pub(crate) fn rest(mut self) -> (Option<i32>, String) {
        let mut said = String::new();
        self.screen.read_to_string(&mut said).unwrap();
        (self.child.wait().unwrap().code(), said)
    }

    /// Ends an interview with a signal.
    pub(crate) fn end(mut self, how: &str) {
        signal(self.child.id(), how);
        let code = self.child.wait().unwrap().code();
        assert_eq!(code, (how != "KILL").then_some(130));
    }
}
