//! Outlines of places: countries, subdivisions, what is past, waters and islands; and the extents that follow from them.

use std::collections::{BTreeMap, BTreeSet};

use mapalabra::gazetteer::{GazetteerSource, OutlineEntry, PlaceEntry, PlaceKind};
use mapalabra::geo::{Bounds, LatLon, Outline};
use mapalabra::text::fold;

use crate::divisions::Divisions;
use crate::natural_earth::{self, Country};
use crate::shapefile::Parts;
use crate::topology::Layer;
use crate::waters::Waters;
use crate::{Error, Sources, shapes, tables};

/// How far simplified borders of countries stray, in degrees.
const BORDER_TOLERANCE: f64 = 0.01;
/// Smallest island of a country that is kept, in degrees.
const SMALLEST_ISLAND: f64 = 0.03;
/// Furthest that an island's point may lie from its shore.
const ISLAND_KM: f64 = 3.0;
/// Widest island, in degrees (Ellesmere Island), and highest (Greenland); what is larger is a continent.
const WIDEST_ISLAND: f64 = 65.0;
/// How far islands may reach out of the extent of their group.
const OUT_OF_EXTENT_KM: f64 = 15.0;
/// Parts of a place that lie further from the rest than this many degrees do not widen its extent.
const REACH_DEGREES: f64 = 4.0;
/// How much further than its cities a subdivision reaches.
const AROUND_CITIES_KM: f64 = 10.0;

/// Deepest that subdivisions lie in each other.
const MAX_DEPTH: usize = 3;

/// Source and identifier of a place.
type PlaceKey = (GazetteerSource, String);

/// The outlines of all places that have one. Places without an extent get one from their outline, and subdivisions
/// without an outline from the cities in them.
pub fn read(sources: &Sources, entries: &mut [PlaceEntry]) -> Result<Vec<OutlineEntry>, Error> {
    let shapes = Shapes::read(sources)?;
    let mut outlines = Vec::new();
    for entry in entries.iter_mut() {
        if let Some(outline) = shapes.outline(entry)? {
            entry.bounds = entry.bounds.or_else(|| extent(&outline));
            outlines.push(OutlineEntry {
                source: entry.source,
                source_id: entry.source_id.clone(),
                outline,
            });
        }
    }
    extend_over_cities(entries);
    report_lost(entries, &shapes.links);
    report(entries, &outlines);
    Ok(outlines)
}

/// All there is to draw places with.
struct Shapes<'s> {
    countries: Countries<'s>,
    divisions: Divisions,
    waters: Waters,
    islands: Islands,
    links: BTreeMap<String, Link>,
}

impl<'s> Shapes<'s> {
    fn read(sources: &'s Sources) -> Result<Self, Error> {
        Ok(Self {
            countries: Countries::new(sources),
            divisions: Divisions::read(sources)?,
            waters: Waters::read(sources)?,
            islands: Islands::read(sources)?,
            links: links(sources)?,
        })
    }

    fn outline(&self, entry: &PlaceEntry) -> Result<Option<Outline>, Error> {
        let outline = match (entry.source, entry.kind) {
            (GazetteerSource::GeoNames, PlaceKind::Country) => self.country(entry),
            (GazetteerSource::Iso3166, _) => self.divisions.outline(entry),
            (GazetteerSource::Mapalabra, _) => match self.links.get(&entry.source_id) {
                Some(Link::Countries(codes)) => return self.countries.union(codes).map(Some),
                Some(Link::Waters(names)) => self.waters.called(names, entry),
                None => self.waters.outline(entry),
            },
            _ => None,
        };
        Ok(outline.or_else(|| self.islands.outline(entry)))
    }

    fn country(&self, entry: &PlaceEntry) -> Option<Outline> {
        self.countries
            .outline(entry)
            .or_else(|| self.divisions.dependency(entry))
            .or_else(|| self.islands.at(entry.at))
    }
}

/// The box of an outline without far-off parts.
fn extent(outline: &Outline) -> Option<Bounds> {
    if !outline.is_area() {
        return outline.bounds();
    }
    let boxes = outline.parts().iter();
    let boxes = boxes.filter_map(|ring| Outline::area(vec![ring.clone()]).bounds());
    natural_earth::extent(boxes.collect(), REACH_DEGREES).map(|(bounds, _)| bounds)
}

