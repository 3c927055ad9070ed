//! The bundled fonts: Noto Sans for the interface, Noto Serif for reading, DejaVu Sans for the scripts they lack, Noto
//! Emoji for pictograms.
//!
//! egui's own fonts have no "ə", no Armenian, no Georgian and no arrows, so ours come first in every family.

use std::sync::Arc;

use eframe::egui::text::LayoutJob;
use eframe::egui::{Color32, Context, FontData, FontDefinitions, FontFamily, FontId};

use crate::scene::fonts;

const SANS: &str = "noto-sans";
const SANS_STRONG: &str = "noto-sans-semibold";
const SERIF: &str = "noto-serif";
const SERIF_STRONG: &str = "noto-serif-bold";
const REST: &str = "dejavu-sans-rest";
const EMOJI: &str = "noto-emoji";

static FILES: [(&str, &[u8]); 6] = [
    (SANS, fonts::SANS),
    (SANS_STRONG, fonts::SANS_STRONG),
    (SERIF, fonts::SERIF),
    (SERIF_STRONG, fonts::SERIF_STRONG),
    (REST, fonts::REST),
    (EMOJI, fonts::EMOJI),
];

/// Replaces egui's fonts by ours.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

/// Interface text of this size in points.
pub fn sans(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Emphasised interface text.
pub fn sans_strong(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SANS_STRONG.into()))
}

/// Reading text.
pub fn serif(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF.into()))
}

/// Headlines.
pub fn serif_strong(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF_STRONG.into()))
}

/// The letters that an article will most likely be made of.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZáéíóúüñÁÉÍÓÚÑ0123456789.,;:¿?¡!()«»“”’–—-…·%";

/// Draws the letters of an article out of sight, while nothing is open: the frame in which one arrives then finds them.
/// Costs nothing once they are there.
pub fn make_ready(ctx: &Context) {
    for font in [
        serif(16.0),
        serif_strong(22.0),
        sans(11.5),
        sans(12.0),
        sans(13.0),
    ] {
        let job = LayoutJob::simple_singleline(LETTERS.to_owned(), font, Color32::PLACEHOLDER);
        ctx.fonts_mut(|fonts| fonts.layout_job(job));
    }
}

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in FILES {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    for (family, first) in [
        (FontFamily::Proportional, SANS),
        (FontFamily::Monospace, SANS),
        (FontFamily::Name(SANS_STRONG.into()), SANS_STRONG),
        (FontFamily::Name(SERIF.into()), SERIF),
        (FontFamily::Name(SERIF_STRONG.into()), SERIF_STRONG),
    ] {
        fonts
            .families
            .insert(family, [first, REST, EMOJI].map(str::to_owned).to_vec());
    }
    fonts
}

#[cfg(test)]
mod tests {
    use eframe::egui::epaint::text::Fonts;

    use super::*;

    #[test]
    fn every_family_has_the_letters_of_the_places_we_know() {
        let mut fonts = Fonts::new(Default::default(), definitions());
        let mut view = fonts.with_pixels_per_point(1.0);
        for font in [
            sans(13.0),
            sans_strong(13.0),
            serif(16.0),
            serif_strong(22.0),
        ] {
            for letters in [
                "áéíóúüñÁÉÍÓÚÜÑ¿¡«»“”‘’—–…·",
                "ãõçàêôâîûëïœæøåßẞ",
                "łńśźżčšžěřůőűășț",
                "ğışİəƏ",
                "Tiếng Việt Đà Nẵng",
                "Москва Київ Ёжґ",
                "Αθήνα",
                "Հայաստան",
                "საქართველო",
                "→←↔≈●◆◇▲○",
                "€£¥",
                "😀🤝🧵🌍🚢🛢⚽✅❌📌🇪🇸\u{FE0F}\u{200D}\u{1F3FD}",
            ] {
                for letter in letters.chars().filter(|letter| !letter.is_whitespace()) {
                    assert!(view.has_glyph(&font, letter), "{letter} in {font:?}");
                }
            }
        }
    }
}
