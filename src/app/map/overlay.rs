//! The painted scene: one mesh of arrows and markers, and the texts over it.

use std::sync::Arc;

use eframe::egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Ui};

use super::emphasis::Emphasis;
use super::lettering;
use super::pen::Pen;
use crate::geo::{Camera, Px, PxRect};
use crate::scene::base_map::names::Taken;
use crate::scene::draw::{self, Weight};
use crate::scene::{Label, Layout, Paper, Scene, Track, Trail, labels};

/// How much smaller the clip of the mesh is, in points: too little to be seen.
const CLIP_MARK: f32 = 0.01;

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
        track: Option<(&Track, Camera)>,
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
        let mut pen = Pen::reusing(mesh, painter.pixels_per_point()).at(offset);
        let measure =
            |text: &str, lettering, size| lettering::measure(painter, text, lettering, size);
        let trail = track
            .map(|(track, camera)| Trail::new(track, scene, layout, camera, measure))
            .unwrap_or_default();
        draw_arrows(&mut pen, scene, layout, emphasis, dark);
        draw::draw_legs(&mut pen, &trail, dark);
        let shown = draw::shown_markers(layout, size, |marker| emphasis.markers[marker]);
        draw_markers(&mut pen, scene, layout, emphasis, &shown, dark);
        draw::draw_badges(&mut pen, &trail, dark);
        let covered: Vec<PxRect> = covered
            .iter()
            .filter(|covered| covered.intersects(rect))
            .map(|covered| {
                let corner = |at: Pos2| Px::new(at.x - offset.x, at.y - offset.y);
                PxRect::new(corner(covered.min), corner(covered.max))
            })
            .chain(trail.badges.iter().map(|badge| badge.rect))
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
            measure,
        );
        let color = |label: &Label| lettering::color(scene, label.owner, emphasis, dark);
        Self {
            mesh: Arc::new(pen.into_mesh()),
            labels: labels
                .into_iter()
                .chain(trail.labels(measure))
                .map(|label| {
                    let color = color(&label);
                    (label, color)
                })
                .collect(),
            dark,
            shown,
        }
    }

    /// What it leaves no room for: what lies below keeps its names off that.
    pub fn taken<'a>(&'a self, painter: &Painter, scene: &'a Scene, layout: &Layout) -> Taken<'a> {
        let labels = self.labels.iter().map(|(label, _)| label);
        Taken::by(scene, layout, &self.shown, labels, |label| {
            lettering::measure(painter, &label.text, label.lettering, label.font_px)
        })
    }

    /// Paints it onto the map, which must be where it was drawn for.
    pub fn paint(&self, ui: &Ui, rect: Rect) {
        // A clip of its own, which rounds to the same pixels, keeps the mesh apart from what is painted before and after
        // it: egui would copy all of it again for each text that it joins to it.
        ui.painter_at(rect.shrink(CLIP_MARK))
            .add(Shape::Mesh(self.mesh.clone()));
        let painter = ui.painter_at(rect);
        for (label, color) in &self.labels {
            lettering::paint(&painter, label, rect.min.to_vec2(), *color, self.dark);
        }
    }
}

fn draw_arrows(pen: &mut Pen, scene: &Scene, layout: &Layout, emphasis: &Emphasis, dark: bool) {
    for (at, detail) in draw::arrows_in_order(layout, |arrow| emphasis.arrows[arrow]) {
        let piece = &layout.pieces[at];
        let arrow = &scene.arrows[piece.arrow];
        let weight = emphasis.arrows[piece.arrow];
        draw::draw_arrow(pen, arrow, &piece.curve, weight, dark, detail);
    }
}

fn draw_markers(
    pen: &mut Pen,
    scene: &Scene,
    layout: &Layout,
    emphasis: &Emphasis,
    shown: &[usize],
    dark: bool,
) {
    let crowded = draw::is_crowded(layout);
    for at in draw::markers_in_order(scene, shown) {
        let (marker, weight) = (&scene.markers[at], emphasis.markers[at]);
        let center = layout.centers[at];
        if crowded && weight < Weight::Lit {
            draw::draw_dot(pen, marker, center, dark);
        } else {
            draw::draw_marker(pen, marker, center, weight, dark);
        }
    }
}
