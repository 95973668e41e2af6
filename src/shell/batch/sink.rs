//! Where results go: standard output, a device, or a file that has another name until it is whole, that is synced
//! in the background, and that a later run can resume.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, SyncSender, TrySendError};
use std::thread::{self, JoinHandle};

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::workbook::WorkbookSink;
use crate::shell::files::{self, Target};
use crate::shell::{Failure, unfinished};

/// The output.
#[derive(Debug)]
pub(super) enum Sink {
    Stdout,
    /// A device or a pipe, which is written to and not replaced.
    Device(PathBuf, File),
    Part(Part),
    Workbook(Box<WorkbookSink>),
    /// No result is written: only a summary at the end.
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
    /// Opens the output, and keeps its first `from` bytes, which an interrupted run has written.
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

    /// Writes results. A workbook links each of them to its page, if there is one.
    pub(super) fn write(&mut self, bytes: &[u8], pages: &[Option<String>]) -> Result<(), Failure> {
        let written = match self {
            Self::Workbook(workbook) => return workbook.write(bytes, pages),
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
            Self::Workbook(workbook) => workbook.finish(),
            Self::Stdout | Self::Device(..) | Self::Nothing => Ok(()),
        }
    }

    fn failure(&self, error: io::Error) -> Failure {
        let doing = match self {
            Self::Stdout | Self::Nothing | Self::Workbook(_) => {
                "write to standard output".to_owned()
            }
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

/// Opens a file that only its owner can read, cut to `from` bytes and to be written at its end.
fn private(path: &Path, from: u64) -> io::Result<File> {
    let mut options = unfinished::private();
    options.write(true).create(true).truncate(false);
    let mut file = options.open(path)?;
    file.set_len(from)?;
    file.seek(SeekFrom::End(0))?;
    Ok(file)
}

/// How far an interrupted run came: the whole results in its file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ResumePoint {
    /// Bytes up to the end of the last one.
    pub(super) bytes: u64,
    pub(super) assessed: u64,
    pub(super) failed: u64,
}

/// The members that distinguish a result from an error record.
#[derive(Deserialize)]
struct ResultLine<'text> {
    #[expect(dead_code, reason = "it must be there")]
    line: u64,
    errors: Option<IgnoredAny>,
    #[serde(borrow)]
    pack: Option<&'text serde_json::value::RawValue>,
}

/// Counts the results in a file; there are none if there is no file.
///
/// # Errors
/// If it cannot be read, or holds something else: another pack's results, or another form's.
pub(super) fn find_resume_point(
    path: &Path,
    header: Option<&str>,
    digest: &str,
) -> io::Result<ResumePoint> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(ResumePoint::default()),
        file => file?,
    };
    let mut input = BufReader::with_capacity(1 << 16, file);
    let mut resume_point = ResumePoint::default();
    let mut line = Vec::new();
    let mut header = header;
    loop {
        line.clear();
        input.read_until(b'\n', &mut line)?;
        let Some(text) = line.strip_suffix(b"\n") else {
            return Ok(resume_point); // the end, maybe in the middle of a record
        };
        let is_failed = match header {
            None => is_failed_line(text, digest),
            Some("") => is_failed_row(text, digest),
            Some(expected) if text == expected.trim_end().as_bytes() => {
                header = Some("");
                resume_point.bytes += line.len() as u64;
                continue;
            }
            Some(_) => None,
        };
        match is_failed {
            Some(true) => resume_point.failed += 1,
            Some(false) => resume_point.assessed += 1,
            None => {
                let number = resume_point.assessed + resume_point.failed + 1;
                let what = format!("its record {number} is not one of this pack and form");
                return Err(io::Error::new(io::ErrorKind::InvalidData, what));
            }
        }
        resume_point.bytes += line.len() as u64;
    }
}

/// Returns true for an error record, false for a result, and `None` for anything else, such as a result of
/// another pack.
fn is_failed_line(text: &[u8], digest: &str) -> Option<bool> {
    let line: ResultLine = serde_json::from_slice(text).ok()?;
    match (line.errors, line.pack) {
        (Some(IgnoredAny), _) => Some(true),
        (None, Some(pack)) => pack.get().contains(digest).then_some(false),
        (None, None) => None,
    }
}

