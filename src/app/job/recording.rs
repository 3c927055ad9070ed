//! Writing a story as pictures: long work that tells how far it is and can be given up.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use super::{Jobs, Progress, Report, SHOW_AFTER};
use crate::app::files::dialog::Purpose;
use crate::app::files::open::file_name;
use crate::app::files::save::write_atomic;
use crate::app::words::Word;
use crate::document::Document;
use crate::extract::Watch;
use crate::picture::{Film, Form, Format, PictureError, Size, View, still_path};
use crate::text::Language;

/// A story that is being written. Dropping it ends the work.
#[derive(Debug)]
pub struct Recording {
    number: u64,
    name: String,
    since: Instant,
    progress: Arc<Progress>,
}

impl Drop for Recording {
    fn drop(&mut self) {
        self.progress.is_given_up.store(true, Ordering::Relaxed);
    }
}

impl Recording {
    /// Whether it takes so long that it is shown.
    pub fn is_shown(&self) -> bool {
        self.since.elapsed() >= SHOW_AFTER
    }

    /// "Grabando historia.apng… 43 %".
    pub fn words(&self, language: Language) -> String {
        let permille = self.progress.permille.load(Ordering::Relaxed);
        Word::Recording.with(language, &[&self.name, &(permille / 10).to_string()])
    }
}

/// A story to be written.
pub struct Tale {
    /// Of this document.
    pub document: Document,
    /// What the map looks like.
    pub view: View,
    /// Size of the pictures.
    pub size: Size,
    /// How many times as fast as usual what moves moves.
    pub pace: f64,
    /// Whether the map flies from view to view, or cuts.
    pub flies: bool,
    /// One picture or many.
    pub form: Form,
    /// Where to.
    pub path: PathBuf,
}

impl Jobs {
    /// Writes a story; one that is still being written is given up.
    pub fn record(&mut self, tale: Tale) {
        self.recording = None;
        let (name, progress) = (file_name(&tale.path), Arc::new(Progress::default()));
        let number = self.spawn("record", {
            let progress = Arc::clone(&progress);
            move || report(&tale, &*progress)
        });
        self.recording = Some(Recording {
            number,
            name,
            since: Instant::now(),
            progress,
        });
        self.context.request_repaint_after(SHOW_AFTER);
    }

    /// The story that is being written, if any.
    pub fn recording(&self) -> Option<&Recording> {
        self.recording.as_ref()
    }

    /// Gives up the story that is being written; says whether there was one.
    pub fn cancel_recording(&mut self) -> bool {
        self.recording.take().is_some()
    }

    /// Forgets the story whose worker has come to its end.
    pub(super) fn end_recording(&mut self, number: u64) {
        self.recording
            .take_if(|recording| recording.number == number);
    }
}

/// Writes a story and tells what came of it; nothing where it was given up.
fn report(tale: &Tale, watch: &dyn Watch) -> Option<Report> {
    let film = match Film::new(&tale.document, &tale.view, tale.size) {
        Ok(film) => film.at_pace(tale.pace).flying(tale.flies),
        Err(error) => return Some(Report::NoPicture(error)),
    };
    let written = match tale.form {
        Form::Animated => moving(&film, &tale.path, watch),
        Form::Stills(format) => stills(&film, format, &tale.path, watch),
    };
    match written {
        Ok(n_pictures) => n_pictures.map(|n_pictures| Report::Recorded {
            path: tale.path.clone(),
            n_pictures,
        }),
        Err(Failure::Picture(error)) => Some(Report::NoPicture(error)),
        Err(Failure::File(path, error)) => Some(Report::NotWritten { path, error }),
    }
}

/// Why a story was not written.
enum Failure {
    Picture(PictureError),
    File(PathBuf, io::Error),
}

impl From<PictureError> for Failure {
    fn from(error: PictureError) -> Self {
        Self::Picture(error)
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let written = write_atomic(path, |out| out.write_all(bytes));
    written.map_err(|error| Failure::File(path.to_owned(), error))
}

/// Writes one picture that moves; answers how many it holds.
fn moving(film: &Film<'_>, path: &Path, watch: &dyn Watch) -> Result<Option<usize>, Failure> {
    let Some(bytes) = film.animated(watch)? else {
        return Ok(None);
    };
    write(path, &bytes)?;
    Ok(Some(film.n_pictures()))
}

/// Writes one picture for each sentence, in the place of none that is there already; answers how many. Where it is given
/// up, none is left.
fn stills(
    film: &Film<'_>,
    format: Format,
    path: &Path,
    watch: &dyn Watch,
) -> Result<Option<usize>, Failure> {
    let n = film.n_pictures();
    let paths: Vec<PathBuf> = (1..=n).map(|number| still_path(path, number, n)).collect();
    if let Some(taken) = paths.iter().find(|path| path.exists()) {
        let error = io::ErrorKind::AlreadyExists.into();
        return Err(Failure::File(taken.clone(), error));
    }
    for (at, path) in paths.iter().enumerate() {
        if !watch.goes_on(at as f32 / n as f32) {
            for written in &paths[..at] {
                // What cannot be deleted is left to the person.
                let _ = std::fs::remove_file(written);
            }
            return Ok(None);
        }
        write(path, &film.still(at, format)?)?;
    }
    Ok(Some(n))
}

/// What a story is written as to a file of this name, asked for with this purpose: what moves may be called ".png" too.
pub fn form(purpose: Purpose, path: &Path) -> Option<Form> {
    match (purpose, Form::of_path(path)?) {
        (Purpose::RecordMoving, Form::Stills(Format::Svg)) => None,
        (Purpose::RecordMoving, _) => Some(Form::Animated),
        (_, Form::Animated) => None,
        (_, form) => Some(form),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    const DANUBIO: &str = include_str!("../../../tests/data/danubio.mapalabra.json");

    fn tale(path: PathBuf) -> Tale {
        Tale {
            document: Document::from_json(DANUBIO).unwrap(),
            view: View::default(),
            size: Size::new(200, 200).unwrap(),
            pace: 1.0,
            flies: true,
            form: Form::Stills(Format::Svg),
            path,
        }
    }

    /// Gives up after so many pictures.
    struct After(Cell<usize>);

    impl Watch for After {
        fn goes_on(&self, _share: f32) -> bool {
            let left = self.0.get();
            self.0.set(left.saturating_sub(1));
            left > 0
        }
    }

    #[test]
    fn a_story_that_is_given_up_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let tale = tale(folder.path().join("a.svg"));
        assert!(report(&tale, &After(Cell::new(2))).is_none());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn no_picture_that_is_there_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let second = folder.path().join("a-02.svg");
        std::fs::write(&second, "mine").unwrap();
        let tale = tale(folder.path().join("a.svg"));
        let Some(Report::NotWritten { path, .. }) = report(&tale, &After(Cell::new(99))) else {
            panic!("written over");
        };
        assert_eq!(path, second);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn the_ending_must_fit_what_was_asked_for() {
        let form = |purpose, name| form(purpose, Path::new(name));
        assert_eq!(form(Purpose::RecordMoving, "a.png"), Some(Form::Animated));
        assert_eq!(form(Purpose::RecordMoving, "a.svg"), None);
        assert_eq!(form(Purpose::RecordStills, "a.apng"), None);
        assert_eq!(
            form(Purpose::RecordStills, "a.svg"),
            Some(Form::Stills(Format::Svg))
        );
    }
}
