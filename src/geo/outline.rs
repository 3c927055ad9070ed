//! The shape of a place: areas with holes, or the lines of a river.

use super::{Bounds, LatLon, ring};

/// The shape of a place on the globe.
///
/// Lines go from point to point the short way round, so that a ring may cross the antimeridian or go round a pole.
/// ```
/// use mapalabra::geo::{LatLon, Outline};
///
/// let at = |points: &[(f64, f64)]| points.iter().map(|&(lat, lon)| LatLon::new(lat, lon)).collect();
/// let island = at(&[(-16.0, 177.0), (-16.0, -179.0), (-19.0, -179.0), (-19.0, 177.0)]);
/// let lake = at(&[(-17.0, 178.0), (-17.0, 179.0), (-18.0, 179.0), (-18.0, 178.0)]);
/// let outline = Outline::area(vec![island, lake]);
/// assert!(outline.contains(LatLon::new(-17.5, -179.5)));
/// assert!(!outline.contains(LatLon::new(-17.5, 178.5)));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// Rings of an area, or the lines of a river.
    lines: Vec<Vec<LatLon>>,
    closed: bool,
}

impl Outline {
    /// The area within an odd number of the rings: parts side by side, holes within parts, islands within holes.
    ///
    /// A ring closes by itself: its last point need not repeat the first.
    pub fn area(rings: Vec<Vec<LatLon>>) -> Self {
        Self {
            lines: rings,
            closed: true,
        }
    }

    /// Lines that enclose nothing, such as a river's.
    pub fn lines(lines: Vec<Vec<LatLon>>) -> Self {
        Self {
            lines,
            closed: false,
        }
    }

    /// Whether it is an area, and its lines are rings.
    pub fn is_area(&self) -> bool {
        self.closed
    }

    /// The rings of the area, or the lines, as they are kept: longitudes from −180 to 180, rings not repeating their
    /// first point.
    pub fn parts(&self) -> &[Vec<LatLon>] {
        &self.lines
    }

    /// Whether the point lies in the area; never in a line.
    pub fn contains(&self, point: LatLon) -> bool {
        self.closed && {
            let around = self.lines.iter();
            let around = around.filter(|line| ring::encloses(line.iter().copied(), point));
            around.count() % 2 == 1
        }
    }

    /// Distance in kilometres from a point to the outline, 0 within its area; infinite to an outline without points.
    ///
    /// The foot of the perpendicular is found on a flat map, which is exact to 1 % up to about 500 km away.
    pub fn distance_km(&self, point: LatLon) -> f64 {
        if self.contains(point) {
            return 0.0;
        }
        self.lines
            .iter()
            .map(|line| ring::distance_km(line.iter().copied(), self.closed, point))
            .fold(f64::INFINITY, f64::min)
    }

    /// The smallest box that holds it, over the antimeridian where that is shorter; `None` without points.
    pub fn bounds(&self) -> Option<Bounds> {
        let boxes = self.lines.iter();
        Bounds::covering(boxes.filter_map(|line| ring::bounds(line, self.closed)))
    }

