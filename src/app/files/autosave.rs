//! Corrections that no file of the person's holds yet, kept where they survive the program's death.
//!
//! A thread of its own writes the document shortly after each edit; a lock that the system lets go of when the program
//! ends tells the next one which files nobody works on any more.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use serde::{Deserialize, Serialize};

use super::save::write_atomic;
use crate::document::{Document, DocumentError};

/// Least time between two writes: so much, and the time that a write takes, is lost at the most.
const EVERY: Duration = Duration::from_secs(1);
/// Ending of the files.
const ENDING: &str = "recovery";
/// Ending of the locks.
const LOCK: &str = "lock";

/// A document with corrections that no file holds.
#[derive(Clone, Debug)]
pub struct Unsaved {
    /// What it is called.
    pub name: String,
    /// The annotated file that saving goes to.
    pub path: Option<PathBuf>,
    /// The document.
    pub document: Document,
}

/// What stands in the first line of a file, before the document.
#[derive(Serialize, Deserialize)]
struct Head {
    name: String,
    path: Option<PathBuf>,
}

/// Why corrections cannot be brought back.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecoverError {
    /// The file cannot be read.
    #[error("{0}")]
    File(#[from] io::Error),
    /// Its first line is no description.
    #[error("its first line is damaged: {0}")]
    Head(#[from] serde_json::Error),
    /// Its document cannot be read.
    #[error(transparent)]
    Document(#[from] DocumentError),
}

enum Message {
    /// To be written, and then this older file deleted.
    Keep(Box<Unsaved>, Option<PathBuf>),
    /// Nothing is unsaved any more.
    Forget,
}

/// The window's side of the thread that keeps unsaved corrections. Dropping it waits until what was said last is done.
#[derive(Debug, Default)]
pub struct Autosave {
    sender: Option<Sender<Message>>,
    thread: Option<JoinHandle<()>>,
    /// Held while the program lives.
    lock: Option<(File, PathBuf)>,
}

impl Autosave {
    /// Keeps corrections in a folder, which is made if it is not there; nowhere, where that cannot be done.
    pub fn in_folder(folder: &Path) -> Self {
        Self::start(folder).unwrap_or_default()
    }

    fn start(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let path = folder.join(format!("{}.{ENDING}", unique_name()));
        let lock_path = path.with_extension(LOCK);
        let lock = File::create(&lock_path)?;
        lock.try_lock()?;
        let (sender, receiver) = channel();
        let thread = thread::Builder::new()
            .name("mapalabra-autosave".to_owned())
            .spawn(move || work(&receiver, &path))?;
        Ok(Self {
            sender: Some(sender),
            thread: Some(thread),
            lock: Some((lock, lock_path)),
        })
    }

    /// Keeps a document as it is now; then deletes the file that it was brought back from, if it was.
    pub fn keep(&self, unsaved: Unsaved, instead_of: Option<PathBuf>) {
        self.tell(Message::Keep(Box::new(unsaved), instead_of));
    }

    /// Nothing is unsaved any more.
    pub fn forget(&self) {
        self.tell(Message::Forget);
    }

    fn tell(&self, message: Message) {
        if let Some(sender) = &self.sender {
            // The thread lives as long as its sender.
            let _ = sender.send(message);
        }
    }
}

impl Drop for Autosave {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            // A thread that has panicked has nothing left to wait for.
            let _ = thread.join();
        }
        if let Some((_lock, path)) = self.lock.take() {
            let _ = fs::remove_file(path);
        }
    }
}

fn work(receiver: &Receiver<Message>, path: &Path) {
    let mut next = receiver.recv().ok();
    while let Some(message) = next.take() {
        let began = Instant::now();
        carry_out(message, path);
        next = latest(receiver, began + EVERY);
    }
}

/// What was said last before a moment; what comes first after it, if nothing was said until then; nothing when the window
/// is gone and has said nothing more.
fn latest(receiver: &Receiver<Message>, until: Instant) -> Option<Message> {
    let mut last: Option<Message> = None;
    loop {
        match receiver.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(message) => last = Some(merged(last, message)),
            Err(RecvTimeoutError::Disconnected) => return last,
            Err(RecvTimeoutError::Timeout) if last.is_some() => return last,
            Err(RecvTimeoutError::Timeout) => return receiver.recv().ok(),
        }
    }
}

/// The later of two messages, which still deletes what the earlier one was to delete.
fn merged(earlier: Option<Message>, later: Message) -> Message {
    match (earlier, later) {
        (Some(Message::Keep(_, old @ Some(_))), Message::Keep(unsaved, None)) => {
            Message::Keep(unsaved, old)
        }
        (_, later) => later,
    }
}

