//! The folder of pages: each under its own name, whole or not at all, for its owner only.
//!
//! The worker that makes a page writes it under a name made of its place in the input. The writer renames it
//! in the order of the records. So names do not depend on the number of workers, and the folder itself
//! remembers which are taken: memory does not grow with the input.
//! Pages are not forced to the disk one by one: a power cut may cost the last ones, a crash does not.

use std::fs::{self, DirBuilder};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use smp_suitability::batch::{Handout, Index, IndexPage};
use smp_suitability::diagnostic::escape_untrusted;
use smp_suitability::pack::Pack;
use smp_suitability::report::IndexCoverage;

use crate::shell::Failure;
use crate::shell::unfinished::private;

/// The folder for pages of a run into a folder that is not empty.
const UNFINISHED: &str = "unfinished";

/// The first page of the index.
const INDEX: &str = "index.html";

/// The end of the temporary name of a page.
const PART: &str = ".part";

/// Pages of a run, and their index.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    whole: PathBuf,
    /// The same folder if it was empty; else one within, so that nothing is mixed up.
    stage: PathBuf,
    index: Arc<Mutex<Index<'static>>>,
}

/// How a folder that is not empty is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Overwrite {
    /// Nothing is ever overwritten.
    Never,
    /// Pages of the same name are.
    SameNames,
}

impl Folder {
    /// Makes the folder, or takes one that is there.
    pub(super) fn open(
        path: &Path,
        overwrite: Overwrite,
        pack: &'static Pack,
    ) -> Result<Self, Failure> {
        let shown = path.display();
        let failed = |error| Failure::Io(format!("use the folder `{shown}`"), error);
        let is_empty = match fs::read_dir(path) {
            Ok(mut entries) => entries.next().is_none(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                private_folder(path).map_err(failed)?;
                true
            }
            Err(error) => return Err(failed(error)),
        };
        let stage = match (is_empty, overwrite) {
            (true, _) => path.to_owned(),
            (false, Overwrite::Never) => {
                return Err(Failure::Fixable {
                    message: format!("the folder `{shown}` is not empty"),
                    help: "name a new folder, or add `--force` to overwrite pages of the same name"
                        .to_owned(),
                });
            }
            (false, Overwrite::SameNames) => fresh_stage(path).map_err(failed)?,
        };
        Ok(Self {
            whole: path.to_owned(),
            stage,
            index: Arc::new(Mutex::new(Index::new(pack))),
        })
    }

    /// Writes a page under a name made of its place. May be called in any order.
    pub(super) fn write(&self, handout: &Handout, page: &str) -> Result<(), Failure> {
        let path = self.stage.join(part(handout));
        write_new(&path, page).map_err(|error| self.failure(error))
    }

    /// Names a page that was written, and adds it to the index. To be called in the order of the records.
    ///
    /// Gives the name; `None` if the record has no page.
    pub(super) fn name(&self, handout: &Handout) -> Result<Option<String>, Failure> {
        let named = || -> io::Result<Option<String>> {
            let file = if handout.has_page() {
                let file = self.free(handout)?;
                fs::rename(self.stage.join(part(handout)), self.stage.join(&file))?;
                Some(file)
            } else {
                None
            };
            let full = self.index().add(&handout.entry, file.as_deref());
            full.map_or(Ok(()), |page| self.write_index(&page))?;
            Ok(file)
        };
        named().map_err(|error| self.failure(error))
    }

    /// The first name that no page has.
    fn free(&self, handout: &Handout) -> io::Result<String> {
        for name in handout.names() {
            if !self.stage.join(&name).try_exists()? {
                return Ok(name);
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Ends a run: writes the index, and brings all pages to where they belong if they are all there.
    ///
    /// Gives the first page of the index.
    pub(super) fn finish(&self, extent: IndexCoverage) -> Result<PathBuf, Failure> {
        let mut place = &self.stage;
        let finished = self.finish_index(extent).and_then(|()| {
            if extent == IndexCoverage::Whole && self.stage != self.whole {
                self.move_all()?;
                place = &self.whole;
            }
            Ok(())
        });
        finished.map_err(|error| self.failure(error))?;
        Ok(place.join(INDEX))
    }

    /// Ends a run that is stopped. Returns a sentence that says where the pages are.
    pub(super) fn stop(&self) -> String {
        match self.finish_index(IndexCoverage::Stopped) {
            Ok(()) => {
                let stage = self.stage.display().to_string();
                format!("The pages so far are in {}.", escape_untrusted(&stage))
            }
            Err(error) => format!("The index of the pages cannot be written: {error}."),
        }
    }

    /// After a failure: removes pages that have no name yet, and lists the others if possible.
    pub(super) fn give_up(&self) {
        let entries = fs::read_dir(&self.stage).into_iter().flatten().flatten();
        for entry in entries {
            let name = entry.file_name();
            if name.to_string_lossy().ends_with(PART) {
                _ = fs::remove_file(entry.path());
            }
        }
        // The first failure is reported, and may be the reason why this fails too.
        _ = self.finish_index(IndexCoverage::Stopped);
    }

    fn finish_index(&self, extent: IndexCoverage) -> io::Result<()> {
        let pages = self.index().finish(extent);
        pages.iter().try_for_each(|page| self.write_index(page))
    }

    fn move_all(&self) -> io::Result<()> {
        // Some systems skip entries if others are moved while a folder is read, so until none is left.
        while fs::remove_dir(&self.stage).is_err() {
            let mut moved = 0;
            for entry in fs::read_dir(&self.stage)? {
                let entry = entry?;
                if entry.file_name() != INDEX {
                    fs::rename(entry.path(), self.whole.join(entry.file_name()))?;
                    moved += 1;
                }
            }
            if moved == 0 {
                fs::rename(self.stage.join(INDEX), self.whole.join(INDEX))?;
            }
        }
        Ok(())
    }

    fn write_index(&self, page: &IndexPage) -> io::Result<()> {
        let path = self.stage.join(format!(".{}{PART}", page.file));
        write_new(&path, &page.html)?;
        fs::rename(path, self.stage.join(&page.file))
    }

    fn index(&self) -> MutexGuard<'_, Index<'static>> {
        // Every row is whole even if a writer panicked.
        self.index.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn failure(&self, error: io::Error) -> Failure {
        Failure::Io(format!("write to `{}`", self.stage.display()), error)
    }
}

/// The name of a page until it has its own.
fn part(handout: &Handout) -> String {
    let start = handout.start;
    format!(".{}-{}{PART}", start.line, start.column)
}

/// Writes a file that is not there yet, whole or not at all.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = private().write(true).create_new(true).open(path)?;
    let written = file.write_all(text.as_bytes());
    written.inspect_err(|_| _ = fs::remove_file(path))
}

fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// An empty folder within, without what an earlier run left in it.
fn fresh_stage(path: &Path) -> io::Result<PathBuf> {
    let stage = path.join(UNFINISHED);
    if stage.is_dir() {
        for entry in fs::read_dir(&stage)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = entry.path();
            let is_page = path
                .extension()
                .is_some_and(|extension| extension == "html");
            if is_page || name.ends_with(PART) {
                fs::remove_file(path)?;
            }
        }
        fs::remove_dir(&stage)?; // fails if something else is kept there
    }
    private_folder(&stage)?;
    Ok(stage)
}
