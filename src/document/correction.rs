//! Corrections apart from the document that they were made to, so that they outlive a new reading of its text.

use std::collections::BTreeSet;

use super::edit::{Edit, Statement};
use super::model::{Candidate, Document, MARKED, Mention, MentionId, Origin, Place, PlaceId};
use super::removed::{Removed, is_entry};
use crate::extract::Label;
use crate::text::Span;

/// What a person said about a name or a relation.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// The words of the text that it is about.
    names: BTreeSet<String>,
    verdict: Verdict,
}

#[derive(Clone, Debug, PartialEq)]
enum Verdict {
    /// They mean this place, wherever they stand.
    Means(Box<Candidate>),
    /// They mean this place where they stand for the n-th time, counted from 0.
    MeansAt(usize, Box<Candidate>),
    /// They mean no place.
    NoPlace,
    /// They state something between two places.
    States(Box<Stated>),
    /// They do not state what a person deleted. Beside it, how often the words of each of its stretches stand before it.
    StatesNot(Box<Removed>, Vec<(String, usize)>),
}

/// A relation that a person added or changed.
#[derive(Clone, Debug, PartialEq)]
struct Stated {
    ends: [Candidate; 2],
    /// What it says; the ends are those above.
    statement: Statement,
    label: String,
}

/// How a correction fits a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Fit {
    /// The document says so already, or does not speak of it.
    Settled,
    /// This edit makes it so.
    Edit(Edit),
    /// The document speaks of it, but lacks what it is about.
    Unknown,
}

impl Document {
    /// All that a person corrected, in order of appearance: names first, then what is said between places.
    pub fn corrections(&self) -> Vec<Correction> {
        let chosen = self
            .places
            .iter()
            .filter(|place| place.origin == Origin::User);
        let chosen = chosen.filter_map(|place| {
            let names = names_of(self, place);
            let is_shared =
                |other: &Place| other.id != place.id && !names_of(self, other).is_disjoint(&names);
            let is_whole = !names.is_empty() && !self.places.iter().any(is_shared);
            is_whole.then(|| Correction {
                names,
                verdict: Verdict::Means(Box::new(Candidate::of(place))),
            })
        });
        let chosen: Vec<_> = chosen.collect();
        let is_covered = |words: &str| chosen.iter().any(|one| one.names.contains(words));
        let single = self.mentions.iter().filter_map(|mention| {
            let place = self.place(mention.place.as_ref()?)?;
            let words = self.article.slice(mention.span);
            let is_one = is_name(mention) && mention.origin == Origin::User;
            let is_extra = is_marked(mention) || !is_covered(words);
            (is_one && is_extra).then(|| Correction {
                names: BTreeSet::from([words.to_owned()]),
                verdict: Verdict::MeansAt(
                    self.nth_of(mention.span),
                    Box::new(Candidate::of(place)),
                ),
            })
        });
        let single: Vec<_> = single.collect();
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
        let mut all = chosen.clone();
        all.extend(single);
        all.extend(dismissed);
        all.extend(self.not_stated());
        all.extend(self.stated());
        all
    }

    /// The relations that a person added or changed, each by the first stretch that states it.
    fn stated(&self) -> impl Iterator<Item = Correction> {
        let own = self
            .relations
            .iter()
            .filter(|one| one.origin == Origin::User);
        own.filter_map(|relation| {
            let evidence = relation.evidence.first()?;
            let ends = [&relation.source, &relation.target];
            let [source, target] = ends.map(|id| self.place(id).map(Candidate::of));
            Some(Correction {
                names: BTreeSet::from([self.article.slice(*evidence).to_owned()]),
                verdict: Verdict::States(Box::new(Stated {
                    ends: [source?, target?],
                    statement: Statement::of(relation),
                    label: relation.label.clone(),
                })),
            })
        })
    }

