//! `mapalabra render`: an article in, a picture of its map out.

use std::io::Write as _;
use std::path::Path;

use super::annotate::{document_of, unwritable};
use super::arguments::{Form, Render};
use super::output::{Draft, is_same_file};
use super::usage::Usage;
use super::{CommandError, Outcome, Streams, complain, gazetteer};
use crate::document::{self, Document, OpenError};
use crate::extract::{Unwatched, sentences};
use crate::gazetteer::Gazetteer;
use crate::load::STDIN;
use crate::picture::{self, Film, Room, View, still_path};
use crate::scene::{Actor, Track, actors};
use crate::text::{Language, fold};

pub(super) fn run(render: &Render, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    if is_same_file(&render.input, &render.output) {
        return Err(Usage::OverInput(render.output.display().to_string()).into());
    }
    let gazetteer = gazetteer::open(render.gazetteer.as_deref())?;
    let document = match document(render, &gazetteer, streams) {
        Ok(document) => document,
        Err(error) => {
            complain(streams.log, &error);
            return Ok(Outcome::Incomplete);
        }
    };
    let track = match render.follow.as_deref().map(|name| track(&document, name)) {
        None => None,
        Some(Ok(track)) => Some(track),
        Some(Err(problem)) => {
            let problem = format!("{}: {problem}", render.input.display());
            complain(streams.log, &problem);
            return Ok(Outcome::Incomplete);
        }
    };
    match render.form {
        Form::Picture(format) => write(
            &render.output,
            &format.render(
                &document,
                &View {
                    track,
                    ..view(render)
                },
            )?,
        )?,
        Form::Story(form) => tell(render, form, &document)?,
    }
    Ok(Outcome::Done)
}

/// Writes the story as one picture that moves, or as one for each sentence.
fn tell(render: &Render, form: picture::Form, document: &Document) -> Result<(), CommandError> {
    let film = Film::new(document, &view(render), render.size)?;
    match form {
        // Nobody gives it up, so there is a picture.
        picture::Form::Animated => match film.animated(&Unwatched)? {
            Some(picture) => write(&render.output, &picture),
            None => Ok(()),
        },
        picture::Form::Stills(format) => (0..film.n_pictures()).try_for_each(|at| {
            let path = still_path(&render.output, at + 1, film.n_pictures());
            write(&path, &film.still(at, format)?)
        }),
    }
}

/// The track of whom an article calls so, or a sentence that says why there is none.
fn track(document: &Document, name: &str) -> Result<Track, String> {
    let wanted = fold(name);
    let actors = actors(document);
    let is_called = |actor: &&Actor| fold(&actor.name) == wanted;
    let has_name = |actor: &&Actor| fold(&actor.name).split(' ').any(|word| word == wanted);
    let found = actors.iter().find(is_called);
    let Some(actor) = found.or_else(|| actors.iter().find(has_name)) else {
        let names: Vec<&str> = actors.iter().map(|actor| &*actor.name).collect();
        return Err(match names.is_empty() {
            true => "names no person and no organisation to follow".to_owned(),
            false => format!("names nobody {name:?}; follow one of {}", names.join(", ")),
        });
    };
    let track = Track::new(document, actor, &sentences(&document.article));
    match track.is_empty() {
        true => Err(format!("ties {} to no place", actor.name)),
        false => Ok(track),
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), CommandError> {
    let written = Draft::new(path).and_then(|mut draft| {
        draft.write_all(bytes)?;
        draft.finish()
    });
    written.map_err(|error| unwritable(path, error))
}

fn document(
    render: &Render,
    gazetteer: &Gazetteer,
    streams: &mut Streams<'_>,
) -> Result<Document, OpenError> {
    let opened = match render.input.as_os_str() == STDIN {
        true => document::open_stream(&mut *streams.input, STDIN)?,
        false => document::open(&render.input)?,
    };
    Ok(document_of(opened, gazetteer, render.language.as_deref()))
}

fn view(render: &Render) -> View {
    View {
        room: Room::Picture(render.size),
        ground: render.ground,
        language: render.language.as_deref().and_then(Language::from_tag),
        ..View::default()
    }
}
