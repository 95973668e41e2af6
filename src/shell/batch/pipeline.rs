//! Blocks from the reader to the workers to the writer, in order whatever the number of workers.
//!
//! Block after block goes to worker after worker, and the writer takes them back in the same turn,
//! so nothing has to be sorted. There are only so many blocks: a slow writer makes the reader wait.

use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

use smp_suitability::assess::Table;
use smp_suitability::batch::{
    Columns, Detail, Form, Handout, HandoutMaker, Outcome, Tally, Worker,
};
use smp_suitability::diagnostic::Code;

use super::folder::Folder;
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
    /// Where a page for each record goes, and how much it says, if pages are wanted.
    pub(super) handouts: Option<(&'a Folder, Detail)>,
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
    let mut worker = work.worker();
    let mut block = Block::default();
    let mut skip = ends.skip;
    while !ends.stop.is_asked() && ends.source.fill(&mut block, ends.stop)? {
        ends.stop.begin_block();
        skip_done(&mut block, &mut skip);
        let is_over = work.do_block(&mut worker, &mut block);
        let written = work.write(&mut block, ends.sink);
        ends.stop.end_block(block.assessed, block.failed);
        ends.progress.show(&block, ends.stop);
        written?;
        if is_over {
            break;
        }
    }
    Ok(worker.0.tally().clone())
}

/// Does the same with several workers beside the reader and the writer.
pub(super) fn together(work: Work, jobs: usize, ends: Ends) -> Result<Tally, Failure> {
    let Ends {
        source,
        sink,
        progress,
        stop,
        mut skip,
    } = ends;
    thread::scope(|scope| {
        let (give_back, empty) = channel();
        for _ in 0..jobs * 2 + 2 {
            _ = give_back.send(Block::default()); // the other end is right here
        }
        let mut to_workers = Vec::new();
        let mut from_workers = Vec::new();
        let mut workers = Vec::new();
        for _ in 0..jobs {
            let (to_worker, work_here) = sync_channel::<Block>(2);
            let (done_here, from_worker) = sync_channel::<Block>(2);
            to_workers.push(to_worker);
            from_workers.push(from_worker);
            workers.push(scope.spawn(move || work.do_blocks(&work_here, &done_here)));
        }
        let writer = scope.spawn(move || -> Result<(), Failure> {
            for from_worker in from_workers.iter().cycle() {
                let Ok(mut block) = from_worker.recv() else {
                    break; // the worker whose turn it is has nothing more, so nobody has
                };
                let written = work.write(&mut block, sink);
                stop.end_block(block.assessed, block.failed);
                progress.show(&block, stop);
                written?;
                _ = give_back.send(block); // the reader may be done
            }
            Ok(())
        });
        let mut read = Ok(());
        for to_worker in to_workers.iter().cycle() {
            // If nothing comes back, the writer gave up, and says why.
            let Ok(mut block) = empty.recv() else { break };
            match source.fill(&mut block, stop) {
                Ok(true) if !stop.is_asked() => {}
                Ok(_) => break,
                Err(failure) => {
                    read = Err(failure);
                    break;
                }
            }
            stop.begin_block();
            skip_done(&mut block, &mut skip);
            if to_worker.send(block).is_err() {
                break;
            }
        }
        drop(to_workers);
        let mut tally = Tally::new(work.table.pack());
        for worker in workers {
            tally.add(&worker.join().expect("a worker does not panic"));
        }
        writer.join().expect("the writer does not panic")?;
        read.map(|()| tally)
    })
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

/// Who makes results, and pages if they are wanted.
type Workers<'table> = (Worker<'table>, Option<HandoutMaker<'table>>);

impl<'a> Work<'a> {
    fn worker(self) -> Workers<'a> {
        let maker = |(_, detail)| HandoutMaker::new(self.table, detail);
        let worker = Worker::new(self.table, self.form);
        (worker, self.handouts.map(maker))
    }

    /// Writes the results of a block, and names its pages.
    fn write(self, block: &mut Block, sink: &mut Sink) -> Result<(), Failure> {
        sink.write(&block.out)?;
        if let Some(failure) = block.failure.take() {
            return Err(failure);
        }
        self.handouts.map_or(Ok(()), |(folder, _)| {
            let mut handouts = block.handouts.drain(..);
            handouts.try_for_each(|handout| folder.name(&handout))
        })
    }

    fn do_blocks(self, blocks: &Receiver<Block>, done: &SyncSender<Block>) -> Tally {
        let mut worker = self.worker();
        for mut block in blocks {
            self.do_block(&mut worker, &mut block);
            if done.send(block).is_err() {
                break; // the writer gave up
            }
        }
        worker.0.tally().clone()
    }

    /// Works on every record of a block; `true` if a bad one ends the run.
    fn do_block(self, (worker, maker): &mut Workers, block: &mut Block) -> bool {
        let Block {
            bytes,
            pieces,
            out,
            handouts,
            failure,
            assessed,
            failed,
            ..
        } = block;
        out.clear();
        (*assessed, *failed) = (0, 0);
        for &piece in pieces.iter() {
            if let (Some(maker), Some((folder, _))) = (maker.as_mut(), self.handouts) {
                match self.make_page(maker, folder, piece, bytes) {
                    Ok(handout) => handouts.push(handout),
                    Err(error) => {
                        *failure = Some(error);
                        return true;
                    }
                }
            }
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

    /// Makes the page of a record and writes it, if the record can be read.
    fn make_page(
        self,
        maker: &mut HandoutMaker,
        folder: &Folder,
        Piece { start, content }: Piece,
        bytes: &[u8],
    ) -> Result<Handout, Failure> {
        let (handout, page) = match content {
            Content::Record(from, to) => {
                let text = bytes.get(from..to).unwrap_or_default();
                match self.columns {
                    None => maker.json(start, text),
                    Some((columns, delimiter)) => maker.row(start, (columns, *delimiter), text),
                }
            }
            Content::TooLong => (Handout::of_problem(start, self.too_long()), None),
            Content::Broken(what) => (Handout::of_problem(start, what.to_owned()), None),
        };
        if let Some(page) = page {
            folder.write(&handout, &page)?;
        }
        Ok(handout)
    }

    fn too_long(self) -> String {
        format!("the record is longer than {} bytes", self.longest)
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
                let message = self.too_long();
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
