//! Which shapes are the seas, lakes and rivers of the hand-kept tables: those of one of their names, near their point.

use std::collections::BTreeSet;

use mapalabra::gazetteer::{PlaceEntry, PlaceKind};
use mapalabra::geo::{Bounds, LatLon, Outline};
use mapalabra::text::fold;

use crate::shapefile::Parts;
use crate::shapes::{self, Named};
use crate::topology::{Layer, simplified_line};
use crate::{Error, Sources};

/// How far simplified shores stray, in degrees.
const SHORE_TOLERANCE: f64 = 0.02;
/// Smallest island left out of a sea and smallest part of one, in degrees.
const SMALLEST_PART: f64 = 0.2;
/// A shape of rings with no more points than this is none.
const SLIVER_POINTS: usize = 7;
/// How far simplified rivers stray, in degrees.
const RIVER_TOLERANCE: f64 = 0.01;
/// Furthest that a shape may lie from the point of the place that it is.
const SEA_KM: f64 = 300.0;
const RIVER_KM: f64 = 150.0;
/// Pieces of a river that bear its name follow each other within this distance.
const NEXT_PIECE_KM: f64 = 60.0;
/// How far a piece of a river may reach out of an extent kept by hand, in kilometres.
const OUT_OF_EXTENT_KM: f64 = 60.0;

/// Words for what a water is, those that mean the same in a row.
const GENERIC: [&[&str]; 5] = [
    &["sea", "ocean", "mar", "oceano", "mer", "mare", "meer"],
    &[
        "gulf", "bay", "bight", "golfo", "bahia", "golfe", "baie", "golf", "bucht", "baia", "guba",
    ],
    &[
        "strait", "straits", "channel", "passage", "canal", "estrecho", "pasaje", "paso",
        "detroit", "stretto", "estreito", "strasse",
    ],
    &[
        "lake",
        "loch",
        "reservoir",
        "lago",
        "embalse",
        "lac",
        "see",
        "ozero",
        "hu",
        "nuur",
        "lagoa",
        "laguna",
    ],
    &["river", "rio", "fleuve", "fluss", "bahr"],
];
/// Words that join these to a name.
const JOINING: [&str; 18] = [
    "of", "the", "de", "del", "la", "el", "do", "da", "di", "du", "des", "los", "l", "d", "al",
    "st", "saint", "san",
];

/// A letter that stands for a lost one, foreign to all names.
const LOST: &str = "ж";

/// The shapes of waters.
pub struct Waters {
    seas: Vec<Named>,
    lakes: Vec<Named>,
    rivers: [Vec<Named>; 2],
    shores: Layer,
}

impl Waters {
    pub fn read(sources: &Sources) -> Result<Self, Error> {
        let (seas, lakes) = (
            shapes::seas(&sources.packages)?,
            shapes::lakes(&sources.packages)?,
        );
        let rings = seas.iter().chain(&lakes).flat_map(|shape| &shape.parts);
        Ok(Self {
            shores: Layer::new(rings, SHORE_TOLERANCE, SMALLEST_PART),
            rivers: shapes::rivers(&sources.packages)?,
            seas,
            lakes,
        })
    }

    /// The outline of a water.
    pub fn outline(&self, entry: &PlaceEntry) -> Option<Outline> {
        match entry.kind {
            PlaceKind::Sea | PlaceKind::Lake => self.area(entry).or_else(|| self.river(entry)),
            PlaceKind::River => self.river(entry),
            _ => None,
        }
    }

    /// The outline of a water whose shapes are known by name.
    pub fn called(&self, names: &[String], entry: &PlaceEntry) -> Option<Outline> {
        let is_meant = |shape: &&Named| shape.names.iter().any(|name| names.contains(name));
        let course = || {
            let mut scales = self.rivers.iter();
            scales.find_map(|pieces| river(entry, f64::INFINITY, pieces.iter().filter(is_meant)))
        };
        let shapes = self.seas.iter().chain(&self.lakes).filter(is_meant);
        let area = self.shores.area(shapes.flat_map(|shape| &shape.parts));
        area.or_else(course)
    }

    /// The shapes with exactly one of its names, else those whose name says the same but for the kind of water.
    fn area(&self, entry: &PlaceEntry) -> Option<Outline> {
        let shapes = self
            .seas
            .iter()
            .chain(&self.lakes)
            .filter(|shape| is_whole(shape));
        let shapes: Vec<&Named> = shapes.collect();
        let by = |key: fn(&str) -> String| {
            let keys = keys(entry, key);
            let found = shapes.iter().filter(|shape| {
                let called = shape.names.iter().any(|name| keys.contains(&key(name)));
                called && area_km(&shape.parts, entry.at) < SEA_KM
            });
            found.map(|shape| &shape.parts).collect::<Vec<_>>()
        };
        let mut found = by(fold);
        if found.is_empty() {
            found = by(kind_and_core);
        }
        self.shores.area(found.into_iter().flatten())
    }

