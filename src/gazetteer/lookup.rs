//! The compiled gazetteer: opened without parsing, asked by name.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::builder::{self, N_BLOCKS};
use super::codec::{self, Part};
use super::filter::Filter;
use super::layout::{self, Record};
use super::overlay::Overlay;
use super::shape::{self, Shape};
use super::{
    AssetError, BuildError, CountryCode, GazetteerBytes, GazetteerSource, NameClass, NameKey,
    NameRef, Place, PlaceEntry, PlaceIdx, PlaceKind, PlaceName,
};
use crate::asset::{Section, u32_at};
use crate::geo::{Bounds, LatLon};
use crate::text::{fold, is_separator};

static EMBEDDED: &[u8] = include_bytes!("../../assets/gazetteer.bin");

/// Articles that may stand before a name that is listed without them.
pub(super) const ARTICLES: [&str; 16] = [
    "el", "la", "los", "las", "the", "le", "les", "l", "o", "os", "as", "il", "lo", "gli", "der",
    "die",
];

/// What a name written without the accents it has keeps of its score.
const MISSING_ACCENTS: f32 = 0.8;
/// What a name written with accents it does not have keeps of its score.
const OTHER_ACCENTS: f32 = 0.65;

/// The dictionary of places, read in place from its compiled bytes. Cloning is cheap.
#[derive(Clone)]
pub struct Gazetteer {
    bytes: GazetteerBytes,
    sections: [Section; Part::ALL.len()],
    keys: fst::Map<Section>,
    /// First place of each block, and the number of places.
    blocks: [u32; N_BLOCKS + 1],
    /// A person's own places over these.
    own: Option<Arc<Overlay>>,
    /// The capitals of the countries, found when they are first asked for.
    capitals: Arc<OnceLock<BTreeMap<CountryCode, PlaceIdx>>>,
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gazetteer")
            .field("places", &self.len())
            .finish_non_exhaustive()
    }
}

impl Gazetteer {
    /// The gazetteer that is part of the program.
    ///
    /// # Errors
    ///
    /// When the program was built from a damaged file.
    pub fn embedded() -> Result<Self, AssetError> {
        Self::open(EMBEDDED)
    }

    /// Opens compiled bytes without parsing them. Bytes compiled into the program are trusted, others are
    /// [verified](Self::verify) at once.
    ///
    /// # Errors
    ///
    /// When the bytes are no gazetteer, of another format, incomplete, or damaged.
    pub fn open(bytes: impl Into<GazetteerBytes>) -> Result<Self, AssetError> {
        let bytes = bytes.into();
        let sections = codec::open(&bytes)?;
        if let GazetteerBytes::Shared(shared) = &bytes {
            codec::verify(shared)?;
        }
        let keys =
            fst::Map::new(sections[Part::Keys as usize].clone()).or(Err(unreadable(Part::Keys)))?;
        let blocks = read_blocks(&sections).ok_or(unreadable(Part::Blocks))?;
        Ok(Self {
            bytes,
            sections,
            keys,
            blocks,
            own: None,
            capitals: Arc::default(),
        })
    }

    /// This gazetteer with a person's own places over it, in place of those laid over it before. Their names come
    /// first wherever a name is asked; an entry with the source and identifier of a place known here stands in for
    /// that place, which keeps its former names as further ones.
    ///
    /// # Errors
    ///
    /// When the places contradict each other, as in [`super::build`].
    pub fn with_own(&self, entries: Vec<PlaceEntry>) -> Result<Self, BuildError> {
        let below = self.without_own();
        let own = Overlay::new(&below, Self::open(builder::build(entries)?)?);
        Ok(Self {
            own: Some(Arc::new(own)),
            ..below
        })
    }

    fn without_own(&self) -> Self {
        Self {
            own: None,
            ..self.clone()
        }
    }

