//! A place while its fields come in one by one.

use super::error::shown;
use super::field::Field;
use super::geometry::Location;
use super::{Identifier, OwnName, OwnPlace, OwnProblem, Row, kinds};
use crate::gazetteer::PlaceKind;
use crate::geo::LatLon;
use crate::text::{Language, fold};

/// The longest name, in bytes.
const NAME_MAX: usize = 255;
/// The most names a place may have.
const NAMES_MAX: usize = 255;

/// A place whose fields are still coming in.
pub(super) struct Draft {
    place: OwnPlace,
    lat: Option<f64>,
    lon: Option<f64>,
    /// What places of its feature class mostly are.
    class: Option<PlaceKind>,
}

impl Draft {
    pub fn new(row: Row) -> Self {
        Self {
            place: OwnPlace {
                row,
                names: Vec::new(),
                id: None,
                same_as: None,
                matches: Vec::new(),
                kind: None,
                shape: PlaceKind::City,
                at: None,
                bounds: None,
                country: None,
                years: (None, None),
            },
            lat: None,
            lon: None,
            class: None,
        }
    }

    /// Takes in what a field says; nothing, if it is blank.
    pub fn set(&mut self, field: Field, header: &str, written: &str) -> Result<(), OwnProblem> {
        let written = written.trim();
        if written.is_empty() {
            return Ok(());
        }
        match field {
            Field::Name(language) => self.name(header, written, language)?,
            Field::Aliases => {
                for alias in written.split(['|', ';']) {
                    self.name(header, alias, None)?;
                }
            }
            Field::Lat => self.lat = Some(degrees(header, written, 90.0)?),
            Field::Lon => self.lon = Some(degrees(header, written, 180.0)?),
            Field::Kind => {
                self.place.kind = Some(kinds::parse(written).ok_or_else(|| OwnProblem::Kind {
                    field: header.to_owned(),
                    found: shown(written),
                })?);
            }
            Field::Type => self.place.kind = self.place.kind.or(first(written, kinds::parse)),
            Field::Classes => self.class = first(written, kinds::of_class),
            Field::Country => self.country(written),
            Field::From => self.place.years.0 = Some(year(header, written)?),
            Field::To => self.place.years.1 = Some(year(header, written)?),
            Field::Id => self.id(written),
            Field::GeoNames => {
                self.place.same_as = Some(Identifier::in_geonames(header, written)?);
            }
            Field::Matches => {
                self.matches(written.split(['|', ';']).filter_map(Identifier::parse));
            }
        }
        Ok(())
    }

    /// A further name; one that is there already only learns its language.
    pub fn name(
        &mut self,
        field: &str,
        written: &str,
        language: Option<Language>,
    ) -> Result<(), OwnProblem> {
        let text = written.split_whitespace().collect::<Vec<_>>().join(" ");
        if fold(&text).is_empty() {
            return Ok(());
        }
        if text.len() > NAME_MAX {
            return Err(OwnProblem::LongName {
                field: field.to_owned(),
                start: shown(&text),
                length: text.len(),
            });
        }
        let is_known =
            |name: &OwnName| name.text == text && (language.is_none() || name.language == language);
        if self.place.names.iter().any(is_known) {
            return Ok(());
        }
        if self.place.names.len() == NAMES_MAX {
            return Err(OwnProblem::ManyNames);
        }
        self.place.names.push(OwnName { text, language });
        Ok(())
    }

    /// Its point and extent, from a geometry.
    pub fn locate(&mut self, location: Location) {
        self.place.at = Some(location.at);
        self.place.bounds = location.bounds;
        self.place.shape = location.kind;
    }

    /// Known places that it matches.
    pub fn matches(&mut self, all: impl Iterator<Item = Identifier>) {
        self.place.matches.extend(all);
    }

    /// Widens the years in which it existed.
    pub fn existed(&mut self, from: Option<i16>, to: Option<i16>) {
        let years = &mut self.place.years;
        years.0 = years.0.into_iter().chain(from).min();
        years.1 = years.1.into_iter().chain(to).max();
    }

    /// The finished place.
    pub fn finish(mut self) -> Result<OwnPlace, OwnProblem> {
        self.place.shape = self.class.unwrap_or(self.place.shape);
        if self.place.names.is_empty() {
            return Err(OwnProblem::NoName);
        }
        if let (Some(from), Some(to)) = self.place.years
            && from > to
        {
            return Err(OwnProblem::Years { from, to });
        }
        if let (Some(lat), Some(lon)) = (self.lat, self.lon) {
            self.place.at = Some(position(lat, lon)?);
        } else if self.lat.is_some() || self.lon.is_some() {
            let name = self.place.names.swap_remove(0).text;
            return Err(OwnProblem::NoPoint { name });
        }
        Ok(self.place)
    }

