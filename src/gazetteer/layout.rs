//! How places, names and references are laid out as bytes: one `encode` and one `decode` for each, side by side.

use super::{CountryCode, GazetteerSource, NameClass, NameRef, PlaceIdx, PlaceKind, PlaceName};
use crate::asset::u32_at;
use crate::geo::{Bounds, LatLon};

/// Coordinates are kept in millionths of a degree.
const PER_DEGREE: f64 = 1e6;
/// No container.
const NOWHERE: u16 = u16::MAX;

/// The fixed-width part of a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Record {
    pub at: LatLon,
    pub population: u32,
    /// Where its names start in the section of names.
    pub names: u32,
    /// Number at the source, or where its identifier starts in the section of identifiers.
    pub source_id: u32,
    pub container: Option<u16>,
    /// 0 to 1 in steps of 1/65535.
    pub importance: f32,
    pub country: Option<CountryCode>,
    pub kind: PlaceKind,
    pub source: GazetteerSource,
    pub capital: bool,
    pub has_extent: bool,
    pub has_years: bool,
}

impl Record {
    pub const LEN: usize = 28;

    pub fn encode(&self) -> [u8; Self::LEN] {
        let mut bytes = [0; Self::LEN];
        bytes[..4].copy_from_slice(&encode_degrees(self.at.lat));
        bytes[4..8].copy_from_slice(&encode_degrees(self.at.lon));
        bytes[8..12].copy_from_slice(&self.population.to_le_bytes());
        bytes[12..16].copy_from_slice(&self.names.to_le_bytes());
        bytes[16..20].copy_from_slice(&self.source_id.to_le_bytes());
        bytes[20..22].copy_from_slice(&self.container.unwrap_or(NOWHERE).to_le_bytes());
        let importance = (self.importance.clamp(0.0, 1.0) * f32::from(u16::MAX)).round() as u16;
        bytes[22..24].copy_from_slice(&importance.to_le_bytes());
        bytes[24..26].copy_from_slice(&self.country.map_or([0; 2], CountryCode::bytes));
        bytes[26] =
            code_of(&PlaceKind::ALL, self.kind) | code_of(&GazetteerSource::ALL, self.source) << 4;
        bytes[27] =
            u8::from(self.capital) | u8::from(self.has_extent) << 1 | u8::from(self.has_years) << 2;
        bytes
    }

    /// Importance and kind alone: where ten thousands of places are compared, the rest costs too much.
    pub fn standing(bytes: &[u8], place: PlaceIdx) -> Option<(f32, PlaceKind)> {
        let bytes = Self::bytes_of(bytes, place)?;
        let importance = u16::from_le_bytes([bytes[22], bytes[23]]);
        let kind = *PlaceKind::ALL.get(usize::from(bytes[26] & 15))?;
        Some((f32::from(importance) / f32::from(u16::MAX), kind))
    }

    fn bytes_of(bytes: &[u8], place: PlaceIdx) -> Option<&[u8; Self::LEN]> {
        let start = (place.0 as usize).checked_mul(Self::LEN)?;
        bytes.get(start..)?.first_chunk()
    }

    pub fn decode(bytes: &[u8], place: PlaceIdx) -> Option<Self> {
        let bytes = Self::bytes_of(bytes, place)?;
        let container = u16::from_le_bytes([bytes[20], bytes[21]]);
        let importance = u16::from_le_bytes([bytes[22], bytes[23]]);
        Some(Self {
            at: LatLon::new(degrees_at(bytes, 0)?, degrees_at(bytes, 4)?),
            population: u32_at(bytes, 8)?,
            names: u32_at(bytes, 12)?,
            source_id: u32_at(bytes, 16)?,
            container: (container != NOWHERE).then_some(container),
            importance: f32::from(importance) / f32::from(u16::MAX),
            country: std::str::from_utf8(&bytes[24..26])
                .ok()
                .and_then(CountryCode::parse),
            kind: *PlaceKind::ALL.get(usize::from(bytes[26] & 15))?,
            source: *GazetteerSource::ALL.get(usize::from(bytes[26] >> 4))?,
            capital: bytes[27] & 1 != 0,
            has_extent: bytes[27] & 2 != 0,
            has_years: bytes[27] & 4 != 0,
        })
    }
}

/// An item of one of the sections that only some places have: their number, then fixed-width data.
pub(super) fn sparse_item(bytes: &[u8], item_len: usize, place: PlaceIdx) -> Option<&[u8]> {
    let (mut low, mut high) = (0, bytes.len() / item_len);
    while low < high {
        let middle = (low + high) / 2;
        let item = bytes.get(middle * item_len..(middle + 1) * item_len)?;
        match u32_at(item, 0)?.cmp(&place.0) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(item),
        }
    }
    None
}

