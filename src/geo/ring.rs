//! One line of points on the globe: what it encloses, how near it passes, how far it reaches.
//!
//! Points follow each other the short way round, so that a line may cross the antimeridian, and a ring may go round a
//! pole. Between two points it runs straight on the plate carrée, as in the data sets.

use super::{Bounds, LatLon};

/// Whether a ring encloses a point. The ring closes by itself; points on its edge count to either side.
///
/// A ring that goes round the globe encloses the pole that most of its points are nearer to.
pub(crate) fn encloses(ring: impl IntoIterator<Item = LatLon>, point: LatLon) -> bool {
    let mut ring = ring.into_iter();
    let Some(first) = ring.next() else {
        return false;
    };
    let mut walk = Walk::new(first, point);
    for next in ring {
        walk.to(next);
    }
    walk.to(first);
    walk.encloses()
}

/// A walk along a ring that counts how often the ring crosses the meridian north of a point.
struct Walk {
    point: LatLon,
    before: LatLon,
    /// Longitude of `before` east of the point, −180 to 180.
    east: f64,
    crossings: u32,
    /// Degrees gone eastwards, over all.
    turned: f64,
    lat_sum: f64,
}

impl Walk {
    fn new(first: LatLon, point: LatLon) -> Self {
        Self {
            point,
            before: first,
            east: wrap(first.lon - point.lon),
            crossings: 0,
            turned: 0.0,
            lat_sum: 0.0,
        }
    }

    fn to(&mut self, next: LatLon) {
        let east = wrap(next.lon - self.point.lon);
        let step = wrap(east - self.east);
        // Edges over the meridian on the far side of the globe have both ends on different sides too.
        let near_side = (east - self.east).abs() <= 180.0;
        if near_side && (self.east < 0.0) != (east < 0.0) {
            let lat = self.before.lat - self.east / step * (next.lat - self.before.lat);
            self.crossings += u32::from(lat > self.point.lat);
        }
        self.turned += step;
        self.lat_sum += next.lat;
        (self.before, self.east) = (next, east);
    }

    fn encloses(&self) -> bool {
        let holds_north_pole = is_round(self.turned) && self.lat_sum > 0.0;
        (self.crossings % 2 == 1) != holds_north_pole
    }
}

/// Distance in kilometres from a point to a line, which closes by itself if `closed`; infinite without points.
pub(crate) fn distance_km(
    line: impl IntoIterator<Item = LatLon>,
    closed: bool,
    point: LatLon,
) -> f64 {
    let mut line = line.into_iter();
    let Some(first) = line.next() else {
        return f64::INFINITY;
    };
    let (mut before, mut nearest) = (first, nearness(first, first, point));
    let close = closed.then_some(first);
    for next in line.chain(close) {
        let candidate = nearness(before, next, point);
        if candidate.0 < nearest.0 {
            nearest = candidate;
        }
        before = next;
    }
    nearest.1.distance_km(point)
}

/// The point of an edge nearest to a point, after its squared distance in degrees of latitude.
fn nearness(from: LatLon, to: LatLon, point: LatLon) -> (f64, LatLon) {
    let shrink = point.lat.to_radians().cos();
    let flat = |lat: f64, east: f64| (east * shrink, lat - point.lat);
    let east = wrap(from.lon - point.lon);
    let (ax, ay) = flat(from.lat, east);
    let (bx, by) = flat(to.lat, east + wrap(to.lon - from.lon));
    let (dx, dy) = (bx - ax, by - ay);
    let square = dx * dx + dy * dy;
    let t = if square > 0.0 {
        (-(ax * dx + ay * dy) / square).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (x, y) = (ax + dx * t, ay + dy * t);
    let lat = from.lat + (to.lat - from.lat) * t;
    let lon = from.lon + wrap(to.lon - from.lon) * t;
    (x * x + y * y, LatLon::new(lat, wrap(lon)))
}

/// The box around a line; a closed one that goes round the globe reaches the pole it encloses.
pub(crate) fn bounds(line: &[LatLon], closed: bool) -> Option<Bounds> {
    let lats = || line.iter().map(|point| point.lat);
    let (mut south, mut north) = (
        lats().min_by(f64::total_cmp)?,
        lats().max_by(f64::total_cmp)?,
    );
    let run = unrolled(line);
    let lons = || run.iter().map(|point| point.lon);
    let (west, east) = (
        lons().min_by(f64::total_cmp)?,
        lons().max_by(f64::total_cmp)?,
    );
    if closed && goes_round(line) {
        match lats().sum::<f64>() > 0.0 {
            true => north = 90.0,
            false => south = -90.0,
        }
    }
    let (west, east) = if east - west >= 360.0 || (closed && goes_round(line)) {
        (-180.0, 180.0)
    } else {
        (wrap(west), wrap(east))
    };
    Some(Bounds {
        west,
        south,
        east,
        north,
    })
}

/// Whether a ring goes round the globe, and so encloses a pole.
pub(crate) fn goes_round(ring: &[LatLon]) -> bool {
    let Some(&last) = ring.last() else {
        return false;
    };
    let mut before = last;
    let turned: f64 = ring
        .iter()
        .map(|next| {
            let step = wrap(next.lon - before.lon);
            before = *next;
            step
        })
        .sum();
    is_round(turned)
}

/// Whether so many degrees eastwards are an odd number of times round the globe; by the even-odd rule, a ring that goes
/// round twice encloses neither pole.
fn is_round(turned: f64) -> bool {
    (turned / 360.0).round() as i64 % 2 != 0
}

/// The same points with longitudes that run on past ±180°, each the short way from the one before.
pub(crate) fn unrolled(line: &[LatLon]) -> Vec<LatLon> {
    let mut lon = line.first().map_or(0.0, |first| first.lon);
    line.iter()
        .map(|point| {
            lon += wrap(point.lon - lon);
            LatLon::new(point.lat, lon)
        })
        .collect()
}

/// The same longitude between −180 and 180.
pub(crate) fn wrap(lon: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon) {
        return lon;
    }
    lon - 360.0 * ((lon + 180.0) / 360.0).floor()
}
