//! Work in the background: reading, extracting, saving, waiting for dialogs.
//!
//! Each task runs on a thread of its own with a name; what comes of it goes up one channel and wakes the window.
//! Of several articles asked for, only the last one counts: the work on the others ends, and what comes late falls on
//! the floor.

mod recording;
mod writing;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use eframe::egui::Context;

use super::files::always::{self, Keeper, Pending};
use super::files::cache;
use super::files::changes::Seen;
use super::files::dialog::{self, FASTER_THAN_A_HAND, Purpose, Question};
use super::files::folder::{Found, articles_at};
use super::files::listing;
use super::files::open::{OpenError, Opened, Source, open};
use super::files::own_places::OwnPlaces;
use super::words::Word;
use crate::collection::Listing;
use crate::extract::Watch;
use crate::picture::{PictureError, Pixels};
use crate::text::Language;

pub use recording::{Recording, Tale, form};
pub use writing::Writing;

/// Reading that takes longer than this is shown.
pub const SHOW_AFTER: Duration = Duration::from_millis(200);

/// How often the window says how far reading has come.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// Everything that can come up from a worker.
#[derive(Debug)]
pub enum Report {
    /// An article has been read.
    Opened(Box<Opened>),
    /// What is on screen has been read again.
    Reopened(Box<Opened>),
    /// An article could not be read.
    NotOpened {
        /// What it is called.
        name: Option<String>,
        /// Why.
        error: OpenError,
    },
    /// A file has been written.
    Written {
        /// Where.
        path: PathBuf,
        /// What for.
        purpose: Purpose,
        /// The revision of the document that was written.
        revision: u64,
    },
    /// A file could not be written.
    NotWritten {
        /// Where.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A story has been written.
    Recorded {
        /// Where; of many pictures, what their numbers were added to.
        path: PathBuf,
        /// How many pictures it has.
        n_pictures: usize,
    },
    /// A picture has been drawn for the clipboard.
    Picture(Pixels),
    /// A picture could not be drawn.
    NoPicture(PictureError),
    /// The articles at some paths are known.
    Found(Found),
    /// A collection has been read.
    Listed(PathBuf, Box<Listing>),
    /// The person has chosen files in a dialog: one, or several to open.
    Chosen(Purpose, Vec<PathBuf>),
    /// The person has closed a dialog.
    Cancelled,
    /// There was no dialog.
    NoDialog(Purpose),
    /// The file of what is on screen has been changed by somebody else.
    Changed(PathBuf),
    /// The folder of downloaded tiles holds so many bytes.
    CacheSize(u64),
    /// The folder of downloaded tiles could not be emptied.
    CacheNotEmptied(std::io::Error),
}

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

/// An article that is being read. Dropping it ends the work.
#[derive(Debug)]
pub struct Reading {
    number: u64,
    /// What it is called.
    pub name: Option<String>,
    /// Since when.
    pub since: Instant,
    progress: Arc<Progress>,
}

/// How far a worker has come, and whether it should go on.
#[derive(Debug, Default)]
struct Progress {
    permille: AtomicU32,
    is_given_up: AtomicBool,
}

impl Watch for Progress {
    fn goes_on(&self, share: f32) -> bool {
        let permille = (share.clamp(0.0, 1.0) * 1000.0) as u32;
        self.permille.store(permille, Ordering::Relaxed);
        !self.is_given_up.load(Ordering::Relaxed)
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.progress.is_given_up.store(true, Ordering::Relaxed);
    }
}

impl Reading {
    /// What to call it.
    pub fn display_name(&self, language: Language) -> &str {
        self.name
            .as_deref()
            .unwrap_or(Word::ClipboardName.in_language(language))
    }

    /// How much of it is done, 0 to 1.
    pub fn share(&self) -> f32 {
        self.progress.permille.load(Ordering::Relaxed) as f32 / 1000.0
    }

    /// Whether it takes so long that it is shown.
    pub fn is_shown(&self) -> bool {
        self.since.elapsed() >= SHOW_AFTER
    }

