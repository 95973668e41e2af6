//! The index of the pages of a run: entries in, whole files out, in memory that does not grow.

use crate::pack::Pack;
use crate::report::{
    IndexCoverage, IndexEntry, IndexOutcome, IndexTotals, PagePosition, index_file, index_front,
    index_further, index_row,
};

/// Rows on a page of the index; with more, a browser takes long to show it.
const ROWS: u64 = 500;

/// A file to be written: its name and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexPage {
    /// The name, safe on every system.
    pub file: String,
    /// The page.
    pub html: String,
}

/// The index of a run.
///
/// It keeps the rows of two pages at most: the first, which is written last since it has the counts, and the
/// one that is being filled.
#[derive(Debug, Clone)]
pub struct Index<'pack> {
    pack: &'pack Pack,
    first: String,
    current: String,
    rows: u64,
    verdicts: [u64; 5],
    /// Those of them that are only so far.
    so_far: [u64; 5],
    failed: u64,
}

impl<'pack> Index<'pack> {
    /// An index without rows.
    pub fn new(pack: &'pack Pack) -> Self {
        Self {
            pack,
            first: String::new(),
            current: String::new(),
            rows: 0,
            verdicts: [0; 5],
            so_far: [0; 5],
            failed: 0,
        }
    }

    /// Adds a record, with the file of its page if it has one. Returns a page of the index that is full.
    pub fn add(&mut self, entry: &IndexEntry, page: Option<&str>) -> Option<IndexPage> {
        let full = (self.rows > ROWS && self.rows.is_multiple_of(ROWS))
            .then(|| self.further(PagePosition::Middle));
        match &entry.outcome {
            IndexOutcome::Page {
                verdict, is_so_far, ..
            } => {
                let place = *verdict as usize;
                let counts = [(&mut self.verdicts, true), (&mut self.so_far, *is_so_far)];
                for (counts, is_one) in counts {
                    if let Some(count) = counts.get_mut(place) {
                        *count += u64::from(is_one);
                    }
                }
            }
            IndexOutcome::Problem(_) => self.failed += 1,
        }
        let row = index_row(entry, page);
        if self.rows < ROWS {
            self.first.push_str(&row);
        } else {
            self.current.push_str(&row);
        }
        self.rows += 1;
        full
    }

    /// Returns the pages that are left. The first page is last, so if it is there, all others are.
    pub fn finish(&mut self, extent: IndexCoverage) -> Vec<IndexPage> {
        let last = (self.rows > ROWS).then(|| self.further(PagePosition::Last));
        let totals = IndexTotals {
            verdicts: self.verdicts,
            so_far: self.so_far,
            failed: self.failed,
            pages: self.rows.div_ceil(ROWS).max(1),
            coverage: extent,
        };
        let front = IndexPage {
            file: index_file(1),
            html: index_front(self.pack, &self.first, &totals),
        };
        last.into_iter().chain([front]).collect()
    }

    /// The page that was filled last.
    fn further(&mut self, position: PagePosition) -> IndexPage {
        let place = self.rows.div_ceil(ROWS);
        let rows = std::mem::take(&mut self.current);
        IndexPage {
            file: index_file(place),
            html: index_further(self.pack, &rows, place, position),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load;

    #[test]
    fn an_index_of_many_records_has_several_pages_and_forgets_them() {
        let pack = load::pack(&load::builtin()).expect("the built-in pack is sound");
        let mut index = Index::new(&pack);
        let mut pages = Vec::new();
        for line in 1..=1_501 {
            let entry = IndexEntry {
                id: None,
                line,
                outcome: IndexOutcome::Problem("x".to_owned()),
            };
            pages.extend(index.add(&entry, None));
            assert!(index.first.len() + index.current.len() < 200_000);
        }
        pages.extend(index.finish(IndexCoverage::Whole));
        let files: Vec<_> = pages.iter().map(|page| page.file.as_str()).collect();
        let expected = ["index-2.html", "index-3.html", "index-4.html", "index.html"];
        assert_eq!(files, expected);
        let rows = pages
            .iter()
            .map(|page| page.html.matches("<tr>").count() - 1);
        assert_eq!(rows.collect::<Vec<_>>(), [500, 500, 1, 500]);
        let leads_on = |page: &IndexPage| page.html.contains("Next page");
        let led_on: Vec<_> = pages.iter().map(leads_on).collect();
        assert_eq!(led_on, [true, true, false, false]);
        for file in &expected[..3] {
            assert!(
                pages
                    .iter()
                    .any(|page| page.html.contains(&format!("href=\"{file}\"")))
            );
        }
    }

    #[test]
    fn a_full_page_is_the_last_one_if_nothing_follows() {
        let pack = load::pack(&load::builtin()).expect("the built-in pack is sound");
        let files = |records: usize| {
            let mut index = Index::new(&pack);
            let entry = IndexEntry {
                id: None,
                line: 1,
                outcome: IndexOutcome::Problem(String::new()),
            };
            let full = (0..records).filter(|_| index.add(&entry, None).is_some());
            full.count() + index.finish(IndexCoverage::Whole).len()
        };
        assert_eq!(
            [0, 1, 500, 501, 1_000, 1_001].map(files),
            [1, 1, 1, 2, 2, 3]
        );
    }
}
