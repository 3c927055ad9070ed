//! Puts places into the compiled form. The same places give the same bytes, in whatever order they come.

use std::collections::{BTreeMap, HashMap};

use super::codec::{self, Part};
use super::filter;
use super::layout::{self, Record};
use super::shape;
use super::{
    AssetError, CountryCode, GazetteerSource, NameClass, NameRef, PlaceIdx, PlaceKind, PlaceName,
};
use crate::geo::{Bounds, LatLon, Outline};
use crate::text::fold;

/// A place on its way into the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceEntry {
    /// Where it comes from.
    pub source: GazetteerSource,
    /// Its identifier there: a number for GeoNames, any short text otherwise.
    pub source_id: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Its point.
    pub at: LatLon,
    /// Inhabitants, 0 when unknown.
    pub population: u32,
    /// How likely a newspaper means it, 0 to 1.
    pub importance: f32,
    /// The country it lies in; for a country its own code.
    pub country: Option<CountryCode>,
    /// Source and identifier of the subdivision it lies in.
    pub container: Option<(GazetteerSource, String)>,
    /// Whether it is the capital of its country.
    pub capital: bool,
    /// Its extent.
    pub bounds: Option<Bounds>,
    /// First and last year in which it existed under that name.
    pub years: (Option<i16>, Option<i16>),
    /// Its names, the main one first.
    pub names: Vec<NameEntry>,
}

/// A name on its way into the gazetteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameEntry {
    /// The name as written.
    pub text: String,
    /// How it belongs to the place.
    pub class: NameClass,
    /// Bit `i`: the preferred name in `Language::ALL[i]`.
    pub languages: u8,
    /// Also an ordinary word.
    pub common: bool,
}

/// The shape of a place on its way into the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    /// Source of the place.
    pub source: GazetteerSource,
    /// Its identifier there.
    pub source_id: String,
    /// Its shape.
    pub outline: Outline,
}

/// Why places could not be compiled.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// A source numbers its places and this identifier is no number.
    #[error("place {source_word}:{id} needs a number as its identifier")]
    NotANumber {
        /// The source.
        source_word: &'static str,
        /// The identifier.
        id: String,
    },
    /// Two places share an identifier.
    #[error("two places are called {source_word}:{id}; give one of them another identifier")]
    Twice {
        /// The source.
        source_word: &'static str,
        /// The identifier.
        id: String,
    },
    /// The subdivision a place lies in is missing.
    #[error("place {source_word}:{id} lies in a subdivision that is not there")]
    NoContainer {
        /// The source.
        source_word: &'static str,
        /// The identifier.
        id: String,
    },
    /// A place has no name, more than 255 names, or one longer than 255 bytes.
    #[error(
        "place {source_word}:{id} has no name, over 255 names, or a name of over 255 bytes; drop some"
    )]
    Names {
        /// The source.
        source_word: &'static str,
        /// The identifier.
        id: String,
    },
    /// The place that an outline belongs to is missing, or has two, or the outline is too small to be kept.
    #[error(
        "the outline of {source_word}:{id} is too small, or has no place, or a place that has another outline"
    )]
    Outline {
        /// The source.
        source_word: &'static str,
        /// The identifier.
        id: String,
    },
    /// There are more places than a reference can number.
    #[error("{0} places are more than the format can number")]
    TooMany(usize),
    /// What was compiled cannot be opened.
    #[error("the compiled places cannot be opened: {0}")]
    Unreadable(#[from] AssetError),
    /// The automaton could not be written.
    #[error("the automaton of names could not be written: {0}")]
    Automaton(#[from] fst::Error),
}

/// Compiles places into the bytes that [`super::Gazetteer::open`] reads.
///
/// # Errors
///
/// When two places share an identifier, a place has no name or too many, or a container is missing.
pub fn build(entries: Vec<PlaceEntry>) -> Result<Vec<u8>, BuildError> {
    build_with_outlines(entries, &[])
}

/// Compiles places and the shapes of some of them.
///
/// # Errors
///
/// As [`build`], and when an outline's place is missing or has two.
pub fn build_with_outlines(
    mut entries: Vec<PlaceEntry>,
    outlines: &[OutlineEntry],
) -> Result<Vec<u8>, BuildError> {
    if entries.len() >= 1 << layout::PLACE_BITS {
        return Err(BuildError::TooMany(entries.len()));
    }
    entries.sort_by_cached_key(sort_key);
    let index = index_by_id(&entries)?;
    let mut sections = Part::ALL.map(|_| Vec::new());
    write_blocks(&entries, &mut sections);
    for (i, entry) in entries.iter().enumerate() {
        write_place(entry, PlaceIdx(i as u32), &index, &mut sections)?;
    }
    write_keys(&refs_by_key(&entries), &mut sections)?;
    write_outlines(outlines, &index, &mut sections)?;
    Ok(codec::write(&sections))
}

/// Countries by code, then the hand-kept tables (and a person's) and subdivisions by identifier, then GeoNames' further subdivisions and its cities by number:
/// so that each can be found by bisection, and containers have small numbers.
fn sort_key(entry: &PlaceEntry) -> (u8, Option<CountryCode>, u32, String) {
    let block = block_of(entry);
    let number = entry.source_id.parse().unwrap_or_default();
    match block {
        BLOCK_COUNTRIES => (block, entry.country, number, entry.source_id.clone()),
        BLOCK_SUBDIVISIONS | BLOCK_CITIES => (block, None, number, entry.source_id.clone()),
        _ => (block, None, entry.source as u32, entry.source_id.clone()),
    }
}

/// How many blocks of places there are.
pub(super) const N_BLOCKS: usize = 6;
/// The block of countries, which comes first.
pub(super) const BLOCK_COUNTRIES: u8 = 0;
const BLOCK_CITIES: u8 = 5;
/// The blocks of GeoNames' places, each in the order of their numbers.
pub(super) const GEONAMES_BLOCKS: [u8; 2] = [BLOCK_SUBDIVISIONS, BLOCK_CITIES];
const BLOCK_SUBDIVISIONS: u8 = 4;

/// The block of the sources that are not GeoNames.
pub(super) fn block_of_source(source: GazetteerSource) -> u8 {
    match source {
        GazetteerSource::Mapalabra | GazetteerSource::Own => 1,
        GazetteerSource::NaturalEarth => 2,
        GazetteerSource::Iso3166 => 3,
        GazetteerSource::GeoNames => BLOCK_CITIES,
    }
}

fn block_of(entry: &PlaceEntry) -> u8 {
    match (entry.source, entry.kind) {
        (GazetteerSource::GeoNames, PlaceKind::Country) => BLOCK_COUNTRIES,
        (GazetteerSource::GeoNames, PlaceKind::City) => BLOCK_CITIES,
        (GazetteerSource::GeoNames, _) => BLOCK_SUBDIVISIONS,
        (source, _) => block_of_source(source),
    }
}

type Index<'e> = HashMap<(GazetteerSource, &'e str), PlaceIdx>;