    /// Checks the whole content: its checksum, and that every record decodes.
    ///
    /// # Errors
    ///
    /// When something is not what was written.
    pub fn verify(&self) -> Result<(), AssetError> {
        if let Some(own) = &self.own {
            own.layer.verify()?;
            return self.without_own().verify();
        }
        codec::verify(self.bytes.as_slice())?;
        self.keys
            .as_fst()
            .verify()
            .or(Err(unreadable(Part::Keys)))?;
        for place in self.places() {
            if self.record(place).is_none() {
                return Err(unreadable(Part::Places));
            }
            if self.place(place).main_name().is_empty() {
                return Err(unreadable(Part::Names));
            }
        }
        self.verify_outlines()?;
        for key in 0..self.n_names() as u32 {
            if !self
                .refs(NameKey(key))
                .all(|name| name.place.0 < self.len() as u32)
            {
                return Err(unreadable(Part::Heads));
            }
        }
        Ok(())
    }

    fn verify_outlines(&self) -> Result<(), AssetError> {
        let places: Vec<_> = self.outline_items().map(shape::item_place).collect();
        let last = Some(PlaceIdx(self.len() as u32));
        if !places.is_sorted_by(|a, b| a < b) || places.last().is_some_and(|place| *place >= last) {
            return Err(unreadable(Part::Outlines));
        }
        let sound = |item| self.shape_of_item(item).is_some_and(Shape::is_sound);
        if self.outline_items().all(sound) {
            Ok(())
        } else {
            Err(unreadable(Part::Shapes))
        }
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        let n_added = self.own.as_ref().map_or(0, |own| own.n_added_places());
        self.n_below() as usize + n_added
    }

    /// Number of places without a person's own.
    pub(super) fn n_below(&self) -> u32 {
        self.blocks[N_BLOCKS]
    }

    /// Whether there are no places at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of different folded names.
    pub fn n_names(&self) -> usize {
        let n_added = self.own.as_ref().map_or(0, |own| own.n_added_names());
        self.keys.len() + n_added
    }

