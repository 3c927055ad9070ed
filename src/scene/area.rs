//! The area of a place, cut into triangles once, to be filled softly wherever the map is.

use super::base_map::Patch;
use crate::geo::{Camera, LatLon, Outline, Px, WorldPoint};

/// An outline on the projected world. What crosses the antimeridian runs on past the edge of the world.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Area {
    /// The corners of the triangles.
    points: Vec<WorldPoint>,
    /// Indices into the points, three a triangle.
    triangles: Vec<u32>,
    /// Its edges, or the lines of a river.
    lines: Vec<Vec<WorldPoint>>,
    is_closed: bool,
}

type Ring = Vec<WorldPoint>;

impl Area {
    /// Cuts an outline into triangles; takes longer than a frame for a large country.
    pub fn of(outline: &Outline) -> Self {
        let lines: Vec<Ring> = outline
            .unrolled()
            .iter()
            .map(|line| projected(line))
            .collect();
        let mut area = Self {
            is_closed: outline.is_area(),
            ..Self::default()
        };
        if area.is_closed {
            let rings = lines.iter().map(|ring| closed(ring.clone())).collect();
            polygons(rings).iter().for_each(|polygon| area.add(polygon));
        }
        area.lines = lines;
        area
    }

    /// Whether it encloses something; else it is the lines of a river.
    pub fn is_closed(&self) -> bool {
        self.is_closed
    }

    fn add(&mut self, polygon: &[Ring]) {
        let coordinates: Vec<f64> = polygon
            .iter()
            .flatten()
            .flat_map(|at| [at.x, at.y])
            .collect();
        let mut holes = Vec::new();
        let mut start = 0;
        for ring in polygon.iter().take(polygon.len().saturating_sub(1)) {
            start += ring.len();
            holes.push(start);
        }
        let Ok(corners) = earcutr::earcut(&coordinates, &holes, 2) else {
            return;
        };
        let first = self.points.len() as u32;
        self.triangles
            .extend(corners.iter().map(|&corner| corner as u32 + first));
        self.points.extend(polygon.iter().flatten());
    }

    /// Its triangles and its edges on a screen, once for each turn of the world that is seen.
    pub fn on_screen(&self, camera: Camera, size: Px) -> Vec<(Patch, Vec<Vec<Px>>)> {
        let place =
            |at: &WorldPoint, turn: f64| camera.project(WorldPoint::new(at.x + turn, at.y), size);
        self.turns(camera, size)
            .map(|turn| {
                let patch = Patch {
                    points: self.points.iter().map(|at| place(at, turn)).collect(),
                    triangles: self.triangles.clone(),
                };
                let lines = self.lines.iter();
                let lines = lines.map(|line| line.iter().map(|at| place(at, turn)).collect());
                (patch, lines.collect())
            })
            .collect()
    }

    /// How far to move it so that it is seen.
    fn turns(&self, camera: Camera, size: Px) -> impl Iterator<Item = f64> + use<> {
        let xs = || self.lines.iter().flatten().map(|at| at.x);
        let (west, east) = (
            xs().fold(f64::INFINITY, f64::min),
            xs().fold(f64::NEG_INFINITY, f64::max),
        );
        let [left, right] = [Px::ZERO, size].map(|corner| camera.unproject(corner, size).x);
        let (first, last) = match west <= east {
            true => ((left - east).ceil() as i64, (right - west).floor() as i64),
            false => (0, -1),
        };
        (first..=last).map(|turn| turn as f64)
    }
}

fn projected(line: &[LatLon]) -> Ring {
    line.iter()
        .map(|&at| WorldPoint::from_lat_lon(at))
        .collect()
}

/// A ring without its closing point; one that goes round a pole is closed along the edge of the map.
fn closed(mut ring: Ring) -> Ring {
    let (Some(&first), Some(&last)) = (ring.first(), ring.last()) else {
        return ring;
    };
    if (last.x - first.x).abs() > 0.5 {
        let sum: f64 = ring.iter().map(|at| at.y - 0.5).sum();
        let edge = if sum > 0.0 { 1.0 } else { 0.0 };
        ring.extend([
            WorldPoint::new(last.x, edge),
            WorldPoint::new(first.x, edge),
        ]);
    } else {
        ring.pop();
    }
    ring
}

/// Rings as polygons: each an outer ring with its holes. A ring in an odd number of others is a hole.
fn polygons(mut rings: Vec<Ring>) -> Vec<Vec<Ring>> {
    rings.retain(|ring| ring.len() > 2);
    rings.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let mut polygons: Vec<Vec<Ring>> = Vec::new();
    let mut outer: Vec<(usize, bool)> = Vec::new();
    let mut placed: Vec<Ring> = Vec::new();
    for ring in rings {
        let around: Vec<(usize, f64)> = (0..placed.len())
            .filter_map(|at| Some((at, turn_into(&placed[at], &ring)?)))
            .collect();
        let is_hole = around.len() % 2 == 1;
        let parent = around.iter().rev().find(|(at, _)| !outer[*at].1);
        match parent {
            Some(&(at, turn)) if is_hole => {
                let moved: Ring = ring
                    .iter()
                    .map(|at| WorldPoint::new(at.x + turn, at.y))
                    .collect();
                let polygon = outer[at].0;
                polygons[polygon].push(moved.clone());
                outer.push((polygon, true));
                placed.push(moved);
            }
            _ => {
                outer.push((polygons.len(), false));
                polygons.push(vec![ring.clone()]);
                placed.push(ring);
            }
        }
    }
    polygons
}

