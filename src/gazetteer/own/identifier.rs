//! Identifiers of places that the gazetteer may know.

use super::OwnProblem;
use super::error::shown;
use crate::gazetteer::GazetteerSource;

/// A place at a source: "geonames:2517117".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identifier {
    /// The source.
    pub source: GazetteerSource,
    /// The identifier there.
    pub id: String,
}

impl std::fmt::Display for Identifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.source.as_str(), self.id)
    }
}

impl Identifier {
    /// Reads "geonames:2517117", "gn:2517117", "https://www.geonames.org/2517117/…" or "mapalabra:mar-negro"; `None` for
    /// anything else, as Wikidata's.
    pub(super) fn parse(written: &str) -> Option<Self> {
        let written = written.trim();
        if let Some((_, path)) = written.split_once("geonames.org/") {
            return Self::geonames(path.split(['/', '?', '#']).next()?);
        }
        let (scheme, id) = written.split_once(':')?;
        match (scheme.to_ascii_lowercase().as_str(), id.trim()) {
            ("gn" | "geonames" | "geoname", id) => Self::geonames(id),
            ("own", _) | (_, "") => None,
            (word, id) => Some(Self {
                source: GazetteerSource::parse(word)?,
                id: id.to_owned(),
            }),
        }
    }

    /// What a field of numbers at GeoNames says.
    pub(super) fn in_geonames(field: &str, written: &str) -> Result<Self, OwnProblem> {
        Self::geonames(written)
            .or_else(|| Self::parse(written).filter(|it| it.source == GazetteerSource::GeoNames))
            .ok_or_else(|| OwnProblem::GeoNames {
                field: field.to_owned(),
                found: shown(written),
            })
    }

    fn geonames(id: &str) -> Option<Self> {
        let number: u32 = id.parse().ok()?;
        Some(Self {
            source: GazetteerSource::GeoNames,
            id: number.to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_read_in_every_usual_form() {
        for (written, read) in [
            ("geonames:2517117", Some("geonames:2517117")),
            ("gn:2517117", Some("geonames:2517117")),
            ("http://sws.geonames.org/2517117/", Some("geonames:2517117")),
            (
                "https://www.geonames.org/2517117/granada.html",
                Some("geonames:2517117"),
            ),
            ("mapalabra:mar-negro", Some("mapalabra:mar-negro")),
            ("iso3166-2:ES-GR", Some("iso3166-2:ES-GR")),
            ("gn:Granada", None),
            ("wd:Q8810", None),
            ("own:x", None),
            ("whatever", None),
            ("https://example.org/places/1", None),
        ] {
            let identifier = Identifier::parse(written).map(|it| it.to_string());
            assert_eq!(identifier.as_deref(), read, "{written}");
        }
    }

    #[test]
    fn a_field_of_numbers_takes_nothing_else() {
        let read = |written| Identifier::in_geonames("geonames", written);
        assert_eq!(read("2517117").unwrap().id, "2517117");
        assert_eq!(read("gn:2517117").unwrap().id, "2517117");
        for wrong in ["Granada", "-1", "2.5", "mapalabra:mar-negro", "99999999999"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