    /// The relations that a person deleted.
    fn not_stated(&self) -> impl Iterator<Item = Correction> {
        self.removed.iter().map(|removed| {
            let stretches = removed.evidence.iter();
            let words: Vec<(String, usize)> = stretches
                .map(|&span| (self.article.slice(span).to_owned(), self.nth_of(span)))
                .collect();
            Correction {
                names: words.iter().map(|(words, _)| words.clone()).collect(),
                verdict: Verdict::StatesNot(Box::new(removed.clone()), words),
            }
        })
    }

    /// How often the words of a stretch stand in the text before it.
    fn nth_of(&self, span: Span) -> usize {
        let words = self.article.slice(span);
        self.article.text()[..span.range().start]
            .matches(words)
            .count()
    }
}

impl Correction {
    /// What the text calls what was corrected.
    pub fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    /// How it fits a document, which may be of another text.
    pub fn fit(&self, document: &Document) -> Fit {
        match &self.verdict {
            Verdict::NoPlace => {
                let is_named = |place: &&Place| !names_of(document, place).is_disjoint(&self.names);
                let place = document.places.iter().find(is_named);
                place.map_or(Fit::Settled, |place| {
                    Fit::Edit(Edit::DismissPlace {
                        place: place.id.clone(),
                    })
                })
            }
            Verdict::Means(to) => self.fit_names(document, to),
            Verdict::MeansAt(nth, to) => self.fit_one(document, *nth, to),
            Verdict::States(stated) => self.fit_statement(document, stated),
            Verdict::StatesNot(removed, words) => fit_removed(document, removed, words),
        }
    }

    /// All mentions of the names mean this place.
    fn fit_names(&self, document: &Document, to: &Candidate) -> Fit {
        let words = |mention: &Mention| document.article.slice(mention.span).to_owned();
        let named: Vec<&Mention> = document
            .mentions
            .iter()
            .filter(|mention| is_name(mention) && self.names.contains(&words(mention)))
            .collect();
        let is_so =
            |mention: &&Mention| mention.origin == Origin::User && place_is(document, mention, to);
        if named.iter().all(is_so) {
            return Fit::Settled;
        }
        // What refers back to a name goes where the name goes.
        let places: BTreeSet<&PlaceId> = named
            .iter()
            .filter_map(|mention| mention.place.as_ref())
            .collect();
        let follows = |mention: &&Mention| {
            mention
                .place
                .as_ref()
                .is_some_and(|place| places.contains(place))
        };
        let ids = |mentions: Vec<&Mention>| -> Vec<MentionId> {
            mentions
                .into_iter()
                .map(|mention| mention.id.clone())
                .collect()
        };
        let mut mentions = ids(document.mentions.iter().filter(follows).collect());
        mentions.extend(
            ids(named)
                .into_iter()
                .filter(|id| !mentions.contains(id))
                .collect::<Vec<_>>(),
        );
        Fit::Edit(Edit::Resolve {
            mentions,
            to: Box::new(to.clone()),
        })
    }

    /// One mention means this place; words that nothing marks are marked.
    fn fit_one(&self, document: &Document, nth: usize, to: &Candidate) -> Fit {
        let words = self.name();
        let found = document.article.text().match_indices(words).nth(nth);
        let Some((at, words)) = found else {
            return Fit::Settled;
        };
        let span = Span::new(at, at + words.len());
        let there = document.mentions.iter().find(|one| one.span.overlaps(span));
        match there {
            Some(one) if one.span == span && place_is(document, one, to) => Fit::Settled,
            Some(one) if one.span == span => Fit::Edit(Edit::Resolve {
                mentions: vec![one.id.clone()],
                to: Box::new(to.clone()),
            }),
            _ => Fit::Edit(Edit::Mark {
                span,
                to: Box::new(to.clone()),
                everywhere: false,
            }),
        }
    }

