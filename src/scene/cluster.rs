//! Clusters: markers that would lie on each other become one with a count, until the map is close enough.
//!
//! [`Scene::gathered`] makes a scene of a scene, so that what lays out, draws and answers need not know of it.

use std::collections::BTreeSet;

use super::side::Side;
use super::{Arrow, Marker, Scene, arrow, marker, passage};
use crate::document::PlaceId;
use crate::geo::{Camera, Disc, LatLon, Px, leaders};

/// Clusters are made anew once so many times a zoom level.
const STEPS_PER_LEVEL: f64 = 4.0;
/// How far across its border a step still holds, as a share of it: what lies on the border would flicker.
const STEP_SLACK: f64 = 0.15;
/// Radius of a cluster of two, and what each doubling of its members adds, in pixels.
const RADIUS_PX: f32 = 9.5;
const RADIUS_PER_DOUBLING_PX: f32 = 1.0;
const MAX_RADIUS_PX: f32 = 15.0;
/// So many of the most important places give up less of their room: their names tell what the article is about.
const N_MAIN: usize = 5;
/// The share of the distance at which two markers touch that a main place keeps.
const MAIN_SHARE: f32 = 0.7;
/// How often clusters may become part of others, as they are larger than what they were made of.
const ROUNDS: usize = 4;

/// A step of zoom levels: within it the clusters stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step(i32);

impl Step {
    /// The step that a zoom level falls into.
    pub fn at(zoom: f64) -> Self {
        Self((zoom * STEPS_PER_LEVEL).floor() as i32)
    }

    /// The step after this one when the map has come to a zoom level: the same while that is hardly across its border.
    pub fn then(self, zoom: f64) -> Self {
        let along = zoom * STEPS_PER_LEVEL - f64::from(self.0);
        match (-STEP_SLACK..1.0 + STEP_SLACK).contains(&along) {
            true => self,
            false => Self::at(zoom),
        }
    }

    /// Width of the world at its furthest zoom level, in pixels.
    fn world_px(self) -> f64 {
        let zoom = f64::from(self.0) / STEPS_PER_LEVEL;
        Camera::at(LatLon::new(0.0, 0.0), zoom).world_px()
    }
}

/// What decides about clusters beside the markers themselves.
#[derive(Clone, Copy, Debug)]
pub struct Gathering<'a> {
    /// How close the map is.
    pub step: Step,
    /// Places that keep their markers.
    pub apart: &'a BTreeSet<PlaceId>,
    /// Places of a cluster that was opened where it stands: they lie around their common point.
    pub fanned: &'a BTreeSet<PlaceId>,
}

/// No places.
static NOBODY: BTreeSet<PlaceId> = BTreeSet::new();

impl Gathering<'_> {
    /// Nothing is selected, pointed at or opened.
    pub fn at_rest(zoom: f64) -> Self {
        Self {
            step: Step::at(zoom),
            apart: &NOBODY,
            fanned: &NOBODY,
        }
    }
}

impl Scene {
    /// The scene as it is shown at a zoom level, markers that would lie on each other gathered into one.
    ///
    /// A cluster stands where its most important place is. Arrows end at it; those between its members are counted in
    /// [`Marker::n_inner`].
    pub fn gathered(&self, gathering: Gathering<'_>) -> Self {
        let leaders = groups(&self.markers, gathering);
        let is_gathered = leaders.iter().enumerate().any(|(at, &leader)| leader != at);
        if !is_gathered && gathering.fanned.is_empty() {
            return self.clone();
        }
        let (mut markers, marker_of) = clusters(&self.markers, &leaders);
        fan_out(&mut markers, gathering.fanned);
        let moved = |arrow: &Arrow| [marker_of[arrow.source], marker_of[arrow.target]];
        let is_inner = |arrow: &Arrow| {
            let [source, target] = moved(arrow);
            source == target && markers[source].is_cluster()
        };
        let (inner, outer): (Vec<&Arrow>, Vec<&Arrow>) =
            self.arrows.iter().partition(|&arrow| is_inner(arrow));
        for arrow in &inner {
            markers[marker_of[arrow.source]].n_inner += n_unseen(arrow, &outer);
        }
        let arrows = match inner.iter().any(|arrow| arrow.passage.is_of_route()) {
            true => {
                let mut outer: Vec<Arrow> = outer.into_iter().cloned().collect();
                passage::close(&mut outer, &inner);
                arrow::redirected(&outer, &markers, moved)
            }
            // Thousands of arrows are not copied twice.
            false => arrow::redirected(outer, &markers, moved),
        };
        Self {
            markers,
            arrows,
            legend: self.legend.clone(),
            extent: self.extent,
        }
    }
}

