//! How our colours look to people with a colour-vision deficiency: proof that nothing is told by hue alone.
//!
//! The simulation is that of Machado, Oliveira and Fernandes (2009) at full severity, in linear sRGB; distances are
//! Euclidean in Oklab, where 0.02 is about what can just be seen.

use super::theme::Palette;
use crate::extract::RelationKind;
use crate::scene::style::RelationStyle;
use eframe::egui::Color32;

/// The whole deficiencies: of long, middle and short waves.
const DEFICIENCIES: [(&str, [[f64; 3]; 3]); 3] = [
    (
        "protanopia",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
];

fn linear(color: Color32) -> [f64; 3] {
    [color.r(), color.g(), color.b()].map(|channel| {
        let channel = f64::from(channel) / 255.0;
        match channel <= 0.04045 {
            true => channel / 12.92,
            false => ((channel + 0.055) / 1.055).powf(2.4),
        }
    })
}

fn times(matrix: [[f64; 3]; 3], [x, y, z]: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row[0] * x + row[1] * y + row[2] * z)
}

fn simulated(color: Color32, matrix: [[f64; 3]; 3]) -> [f64; 3] {
    times(matrix, linear(color)).map(|channel| channel.clamp(0.0, 1.0))
}

fn oklab(rgb: [f64; 3]) -> [f64; 3] {
    let cones = times(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ],
        rgb,
    );
    times(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ],
        cones.map(f64::cbrt),
    )
}

fn distance(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (oklab(one), oklab(other));
    let squares = one.iter().zip(other).map(|(a, b)| (a - b).powi(2));
    squares.sum::<f64>().sqrt()
}

/// WCAG 2.2 contrast ratio of linear colours.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    let (one, other) = (luminance(one), luminance(other));
    one.max(other) / one.min(other)
}

fn palettes() -> [Palette; 2] {
    [Palette::of(false), Palette::of(true)]
}

/// What tells two kinds of relation apart besides their hue.
fn second_cue(one: RelationStyle, other: RelationStyle) -> bool {
    one.line != other.line || one.head != other.head || (one.width - other.width).abs() >= 0.75
}

#[test]
fn the_simulation_leaves_greys_alone_and_brings_red_and_green_together() {
    let grey = Color32::from_gray(128);
    let (red, green) = (
        Color32::from_rgb(180, 80, 60),
        Color32::from_rgb(120, 120, 50),
    );
    for (name, matrix) in DEFICIENCIES {
        assert!(
            distance(simulated(grey, matrix), linear(grey)) < 0.01,
            "{name}"
        );
        if name == "deuteranopia" {
            let seen = distance(simulated(red, matrix), simulated(green, matrix));
            assert!(seen < 0.6 * distance(linear(red), linear(green)), "{seen}");
        }
    }
}

#[test]
fn every_kind_of_relation_stands_out_from_its_ground_for_everyone() {
    for palette in palettes() {
        for (name, matrix) in DEFICIENCIES {
            let seen = |color| simulated(color, matrix);
            for kind in RelationKind::ALL {
                let ratio = contrast(seen(palette.relation(kind)), seen(palette.paper));
                assert!(ratio >= 2.8, "{kind:?} with {name}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn kinds_of_relation_that_look_alike_differ_in_line_or_head() {
    for palette in palettes() {
        for (name, matrix) in DEFICIENCIES {
            let seen = |kind| simulated(palette.relation(kind), matrix);
            for (at, one) in RelationKind::ALL.into_iter().enumerate() {
                for other in RelationKind::ALL.into_iter().skip(at + 1) {
                    let apart = distance(seen(one), seen(other));
                    let cue = second_cue(RelationStyle::of(one), RelationStyle::of(other));
                    assert!(
                        apart >= 0.06 || cue,
                        "{one:?} and {other:?} with {name} (dark {}): {apart:.3}",
                        palette.dark
                    );
                }
            }
        }
    }
}

#[test]
fn land_water_and_finds_are_told_apart_in_the_text() {
    use crate::extract::Label::Loc;
    use crate::gazetteer::PlaceKind::{City, Sea};
    for palette in palettes() {
        for (name, matrix) in DEFICIENCIES {
            let seen = |color| simulated(color, matrix);
            let land = seen(palette.mention(Loc, Some(City)));
            let water = seen(palette.mention(Loc, Some(Sea)));
            assert!(
                distance(land, water) >= 0.08,
                "{name}: {}",
                distance(land, water)
            );
            for color in [land, water, seen(palette.accent), seen(palette.found_line)] {
                assert!(contrast(color, seen(palette.paper)) >= 3.0, "{name}");
            }
            let found = [palette.found, palette.found_current].map(seen);
            assert!(distance(found[0], seen(palette.paper)) >= 0.03, "{name}");
            assert!(distance(found[0], found[1]) >= 0.03, "{name}");
        }
    }
}
