//! `mapalabra render`: an article in, a picture of its map out.

use std::io::Write as _;

use super::annotate::{document_of, unwritable};
use super::arguments::Render;
use super::output::{Draft, is_same_file};
use super::usage::Usage;
use super::{CommandError, Outcome, Streams, complain, gazetteer};
use crate::document::{self, Document, OpenError};
use crate::gazetteer::Gazetteer;
use crate::load::STDIN;
use crate::picture::{Room, View};
use crate::text::Language;

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
    let picture = render.format.render(&document, &view(render))?;
    let written = Draft::new(&render.output).and_then(|mut draft| {
        draft.write_all(&picture)?;
        draft.finish()
    });
    written.map_err(|error| unwritable(&render.output, error))?;
    Ok(Outcome::Done)
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
