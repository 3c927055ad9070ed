//! Areas cut into triangles, as graphics cards want them.

use super::tile::{Polygon, TilePoint};

/// Areas as triangles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Triangles {
    /// The corners.
    pub points: Vec<TilePoint>,
    /// Indices into the points, three a triangle.
    pub corners: Vec<u32>,
}

impl Triangles {
    /// Cuts polygons into triangles. What is no area (a ring of two points, one that crosses itself) is left out as far
    /// as it is none.
    pub fn of(polygons: &[Polygon]) -> Self {
        let mut all = Self::default();
        polygons.iter().for_each(|polygon| all.add(polygon));
        all
    }

    fn add(&mut self, rings: &Polygon) {
        let coordinates: Vec<f32> = rings
            .iter()
            .flatten()
            .flatten()
            .map(|&at| f32::from(at))
            .collect();
        let Some((_, inner)) = rings.split_last() else {
            return;
        };
        let mut holes = Vec::new();
        let mut start = 0;
        for ring in inner {
            start += ring.len();
            holes.push(start);
        }
        let Ok(corners) = earcutr::earcut(&coordinates, &holes, 2) else {
            return;
        };
        let first = self.points.len() as u32;
        self.corners
            .extend(corners.iter().map(|&corner| corner as u32 + first));
        self.points.extend(rings.iter().flatten());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twice the area that the triangles cover.
    fn area(triangles: &Triangles) -> i64 {
        let corner = |at: u32| triangles.points[at as usize].map(i64::from);
        let twice = |at: &[u32]| {
            let [[ax, ay], [bx, by], [cx, cy]] = [corner(at[0]), corner(at[1]), corner(at[2])];
            ((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)).abs()
        };
        triangles.corners.chunks_exact(3).map(twice).sum()
    }

    #[test]
    fn triangles_cover_the_area_and_leave_out_the_hole() {
        let outer = vec![[0, 0], [100, 0], [100, 100], [50, 20], [0, 100]];
        let hole = vec![[40, 5], [60, 5], [50, 15]];
        let triangles = Triangles::of(&[vec![outer.clone()]]);
        assert_eq!(area(&triangles), 2 * (10_000 - 4_000));
        assert_eq!(triangles.corners.len(), 9);
        let holed = Triangles::of(&[vec![outer, hole]]);
        assert_eq!(area(&holed), 2 * (6_000 - 100));
    }

    #[test]
    fn what_encloses_nothing_gives_no_triangle() {
        for polygon in [
            vec![],
            vec![vec![]],
            vec![vec![[1, 1], [2, 2]]],
            vec![vec![[1, 1]], vec![]],
        ] {
            assert_eq!(Triangles::of(&[polygon]).corners, Vec::<u32>::new());
        }
    }
}
