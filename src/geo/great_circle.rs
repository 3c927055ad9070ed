//! The shortest way between two points of the globe, as lines that a flat map can draw.

use super::LatLon;

/// Below this sine of the angle between them, two points are one or opposite each other, and no single way is shortest.
const NO_SINGLE_WAY: f64 = 1e-9;

/// The great-circle arc between two points, cut where it crosses the antimeridian.
///
/// Each piece runs from end to end in steps of at most `step_km` kilometres; two neighbouring pieces meet at the same
/// latitude, one at 180° and the other at −180°. The way between opposite points, of which all are equally short, goes
/// over the north pole.
///
/// ```
/// use mapalabra::geo::{LatLon, great_circle};
///
/// let (tokyo, los_angeles) = (LatLon::new(35.7, 139.7), LatLon::new(34.1, -118.2));
/// let pieces = great_circle(tokyo, los_angeles, 200.0);
/// assert_eq!(pieces.len(), 2);
/// assert_eq!((pieces[0].last().unwrap().lon, pieces[1][0].lon), (180.0, -180.0));
/// ```
pub fn great_circle(from: LatLon, to: LatLon, step_km: f64) -> Vec<Vec<LatLon>> {
    let steps = (from.distance_km(to) / step_km.max(1.0)).ceil().max(1.0) as usize;
    let inner = (1..steps).map(|step| from.towards(to, step as f64 / steps as f64));
    let mut pieces = vec![vec![from]];
    let mut before = from;
    for next in inner.chain([to]) {
        step_on(&mut pieces, before, next);
        before = next;
    }
    pieces
}

/// Appends a point, on a new piece where the way to it crosses the antimeridian.
fn step_on(pieces: &mut Vec<Vec<LatLon>>, before: LatLon, next: LatLon) {
    if let Some((lat, edge)) = crossing(before, next) {
        add(pieces, LatLon::new(lat, edge));
        pieces.push(vec![LatLon::new(lat, -edge)]);
    }
    add(pieces, next);
}

fn add(pieces: &mut [Vec<LatLon>], point: LatLon) {
    if let Some(piece) = pieces.last_mut()
        && piece.last() != Some(&point)
    {
        piece.push(point);
    }
}

/// Where a step along a great circle crosses the antimeridian: the latitude, and from which side it comes (180 or
/// −180).
fn crossing(before: LatLon, next: LatLon) -> Option<(f64, f64)> {
    if (next.lon - before.lon).abs() <= 180.0 {
        return None;
    }
    // The circle's plane meets the half-plane of the antimeridian in a single direction.
    let [x, _, z] = cross(unit(before), unit(next));
    let lat = if z == 0.0 {
        before.lat
    } else {
        (x / z).atan().to_degrees()
    };
    Some((lat, 180.0_f64.copysign(before.lon)))
}

impl LatLon {
    /// The point at `t` of the great-circle arc to another point, from 0 here to 1 there.
    pub fn towards(self, other: Self, t: f64) -> Self {
        let (from, to) = (unit(self), unit(other));
        let normal = cross(from, to);
        let sine = dot(normal, normal).sqrt();
        let angle = sine.atan2(dot(from, to));
        if sine > NO_SINGLE_WAY {
            let (near, far) = ((angle * (1.0 - t)).sin(), (angle * t).sin());
            return from_vector(std::array::from_fn(|i| from[i] * near + to[i] * far));
        }
        if angle < 1.0 {
            return if t < 0.5 { self } else { other };
        }
        self.over_the_pole(other, t)
    }

    /// The point at `t` of the way between opposite points, along meridians.
    fn over_the_pole(self, other: Self, t: f64) -> Self {
        let lat = self.lat + 180.0 * t;
        if lat <= 90.0 {
            Self::new(lat, self.lon)
        } else {
            Self::new(180.0 - lat, other.lon)
        }
    }
}

/// A point as a vector of length 1 from the centre of the Earth.
fn unit(point: LatLon) -> [f64; 3] {
    let (lat, lon) = (point.lat.to_radians(), point.lon.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    ]
}

fn from_vector([x, y, z]: [f64; 3]) -> LatLon {
    LatLon::new(z.atan2(x.hypot(y)).to_degrees(), y.atan2(x).to_degrees())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_way_from_madrid_to_tokyo_goes_over_siberia() {
        let middle = LatLon::new(40.4, -3.7).towards(LatLon::new(35.7, 139.7), 0.5);
        assert!(
            middle.lat > 60.0 && (50.0..90.0).contains(&middle.lon),
            "{middle:?}"
        );
    }

    #[test]
    fn an_arc_within_a_hemisphere_is_one_piece() {
        let pieces = great_circle(LatLon::new(0.0, 10.0), LatLon::new(0.0, 20.0), 300.0);
        assert_eq!(pieces.len(), 1);
        assert_eq!(pieces[0].len(), 5);
    }

    #[test]
    fn a_point_has_no_way_to_itself() {
        let here = LatLon::new(40.0, -3.0);
        assert_eq!(great_circle(here, here, 100.0), [[here]]);
    }

    #[test]
    fn opposite_points_are_joined_over_the_north_pole() {
        let (here, there) = (LatLon::new(40.0, 10.0), LatLon::new(-40.0, -170.0));
        let pieces = great_circle(here, there, 100.0);
        let north = pieces
            .iter()
            .flatten()
            .map(|point| point.lat)
            .fold(0.0, f64::max);
        assert!(north > 89.0, "{north}");
    }

    fn any_point() -> impl Strategy<Value = LatLon> {
        (-89.0..89.0, -180.0..180.0).prop_map(|(lat, lon)| LatLon::new(lat, lon))
    }

    proptest! {
        #[test]
        fn an_arc_is_as_long_as_the_distance_and_never_jumps(from in any_point(), to in any_point()) {
            let pieces = great_circle(from, to, 250.0);
            let mut length = 0.0;
            for piece in &pieces {
                for pair in piece.windows(2) {
                    let step = pair[0].distance_km(pair[1]);
                    prop_assert!(step < 251.0, "{step}");
                    prop_assert!((pair[0].lon - pair[1].lon).abs() <= 180.0);
                    length += step;
                }
            }
            prop_assert!((length - from.distance_km(to)).abs() < 1.0);
            prop_assert_eq!(pieces[0][0], from);
            prop_assert_eq!(pieces.last().and_then(|piece| piece.last()), Some(&to));
        }

        #[test]
        fn pieces_meet_at_the_antimeridian(from in any_point(), to in any_point()) {
            for pair in great_circle(from, to, 250.0).windows(2) {
                let (end, start) = (pair[0].last().unwrap(), pair[1][0]);
                prop_assert_eq!((end.lat, end.lon), (start.lat, -start.lon));
                prop_assert_eq!(end.lon.abs(), 180.0);
            }
        }
    }
}
