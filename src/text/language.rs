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

    /// Guesses the language of a text; `None` when the text is too short or in none of ours.
    pub fn detect(text: &str) -> Option<Self> {
        let mut end = text.len().min(4000);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let info = whatlang::detect(&text[..end])?;
        if !info.is_reliable() && end > 200 {
            return None;
        }
        match info.lang() {
            whatlang::Lang::Spa => Some(Self::Es),
            whatlang::Lang::Eng => Some(Self::En),
            whatlang::Lang::Fra => Some(Self::Fr),
            whatlang::Lang::Por => Some(Self::Pt),
            whatlang::Lang::Ita => Some(Self::It),
            whatlang::Lang::Deu => Some(Self::De),
            _ => None,
        }
    }
}

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
}
