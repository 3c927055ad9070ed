//! Workers that read the articles of a collection, as many at a time as the computer has room for.
//!
//! What they have read goes up a short channel: when the window does not keep up, they wait.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use eframe::egui::Context;

use super::super::files::changes::Seen;
use super::super::files::open::annotated;
use super::super::files::own_places::OwnPlaces;
use super::entry::Failure;
use crate::collection::slim;
use crate::document::Document;
use crate::extract::Watch;

/// How much is said at most before the window has listened.
const MAX_UNHEARD: usize = 64;
/// How often the window is woken.
const TELL_EVERY: Duration = Duration::from_millis(100);
/// The most text that a collection holds, in bytes.
const MAX_TEXT: u64 = 256 * 1024 * 1024;

/// What a worker has to say of an article, by its number.
#[derive(Debug)]
pub(super) enum Told {
    /// It is being read.
    Begun(usize),
    /// This was found in it, without what only its own card shows; with its file as it was before.
    Read(usize, Box<Document>, Option<Seen>),
    /// It cannot be read.
    Failed(usize, Failure),
}

impl Told {
    /// The number of the article.
    pub fn number(&self) -> usize {
        match self {
            Self::Begun(number) | Self::Read(number, ..) | Self::Failed(number, _) => *number,
        }
    }

    fn is_last(&self) -> bool {
        !matches!(self, Self::Begun(_))
    }
}

/// Articles that are being read. Dropping it ends the work.
#[derive(Debug)]
pub(super) struct Pool {
    receiver: Receiver<Told>,
    work: Arc<Work>,
    n_heard: usize,
    /// Whether no worker is left.
    is_over: bool,
}

/// What the workers share.
#[derive(Debug)]
struct Work {
    tasks: Vec<(usize, PathBuf)>,
    next: AtomicUsize,
    n_bytes: AtomicU64,
    is_given_up: AtomicBool,
    own: OwnPlaces,
}

impl Watch for Work {
    fn goes_on(&self, _share: f32) -> bool {
        !self.is_given_up.load(Ordering::Relaxed)
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.work.is_given_up.store(true, Ordering::Relaxed);
    }
}

impl Pool {
    /// Begins to read files, each the article with that number.
    pub fn start(tasks: Vec<(usize, PathBuf)>, own: OwnPlaces, ctx: &Context) -> Self {
        let (sender, receiver) = sync_channel(MAX_UNHEARD);
        let n_workers = n_workers().min(tasks.len());
        let work = Arc::new(Work {
            tasks,
            next: AtomicUsize::new(0),
            n_bytes: AtomicU64::new(0),
            is_given_up: AtomicBool::new(false),
            own,
        });
        for n in 0..n_workers {
            let (work, sender, ctx) = (Arc::clone(&work), sender.clone(), ctx.clone());
            let spawned = thread::Builder::new()
                .name(format!("mapalabra-collect-{n}"))
                .spawn(move || work.run(&sender, &ctx));
            // One worker is enough, though slower.
            if spawned.is_err() && n > 0 {
                break;
            }
        }
        Self {
            receiver,
            work,
            n_heard: 0,
            is_over: false,
        }
    }

    /// What has been said since this was asked last.
    pub fn told(&mut self) -> Vec<Told> {
        // Whoever ends has said everything before.
        self.is_over = Arc::strong_count(&self.work) == 1;
        let told: Vec<Told> = self.receiver.try_iter().take(2 * MAX_UNHEARD).collect();
        self.n_heard += told.iter().filter(|told| told.is_last()).count();
        told
    }

    /// Whether everything has been said.
    pub fn is_done(&self) -> bool {
        self.is_over || self.n_heard >= self.work.tasks.len()
    }
}

/// One core is left to the window.
fn n_workers() -> usize {
    let n_cores = thread::available_parallelism().map_or(1, usize::from);
    n_cores.saturating_sub(1).max(1)
}

impl Work {
    fn run(&self, sender: &SyncSender<Told>, ctx: &Context) {
        while self.goes_on(0.0) {
            let Some((number, path)) = self.tasks.get(self.next.fetch_add(1, Ordering::Relaxed))
            else {
                return;
            };
            let say = |told| {
                let is_heard = sender.send(told).is_ok();
                ctx.request_repaint_after(TELL_EVERY);
                is_heard
            };
            if !say(Told::Begun(*number)) {
                return;
            }
            let seen = Seen::now(path);
            let told = match self.read(path) {
                Ok(Some(document)) => Told::Read(*number, Box::new(document), seen),
                Ok(None) => return,
                Err(failure) => Told::Failed(*number, failure),
            };
            if !say(told) {
                return;
            }
        }
    }

    fn read(&self, path: &std::path::Path) -> Result<Option<Document>, Failure> {
        let places = self
            .own
            .places()
            .map_err(|error| Failure::Open(error.into()))?;
        let read = annotated(path, &places.gazetteer, self).map_err(Failure::Open)?;
        let Some(document) = read else {
            return Ok(None);
        };
        let n_bytes = document.article.text().len() as u64;
        let n_before = self.n_bytes.fetch_add(n_bytes, Ordering::Relaxed);
        match n_before + n_bytes > MAX_TEXT {
            true => Err(Failure::TooMuch),
            false => Ok(Some(slim(document))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(n: usize) -> (tempfile::TempDir, Vec<(usize, PathBuf)>) {
        let folder = tempfile::tempdir().unwrap();
        let tasks = (0..n).map(|n| {
            let path = folder.path().join(format!("{n}.txt"));
            std::fs::write(&path, format!("Viajó de Quito a Lima, {n}.")).unwrap();
            (n, path)
        });
        let tasks = tasks.collect();
        (folder, tasks)
    }

    fn wait(pool: &mut Pool) -> Vec<Told> {
        let mut all = Vec::new();
        for _ in 0..2000 {
            all.extend(pool.told());
            if pool.is_done() {
                return all;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("only {} of them", all.len());
    }

    #[test]
    fn every_article_is_read_or_says_why_not() {
        let (folder, mut tasks) = files(100);
        tasks.push((100, folder.path().join("falta.txt")));
        let mut pool = Pool::start(tasks, OwnPlaces::default(), &Context::default());
        let told = wait(&mut pool);
        let n_read = told
            .iter()
            .filter(|told| matches!(told, Told::Read(..)))
            .count();
        assert_eq!(n_read, 100);
        let failed = told.iter().find(|told| matches!(told, Told::Failed(..)));
        assert_eq!(failed.unwrap().number(), 100);
    }

    #[test]
    fn dropping_it_ends_the_work() {
        let (_folder, tasks) = files(500);
        let pool = Pool::start(tasks, OwnPlaces::default(), &Context::default());
        let work = Arc::clone(&pool.work);
        drop(pool);
        let began = std::time::Instant::now();
        while Arc::strong_count(&work) > 1 {
            assert!(began.elapsed() < Duration::from_secs(5), "works on");
            thread::sleep(Duration::from_millis(5));
        }
        assert!(work.next.load(Ordering::Relaxed) < 500);
    }
}
