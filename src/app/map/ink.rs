//! Colours of the scene on the two grounds.

use eframe::egui::Color32;

use crate::scene::style::{self, Ink, Rgb};

/// The colour of an ink on a ground.
pub(super) fn color(ink: Ink, dark: bool) -> Color32 {
    let Rgb(r, g, b) = ink.on(dark);
    Color32::from_rgb(r, g, b)
}

/// The colour of casings and halos: the ground's own.
pub(super) fn ground(dark: bool) -> Color32 {
    let Rgb(r, g, b) = style::ground(dark);
    Color32::from_rgb(r, g, b)
}
