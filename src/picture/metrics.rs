//! How much room letters take, from the fonts inside the program.

use std::sync::LazyLock;

use ttf_parser::Face;

use crate::geo::Px;
use crate::scene::fonts;
use crate::scene::style::Lettering;

/// Height of a line over the size of its type, and how much of it lies above the base line: Noto's own figures.
pub(super) const LINE_HEIGHT: f32 = 1.362;
/// See [`LINE_HEIGHT`].
pub(super) const ASCENT: f32 = 1.069;
/// Width of a letter that no font inside the program has, over the size of its type: about an ideograph.
const UNKNOWN_ADVANCE: f32 = 1.0;

/// A style of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    /// Names, labels, the legend.
    Sans,
    /// Headings of the legend.
    SansStrong,
    /// The title.
    SerifStrong,
    /// What is read.
    Serif,
}

/// How many of the faces are those of a [`Type`].
const N_TYPES: usize = 4;

/// The faces in the order of [`Type`], and then those for letters that they lack.
static FACES: LazyLock<Vec<Face<'static>>> = LazyLock::new(|| {
    [
        fonts::SANS,
        fonts::SANS_STRONG,
        fonts::SERIF_STRONG,
        fonts::SERIF,
        fonts::REST,
        fonts::EMOJI,
    ]
    .iter()
    .filter_map(|bytes| Face::parse(bytes, 0).ok())
    .collect()
});

impl Type {
    /// The families to ask for, ours first.
    pub fn family(self) -> &'static str {
        match self {
            Self::Sans | Self::SansStrong => "'Noto Sans', 'DejaVu Sans', sans-serif",
            Self::SerifStrong | Self::Serif => "'Noto Serif', 'DejaVu Sans', serif",
        }
    }

    /// The weight as CSS counts it.
    pub fn weight(self) -> u16 {
        match self {
            Self::Sans | Self::Serif => 400,
            Self::SansStrong => 600,
            Self::SerifStrong => 700,
        }
    }

    /// Width of a text, in pixels for a size in pixels.
    pub fn width(self, text: &str, size: f32) -> f32 {
        let advance = |letter| {
            let own = FACES.get(self as usize).into_iter();
            own.chain(FACES.iter().skip(N_TYPES))
                .find_map(|face| advance(face, letter))
                .unwrap_or(UNKNOWN_ADVANCE)
        };
        text.chars().map(advance).sum::<f32>() * size
    }
}

/// Width of a letter over the size of its type; `None` where the face lacks it.
fn advance(face: &Face<'_>, letter: char) -> Option<f32> {
    let glyph = face.glyph_index(letter)?;
    let units = face.glyph_hor_advance(glyph)?;
    Some(f32::from(units) / f32::from(face.units_per_em()))
}

/// Width and height of a label on the map.
pub(super) fn measure(text: &str, lettering: Lettering, size: f32) -> Px {
    let spacing = lettering.spacing_px() * text.chars().count() as f32;
    // What leans takes more room at the top.
    let lean = match lettering {
        Lettering::Slanted => 0.2 * size,
        Lettering::Plain | Lettering::Capitals => 0.0,
    };
    let width = Type::Sans.width(text, size) + spacing + lean;
    Px::new(width, LINE_HEIGHT * size)
}

/// The text broken between words into at most `most` lines of this width; where it goes on, the last one ends in "…".
pub(super) fn wrapped(text: &str, face: Type, size: f32, width: f32, most: usize) -> Vec<String> {
    let fits = |line: &str| face.width(line, size) <= width;
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut rest = words.as_slice();
    let mut lines = Vec::new();
    while !rest.is_empty() && lines.len() < most {
        let n_words = match lines.len() + 1 == most {
            true => rest.len(),
            false => (1..=rest.len())
                .take_while(|&n| fits(&rest[..n].join(" ")))
                .last()
                .unwrap_or(1),
        };
        lines.push(cut(&rest[..n_words].join(" "), fits));
        rest = &rest[n_words..];
    }
    lines
}

/// As much of a line as fits, with "…" where something is missing.
pub(super) fn cut(line: &str, fits: impl Fn(&str) -> bool) -> String {
    if fits(line) {
        return line.to_owned();
    }
    let shortened = |(end, _): (usize, char)| format!("{}…", line[..end].trim_end());
    line.char_indices()
        .map(shortened)
        .take_while(|shorter| fits(shorter))
        .last()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_take_the_room_that_the_fonts_say() {
        // Noto Sans: "i" is 258 and "M" 907 thousandths of the size wide.
        assert!((Type::Sans.width("iM", 10.0) - 11.65).abs() < 0.01);
        assert!(Type::SansStrong.width("M", 10.0) > Type::Sans.width("M", 10.0));
        assert!(Type::Sans.width("Հայ", 10.0) > 15.0, "DejaVu has Armenian");
        assert!(
            Type::Serif.width("🌍", 10.0) > 10.5,
            "Noto Emoji has pictograms"
        );
        assert_eq!(Type::Sans.width("漢", 10.0), 10.0);
    }

    #[test]
    fn titles_break_between_words_and_say_where_they_go_on() {
        let wrapped = |text, width| wrapped(text, Type::Sans, 10.0, width, 2);
        assert_eq!(wrapped("uno dos", 500.0), ["uno dos"]);
        assert_eq!(wrapped("uno dos", 30.0), ["uno", "dos"]);
        let long = wrapped("uno dos tres cuatro cinco", 45.0);
        assert_eq!(long.len(), 2);
        assert!(long[1].ends_with('…'), "{long:?}");
        assert_eq!(wrapped(" ", 45.0), [""; 0]);
    }
}
