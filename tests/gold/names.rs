//! What a document's places are called in gold, so that the ends of relations can be compared.

use std::collections::{BTreeMap, BTreeSet};

use mapalabra::document::{Document, Mention, PlaceId};
use mapalabra::extract::Label;
use mapalabra::text::fold;

use crate::gold::Gold;

/// Gold names that one end of a relation answers to, normalised. Usually one.
pub type End = BTreeSet<String>;

/// From a document's place ids to gold names: by what the place's mentions lie on, else by what they are called.
#[derive(Debug)]
pub struct Names {
    by_place: BTreeMap<PlaceId, End>,
}

impl Names {
    pub fn new(gold: &Gold, document: &Document) -> Self {
        let mut votes = Votes::new(gold);
        for mention in &document.mentions {
            votes.count(gold, document, mention);
        }
        let mut by_place = votes.weak;
        by_place.extend(votes.strong);
        Self { by_place }
    }

    /// The gold names of a place; its id, which is nobody's name, when no mention refers to it.
    pub fn of(&self, place: &PlaceId) -> End {
        let end = self.by_place.get(place).cloned();
        end.unwrap_or_else(|| End::from([place.to_string()]))
    }
}

/// What mentions say their places are called.
struct Votes {
    /// Gold names of everything seen so far, by what it was called.
    aliases: BTreeMap<String, End>,
    /// By toponyms that lie on gold: these settle a place.
    strong: BTreeMap<PlaceId, End>,
    /// By demonyms, "el país" and toponyms that gold does not have: heard where no toponym settles it.
    weak: BTreeMap<PlaceId, End>,
}

impl Votes {
    fn new(gold: &Gold) -> Self {
        let mut aliases: BTreeMap<String, End> = BTreeMap::new();
        for span in gold.places() {
            for alias in [&span.text, span.name()] {
                let known = aliases.entry(normalise(alias)).or_default();
                known.insert(normalise(span.name()));
            }
        }
        Self {
            aliases,
            strong: BTreeMap::new(),
            weak: BTreeMap::new(),
        }
    }

    fn count(&mut self, gold: &Gold, document: &Document, mention: &Mention) {
        let names = names_of(document, mention);
        let under = lies_on(gold, document, mention);
        let is_toponym = mention.label == Label::Loc && !mention.coreference;
        let is_strong = is_toponym && !under.is_empty();
        let known = if under.is_empty() {
            self.known_as(&names)
        } else {
            under
        };
        if let Some(place) = &mention.place {
            let votes = if is_strong {
                &mut self.strong
            } else {
                &mut self.weak
            };
            let end = votes.entry(place.clone()).or_default();
            end.extend(known.iter().cloned());
            if known.is_empty() {
                end.extend(names.first().cloned());
            }
        }
        if !known.is_empty() {
            for name in names {
                self.aliases.entry(name).or_insert_with(|| known.clone());
            }
        }
    }

    fn known_as(&self, names: &BTreeSet<String>) -> End {
        let ends = names.iter().filter_map(|name| self.aliases.get(name));
        ends.flatten().cloned().collect()
    }
}

/// The gold places that a mention shares a letter with.
fn lies_on(gold: &Gold, document: &Document, mention: &Mention) -> End {
    let at = document.article.code_points(mention.span);
    gold.places()
        .filter(|span| span.start.max(at.start) < span.end.min(at.end))
        .map(|span| normalise(span.name()))
        .collect()
}

/// What the text and the document call a mention, normalised.
fn names_of(document: &Document, mention: &Mention) -> BTreeSet<String> {
    let place = mention.place.as_ref().and_then(|id| document.place(id));
    place
        .map(|place| place.name.as_str())
        .into_iter()
        .chain([document.article.slice(mention.span)])
        .map(normalise)
        .filter(|name| !name.is_empty())
        .collect()
}

/// Folds a name and drops punctuation and a leading article.
pub fn normalise(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .skip_while(|word| ["el", "la", "los", "las", "the"].contains(word))
        .collect::<Vec<_>>()
        .join(" ")
}
