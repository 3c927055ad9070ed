//! Paragraphs and sentences.

use super::Span;

/// Lines from this many characters on may have been broken by a program and go on in the next line.
const WRAPPED_LINE_MIN: usize = 50;

/// The paragraphs of a text: stretches between line breaks that end something, without outer spaces.
///
/// A single line break inside a block of hard-wrapped lines does not end a paragraph.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = trim(text, Span::new(start, start + line.len()));
        start += line.len();
        if trimmed.is_empty() {
            paragraphs.extend(open.take());
            continue;
        }
        open = match open {
            Some(before) if continues(text, before, trimmed) => Some(before.cover(trimmed)),
            before => {
                paragraphs.extend(before);
                Some(trimmed)
            }
        };
    }
    paragraphs.extend(open);
    paragraphs
}

/// Whether `line` goes on with the paragraph `before`, which ends right above it.
fn continues(text: &str, before: Span, line: Span) -> bool {
    let above = text[before.range()].rsplit('\n').next().unwrap_or_default();
    let ends_open = !above
        .trim_end()
        .ends_with(['.', '!', '?', ':', '…', '»', '"', '”', ')']);
    let starts_low =
        text[line.range()].starts_with(|c: char| c.is_lowercase() || c == ',' || c == ';');
    let wrapped = above.chars().count() >= WRAPPED_LINE_MIN;
    starts_low && ends_open || wrapped && (ends_open || starts_low)
}

/// Splits the paragraph `span` of `text` into sentences, in order, without outer spaces.
///
/// `is_abbreviation` says whether a word before a full stop is an abbreviation that does not end a sentence ("Sr").
pub fn sentences(text: &str, span: Span, is_abbreviation: impl Fn(&str) -> bool) -> Vec<Span> {
    let mut sentences = Vec::new();
    let body = &text[span.range()];
    let base = span.start as usize;
    let mut start = 0;
    let mut chars = body.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(_, next)) = chars.peek() {
            if !matches!(
                next,
                '.' | '!' | '?' | '…' | '»' | '"' | '”' | '’' | ')' | ']'
            ) {
                break;
            }
            end += next.len_utf8();
            chars.next();
        }
        if end < body.len() && ends_sentence(body, start, at, end, &is_abbreviation) {
            sentences.push(trim(text, Span::new(base + start, base + end)));
            start = end;
        }
    }
    let rest = trim(text, Span::new(base + start, span.end as usize));
    if !rest.is_empty() {
        sentences.push(rest);
    }
    sentences
}

/// Whether the mark at `at..end` of `body` ends the sentence that began at `start`.
fn ends_sentence(
    body: &str,
    start: usize,
    at: usize,
    end: usize,
    is_abbreviation: &impl Fn(&str) -> bool,
) -> bool {
    let rest = &body[end..];
    let after = rest.trim_start();
    let spaced = after.len() < rest.len();
    let Some(next) = after
        .trim_start_matches(['«', '"', '“', '‘', '(', '[', '¿', '¡', '—', '–', '-', ' '])
        .chars()
        .next()
    else {
        return true;
    };
    let begins =
        next.is_uppercase() || next.is_numeric() || after.starts_with(['¿', '¡', '«', '“']);
    if !begins || (!spaced && !next.is_uppercase()) {
        return false;
    }
    if !body[at..].starts_with('.') || end > at + 1 {
        return true;
    }
    let word = last_word(&body[start..at]);
    let n_letters = word.chars().count();
    let initial = n_letters <= 2 && word.starts_with(char::is_uppercase);
    let glued = !spaced && (n_letters <= 3 || !word.chars().any(char::is_lowercase));
    !(glued || initial || is_abbreviation(word))
}

fn last_word(text: &str) -> &str {
    let from = text.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    });
    &text[from..]
}

/// The span without outer white space.
fn trim(text: &str, span: Span) -> Span {
    let body = &text[span.range()];
    let left = body.len() - body.trim_start().len();
    Span::new(
        span.start as usize + left,
        span.start as usize + left.max(body.trim_end().len()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        paragraphs(text)
            .into_iter()
            .flat_map(|paragraph| {
                sentences(text, paragraph, |word| matches!(word, "Sr" | "Dr" | "pág"))
            })
            .map(|sentence| &text[sentence.range()])
            .collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for (text, expected) in [
            (
                "Llegó a Quito. Partió el lunes.",
                &["Llegó a Quito.", "Partió el lunes."] as &[_],
            ),
            (
                "El Sr. Pérez viajó. «¿A dónde?» Nadie lo sabe.",
                &["El Sr. Pérez viajó.", "«¿A dónde?»", "Nadie lo sabe."],
            ),
            ("Viajó a EE. UU. el lunes.", &["Viajó a EE. UU. el lunes."]),
            (
                "Viajó a EE.UU. con J. R. Pérez.",
                &["Viajó a EE.UU. con J. R. Pérez."],
            ),
            (
                "Costó 1.500 euros en 2023. Fin.",
                &["Costó 1.500 euros en 2023.", "Fin."],
            ),
            (
                "Titular sin punto\n\nPrimera frase.",
                &["Titular sin punto", "Primera frase."],
            ),
            (
                "Falta un espacio.Aquí sigue.",
                &["Falta un espacio.", "Aquí sigue."],
            ),
            ("", &[]),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let text = "Los barcos que zarparon aquella mañana del puerto de\nValparaíso llegaron tarde.\nOtra línea.";
        assert_eq!(paragraphs(text).len(), 2);
    }
}
