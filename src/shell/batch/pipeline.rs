//! From blocks of records to blocks of results.
//!
//! A worker turns each record of a block into a result, and into a page if pages are wanted.
//! [`super::in_order`] runs several workers and keeps the order of the blocks.

use std::sync::mpsc::{Receiver, SyncSender};

use smp_suitability::assess::Table;
use smp_suitability::batch::{
    Columns, Content, Detail, Frame, Handout, HandoutMaker, PeopleTable, Private, RecordStatus,
    ResultForm, Tally, Worker,
};
use smp_suitability::diagnostic::Code;
use smp_suitability::load::Strictness;

use super::folder::Folder;
use super::in_order;
use super::progress::Progress;
use super::sink::Sink;
use super::source::{Block, Source};
use super::stop::Stop;
use crate::shell::Failure;

/// What is done to each record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Work<'a> {
    pub(super) table: &'a Table<'a>,
    pub(super) form: ResultForm,
    /// What [`ResultForm::People`] looks like.
    pub(super) people: &'a PeopleTable,
    pub(super) private: Private,
    pub(super) columns: Option<&'a Columns>,
    pub(super) strictness: Strictness,
    pub(super) max_bytes: usize,
    /// Where a page for each record goes, and how much it says, if pages are wanted.
    pub(super) handouts: Option<(&'a Folder, Detail)>,
}

/// Does everything in one thread.
///
/// # Errors
/// If the input cannot be read, or a result or page cannot be written.
pub(super) fn run_single(
    work: Work,
    mut reader: BlockReader,
    mut writer: BlockWriter,
) -> Result<Tally, Failure> {
    let mut worker = work.worker();
    let mut block = Block::default();
    while reader.fill(&mut block)? {
        let is_over = work.do_block(&mut worker, &mut block);
        writer.write(&mut block)?;
        if is_over {
            break;
        }
    }
    Ok(worker.results.tally().clone())
}

/// Does the same with several workers, a thread that reads for them, and this one to write.
///
/// # Errors
/// As in [`run_single`].
pub(super) fn run_parallel(
    work: Work,
    jobs: usize,
    mut reader: BlockReader,
    mut writer: BlockWriter,
) -> Result<Tally, Failure> {
    let tallies = in_order::run(
        jobs,
        |block| reader.fill(block),
        |blocks, done| work.do_blocks(blocks, &done),
        |block| writer.write(block),
    )?;
    let mut tally = Tally {
        private: work.private,
        ..Tally::new(work.table)
    };
    for other in &tallies {
        tally.add(other);
    }
    Ok(tally)
}

/// Reads blocks, until the input ends or the run is to stop.
pub(super) struct BlockReader<'a> {
    pub(super) source: &'a mut Source,
    pub(super) stop: &'a Stop,
    /// Records at the beginning of the input that have their result already.
    pub(super) skip: u64,
}

impl BlockReader<'_> {
    /// Reads the next block; `false` if there is none.
    fn fill(&mut self, block: &mut Block) -> Result<bool, Failure> {
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

/// Writes blocks, and counts them.
pub(super) struct BlockWriter<'a> {
    pub(super) sink: &'a mut Sink,
    /// Where pages are named, if there are any.
    pub(super) folder: Option<&'a Folder>,
    pub(super) progress: &'a mut Progress,
    pub(super) stop: &'a Stop,
}

impl BlockWriter<'_> {
    /// Writes the results of a block, and names its pages.
    ///
    /// # Errors
    /// If that fails, or a worker could not write a page of the block.
    fn write(&mut self, block: &mut Block) -> Result<(), Failure> {
        let written = self.write_results(block);
        self.stop.end_block(block.assessed, block.failed);
        self.progress.show(block, self.stop);
        written
    }

    fn write_results(&mut self, block: &mut Block) -> Result<(), Failure> {
        let mut pages = Vec::new();
        let mut named = Ok(());
        if let (Some(folder), None) = (self.folder, &block.failure) {
            // Named first, since a workbook links to them.
            for handout in block.handouts.drain(..) {
                match folder.name(&handout) {
                    Ok(page) => pages.push(page),
                    Err(failure) => {
                        named = Err(failure);
                        break;
                    }
                }
            }
        }
        self.sink.write(&block.out, &pages)?;
        block.failure.take().map_or(named, Err)
    }
}

