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
    if line.anchor == Anchor::End {
        svg.put(format_args!(" text-anchor=\"end\""));
    }
    svg.paint("fill", line.paint);
    svg.put(format_args!(">{}</text>\n", Escaped(line.text)));
}

fn begin(svg: &mut Svg, at: Px, face: Type, size: f32) {
    svg.put(format_args!(
        "<text x=\"{}\" y=\"{}\" font-family=\"{}\" font-size=\"{}\"",
        Number(at.x),
        Number(at.y),
        face.family(),
        Number(size),
    ));
    if face.weight() != 400 {
        svg.put(format_args!(" font-weight=\"{}\"", face.weight()));
    }
}

/// Draws a label of the map with its halo.
pub(super) fn draw_label(svg: &mut Svg, label: &Label, paint: Paint) {
    let size = measure(&label.text, label.lettering, label.font_px);
    let baseline = Px::new(0.0, label.font_px * ASCENT);
    match label.owner {
        // In the middle, so that another font leaves it beside its arrow.
        Owner::Arrow(_) | Owner::Count(_) | Owner::Inner(_) => {
            let middle = Px::new(size.x / 2.0, baseline.y);
            begin(svg, middle, Type::Sans, label.font_px);
            svg.put(format_args!(" text-anchor=\"middle\""));
        }
        Owner::Marker(_) => begin(svg, baseline, Type::Sans, label.font_px),
    }
    place(svg, label);
    if label.lettering.spacing_px() > 0.0 {
        let spacing = Number(label.lettering.spacing_px());
        svg.put(format_args!(" letter-spacing=\"{spacing}\""));
    }
    svg.paint("fill", paint);
    if matches!(label.owner, Owner::Count(_) | Owner::Inner(_)) {
        svg.put(format_args!(">{}</text>\n", Escaped(&label.text)));
        return;
    }
    svg.put(format_args!(" paint-order=\"stroke\""));
    let halo = Paint::solid(ground(false)).faded(HALO_OPACITY);
    svg.paint("stroke", halo);
    svg.put(format_args!(
        " stroke-width=\"{}\" stroke-linejoin=\"round\">{}</text>\n",
        Number(2.0 * HALO_PX),
        Escaped(&label.text)
    ));
}

/// Moves a label to its corner, turns it and lets it lean.
fn place(svg: &mut Svg, label: &Label) {
    let (x, y) = (Number(label.corner.x), Number(label.corner.y));
    svg.put(format_args!(" transform=\"translate({x} {y})"));
    if label.angle != 0.0 {
        svg.put(format_args!(
            " rotate({})",
            Number(label.angle.to_degrees())
        ));
    }
    if label.lettering == Lettering::Slanted {
        // Around its base line, which then stays where it is.
        let shift = label.font_px * ASCENT * LEAN_DEGREES.to_radians().tan();
        svg.put(format_args!(
            " translate({} 0) skewX({})",
            Number(shift),
            Number(-LEAN_DEGREES)
        ));
    }
    svg.put(format_args!("\""));
}
