//! The sentences of the article on screen, counted as a person would: "sentence 6".

use std::sync::Arc;

use crate::extract;
use crate::text::{Article, Span};

/// The sentences of an article, in order. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Sentences(Arc<[Span]>);

impl Sentences {
    /// Cuts an article into its sentences.
    pub fn of(article: &Article) -> Self {
        Self(extract::sentences(article).into())
    }

    /// The sentences, in order.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// Whether there are none: what many articles say has no sentences of its own.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of the sentence that holds a byte, counted from 1; in a gap, of the one before.
    pub fn number_at(&self, byte: u32) -> usize {
        let before = self.0.partition_point(|sentence| sentence.start <= byte);
        before.max(1)
    }

    /// The sentence that holds the beginning of a stretch; the stretch itself where no sentence does.
    pub fn around(&self, span: Span) -> Span {
        let found = self.0.get(self.number_at(span.start) - 1);
        found
            .copied()
            .filter(|sentence| sentence.contains(span))
            .unwrap_or(span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_counted_from_one() {
        let text = "Un título\n\nLlegó a Lima. Salió de Quito.";
        let article = Article::new("a", text);
        let sentences = Sentences::of(&article);
        let at = |word: &str| text.find(word).unwrap() as u32;
        assert_eq!(sentences.number_at(at("Un")), 1);
        assert_eq!(sentences.number_at(at("Lima")), 2);
        let quito = at("Quito");
        assert_eq!(sentences.number_at(quito), 3);
        let around = sentences.around(Span::new(quito as usize, quito as usize + 5));
        assert_eq!(article.slice(around), "Salió de Quito.");
    }

    #[test]
    fn a_stretch_without_a_sentence_stands_for_itself() {
        let span = Span::new(3, 5);
        assert_eq!(Sentences::default().around(span), span);
        assert_eq!(Sentences::default().number_at(9), 1);
    }
}
