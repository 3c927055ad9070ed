//! The colours of the ground: quiet paper by day, calm slate by night.

use image::RgbImage;

/// How much colour the day map keeps, 0 to 1.
const DAY_CHROMA: f32 = 0.55;
/// How far the day map is moved towards paper, 0 to 1.
const DAY_PAPER: f32 = 0.34;
/// The paper it is moved towards.
const PAPER: [f32; 3] = [250.0, 249.0, 245.0];
/// How much colour the night map keeps, 0 to 1.
const NIGHT_CHROMA: f32 = 0.42;
/// Luminance of the night map where the tile is white, and how much is added where it is black.
const NIGHT_LUMA: [f32; 2] = [20.0, 150.0];

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
    let mut paper = PAPER.iter();
    rgb.map(|channel| {
        let quiet = luma + (channel - luma) * DAY_CHROMA;
        let paper = paper.next().copied().unwrap_or(quiet);
        (quiet + (paper - quiet) * DAY_PAPER).round() as u8
    })
}

fn night(rgb: [u8; 3]) -> [u8; 3] {
    let rgb = rgb.map(f32::from);
    let luma = luma(rgb);
    let [darkest, range] = NIGHT_LUMA;
    let turned = darkest + range * (1.0 - luma / 255.0);
    rgb.map(|channel| {
        (turned + (channel - luma) * NIGHT_CHROMA)
            .clamp(0.0, 255.0)
            .round() as u8
    })
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
        assert!(brightness(night(land)) < 40.0);
        assert!(brightness(night(ink)) > brightness(night(land)) + 40.0);
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
