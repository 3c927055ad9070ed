//! Text on the map, with a halo of the ground's colour.

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Color32, FontId, Galley, Painter, Pos2, Rect, Shape, Vec2, pos2, vec2};
use eframe::epaint::TextShape;

use super::emphasis::Emphasis;
use super::ink;
use crate::geo::Px;
use crate::scene::draw::Weight;
use crate::scene::style::Lettering;
use crate::scene::{Label, Owner, Prominence, Scene};

/// Width of the halo, in points.
const HALO: f32 = 1.6;
/// Opacity of the halo.
const HALO_OPACITY: f32 = 0.85;
/// Width at which a hint is broken into lines, in points.
const HINT_WIDTH: f32 = 460.0;

/// How much the label of something with this weight is wanted.
pub(super) fn prominence(owner: Owner, emphasis: &Emphasis) -> Prominence {
    let weight = match owner {
        Owner::Marker(at) | Owner::Count(at) | Owner::Inner(at) | Owner::Stop(at) => {
            return marker_prominence(emphasis.markers[at]);
        }
        Owner::Arrow(at) => emphasis.arrows[at],
    };
    match weight {
        Weight::Quiet => Prominence::None,
        weight => marker_prominence(weight),
    }
}

fn marker_prominence(weight: Weight) -> Prominence {
    if weight >= Weight::Lit {
        Prominence::Loud
    } else {
        Prominence::Usual
    }
}

/// Width and height of a text, in points.
pub(super) fn measure(painter: &Painter, text: &str, lettering: Lettering, size: f32) -> Px {
    let size = galley(painter, text, lettering, size).size();
    Px::new(size.x, size.y)
}

/// The colour of a label.
pub(super) fn color(scene: &Scene, owner: Owner, emphasis: &Emphasis, dark: bool) -> Color32 {
    let (ink, opacity) = match owner {
        // On the marker itself.
        Owner::Count(at) | Owner::Stop(at) => {
            let opacity = emphasis.markers[at].opacity().max(0.45);
            return ink::ground(dark).gamma_multiply(opacity);
        }
        Owner::Marker(at) | Owner::Inner(at) => (
            scene.markers[at].ink(),
            emphasis.markers[at].opacity().max(0.45),
        ),
        Owner::Arrow(at) => (scene.arrows[at].ink(), emphasis.arrows[at].opacity()),
    };
    ink::color(ink, dark).gamma_multiply(opacity)
}

/// A text as it stands on the map.
pub(super) struct Script<'a> {
    /// What is written.
    pub text: &'a str,
    /// How it is set.
    pub lettering: Lettering,
    /// Size of the type, in points.
    pub font_px: f32,
    /// Upper left corner before turning, from the map's.
    pub corner: Px,
    /// Turned around the corner, in radians clockwise.
    pub angle: f32,
}

/// Paints a label with the map's corner at `origin`.
pub(super) fn paint(painter: &Painter, label: &Label, origin: Vec2, color: Color32, dark: bool) {
    let script = Script {
        text: &label.text,
        lettering: label.lettering,
        font_px: label.font_px,
        corner: label.corner,
        angle: label.angle,
    };
    if matches!(
        label.owner,
        Owner::Count(_) | Owner::Inner(_) | Owner::Stop(_)
    ) {
        painter.add(plain(painter, &script, origin, color));
    } else {
        paint_script(painter, &script, origin, color, dark);
    }
}

/// A text without a halo.
fn plain(painter: &Painter, script: &Script<'_>, origin: Vec2, color: Color32) -> Shape {
    let galley = galley(painter, script.text, script.lettering, script.font_px);
    let corner = pos2(script.corner.x, script.corner.y) + origin;
    Shape::Text(TextShape::new(corner, galley, color).with_override_text_color(color))
}

/// Paints a text with the map's corner at `origin`.
pub(super) fn paint_script(
    painter: &Painter,
    script: &Script<'_>,
    origin: Vec2,
    color: Color32,
    dark: bool,
) {
    let galley = galley(painter, script.text, script.lettering, script.font_px);
    let corner = pos2(script.corner.x, script.corner.y) + origin;
    let shape = |offset: Vec2, color: Color32| {
        let text = TextShape::new(corner + offset, galley.clone(), color)
            .with_override_text_color(color)
            .with_angle(script.angle);
        Shape::Text(text)
    };
    let opacity = f32::from(color.a()) / 255.0;
    let halo = ink::ground(dark).gamma_multiply(HALO_OPACITY * opacity);
    let around = (0..8).map(|turn| Vec2::angled(turn as f32 * std::f32::consts::FRAC_PI_4));
    painter.extend(around.map(|offset| shape(offset * HALO, halo)));
    painter.add(shape(Vec2::ZERO, color));
}

fn galley(painter: &Painter, text: &str, lettering: Lettering, size: f32) -> Arc<Galley> {
    let format = TextFormat {
        font_id: FontId::proportional(size),
        color: Color32::PLACEHOLDER,
        italics: lettering == Lettering::Slanted,
        extra_letter_spacing: lettering.spacing_px(),
        ..TextFormat::default()
    };
    painter.layout_job(LayoutJob::single_section(text.to_owned(), format))
}

/// A hint in the middle of an empty map.
pub(super) fn paint_hint(painter: &Painter, center: Pos2, text: &str, dark: bool) {
    let font = FontId::proportional(15.0);
    let galley = painter.layout(text.to_owned(), font, Color32::PLACEHOLDER, HINT_WIDTH);
    let size = galley.size();
    let rect = Rect::from_center_size(center, size + vec2(32.0, 20.0));
    painter.rect_filled(rect, 6.0, ink::ground(dark).gamma_multiply(0.9));
    let color = Color32::from_gray(if dark { 0xC8 } else { 0x40 });
    painter.galley(center - size / 2.0, galley, color);
}
