//! Files and pictures that are made of a document: what takes a while is shown, and can be given up.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use super::{Jobs, Report, SHOW_AFTER};
use crate::app::files::dialog::Purpose;
use crate::app::files::listing;
use crate::app::files::open::file_name;
use crate::app::files::save::write_atomic;
use crate::app::words::Word;
use crate::collection::{Aggregate, Listing, Member};
use crate::document::Document;
use crate::export::{Format, geojson_of_all, table_of_all, write_table};
use crate::picture::{self, View};
use crate::text::Language;

/// What is being made of a document.
#[derive(Debug)]
pub struct Writing {
    number: u64,
    /// The file; none where it goes to the clipboard.
    name: Option<String>,
    since: Instant,
    given_up: GivenUp,
}

/// Whether a person gave up what is being made; what nobody waits for is thrown away.
#[derive(Clone, Debug, Default)]
struct GivenUp(Arc<AtomicBool>);

impl GivenUp {
    fn is_so(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Writing {
    /// Whether it takes so long that it is shown.
    pub fn is_shown(&self) -> bool {
        self.since.elapsed() >= SHOW_AFTER
    }

    /// "Escribiendo mapa.png…".
    pub fn words(&self, language: Language) -> String {
        match &self.name {
            Some(name) => Word::Writing.with(language, &[name]),
            None => Word::Drawing.in_language(language).to_owned(),
        }
    }
}

/// What all articles of a collection say together, to be written.
#[derive(Debug)]
pub struct Gathered {
    /// All of it.
    pub all: Arc<Aggregate>,
    /// The articles that say it.
    pub members: Vec<Member>,
    /// What to call it.
    pub name: String,
}

impl Gathered {
    fn write(&self, purpose: Purpose, out: &mut dyn io::Write) -> io::Result<()> {
        match purpose {
            Purpose::ExportTable => table_of_all(&self.all, &self.members, out),
            _ => geojson_of_all(&self.all, &self.members, &self.name, out),
        }
    }
}

/// Writes a document as what was asked for.
fn write_document(
    document: &Document,
    purpose: Purpose,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match purpose {
        Purpose::ExportGeoJson => Format::GeoJson.write(document, out),
        Purpose::ExportTable => write_table(document, out),
        Purpose::ExportPage => Format::Html.write(document, out),
        _ => Format::Json.write(document, out),
    }
}

impl Jobs {
    /// Writes what all articles say together to a file.
    pub fn write_gathered(
        &mut self,
        gathered: Gathered,
        purpose: Purpose,
        path: PathBuf,
        revision: u64,
    ) {
        let name = file_name(&path);
        self.make("export", Some(name), move |given_up| {
            let written = write_unless(given_up, &path, |out| gathered.write(purpose, out));
            written_report(written?, path, purpose, revision)
        });
    }

    /// Writes a collection to a file.
    pub fn write_listing(&mut self, listing: Listing, path: PathBuf, revision: u64) {
        self.spawn("save", move || {
            let written = listing::write(&listing, &path);
            written_report(written, path, Purpose::SaveCollection, revision)
        });
    }

    /// Writes a document to a file.
    pub fn write(&mut self, document: Document, purpose: Purpose, path: PathBuf, revision: u64) {
        // The person's own work is saved whatever else happens.
        let is_export = purpose != Purpose::Save;
        let name = file_name(&path);
        let make = move |given_up: &GivenUp| {
            let written = write_unless(given_up, &path, |out| {
                write_document(&document, purpose, out)
            });
            written_report(written?, path, purpose, revision)
        };
        if is_export {
            self.make("export", Some(name), make);
        } else {
            self.spawn("save", move || make(&GivenUp::default()));
        }
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
        let name = file_name(&path);
        self.make("picture", Some(name), move |given_up| {
            let bytes = match format.render(&document, &view) {
                Ok(bytes) => bytes,
                Err(error) => return Some(Report::NoPicture(error)),
            };
            let written = write_unless(given_up, &path, |out| out.write_all(&bytes));
            written_report(written?, path, Purpose::ExportPicture, revision)
        });
    }

    /// Draws the map of a document for the clipboard.
    pub fn draw_picture(&mut self, document: Document, view: View) {
        self.make("picture", None, move |given_up| {
            let drawn = picture::pixels(&document, &view);
            (!given_up.is_so()).then(|| match drawn {
                Ok(pixels) => Report::Picture(pixels),
                Err(error) => Report::NoPicture(error),
            })
        });
    }

    /// Makes something that can be given up.
    fn make(
        &mut self,
        thread: &str,
        name: Option<String>,
        make: impl FnOnce(&GivenUp) -> Option<Report> + Send + 'static,
    ) {
        let given_up = GivenUp::default();
        let number = self.spawn(thread, {
            let given_up = given_up.clone();
            move || make(&given_up)
        });
        self.writing = Some(Writing {
            number,
            name,
            since: Instant::now(),
            given_up,
        });
        self.context.request_repaint_after(SHOW_AFTER);
    }

    /// What is being made, if anything.
    pub fn writing(&self) -> Option<&Writing> {
        self.writing.as_ref()
    }

    /// Gives up what is being made: no file is left of it. Says whether there was anything that the person could see.
    pub fn cancel_writing(&mut self) -> bool {
        let given_up = self.writing.take_if(|writing| writing.is_shown());
        given_up.is_some_and(|writing| {
            writing.given_up.0.store(true, Ordering::Relaxed);
            true
        })
    }

    /// Forgets what has been made.
    pub(super) fn end_writing(&mut self, number: u64) {
        self.writing.take_if(|writing| writing.number == number);
    }
}

/// Writes a file, unless it was given up before it was complete.
fn write_unless(
    given_up: &GivenUp,
    path: &Path,
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> Option<io::Result<()>> {
    let written = write_atomic(path, |out| {
        write(out)?;
        match given_up.is_so() {
            true => Err(io::ErrorKind::Interrupted.into()),
            false => Ok(()),
        }
    });
    (!given_up.is_so()).then_some(written)
}

fn written_report(
    written: io::Result<()>,
    path: PathBuf,
    purpose: Purpose,
    revision: u64,
) -> Option<Report> {
    Some(match written {
        Ok(()) => Report::Written {
            path,
            purpose,
            revision,
        },
        Err(error) => Report::NotWritten { path, error },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_up_leaves_no_file_and_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mapa.svg");
        std::fs::write(&path, "mine").unwrap();
        let given_up = GivenUp::default();
        let written = write_unless(&given_up, &path, |out| {
            given_up.0.store(true, Ordering::Relaxed);
            out.write_all(b"theirs")
        });
        assert!(written.is_none());
        assert_eq!(std::fs::read(&path).unwrap(), b"mine");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_nobody_waits_for_is_thrown_away() {
        let mut jobs = Jobs::new(eframe::egui::Context::default());
        let (go_on, wait) = std::sync::mpsc::channel();
        jobs.make("test", None, move |given_up| {
            let _ = wait.recv();
            (!given_up.is_so()).then_some(Report::Cancelled)
        });
        assert!(!jobs.cancel_writing(), "nothing can be seen yet");
        std::thread::sleep(SHOW_AFTER);
        assert_eq!(
            jobs.writing().unwrap().words(Language::En),
            "Drawing the map…"
        );
        assert!(jobs.cancel_writing());
        go_on.send(()).unwrap();
        std::thread::sleep(SHOW_AFTER);
        assert!(jobs.report().is_none());
    }
}
