//! What leaves statements out: kind, place, person, date, words of the text.

use std::collections::BTreeSet;

use crate::document::{Document, Relation};
use crate::extract::{self, Days, Label, RelationKind};
use crate::text::{FoldedText, Span, fold};

/// What a person looks for in a collection. What is empty asks for nothing.
///
/// Words are found without regard to case and accents, and in parts: "moscu" finds "Moscú".
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Kinds of relation; all of them when empty.
    pub kinds: BTreeSet<RelationKind>,
    /// Words of the name of a place at one end of the statement, or on its way.
    pub place: String,
    /// Words of the name of a person or an organisation in the same sentence.
    pub person: String,
    /// Words that stand somewhere in the article, each of them.
    pub text: String,
    /// When it happens, or else when the article was written.
    pub days: Option<Days>,
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        let words = [&self.place, &self.person, &self.text];
        let has_words = words.iter().any(|words| !words.trim().is_empty());
        !has_words && self.kinds.is_empty() && self.days.is_none()
    }

    /// The filter in the form in which it is compared.
    pub(super) fn wanted(&self) -> Wanted {
        Wanted {
            kinds: self.kinds.clone(),
            place: fold(&self.place),
            person: fold(&self.person),
            words: self.text.split_whitespace().map(str::to_owned).collect(),
            days: self.days,
        }
    }
}

/// A filter whose words are folded.
pub(super) struct Wanted {
    kinds: BTreeSet<RelationKind>,
    place: String,
    person: String,
    words: Vec<String>,
    days: Option<Days>,
}

impl Wanted {
    /// Whether it asks for more than words of the text.
    pub fn is_about_statements(&self) -> bool {
        let has_names = !self.place.is_empty() || !self.person.is_empty();
        has_names || !self.kinds.is_empty() || self.days.is_some()
    }

    /// Whether an article holds all the words.
    pub fn has_text(&self, document: &Document) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let text = document.article.text();
        let folded = FoldedText::new(text);
        self.words
            .iter()
            .all(|word| !folded.find(text, word).is_empty())
    }

    /// Whether a relation is of a wanted kind and about a wanted place.
    pub fn has_relation(&self, document: &Document, relation: &Relation) -> bool {
        let is_kind = self.kinds.is_empty() || self.kinds.contains(&relation.kind);
        is_kind && (self.place.is_empty() || self.has_place(document, relation))
    }

    fn has_place(&self, document: &Document, relation: &Relation) -> bool {
        let ends = [&relation.source, &relation.target];
        let mut stops = ends.into_iter().chain(&relation.via);
        stops.any(|id| {
            let place = document.place(id);
            place.is_some_and(|place| fold(&place.name).contains(&self.place))
        })
    }

    /// Whether something at that time is wanted; what has no date is not, where days are asked for.
    pub fn has_days(&self, days: Option<Days>) -> bool {
        self.days
            .is_none_or(|wanted| days.is_some_and(|days| days.overlaps(wanted)))
    }

    /// The sentences that name the wanted person; `None` while nobody is asked for.
    pub fn stretches_with_person(&self, document: &Document) -> Option<Stretches> {
        if self.person.is_empty() {
            return None;
        }
        let actors: Vec<(Span, String)> = document
            .mentions
            .iter()
            .filter(|mention| matches!(mention.label, Label::Per | Label::Org))
            .map(|mention| (mention.span, fold(document.article.slice(mention.span))))
            .collect();
        let is_wanted = |name: &str| name.contains(&self.person);
        // Whoever was named in full goes by the surname after that.
        let surnames: BTreeSet<&str> = actors
            .iter()
            .filter(|(_, name)| is_wanted(name))
            .filter_map(|(_, name)| name.rsplit(' ').next())
            .collect();
        let named: Vec<Span> = actors
            .iter()
            .filter(|(_, name)| is_wanted(name) || surnames.contains(&**name))
            .map(|(span, _)| *span)
            .collect();
        Some(Stretches::around(&named, document))
    }
}

