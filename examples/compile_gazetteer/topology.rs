//! Shapes that share borders: joined without the borders between them, and simplified so that they still fit.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use mapalabra::geo::{LatLon, Outline};

/// Coordinates that are alike to this part of a degree are the same: about a metre.
const PER_DEGREE: f64 = 1e5;
const HALF_TURN: i32 = 180 * PER_DEGREE as i32;
const QUARTER_TURN: i32 = 90 * PER_DEGREE as i32;
/// A line is never simplified by more than this part of its extent, so that small shapes stay recognisable.
const PART_OF_EXTENT: f64 = 1.0 / 60.0;

/// A point that is compared exactly: latitude and longitude in parts of a degree.
type Point = (i32, i32);
type Ring = Vec<Point>;

/// A ring as exact points, without repeating the first one, the antimeridian in one spelling.
fn exact(ring: &[LatLon]) -> Ring {
    let mut ring: Ring = ring.iter().map(|&point| exact_point(point)).collect();
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    ring
}

fn exact_point(point: LatLon) -> Point {
    let round = |degrees: f64| (degrees * PER_DEGREE).round() as i32;
    match (round(point.lat), round(point.lon)) {
        (lat, lon) if lon <= -HALF_TURN => (lat, HALF_TURN),
        exact => exact,
    }
}

fn lat_lon((lat, lon): Point) -> LatLon {
    LatLon::new(f64::from(lat) / PER_DEGREE, f64::from(lon) / PER_DEGREE)
}

/// Joins shapes that do not overlap: edges that two of them share disappear, as do the seams where a data set cuts
/// shapes along the antimeridian.
fn join<'r>(rings: impl IntoIterator<Item = &'r Vec<LatLon>>) -> Vec<Vec<LatLon>> {
    let mut edges: BTreeSet<(Point, Point)> = BTreeSet::new();
    for ring in rings {
        let ring = exact(ring);
        for (i, &from) in ring.iter().enumerate() {
            let to = ring[(i + 1) % ring.len()];
            let edge = (from.min(to), from.max(to));
            if from != to && !is_seam(edge) && !edges.remove(&edge) {
                edges.insert(edge);
            }
        }
    }
    let rings = linked(&edges);
    rings
        .into_iter()
        .map(|ring| ring.into_iter().map(lat_lon).collect())
        .collect()
}

/// Whether an edge runs along the antimeridian or a pole, as no border and no coast does.
fn is_seam((from, to): (Point, Point)) -> bool {
    let all = |is_there: fn(Point) -> bool| is_there(from) && is_there(to);
    all(|point| point.1 == HALF_TURN) || all(|point| point.0.abs() == QUARTER_TURN)
}

/// Walks along edges until each is used up: first the open ways that a seam has left, which close by themselves.
fn linked(edges: &BTreeSet<(Point, Point)>) -> Vec<Ring> {
    let mut ways: BTreeMap<Point, BTreeSet<Point>> = BTreeMap::new();
    for &(from, to) in edges {
        ways.entry(from).or_default().insert(to);
        ways.entry(to).or_default().insert(from);
    }
    let mut rings = Vec::new();
    let open: Vec<Point> = ways
        .iter()
        .filter(|(_, next)| next.len() % 2 == 1)
        .map(|(&point, _)| point)
        .collect();
    let mut open = open.into_iter();
    while let Some(start) = open
        .by_ref()
        .find(|point| ways.contains_key(point))
        .or_else(|| ways.first_key_value().map(|(&point, _)| point))
    {
        let mut ring = Ring::new();
        let mut here = start;
        while let Some(next) = step(&mut ways, here) {
            ring.push(here);
            here = next;
        }
        if here != start {
            ring.push(here);
        }
        if ring.len() > 2 {
            rings.push(ring);
        }
    }
    rings
}

/// Uses up one edge at a point and tells where it leads.
fn step(ways: &mut BTreeMap<Point, BTreeSet<Point>>, here: Point) -> Option<Point> {
    let next = *ways.get(&here)?.first()?;
    for (from, to) in [(here, next), (next, here)] {
        if let Some(left) = ways.get_mut(&from) {
            left.remove(&to);
            if left.is_empty() {
                ways.remove(&from);
            }
        }
    }
    Some(next)
}

/// Where the shapes of a layer meet: points at which more than two edges end.
///
/// Lines are simplified between these points only, so that neighbours keep the same border.
#[derive(Default)]
struct Nodes {
    neighbours: HashMap<Point, (Point, Point)>,
    nodes: BTreeSet<Point>,
}

impl Nodes {
    /// The nodes of a layer of rings.
    fn of<'r>(rings: impl IntoIterator<Item = &'r Vec<LatLon>>) -> Self {
        let mut nodes = Self::default();
        for ring in rings {
            let ring = exact(ring);
            for i in 0..ring.len() {
                let before = ring[(i + ring.len() - 1) % ring.len()];
                nodes.add(ring[i], before, ring[(i + 1) % ring.len()]);
            }
        }
        nodes
    }

    fn add(&mut self, point: Point, before: Point, after: Point) {
        let around = (before.min(after), before.max(after));
        if *self.neighbours.entry(point).or_insert(around) != around {
            self.nodes.insert(point);
        }
    }

    /// The ring with no more points than needed to stay within so many degrees of latitude.
    fn simplified(&self, ring: &[LatLon], tolerance: f64) -> Vec<LatLon> {
        let mut ring = exact(ring);
        let Some(start) = (0..ring.len())
            .filter(|&i| self.nodes.contains(&ring[i]))
            .min_by_key(|&i| ring[i])
            .or_else(|| (0..ring.len()).min_by_key(|&i| ring[i]))
        else {
            return Vec::new();
        };
        ring.rotate_left(start);
        ring.push(ring[0]);
        let mut kept = Ring::new();
        let mut from = 0;
        for to in 1..ring.len() {
            if to + 1 == ring.len() || self.nodes.contains(&ring[to]) {
                kept.extend(border(&ring[from..=to], tolerance));
                kept.pop();
                from = to;
            }
        }
        kept.into_iter().map(lat_lon).collect()
    }
}

