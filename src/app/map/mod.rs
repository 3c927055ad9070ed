//! The map view: tiles, markers, arrows, legend.
//!
//! It reads the document and the view state, draws, and pushes commands. What it draws is built again only when
//! something that it depends on changed; an idle map just paints what it has.

mod base;
mod base_names;
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
mod queue;
mod recolor;
mod server;
mod tooltip;
mod vector;
pub mod words;
mod workers;

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::{
    Context, CursorIcon, DragPanButtons, Pos2, Rect, Response, Role, Ui, WidgetInfo,
};
use walkers::{Map, Position};

pub use base::{BaseMapChoice, VECTOR_ATTRIBUTION};
pub use server::{
    ATTRIBUTION, ATTRIBUTION_URL, DEFAULT_TILE_URL, NetworkState, Pace, TileServer, TileUrl,
    TileUrlError, fix_the_map_url,
};

use self::base_names::{BaseNames, Key};
use self::clusters::{Fan, GatheringKey, Opening, Target};
use self::fills::Fills;
use self::flow::Flow;
use self::ground::Ground;
use self::legend::Legend;
use self::motion::Motion;
use self::online::Online;
use self::overlay::{Overlay, Room};
use self::vector::VectorGround;
use self::words::Word;
use super::command::Command;
use super::theme::Palette;
use super::view_state::{Aim, Item, MapFocus, ViewState};
use crate::document::{Document, PlaceId};
use crate::extract::RelationKind;
use crate::gazetteer::Gazetteer;
use crate::geo::{Camera, LatLon, Px, PxRect, WorldPoint};
use crate::scene::capitals::capitals;
use crate::scene::{Layout, Scene, Step, layout};
use crate::text::{Article, Language};

/// How near the pointer must come to the edge of a marker, in points.
const MARKER_REACH: f32 = 4.0;
/// How near the pointer must come to the line of an arrow, in points: it can be hit 10 points wide.
const ARROW_REACH: f32 = 5.0;
/// How far the pointer must move from a click before tooltips are shown again, in points.
const CLICK_REST: f32 = 4.0;

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
}

/// The map with all that it remembers between frames.
#[derive(Default)]
pub struct MapView {
    /// What the document holds.
    scene: Cached<(u64, bool), Scene>,
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
    /// What lay over the map in the last frame: the pointer is not on the map there.
    covered: Vec<Rect>,
}

/// A value with what it was made from.
struct Cached<K, V> {
    key: Option<K>,
    value: V,
    /// Counts how often it was made.
    generation: u64,
}

impl<K, V: Default> Default for Cached<K, V> {
    fn default() -> Self {
        Self {
            key: None,
            value: V::default(),
            generation: 0,
        }
    }
}

impl<K: PartialEq, V: Default> Cached<K, V> {
    /// Makes the value again, out of the last one, when the key differs from the last one.
    fn refresh(&mut self, key: K, make: impl FnOnce(V) -> V) {
        if self.key.as_ref() != Some(&key) {
            self.value = make(std::mem::take(&mut self.value));
            self.key = Some(key);
            self.generation += 1;
        }
    }
}

