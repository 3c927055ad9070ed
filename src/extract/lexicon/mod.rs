//! What the program knows of a language: closed classes, verbs, nouns, predicates. All of it is data in
//! `assets/lexicon/`, read once a process; nothing here is Spanish.

mod demonyms;
mod frames;
mod general;
mod morphology;
mod nouns;
mod table;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::gazetteer::PlaceKind;
use crate::text::{Language, WordMap, WordSet, fold};

pub use demonyms::{Demonym, Demonyms};
pub use frames::{Frame, Frames, Predicate, Slot};
pub use general::{general_kinds, is_general, is_spoken};
pub use morphology::{Tense, VerbForm, Verbs};
pub use nouns::{NounClass, Nouns};

pub use table::rows;
use table::words;

/// The closed class that a word belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    /// "el", "una", "sus".
    Determiner,
    /// "dos", "miles", "primera".
    Number,
    /// "y", "o", "ni".
    Conjunction,
    /// "que", "quien".
    Relative,
    /// "donde".
    Where,
    /// "cuando", "aunque", "pero".
    Subordinator,
    /// "no", "nunca".
    Negation,
    /// "se", "le".
    Clitic,
    /// "ya", "además".
    Adverb,
    /// "lunes", "abril".
    Time,
    /// A preposition: index into [`Lexicon::preposition`].
    Preposition(u16),
    /// A preposition grown together with an article ("del").
    Contraction(u16),
    /// A form of the auxiliary of the perfect ("ha").
    Have,
    /// A form of the auxiliary of the passive ("fue").
    Be,
    /// A form of the copula of states ("está").
    Stay,
}

/// Everything known of one language.
#[derive(Debug)]
pub struct Lexicon {
    classes: WordMap<&'static str, WordClass>,
    /// First word → the phrases that begin with it, longest first.
    phrases: BTreeMap<&'static str, Vec<(Vec<&'static str>, WordClass)>>,
    /// Endings that make any word of a class ("-mente").
    endings: Vec<(&'static str, WordClass)>,
    prepositions: Vec<String>,
    /// Verbs with their forms.
    pub verbs: Verbs,
    /// Nouns by what they do beside a name.
    pub nouns: Nouns,
    /// What words say happens.
    pub frames: Frames,
    demonyms: &'static Demonyms,
    given_names: WordSet<String>,
    abbreviations: WordSet<&'static str>,
    coreference: WordMap<&'static str, Referring>,
    polarity: WordMap<&'static str, Vec<&'static str>>,
}

static SPANISH: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::read(&Sources {
        grammar: include_str!("../../../assets/lexicon/es/grammar.tsv"),
        endings: include_str!("../../../assets/lexicon/es/endings.tsv"),
        verbs: include_str!("../../../assets/lexicon/es/verbs.tsv"),
        nouns: include_str!("../../../assets/lexicon/es/nouns.tsv"),
        predicates: include_str!("../../../assets/lexicon/es/predicates.tsv"),
        polarity: include_str!("../../../assets/lexicon/es/polarity.tsv"),
        coreference: include_str!("../../../assets/lexicon/es/coreference.tsv"),
        demonyms: Demonyms::of(Language::Es),
        abbreviations: include_str!("../../../assets/lexicon/es/abbreviations.tsv"),
        given_names: include_str!("../../../assets/lexicon/es/given_names.tsv"),
    })
});

/// The texts of a language's data files, and what is read from one already.
struct Sources {
    grammar: &'static str,
    endings: &'static str,
    verbs: &'static str,
    nouns: &'static str,
    predicates: &'static str,
    polarity: &'static str,
    coreference: &'static str,
    demonyms: &'static Demonyms,
    abbreviations: &'static str,
    given_names: &'static str,
}

