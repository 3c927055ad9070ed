//! A box on the map.

use super::LatLon;
use super::ring::wrap;

/// Kilometres in a degree of latitude.
const KM_PER_DEGREE: f64 = 111.195;

/// A box in WGS 84 degrees; `west > east` when it crosses the antimeridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Western edge, −180 to 180.
    pub west: f64,
    /// Southern edge, −90 to 90.
    pub south: f64,
    /// Eastern edge, −180 to 180.
    pub east: f64,
    /// Northern edge, −90 to 90.
    pub north: f64,
}

impl Bounds {
    /// The smallest box that holds the points, going over the antimeridian where that is the shorter way.
    ///
    /// `None` without any point.
    pub fn around(points: impl IntoIterator<Item = LatLon>) -> Option<Self> {
        let points: Vec<LatLon> = points.into_iter().collect();
        let mut lons: Vec<f64> = points.iter().map(|point| point.lon).collect();
        lons.sort_by(f64::total_cmp);
        let (first, last) = (*lons.first()?, *lons.last()?);
        let (mut west, mut east) = (first, last);
        let mut widest_gap = first + 360.0 - last;
        for pair in lons.windows(2) {
            if let [before, after] = *pair
                && after - before > widest_gap
            {
                (west, east, widest_gap) = (after, before, after - before);
            }
        }
        let lats = || points.iter().map(|point| point.lat);
        Some(Self {
            west,
            south: lats().fold(f64::INFINITY, f64::min),
            east,
            north: lats().fold(f64::NEG_INFINITY, f64::max),
        })
    }

    /// The smallest box that holds all the boxes, going over the antimeridian where that is the shorter way.
    ///
    /// `None` without any box.
    pub fn covering(boxes: impl IntoIterator<Item = Self>) -> Option<Self> {
        let boxes: Vec<Self> = boxes.into_iter().collect();
        let south = boxes.iter().map(|one| one.south).min_by(f64::total_cmp)?;
        let north = boxes.iter().map(|one| one.north).max_by(f64::total_cmp)?;
        let (west, width) = covering_span(&boxes)?;
        let (west, east) = match width {
            360.0.. => (-180.0, 180.0),
            _ => (west, wrap(west + width)),
        };
        Some(Self {
            west,
            south,
            east,
            north,
        })
    }

    /// The box with so many kilometres more on every side.
    pub fn padded_km(self, km: f64) -> Self {
        let margin = km / KM_PER_DEGREE;
        let (south, north) = (
            (self.south - margin).max(-90.0),
            (self.north + margin).min(90.0),
        );
        let shrink = south.abs().max(north.abs()).to_radians().cos();
        let aside = margin / shrink.max(f64::EPSILON);
        let (west, east) = if self.width() + 2.0 * aside >= 360.0 {
            (-180.0, 180.0)
        } else {
            (wrap(self.west - aside), wrap(self.east + aside))
        };
        Self {
            west,
            south,
            east,
            north,
        }
    }

    /// Whether the box crosses the antimeridian.
    pub fn crosses_antimeridian(self) -> bool {
        self.west > self.east
    }

    /// Width in degrees of longitude, counted eastwards.
    pub fn width(self) -> f64 {
        if self.crosses_antimeridian() {
            360.0 - self.west + self.east
        } else {
            self.east - self.west
        }
    }

    /// Whether the point lies in the box.
    pub fn contains(self, point: LatLon) -> bool {
        let in_width = if self.crosses_antimeridian() {
            point.lon >= self.west || point.lon <= self.east
        } else {
            self.west <= point.lon && point.lon <= self.east
        };
        in_width && self.south <= point.lat && point.lat <= self.north
    }
}

