//! Finding words in a text: blind to case and accents, yet to the byte.

use super::fold::{fold_char, is_separator};
use super::span::Span;

/// A text in the form in which it is searched, with the way back to its bytes.
///
/// Folding is work that grows with the text, so it is done once; each [`FoldedText::find`] is then a plain search.
///
/// > "mexico", "MÉXICO" and "Me\u{301}xico" find "México"; "ee uu" finds "EE. UU.".
#[derive(Clone, Debug, Default)]
pub struct FoldedText {
    folded: String,
    runs: Vec<Run>,
    /// Length of the text as it was, in bytes.
    len: u32,
}

/// A stretch of the folded text and where it comes from; both reach to the next run.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// First byte in the folded text.
    folded: u32,
    /// First byte in the text as it was.
    source: u32,
    /// Whether each byte stands for one byte; if not, the whole run stands for the whole stretch.
    plain: bool,
}

impl FoldedText {
    /// Folds a text: lower case, no accents, every run of spaces, hyphens, dots and apostrophes one space.
    pub fn new(text: &str) -> Self {
        let mut this = Self {
            folded: String::with_capacity(text.len()),
            runs: Vec::new(),
            len: text.len() as u32,
        };
        let mut letters = String::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let at = text.len() - rest.len();
            let word = plain_word(rest);
            if !word.is_empty() {
                this.push_word(at, word);
                rest = &rest[word.len()..];
                continue;
            }
            rest = &rest[c.len_utf8()..];
            if is_separator(c) && this.folded.ends_with(' ') {
                this.widen_last();
                continue;
            }
            letters.clear();
            if is_separator(c) {
                letters.push(' ');
            } else {
                fold_char(c, |letter| letters.push(letter));
            }
            match letters.is_empty() {
                true => this.widen_last(),
                false => this.push(at, c.len_utf8(), &letters),
            }
        }
        this
    }

    /// Where a query stands in the text this was made of, first to last, none sharing a byte with another.
    ///
    /// A space at an end of the query asks for the end of a word. A query of nothing but dots and hyphens is looked for
    /// as it is written, one of nothing but spaces nowhere.
    pub fn find(&self, text: &str, query: &str) -> Vec<Span> {
        let needle = Self::new(query).folded;
        if needle.trim().is_empty() {
            return literal(text, query.trim());
        }
        let (mut free, mut cursor) = (0, 0);
        self.folded
            .match_indices(&needle)
            .map(|(at, found)| self.source(&mut cursor, at, at + found.len()))
            .filter(|span| {
                let apart = span.start >= free;
                if apart {
                    free = span.end;
                }
                apart
            })
            .collect()
    }

    /// Takes over ASCII letters and digits, which most of a text is: each byte stands for one byte.
    fn push_word(&mut self, at: usize, word: &str) {
        self.begin(at, true);
        let from = self.folded.len();
        self.folded.push_str(word);
        self.folded[from..].make_ascii_lowercase();
    }

    fn push(&mut self, at: usize, len: usize, letters: &str) {
        self.begin(at, letters.len() == len && letters.chars().nth(1).is_none());
        self.folded.push_str(letters);
    }

    /// Begins a run at byte `at` of the text, unless the last one goes on.
    fn begin(&mut self, at: usize, plain: bool) {
        let goes_on = plain && self.runs.last().is_some_and(|run| run.plain);
        if !goes_on {
            self.runs.push(Run {
                folded: self.folded.len() as u32,
                source: at as u32,
                plain,
            });
        }
    }

    /// Lets the last letter stand for what follows it too, which folds to nothing of its own.
    fn widen_last(&mut self) {
        let (Some(run), Some(letter)) = (self.runs.last_mut(), self.folded.chars().next_back())
        else {
            return;
        };
        let at = (self.folded.len() - letter.len_utf8()) as u32;
        if run.plain && run.folded == at {
            run.plain = false;
        } else if run.plain {
            let source = run.source + (at - run.folded);
            self.runs.push(Run {
                folded: at,
                source,
                plain: false,
            });
        }
    }

    /// The stretch of the text that the folded bytes `start..end` come from. Stretches are asked for in order, so the
    /// cursor over the runs only moves forward.
    fn source(&self, cursor: &mut usize, start: usize, end: usize) -> Span {
        let (start, end) = (start as u32, end as u32);
        let first = self.run_at(cursor, start).map_or(0, |run| match run.plain {
            true => run.source + (start - run.folded),
            false => run.source,
        });
        let last = self.run_at(cursor, end - 1);
        let next = self.runs.get(*cursor + 1);
        let end = last.map_or(self.len, |run| match run.plain {
            true => run.source + (end - run.folded),
            false => next.map_or(self.len, |next| next.source),
        });
        Span { start: first, end }
    }

    /// The run that holds a folded byte, looked for from the cursor on.
    fn run_at(&self, cursor: &mut usize, folded: u32) -> Option<Run> {
        let begins = |at: usize| self.runs.get(at).is_some_and(|run| run.folded <= folded);
        while begins(*cursor + 1) {
            *cursor += 1;
        }
        self.runs.get(*cursor).copied()
    }
}

