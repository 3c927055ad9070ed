//! A point on Earth.

/// Mean radius of the Earth in kilometres (IUGG).
const EARTH_RADIUS_KM: f64 = 6371.0088;

/// A point on Earth in WGS 84 degrees.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LatLon {
    /// Latitude, −90 to 90, north positive.
    pub lat: f64,
    /// Longitude, −180 to 180, east positive.
    pub lon: f64,
}

impl LatLon {
    /// The point at `lat`, `lon` degrees.
    pub const fn new(lat: f64, lon: f64) -> Self {
        Self { lat, lon }
    }

    /// Great-circle distance in kilometres (haversine formula).
    pub fn distance_km(self, other: Self) -> f64 {
        let (phi, phi_other) = (self.lat.to_radians(), other.lat.to_radians());
        let half_dlat = (phi_other - phi) / 2.0;
        let half_dlon = (other.lon - self.lon).to_radians() / 2.0;
        let haversine =
            half_dlat.sin().powi(2) + phi.cos() * phi_other.cos() * half_dlon.sin().powi(2);
        2.0 * EARTH_RADIUS_KM * haversine.sqrt().min(1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn madrid_to_buenos_aires() {
        let distance = LatLon::new(40.4165, -3.7026).distance_km(LatLon::new(-34.6131, -58.3772));
        assert!((distance - 10_040.0).abs() < 30.0, "{distance}");
    }

    #[test]
    fn the_antimeridian_is_no_border() {
        let distance = LatLon::new(0.0, 179.5).distance_km(LatLon::new(0.0, -179.5));
        assert!((distance - 111.2).abs() < 0.1, "{distance}");
    }
}
