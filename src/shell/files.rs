//! Reads files with a limit, writes them whole and for their owner only.

use std::borrow::Cow;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use smp_suitability::diagnostic::{Code, Diagnostic, Place, Problems};
use smp_suitability::load::{self, CASES_FILE, MAX_BYTES, PACK_FILES, PackFiles, UnreadFiles};
use smp_suitability::pack::Pack;
use smp_suitability::verify;

use super::Failure;
use super::cli::Common;
use super::unfinished::{Unfinished, folder_of};

/// The files of the pack in a folder, or of the built-in pack.
pub(crate) fn pack_files(folder: Option<&Path>) -> Result<PackFiles, Failure> {
    let Some(folder) = folder else {
        return Ok(load::builtin());
    };
    let shown = folder.display().to_string();
    if !folder.is_dir() {
        let what = if folder.exists() {
            "is not a folder"
        } else {
            "does not exist"
        };
        let help = "a pack is a folder with JSON files, such as `rules/smp`";
        return Err(Problems::from(unreadable(&shown, what, help)).into());
    }
    let mut files = Vec::new();
    let mut unreadables = Vec::new();
    for name in PACK_FILES.into_iter().chain([CASES_FILE]) {
        let path = folder.join(name);
        match read_regular(&path) {
            Ok(bytes) => files.push((name, Cow::Owned(bytes))),
            // The loader reports it together with everything else.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => unreadables.push(unreadable_file(&path, &error)),
        }
    }
    let files = PackFiles {
        folder: shown,
        files,
    };
    unreadables.extend(unread_files(folder, &files).misnamed);
    match Problems::from_vec(unreadables) {
        Some(problems) => Err(problems.into()),
        None => Ok(files),
    }
}

/// The files of a pack's folder that are not read; none if the folder may not be listed.
pub(crate) fn unread_files(folder: &Path, files: &PackFiles) -> UnreadFiles {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let entries = entries.filter(|entry| !entry.path().is_dir());
    let names: Vec<_> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    load::unread_files(files, &names)
}

/// Opens a file, a pipe or a device to be read bit by bit.
pub(crate) fn open(path: &Path) -> Result<File, Failure> {
    let opened = fs::metadata(path).and_then(|there| {
        if there.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        open_within(path, Duration::from_secs(3))
    });
    opened.map_err(|error| Problems::from(unreadable_file(path, &error)).into())
}

/// The bytes of a file that may not be there yet.
pub(crate) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match read_regular(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Problems::from(unreadable_file(path, &error)).into()),
    }
}

/// Writes a file whole or not at all, readable by its owner only.
///
/// A link is followed, so that what it points at is replaced and the link stays. A device or a pipe
/// is written to and not replaced: `/dev/null` must not become a file.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_private_with(path, |file| file.write_all(bytes))
}

/// The same for what is written bit by bit.
pub(crate) fn write_private_with(
    path: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let path = followed(path)?;
    match target(&path)? {
        Target::File => Unfinished::beside(&path)?.finish(&path, write),
        Target::Device(mut device) => write(&mut device),
    }
}

/// Tries whether [`write_private`] can write a file, and leaves everything as it is.
///
/// Devices and pipes are not tried: a pipe that is opened and closed again is at its end.
///
/// # Errors
/// What keeps the file from being made or replaced.
pub(crate) fn check_writable(path: &Path) -> io::Result<()> {
    let path = followed(path)?;
    let is_other = fs::metadata(&path).is_ok_and(|there| !there.is_file() && !there.is_dir());
    if is_other {
        return Ok(());
    }
    target(&path)?;
    Unfinished::beside(&path).map(drop)
}

/// Returns true if standard output was sent into a file.
#[cfg(unix)]
pub(crate) fn is_file(stdout: &io::Stdout) -> bool {
    use std::os::fd::AsFd as _;
    let handle = stdout.as_fd().try_clone_to_owned().map(File::from);
    let metadata = handle.and_then(|handle| handle.metadata());
    metadata.is_ok_and(|metadata| metadata.is_file())
}

