//! Downloaded tiles on disk: bounded in size, written whole or not at all, and checked when they are read.
//!
//! A file is one line of JSON, which says how long the bytes after it may be used, and then the picture as it came.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::save::write_atomic;
use crate::scene::tiles::TileKey;

/// Room that downloaded tiles take on disk at most, in bytes.
pub const MAX_CACHE: u64 = 96 << 20;
/// What is kept of a cache that became too large, in percent.
const KEPT_PERCENT: u64 = 75;

/// What lets a server say that a tile has not changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// Its `ETag`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

/// A tile as it came from its server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptTile {
    /// The picture, encoded.
    pub bytes: Vec<u8>,
    /// With what to ask whether it has changed.
    pub validators: Validators,
    /// Until when it need not be asked for again.
    pub fresh_until: SystemTime,
}

/// The line before the bytes.
#[derive(Serialize, Deserialize)]
struct Head {
    length: usize,
    fresh_until: u64,
    #[serde(flatten)]
    validators: Validators,
}

/// A folder of downloaded tiles of one server.
#[derive(Debug)]
pub struct TileCache {
    folder: PathBuf,
    max_bytes: u64,
    /// What the folder holds, once it was counted.
    used: Option<u64>,
    /// Whether writing has failed: a full disk is not tried again and again.
    failed: bool,
    save: Save,
}

/// Writes the parts of a file one after the other, whole or not at all.
pub(in crate::app) type Save = fn(&Path, &[&[u8]]) -> io::Result<()>;

fn save(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    write_atomic(path, |out| {
        parts.iter().try_for_each(|part| out.write_all(part))
    })
}

impl TileCache {
    /// The tiles of the server with this address in a folder that holds `max_bytes` at most.
    pub fn new(folder: &Path, server: &str, max_bytes: u64) -> Self {
        let digest = Sha256::digest(server.as_bytes());
        let name: String = digest[..8]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self {
            folder: folder.join(name),
            max_bytes,
            used: None,
            failed: false,
            save,
        }
    }

    /// The same, but writes in another way: for tests of what may go wrong.
    #[cfg(test)]
    pub(in crate::app) fn saving(mut self, save: Save) -> Self {
        self.save = save;
        self
    }

    fn path(&self, key: TileKey) -> PathBuf {
        self.folder
            .join(format!("{}-{}-{}.tile", key.zoom, key.x, key.y))
    }

    /// A tile, if it is there and whole; what is damaged counts as not there.
    pub fn read(&self, key: TileKey) -> Option<KeptTile> {
        let file = fs::read(self.path(key)).ok()?;
        let end = file.iter().position(|&byte| byte == b'\n')?;
        let head: Head = serde_json::from_slice(&file[..end]).ok()?;
        let bytes = &file[end + 1..];
        let fresh_until = std::time::Duration::from_secs(head.fresh_until);
        (bytes.len() == head.length).then(|| KeptTile {
            bytes: bytes.to_vec(),
            validators: head.validators,
            fresh_until: SystemTime::UNIX_EPOCH + fresh_until,
        })
    }

    /// Keeps a tile; does nothing once writing has failed.
    pub fn write(&mut self, key: TileKey, tile: &KeptTile) {
        if !self.failed {
            self.failed = self.try_write(key, tile).is_err();
        }
    }

    /// Whether tiles can be kept.
    pub fn is_usable(&self) -> bool {
        !self.failed
    }

    fn try_write(&mut self, key: TileKey, tile: &KeptTile) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let path = self.path(key);
        let before = fs::metadata(&path).map_or(0, |file| file.len());
        let since = tile.fresh_until.duration_since(SystemTime::UNIX_EPOCH);
        let head = Head {
            length: tile.bytes.len(),
            fresh_until: since.map_or(0, |since| since.as_secs()),
            validators: tile.validators.clone(),
        };
        let head = serde_json::to_vec(&head)?;
        let size = (head.len() + 1 + tile.bytes.len()) as u64;
        let used = match self.used {
            Some(used) => used,
            None => self.files()?.iter().map(|file| file.size).sum(),
        };
        self.used = Some(used);
        if used.saturating_sub(before) + size > self.max_bytes {
            self.forget_oldest()?;
        }
        if size > self.max_bytes {
            return Ok(());
        }
        (self.save)(&path, &[&head, b"\n", &tile.bytes])?;
        let used = self.used.unwrap_or_default().saturating_sub(before);
        self.used = Some(used + size);
        Ok(())
    }

    /// Deletes the tiles that were written longest ago.
    fn forget_oldest(&mut self) -> io::Result<()> {
        let mut files = self.files()?;
        files.sort_by(|a, b| (a.written, &a.path).cmp(&(b.written, &b.path)));
        let mut used: u64 = files.iter().map(|file| file.size).sum();
        for file in files {
            if used <= self.max_bytes * KEPT_PERCENT / 100 {
                break;
            }
            fs::remove_file(&file.path)?;
            used -= file.size;
        }
        self.used = Some(used);
        Ok(())
    }

    fn files(&self) -> io::Result<Vec<CacheFile>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let Ok(facts) = entry.metadata() else {
                continue;
            };
            if facts.is_file() {
                files.push(CacheFile {
                    path: entry.path(),
                    size: facts.len(),
                    written: facts.modified().unwrap_or(SystemTime::UNIX_EPOCH),
                });
            }
        }
        Ok(files)
    }
}

