//! Outlines as bytes, read in place: asking whether a point lies within one decodes only the rings around it.
//!
//! ```text
//! u8   1 for an area, 0 for lines
//! u8   unit of its coordinates in ten-thousandths of a degree
//! var  number of rings or lines, and for each:
//!        box   west, south, east, north: i16 each, in hundredths of a degree, rounded outwards
//!        var   bytes of its points: latitude and longitude of the first, then steps from one to the next
//! ```
//!
//! Numbers of varying length (var) have seven bits a byte, the lowest first; those with a sign are folded (0, −1, 1, −2 …).

use super::PlaceIdx;
use crate::asset::u32_at;
use crate::geo::{Bounds, LatLon, Outline, ring};

/// Coordinates of a unit are these many in a degree.
const UNITS_PER_DEGREE: f64 = 1e4;
/// Unit of an outline that is wider or higher than [`SMALL_DEGREES`]: about 500 m.
const COARSE: u8 = 50;
/// Unit of a small outline: about 100 m.
const FINE: u8 = 10;
const SMALL_DEGREES: f64 = 2.0;
/// Boxes are kept in hundredths of a degree.
const BOX_PER_DEGREE: f64 = 100.0;
const BOX_LEN: usize = 8;

/// An item of the index of outlines: the place's number, where its shape starts, and its box.
pub(super) const ITEM_LEN: usize = 8 + BOX_LEN;

pub(super) fn encode_item(place: PlaceIdx, start: u32, shape: &[u8]) -> Vec<u8> {
    let bounds = Shape::at(shape, 0).and_then(|shape| Bounds::covering(shape.boxes()));
    let mut item = place.0.to_le_bytes().to_vec();
    item.extend(start.to_le_bytes());
    item.extend(encode_box(bounds.unwrap_or(EVERYWHERE)));
    item
}

pub(super) fn item_place(item: &[u8]) -> Option<PlaceIdx> {
    u32_at(item, 0).map(PlaceIdx)
}

pub(super) fn item_bounds(item: &[u8]) -> Option<Bounds> {
    decode_box(item.get(8..)?)
}

/// The shape that an item points to.
pub(super) fn item_shape<'g>(item: &[u8], shapes: &'g [u8]) -> Option<Shape<'g>> {
    Shape::at(shapes, u32_at(item, 4)? as usize)
}

const EVERYWHERE: Bounds = Bounds {
    west: -180.0,
    south: -90.0,
    east: 180.0,
    north: 90.0,
};

/// The bytes of an outline; `None` when nothing of it is large enough to be kept.
pub(super) fn encode(outline: &Outline) -> Option<Vec<u8>> {
    let bounds = outline.bounds()?;
    let size = bounds.width().max(bounds.north - bounds.south);
    let unit = if size < SMALL_DEGREES { FINE } else { COARSE };
    let lines: Vec<Vec<u8>> = outline
        .parts()
        .iter()
        .filter_map(|line| encode_line(line, outline.is_area(), unit))
        .collect();
    if lines.is_empty() {
        return None;
    }
    let mut bytes = vec![u8::from(outline.is_area()), unit];
    put_var(&mut bytes, lines.len() as u32);
    bytes.extend(lines.concat());
    Some(bytes)
}

fn encode_line(line: &[LatLon], closed: bool, unit: u8) -> Option<Vec<u8>> {
    let points = on_grid(line, closed, unit);
    if points.len() < if closed { 3 } else { 2 } {
        return None;
    }
    let rounded: Vec<LatLon> = points
        .iter()
        .map(|&(lat, lon)| off_grid(lat, lon, unit))
        .collect();
    let mut steps = Vec::new();
    let mut before = (0, 0);
    for (lat, lon) in points {
        put_var(&mut steps, fold_sign(lat - before.0));
        put_var(&mut steps, fold_sign(lon - before.1));
        before = (lat, lon);
    }
    let mut bytes = encode_box(ring::bounds(&rounded, closed)?).to_vec();
    put_var(&mut bytes, steps.len() as u32);
    bytes.extend(steps);
    Some(bytes)
}

/// The points in units, longitudes running on past ±180°, without repetitions.
fn on_grid(line: &[LatLon], closed: bool, unit: u8) -> Vec<(i32, i32)> {
    let per_degree = UNITS_PER_DEGREE / f64::from(unit);
    let round = |degrees: f64| (degrees * per_degree).round() as i32;
    let mut points: Vec<_> = ring::unrolled(line)
        .iter()
        .map(|point| (round(point.lat), round(point.lon)))
        .collect();
    points.dedup();
    while closed && points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    points
}

fn off_grid(lat: i32, lon: i32, unit: u8) -> LatLon {
    let degrees = |units: i32| f64::from(units) * f64::from(unit) / UNITS_PER_DEGREE;
    LatLon::new(degrees(lat).clamp(-90.0, 90.0), ring::wrap(degrees(lon)))
}

