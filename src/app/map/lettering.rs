//! Names of places and labels of arrows: with a halo, over nothing else, the important ones first.

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Color32, FontId, Galley, Painter, Pos2, Shape, Vec2, pos2, vec2};
use eframe::epaint::TextShape;

use super::ink::{self, Weight};
use super::overlay::CROWD_OF_ARROWS;
use crate::geo::{Curve, LabelBoard, Px, PxRect};
use crate::scene::style::{Lettering, PlaceStyle, RelationStyle};
use crate::scene::{Arrow, Layout, Scene};

/// Names drawn at most.
const MAX_NAMES: usize = 70;
/// Labels of arrows drawn at most.
const MAX_ARROW_LABELS: usize = 24;
/// Names that found no room before the rest is not tried any more.
const MAX_MISSES: usize = 60;
/// Width of the halo, in points.
const HALO: f32 = 1.6;
/// Longest label of an arrow, in characters.
const MAX_LABEL_CHARS: usize = 32;
/// Arrows that names keep off at most, and the distance between points along them, in points.
const MAX_AVOIDED: usize = 120;
const AVOIDED_STEP: f32 = 6.0;

/// One text on the map.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    text: String,
    lettering: Lettering,
    size: f32,
    color: Color32,
    halo: Color32,
    /// Upper left corner before turning, relative to the map's.
    at: Pos2,
    /// Radians clockwise around `at`.
    angle: f32,
}

impl Label {
    fn galley(&self, painter: &Painter) -> Arc<Galley> {
        galley(painter, &self.text, self.lettering, self.size)
    }

    /// Paints the label with the map's corner at `origin`.
    pub fn paint(&self, painter: &Painter, origin: Vec2) {
        let galley = self.galley(painter);
        let shape = |offset: Vec2, color: Color32| {
            let at = self.at + origin + offset;
            let text = TextShape::new(at, galley.clone(), color).with_override_text_color(color);
            Shape::Text(text.with_angle(self.angle))
        };
        let around = (0..8).map(|turn| Vec2::angled(turn as f32 * std::f32::consts::FRAC_PI_4));
        painter.extend(around.map(|offset| shape(offset * HALO, self.halo)));
        painter.add(shape(Vec2::ZERO, self.color));
    }
}

/// Chooses and places the texts of a scene. `weights` are those of markers and arrows.
pub(super) fn place(
    painter: &Painter,
    scene: &Scene,
    layout: &Layout,
    size: Px,
    weights: (&[Weight], &[Weight]),
    shown: &[usize],
    dark: bool,
) -> Vec<Label> {
    let (of_markers, of_arrows) = weights;
    let mut board = LabelBoard::new(size);
    for &at in shown {
        board.block(PxRect::around(layout.centers[at], scene.markers[at].radius));
    }
    for piece in layout.pieces.iter().take(MAX_AVOIDED) {
        let n_points = (piece.curve.length() / AVOIDED_STEP).clamp(4.0, 200.0) as usize;
        piece
            .curve
            .points(n_points)
            .for_each(|point| board.avoid(point));
    }
    let mut labels = Vec::new();
    let (loud, usual) = loud_first(shown, of_markers);
    let names = loud.into_iter().chain(usual);
    place_names(
        painter,
        scene,
        layout,
        &mut board,
        names,
        of_markers,
        dark,
        &mut labels,
    );
    place_arrow_labels(
        painter,
        scene,
        layout,
        &mut board,
        of_arrows,
        dark,
        &mut labels,
    );
    labels
}

/// What is under the pointer or selected goes before what is merely important.
fn loud_first(shown: &[usize], weights: &[Weight]) -> (Vec<usize>, Vec<usize>) {
    shown.iter().partition(|&&at| weights[at] >= Weight::Lit)
}

#[expect(
    clippy::too_many_arguments,
    reason = "a step of `place` with all its state"
)]
fn place_names(
    painter: &Painter,
    scene: &Scene,
    layout: &Layout,
    board: &mut LabelBoard,
    names: impl Iterator<Item = usize>,
    weights: &[Weight],
    dark: bool,
    labels: &mut Vec<Label>,
) {
    let mut n_misses = 0;
    for at in names {
        if labels.len() >= MAX_NAMES || n_misses >= MAX_MISSES {
            break;
        }
        let marker = &scene.markers[at];
        let style = PlaceStyle::of(marker.kind);
        let font_size = name_size(style.lettering);
        let text = set(&marker.name, style.lettering);
        let extent = galley(painter, &text, style.lettering, font_size).size();
        let extent = Px::new(extent.x, extent.y);
        let Some(rect) = board.place(layout.centers[at], marker.radius, extent) else {
            n_misses += 1;
            continue;
        };
        let opacity = weights[at].opacity().max(0.45);
        labels.push(Label {
            text,
            lettering: style.lettering,
            size: font_size,
            color: ink::color(style.ink, dark).gamma_multiply(opacity),
            halo: ink::ground(dark).gamma_multiply(0.85 * opacity),
            at: pos2(rect.min.x, rect.min.y),
            angle: 0.0,
        });
    }
}

