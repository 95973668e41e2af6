//! Where results go: standard output, a device, or a file that has another name until it is whole.

use std::fs::File;
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::background_sync::BackgroundSync;
use crate::shell::files::{self, Target};
use crate::shell::{Failure, unfinished};

/// The output.
#[derive(Debug)]
pub(super) enum Sink {
    Stdout,
    /// A device or a pipe, which is written to and not replaced.
    Device(PathBuf, File),
    Part(Part),
    /// Nothing is written on the way.
    Nothing,
}

/// A file that gets its name at the end.
#[derive(Debug)]
pub(super) struct Part {
    file: File,
    sync: BackgroundSync,
    unfinished: PathBuf,
    whole: PathBuf,
}

impl Sink {
    /// Opens the output; to be gone on with after so many bytes, or from the start.
    pub(super) fn open(path: Option<&Path>, from: u64) -> Result<Self, Failure> {
        let Some(path) = path else {
            return Ok(Self::Stdout);
        };
        let doing = |path: &Path| format!("write `{}`", path.display());
        let target = files::target(path).map_err(|error| Failure::Io(doing(path), error))?;
        if let Target::Device(device) = target {
            return Ok(Self::Device(path.to_owned(), device));
        }
        let part = part_of(path);
        let file = private(&part, from).map_err(|error| Failure::Io(doing(&part), error))?;
        Ok(Self::Part(Part {
            file,
            sync: BackgroundSync::default(),
            unfinished: part,
            whole: path.to_owned(),
        }))
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = match self {
            Self::Stdout => {
                let mut stdout = io::stdout().lock();
                stdout.write_all(bytes).and_then(|()| stdout.flush())
            }
            Self::Device(_, file) => file.write_all(bytes),
            Self::Part(Part { file, sync, .. }) => file
                .write_all(bytes)
                .and_then(|()| sync.written(bytes.len(), file)),
            Self::Nothing => Ok(()),
        };
        written.map_err(|error| self.failure(error))
    }

    /// Gives a whole file its name.
    pub(super) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Part(part) => part.finish(),
            Self::Stdout | Self::Device(..) | Self::Nothing => Ok(()),
        }
    }

    fn failure(&self, error: io::Error) -> Failure {
        let doing = match self {
            Self::Stdout | Self::Nothing => "write to standard output".to_owned(),
            Self::Device(path, _) => format!("write `{}`", path.display()),
            Self::Part(part) => return part.failure(error),
        };
        Failure::Io(doing, error)
    }
}

impl Part {
    fn finish(mut self) -> Result<(), Failure> {
        let synced = self.sync.finish();
        synced.map_err(|error| self.failure(error))?;
        unfinished::name(&self.file, &self.unfinished, &self.whole).map_err(|error| {
            let [unfinished, whole] = [&self.unfinished, &self.whole].map(|path| path.display());
            Failure::Io(format!("rename `{unfinished}` to `{whole}`"), error)
        })
    }

    fn failure(&self, error: io::Error) -> Failure {
        Failure::Io(format!("write `{}`", self.unfinished.display()), error)
    }
}

/// The name of a file until it is whole.
pub(super) fn part_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// A file that only its owner can read, cut after so many bytes and open at its end.
fn private(path: &Path, from: u64) -> io::Result<File> {
    let mut options = unfinished::private();
    options.write(true).create(true).truncate(false);
    let mut file = options.open(path)?;
    file.set_len(from)?;
    file.seek(SeekFrom::End(0))?;
    Ok(file)
}
