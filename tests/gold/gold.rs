//! Gold: what a careful reader finds in an article.

use std::fs;
use std::path::{Path, PathBuf};

use mapalabra::document::Document;
use mapalabra::extract::RelationKind;
use mapalabra::geo::LatLon;
use serde::Deserialize;
use serde_json::json;

/// A folder of articles `NAME.txt`, each with `NAME.gold.json` beside it.
#[derive(Clone, Copy, Debug)]
pub enum Collection {
    /// Offered on the welcome screen.
    Samples,
    /// What the rules are developed on.
    Development,
    /// What nobody reads while developing, so that its figures tell how the rules do on new text.
    Held,
}

impl Collection {
    pub const ALL: [Self; 3] = [Self::Samples, Self::Development, Self::Held];

    pub fn name(self) -> &'static str {
        match self {
            Self::Samples => "samples",
            Self::Development => "development",
            Self::Held => "held",
        }
    }

    pub fn folder(self) -> PathBuf {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        root.join(match self {
            Self::Samples => "assets/samples",
            Self::Development => "tests/data/articles",
            Self::Held => "tests/data/articles/held",
        })
    }

    /// Its articles by name.
    pub fn load(self) -> Vec<Gold> {
        let entries = fs::read_dir(self.folder()).expect("the folder of a collection");
        let mut files: Vec<PathBuf> = entries
            .map(|entry| entry.expect("an entry of the folder").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
            .collect();
        files.sort();
        assert!(!files.is_empty(), "{} holds no article", self.name());
        files.iter().map(|file| Gold::load(file)).collect()
    }
}

/// One article with the spans and relations that a careful reader finds. Offsets are code points.
#[derive(Debug, Deserialize)]
pub struct Gold {
    pub doc_id: String,
    pub text: String,
    pub spans: Vec<GoldSpan>,
    pub relations: Vec<GoldRelation>,
    /// Strings that look like places and name none.
    pub traps: Vec<String>,
}

/// A name in the text.
#[derive(Debug, Deserialize)]
pub struct GoldSpan {
    pub start: usize,
    pub end: usize,
    pub text: String,
    /// LOC, PER, ORG or MISC.
    pub label: String,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// How far from `lat`, `lon` an answer may lie.
    pub tolerance_km: Option<f64>,
    /// What relations call the place, where its surface form is another.
    pub name: Option<String>,
}

/// A relation between two places that the text states.
#[derive(Debug, Deserialize)]
pub struct GoldRelation {
    pub source: String,
    pub target: String,
    pub kind: String,
    /// Kinds that are as right.
    #[serde(default)]
    pub kind_alt: Vec<String>,
    pub evidence: String,
    pub start: usize,
    pub end: usize,
    /// Whether a careful reader surely expects it; the others are defensible and count neither way.
    pub must: bool,
    pub directed: bool,
    pub negated: bool,
    /// Chains of legs, as pairs of ends, any of which says the same.
    #[serde(default)]
    pub alt: Vec<Vec<(String, String)>>,
}

impl GoldSpan {
    pub fn is_place(&self) -> bool {
        self.label == "LOC"
    }

    /// How far from the place an answer lies, where there is one.
    pub fn distance_km(&self, at: Option<LatLon>) -> Option<f64> {
        Some(at?.distance_km(LatLon::new(self.lat?, self.lon?)))
    }

    /// Whether an answer that far away is still right.
    pub fn allows(&self, far_km: f64) -> bool {
        self.tolerance_km
            .is_some_and(|tolerance_km| far_km <= tolerance_km)
    }

    /// What relations call it.
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.text)
    }
}

impl Gold {
    fn load(article: &Path) -> Self {
        let gold: Self = serde_json::from_str(&read(&article.with_extension("gold.json")))
            .unwrap_or_else(|error| panic!("gold of {}: {error}", article.display()));
        assert_eq!(
            gold.text,
            read(article),
            "{} and its gold differ",
            article.display()
        );
        gold
    }

    /// The spans that name places.
    pub fn places(&self) -> impl Iterator<Item = &GoldSpan> {
        self.spans.iter().filter(|span| span.is_place())
    }

    /// The document of a program that finds exactly what gold has.
    pub fn as_document(&self) -> Document {
        let mut names: Vec<&str> = self.places().map(GoldSpan::name).collect();
        names.sort_unstable();
        names.dedup();
        let id_of = |name: &str| names.iter().position(|other| *other == name);
        let place = |name: &str| id_of(name).map(|n| format!("p{n}"));
        let at = |name: &str| self.places().find(|span| span.name() == name);
        let document = json!({
            "format": "mapalabra", "version": 1,
            "article": {"id": self.doc_id, "text": self.text},
            "mentions": self.spans.iter().enumerate().map(|(n, span)| json!({
                "id": format!("m{n}"), "start": span.start, "end": span.end, "label": span.label,
                "place": place(span.name()).filter(|_| span.is_place()),
            })).collect::<Vec<_>>(),
            "places": names.iter().map(|name| json!({
                "id": place(name), "name": name, "kind": "city",
                "lat": at(name).and_then(|span| span.lat), "lon": at(name).and_then(|span| span.lon),
            })).collect::<Vec<_>>(),
            "relations": self.relations.iter().enumerate().map(|(n, relation)| json!({
                "id": format!("r{n}"), "source": place(&relation.source), "target": place(&relation.target),
                "kind": relation.kind, "directed": relation.directed, "negated": relation.negated,
                "evidence": [{"start": relation.start, "end": relation.end}],
            })).collect::<Vec<_>>(),
        });
        Document::from_json(&document.to_string()).expect("gold makes a document")
    }

    /// Spans quote the text and never overlap, evidence quotes the text, and relations link places of the text.
    pub fn assert_consistent(&self) {
        let id = &self.doc_id;
        let letters: Vec<char> = self.text.chars().collect();
        let quote = |start: usize, end: usize| -> String { letters[start..end].iter().collect() };
        let mut last = 0;
        for span in &self.spans {
            assert_eq!(quote(span.start, span.end), span.text, "{id}: {span:?}");
            assert!(span.start >= last, "{id}: overlap at {span:?}");
            last = span.end;
            let located = span.lat.is_some() && span.lon.is_some() && span.tolerance_km.is_some();
            assert_eq!(span.is_place(), located, "{id}: {span:?}");
        }
        for relation in &self.relations {
            let quoted = quote(relation.start, relation.end);
            assert_eq!(quoted, relation.evidence, "{id}: {relation:?}");
            for end in [&relation.source, &relation.target] {
                let named = self.places().any(|span| span.name() == end);
                assert!(named, "{id}: no span names {end}: {relation:?}");
            }
            for kind in relation.kind_alt.iter().chain([&relation.kind]) {
                assert!(RelationKind::from_word(kind).is_some(), "{id}: {kind}");
            }
        }
        for trap in &self.traps {
            assert!(self.text.contains(trap.as_str()), "{id}: no trap {trap}");
        }
    }
}

/// The text of a file that the tests need.
pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
