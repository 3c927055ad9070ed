//! The signs on the buttons of the story's bar, painted so that no font decides how they look.

use eframe::egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, vec2};

/// What a button shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A triangle to the right.
    Play,
    /// Two bars.
    Pause,
    /// A triangle to the left, and one to the right.
    Previous,
    /// See [`Self::Previous`].
    Next,
    /// The same, up to a bar.
    Start,
    /// See [`Self::Start`].
    End,
    /// A minus, and a plus.
    Slower,
    /// See [`Self::Slower`].
    Faster,
}

/// Paints a sign around a point.
pub(super) fn paint(painter: &Painter, center: Pos2, sign: Sign, color: Color32) {
    match sign {
        Sign::Play => triangle(painter, center, 7.0, color),
        Sign::Pause => {
            bar(painter, center - vec2(3.5, 0.0), 3.0, 12.0, color);
            bar(painter, center + vec2(3.5, 0.0), 3.0, 12.0, color);
        }
        Sign::Previous => triangle(painter, center, -5.0, color),
        Sign::Next => triangle(painter, center, 5.0, color),
        Sign::Start => {
            triangle(painter, center + vec2(1.5, 0.0), -5.0, color);
            bar(painter, center - vec2(5.5, 0.0), 2.0, 10.0, color);
        }
        Sign::End => {
            triangle(painter, center - vec2(1.5, 0.0), 5.0, color);
            bar(painter, center + vec2(5.5, 0.0), 2.0, 10.0, color);
        }
        Sign::Slower | Sign::Faster => {
            let stroke = Stroke::new(1.75, color);
            painter.hline(center.x - 4.5..=center.x + 4.5, center.y, stroke);
            if sign == Sign::Faster {
                painter.vline(center.x, center.y - 4.5..=center.y + 4.5, stroke);
            }
        }
    }
}

/// A triangle that points to the right, or to the left where its size is negative.
fn triangle(painter: &Painter, center: Pos2, size: f32, color: Color32) {
    let corners = [vec2(0.8, 0.0), vec2(-0.7, -1.0), vec2(-0.7, 1.0)];
    let corners = corners
        .map(|corner| center + corner * vec2(size, size.abs()))
        .to_vec();
    painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
}

fn bar(painter: &Painter, center: Pos2, width: f32, height: f32, color: Color32) {
    painter.rect_filled(
        Rect::from_center_size(center, vec2(width, height)),
        0.5,
        color,
    );
}
