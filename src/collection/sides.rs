//! Two articles held against each other: which of them names a place, or states a relation.

use std::collections::BTreeMap;

use super::Aggregate;
use crate::document::{PlaceId, RelationId};
use crate::scene::Side;

/// The sides of everything in an aggregate of two articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sides {
    /// Of each place.
    pub places: BTreeMap<PlaceId, Side>,
    /// Of each relation.
    pub relations: BTreeMap<RelationId, Side>,
}

/// The side of what one of two articles says.
fn side_of(is_second: bool) -> Side {
    match is_second {
        false => Side::First,
        true => Side::Second,
    }
}

impl Sides {
    /// The sides of what an aggregate holds; whatever the article numbered `second` says is of the second side, and all
    /// the rest of the first.
    pub fn of(all: &Aggregate, second: usize) -> Self {
        let mut sides = Self::default();
        for (mention, naming) in all.document.mentions.iter().zip(&all.namings) {
            if let Some(place) = &mention.place {
                sides.note_place(place, naming.article == second);
            }
        }
        for (relation, statements) in all.document.relations.iter().zip(&all.statements) {
            for statement in statements {
                let is_second = statement.article == second;
                let side = side_of(is_second);
                let known = sides.relations.entry(relation.id.clone()).or_insert(side);
                *known = known.and(side);
                for place in [&relation.source, &relation.target]
                    .into_iter()
                    .chain(&relation.via)
                {
                    sides.note_place(place, is_second);
                }
            }
        }
        sides
    }

    fn note_place(&mut self, place: &PlaceId, is_second: bool) {
        let side = side_of(is_second);
        match self.places.get_mut(place) {
            Some(known) => *known = known.and(side),
            None => drop(self.places.insert(place.clone(), side)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Filter;
    use super::super::fixture::members;
    use super::*;

    #[test]
    fn what_one_says_and_what_both_say_is_told_apart() {
        let members = members(&[
            "Lima vende gas a Quito. Lima ataca a Quito.",
            "Lima vende gas a Quito. Bogotá ataca a Quito.",
        ]);
        let all = Aggregate::of(&members, &Filter::default());
        let sides = Sides::of(&all, 1);
        let names = all.document.places.iter();
        let of_places: Vec<_> = names
            .map(|place| (&*place.name, sides.places[&place.id]))
            .collect();
        assert_eq!(
            of_places,
            [
                ("Lima", Side::Both),
                ("Quito", Side::Both),
                ("Bogotá", Side::Second)
            ]
        );
        let relations = all.document.relations.iter();
        let of_relations: Vec<_> = relations.map(|one| sides.relations[&one.id]).collect();
        assert_eq!(of_relations, [Side::Both, Side::First, Side::Second]);
    }
}