fn place_arrow_labels(
    painter: &Painter,
    scene: &Scene,
    layout: &Layout,
    board: &mut LabelBoard,
    weights: &[Weight],
    dark: bool,
    labels: &mut Vec<Label>,
) {
    let pieces: Vec<usize> = (0..layout.pieces.len()).collect();
    let of_pieces: Vec<Weight> = layout
        .pieces
        .iter()
        .map(|piece| weights[piece.arrow])
        .collect();
    let (loud, usual) = loud_first(&pieces, &of_pieces);
    let crowded = pieces.len() > CROWD_OF_ARROWS;
    let mut n_placed = 0;
    for at in loud.into_iter().chain(usual).take(4 * MAX_ARROW_LABELS) {
        let piece = &layout.pieces[at];
        let (arrow, weight) = (&scene.arrows[piece.arrow], of_pieces[at]);
        let is_lost = crowded && weight < Weight::Lit;
        if n_placed >= MAX_ARROW_LABELS
            || weight == Weight::Quiet
            || is_lost
            || arrow.label.is_empty()
        {
            continue;
        }
        let text = shortened(&arrow.label);
        let extent = galley(painter, &text, Lettering::Plain, ARROW_LABEL_SIZE).size();
        let spot = Spot::beside(&piece.curve, arrow, extent);
        if extent.x + 20.0 > piece.curve.length() || !spot.is_free(board, layout, at) {
            continue;
        }
        spot.boxes().for_each(|rect| board.block(rect));
        n_placed += 1;
        labels.push(Label {
            text,
            lettering: Lettering::Plain,
            size: ARROW_LABEL_SIZE,
            color: ink::color(RelationStyle::of(arrow.kind).ink, dark)
                .gamma_multiply(weight.opacity()),
            halo: ink::ground(dark).gamma_multiply(0.85 * weight.opacity()),
            at: spot.corner(),
            angle: spot.angle,
        });
    }
}

const ARROW_LABEL_SIZE: f32 = 11.5;

/// Where the label of an arrow stands: turned along it, outside its bulge, upright.
struct Spot {
    center: Px,
    extent: Px,
    angle: f32,
}

impl Spot {
    fn beside(curve: &Curve, arrow: &Arrow, extent: Vec2) -> Self {
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
            extent: Px::new(extent.x, extent.y),
            angle: upright.angle(),
        }
    }

    fn corner(&self) -> Pos2 {
        let along = Px::polar(1.0, self.angle);
        let corner =
            self.center - along * (self.extent.x / 2.0) - along.right() * (self.extent.y / 2.0);
        pos2(corner.x, corner.y)
    }

    /// Squares along the label that together cover it.
    fn boxes(&self) -> impl Iterator<Item = PxRect> + '_ {
        let side = self.extent.y;
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

    /// Whether the label would cover no other text, no marker and no other arrow than the piece `own`.
    fn is_free(&self, board: &LabelBoard, layout: &Layout, own: usize) -> bool {
        self.boxes().all(|rect| board.is_free(rect)) && !self.crosses(layout, own)
    }

    fn crosses(&self, layout: &Layout, own: usize) -> bool {
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

fn name_size(lettering: Lettering) -> f32 {
    match lettering {
        Lettering::Capitals => 10.5,
        Lettering::Plain | Lettering::Slanted => 12.5,
    }
}

/// A name as it is set.
fn set(name: &str, lettering: Lettering) -> String {
    match lettering {
        Lettering::Capitals => name.to_uppercase(),
        Lettering::Plain | Lettering::Slanted => name.to_owned(),
    }
}

fn shortened(label: &str) -> String {
    match label.char_indices().nth(MAX_LABEL_CHARS) {
        Some((end, _)) => format!("{}…", label[..end].trim_end()),
        None => label.to_owned(),
    }
}

fn galley(painter: &Painter, text: &str, lettering: Lettering, size: f32) -> Arc<Galley> {
    let format = TextFormat {
        font_id: FontId::proportional(size),
        color: Color32::PLACEHOLDER,
        italics: lettering == Lettering::Slanted,
        extra_letter_spacing: if lettering == Lettering::Capitals {
            1.0
        } else {
            0.0
        },
        ..TextFormat::default()
    };
    painter.layout_job(LayoutJob::single_section(text.to_owned(), format))
}

/// Width at which a hint is broken into lines, in points.
const HINT_WIDTH: f32 = 460.0;

/// A hint in the middle of an empty map.
pub(super) fn paint_hint(painter: &Painter, center: Pos2, text: &str, dark: bool) {
    let galley = painter.layout(
        text.to_owned(),
        FontId::proportional(15.0),
        Color32::PLACEHOLDER,
        HINT_WIDTH,
    );
    let size = galley.size();
    let rect = eframe::egui::Rect::from_center_size(center, size + vec2(32.0, 20.0));
    painter.rect_filled(rect, 6.0, ink::ground(dark).gamma_multiply(0.9));
    let color = if dark {
        Color32::from_gray(0xC8)
    } else {
        Color32::from_gray(0x40)
    };
    painter.galley(center - size / 2.0, galley, color);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_labels_are_cut_between_characters() {
        assert_eq!(shortened("visitó"), "visitó");
        let cut = shortened("ñandúes ñandúes ñandúes ñandúes ñandúes");
        assert_eq!(cut.chars().count(), MAX_LABEL_CHARS);
        assert!(cut.ends_with('…'));
    }

    #[test]
    fn the_boxes_of_a_label_cover_its_length() {
        let spot = Spot {
            center: Px::new(100.0, 100.0),
            extent: Px::new(70.0, 14.0),
            angle: 0.0,
        };
        let hull = PxRect::hull(spot.boxes().flat_map(|rect| [rect.min, rect.max])).unwrap();
        assert!(hull.min.x <= 65.1 && hull.max.x >= 134.9, "{hull:?}");
        assert_eq!(spot.corner(), pos2(65.0, 93.0));
    }
}
