//! Where blocks come in, numbered, one thread at a time.

use std::sync::Mutex;

use super::source::{Block, Source};
use super::stop::Stop;
use crate::shell::Failure;

/// Reads blocks, until the input ends or the run is to stop.
pub(super) struct Reader<'a> {
    pub(super) source: &'a mut Source,
    pub(super) stop: &'a Stop,
    /// Records that have their result already.
    pub(super) skip: u64,
}

impl Reader<'_> {
    /// Reads the next block; `false` if there is none.
    ///
    /// # Errors
    /// If the input cannot be read.
    pub(super) fn fill(&mut self, block: &mut Block) -> Result<bool, Failure> {
        if self.stop.is_asked() || !self.source.fill(block, self.stop)? || self.stop.is_asked() {
            return Ok(false);
        }
        self.stop.begin_block();
        let skip = usize::try_from(self.skip).unwrap_or(usize::MAX);
        let done = block.frames.len().min(skip);
        block.frames.drain(..done);
        self.skip -= done as u64;
        Ok(true)
    }
}

/// One reader for several threads.
pub(super) struct Entrance<'a>(Mutex<Turn<'a>>);

struct Turn<'a> {
    reader: Reader<'a>,
    /// The number of the next block.
    next: u64,
    /// How reading ended, if it has.
    end: Option<Result<(), Failure>>,
}

impl<'a> Entrance<'a> {
    pub(super) fn new(reader: Reader<'a>) -> Self {
        Self(Mutex::new(Turn {
            reader,
            next: 0,
            end: None,
        }))
    }

    /// Reads the next block; its number, unless there is none.
    pub(super) fn fill(&self, block: &mut Block) -> Option<u64> {
        let mut turn = self.0.lock().expect("nobody panics while reading");
        if turn.end.is_some() {
            return None;
        }
        match turn.reader.fill(block) {
            Ok(true) => {
                turn.next += 1;
                Some(turn.next - 1)
            }
            end => {
                turn.end = Some(end.map(|_| ()));
                None
            }
        }
    }

    /// How reading ended.
    ///
    /// # Errors
    /// If the input could not be read.
    pub(super) fn end(self) -> Result<(), Failure> {
        let turn = self.0.into_inner().expect("nobody panics while reading");
        turn.end.unwrap_or(Ok(()))
    }
}
