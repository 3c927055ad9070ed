//! How the tables of the lexicon call a place: by a code, or by its Spanish name.

use super::{CountryCode, Gazetteer, GazetteerSource, PlaceIdx};

impl Gazetteer {
    /// The place that a table calls `reference`: the code of a country ("CH") or of a subdivision ("US-GA"), a name
    /// ("Creta"), or a name with the code of the country it lies in, where the bare name means another place
    /// ("Mérida, VE").
    pub fn referred(&self, reference: &str) -> Option<PlaceIdx> {
        self.coded(reference).or_else(|| self.named(reference))
    }

    fn coded(&self, code: &str) -> Option<PlaceIdx> {
        match CountryCode::parse(code) {
            Some(country) => self.country(country),
            None if is_subdivision(code) => self.by_source(GazetteerSource::Iso3166, code),
            None => None,
        }
    }

    /// The most important place that bears the name, in the country that follows it. Tables mean no places of a person's
    /// own: "granadino" is of Granada, and not of a farm that somebody calls so.
    fn named(&self, reference: &str) -> Option<PlaceIdx> {
        let qualified = reference
            .rsplit_once(", ")
            .and_then(|(name, code)| Some((name, CountryCode::parse(code)?)));
        let name = qualified.map_or(reference, |(name, _)| name);
        let found = self.search(name, usize::MAX).into_iter();
        found.map(|(place, _)| place).find(|&place| {
            let place = self.place(place);
            let is_there = qualified.is_none_or(|(_, country)| place.country() == Some(country));
            is_there && place.source() != GazetteerSource::Own
        })
    }
}

/// Whether this is written as the codes of ISO 3166-2 are: a country's code, a hyphen, one to three letters or digits.
fn is_subdivision(code: &str) -> bool {
    let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    code.split_once('-').is_some_and(|(country, part)| {
        country.len() == 2 && matches!(part.len(), 1..=3) && part.chars().all(is_part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::PlaceKind;

    #[test]
    fn a_reference_is_a_code_a_name_or_a_name_in_a_country() {
        let gazetteer = Gazetteer::embedded().unwrap();
        let of = |reference| {
            let place = gazetteer.place(gazetteer.referred(reference)?);
            Some((place.kind(), place.country()?.to_string()))
        };
        assert_eq!(of("GE"), Some((PlaceKind::Country, "GE".into())));
        assert_eq!(of("US-GA"), Some((PlaceKind::Region, "US".into())));
        assert_eq!(of("Mérida, VE"), Some((PlaceKind::City, "VE".into())));
        assert_eq!(of("Mérida, ES"), Some((PlaceKind::City, "ES".into())));
        assert_eq!(of("ZZ"), None);
        assert_eq!(of("US-ZZ"), None);
        assert_eq!(of("Mérida, FR"), None);
    }
}
