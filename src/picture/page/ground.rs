//! Our own map under a page, in as few bytes as its closest level needs: whole numbers, each as a step from the last.

use std::fmt::Write as _;

use super::inks;
use super::simplify::simplified;
use crate::geo::{Camera, Px, PxRect};
use crate::picture::xml::Number;
use crate::scene::base_map::{BaseMap, GroundInks, Tiles, land, line_width, view};
use crate::scene::style::Rgb;

/// How much of the map lies outside its frame on each side, as a share of the frame: wide windows and those who move
/// the map see it.
pub(super) const MARGIN: f32 = 0.4;
/// How many levels closer than the frame the lines may be fine, best first; what takes more room than allowed is drawn
/// coarser.
const FINENESS: [i32; 4] = [2, 1, 0, -1];
const MOST_BYTES: usize = 380_000;
/// How far lines may stray, and how small an island may be, in units of the finest level's pixels.
const TOLERANCE: f32 = 0.7;
const SPECK: f32 = 2.0;

/// The ground seen by a camera on a map of this size, as markup in the map's own pixels.
pub(super) fn ground(camera: Camera, size: Px) -> String {
    let Some(map) = BaseMap::embedded() else {
        return String::new();
    };
    let mut drawn = FINENESS.map(|levels| (levels, String::new()));
    for (levels, markup) in &mut drawn {
        *markup = at_fineness(map, camera, size, *levels);
        if markup.len() <= MOST_BYTES {
            return std::mem::take(markup);
        }
    }
    let [.., (_, coarsest)] = drawn;
    coarsest
}

fn at_fineness(map: &'static BaseMap<'static>, camera: Camera, size: Px, levels: i32) -> String {
    let finer = 2.0_f32.powi(levels);
    let seen = size * (1.0 + 2.0 * MARGIN) * finer;
    let zoomed = Camera {
        zoom: camera.zoom + f64::from(levels),
        ..camera
    };
    let corner = size * -MARGIN;
    let mut markup = format!(
        "<g class=\"ground\" transform=\"translate({} {}) scale({})\">\n",
        Number(corner.x),
        Number(corner.y),
        finer.recip()
    );
    let inks = GroundInks::of(false);
    let _ = writeln!(
        markup,
        "<g fill-rule=\"evenodd\" {}>",
        color("fill", inks.land)
    );
    for rings in land(map, zoomed, seen) {
        let path: String = rings.iter().filter_map(|ring| area(ring)).collect();
        if !path.is_empty() {
            let _ = writeln!(markup, "<path d=\"{path}\"/>");
        }
    }
    markup.push_str("</g>\n<g fill=\"none\" stroke-linejoin=\"round\">\n");
    write_lines(&mut markup, map, zoomed, seen, camera.zoom);
    markup.push_str("</g>\n</g>\n");
    markup
}

/// Adds rivers, shores and borders: one path for all lines that look alike.
fn write_lines(
    markup: &mut String,
    map: &'static BaseMap<'static>,
    camera: Camera,
    seen: Px,
    shown_zoom: f64,
) {
    let inks = GroundInks::of(false);
    let lines = view(&mut Tiles::new(map), camera, seen).lines;
    for group in lines.chunk_by(|a, b| a.kind == b.kind) {
        let path: String = group.iter().filter_map(|one| line(&one.points)).collect();
        let Some(first) = group.first().filter(|_| !path.is_empty()) else {
            continue;
        };
        let _ = writeln!(
            markup,
            "<path {} stroke-width=\"{}\" d=\"{path}\"/>",
            color("stroke", inks.line(first.kind)),
            Number(line_width(first.kind, shown_zoom)),
        );
    }
}

fn color(attribute: &str, rgb: Rgb) -> String {
    let n = inks::number(rgb).unwrap_or_default();
    format!("{attribute}=\"var(--c{n})\"")
}

/// The path of a ring, unless nobody would see what it encloses.
fn area(ring: &[Px]) -> Option<String> {
    let box_around = PxRect::hull(ring.iter().copied())?;
    let extent = box_around.max - box_around.min;
    if extent.x.max(extent.y) < SPECK {
        return None;
    }
    let closed: Vec<Px> = ring.iter().chain(ring.first()).copied().collect();
    let mut points = simplified(&closed, TOLERANCE);
    points.pop();
    let path = steps(&points)?;
    Some(format!("{path}z"))
}

fn line(points: &[Px]) -> Option<String> {
    steps(&simplified(points, TOLERANCE))
}

/// Points as whole numbers: the first where it is, each other from the one before it. `None` where nothing is left.
fn steps(points: &[Px]) -> Option<String> {
    let whole = |point: &Px| [point.x.round() as i32, point.y.round() as i32];
    let mut points = points.iter().map(whole);
    let mut last = points.next()?;
    let mut path = format!("M{} {}", last[0], last[1]);
    let mut verb = "l";
    for point in points {
        let step = [point[0] - last[0], point[1] - last[1]];
        if step == [0, 0] {
            continue;
        }
        let (x, y) = (spaced(step[0], verb.is_empty()), spaced(step[1], true));
        // Writing to a string does not fail.
        let _ = write!(path, "{verb}{x}{y}");
        verb = "";
        last = point;
    }
    verb.is_empty().then_some(path)
}

/// A number, with a space before it where nothing else parts it from the one before.
fn spaced(number: i32, follows: bool) -> String {
    match follows && number >= 0 {
        true => format!(" {number}"),
        false => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::LatLon;

    #[test]
    fn a_line_is_written_in_steps_between_whole_pixels() {
        let points = [(1.2, 2.0), (1.3, 2.1), (5.0, -3.0), (4.0, 9.0)].map(|(x, y)| Px::new(x, y));
        assert_eq!(steps(&points).unwrap(), "M1 2l4-5-1 12");
        assert_eq!(steps(&points[..2]), None, "one pixel is no line");
    }

    #[test]
    fn the_ground_is_small_wherever_one_looks() {
        for (lat, lon, zoom) in [
            (20.0, 0.0, 2.0),
            (42.0, 12.0, 5.0),
            (66.0, 15.0, 6.0),
            (60.0, 25.0, 9.0),
        ] {
            let camera = Camera::at(LatLon::new(lat, lon), zoom);
            let markup = ground(camera, Px::new(1000.0, 800.0));
            assert!(
                markup.len() <= MOST_BYTES + 60_000,
                "{lat} {lon} {zoom}: {}",
                markup.len()
            );
            assert!(markup.contains("<path d=\"M"), "{lat} {lon} {zoom}");
            assert!(!markup.contains('#'), "all colours follow the reader's");
        }
    }
}
