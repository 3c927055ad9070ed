//! How big a picture may be.

/// Shortest and longest side, in pixels.
const SIDES_PX: [u32; 2] = [200, 8192];
/// Most pixels altogether: a picture of them takes 160 megabytes to draw.
const MOST_PX: u64 = 40_000_000;
/// What is drawn pixel for pixel; larger pictures grow as a whole, their letters too.
const USUAL_PX: [u32; 2] = [1600, 1000];

/// Width and height of a picture, within what can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    width: u32,
    height: u32,
}

/// A size that no picture can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a picture is 200 to 8192 pixels wide and high, and 40 million pixels at most")]
pub struct InvalidSize;

impl Default for Size {
    fn default() -> Self {
        let [width, height] = USUAL_PX;
        Self { width, height }
    }
}

impl Size {
    /// A size in pixels.
    ///
    /// # Errors
    /// When a side is shorter or longer than can be drawn, or both together are too much.
    pub fn new(width: u32, height: u32) -> Result<Self, InvalidSize> {
        let [shortest, longest] = SIDES_PX;
        let sides = shortest..=longest;
        let fits = sides.contains(&width)
            && sides.contains(&height)
            && u64::from(width) * u64::from(height) <= MOST_PX;
        fits.then_some(Self { width, height }).ok_or(InvalidSize)
    }

    /// The size that a word such as `1600x1000` names; `None` where it names none.
    pub fn from_word(word: &str) -> Option<Self> {
        let (width, height) = word.split_once(['x', 'X', '×'])?;
        let side = |digits: &str| {
            let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse().ok().filter(|_| is_number)
        };
        Self::new(side(width)?, side(height)?).ok()
    }

    /// Width in pixels.
    pub fn width(self) -> u32 {
        self.width
    }

    /// Height in pixels.
    pub fn height(self) -> u32 {
        self.height
    }

    /// How much larger than usual everything is drawn, so that a poster has the letters of a poster.
    pub(super) fn scale(self) -> f32 {
        let [width, height] = USUAL_PX.map(|side| side as f32);
        let scale = (self.width as f32 / width).min(self.height as f32 / height);
        scale.max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_written_as_width_x_height() {
        let size = Size::from_word("1600x1000").unwrap();
        assert_eq!((size.width(), size.height()), (1600, 1000));
        assert_eq!(Size::from_word("800×600"), Size::from_word("800X600"));
        for word in [
            "",
            "x",
            "1600",
            "1600x",
            "x1000",
            "-800x600",
            "+800x600",
            "8e2x600",
            "800x600x3",
            " 800x600",
            "199x600",
            "8193x600",
            "8192x8192",
            "99999999999x600",
            "0x0",
        ] {
            assert_eq!(Size::from_word(word), None, "{word:?}");
        }
    }

    #[test]
    fn only_large_pictures_grow() {
        let scale = |word| Size::from_word(word).unwrap().scale();
        assert_eq!(scale("800x600"), 1.0);
        assert_eq!(scale("4000x1000"), 1.0);
        assert_eq!(scale("3200x2000"), 2.0);
    }
}
