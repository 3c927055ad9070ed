//! Work in the background: reading, extracting, saving, waiting for dialogs.
//!
//! Each task runs on a thread of its own with a name; what comes of it goes up one channel and wakes the window.
//! Of several articles asked for, only the last one counts: the work on the others ends, and what comes late falls on
//! the floor.

mod reading;
mod recording;
mod report;
mod writing;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use eframe::egui::Context;

use super::files::always::{self, Keeper, Pending};
use super::files::cache;
use super::files::changes::Seen;
use super::files::dialog::{self, FASTER_THAN_A_HAND, Question};
use super::files::folder::articles_at;
use super::files::open::{OpenError, Source};
use super::files::own_places::OwnPlaces;
use reading::{Either, Progress, open_either};

pub use reading::Reading;
pub use recording::{Recording, Tale, form};
pub use report::Report;
pub use writing::{Gathered, Writing};

/// Reading that takes longer than this is shown.
pub const SHOW_AFTER: Duration = Duration::from_millis(200);

/// How often the window says how far reading has come.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// The window's side of its workers.
#[derive(Debug)]
pub struct Jobs {
    context: Context,
    sender: Sender<(u64, Report)>,
    receiver: Receiver<(u64, Report)>,
    last: u64,
    reading: Option<Reading>,
    recording: Option<Recording>,
    writing: Option<Writing>,
    watching: Option<Watching>,
    own_places: OwnPlaces,
    always: Option<PathBuf>,
    /// Who writes to the table of what names always mean.
    keeper: Option<Keeper>,
    pending: Pending,
}

/// A file that is looked at until this is dropped.
#[derive(Debug)]
struct Watching {
    number: u64,
    _stop: Sender<()>,
}

impl Jobs {
    /// Nothing to do yet; reports wake this context.
    pub fn new(context: Context) -> Self {
        let (sender, receiver) = channel();
        Self {
            context,
            sender,
            receiver,
            last: 0,
            reading: None,
            recording: None,
            writing: None,
            watching: None,
            own_places: OwnPlaces::default(),
            always: None,
            keeper: None,
            pending: Pending::default(),
        }
    }

    /// Reads articles from now on with the person's own places in this file, or with none.
    pub fn use_own_places(&mut self, file: Option<PathBuf>) {
        self.own_places =
            OwnPlaces::of(file).with_always(self.always.clone(), self.pending.clone());
    }

    /// Reads articles also with this table of what names always mean, from the next call of [`Self::use_own_places`] on.
    pub fn use_always(&mut self, table: Option<PathBuf>) {
        self.always = table;
    }

    /// Changes the table of what names always mean; articles that are read from now on follow it.
    pub fn change_always(&mut self, change: always::Change) {
        let Some(table) = self.always.clone() else {
            return;
        };
        if self.keeper.is_none() {
            let (sender, context, path) =
                (self.sender.clone(), self.context.clone(), table.clone());
            let tell = move |error| {
                let path = path.clone();
                // A window that has closed meanwhile needs no answer.
                if sender.send((0, Report::NotWritten { path, error })).is_ok() {
                    context.request_repaint();
                }
            };
            match Keeper::start(table.clone(), self.pending.clone(), tell) {
                Ok(keeper) => self.keeper = Some(keeper),
                Err(error) => {
                    let path = table;
                    let _ = self.sender.send((0, Report::NotWritten { path, error }));
                }
            }
        }
        if let Some(keeper) = &self.keeper {
            keeper.ask(change);
        }
    }

    /// The file of the person's own places.
    pub fn own_places(&self) -> Option<&Path> {
        self.own_places.file()
    }

    /// The context that reports wake.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// Reads an article; one that is still being read is given up.
    pub fn open(&mut self, source: Source) {
        self.start_reading(source, false);
    }

    /// Reads again what is on screen, for the corrections that a person made to it.
    pub fn open_again(&mut self, source: Source) {
        self.start_reading(source, true);
    }

    fn start_reading(&mut self, source: Source, again: bool) {
        self.reading = None;
        let name = source.name();
        let progress = Arc::new(Progress::default());
        let number = self.spawn("read", {
            let (name, own_places) = (name.clone(), self.own_places.clone());
            let progress = Arc::clone(&progress);
            move || match open_either(source, &own_places, &*progress) {
                Ok(Either::Listing(path, listing)) => Some(Report::Listed(path, listing)),
                Ok(Either::Article(opened)) if again => Some(Report::Reopened(opened?)),
                Ok(Either::Article(opened)) => Some(Report::Opened(opened?)),
                Err(error) => Some(Report::NotOpened { name, error }),
            }
        });
        self.reading = Some(Reading {
            number,
            name,
            since: Instant::now(),
            progress,
        });
        self.context.request_repaint_after(SHOW_AFTER);
    }

