//! Web Mercator: the whole Earth as a unit square.

use std::f64::consts::PI;

use super::LatLon;

/// Latitude in degrees at which the square ends, north and south.
pub const MAX_LATITUDE: f64 = 85.051_128_779_806_59;

/// A point of the projected world: `x` from 0 at 180° W eastwards to 1 at 180° E, `y` from 0 in the north to 1.
///
/// `x` may lie outside 0 to 1: the world repeats, and going past the antimeridian goes on counting.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WorldPoint {
    /// Eastwards; one turn around the Earth is 1.
    pub x: f64,
    /// Southwards, 0 to 1.
    pub y: f64,
}

impl WorldPoint {
    /// The point at `x`, `y`.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Projects a point; latitudes beyond the square lie on its edge.
    pub fn from_lat_lon(point: LatLon) -> Self {
        let lat = point.lat.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians();
        Self {
            x: point.lon / 360.0 + 0.5,
            y: 0.5 - lat.tan().asinh() / (2.0 * PI),
        }
    }

    /// The point on Earth, with its longitude back between −180 and 180.
    pub fn to_lat_lon(self) -> LatLon {
        let lat = ((0.5 - self.y) * 2.0 * PI).sinh().atan().to_degrees();
        LatLon::new(lat, (self.x.rem_euclid(1.0) - 0.5) * 360.0)
    }

    /// The copy of this point, whole turns away, that lies nearest to `other`.
    pub fn nearest_to(self, other: Self) -> Self {
        Self {
            x: self.x + (other.x - self.x).round(),
            y: self.y,
        }
    }

    /// The same point turned so that `x` lies from 0 to 1.
    pub fn normalized(self) -> Self {
        Self {
            x: self.x.rem_euclid(1.0),
            y: self.y,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_of_the_world() {
        for (lat, lon, x, y) in [
            (0.0, 0.0, 0.5, 0.5),
            (MAX_LATITUDE, -180.0, 0.0, 0.0),
            (-MAX_LATITUDE, 180.0, 1.0, 1.0),
            (90.0, 0.0, 0.5, 0.0),
            (-90.0, 0.0, 0.5, 1.0),
        ] {
            let world = WorldPoint::from_lat_lon(LatLon::new(lat, lon));
            assert!((world.x - x).abs() < 1e-12, "{lat} {lon}: {world:?}");
            assert!((world.y - y).abs() < 1e-12, "{lat} {lon}: {world:?}");
        }
    }

    #[test]
    fn there_and_back() {
        for point in [
            LatLon::new(40.4, -3.7),
            LatLon::new(-54.8, -68.3),
            LatLon::new(66.0, 179.9),
        ] {
            let back = WorldPoint::from_lat_lon(point).to_lat_lon();
            assert!((back.lat - point.lat).abs() < 1e-9, "{back:?}");
            assert!((back.lon - point.lon).abs() < 1e-9, "{back:?}");
        }
    }

    #[test]
    fn the_nearest_copy_is_at_most_half_a_turn_away() {
        let chukotka = WorldPoint::new(0.98, 0.3);
        let alaska = WorldPoint::new(0.05, 0.3);
        assert!((alaska.nearest_to(chukotka).x - 1.05).abs() < 1e-12);
        assert!((chukotka.nearest_to(alaska).x + 0.02).abs() < 1e-12);
        assert!((WorldPoint::new(3.25, 0.5).normalized().x - 0.25).abs() < 1e-12);
    }
}
