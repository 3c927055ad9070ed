//! Finding in a new reading of an article what a person looked at in the old one.
//!
//! Ids are given anew with each reading, and the text may have changed on disk meanwhile: places are known again by what
//! they are, everything else by the words around it.

use super::view_state::Item;
use crate::document::{Document, MentionId, Place, PlaceId, Relation, RelationId};
use crate::text::Span;

/// Words shorter than this, in bytes, do not tell where in a text one is.
const TELLING: usize = 16;
/// No more than this many bytes are looked for.
const TELLING_MOST: usize = 120;

/// Two readings of one article.
pub(super) struct Reread<'a> {
    old: &'a Document,
    new: &'a Document,
    change: Change<'a>,
}

impl<'a> Reread<'a> {
    /// What became of `old` in `new`.
    pub fn new(old: &'a Document, new: &'a Document) -> Self {
        let change = Change::between(old.article.text(), new.article.text());
        Self { old, new, change }
    }

    /// Where a byte of the text stands now; `None` where all around it was rewritten.
    pub fn byte(&self, at: u32) -> Option<u32> {
        self.change.byte(at)
    }

    /// Where a stretch stands now, if its words are still the same.
    pub fn span(&self, span: Span) -> Option<Span> {
        let start = self.byte(span.start)? as usize;
        let words = self.old.article.slice(span);
        let is_same = self.new.article.text().get(start..)?.starts_with(words);
        is_same.then(|| Span::new(start, start + words.len()))
    }

    /// The same thing, if it is still there.
    pub fn item(&self, item: &Item) -> Option<Item> {
        match item {
            Item::Mention(id) => self.mention(id).map(Item::Mention),
            Item::Place(id) => self.place(id).map(Item::Place),
            Item::Relation(id) => self.relation(id).map(Item::Relation),
        }
    }

    /// The mention of the same words in the same spot; where that spot was rewritten, the same one of those with these words.
    pub fn mention(&self, id: &MentionId) -> Option<MentionId> {
        let old = self.old.mention(id)?;
        let moved = self.span(old.span);
        let mut mentions = self.new.mentions.iter();
        let found = mentions.find(|one| Some(one.span) == moved);
        let found = found.or_else(|| {
            let words = self.old.article.slice(old.span);
            let before = self.old.mentions.iter().take_while(|one| one.id != *id);
            let nth = before
                .filter(|one| self.old.article.slice(one.span) == words)
                .count();
            let same = self.new.mentions.iter();
            same.filter(|one| self.new.article.slice(one.span) == words)
                .nth(nth)
        });
        found.map(|one| one.id.clone())
    }

    /// The same place of the gazetteer.
    pub fn place(&self, id: &PlaceId) -> Option<PlaceId> {
        let old = self.old.place(id)?;
        let mut places = self.new.places.iter();
        places
            .find(|one| is_same(old, one))
            .map(|one| one.id.clone())
    }

    /// The relation between the same places of the same kind, best the one that the same words state.
    fn relation(&self, id: &RelationId) -> Option<RelationId> {
        let old = self.old.relation(id)?;
        let ends = (self.place(&old.source)?, self.place(&old.target)?);
        let evidence = old.evidence.first().and_then(|span| self.span(*span));
        let is_here = |one: &&&Relation| one.evidence.first().copied() == evidence;
        let like: Vec<&Relation> = self
            .new
            .relations
            .iter()
            .filter(|one| (&one.source, &one.target, one.kind) == (&ends.0, &ends.1, old.kind))
            .collect();
        let found = like.iter().find(is_here).or(like.first());
        found.map(|one| one.id.clone())
    }

    /// Whether a view that shows these places of the old reading is worth keeping: one of them is still there, or one of
    /// any where it shows none.
    pub fn keeps(&self, is_seen: impl Fn(&Place) -> bool) -> bool {
        let (seen, unseen): (Vec<_>, Vec<_>) =
            self.old.places.iter().partition(|place| is_seen(place));
        let matter = if seen.is_empty() { unseen } else { seen };
        matter.iter().any(|place| self.place(&place.id).is_some())
    }
}

fn is_same(one: &Place, other: &Place) -> bool {
    match (&one.gazetteer, &other.gazetteer) {
        (None, None) => one.name == other.name && one.at == other.at,
        (one, other) => one == other,
    }
}

/// How one text became another: what stands before and after the change is the same, and lines may have survived in it.
struct Change<'a> {
    old: &'a str,
    new: &'a str,
    same_before: usize,
    same_after: usize,
}

impl<'a> Change<'a> {
    fn between(old: &'a str, new: &'a str) -> Self {
        let (a, b) = (old.as_bytes(), new.as_bytes());
        let n_same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let same_before = old.floor_char_boundary(n_same);
        let tails = a[same_before..].iter().rev();
        let tails = tails.zip(b[same_before..].iter().rev());
        let n_same = tails.take_while(|(a, b)| a == b).count();
        let same_after = old.len() - old.ceil_char_boundary(old.len() - n_same);
        Self {
            old,
            new,
            same_before,
            same_after,
        }
    }

