//! Geometries of GeoJSON: read position by position, kept as a point and an extent.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, SeqAccess, Visitor};

use super::OwnProblem;
use super::draft::position;
use super::error::shown;
use crate::gazetteer::PlaceKind;
use crate::geo::{Bounds, LatLon};

/// The most positions that the list of one geometry may have.
const POSITIONS_MAX: usize = 2_000_000;

/// A geometry of any type.
#[derive(Deserialize)]
pub(super) struct Geometry {
    #[serde(rename = "type")]
    kind: String,
    coordinates: Option<Shape>,
    geometries: Option<Vec<Self>>,
}

/// Where a geometry is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Location {
    pub at: LatLon,
    /// Unless it is a point.
    pub bounds: Option<Bounds>,
    /// What a place of that shape is, unless somebody knows better.
    pub kind: PlaceKind,
}

impl Geometry {
    /// Where it is: at its first point if it has one, else in the middle of its largest ring or half way along its longest line.
    pub fn location(self) -> Result<Location, OwnProblem> {
        let kind_of_geometry = self.kind.clone();
        let mut parts = Vec::new();
        self.collect(&mut parts)?;
        let positions: Vec<LatLon> = parts.iter().flat_map(|part| &part.line).copied().collect();
        let point = parts.iter().find(|part| part.of == PartOf::Point);
        let ring = largest(&parts, PartOf::Ring, |line| area(line).abs());
        let path = largest(&parts, PartOf::Path, length_km);
        let at = point
            .and_then(|point| point.line.first().copied())
            .or_else(|| ring.map(centroid))
            .or_else(|| path.and_then(half_way));
        let kind = match (ring, path) {
            (Some(_), _) => PlaceKind::Region,
            (None, Some(_)) => PlaceKind::River,
            (None, None) => PlaceKind::City,
        };
        let at = at.ok_or_else(|| empty(&kind_of_geometry))?;
        Ok(Location {
            at,
            bounds: Bounds::around(positions.iter().copied()).filter(|_| positions.len() > 1),
            kind,
        })
    }

    fn collect(self, parts: &mut Vec<Part>) -> Result<(), OwnProblem> {
        for geometry in self.geometries.into_iter().flatten() {
            geometry.collect(parts)?;
        }
        let of = match self.kind.as_str() {
            "Point" | "MultiPoint" => PartOf::Point,
            "LineString" | "MultiLineString" => PartOf::Path,
            "Polygon" | "MultiPolygon" => PartOf::Ring,
            "GeometryCollection" => return Ok(()),
            other => return Err(empty(other)),
        };
        let lines = match self.coordinates {
            Some(Shape::Position(at)) => vec![vec![at]],
            Some(Shape::Line(line)) => vec![line],
            Some(Shape::Lines(lines)) => lines,
            Some(Shape::Number(_)) | None => return Err(empty(&self.kind)),
        };
        for line in lines {
            let line = line
                .into_iter()
                .map(|[lon, lat]| position(lat, lon))
                .collect::<Result<Vec<_>, _>>()?;
            parts.push(Part { of, line });
        }
        Ok(())
    }
}

fn empty(kind: &str) -> OwnProblem {
    let kind = shown(kind);
    OwnProblem::Geometry { kind }
}

/// What a run of positions is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PartOf {
    Point,
    Path,
    Ring,
}

struct Part {
    of: PartOf,
    line: Vec<LatLon>,
}

fn largest(parts: &[Part], of: PartOf, size: impl Fn(&[LatLon]) -> f64) -> Option<&[LatLon]> {
    parts
        .iter()
        .filter(|part| part.of == of && !part.line.is_empty())
        .map(|part| part.line.as_slice())
        .max_by(|a, b| size(a).total_cmp(&size(b)))
}

/// The corners of a ring on the plane of degrees, the way from one to the next never over half the Earth.
fn unrolled(ring: &[LatLon]) -> Vec<(f64, f64)> {
    let mut lon = ring.first().map_or(0.0, |first| first.lon);
    ring.iter()
        .map(|corner| {
            lon += (corner.lon - lon + 540.0).rem_euclid(360.0) - 180.0;
            (lon, corner.lat)
        })
        .collect()
}

/// Twice the signed area of each step of a ring, seen from its first corner, with the step.
fn wedges(corners: &[(f64, f64)]) -> impl Iterator<Item = (f64, [(f64, f64); 2])> + '_ {
    let origin = corners.first().copied().unwrap_or_default();
    let from_origin = move |corner: (f64, f64)| (corner.0 - origin.0, corner.1 - origin.1);
    corners.windows(2).map(move |step| {
        let (a, b) = (from_origin(step[0]), from_origin(step[1]));
        (a.0 * b.1 - b.0 * a.1, [a, b])
    })
}

