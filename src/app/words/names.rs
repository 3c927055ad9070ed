//! What somebody is called, what is quoted, and which language is which.

use super::Word;
use crate::extract::Label;
use crate::text::Language;

/// What somebody with this label is.
pub fn actor(label: Label) -> Word {
    if label == Label::Per {
        Word::Person
    } else {
        Word::Organisation
    }
}

/// What a text says, in the quotation marks of the language.
pub fn quoted(text: &str, language: Language) -> String {
    match language {
        Language::Es => format!("«{text}»"),
        _ => format!("“{text}”"),
    }
}

/// Name of the language that an article is written in.
pub fn article_language(tag: Option<&str>) -> Word {
    match tag.and_then(Language::from_tag) {
        Some(Language::Es) => Word::Spanish,
        Some(Language::En) => Word::English,
        Some(Language::Fr) => Word::French,
        Some(Language::Pt) => Word::Portuguese,
        Some(Language::It) => Word::Italian,
        Some(Language::De) => Word::German,
        None => Word::UnknownLanguage,
    }
}

/// The interface language for what the system says it speaks: Spanish for Spanish, English for everything else.
pub fn interface_language(locale: Option<&str>) -> Language {
    match locale.and_then(Language::from_tag) {
        Some(Language::Es) => Language::Es,
        _ => Language::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_locale_decides() {
        for (locale, language) in [
            (Some("es_ES.UTF-8"), Language::Es),
            (Some("es-419"), Language::Es),
            (Some("en-GB"), Language::En),
            (Some("pt-BR"), Language::En),
            (Some("C"), Language::En),
            (None, Language::En),
        ] {
            assert_eq!(interface_language(locale), language, "{locale:?}");
        }
    }
}
