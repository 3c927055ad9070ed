//! From what `extract` found to a document: ids, and what the gazetteer knows of each place.

use std::sync::Arc;

use super::model::{
    Candidate, Document, Extra, GazetteerRef, Mention, MentionId, Origin, Place, PlaceId, Relation,
    RelationId,
};
use crate::extract::{self, Extraction, ResolvedPlace, ScoredPlace};
use crate::gazetteer::{self, Gazetteer};
use crate::text::{Article, Language};

impl Document {
    /// The document of an article in which `extraction` was found.
    ///
    /// Ids are numbered in the order of the extraction. Places bear their names in the language that the article
    /// was read in, or else in `fallback`.
    pub fn from_extraction(
        article: Arc<Article>,
        extraction: &Extraction,
        gazetteer: &Gazetteer,
        fallback: Language,
    ) -> Self {
        let language = extraction.language.unwrap_or(fallback);
        let mentions = extraction.mentions.iter().enumerate();
        let relations = extraction.relations.iter().enumerate();
        Self {
            mentions: mentions.map(|(n, found)| mention(n, found)).collect(),
            places: extraction
                .places
                .iter()
                .enumerate()
                .map(|(n, found)| place(n, found, gazetteer, language))
                .collect(),
            relations: relations.map(|(n, found)| relation(n, found)).collect(),
            stages: extraction
                .stages
                .iter()
                .map(|&stage| stage.to_owned())
                .collect(),
            ..Self::new(with_language(article, extraction.language))
        }
    }
}

/// The article with the language it was read in, unless it came with one.
fn with_language(mut article: Arc<Article>, language: Option<Language>) -> Arc<Article> {
    if let (None, Some(language)) = (&article.language, language) {
        Arc::make_mut(&mut article).language = Some(language.code().to_owned());
    }
    article
}

fn mention(n: usize, found: &extract::Mention) -> Mention {
    Mention {
        id: mention_id(n),
        span: found.span,
        label: found.label,
        place: found.place.map(place_id),
        confidence: found.confidence,
        origin: Origin::Extracted,
        coreference: found.coreference,
        antecedent: found.antecedent.map(mention_id),
        extra: Extra::new(),
    }
}

fn place(n: usize, found: &ResolvedPlace, gazetteer: &Gazetteer, language: Language) -> Place {
    let entry = gazetteer.place(found.place);
    Place {
        id: place_id(n),
        name: entry.name(language).to_owned(),
        kind: entry.kind(),
        at: entry.at(),
        bounds: entry.bounds(),
        country: entry.country(),
        gazetteer: Some(reference(entry)),
        confidence: found.confidence,
        origin: Origin::Extracted,
        candidates: found
            .candidates
            .iter()
            .map(|candidate| scored(candidate, gazetteer, language))
            .collect(),
        reason: found.reason.clone(),
        extra: Extra::new(),
    }
}

fn scored(found: &ScoredPlace, gazetteer: &Gazetteer, language: Language) -> Candidate {
    let entry = gazetteer.place(found.place);
    Candidate {
        name: entry.name(language).to_owned(),
        kind: entry.kind(),
        at: entry.at(),
        bounds: entry.bounds(),
        country: entry.country(),
        gazetteer: Some(reference(entry)),
        score: found.score,
        extra: Extra::new(),
    }
}

fn reference(entry: gazetteer::Place<'_>) -> GazetteerRef {
    GazetteerRef {
        source: entry.source().as_str().to_owned(),
        id: entry.source_id(),
    }
}

fn relation(n: usize, found: &extract::Relation) -> Relation {
    Relation {
        id: RelationId::numbered(n + 1),
        source: place_id(found.source),
        target: place_id(found.target),
        via: Vec::new(),
        kind: found.kind,
        label: found.label.clone(),
        directed: found.directed,
        negated: found.negated,
        hypothetical: found.hypothetical,
        when: found.when.clone(),
        evidence: found.evidence.clone(),
        trigger: Some(found.trigger),
        source_mention: found.source_mention.map(mention_id),
        target_mention: found.target_mention.map(mention_id),
        attributed_to: found.attributed_to.clone(),
        reason: found.reason.clone(),
        confidence: found.confidence,
        origin: Origin::Extracted,
        extra: Extra::new(),
    }
}

fn mention_id(index: usize) -> MentionId {
    MentionId::numbered(index + 1)
}

