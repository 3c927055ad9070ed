//! The map view: tiles, markers, arrows, legend.
//!
//! It reads the document and the view state, draws, and pushes commands. What it draws is built again only when
//! something that it depends on changed; an idle map just paints what it has.

mod acting;
mod base;
mod base_names;
mod cached;
mod canvas;
mod chrome;
mod clusters;
mod decode;
mod emphasis;
mod fetch;
mod fills;
mod flow;
mod ground;
mod ink;
mod legend;
mod lettering;
mod motion;
mod nodes;
mod off_map;
mod online;
mod overlay;
mod pen;
mod pin;
mod pointing;
mod queue;
mod recolor;
mod server;
mod tooltip;
mod under;
mod vector;
pub mod workers;

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::{Context, DragPanButtons, Pos2, Rect, Response, Role, Ui, WidgetInfo};
use walkers::{Map, Position};

pub use base::{BaseMapChoice, VECTOR_ATTRIBUTION};
pub use legend::certainty;
pub use pen::Pen;
pub use server::{
    ATTRIBUTION, ATTRIBUTION_URL, DEFAULT_TILE_URL, NetworkState, Pace, TileServer, TileUrl,
    TileUrlError, fix_the_map_url,
};

use self::base_names::BaseNames;
use self::cached::Cached;
use self::clusters::{Fan, GatheringKey, Target};
use self::fills::Fills;
use self::flow::Flow;
use self::ground::Ground;
use self::legend::Legend;
use self::motion::Motion;
use self::online::Online;
use self::overlay::{Overlay, Room};
use self::vector::VectorGround;
use super::command::Command;
use super::view_state::{Item, MapFocus, ViewState};
use super::words::Word;
use crate::document::{Document, PlaceId};
use crate::extract::RelationKind;
use crate::gazetteer::Gazetteer;
use crate::geo::{Camera, LatLon, Px, PxRect, WorldPoint};
use crate::scene::capitals::capitals;
use crate::scene::{Layout, Scene, Step, Told, Track, layout};
use crate::text::{Article, Language};

/// What the map needs to know each frame.
pub struct MapInput<'a> {
    /// What to show.
    pub document: &'a Document,
    /// Changes whenever the document does.
    pub revision: u64,
    /// Selection, hover and focus. The map takes [`ViewState::map_focus`] and sets [`ViewState::next_hover`].
    pub view: &'a mut ViewState,
    /// Which map lies under it all.
    pub base_map: BaseMapChoice,
    /// Whether the map is dark.
    pub dark: bool,
    /// Whether nothing may fly.
    pub reduced_motion: bool,
    /// Whether what capitals do is drawn at their states.
    pub capitals_as_states: bool,
    /// Language of the interface.
    pub language: Language,
    /// Whether the person asked for tiles from the network.
    pub online: bool,
    /// How far the story is that is told; nothing else is on the map then.
    pub told: Option<&'a Told>,
    /// The scene of the document, where that has been made already.
    pub scene: Option<&'a Arc<Scene>>,
}

/// The map with all that it remembers between frames.
#[derive(Default)]
pub struct MapView {
    /// What the document holds.
    scene: Cached<(u64, bool, Option<usize>), Arc<Scene>>,
    /// Opened once it is needed.
    gazetteer: Option<Gazetteer>,
    /// Outlines of what is hovered or selected.
    fills: Fills,
    /// The same as the map shows it at its zoom level, with clusters.
    shown: Cached<GatheringKey, Scene>,
    /// A cluster that was opened where it stands.
    fan: Fan,
    /// What the pointer was on in the last frame.
    pointed: Option<Item>,
    article: Option<Arc<Article>>,
    /// Whether the next article is another reading of this one.
    stays: bool,
    /// The view of the whole article, while a person has not moved away from it.
    framed: Option<(Camera, Px)>,
    motion: Motion,
    ground: Ground,
    vector: VectorGround,
    base_names: BaseNames,
    online: Online,
    server: TileServer,
    legend: Legend,
    layout: Cached<LayoutKey, Layout>,
    overlay: Cached<OverlayKey, Overlay>,
    flow: Flow,
    /// Where a person last clicked: no tooltip covers what that showed until the pointer moves on.
    clicked_at: Option<Pos2>,
    /// The place whose marker is being dragged to another.
    linking: Option<PlaceId>,
    is_dark: bool,
    /// The base map that was shown last.
    base_map: BaseMapChoice,
    /// What lay over the map in the last frame: the pointer is not on the map there.
    covered: Vec<Rect>,
}

