//! Borders: the lines along which two countries meet, in the same point of view as the gazetteer's outlines.

use std::collections::{BTreeMap, BTreeSet};

use mapalabra::geo::LatLon;

use crate::natural_earth::{Country, NaturalEarth};
use crate::shapefile::Parts;

/// Coordinates that are alike to this part of a degree are the same: about a metre.
const PER_DEGREE: f64 = 1e5;

/// Latitude and longitude, compared exactly.
type Point = (i32, i32);
type Ways = BTreeMap<Point, BTreeSet<Point>>;

/// The lines that rings of two countries share, each from one meeting of lines to the next.
pub fn shared(natural_earth: &NaturalEarth) -> Parts {
    let mut owners: BTreeMap<(Point, Point), BTreeSet<&str>> = BTreeMap::new();
    for country in natural_earth.rows() {
        for ring in &country.rings {
            for pair in ring.windows(2) {
                let (from, to) = (exact(pair[0]), exact(pair[1]));
                let edge = (from.min(to), from.max(to));
                owners.entry(edge).or_default().insert(name(country));
            }
        }
    }
    let mut ways = Ways::new();
    let is_border = |(from, to): (Point, Point), owners: usize| owners > 1 && from != to;
    for (&edge, owners) in &owners {
        if is_border(edge, owners.len()) {
            ways.entry(edge.0).or_default().insert(edge.1);
            ways.entry(edge.1).or_default().insert(edge.0);
        }
    }
    lines(ways)
}

/// Rows of one country bear one name.
fn name(country: &Country) -> &str {
    let attribute = |name| country.attribute(name);
    attribute("ISO_A2_EH")
        .or_else(|| attribute("ADM0_A3"))
        .unwrap_or_default()
}

fn exact(point: LatLon) -> Point {
    let round = |degrees: f64| (degrees * PER_DEGREE).round() as i32;
    (round(point.lat), round(point.lon))
}

/// Walks along the ways until each is used up, first from where other than two meet.
fn lines(mut ways: Ways) -> Parts {
    let nodes: BTreeSet<Point> = ways
        .iter()
        .filter(|(_, next)| next.len() != 2)
        .map(|(&point, _)| point)
        .collect();
    let mut lines = Parts::new();
    for &node in &nodes {
        while ways.contains_key(&node) {
            lines.push(walk(&mut ways, node, &nodes));
        }
    }
    while let Some((&start, _)) = ways.first_key_value() {
        lines.push(walk(&mut ways, start, &nodes));
    }
    lines
}

fn walk(ways: &mut Ways, start: Point, nodes: &BTreeSet<Point>) -> Vec<LatLon> {
    let mut line = vec![start];
    let mut here = start;
    while let Some(next) = step(ways, here) {
        line.push(next);
        here = next;
        if nodes.contains(&here) {
            break;
        }
    }
    let degrees = |part: i32| f64::from(part) / PER_DEGREE;
    let points = line.into_iter();
    points
        .map(|(lat, lon)| LatLon::new(degrees(lat), degrees(lon)))
        .collect()
}

/// Uses up one way from a point and tells where it leads.
fn step(ways: &mut Ways, here: Point) -> Option<Point> {
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
