//! Many files looked at again and again by one worker, for as long as somebody wants to know.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::changes::{Seen, Stamp};

/// How often the files are looked at: a thousand take a few milliseconds.
const EVERY: Duration = Duration::from_secs(2);

/// Files that are looked at until this is dropped, each under a number.
#[derive(Debug)]
pub struct Watched {
    sender: Sender<(usize, Option<Seen>)>,
    receiver: Receiver<usize>,
}

/// A file as it was when its change was told last, and when it was looked at last.
struct File {
    seen: Seen,
    last: Stamp,
}

impl Watched {
    /// Looks at no file yet; `wake` is called when there is something to hear.
    ///
    /// # Errors
    /// When the system gives no thread for it.
    pub fn start(wake: impl Fn() + Send + 'static) -> io::Result<Self> {
        let (sender, asked) = channel();
        let (tell, receiver) = channel();
        thread::Builder::new()
            .name("mapalabra-watch-all".to_owned())
            .spawn(move || run(&asked, &tell, &wake))?;
        Ok(Self { sender, receiver })
    }

    /// Looks from now on at the file under a number, or at none: whether it is other than it was then.
    pub fn look_at(&self, number: usize, seen: Option<Seen>) {
        // A worker that has gone tells nothing more, and nothing is lost but that.
        let _ = self.sender.send((number, seen));
    }

    /// The numbers of the files that have changed since this was asked last.
    pub fn changed(&self) -> Vec<usize> {
        self.receiver.try_iter().collect()
    }
}

fn run(asked: &Receiver<(usize, Option<Seen>)>, tell: &Sender<usize>, wake: &dyn Fn()) {
    let mut files: BTreeMap<usize, File> = BTreeMap::new();
    loop {
        match asked.recv_timeout(EVERY) {
            Ok(first) => {
                for (number, seen) in std::iter::once(first).chain(asked.try_iter()) {
                    let file = seen.map(|seen| File {
                        last: seen.stamp,
                        seen,
                    });
                    match file {
                        Some(file) => drop(files.insert(number, file)),
                        None => drop(files.remove(&number)),
                    }
                }
                continue;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let looked_at = files.iter_mut();
        let changed: Vec<usize> = looked_at
            .filter_map(|(number, file)| file.has_changed().then_some(*number))
            .collect();
        let n_changed = changed.len();
        if changed.into_iter().any(|number| tell.send(number).is_err()) {
            return;
        }
        if n_changed > 0 {
            wake();
        }
    }
}

impl File {
    /// Whether it is another one than was told last, and has come to rest. A file that is not there is no change.
    fn has_changed(&mut self) -> bool {
        let Some(now) = Stamp::of(&self.seen.path) else {
            return false;
        };
        let is_changed = now != self.seen.stamp && now == self.last;
        self.last = now;
        if is_changed {
            self.seen.stamp = now;
        }
        is_changed
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn of_many_files_the_changed_one_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<_> = (0..50)
            .map(|n| folder.path().join(format!("{n}.txt")))
            .collect();
        let watched = Watched::start(|| {}).unwrap();
        for (number, path) in paths.iter().enumerate() {
            std::fs::write(path, "uno").unwrap();
            watched.look_at(number, Seen::now(path));
        }
        watched.look_at(8, None);
        for number in [7, 8] {
            std::fs::write(&paths[number], "uno dos").unwrap();
        }
        let began = Instant::now();
        let mut changed = Vec::new();
        while changed.is_empty() && began.elapsed() < Duration::from_secs(20) {
            thread::sleep(Duration::from_millis(50));
            changed = watched.changed();
        }
        assert_eq!(changed, [7]);
        thread::sleep(2 * EVERY + Duration::from_millis(500));
        assert!(watched.changed().is_empty());
    }
}