/// Returns true if standard output may have been sent into a file.
#[cfg(not(unix))]
pub(crate) fn is_file(stdout: &io::Stdout) -> bool {
    use std::io::IsTerminal as _;
    !stdout.is_terminal()
}

/// What a result is written to.
pub(crate) enum Target {
    /// A file that takes the place of one that may be there.
    File,
    /// A device or a pipe.
    Device(File),
}

/// Looks at the place for a result.
///
/// # Errors
/// If it is a folder, or a file that may not be written to: replacing it would go around that.
pub(crate) fn target(path: &Path) -> io::Result<Target> {
    let there = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Target::File),
        there => there?,
    };
    if there.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let opened = OpenOptions::new().write(true).open(path)?;
    Ok(if there.is_file() {
        Target::File
    } else {
        Target::Device(opened)
    })
}

/// The file that a link points at, whether it is there or not; any other path as it is.
pub(crate) fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    if !path.is_symlink() {
        return Ok(path);
    }
    match fs::metadata(&path) {
        Ok(there) if there.is_file() => fs::canonicalize(path),
        Ok(_) => Ok(path), // `/dev/stdout` points at what has no name
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            while let Ok(next) = fs::read_link(&path) {
                path = folder_of(&path).join(next);
            }
            Ok(path)
        }
        Err(error) => Err(error),
    }
}

/// Writes files into a folder, all of them or none; one that is there stays as it is.
pub(crate) fn write_new(folder: &Path, files: &[(&str, String)]) -> io::Result<()> {
    let mut begun = Vec::new();
    let written = files.iter().try_for_each(|(name, text)| {
        let path = folder.join(name);
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)?;
        begun.push(path);
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    if written.is_err() {
        // The first failure is reported, and may be why this fails too.
        for path in begun {
            _ = fs::remove_file(path);
        }
    }
    written
}

/// Reads a file that must be a file: not a folder, a pipe or a device.
fn read_regular(path: &Path) -> io::Result<Vec<u8>> {
    let there = fs::metadata(path)?;
    if there.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !there.is_file() {
        return Err(io::Error::other("it is a pipe or a device, not a file"));
    }
    read_all(File::open(path)?)
}

/// Opens a file without waiting for long: a pipe without a writer would block forever.
fn open_within(path: &Path, patience: Duration) -> io::Result<File> {
    let (sender, receiver) = mpsc::channel();
    let path = path.to_owned();
    // Left behind if it waits too long; it ends with the process.
    thread::spawn(move || sender.send(File::open(path)));
    receiver
        .recv_timeout(patience)
        .unwrap_or_else(|_| Err(io::Error::other("no one writes to this pipe")))
}

/// Everything up to one byte over the limit, which the loader then reports.
pub(crate) fn read_all(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX) + 1;
    input.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable_file(path: &Path, error: &io::Error) -> Diagnostic {
    let shown = path.display().to_string();
    let reason = format!("cannot be read: {error}");
    let (what, help) = match error.kind() {
        io::ErrorKind::NotFound => (
            "does not exist",
            "check the path; `smp template` prints an answers file to fill in",
        ),
        io::ErrorKind::PermissionDenied => ("may not be read", "check its permissions"),
        io::ErrorKind::IsADirectory => ("is a folder", "name a file in it"),
        _ => (reason.as_str(), "check the path"),
    };
    unreadable(&shown, what, help)
}

fn unreadable(shown: &str, what: &str, help: &str) -> Diagnostic {
    Diagnostic {
        code: Code::Unreadable,
        message: format!("`{shown}` {what}"),
        place: Place::whole(shown),
        help: Some(help.to_owned()),
    }
}
/// The pack that the command line names.
///
/// The built-in pack's score is proved by a test; that of another pack is proved now.
/// It stays until the process ends: taking it apart piece by piece would only cost time.
pub(super) fn pack(common: &Common) -> Result<&'static Pack, Failure> {
    let folder = common.rules.as_deref();
    let files = pack_files(folder)?;
    let pack = load::pack(&files)?;
    if folder.is_some() {
        verify::score(&pack, &files.folder)?;
    }
    Ok(Box::leak(Box::new(pack)))
}
