//! The curve of an arrow, on the screen.

use super::{Px, PxRect};

/// Segments a curve is cut into when its length or a distance to it is measured.
const STEPS: usize = 24;

/// A cubic Bézier curve in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curve {
    /// Where it starts.
    pub from: Px,
    /// What it leans towards near its start and near its end.
    pub controls: [Px; 2],
    /// Where it ends.
    pub to: Px,
}

impl Curve {
    /// An arc between two points whose middle lies `bulge` pixels to the right of travel.
    ///
    /// It is a quadratic curve in cubic form, so that arcs and hoops are one type.
    pub fn arc(from: Px, to: Px, bulge: f32) -> Self {
        let control = from.lerp(to, 0.5) + (to - from).normalized().right() * (2.0 * bulge);
        Self {
            from,
            controls: [from.lerp(control, 2.0 / 3.0), to.lerp(control, 2.0 / 3.0)],
            to,
        }
    }

    /// A loop between two points that lie close together, or from a point to itself, `height` pixels tall;
    /// negative to the left of travel.
    pub fn hoop(from: Px, to: Px, height: f32) -> Self {
        let along = match (to - from).normalized() {
            Px::ZERO => Px::new(1.0, 0.0),
            along => along,
        };
        let up = along.right() * (height * 4.0 / 3.0);
        let aside = along * (height.abs() * 0.8);
        Self {
            from,
            controls: [from + up - aside, to + up + aside],
            to,
        }
    }

    /// How far the middle of an arrow's arc lies from its chord: 22 % of a short one, down to 15 % of a long one.
    pub fn bulge_of_chord(chord_px: f32) -> f32 {
        const SHORT_PX: f32 = 60.0;
        const LONG_PX: f32 = 600.0;
        let t = ((chord_px - SHORT_PX) / (LONG_PX - SHORT_PX)).clamp(0.0, 1.0);
        chord_px * (0.22 - 0.07 * t)
    }

    /// The point at `t`, from 0 at the start to 1 at the end.
    pub fn point(&self, t: f32) -> Px {
        let s = 1.0 - t;
        let [first, second] = self.controls;
        self.from * (s * s * s)
            + first * (3.0 * s * s * t)
            + second * (3.0 * s * t * t)
            + self.to * (t * t * t)
    }

    /// The direction of travel at `t`, of length 1.
    pub fn direction(&self, t: f32) -> Px {
        let s = 1.0 - t;
        let [first, second] = self.controls;
        let slope = (first - self.from) * (s * s)
            + (second - first) * (2.0 * s * t)
            + (self.to - second) * (t * t);
        match slope.normalized() {
            Px::ZERO => (self.to - self.from).normalized(),
            direction => direction,
        }
    }

    /// `n + 1` points from start to end.
    pub fn points(&self, n: usize) -> impl Iterator<Item = Px> + '_ {
        (0..=n).map(move |step| self.point(step as f32 / n as f32))
    }

    /// Length in pixels.
    pub fn length(&self) -> f32 {
        let mut before = self.from;
        self.points(STEPS)
            .map(|point| {
                let step = (point - before).length();
                before = point;
                step
            })
            .sum()
    }

    /// The part of the curve from `t0` to `t1`.
    pub fn part(&self, t0: f32, t1: f32) -> Self {
        let tail = self.split(t0).1;
        tail.split((t1 - t0) / (1.0 - t0).max(f32::EPSILON)).0
    }

    /// The curve before `t` and the curve after it (de Casteljau's construction).
    fn split(&self, t: f32) -> (Self, Self) {
        let [first, second] = self.controls;
        let (a, b, c) = (
            self.from.lerp(first, t),
            first.lerp(second, t),
            second.lerp(self.to, t),
        );
        let (ab, bc) = (a.lerp(b, t), b.lerp(c, t));
        let middle = ab.lerp(bc, t);
        let before = Self {
            from: self.from,
            controls: [a, ab],
            to: middle,
        };
        let after = Self {
            from: middle,
            controls: [bc, c],
            to: self.to,
        };
        (before, after)
    }

    /// The curve without what lies within `start` pixels of its start and `end` pixels of its end.
    ///
    /// `None` when nothing is left, as between two markers that touch.
    pub fn trimmed(&self, start: f32, end: f32) -> Option<Self> {
        let t0 = self.leaves(self.from, start)?;
        let t1 = 1.0 - self.reversed().leaves(self.to, end)?;
        (t0 < t1).then(|| self.part(t0, t1))
    }

    /// The same curve travelled the other way.
    pub fn reversed(&self) -> Self {
        let [first, second] = self.controls;
        Self {
            from: self.to,
            controls: [second, first],
            to: self.from,
        }
    }

    /// The first `t` at which the curve is `radius` away from `center`.
    fn leaves(&self, center: Px, radius: f32) -> Option<f32> {
        let beyond = |t: f32| (self.point(t) - center).length() - radius;
        let at = |step: usize| step as f32 / STEPS as f32;
        let mut inside = (0.0, beyond(0.0));
        if inside.1 >= 0.0 {
            return Some(0.0);
        }
        for step in 1..=STEPS {
            let outside = (at(step), beyond(at(step)));
            if outside.1 >= 0.0 {
                return Some(crossing(beyond, inside, outside));
            }
            inside = outside;
        }
        None
    }

    /// Distance in pixels from a point to the curve.
    pub fn distance_to(&self, point: Px) -> f32 {
        let mut before = self.from;
        self.points(STEPS).fold(f32::INFINITY, |nearest, next| {
            let distance = point.distance_to_segment(before, next);
            before = next;
            nearest.min(distance)
        })
    }

    /// A box that holds the curve.
    pub fn hull(&self) -> PxRect {
        let [first, second] = self.controls;
        let corner = |pick: fn(f32, f32) -> f32| {
            let fold = |get: fn(Px) -> f32| {
                pick(
                    pick(get(self.from), get(self.to)),
                    pick(get(first), get(second)),
                )
            };
            Px::new(fold(|px| px.x), fold(|px| px.y))
        };
        PxRect::new(corner(f32::min), corner(f32::max))
    }

    /// The curve moved by an offset.
    pub fn shifted(&self, by: Px) -> Self {
        Self {
            from: self.from + by,
            controls: self.controls.map(|control| control + by),
            to: self.to + by,
        }
    }
}

