//! How a person has arranged the lists, as the settings remember it.

use serde::{Deserialize, Serialize};

use super::Lists;
use super::order::Order;
use super::section::Section;

/// The arrangement of all the lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// What is typed into the filter.
    pub filter: String,
    /// The list of places.
    pub places: KeptList,
    /// The list of people and organisations.
    pub actors: KeptList,
    /// The list of relations.
    pub relations: KeptList,
}

/// The arrangement of one list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptList {
    /// The order of its rows; the usual one when not set.
    pub order: Option<Order>,
    /// Whether only its title is shown.
    pub is_folded: bool,
}

impl Lists {
    /// The lists as they were arranged before.
    pub fn arranged(kept: &Kept) -> Self {
        let mut lists = Self::default();
        lists.filter.set(&kept.filter);
        for (section, kept) in [
            (&mut lists.places, kept.places),
            (&mut lists.actors, kept.actors),
            (&mut lists.relations, kept.relations),
        ] {
            section.restore(kept);
        }
        lists
    }

    /// How they are arranged now.
    pub fn kept(&self) -> Kept {
        Kept {
            filter: self.filter.text().to_owned(),
            places: self.places.kept(),
            actors: self.actors.kept(),
            relations: self.relations.kept(),
        }
    }
}

impl Section {
    fn restore(&mut self, kept: KeptList) {
        self.is_folded = kept.is_folded;
        self.order = kept
            .order
            .filter(|order| self.orders.contains(order))
            .unwrap_or(self.order);
    }

    fn kept(&self) -> KeptList {
        KeptList {
            order: (self.orders.first() != Some(&self.order)).then_some(self.order),
            is_folded: self.is_folded,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrangement_comes_back_and_an_order_that_a_list_does_not_have_is_left_out() {
        let kept = Kept {
            filter: "rot".to_owned(),
            places: KeptList {
                order: Some(Order::Name),
                is_folded: true,
            },
            relations: KeptList {
                order: Some(Order::Name),
                is_folded: false,
            },
            ..Kept::default()
        };
        let found = Lists::arranged(&kept).kept();
        assert_eq!(found.relations, KeptList::default(), "it has no such order");
        assert_eq!(found.places, kept.places);
        assert_eq!(found.filter, kept.filter);
        assert_eq!(Lists::default().kept(), Kept::default());
    }
}
