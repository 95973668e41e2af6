//! Syncs the output file in the background while more results are made, so that the final sync is short.

use std::fs::File;
use std::io;
use std::sync::mpsc::{self, SyncSender, TrySendError};
use std::thread::{self, JoinHandle};

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
