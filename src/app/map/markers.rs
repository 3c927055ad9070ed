//! Markers: one shape a kind of place, with a rim of the ground's colour.

use eframe::egui::{Color32, Pos2, Vec2, vec2};

use super::ink::{self, Weight};
use super::pen::{Pen, circle};
use crate::scene::Marker;
use crate::scene::style::{PlaceStyle, Shape};

/// Width of the rim, in points.
const RIM: f32 = 1.75;

/// Draws one marker.
pub(super) fn draw(pen: &mut Pen, marker: &Marker, center: Pos2, weight: Weight, dark: bool) {
    let style = PlaceStyle::of(marker.kind);
    let opacity = weight.opacity().max(0.45);
    let color = ink::color(style.ink, dark).gamma_multiply(opacity);
    let rim = ink::ground(dark).gamma_multiply(opacity);
    match weight {
        Weight::Chosen => pen.ring(center, marker.radius + 5.0, 2.5, color),
        Weight::Lit => pen.ring(center, marker.radius + 4.0, 1.5, color.gamma_multiply(0.6)),
        Weight::Faded | Weight::Quiet | Weight::Normal => {}
    }
    draw_shape(pen, style.shape, center, marker.radius, color, rim);
}

/// Corners of a hexagon of radius 1.
const HEXAGON: [Vec2; 6] = [
    vec2(1.0, 0.0),
    vec2(0.5, 0.866),
    vec2(-0.5, 0.866),
    vec2(-1.0, 0.0),
    vec2(-0.5, -0.866),
    vec2(0.5, -0.866),
];

/// A dot in place of the shape, where there are too many to tell apart.
pub(super) fn draw_dot(pen: &mut Pen, marker: &Marker, center: Pos2, dark: bool) {
    let color = ink::color(PlaceStyle::of(marker.kind).ink, dark).gamma_multiply(0.85);
    let radius = marker.radius * 0.7;
    pen.fill(&HEXAGON.map(|corner| center + corner * radius), color);
}

/// Draws a shape of this radius.
pub(super) fn draw_shape(
    pen: &mut Pen,
    shape: Shape,
    center: Pos2,
    radius: f32,
    color: Color32,
    rim: Color32,
) {
    // Hollow and loose shapes lie on a disc of the ground, so that what is behind them does not disturb.
    let solid = |pen: &mut Pen, corners: fn(Pos2, f32) -> Vec<Pos2>, scale: f32| {
        pen.fill(&corners(center, radius * scale + RIM * 1.3), rim);
        pen.fill(&corners(center, radius * scale), color);
    };
    let line = 1.2 + radius * 0.12;
    match shape {
        Shape::Disc => {
            pen.disc(center, radius + RIM, rim);
            pen.disc(center, radius, color);
        }
        Shape::Square => solid(pen, square, 1.2),
        Shape::Diamond => solid(pen, diamond, 1.2),
        Shape::Triangle => solid(pen, triangle, 1.2),
        Shape::HollowDiamond => {
            pen.fill(&diamond(center, radius * 1.15 + RIM), rim);
            pen.outline(&diamond(center, radius * 1.1), line, color);
        }
        Shape::Hexagon => {
            pen.fill(&circle(center, radius * 1.15 + RIM, 6), rim);
            pen.outline(&circle(center, radius * 1.1, 6), line, color);
        }
        Shape::Ring => {
            pen.disc(center, radius + RIM, rim);
            pen.ring(center, radius * 0.75, radius * 0.4, color);
        }
        Shape::BrokenRing => {
            pen.disc(center, radius + RIM, rim);
            let mut ring = circle(center, radius * 0.85, 24);
            ring.push(ring[0]);
            pen.dashes(&ring, line, [radius * 0.8, radius * 0.45], color);
        }
        Shape::Dots => {
            pen.disc(center, radius + RIM, rim.gamma_multiply(0.8));
            for corner in triangle(center, radius * 0.75) {
                pen.disc(corner, radius * 0.36, color);
            }
        }
        Shape::Waves => {
            pen.disc(center, radius + RIM, rim.gamma_multiply(0.85));
            for y in [-0.32, 0.38] {
                pen.stroke(&wave(center + vec2(0.0, radius * y), radius), line, color);
            }
        }
        Shape::Ripple => {
            pen.disc(center, radius + RIM, rim.gamma_multiply(0.85));
            pen.stroke(&wave(center, radius * 1.15), line * 1.25, color);
        }
        Shape::Pool => {
            let oval = |radius: f32| -> Vec<Pos2> {
                circle(Pos2::ZERO, radius, 20)
                    .into_iter()
                    .map(|corner| center + vec2(corner.x * 1.15, corner.y * 0.8))
                    .collect()
            };
            pen.fill(&oval(radius + RIM), rim);
            pen.fill(&oval(radius), color);
            pen.stroke(&wave(center, radius * 0.6), line * 0.8, rim);
        }
    }
}

fn square(center: Pos2, radius: f32) -> Vec<Pos2> {
    let half = radius * 0.7;
    [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]
        .map(|(x, y)| center + vec2(x, y) * half)
        .to_vec()
}

fn diamond(center: Pos2, radius: f32) -> Vec<Pos2> {
    circle(center, radius, 4)
}

fn triangle(center: Pos2, radius: f32) -> Vec<Pos2> {
    [-90.0_f32, 30.0, 150.0]
        .map(|degrees| center + Vec2::angled(degrees.to_radians()) * radius)
        .to_vec()
}

/// One full wave, `radius` to each side of its middle.
fn wave(center: Pos2, radius: f32) -> Vec<Pos2> {
    (-8..=8)
        .map(|step| {
            let turn = step as f32 / 8.0;
            center
                + vec2(
                    radius * turn,
                    -radius * 0.28 * (turn * std::f32::consts::PI).sin(),
                )
        })
        .collect()
}