    /// Every place, in the order of their numbers.
    pub fn places(&self) -> impl Iterator<Item = PlaceIdx> + '_ {
        let n_own = self.own.as_ref().map_or(0, |own| own.layer.n_below());
        (0..self.n_below() + n_own)
            .map(PlaceIdx)
            .filter(|&place| self.current(place) == place)
    }

    /// One entry. A number that is not of this gazetteer answers a nameless place at 0° N 0° E.
    pub fn place(&self, place: PlaceIdx) -> Place<'_> {
        let idx = self.current(place);
        let (layer, number) = self.layer(idx);
        Place {
            gazetteer: self,
            idx,
            record: layer.record(number).unwrap_or(NO_PLACE),
        }
    }

    /// Every entry with a name that folds to the same key as `name`, most important first.
    pub fn find(&self, name: &str) -> Vec<NameRef> {
        self.find_folded(&fold(name))
    }

    /// The entries a key stands for: a person's own, then the others, most important first.
    pub fn refs(&self, key: NameKey) -> impl Iterator<Item = NameRef> + '_ {
        let own = self.own.as_deref();
        let below = own.map_or(Some(key), |own| own.key_below(key));
        let refs_below = below.into_iter().flat_map(|key| self.refs_below(key));
        own.into_iter()
            .flat_map(move |own| own.refs(key))
            .chain(refs_below.filter_map(move |name| match own {
                None => Some(name),
                Some(own) => own.unless_own(key, name),
            }))
    }

    pub(super) fn refs_below(&self, key: NameKey) -> impl Iterator<Item = NameRef> + '_ {
        self.index().refs(key)
    }

    /// The places a person may mean by `query`, best first, each with its [score](Self::score).
    /// A name that nothing bears is tried again without its leading article; one that is also an ordinary word counts
    /// only with the right accents ("para" is not Pará).
    pub fn search(&self, query: &str, limit: usize) -> Vec<(PlaceIdx, f32)> {
        let key = fold(query);
        let mut names = self.find_folded(&key);
        if names.is_empty()
            && let Some(bare) = without_article(&key)
        {
            names = self.find_folded(bare);
        }
        let mut scored: Vec<_> = names
            .into_iter()
            .filter(|name| !name.common || self.is_meant(*name, query))
            .map(|name| (name, self.score(name, query)))
            .collect();
        let is_own = |name: NameRef| name.class == NameClass::Own;
        scored.sort_by(|&(a, score_a), &(b, score_b)| {
            is_own(b)
                .cmp(&is_own(a))
                .then(score_b.total_cmp(&score_a))
                .then(a.place.cmp(&b.place))
        });
        scored.truncate(limit);
        scored
            .into_iter()
            .map(|(name, score)| (name.place, score))
            .collect()
    }

    /// How likely a newspaper means that place when it writes the name like this, before any context: 0 to 1.
    ///
    /// It is the place's importance, less for a lesser kind of name, and less when the accents differ: "Jordán" is
    /// the river, "Antioquia" in Colombia. A name that a person's own file gives has 1, however it is written.
    pub fn score(&self, name: NameRef, written: &str) -> f32 {
        if name.class == NameClass::Own {
            return 1.0;
        }
        let place = self.place(name.place);
        let accents = match self.is_written(name.place, written) {
            true => 1.0,
            false if written.is_ascii() => MISSING_ACCENTS,
            false => OTHER_ACCENTS,
        };
        place.importance() * name.weight(place.kind()) * accents
    }

    /// The highest [score](Self::score) of several places under one name.
    pub fn highest_score(&self, names: &[NameRef], written: &str) -> f32 {
        let mut highest = 0.0;
        for name in names {
            // A score is at most the importance, or 1 of a name of a person's own.
            let is_own = name.class == NameClass::Own;
            if is_own || self.place(name.place).importance() > highest {
                highest = f32::max(highest, self.score(*name, written));
            }
        }
        highest
    }

    /// Whether an ordinary word that is written like this may mean the place: accents, and the capitals of an acronym.
    fn is_meant(&self, name: NameRef, written: &str) -> bool {
        let shouted = !written.contains(char::is_lowercase);
        self.is_written(name.place, written) && (name.class != NameClass::Acronym || shouted)
    }

    /// Whether a place has a name that is written like this, but for capitals, separators and a leading article.
    fn is_written(&self, place: PlaceIdx, written: &str) -> bool {
        let mut names = self.place(place).names();
        if names.any(|name| name.text == written) {
            return true;
        }
        let written = spelling(written);
        let bare = without_article(&written);
        self.place(place).names().any(|name| {
            is_spelt(name.text, &written) || bare.is_some_and(|bare| is_spelt(name.text, bare))
        })
    }

    /// The place with an identifier at its source.
    pub fn by_source(&self, source: GazetteerSource, id: &str) -> Option<PlaceIdx> {
        let own = self.own.as_ref();
        own.and_then(|own| own.by_source(source, id))
            .or_else(|| self.by_source_below(source, id))
    }

    fn by_source_below(&self, source: GazetteerSource, id: &str) -> Option<PlaceIdx> {
        if source != GazetteerSource::GeoNames {
            let block = usize::from(builder::block_of_source(source));
            return self.bisect(block, |record| {
                record.source.cmp(&source).then(self.id_at(record).cmp(id))
            });
        }
        let number: u32 = id.parse().ok()?;
        builder::GEONAMES_BLOCKS
            .into_iter()
            .find_map(|block| self.bisect(block.into(), |record| record.source_id.cmp(&number)))
            .or_else(|| {
                self.block(0).find(|&place| {
                    self.record(place)
                        .is_some_and(|record| record.source_id == number)
                })
            })
    }

    /// The country with a code.
    pub fn country(&self, code: CountryCode) -> Option<PlaceIdx> {
        self.bisect(0, |record| record.country.cmp(&Some(code)))
            .map(|place| self.current(place))
    }

    /// The capital of a country.
    pub fn capital_of(&self, code: CountryCode) -> Option<PlaceIdx> {
        let capitals = self.capitals.get_or_init(|| {
            let mut capitals = BTreeMap::new();
            for place in (0..self.n_below()).map(PlaceIdx) {
                if let Some(record) = self.record(place).filter(|record| record.capital)
                    && let Some(country) = record.country
                {
                    capitals.entry(country).or_insert(place);
                }
            }
            capitals
        });
        capitals.get(&code).map(|place| self.current(*place))
    }

    pub(super) fn keys(&self) -> &fst::Map<impl AsRef<[u8]> + use<>> {
        &self.keys
    }

    pub(super) fn filter(&self) -> Filter<'_> {
        Filter {
            singles: self.part(Part::Singles),
            pairs: self.part(Part::Pairs),
        }
    }

    pub(super) fn own(&self) -> Option<&Overlay> {
        self.own.as_deref()
    }

    /// The place that stands in for this one, or else itself.
    fn current(&self, place: PlaceIdx) -> PlaceIdx {
        self.own().map_or(place, |own| own.current(place))
    }

    /// What keeps a place, and its number there.
    fn layer(&self, place: PlaceIdx) -> (&Self, PlaceIdx) {
        let own = self.own().and_then(|own| own.here(place));
        own.unwrap_or((self, place))
    }

    /// Names of a place; one that stands in for another has the former names of that one after its own.
    pub(super) fn names_of(
        &self,
        record: Record,
        place: PlaceIdx,
    ) -> impl Iterator<Item = PlaceName<'_>> {
        let layer = self.layer(place).0;
        let former = self.former(place);
        let kept = former.map_or(0, |_| languages_left(layer.names_here(record)));
        let further = former
            .into_iter()
            .flat_map(|former| self.names_here(former));
        layer
            .names_here(record)
            .chain(further.map(move |name| PlaceName {
                languages: name.languages & kept,
                ..name
            }))
    }

    fn names_here(&self, record: Record) -> impl Iterator<Item = PlaceName<'_>> {
        layout::names_at(self.part(Part::Names), record.names as usize)
    }

    /// The record that a person's own place stands in for.
    fn former(&self, place: PlaceIdx) -> Option<Record> {
        self.record(self.own()?.former(place)?)
    }

    pub(super) fn container_of(&self, record: &Record, place: PlaceIdx) -> Option<PlaceIdx> {
        let container = self.former(place).unwrap_or(*record).container?;
        Some(self.current(PlaceIdx(container.into())))
    }

    /// What a search of very many names reads.
    pub(super) fn index(&self) -> Index<'_> {
        Index {
            heads: self.part(Part::Heads),
            lists: self.part(Part::Lists),
            places: self.part(Part::Places),
        }
    }

    pub(super) fn bounds_of(&self, record: &Record, place: PlaceIdx) -> Option<Bounds> {
        let (layer, place) = self.layer(place);
        let item = record
            .has_extent
            .then(|| layout::sparse_item(layer.part(Part::Extents), layout::EXTENT_LEN, place))??;
        layout::decode_extent(item)
    }

    pub(super) fn years_of(&self, record: &Record, place: PlaceIdx) -> (Option<i16>, Option<i16>) {
        let (layer, place) = self.layer(place);
        record
            .has_years
            .then(|| layout::sparse_item(layer.part(Part::Years), layout::YEARS_LEN, place))
            .flatten()
            .and_then(layout::decode_years)
            .unwrap_or_default()
    }

    /// The outline of a place in its bytes.
    pub(super) fn shape(&self, place: PlaceIdx) -> Option<Shape<'_>> {
        let (layer, place) = self.layer(place);
        let item = layout::sparse_item(layer.part(Part::Outlines), shape::ITEM_LEN, place)?;
        layer.shape_of_item(item)
    }

    pub(super) fn shape_of_item(&self, item: &[u8]) -> Option<Shape<'_>> {
        shape::item_shape(item, self.part(Part::Shapes))
    }

    /// The items of the index of outlines, by the number of their place.
    pub(super) fn outline_items(&self) -> impl Iterator<Item = &[u8]> {
        self.part(Part::Outlines).chunks_exact(shape::ITEM_LEN)
    }

    /// One past the last place of a block.
    pub(super) fn block_end(&self, block: u8) -> PlaceIdx {
        let ends = self.blocks.get(usize::from(block) + 1);
        PlaceIdx(ends.copied().unwrap_or_default())
    }

    pub(super) fn source_id_of(&self, record: &Record, place: PlaceIdx) -> String {
        match record.source {
            GazetteerSource::GeoNames => record.source_id.to_string(),
            _ => self.layer(place).0.id_at(record).to_owned(),
        }
    }

    fn find_folded(&self, key: &str) -> Vec<NameRef> {
        let own = self.own().and_then(|own| own.key(key));
        own.or_else(|| self.key_below(key))
            .map(|key| self.refs(key).collect())
            .unwrap_or_default()
    }

    /// The number of a folded name, leaving a person's own names out.
    pub(super) fn key_below(&self, folded: impl AsRef<[u8]>) -> Option<NameKey> {
        self.keys.get(folded).map(|number| NameKey(number as u32))
    }

    fn part(&self, part: Part) -> &[u8] {
        self.sections[part as usize].as_ref()
    }

    fn record(&self, place: PlaceIdx) -> Option<Record> {
        Record::decode(self.part(Part::Places), place)
    }

    fn id_at(&self, record: &Record) -> &str {
        layout::short_at(self.part(Part::Ids), record.source_id as usize).unwrap_or_default()
    }

    fn block(&self, block: usize) -> impl Iterator<Item = PlaceIdx> + use<> {
        (self.blocks[block]..self.blocks[block + 1]).map(PlaceIdx)
    }

    fn bisect(&self, block: usize, compare: impl Fn(&Record) -> Ordering) -> Option<PlaceIdx> {
        let (mut low, mut high) = (self.blocks[block], self.blocks[block + 1]);
        while low < high {
            let middle = low + (high - low) / 2;
            match compare(&self.record(PlaceIdx(middle))?) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(PlaceIdx(middle)),
            }
        }
        None
    }
}