/// What one thread makes results with, and pages if they are wanted.
struct RecordWorker<'table> {
    results: Worker<'table>,
    pages: Option<HandoutMaker<'table>>,
}

impl<'a> Work<'a> {
    fn worker(self) -> RecordWorker<'a> {
        let maker = |(_, detail)| {
            HandoutMaker::new(self.table, detail)
                .with_private(self.private)
                .with_strictness(self.strictness)
        };
        RecordWorker {
            results: match self.form {
                ResultForm::People => Worker::of_people(self.table, self.people),
                form => Worker::new(self.table, form),
            }
            .with_private(self.private)
            .with_strictness(self.strictness),
            pages: self.handouts.map(maker),
        }
    }

    fn do_blocks(self, blocks: Receiver<Block>, done: &SyncSender<Block>) -> Tally {
        let mut worker = self.worker();
        for mut block in blocks {
            self.do_block(&mut worker, &mut block);
            if done.send(block).is_err() {
                break; // writing has failed
            }
        }
        worker.results.tally().clone()
    }

    /// Works on each record of a block; `true` if a bad one or a failure ends the run.
    fn do_block(self, worker: &mut RecordWorker, block: &mut Block) -> bool {
        let Block {
            bytes,
            frames,
            out,
            handouts,
            failure,
            assessed,
            failed,
            ..
        } = block;
        out.clear();
        (*assessed, *failed) = (0, 0);
        for &frame in frames.iter() {
            if let (Some(maker), Some((folder, _))) = (&mut worker.pages, self.handouts) {
                match self.make_page(maker, folder, frame, bytes) {
                    Ok(handout) => handouts.push(handout),
                    Err(error) => {
                        *failure = Some(error);
                        return true;
                    }
                }
            }
            match self.do_record(&mut worker.results, frame, bytes, out) {
                RecordStatus::Assessed => *assessed += 1,
                RecordStatus::Failed => *failed += 1,
            }
            if self.strictness == Strictness::Exact && *failed > 0 {
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
        Frame { start, content }: Frame,
        bytes: &[u8],
    ) -> Result<Handout, Failure> {
        let (handout, page) = match content {
            Content::Record(from, to) => {
                let text = bytes.get(from..to).unwrap_or_default();
                match self.columns {
                    None => maker.json(start, text),
                    Some(columns) => maker.row(start, columns, text),
                }
            }
            Content::TooLong => (Handout::of_problem(start, self.too_long()), None),
            Content::Malformed(what) => (Handout::of_problem(start, what.to_owned()), None),
        };
        if let Some(page) = page {
            folder.write(&handout, &page)?;
        }
        Ok(handout)
    }

    fn too_long(self) -> String {
        format!("the record is longer than {} bytes", self.max_bytes)
    }

    #[inline]
    fn do_record(
        self,
        worker: &mut Worker,
        Frame { start, content }: Frame,
        bytes: &[u8],
        out: &mut Vec<u8>,
    ) -> RecordStatus {
        match content {
            Content::Record(from, to) => {
                let text = bytes.get(from..to).unwrap_or_default();
                match self.columns {
                    None => worker.json(start, text, out),
                    Some(columns) => worker.row(start, columns, text, out),
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
                worker.write_error_record_at(start, Code::LineTooLong, message, help, out)
            }
            Content::Malformed(what) => {
                let help = match self.columns {
                    None => "look here and just before; nothing after it was read",
                    Some(_) => {
                        "close the quote that opens in this row; it took in all rows after it"
                    }
                };
                worker.write_error_record_at(start, Code::Syntax, what.to_owned(), help, out)
            }
        }
    }
}
