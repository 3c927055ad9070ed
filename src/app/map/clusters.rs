//! Clusters on the map: which markers are gathered, and what a person does with them.

use std::collections::BTreeSet;

use crate::app::view_state::{Item, ViewState};
use crate::app::words::{self, Word};
use crate::document::{Document, PlaceId};
use crate::geo::{Camera, MAX_ZOOM, Px};
use crate::scene::{Extent, Gathering, Marker, Scene, Step};
use crate::text::Language;

/// Names said of a cluster.
const MAX_NAMES: usize = 4;
/// How much closer an opened cluster is looked at, in zoom levels, at least.
const MIN_LEVELS: f64 = 1.0;
/// Room kept free around what was opened, in pixels.
const PADDING_PX: f32 = 96.0;

/// What decides about clusters in a frame.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GatheringKey {
    /// Of the scene.
    pub scene: u64,
    pub step: Step,
    pub apart: BTreeSet<PlaceId>,
    pub fanned: BTreeSet<PlaceId>,
}

impl GatheringKey {
    pub fn gathering(&self) -> Gathering<'_> {
        Gathering {
            step: self.step,
            apart: &self.apart,
            fanned: &self.fanned,
        }
    }
}

/// What is on the map under a pointer or a key.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    /// A place or a relation.
    Item(Item),
    /// Index of a marker that stands for several places.
    Cluster(usize),
}

impl Target {
    /// What a marker stands for.
    pub fn of_marker(scene: &Scene, at: usize) -> Self {
        let marker = &scene.markers[at];
        match marker.is_cluster() {
            true => Self::Cluster(at),
            false => Self::Item(Item::Place(marker.place.clone())),
        }
    }

    /// What other panes know of it.
    pub fn item(self) -> Option<Item> {
        match self {
            Self::Item(item) => Some(item),
            Self::Cluster(_) => None,
        }
    }
}

/// The cluster that was opened where it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Fan {
    places: BTreeSet<PlaceId>,
    opened_at: Option<Step>,
}

impl Fan {
    /// Its places while the map is as close as when it was opened.
    pub fn places(&self, step: Step) -> BTreeSet<PlaceId> {
        let is_open = self.opened_at.is_some_and(|opened_at| step >= opened_at);
        match is_open {
            true => self.places.clone(),
            false => BTreeSet::new(),
        }
    }
}

/// How a cluster opens.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Opening {
    /// The map goes where its members have room.
    Closer(Camera),
    /// There is no such place: they lie around their point.
    Fan(Fan),
}

/// Opens a cluster of a scene that was gathered from `scene` for a step.
pub(super) fn open(
    scene: &Scene,
    cluster: &Marker,
    step: Step,
    camera: Camera,
    size: Px,
) -> Option<Opening> {
    let bounds = Extent::around(&cluster.members)?.bounds;
    let fitted = Camera::fit(bounds, size, PADDING_PX, MAX_ZOOM);
    let closer = Camera {
        zoom: fitted.zoom.max(camera.zoom + MIN_LEVELS).min(MAX_ZOOM),
        ..fitted
    };
    let there = scene.gathered(Gathering::at_rest(closer.zoom));
    let first = there.marker(&cluster.place);
    let parts = cluster
        .members
        .iter()
        .any(|member| there.marker(&member.place) != first);
    Some(if parts {
        Opening::Closer(closer.clamped(size))
    } else {
        let places = cluster
            .members
            .iter()
            .map(|member| member.place.clone())
            .collect();
        Opening::Fan(Fan {
            places,
            opened_at: Some(step),
        })
    })
}

/// The places that keep their markers: what is selected, and what another pane points at. What the pointer is on here
/// stays as it is, or it would flee from under it.
pub(super) fn apart(
    document: &Document,
    view: &ViewState,
    pointed: Option<&Item>,
) -> BTreeSet<PlaceId> {
    let hover = view.hover.as_ref().filter(|&hover| Some(hover) != pointed);
    let items = view.selection.iter().chain(hover);
    items.flat_map(|item| places_of(document, item)).collect()
}

