//! The screen: points and boxes in pixels, `y` downwards.

use std::ops::{Add, Mul, Neg, Sub};

/// A point or an offset on the screen, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Px {
    /// Rightwards.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

impl Px {
    /// The origin.
    pub const ZERO: Self = Self::new(0.0, 0.0);

    /// The point at `x`, `y`.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// The offset of this length at this angle, in radians clockwise from the right.
    pub fn polar(length: f32, angle: f32) -> Self {
        Self::new(length * angle.cos(), length * angle.sin())
    }

    /// Length of the offset.
    pub fn length(self) -> f32 {
        // Pixels never come near the limits that `hypot` guards against, and it takes several times as long.
        self.dot(self).sqrt()
    }

    /// The offset of length 1 in the same direction; zero stays zero.
    pub fn normalized(self) -> Self {
        let length = self.length();
        if length > 0.0 {
            self * length.recip()
        } else {
            Self::ZERO
        }
    }

    /// The offset turned a quarter to the right.
    pub fn right(self) -> Self {
        Self::new(-self.y, self.x)
    }

    /// Angle in radians, clockwise from the right.
    pub fn angle(self) -> f32 {
        self.y.atan2(self.x)
    }

    /// Dot product.
    pub fn dot(self, other: Self) -> f32 {
        self.x * other.x + self.y * other.y
    }

    /// The point a part `t` of the way to `other`.
    pub fn lerp(self, other: Self, t: f32) -> Self {
        self + (other - self) * t
    }

    /// Distance to the segment between two points.
    pub fn distance_to_segment(self, from: Self, to: Self) -> f32 {
        let along = to - from;
        let length_sq = along.dot(along);
        if length_sq == 0.0 {
            return (self - from).length();
        }
        let t = ((self - from).dot(along) / length_sq).clamp(0.0, 1.0);
        (self - from.lerp(to, t)).length()
    }
}

impl Add for Px {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Px {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f32> for Px {
    type Output = Self;
    fn mul(self, factor: f32) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }
}

impl Neg for Px {
    type Output = Self;
    fn neg(self) -> Self {
        Self::new(-self.x, -self.y)
    }
}

/// A box on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PxRect {
    /// Top left corner.
    pub min: Px,
    /// Bottom right corner.
    pub max: Px,
}

impl PxRect {
    /// The box with these corners.
    pub const fn new(min: Px, max: Px) -> Self {
        Self { min, max }
    }

    /// The box of a size with its top left corner at `min`.
    pub fn from_min_size(min: Px, size: Px) -> Self {
        Self::new(min, min + size)
    }

    /// The square that holds a circle.
    pub fn around(center: Px, radius: f32) -> Self {
        let half = Px::new(radius, radius);
        Self::new(center - half, center + half)
    }

    /// The smallest box that holds the points; `None` without any.
    pub fn hull(points: impl IntoIterator<Item = Px>) -> Option<Self> {
        points.into_iter().fold(None, |hull, point| {
            let Self { min, max } = hull.unwrap_or(Self::new(point, point));
            Some(Self::new(
                Px::new(min.x.min(point.x), min.y.min(point.y)),
                Px::new(max.x.max(point.x), max.y.max(point.y)),
            ))
        })
    }

    /// The box with `margin` more on each side.
    pub fn expanded(self, margin: f32) -> Self {
        let margin = Px::new(margin, margin);
        Self::new(self.min - margin, self.max + margin)
    }

    /// Whether the two boxes share an area.
    pub fn overlaps(self, other: Self) -> bool {
        self.min.x < other.max.x
            && other.min.x < self.max.x
            && self.min.y < other.max.y
            && other.min.y < self.max.y
    }

    /// Whether `other` lies wholly inside.
    pub fn holds(self, other: Self) -> bool {
        self.contains(other.min) && self.contains(other.max)
    }

    /// Whether the point lies inside or on the edge.
    pub fn contains(self, point: Px) -> bool {
        (self.min.x..=self.max.x).contains(&point.x) && (self.min.y..=self.max.y).contains(&point.y)
    }

    /// The middle.
    pub fn center(self) -> Px {
        self.min.lerp(self.max, 0.5)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_of_travel_is_clockwise_on_a_screen() {
        assert_eq!(Px::new(1.0, 0.0).right(), Px::new(0.0, 1.0));
        assert_eq!(Px::new(0.0, 1.0).right(), Px::new(-1.0, 0.0));
    }

    #[test]
    fn distance_to_a_segment_counts_its_ends() {
        let (from, to) = (Px::ZERO, Px::new(10.0, 0.0));
        assert_eq!(Px::new(5.0, 3.0).distance_to_segment(from, to), 3.0);
        assert_eq!(Px::new(13.0, 4.0).distance_to_segment(from, to), 5.0);
        assert_eq!(Px::new(3.0, 4.0).distance_to_segment(from, from), 5.0);
    }

    #[test]
    fn boxes_that_only_touch_do_not_overlap() {
        let left = PxRect::from_min_size(Px::ZERO, Px::new(10.0, 10.0));
        let right = PxRect::from_min_size(Px::new(10.0, 0.0), Px::new(10.0, 10.0));
        assert!(!left.overlaps(right));
        assert!(left.expanded(1.0).overlaps(right));
        assert_eq!(PxRect::hull([]), None);
    }
}
