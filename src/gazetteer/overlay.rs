//! A person's own places, laid over the gazetteer of the program. Their numbers, and those of their names, follow the ones
//! below.

use fst::Streamer as _;

use super::{Gazetteer, GazetteerSource, NameKey, NameMatch, NameRef, PlaceIdx};

/// The own places and how they join those below.
pub(super) struct Overlay {
    /// The own places, compiled as the others are.
    pub layer: Gazetteer,
    n_places_below: u32,
    n_names_below: u32,
    /// For each own name the same one below, where it is there too.
    twins: Vec<Option<NameKey>>,
    /// Places below that an own one stands in for, each with that one, in the order of the former.
    stand_ins: Vec<(PlaceIdx, PlaceIdx)>,
    /// The same pairs with the own one first.
    formers: Vec<(PlaceIdx, PlaceIdx)>,
}

impl Overlay {
    pub fn new(below: &Gazetteer, layer: Gazetteer) -> Self {
        let (n_places_below, n_names_below) = (below.n_below(), below.n_names() as u32);
        let mut stand_ins: Vec<_> = layer
            .places()
            .filter_map(|own| {
                let place = layer.place(own);
                let known = below.by_source(place.source(), &place.source_id())?;
                Some((known, PlaceIdx(own.0 + n_places_below)))
            })
            .collect();
        stand_ins.sort();
        let mut formers: Vec<_> = stand_ins.iter().map(|&(known, own)| (own, known)).collect();
        formers.sort();
        Self {
            twins: twins(below, &layer),
            layer,
            n_places_below,
            n_names_below,
            stand_ins,
            formers,
        }
    }

    /// How many places there are more than below.
    pub fn n_added_places(&self) -> usize {
        self.layer.len() - self.stand_ins.len()
    }

    /// How many names there are more than below.
    pub fn n_added_names(&self) -> usize {
        self.twins.iter().filter(|twin| twin.is_none()).count()
    }

    /// The own place that stands in for one below, or else the place itself.
    pub fn current(&self, place: PlaceIdx) -> PlaceIdx {
        second(&self.stand_ins, place).unwrap_or(place)
    }

    /// The place below that an own one stands in for.
    pub fn former(&self, own: PlaceIdx) -> Option<PlaceIdx> {
        second(&self.formers, own)
    }

    /// The layer of own places and the number there, if the place is one of them.
    pub fn here(&self, place: PlaceIdx) -> Option<(&Gazetteer, PlaceIdx)> {
        let number = place.0.checked_sub(self.n_places_below)?;
        Some((&self.layer, PlaceIdx(number)))
    }

    /// The key of an own name.
    pub fn key(&self, folded: &str) -> Option<NameKey> {
        self.layer.key_below(folded).map(|key| self.above(key))
    }

    /// The same name below.
    pub fn key_below(&self, key: NameKey) -> Option<NameKey> {
        match key.0.checked_sub(self.n_names_below) {
            None => Some(key),
            Some(number) => self.twins.get(number as usize).copied().flatten(),
        }
    }

    /// The own entries that a key stands for.
    pub fn refs(&self, key: NameKey) -> impl Iterator<Item = NameRef> + '_ {
        let number = key.0.checked_sub(self.n_names_below);
        number
            .into_iter()
            .flat_map(|number| self.layer.refs_below(NameKey(number)))
            .map(|name| NameRef {
                place: PlaceIdx(name.place.0 + self.n_places_below),
                ..name
            })
    }

    /// What a reference below leads to; `None` where the own entries of the key lead there already.
    pub fn unless_own(&self, key: NameKey, below: NameRef) -> Option<NameRef> {
        let place = self.current(below.place);
        let is_there = place != below.place && self.refs(key).any(|name| name.place == place);
        (!is_there).then_some(NameRef { place, ..below })
    }

    /// The place with an identifier, own or below but stood in for.
    pub fn by_source(&self, source: GazetteerSource, id: &str) -> Option<PlaceIdx> {
        let own = self.layer.by_source(source, id)?;
        Some(PlaceIdx(own.0 + self.n_places_below))
    }

    /// Names found below with own ones among them, in the order of the text; of two in the same place the own one, which
    /// stands for both.
    pub fn over(&self, below: Vec<NameMatch>, own: Vec<NameMatch>) -> Vec<NameMatch> {
        let mut all: Vec<_> = own
            .into_iter()
            .map(|name| NameMatch {
                key: self.above(name.key),
                ..name
            })
            .collect();
        all.extend(below);
        all.sort_by_key(|name| (name.start, name.end));
        all.dedup_by_key(|name| (name.start, name.end));
        all
    }

    fn above(&self, key: NameKey) -> NameKey {
        NameKey(key.0 + self.n_names_below)
    }
}

/// What stands beside `first` in sorted pairs.
fn second(pairs: &[(PlaceIdx, PlaceIdx)], first: PlaceIdx) -> Option<PlaceIdx> {
    let at = pairs.binary_search_by_key(&first, |pair| pair.0).ok()?;
    Some(pairs[at].1)
}

/// For each own name its number below.
fn twins(below: &Gazetteer, layer: &Gazetteer) -> Vec<Option<NameKey>> {
    let mut twins = Vec::with_capacity(layer.n_names());
    let mut names = layer.keys().stream();
    while let Some((name, _)) = names.next() {
        twins.push(below.key_below(name));
    }
    twins
}
