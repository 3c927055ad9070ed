//! What workers have to say.

use std::path::PathBuf;

use crate::app::files::dialog::Purpose;
use crate::app::files::folder::Found;
use crate::app::files::open::{OpenError, Opened};
use crate::collection::Listing;
use crate::picture::{PictureError, Pixels};

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
