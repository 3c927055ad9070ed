//! The painted scene: one mesh of arrows and markers, and the texts over it.

use std::sync::Arc;

use eframe::egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Ui, Vec2, pos2};

use super::arrows::{self, Detail};
use super::emphasis::Emphasis;
use super::ink::Weight;
use super::lettering;
use super::markers;
use super::pen::Pen;
use crate::geo::{Px, PxRect};
use crate::scene::base_map::names::Taken;
use crate::scene::{Label, Layout, Paper, Scene, labels};

/// From so many markers on, they are thinned out and drawn as dots.
const CROWD_OF_MARKERS: usize = 400;
/// From so many arrows on, they are drawn without casings, and the weaker ones as hairs.
const CROWD_OF_ARROWS: usize = 250;
/// In a crowd, one marker is drawn for each square of this side, in points.
const THINNING_CELL: f32 = 14.0;

/// Arrows that names below keep off at most, and the distance between points along them, in points.
const MAX_AVOIDED: usize = 120;
const AVOIDED_STEP: f32 = 8.0;

/// What is painted over the ground.
#[derive(Default)]
pub(super) struct Overlay {
    mesh: Arc<Mesh>,
    labels: Vec<(Label, Color32)>,
    dark: bool,
    /// The markers that are drawn, the most important first.
    pub shown: Vec<usize>,
}

/// Where and on what the overlay is drawn.
pub(super) struct Room<'a> {
    /// The map.
    pub rect: Rect,
    /// What lies over the map: no label goes there.
    pub covered: &'a [Rect],
    /// Whether the map is dark.
    pub dark: bool,
}

impl Overlay {
    /// Draws a scene that was laid out on the map, into the memory of what was drawn before.
    pub fn redrawn(
        self,
        painter: &Painter,
        scene: &Scene,
        layout: &Layout,
        emphasis: &Emphasis,
        room: Room<'_>,
    ) -> Self {
        let Room {
            rect,
            covered,
            dark,
        } = room;
        let size = Px::new(rect.width(), rect.height());
        let offset = rect.min.to_vec2();
        let mesh = Arc::try_unwrap(self.mesh).unwrap_or_default();
        let mut pen = Pen::reusing(mesh, painter.pixels_per_point());
        draw_arrows(&mut pen, scene, layout, emphasis, offset, dark);
        let shown = shown_markers(layout, emphasis, size);
        draw_markers(&mut pen, scene, layout, emphasis, &shown, offset, dark);
        let covered: Vec<PxRect> = covered
            .iter()
            .filter(|covered| covered.intersects(rect))
            .map(|covered| {
                let corner = |at: Pos2| Px::new(at.x - offset.x, at.y - offset.y);
                PxRect::new(corner(covered.min), corner(covered.max))
            })
            .collect();
        let labels = labels(
            scene,
            layout,
            Paper {
                size,
                covered: &covered,
            },
            &shown,
            |owner| lettering::prominence(owner, emphasis),
            |text, lettering, size| lettering::measure(painter, text, lettering, size),
        );
        let color = |label: &Label| lettering::color(scene, label.owner, emphasis, dark);
        Self {
            mesh: Arc::new(pen.into_mesh()),
            labels: labels
                .into_iter()
                .map(|label| {
                    let color = color(&label);
                    (label, color)
                })
                .collect(),
            dark,
            shown,
        }
    }

    /// What it leaves no room for: what lies below keeps its names off that. A turned label takes the box around it.
    pub fn taken<'a>(&self, painter: &Painter, scene: &'a Scene, layout: &Layout) -> Taken<'a> {
        let shown = || self.shown.iter().copied();
        let markers =
            shown().map(|at| PxRect::around(layout.centers[at], scene.markers[at].radius));
        let labels = self.labels.iter().filter_map(|(label, _)| {
            let extent = lettering::measure(painter, &label.text, label.lettering, label.font_px);
            let along = Px::polar(1.0, label.angle);
            let corner = |x: f32, y: f32| label.corner + along * x + along.right() * y;
            PxRect::hull([
                corner(0.0, 0.0),
                corner(extent.x, 0.0),
                corner(0.0, extent.y),
                corner(extent.x, extent.y),
            ])
        });
        Taken {
            boxes: markers.chain(labels).collect(),
            points: points_along(layout),
            names: shown().map(|at| &*scene.markers[at].name).collect(),
        }
    }

    /// Paints it onto the map, which must be where it was drawn for.
    pub fn paint(&self, ui: &Ui, rect: Rect) {
        let painter = ui.painter_at(rect);
        painter.add(Shape::Mesh(self.mesh.clone()));
        for (label, color) in &self.labels {
            lettering::paint(&painter, label, rect.min.to_vec2(), *color, self.dark);
        }
    }
}