/// How the shapes of a data set are simplified.
pub struct Layer {
    nodes: Nodes,
    /// How far a simplified line may stray, in degrees of latitude.
    tolerance: f64,
    /// Rings smaller than this many degrees are dropped, but for the largest of a shape.
    smallest: f64,
}

impl Layer {
    /// A layer of rings that may share borders.
    pub fn new<'r>(
        rings: impl IntoIterator<Item = &'r Vec<LatLon>>,
        tolerance: f64,
        smallest: f64,
    ) -> Self {
        Self {
            nodes: Nodes::of(rings),
            tolerance,
            smallest,
        }
    }

    /// The area of some of its rings, joined and simplified; `None` when nothing is left.
    pub fn area<'r>(&self, rings: impl IntoIterator<Item = &'r Vec<LatLon>>) -> Option<Outline> {
        let rings = join(rings);
        let size = |ring: &Vec<LatLon>| {
            let bounds = Outline::area(vec![ring.clone()]).bounds();
            bounds.map_or(0.0, |bounds| {
                bounds.width().max(bounds.north - bounds.south)
            })
        };
        let largest = rings.iter().map(size).max_by(f64::total_cmp)?;
        let kept: Vec<_> = rings
            .iter()
            .filter(|ring| size(ring) >= self.smallest.min(largest))
            .map(|ring| self.nodes.simplified(ring, self.tolerance))
            .filter(|ring| ring.len() > 2)
            .collect();
        (!kept.is_empty()).then(|| Outline::area(kept))
    }
}

/// A line with no more points than needed to stay within so many degrees of latitude.
pub fn simplified_line(line: &[LatLon], tolerance: f64) -> Vec<LatLon> {
    let mut line: Ring = line.iter().map(|&point| exact_point(point)).collect();
    line.dedup();
    let kept = border(&line, tolerance);
    kept.into_iter().map(lat_lon).collect()
}

/// Simplifies a line the same way in both directions; a closed one in two halves.
fn border(line: &[Point], tolerance: f64) -> Ring {
    let (Some(&first), Some(&last)) = (line.first(), line.last()) else {
        return Ring::new();
    };
    let tolerance = tolerance.min(extent(line) * PART_OF_EXTENT);
    if first == last {
        let far = (0..line.len()).max_by(|&a, &b| {
            let away = |i: usize| distance(line[i], first, first);
            away(a).total_cmp(&away(b)).then(line[a].cmp(&line[b]))
        });
        let far = far.unwrap_or_default();
        let mut kept = directed(&line[..=far], tolerance);
        kept.pop();
        kept.extend(directed(&line[far..], tolerance));
        return kept;
    }
    directed(line, tolerance)
}

fn directed(line: &[Point], tolerance: f64) -> Ring {
    if line.first() <= line.last() {
        return douglas_peucker(line, tolerance);
    }
    let reversed: Ring = line.iter().rev().copied().collect();
    let mut kept = douglas_peucker(&reversed, tolerance);
    kept.reverse();
    kept
}

/// Keeps the ends, and between them what lies further than the tolerance from what is kept (Douglas and Peucker).
fn douglas_peucker(line: &[Point], tolerance: f64) -> Ring {
    let mut keep = vec![false; line.len()];
    let mut spans = vec![(0, line.len().saturating_sub(1))];
    while let Some((from, to)) = spans.pop() {
        (keep[from], keep[to]) = (true, true);
        let furthest = (from + 1..to)
            .map(|i| (i, distance(line[i], line[from], line[to])))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        if let Some((middle, away)) = furthest
            && away > tolerance
        {
            spans.extend([(from, middle), (middle, to)]);
        }
    }
    let kept = line.iter().zip(keep).filter(|(_, keep)| *keep);
    kept.map(|(&point, _)| point).collect()
}

/// Distance of a point from an edge in degrees of latitude.
fn distance(point: Point, from: Point, to: Point) -> f64 {
    let shrink = (f64::from(point.0) / PER_DEGREE).to_radians().cos();
    let flat = |other: Point| {
        let east = f64::from(short_way(other.1 - point.1)) / PER_DEGREE;
        (east * shrink, f64::from(other.0 - point.0) / PER_DEGREE)
    };
    let ((ax, ay), (bx, by)) = (flat(from), flat(to));
    let (dx, dy) = (bx - ax, by - ay);
    let square = dx * dx + dy * dy;
    let t = if square > 0.0 {
        (-(ax * dx + ay * dy) / square).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (ax + dx * t).hypot(ay + dy * t)
}

/// A difference of longitudes the short way round.
fn short_way(east: i32) -> i32 {
    match east {
        ..=-18_000_001 => east + 2 * HALF_TURN,
        18_000_001.. => east - 2 * HALF_TURN,
        _ => east,
    }
}

/// How far a line reaches from its first point, in degrees of latitude.
fn extent(line: &[Point]) -> f64 {
    line.iter()
        .map(|&point| distance(point, line[0], line[0]))
        .fold(0.0, f64::max)
}