    /// The lines for a flat map: longitudes run on past ±180° instead of jumping, and rings end where they began.
    ///
    /// A ring that goes round a pole ends 360° from where it began: draw it as it is, but close it along the top or
    /// bottom of the map before filling it.
    pub fn unrolled(&self) -> Vec<Vec<LatLon>> {
        self.lines
            .iter()
            .map(|line| {
                let closing = line.first().filter(|_| self.closed);
                let line: Vec<LatLon> = line.iter().chain(closing).copied().collect();
                ring::unrolled(&line)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points(points: &[(f64, f64)]) -> Vec<LatLon> {
        points
            .iter()
            .map(|&(lat, lon)| LatLon::new(lat, lon))
            .collect()
    }

    /// A box from west eastwards to east.
    fn square(south: f64, west: f64, north: f64, east: f64) -> Vec<LatLon> {
        points(&[(south, west), (south, east), (north, east), (north, west)])
    }

    fn antarctica() -> Outline {
        let coast = (-180..180)
            .step_by(30)
            .map(|lon| LatLon::new(-70.0, f64::from(lon)));
        Outline::area(vec![coast.collect()])
    }

    #[test]
    fn a_hole_is_outside_and_an_island_in_it_inside() {
        let rings =
            [(0.0, 9.0), (2.0, 7.0), (4.0, 5.0)].map(|(low, high)| square(low, low, high, high));
        let outline = Outline::area(rings.to_vec());
        for (at, inside) in [(1.0, true), (3.0, false), (4.5, true), (10.0, false)] {
            assert_eq!(outline.contains(LatLon::new(at, at)), inside, "{at}");
        }
    }

    #[test]
    fn a_ring_over_the_antimeridian_holds_both_sides() {
        let outline = Outline::area(vec![square(60.0, 170.0, 70.0, -170.0)]);
        for (lon, inside) in [
            (175.0, true),
            (180.0, true),
            (-180.0, true),
            (-171.0, true),
            (165.0, false),
            (0.0, false),
            (-165.0, false),
        ] {
            assert_eq!(outline.contains(LatLon::new(65.0, lon)), inside, "{lon}");
        }
        let bounds = outline.bounds().unwrap();
        assert_eq!((bounds.west, bounds.east), (170.0, -170.0));
    }

    #[test]
    fn a_ring_round_a_pole_holds_it() {
        let outline = antarctica();
        for (lat, inside) in [
            (-90.0, true),
            (-80.0, true),
            (-60.0, false),
            (80.0, false),
            (90.0, false),
        ] {
            assert_eq!(outline.contains(LatLon::new(lat, 12.0)), inside, "{lat}");
        }
        let bounds = outline.bounds().unwrap();
        assert_eq!(
            (bounds.south, bounds.north, bounds.width()),
            (-90.0, -70.0, 360.0)
        );
        let arctic = Outline::area(vec![points(&[(70.0, 0.0), (70.0, 120.0), (70.0, -120.0)])]);
        assert!(
            arctic.contains(LatLon::new(90.0, 0.0)) && arctic.contains(LatLon::new(80.0, 170.0))
        );
        assert!(!arctic.contains(LatLon::new(0.0, 0.0)));
    }

    #[test]
    fn a_ring_cut_along_the_antimeridian_and_the_pole_holds_the_same() {
        let mut cut = points(&[(-90.0, -180.0), (-70.0, -180.0)]);
        cut.extend(points(&[
            (-70.0, -90.0),
            (-70.0, 0.0),
            (-70.0, 90.0),
            (-70.0, 180.0),
            (-90.0, 180.0),
        ]));
        let outline = Outline::area(vec![cut]);
        assert!(outline.contains(LatLon::new(-80.0, 5.0)));
        assert!(!outline.contains(LatLon::new(-60.0, 5.0)));
    }

    #[test]
    fn a_river_holds_nothing_but_passes_near() {
        let river = Outline::lines(vec![points(&[(0.0, 179.0), (0.0, -179.0)])]);
        assert!(!river.contains(LatLon::new(0.0, 180.0)));
        let distance = river.distance_km(LatLon::new(1.0, 179.9));
        assert!((distance - 111.2).abs() < 0.1, "{distance}");
    }

    #[test]
    fn distance_counts_from_the_edge() {
        let outline = Outline::area(vec![square(0.0, 0.0, 10.0, 10.0)]);
        assert_eq!(outline.distance_km(LatLon::new(5.0, 5.0)), 0.0);
        assert!((outline.distance_km(LatLon::new(5.0, 11.0)) - 110.8).abs() < 0.5);
        assert_eq!(
            Outline::area(Vec::new()).distance_km(LatLon::default()),
            f64::INFINITY
        );
    }

    #[test]
    fn lines_are_unrolled_for_a_flat_map() {
        let ring = &Outline::area(vec![square(0.0, 170.0, 1.0, -170.0)]).unrolled()[0];
        let lons: Vec<f64> = ring.iter().map(|point| point.lon).collect();
        assert_eq!(lons, [170.0, 190.0, 190.0, 170.0, 170.0]);
        let round = &antarctica().unrolled()[0];
        assert_eq!(round[round.len() - 1].lon - round[0].lon, 360.0);
    }

    /// A star around a centre, with its radii in degrees.
    fn star(center: LatLon, radii: &[f64]) -> Vec<LatLon> {
        let step = std::f64::consts::TAU / radii.len() as f64;
        let spike = |(i, radius): (usize, &f64)| {
            let angle = step * i as f64;
            LatLon::new(
                center.lat + radius * angle.sin(),
                ring::wrap(center.lon + radius * angle.cos()),
            )
        };
        radii.iter().enumerate().map(spike).collect()
    }

    #[test]
    fn a_ring_that_goes_round_twice_encloses_no_pole() {
        let lons = [90.0, -178.0, 0.0, 140.0, -49.0];
        let twice = lons.map(|lon| LatLon::new(20.0, lon));
        let outline = Outline::area(vec![twice.to_vec()]);
        for lat in [-80.0, 80.0] {
            assert!(!outline.contains(LatLon::new(lat, 0.0)), "{lat}");
        }
    }

    proptest! {
        #[test]
        fn a_star_holds_its_centre_wherever_it_is_and_however_it_is_turned(
            lat in -60.0..60.0,
            lon in -180.0..180.0,
            radii in prop::collection::vec(1.0..20.0, 5..20),
            turn in 0..360_i16,
        ) {
            let center = LatLon::new(lat, lon);
            let ring = star(center, &radii);
            let outline = Outline::area(vec![ring.clone()]);
            prop_assert!(outline.contains(center));
            prop_assert!(!outline.contains(LatLon::new(lat, ring::wrap(lon + 180.0))));
            prop_assert!(outline.bounds().unwrap().contains(center));
            let turned = ring.iter().map(|point| LatLon::new(point.lat, ring::wrap(point.lon + f64::from(turn))));
            let outline = Outline::area(vec![turned.rev().collect()]);
            prop_assert!(outline.contains(LatLon::new(lat, ring::wrap(lon + f64::from(turn)))));
        }

        #[test]
        fn what_an_outline_contains_lies_in_its_bounds(
            rings in prop::collection::vec(prop::collection::vec((-90.0..90.0, -180.0..180.0), 0..8), 0..4),
            lat in -90.0..90.0,
            lon in -180.0..180.0,
        ) {
            let outline = Outline::area(rings.iter().map(|ring| points(ring)).collect());
            let point = LatLon::new(lat, lon);
            prop_assert!(outline.distance_km(point) >= 0.0);
            if outline.contains(point) {
                prop_assert!(outline.bounds().unwrap().contains(point));
            }
        }
    }
}
