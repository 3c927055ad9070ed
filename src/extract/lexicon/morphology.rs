//! Verbs and their forms: a stem table and an ending table instead of a list of forms.

use crate::text::WordMap;

use super::table::rows;

/// Tense, mood or non-finite form. Third persons only: that is what texts about places hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// "visita".
    Present,
    /// "visitaba".
    Imperfect,
    /// "visitó".
    Preterite,
    /// "visitará".
    Future,
    /// "visitaría".
    Conditional,
    /// "visite", "visitara".
    Subjunctive,
    /// "visitar".
    Infinitive,
    /// "visitando".
    Gerund,
    /// "visitado".
    Participle,
}

impl Tense {
    fn from_letter(letter: &str) -> Option<Self> {
        Some(match letter {
            "p" => Self::Present,
            "i" => Self::Imperfect,
            "t" => Self::Preterite,
            "f" => Self::Future,
            "c" => Self::Conditional,
            "s" => Self::Subjunctive,
            "n" => Self::Infinitive,
            "g" => Self::Gerund,
            "k" => Self::Participle,
            _ => return None,
        })
    }

    /// Whether the form has a person and so its own subject.
    pub fn is_finite(self) -> bool {
        !matches!(self, Self::Infinitive | Self::Gerund | Self::Participle)
    }
}

/// A word read as a form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerbForm {
    /// The infinitive.
    pub lemma: &'static str,
    /// Tense, mood or non-finite form.
    pub tense: Tense,
    /// Whether its subject is who writes ("salimos").
    pub first_person: bool,
}

/// The verbs of a language.
#[derive(Debug, Default)]
pub struct Verbs {
    /// Stem → conjugation class and infinitive.
    stems: WordMap<String, Vec<(&'static str, &'static str)>>,
    /// Ending → conjugation class and tense.
    endings: WordMap<&'static str, Vec<(&'static str, Tense, bool)>>,
    irregular: WordMap<&'static str, VerbForm>,
    longest_ending: usize,
}

impl Verbs {
    /// Reads the table of endings and the table of verbs.
    pub fn read(endings: &'static str, verbs: &'static str) -> Self {
        let mut table = Self::default();
        for row in rows(endings) {
            let [class, tense, members] = row[..] else {
                continue;
            };
            let (letter, first_person) = person(tense);
            let Some(tense) = Tense::from_letter(&letter) else {
                continue;
            };
            for ending in members.split('|') {
                table
                    .endings
                    .entry(ending)
                    .or_default()
                    .push((class, tense, first_person));
                table.longest_ending = table.longest_ending.max(ending.len());
            }
        }
        for row in rows(verbs) {
            let class = conjugation(row[0]);
            if let Some(stem) = row[0].strip_suffix(class) {
                table.add_stems(stem, class, row[0]);
                let further = row.get(1).copied().unwrap_or_default();
                further
                    .split_whitespace()
                    .for_each(|item| table.add(item, class, row[0]));
            }
        }
        table
    }

    /// Adds one item of the second column: a stem, a marked stem or an irregular form.
    fn add(&mut self, item: &'static str, class: &'static str, lemma: &'static str) {
        if let Some((form, letter)) = item.split_once('=') {
            let (letter, first_person) = person(letter);
            if let Some(tense) = Tense::from_letter(&letter) {
                let form_of = VerbForm {
                    lemma,
                    tense,
                    first_person,
                };
                self.irregular.insert(form, form_of);
            }
        } else if let Some(stem) = item.strip_suffix('!') {
            self.add_stem(stem.to_owned(), "strong", lemma);
        } else if let Some(stem) = item.strip_suffix('^') {
            self.add_stem(stem.to_owned(), "future", lemma);
        } else {
            self.add_stems(item, class, lemma);
        }
    }