/// Sentences of an article.
pub(super) struct Stretches(Vec<Span>);

impl Stretches {
    /// The sentences that hold one of these mentions.
    fn around(named: &[Span], document: &Document) -> Self {
        if named.is_empty() {
            return Self(Vec::new());
        }
        let mut sentences = extract::sentences(&document.article);
        sentences.retain(|sentence| named.iter().any(|span| sentence.contains(*span)));
        Self(sentences)
    }

    /// Whether evidence lies in one of them.
    pub fn hold(&self, evidence: Span) -> bool {
        self.0.iter().any(|sentence| sentence.overlaps(evidence))
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{dated, members};
    use super::super::{Aggregate, Member};
    use super::*;

    const GAS: &str = "Lima vende gas a Quito. Ana Sol celebra que Lima ataca a Bogotá. Sol sabe que Quito ataca a Lima.";
    const SUMMIT: &str = "Quito se reúne con Bogotá.";

    fn shown(filter: &Filter) -> Vec<(usize, usize)> {
        shown_of(&members(&[GAS, SUMMIT]), filter)
    }

    fn shown_of(members: &[Member], filter: &Filter) -> Vec<(usize, usize)> {
        let all = Aggregate::of(members, filter);
        all.n_statements.into_iter().collect()
    }

    #[test]
    fn an_empty_filter_leaves_nothing_out() {
        assert!(Filter::default().is_empty());
        assert_eq!(shown(&Filter::default()), [(0, 3), (1, 1)]);
    }

    #[test]
    fn a_kind_leaves_the_others_out_with_their_places() {
        let filter = Filter {
            kinds: BTreeSet::from([RelationKind::Meeting]),
            ..Filter::default()
        };
        let all = Aggregate::of(&members(&[GAS, SUMMIT]), &filter);
        let names: Vec<_> = all
            .document
            .places
            .iter()
            .map(|place| &*place.name)
            .collect();
        assert_eq!(names, ["Quito", "Bogotá"]);
        assert_eq!(shown(&filter), [(1, 1)]);
    }

    #[test]
    fn a_place_is_found_at_either_end_without_its_accents() {
        let filter = |place: &str| Filter {
            place: place.to_owned(),
            ..Filter::default()
        };
        assert_eq!(shown(&filter("bogota")), [(0, 1), (1, 1)]);
        assert_eq!(shown(&filter("LIMA")), [(0, 3)]);
        assert_eq!(shown(&filter("Cuzco")), []);
    }

    #[test]
    fn a_person_is_found_in_the_sentences_that_name_them_by_surname_too() {
        let filter = |person: &str| Filter {
            person: person.to_owned(),
            ..Filter::default()
        };
        assert_eq!(shown(&filter("ana sol")), [(0, 2)]);
        assert_eq!(shown(&filter("nadie")), []);
    }

    #[test]
    fn words_are_looked_for_in_the_whole_article_and_keep_its_places() {
        let filter = Filter {
            text: "reune BOGOTA".to_owned(),
            ..Filter::default()
        };
        assert_eq!(shown(&filter), [(1, 1)]);
    }

    #[test]
    fn days_are_those_of_the_event_or_else_of_the_article() {
        let members = [
            dated(0, "Lima vende gas a Quito.", Some("2024-05-06")),
            dated(1, "Lima vende gas a Quito.", Some("2024-06-01")),
            dated(2, "Lima vende gas a Quito.", None),
        ];
        let filter = Filter {
            days: Days::of("2024-05"),
            ..Filter::default()
        };
        assert_eq!(shown_of(&members, &filter), [(0, 1)]);
        let all = Aggregate::of(&members, &filter);
        assert_eq!(all.timeline.n_undated, 1);
        let n: usize = all.timeline.bars.iter().map(|bar| bar.n).sum();
        assert_eq!(n, 2, "the other days stay on the timeline");
    }
}