    /// The relation is stated where its words still stand, in the place of what was read there between the same places.
    fn fit_statement(&self, document: &Document, stated: &Stated) -> Fit {
        let Some(at) = document.article.text().find(self.name()) else {
            return Fit::Settled;
        };
        let place = |to: &Candidate| {
            let mut places = document.places.iter();
            places
                .find(|place| is_entry(place, to))
                .map(|place| place.id.clone())
        };
        let [Some(source), Some(target)] = stated.ends.each_ref().map(place) else {
            return Fit::Unknown;
        };
        let statement = Statement {
            source,
            target,
            ..stated.statement.clone()
        };
        let evidence = Span::new(at, at + self.name().len());
        let ends = |one: &Statement| {
            let mut ends = [one.source.clone(), one.target.clone()];
            ends.sort();
            ends
        };
        let mut relations = document.relations.iter();
        let same = relations.find(|one| {
            ends(&Statement::of(one)) == ends(&statement)
                && one.evidence.iter().any(|span| span.overlaps(evidence))
        });
        match same {
            Some(one) if one.origin == Origin::User && Statement::of(one) == statement => {
                Fit::Settled
            }
            Some(one) if one.origin == Origin::Extracted => Fit::Edit(Edit::Restate {
                relation: one.id.clone(),
                statement,
            }),
            _ => Fit::Edit(Edit::Relate {
                statement,
                evidence,
                label: stated.label.clone(),
            }),
        }
    }
}

fn place_is(document: &Document, mention: &Mention, to: &Candidate) -> bool {
    let place = mention.place.as_ref().and_then(|id| document.place(id));
    place.is_some_and(|place| is_entry(place, to))
}

/// What was deleted stays deleted where its words still stand.
fn fit_removed(document: &Document, removed: &Removed, words: &[(String, usize)]) -> Fit {
    let stretches = words.iter().filter_map(|(words, nth)| {
        let found = |n| document.article.text().match_indices(words.as_str()).nth(n);
        let (at, words) = found(*nth).or_else(|| found(0))?;
        Some(Span::new(at, at + words.len()))
    });
    let removed = Removed {
        evidence: stretches.collect(),
        ..removed.clone()
    };
    let is_read = |relation| removed.is_read_in(document, relation);
    let is_kept = document.removed.contains(&removed) && !document.relations.iter().any(is_read);
    match removed.evidence.is_empty() || is_kept {
        true => Fit::Settled,
        false => Fit::Edit(Edit::KeepRemoved {
            removed: Box::new(removed),
        }),
    }
}

/// What the text calls a place; phrases that refer back are no names.
fn names_of(document: &Document, place: &Place) -> BTreeSet<String> {
    let mentions = document.mentions.iter();
    let named = mentions.filter(|mention| mention.place.as_ref() == Some(&place.id));
    named
        .filter(|mention| is_name(mention) && !is_marked(mention))
        .map(|mention| document.article.slice(mention.span).to_owned())
        .collect()
}

/// Whether a person marked it where the program saw none.
fn is_marked(mention: &Mention) -> bool {
    mention.extra.contains_key(MARKED)
}