fn encode_box(bounds: Bounds) -> [u8; BOX_LEN] {
    // What lies on the grid but for the error of its binary fraction is not rounded away from it.
    let scaled = |degrees: f64| degrees * BOX_PER_DEGREE;
    let down = |degrees: f64| (scaled(degrees) + 1e-6).floor() as i16;
    let up = |degrees: f64| (scaled(degrees) - 1e-6).ceil() as i16;
    let edges = [
        down(bounds.west),
        down(bounds.south),
        up(bounds.east),
        up(bounds.north),
    ];
    let mut bytes = [0; BOX_LEN];
    for (place, edge) in bytes.chunks_exact_mut(2).zip(edges) {
        place.copy_from_slice(&edge.to_le_bytes());
    }
    bytes
}

fn decode_box(bytes: &[u8]) -> Option<Bounds> {
    let edge = |i: usize| {
        let word = bytes.get(i * 2..i * 2 + 2)?.try_into().ok()?;
        Some(f64::from(i16::from_le_bytes(word)) / BOX_PER_DEGREE)
    };
    Some(Bounds {
        west: edge(0)?,
        south: edge(1)?,
        east: edge(2)?,
        north: edge(3)?,
    })
}

/// An outline in its bytes.
#[derive(Clone, Copy)]
pub(super) struct Shape<'g> {
    closed: bool,
    unit: u8,
    n_lines: u32,
    lines: &'g [u8],
}

impl<'g> Shape<'g> {
    /// The shape that starts at a byte offset.
    pub fn at(bytes: &'g [u8], start: usize) -> Option<Self> {
        let mut bytes = bytes.get(start..)?;
        let closed = take(&mut bytes, 1)? == [1];
        let unit = *take(&mut bytes, 1)?.first()?;
        let n_lines = take_var(&mut bytes)?;
        Some(Self {
            closed,
            unit,
            n_lines,
            lines: bytes,
        })
    }

    /// Each ring or line with its box; stops where the bytes make no sense.
    fn lines(self) -> impl Iterator<Item = (Bounds, Points<'g>)> {
        let mut rest = self.lines;
        (0..self.n_lines).map_while(move |_| {
            let bounds = decode_box(take(&mut rest, BOX_LEN)?)?;
            let len = take_var(&mut rest)? as usize;
            let points = Points {
                bytes: take(&mut rest, len)?,
                unit: self.unit,
                lat: 0,
                lon: 0,
            };
            Some((bounds, points))
        })
    }

    fn boxes(self) -> impl Iterator<Item = Bounds> {
        self.lines().map(|(bounds, _)| bounds)
    }

    /// Whether it is an area.
    pub fn is_area(self) -> bool {
        self.closed
    }

    /// Whether the point lies in the area.
    pub fn contains(self, point: LatLon) -> bool {
        let around = |(bounds, points): &(Bounds, Points<'_>)| {
            bounds.contains(point) && ring::encloses(points.clone(), point)
        };
        self.closed && self.lines().filter(around).count() % 2 == 1
    }

    /// Whether the point lies in the area or within so many kilometres of it, and how far.
    pub fn distance_km(self, point: LatLon, limit_km: f64) -> Option<f64> {
        if self.contains(point) {
            return Some(0.0);
        }
        self.lines()
            .filter(|(bounds, _)| bounds.padded_km(limit_km).contains(point))
            .map(|(_, points)| ring::distance_km(points, self.closed, point))
            .min_by(f64::total_cmp)
            .filter(|&km| km <= limit_km)
    }

    /// All of it, decoded.
    pub fn outline(self) -> Outline {
        let lines = self.lines().map(|(_, points)| points.collect()).collect();
        match self.closed {
            true => Outline::area(lines),
            false => Outline::lines(lines),
        }
    }

    /// Whether all of its bytes can be read.
    pub fn is_sound(self) -> bool {
        let fewest = if self.closed { 3 } else { 2 };
        let read = self.lines().filter(|(_, points)| {
            let mut points = points.clone();
            points.by_ref().count() >= fewest && points.bytes.is_empty()
        });
        self.n_lines > 0 && read.count() == self.n_lines as usize
    }
}

/// The points of one ring or line.
#[derive(Clone)]
struct Points<'g> {
    bytes: &'g [u8],
    unit: u8,
    lat: i32,
    lon: i32,
}

impl Iterator for Points<'_> {
    type Item = LatLon;

    fn next(&mut self) -> Option<LatLon> {
        let lat = unfold_sign(take_var(&mut self.bytes)?);
        let lon = unfold_sign(take_var(&mut self.bytes)?);
        self.lat = self.lat.wrapping_add(lat);
        self.lon = self.lon.wrapping_add(lon);
        Some(off_grid(self.lat, self.lon, self.unit))
    }
}

