//! How kinds of relation and kinds of place look. No kind depends on its hue alone.

use super::Side;
use crate::extract::RelationKind;
use crate::gazetteer::PlaceKind;

/// A colour, red, green and blue from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// One colour for a light map and one for a dark map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink {
    /// On a light map.
    pub light: Rgb,
    /// On a dark map.
    pub dark: Rgb,
}

impl Ink {
    const fn new(light: u32, dark: u32) -> Self {
        Self {
            light: rgb(light),
            dark: rgb(dark),
        }
    }

    /// The colour for a map that is dark or light.
    pub fn on(self, dark: bool) -> Rgb {
        if dark { self.dark } else { self.light }
    }
}

const fn rgb(hex: u32) -> Rgb {
    Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// The paper that the tiles of a light map are moved towards, and how far, 0 to 1: their own names must not compete
/// with ours.
pub const PAPER: Rgb = rgb(0xFA_F9_F5);
/// See [`PAPER`].
pub const PAPER_SHARE: f32 = 0.5;

/// The colour of casings and halos: the ground's own.
pub fn ground(dark: bool) -> Rgb {
    if dark {
        rgb(0x16_1A_1F)
    } else {
        rgb(0xFB_FA_F7)
    }
}

/// The colour of what one of two articles says, or both: apart for every kind of sight.
pub fn side_ink(side: Side) -> Ink {
    match side {
        Side::First => Ink::new(0x1F_5F_A8, 0x86_B7_F2),
        Side::Second => Ink::new(0xB0_4F_06, 0xF2_A8_62),
        Side::Both => Ink::new(0x4A_4F_57, 0xC9_CD_D3),
    }
}

/// How the line of an arrow is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// One unbroken line.
    Solid,
    /// Two fine lines side by side.
    Double,
    /// Short dashes.
    Dashes,
    /// Long dashes: what does not happen.
    LongDashes,
    /// Dots: what may happen.
    Dots,
}

impl Line {
    /// Lengths of what is drawn and of the gap after it, in pixels, for a line of this width; `None` when unbroken.
    pub fn pattern(self, width: f32) -> Option<[f32; 2]> {
        match self {
            Self::Solid | Self::Double => None,
            Self::Dashes => Some([2.5 * width, 1.8 * width]),
            Self::LongDashes => Some([6.0 * width, 3.0 * width]),
            Self::Dots => Some([0.0, 3.0 * width.max(1.8)]),
        }
    }
}

/// What stands at the end of an arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Nothing.
    None,
    /// Two slim strokes.
    Open,
    /// A triangle.
    Filled,
    /// A triangle with a notched back.
    Barbed,
    /// A triangle with rounded corners.
    Rounded,
}

/// How relations of one kind look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RelationStyle {
    /// Colour of line and label.
    pub ink: Ink,
    /// Width of the line in pixels, for one statement.
    pub width: f32,
    /// Line, unless negated or hypothetical.
    pub line: Line,
    /// Head, where there is a direction.
    pub head: Head,
}

impl RelationStyle {
    /// The style of a kind.
    pub fn of(kind: RelationKind) -> Self {
        use RelationKind as Kind;
        let (light, dark, width, line, head) = match kind {
            Kind::Movement => (0x2F6DB5, 0x7FB2F0, 2.0, Line::Solid, Head::Open),
            Kind::Trade => (0xA87A05, 0xE6B94A, 2.2, Line::Solid, Head::Filled),
            Kind::Cooperation => (0x2E8B57, 0x6CCB93, 2.2, Line::Solid, Head::Rounded),
            Kind::Meeting => (0x0E8A9E, 0x5CC8DA, 1.2, Line::Double, Head::Open),
            Kind::Support => (0x35887C, 0x7FD6C8, 1.4, Line::Solid, Head::Rounded),
            Kind::Conflict => (0xC0392B, 0xF07B6C, 3.0, Line::Solid, Head::Barbed),
            Kind::Opposition => (0x9B3A78, 0xDB86BC, 2.2, Line::Dashes, Head::Filled),
            Kind::Location => (0x7A7F87, 0xA3A9B2, 1.0, Line::Solid, Head::None),
            Kind::Other => (0x5B6168, 0xB9BFC7, 2.0, Line::Solid, Head::Filled),
        };
        Self {
            ink: Ink::new(light, dark),
            width,
            line,
            head,
        }
    }
}

/// Length of an arrow's head in pixels, for a line of this width.
pub fn head_length(width: f32) -> f32 {
    4.0 + 2.0 * width
}