/// Twice the area, in square degrees.
fn area(ring: &[LatLon]) -> f64 {
    wedges(&unrolled(ring)).map(|(area, _)| area).sum()
}

/// The middle of a ring's area; of its corners, if it has no area.
fn centroid(ring: &[LatLon]) -> LatLon {
    let corners = unrolled(ring);
    let (origin, area) = (corners.first().copied().unwrap_or_default(), area(ring));
    let (mut lon, mut lat) = (0.0, 0.0);
    if area.abs() > 1e-12 {
        for (wedge, [a, b]) in wedges(&corners) {
            lon += wedge * (a.0 + b.0) / (3.0 * area);
            lat += wedge * (a.1 + b.1) / (3.0 * area);
        }
    } else {
        for corner in &corners {
            lon += (corner.0 - origin.0) / corners.len() as f64;
            lat += (corner.1 - origin.1) / corners.len() as f64;
        }
    }
    let lon = (origin.0 + lon + 540.0).rem_euclid(360.0) - 180.0;
    LatLon::new((origin.1 + lat).clamp(-90.0, 90.0), lon)
}

fn length_km(path: &[LatLon]) -> f64 {
    path.windows(2)
        .map(|step| step[0].distance_km(step[1]))
        .sum()
}

/// The corner nearest to half the length of a path.
fn half_way(path: &[LatLon]) -> Option<LatLon> {
    let half = length_km(path) / 2.0;
    let mut gone = 0.0;
    for step in path.windows(2) {
        let length = step[0].distance_km(step[1]);
        if gone + length >= half {
            let nearer = if half - gone < length / 2.0 {
                step[0]
            } else {
                step[1]
            };
            return Some(nearer);
        }
        gone += length;
    }
    path.first().copied()
}

/// Coordinates, however deep their brackets: what is inside runs of positions does not matter here.
#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Number(f64),
    /// Longitude, latitude.
    Position([f64; 2]),
    Line(Vec<[f64; 2]>),
    Lines(Vec<Vec<[f64; 2]>>),
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShapeVisitor)
    }
}