/// Points along the strongest arrows.
fn points_along(layout: &Layout) -> Vec<Px> {
    let pieces = layout.pieces.iter().take(MAX_AVOIDED);
    pieces
        .flat_map(|piece| {
            let n_points = (piece.curve.length() / AVOIDED_STEP).clamp(4.0, 200.0) as usize;
            piece.curve.points(n_points)
        })
        .collect()
}

/// The weakest first, so that what matters lies on top.
fn draw_arrows(
    pen: &mut Pen,
    scene: &Scene,
    layout: &Layout,
    emphasis: &Emphasis,
    offset: Vec2,
    dark: bool,
) {
    let mut order: Vec<usize> = (0..layout.pieces.len()).rev().collect();
    order.sort_by_key(|&at| emphasis.arrows[layout.pieces[at].arrow]);
    for at in order {
        let piece = &layout.pieces[at];
        let weight = emphasis.arrows[piece.arrow];
        let detail = detail(at, layout.pieces.len(), weight);
        let arrow = &scene.arrows[piece.arrow];
        arrows::draw(pen, arrow, &piece.curve, offset, weight, dark, detail);
    }
}

/// How carefully to draw the arrow at this rank among so many.
fn detail(rank: usize, n_pieces: usize, weight: Weight) -> Detail {
    if n_pieces <= CROWD_OF_ARROWS || weight >= Weight::Lit {
        Detail::Full
    } else if rank < CROWD_OF_ARROWS {
        Detail::Crowded
    } else {
        Detail::Hair
    }
}

/// The markers to draw: all, or one a square in a crowd. What stands out is always drawn.
fn shown_markers(layout: &Layout, emphasis: &Emphasis, size: Px) -> Vec<usize> {
    if layout.visible.len() <= CROWD_OF_MARKERS {
        return layout.visible.clone();
    }
    let n_cells = |side: f32| (side / THINNING_CELL).ceil().max(1.0) as usize;
    let (n_columns, n_rows) = (n_cells(size.x), n_cells(size.y));
    let mut is_taken = vec![false; n_columns * n_rows];
    let mut takes_cell = |at: usize| {
        let center = layout.centers[at];
        let index = |side: f32, n: usize| ((side / THINNING_CELL).max(0.0) as usize).min(n - 1);
        let cell = index(center.y, n_rows) * n_columns + index(center.x, n_columns);
        !std::mem::replace(&mut is_taken[cell], true)
    };
    let visible = layout.visible.iter().copied();
    visible
        .filter(|&at| takes_cell(at) || emphasis.markers[at] >= Weight::Lit)
        .collect()
}

/// The largest first, so that none is hidden by another.
fn draw_markers(
    pen: &mut Pen,
    scene: &Scene,
    layout: &Layout,
    emphasis: &Emphasis,
    shown: &[usize],
    offset: Vec2,
    dark: bool,
) {
    let crowded = layout.visible.len() > CROWD_OF_MARKERS;
    let mut order: Vec<usize> = shown.iter().rev().copied().collect();
    order.sort_by(|&a, &b| {
        let radius = |at: usize| scene.markers[at].radius;
        radius(b).total_cmp(&radius(a))
    });
    for at in order {
        let (marker, weight) = (&scene.markers[at], emphasis.markers[at]);
        let center = pos2(layout.centers[at].x, layout.centers[at].y) + offset;
        if crowded && weight < Weight::Lit {
            markers::draw_dot(pen, marker, center, dark);
        } else {
            markers::draw(pen, marker, center, weight, dark);
        }
    }
}
