//! The command line. Commands read and write streams that the caller hands in, so that tests see what they print.

mod annotate;
mod arguments;
mod desktop;
mod explain;
mod filter;
mod gazetteer;
mod help;
mod in_order;
mod output;
mod place;
mod render;
mod usage;

use std::io::{self, Read, Write};

pub use arguments::{Annotate, Command, Filter, Form, Lookup, Render, Window, parse};
pub use usage::Usage;

use crate::document::SCHEMA;
use crate::gazetteer::AssetError;
use crate::gazetteer::own::OwnError;
use crate::load::LoadError;
use crate::picture::PictureError;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was done.
    Done,
    /// Some input could not be processed; the rest was.
    Incomplete,
    /// The command makes no sense as given.
    WrongUsage,
}

impl Outcome {
    /// The exit code that says so.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Incomplete => 1,
            Self::WrongUsage => 2,
        }
    }
}

/// What a command reads and writes.
pub struct Streams<'a> {
    /// Standard input.
    pub input: &'a mut (dyn Read + Send),
    /// Whether `input` is a person typing.
    pub is_terminal: bool,
    /// Standard output: results and nothing else.
    pub out: &'a mut dyn Write,
    /// Standard error: progress and complaints.
    pub log: &'a mut dyn Write,
}

/// Why a command stopped before its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CommandError {
    /// The command makes no sense as given.
    #[error(transparent)]
    Usage(#[from] Usage),
    /// The gazetteer inside the program is damaged.
    #[error(transparent)]
    Asset(#[from] AssetError),
    /// The file of a person's own places cannot be read.
    #[error(transparent)]
    Gazetteer(#[from] LoadError),
    /// A person's own places make no sense.
    #[error("{path}: {error}")]
    Own {
        /// The file.
        path: String,
        /// What is wrong with it.
        #[source]
        error: OwnError,
    },
    /// A map cannot be drawn.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// The system has no folder for entries of its menu.
    #[error(
        "install-desktop knows the desktops of Linux only; elsewhere the system asks by itself which program opens a file"
    )]
    NoDesktop,
    /// A result cannot be put where it should go.
    #[error("{path}: cannot be written ({}); check that its folder is there and has room", error.kind())]
    Output {
        /// The file or folder asked for.
        path: String,
        /// What went wrong.
        #[source]
        error: io::Error,
    },
    /// Standard output takes no more.
    #[error("standard output cannot be written to ({0}); check that there is room where it goes")]
    Write(#[from] io::Error),
}

/// Runs a command other than the window. Complaints go to `streams.log`; a closed pipe ends it quietly.
pub fn run(command: Command, mut streams: Streams<'_>) -> Outcome {
    match dispatch(command, &mut streams) {
        Ok(outcome) => outcome,
        Err(CommandError::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            Outcome::Done
        }
        Err(error) => {
            complain(streams.log, &error);
            match error {
                CommandError::Usage(_) => Outcome::WrongUsage,
                _ => Outcome::Incomplete,
            }
        }
    }
}

fn dispatch(command: Command, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    let outcome = match command {
        Command::Annotate(annotate) => annotate::run(&annotate, streams)?,
        Command::Filter(filter) => filter::run(&filter, streams)?,
        Command::Render(render) => render::run(&render, streams)?,
        Command::Place(lookup) => place::run(&lookup, streams)?,
        Command::InstallDesktop => desktop::run(streams)?,
        Command::Schema => print(streams, SCHEMA)?,
        Command::Help => print(streams, help::HELP)?,
        Command::Version => print(streams, help::VERSION)?,
        Command::Window(_) => return Err(Usage::NoWindow.into()),
    };
    streams.out.flush()?;
    Ok(outcome)
}

fn print(streams: &mut Streams<'_>, text: &str) -> io::Result<Outcome> {
    streams.out.write_all(text.as_bytes())?;
    Ok(Outcome::Done)
}

/// Names on standard error what went wrong. Nobody can be told when that fails as well.
fn complain(log: &mut dyn Write, problem: &dyn std::fmt::Display) {
    let _ = writeln!(log, "mapalabra: {problem}");
}
