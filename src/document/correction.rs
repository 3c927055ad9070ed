//! Corrections apart from the document that they were made to, so that they outlive a new reading of its text.

use std::collections::BTreeSet;

use super::edit::Edit;
use super::model::{Document, GazetteerRef, Mention, Origin, Place};
use crate::extract::Label;

/// What a person said about a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// The words of the text that it is about.
    names: BTreeSet<String>,
    verdict: Verdict,
}

#[derive(Clone, Debug, PartialEq)]
enum Verdict {
    /// They mean this place.
    Means(Option<GazetteerRef>),
    /// They mean no place.
    NoPlace,
}

/// How a correction fits a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Fit {
    /// The document says so already, or does not speak of it.
    Settled,
    /// This edit makes it so.
    Edit(Edit),
    /// The document speaks of it, but does not know the place that the person chose.
    Unknown,
}

impl Document {
    /// All that a person corrected, in order of appearance.
    pub fn corrections(&self) -> Vec<Correction> {
        let chosen = self.places.iter().filter_map(|place| {
            let names = names_of(self, place);
            (place.origin == Origin::User && !names.is_empty()).then(|| Correction {
                names,
                verdict: Verdict::Means(place.gazetteer.clone()),
            })
        });
        let dismissed: BTreeSet<&str> = self
            .mentions
            .iter()
            .filter(|mention| is_dismissed(mention))
            .map(|mention| self.article.slice(mention.span))
            .collect();
        let dismissed = dismissed.into_iter().map(|name| Correction {
            names: BTreeSet::from([name.to_owned()]),
            verdict: Verdict::NoPlace,
        });
        chosen.chain(dismissed).collect()
    }
}

impl Correction {
    /// What the text calls what was corrected.
    pub fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    /// How it fits a document, which may be of another text.
    pub fn fit(&self, document: &Document) -> Fit {
        let is_named = |place: &&Place| !names_of(document, place).is_disjoint(&self.names);
        let Some(place) = document.places.iter().find(is_named) else {
            return Fit::Settled;
        };
        let id = place.id.clone();
        let Verdict::Means(entry) = &self.verdict else {
            return Fit::Edit(Edit::DismissPlace { place: id });
        };
        if place.origin == Origin::User && place.gazetteer == *entry {
            return Fit::Settled;
        }
        let same = |gazetteer: &Option<GazetteerRef>| entry.is_some() && gazetteer == entry;
        let candidate = place
            .candidates
            .iter()
            .position(|candidate| same(&candidate.gazetteer));
        candidate.map_or(Fit::Unknown, |candidate| {
            Fit::Edit(Edit::ChooseCandidate {
                place: id,
                candidate,
            })
        })
    }
}

/// What the text calls a place; phrases that refer back are no names.
fn names_of(document: &Document, place: &Place) -> BTreeSet<String> {
    let is_name = |mention: &&Mention| {
        mention.place.as_ref() == Some(&place.id)
            && matches!(mention.label, Label::Loc | Label::Demonym)
            && !mention.coreference
    };
    let mentions = document.mentions.iter().filter(is_name);
    mentions
        .map(|mention| document.article.slice(mention.span).to_owned())
        .collect()
}

fn is_dismissed(mention: &Mention) -> bool {
    mention.origin == Origin::User && mention.place.is_none() && mention.label == Label::Misc
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::extract::{Options, extract};
    use crate::gazetteer::Gazetteer;
    use crate::text::{Article, Language};

    fn read(text: &str) -> Document {
        let gazetteer = Gazetteer::embedded().unwrap();
        let article = Arc::new(Article::new("a", text));
        let extraction = extract(&article, &gazetteer, &Options::default());
        Document::from_extraction(article, &extraction, &gazetteer, Language::Es)
    }

    /// The document with its first place as its second candidate and its second place dismissed.
    fn corrected(text: &str) -> Document {
        let mut document = read(text);
        let [first, second] = [0, 1].map(|n| document.places[n].id.clone());
        let choose = Edit::ChooseCandidate {
            place: first,
            candidate: 1,
        };
        document.apply(choose).unwrap();
        document
            .apply(Edit::DismissPlace { place: second })
            .unwrap();
        document
    }

    #[test]
    fn corrections_fit_the_same_article_with_more_text_before_it() {
        let old = corrected("Viajó a Córdoba. Vive en Mérida.");
        let mut new = read("Ayer llovió en Lima.\n\nViajó a Córdoba. Vive en Mérida.");
        let corrections = old.corrections();
        assert_eq!(corrections.len(), 2);
        for correction in &corrections {
            let Fit::Edit(edit) = correction.fit(&new) else {
                panic!("{correction:?}: {:?}", correction.fit(&new));
            };
            new.apply(edit).unwrap();
        }
        assert_eq!(new.corrections(), corrections);
        for correction in &corrections {
            assert_eq!(correction.fit(&new), Fit::Settled);
        }
    }

    #[test]
    fn a_text_that_speaks_of_nothing_of_it_needs_no_correction() {
        let new = read("Ayer llovió en Lima.");
        for correction in corrected("Viajó a Córdoba. Vive en Mérida.").corrections() {
            assert_eq!(correction.fit(&new), Fit::Settled);
        }
    }

    #[test]
    fn a_choice_that_is_offered_no_more_is_told() {
        let old = corrected("Viajó a Córdoba. Vive en Mérida.");
        let mut new = read("Viajó a Córdoba.");
        new.places[0].candidates.truncate(1);
        assert_eq!(old.corrections()[0].fit(&new), Fit::Unknown);
    }
}
