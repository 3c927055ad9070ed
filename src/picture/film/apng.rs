//! A story as one picture that moves.

use resvg::tiny_skia::Pixmap;

use super::frames::Frame;
use super::{Film, Sheet};
use crate::extract::Watch;
use crate::geo::Px;
use crate::picture::png::{drawn, fault};
use crate::picture::svg::Svg;
use crate::picture::{PictureError, View, draw_map};

/// A map that flies is drawn with so many times larger pixels: nobody sees it in a fifteenth of a second, and it takes a
/// quarter of the time and of the bytes.
const COARSER: u32 = 2;

impl Film<'_> {
    /// All of it as one picture that moves; nothing when `watch` gave it up.
    ///
    /// # Errors
    /// When there is not enough memory for the pixels.
    pub fn animated(&self, watch: &dyn Watch) -> Result<Option<Vec<u8>>, PictureError> {
        let [width, height] = self.sheet.pixels();
        let frames = self.frames();
        let mut bytes = Vec::new();
        let mut encoder = ::png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(::png::ColorType::Rgb);
        encoder.set_adaptive_filter(::png::AdaptiveFilterType::Adaptive);
        let n_frames = u32::try_from(frames.len()).map_err(|error| fault(&error))?;
        encoder
            .set_animated(n_frames, 1)
            .map_err(|error| fault(&error))?;
        let mut writer = encoder.write_header().map_err(|error| fault(&error))?;
        let mut before: Option<Pixmap> = None;
        // The picture of the sentence that is read, on which the map flies.
        let mut still: Option<(usize, Pixmap)> = None;
        for (n, frame) in frames.iter().enumerate() {
            if !watch.goes_on(n as f32 / frames.len() as f32) {
                return Ok(None);
            }
            let known = still.take().filter(|(at, _)| *at == frame.at);
            let picture = match known {
                Some((_, picture)) => picture,
                None => drawn(&self.svg(frame.at))?,
            };
            let shown = match frame.is_flying {
                true => self.on_the_way(frame, &picture)?,
                false => picture.clone(),
            };
            still = Some((frame.at, picture));
            let changed = changed(before.as_ref(), &shown);
            let delay_ms = (frame.seconds * 1000.0).round().clamp(0.0, 65_535.0) as u16;
            add(&mut writer, &shown, changed, delay_ms).map_err(|error| fault(&error))?;
            before = Some(shown);
        }
        writer.finish().map_err(|error| fault(&error))?;
        Ok(Some(bytes))
    }

    /// The picture of a sentence with the map on its way there.
    fn on_the_way(&self, frame: &Frame, picture: &Pixmap) -> Result<Pixmap, PictureError> {
        let sheet = Sheet {
            band: 0.0,
            map: self.sheet.map,
            whole: self.sheet.map,
            scale: self.sheet.scale / COARSER as f32,
        };
        let view = View {
            camera: Some(frame.camera),
            told: Some(self.story.told(frame.at)),
            ..self.view.clone()
        };
        let mut svg = Svg::new(sheet, None);
        draw_map(&mut svg, self.document, &view, sheet, false);
        let map = drawn(&svg.finish())?;
        let mut shown = picture.clone();
        lay_on(&mut shown, &map, self.map_on_picture());
        Ok(shown)
    }

    /// Where the map lies, in pixels of the picture.
    fn map_on_picture(&self) -> Part {
        let corner = Px::new(0.0, self.sheet.band) * self.sheet.scale;
        let size = self.sheet.map * self.sheet.scale;
        [corner.x, corner.y, size.x, size.y].map(|px| px.round().max(0.0) as u32)
    }
}

/// A part of a picture, in pixels: left, top, width and height; never empty.
type Part = [u32; 4];

/// Lays a coarser picture on a part of another one.
fn lay_on(picture: &mut Pixmap, coarse: &Pixmap, [left, top, width, height]: Part) {
    let (right, bottom) = (
        picture.width().min(left + width),
        picture.height().min(top + height),
    );
    let row_px = picture.width();
    for y in top..bottom {
        let coarse_y = ((y - top) / COARSER).min(coarse.height() - 1);
        for x in left..right {
            let coarse_x = ((x - left) / COARSER).min(coarse.width() - 1);
            let pixel = coarse.pixels()[(coarse_y * coarse.width() + coarse_x) as usize];
            picture.pixels_mut()[(y * row_px + x) as usize] = pixel;
        }
    }
}

