//! Colours of the scene on the two grounds.

use eframe::egui::Color32;

use crate::scene::style::{Ink, Rgb};

/// What stands out: from what steps back to what was chosen. The strongest reason wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// Something else is selected.
    Faded,
    /// Drawn, but never loud: where a place lies.
    Quiet,
    /// As usual.
    Normal,
    /// Under the pointer, or linked to what is selected.
    Lit,
    /// Selected.
    Chosen,
}

impl Weight {
    /// Opacity of lines and shapes.
    pub fn opacity(self) -> f32 {
        match self {
            Self::Faded => 0.35,
            Self::Quiet => 0.5,
            Self::Normal => 0.9,
            Self::Lit | Self::Chosen => 1.0,
        }
    }
}

/// The colour of an ink on a ground.
pub(super) fn color(ink: Ink, dark: bool) -> Color32 {
    let Rgb(r, g, b) = ink.on(dark);
    Color32::from_rgb(r, g, b)
}

/// The colour of casings and halos: the ground's own.
pub(super) fn ground(dark: bool) -> Color32 {
    if dark {
        Color32::from_rgb(0x16, 0x1A, 0x1F)
    } else {
        Color32::from_rgb(0xFB, 0xFA, 0xF7)
    }
}
