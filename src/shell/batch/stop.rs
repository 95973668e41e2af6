//! Ctrl-C during a batch: records that were read are finished, and the exit message says how far the run came.

use std::fmt;
use std::io::{self, Write as _};
use std::process;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// The exit code of a program that Ctrl-C ended: 128 and the number of the signal.
const CANCELLED: i32 = 130;

/// How often the handler checks that everything is written. Shorter than anyone notices.
const POLL_INTERVAL: Duration = Duration::from_millis(5);

/// The request to stop, and how far the work is; shared by all threads and the signal handler.
#[derive(Debug, Clone, Default)]
pub(super) struct Stop(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    is_asked: AtomicBool,
    is_waiting: AtomicBool,
    /// Blocks that were read and are not yet written.
    in_work: AtomicU64,
    assessed: AtomicU64,
    failed: AtomicU64,
    /// How to continue. The thread that holds the lock prints the exit message.
    exit_message: Mutex<String>,
    /// What is done before the exit message is printed.
    on_interrupt: Mutex<Option<InterruptHook>>,
}

/// Called when the work is stopped; returns a sentence for the end of the exit message.
struct InterruptHook(Box<dyn FnOnce() -> String + Send>);

impl fmt::Debug for InterruptHook {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("InterruptHook")
    }
}

impl Stop {
    /// Installs the handler. To be called once, before there are other threads.
    ///
    /// A signal that is ignored already stays ignored: with `nohup` a run outlives its terminal.
    pub(super) fn install(exit_message: String) -> io::Result<Self> {
        #[cfg(target_os = "linux")]
        ignored::keep();
        let stop = Self::default();
        *stop.lock() = exit_message;
        let handler = stop.clone();
        ctrlc::set_handler(move || {
            if handler.0.is_asked.swap(true, SeqCst) {
                process::exit(CANCELLED); // the second Ctrl-C does not wait for anything
            }
            let waiting = handler.clone();
            thread::spawn(move || waiting.end_if_nothing_comes());
        })
        .map_err(io::Error::other)?;
        Ok(stop)
    }

    pub(super) fn is_asked(&self) -> bool {
        self.0.is_asked.load(SeqCst)
    }

    /// Calls `read`, which may wait forever: meanwhile the handler may end the process.
    pub(super) fn while_waiting<Read>(&self, read: impl FnOnce() -> Read) -> Read {
        self.0.is_waiting.store(true, SeqCst);
        let read = read();
        self.0.is_waiting.store(false, SeqCst);
        read
    }

    /// A block was read.
    pub(super) fn begin_block(&self) {
        self.0.in_work.fetch_add(1, SeqCst);
    }

    /// A block was written.
    pub(super) fn end_block(&self, assessed: u64, failed: u64) {
        self.0.assessed.fetch_add(assessed, SeqCst);
        self.0.failed.fetch_add(failed, SeqCst);
        self.0.in_work.fetch_sub(1, SeqCst);
    }

    /// Records assessed and failed so far.
    pub(super) fn counts(&self) -> (u64, u64) {
        (self.0.assessed.load(SeqCst), self.0.failed.load(SeqCst))
    }

    /// Sets what is called if the work is stopped; the exit message ends with what it returns.
    pub(super) fn on_interrupt(&self, act: impl FnOnce() -> String + Send + 'static) {
        *unpoisoned(&self.0.on_interrupt) = Some(InterruptHook(Box::new(act)));
    }

    /// Prints how far the run came. It never unlocks the message, so no other thread can print it again.
    pub(super) fn print_exit_message(&self) {
        let exit_message = self.lock();
        let (assessed, failed) = self.counts();
        let act = unpoisoned(&self.0.on_interrupt).take();
        let done = act.map_or_else(String::new, |InterruptHook(act)| act());
        // If standard error is closed, the exit code says the same.
        _ = writeln!(
            io::stderr(),
            "\nStopped after {} records: {assessed} assessed, {failed} failed. {exit_message}{done}",
            assessed + failed
        );
        std::mem::forget(exit_message);
    }

    /// Ends the process once everything that was read is written and the reader waits for more input.
    fn end_if_nothing_comes(&self) {
        while !(self.0.is_waiting.load(SeqCst) && self.0.in_work.load(SeqCst) == 0) {
            thread::sleep(POLL_INTERVAL); // if input comes after all, the reader ends the work itself
        }
        self.print_exit_message();
        process::exit(CANCELLED);
    }

    fn lock(&self) -> MutexGuard<'_, String> {
        unpoisoned(&self.0.exit_message)
    }
}

fn unpoisoned<Content>(mutex: &Mutex<Content>) -> MutexGuard<'_, Content> {
    // No writer can leave it half written, even by a panic.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(target_os = "linux")]
mod ignored {
    use std::fs;

    use nix::sys::signal::{SigSet, Signal};

    /// Blocks the signals that this process was started to ignore, since the handler would undo that.
    pub(super) fn keep() {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let handled = [Signal::SIGHUP, Signal::SIGINT, Signal::SIGTERM];
        let ignored: SigSet = handled
            .into_iter()
            .filter(|signal| is_ignored(&status, *signal))
            .collect();
        // Threads inherit the blocked signals of the thread that starts them.
        _ = ignored.thread_block();
    }

    /// Reads the line `SigIgn`: a number whose lowest bit is signal 1.
    fn is_ignored(status: &str, signal: Signal) -> bool {
        let mut lines = status.lines();
        let mask = lines
            .find_map(|line| line.strip_prefix("SigIgn:"))
            .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
        mask.is_some_and(|mask| mask >> (signal as i32 - 1) & 1 == 1)
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn the_lowest_bit_is_the_first_signal() {
            let status = "SigBlk:\t0000000000000002\nSigIgn:\t0000000000004001\n";
            assert!(is_ignored(status, Signal::SIGHUP));
            assert!(is_ignored(status, Signal::SIGTERM));
            assert!(!is_ignored(status, Signal::SIGINT));
            assert!(!is_ignored("", Signal::SIGHUP));
        }
    }
}
