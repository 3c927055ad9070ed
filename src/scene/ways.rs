//! Which way each arrow bulges, and how far, so that they can be told apart.
//!
//! Readers follow arrows best when few cross, none passes under a marker that it does not touch, and those that meet at a
//! marker spread around it (Jenny and others, 2018, "Design principles for origin-destination flow maps"). Each arrow gets
//! the best of a few curves, given those of all others: first the strongest, then all of them again while anything gets
//! better. It is done once for a set of markers, in a view of its whole story: bends are shares of the usual bulge, so they
//! hold at any distance and nothing jumps while the map moves.

use std::collections::BTreeMap;

use super::arrow::Arrow;
use super::layout::{END_GAP_PX, path};
use super::marker::Marker;
use crate::extract::RelationKind;
use crate::geo::{Camera, Curve, Px, PxRect};

/// The map that arrows are parted on, in pixels.
pub(super) const VIEW: Px = Px::new(700.0, 600.0);
/// More ways than this are not parted: it takes the square of it, and nobody could tell in the crowd.
const MAX_WAYS: usize = 60;
/// How often all arrows are looked at again.
const MAX_SWEEPS: usize = 3;
/// Pieces that a curve is cut into to compare it with others.
const STEPS: usize = 10;
/// How far an arrow stays clear of a foreign marker, in pixels.
const CLEAR_PX: f32 = 5.0;
/// Arrows closer than this run together, in pixels.
const TOGETHER_PX: f32 = 8.0;
/// Arrows that leave a marker less than this apart are hard to tell, in radians.
const NARROW: f32 = 0.35;

/// What a fault costs; a way may be bent by so much to avoid it.
const UNDER_MARKER: f32 = 4.0;
const CROSSING: f32 = 2.0;
const ACUTE: f32 = 1.5;
const TOGETHER: f32 = 5.0;
const NARROW_ANGLE: f32 = 1.5;

/// Shares of the usual bulge with what each costs. The left of travel is a last resort for what has a direction: readers
/// learn that arrows keep to the right.
const BENDS: [(f32, f32); 4] = [(1.0, 0.0), (0.6, 0.25), (1.45, 0.45), (0.25, 0.6)];
const LEFT_WITH_DIRECTION: f32 = 1.2;
const LEFT_WITHOUT: f32 = 0.05;

/// Bends arrows apart.
pub(super) fn part_ways(arrows: &mut [Arrow], markers: &[Marker], camera: Camera) {
    let at: Vec<Px> = markers
        .iter()
        .map(|marker| {
            let world = marker.world.nearest_to(camera.center);
            camera.project(world, VIEW) + marker.fan
        })
        .collect();
    let mut ways = ways(arrows, markers, &at, camera.world_px() as f32);
    for way in &mut ways {
        way.mind_markers(markers, &at);
    }
    choose(&mut ways);
    let bends: BTreeMap<(usize, usize), f32> = ways
        .iter()
        .map(|way| (way.ends, way.trace().bend))
        .collect();
    for arrow in arrows {
        arrow.bend = bends
            .get(&(arrow.source, arrow.target))
            .copied()
            .unwrap_or(1.0);
    }
}

/// All arrows from one marker to another, which bulge alike.
struct Way {
    ends: (usize, usize),
    traces: Vec<Trace>,
    chosen: Option<usize>,
    /// Whether it is only seen when a person points at it: others need not give way.
    is_faint: bool,
}

/// One curve that a way may take.
struct Trace {
    bend: f32,
    cost: f32,
    points: Vec<Px>,
    hull: PxRect,
}

/// All ways, the strongest first, with the curves that each may take; none where they are a crowd.
fn ways(arrows: &[Arrow], markers: &[Marker], at: &[Px], world_px: f32) -> Vec<Way> {
    let mut directed: BTreeMap<(usize, usize), bool> = BTreeMap::new();
    let mut order = Vec::new();
    let is_faint = |arrow: &Arrow| arrow.kind == RelationKind::Location;
    let (faint, strong): (Vec<_>, Vec<_>) = arrows.iter().partition(|&arrow| is_faint(arrow));
    for arrow in strong.into_iter().chain(faint) {
        let ends = (arrow.source, arrow.target);
        let known = directed.get(&ends).copied();
        directed.insert(ends, arrow.directed || known == Some(true));
        if known.is_none() {
            order.push(arrow);
        }
        if order.len() > MAX_WAYS {
            return Vec::new();
        }
    }
    let way = |arrow: &Arrow| {
        let ends = (arrow.source, arrow.target);
        let has_return = ends.0 != ends.1 && directed.contains_key(&(ends.1, ends.0));
        let is_directed = directed.get(&ends).copied().unwrap_or(true);
        let (from, to) = (at[ends.0], at[ends.1]);
        // The short way around the world.
        let turns = ((from.x - to.x) / world_px).round();
        let to = to + Px::new(turns * world_px, 0.0);
        let radii = [markers[ends.0].radius, markers[ends.1].radius];
        let bends = bends(has_return, is_directed);
        Way {
            ends,
            traces: bends
                .filter_map(|(bend, cost)| Trace::new(arrow, [from, to], radii, bend, cost))
                .collect(),
            chosen: None,
            is_faint: is_faint(arrow),
        }
    };
    let ways = order.into_iter().map(way);
    ways.filter(|way| !way.traces.is_empty()).collect()
}