    /// A place in several countries has none.
    fn country(&mut self, written: &str) {
        let mut all = written
            .split(['|', ';'])
            .map(str::trim)
            .filter(|one| !one.is_empty());
        let only = all.next().filter(|_| all.next().is_none());
        self.place.country = only.map(str::to_owned);
    }

    fn id(&mut self, written: &str) {
        if let Some(known) = Identifier::parse(written) {
            self.place.same_as.get_or_insert(known);
        }
        self.place.id.get_or_insert_with(|| written.to_owned());
    }
}

/// The first of several words that is a kind.
fn first(written: &str, parse: fn(&str) -> Option<PlaceKind>) -> Option<PlaceKind> {
    written.split(['|', ';', ',']).find_map(parse)
}

/// A point, if it is on Earth.
pub(super) fn position(lat: f64, lon: f64) -> Result<LatLon, OwnProblem> {
    if lat.abs() > 90.0 && lat.abs() <= 180.0 && lon.abs() <= 90.0 {
        return Err(OwnProblem::Swapped { lat, lon });
    }
    for (field, found, limit) in [("latitude", lat, 90.0), ("longitude", lon, 180.0)] {
        if found.is_nan() || found.abs() > limit {
            return Err(OwnProblem::Beyond {
                field: field.to_owned(),
                found,
                limit,
            });
        }
    }
    Ok(LatLon::new(lat, lon))
}

/// Decimal degrees, with a point or a comma; beyond the limit only as far as an exchange of the two would explain.
fn degrees(field: &str, written: &str, limit: f64) -> Result<f64, OwnProblem> {
    let plain = written.replace(',', ".").replace('\u{2212}', "-");
    let found = plain
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite());
    let found = found.ok_or_else(|| OwnProblem::Degrees {
        field: field.to_owned(),
        found: shown(written),
    })?;
    if found.abs() > limit.max(180.0) {
        return Err(OwnProblem::Beyond {
            field: field.to_owned(),
            found,
            limit,
        });
    }
    Ok(found)
}

/// The year of "1453", "-0027" or "1453-05-29".
pub(super) fn year(field: &str, written: &str) -> Result<i16, OwnProblem> {
    let written = written.trim();
    let digits = written.strip_prefix(['-', '\u{2212}']).unwrap_or(written);
    let before_us = digits.len() < written.len();
    let year = digits.split(['-', '/', 'T']).next().unwrap_or_default();
    let is_number = !year.is_empty() && year.bytes().all(|byte| byte.is_ascii_digit());
    let number: Option<i16> = year.parse().ok().filter(|_| is_number);
    number
        .map(|number| if before_us { -number } else { number })
        .ok_or_else(|| OwnProblem::Year {
            field: field.to_owned(),
            found: shown(written),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_take_a_point_or_a_comma() {
        for (written, read) in [
            ("37.5", 37.5),
            ("-3,75", -3.75),
            ("\u{2212}8", -8.0),
            ("+2", 2.0),
        ] {
            assert_eq!(degrees("lat", written, 90.0).unwrap(), read);
        }
        for wrong in ["", "37°", "1.234,5", "NaN", "inf", "N37", "1e999"] {
            assert!(degrees("lat", wrong, 90.0).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_point_off_the_earth_is_told_from_an_exchanged_one() {
        assert!(position(90.0, -180.0).is_ok());
        for (lat, lon, told) in [
            (
                -99.1,
                19.4,
                "latitude -99.1 is beyond 90 degrees; latitude and longitude (19.4) seem to be swapped",
            ),
            (95.0, 120.0, "latitude: 95 is beyond 90"),
            (40.0, 181.0, "longitude: 181 is beyond 180"),
            (f64::NAN, 0.0, "latitude: NaN is beyond 90"),
            (0.0, f64::INFINITY, "longitude: inf is beyond 180"),
        ] {
            let error = position(lat, lon).unwrap_err().to_string();
            assert!(error.starts_with(told), "{error}");
        }
    }

    #[test]
    fn years_are_read_from_dates_too() {
        for (written, read) in [
            ("1453", 1453),
            ("-0027", -27),
            ("1453-05-29", 1453),
            (" 476 ", 476),
        ] {
            assert_eq!(year("from", written).unwrap(), read, "{written}");
        }
        for wrong in ["", "-", "siglo XV", "1453 d. C.", "99999", "12a"] {
            assert!(year("from", wrong).is_err(), "{wrong}");
        }
    }
}