fn place_id(index: usize) -> PlaceId {
    PlaceId::numbered(index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Label, RelationKind};
    use crate::gazetteer::{GazetteerSource, NameClass, NameEntry, PlaceEntry, PlaceKind, build};
    use crate::geo::LatLon;
    use crate::text::Span;

    fn entry(id: &str, at: LatLon, names: &[(&str, u8)]) -> PlaceEntry {
        let name = |&(text, languages): &(&str, u8)| NameEntry {
            text: text.to_owned(),
            class: NameClass::Label,
            languages,
            common: false,
        };
        PlaceEntry {
            source: GazetteerSource::GeoNames,
            source_id: id.to_owned(),
            kind: PlaceKind::City,
            at,
            population: 0,
            importance: 0.5,
            country: None,
            container: None,
            capital: false,
            bounds: None,
            years: (None, None),
            names: names.iter().map(name).collect(),
        }
    }

    fn gazetteer() -> Gazetteer {
        let bytes = build(vec![
            entry(
                "1",
                LatLon::new(10.0, 20.0),
                &[("Londres", 1), ("London", 2)],
            ),
            entry("2", LatLon::new(42.98, -81.25), &[("London", 2)]),
            entry(
                "3",
                LatLon::new(38.7, -9.1),
                &[("Lisboa", 1), ("Lisbon", 2)],
            ),
        ]);
        Gazetteer::open(bytes.unwrap()).unwrap()
    }

    /// "Londres y Lisboa" with everything that an extraction can hold.
    fn extraction(gazetteer: &Gazetteer, language: Option<Language>) -> Extraction {
        let idx = |id: &str| gazetteer.by_source(GazetteerSource::GeoNames, id).unwrap();
        let resolved = |id: &str, candidates: &[(&str, f32)]| ResolvedPlace {
            place: idx(id),
            confidence: 0.9,
            candidates: candidates
                .iter()
                .map(|&(id, score)| ScoredPlace {
                    place: idx(id),
                    score,
                })
                .collect(),
            reason: None,
        };
        let mention = |start, end, place| extract::Mention {
            span: Span::new(start, end),
            label: Label::Loc,
            place: Some(place),
            confidence: 0.9,
            coreference: place == 1,
            antecedent: (place == 1).then_some(0),
        };
        Extraction {
            language,
            stages: vec!["gazetteer", "rules"],
            mentions: vec![mention(0, 7, 0), mention(10, 16, 1)],
            places: vec![
                resolved("1", &[("1", 0.8), ("2", 0.1)]),
                resolved("3", &[("3", 1.0)]),
            ],
            relations: vec![extract::Relation {
                source: 1,
                target: 0,
                kind: RelationKind::Movement,
                label: "y".to_owned(),
                directed: true,
                negated: false,
                hypothetical: false,
                when: None,
                evidence: vec![Span::new(0, 16)],
                trigger: Span::new(8, 9),
                source_mention: Some(1),
                target_mention: Some(0),
                attributed_to: None,
                reason: None,
                confidence: 0.7,
            }],
        }
    }

    fn document(language: Option<Language>, fallback: Language) -> Document {
        let gazetteer = gazetteer();
        let article = Arc::new(Article::new("a", "Londres y Lisboa"));
        let extraction = extraction(&gazetteer, language);
        Document::from_extraction(article, &extraction, &gazetteer, fallback)
    }

    #[test]
    fn what_was_found_gets_ids_and_names() {
        let document = document(Some(Language::Es), Language::En);
        let london = &document.places[0];
        assert_eq!(
            (london.id.to_string(), london.name.as_str()),
            ("p1".into(), "Londres")
        );
        let candidates: Vec<_> = london
            .candidates
            .iter()
            .map(|candidate| candidate.gazetteer.as_ref().unwrap().id.as_str())
            .collect();
        assert_eq!(candidates, ["1", "2"]);
        assert_eq!(document.mentions[1].id.to_string(), "m2");
        assert_eq!(
            document.mentions[1].antecedent,
            Some(MentionId::numbered(1))
        );
        assert_eq!(document.relations[0].source, PlaceId::numbered(2));
        assert_eq!(document.article.language.as_deref(), Some("es"));
        assert_eq!(document.stages, ["gazetteer", "rules"]);
    }

    #[test]
    fn an_unknown_language_falls_back() {
        let document = document(None, Language::En);
        assert_eq!(document.places[0].name, "London");
        assert_eq!(document.article.language, None);
    }

    #[test]
    fn what_was_found_can_be_saved_and_opened() {
        let document = document(Some(Language::Es), Language::Es);
        assert_eq!(Document::from_json(&document.to_json()).unwrap(), document);
    }
}