    /// "Leyendo crónica.txt… 43 %".
    pub fn words(&self, language: Language) -> String {
        let percent = (self.share() * 100.0).floor().to_string();
        Word::Loading.with(language, &[self.display_name(language), &percent])
    }
}

/// What a file turns out to hold.
enum Either {
    /// An article; nothing, if it was given up.
    Article(Option<Box<Opened>>),
    /// A collection, with its file.
    Listing(PathBuf, Box<Listing>),
}

fn open_either(source: Source, own: &OwnPlaces, watch: &dyn Watch) -> Result<Either, OpenError> {
    match source {
        Source::File(path) if listing::is_listing(&path) => {
            let listing = Box::new(listing::read(&path)?);
            Ok(Either::Listing(path, listing))
        }
        source => Ok(Either::Article(open(source, own, watch)?.map(Box::new))),
    }
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

    /// Writes a collection to a file.
    pub fn write_listing(&mut self, listing: Listing, path: PathBuf, revision: u64) {
        self.spawn("save", move || {
            Some(match listing::write(&listing, &path) {
                Ok(()) => Report::Written {
                    path,
                    purpose: Purpose::SaveCollection,
                    revision,
                },
                Err(error) => Report::NotWritten { path, error },
            })
        });
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
mod tests {
    use super::*;

    fn wait(jobs: &mut Jobs) -> Report {
        for _ in 0..500 {
            if let Some(report) = jobs.report() {
                return report;
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("no report");
    }

    #[test]
    fn of_two_articles_only_the_last_comes_up() {
        let mut jobs = Jobs::new(Context::default());
        jobs.open(Source::Text("uno".to_owned()));
        jobs.open(Source::Text("dos".to_owned()));
        let Report::Opened(opened) = wait(&mut jobs) else {
            panic!("not opened")
        };
        assert_eq!(opened.document.article.text(), "dos");
        thread::sleep(Duration::from_millis(50));
        assert!(jobs.report().is_none());
        assert!(jobs.reading().is_none());
    }

    #[test]
    fn a_cancelled_article_never_comes_up() {
        let mut jobs = Jobs::new(Context::default());
        jobs.open(Source::Text("uno".to_owned()));
        jobs.cancel_reading();
        thread::sleep(Duration::from_millis(100));
        assert!(jobs.report().is_none());
    }

    #[test]
    fn cancelling_ends_the_work() {
        let text = "Una delegación viajó de Quito a Lima.\n\n".repeat(40_000);
        let mut jobs = Jobs::new(Context::default());
        jobs.open(Source::Text(text));
        let reading = jobs.reading().unwrap();
        let progress = Arc::clone(&reading.progress);
        for _ in 0..2000 {
            if jobs.reading().unwrap().share() > 0.01 {
                break;
            }
            thread::sleep(Duration::from_millis(5));
        }
        assert!(jobs.reading().unwrap().share() < 0.9, "still at work");
        jobs.cancel_reading();
        let began = Instant::now();
        // The worker holds the other one until it ends.
        while Arc::strong_count(&progress) > 1 {
            assert!(began.elapsed() < Duration::from_secs(2), "works on");
            thread::sleep(Duration::from_millis(5));
        }
        assert!(jobs.report().is_none());
    }

    #[test]
    fn a_changed_file_is_reported_until_another_is_watched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "uno").unwrap();
        let mut jobs = Jobs::new(Context::default());
        jobs.watch(Seen::now(&path));
        std::fs::write(&path, "uno dos").unwrap();
        assert!(matches!(wait(&mut jobs), Report::Changed(changed) if changed == path));
        std::fs::write(&path, "uno dos tres").unwrap();
        jobs.watch(None);
        thread::sleep(Duration::from_millis(2500));
        assert!(jobs.report().is_none());
    }

    #[test]
    fn a_missing_file_is_reported_with_its_name() {
        let mut jobs = Jobs::new(Context::default());
        jobs.open(Source::File("/nowhere/falta.txt".into()));
        let Report::NotOpened { name, error } = wait(&mut jobs) else {
            panic!("opened")
        };
        assert_eq!(name.as_deref(), Some("falta.txt"));
        assert!(!error.to_string().is_empty());
    }
}
