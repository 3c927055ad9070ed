//! Words of an article among our own: as names, titles and labels.

use std::fmt;

use crate::picture::xml::Escaped;

/// A text as XML and HTML, in one line, without the signs that turn the direction of what is written after them: a name
/// must not turn the sentence around that it stands in.
pub(super) struct Spoken<'a>(pub &'a str);

impl fmt::Display for Spoken<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pieces = self.0.split(turns_direction);
        pieces.try_for_each(|piece| write!(out, "{}", Escaped(piece)))
    }
}

/// Unicode's `Bidi_Control` characters.
fn turns_direction(letter: char) -> bool {
    matches!(
        letter,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_the_direction_is_left_out() {
        let said = Spoken("a\u{202E}<b>\u{2066}c\u{2028}d").to_string();
        assert_eq!(said, "a&lt;b&gt;c d");
        assert_eq!(Spoken("مكة").to_string(), "مكة");
    }
}
