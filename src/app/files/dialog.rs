//! The system's own file dialogs, and whether there are any.
//!
//! A dialog answers "nothing" both when the person cancels and when the system has no dialog at all. So we look for
//! the services that dialogs need before, and take an answer that comes faster than any hand for a missing one.

use std::ffi::OsString;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;
use std::time::Duration;

use rfd::FileHandle;

/// An empty answer that comes faster than this is no person's.
pub const FASTER_THAN_A_HAND: Duration = Duration::from_millis(150);

/// What a file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To open it.
    Open,
    /// To open all the articles in a folder.
    OpenFolder,
    /// To save the annotated document.
    Save,
    /// To save the collection.
    SaveCollection,
    /// To write GeoJSON.
    ExportGeoJson,
    /// To write a table of what is stated.
    ExportTable,
    /// To write the map as a picture.
    ExportPicture,
    /// To write the article as a web page.
    ExportPage,
    /// To write the story as one picture that moves.
    RecordMoving,
    /// To write the story as a picture for each sentence.
    RecordStills,
    /// To read the person's own places from it.
    OwnPlaces,
}

impl Purpose {
    /// Whether the file will be written.
    pub fn writes(self) -> bool {
        !matches!(self, Self::Open | Self::OpenFolder | Self::OwnPlaces)
    }

    /// The ending of files for this purpose, where it is one.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Open | Self::OpenFolder | Self::OwnPlaces => "",
            Self::SaveCollection => "mapalabra-collection.json",
            Self::Save => "mapalabra.json",
            Self::ExportGeoJson => "geojson",
            Self::ExportTable => "csv",
            Self::ExportPicture | Self::RecordStills => "png",
            Self::ExportPage => "html",
            Self::RecordMoving => "apng",
        }
    }
}

/// What to ask for.
#[derive(Clone, Debug)]
pub struct Question {
    /// Why.
    pub purpose: Purpose,
    /// Title of the dialog.
    pub title: String,
    /// Where to start.
    pub folder: Option<PathBuf>,
    /// The file name to propose.
    pub proposed: String,
}

/// Whether this system offers file dialogs.
pub fn available() -> bool {
    if cfg!(any(target_os = "windows", target_os = "macos")) {
        return true;
    }
    available_on_unix(|name| std::env::var_os(name), Path::exists)
}

/// Portals need a session bus; without one there may still be the `zenity` program.
fn available_on_unix(
    variable: impl Fn(&str) -> Option<OsString>,
    exists: impl Fn(&Path) -> bool,
) -> bool {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let bus =
        || set("XDG_RUNTIME_DIR").is_some_and(|folder| exists(&Path::new(&folder).join("bus")));
    let zenity = || {
        set("PATH").is_some_and(|path| {
            std::env::split_paths(&path).any(|folder| exists(&folder.join("zenity")))
        })
    };
    set("DBUS_SESSION_BUS_ADDRESS").is_some() || bus() || zenity()
}

/// What comes of a dialog: the files or the folder that a person chose, or nothing.
pub type Answer = Pin<Box<dyn Future<Output = Option<Vec<PathBuf>>> + Send>>;

/// A dialog about to be shown; made on the thread of the window, awaited on another.
pub fn ask(question: Question) -> Answer {
    let mut dialog = rfd::AsyncFileDialog::new().set_title(question.title);
    if let Some(folder) = question.folder {
        dialog = dialog.set_directory(folder);
    }
    match question.purpose {
        Purpose::Open => Box::pin(several(dialog.pick_files())),
        Purpose::OpenFolder => Box::pin(one(dialog.pick_folder())),
        purpose if purpose.writes() => {
            Box::pin(one(dialog.set_file_name(question.proposed).save_file()))
        }
        _ => Box::pin(one(dialog.pick_file())),
    }
}

async fn one(file: impl Future<Output = Option<FileHandle>>) -> Option<Vec<PathBuf>> {
    Some(vec![file.await?.path().to_owned()])
}

async fn several(files: impl Future<Output = Option<Vec<FileHandle>>>) -> Option<Vec<PathBuf>> {
    let files = files.await?;
    Some(files.iter().map(|file| file.path().to_owned()).collect())
}

/// Waits for a future on this thread.
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => std::thread::park(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dialogs_need_a_session_bus_or_zenity() {
        type Case = (
            &'static [(&'static str, &'static str)],
            &'static [&'static str],
            bool,
        );
        let cases: [Case; 6] = [
            (&[], &[], false),
            (
                &[("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/bus")],
                &[],
                true,
            ),
            (&[("DBUS_SESSION_BUS_ADDRESS", "")], &[], false),
            (
                &[("XDG_RUNTIME_DIR", "/run/user/1000")],
                &["/run/user/1000/bus"],
                true,
            ),
            (&[("XDG_RUNTIME_DIR", "/run/user/1000")], &[], false),
            (&[("PATH", "/bin:/usr/bin")], &["/usr/bin/zenity"], true),
        ];
        for (variables, files, expected) in cases {
            let variable = |name: &str| {
                variables
                    .iter()
                    .find(|(set, _)| *set == name)
                    .map(|(_, value)| value.into())
            };
            let exists = |path: &Path| files.iter().any(|file| Path::new(file) == path);
            assert_eq!(
                available_on_unix(variable, exists),
                expected,
                "{variables:?} {files:?}"
            );
        }
    }

    #[test]
    fn a_future_that_is_woken_from_another_thread_ends() {
        let (sender, receiver) = std::sync::mpsc::channel::<Waker>();
        std::thread::spawn(move || receiver.recv().map(Waker::wake));
        let mut first = true;
        let future = std::future::poll_fn(move |context| {
            if std::mem::take(&mut first) {
                sender.send(context.waker().clone()).unwrap();
                return Poll::Pending;
            }
            Poll::Ready(7)
        });
        assert_eq!(wait(future), 7);
    }
}
