//! Where labels go: beside their marker, over nothing else.

use super::{Px, PxRect};

/// Side of the cells that obstacles are kept in, in pixels.
const CELL_PX: f32 = 64.0;
/// Gap between a marker and its label, in pixels.
const GAP_PX: f32 = 4.5;

/// A map on which labels are put one after another, the most important first.
///
/// Boxes block: no label may touch one. Points (of arrows) are only avoided where there is a choice.
#[derive(Clone, Debug)]
pub struct LabelBoard {
    size: Px,
    n_columns: usize,
    cells: Vec<Cell>,
}

#[derive(Clone, Debug, Default)]
struct Cell {
    blocks: Vec<PxRect>,
    points: Vec<Px>,
}

/// The side of a marker that a label stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelSpot {
    /// Right of it.
    East,
    /// Above it.
    North,
    /// Below it.
    South,
    /// Left of it.
    West,
    /// Above and right.
    NorthEast,
    /// Below and right.
    SouthEast,
    /// Above and left.
    NorthWest,
    /// Below and left.
    SouthWest,
}

impl LabelSpot {
    /// All of them, the most pleasant to read first.
    pub const ALL: [Self; 8] = [
        Self::East,
        Self::North,
        Self::South,
        Self::West,
        Self::NorthEast,
        Self::SouthEast,
        Self::NorthWest,
        Self::SouthWest,
    ];

    /// The box of a label of this size at this side of a marker.
    fn rect(self, marker: Px, radius: f32, size: Px) -> PxRect {
        let (straight, diagonal) = (radius + GAP_PX, radius * 0.75 + 1.5);
        let (x, y) = match self {
            Self::East => (straight, -size.y / 2.0),
            Self::West => (-straight - size.x, -size.y / 2.0),
            Self::North => (-size.x / 2.0, -straight - size.y + 1.0),
            Self::South => (-size.x / 2.0, straight - 1.0),
            Self::NorthEast => (diagonal, -diagonal - size.y),
            Self::SouthEast => (diagonal, diagonal),
            Self::NorthWest => (-diagonal - size.x, -diagonal - size.y),
            Self::SouthWest => (-diagonal - size.x, diagonal),
        };
        PxRect::from_min_size(marker + Px::new(x, y), size)
    }
}

impl LabelBoard {
    /// An empty board of this size.
    pub fn new(size: Px) -> Self {
        let n_cells = |side: f32| (side / CELL_PX).ceil().max(1.0) as usize;
        let n_columns = n_cells(size.x);
        Self {
            size,
            n_columns,
            cells: vec![Cell::default(); n_columns * n_cells(size.y)],
        }
    }

    /// Nothing may be put over this box any more.
    pub fn block(&mut self, rect: PxRect) {
        for at in self.cells_of(rect) {
            self.cells[at].blocks.push(rect);
        }
    }

    /// Labels keep off this point where they can.
    pub fn avoid(&mut self, point: Px) {
        if let Some(at) = self.cells_of(PxRect::new(point, point)).next() {
            self.cells[at].points.push(point);
        }
    }

    /// Whether a box lies on the board and touches nothing that blocks.
    pub fn is_free(&self, rect: PxRect) -> bool {
        PxRect::new(Px::ZERO, self.size).holds(rect)
            && self.cells_of(rect).all(|at| {
                !self.cells[at]
                    .blocks
                    .iter()
                    .any(|block| block.overlaps(rect))
            })
    }

    /// How many of the points to avoid lie in a box.
    pub fn n_points_in(&self, rect: PxRect) -> usize {
        self.cells_of(rect)
            .flat_map(|at| &self.cells[at].points)
            .filter(|&&point| rect.contains(point))
            .count()
    }

    /// The box of a label beside a marker, on its best free side; `None` when there is none.
    pub fn room_beside(&self, marker: Px, radius: f32, size: Px) -> Option<PxRect> {
        LabelSpot::ALL
            .into_iter()
            .enumerate()
            .map(|(order, spot)| (spot.rect(marker, radius, size), order))
            .filter(|&(rect, _)| self.is_free(rect))
            .min_by_key(|&(rect, order)| 2 * self.n_points_in(rect) + order)
            .map(|(rect, _)| rect)
    }

    /// The cells that a box touches, clamped to the board.
    fn cells_of(&self, rect: PxRect) -> impl Iterator<Item = usize> + use<> {
        let n_columns = self.n_columns;
        let n_rows = self.cells.len() / n_columns;
        let index = |at: f32, n: usize| ((at / CELL_PX).max(0.0) as usize).min(n - 1);
        let columns = index(rect.min.x, n_columns)..=index(rect.max.x, n_columns);
        (index(rect.min.y, n_rows)..=index(rect.max.y, n_rows))
            .flat_map(move |row| columns.clone().map(move |column| row * n_columns + column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOARD: Px = Px::new(400.0, 300.0);
    const LABEL: Px = Px::new(60.0, 14.0);

    #[test]
    fn labels_never_overlap_and_the_first_one_has_the_choice() {
        let mut board = LabelBoard::new(BOARD);
        let placed: Vec<PxRect> = (0..30)
            .filter_map(|n| {
                let marker = Px::new(150.0 + (n % 6) as f32 * 9.0, 120.0 + (n / 6) as f32 * 9.0);
                let rect = board.room_beside(marker, 5.0, LABEL)?;
                board.block(rect);
                Some(rect)
            })
            .collect();
        assert!(placed.len() >= 4, "{}", placed.len());
        assert!(placed[0].min.x > 150.0, "the first stands to the right");
        for (n, one) in placed.iter().enumerate() {
            assert!(placed[n + 1..].iter().all(|other| !one.overlaps(*other)));
        }
    }

    #[test]
    fn no_label_leaves_the_map() {
        let board = LabelBoard::new(BOARD);
        let rect = board
            .room_beside(Px::new(395.0, 150.0), 5.0, LABEL)
            .unwrap();
        assert!(rect.max.x <= 400.0);
        assert_eq!(board.room_beside(Px::new(-200.0, 150.0), 5.0, LABEL), None);
    }

    #[test]
    fn an_arrow_is_avoided_where_there_is_a_choice() {
        let mut board = LabelBoard::new(BOARD);
        let marker = Px::new(200.0, 150.0);
        for step in 0..10 {
            board.avoid(marker + Px::new(10.0 + step as f32 * 4.0, 0.0));
        }
        let rect = board.room_beside(marker, 5.0, LABEL).unwrap();
        assert_eq!(board.n_points_in(rect), 0);
    }

    #[test]
    fn blocks_across_cells_are_seen_from_each() {
        let mut board = LabelBoard::new(BOARD);
        board.block(PxRect::new(Px::new(10.0, 10.0), Px::new(390.0, 290.0)));
        assert!(!board.is_free(PxRect::from_min_size(Px::new(200.0, 150.0), LABEL)));
        assert!(board.is_free(PxRect::from_min_size(
            Px::new(300.0, 291.0),
            Px::new(5.0, 5.0)
        )));
    }
}
