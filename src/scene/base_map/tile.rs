//! What lies in one square of the base map, and its bytes.
//!
//! ```text
//! var  number of polygons of land; for each
//! var    number of rings; for each the number of its points, then the points as steps from the one before
//! var  number of borders; for each the number of its points, then the points
//! var  number of rivers; for each its rank (u8), the number of its points, then the points
//! ```

use super::bytes::{Reader, put, put_signed};

/// Side of a square in its own units.
pub const EXTENT: u16 = 4096;

/// A point in units of its square: eastwards and southwards from its north-western corner, 0 to [`EXTENT`].
pub type TilePoint = [u16; 2];

/// An area: its outer ring, then the rings of its holes. A ring does not repeat its first point.
pub type Polygon = Vec<Vec<TilePoint>>;

/// A line that encloses nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// How little it matters, 0 for the greatest rivers.
    pub rank: u8,
    /// From one end to the other.
    pub points: Vec<TilePoint>,
}

/// What lies in one square.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaseTile {
    /// Continents and islands; lakes are holes in them.
    pub land: Vec<Polygon>,
    /// Borders between countries.
    pub borders: Vec<Vec<TilePoint>>,
    /// Rivers.
    pub rivers: Vec<Way>,
}

/// The parts of the rings of polygons that are shores, and not just where the square cuts the area.
pub(super) fn shores(polygons: &[Polygon]) -> Vec<Vec<TilePoint>> {
    let mut shores = Vec::new();
    for ring in polygons.iter().flatten() {
        shores_of(ring, &mut shores);
    }
    shores
}

/// Splits a ring where it runs along the edge of the square.
fn shores_of(ring: &[TilePoint], shores: &mut Vec<Vec<TilePoint>>) {
    let n_points = ring.len();
    let next = |at: usize| ring[(at + 1) % n_points];
    let cut = (0..n_points).find(|&at| is_cut(ring[at], next(at)));
    let Some(cut) = cut else {
        let closed = ring.iter().chain(ring.first());
        shores.push(closed.copied().collect());
        return;
    };
    let mut shore = Vec::new();
    for at in (cut + 1..=cut + n_points).map(|at| at % n_points) {
        shore.push(ring[at]);
        if is_cut(ring[at], next(at)) {
            let done = std::mem::take(&mut shore);
            shores.extend((done.len() > 1).then_some(done));
        }
    }
}

/// Whether both points lie on the same edge of the square.
fn is_cut(from: TilePoint, to: TilePoint) -> bool {
    (0..2).any(|axis| from[axis] == to[axis] && [0, EXTENT].contains(&from[axis]))
}

impl BaseTile {
    /// Whether nothing lies there but sea.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Its bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.polygons(&self.land);
        put(&mut writer.bytes, self.borders.len() as u32);
        self.borders.iter().for_each(|border| writer.line(border));
        put(&mut writer.bytes, self.rivers.len() as u32);
        for river in &self.rivers {
            writer.bytes.push(river.rank);
            writer.line(&river.points);
        }
        writer.bytes
    }

    /// Reads the bytes of a square; `None` where they make no sense.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut reader = TileReader {
            bytes: Reader(bytes),
            at: [0, 0],
        };
        let tile = Self {
            land: reader.list(TileReader::polygon)?,
            borders: reader.list(TileReader::line)?,
            rivers: reader.list(TileReader::way)?,
        };
        reader.bytes.0.is_empty().then_some(tile)
    }
}

#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    at: TilePoint,
}

impl Writer {
    fn polygons(&mut self, polygons: &[Polygon]) {
        put(&mut self.bytes, polygons.len() as u32);
        for rings in polygons {
            put(&mut self.bytes, rings.len() as u32);
            rings.iter().for_each(|ring| self.line(ring));
        }
    }

    fn line(&mut self, points: &[TilePoint]) {
        put(&mut self.bytes, points.len() as u32);
        for &point in points {
            for (axis, to) in point.into_iter().enumerate() {
                put_signed(&mut self.bytes, i32::from(to) - i32::from(self.at[axis]));
            }
            self.at = point;
        }
    }
}

struct TileReader<'a> {
    bytes: Reader<'a>,
    at: TilePoint,
}

impl TileReader<'_> {
    fn list<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.bytes.count()?;
        (0..count).map(|_| one(self)).collect()
    }

    fn polygon(&mut self) -> Option<Polygon> {
        self.list(Self::line)
    }

    fn way(&mut self) -> Option<Way> {
        Some(Way {
            rank: self.bytes.byte()?,
            points: self.line()?,
        })
    }

    fn line(&mut self) -> Option<Vec<TilePoint>> {
        self.list(Self::point)
    }

    fn point(&mut self) -> Option<TilePoint> {
        for axis in 0..2 {
            let to = self.bytes.signed()?.checked_add(i32::from(self.at[axis]))?;
            self.at[axis] = u16::try_from(to).ok().filter(|&to| to <= EXTENT)?;
        }
        Some(self.at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SQUARE: [TilePoint; 4] = [[0, 0], [EXTENT, 0], [EXTENT, EXTENT], [0, EXTENT]];

    fn tile() -> BaseTile {
        BaseTile {
            land: vec![vec![SQUARE.to_vec(), vec![[9, 9], [8, 8], [7, 9]]]],
            borders: vec![vec![[0, 7], [4000, 9]]],
            rivers: vec![Way {
                rank: 3,
                points: vec![[5, 5], [6, 6], [7, 5]],
            }],
        }
    }

    #[test]
    fn what_was_encoded_is_decoded() {
        assert_eq!(BaseTile::decode(&tile().encode()), Some(tile()));
        let empty = BaseTile::default();
        assert_eq!(BaseTile::decode(&empty.encode()), Some(empty));
    }

    #[test]
    fn cut_short_it_is_refused() {
        let bytes = tile().encode();
        for length in 0..bytes.len() {
            assert_eq!(BaseTile::decode(&bytes[..length]), None, "{length}");
        }
    }

    #[test]
    fn the_edge_of_the_square_is_no_shore() {
        assert_eq!(shores(&tile().land), [[[9, 9], [8, 8], [7, 9], [9, 9]]]);
        let of = |ring: Vec<TilePoint>| shores(&[vec![ring]]);
        assert_eq!(of(SQUARE.to_vec()), Vec::<Vec<TilePoint>>::new());
        let half = vec![[0, 0], [EXTENT, 0], [4000, 300], [0, 500]];
        assert_eq!(of(half), [[[EXTENT, 0], [4000, 300], [0, 500]]]);
    }

    #[test]
    fn the_shore_of_an_island_closes() {
        let island = vec![[10, 10], [20, 10], [15, 4000]];
        let shore = [[10, 10], [20, 10], [15, 4000], [10, 10]];
        assert_eq!(shores(&[vec![island]]), [shore]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            if let Some(tile) = BaseTile::decode(&bytes) {
                shores(&tile.land);
            }
        }
    }
}