fn carry_out(message: Message, path: &Path) {
    match message {
        Message::Forget => drop(fs::remove_file(path)),
        Message::Keep(unsaved, instead_of) => {
            // A full disk takes nothing from the person: the next edit tries again.
            if write(&unsaved, path).is_ok()
                && let Some(old) = instead_of
            {
                delete(&old);
            }
        }
    }
}

fn write(unsaved: &Unsaved, path: &Path) -> io::Result<()> {
    let head = Head {
        name: unsaved.name.clone(),
        path: unsaved.path.clone(),
    };
    write_atomic(path, |out| {
        serde_json::to_writer(&mut *out, &head)?;
        out.write_all(b"\n")?;
        unsaved.document.write_json_line(out)
    })
}

/// Deletes a file that nobody works on, and its lock.
pub fn delete(path: &Path) {
    let _ = fs::remove_file(path);
    let _ = fs::remove_file(path.with_extension(LOCK));
}

/// Reads corrections that a program left behind when it died.
///
/// # Errors
/// When the file cannot be read or is damaged.
pub fn read(path: &Path) -> Result<Unsaved, RecoverError> {
    let text = fs::read_to_string(path)?;
    let (head, document) = text.split_once('\n').unwrap_or((&text, ""));
    let head: Head = serde_json::from_str(head)?;
    Ok(Unsaved {
        name: head.name,
        path: head.path,
        document: Document::from_json(document)?,
    })
}

/// The files that programs left behind when they died, the newest first.
pub fn left_behind(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<(SystemTime, PathBuf)> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let is_one = path.extension().is_some_and(|ending| ending == ENDING);
            let modified = fs::metadata(&path).and_then(|data| data.modified()).ok()?;
            (is_one && !is_locked(&path.with_extension(LOCK))).then_some((modified, path))
        })
        .collect();
    files.sort_by(|one, other| other.cmp(one));
    files.into_iter().map(|(_, path)| path).collect()
}

fn is_locked(lock: &Path) -> bool {
    File::open(lock).is_ok_and(|lock| lock.try_lock().is_err())
}

/// A name that no other window has.
fn unique_name() -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let nanos = now.map_or(0, |since| since.as_nanos());
    format!("{}-{nanos}", std::process::id())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::text::Article;

    fn unsaved(text: &str) -> Unsaved {
        Unsaved {
            name: "viaje.txt".to_owned(),
            path: Some("/tmp/viaje.mapalabra.json".into()),
            document: Document::new(Arc::new(Article::new("a", text))),
        }
    }

    fn wait_for(folder: &Path, n: usize) {
        let files = || {
            let entries = fs::read_dir(folder).unwrap();
            let paths = entries.map(|entry| entry.unwrap().path());
            paths
                .filter(|path| path.extension().unwrap() == ENDING)
                .count()
        };
        for _ in 0..500 {
            if files() == n {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("{} files", files());
    }

    #[test]
    fn what_a_living_program_keeps_is_not_left_behind_and_a_saved_one_keeps_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let autosave = Autosave::in_folder(folder.path());
        autosave.keep(unsaved("uno"), None);
        wait_for(folder.path(), 1);
        assert!(left_behind(folder.path()).is_empty());
        autosave.forget();
        drop(autosave);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn the_last_of_many_edits_is_kept_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let autosave = Autosave::in_folder(folder.path());
        let old = folder.path().join("1-1.recovery");
        fs::write(&old, "old").unwrap();
        autosave.keep(unsaved("uno"), Some(old.clone()));
        for n in 0..50 {
            autosave.keep(unsaved(&format!("dos {n}")), None);
        }
        drop(autosave);
        assert!(!old.exists());
        let [file] = left_behind(folder.path()).try_into().unwrap();
        let read = read(&file).unwrap();
        assert_eq!(read.document.article.text(), "dos 49");
        assert_eq!(read.name, "viaje.txt");
        delete(&file);
        assert!(left_behind(folder.path()).is_empty());
    }

    #[test]
    fn a_damaged_file_is_an_error_and_a_folder_that_cannot_be_made_keeps_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.recovery");
        for damaged in ["", "{", "{\"name\": \"a\", \"path\": null}\n{"] {
            fs::write(&file, damaged).unwrap();
            assert!(read(&file).is_err(), "{damaged:?}");
        }
        let autosave = Autosave::in_folder(&file.join("deeper"));
        autosave.keep(unsaved("uno"), None);
        autosave.forget();
    }
}