    /// Adds a stem with the spellings it takes before other vowels.
    fn add_stems(&mut self, stem: &str, class: &'static str, lemma: &'static str) {
        const BEFORE_E: [(&str, &str); 3] = [("c", "qu"), ("g", "gu"), ("z", "c")];
        const BEFORE_A: [(&str, &str); 3] = [("gu", "g"), ("g", "j"), ("c", "zc")];
        self.add_stem(stem.to_owned(), class, lemma);
        let changes = if class == "ar" { BEFORE_E } else { BEFORE_A };
        if let Some((old, new)) = changes.into_iter().find(|(old, _)| stem.ends_with(old)) {
            self.add_stem(
                format!("{}{new}", &stem[..stem.len() - old.len()]),
                class,
                lemma,
            );
        }
    }

    fn add_stem(&mut self, stem: String, class: &'static str, lemma: &'static str) {
        self.stems.entry(stem).or_default().push((class, lemma));
    }

    /// Reads a lower-case word as a form of a verb; `None` when it is no form of a known one.
    pub fn analyse(&self, word: &str) -> Option<VerbForm> {
        if let Some(&form) = self.irregular.get(word) {
            return Some(form);
        }
        // The longest ending first, so that "llegado" is a participle and not a stem "llegad".
        let from = word.len().saturating_sub(self.longest_ending).max(1);
        (from..word.len())
            .filter(|&at| word.is_char_boundary(at))
            .find_map(|at| self.split_at(word, at))
    }

    fn split_at(&self, word: &str, at: usize) -> Option<VerbForm> {
        let endings = self.endings.get(&word[at..])?;
        let stems = self.stems.get(&word[..at])?;
        stems.iter().find_map(|&(class, lemma)| {
            let &(_, tense, first_person) = endings
                .iter()
                .find(|(ending_class, ..)| *ending_class == class)?;
            Some(VerbForm {
                lemma,
                tense,
                first_person,
            })
        })
    }
}

/// The letter of a tense, and whether its capital says that the person is the first.
fn person(letter: &str) -> (String, bool) {
    let lower = letter.to_lowercase();
    let first_person = lower != letter;
    (lower, first_person)
}

/// The conjugation class of an infinitive, empty when it is none.
fn conjugation(infinitive: &str) -> &'static str {
    ["ar", "er", "ir", "ír"]
        .into_iter()
        .find(|class| infinitive.ends_with(class))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lexicon::Lexicon;
    use crate::text::Language;

    #[test]
    fn forms_lead_to_their_infinitive() {
        let verbs = &Lexicon::of(Language::Es).unwrap().verbs;
        for (word, lemma, tense) in [
            ("visitó", "visitar", Tense::Preterite),
            ("huyeron", "huir", Tense::Preterite),
            ("huyó", "huir", Tense::Preterite),
            ("negó", "negar", Tense::Preterite),
            ("niega", "negar", Tense::Present),
            ("fortalecen", "fortalecer", Tense::Present),
            ("fortalezca", "fortalecer", Tense::Subjunctive),
            ("acordado", "acordar", Tense::Participle),
            ("intervenir", "intervenir", Tense::Infinitive),
            ("intervino", "intervenir", Tense::Preterite),
            ("ataque", "atacar", Tense::Subjunctive),
            ("puso", "poner", Tense::Preterite),
            ("pondrán", "poner", Tense::Future),
            ("condujo", "conducir", Tense::Preterite),
            ("dijeron", "decir", Tense::Preterite),
            ("unirá", "unir", Tense::Future),
            ("siguió", "seguir", Tense::Preterite),
            ("rotas", "romper", Tense::Participle),
            ("exportando", "exportar", Tense::Gerund),
            ("envían", "enviar", Tense::Present),
        ] {
            let form = verbs.analyse(word).map(|form| (form.lemma, form.tense));
            assert_eq!(form, Some((lemma, tense)), "{word}");
        }
    }

    #[test]
    fn other_words_are_no_verbs() {
        let verbs = &Lexicon::of(Language::Es).unwrap().verbs;
        for word in ["petróleo", "mar", "mesa", "ó", "", "ñ", "europeo"] {
            assert_eq!(verbs.analyse(word), None, "{word}");
        }
    }
}