/// The bends that a way may have. What has a way back leaves the left to that.
fn bends(has_return: bool, is_directed: bool) -> impl Iterator<Item = (f32, f32)> {
    let left = match is_directed {
        true => LEFT_WITH_DIRECTION,
        false => LEFT_WITHOUT,
    };
    let mirrored = BENDS
        .into_iter()
        .map(move |(bend, cost)| (-bend, cost + left));
    BENDS
        .into_iter()
        .chain(mirrored.filter(move |_| !has_return))
}

impl Trace {
    fn new(arrow: &Arrow, ends: [Px; 2], radii: [f32; 2], bend: f32, cost: f32) -> Option<Self> {
        let bent = Arrow {
            bend,
            outset: 0.0,
            ..arrow.clone()
        };
        let curve: Curve = path(ends[0], ends[1], radii, &bent)
            .trimmed(radii[0] + END_GAP_PX, radii[1] + END_GAP_PX)?;
        Some(Self {
            bend,
            cost,
            points: curve.points(STEPS).collect(),
            hull: curve.hull(),
        })
    }

    fn segments(&self) -> impl Iterator<Item = [Px; 2]> + '_ {
        self.points.windows(2).map(|ends| [ends[0], ends[1]])
    }

    fn distance_to(&self, point: Px) -> f32 {
        let distances = self
            .segments()
            .map(|[a, b]| point.distance_to_segment(a, b));
        distances.fold(f32::INFINITY, f32::min)
    }
}

impl Way {
    /// The curve that it takes.
    fn trace(&self) -> &Trace {
        &self.traces[self.chosen.unwrap_or(0)]
    }

    /// Adds to the cost of each curve what the markers under it cost.
    fn mind_markers(&mut self, markers: &[Marker], at: &[Px]) {
        for trace in &mut self.traces {
            let is_foreign = |marker: usize| marker != self.ends.0 && marker != self.ends.1;
            let n_under = (0..markers.len()).filter(|&marker| {
                let clear = markers[marker].radius + CLEAR_PX;
                is_foreign(marker)
                    && trace.hull.expanded(clear).contains(at[marker])
                    && trace.distance_to(at[marker]) < clear
            });
            trace.cost += UNDER_MARKER * n_under.count() as f32;
        }
    }

    /// What two ways cost each other if they take these curves.
    fn conflict(&self, trace: &Trace, other: &Self) -> f32 {
        let theirs = other.trace();
        let mut cost = self.crowding(trace, other);
        if !trace.hull.expanded(TOGETHER_PX).overlaps(theirs.hull) {
            return cost;
        }
        for mine in trace.segments() {
            for their in theirs.segments() {
                if let Some(sine) = crossing(mine, their) {
                    cost += CROSSING + ACUTE * (1.0 - sine);
                }
            }
        }
        let inner = &trace.points[2..=STEPS - 2];
        let near = inner
            .iter()
            .filter(|&&at| theirs.distance_to(at) < TOGETHER_PX);
        cost + TOGETHER * near.count() as f32 / inner.len() as f32
    }

    /// What it costs that both leave or reach the same marker in nearly the same direction.
    fn crowding(&self, trace: &Trace, other: &Self) -> f32 {
        let mine = [
            (self.ends.0, trace.leaving()),
            (self.ends.1, trace.arriving()),
        ];
        let theirs = other.trace();
        let their = [
            (other.ends.0, theirs.leaving()),
            (other.ends.1, theirs.arriving()),
        ];
        let pairs = mine.iter().flat_map(|a| their.iter().map(move |b| (a, b)));
        let narrow = pairs.filter(|(a, b)| a.0 == b.0).map(|(a, b)| {
            let angle = a.1.dot(b.1).clamp(-1.0, 1.0).acos();
            (1.0 - angle / NARROW).max(0.0)
        });
        NARROW_ANGLE * narrow.sum::<f32>()
    }
}

impl Trace {
    /// The direction from its first marker outwards.
    fn leaving(&self) -> Px {
        (self.points[1] - self.points[0]).normalized()
    }

    /// The direction from its last marker outwards.
    fn arriving(&self) -> Px {
        (self.points[STEPS - 1] - self.points[STEPS]).normalized()
    }
}

/// The sine of the angle at which two stretches cross, 0 to 1; `None` when they do not.
fn crossing([a, b]: [Px; 2], [c, d]: [Px; 2]) -> Option<f32> {
    let (along, across, offset) = (b - a, d - c, c - a);
    let cross = |p: Px, q: Px| p.x * q.y - p.y * q.x;
    let area = cross(along, across);
    if area == 0.0 {
        return None;
    }
    let (t, u) = (cross(offset, across) / area, cross(offset, along) / area);
    let is_within = |part: f32| (0.0..1.0).contains(&part);
    let sine = area.abs() / (along.length() * across.length());
    (is_within(t) && is_within(u)).then_some(sine)
}

