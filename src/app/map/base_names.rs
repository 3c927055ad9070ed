//! The names on our own base map, under everything that the article says.

use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use eframe::egui::{Context, Painter, Rect, pos2};

use super::ink;
use super::lettering::{self, Script};
use crate::gazetteer::Gazetteer;
use crate::geo::{Camera, Px};
use crate::scene::base_map::names::{self, BaseName, DOT_PX, Sheet, Taken, WrittenName, font_px};
use crate::text::Language;

/// The names, once they have been gathered.
#[derive(Default)]
pub(super) struct BaseNames {
    state: State,
    written_for: Option<Key>,
    written: Vec<WrittenName>,
}

/// Going through the whole gazetteer takes longer than a frame, so a worker does it.
#[derive(Default)]
enum State {
    #[default]
    Unasked,
    Coming(Receiver<Atlas>),
    There(Box<Atlas>),
    /// Only in a damaged build: the map goes without.
    Missing,
}

/// A gazetteer with its places that may be written on the map.
struct Atlas {
    gazetteer: Gazetteer,
    names: Vec<BaseName>,
}

/// What names were written for.
#[derive(Clone, PartialEq)]
pub(super) struct Key {
    /// What the map shows.
    pub camera: Camera,
    /// Its size, in points.
    pub size: Px,
    /// The language of the interface.
    pub language: Language,
    /// What of the article is drawn over it.
    pub overlay: u64,
}

impl BaseNames {
    /// Writes the names again where something changed, off what `taken` answers.
    pub fn refresh<'a>(&mut self, painter: &Painter, key: Key, taken: impl FnOnce() -> Taken<'a>) {
        self.receive(painter.ctx());
        let State::There(atlas) = &self.state else {
            return;
        };
        if self.written_for.as_ref() == Some(&key) {
            return;
        }
        let sheet = Sheet {
            names: &atlas.names,
            gazetteer: &atlas.gazetteer,
            language: key.language,
            camera: key.camera,
            size: key.size,
            taken: taken(),
        };
        self.written = names::write(&sheet, |text, kind, lettering| {
            lettering::measure(painter, text, lettering, font_px(kind, lettering))
        });
        self.written_for = Some(key);
    }

    fn receive(&mut self, ctx: &Context) {
        let next = match &self.state {
            State::Unasked => gather(ctx.clone()).map_or(State::Missing, State::Coming),
            State::Coming(receiver) => match receiver.try_recv() {
                Ok(atlas) => State::There(Box::new(atlas)),
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => State::Missing,
            },
            State::There(_) | State::Missing => return,
        };
        self.state = next;
        self.written_for = None;
    }

    /// Paints what was written onto the map.
    pub fn paint(&self, painter: &Painter, rect: Rect, dark: bool) {
        let origin = rect.min.to_vec2();
        for name in &self.written {
            let color = ink::color(names::ink(name.kind), dark);
            if let Some(dot) = name.dot {
                let center = pos2(dot.x, dot.y) + origin;
                painter.circle(center, DOT_PX, color, (1.0, ink::ground(dark)));
            }
            let script = Script {
                text: &name.text,
                lettering: name.lettering,
                font_px: font_px(name.kind, name.lettering),
                corner: name.corner,
                angle: 0.0,
            };
            lettering::paint_script(painter, &script, origin, color, dark);
        }
    }

    /// What stands on the map.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.written.iter().map(|name| name.text.as_str())
    }
}

/// Sends a worker through the gazetteer; it wakes the window when it is back.
fn gather(ctx: Context) -> Option<Receiver<Atlas>> {
    let (sender, receiver) = channel();
    let work = move || {
        let Ok(gazetteer) = Gazetteer::embedded() else {
            return;
        };
        let names = names::gather(&gazetteer);
        // Nobody waits any more when the window was closed.
        drop(sender.send(Atlas { gazetteer, names }));
        ctx.request_repaint();
    };
    let thread = thread::Builder::new().name("base map names".to_owned());
    thread.spawn(work).ok().map(|_| receiver)
}
