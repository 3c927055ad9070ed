//! Flying from one view to another.

use super::{Camera, Px, WorldPoint};

/// How fast panning feels against zooming; the value that van Wijk and Nuij found people to like.
const RHO: f64 = 1.42;
/// Shortest and longest flight, in milliseconds.
const DURATION_MS: [f64; 2] = [250.0, 450.0];
/// Milliseconds for each unit of path length, before the bounds above.
const MS_PER_UNIT: f64 = 120.0;

/// A smooth path between two views that rises and falls with the distance.
///
/// The path is the optimal one of van Wijk and Nuij ("Smooth and efficient zooming and panning", 2003): `w` is the
/// width of the view in world units, `u` the distance flown, `s` the arc length. It holds no clock: [`Self::at`]
/// is a pure function of the time flown, so a flight can be dropped at any moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flight {
    from: Camera,
    to: Camera,
    size_px: f64,
    path: Path,
    length: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Path {
    /// Hardly any distance: only the zoom changes.
    Zoom,
    /// `r0` is where on the curve the flight starts.
    Arc { r0: f64, distance: f64, w0: f64 },
}

impl Flight {
    /// The flight between two views of a map of this size, going the short way around the Earth.
    pub fn new(from: Camera, to: Camera, size: Px) -> Self {
        let to = Camera {
            center: to.center.nearest_to(from.center),
            ..to
        };
        let size_px = f64::from(size.x.max(size.y).max(1.0));
        let (w0, w1) = (size_px / from.world_px(), size_px / to.world_px());
        let distance = (to.center.x - from.center.x).hypot(to.center.y - from.center.y);
        let (path, length) = if distance < 1e-4 * w0.min(w1) {
            (Path::Zoom, (w1 / w0).ln().abs() / RHO)
        } else {
            let reach = RHO.powi(4) * distance * distance;
            let b0 = (w1 * w1 - w0 * w0 + reach) / (2.0 * w0 * RHO * RHO * distance);
            let b1 = (w1 * w1 - w0 * w0 - reach) / (2.0 * w1 * RHO * RHO * distance);
            let (r0, r1) = (-b0.asinh(), -b1.asinh());
            (Path::Arc { r0, distance, w0 }, (r1 - r0) / RHO)
        };
        Self {
            from,
            to,
            size_px,
            path,
            length,
        }
    }

    /// How long the flight should take, in milliseconds.
    pub fn duration_ms(&self) -> f64 {
        let [shortest, longest] = DURATION_MS;
        (shortest + self.length * MS_PER_UNIT / 2.0).min(longest)
    }

    /// Where the flight ends.
    pub fn to(&self) -> Camera {
        self.to
    }

    /// The view at a part `t` of the time, 0 to 1, eased in and out.
    pub fn at(&self, t: f64) -> Camera {
        if t >= 1.0 {
            return self.to;
        }
        let t = ease(t.max(0.0));
        match self.path {
            Path::Zoom => Camera {
                center: lerp(self.from.center, self.to.center, t),
                zoom: self.from.zoom + (self.to.zoom - self.from.zoom) * t,
            },
            Path::Arc { r0, distance, w0 } => {
                let r = r0 + RHO * self.length * t;
                let flown = w0 / (RHO * RHO) * (r0.cosh() * r.tanh() - r0.sinh());
                let width = w0 * r0.cosh() / r.cosh();
                Camera {
                    center: lerp(self.from.center, self.to.center, flown / distance),
                    zoom: (self.size_px / width / super::TILE_PX).log2(),
                }
            }
        }
    }
}

/// Slow, fast, slow: the smoothstep polynomial.
fn ease(t: f64) -> f64 {
    t * t * (3.0 - 2.0 * t)
}

fn lerp(from: WorldPoint, to: WorldPoint, t: f64) -> WorldPoint {
    WorldPoint::new(from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t)
}

#[cfg(test)]
mod tests {
    use super::super::LatLon;
    use super::*;

    const SIZE: Px = Px::new(800.0, 600.0);

    fn flight(from: (f64, f64, f64), to: (f64, f64, f64)) -> Flight {
        let camera = |(lat, lon, zoom)| Camera::at(LatLon::new(lat, lon), zoom);
        Flight::new(camera(from), camera(to), SIZE)
    }

    #[test]
    fn a_flight_starts_and_ends_where_it_should() {
        for (from, to) in [
            ((40.4, -3.7, 6.0), (55.7, 37.6, 6.0)),
            ((40.4, -3.7, 4.0), (40.4, -3.7, 9.0)),
            ((0.0, 0.0, 2.0), (0.0, 0.001, 12.0)),
        ] {
            let flight = flight(from, to);
            for (t, end) in [(0.0, flight.from), (0.999_999, flight.to), (1.0, flight.to)] {
                let camera = flight.at(t);
                assert!((camera.zoom - end.zoom).abs() < 1e-3, "{camera:?} {end:?}");
                assert!((camera.center.x - end.center.x).abs() < 1e-6);
                assert!((camera.center.y - end.center.y).abs() < 1e-6);
            }
        }
    }

    #[test]
    fn a_far_flight_rises_and_a_near_one_hardly_does() {
        let far = flight((40.4, -3.7, 8.0), (-34.6, -58.4, 8.0)).at(0.5).zoom;
        let near = flight((40.4, -3.7, 8.0), (40.5, -3.6, 8.0)).at(0.5).zoom;
        assert!(far < 4.0, "{far}");
        assert!(near > 7.9, "{near}");
    }

    #[test]
    fn it_takes_from_a_quarter_to_half_a_second() {
        for to in [(40.4, -3.7, 8.0), (40.5, -3.6, 8.0), (-34.6, -58.4, 14.0)] {
            let duration_ms = flight((40.4, -3.7, 8.0), to).duration_ms();
            assert!((250.0..=450.0).contains(&duration_ms), "{duration_ms}");
        }
    }

    #[test]
    fn the_short_way_over_the_antimeridian() {
        let flight = flight((60.0, 170.0, 4.0), (60.0, -170.0, 4.0));
        let middle = flight.at(0.5).center.to_lat_lon();
        assert!(middle.lon.abs() > 179.0, "{middle:?}");
    }
}