/// Chooses a curve for each way, the strongest first, and then again given all others.
fn choose(ways: &mut [Way]) {
    for at in 0..ways.len() {
        ways[at].chosen = Some(best(ways, at));
    }
    for _ in 0..MAX_SWEEPS {
        let mut is_better = false;
        for at in 0..ways.len() {
            let best = best(ways, at);
            is_better |= ways[at].chosen != Some(best);
            ways[at].chosen = Some(best);
        }
        if !is_better {
            break;
        }
    }
}

/// The cheapest curve of a way, given those that others have taken; of equals the first.
fn best(ways: &[Way], at: usize) -> usize {
    let way = &ways[at];
    let taken = |other: &usize| {
        let counts = way.is_faint || !ways[*other].is_faint;
        *other != at && counts && ways[*other].chosen.is_some()
    };
    let cost = |trace: &Trace| {
        let others = (0..ways.len()).filter(taken);
        trace.cost
            + others
                .map(|other| way.conflict(trace, &ways[other]))
                .sum::<f32>()
    };
    let costs: Vec<f32> = way.traces.iter().map(cost).collect();
    let cheapest = (0..costs.len()).min_by(|&a, &b| costs[a].total_cmp(&costs[b]));
    cheapest.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document, relate};
    use super::super::{Gathering, Scene};
    use super::*;
    use crate::extract::RelationKind;

    /// The bends of arrows between places given as (latitude, longitude).
    fn bends_of(places: &[(f64, f64)], relations: &[(usize, usize)], directed: bool) -> Vec<f32> {
        let places: Vec<_> = places
            .iter()
            .map(|&(lat, lon)| ("A", lat, lon, 2))
            .collect();
        let mut document = document(&places);
        for &(source, target) in relations {
            relate(&mut document, source, target, RelationKind::Other).directed = directed;
        }
        let arrows = Scene::new(&document).arrows;
        arrows.iter().map(|arrow| arrow.bend).collect()
    }

    #[test]
    fn an_arrow_alone_bulges_as_usual() {
        assert_eq!(bends_of(&[(0.0, 0.0), (0.0, 20.0)], &[(1, 2)], true), [1.0]);
    }

    #[test]
    fn an_arrow_goes_around_a_marker_that_it_does_not_touch() {
        // South of the middle of the way from west to east, where the usual curve would pass.
        let places = [(0.0, 0.0), (0.0, 20.0), (-3.2, 10.0)];
        assert_ne!(bends_of(&places, &[(1, 2)], true), [1.0]);
        let places = [(0.0, 0.0), (0.0, 20.0), (8.0, 10.0)];
        assert_eq!(bends_of(&places, &[(1, 2)], true), [1.0]);
    }

    #[test]
    fn a_crowd_bulges_as_usual() {
        let places: Vec<_> = (0..=MAX_WAYS)
            .map(|n| (-3.2 * n as f64 / 9.0, 1.0 + n as f64))
            .collect();
        let all: Vec<_> = (1..=MAX_WAYS).map(|n| (n, n + 1)).collect();
        let crowded = [all.as_slice(), &[(1, 3)]].concat();
        assert!(
            bends_of(&places, &crowded, true)
                .iter()
                .all(|&bend| bend == 1.0)
        );
        assert!(
            bends_of(&places, &all, true)
                .iter()
                .any(|&bend| bend != 1.0)
        );
    }

    #[test]
    fn arrows_between_clusters_are_parted_too() {
        let mut document = document(&[
            ("A", 0.0, 0.0, 9),
            ("a", 0.0, 0.01, 1),
            ("B", 0.0, 20.0, 9),
            ("C", -3.2, 10.0, 9),
        ]);
        relate(&mut document, 1, 3, RelationKind::Other);
        let scene = Scene::new(&document).gathered(Gathering::at_rest(3.0));
        assert_eq!(scene.markers.len(), 3);
        assert_ne!(scene.arrows[0].bend, 1.0);
    }

    #[test]
    fn there_and_back_stay_on_their_own_sides() {
        let places = [(0.0, 0.0), (0.0, 20.0), (-3.2, 10.0), (3.2, 10.0)];
        let bends = bends_of(&places, &[(1, 2), (2, 1)], true);
        assert!(
            bends.iter().all(|&bend| bend > 0.0 && bend != 1.0),
            "{bends:?}"
        );
    }

    #[test]
    fn stretches_cross_at_an_angle_or_not_at_all() {
        let [a, b] = [Px::ZERO, Px::new(10.0, 0.0)];
        let upright = [Px::new(5.0, -5.0), Px::new(5.0, 5.0)];
        assert!((crossing([a, b], upright).unwrap() - 1.0).abs() < 1e-6);
        assert_eq!(
            crossing([a, b], upright.map(|end| end + Px::new(9.0, 0.0))),
            None
        );
        assert_eq!(
            crossing([a, b], [Px::new(0.0, 1.0), Px::new(10.0, 1.0)]),
            None
        );
    }
}
