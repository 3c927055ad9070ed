//! Gathering: discs that would lie on each other on a map become groups.

use super::WorldPoint;

/// A disc around a point of the projected world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disc {
    /// Its middle.
    pub at: WorldPoint,
    /// Its radius, in pixels.
    pub radius_px: f32,
    /// How much of the distance at which two discs touch this one keeps, 1 for all of it: a disc with 0 is in no group.
    pub share: f32,
}

/// For each disc the one that leads its group, which may be itself, on a map whose world is `world_px` wide.
///
/// Discs come in order of importance. Each joins the most important one that it lies on and that leads; else it leads
/// itself. The answer depends on how large the world is drawn and not on which part of it is seen. Discs on both sides
/// of the antimeridian meet.
///
/// ```
/// use mapalabra::geo::{Disc, LatLon, WorldPoint, leaders};
///
/// let disc = |lon| Disc { at: WorldPoint::from_lat_lon(LatLon::new(0.0, lon)), radius_px: 6.0, share: 1.0 };
/// let discs = [disc(179.5), disc(20.0), disc(-179.5)];
/// assert_eq!(leaders(&discs, 1024.0), [0, 1, 0]);
/// assert_eq!(leaders(&discs, 65536.0), [0, 1, 2]);
/// ```
pub fn leaders(discs: &[Disc], world_px: f64) -> Vec<usize> {
    let widest = discs.iter().map(|disc| disc.radius_px).fold(1.0, f32::max);
    let mut grid = Grid::new(discs.len(), world_px / f64::from(2.0 * widest));
    let mut leaders = Vec::with_capacity(discs.len());
    for (at, disc) in discs.iter().enumerate() {
        let leader = grid
            .around(disc.at)
            .filter(|&other| touch(disc, &discs[other], world_px))
            .min();
        if leader.is_none() && disc.share > 0.0 {
            grid.insert(disc.at, at);
        }
        leaders.push(leader.unwrap_or(at));
    }
    leaders
}

fn touch(a: &Disc, b: &Disc, world_px: f64) -> bool {
    let there = b.at.nearest_to(a.at);
    let distance = (there.x - a.at.x).hypot(there.y - a.at.y) * world_px;
    distance < f64::from((a.radius_px + b.radius_px) * a.share.min(b.share))
}

/// No leader.
const NONE: u32 = u32::MAX;

/// The leaders by the square of the world in which they lie, in a table of chains.
struct Grid {
    n_across: i64,
    first: Vec<u32>,
    next: Vec<u32>,
}

impl Grid {
    /// A grid for so many discs, in squares of which `n_across` go round the world.
    fn new(n_discs: usize, n_across: f64) -> Self {
        Self {
            n_across: (n_across.min(1e9) as i64).max(1),
            first: vec![NONE; (2 * n_discs).next_power_of_two()],
            next: vec![NONE; n_discs],
        }
    }

    fn cell(&self, at: WorldPoint) -> [i64; 2] {
        let side = self.n_across as f64;
        [
            (at.x.rem_euclid(1.0) * side) as i64,
            (at.y.clamp(0.0, 1.0) * side) as i64,
        ]
    }

    fn slot(&self, [column, row]: [i64; 2]) -> usize {
        let column = column.rem_euclid(self.n_across);
        // Odd constants near the golden section spread neighbours over the table.
        let mixed = (column as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
            ^ (row as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
        (mixed >> 20) as usize & (self.first.len() - 1)
    }

    fn insert(&mut self, at: WorldPoint, index: usize) {
        let slot = self.slot(self.cell(at));
        self.next[index] = self.first[slot];
        self.first[slot] = index as u32;
    }

    /// What was put into a square or one of its eight neighbours, and now and then something from elsewhere.
    fn around(&self, at: WorldPoint) -> impl Iterator<Item = usize> + '_ {
        let [column, row] = self.cell(at);
        let cells = (-1..=1).flat_map(move |dy| (-1..=1).map(move |dx| [column + dx, row + dy]));
        cells.flat_map(|cell| {
            let first = self.first[self.slot(cell)];
            let chain =
                std::iter::successors(Some(first), |&at| self.next.get(at as usize).copied());
            chain.take_while(|&at| at != NONE).map(|at| at as usize)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::LatLon;

    fn disc(lat: f64, lon: f64) -> Disc {
        Disc {
            at: WorldPoint::from_lat_lon(LatLon::new(lat, lon)),
            radius_px: 5.0,
            share: 1.0,
        }
    }

    #[test]
    fn the_most_important_one_leads() {
        // At 1024 pixels a degree is 2.8 pixels wide.
        let discs = [
            disc(0.0, 0.0),
            disc(0.0, 6.0),
            disc(0.0, 3.0),
            disc(0.0, 20.0),
        ];
        assert_eq!(leaders(&discs, 1024.0), [0, 1, 0, 3]);
    }

    #[test]
    fn what_stays_apart_neither_joins_nor_leads() {
        let mut discs = [disc(0.0, 0.0), disc(0.0, 0.0), disc(0.0, 0.1)];
        discs[0].share = 0.0;
        assert_eq!(leaders(&discs, 1024.0), [0, 1, 1]);
        discs[1].share = 0.0;
        assert_eq!(leaders(&discs, 1024.0), [0, 1, 2]);
    }

    #[test]
    fn a_disc_that_keeps_half_is_joined_only_from_near() {
        let mut discs = [disc(0.0, 0.0), disc(0.0, 2.5)];
        assert_eq!(leaders(&discs, 1024.0), [0, 0]);
        discs[0].share = 0.5;
        assert_eq!(leaders(&discs, 1024.0), [0, 1]);
    }

    #[test]
    fn they_meet_over_the_antimeridian_and_near_the_poles() {
        let discs = [
            disc(0.0, 180.0),
            disc(0.0, -180.0),
            disc(89.9, 10.0),
            disc(90.0, 10.0),
        ];
        assert_eq!(leaders(&discs, 4096.0), [0, 0, 2, 2]);
    }

    #[test]
    fn the_grid_finds_what_a_plain_search_finds() {
        let mut seed = 5_u64;
        let mut random = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 11) as f64 / (1_u64 << 53) as f64
        };
        let discs: Vec<Disc> = (0..600)
            .map(|_| disc(random() * 160.0 - 80.0, random() * 360.0 - 180.0))
            .collect();
        for world_px in [256.0, 777.0, 5000.0] {
            let mut plain: Vec<usize> = Vec::new();
            for (at, one) in discs.iter().enumerate() {
                let joins =
                    |&other: &usize| plain[other] == other && touch(one, &discs[other], world_px);
                plain.push((0..at).find(joins).unwrap_or(at));
            }
            assert_eq!(leaders(&discs, world_px), plain, "{world_px}");
        }
    }

    #[test]
    fn no_discs_are_no_groups() {
        assert_eq!(leaders(&[], 256.0), Vec::<usize>::new());
    }
}
