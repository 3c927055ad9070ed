//! Whether a file has changed on disk since it was read: its size and the time it was written.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, SystemTime};

/// How often a file is looked at.
const EVERY: Duration = Duration::from_secs(1);

/// How a file stood when it was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    /// The file as it is now; `None` while it is not there.
    pub fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        Some(Self {
            size: metadata.len(),
            modified: metadata.modified().ok(),
        })
    }
}

/// A file as it was when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The file.
    pub path: PathBuf,
    /// How it stood.
    pub stamp: Stamp,
}

impl Seen {
    /// A file as it is now.
    pub fn now(path: &Path) -> Option<Self> {
        let stamp = Stamp::of(path)?;
        Some(Self {
            path: path.to_owned(),
            stamp,
        })
    }

    /// Looks at the file again and again and calls `tell` once for each change, when the file has come to rest. Ends when
    /// the other end of `stop` is gone.
    ///
    /// A file that is not there is no change: many programs write a new one and put it in the old one's place.
    pub fn watch(self, stop: &Receiver<()>, tell: impl Fn()) {
        let (mut told, mut last) = (self.stamp, self.stamp);
        while let Err(RecvTimeoutError::Timeout) = stop.recv_timeout(EVERY) {
            let Some(now) = Stamp::of(&self.path) else {
                continue;
            };
            if now != told && now == last {
                told = now;
                tell();
            }
            last = now;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_a_file_changes_its_stamp_and_reading_it_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        assert_eq!(Seen::now(&path), None);
        fs::write(&path, "uno").unwrap();
        let before = Seen::now(&path);
        let _ = fs::read(&path).unwrap();
        assert_eq!(Seen::now(&path), before);
        fs::write(&path, "uno dos").unwrap();
        assert_ne!(Seen::now(&path), before);
    }
}
