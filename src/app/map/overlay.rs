//! The painted scene: one mesh of arrows and markers, and the texts over it.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::{Mesh, Painter, Rect, Shape, Ui, Vec2, pos2, vec2};

use super::arrows::{self, Detail};
use super::emphasis::Emphasis;
use super::ink::Weight;
use super::lettering::{self, Label};
use super::markers;
use super::pen::Pen;
use crate::geo::Px;
use crate::scene::{Layout, Scene};

/// From so many markers on, they are thinned out and drawn as dots.
const CROWD_OF_MARKERS: usize = 400;
/// From so many arrows on, they are drawn without casings.
const CROWD_OF_ARROWS: usize = 250;
/// In a crowd, one marker is drawn for each square of this side, in points.
const THINNING_CELL: f32 = 14.0;

/// What is painted over the ground, relative to the map's corner.
#[derive(Default)]
pub(super) struct Overlay {
    mesh: Arc<Mesh>,
    labels: Vec<Label>,
    /// The markers that are drawn, the most important first.
    pub shown: Vec<usize>,
    /// Where in the window the mesh was last painted.
    origin: Vec2,
}

impl Overlay {
    /// Draws a scene that was laid out on a map of `size`.
    pub fn new(
        painter: &Painter,
        scene: &Scene,
        layout: &Layout,
        emphasis: &Emphasis,
        size: Px,
        dark: bool,
    ) -> Self {
        let mut pen = Pen::new(painter.pixels_per_point());
        draw_arrows(&mut pen, scene, layout, emphasis, dark);
        let shown = shown_markers(scene, layout, emphasis);
        draw_markers(&mut pen, scene, layout, emphasis, &shown, dark);
        let weights = (&emphasis.markers[..], &emphasis.arrows[..]);
        Self {
            mesh: Arc::new(pen.into_mesh()),
            labels: lettering::place(painter, scene, layout, size, weights, &shown, dark),
            shown,
            origin: Vec2::ZERO,
        }
    }

    /// Paints it onto the map.
    pub fn paint(&mut self, ui: &Ui, map: Rect) {
        let origin = map.min.to_vec2();
        if origin != self.origin {
            Arc::make_mut(&mut self.mesh).translate(origin - self.origin);
            self.origin = origin;
        }
        let painter = ui.painter_at(map);
        painter.add(Shape::Mesh(self.mesh.clone()));
        for label in &self.labels {
            label.paint(&painter, origin);
        }
    }
}

/// The weakest first, so that what matters lies on top.
fn draw_arrows(pen: &mut Pen, scene: &Scene, layout: &Layout, emphasis: &Emphasis, dark: bool) {
    let crowded = layout.pieces.len() > CROWD_OF_ARROWS;
    let mut order: Vec<usize> = (0..layout.pieces.len()).rev().collect();
    order.sort_by_key(|&at| emphasis.arrows[layout.pieces[at].arrow]);
    for at in order {
        let piece = &layout.pieces[at];
        let weight = emphasis.arrows[piece.arrow];
        let detail = if crowded && weight < Weight::Lit {
            Detail::Crowded
        } else {
            Detail::Full
        };
        let arrow = &scene.arrows[piece.arrow];
        arrows::draw(
            pen,
            arrow,
            &piece.curve,
            vec2(0.0, 0.0),
            weight,
            dark,
            detail,
        );
    }
}

/// The markers to draw: all, or one a square in a crowd. What stands out is always drawn.
fn shown_markers(scene: &Scene, layout: &Layout, emphasis: &Emphasis) -> Vec<usize> {
    if layout.visible.len() <= CROWD_OF_MARKERS {
        return layout.visible.clone();
    }
    debug_assert_eq!(scene.markers.len(), layout.centers.len());
    let mut taken: BTreeSet<(i32, i32)> = BTreeSet::new();
    let cell = |at: usize| {
        let center = layout.centers[at];
        let index = |side: f32| (side / THINNING_CELL).floor() as i32;
        (index(center.x), index(center.y))
    };
    let visible = layout.visible.iter().copied();
    visible
        .filter(|&at| taken.insert(cell(at)) || emphasis.markers[at] >= Weight::Lit)
        .collect()
}

/// The least important first.
fn draw_markers(
    pen: &mut Pen,
    scene: &Scene,
    layout: &Layout,
    emphasis: &Emphasis,
    shown: &[usize],
    dark: bool,
) {
    let crowded = layout.visible.len() > CROWD_OF_MARKERS;
    for &at in shown.iter().rev() {
        let (marker, weight) = (&scene.markers[at], emphasis.markers[at]);
        let center = pos2(layout.centers[at].x, layout.centers[at].y);
        if crowded && weight < Weight::Lit {
            markers::draw_dot(pen, marker, center, dark);
        } else {
            markers::draw(pen, marker, center, weight, dark);
        }
    }
}
