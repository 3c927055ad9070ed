//! The colours of the ground: quiet paper by day, calm slate by night.

use image::RgbImage;

use crate::scene::style::{PAPER, PAPER_SHARE, Rgb};

/// How much colour the day map keeps, 0 to 1.
const DAY_CHROMA: f32 = 0.8;
/// How much colour the night map keeps, 0 to 1.
const NIGHT_CHROMA: f32 = 0.3;
/// The night's slate, where the tile is white.
const SLATE: [f32; 3] = [27.0, 31.0, 37.0];
/// How much brighter than slate the night gets where the tile is black.
const NIGHT_RANGE: f32 = 84.0;
/// The night's water: darker than its land, though the tile has it the other way round.
const NIGHT_WATER: [f32; 3] = [17.0, 27.0, 38.0];
/// Blue minus red in the water of a tile; red minus blue hardly ever gets there elsewhere.
const WATER_BLUENESS: f32 = 50.0;

/// Recolours a tile: by day paler and less colourful, by night with light and dark exchanged and the hues kept.
pub(super) fn recolor(image: &mut RgbImage, dark: bool) {
    let recolor = if dark { night } else { day };
    // Tiles are made of few colours in long runs: the last answer is mostly the next one too.
    let mut last = ([0, 0, 0], recolor([0, 0, 0]));
    for pixel in image.pixels_mut() {
        if pixel.0 != last.0 {
            last = (pixel.0, recolor(pixel.0));
        }
        pixel.0 = last.1;
    }
}

fn luma([r, g, b]: [f32; 3]) -> f32 {
    0.299 * r + 0.587 * g + 0.114 * b
}

fn day(rgb: [u8; 3]) -> [u8; 3] {
    let rgb = rgb.map(f32::from);
    let luma = luma(rgb);
    let quiet = rgb.map(|channel| luma + (channel - luma) * DAY_CHROMA);
    let Rgb(r, g, b) = PAPER;
    mix(quiet, [r, g, b].map(f32::from), PAPER_SHARE).map(|channel| channel.round() as u8)
}

fn night(rgb: [u8; 3]) -> [u8; 3] {
    let rgb = rgb.map(f32::from);
    let luma = luma(rgb);
    let ink = 1.0 - luma / 255.0;
    let mut turned = SLATE;
    for (turned, channel) in turned.iter_mut().zip(rgb) {
        *turned += NIGHT_RANGE * ink + (channel - luma) * NIGHT_CHROMA;
    }
    let wetness = ((rgb[2] - rgb[0]) / WATER_BLUENESS).clamp(0.0, 1.0) * (1.0 - 2.0 * ink).max(0.0);
    mix(turned, NIGHT_WATER, wetness).map(|channel| channel.clamp(0.0, 255.0).round() as u8)
}

fn mix(mut from: [f32; 3], to: [f32; 3], t: f32) -> [f32; 3] {
    for (from, to) in from.iter_mut().zip(to) {
        *from += (to - *from) * t;
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brightness(rgb: [u8; 3]) -> f32 {
        luma(rgb.map(f32::from))
    }

    #[test]
    fn night_exchanges_light_and_dark() {
        let (land, ink) = ([242, 239, 233], [60, 60, 60]);
        assert!(brightness(night(land)) < 45.0);
        assert!(brightness(night(ink)) > brightness(night(land)) + 40.0);
    }

    #[test]
    fn at_night_water_is_darker_than_land() {
        assert!(brightness(night([170, 211, 223])) < brightness(night([242, 239, 233])));
    }

    #[test]
    fn water_stays_blue() {
        let water = [170, 211, 223];
        for [r, _, b] in [day(water), night(water)] {
            assert!(b > r);
        }
    }

    #[test]
    fn day_is_paler_than_the_tile() {
        let water = [170, 211, 223];
        assert!(brightness(day(water)) > brightness(water));
    }

    #[test]
    fn runs_of_one_colour_change_nothing() {
        let colors = [[1, 2, 3], [1, 2, 3], [200, 10, 10], [1, 2, 3]];
        let mut image = RgbImage::from_fn(4, 1, |x, _| image::Rgb(colors[x as usize]));
        recolor(&mut image, true);
        for (pixel, color) in image.pixels().zip(colors) {
            assert_eq!(pixel.0, night(color));
        }
    }
}
