//! A terminal that is closed: the program ends, whatever it was waiting for.

use std::io::{Read as _, Write as _};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, native_pty_system};

use super::pty::{ENTER, pty_size, shell};

/// Plays keys, each once the text beside it was shown, and closes the terminal at the last text.
fn closed(arguments: &[&str], moves: &[(&str, &str)]) -> Box<dyn Child + Send + Sync> {
    let pair = native_pty_system().openpty(pty_size(80, 24)).unwrap();
    // Without a key for the end of the input, the keyboard does not press it when it is dropped.
    let program = shell("stty eof undef; exec \"$@\"", arguments);
    let child = pair.slave.spawn_command(program).unwrap();
    drop(pair.slave);
    let mut keyboard = pair.master.take_writer().unwrap();
    // Read in this thread: one that waits for more would keep the terminal open.
    let mut output = pair.master.try_clone_reader().unwrap();
    let mut shown = Vec::new();
    for (text, key) in moves {
        while !String::from_utf8_lossy(&shown).contains(text) {
            let mut bytes = [0; 1024];
            let count = output.read(&mut bytes).unwrap();
            shown.extend(&bytes[..count]);
        }
        shown.clear();
        keyboard.write_all(key.as_bytes()).unwrap();
    }
    child
}

#[test]
fn at_every_prompt_a_closed_terminal_ends_the_program() {
    let menus = [
        ("❯ Black", ENTER),
        ("❯ No, never", ENTER),
        ("❯ [ ] None of these", ENTER),
        ("See my result", ENTER),
        ("All correct", ""),
    ];
    let lines = [
        ("Question 1", "1\n"),
        ("Question 2", "1\n"),
        ("Question 3", "none\n"),
        ("What's next?", "1\n"),
        ("Is everything right?", ""),
    ];
    let mut children = Vec::new();
    for (arguments, way) in [(&[][..], menus), (&["--plain"], lines)] {
        for last in 0..way.len() {
            let moves = [&way[..last], &[(way[last].0, "")]].concat();
            children.push(closed(arguments, &moves));
        }
    }
    let deadline = Instant::now() + Duration::from_secs(20);
    for mut child in children {
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if Instant::now() > deadline {
                child.kill().unwrap();
                panic!("it goes on without a terminal");
            }
            thread::yield_now();
        };
        assert_eq!(status.exit_code(), 130);
    }
}
