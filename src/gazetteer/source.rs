//! Where an entry of the gazetteer comes from.

/// The data set an entry comes from; together with the entry's id there it identifies the place for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum GazetteerSource {
    /// GeoNames (cities and countries); the id is the geonameid.
    GeoNames,
    /// Natural Earth.
    NaturalEarth,
    /// ISO 3166-2; the id is the subdivision's code ("AR-X").
    Iso3166,
    /// The tables kept by hand in `assets/gazetteer`; the id is the folded Spanish name ("mar-negro").
    Mapalabra,
    /// A person's own file; the id is the one that the file gives, or the folded name.
    Own,
}

impl GazetteerSource {
    /// All of them, in the order of the compiled gazetteer's codes.
    pub const ALL: [Self; 5] = [
        Self::GeoNames,
        Self::NaturalEarth,
        Self::Iso3166,
        Self::Mapalabra,
        Self::Own,
    ];

    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GeoNames => "geonames",
            Self::NaturalEarth => "naturalearth",
            Self::Iso3166 => "iso3166-2",
            Self::Mapalabra => "mapalabra",
            Self::Own => "own",
        }
    }

    /// The licence under which its entries may be passed on, as people call it.
    pub fn licence(self) -> &'static str {
        match self {
            Self::GeoNames => "CC BY 4.0",
            Self::NaturalEarth => "public domain",
            Self::Iso3166 => "MIT AND Unicode-DFS-2016",
            Self::Mapalabra => "MIT OR Apache-2.0",
            Self::Own => "as its file says",
        }
    }

    /// The source as people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::GeoNames => "GeoNames",
            Self::NaturalEarth => "Natural Earth",
            Self::Iso3166 => "ISO 3166-2",
            Self::Mapalabra => "mapalabra",
            Self::Own => "own file",
        }
    }

    /// The source that files call `word`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for source in GazetteerSource::ALL {
            assert_eq!(GazetteerSource::parse(source.as_str()), Some(source));
        }
        assert_eq!(GazetteerSource::parse("wikidata"), None);
    }

    #[test]
    fn every_source_has_its_licence() {
        let licences = GazetteerSource::ALL.map(GazetteerSource::licence);
        assert_eq!(
            licences,
            [
                "CC BY 4.0",
                "public domain",
                "MIT AND Unicode-DFS-2016",
                "MIT OR Apache-2.0",
                "as its file says"
            ]
        );
    }
}
