//! What a scene is drawn on.

use crate::geo::{Curve, Px};
use crate::scene::style::{Ink, Rgb};

/// A colour with its opacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    /// The colour.
    pub rgb: Rgb,
    /// From 0, nothing, to 1, nothing of what is behind.
    pub opacity: f32,
}

impl Paint {
    /// A colour that covers what is behind it.
    pub fn solid(rgb: Rgb) -> Self {
        Self { rgb, opacity: 1.0 }
    }

    /// An ink on a dark or a light map.
    pub fn of(ink: Ink, dark: bool) -> Self {
        Self::solid(ink.on(dark))
    }

    /// The same colour with only this part of its opacity.
    pub fn faded(self, part: f32) -> Self {
        Self {
            opacity: self.opacity * part,
            ..self
        }
    }
}

/// Something that lines and shapes can be drawn on, in pixels of the map.
pub trait Canvas {
    /// An unbroken line along some points.
    fn stroke(&mut self, points: &[Px], width: f32, paint: Paint);
    /// A line of dashes: so much drawn, then a gap. A dash of no length is a dot.
    fn dashes(&mut self, points: &[Px], width: f32, pattern: [f32; 2], paint: Paint);
    /// A hair of a line, for where there are thousands.
    fn hair(&mut self, points: &[Px], paint: Paint);
    /// A convex polygon.
    fn fill(&mut self, corners: &[Px], paint: Paint);
    /// The outline of a polygon.
    fn outline(&mut self, corners: &[Px], width: f32, paint: Paint);
    /// A disc.
    fn disc(&mut self, center: Px, radius: f32, paint: Paint);
    /// The outline of a disc, drawn with a line of this width around `radius`.
    fn ring(&mut self, center: Px, radius: f32, width: f32, paint: Paint);

    /// Discs and rings around one centre: each band reaches from the one before it to its own radius.
    fn bands(&mut self, center: Px, bands: &[(f32, Paint)]) {
        for &(radius, paint) in bands.iter().rev() {
            self.disc(center, radius, paint);
        }
    }

    /// A curve, broken where it has a pattern; drawn in `n_steps` straight lines where there is no better way.
    fn curve(
        &mut self,
        curve: &Curve,
        n_steps: usize,
        width: f32,
        pattern: Option<[f32; 2]>,
        paint: Paint,
    ) {
        let points: Vec<Px> = curve.points(n_steps).collect();
        match pattern {
            Some(pattern) => self.dashes(&points, width, pattern, paint),
            None => self.stroke(&points, width, paint),
        }
    }
}

/// From the start of one dash to that of the next on a line of this length: as near to the pattern as a whole number
/// of dashes allows, so that both ends look alike. `None` where nothing can be drawn.
pub fn dash_period(length: f32, [drawn, gap]: [f32; 2]) -> Option<f32> {
    let period = drawn + gap;
    if period <= 0.0 || !length.is_finite() {
        return None;
    }
    let n_dashes = ((length + gap) / period).round().max(1.0);
    Some((length + gap) / n_dashes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_begin_and_end_with_the_line() {
        let period = dash_period(103.0, [8.0, 4.0]).unwrap();
        let n_dashes = 107.0 / period;
        assert!((n_dashes - 9.0).abs() < 1e-4, "{n_dashes}");
        assert_eq!(dash_period(10.0, [0.0, 0.0]), None);
        assert_eq!(dash_period(f32::NAN, [1.0, 1.0]), None);
    }
}