/// Adds a part of a picture that stays for so long.
fn add(
    writer: &mut ::png::Writer<&mut Vec<u8>>,
    frame: &Pixmap,
    [left, top, width, height]: Part,
    delay_ms: u16,
) -> Result<(), ::png::EncodingError> {
    writer.set_frame_delay(delay_ms, 1000)?;
    writer.reset_frame_position()?;
    writer.set_frame_dimension(width, height)?;
    writer.set_frame_position(left, top)?;
    let row = |y: u32| {
        let start = (y * frame.width() + left) as usize;
        &frame.pixels()[start..start + width as usize]
    };
    let pixels = (top..top + height).flat_map(row);
    // No pixel is transparent: the picture has no hole.
    let rgb: Vec<u8> = pixels
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
        .collect();
    writer.write_image_data(&rgb)
}

/// The smallest part in which a picture differs from the one before; one pixel where nothing does.
fn changed(before: Option<&Pixmap>, frame: &Pixmap) -> Part {
    let (width, height) = (frame.width(), frame.height());
    let Some(before) = before else {
        return [0, 0, width, height];
    };
    let (mut left, mut right, mut top, mut bottom) = (width, 0, height, 0);
    let pairs = before.pixels().iter().zip(frame.pixels());
    for (n, _) in pairs.enumerate().filter(|(_, (old, new))| old != new) {
        let (x, y) = (n as u32 % width, n as u32 / width);
        (left, right) = (left.min(x), right.max(x));
        (top, bottom) = (top.min(y), bottom.max(y));
    }
    match left <= right {
        true => [left, top, right - left + 1, bottom - top + 1],
        false => [0, 0, 1, 1],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract::Unwatched;
    use crate::picture::Size;

    const DANUBE: &str = include_str!("../../../tests/data/danubio.mapalabra.json");

    fn document() -> Document {
        Document::from_json(DANUBE).unwrap()
    }

    fn film<'a>(document: &'a Document, size: &str) -> Film<'a> {
        Film::new(document, &View::default(), Size::from_word(size).unwrap()).unwrap()
    }

    #[test]
    fn what_moves_holds_every_picture_for_as_long_as_it_is_read() {
        let document = document();
        let film = film(&document, "300x240");
        let bytes = film.animated(&Unwatched).unwrap().unwrap();
        let mut reader = ::png::Decoder::new(&*bytes).read_info().unwrap();
        let control = reader.info().animation_control.unwrap();
        let frames = film.frames();
        assert!(frames.len() > film.n_pictures(), "it flies");
        assert_eq!(
            (control.num_frames as usize, control.num_plays),
            (frames.len(), 1)
        );
        let mut pixels = vec![0; reader.output_buffer_size()];
        let mut times_ms = vec![0.0; film.n_pictures()];
        for frame in &frames {
            reader.next_frame(&mut pixels).unwrap();
            let control = reader.info().frame_control.unwrap();
            times_ms[frame.at] += f64::from(control.delay_num);
        }
        for (at, time_ms) in times_ms.into_iter().enumerate() {
            let expected = film.seconds(at) * 1000.0;
            assert!((time_ms - expected).abs() < 6.0, "{at}: {time_ms} ms");
        }
    }

    #[test]
    fn what_is_given_up_gives_nothing() {
        struct Never;
        impl Watch for Never {
            fn goes_on(&self, _share: f32) -> bool {
                false
            }
        }
        let document = document();
        assert!(
            film(&document, "300x240")
                .animated(&Never)
                .unwrap()
                .is_none()
        );
    }

    #[test]
    fn only_the_map_moves_while_it_flies() {
        let document = document();
        let film = film(&document, "600x400");
        let frames = film.frames();
        let flying = frames.iter().find(|frame| frame.is_flying).unwrap();
        let still = drawn(&film.svg(flying.at)).unwrap();
        let shown = film.on_the_way(flying, &still).unwrap();
        let [left, top, width, height] = changed(Some(&still), &shown);
        let map = film.map_on_picture();
        assert!(left >= map[0] && left + width <= map[0] + map[2]);
        assert!(top >= map[1] && top + height <= map[1] + map[3]);
        assert!(width > map[2] / 2 && height > map[3] / 2, "it is elsewhere");
    }

    #[test]
    fn only_what_changed_is_written() {
        let mut one = Pixmap::new(10, 8).unwrap();
        let same = one.clone();
        assert_eq!(changed(None, &one), [0, 0, 10, 8]);
        assert_eq!(changed(Some(&same), &one), [0, 0, 1, 1]);
        let white = resvg::tiny_skia::Color::WHITE.premultiply().to_color_u8();
        for at in [23, 45] {
            one.pixels_mut()[at] = white;
        }
        assert_eq!(changed(Some(&same), &one), [3, 2, 3, 3]);
    }
}