/// The same for a row; no cell of ours holds a line break.
fn is_failed_row(text: &[u8], digest: &str) -> Option<bool> {
    let text = std::str::from_utf8(text).ok()?;
    let (number, rest) = text.split_once(',')?;
    number.parse::<u64>().ok()?;
    // The id is empty or in quotes, with quotes in it doubled; an empty verdict follows an error's.
    let mut is_quoted = false;
    let comma = rest.find(|c| {
        is_quoted ^= c == '"';
        c == ',' && !is_quoted
    })?;
    let rest = rest.get(comma + 1..)?;
    let is_failed = rest.starts_with(',');
    (is_failed || rest.contains(digest)).then_some(is_failed)
}

/// Syncs a growing file every [`Self::SYNC_EVERY`] bytes, in a thread of its own.
#[derive(Debug, Default)]
pub(super) struct BackgroundSync {
    /// Bytes written since the last sync was requested.
    unsynced: usize,
    thread: Option<SyncThread>,
}

/// The thread that waits for the disk.
#[derive(Debug)]
struct SyncThread {
    /// A rendezvous channel: a request is accepted only when the last sync is done.
    requests: SyncSender<()>,
    thread: JoinHandle<io::Result<()>>,
}

impl BackgroundSync {
    /// Often enough that the last sync is short, and seldom enough that no run waits for the disk: 8 MiB
    /// are about 25,000 results.
    const SYNC_EVERY: usize = 8 * 1024 * 1024;

    /// Counts written bytes and requests a sync when there are enough of them.
    ///
    /// To be called after every write.
    ///
    /// # Errors
    /// If an earlier sync failed.
    pub(super) fn written(&mut self, bytes: usize, file: &File) -> io::Result<()> {
        self.unsynced += bytes;
        if self.unsynced < Self::SYNC_EVERY {
            return Ok(());
        }
        if self.thread.is_none() {
            self.thread = SyncThread::of(file).ok(); // without a thread, the final sync does all of it
        }
        match (self.thread.as_ref()).map(|thread| thread.requests.try_send(())) {
            Some(Ok(())) => self.unsynced = 0,
            Some(Err(TrySendError::Disconnected(()))) => self.finish()?,
            Some(Err(TrySendError::Full(()))) | None => {}
        }
        Ok(())
    }

    /// Waits for the sync that is under way, if there is one, and ends the thread.
    ///
    /// # Errors
    /// If a sync failed: the system reports each lost write only once, so it must not be dropped here.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.thread
            .take()
            .map_or(Ok(()), |SyncThread { requests, thread }| {
                drop(requests);
                thread.join().expect("waiting for the disk does not panic")
            })
    }
}

impl SyncThread {
    fn of(file: &File) -> io::Result<Self> {
        let file = file.try_clone()?;
        let (requests, received) = mpsc::sync_channel(0);
        let wait = move || received.iter().try_for_each(|()| file.sync_data());
        let thread = thread::Builder::new().spawn(wait)?;
        Ok(Self { requests, thread })
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::time::Duration;

    use super::*;

    const BELOW_LIMIT: usize = BackgroundSync::SYNC_EVERY - 1;

    #[test]
    fn a_thread_is_started_once_enough_is_written() {
        let file = tempfile::tempfile().expect("a file");
        let mut sync = BackgroundSync::default();
        sync.written(BELOW_LIMIT, &file).expect("nothing to do");
        assert!(sync.thread.is_none());
        sync.written(1, &file).expect("a thread");
        assert!(sync.thread.is_some());
        sync.finish().expect("a file on a disk");
        assert!(sync.thread.is_none());
    }

    /// A device cannot be synced, and the system says so.
    #[test]
    fn a_failed_sync_is_reported() {
        let device = File::open("/dev/null").expect("a device");
        let mut sync = BackgroundSync::default();
        // The thread may need a while until it waits for a request.
        let reported = (0..10_000).find_map(|_| {
            thread::sleep(Duration::from_millis(1));
            sync.written(BELOW_LIMIT + 1, &device).err()
        });
        assert_eq!(
            reported.map(|error| error.kind()),
            Some(io::ErrorKind::InvalidInput)
        );
    }
}
