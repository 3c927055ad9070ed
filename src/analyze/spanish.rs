//! Spanish words that hold several: contractions, and verbs with pronouns grown onto them.

use std::borrow::Cow;

/// Contractions that are always two words.
const CONTRACTIONS: [(&str, [&str; 2]); 2] = [("del", ["de", "el"]), ("al", ["a", "el"])];

/// Pronouns that follow an infinitive or a gerund.
const PRONOUNS: [&str; 11] = [
    "me", "te", "se", "nos", "os", "lo", "la", "los", "las", "le", "les",
];

/// Letters that an infinitive has at least when no dictionary knows it.
const UNKNOWN_MIN: usize = 6;

/// Pronouns that only a known infinitive takes, since nouns and adjectives end so too: "baluarte", "extranjeros".
const DOUBTFUL: [&str; 2] = ["te", "os"];

/// The words that a token holds, when it holds several.
pub fn split(form: &str, is_infinitive: &dyn Fn(&str) -> bool) -> Option<Vec<Cow<'static, str>>> {
    if form.len() < 2 || !form.ends_with(['l', 'e', 'o', 'a', 's']) {
        return None;
    }
    let low = form.to_lowercase();
    if let Some((_, words)) = CONTRACTIONS.iter().find(|(form, _)| *form == low) {
        return Some(words.map(Cow::Borrowed).to_vec());
    }
    // "Giancarlo" is a name.
    let may_be_new = form.starts_with(char::is_lowercase);
    let (verb, pronouns) = clitics(&low, is_infinitive, may_be_new)?;
    let verb = std::iter::once(Cow::Owned(verb));
    Some(
        verb.chain(pronouns.into_iter().map(Cow::Borrowed))
            .collect(),
    )
}

/// A verb with the pronouns that have grown onto it: the verb as it would stand alone, and the pronouns in order.
///
/// `is_infinitive` knows the infinitives of the dictionary; other words may be some where `may_be_new`. Imperatives are left
/// whole: too many nouns look like them.
fn clitics(
    low: &str,
    is_infinitive: impl Fn(&str) -> bool,
    may_be_new: bool,
) -> Option<(String, Vec<&'static str>)> {
    let mut base = low;
    let mut pronouns = Vec::new();
    while pronouns.len() < 2 {
        let Some(pronoun) = pronoun_at_end(base) else {
            break;
        };
        base = &base[..base.len() - pronoun.len()];
        pronouns.insert(0, pronoun);
        let bare = without_accent(base);
        let is_verb = || is_infinitive(&bare) || may_be_new && is_unmistakable(&bare, pronoun);
        if is_gerund(&bare, base) || ends_as_infinitive(&bare) && is_verb() {
            return Some((bare, pronouns));
        }
    }
    None
}

/// The longest pronoun at the end.
fn pronoun_at_end(word: &str) -> Option<&'static str> {
    let fitting = PRONOUNS.iter().filter(|pronoun| word.ends_with(**pronoun));
    fitting.max_by_key(|pronoun| pronoun.len()).copied()
}

/// "celebrándo": a gerund takes an accent as soon as a pronoun follows.
fn is_gerund(bare: &str, accented: &str) -> bool {
    let ends = ["ando", "iendo", "yendo"]
        .iter()
        .any(|end| bare.ends_with(end));
    ends && bare != accented
}

fn ends_as_infinitive(bare: &str) -> bool {
    ["ar", "er", "ir"].iter().any(|end| bare.ends_with(end))
}

/// Whether a word that no dictionary knows can only be an infinitive before this pronoun: "gobiernos", "cuadernos" and
/// "infiernos" are nouns.
fn is_unmistakable(bare: &str, pronoun: &str) -> bool {
    bare.chars().count() >= UNKNOWN_MIN
        && !DOUBTFUL.contains(&pronoun)
        && !(pronoun == "nos" && bare.ends_with("er"))
}

/// The word without the accents that stress carries.
fn without_accent(word: &str) -> String {
    let plain = |c| match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        other => other,
    };
    word.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pronouns_come_off_infinitives_and_gerunds() {
        let known = |word: &str| ["celebrar", "ver", "dar", "jugar"].contains(&word);
        let split = |word: &str| clitics(word, known, true);
        let verb = |form: &str, pronouns: &[&'static str]| Some((form.into(), pronouns.to_vec()));
        assert_eq!(split("celebrarlos"), verb("celebrar", &["los"]));
        assert_eq!(split("verlo"), verb("ver", &["lo"]));
        assert_eq!(split("jugárselo"), verb("jugar", &["se", "lo"]));
        assert_eq!(split("dándole"), verb("dando", &["le"]));
        assert_eq!(split("transportarla"), verb("transportar", &["la"]));
        assert_eq!(split("acompañarnos"), verb("acompañar", &["nos"]));
    }

    #[test]
    fn words_that_only_look_so_stay_whole() {
        for word in [
            "carlos",
            "parte",
            "baluarte",
            "norte",
            "rusas",
            "grandes",
            "se",
            "lo",
            "",
            "bodegueros",
            "extranjeros",
            "gobiernos",
            "modernos",
        ] {
            assert_eq!(clitics(word, |_| false, true), None, "{word}");
        }
        assert_eq!(split("Giancarlo", &|_| false), None);
        assert!(split("googlearlo", &|_| false).is_some());
    }
}