    /// Asks for frames while work is shown, so that the person sees it go on.
    pub fn keep_telling(&self) {
        if self.reading.is_some() || self.recording.is_some() || self.writing.is_some() {
            self.context.request_repaint_after(TELL_EVERY);
        }
    }

    /// Looks from now on whether this file, and no other, is changed by somebody else.
    pub fn watch(&mut self, seen: Option<Seen>) {
        self.watching = None;
        let Some(seen) = seen else {
            return;
        };
        self.last += 1;
        let number = self.last;
        let (sender, context) = (self.sender.clone(), self.context.clone());
        let (stop, stopped) = channel();
        let path = seen.path.clone();
        let watch = move || {
            seen.watch(&stopped, || {
                // A window that has closed meanwhile needs no answer.
                if sender.send((number, Report::Changed(path.clone()))).is_ok() {
                    context.request_repaint();
                }
            });
        };
        let spawned = thread::Builder::new()
            .name("mapalabra-watch".to_owned())
            .spawn(watch);
        // Without a thread to look, the file is read again when the person asks for it.
        self.watching = spawned.ok().map(|_| Watching {
            number,
            _stop: stop,
        });
    }

    /// Measures the folder of downloaded tiles, emptied before where that is asked for.
    pub fn measure_cache(&mut self, folder: PathBuf, empty_first: bool) {
        self.spawn("cache", move || {
            let emptied = if empty_first {
                cache::empty(&folder)
            } else {
                Ok(())
            };
            Some(match emptied {
                Ok(()) => Report::CacheSize(cache::size(&folder)),
                Err(error) => Report::CacheNotEmptied(error),
            })
        });
    }

    /// Looks for the articles at some paths, which may be folders.
    pub fn find_articles(&mut self, paths: Vec<PathBuf>) {
        self.spawn("folder", move || Some(Report::Found(articles_at(&paths))));
    }

    /// How articles are read: with which places of the person's own.
    pub fn own(&self) -> &OwnPlaces {
        &self.own_places
    }

    /// Shows a file dialog of the system.
    pub fn ask(&mut self, question: Question) {
        let purpose = question.purpose;
        let answer = dialog::ask(question);
        self.spawn("dialog", move || {
            let began = Instant::now();
            Some(match dialog::wait(answer) {
                Some(paths) => Report::Chosen(purpose, paths),
                None if began.elapsed() < FASTER_THAN_A_HAND => Report::NoDialog(purpose),
                None => Report::Cancelled,
            })
        });
    }

    /// The article that is being read, if any.
    pub fn reading(&self) -> Option<&Reading> {
        self.reading.as_ref()
    }

    /// Gives up the article that is being read; the work on it ends.
    pub fn cancel_reading(&mut self) {
        self.reading = None;
    }

    /// The next thing that a worker has to say.
    pub fn report(&mut self) -> Option<Report> {
        loop {
            let (number, report) = self.receiver.try_recv().ok()?;
            if let Some(report) = self.accept(number, report) {
                return Some(report);
            }
        }
    }

    /// Like [`Self::report`], but waits a little for the article that is being read.
    pub fn wait_for_report(&mut self, longest: Duration) -> Option<Report> {
        self.reading.as_ref()?;
        match self.receiver.recv_timeout(longest) {
            Ok((number, report)) => self.accept(number, report),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
        }
    }

    /// Lets a report through unless it is about an article that nobody waits for any more.
    fn accept(&mut self, number: u64, report: Report) -> Option<Report> {
        self.end_recording(number);
        self.end_writing(number);
        if matches!(
            report,
            Report::Opened(_) | Report::Reopened(_) | Report::NotOpened { .. } | Report::Listed(..)
        ) {
            self.reading.take_if(|reading| reading.number == number)?;
        }
        if matches!(report, Report::Changed(_)) {
            let watching = self.watching.as_ref()?;
            return (watching.number == number).then_some(report);
        }
        Some(report)
    }

    /// Does some work on a thread of its own; answers with its number, which its report will carry.
    fn spawn(&mut self, name: &str, work: impl FnOnce() -> Option<Report> + Send + 'static) -> u64 {
        self.last += 1;
        let number = self.last;
        let (sender, context) = (self.sender.clone(), self.context.clone());
        let spawned = thread::Builder::new()
            .name(format!("mapalabra-{name}"))
            .spawn(move || {
                let Some(report) = work() else {
                    return;
                };
                // A window that has closed meanwhile needs no answer.
                if sender.send((number, report)).is_ok() {
                    context.request_repaint();
                }
            });
        if let Err(error) = spawned {
            let _ = self.sender.send((
                number,
                Report::NotOpened {
                    name: None,
                    error: OpenError::Thread(error),
                },
            ));
        }
        number
    }
}

#[cfg(test)]
mod tests;