/// A file of the cache.
struct CacheFile {
    path: PathBuf,
    size: u64,
    written: SystemTime,
}

#[cfg(test)]
pub(in crate::app) mod full_disk {
    //! A disk that takes half of a file.

    use super::*;

    thread_local! {
        static N_TRIES: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
    }

    /// How often this thread has tried to write.
    pub(in crate::app) fn n_tries() -> usize {
        N_TRIES.get()
    }

    /// Writes the beginning and fails as a full disk does.
    pub(in crate::app) fn save(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
        N_TRIES.set(N_TRIES.get() + 1);
        write_atomic(path, |out| {
            let whole = parts.concat();
            out.write_all(&whole[..whole.len() / 2])?;
            out.flush()?;
            Err(io::ErrorKind::StorageFull.into())
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const SERVER: &str = "https://tiles.example/{z}/{x}/{y}.png";

    fn key(x: u32) -> TileKey {
        TileKey { zoom: 9, x, y: 2 }
    }

    fn tile(length: usize) -> KeptTile {
        KeptTile {
            bytes: vec![b'\n'; length],
            validators: Validators {
                etag: Some("\"a\"".to_owned()),
                last_modified: None,
            },
            fresh_until: SystemTime::UNIX_EPOCH + Duration::from_secs(2_000_000_000),
        }
    }

    #[test]
    fn what_is_kept_comes_back_to_the_same_server_only() {
        let folder = tempfile::tempdir().unwrap();
        TileCache::new(folder.path(), SERVER, 1 << 20).write(key(1), &tile(100));
        let again = TileCache::new(folder.path(), SERVER, 1 << 20);
        assert_eq!(again.read(key(1)), Some(tile(100)));
        assert_eq!(again.read(key(2)), None);
        assert_eq!(
            TileCache::new(folder.path(), "other", 1 << 20).read(key(1)),
            None
        );
    }

    #[test]
    fn the_oldest_go_when_the_cache_is_full() {
        let folder = tempfile::tempdir().unwrap();
        let mut cache = TileCache::new(folder.path(), SERVER, 5000);
        for x in 0..30 {
            cache.write(key(x), &tile(1000));
            std::thread::sleep(Duration::from_millis(5));
        }
        let total: u64 = cache.files().unwrap().iter().map(|file| file.size).sum();
        assert!(total <= 5000, "{total}");
        assert!(cache.read(key(29)).is_some() && cache.read(key(0)).is_none());
        cache.write(key(40), &tile(9000));
        assert!(cache.is_usable() && cache.read(key(40)).is_none());
    }

    #[test]
    fn what_is_damaged_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut cache = TileCache::new(folder.path(), SERVER, 1 << 20);
        for damaged in [
            &b""[..],
            b"{}",
            b"{}\nabc",
            b"{\"length\":4,\"fresh_until\":1}\nabc",
        ] {
            cache.write(key(1), &tile(10));
            fs::write(cache.path(key(1)), damaged).unwrap();
            assert_eq!(cache.read(key(1)), None);
        }
    }

    #[test]
    fn a_full_disk_is_tried_once_and_keeps_nothing_half_written() {
        let folder = tempfile::tempdir().unwrap();
        TileCache::new(folder.path(), SERVER, 1 << 20).write(key(1), &tile(100));
        let mut cache = TileCache::new(folder.path(), SERVER, 1 << 20).saving(full_disk::save);
        let before = full_disk::n_tries();
        for x in 1..50 {
            cache.write(key(x), &tile(5000));
        }
        assert_eq!(full_disk::n_tries() - before, 1);
        assert!(!cache.is_usable());
        assert_eq!(cache.files().unwrap().len(), 1, "no part of a file is left");
        assert_eq!(cache.read(key(1)), Some(tile(100)), "what was there stays");
    }

    #[test]
    fn a_place_that_cannot_be_written_is_tried_once() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("file");
        fs::write(&blocked, "no folder").unwrap();
        let mut cache = TileCache::new(&blocked, SERVER, 1 << 20);
        cache.write(key(1), &tile(10));
        assert!(!cache.is_usable());
        cache.write(key(1), &tile(10));
        assert_eq!(cache.read(key(1)), None);
    }
}
