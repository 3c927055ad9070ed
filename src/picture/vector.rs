//! Our own ground under the scene: land, rivers and borders as shapes, and its names.

use std::fmt::Write as _;

use super::lettering::{Script, draw_script};
use super::metrics::measure;
use super::svg::Svg;
use super::xml::Number;
use crate::geo::{Camera, Px, PxRect};
use crate::scene::base_map::names::{self, DOT_PX, Sheet, WrittenName, font_px};
use crate::scene::base_map::{BaseMap, GroundInks, Tiles, land, line_width, view};
use crate::scene::draw::{Canvas as _, Paint};
use crate::scene::style::ground;

/// Draws land, rivers, shores and borders.
pub(super) fn draw(svg: &mut Svg, camera: Camera, size: Px, dark: bool) {
    let inks = GroundInks::of(dark);
    svg.begin(format_args!("id=\"ground\""));
    svg.plate(PxRect::new(Px::ZERO, size), 0.0, Paint::solid(inks.water));
    if let Some(map) = BaseMap::embedded() {
        for rings in land(map, camera, size) {
            fill(svg, &rings, Paint::solid(inks.land));
        }
        for line in view(&mut Tiles::new(map), camera, size).lines {
            let width = line_width(line.kind, camera.zoom);
            svg.stroke(&line.points, width, Paint::solid(inks.line(line.kind)));
        }
    }
    svg.end();
}

/// Fills what is within an odd number of rings.
pub(super) fn fill(svg: &mut Svg, rings: &[Vec<Px>], paint: Paint) {
    let mut path = String::new();
    for ring in rings {
        for (at, point) in ring.iter().enumerate() {
            let verb = if at == 0 { 'M' } else { 'L' };
            // Writing to a string does not fail.
            let _ = write!(path, "{verb}{} {}", Number(point.x), Number(point.y));
        }
        path.push('Z');
    }
    if path.is_empty() {
        return;
    }
    svg.put(format_args!("<path d=\"{path}\" fill-rule=\"evenodd\""));
    svg.paint("fill", paint);
    svg.put(format_args!("/>\n"));
}

/// Draws the names that there is room for.
pub(super) fn draw_names(svg: &mut Svg, sheet: &Sheet<'_>, dark: bool) {
    let written = names::write(sheet, |text, kind, lettering| {
        measure(text, lettering, font_px(kind, lettering))
    });
    svg.begin_layer("names");
    for name in &written {
        draw_name(svg, name, dark);
    }
    svg.end();
}

fn draw_name(svg: &mut Svg, name: &WrittenName, dark: bool) {
    let paint = Paint::of(names::ink(name.kind), dark);
    let halo = Paint::solid(ground(dark));
    if let Some(dot) = name.dot {
        svg.disc(dot, DOT_PX + 1.0, halo);
        svg.disc(dot, DOT_PX, paint);
    }
    let script = Script {
        text: &name.text,
        lettering: name.lettering,
        font_px: font_px(name.kind, name.lettering),
        corner: name.corner,
        angle: 0.0,
        is_centred: false,
    };
    draw_script(svg, &script, paint, Some(halo));
}
