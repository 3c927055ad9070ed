//! Which rings are shores of land and which are holes in it.

use mapalabra::geo::WorldPoint;

use crate::Line;

/// The box around points: west, north, east, south.
#[derive(Clone, Copy)]
pub struct Extent(pub [f64; 4]);

impl Extent {
    pub fn of(line: &[WorldPoint]) -> Self {
        let infinite = f64::INFINITY;
        let start = [infinite, infinite, -infinite, -infinite];
        Self(line.iter().fold(start, |[west, north, east, south], at| {
            [
                west.min(at.x),
                north.min(at.y),
                east.max(at.x),
                south.max(at.y),
            ]
        }))
    }

    /// The longer side.
    pub fn size(self) -> f64 {
        let Self([west, north, east, south]) = self;
        (east - west).max(south - north)
    }

    pub fn overlaps(self, other: Self) -> bool {
        let (a, b) = (self.0, other.0);
        a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
    }

    fn holds(self, at: WorldPoint) -> bool {
        let Self([west, north, east, south]) = self;
        (west..=east).contains(&at.x) && (north..=south).contains(&at.y)
    }
}

/// An area with its holes.
pub struct Polygon {
    pub extent: Extent,
    /// The outer ring first.
    pub rings: Vec<Line>,
}

/// Sorts rings: one within an even number of others is the outer ring of a polygon, the others are holes of the
/// smallest one around them.
pub fn polygons(rings: Vec<Line>) -> Vec<Polygon> {
    let extents: Vec<Extent> = rings.iter().map(|ring| Extent::of(ring)).collect();
    let around = |at: usize| -> Vec<usize> {
        let point = rings[at][0];
        let holds = |&other: &usize| {
            other != at && extents[other].holds(point) && encloses(&rings[other], point)
        };
        (0..rings.len()).filter(holds).collect()
    };
    let around: Vec<Vec<usize>> = (0..rings.len()).map(around).collect();
    let is_outer = |at: usize| around[at].len().is_multiple_of(2);
    let owner = |at: usize| {
        let outer = around[at].iter().copied().filter(|&other| is_outer(other));
        outer.min_by(|&a, &b| extents[a].size().total_cmp(&extents[b].size()))
    };
    let owners: Vec<Option<usize>> = (0..rings.len())
        .map(|at| if is_outer(at) { Some(at) } else { owner(at) })
        .collect();
    (0..rings.len())
        .filter(|&at| is_outer(at))
        .map(|at| {
            let holes = (0..rings.len()).filter(|&hole| hole != at && owners[hole] == Some(at));
            let rings = [at].into_iter().chain(holes).map(|at| rings[at].clone());
            Polygon {
                extent: extents[at],
                rings: rings.collect(),
            }
        })
        .collect()
}

fn encloses(ring: &[WorldPoint], point: WorldPoint) -> bool {
    let before = ring.iter().cycle().skip(ring.len() - 1);
    let crossings = before.zip(ring).filter(|(a, b)| {
        (a.y > point.y) != (b.y > point.y)
            && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x
    });
    crossings.count() % 2 == 1
}
