//! What may stand in an SVG file: nothing of an article is ever markup.

use std::fmt::{self, Write as _};

/// A text as XML, for content and for attributes in double quotes.
///
/// Breaks become spaces. What XML cannot hold at all, such as other control characters, becomes U+FFFD.
pub(super) struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\'' => out.write_str("&#39;")?,
                '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.write_char(' ')?,
                '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => {
                    out.write_char(char::REPLACEMENT_CHARACTER)?;
                }
                letter => out.write_char(letter)?,
            }
        }
        Ok(())
    }
}

/// A number with at most two decimals: a hundredth of a pixel is finer than any screen.
pub(super) struct Number(pub f32);

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = (f64::from(self.0) * 100.0).round();
        if !hundredths.is_finite() {
            return out.write_char('0');
        }
        // Adding zero turns a negative zero into a plain one.
        write!(out, "{}", hundredths / 100.0 + 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text() {
        let escaped = Escaped("<script>alert(\"&'\")</script>\u{0}\n").to_string();
        assert_eq!(
            escaped,
            "&lt;script&gt;alert(&quot;&amp;&#39;&quot;)&lt;/script&gt;\u{FFFD} "
        );
    }

    #[test]
    fn numbers_are_short_and_never_strange() {
        for (number, written) in [
            (1.0, "1"),
            (0.125, "0.13"),
            (-0.001, "0"),
            (1234.5678, "1234.57"),
            (f32::NAN, "0"),
            (f32::INFINITY, "0"),
        ] {
            assert_eq!(Number(number).to_string(), written);
        }
    }
}
