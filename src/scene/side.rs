//! Two articles on one map: which of them says what, told apart by colour and by a sign.

use super::Scene;
use super::style::{Ink, side_ink};
use crate::document::{PlaceId, RelationId};

/// Which of two articles says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The first alone.
    First,
    /// The second alone.
    Second,
    /// Both.
    Both,
}

impl Side {
    /// All sides, in the order of a legend.
    pub const ALL: [Self; 3] = [Self::First, Self::Second, Self::Both];

    /// The side of what two sides say.
    pub fn and(self, other: Self) -> Self {
        match self == other {
            true => self,
            false => Self::Both,
        }
    }

    /// The side of what one says and what perhaps another one says.
    pub(super) fn joined(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        match (one, other) {
            (Some(one), Some(other)) => Some(one.and(other)),
            (one, other) => one.or(other),
        }
    }

    /// The letters that stand for it.
    pub fn letters(self) -> &'static str {
        match self {
            Self::First => "A",
            Self::Second => "B",
            Self::Both => "AB",
        }
    }

    /// Its colour.
    pub fn ink(self) -> Ink {
        side_ink(self)
    }
}

impl Scene {
    /// The scene with everything in the colour of its side.
    pub fn with_sides(
        mut self,
        of_place: impl Fn(&PlaceId) -> Option<Side>,
        of_relation: impl Fn(&RelationId) -> Option<Side>,
    ) -> Self {
        for marker in &mut self.markers {
            marker.side = of_place(&marker.place);
        }
        for arrow in &mut self.arrows {
            let sides = arrow.relations.iter().map(&of_relation);
            arrow.side = sides.fold(None, Side::joined);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::super::Gathering;
    use super::super::fixture::{document, relate};
    use super::*;
    use crate::extract::RelationKind;

    #[test]
    fn an_arrow_of_both_is_of_both_and_so_is_a_cluster() {
        let mut document = document(&[
            ("A", 0.0, 0.0, 2),
            ("B", 0.0, 0.01, 1),
            ("C", 30.0, 60.0, 1),
        ]);
        relate(&mut document, 1, 3, RelationKind::Trade);
        relate(&mut document, 1, 3, RelationKind::Trade);
        relate(&mut document, 2, 3, RelationKind::Trade);
        let second = PlaceId::numbered(2);
        let scene = Scene::new(&document).with_sides(
            |place| {
                Some(if *place == second {
                    Side::Second
                } else {
                    Side::First
                })
            },
            |relation| {
                Some(if relation.0.ends_with('2') {
                    Side::Second
                } else {
                    Side::First
                })
            },
        );
        let sides: Vec<_> = scene.arrows.iter().map(|arrow| arrow.side).collect();
        assert_eq!(sides, [Some(Side::Both), Some(Side::First)]);
        let gathered = scene.gathered(Gathering::at_rest(2.0));
        let cluster = gathered
            .markers
            .iter()
            .find(|marker| marker.is_cluster())
            .unwrap();
        assert_eq!(cluster.side, Some(Side::Both));
    }
}