/// Bytes of one extent: the place's number, then west, south, east, north.
pub(super) const EXTENT_LEN: usize = 20;

pub(super) fn encode_extent(place: PlaceIdx, bounds: Bounds) -> Vec<u8> {
    let mut bytes = place.0.to_le_bytes().to_vec();
    for edge in [bounds.west, bounds.south, bounds.east, bounds.north] {
        bytes.extend(encode_degrees(edge));
    }
    bytes
}

pub(super) fn decode_extent(item: &[u8]) -> Option<Bounds> {
    Some(Bounds {
        west: degrees_at(item, 4)?,
        south: degrees_at(item, 8)?,
        east: degrees_at(item, 12)?,
        north: degrees_at(item, 16)?,
    })
}

/// Bytes of one validity: the place's number, then first and last year.
pub(super) const YEARS_LEN: usize = 8;
/// A year that is not known.
const NO_YEAR: i16 = i16::MIN;

pub(super) fn encode_years(place: PlaceIdx, (from, to): (Option<i16>, Option<i16>)) -> Vec<u8> {
    let mut bytes = place.0.to_le_bytes().to_vec();
    for year in [from, to] {
        bytes.extend(year.unwrap_or(NO_YEAR).to_le_bytes());
    }
    bytes
}

pub(super) fn decode_years(item: &[u8]) -> Option<(Option<i16>, Option<i16>)> {
    let year = |at: usize| {
        let year = i16::from_le_bytes(item.get(at..at + 2)?.try_into().ok()?);
        Some((year != NO_YEAR).then_some(year))
    };
    Some((year(4)?, year(6)?))
}

/// A string of at most 255 bytes after its length.
pub(super) fn encode_short(text: &str) -> Option<Vec<u8>> {
    let mut bytes = vec![u8::try_from(text.len()).ok()?];
    bytes.extend(text.bytes());
    Some(bytes)
}

pub(super) fn short_at(bytes: &[u8], at: usize) -> Option<&str> {
    let len = usize::from(*bytes.get(at)?);
    std::str::from_utf8(bytes.get(at + 1..at + 1 + len)?).ok()
}

/// The names of one place: how many, then class, languages and text of each.
pub(super) fn encode_names(names: &[PlaceName<'_>]) -> Option<Vec<u8>> {
    let mut bytes = vec![u8::try_from(names.len()).ok()?];
    for name in names {
        bytes.push(code_of(&NameClass::ALL, name.class));
        bytes.push(name.languages);
        bytes.extend(encode_short(name.text)?);
    }
    Some(bytes)
}

/// Reads the names that start at a byte offset; stops where the bytes make no sense.
pub(super) fn names_at(bytes: &[u8], at: usize) -> impl Iterator<Item = PlaceName<'_>> {
    let count = bytes.get(at).copied().unwrap_or_default();
    let mut next = at.saturating_add(1);
    (0..count).map_while(move |_| {
        let class = *NameClass::ALL.get(usize::from(*bytes.get(next)?))?;
        let languages = *bytes.get(next + 1)?;
        let text = short_at(bytes, next + 2)?;
        next += 3 + text.len();
        Some(PlaceName {
            text,
            class,
            languages,
        })
    })
}

/// Set on a head that says where its list starts, instead of being the only reference.
const LIST: u32 = 1 << 31;
/// Bits of a place's number in a reference.
pub(super) const PLACE_BITS: u32 = 21;

/// A reference as one word: languages (6 bits), class (3), common (1), place (21).
pub(super) fn encode_ref(name: NameRef) -> u32 {
    u32::from(name.languages & 0x3F)
        | u32::from(code_of(&NameClass::ALL, name.class)) << 6
        | u32::from(name.common) << 9
        | name.place.0 << 10
}

pub(super) fn decode_ref(word: u32) -> Option<NameRef> {
    Some(NameRef {
        place: PlaceIdx(word << 1 >> 11),
        class: *NameClass::ALL.get((word >> 6 & 7) as usize)?,
        languages: (word & 0x3F) as u8,
        common: word >> 9 & 1 == 1,
    })
}

/// The head of a list that starts at the `start`th word of the section of lists.
pub(super) fn encode_list_head(start: u32) -> u32 {
    start | LIST
}

