//! How numbers are written and counted.

use super::Word;
use crate::text::Language;

/// "1 lugar", "13 lugares": one word for one, another for any other number.
pub fn count(n: usize, one: Word, many: Word, language: Language) -> String {
    if n == 1 {
        one.in_language(language).to_owned()
    } else {
        many.with(language, &[&grouped(n, language)])
    }
}

/// A whole number as the language writes it: "12 345" in Spanish, "12,345" in English; four digits stay together.
pub fn grouped(n: usize, language: Language) -> String {
    let digits = n.to_string();
    if digits.len() <= 4 {
        return digits;
    }
    let separator = if language == Language::En {
        ','
    } else {
        '\u{202F}'
    };
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

/// A share of one in percent: "92 %" in Spanish, "92%" in English.
pub fn percent(share: f32, language: Language) -> String {
    let percent = (share.clamp(0.0, 1.0) * 100.0).round();
    match language {
        Language::En => format!("{percent}%"),
        _ => format!("{percent}\u{202F}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_a_word_of_its_own() {
        assert_eq!(
            count(1, Word::OnePlace, Word::CountPlaces, Language::En),
            "1 place"
        );
        assert_eq!(
            count(0, Word::OnePlace, Word::CountPlaces, Language::Es),
            "0 lugares"
        );
    }

    #[test]
    fn numbers_are_grouped_as_each_language_does() {
        for (n, es, en) in [
            (0, "0", "0"),
            (1234, "1234", "1234"),
            (12_345, "12\u{202F}345", "12,345"),
            (1_234_567, "1\u{202F}234\u{202F}567", "1,234,567"),
        ] {
            assert_eq!(grouped(n, Language::Es), es);
            assert_eq!(grouped(n, Language::En), en);
        }
    }
}