    fn river(&self, entry: &PlaceEntry) -> Option<Outline> {
        let keys = keys(entry, core);
        self.rivers.iter().find_map(|pieces| {
            let called = |piece: &&Named| {
                let mut names = piece.names.iter();
                names.any(|name| keys.iter().any(|key| is_alike(name, key)))
            };
            river(entry, RIVER_KM, pieces.iter().filter(called))
        })
    }
}

/// Whether a shape is more than the slivers that the data has in place of some straits.
fn is_whole(shape: &Named) -> bool {
    shape.parts.iter().any(|ring| ring.len() > SLIVER_POINTS)
}

/// The pieces near a river's point, and those that go on from them, within its extent.
fn river<'n>(
    entry: &PlaceEntry,
    reach_km: f64,
    pieces: impl Iterator<Item = &'n Named>,
) -> Option<Outline> {
    let within = |line: &Vec<LatLon>| {
        let around = entry
            .bounds
            .map(|extent| extent.padded_km(OUT_OF_EXTENT_KM));
        around.is_none_or(|extent| line.iter().any(|&point| extent.contains(point)))
    };
    let (mut course, mut rest): (Parts, Parts) = pieces
        .flat_map(|piece| piece.parts.iter().cloned())
        .filter(within)
        .partition(|line| line_km(line, entry.at) < reach_km);
    loop {
        let (next, left): (Parts, Parts) = rest
            .into_iter()
            .partition(|line| course.iter().any(|other| follow(line, other)));
        rest = left;
        if next.is_empty() {
            break;
        }
        course.extend(next);
    }
    let lines: Parts = joined(course)
        .iter()
        .map(|line| simplified_line(line, RIVER_TOLERANCE))
        .collect();
    (!lines.is_empty()).then(|| Outline::lines(lines))
}

/// Joins lines that end where another begins.
fn joined(mut lines: Parts) -> Parts {
    let mut whole: Parts = Vec::new();
    while let Some(mut line) = lines.pop() {
        while let Some(i) = lines.iter().position(|next| touch(&line, next)) {
            line = join(line, lines.swap_remove(i));
        }
        whole.push(line);
    }
    whole
}

fn touch(a: &[LatLon], b: &[LatLon]) -> bool {
    let ends = |line: &[LatLon]| [line.first().copied(), line.last().copied()];
    ends(a).iter().any(|end| ends(b).contains(end))
}

fn join(mut a: Vec<LatLon>, mut b: Vec<LatLon>) -> Vec<LatLon> {
    if a.first() == b.first() || a.first() == b.last() {
        a.reverse();
    }
    if a.last() == b.last() {
        b.reverse();
    }
    a.extend(b.into_iter().skip(1));
    a
}

/// Whether two pieces of a river lie end to end, a lake between them at most.
fn follow(a: &[LatLon], b: &[LatLon]) -> bool {
    let ends = |line: &[LatLon]| [line.first().copied(), line.last().copied()];
    let near = |end: Option<LatLon>, line: &[LatLon]| {
        end.is_some_and(|end| line_km(line, end) < NEXT_PIECE_KM)
    };
    ends(a).into_iter().any(|end| near(end, b)) || ends(b).into_iter().any(|end| near(end, a))
}

fn line_km(line: &[LatLon], point: LatLon) -> f64 {
    Outline::lines(vec![line.to_vec()]).distance_km(point)
}

fn area_km(parts: &Parts, point: LatLon) -> f64 {
    let near = Bounds::around(parts.iter().flatten().copied());
    if !near.is_some_and(|bounds| bounds.padded_km(SEA_KM).contains(point)) {
        return f64::INFINITY;
    }
    Outline::area(parts.clone()).distance_km(point)
}

fn keys(entry: &PlaceEntry, key: fn(&str) -> String) -> BTreeSet<String> {
    let keys = entry.names.iter().map(|name| key(&name.text));
    keys.filter(|key| !key.is_empty()).collect()
}

/// A folded name without the words for what a water is.
fn core(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(' ');
    let own = words.filter(|word| generic(word).is_none() && !JOINING.contains(word));
    own.collect::<Vec<_>>().join(" ")
}

/// A [`core`] after the row of the word for what the water is, if there is one.
fn kind_and_core(name: &str) -> String {
    let row = fold(name).split(' ').find_map(generic);
    format!("{row:?} {}", core(name))
}

fn generic(word: &str) -> Option<usize> {
    GENERIC.iter().position(|row| row.contains(&word))
}

/// Whether a name says the same as a key but for the kind of water. Some names in the data lost letters with accents to
/// question marks ("Paran?").
fn is_alike(name: &str, key: &str) -> bool {
    let lost = core(&name.replace('?', LOST));
    let letters = |text: &str| text.chars().count();
    letters(&lost) == letters(key)
        && lost
            .chars()
            .zip(key.chars())
            .all(|(a, b)| a == b || LOST.contains(a))
}
