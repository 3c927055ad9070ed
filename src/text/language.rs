//! The languages the program claims.

/// A language that the interface, the gazetteer's names and the analysis know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Spanish.
    Es,
    /// English.
    En,
    /// French.
    Fr,
    /// Portuguese.
    Pt,
    /// Italian.
    It,
    /// German.
    De,
}

impl Language {
    /// All of them, Spanish first.
    pub const ALL: [Self; 6] = [Self::Es, Self::En, Self::Fr, Self::Pt, Self::It, Self::De];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Es => "es",
            Self::En => "en",
            Self::Fr => "fr",
            Self::Pt => "pt",
            Self::It => "it",
            Self::De => "de",
        }
    }

    /// The language of a BCP 47 tag or a POSIX locale ("es", "es-MX", "pt_BR.UTF-8"), if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.', '@']).next()?;
        Self::ALL
            .into_iter()
            .find(|language| primary.eq_ignore_ascii_case(language.code()))
    }

    /// Guesses the language of a text; `None` when it is reliably in none of ours, or in another script.
    ///
    /// Long texts are told by their letters (whatlang's trigrams), short ones by their smallest words; where neither
    /// decides, it is Spanish, the language of most texts that are opened here.
    pub fn detect(text: &str) -> Option<Self> {
        let mut end = text.len().min(4000);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = &text[..end];
        let guess = whatlang::detect(text)?;
        if guess.script() != whatlang::Script::Latin {
            return None;
        }
        let known = Self::of_whatlang(guess.lang());
        if guess.is_reliable() && text.len() > SHORT {
            return known;
        }
        Some(Self::of_small_words(text).or(known).unwrap_or(Self::Es))
    }

    fn of_whatlang(language: whatlang::Lang) -> Option<Self> {
        Some(match language {
            whatlang::Lang::Spa => Self::Es,
            whatlang::Lang::Eng => Self::En,
            whatlang::Lang::Fra => Self::Fr,
            whatlang::Lang::Por => Self::Pt,
            whatlang::Lang::Ita => Self::It,
            whatlang::Lang::Deu => Self::De,
            _ => return None,
        })
    }

    /// The language whose smallest words occur most; Spanish goes first among equals.
    fn of_small_words(text: &str) -> Option<Self> {
        let mut counts = [0_usize; Self::ALL.len()];
        for word in text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            let word = word.to_lowercase();
            for (count, words) in counts.iter_mut().zip(SMALL_WORDS) {
                *count += usize::from(words.split(' ').any(|small| small == word));
            }
        }
        let best = counts.iter().copied().max().filter(|&best| best > 0)?;
        let at = counts.iter().position(|&count| count == best)?;
        Self::ALL.get(at).copied()
    }
}

/// Texts up to this many bytes are told by their smallest words.
const SHORT: usize = 200;

/// The most frequent words of each language, in the order of [`Language::ALL`].
const SMALL_WORDS: [&str; 6] = [
    "el la los las de del y en que a un una por con para se su al es no ha lo fue son como más entre desde hasta sin",
    "the of and in to a is was for on that with by from at has it as are were his their not will",
    "le la les de des du et en à un une que pour dans est au aux sur par avec se sa ce il elle pas l d",
    "o a os as de do da dos das e em no na um uma que por com para se ao é não à pelo pela foi",
    "il la lo i gli le di del della e in un una che per con da al è non si nel alla sono dal",
    "der die das und in zu den dem des von mit ist für auf ein eine im nicht nach wird aus bei sich",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_locales_are_read() {
        assert_eq!(Language::from_tag("es-MX"), Some(Language::Es));
        assert_eq!(Language::from_tag("pt_BR.UTF-8"), Some(Language::Pt));
        assert_eq!(Language::from_tag("zh"), None);
        assert_eq!(Language::from_tag(""), None);
    }

    #[test]
    fn a_paragraph_is_enough_to_tell_the_language() {
        let samples = [
            (
                "El petrolero zarpó del puerto con rumbo al norte y nadie volvió a verlo durante aquel invierno tan largo.",
                Language::Es,
            ),
            (
                "The tanker left the harbour heading north and nobody saw it again during that very long winter.",
                Language::En,
            ),
            (
                "Le pétrolier a quitté le port vers le nord et personne ne l'a revu pendant cet hiver si long.",
                Language::Fr,
            ),
            (
                "O petroleiro deixou o porto em direção ao norte e ninguém mais o viu durante aquele inverno tão longo.",
                Language::Pt,
            ),
            (
                "La petroliera lasciò il porto verso nord e nessuno la vide più durante quell'inverno così lungo.",
                Language::It,
            ),
            (
                "Der Tanker verließ den Hafen nach Norden und niemand sah ihn in jenem langen Winter wieder.",
                Language::De,
            ),
        ];
        for (text, language) in samples {
            assert_eq!(Language::detect(text), Some(language), "{text}");
        }
    }

    #[test]
    fn a_short_sentence_is_told_by_its_small_words() {
        for (text, language) in [
            ("China exporta acero a Brasil.", Some(Language::Es)),
            (
                "El ministro de Chile nunca visitó La Paz.",
                Some(Language::Es),
            ),
            (
                "The minister of Chile never visited La Paz.",
                Some(Language::En),
            ),
            ("Le ministre du Chili est à La Paz.", Some(Language::Fr)),
            ("Der Minister von Chile ist in La Paz.", Some(Language::De)),
            ("Madrid", Some(Language::Es)),
            ("Президент России прилетел в Баку", None),
            ("", None),
        ] {
            assert_eq!(Language::detect(text), language, "{text}");
        }
    }
}