#[derive(PartialEq)]
struct LayoutKey {
    scene: u64,
    camera: Camera,
    size: Px,
    hidden_kinds: BTreeSet<RelationKind>,
    least_sure: u8,
}

#[derive(PartialEq)]
struct OverlayKey {
    layout: u64,
    rect: Rect,
    covered: Vec<Rect>,
    selection: Option<Item>,
    hover: Option<Item>,
    dark: bool,
    pixels_per_point: f32,
}

impl MapView {
    /// A map that gets its finer tiles from `server` when it is allowed to.
    pub fn new(server: TileServer) -> Self {
        Self {
            server,
            ..Self::default()
        }
    }

    /// Begins what takes longer than a frame, so that the first one has a ground.
    pub fn prepare(&mut self, ctx: &Context, base_map: BaseMapChoice, dark: bool) {
        if !base_map.is_vector() {
            self.ground.prepare(ctx, base_map.is_dark(dark));
        }
    }

    /// Draws the map into all the room that `ui` has left.
    pub fn ui(&mut self, ui: &mut Ui, mut input: MapInput<'_>, commands: &mut Vec<Command>) {
        let rect = ui.available_rect_before_wrap();
        let size = Px::new(rect.width(), rect.height());
        ui.push_id("map", |ui| {
            self.refresh_scene(&input);
            self.steer(ui, &input, size);
            let response = self.gestures(ui, input.view.hover.is_none());
            let name = Word::ToggleMap.in_language(input.language);
            response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, name));
            if input.reduced_motion {
                self.motion.stop_rolling();
            }
            self.motion.clamp(size);
            input.base_map = self.base_map_here(ui, rect, &input);
            self.base_map = input.base_map;
            self.gather(&input);
            self.paint_ground(ui, rect, &input);
            self.refresh_layout(&input, size);
            let pointed = self.pointed_target(&response, rect);
            self.refresh_overlay(ui, &input, rect);
            self.paint_base_names(ui, rect, &input);
            self.overlay.value.paint(ui, rect);
            self.paint_flow(ui, rect, &input);
            self.is_dark = input.dark;
            self.link(ui, &response, rect, commands);
            self.react(ui, &response, pointed, rect, input, commands);
        });
    }

    /// The part of the world that the map shows.
    pub fn camera(&self) -> Camera {
        self.motion.camera()
    }

    /// What the map last showed, on how much room; `None` before it was shown.
    pub fn seen(&self) -> Option<(Camera, Px)> {
        let key = self.layout.key.as_ref()?;
        Some((key.camera, key.size))
    }

    /// The base map that was shown last: our own, too, where tiles would be a blur.
    pub fn base_map(&self) -> BaseMapChoice {
        self.base_map
    }

    /// Keeps its view when the next document comes, which is another reading of this one, or more of it.
    pub fn stay(&mut self) {
        self.stays = true;
    }

    /// Whether it shows the whole of what it was given last, as nobody has moved it away since.
    pub fn is_framed(&self) -> bool {
        let goal = self.motion.goal();
        self.framed.is_some_and(|(camera, _)| camera == goal)
    }

    /// Whether a point lies in what the map last showed.
    pub fn shows(&self, at: LatLon) -> bool {
        self.seen().is_some_and(|(camera, size)| {
            let world = WorldPoint::from_lat_lon(at).nearest_to(camera.center);
            PxRect::new(Px::ZERO, size).contains(camera.project(world, size))
        })
    }

    /// Gets finer tiles from another server from now on.
    pub fn set_server(&mut self, server: TileServer) {
        if self.server != server {
            self.online.forget();
            self.server = server;
        }
    }

    /// How the finer tiles stand.
    pub fn network_state(&self) -> NetworkState {
        self.online.state()
    }

    /// How often the scene was laid out on the map, and how often it was drawn: neither happens while nothing changes.
    pub fn n_made(&self) -> [u64; 2] {
        [self.layout.generation, self.overlay.generation]
    }

    /// Whether anything exists that could reach the network.
    pub fn has_network(&self) -> bool {
        self.online.is_built()
    }

    fn refresh_scene(&mut self, input: &MapInput<'_>) {
        if input.capitals_as_states && self.gazetteer.is_none() {
            // Only a damaged build has none: its capitals stay where they are.
            self.gazetteer = Gazetteer::embedded().ok();
        }
        let gazetteer = self.gazetteer.as_ref().filter(|_| input.capitals_as_states);
        let told = input.told;
        let key = (
            input.revision,
            gazetteer.is_some(),
            told.map(|told| told.at),
        );
        self.scene.refresh(key, |_| {
            let known = input.scene.cloned();
            let scene = known.unwrap_or_else(|| Arc::new(Scene::new(input.document)));
            let scene = match gazetteer {
                Some(gazetteer) => {
                    let scene = Arc::unwrap_or_clone(scene);
                    Arc::new(scene.with_capitals_in(&capitals(input.document, gazetteer)))
                }
                None => scene,
            };
            match told {
                Some(told) => Arc::new(Arc::unwrap_or_clone(scene).told(told)),
                None => scene,
            }
        });
    }

    /// Gathers markers that would lie on each other.
    fn gather(&mut self, input: &MapInput<'_>) {
        let zoom = self.motion.camera().zoom;
        let last = self.shown.key.as_ref();
        let step = last.map_or(Step::at(zoom), |last| last.step.then(zoom));
        let mut apart = clusters::apart(input.document, input.view, self.pointed.as_ref());
        let now = input.told.iter().flat_map(|told| &told.now.places);
        apart.extend(now.cloned());
        let track = input.view.track.iter().flat_map(Track::places);
        apart.extend(track.cloned());
        let key = GatheringKey {
            scene: self.scene.generation,
            step,
            apart,
            fanned: self.fan.places(step),
        };
        let gathering = key.clone();
        self.shown
            .refresh(key, |_| self.scene.value.gathered(gathering.gathering()));
    }

    /// Follows a focus, frames an article that was just opened, and flies on.
    fn steer(&mut self, ui: &Ui, input: &MapInput<'_>, size: Px) {
        let is_other = !self
            .article
            .as_ref()
            .is_some_and(|article| Arc::ptr_eq(article, &input.document.article));
        let opened = !std::mem::take(&mut self.stays) && is_other;
        let resized = self
            .framed
            .is_some_and(|(camera, framed)| framed != size && self.motion.goal() == camera);
        let asked = input.view.map_focus.clone();
        self.motion.advance(ui);
        if let Some(focus) = asked.or((opened || resized).then_some(MapFocus::Article)) {
            self.go(ui, &focus, input, size, resized);
        }
        if is_other {
            self.article = Some(input.document.article.clone());
            self.fan = Fan::default();
        }
    }

    fn go(&mut self, ui: &Ui, focus: &MapFocus, input: &MapInput<'_>, size: Px, at_once: bool) {
        let from = self.motion.goal();
        let pin = input.view.pin.as_ref();
        let Some(to) = motion::target(focus, &self.scene.value, input.document, pin, from, size)
        else {
            return;
        };
        let now = ui.input(|input| input.time);
        self.motion
            .go(to, size, now, input.reduced_motion || at_once);
        self.framed = (*focus == MapFocus::Article).then(|| (self.motion.goal(), size));
        ui.request_repaint();
    }

    /// Dragging, pinching and double clicks are walkers' business, the wheel is ours. A double click zooms only beside
    /// everything: on an item it is two clicks.
    fn gestures(&mut self, ui: &mut Ui, is_beside_all: bool) -> Response {
        // A drag that begins on a marker leads to another one.
        let on_marker = self.linking.is_some() || matches!(self.pointed, Some(Item::Place(_)));
        let buttons = match on_marker {
            true => DragPanButtons::empty(),
            false => DragPanButtons::PRIMARY,
        };
        let response = Map::new(None, &mut self.motion.memory, Position::default())
            .panning(false)
            .drag_pan_buttons(buttons)
            .double_click_to_zoom(is_beside_all)
            .show(ui, |_, response, _, _| response.clone())
            .inner;
        self.motion.wheel(ui, &response);
        response
    }

    /// The places whose outlines are filled.
    pub fn filled(&self) -> impl Iterator<Item = &PlaceId> {
        self.fills.places()
    }

    /// The names on our own base map.
    pub fn base_names(&self) -> impl Iterator<Item = &str> {
        self.base_names.texts()
    }

    fn refresh_layout(&mut self, input: &MapInput<'_>, size: Px) {
        let hidden = &input.view.hidden_kinds;
        let key = LayoutKey {
            scene: self.shown.generation,
            camera: self.motion.camera(),
            size,
            hidden_kinds: hidden.clone(),
            least_sure: input.view.least_sure,
        };
        let camera = key.camera;
        self.layout.refresh(key, |_| {
            layout(&self.shown.value, camera, size, |arrow| {
                !hidden.contains(&arrow.kind) && arrow.is_sure(input.view.least_sure)
            })
        });
    }

    fn refresh_overlay(&mut self, ui: &Ui, input: &MapInput<'_>, rect: Rect) {
        let key = OverlayKey {
            layout: self.layout.generation,
            rect,
            covered: self.covered.clone(),
            selection: input.view.selection.clone(),
            hover: input.view.hover.clone(),
            dark: input.dark,
            pixels_per_point: ui.pixels_per_point(),
        };
        let camera = self.motion.camera();
        self.overlay.refresh(key, |last| {
            let emphasis =
                emphasis::Emphasis::of(&self.shown.value, input.document, input.view, input.told);
            last.redrawn(
                ui.painter(),
                &self.shown.value,
                &self.layout.value,
                &emphasis,
                input.view.track.as_ref().map(|track| (track, camera)),
                Room {
                    rect,
                    covered: &self.covered,
                    dark: input.dark,
                },
            )
        });
    }

    fn paint_flow(&mut self, ui: &Ui, rect: Rect, input: &MapInput<'_>) {
        if !input.reduced_motion {
            let relations = match (&input.view.selection, input.told) {
                (Some(Item::Relation(relation)), _) => std::slice::from_ref(relation),
                (None, Some(told)) => told.now.relations.as_slice(),
                _ => &[],
            };
            let layout = &self.layout.value;
            self.flow
                .paint(ui, rect, &self.shown.value, layout, relations, input.dark);
        }
    }

    /// Everything that answers to a person, over the painted map.
    fn react(
        &mut self,
        ui: &mut Ui,
        response: &Response,
        pointed: Option<Target>,
        rect: Rect,
        input: MapInput<'_>,
        commands: &mut Vec<Command>,
    ) {
        let scene = &self.shown.value;
        let clicked = nodes::ui(
            ui,
            rect,
            scene,
            &self.layout.value,
            &self.overlay.value,
            &input,
        );
        if let Some(clicked) = clicked {
            let nearest = self.target_under_pointer(ui, rect);
            let target = nearest.filter(|_| clicked.by_pointer);
            let target = target.unwrap_or(clicked.target);
            self.follow(ui, target, clicked.by_pointer, &input, commands);
        } else if response.clicked() {
            match pointed.clone() {
                Some(target) => self.follow(ui, target, true, &input, commands),
                None => {
                    self.fan = Fan::default();
                    commands.push(self.beside(response, rect, &input));
                }
            }
        }
        if self.scene.value.markers.is_empty() && input.told.is_none() {
            let hint = Word::PlacesWillAppear.in_language(input.language);
            lettering::paint_hint(ui.painter(), rect.center(), hint, input.dark);
        }
        let of_article = &self.scene.value;
        let legend = self.legend.ui(ui, rect, of_article, &input, commands);
        let credit = input.base_map.credit(&self.server);
        let camera = self.motion.camera();
        let mut covered = chrome::ui(ui, rect, legend, camera, &credit, &input, commands);
        let buttons = covered.get(chrome::BUTTONS).copied();
        covered.push(legend);
        if let (Some(buttons), true) = (buttons, self.framed.is_some()) {
            let n_outside = off_map::n_outside(&self.shown.value, &self.layout.value);
            covered.extend(off_map::ui(ui, rect, buttons, n_outside, &input, commands));
        }
        covered.extend(pin::ui(ui, rect, self.motion.camera(), &input, commands));
        if covered != self.covered {
            // Labels make room for it.
            self.covered = covered;
            ui.request_repaint();
        }
        self.show_pointed(ui, response, pointed, &input);
        if self.pointed.is_some() {
            input.view.next_hover = self.pointed.clone();
        }
        input.view.map_focus = None;
    }
}