/// The ASCII letters and digits that a text begins with.
fn plain_word(text: &str) -> &str {
    let bytes = text.as_bytes();
    let n = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric());
    &text[..n.unwrap_or(bytes.len())]
}

fn literal(text: &str, query: &str) -> Vec<Span> {
    if query.is_empty() {
        return Vec::new();
    }
    text.match_indices(query)
        .map(|(at, found)| Span::new(at, at + found.len()))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fold;
    use super::*;

    fn find(text: &str, query: &str) -> Vec<Span> {
        FoldedText::new(text).find(text, query)
    }

    fn found<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        let spans = find(text, query).into_iter();
        spans.map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn case_and_accents_do_not_matter_and_the_bytes_are_exact() {
        for (text, query, hits) in [
            ("De México a MEXICO.", "méxico", &["México", "MEXICO"][..]),
            ("Me\u{301}xico", "mexico", &["Me\u{301}xico"]),
            ("café, cafe\u{301}s", "cafe", &["café", "cafe\u{301}"]),
            ("Weißrußland", "ss", &["ß", "ß"]),
            ("Weißrußland", "russland", &["rußland"]),
            ("ßß", "s", &["ß", "ß"]),
            ("Æsir y aesir", "AESIR", &["Æsir", "aesir"]),
            ("Sa\u{AD}hel", "sahel", &["Sa\u{AD}hel"]),
            ("Ереван, ЕРЕВАН", "ереван", &["Ереван", "ЕРЕВАН"]),
            ("Bakı, İzmir", "baki", &["Bakı"]),
            ("aaa", "aa", &["aa"]),
            ("Quito", "lima", &[]),
        ] {
            assert_eq!(found(text, query), hits, "{query} in {text}");
        }
    }

    #[test]
    fn any_gap_between_words_is_a_gap() {
        for (text, query, hits) in [
            ("en EE. UU. y EE.UU.", "ee uu", &["EE. UU", "EE.UU"][..]),
            ("Nagorno-Karabaj", "nagorno karabaj", &["Nagorno-Karabaj"]),
            ("una línea\r\n  rota", "linea rota", &["línea\r\n  rota"]),
            ("mar, mar Negro, marca", "mar ", &["mar "]),
            ("mar Negro o lamar", " mar", &[]),
            ("el  mar", " mar", &["  mar"]),
        ] {
            assert_eq!(found(text, query), hits, "{query} in {text:?}");
        }
    }

    #[test]
    fn signs_alone_are_found_as_they_are_written() {
        assert_eq!(found("1-2 – 3-4", "-"), ["-", "-"]);
        assert_eq!(found("1-2 – 3-4", " – "), ["–"]);
        assert_eq!(found("uno dos", " "), [""; 0]);
        assert_eq!(found("uno dos", ""), [""; 0]);
        assert_eq!(found("", "uno"), [""; 0]);
    }

    /// Texts of letters that fold to more, fewer and other bytes.
    fn text() -> impl Strategy<Value = String> {
        "[aeéÉßæŒøıİəñÑ漢я\u{301}\u{AD} .'\n-]{0,40}|\\PC{0,30}"
    }

    proptest! {
        #[test]
        fn hits_are_apart_in_order_and_say_what_was_asked(text in text(), query in text()) {
            let hits = find(&text, &query);
            for pair in hits.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start);
            }
            for hit in hits {
                let slice = text.get(hit.range());
                prop_assert!(slice.is_some_and(|slice| !slice.is_empty()), "{hit:?}");
                prop_assert!(fold(slice.unwrap_or_default()).contains(&fold(&query)));
            }
        }

        #[test]
        fn every_piece_of_a_text_is_found_where_it_stands(
            text in text(), one: proptest::sample::Index, other: proptest::sample::Index,
        ) {
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (one, other) = (*one.get(&ends), *other.get(&ends));
            let piece = Span::new(one.min(other), one.max(other));
            let query = &text[piece.range()];
            prop_assume!(!fold(query).is_empty());
            prop_assert!(find(&text, query).iter().any(|hit| hit.overlaps(piece)));
        }

        #[test]
        fn capitals_find_the_same(text in text(), query in "[aeéßñ ]{1,4}") {
            prop_assert_eq!(find(&text, &query), find(&text, &query.to_uppercase()));
        }
    }
}
