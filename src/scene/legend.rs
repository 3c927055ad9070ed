//! What a legend has to explain: the kinds of relation on the map, and what their lines say beside the kind.

use crate::extract::RelationKind;

use super::{Arrow, Scene};

/// A kind of relation with the number of arrows that show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegendEntry {
    /// The kind.
    pub kind: RelationKind,
    /// How many arrows, a route being one.
    pub n_arrows: usize,
}

/// What the line of an arrow says, whatever its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineNote {
    /// The text says that it does not happen.
    Negated,
    /// It is planned, wished, possible or asked.
    Hypothetical,
    /// It goes by way of other places.
    Routed,
}

/// The kinds present, in the order of [`RelationKind::ALL`].
pub(super) fn entries(arrows: &[Arrow]) -> Vec<LegendEntry> {
    let is_counted = |arrow: &&Arrow| !arrow.passage.goes_on;
    let n_arrows = |kind| {
        let of_kind = arrows.iter().filter(|arrow| arrow.kind == kind);
        of_kind.filter(is_counted).count()
    };
    RelationKind::ALL
        .into_iter()
        .map(|kind| LegendEntry {
            kind,
            n_arrows: n_arrows(kind),
        })
        .filter(|entry| entry.n_arrows > 0)
        .collect()
}

impl Scene {
    /// What the lines say of the arrows that are shown.
    pub fn notes(&self, is_shown: impl Fn(&Arrow) -> bool) -> Vec<LineNote> {
        let any = |holds: fn(&Arrow) -> bool| {
            let mut shown = self.arrows.iter().filter(|arrow| is_shown(arrow));
            shown.any(holds)
        };
        let notes = [
            (LineNote::Negated, any(|arrow| arrow.negated)),
            (
                LineNote::Hypothetical,
                any(|arrow| arrow.hypothetical && !arrow.negated),
            ),
            (LineNote::Routed, any(|arrow| arrow.passage.is_of_route())),
        ];
        let present = notes.into_iter().filter(|(_, is_there)| *is_there);
        present.map(|(note, _)| note).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{document, relate};
    use super::*;
    use crate::document::PlaceId;

    #[test]
    fn the_legend_counts_arrows_in_the_order_of_the_kinds() {
        let mut document = document(&[("A", 1.0, 2.0, 1), ("B", 3.0, 4.0, 3)]);
        relate(&mut document, 1, 2, RelationKind::Conflict);
        relate(&mut document, 1, 2, RelationKind::Movement);
        relate(&mut document, 2, 1, RelationKind::Movement);
        let legend = Scene::new(&document).legend;
        let counts: Vec<_> = legend
            .iter()
            .map(|entry| (entry.kind, entry.n_arrows))
            .collect();
        assert_eq!(
            counts,
            [(RelationKind::Movement, 2), (RelationKind::Conflict, 1)]
        );
    }

    #[test]
    fn only_what_is_shown_is_explained() {
        let mut document = document(&[("A", 1.0, 2.0, 1), ("B", 3.0, 4.0, 3), ("C", 5.0, 9.0, 1)]);
        relate(&mut document, 1, 2, RelationKind::Conflict).negated = true;
        let route = relate(&mut document, 1, 3, RelationKind::Movement);
        route.via.push(PlaceId::numbered(2));
        let scene = Scene::new(&document);
        assert_eq!(scene.notes(|_| true), [LineNote::Negated, LineNote::Routed]);
        assert_eq!(
            scene.notes(|arrow| arrow.kind == RelationKind::Movement),
            [LineNote::Routed]
        );
    }
}
