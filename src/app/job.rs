//! Work in the background: reading, extracting, saving, waiting for dialogs.
//!
//! Each task runs on a thread of its own with a name; what comes of it goes up one channel and wakes the window.
//! Of several articles asked for, only the last one counts: what comes late falls on the floor.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use eframe::egui::Context;

use super::files::dialog::{self, FASTER_THAN_A_HAND, Purpose, Question};
use super::files::open::{OpenError, Opened, Source, open};
use super::files::save::write_atomic;
use super::words::Word;
use crate::document::Document;
use crate::export::Format;
use crate::picture::{self, PictureError, Pixels, View};
use crate::text::Language;

/// Reading that takes longer than this is shown.
pub const SHOW_AFTER: Duration = Duration::from_millis(200);

/// Everything that can come up from a worker.
#[derive(Debug)]
pub enum Report {
    /// An article has been read.
    Opened(Box<Opened>),
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
    /// A picture has been drawn for the clipboard.
    Picture(Pixels),
    /// A picture could not be drawn.
    NoPicture(PictureError),
    /// The person has chosen a file in a dialog.
    Chosen(Purpose, PathBuf),
    /// The person has closed a dialog.
    Cancelled,
    /// There was no dialog.
    NoDialog(Purpose),
}

/// The window's side of its workers.
#[derive(Debug)]
pub struct Jobs {
    context: Context,
    sender: Sender<(u64, Report)>,
    receiver: Receiver<(u64, Report)>,
    last: u64,
    reading: Option<Reading>,
}

/// An article that is being read.
#[derive(Clone, Debug)]
pub struct Reading {
    number: u64,
    /// What it is called.
    pub name: Option<String>,
    /// Since when.
    pub since: Instant,
}

impl Reading {
    /// What to call it.
    pub fn display_name(&self, language: Language) -> &str {
        self.name
            .as_deref()
            .unwrap_or(Word::ClipboardName.in_language(language))
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
        }
    }

    /// The context that reports wake.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// Reads an article; one that is still being read is forgotten.
    pub fn open(&mut self, source: Source) {
        let name = source.name();
        let number = self.spawn("read", {
            let name = name.clone();
            move || match open(source) {
                Ok(opened) => Report::Opened(Box::new(opened)),
                Err(error) => Report::NotOpened { name, error },
            }
        });
        self.reading = Some(Reading {
            number,
            name,
            since: Instant::now(),
        });
        self.context.request_repaint_after(SHOW_AFTER);
    }

    /// Writes a document to a file.
    pub fn write(&mut self, document: Document, purpose: Purpose, path: PathBuf, revision: u64) {
        self.spawn("save", move || {
            let format = match purpose {
                Purpose::ExportGeoJson => Format::GeoJson,
                Purpose::Open | Purpose::Save | Purpose::ExportPicture => Format::Json,
            };
            let written = write_atomic(&path, |out| format.write(&document, out));
            match written {
                Ok(()) => Report::Written {
                    path,
                    purpose,
                    revision,
                },
                Err(error) => Report::NotWritten { path, error },
            }
        });
    }

    /// Writes the map of a document as a picture; its ending says of what kind.
    pub fn write_picture(
        &mut self,
        document: Document,
        view: View,
        format: picture::Format,
        path: PathBuf,
        revision: u64,
    ) {
        self.spawn("picture", move || {
            let bytes = match format.render(&document, &view) {
                Ok(bytes) => bytes,
                Err(error) => return Report::NoPicture(error),
            };
            match write_atomic(&path, |out| out.write_all(&bytes)) {
                Ok(()) => Report::Written {
                    path,
                    purpose: Purpose::ExportPicture,
                    revision,
                },
                Err(error) => Report::NotWritten { path, error },
            }
        });
    }

    /// Draws the map of a document for the clipboard.
    pub fn draw_picture(&mut self, document: Document, view: View) {
        self.spawn("picture", move || match picture::pixels(&document, &view) {
            Ok(pixels) => Report::Picture(pixels),
            Err(error) => Report::NoPicture(error),
        });
    }

    /// Shows a file dialog of the system.
    pub fn ask(&mut self, question: Question) {
        let purpose = question.purpose;
        let answer = dialog::ask(question);
        self.spawn("dialog", move || {
            let began = Instant::now();
            match dialog::wait(answer) {
                Some(path) => Report::Chosen(purpose, path),
                None if began.elapsed() < FASTER_THAN_A_HAND => Report::NoDialog(purpose),
                None => Report::Cancelled,
            }
        });
    }

    /// The article that is being read, if any.
    pub fn reading(&self) -> Option<&Reading> {
        self.reading.as_ref()
    }

    /// Forgets the article that is being read.
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
        if matches!(report, Report::Opened(_) | Report::NotOpened { .. }) {
            self.reading.take_if(|reading| reading.number == number)?;
        }
        Some(report)
    }

    fn spawn(&mut self, name: &str, work: impl FnOnce() -> Report + Send + 'static) -> u64 {
        self.last += 1;
        let number = self.last;
        let (sender, context) = (self.sender.clone(), self.context.clone());
        let spawned = thread::Builder::new()
            .name(format!("mapalabra-{name}"))
            .spawn(move || {
                // A window that has closed meanwhile needs no answer.
                if sender.send((number, work())).is_ok() {
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
