//! What was written is brought to the disk while more is made, so that the end need not wait for all of it.

use std::fs::File;
use std::io;
use std::sync::mpsc::{self, SyncSender, TrySendError};
use std::thread::{self, JoinHandle};

/// Looks after a file that grows.
#[derive(Debug, Default)]
pub(super) struct Settling {
    /// Bytes that were written since the disk was last asked for.
    fresh: usize,
    helper: Option<Helper>,
}

/// A thread that waits for the disk, so that nobody else has to.
#[derive(Debug)]
struct Helper {
    /// Takes a word only when the last one was seen to.
    word: SyncSender<()>,
    thread: JoinHandle<io::Result<()>>,
}

impl Settling {
    /// Fewer bytes than these are not worth asking for.
    const WORTH: usize = 8 * 1024 * 1024;

    /// To be told of every write.
    ///
    /// # Errors
    /// If something that was written before did not get to the disk.
    pub(super) fn wrote(&mut self, bytes: usize, file: &File) -> io::Result<()> {
        self.fresh += bytes;
        if self.fresh < Self::WORTH {
            return Ok(());
        }
        if self.helper.is_none() {
            self.helper = Helper::of(file).ok(); // the end may wait for all of it
        }
        match (self.helper.as_ref()).map(|helper| helper.word.try_send(())) {
            Some(Ok(())) => self.fresh = 0,
            Some(Err(TrySendError::Disconnected(()))) => self.end()?,
            Some(Err(TrySendError::Full(()))) | None => {}
        }
        Ok(())
    }

    /// Waits until nobody looks after the file any more.
    ///
    /// # Errors
    /// If something that was written did not get to the disk: the system tells that only once.
    pub(super) fn end(&mut self) -> io::Result<()> {
        self.helper
            .take()
            .map_or(Ok(()), |Helper { word, thread }| {
                drop(word);
                thread.join().expect("waiting for the disk does not panic")
            })
    }
}

impl Helper {
    fn of(file: &File) -> io::Result<Self> {
        let file = file.try_clone()?;
        let (word, words) = mpsc::sync_channel(0);
        let wait = move || words.iter().try_for_each(|()| file.sync_data());
        let thread = thread::Builder::new().spawn(wait)?;
        Ok(Self { word, thread })
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::time::Duration;

    use super::*;

    const LITTLE: usize = Settling::WORTH - 1;

    #[test]
    fn little_is_left_to_the_end() {
        let file = tempfile::tempfile().expect("a file");
        let mut settling = Settling::default();
        settling.wrote(LITTLE, &file).expect("nothing to do");
        assert!(settling.helper.is_none());
        settling.wrote(1, &file).expect("a thread");
        assert!(settling.helper.is_some());
        settling.end().expect("a file on a disk");
        assert!(settling.helper.is_none());
    }

    /// A device is not on a disk, and says so if asked to get there.
    #[test]
    fn what_did_not_get_to_the_disk_is_told() {
        let device = File::open("/dev/null").expect("a device");
        let mut settling = Settling::default();
        // The thread may need a while until it waits for a word.
        let told = (0..10_000).find_map(|_| {
            thread::sleep(Duration::from_millis(1));
            settling.wrote(LITTLE + 1, &device).err()
        });
        assert_eq!(
            told.map(|error| error.kind()),
            Some(io::ErrorKind::InvalidInput)
        );
    }
}