/// Where a distance that is below zero at `inside` and not at `outside` passes zero. Over so short a way it grows nearly
/// evenly, so that a line through the two ends meets zero within a hundredth of a pixel after three tries.
fn crossing(beyond: impl Fn(f32) -> f32, mut inside: (f32, f32), mut outside: (f32, f32)) -> f32 {
    let between = |inside: (f32, f32), outside: (f32, f32)| {
        let share = inside.1 / (inside.1 - outside.1);
        inside.0 + (outside.0 - inside.0) * share
    };
    for _ in 0..2 {
        let t = between(inside, outside);
        match beyond(t) {
            still if still < 0.0 => inside = (t, still),
            gone => outside = (t, gone),
        }
    }
    between(inside, outside)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EAST: [Px; 2] = [Px::ZERO, Px::new(100.0, 0.0)];

    #[test]
    fn an_arc_bulges_to_the_right_of_travel() {
        let [from, to] = EAST;
        let out = Curve::arc(from, to, 20.0);
        let back = Curve::arc(to, from, 20.0);
        assert!((out.point(0.5) - Px::new(50.0, 20.0)).length() < 1e-4);
        assert!((back.point(0.5) - Px::new(50.0, -20.0)).length() < 1e-4);
        assert!((out.direction(0.5) - Px::new(1.0, 0.0)).length() < 1e-4);
    }

    #[test]
    fn the_bulge_is_15_to_22_percent_of_the_chord() {
        for (chord, part) in [(40.0, 0.22), (600.0, 0.15), (2000.0, 0.15)] {
            let bulge = Curve::bulge_of_chord(chord);
            assert!((bulge / chord - part).abs() < 1e-6, "{chord}: {bulge}");
        }
    }

    #[test]
    fn trimming_stops_at_the_radius_of_each_end() {
        let [from, to] = EAST;
        let curve = Curve::arc(from, to, 20.0).trimmed(9.0, 14.0).unwrap();
        assert!(((curve.from - from).length() - 9.0).abs() < 0.05);
        assert!(((curve.to - to).length() - 14.0).abs() < 0.05);
    }

    #[test]
    fn nothing_is_left_between_markers_that_touch() {
        let curve = Curve::arc(Px::ZERO, Px::new(20.0, 0.0), 4.0);
        assert_eq!(curve.trimmed(12.0, 12.0), None);
    }

    #[test]
    fn a_hoop_leaves_a_point_and_comes_back() {
        let hoop = Curve::hoop(Px::ZERO, Px::ZERO, 40.0);
        assert!((hoop.point(0.5) - Px::new(0.0, 40.0)).length() < 1e-3);
        assert!(hoop.trimmed(10.0, 10.0).is_some());
    }

    #[test]
    fn a_hoop_is_as_wide_on_the_left_as_on_the_right() {
        let [from, to] = [Px::ZERO, Px::new(12.0, 0.0)];
        let (right, left) = (Curve::hoop(from, to, 30.0), Curve::hoop(from, to, -30.0));
        for t in [0.2, 0.5, 0.7] {
            let (a, b) = (right.point(t), left.point(t));
            assert!((a.x - b.x).abs() < 1e-3 && (a.y + b.y).abs() < 1e-3);
        }
    }

    #[test]
    fn a_straight_curve_measures_like_its_chord() {
        let [from, to] = EAST;
        let line = Curve::arc(from, to, 0.0);
        assert!((line.length() - 100.0).abs() < 1e-3);
        assert!((line.distance_to(Px::new(50.0, 7.0)) - 7.0).abs() < 1e-3);
        assert!((line.distance_to(Px::new(-3.0, 4.0)) - 5.0).abs() < 1e-3);
    }

    #[test]
    fn a_part_lies_on_the_whole_and_in_its_hull() {
        let curve = Curve::arc(Px::ZERO, Px::new(80.0, 60.0), 15.0);
        let part = curve.part(0.25, 0.75);
        for point in part.points(8) {
            assert!(curve.distance_to(point) < 0.1);
            assert!(curve.hull().contains(point));
        }
        assert!((part.from - curve.point(0.25)).length() < 1e-3);
        assert!((part.to - curve.point(0.75)).length() < 1e-3);
    }
}