impl Lexicon {
    /// The lexicon of a language, where there is one.
    pub fn of(language: Language) -> Option<&'static Self> {
        (language == Language::Es).then(|| &*SPANISH)
    }

    fn read(sources: &Sources) -> Self {
        let mut lexicon = Self {
            classes: WordMap::default(),
            phrases: BTreeMap::new(),
            endings: Vec::new(),
            prepositions: Vec::new(),
            verbs: Verbs::read(sources.endings, sources.verbs),
            nouns: Nouns::read(sources.nouns),
            frames: Frames::read(sources.predicates),
            demonyms: sources.demonyms,
            given_names: words(sources.given_names).map(fold).collect(),
            abbreviations: words(sources.abbreviations).collect(),
            coreference: read_coreference(sources.coreference),
            polarity: WordMap::default(),
        };
        for row in rows(sources.grammar) {
            if let [class, members] = row[..] {
                members.split('|').for_each(|word| lexicon.add(class, word));
            }
        }
        for row in rows(sources.polarity) {
            if let [class, members] = row[..] {
                for word in members.split('|') {
                    lexicon.polarity.entry(word).or_default().push(class);
                }
            }
        }
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        lexicon
    }

    fn add(&mut self, class: &str, word: &'static str) {
        let (word, class) = match class {
            "det" => (word, WordClass::Determiner),
            "number" => (word, WordClass::Number),
            "conj" => (word, WordClass::Conjunction),
            "rel" => (word, WordClass::Relative),
            "where" => (word, WordClass::Where),
            "subord" => (word, WordClass::Subordinator),
            "neg" => (word, WordClass::Negation),
            "clitic" => (word, WordClass::Clitic),
            "adv" => (word, WordClass::Adverb),
            "time" => (word, WordClass::Time),
            "haber" => (word, WordClass::Have),
            "ser" => (word, WordClass::Be),
            "estar" => (word, WordClass::Stay),
            "prep" => (
                word,
                WordClass::Preposition(self.number_of_preposition(word)),
            ),
            "contraction" => {
                let Some((short, long)) = word.split_once('=') else {
                    return;
                };
                (
                    short,
                    WordClass::Contraction(self.number_of_preposition(long)),
                )
            }
            _ => return,
        };
        if let Some(ending) = word.strip_prefix('-') {
            self.endings.push((ending, class));
        } else if word.contains(' ') {
            self.add_phrase(word.split(' ').collect(), class);
        } else {
            self.classes.entry(word).or_insert(class);
        }
    }

    /// Adds a phrase; "a favor de" also as "a favor del", "frente a" also as "frente al".
    fn add_phrase(&mut self, phrase: Vec<&'static str>, class: WordClass) {
        if let (Some(&last), WordClass::Preposition(number)) = (phrase.last(), class) {
            let grown = self.classes.iter().find(|(_, class)| {
                matches!(class, WordClass::Contraction(of) if self.prepositions.get(*of as usize).is_some_and(|name| name == last))
            });
            if let Some((&contraction, _)) = grown {
                let mut contracted = phrase.clone();
                contracted.pop();
                contracted.push(contraction);
                self.phrases
                    .entry(contracted[0])
                    .or_default()
                    .push((contracted, WordClass::Contraction(number)));
            }
        }
        self.phrases
            .entry(phrase[0])
            .or_default()
            .push((phrase, class));
    }

    fn number_of_preposition(&mut self, word: &str) -> u16 {
        let name = word.replace(' ', "_");
        let known = self
            .prepositions
            .iter()
            .position(|preposition| *preposition == name);
        known.unwrap_or_else(|| {
            self.prepositions.push(name);
            self.prepositions.len() - 1
        }) as u16
    }

    /// The closed class of a lower-case word.
    pub fn class(&self, word: &str) -> Option<WordClass> {
        let of_ending = || {
            let longer = |(ending, _): &&(&str, WordClass)| {
                word.len() > ending.len() + 2 && word.ends_with(ending)
            };
            self.endings.iter().find(longer).map(|(_, class)| *class)
        };
        self.classes.get(word).copied().or_else(of_ending)
    }

    /// The longest phrase of several words that `words` begins with: its length and class.
    pub fn phrase(&self, words: &[String]) -> Option<(usize, WordClass)> {
        let phrases = self.phrases.get(words.first()?.as_str())?;
        phrases
            .iter()
            .find(|(phrase, _)| {
                phrase.len() <= words.len() && phrase.iter().zip(words).all(|(a, b)| a == b)
            })
            .map(|(phrase, class)| (phrase.len(), *class))
    }

    /// The name of a preposition as frames write it ("a_favor_de").
    pub fn preposition(&self, number: u16) -> &str {
        self.prepositions
            .get(number as usize)
            .map_or("", String::as_str)
    }

    /// What a lower-case word is derived from, if it is a demonym.
    pub fn demonym(&self, word: &str) -> Option<&Demonym> {
        self.demonyms.word(word)
    }

    /// Whether the folded word is a person's given name.
    pub fn is_given_name(&self, folded: &str) -> bool {
        self.given_names.contains(folded)
    }

    /// Whether a full stop after this word does not end a sentence.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word)
    }

    /// What "el" or "la" with this noun may stand for.
    pub fn coreference(&self, noun: &str) -> Option<&Referring> {
        self.coreference.get(noun)
    }

    /// Whether a word ends as one of this class of `polarity.tsv` does.
    pub fn ends_as(&self, word: &str, class: &str) -> bool {
        let endings = word.char_indices().rev().take(LONGEST_ENDING);
        let mut inner = endings.filter(|(at, _)| *at > 0);
        inner.any(|(at, _)| self.polarity(&word[at..], class))
    }

    /// Whether the word is in this class of `polarity.tsv` ("negates", "unreal", "control", "say").
    pub fn polarity(&self, word: &str, class: &str) -> bool {
        self.polarity
            .get(word)
            .is_some_and(|classes| classes.contains(&class))
    }
}