/// How many relations of an arrow inside a cluster no other arrow shows: a route is seen by its legs outside.
fn n_unseen(arrow: &Arrow, outer: &[&Arrow]) -> usize {
    if !arrow.passage.is_of_route() {
        return arrow.relations.len();
    }
    let of_routes: Vec<&&Arrow> = outer
        .iter()
        .filter(|outer| outer.passage.is_of_route())
        .collect();
    let is_seen = |id| of_routes.iter().any(|outer| outer.relations.contains(id));
    let unseen = arrow.relations.iter().filter(|id| !is_seen(id));
    // Of a route that lies inside with all its legs, the last one counts.
    match arrow.passage.goes_on {
        true => 0,
        false => unseen.count(),
    }
}

/// For each marker the one that leads its cluster.
fn groups(markers: &[Marker], gathering: Gathering<'_>) -> Vec<usize> {
    let world_px = gathering.step.world_px();
    let stays = |marker: &Marker| {
        gathering.apart.contains(&marker.place) || gathering.fanned.contains(&marker.place)
    };
    let mut discs: Vec<Disc> = markers
        .iter()
        .enumerate()
        .map(|(at, marker)| Disc {
            at: marker.world,
            radius_px: marker.radius,
            share: match at {
                _ if stays(marker) => 0.0,
                ..N_MAIN => MAIN_SHARE,
                _ => 1.0,
            },
        })
        .collect();
    let mut leader_of: Vec<usize> = (0..markers.len()).collect();
    let mut heads = leader_of.clone();
    for _ in 0..ROUNDS {
        let among: Vec<Disc> = heads.iter().map(|&head| discs[head]).collect();
        let leaders = leaders(&among, world_px);
        let n_before = heads.len();
        for (&head, &leader) in heads.iter().zip(&leaders) {
            leader_of[head] = heads[leader];
        }
        heads = heads
            .iter()
            .copied()
            .filter(|&head| leader_of[head] == head)
            .collect();
        if heads.len() == n_before {
            break;
        }
        for at in 0..leader_of.len() {
            // The leader of a member may have been led away itself.
            leader_of[at] = leader_of[leader_of[at]];
        }
        grow(&mut discs, &leader_of);
    }
    leader_of
}

/// Gives the leaders of clusters the radius of a cluster.
fn grow(discs: &mut [Disc], leader_of: &[usize]) {
    let mut n_members = vec![0_usize; discs.len()];
    for &leader in leader_of {
        n_members[leader] += 1;
    }
    for (disc, n_members) in discs.iter_mut().zip(n_members) {
        if n_members > 1 {
            (disc.radius_px, disc.share) = (radius(n_members), 1.0);
        }
    }
}

/// Radius of a cluster, in pixels.
fn radius(n_members: usize) -> f32 {
    let doublings = (n_members.max(2) as f32 / 2.0).log2();
    (RADIUS_PX + RADIUS_PER_DOUBLING_PX * doublings).min(MAX_RADIUS_PX)
}

/// The markers with clusters in the place of their leaders, and for each old marker its new one.
fn clusters(markers: &[Marker], leaders: &[usize]) -> (Vec<Marker>, Vec<usize>) {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); markers.len()];
    for (at, &leader) in leaders.iter().enumerate() {
        members[leader].push(at);
    }
    let mut marker_of = vec![0; markers.len()];
    let mut gathered = Vec::new();
    for group in members.iter().filter(|group| !group.is_empty()) {
        for &at in group {
            marker_of[at] = gathered.len();
        }
        gathered.push(match group[..] {
            [at] => markers[at].clone(),
            _ => cluster(group.iter().map(|&at| markers[at].clone()).collect()),
        });
    }
    (gathered, marker_of)
}