/// The outline of a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A disc.
    Disc,
    /// A square on its corner.
    Diamond,
    /// The same, hollow.
    HollowDiamond,
    /// Two waves.
    Waves,
    /// One long wave.
    Ripple,
    /// An oval with a wave in it.
    Pool,
    /// A triangle.
    Triangle,
    /// A ring.
    Ring,
    /// Three dots.
    Dots,
    /// A hollow hexagon.
    Hexagon,
    /// A broken ring.
    BrokenRing,
    /// A small square.
    Square,
}

/// How the name of a place is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lettering {
    /// Upright.
    Plain,
    /// Letter-spaced capitals: states and unions.
    Capitals,
    /// Slanted: water.
    Slanted,
}

impl Lettering {
    /// Size of the type, in pixels.
    pub fn font_px(self) -> f32 {
        match self {
            Self::Capitals => 10.5,
            Self::Plain | Self::Slanted => 12.5,
        }
    }

    /// Space between letters beyond the usual, in pixels.
    pub fn spacing_px(self) -> f32 {
        match self {
            Self::Capitals => 1.0,
            Self::Plain | Self::Slanted => 0.0,
        }
    }

    /// A name as it is written.
    pub fn set(self, name: &str) -> String {
        match self {
            Self::Capitals => name.to_uppercase(),
            Self::Plain | Self::Slanted => name.to_owned(),
        }
    }
}

/// How places of one kind look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceStyle {
    /// Colour of marker and label.
    pub ink: Ink,
    /// Outline of the marker.
    pub shape: Shape,
    /// How its name is set.
    pub lettering: Lettering,
}

impl PlaceStyle {
    /// The style of a kind.
    pub fn of(kind: PlaceKind) -> Self {
        use PlaceKind as Kind;
        let settlement = Ink::new(0x22262B, 0xECEEF1);
        let state = Ink::new(0x3B4A63, 0xC3CFE3);
        let land = Ink::new(0x5E5A2B, 0xD3CB93);
        let water = Ink::new(0x1F6494, 0x86BFE8);
        let past = Ink::new(0x7A5C3A, 0xD2B48C);
        let (ink, shape, lettering) = match kind {
            Kind::City => (settlement, Shape::Disc, Lettering::Plain),
            Kind::Site => (settlement, Shape::Square, Lettering::Plain),
            Kind::Country => (state, Shape::Diamond, Lettering::Capitals),
            Kind::Supranational => (state, Shape::Hexagon, Lettering::Capitals),
            Kind::Region => (land, Shape::HollowDiamond, Lettering::Plain),
            Kind::Mountain => (land, Shape::Triangle, Lettering::Plain),
            Kind::Island => (land, Shape::Ring, Lettering::Plain),
            Kind::Desert => (land, Shape::Dots, Lettering::Plain),
            Kind::Sea => (water, Shape::Waves, Lettering::Slanted),
            Kind::River => (water, Shape::Ripple, Lettering::Slanted),
            Kind::Lake => (water, Shape::Pool, Lettering::Slanted),
            Kind::Historical => (past, Shape::BrokenRing, Lettering::Plain),
        };
        Self {
            ink,
            shape,
            lettering,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast as WCAG 2 defines them.
    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let luminance = |Rgb(r, g, b): Rgb| {
            let linear = |channel: u8| {
                let value = f64::from(channel) / 255.0;
                if value <= 0.03928 {
                    value / 12.92
                } else {
                    ((value + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
        };
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        (a / b).max(b / a)
    }

    #[test]
    fn every_arrow_stands_out_from_its_casing() {
        for kind in RelationKind::ALL {
            let ink = RelationStyle::of(kind).ink;
            let light = contrast(ink.light, rgb(0xFBFAF7));
            let dark = contrast(ink.dark, rgb(0x16191D));
            assert!(light >= 3.0 && dark >= 3.0, "{kind:?}: {light} {dark}");
        }
    }

    #[test]
    fn every_label_can_be_read_on_its_halo() {
        for kind in PlaceKind::ALL {
            let ink = PlaceStyle::of(kind).ink;
            let light = contrast(ink.light, rgb(0xFBFAF7));
            let dark = contrast(ink.dark, rgb(0x16191D));
            assert!(light >= 4.5 && dark >= 4.5, "{kind:?}: {light} {dark}");
        }
    }

    #[test]
    fn no_two_kinds_of_place_share_a_shape() {
        let shapes: Vec<Shape> = PlaceKind::ALL
            .map(|kind| PlaceStyle::of(kind).shape)
            .to_vec();
        for (n, shape) in shapes.iter().enumerate() {
            assert!(!shapes[n + 1..].contains(shape), "{shape:?}");
        }
    }
}
