//! The sign of the program in task bars: two places and an arrow from one to the other, painted pixel by pixel.

use eframe::egui::{Color32, IconData, Pos2, pos2};

/// Side of the sign in pixels.
const SIDE: u32 = 64;
const PAPER: Color32 = Color32::from_rgb(0xFD, 0xFC, 0xFA);
const INK: Color32 = Color32::from_rgb(0x22, 0x26, 0x2B);
const ARROW: Color32 = Color32::from_rgb(0x2F, 0x6D, 0xB5);

/// The sign.
pub fn icon() -> IconData {
    let rgba = (0..SIDE * SIDE).flat_map(|at| {
        pixel(pos2((at % SIDE) as f32 + 0.5, (at / SIDE) as f32 + 0.5)).to_srgba_unmultiplied()
    });
    IconData {
        rgba: rgba.collect(),
        width: SIDE,
        height: SIDE,
    }
}

/// The colour at a point: each layer covers those before it as far as the point lies inside its shape.
fn pixel(at: Pos2) -> Color32 {
    let layers = [
        (PAPER, rounded_square(at, 4.0, 60.0, 12.0)),
        (
            ARROW,
            (at.distance(pos2(43.1, 47.2)) - 25.3).abs() - 3.0 + outside_arc(at),
        ),
        (INK, at.distance(pos2(18.0, 44.0)) - 8.0),
        (INK, at.distance(pos2(46.0, 22.0)) - 8.0),
    ];
    layers
        .into_iter()
        .fold(Color32::TRANSPARENT, |below, (color, distance)| {
            let cover = (0.5 - distance).clamp(0.0, 1.0);
            below.lerp_to_gamma(color, cover)
        })
}

/// How far a point lies outside a square with round corners, negative inside.
fn rounded_square(at: Pos2, from: f32, to: f32, radius: f32) -> f32 {
    let inner = pos2(
        at.x.clamp(from + radius, to - radius),
        at.y.clamp(from + radius, to - radius),
    );
    at.distance(inner) - radius
}

/// Keeps the arc between the two places.
fn outside_arc(at: Pos2) -> f32 {
    if (16.0..=46.0).contains(&at.x) && at.y < 46.0 {
        0.0
    } else {
        100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_has_ink_paper_and_clear_corners() {
        let icon = icon();
        assert_eq!(icon.rgba.len(), 4 * (SIDE * SIDE) as usize);
        assert_eq!(pixel(pos2(0.5, 0.5)), Color32::TRANSPARENT);
        assert_eq!(pixel(pos2(18.0, 44.0)), INK);
        assert_eq!(pixel(pos2(50.0, 50.0)), PAPER);
    }
}