fn index_by_id(entries: &[PlaceEntry]) -> Result<Index<'_>, BuildError> {
    let mut index = HashMap::with_capacity(entries.len());
    for (i, entry) in entries.iter().enumerate() {
        let id = (entry.source, entry.source_id.as_str());
        if index.insert(id, PlaceIdx(i as u32)).is_some() {
            let (source_word, id) = describe(entry);
            return Err(BuildError::Twice { source_word, id });
        }
    }
    Ok(index)
}

fn describe(entry: &PlaceEntry) -> (&'static str, String) {
    (entry.source.as_str(), entry.source_id.clone())
}

fn write_blocks(entries: &[PlaceEntry], sections: &mut [Vec<u8>]) {
    let mut counts = [0_u32; N_BLOCKS];
    for entry in entries {
        counts[usize::from(block_of(entry))] += 1;
    }
    for count in counts {
        sections[Part::Blocks as usize].extend(count.to_le_bytes());
    }
}

fn write_place(
    entry: &PlaceEntry,
    place: PlaceIdx,
    index: &Index<'_>,
    sections: &mut [Vec<u8>],
) -> Result<(), BuildError> {
    let record = Record {
        at: entry.at,
        population: entry.population,
        names: sections[Part::Names as usize].len() as u32,
        source_id: source_number(entry, &mut sections[Part::Ids as usize])?,
        container: container(entry, index)?,
        importance: entry.importance,
        country: entry.country,
        kind: entry.kind,
        source: entry.source,
        capital: entry.capital,
        has_extent: entry.bounds.is_some(),
        has_years: entry.years != (None, None),
    };
    sections[Part::Names as usize].extend(encoded_names(entry)?);
    if let Some(bounds) = entry.bounds {
        sections[Part::Extents as usize].extend(layout::encode_extent(place, bounds));
    }
    if record.has_years {
        sections[Part::Years as usize].extend(layout::encode_years(place, entry.years));
    }
    sections[Part::Places as usize].extend(record.encode());
    Ok(())
}

fn source_number(entry: &PlaceEntry, ids: &mut Vec<u8>) -> Result<u32, BuildError> {
    let (source_word, id) = describe(entry);
    if entry.source == GazetteerSource::GeoNames {
        return id
            .parse()
            .or(Err(BuildError::NotANumber { source_word, id }));
    }
    let start = ids.len() as u32;
    let Some(bytes) = layout::encode_short(&id) else {
        return Err(BuildError::Names { source_word, id });
    };
    ids.extend(bytes);
    Ok(start)
}

