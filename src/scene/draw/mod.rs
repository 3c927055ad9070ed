//! How a laid-out scene is drawn: arrows, then markers, on any [`Canvas`]. The window and the pictures share it.

mod arrow;
mod bead;
mod canvas;
mod marker;
mod sample;
mod side;
mod track;

pub use arrow::{BrokenLine, Detail, broken_line, draw_arrow};
pub use canvas::{Canvas, Paint, dash_period};
pub use marker::{BADGE_SIGN_PX, badge, circle, draw_dot, draw_marker, draw_shape};

pub use side::draw_side;

pub use sample::{draw_note_sample, draw_sample, note_style};
pub use track::{draw_badges, draw_legs, draw_stop_sample, draw_track_sample, track_paint};

use crate::extract::RelationKind;
use crate::geo::Px;

use super::{Arrow, Layout, Scene};

/// From so many markers on, they are thinned out and drawn as dots.
const CROWD_OF_MARKERS: usize = 400;
/// From so many arrows on, they are drawn without casings, and the weaker ones as hairs.
const CROWD_OF_ARROWS: usize = 250;
/// In a crowd, one marker is drawn for each square of this side, in pixels.
const THINNING_CELL_PX: f32 = 14.0;

/// What stands out: from what steps back to what was chosen. The strongest reason wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Something else is selected.
    Faded,
    /// Drawn, but never loud: where a place lies.
    Quiet,
    /// As usual.
    Normal,
    /// Under the pointer, or linked to what is selected.
    Lit,
    /// Selected.
    Chosen,
}

impl Weight {
    /// Opacity of lines and shapes.
    pub fn opacity(self) -> f32 {
        match self {
            Self::Faded => 0.35,
            Self::Quiet => 0.5,
            Self::Normal => 0.9,
            Self::Lit | Self::Chosen => 1.0,
        }
    }

    /// The weight of an arrow while nothing is selected or pointed at.
    pub fn at_rest(arrow: &Arrow) -> Self {
        match arrow.kind {
            RelationKind::Location => Self::Quiet,
            _ => Self::Normal,
        }
    }
}

/// The pieces of arrows in the order of drawing, each with the care it gets: the weakest first, so that what matters
/// lies on top. `weight` answers for an index into [`Scene::arrows`].
pub fn arrows_in_order(layout: &Layout, weight: impl Fn(usize) -> Weight) -> Vec<(usize, Detail)> {
    let weigh = |at: usize| weight(layout.pieces[at].arrow);
    let mut order: Vec<usize> = (0..layout.pieces.len()).rev().collect();
    order.sort_by_key(|&at| weigh(at));
    order
        .into_iter()
        .map(|at| (at, detail(at, layout.pieces.len(), weigh(at))))
        .collect()
}

/// How carefully to draw the arrow at this rank among so many.
fn detail(rank: usize, n_pieces: usize, weight: Weight) -> Detail {
    if n_pieces <= CROWD_OF_ARROWS || weight >= Weight::Lit {
        Detail::Full
    } else if rank < CROWD_OF_ARROWS {
        Detail::Crowded
    } else {
        Detail::Hair
    }
}

/// Whether there are so many markers that they are drawn as dots.
pub fn is_crowded(layout: &Layout) -> bool {
    layout.visible.len() > CROWD_OF_MARKERS
}

/// The markers to draw, the most important first: all, or one a square in a crowd. What stands out is always drawn.
pub fn shown_markers(layout: &Layout, size: Px, weight: impl Fn(usize) -> Weight) -> Vec<usize> {
    if !is_crowded(layout) {
        return layout.visible.clone();
    }
    let n_cells = |side: f32| (side / THINNING_CELL_PX).ceil().max(1.0) as usize;
    let (n_columns, n_rows) = (n_cells(size.x), n_cells(size.y));
    let mut is_taken = vec![false; n_columns * n_rows];
    let mut takes_cell = |at: usize| {
        let center = layout.centers[at];
        let index = |side: f32, n: usize| ((side / THINNING_CELL_PX).max(0.0) as usize).min(n - 1);
        let cell = index(center.y, n_rows) * n_columns + index(center.x, n_columns);
        !std::mem::replace(&mut is_taken[cell], true)
    };
    let visible = layout.visible.iter().copied();
    visible
        .filter(|&at| takes_cell(at) || weight(at) >= Weight::Lit)
        .collect()
}

/// The markers in the order of drawing: the largest first, so that none is hidden by another.
pub fn markers_in_order(scene: &Scene, shown: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = shown.iter().rev().copied().collect();
    let radius = |at: usize| scene.markers[at].radius;
    order.sort_by(|&a, &b| radius(b).total_cmp(&radius(a)));
    order
}
