//! Where blocks leave in the order in which they came in, whoever is done first.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::folder::Folder;
use super::progress::Progress;
use super::sink::Sink;
use super::source::Block;
use super::stop::Stop;
use crate::shell::Failure;

/// Writes blocks, and counts them.
pub(super) struct Pen<'a> {
    pub(super) sink: &'a mut Sink,
    /// Where pages are named, if there are any.
    pub(super) folder: Option<&'a Folder>,
    pub(super) progress: &'a mut Progress,
    pub(super) stop: &'a Stop,
}

impl Pen<'_> {
    /// Writes the results of a block, and names its pages.
    ///
    /// # Errors
    /// If that cannot be done, or a page could not be written before.
    pub(super) fn write(&mut self, block: &mut Block) -> Result<(), Failure> {
        let written = self.write_results(block);
        self.stop.end_block(block.assessed, block.failed);
        self.progress.show(block, self.stop);
        written
    }

    fn write_results(&mut self, block: &mut Block) -> Result<(), Failure> {
        self.sink.write(&block.out)?;
        if let Some(failure) = block.failure.take() {
            return Err(failure);
        }
        let mut handouts = block.handouts.drain(..);
        self.folder.map_or(Ok(()), |folder| {
            handouts.try_for_each(|handout| folder.name(&handout))
        })
    }
}

/// Lets blocks out in the order of their numbers. Blocks that are done too early wait here, but only so many:
/// a slow sink makes everybody wait.
pub(super) struct Exit<'a> {
    /// How far ahead of the next block others may be.
    most: u64,
    queue: Mutex<Queue>,
    /// A block was written, or nothing will be any more.
    moved: Condvar,
    pen: Mutex<Pen<'a>>,
}

#[derive(Default)]
struct Queue {
    /// The number of the block to be written next.
    next: u64,
    waiting: BTreeMap<u64, Block>,
    /// Blocks that were written, to be filled again.
    spare: Vec<Block>,
    is_writing: bool,
    /// Somebody will never hand in a block, so those after it need not wait.
    is_abandoned: bool,
    failure: Option<Failure>,
}

impl Queue {
    fn goes_on(&self) -> bool {
        !self.is_abandoned && self.failure.is_none()
    }
}

/// Held by somebody who owes a block: if a panic ends them, nobody waits for it.
pub(super) struct Debtor<'a> {
    queue: &'a Mutex<Queue>,
    moved: &'a Condvar,
}

impl Drop for Debtor<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            let queue = self.queue.lock();
            queue.unwrap_or_else(PoisonError::into_inner).is_abandoned = true;
            self.moved.notify_all();
        }
    }
}

impl<'a> Exit<'a> {
    pub(super) fn new(pen: Pen<'a>, most: u64) -> Self {
        Self {
            most,
            queue: Mutex::default(),
            moved: Condvar::new(),
            pen: Mutex::new(pen),
        }
    }

    /// To be held by whoever hands in blocks.
    pub(super) fn debtor(&self) -> Debtor<'_> {
        Debtor {
            queue: &self.queue,
            moved: &self.moved,
        }
    }

    /// Takes a block that is done, and gives another to be filled; nothing if writing has failed.
    pub(super) fn hand_in(&self, number: u64, block: Block) -> Option<Block> {
        let mut queue = self.lock();
        while queue.goes_on() && number >= queue.next + self.most {
            queue = self.moved.wait(queue).expect("nobody panics in here");
        }
        queue.waiting.insert(number, block);
        if !queue.is_writing {
            queue = self.write_waiting(queue);
        }
        queue
            .goes_on()
            .then(|| queue.spare.pop().unwrap_or_default())
    }

    /// Writes every block whose turn it is; meanwhile others may hand in theirs.
    fn write_waiting<'queue>(
        &'queue self,
        mut queue: MutexGuard<'queue, Queue>,
    ) -> MutexGuard<'queue, Queue> {
        queue.is_writing = true;
        let mut next = queue.next;
        while queue.goes_on()
            && let Some(mut block) = queue.waiting.remove(&next)
        {
            drop(queue);
            let written = {
                let mut pen = self.pen.lock().expect("nobody panics in here");
                pen.write(&mut block)
            };
            queue = self.lock();
            match written {
                Ok(()) => {
                    next += 1;
                    queue.next = next;
                    queue.spare.push(block);
                }
                Err(failure) => queue.failure = Some(failure),
            }
            self.moved.notify_all();
        }
        queue.is_writing = false;
        queue
    }

    /// How writing ended.
    ///
    /// # Errors
    /// If a block could not be written.
    pub(super) fn end(self) -> Result<(), Failure> {
        let queue = self.queue.into_inner().expect("nobody panics in here");
        queue.failure.map_or(Ok(()), Err)
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().expect("nobody panics in here")
    }
}
