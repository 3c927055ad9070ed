//! The colours of our own ground, and how wide its lines are.

use super::LineKind;
use crate::scene::style::Rgb;

/// The colours of the ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroundInks {
    /// Seas and lakes.
    pub water: Rgb,
    /// Land.
    pub land: Rgb,
    /// The line between both.
    pub shore: Rgb,
    /// Rivers.
    pub river: Rgb,
    /// Borders of states.
    pub border: Rgb,
}

const LIGHT: GroundInks = GroundInks {
    water: Rgb(0xD5, 0xE3, 0xE8),
    land: Rgb(0xF6, 0xF4, 0xEE),
    shore: Rgb(0xA9, 0xC1, 0xCB),
    river: Rgb(0xB6, 0xD0, 0xDB),
    border: Rgb(0xBF, 0xB4, 0xA6),
};

const DARK: GroundInks = GroundInks {
    water: Rgb(0x11, 0x1A, 0x24),
    land: Rgb(0x22, 0x27, 0x2D),
    shore: Rgb(0x3A, 0x4A, 0x58),
    river: Rgb(0x2A, 0x3D, 0x4E),
    border: Rgb(0x55, 0x59, 0x5F),
};

impl GroundInks {
    /// The colours of a light or a dark map.
    pub fn of(dark: bool) -> Self {
        if dark { DARK } else { LIGHT }
    }

    /// The colour of a line.
    pub fn line(self, kind: LineKind) -> Rgb {
        match kind {
            LineKind::River(_) => self.river,
            LineKind::Shore => self.shore,
            LineKind::Border => self.border,
        }
    }
}

/// Width of a line at a zoom level, in pixels.
///
/// From afar, islands lie so close that full shores would be a grey veil. Great rivers are wider, and all grow a little
/// on closer maps.
pub fn line_width(kind: LineKind, zoom: f64) -> f32 {
    match kind {
        LineKind::River(rank) => {
            let size = 1.5 - 0.12 * f32::from(rank);
            (size + 0.15 * (zoom as f32 - 5.0)).clamp(0.6, 2.4)
        }
        LineKind::Shore => (0.25 * zoom as f32).clamp(0.5, 1.0),
        LineKind::Border => 1.2,
    }
}