/// How far to move a ring so that it lies in another one.
fn turn_into(outer: &Ring, ring: &Ring) -> Option<f64> {
    let first = ring.first()?;
    [0.0, 1.0, -1.0]
        .into_iter()
        .find(|turn| encloses(outer, WorldPoint::new(first.x + turn, first.y)))
}

fn encloses(ring: &Ring, point: WorldPoint) -> bool {
    let mut is_inside = false;
    for (at, to) in ring.iter().enumerate() {
        let from = ring[(at + ring.len() - 1) % ring.len()];
        if (from.y > point.y) != (to.y > point.y) {
            let x = from.x + (point.y - from.y) / (to.y - from.y) * (to.x - from.x);
            is_inside ^= point.x < x;
        }
    }
    is_inside
}

/// Twice the area of a ring.
fn size(ring: &Ring) -> f64 {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    let twice: f64 = pairs.map(|(a, b)| a.x * b.y - b.x * a.y).sum();
    twice.abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::{CountryCode, Gazetteer};

    const SIZE: Px = Px::new(800.0, 600.0);

    fn square(south: f64, west: f64, north: f64, east: f64) -> Vec<LatLon> {
        [(south, west), (south, east), (north, east), (north, west)]
            .map(|(lat, lon)| LatLon::new(lat, lon))
            .to_vec()
    }

    /// Whether a triangle covers the middle of the map.
    fn covers(area: &Area, lat: f64, lon: f64) -> bool {
        let camera = Camera::at(LatLon::new(lat, lon), 3.0);
        let middle = SIZE * 0.5;
        let side = |from: Px, to: Px| (to - from).right().dot(middle - from) >= 0.0;
        area.on_screen(camera, SIZE).iter().any(|(patch, _)| {
            patch.triangles.chunks_exact(3).any(|corners| {
                let [a, b, c] = [0, 1, 2].map(|at| patch.points[corners[at] as usize]);
                let sides = [side(a, b), side(b, c), side(c, a)];
                sides == [true; 3] || sides == [false; 3]
            })
        })
    }

    fn country(code: &str) -> Area {
        let gazetteer = Gazetteer::embedded().unwrap();
        let idx = gazetteer
            .country(CountryCode::parse(code).unwrap())
            .unwrap();
        Area::of(&gazetteer.place(idx).outline().unwrap())
    }

    #[test]
    fn holes_stay_free_and_islands_in_them_do_not() {
        let rings = vec![
            square(-30.0, -30.0, 30.0, 30.0),
            square(-20.0, -20.0, 20.0, 20.0),
            square(-10.0, -10.0, 10.0, 10.0),
        ];
        let area = Area::of(&Outline::area(rings));
        let cover = [0.0, 15.0, 25.0, 35.0].map(|lon| covers(&area, 0.5, lon));
        assert_eq!(cover, [true, false, true, false]);
    }

    #[test]
    fn an_area_over_the_antimeridian_is_filled_on_both_sides() {
        let hole = square(-4.0, -176.0, 4.0, -172.0);
        let area = Area::of(&Outline::area(vec![
            square(-10.0, 170.0, 10.0, -170.0),
            hole,
        ]));
        let cover =
            [172.0, 179.9, -179.9, -171.0, -174.0, 160.0, 0.0].map(|lon| covers(&area, 0.5, lon));
        assert_eq!(cover, [true, true, true, true, false, false, false]);
    }

    #[test]
    fn a_cap_is_filled_to_the_edge_of_the_map() {
        let coast = (-180..180)
            .step_by(30)
            .map(|lon| LatLon::new(-70.0, f64::from(lon)));
        let area = Area::of(&Outline::area(vec![coast.collect()]));
        for lon in [-170.0, 0.0, 95.0] {
            assert!(
                covers(&area, -80.0, lon) && !covers(&area, -60.0, lon),
                "{lon}"
            );
        }
    }

    #[test]
    fn real_countries_are_filled_where_they_are() {
        let russia = country("RU");
        for (lat, lon, is_in) in [
            (60.0, 100.0, true),
            (66.0, -175.0, true),
            (54.7, 20.5, true),
            (50.0, 10.0, false),
        ] {
            assert_eq!(covers(&russia, lat, lon), is_in, "{lat} {lon}");
        }
        let south_africa = country("ZA");
        assert!(covers(&south_africa, -30.0, 24.0));
        assert!(
            !covers(&south_africa, -29.5, 28.3),
            "Lesotho is not South Africa"
        );
        assert!(country("AQ").is_closed());
    }

    #[test]
    fn a_river_has_lines_and_no_area() {
        let river = Outline::lines(vec![square(0.0, 0.0, 10.0, 10.0)]);
        let area = Area::of(&river);
        let seen = area.on_screen(Camera::at(LatLon::new(5.0, 5.0), 4.0), SIZE);
        assert!(!area.is_closed());
        assert!(seen[0].0.triangles.is_empty() && seen[0].1[0].len() == 4);
    }

    #[test]
    fn nothing_is_nothing() {
        let area = Area::of(&Outline::area(Vec::new()));
        assert!(
            area.on_screen(Camera::at(LatLon::new(5.0, 5.0), 4.0), SIZE)
                .is_empty()
        );
    }
}
