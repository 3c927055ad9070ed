//! What is said aloud of a relation: its ends, what happens between them, and where the text says so.

use super::icons::Swatch;
use super::words::{self, Word};
use crate::text::Language;

/// A relation in words: "Azerbaiyán suministra energía hacia Unión Europea, comercio, frase 6".
///
/// `sentence` is the number of the sentence that states it first; 0 where sentences have no numbers.
pub fn relation(
    [source, target]: [&str; 2],
    label: &str,
    swatch: Swatch,
    sentence: usize,
    language: Language,
) -> String {
    let said = match swatch.directed {
        true => format!(
            "{source} {label} {} {target}",
            Word::To.in_language(language)
        ),
        false => format!(
            "{source} {} {target}: {label}",
            Word::And.in_language(language)
        ),
    };
    let kind = words::relation_kind(swatch.kind, language);
    let mut parts = vec![said, kind.to_owned()];
    for (flag, word) in [
        (swatch.negated, Word::Negated),
        (swatch.hypothetical, Word::Hypothetical),
    ] {
        parts.extend(flag.then(|| word.in_language(language).to_owned()));
    }
    let where_ = || Word::SentenceN.with(language, &[&sentence.to_string()]);
    parts.extend((sentence > 0).then(where_));
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::RelationKind;

    #[test]
    fn a_relation_is_said_with_all_that_the_map_shows_of_it() {
        let swatch = Swatch {
            kind: RelationKind::Trade,
            directed: true,
            negated: true,
            hypothetical: false,
        };
        let said = |swatch| relation(["Bakú", "Roma"], "vende gas", swatch, 6, Language::Es);
        assert_eq!(
            said(swatch),
            "Bakú vende gas hacia Roma, comercio, negado, frase 6"
        );
        let undirected = Swatch {
            directed: false,
            negated: false,
            hypothetical: true,
            ..swatch
        };
        assert_eq!(
            said(undirected),
            "Bakú y Roma: vende gas, comercio, posible o previsto, frase 6"
        );
    }
}
