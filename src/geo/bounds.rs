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
}