/// How many letters the endings of `polarity.tsv` have at most.
const LONGEST_ENDING: usize = 5;

/// What a noun may stand for that refers back.
#[derive(Debug)]
pub struct Referring {
    /// Whether it takes "la".
    pub feminine: bool,
    /// The kinds of place it may stand for.
    pub kinds: Vec<PlaceKind>,
    /// Whether it is the capital of a country.
    pub capital: bool,
}

fn read_coreference(source: &'static str) -> WordMap<&'static str, Referring> {
    let kind = |word: &str| {
        let mut all = PlaceKind::ALL.into_iter();
        all.find(|kind| kind.as_str() == word)
    };
    rows(source)
        .filter_map(|row| {
            let [noun, gender, kinds] = row[..] else {
                return None;
            };
            let referring = Referring {
                feminine: gender == "f",
                kinds: kinds.split('|').filter_map(kind).collect(),
                capital: kinds == "capital",
            };
            Some((noun, referring))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spanish() -> &'static Lexicon {
        Lexicon::of(Language::Es).unwrap()
    }

    #[test]
    fn phrases_are_found_longest_first() {
        let words: Vec<String> = ["a", "través", "del", "mar"].map(str::to_owned).into();
        let (length, class) = spanish().phrase(&words).unwrap();
        assert_eq!(length, 3);
        let WordClass::Contraction(number) = class else {
            panic!("{class:?}")
        };
        assert_eq!(spanish().preposition(number), "a_través_de");
    }

    #[test]
    fn a_demonym_leads_to_its_country() {
        let demonym = spanish().demonym("azerbaiyanas").unwrap();
        assert_eq!((demonym.target, demonym.plural), ("AZ", true));
        assert_eq!(spanish().demonym("mesa"), None);
    }

    #[test]
    fn closed_classes_answer() {
        assert_eq!(spanish().class("nunca"), Some(WordClass::Negation));
        assert_eq!(spanish().class("petróleo"), None);
        assert!(spanish().polarity("negar", "negates"));
        assert!(spanish().is_given_name("maria"));
    }
}
