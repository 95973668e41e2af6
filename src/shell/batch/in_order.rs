//! A reader, workers and one ordered writer, with bounded channels between them.
//!
//! Blocks are dealt to the workers in turn, and collected from them in the same turn. So they are written in the
//! order in which they were read, without numbers and without a reorder buffer. With two workers:
//!
//! ```text
//! reader    1 2 3 4 5    deals 1 to A, 2 to B, 3 to A, …
//! worker A  1   3   5
//! worker B    2   4      done with 2 before A is done with 1: queues it for the writer and takes 4
//! writer    1 2 3 4 5    waits for A's 1, takes B's 2, waits for A's 3, …
//! ```
//!
//! Since the channels are bounded, a slow writer makes the workers wait and they make the reader wait, so memory
//! does not grow with the input. A thread that ends early, by a failure or a panic, closes its channels, and
//! that ends those before and after it: no thread waits for a block that never comes.

use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread;

/// Blocks that wait before each worker, and again behind it. One keeps a worker busy; each takes a megabyte.
const QUEUED: usize = 1;

/// Reads blocks, works on them in several threads, and writes them in the order in which they were read.
///
/// `read` fills a new block or a used one, and returns false at the end of the input. `work` is called once in
/// each thread: it passes on each block that it receives, until there is none or none is taken any more.
/// `write` is called in this thread. Returns what each call of `work` returned.
///
/// # Errors
/// The first of `write`, else that of `read`.
///
/// # Panics
/// If `read` or `work` does, once all threads have ended.
pub(super) fn run<Block: Default + Send, Summary: Send, Failure: Send>(
    jobs: usize,
    read: impl FnMut(&mut Block) -> Result<bool, Failure> + Send,
    work: impl Fn(Receiver<Block>, SyncSender<Block>) -> Summary + Sync,
    write: impl FnMut(&mut Block) -> Result<(), Failure>,
) -> Result<Vec<Summary>, Failure> {
    let (used_sender, used) = mpsc::channel();
    let (to_workers, received): (Vec<_>, Vec<_>) =
        (0..jobs).map(|_| mpsc::sync_channel(QUEUED)).unzip();
    let (done, from_workers): (Vec<_>, Vec<_>) =
        (0..jobs).map(|_| mpsc::sync_channel(QUEUED)).unzip();
    thread::scope(|scope| {
        let channels = received.into_iter().zip(done);
        let work = &work;
        let workers: Vec<_> = channels
            .map(|(received, done)| scope.spawn(move || work(received, done)))
            .collect();
        let reader = scope.spawn(move || deal(read, &to_workers, &used));
        let written = collect(write, from_workers, &used_sender);
        let read = reader.join().expect("the reader does not panic");
        let summaries: Vec<_> = workers
            .into_iter()
            .map(|worker| worker.join().expect("a worker does not panic"))
            .collect();
        written.and(read).map(|()| summaries)
    })
}

/// Reads a block for each worker in turn, until the input ends or the worker whose turn it is takes no more.
fn deal<Block: Default, Failure>(
    mut read: impl FnMut(&mut Block) -> Result<bool, Failure>,
    to_workers: &[SyncSender<Block>],
    used: &Receiver<Block>,
) -> Result<(), Failure> {
    for to_worker in to_workers.iter().cycle() {
        let mut block = used.try_recv().unwrap_or_default();
        if !read(&mut block)? || to_worker.send(block).is_err() {
            break;
        }
    }
    Ok(())
}

/// Writes a block of each worker in turn, until the worker whose turn it is has ended.
///
/// It owns the channels, so they are closed when it returns, and a failure to write ends the workers too.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the end of this function closes the channels"
)]
fn collect<Block, Failure>(
    mut write: impl FnMut(&mut Block) -> Result<(), Failure>,
    from_workers: Vec<Receiver<Block>>,
    used: &Sender<Block>,
) -> Result<(), Failure> {
    for from_worker in from_workers.iter().cycle() {
        let Ok(mut block) = from_worker.recv() else {
            break;
        };
        write(&mut block)?;
        _ = used.send(block); // fails if the reader has ended, and then no block is needed
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    /// Reads the numbers up to a last one.
    fn numbers(last: u32) -> impl FnMut(&mut u32) -> Result<bool, u32> + Send {
        let mut numbers = 1..=last;
        move |block| {
            let number = numbers.next();
            *block = number.unwrap_or_default();
            Ok(number.is_some())
        }
    }

    /// Passes on what a step makes of each block, and counts the blocks.
    fn each(
        step: impl Fn(u32) -> u32 + Sync,
    ) -> impl Fn(Receiver<u32>, SyncSender<u32>) -> u32 + Sync {
        move |received, done| {
            let sent = received.iter().map(|block| done.send(step(block)));
            sent.take_while(Result::is_ok).fold(0, |count, _| count + 1)
        }
    }

    #[test]
    fn blocks_are_written_in_the_order_in_which_they_were_read() {
        for (jobs, last) in [(1, 0), (1, 7), (2, 7), (3, 1), (5, 1_000)] {
            // Some blocks take far longer than those next to them.
            let step =
                |block| (0..block % 7 * 10_000).fold(block, std::hint::black_box(|kept, _| kept));
            let mut written = Vec::new();
            let write = |block: &mut u32| {
                written.push(*block);
                Ok(())
            };
            let counts = run(jobs, numbers(last), each(step), write);
            assert_eq!(counts.map(|counts| counts.iter().sum()), Ok(last));
            assert!(written.into_iter().eq(1..=last));
        }
    }

    #[test]
    fn a_failure_to_write_ends_an_input_without_end() {
        let write = |block: &mut u32| if *block < 9 { Ok(()) } else { Err(*block) };
        let ended = run(3, numbers(u32::MAX), each(|block| block), write);
        assert_eq!(ended, Err(9));
    }

    #[test]
    fn a_failure_to_read_comes_after_all_blocks_before_it_are_written() {
        let mut read_number = numbers(u32::MAX);
        let read = |block: &mut u32| {
            read_number(block)?;
            if *block < 9 { Ok(true) } else { Err(*block) }
        };
        let mut written = Vec::new();
        let write = |block: &mut u32| {
            written.push(*block);
            Ok(())
        };
        assert_eq!(run(3, read, each(|block| block), write), Err(9));
        assert!(written.into_iter().eq(1..9));
    }

    #[test]
    fn a_worker_that_panics_ends_an_input_without_end() {
        let mut written = Vec::new();
        let write = |block: &mut u32| {
            written.push(*block);
            Ok(())
        };
        let step = |block| {
            // Unlike a panic, this prints nothing.
            if block == 9 {
                std::panic::resume_unwind(Box::new("a panic"));
            }
            block
        };
        let ended = catch_unwind(AssertUnwindSafe(|| {
            run(3, numbers(u32::MAX), each(step), write)
        }));
        assert!(ended.is_err());
        assert!(written.into_iter().eq(1..9));
    }
}
