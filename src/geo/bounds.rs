//! A box on the map.

use super::LatLon;

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

#[cfg(test)]
mod tests {
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
}