struct ShapeVisitor;

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("coordinates")
    }

    fn visit_f64<E>(self, number: f64) -> Result<Shape, E> {
        Ok(Shape::Number(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Shape, E> {
        Ok(Shape::Number(number as f64))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Shape, E> {
        Ok(Shape::Number(number as f64))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Shape, A::Error> {
        let Some(first) = items.next_element::<Shape>()? else {
            return Ok(Shape::Lines(Vec::new()));
        };
        match first {
            Shape::Number(lon) => position_of(lon, items),
            Shape::Position(first) => line_of(first, items),
            Shape::Line(first) => lines_of(vec![first], items),
            Shape::Lines(first) => lines_of(first, items),
        }
    }
}

/// The rest of a position: its latitude, and what nobody needs here.
fn position_of<'de, A: SeqAccess<'de>>(lon: f64, mut items: A) -> Result<Shape, A::Error> {
    let lat = items.next_element::<f64>()?;
    let lat = lat.ok_or_else(|| A::Error::custom("a position has a longitude and a latitude"))?;
    while items.next_element::<f64>()?.is_some() {}
    Ok(Shape::Position([lon, lat]))
}

fn line_of<'de, A: SeqAccess<'de>>(first: [f64; 2], mut items: A) -> Result<Shape, A::Error> {
    let mut line = vec![first];
    while let Some(item) = items.next_element::<Shape>()? {
        let Shape::Position(at) = item else {
            return Err(A::Error::custom("positions among other coordinates"));
        };
        line.push(at);
        check_size::<A>(line.len())?;
    }
    Ok(Shape::Line(line))
}

fn check_size<'de, A: SeqAccess<'de>>(n_positions: usize) -> Result<(), A::Error> {
    if n_positions <= POSITIONS_MAX {
        return Ok(());
    }
    Err(A::Error::custom(format_args!(
        "more than {POSITIONS_MAX} positions; simplify the geometry"
    )))
}

fn lines_of<'de, A: SeqAccess<'de>>(
    mut lines: Vec<Vec<[f64; 2]>>,
    mut items: A,
) -> Result<Shape, A::Error> {
    let mut n_positions: usize = lines.iter().map(Vec::len).sum();
    while let Some(item) = items.next_element::<Shape>()? {
        let more = match item {
            Shape::Line(line) => vec![line],
            Shape::Lines(more) => more,
            Shape::Number(_) | Shape::Position(_) => {
                return Err(A::Error::custom("positions among other coordinates"));
            }
        };
        n_positions += more.iter().map(Vec::len).sum::<usize>();
        check_size::<A>(n_positions)?;
        lines.extend(more);
    }
    Ok(Shape::Lines(lines))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn location(json: &str) -> Result<Location, String> {
        let geometry: Geometry = serde_json::from_str(json).map_err(|error| error.to_string())?;
        geometry.location().map_err(|error| error.to_string())
    }

    #[track_caller]
    fn check(json: &str, lat: f64, lon: f64, kind: PlaceKind, bounds: Option<[f64; 4]>) {
        let found = location(json).unwrap();
        assert!(
            (found.at.lat - lat).abs() < 1e-9 && (found.at.lon - lon).abs() < 1e-9,
            "{found:?}"
        );
        assert_eq!(found.kind, kind);
        assert_eq!(
            found
                .bounds
                .map(|it| [it.west, it.south, it.east, it.north]),
            bounds
        );
    }

    #[test]
    fn every_type_has_a_point_and_what_is_no_point_an_extent() {
        check(
            r#"{"type": "Point", "coordinates": [-3.6, 37.2, 680]}"#,
            37.2,
            -3.6,
            PlaceKind::City,
            None,
        );
        check(
            r#"{"type": "Polygon", "coordinates": [[[0,0],[4,0],[4,2],[0,2],[0,0]], [[3,1],[3.5,1],[3.5,1.5],[3,1]]]}"#,
            1.0,
            2.0,
            PlaceKind::Region,
            Some([0.0, 0.0, 4.0, 2.0]),
        );
        check(
            r#"{"type": "MultiPolygon", "coordinates": [[[[0,0],[1,0],[1,1],[0,0]]], [[[10,10],[14,10],[14,14],[10,14],[10,10]]]]}"#,
            12.0,
            12.0,
            PlaceKind::Region,
            Some([0.0, 0.0, 14.0, 14.0]),
        );
        check(
            r#"{"type": "LineString", "coordinates": [[0,0],[1,0],[2,0]]}"#,
            0.0,
            1.0,
            PlaceKind::River,
            Some([0.0, 0.0, 2.0, 0.0]),
        );
        check(
            r#"{"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [[[0,0],[4,0],[4,2],[0,0]]]}, {"type": "Point", "coordinates": [1, 1]}]}"#,
            1.0,
            1.0,
            PlaceKind::Region,
            Some([0.0, 0.0, 4.0, 2.0]),
        );
    }

    #[test]
    fn a_ring_over_the_antimeridian_has_its_middle_there() {
        check(
            r#"{"type": "Polygon", "coordinates": [[[177,-19],[-179,-19],[-179,-15],[177,-15],[177,-19]]]}"#,
            -17.0,
            179.0,
            PlaceKind::Region,
            Some([177.0, -19.0, -179.0, -15.0]),
        );
    }

    #[test]
    fn a_ring_without_area_is_in_the_middle_of_its_corners() {
        check(
            r#"{"type": "Polygon", "coordinates": [[[5,5],[5,5]]]}"#,
            5.0,
            5.0,
            PlaceKind::Region,
            Some([5.0; 4]),
        );
    }

    #[test]
    fn what_is_no_geometry_is_refused() {
        for (json, told) in [
            (
                r#"{"type": "Point", "coordinates": []}"#,
                "geometry: a Point without positions",
            ),
            (
                r#"{"type": "Point", "coordinates": 3}"#,
                "geometry: a Point without positions",
            ),
            (
                r#"{"type": "Point"}"#,
                "geometry: a Point without positions",
            ),
            (
                r#"{"type": "Circle", "coordinates": [1, 2]}"#,
                "geometry: a Circle without",
            ),
            (
                r#"{"type": "GeometryCollection", "geometries": []}"#,
                "geometry: a GeometryCollection",
            ),
            (
                r#"{"type": "Point", "coordinates": [1]}"#,
                "a position has a longitude",
            ),
            (
                r#"{"type": "Point", "coordinates": ["1", "2"]}"#,
                "invalid type: string",
            ),
            (
                r#"{"type": "LineString", "coordinates": [[1, 2], 3]}"#,
                "positions among other",
            ),
            (
                r#"{"type": "Point", "coordinates": [19.4, -99.1]}"#,
                "latitude -99.1 is beyond 90",
            ),
            (
                r#"{"type": "Point", "coordinates": [200, 10]}"#,
                "longitude: 200 is beyond 180",
            ),
        ] {
            let error = location(json).unwrap_err();
            assert!(error.starts_with(told), "{json}: {error}");
        }
    }
}
