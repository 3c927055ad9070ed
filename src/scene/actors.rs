//! The people and organisations of a document: mentions that name the same one, gathered.

use std::collections::BTreeMap;

use crate::document::{Document, Mention, MentionId, PlaceId};
use crate::extract::Label;
use crate::text::fold;

/// A person or an organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The fullest name that the text gives.
    pub name: String,
    /// Person or organisation.
    pub label: Label,
    /// Every mention, in order; never empty.
    pub mentions: Vec<MentionId>,
    /// Where the first mention stands, in bytes.
    pub at: u32,
    /// The place that the text says it acts for.
    pub place: Option<PlaceId>,
}

impl Actor {
    /// The mention that comes after `current`, around and around; the first where that is none of its own.
    pub fn next_after(&self, current: Option<&MentionId>) -> Option<&MentionId> {
        let here = current.and_then(|current| self.mentions.iter().position(|id| id == current));
        let next = here.map_or(0, |here| (here + 1) % self.mentions.len().max(1));
        self.mentions.get(next)
    }
}

/// Whether a mention names a person or an organisation.
pub fn is_actor(mention: &Mention) -> bool {
    matches!(mention.label, Label::Per | Label::Org)
}

/// The people and organisations of a document, in order of first mention.
///
/// Mentions are gathered by their folded words; a surname alone joins the one person before it whose name ends so, or, as
/// in a headline, the only one after it.
pub fn actors(document: &Document) -> Vec<Actor> {
    let mut actors: Vec<Actor> = Vec::new();
    let mut known: BTreeMap<(bool, String), usize> = BTreeMap::new();
    let mut surnames: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let full_names = full_names(document);
    for mention in document.mentions.iter().filter(|mention| is_actor(mention)) {
        let words = document.article.slice(mention.span);
        let is_person = mention.label == Label::Per;
        let later = full_names.get(&fold(words)).copied().flatten();
        let is_first = !surnames.contains_key(&fold(words));
        let name = later.filter(|_| is_person && is_first).unwrap_or(words);
        let key = (is_person, fold(name));
        let bearers = surnames.get(&key.1).map_or(&[][..], Vec::as_slice);
        let by_surname = match bearers {
            [only] if is_person => Some(*only),
            _ => None,
        };
        let at = known.get(&key).copied().or(by_surname);
        let at = at.unwrap_or_else(|| {
            if let Some((_, surname)) = key.1.rsplit_once(' ').filter(|_| is_person) {
                surnames
                    .entry(surname.to_owned())
                    .or_default()
                    .push(actors.len());
            }
            actors.push(begin(name, mention));
            actors.len() - 1
        });
        known.entry(key).or_insert(at);
        let actor = &mut actors[at];
        actor.mentions.push(mention.id.clone());
        actor.place = actor.place.take().or_else(|| mention.place.clone());
    }
    actors
}

/// For each surname the one full name that ends so; nothing for a surname of several people.
fn full_names(document: &Document) -> BTreeMap<String, Option<&str>> {
    let mut names: BTreeMap<String, Option<&str>> = BTreeMap::new();
    let people = document.mentions.iter();
    for mention in people.filter(|mention| mention.label == Label::Per) {
        let name = document.article.slice(mention.span);
        let folded = fold(name);
        let Some((_, surname)) = folded.rsplit_once(' ') else {
            continue;
        };
        let known = names.entry(surname.to_owned()).or_insert(Some(name));
        *known = known.filter(|known| fold(known) == folded);
    }
    names
}

fn begin(name: &str, mention: &Mention) -> Actor {
    Actor {
        name: name.to_owned(),
        label: mention.label,
        mentions: Vec::new(),
        at: mention.span.start,
        place: None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::{Extra, Origin};
    use crate::text::{Article, Span};

    /// A document whose marked words are people ("*Ana Sol*") or organisations ("_ONU_").
    fn document(marked: &str) -> Document {
        let (mut text, mut mentions, mut open) = (String::new(), Vec::new(), None);
        for c in marked.chars() {
            match (c, open.take()) {
                ('*' | '_', None) => open = Some(text.len()),
                ('*' | '_', Some(start)) => mentions.push((start, text.len(), c)),
                (c, before) => {
                    text.push(c);
                    open = before;
                }
            }
        }
        let mut document = Document::new(Arc::new(Article::new("a", text)));
        for (n, (start, end, mark)) in mentions.into_iter().enumerate() {
            document.mentions.push(Mention {
                id: MentionId::numbered(n + 1),
                span: Span::new(start, end),
                label: if mark == '*' { Label::Per } else { Label::Org },
                place: None,
                confidence: 1.0,
                origin: Origin::Extracted,
                coreference: false,
                antecedent: None,
                extra: Extra::new(),
            });
        }
        document
    }

    fn found(marked: &str) -> Vec<(String, usize)> {
        let found = actors(&document(marked)).into_iter();
        found
            .map(|actor| (actor.name, actor.mentions.len()))
            .collect()
    }

    #[test]
    fn a_surname_joins_the_one_person_who_bears_it() {
        let found =
            found("*Ana Sol* llegó. *Sol* habló con la _ONU_; la _Onu_ calla. *SOL* insiste.");
        assert_eq!(found, [("Ana Sol".to_owned(), 3), ("ONU".to_owned(), 2)]);
    }

    #[test]
    fn a_surname_in_a_headline_joins_the_one_person_named_later() {
        let names = found("El viaje de *Sol*. *Ana Sol* llegó. *Sol* habló.");
        assert_eq!(names, [("Ana Sol".to_owned(), 3)]);
        let names = found("*Sol* calla. *Ana Sol* y *Eva Sol* no.");
        assert_eq!(names[0], ("Sol".to_owned(), 1));
    }

    #[test]
    fn a_surname_of_two_people_stands_apart() {
        let found = found("*Ana Sol* y *Eva Sol*. *Sol* calla.");
        let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Ana Sol", "Eva Sol", "Sol"]);
    }

    #[test]
    fn a_walk_goes_around() {
        let actors = actors(&document("*Sol*, *Sol*"));
        let [first, second] = [1, 2].map(MentionId::numbered);
        assert_eq!(actors[0].next_after(None), Some(&first));
        assert_eq!(actors[0].next_after(Some(&first)), Some(&second));
        assert_eq!(actors[0].next_after(Some(&second)), Some(&first));
    }
}