fn is_name(mention: &Mention) -> bool {
    matches!(mention.label, Label::Loc | Label::Demonym) && !mention.coreference
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
    fn a_choice_that_is_offered_no_more_is_kept() {
        let old = corrected("Viajó a Córdoba. Vive en Mérida.");
        let mut new = read("Viajó a Córdoba.");
        new.places[0].candidates.truncate(1);
        let correction = &old.corrections()[0];
        let Fit::Edit(edit) = correction.fit(&new) else {
            panic!("{correction:?}");
        };
        new.apply(edit).unwrap();
        assert_eq!(correction.fit(&new), Fit::Settled);
        assert_eq!(new.places[0].gazetteer, old.places[0].gazetteer);
    }

    #[test]
    fn a_relation_that_was_deleted_stays_deleted_however_often_the_text_is_read() {
        let text = "Noruega vendió gas a Alemania y Noruega criticó a Alemania.";
        let mut old = read(text);
        assert_eq!(old.relations.len(), 2, "{:?}", old.relations);
        let relation = old.relations[0].id.clone();
        old.apply(Edit::RemoveRelation { relation }).unwrap();
        let kinds = |document: &Document| -> Vec<_> {
            document.relations.iter().map(|one| one.kind).collect()
        };
        let longer = format!("Ayer llovió en Lima.\n\n{text}");
        let new = with_corrections(read(&longer), &old);
        assert_eq!(kinds(&new), kinds(&old), "the other one stays");
        let again = with_corrections(read(text), &new);
        assert_eq!(kinds(&again), kinds(&old));
        let elsewhere = with_corrections(read("Noruega vendió trigo a Alemania."), &old);
        assert_eq!(
            elsewhere.relations.len(),
            1,
            "other words are another matter"
        );
    }

    #[test]
    fn what_was_changed_before_it_was_deleted_does_not_come_back_as_it_was() {
        let text = "Noruega vendió gas a Alemania.";
        let mut old = read(text);
        let relation = old.relations[0].id.clone();
        let statement = Statement {
            kind: crate::extract::RelationKind::Support,
            ..Statement::of(&old.relations[0])
        };
        let edit = Edit::Restate {
            relation: relation.clone(),
            statement,
        };
        old.apply(edit).unwrap();
        old.apply(Edit::RemoveRelation { relation }).unwrap();
        let new = with_corrections(read(text), &old);
        assert!(new.relations.is_empty(), "{:?}", new.relations);
    }

    /// The document with every correction of another one.
    fn with_corrections(mut new: Document, old: &Document) -> Document {
        for correction in old.corrections() {
            if let Fit::Edit(edit) = correction.fit(&new) {
                new.apply(edit).unwrap();
            }
            assert_eq!(correction.fit(&new), Fit::Settled, "{correction:?}");
        }
        new
    }

    #[test]
    fn one_mention_a_marked_word_and_a_relation_outlive_another_reading() {
        let text = "Viajó a Córdoba. Vive en Mérida. Otra Córdoba hay junto al Bosquecillo.";
        let mut old = read(text);
        let second = old
            .mentions
            .iter()
            .rfind(|one| old.article.slice(one.span) == "Córdoba");
        let mentions = vec![second.unwrap().id.clone()];
        let to = Box::new(old.places[0].candidates[1].clone());
        old.apply(Edit::Resolve {
            mentions,
            to: to.clone(),
        })
        .unwrap();
        let at = text.find("Bosquecillo").unwrap();
        let span = Span::new(at, at + "Bosquecillo".len());
        let to = Box::new(old.places[1].candidates[0].clone());
        old.apply(Edit::Mark {
            span,
            to,
            everywhere: false,
        })
        .unwrap();
        let [source, target] = [0, 1].map(|n| old.places[n].id.clone());
        let statement = Statement {
            source,
            target,
            kind: crate::extract::RelationKind::Trade,
            directed: true,
            negated: false,
            hypothetical: false,
        };
        let evidence = Span::new(0, 16);
        let label = "viajó".to_owned();
        old.apply(Edit::Relate {
            statement,
            evidence,
            label,
        })
        .unwrap();
        let new = with_corrections(read(&format!("Ayer llovió en Lima.\n\n{text}")), &old);
        let entries = |document: &Document, words: &str| -> Vec<_> {
            let mentions = document.mentions.iter();
            let named = mentions.filter(|one| document.article.slice(one.span) == words);
            let places = named.map(|one| document.place(one.place.as_ref()?));
            places
                .map(|place| place.and_then(|place| place.gazetteer.clone()))
                .collect()
        };
        for words in ["Córdoba", "Mérida", "Bosquecillo"] {
            assert_eq!(entries(&new, words), entries(&old, words), "{words}");
        }
        assert!(new.relations.iter().any(|one| one.label == "viajó"));
    }
}