fn container(entry: &PlaceEntry, index: &Index<'_>) -> Result<Option<u16>, BuildError> {
    let Some((source, id)) = &entry.container else {
        return Ok(None);
    };
    let place = index.get(&(*source, id.as_str()));
    let number = place.and_then(|place| u16::try_from(place.0).ok());
    number.map(Some).ok_or_else(|| {
        let (source_word, id) = describe(entry);
        BuildError::NoContainer { source_word, id }
    })
}

fn encoded_names(entry: &PlaceEntry) -> Result<Vec<u8>, BuildError> {
    let names: Vec<_> = entry
        .names
        .iter()
        .map(|name| PlaceName {
            text: &name.text,
            class: name.class,
            languages: name.languages,
        })
        .collect();
    layout::encode_names(&names)
        .filter(|_| !names.is_empty())
        .ok_or_else(|| {
            let (source_word, id) = describe(entry);
            BuildError::Names { source_word, id }
        })
}

/// Every folded name with the places it may mean, most important first.
fn refs_by_key(entries: &[PlaceEntry]) -> BTreeMap<String, Vec<NameRef>> {
    let mut refs: BTreeMap<String, Vec<NameRef>> = BTreeMap::new();
    for (i, entry) in entries.iter().enumerate() {
        for (key, name) in refs_of(entry, PlaceIdx(i as u32)) {
            refs.entry(key).or_default().push(name);
        }
    }
    let rank = |name: &NameRef| {
        let entry = &entries[name.place.0 as usize];
        entry.importance * name.weight(entry.kind)
    };
    for names in refs.values_mut() {
        names.sort_by(|a, b| rank(b).total_cmp(&rank(a)).then(a.place.cmp(&b.place)));
    }
    refs
}

/// One reference for each folded name of a place: names that fold alike pool their languages.
fn refs_of(entry: &PlaceEntry, place: PlaceIdx) -> BTreeMap<String, NameRef> {
    let mut refs: BTreeMap<String, NameRef> = BTreeMap::new();
    for name in &entry.names {
        let key = fold(&name.text);
        if key.is_empty() {
            continue;
        }
        let pooled = refs.entry(key).or_insert(NameRef {
            place,
            class: name.class,
            languages: 0,
            common: false,
        });
        pooled.class = pooled.class.min(name.class);
        pooled.languages |= name.languages;
        pooled.common |= name.common;
    }
    refs
}

fn write_keys(
    refs: &BTreeMap<String, Vec<NameRef>>,
    sections: &mut [Vec<u8>],
) -> Result<(), BuildError> {
    let mut keys = fst::MapBuilder::memory();
    for (number, (key, names)) in refs.iter().enumerate() {
        keys.insert(key, number as u64)?;
        let head = match names.as_slice() {
            [only] => layout::encode_ref(*only),
            several => write_list(several, &mut sections[Part::Lists as usize]),
        };
        sections[Part::Heads as usize].extend(head.to_le_bytes());
    }
    sections[Part::Keys as usize] = keys.into_inner()?;
    let [singles, pairs] = filter::encode(refs.keys().map(String::as_str));
    sections[Part::Singles as usize] = singles;
    sections[Part::Pairs as usize] = pairs;
    Ok(())
}

/// Appends a counted list and returns the head that points to it.
fn write_list(names: &[NameRef], lists: &mut Vec<u8>) -> u32 {
    let start = (lists.len() / 4) as u32;
    lists.extend((names.len() as u32).to_le_bytes());
    for name in names {
        lists.extend(layout::encode_ref(*name).to_le_bytes());
    }
    layout::encode_list_head(start)
}

/// Writes the shapes in the order of their places; places of the same shape share its bytes.
fn write_outlines(
    outlines: &[OutlineEntry],
    index: &Index<'_>,
    sections: &mut [Vec<u8>],
) -> Result<(), BuildError> {
    let mut shapes: BTreeMap<PlaceIdx, Vec<u8>> = BTreeMap::new();
    for entry in outlines {
        let place = index.get(&(entry.source, entry.source_id.as_str()));
        let shape = shape::encode(&entry.outline);
        let twice = place
            .zip(shape)
            .map(|(&place, shape)| shapes.insert(place, shape));
        if twice != Some(None) {
            return Err(BuildError::Outline {
                source_word: entry.source.as_str(),
                id: entry.source_id.clone(),
            });
        }
    }
    let mut starts: BTreeMap<&[u8], u32> = BTreeMap::new();
    for (place, shape) in &shapes {
        let start = *starts.entry(shape).or_insert_with(|| {
            let start = sections[Part::Shapes as usize].len() as u32;
            sections[Part::Shapes as usize].extend(shape);
            start
        });
        sections[Part::Outlines as usize].extend(shape::encode_item(*place, start, shape));
    }
    Ok(())
}