/// The marker that stands for several.
fn cluster(members: Vec<Marker>) -> Marker {
    let total = |count: fn(&Marker) -> usize| members.iter().map(count).sum();
    let side = members
        .iter()
        .fold(None, |side, member| Side::joined(side, member.side));
    let leader = members[0].clone();
    Marker {
        n_mentions: total(|member| member.n_mentions),
        n_relations: total(|member| member.n_relations),
        radius: radius(members.len()),
        fan: Px::ZERO,
        side,
        members,
        ..leader
    }
}

/// Puts the places of an opened cluster around the most important one's point.
fn fan_out(markers: &mut [Marker], fanned: &BTreeSet<PlaceId>) {
    let is_fanned = |at: &usize| fanned.contains(&markers[*at].place);
    let group: Vec<usize> = (0..markers.len()).filter(is_fanned).collect();
    let Some(&first) = group.first() else {
        return;
    };
    let world = markers[first].world;
    for &at in &group {
        markers[at].world = world;
    }
    marker::fan_out_group(markers, &group);
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document, relate};
    use super::*;
    use crate::document::Document;
    use crate::extract::RelationKind;

    /// Two pairs of towns, each pair half a degree wide, and a place far away.
    fn towns() -> Document {
        let mut document = document(&[
            ("A", 40.0, 0.0, 9),
            ("B", 40.0, 20.0, 8),
            ("a", 40.0, 0.5, 1),
            ("b", 40.0, 20.5, 1),
            ("C", -30.0, -60.0, 7),
            ("D", -30.0, 60.0, 6),
            ("E", -50.0, 60.0, 6),
        ]);
        relate(&mut document, 1, 2, RelationKind::Trade);
        relate(&mut document, 3, 4, RelationKind::Trade);
        relate(&mut document, 3, 1, RelationKind::Movement);
        document
    }

    fn gathered(document: &Document, zoom: f64, apart: &[usize], fanned: &[usize]) -> Scene {
        let ids = |numbers: &[usize]| numbers.iter().map(|&n| PlaceId::numbered(n)).collect();
        Scene::new(document).gathered(Gathering {
            step: Step::at(zoom),
            apart: &ids(apart),
            fanned: &ids(fanned),
        })
    }

    /// The names of each cluster's members.
    fn names(scene: &Scene) -> Vec<String> {
        let clusters = scene.markers.iter().filter(|marker| marker.is_cluster());
        let names = |marker: &Marker| marker.members.iter().map(|one| &*one.name).collect();
        clusters.map(names).collect()
    }

    #[test]
    fn a_step_holds_a_little_across_its_border() {
        let step = Step::at(3.0);
        for (zoom, same) in [(2.98, true), (3.26, true), (2.9, false), (3.3, false)] {
            assert_eq!(step.then(zoom) == step, same, "{zoom}");
        }
        assert_eq!(step.then(3.3), Step::at(3.3));
    }

    #[test]
    fn markers_that_would_overlap_are_one_until_the_map_is_close() {
        let document = towns();
        assert_eq!(names(&gathered(&document, 2.0, &[], &[])), ["Aa", "Bb"]);
        assert!(names(&gathered(&document, 7.0, &[], &[])).is_empty());
    }

    #[test]
    fn what_is_selected_stays_apart() {
        let scene = gathered(&towns(), 2.0, &[3], &[]);
        assert_eq!(names(&scene), ["Bb"]);
        assert_eq!(scene.markers.len(), 6);
    }

    #[test]
    fn arrows_end_at_the_cluster_and_inner_ones_are_counted() {
        let scene = gathered(&towns(), 2.0, &[], &[]);
        assert_eq!(scene.arrows.len(), 1);
        let arrow = &scene.arrows[0];
        assert_eq!(arrow.relations.len(), 2);
        assert_eq!(arrow.n_statements, 2);
        let ends = [arrow.source, arrow.target].map(|at| &*scene.markers[at].name);
        assert_eq!(ends, ["A", "B"]);
        let inner: Vec<usize> = scene.markers.iter().map(|marker| marker.n_inner).collect();
        assert_eq!(inner.iter().sum::<usize>(), 1);
        assert_eq!(inner[arrow.source], 1);
    }

    #[test]
    fn every_place_is_found_in_its_marker() {
        let scene = gathered(&towns(), 1.0, &[], &[]);
        for n in 1..=7 {
            let at = scene.marker(&PlaceId::numbered(n)).unwrap();
            assert!(scene.markers[at].shows(&PlaceId::numbered(n)));
        }
    }

    #[test]
    fn main_places_give_up_less_room() {
        let mut places = vec![("A", 0.0, 0.0, 9), ("B", 0.0, 8.0, 9)];
        let is_one = |places: &[(&str, f64, f64, usize)]| {
            !names(&gathered(&document(places), 1.6, &[], &[])).is_empty()
        };
        assert!(!is_one(&places));
        // Behind five others the same two are no main places.
        let others = ["c", "d", "e", "f", "g"].iter().enumerate();
        places.extend(others.map(|(n, name)| (*name, 60.0 - 30.0 * n as f64, 120.0, 99)));
        assert!(is_one(&places));
    }

    #[test]
    fn clusters_overlap_nothing() {
        let towns: Vec<(String, f64, f64)> = (0..400)
            .map(|n| {
                (
                    n.to_string(),
                    (n * 7 % 61) as f64 - 30.0,
                    (n * 13 % 101) as f64 - 50.0,
                )
            })
            .collect();
        let places: Vec<_> = towns
            .iter()
            .map(|(name, lat, lon)| (&**name, *lat, *lon, 1))
            .collect();
        let scene = gathered(&document(&places), 2.0, &[], &[]);
        let world_px = Step::at(2.0).world_px();
        let n_places: usize = scene
            .markers
            .iter()
            .map(|marker| marker.members.len().max(1))
            .sum();
        assert_eq!(n_places, 400);
        for (at, one) in scene.markers.iter().enumerate().skip(N_MAIN) {
            for other in &scene.markers[at + 1..] {
                let there = other.world.nearest_to(one.world);
                let distance = (there.x - one.world.x).hypot(there.y - one.world.y) * world_px;
                assert!(
                    distance >= f64::from(one.radius.min(other.radius)),
                    "{distance}"
                );
            }
        }
    }

    #[test]
    fn places_at_one_point_are_one_marker_and_fan_out_when_opened() {
        let mut places = vec![
            ("A", 10.0, 10.0, 3),
            ("B", 10.0, 10.0, 2),
            ("C", 10.0, 10.0, 1),
        ];
        places.push(("D", -10.0, 10.0, 1));
        let document = document(&places);
        let closed = gathered(&document, 18.0, &[], &[]);
        assert_eq!(names(&closed), ["ABC"]);
        let open = gathered(&document, 18.0, &[], &[1, 2, 3]);
        assert_eq!(open.markers.len(), 4);
        for (at, one) in open.markers[..3].iter().enumerate() {
            for other in &open.markers[at + 1..3] {
                assert!((one.fan - other.fan).length() >= one.radius + other.radius);
            }
        }
    }

    #[test]
    fn a_step_is_a_quarter_of_a_level() {
        assert_eq!(Step::at(3.0), Step::at(3.24));
        assert!(Step::at(3.0) < Step::at(3.25));
    }

    #[test]
    fn a_route_that_is_seen_outside_is_not_counted_inside() {
        let mut document =
            document(&[("A", 0.0, 0.0, 9), ("B", 0.0, 20.0, 8), ("b", 0.0, 20.1, 1)]);
        let route = relate(&mut document, 1, 3, RelationKind::Movement);
        route.via.push(PlaceId::numbered(2));
        let scene = Scene::new(&document).gathered(Gathering::at_rest(3.0));
        let cluster = scene.markers.iter().find(|marker| marker.is_cluster());
        assert_eq!(cluster.map(|marker| marker.n_inner), Some(0));
        assert_eq!(scene.arrows.len(), 1);
    }
}