/// The sections that lead from a name to how likely its places are, found once for many names.
#[derive(Clone, Copy)]
pub(super) struct Index<'g> {
    heads: &'g [u8],
    lists: &'g [u8],
    places: &'g [u8],
}

impl<'g> Index<'g> {
    /// The entries that a key stands for, most important first.
    pub fn refs(self, key: NameKey) -> impl Iterator<Item = NameRef> + use<'g> {
        let start = key.0 as usize * 4;
        let head = self.heads.get(start..start + 4).unwrap_or_default();
        layout::ref_words(head, self.lists).filter_map(layout::decode_ref)
    }

    /// Importance and kind of a place.
    pub fn standing(self, place: PlaceIdx) -> (f32, PlaceKind) {
        Record::standing(self.places, place).unwrap_or((0.0, PlaceKind::Site))
    }
}

/// What a number outside the gazetteer stands for.
const NO_PLACE: Record = Record {
    at: LatLon::new(0.0, 0.0),
    population: 0,
    names: u32::MAX,
    source_id: 0,
    container: None,
    importance: 0.0,
    country: None,
    kind: PlaceKind::Site,
    source: GazetteerSource::Mapalabra,
    capital: false,
    has_extent: false,
    has_years: false,
};

fn unreadable(part: Part) -> AssetError {
    AssetError::Section { part: part.name() }
}