/// Gives first-level subdivisions that have no extent that of the cities in them, with a margin.
fn extend_over_cities(entries: &mut [PlaceEntry]) {
    let containers: BTreeMap<PlaceKey, PlaceKey> = entries
        .iter()
        .filter(|entry| entry.kind != PlaceKind::City)
        .filter_map(|entry| {
            let key = (entry.source, entry.source_id.clone());
            Some((key, entry.container.clone()?))
        })
        .collect();
    let mut cities: BTreeMap<PlaceKey, Vec<LatLon>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.kind == PlaceKind::City) {
        let around = std::iter::successors(entry.container.as_ref(), |key| containers.get(key));
        for key in around.take(MAX_DEPTH) {
            cities.entry(key.clone()).or_default().push(entry.at);
        }
    }
    let bare = |entry: &&mut PlaceEntry| {
        entry.source == GazetteerSource::Iso3166 && entry.bounds.is_none()
    };
    for entry in entries.iter_mut().filter(bare) {
        let within = cities.get(&(entry.source, entry.source_id.clone()));
        entry.bounds = Bounds::around(within.into_iter().flatten().copied())
            .map(|bounds| bounds.padded_km(AROUND_CITIES_KM));
    }
}

/// Outlines of countries, and of what countries made up.
struct Countries<'s> {
    rows: &'s [Country],
    layer: Layer,
}

impl<'s> Countries<'s> {
    fn new(sources: &'s Sources) -> Self {
        let rows = sources.natural_earth.rows();
        let rings = rows.iter().flat_map(|row| &row.rings);
        Self {
            rows,
            layer: Layer::new(rings, BORDER_TOLERANCE, SMALLEST_ISLAND),
        }
    }

    fn outline(&self, entry: &PlaceEntry) -> Option<Outline> {
        let code = entry.country?.to_string();
        self.of_rows(|row| row.attribute("ISO_A2_EH") == Some(code.as_str()))
    }

    /// The outline of countries given by their three-letter codes, such as "CZE+SVK".
    fn union(&self, codes: &str) -> Result<Outline, Error> {
        let codes: Vec<&str> = codes.split('+').collect();
        let known = |code: &&str| {
            self.rows
                .iter()
                .any(|row| row.attribute("ADM0_A3") == Some(code))
        };
        if let Some(unknown) = codes.iter().find(|code| !known(code)) {
            return Err(format!("no country has the code {unknown}").into());
        }
        let is_part = |row: &Country| {
            row.attribute("ADM0_A3")
                .is_some_and(|code| codes.contains(&code))
        };
        self.of_rows(is_part).ok_or_else(|| "no countries".into())
    }

    fn of_rows(&self, is_meant: impl Fn(&Country) -> bool) -> Option<Outline> {
        let rows = self.rows.iter().filter(|row| is_meant(row));
        self.layer.area(rows.flat_map(|row| &row.rings))
    }
}

/// What a table says about the outline of a place.
enum Link {
    /// Three-letter codes of the countries that make it up.
    Countries(String),
    /// Names of the shapes of a water.
    Waters(Vec<String>),
}

/// Places whose outline is told by hand: by their extent, or in the table of outlines. By identifier.
fn links(sources: &Sources) -> Result<BTreeMap<String, Link>, Error> {
    let mut links = BTreeMap::new();
    for table in tables::TABLES {
        for row in tables::rows(&sources.tables.join(table).with_extension("tsv"))? {
            if let Some(codes) = row.iter().find_map(|column| column.strip_prefix("adm:")) {
                links.insert(
                    tables::identifier(&row[2]),
                    Link::Countries(codes.to_owned()),
                );
            }
        }
    }
    for row in tables::rows(&sources.tables.join("outlines.tsv"))? {
        let [id, shapes] = &row[..] else {
            return Err(format!("outlines.tsv, {row:?}: two columns are needed").into());
        };
        let link = match shapes.strip_prefix("adm:") {
            Some(codes) => Link::Countries(codes.to_owned()),
            None => Link::Waters(shapes.split('|').map(str::to_owned).collect()),
        };
        links.insert(id.clone(), link);
    }
    Ok(links)
}

