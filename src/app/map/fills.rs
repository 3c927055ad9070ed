//! Seas, countries and regions filled softly where they are hovered or selected.
//!
//! Cutting an outline into triangles takes longer than a frame, so a worker does it, once for each place.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use eframe::egui::{Context, Mesh, Painter, Pos2, Rect, Shape, pos2};

use super::Cached;
use super::ink;
use super::pen::Pen;
use crate::app::view_state::{Item, ViewState};
use crate::document::{Document, GazetteerRef, PlaceId};
use crate::gazetteer::{Gazetteer, GazetteerSource, PlaceKind};
use crate::geo::{Camera, Px};
use crate::scene::area::Area;
use crate::scene::style::PlaceStyle;

/// Opacity of what is pointed at and of what is selected.
const HOVERED: f32 = 0.13;
const SELECTED: f32 = 0.2;
/// Opacity of an edge, and its width in points.
const EDGE: f32 = 0.55;
const EDGE_WIDTH: f32 = 1.25;
/// Width of the lines of a river, in points.
const RIVER_WIDTH: f32 = 4.0;

/// The outlines that were asked for, and what is drawn of them.
#[derive(Default)]
pub(super) struct Fills {
    areas: BTreeMap<PlaceId, Known>,
    drawn: Cached<Key, Arc<Mesh>>,
}

/// What is known of a place's outline, and where the place comes from.
struct Known {
    entry: Option<GazetteerRef>,
    state: State,
}

enum State {
    Coming(Receiver<Option<Area>>),
    There(Arc<Area>),
    /// The gazetteer has none.
    None,
}

/// What was drawn last.
#[derive(PartialEq)]
struct Key {
    camera: Camera,
    rect: Rect,
    dark: bool,
    pixels_per_point: f32,
    wanted: Vec<Wanted>,
}

/// A place to fill.
#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    place: PlaceId,
    kind: PlaceKind,
    opacity: f32,
    /// Whether its outline has come.
    is_there: bool,
}

impl Fills {
    /// Paints what is hovered or selected onto the ground.
    pub fn paint(
        &mut self,
        painter: &Painter,
        rect: Rect,
        camera: Camera,
        document: &Document,
        view: &ViewState,
        dark: bool,
    ) {
        let mut wanted = wanted(document, view);
        for one in &mut wanted {
            one.is_there = self.is_there(painter.ctx(), document, &one.place);
        }
        wanted.retain(|one| one.is_there);
        if wanted.is_empty() {
            self.drawn = Cached::default();
            return;
        }
        let key = Key {
            camera,
            rect,
            dark,
            pixels_per_point: painter.pixels_per_point(),
            wanted: wanted.clone(),
        };
        let areas = &self.areas;
        self.drawn.refresh(key, |last| {
            let mesh = Arc::try_unwrap(last).unwrap_or_default();
            let mut pen = Pen::reusing(mesh, painter.pixels_per_point());
            for one in &wanted {
                if let Some(State::There(area)) = areas.get(&one.place).map(|known| &known.state) {
                    draw(&mut pen, area, one, rect, camera, dark);
                }
            }
            Arc::new(pen.into_mesh())
        });
        painter.add(Shape::Mesh(self.drawn.value.clone()));
    }

    /// The places that are filled.
    pub fn places(&self) -> impl Iterator<Item = &PlaceId> {
        let drawn = self.drawn.key.iter().flat_map(|key| &key.wanted);
        drawn.map(|wanted| &wanted.place)
    }

    /// Whether a place's outline is there; asks for it where nobody has.
    fn is_there(&mut self, ctx: &Context, document: &Document, id: &PlaceId) -> bool {
        let entry = document.place(id).and_then(|place| place.gazetteer.clone());
        // An identifier may come to stand for another place when a person corrects the document.
        let is_same = self.areas.get(id).is_some_and(|known| known.entry == entry);
        if !is_same {
            let state = entry
                .clone()
                .map_or(State::None, |entry| asked(ctx.clone(), entry));
            self.areas.insert(id.clone(), Known { entry, state });
        }
        let Some(known) = self.areas.get_mut(id) else {
            return false;
        };
        if let State::Coming(receiver) = &known.state {
            known.state = match receiver.try_recv() {
                Ok(Some(area)) => State::There(Arc::new(area)),
                Ok(None) | Err(TryRecvError::Disconnected) => State::None,
                Err(TryRecvError::Empty) => return false,
            };
        }
        matches!(known.state, State::There(_))
    }
}

/// Sends a worker for an outline; it wakes the window when it is back.
fn asked(ctx: Context, entry: GazetteerRef) -> State {
    let (sender, receiver) = channel();
    let work = move || {
        // Nobody waits any more when the window was closed.
        drop(sender.send(area(&entry)));
        ctx.request_repaint();
    };
    let thread = thread::Builder::new().name("outline".to_owned());
    match thread.spawn(work) {
        Ok(_) => State::Coming(receiver),
        Err(_) => State::None,
    }
}

fn area(entry: &GazetteerRef) -> Option<Area> {
    let gazetteer = Gazetteer::embedded().ok()?;
    let source = GazetteerSource::parse(&entry.source)?;
    let idx = gazetteer.by_source(source, &entry.id)?;
    Some(Area::of(&gazetteer.place(idx).outline()?))
}

/// What is selected, and over it what is pointed at.
fn wanted(document: &Document, view: &ViewState) -> Vec<Wanted> {
    let place = |item: &Item| match item {
        Item::Place(id) => Some(id.clone()),
        // Whoever is followed is not where they come from.
        Item::Mention(_) if view.track.is_some() => None,
        Item::Mention(id) => document.mention(id)?.place.clone(),
        Item::Relation(_) => None,
    };
    let selected = view.selection.as_ref().and_then(place);
    let hovered = view.hover.as_ref().and_then(place);
    let hovered = hovered.filter(|hovered| Some(hovered) != selected.as_ref());
    [(selected, SELECTED), (hovered, HOVERED)]
        .into_iter()
        .filter_map(|(id, opacity)| {
            let place = document.place(&id?)?;
            Some(Wanted {
                place: place.id.clone(),
                kind: place.kind,
                opacity,
                is_there: false,
            })
        })
        .collect()
}

fn draw(pen: &mut Pen, area: &Area, wanted: &Wanted, rect: Rect, camera: Camera, dark: bool) {
    let color = ink::color(PlaceStyle::of(wanted.kind).ink, dark);
    let size = Px::new(rect.width(), rect.height());
    let place = |at: &Px| -> Pos2 { pos2(at.x, at.y) + rect.min.to_vec2() };
    let (width, opacity) = match area.is_closed() {
        true => (EDGE_WIDTH, EDGE),
        false => (RIVER_WIDTH, EDGE * 0.8),
    };
    for (patch, lines) in area.on_screen(camera, size) {
        let fill = color.gamma_multiply(wanted.opacity);
        pen.triangles(patch.points.iter().map(place), &patch.triangles, fill);
        for line in lines {
            let points: Vec<Pos2> = line.iter().map(place).collect();
            pen.thread(&points, width, color.gamma_multiply(opacity));
        }
    }
}