fn take<'b>(bytes: &mut &'b [u8], len: usize) -> Option<&'b [u8]> {
    let (head, tail) = bytes.split_at_checked(len)?;
    *bytes = tail;
    Some(head)
}

fn put_var(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take_var(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..u32::BITS).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn fold_sign(number: i32) -> u32 {
    ((number << 1) ^ (number >> 31)) as u32
}

fn unfold_sign(number: u32) -> i32 {
    (number >> 1) as i32 ^ -((number & 1) as i32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points(points: &[(f64, f64)]) -> Vec<LatLon> {
        points
            .iter()
            .map(|&(lat, lon)| LatLon::new(lat, lon))
            .collect()
    }

    fn island() -> Outline {
        Outline::area(vec![
            points(&[
                (-16.0, 177.0),
                (-16.0, -179.0),
                (-19.0, -179.0),
                (-19.0, 177.0),
            ]),
            points(&[
                (-17.0, 178.0),
                (-17.0, 179.0),
                (-18.0, 179.0),
                (-18.0, 178.0),
            ]),
        ])
    }

    fn shape(bytes: &[u8]) -> Shape<'_> {
        Shape::at(bytes, 0).unwrap()
    }

    #[test]
    fn an_outline_on_the_grid_reads_back() {
        let bytes = encode(&island()).unwrap();
        assert_eq!(shape(&bytes).outline(), island());
        assert!(shape(&bytes).is_sound());
        let item = encode_item(PlaceIdx(7), 0, &bytes);
        assert_eq!(item_place(&item), Some(PlaceIdx(7)));
        assert_eq!(item_bounds(&item), island().bounds());
    }

    #[test]
    fn points_are_sought_in_the_bytes_as_in_the_outline() {
        let bytes = encode(&island()).unwrap();
        for (lat, lon, inside) in [
            (-18.5, 180.0, true),
            (-17.5, 178.5, false),
            (0.0, 0.0, false),
        ] {
            assert_eq!(
                shape(&bytes).contains(LatLon::new(lat, lon)),
                inside,
                "{lat} {lon}"
            );
        }
        let near = LatLon::new(-15.9, 178.0);
        let distance = shape(&bytes).distance_km(near, 20.0).unwrap();
        assert!((distance - 11.1).abs() < 0.1, "{distance}");
        assert_eq!(shape(&bytes).distance_km(near, 10.0), None);
    }

    #[test]
    fn what_is_too_small_for_the_grid_is_dropped() {
        let dot = points(&[(1.0, 1.0), (1.0, 1.00001), (1.00001, 1.0)]);
        assert_eq!(encode(&Outline::area(vec![dot])), None);
        assert_eq!(encode(&Outline::area(Vec::new())), None);
    }

    #[test]
    fn bytes_cut_short_are_not_sound() {
        let bytes = encode(&island()).unwrap();
        for end in 3..bytes.len() {
            assert!(
                Shape::at(&bytes[..end], 0).is_none_or(|shape| !shape.is_sound()),
                "{end}"
            );
        }
        assert!(Shape::at(&bytes, bytes.len()).is_none());
    }

    proptest! {
        #[test]
        fn decoding_undoes_encoding(
            line in prop::collection::vec((-18_000..=18_000, -35_999..36_000), 2..30),
        ) {
            let line: Vec<(f64, f64)> = line.iter().map(|&(lat, lon)| (f64::from(lat) / 200.0, f64::from(lon) / 200.0)).collect();
            let mut line = points(&line);
            line.dedup();
            let Some(bytes) = encode(&Outline::lines(vec![line.clone()])) else {
                return Ok(());
            };
            let read = shape(&bytes).outline();
            prop_assert_eq!(read.parts()[0].len(), line.len());
            for (read, point) in read.parts()[0].iter().zip(&line) {
                prop_assert!(read.distance_km(*point) < 0.01, "{read:?} {point:?}");
            }
        }

        #[test]
        fn numbers_of_any_length_read_back(number: i32) {
            let mut bytes = Vec::new();
            put_var(&mut bytes, fold_sign(number));
            prop_assert_eq!(take_var(&mut bytes.as_slice()).map(unfold_sign), Some(number));
        }

        #[test]
        fn any_bytes_are_survived(bytes: Vec<u8>, lat in -90.0..90.0, lon in -180.0..180.0) {
            if let Some(shape) = Shape::at(&bytes, 0) {
                let point = LatLon::new(lat, lon);
                let _ = (shape.is_sound(), shape.outline(), shape.contains(point));
                let _ = shape.distance_km(point, 20.0);
            }
        }
    }
}