#[derive(PartialEq)]
struct LayoutKey {
    scene: u64,
    camera: Camera,
    size: Px,
    hidden_kinds: BTreeSet<RelationKind>,
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
    pub fn ui(&mut self, ui: &mut Ui, input: MapInput<'_>, commands: &mut Vec<Command>) {
        let rect = ui.available_rect_before_wrap();
        let size = Px::new(rect.width(), rect.height());
        ui.push_id("map", |ui| {
            self.refresh_scene(&input);
            self.steer(ui, &input, size);
            let response = self.gestures(ui, input.view.hover.is_none());
            let name = Word::Map.text(input.language);
            response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, name));
            if input.reduced_motion {
                self.motion.stop_rolling();
            }
            self.motion.clamp(size);
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

    /// Keeps its view when the next article comes, which is another reading of this one.
    pub fn stay(&mut self) {
        self.stays = true;
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
        let key = (input.revision, gazetteer.is_some());
        self.scene.refresh(key, |_| {
            let scene = Scene::new(input.document);
            match gazetteer {
                Some(gazetteer) => scene.with_capitals_in(&capitals(input.document, gazetteer)),
                None => scene,
            }
        });
    }

    /// Gathers markers that would lie on each other.
    fn gather(&mut self, input: &MapInput<'_>) {
        let zoom = self.motion.camera().zoom;
        let last = self.shown.key.as_ref();
        let step = last.map_or(Step::at(zoom), |last| last.step.then(zoom));
        let key = GatheringKey {
            scene: self.scene.generation,
            step,
            apart: clusters::apart(input.document, input.view, self.pointed.as_ref()),
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

    fn paint_ground(&mut self, ui: &Ui, rect: Rect, input: &MapInput<'_>) {
        let is_online = input.online && !input.base_map.is_vector();
        let online = self.online.sync(is_online, &self.server, ui.ctx());
        let painter = ui.painter_at(rect);
        let camera = self.motion.camera();
        if input.base_map.is_vector() {
            self.vector.paint(&painter, rect, camera, input.dark);
        } else {
            self.ground
                .paint(&painter, rect, camera, input.dark, online);
        }
        let fills = &mut self.fills;
        fills.paint(
            &painter,
            rect,
            camera,
            input.document,
            input.view,
            input.dark,
        );
    }

    /// The names of our own map go where the article leaves room.
    fn paint_base_names(&mut self, ui: &Ui, rect: Rect, input: &MapInput<'_>) {
        if !input.base_map.is_vector() {
            return;
        }
        let painter = ui.painter_at(rect);
        let key = Key {
            camera: self.motion.camera(),
            size: Px::new(rect.width(), rect.height()),
            language: input.language,
            overlay: self.overlay.generation,
        };
        let (scene, overlay) = (&self.shown.value, &self.overlay.value);
        self.base_names.refresh(&painter, key, || {
            let mut taken = overlay.taken(&painter, scene, &self.layout.value);
            let corner = |at: Pos2| Px::new(at.x - rect.left(), at.y - rect.top());
            let covered = self.covered.iter();
            let boxes = covered.map(|over| PxRect::new(corner(over.min), corner(over.max)));
            taken.boxes.extend(boxes);
            taken
        });
        self.base_names.paint(&painter, rect, input.dark);
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
        };
        let camera = key.camera;
        self.layout.refresh(key, |_| {
            layout(&self.shown.value, camera, size, |arrow| {
                !hidden.contains(&arrow.kind)
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
        self.overlay.refresh(key, |last| {
            let emphasis = emphasis::Emphasis::of(&self.shown.value, input.document, input.view);
            last.redrawn(
                ui.painter(),
                &self.shown.value,
                &self.layout.value,
                &emphasis,
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
            let selection = input.view.selection.as_ref();
            let layout = &self.layout.value;
            self.flow
                .paint(ui, rect, &self.shown.value, layout, selection, input.dark);
        }
    }

    /// What the pointer is on, unless something lies over the map there or it is being dragged.
    fn pointed_target(&self, response: &Response, rect: Rect) -> Option<Target> {
        let pointer = response.hover_pos()?;
        let is_covered = self.covered.iter().any(|rect| rect.contains(pointer));
        if is_covered || response.dragged() || !response.contains_pointer() {
            return None;
        }
        self.target_at(pointer, rect)
    }

    fn target_under_pointer(&self, ui: &Ui, rect: Rect) -> Option<Target> {
        let pointer = ui.input(|input| input.pointer.interact_pos())?;
        self.target_at(pointer, rect)
    }

    fn target_at(&self, pointer: Pos2, rect: Rect) -> Option<Target> {
        let point = Px::new(pointer.x - rect.left(), pointer.y - rect.top());
        let (scene, layout) = (&self.shown.value, &self.layout.value);
        if let Some(at) = layout.marker_at(scene, point, MARKER_REACH) {
            return Some(Target::of_marker(scene, at));
        }
        let at = layout.arrow_at(point, ARROW_REACH)?;
        let relation = scene.arrows[at].relations.first()?;
        Some(Target::Item(Item::Relation(relation.clone())))
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
        if self.scene.value.markers.is_empty() {
            let hint = Word::NoPlaces.text(input.language);
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

    /// Does what a click or the Enter key asks for: selects an item, or opens a cluster.
    fn follow(
        &mut self,
        ui: &Ui,
        target: Target,
        by_pointer: bool,
        input: &MapInput<'_>,
        commands: &mut Vec<Command>,
    ) {
        match target {
            Target::Cluster(at) => self.open_cluster(ui, at, input),
            Target::Item(item) => {
                let item = self.turn(item, input);
                commands.push(match by_pointer {
                    true => Command::SelectOnMap(item),
                    false => Command::Select(Some(item)),
                });
            }
        }
    }

    /// What a click beside everything means: nothing is selected, or this is where something is.
    fn beside(&self, response: &Response, rect: Rect, input: &MapInput<'_>) -> Command {
        let aimed = matches!(input.view.aim, Some(Aim::Point(_)));
        match response.interact_pointer_pos().filter(|_| aimed) {
            Some(pointer) => {
                let point = Px::new(pointer.x - rect.left(), pointer.y - rect.top());
                let size = Px::new(rect.width(), rect.height());
                let at = self.motion.camera().unproject(point, size);
                Command::PointAt(at.to_lat_lon())
            }
            None => Command::Select(None),
        }
    }

    fn place_at(&self, at: Pos2, rect: Rect) -> Option<PlaceId> {
        match self.target_at(at, rect)? {
            Target::Item(Item::Place(place)) => Some(place),
            _ => None,
        }
    }

    /// The place on whose marker a drag begins is related to the one on whose marker it ends.
    fn link(&mut self, ui: &Ui, response: &Response, rect: Rect, commands: &mut Vec<Command>) {
        let pointer = ui.input(|input| input.pointer.clone());
        if response.drag_started() {
            self.linking = pointer
                .press_origin()
                .and_then(|at| self.place_at(at, rect));
        }
        let Some((source, latest)) = self.linking.clone().zip(pointer.latest_pos()) else {
            return;
        };
        if response.dragged() {
            if let Some(origin) = pointer.press_origin() {
                let color = Palette::of(self.is_dark).accent;
                let stroke = eframe::egui::Stroke::new(2.0, color);
                ui.painter().arrow(origin, latest - origin, stroke);
            }
        } else {
            if let Some(target) = self
                .place_at(latest, rect)
                .filter(|target| *target != source)
            {
                commands.push(Command::Relate(source, target));
            }
            self.linking = None;
        }
    }

    fn open_cluster(&mut self, ui: &Ui, at: usize, input: &MapInput<'_>) {
        let Some((camera, size)) = self.seen() else {
            return;
        };
        let cluster = &self.shown.value.markers[at];
        let step = self
            .shown
            .key
            .as_ref()
            .map_or(Step::at(camera.zoom), |key| key.step);
        match clusters::open(&self.scene.value, cluster, step, camera, size) {
            Some(Opening::Closer(to)) => {
                let now = ui.input(|input| input.time);
                self.motion.go(to, size, now, input.reduced_motion);
                self.framed = None;
            }
            Some(Opening::Fan(fan)) => self.fan = fan,
            None => {}
        }
        ui.request_repaint();
    }

    /// The pointer's shape, a tooltip, and what the other panes shall know.
    fn show_pointed(
        &mut self,
        ui: &Ui,
        response: &Response,
        pointed: Option<Target>,
        input: &MapInput<'_>,
    ) {
        let has_just_clicked = self.has_just_clicked(ui);
        if let Some(target) = &pointed {
            ui.set_cursor_icon(CursorIcon::PointingHand);
            if !has_just_clicked {
                tooltip::show(ui, response, target, &self.shown.value, input);
            }
        } else if response.dragged() {
            ui.set_cursor_icon(CursorIcon::Grabbing);
        }
        self.pointed = pointed.and_then(Target::item);
    }

    fn has_just_clicked(&mut self, ui: &Ui) -> bool {
        let pointer = ui.input(|input| input.pointer.clone());
        if pointer.any_pressed() {
            self.clicked_at = pointer.latest_pos();
        }
        let rests = |(at, now): (Pos2, Pos2)| at.distance(now) < CLICK_REST;
        self.clicked_at.zip(pointer.latest_pos()).is_some_and(rests)
    }

    /// A click on an arrow that stands for several relations takes the one after that which is selected.
    fn turn(&self, item: Item, input: &MapInput<'_>) -> Item {
        let (Item::Relation(hit), Some(Item::Relation(selected))) = (&item, &input.view.selection)
        else {
            return item;
        };
        let scene = &self.shown.value;
        let same_arrow = |at: &usize| scene.arrows[*at].relations.contains(selected);
        let Some(at) = scene.arrows_of(hit).find(same_arrow) else {
            return item;
        };
        let relations = &scene.arrows[at].relations;
        let next = relations
            .iter()
            .position(|relation| relation == selected)
            .map_or(0, |position| (position + 1) % relations.len());
        Item::Relation(relations[next].clone())
    }
}
