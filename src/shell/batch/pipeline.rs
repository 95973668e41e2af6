//! Blocks of records in, blocks of results out, in order whatever the number of threads.
//!
//! A thread reads a block, works on it and writes it when it is its turn, so no thread only reads or writes.

use std::thread::{self, ScopedJoinHandle};

use smp_suitability::assess::Table;
use smp_suitability::batch::{
    Columns, Content, Detail, Frame, Handout, HandoutMaker, Private, RecordStatus, ResultForm,
    Tally, Worker,
};
use smp_suitability::diagnostic::Code;

use super::entrance::{Entrance, Reader};
use super::exit::{Exit, Pen};
use super::folder::Folder;
use super::source::Block;
use crate::shell::Failure;

/// What is done to every record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Work<'a> {
    pub(super) table: &'a Table<'a>,
    pub(super) form: ResultForm,
    pub(super) private: Private,
    pub(super) columns: Option<&'a (Columns, u8)>,
    pub(super) is_strict: bool,
    pub(super) longest: usize,
    /// Where a page for each record goes, and how much it says, if pages are wanted.
    pub(super) handouts: Option<(&'a Folder, Detail)>,
}

/// Does everything in one thread.
pub(super) fn alone(work: Work, mut reader: Reader, mut pen: Pen) -> Result<Tally, Failure> {
    let mut worker = work.worker();
    let mut block = Block::default();
    while reader.fill(&mut block)? {
        let is_over = work.do_block(&mut worker, &mut block);
        pen.write(&mut block)?;
        if is_over {
            break;
        }
    }
    Ok(worker.0.tally().clone())
}

/// Does the same in several threads: each takes a block, works on it and hands it in.
pub(super) fn together(
    work: Work,
    jobs: usize,
    reader: Reader,
    pen: Pen,
) -> Result<Tally, Failure> {
    let entrance = Entrance::new(reader);
    let exit = Exit::new(pen, 2 * jobs as u64);
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
    let mut tally = Tally {
        private: work.private,
        ..Tally::new(work.table)
    };
    for other in &tallies {
        tally.add(other);
    }
    Ok(tally)
}

/// Who makes results, and pages if they are wanted.
type Workers<'table> = (Worker<'table>, Option<HandoutMaker<'table>>);

impl<'a> Work<'a> {
    fn worker(self) -> Workers<'a> {
        let maker = |(_, detail)| HandoutMaker::new(self.table, detail).with_private(self.private);
        let worker = Worker::new(self.table, self.form).with_private(self.private);
        (worker, self.handouts.map(maker))
    }

    fn do_blocks(self, entrance: &Entrance, exit: &Exit) -> Tally {
        let mut worker = self.worker();
        let mut block = Block::default();
        let _debtor = exit.debtor();
        while let Some(number) = entrance.fill(&mut block) {
            self.do_block(&mut worker, &mut block);
            match exit.hand_in(number, block) {
                Some(spare) => block = spare,
                None => break, // nothing can be written any more
            }
        }
        worker.0.tally().clone()
    }

    /// Works on every record of a block; `true` if a bad one ends the run.
    fn do_block(self, (worker, maker): &mut Workers, block: &mut Block) -> bool {
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
            if let (Some(maker), Some((folder, _))) = (maker.as_mut(), self.handouts) {
                match self.make_page(maker, folder, frame, bytes) {
                    Ok(handout) => handouts.push(handout),
                    Err(error) => {
                        *failure = Some(error);
                        return true;
                    }
                }
            }
            match self.do_piece(worker, frame, bytes, out) {
                RecordStatus::Assessed => *assessed += 1,
                RecordStatus::Failed => *failed += 1,
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
        Frame { start, content }: Frame,
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
            Content::Malformed(what) => (Handout::of_problem(start, what.to_owned()), None),
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
        Frame { start, content }: Frame,
        bytes: &[u8],
        out: &mut Vec<u8>,
    ) -> RecordStatus {
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
                worker.write_error_record_at(start, (Code::LineTooLong, message, help), out)
            }
            Content::Malformed(what) => {
                let help = match self.columns {
                    None => "look here and just before; nothing after it was read",
                    Some(_) => {
                        "close the quote that opens in this row; it took in all rows after it"
                    }
                };
                worker.write_error_record_at(start, (Code::Syntax, what.to_owned(), help), out)
            }
        }
    }
}
