//! The stretch of text that a person has selected: kept as bytes of the article, so that it may begin and end far from
//! what can be seen.

use crate::text::{Span, is_word_char};

/// What is selected to be copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Where selecting began; it stays while the other end moves.
    anchor: u32,
    head: u32,
    is_dragging: bool,
}

impl Selection {
    /// The selected stretch, if it holds anything.
    pub fn span(&self) -> Option<Span> {
        let (start, end) = (self.anchor.min(self.head), self.anchor.max(self.head));
        (start < end).then(|| Span::new(start as usize, end as usize))
    }

    /// Whether the pointer is drawing out a selection.
    pub fn is_dragging(&self) -> bool {
        self.is_dragging
    }

    /// Begins a selection at a byte, or moves the end of the one there is.
    pub fn press(&mut self, byte: u32, extend: bool) {
        if !extend {
            self.anchor = byte;
        }
        self.head = byte;
    }

    /// The pointer begins to draw out a selection.
    pub fn begin_drag(&mut self, byte: u32, extend: bool) {
        self.press(byte, extend);
        self.is_dragging = true;
    }

    /// The pointer draws the selection on to a byte.
    pub fn drag_to(&mut self, byte: u32) {
        self.head = byte;
    }

    /// The pointer lets go.
    pub fn end_drag(&mut self) {
        self.is_dragging = false;
    }

    /// Selects a whole stretch.
    pub fn select(&mut self, span: Span) {
        (self.anchor, self.head) = (span.start, span.end);
    }

    /// Selects nothing; says whether there was something.
    pub fn clear(&mut self) -> bool {
        let was = self.span().is_some();
        self.head = self.anchor;
        was
    }
}

/// The word around a byte of a text; nothing wider than one character where there is none.
pub fn word_at(text: &str, byte: usize) -> Span {
    let (before, after) = text.split_at(text.floor_char_boundary(byte));
    let start = before.trim_end_matches(is_word_char).len();
    let word = after
        .find(|c: char| !is_word_char(c))
        .unwrap_or(after.len());
    let end = before.len() + word;
    if start < end {
        return Span::new(start, end);
    }
    let one = after.chars().next().map_or(0, char::len_utf8);
    Span::new(before.len(), before.len() + one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_may_be_drawn_either_way() {
        let mut selection = Selection::default();
        assert_eq!(selection.span(), None);
        selection.begin_drag(10, false);
        selection.drag_to(4);
        assert_eq!(selection.span(), Some(Span::new(4, 10)));
        selection.drag_to(15);
        selection.end_drag();
        assert_eq!(selection.span(), Some(Span::new(10, 15)));
        selection.press(20, true);
        assert_eq!(selection.span(), Some(Span::new(10, 20)));
        assert!(selection.clear() && !selection.clear());
    }

    #[test]
    fn a_word_is_found_from_any_of_its_letters() {
        let text = "a Bakú, ¡sí!";
        let word = |byte: usize| &text[word_at(text, byte).range()];
        assert_eq!([word(2), word(4), word(5)], ["Bakú"; 3]);
        assert_eq!(word(text.find('!').unwrap()), "sí");
        assert_eq!(word(text.find('¡').unwrap()), "¡");
        assert_eq!(word_at("", 0), Span::new(0, 0));
    }
}
