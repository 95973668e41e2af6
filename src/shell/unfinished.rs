//! A file that takes its name when it is whole, and is gone if it never is.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::process;

/// A new file in the folder of the one whose name it will take, readable by its owner only.
#[derive(Debug)]
pub(super) struct Unfinished {
    file: File,
    path: PathBuf,
    is_named: bool,
}

impl Unfinished {
    /// More leftover files of one process id than this are not expected.
    const MOST_ATTEMPTS: u32 = 1000;

    /// Makes a file in the folder of another, under a name that nothing has.
    pub(super) fn beside(path: &Path) -> io::Result<Self> {
        let folder = folder_of(path);
        for attempt in 0..Self::MOST_ATTEMPTS {
            let path = folder.join(format!(".smp-{}-{attempt}.tmp", process::id()));
            match private().write(true).create_new(true).open(&path) {
                Ok(file) => {
                    return Ok(Self {
                        file,
                        path,
                        is_named: false,
                    });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Lets everything be written and gives the file its name, replacing a file of that name.
    pub(super) fn finish(
        mut self,
        path: &Path,
        write: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> io::Result<()> {
        write(&mut self.file)?;
        name(&self.file, &self.path, path)?;
        self.is_named = true;
        Ok(())
    }
}

/// Renames a complete file, replacing a file of the new name.
pub(super) fn name(file: &File, from: &Path, to: &Path) -> io::Result<()> {
    file.sync_all()?;
    fs::rename(from, to)?;
    // So that the name outlives a power cut; some systems cannot open a folder, and need not.
    if let Ok(folder) = File::open(folder_of(to)) {
        _ = folder.sync_all();
    }
    Ok(())
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.is_named {
            _ = fs::remove_file(&self.path);
        }
    }
}

/// How a file is opened that is made for its owner only.
pub(super) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// The folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}
