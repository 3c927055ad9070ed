//! "allí", "desde ahí": the place where something was said to happen last.

use crate::extract::Label;
use crate::extract::lexicon::WordClass;
use crate::gazetteer::PlaceKind;

use super::{Referral, Search};

impl Search<'_> {
    /// What an adverb of place stands for: the place named last before it, in its sentence or else the one before; a
    /// country that nothing was said to happen in only when there is no other.
    pub(super) fn there(&self, token: usize) -> Option<Referral> {
        let sentence = &self.sentences[self.number];
        let span = sentence.span_of(token, token + 1);
        let before = self
            .mentions
            .partition_point(|mention| mention.span.end <= span.start);
        let own = self.mentions[..before]
            .partition_point(|mention| mention.span.start < sentence.span.start);
        let earlier = &self.sentences[self.number.saturating_sub(1)];
        let first =
            self.mentions[..own].partition_point(|mention| mention.span.start < earlier.span.start);
        let antecedent = self
            .nearest(own..before)
            .or_else(|| self.nearest(first..own))?;
        Some(Referral {
            span,
            place: self.mentions[antecedent].place?,
            antecedent: Some(antecedent),
        })
    }

    fn nearest(&self, mut range: std::ops::Range<usize>) -> Option<usize> {
        let place = |at: usize| {
            let mention = &self.mentions[at];
            mention.place.filter(|_| mention.label == Label::Loc)
        };
        let is_spot = |at: usize| {
            let is_country = place(at).is_some_and(|place| self.kind(place) == PlaceKind::Country);
            !is_country || self.is_scene(at)
        };
        range
            .clone()
            .rfind(|&at| place(at).is_some() && is_spot(at))
            .or_else(|| range.rfind(|&at| place(at).is_some()))
    }

    /// "**en** Guam", "**a** Malta": whether something happens in a place or goes there.
    fn is_scene(&self, mention: usize) -> bool {
        let start = self.mentions[mention].span.start;
        let number = self
            .sentences
            .partition_point(|sentence| sentence.span.end <= start);
        let Some(sentence) = self.sentences.get(number) else {
            return false;
        };
        let before = sentence.lower[..sentence.token_at(start as usize)].iter();
        let is_article = |word: &&String| self.lexicon.class(word) == Some(WordClass::Determiner);
        before
            .rev()
            .find(|word| !is_article(word))
            .is_some_and(|word| {
                self.lexicon.polarity(word, "goal") || self.lexicon.polarity(word, "route")
            })
    }
}
