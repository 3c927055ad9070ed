//! Where the words of an arrow stand.

use std::f32::consts::SQRT_2;

use super::super::{Arrow, Layout};
use crate::geo::{Curve, Px, PxRect};

/// Where the label of an arrow stands: turned along it, outside its bulge, upright.
pub(super) struct Spot {
    center: Px,
    extent: Px,
    pub angle: f32,
}

impl Spot {
    pub fn beside(curve: &Curve, arrow: &Arrow, extent: Px) -> Self {
        let direction = curve.direction(0.5);
        let bar = if arrow.negated { 6.0 } else { 0.0 };
        let away = arrow.width / 2.0 + 3.0 + bar + extent.y / 2.0;
        let upright = if direction.x < 0.0 {
            -direction
        } else {
            direction
        };
        Self {
            center: curve.point(0.5) + direction.right() * (away * arrow.bend.signum()),
            extent,
            angle: upright.angle(),
        }
    }

    /// Level beside the middle of an arrow that is too short for its words.
    pub fn level(curve: &Curve, arrow: &Arrow, extent: Px) -> Self {
        let along = Self::beside(curve, arrow, extent);
        let away = along.center - curve.point(0.5);
        let outward = away.normalized();
        // Its side or its corner is what comes nearest.
        let aside = |share: f32| (share * SQRT_2).clamp(-1.0, 1.0) * 0.5;
        let center = Px::new(aside(outward.x) * extent.x, aside(outward.y) * extent.y);
        Self {
            center: along.center - outward * (extent.y / 2.0 - 2.0) + center,
            extent,
            angle: 0.0,
        }
    }

    pub fn corner(&self) -> Px {
        let along = Px::polar(1.0, self.angle);
        self.center - along * (self.extent.x / 2.0) - along.right() * (self.extent.y / 2.0)
    }

    /// Squares along the label that together cover it.
    pub fn boxes(&self) -> impl Iterator<Item = PxRect> + '_ {
        let side = self.extent.y.max(1.0);
        let n_boxes = (self.extent.x / side).ceil().max(1.0) as usize;
        let along = Px::polar(1.0, self.angle);
        (0..n_boxes).map(move |at| {
            let from_middle = (at as f32 + 0.5) / n_boxes as f32 - 0.5;
            PxRect::around(
                self.center + along * (from_middle * self.extent.x),
                side * 0.5,
            )
        })
    }

    /// Whether the label would cover another arrow than the piece `own`.
    pub fn crosses(&self, layout: &Layout, own: usize) -> bool {
        let along = Px::polar(1.0, self.angle);
        let half = self.extent * 0.5 + Px::new(1.0, 1.0);
        let covers = |point: Px| {
            let from_center = point - self.center;
            from_center.dot(along).abs() < half.x && from_center.dot(along.right()).abs() < half.y
        };
        let reach = PxRect::around(self.center, half.x.max(half.y));
        layout
            .pieces
            .iter()
            .enumerate()
            .filter(|(at, piece)| *at != own && piece.curve.hull().overlaps(reach))
            .any(|(_, piece)| piece.curve.points(32).any(covers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boxes_of_a_label_cover_its_length() {
        let spot = Spot {
            center: Px::new(100.0, 100.0),
            extent: Px::new(70.0, 14.0),
            angle: 0.0,
        };
        let hull = PxRect::hull(spot.boxes().flat_map(|rect| [rect.min, rect.max])).unwrap();
        assert!(hull.min.x <= 65.1 && hull.max.x >= 134.9, "{hull:?}");
        assert_eq!(spot.corner(), Px::new(65.0, 93.0));
    }
}
