//! Words on a picture.

use super::metrics::{ASCENT, LINE_HEIGHT, Type, measure};
use super::svg::Svg;
use super::xml::{Escaped, Number};
use crate::geo::Px;
use crate::scene::draw::Paint;
use crate::scene::style::{Lettering, ground};
use crate::scene::{Label, Owner};

/// Width of the halo on each side, in pixels.
const HALO_PX: f32 = 1.6;
/// Opacity of the halo.
const HALO_OPACITY: f32 = 0.85;
/// How far names of waters lean, in degrees. No font inside the program leans by itself.
const LEAN_DEGREES: f32 = 12.0;

/// Where a line of text is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// At its left end.
    Start,
    /// At its right end.
    End,
    /// In its middle.
    Middle,
}

/// A line of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// What it says.
    pub text: &'a str,
    /// Its letters.
    pub face: Type,
    /// Their size, in pixels.
    pub size: f32,
    /// Their colour.
    pub paint: Paint,
    /// Where it is held.
    pub anchor: Anchor,
}

/// Draws a line of text whose middle is as high as `at`.
pub(super) fn draw_line(svg: &mut Svg, at: Px, line: Line<'_>) {
    let baseline = at.y + line.size * (ASCENT - LINE_HEIGHT / 2.0);
    begin(svg, Px::new(at.x, baseline), line.face, line.size);
    match line.anchor {
        Anchor::Start => {}
        Anchor::End => svg.put(format_args!(" text-anchor=\"end\"")),
        Anchor::Middle => svg.put(format_args!(" text-anchor=\"middle\"")),
    }
    svg.paint("fill", line.paint);
    svg.put(format_args!(">{}</text>\n", Escaped(line.text)));
}

/// A stretch of a line in one colour.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    /// What it says.
    pub text: String,
    /// Its colour.
    pub paint: Paint,
    /// Whether it is underlined.
    pub is_underlined: bool,
}

/// Draws a line of text made of several stretches, from its left end.
pub(super) fn draw_runs(svg: &mut Svg, at: Px, runs: &[Run], face: Type, size: f32) {
    let baseline = at.y + size * (ASCENT - LINE_HEIGHT / 2.0);
    begin(svg, Px::new(at.x, baseline), face, size);
    svg.put(format_args!(" xml:space=\"preserve\">"));
    for run in runs {
        svg.put(format_args!("<tspan"));
        svg.paint("fill", run.paint);
        if run.is_underlined {
            svg.put(format_args!(" text-decoration=\"underline\""));
        }
        svg.put(format_args!(">{}</tspan>", Escaped(&run.text)));
    }
    svg.put(format_args!("</text>\n"));
}

fn begin(svg: &mut Svg, at: Px, face: Type, size: f32) {
    svg.put(format_args!(
        "<text x=\"{}\" y=\"{}\"",
        Number(at.x),
        Number(at.y)
    ));
    // A page says once for all in which letters its map is written.
    if svg.links().is_none() {
        svg.put(format_args!(" font-family=\"{}\"", face.family()));
    }
    svg.put(format_args!(" font-size=\"{}\"", Number(size)));
    if face.weight() != 400 {
        svg.put(format_args!(" font-weight=\"{}\"", face.weight()));
    }
}

/// Words on the map.
pub(super) struct Script<'a> {
    /// What is written.
    pub text: &'a str,
    /// How it is set.
    pub lettering: Lettering,
    /// Size of the type, in pixels.
    pub font_px: f32,
    /// Upper left corner before turning.
    pub corner: Px,
    /// Turned around the corner, in radians clockwise.
    pub angle: f32,
    /// Held in the middle, so that another font leaves it where it belongs.
    pub is_centred: bool,
}

/// Draws a label of the map, with a halo unless it lies on its marker.
pub(super) fn draw_label(svg: &mut Svg, label: &Label, paint: Paint, dark: bool) {
    let script = Script {
        text: &label.text,
        lettering: label.lettering,
        font_px: label.font_px,
        corner: label.corner,
        angle: label.angle,
        is_centred: !matches!(label.owner, Owner::Marker(_)),
    };
    let has_halo = matches!(label.owner, Owner::Marker(_) | Owner::Arrow(_));
    draw_script(
        svg,
        &script,
        paint,
        has_halo.then(|| Paint::solid(ground(dark))),
    );
}

/// Draws words, with a halo of a colour.
pub(super) fn draw_script(svg: &mut Svg, script: &Script<'_>, paint: Paint, halo: Option<Paint>) {
    let size = measure(script.text, script.lettering, script.font_px);
    let baseline = script.font_px * ASCENT;
    if script.is_centred {
        begin(
            svg,
            Px::new(size.x / 2.0, baseline),
            Type::Sans,
            script.font_px,
        );
        svg.put(format_args!(" text-anchor=\"middle\""));
    } else {
        begin(svg, Px::new(0.0, baseline), Type::Sans, script.font_px);
    }
    place(svg, script);
    if script.lettering.spacing_px() > 0.0 {
        let spacing = Number(script.lettering.spacing_px());
        svg.put(format_args!(" letter-spacing=\"{spacing}\""));
    }
    svg.paint("fill", paint);
    if let Some(halo) = halo {
        svg.put(format_args!(" paint-order=\"stroke\""));
        svg.paint("stroke", halo.faded(HALO_OPACITY));
        let width = Number(2.0 * HALO_PX);
        svg.put(format_args!(
            " stroke-width=\"{width}\" stroke-linejoin=\"round\""
        ));
    }
    svg.put(format_args!(">{}</text>\n", Escaped(script.text)));
}

/// Moves a label to its corner, turns it and lets it lean.
fn place(svg: &mut Svg, script: &Script<'_>) {
    let (x, y) = (Number(script.corner.x), Number(script.corner.y));
    svg.put(format_args!(" transform=\"translate({x} {y})"));
    if script.angle != 0.0 {
        svg.put(format_args!(
            " rotate({})",
            Number(script.angle.to_degrees())
        ));
    }
    if script.lettering == Lettering::Slanted {
        // Around its base line, which then stays where it is.
        let shift = script.font_px * ASCENT * LEAN_DEGREES.to_radians().tan();
        svg.put(format_args!(
            " translate({} 0) skewX({})",
            Number(shift),
            Number(-LEAN_DEGREES)
        ));
    }
    svg.put(format_args!("\""));
}