/// The first place of each block, and one past the last place; `None` when that is not how many records there are.
fn read_blocks(sections: &[Section; Part::ALL.len()]) -> Option<[u32; N_BLOCKS + 1]> {
    let counts = sections[Part::Blocks as usize].as_ref();
    let mut starts = [0_u32; N_BLOCKS + 1];
    for block in 0..N_BLOCKS {
        starts[block + 1] = starts[block].checked_add(u32_at(counts, block * 4)?)?;
    }
    let n_bytes = sections[Part::Places as usize].as_ref().len();
    (starts[N_BLOCKS] as usize * Record::LEN == n_bytes).then_some(starts)
}

/// The languages in which a place that gets such names keeps its former name: none, if the first of the new ones is for
/// every language.
fn languages_left<'g>(names: impl Iterator<Item = PlaceName<'g>>) -> u8 {
    let mut taken = 0;
    for (n, name) in names.enumerate() {
        if n == 0 && name.languages == 0 {
            return 0;
        }
        taken |= name.languages;
    }
    !taken
}

/// A name without what may differ between two that are written alike: capitals and separators.
fn spelling(name: &str) -> String {
    let words = name.split(is_separator).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether a name has this spelling.
fn is_spelt(name: &str, spelt: &str) -> bool {
    let first = |text: &str| text.chars().find(|c| !is_separator(*c));
    let (Some(a), Some(b)) = (first(name), first(spelt)) else {
        return spelling(name) == spelt;
    };
    // Most names differ in their first letter already.
    let may_begin_alike = !a.is_ascii() || a.to_ascii_lowercase() == b;
    may_begin_alike && spelling(name) == spelt
}

pub(super) fn without_article(key: &str) -> Option<&str> {
    let (first, rest) = key.split_once(' ')?;
    ARTICLES.contains(&first).then_some(rest)
}