    fn byte(&self, at: u32) -> Option<u32> {
        let at = (at as usize).min(self.old.len());
        let moved = if at < self.same_before {
            Some(at)
        } else if at >= self.old.len() - self.same_after {
            Some(at + self.new.len() - self.old.len())
        } else {
            self.by_its_words(at)
        };
        moved.and_then(|at| u32::try_from(at).ok())
    }

    /// Within what was changed: where the line stands now if it is still the same, else where the words that follow do.
    fn by_its_words(&self, at: usize) -> Option<usize> {
        let start = self.old[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = self.old[start..].lines().next()?;
        let following = line.get(at - start..)?;
        let following = &following[..following.floor_char_boundary(TELLING_MOST)];
        let find = |words: &str, least: usize| {
            let is_telling = words.trim().len() >= least;
            self.new.find(words).filter(|_| is_telling)
        };
        let line_at = find(line, 1).map(|found| found + at - start);
        line_at.or_else(|| find(following, TELLING))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::RelationKind;
    use crate::scene::fixture::{document, relate};

    fn moved(old: &str, new: &str, words: &str) -> Option<usize> {
        let at = old.find(words).unwrap() as u32;
        Change::between(old, new).byte(at).map(|at| at as usize)
    }

    #[test]
    fn what_stands_beside_a_change_moves_with_it() {
        let (old, new) = ("uno dos cuatro", "uno dos tres cuatro");
        for words in ["uno", "dos", "cuatro"] {
            assert_eq!(moved(old, new, words), new.find(words));
            assert_eq!(moved(new, old, words), old.find(words));
        }
        assert_eq!(moved(old, old, "dos"), old.find("dos"));
    }

    #[test]
    fn lines_within_a_change_are_found_again_and_rewritten_ones_are_not() {
        let (old, new) = ("a\nvieja\nBakú y Ereván\nz", "b\nBakú y Ereván\nnueva\ny");
        assert_eq!(moved(old, new, "Ereván"), new.find("Ereván"));
        assert_eq!(moved(old, new, "vieja"), None);
    }

    #[test]
    fn in_a_rewritten_line_the_words_that_follow_tell() {
        let old = "vieja línea que lleva de Bakú hasta Ereván y más lejos\nx";
        let new = "nueva línea que lleva de Bakú hasta Ereván y más lejos!\ny";
        assert_eq!(moved(old, new, "Bakú"), new.find("Bakú"));
        assert_eq!(moved(old, new, "lejos"), None, "too little to tell");
    }

    #[test]
    fn letters_that_share_bytes_are_not_cut() {
        // Both letters begin with the same byte, and both ends with the same one.
        for (old, new) in [("xáy", "xéy"), ("xáy", "xšy"), ("", "é"), ("é", "")] {
            let change = Change::between(old, new);
            assert!(old.is_char_boundary(change.same_before));
            assert!(new.is_char_boundary(new.len() - change.same_after));
        }
    }

    #[test]
    fn places_and_relations_are_known_again_under_other_numbers() {
        let mut old = document(&[("A", 40.0, 44.0, 2), ("B", 40.4, 49.9, 1)]);
        relate(&mut old, 1, 2, RelationKind::Trade);
        let mut new = document(&[
            ("C", 1.0, 2.0, 1),
            ("B", 40.4, 49.9, 1),
            ("A", 40.0, 44.0, 1),
        ]);
        relate(&mut new, 2, 3, RelationKind::Trade);
        relate(&mut new, 3, 2, RelationKind::Conflict);
        relate(&mut new, 3, 2, RelationKind::Trade);
        let reread = Reread::new(&old, &new);
        let place = reread.place(&PlaceId::numbered(1));
        assert_eq!(place, Some(PlaceId::numbered(3)));
        let relation = Item::Relation(RelationId::numbered(1));
        let found = Item::Relation(RelationId::numbered(3));
        assert_eq!(reread.item(&relation), Some(found));
        let none = document(&[("C", 1.0, 2.0, 1)]);
        assert_eq!(Reread::new(&old, &none).item(&relation), None);
    }

    #[test]
    fn a_view_is_kept_while_something_of_it_is_there() {
        let old = document(&[("A", 40.0, 44.0, 1), ("B", 40.4, 49.9, 1)]);
        let new = document(&[("C", 1.0, 2.0, 1), ("B", 40.4, 49.9, 1)]);
        let reread = Reread::new(&old, &new);
        assert!(reread.keeps(|_| true));
        assert!(reread.keeps(|place| place.name == "B"));
        assert!(!reread.keeps(|place| place.name == "A"));
        assert!(reread.keeps(|_| false), "a look at elsewhere");
        let other = document(&[("C", 1.0, 2.0, 1)]);
        assert!(!Reread::new(&old, &other).keeps(|_| false));
    }
}
