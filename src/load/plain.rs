//! Plain text to an article with its headline.

use crate::text::Article;

/// A first line longer than this, in code points, is a paragraph.
const MAX_TITLE: usize = 200;

pub(super) fn article(id: &str, text: String) -> Article {
    let title = title(&text).map(str::to_owned);
    let mut article = Article::new(id, text);
    article.title = title;
    article
}

/// The headline: a short first line with a text under it.
fn title(text: &str) -> Option<&str> {
    let (first, rest) = text.trim_start().split_once(['\n', '\r'])?;
    let first = first.trim_end();
    let body = rest.trim_start();
    // A line that goes on in lower case was broken by a mail program or an editor.
    let goes_on = body.starts_with(char::is_lowercase);
    let short = first.chars().nth(MAX_TITLE).is_none();
    (short && !goes_on && !body.is_empty()).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_is_a_short_first_line_with_a_text_under_it() {
        let long = format!("{}\n\nLima.", "a".repeat(MAX_TITLE + 1));
        for (text, headline) in [
            ("Sube el río\n\nEl Paraná creció.", Some("Sube el río")),
            (
                "\r\n Sube el río \r\nEl Paraná creció.",
                Some("Sube el río"),
            ),
            ("El Paraná creció.", None),
            ("El Paraná creció.\n\n", None),
            ("El Paraná\ncreció anoche.", None),
            (&long, None),
            ("", None),
        ] {
            assert_eq!(title(text), headline, "{text:?}");
        }
    }
}