/// Outlines of islands and their groups.
struct Islands {
    shores: Vec<(Bounds, Vec<LatLon>)>,
    layer: Layer,
}

impl Islands {
    fn read(sources: &Sources) -> Result<Self, Error> {
        let land: Parts = shapes::land(&sources.packages)?;
        let layer = Layer::new(&land, BORDER_TOLERANCE, 0.0);
        let shores = land.into_iter().filter_map(|ring| {
            let bounds = Outline::area(vec![ring.clone()]).bounds()?;
            (bounds.width() < WIDEST_ISLAND).then_some((bounds, ring))
        });
        Ok(Self {
            shores: shores.collect(),
            layer,
        })
    }

    /// All islands within the extent kept by hand; without one, the island at the point of a single island.
    fn outline(&self, entry: &PlaceEntry) -> Option<Outline> {
        if entry.kind != PlaceKind::Island {
            return None;
        }
        let Some(extent) = entry.bounds else {
            return if is_group(entry) {
                None
            } else {
                self.at(entry.at)
            };
        };
        let extent = extent.padded_km(OUT_OF_EXTENT_KM);
        let within = |(bounds, _): &&(Bounds, Vec<LatLon>)| {
            let corners = [(bounds.south, bounds.west), (bounds.north, bounds.east)];
            corners
                .iter()
                .all(|&(lat, lon)| extent.contains(LatLon::new(lat, lon)))
        };
        let inside = self.shores.iter().filter(within);
        self.layer.area(inside.map(|(_, ring)| ring))
    }

    fn at(&self, point: LatLon) -> Option<Outline> {
        let near = self
            .shores
            .iter()
            .filter(|(bounds, _)| bounds.padded_km(ISLAND_KM).contains(point));
        let away = |ring: &Vec<LatLon>| Outline::area(vec![ring.clone()]).distance_km(point);
        let (km, ring) = near
            .map(|(_, ring)| (away(ring), ring))
            .min_by(|a, b| a.0.total_cmp(&b.0))?;
        (km <= ISLAND_KM).then(|| self.layer.area([ring]))?
    }
}

/// Whether a name says that there are several islands.
fn is_group(entry: &PlaceEntry) -> bool {
    entry.names.iter().any(|name| {
        let folded = fold(&name.text);
        let mut words = folded.split(' ');
        words.any(|word| {
            matches!(
                word,
                "islas"
                    | "islands"
                    | "isles"
                    | "ilhas"
                    | "isole"
                    | "iles"
                    | "archipielago"
                    | "archipelago"
                    | "inseln"
            )
        })
    })
}

/// Names the rows of the table of outlines whose place is gone.
fn report_lost(entries: &[PlaceEntry], links: &BTreeMap<String, Link>) {
    let ids: BTreeSet<&str> = entries
        .iter()
        .map(|entry| entry.source_id.as_str())
        .collect();
    for (id, link) in links {
        if matches!(link, Link::Waters(_)) && !ids.contains(id.as_str()) {
            println!("outlines.tsv: no place {id}");
        }
    }
}

/// How many places of each kind have an outline, and an extent.
fn report(entries: &[PlaceEntry], outlines: &[OutlineEntry]) {
    let mut counts: BTreeMap<&str, (u32, u32, u32)> = BTreeMap::new();
    let with: BTreeSet<_> = outlines
        .iter()
        .map(|outline| (outline.source, outline.source_id.as_str()))
        .collect();
    for entry in entries {
        let count = counts.entry(entry.kind.as_str()).or_default();
        count.0 += u32::from(with.contains(&(entry.source, entry.source_id.as_str())));
        count.1 += u32::from(entry.bounds.is_some());
        count.2 += 1;
    }
    for (kind, (outlined, extended, all)) in counts {
        println!("{kind}: {outlined} outlines, {extended} extents, {all} places");
    }
    let points = outlines.iter().flat_map(|entry| entry.outline.parts());
    println!("{} points in outlines", points.map(Vec::len).sum::<usize>());
}