/// The reference words behind the bytes of a head: the head itself, or its counted list.
pub(super) fn ref_words<'b>(
    head: &'b [u8],
    lists: &'b [u8],
) -> impl Iterator<Item = u32> + use<'b> {
    let words = match u32_at(head, 0) {
        Some(word) if word & LIST == 0 => Some(head),
        Some(word) => list_at(lists, (word & !LIST) as usize),
        None => None,
    };
    let (words, _) = words.unwrap_or_default().as_chunks();
    words.iter().map(|word| u32::from_le_bytes(*word))
}

/// The words of the list that starts at the `start`th word, as far as there are any.
fn list_at(lists: &[u8], start: usize) -> Option<&[u8]> {
    let start = start.checked_mul(4)?;
    let n_bytes = (u32_at(lists, start)? as usize).checked_mul(4)?;
    let words = lists.get(start.checked_add(4)?..)?;
    Some(words.get(..n_bytes).unwrap_or(words))
}

fn encode_degrees(degrees: f64) -> [u8; 4] {
    ((degrees * PER_DEGREE).round() as i32).to_le_bytes()
}

fn degrees_at(bytes: &[u8], at: usize) -> Option<f64> {
    let word = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(f64::from(i32::from_le_bytes(word)) / PER_DEGREE)
}

/// The position of a value in the list of all values, which is its code.
fn code_of<T: PartialEq>(all: &[T], value: T) -> u8 {
    all.iter().position(|other| *other == value).unwrap_or(0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_reads_back() {
        let record = Record {
            at: LatLon::new(-34.6131, -58.3772),
            population: 2_891_000,
            names: 77,
            source_id: 3_435_910,
            container: Some(12),
            importance: 1.0,
            country: CountryCode::parse("AR"),
            kind: PlaceKind::Historical,
            source: GazetteerSource::Mapalabra,
            capital: true,
            has_extent: false,
            has_years: true,
        };
        assert_eq!(Record::decode(&record.encode(), PlaceIdx(0)), Some(record));
        assert_eq!(Record::decode(&record.encode(), PlaceIdx(1)), None);
    }

    #[test]
    fn a_reference_reads_back() {
        let name = NameRef {
            place: PlaceIdx((1 << PLACE_BITS) - 1),
            class: NameClass::Alternate,
            languages: 0b10_0001,
            common: true,
        };
        assert_eq!(decode_ref(encode_ref(name)), Some(name));
        assert_eq!(encode_ref(name) & LIST, 0);
    }

    #[test]
    fn a_list_is_read_to_its_end_only() {
        let lists: Vec<u8> = [2_u32, 10, 11, 1, 12]
            .iter()
            .flat_map(|word| word.to_le_bytes())
            .collect();
        let words = |head: u32| -> Vec<u32> { ref_words(&head.to_le_bytes(), &lists).collect() };
        assert_eq!(words(encode_list_head(0)), [10, 11]);
        assert_eq!(words(encode_list_head(3)), [12]);
        assert_eq!(
            words(encode_list_head(1)),
            [11, 1, 12],
            "a count that is none"
        );
        assert_eq!(words(7), [7]);
        assert_eq!(words(u32::MAX), [0; 0]);
    }

    #[test]
    fn names_read_back_and_damage_ends_them() {
        let names = [
            ("Ereván", NameClass::Label, 1),
            ("Yerevan", NameClass::Main, 2),
        ]
        .map(|(text, class, languages)| PlaceName {
            text,
            class,
            languages,
        });
        let bytes = encode_names(&names).unwrap();
        assert_eq!(names_at(&bytes, 0).collect::<Vec<_>>(), names);
        assert_eq!(names_at(&bytes[..bytes.len() - 1], 0).count(), 1);
        assert_eq!(names_at(&bytes, 999).count(), 0);
    }

    #[test]
    fn only_some_places_have_an_extent() {
        let box_of = |west| Bounds {
            west,
            south: -1.5,
            east: 2.25,
            north: 3.0,
        };
        let bytes: Vec<u8> = [(3, 1.0), (8, 170.0)]
            .iter()
            .flat_map(|&(place, west)| encode_extent(PlaceIdx(place), box_of(west)))
            .collect();
        let extent =
            |place| sparse_item(&bytes, EXTENT_LEN, PlaceIdx(place)).and_then(decode_extent);
        assert_eq!(extent(8), Some(box_of(170.0)));
        assert_eq!(extent(3), Some(box_of(1.0)));
        assert_eq!(extent(4), None);
    }

    #[test]
    fn open_ended_years_read_back() {
        let years = (Some(-27), None);
        assert_eq!(decode_years(&encode_years(PlaceIdx(1), years)), Some(years));
    }
}
