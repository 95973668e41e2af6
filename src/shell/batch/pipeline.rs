//! Blocks of records in, blocks of results out, in order whatever the number of threads.
//!
//! A thread reads a block, works on it and writes it when it is its turn, so no thread only reads or writes.

use std::sync::Mutex;
use std::thread::{self, ScopedJoinHandle};

use smp_suitability::assess::Table;
use smp_suitability::batch::{Columns, Form, Outcome, Tally, Worker};
use smp_suitability::diagnostic::Code;

use super::exit::Exit;
use super::progress::Progress;
use super::sink::Sink;
use super::source::{Block, Source};
use super::split::{Content, Piece};
use super::stop::Stop;
use crate::shell::Failure;

/// What is done to every record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Work<'a> {
    pub(super) table: &'a Table<'a>,
    pub(super) form: Form,
    pub(super) columns: Option<&'a (Columns, u8)>,
    pub(super) is_strict: bool,
    pub(super) longest: usize,
}

/// Where a run reads and writes, and who watches it.
pub(super) struct Ends<'a> {
    pub(super) source: &'a mut Source,
    pub(super) sink: &'a mut Sink,
    pub(super) progress: &'a mut Progress,
    pub(super) stop: &'a Stop,
    /// Records that have their result already.
    pub(super) skip: u64,
}

/// Does everything in one thread.
pub(super) fn alone(work: Work, ends: &mut Ends) -> Result<Tally, Failure> {
    let mut worker = Worker::new(work.table, work.form);
    let mut block = Block::default();
    let mut skip = ends.skip;
    while !ends.stop.is_asked() && ends.source.fill(&mut block, ends.stop)? {
        ends.stop.begin_block();
        skip_done(&mut block, &mut skip);
        let is_over = work.do_block(&mut worker, &mut block);
        let written = ends.sink.write(&block.out);
        ends.stop.end_block(block.assessed, block.failed);
        ends.progress.show(&block, ends.stop);
        written?;
        if is_over {
            break;
        }
    }
    Ok(worker.tally().clone())
}

/// Does the same in several threads: each takes a block, works on it and hands it in.
pub(super) fn together(work: Work, jobs: usize, ends: Ends) -> Result<Tally, Failure> {
    let Ends {
        source,
        sink,
        progress,
        stop,
        skip,
    } = ends;
    let entrance = Entrance::new(source, skip, stop);
    let exit = Exit::new(sink, progress, stop, 2 * jobs as u64);
    let tallies = thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs)
            .map(|_| scope.spawn(|| work.do_blocks(&entrance, &exit)))
            .collect();
        let tallies = workers.into_iter().map(ScopedJoinHandle::join);
        tallies
            .map(|tally| tally.expect("a worker does not panic"))
            .collect::<Vec<_>>()
    });
    exit.end()?;
    entrance.end()?;
    let mut tally = Tally::new(work.table.pack());
    for other in &tallies {
        tally.add(other);
    }
    Ok(tally)
}

/// Where blocks are read, one thread at a time.
struct Entrance<'a> {
    stop: &'a Stop,
    reader: Mutex<Reader<'a>>,
}

struct Reader<'a> {
    source: &'a mut Source,
    skip: u64,
    /// The number of the next block.
    next: u64,
    end: Option<Result<(), Failure>>,
}

impl<'a> Entrance<'a> {
    fn new(source: &'a mut Source, skip: u64, stop: &'a Stop) -> Self {
        let reader = Reader {
            source,
            skip,
            next: 0,
            end: None,
        };
        Self {
            stop,
            reader: Mutex::new(reader),
        }
    }

    /// Reads the next block; its number, unless there is none.
    fn fill(&self, block: &mut Block) -> Option<u64> {
        let mut reader = self.reader.lock().expect("a worker does not panic");
        let reader = &mut *reader;
        if reader.end.is_some() || self.stop.is_asked() {
            return None;
        }
        match reader.source.fill(block, self.stop) {
            Ok(true) if !self.stop.is_asked() => {}
            Ok(_) => {
                reader.end = Some(Ok(()));
                return None;
            }
            Err(failure) => {
                reader.end = Some(Err(failure));
                return None;
            }
        }
        self.stop.begin_block();
        skip_done(block, &mut reader.skip);
        reader.next += 1;
        Some(reader.next - 1)
    }

    /// How reading ended.
    fn end(self) -> Result<(), Failure> {
        let reader = self.reader.into_inner().expect("a worker does not panic");
        reader.end.unwrap_or(Ok(()))
    }
}

/// Takes records that have their result already from a block.
fn skip_done(block: &mut Block, skip: &mut u64) {
    let done = block
        .pieces
        .len()
        .min(usize::try_from(*skip).unwrap_or(usize::MAX));
    block.pieces.drain(..done);
    *skip -= done as u64;
}

impl Work<'_> {
    fn do_blocks(self, entrance: &Entrance, exit: &Exit) -> Tally {
        let mut worker = Worker::new(self.table, self.form);
        let mut block = Block::default();
        let _debtor = exit.debtor();
        while let Some(number) = entrance.fill(&mut block) {
            self.do_block(&mut worker, &mut block);
            match exit.hand_in(number, block) {
                Some(spare) => block = spare,
                None => break, // nothing can be written any more
            }
        }
        worker.tally().clone()
    }

    /// Works on every record of a block; `true` if a bad one ends the run.
    fn do_block(self, worker: &mut Worker, block: &mut Block) -> bool {
        let Block {
            bytes,
            pieces,
            out,
            assessed,
            failed,
            ..
        } = block;
        out.clear();
        (*assessed, *failed) = (0, 0);
        for &piece in pieces.iter() {
            match self.do_piece(worker, piece, bytes, out) {
                Outcome::Assessed => *assessed += 1,
                Outcome::Failed => *failed += 1,
            }
            if self.is_strict && *failed > 0 {
                return true;
            }
        }
        false
    }

    #[inline]
    fn do_piece(
        self,
        worker: &mut Worker,
        Piece { start, content }: Piece,
        bytes: &[u8],
        out: &mut Vec<u8>,
    ) -> Outcome {
        match content {
            Content::Record(from, to) => {
                let text = bytes.get(from..to).unwrap_or_default();
                match self.columns {
                    None => worker.json(start, text, out),
                    Some((columns, delimiter)) => {
                        worker.row(start, (columns, *delimiter), text, out)
                    }
                }
            }
            Content::TooLong => {
                let message = format!("the record is longer than {} bytes", self.longest);
                let help = match self.columns {
                    None => "look for a missing line break or quote, or raise `--max-line`",
                    Some(_) => {
                        "a quote that opens here and is never closed takes in the rows after it; \
                         close it, or raise `--max-line`"
                    }
                };
                worker.refuse_at(start, (Code::LineTooLong, message, help), out)
            }
            Content::Broken(what) => {
                let help = match self.columns {
                    None => "look here and just before; nothing after it was read",
                    Some(_) => {
                        "close the quote that opens in this row; it took in all rows after it"
                    }
                };
                worker.refuse_at(start, (Code::Syntax, what.to_owned(), help), out)
            }
        }
    }
}