fn places_of(document: &Document, item: &Item) -> Vec<PlaceId> {
    match item {
        Item::Place(place) => vec![place.clone()],
        Item::Mention(mention) => {
            let place = document
                .mention(mention)
                .and_then(|mention| mention.place.clone());
            place.into_iter().collect()
        }
        Item::Relation(id) => document.relation(id).map_or_else(Vec::new, |relation| {
            let ends = [&relation.source, &relation.target];
            ends.into_iter().chain(&relation.via).cloned().collect()
        }),
    }
}

/// "3 lugares: Bakú, Ereván, Tiflis".
pub(super) fn name(cluster: &Marker, language: Language) -> String {
    let names: Vec<&str> = cluster.members.iter().map(|member| &*member.name).collect();
    let said = &names[..names.len().min(MAX_NAMES)];
    let more = if said.len() < names.len() { "…" } else { "" };
    let count = words::count(names.len(), Word::OnePlace, Word::CountPlaces, language);
    match more {
        "" => format!("{count}: {}", said.join(", ")),
        more => format!("{count}: {}, {more}", said.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::RelationId;
    use crate::extract::RelationKind;
    use crate::geo::LatLon;
    use crate::scene::fixture::{document, relate};

    const SIZE: Px = Px::new(800.0, 600.0);

    fn opened(places: &[(&str, f64, f64, usize)], zoom: f64) -> Opening {
        let scene = Scene::new(&document(places));
        let shown = scene.gathered(Gathering::at_rest(zoom));
        assert!(shown.markers[0].is_cluster());
        let camera = Camera::at(LatLon::new(0.0, 0.0), zoom);
        open(&scene, &shown.markers[0], Step::at(zoom), camera, SIZE).unwrap()
    }

    #[test]
    fn a_cluster_opens_where_its_members_have_room() {
        let places = [("A", 10.0, 10.0, 2), ("B", 10.3, 10.3, 1)];
        let Opening::Closer(camera) = opened(&places, 3.0) else {
            panic!("they part");
        };
        assert!(camera.zoom > 4.0);
        let middle = camera.center.to_lat_lon();
        assert!(middle.distance_km(LatLon::new(10.15, 10.15)) < 5.0);
    }

    #[test]
    fn places_at_one_point_fan_out() {
        let places = [("A", 10.0, 10.0, 2), ("B", 10.0, 10.0, 1)];
        let Opening::Fan(fan) = opened(&places, 3.0) else {
            panic!("they cannot part");
        };
        assert_eq!(fan.places(Step::at(4.0)).len(), 2);
        assert!(fan.places(Step::at(2.0)).is_empty());
    }

    #[test]
    fn the_ends_of_what_is_selected_stay_apart() {
        let mut document = document(&[("A", 0.0, 0.0, 1), ("B", 0.1, 0.0, 1), ("C", 0.2, 0.0, 1)]);
        relate(&mut document, 1, 3, RelationKind::Trade);
        let relation = Item::Relation(RelationId::numbered(1));
        let mut view = ViewState {
            selection: Some(relation.clone()),
            ..ViewState::default()
        };
        let ends = [1, 3].map(PlaceId::numbered).into();
        assert_eq!(apart(&document, &view, None), ends);
        view.hover = view.selection.take();
        assert_eq!(apart(&document, &view, None), ends);
        assert!(apart(&document, &view, Some(&relation)).is_empty());
    }

    #[test]
    fn a_cluster_is_named_by_its_places() {
        let places: Vec<_> = ["A", "B", "C", "D", "E"]
            .map(|name| (name, 10.0, 10.0, 1))
            .into();
        let named = |n: usize| {
            let scene = Scene::new(&document(&places[..n])).gathered(Gathering::at_rest(2.0));
            name(&scene.markers[0], Language::Es)
        };
        assert_eq!(named(3), "3 lugares: A, B, C");
        assert_eq!(named(5), "5 lugares: A, B, C, D, …");
    }
}