/// The western edge and width in degrees of the shortest span of longitudes that holds those of all boxes.
fn covering_span(boxes: &[Bounds]) -> Option<(f64, f64)> {
    let mut spans: Vec<(f64, f64)> = boxes.iter().map(|one| (one.west, one.width())).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let &(first, _) = spans.first()?;
    // A span over the antimeridian also reaches into what lies at the beginning.
    let wrapped = spans.iter().map(|(west, width)| west + width - 360.0);
    let mut reach = wrapped.fold(f64::NEG_INFINITY, f64::max);
    let mut widest = (first, f64::NEG_INFINITY);
    let around = (first + 360.0, 0.0);
    for (west, width) in spans.into_iter().chain([around]) {
        if west - reach > widest.1 && reach.is_finite() {
            widest = (west, west - reach);
        }
        reach = reach.max(west + width);
    }
    let (west, gap) = widest;
    Some((wrap(west), 360.0 - gap.max(0.0)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_box_over_the_antimeridian_holds_both_sides() {
        let fiji = Bounds {
            west: 177.0,
            south: -19.0,
            east: -178.0,
            north: -16.0,
        };
        assert!(fiji.contains(LatLon::new(-17.0, 179.0)));
        assert!(fiji.contains(LatLon::new(-17.0, -179.0)));
        assert!(!fiji.contains(LatLon::new(-17.0, 0.0)));
        assert_eq!(fiji.width(), 5.0);
    }

    #[test]
    fn a_box_around_points_goes_the_short_way() {
        for (lons, west, east) in [
            (vec![10.0, 20.0], 10.0, 20.0),
            (vec![178.0, -179.0, -170.0], 178.0, -170.0),
            (vec![-100.0, 0.0, 100.0], -100.0, 100.0),
            (vec![5.0], 5.0, 5.0),
        ] {
            let bounds = Bounds::around(lons.iter().map(|&lon| LatLon::new(1.0, lon))).unwrap();
            assert_eq!((bounds.west, bounds.east), (west, east), "{lons:?}");
        }
        assert_eq!(Bounds::around([]), None);
    }

    fn span(west: f64, east: f64) -> Bounds {
        Bounds {
            west,
            south: -1.0,
            east,
            north: 1.0,
        }
    }

    #[test]
    fn a_box_around_boxes_goes_the_short_way() {
        for (boxes, west, east) in [
            (vec![span(10.0, 20.0), span(30.0, 40.0)], 10.0, 40.0),
            (
                vec![span(170.0, 175.0), span(-175.0, -170.0)],
                170.0,
                -170.0,
            ),
            (vec![span(177.0, -178.0), span(179.0, 180.0)], 177.0, -178.0),
            (vec![span(-180.0, -170.0), span(30.0, 180.0)], 30.0, -170.0),
            (vec![span(-170.0, 20.0), span(10.0, -160.0)], -180.0, 180.0),
            (vec![span(-180.0, 180.0)], -180.0, 180.0),
        ] {
            let all = Bounds::covering(boxes.clone()).unwrap();
            assert_eq!((all.west, all.east), (west, east), "{boxes:?}");
        }
        assert_eq!(Bounds::covering([]), None);
    }

    #[test]
    fn a_margin_is_wider_in_degrees_near_the_poles() {
        let equator = span(0.0, 10.0).padded_km(111.195);
        assert!((equator.north - 2.0).abs() < 1e-9 && (equator.west + 1.0).abs() < 0.01);
        let north = Bounds {
            south: 79.0,
            north: 80.0,
            ..span(175.0, 179.0)
        };
        let padded = north.padded_km(111.195);
        assert!(padded.crosses_antimeridian() && padded.width() > 15.0);
        assert_eq!(span(-180.0, 180.0).padded_km(20.0).width(), 360.0);
    }

    proptest! {
        #[test]
        fn a_box_around_boxes_holds_their_corners(
            edges in prop::collection::vec((-180.0..180.0, -180.0..180.0), 1..6),
        ) {
            let boxes: Vec<Bounds> = edges.iter().map(|&(west, east)| span(west, east)).collect();
            let all = Bounds::covering(boxes.clone()).unwrap();
            for one in boxes {
                let holds = |lon| all.padded_km(0.1).contains(LatLon::new(0.0, lon));
                prop_assert!(holds(one.west) && holds(one.east) && holds(wrap(one.west + one.width() / 2.0)));
                prop_assert!(all.width() + 1e-6 >= one.width());
            }
        }
    }
}
