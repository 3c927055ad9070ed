//! Predicates: which words say that something happens between places, and where its two ends stand.

use std::collections::{BTreeMap, HashMap};

use crate::extract::RelationKind;

use super::nouns::plural;
use super::table::rows;

/// Where an end of a relation stands, seen from the word that states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The subject.
    Subject,
    /// The direct object.
    Object,
    /// A demonym beside the noun ("la ofensiva rusa").
    Demonym,
    /// What follows a preposition, named as [`super::Lexicon::preposition`] does.
    Preposition(String),
}

/// How the ends of a relation are found: for each end the slots to try, the first that is filled wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Slots of the source, or of the one side of a mutual relation.
    pub source: Vec<Slot>,
    /// Slots of the target, or of the other side.
    pub target: Vec<Slot>,
    /// Whether source and target are not interchangeable.
    pub directed: bool,
}

/// One entry of the predicate table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predicate {
    /// What happens.
    pub kind: RelationKind,
    /// The nouns of which one must stand in the object; empty when the verb is enough.
    pub nouns: Vec<String>,
    /// Where its ends stand.
    pub frame: Frame,
}

/// The predicates of a language.
#[derive(Debug, Default)]
pub struct Frames {
    /// Infinitive → entries, those that ask for a noun first.
    verbs: BTreeMap<&'static str, Vec<Predicate>>,
    /// Noun or adjective in any form → entries.
    nouns: HashMap<String, Vec<Predicate>>,
}

impl Frames {
    /// Reads the table of predicates.
    pub fn read(source: &'static str) -> Self {
        let mut frames = Self::default();
        for row in rows(source) {
            let [kind, class, members, frame] = row[..] else {
                continue;
            };
            let (Some(kind), Some(frame)) = (RelationKind::from_word(kind), read_frame(frame))
            else {
                continue;
            };
            let (heads, nouns) = members.split_once(" +").unwrap_or((members, ""));
            let nouns = nouns
                .split('|')
                .filter(|noun| !noun.is_empty())
                .flat_map(|noun| [noun.to_owned(), plural(noun)])
                .collect();
            let predicate = Predicate { kind, nouns, frame };
            for head in heads.split('|') {
                frames.add(class, head, &predicate);
            }
        }
        for entries in frames.verbs.values_mut() {
            entries.sort_by_key(|predicate| predicate.nouns.is_empty());
        }
        frames
    }

    fn add(&mut self, class: &str, head: &'static str, predicate: &Predicate) {
        if class == "v" {
            self.verbs.entry(head).or_default().push(predicate.clone());
            return;
        }
        for form in forms(head) {
            self.nouns.entry(form).or_default().push(predicate.clone());
        }
    }

    /// The entries of a verb.
    pub fn verb(&self, infinitive: &str) -> &[Predicate] {
        self.verbs.get(infinitive).map_or(&[], Vec::as_slice)
    }

    /// The entries of a lower-case noun or adjective, in any of its forms.
    pub fn noun(&self, word: &str) -> &[Predicate] {
        self.nouns.get(word).map_or(&[], Vec::as_slice)
    }
}

/// Number and gender of a noun or adjective: "protector" also stands as "protectora" and "protectores".
fn forms(head: &str) -> Vec<String> {
    let mut forms = vec![head.to_owned(), plural(head)];
    let feminine = match head.strip_suffix('o') {
        Some(stem) => Some(format!("{stem}a")),
        None => head.ends_with("or").then(|| format!("{head}a")),
    };
    if let Some(feminine) = feminine {
        forms.push(plural(&feminine));
        forms.push(feminine);
    }
    forms
}

fn read_frame(frame: &str) -> Option<Frame> {
    let (source, target, directed) = match frame.split_once("<>") {
        Some((source, target)) => (source, target, false),
        None => {
            let (source, target) = frame.split_once('>')?;
            (source, target, true)
        }
    };
    Some(Frame {
        source: source.trim().split('|').map(read_slot).collect(),
        target: target.trim().split('|').map(read_slot).collect(),
        directed,
    })
}

fn read_slot(slot: &str) -> Slot {
    match slot {
        "subj" => Slot::Subject,
        "obj" => Slot::Object,
        "adj" => Slot::Demonym,
        preposition => Slot::Preposition(preposition.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lexicon::{Lexicon, WordClass};
    use crate::text::Language;

    const PREDICATES: &str = include_str!("../../../assets/lexicon/es/predicates.tsv");

    #[test]
    fn every_row_of_the_table_is_understood() {
        let lexicon = Lexicon::of(Language::Es).unwrap();
        for row in rows(PREDICATES) {
            let [kind, class, members, frame] = row[..] else {
                panic!("{row:?} has not four columns")
            };
            assert!(RelationKind::from_word(kind).is_some(), "{kind}");
            assert!(["v", "n", "a"].contains(&class), "{class}");
            let frame = read_frame(frame).unwrap_or_else(|| panic!("{frame}"));
            for slot in frame.source.iter().chain(&frame.target) {
                let Slot::Preposition(name) = slot else {
                    continue;
                };
                let word = name.replace('_', " ");
                let words: Vec<String> = word.split(' ').map(str::to_owned).collect();
                let known = matches!(
                    lexicon.class(&word),
                    Some(WordClass::Preposition(_) | WordClass::Conjunction)
                ) || matches!(lexicon.phrase(&words), Some((n, WordClass::Preposition(_))) if n == words.len());
                assert!(known, "{name} is no preposition of grammar.tsv");
            }
            if class == "v" {
                for verb in members.split(" +").next().unwrap_or_default().split('|') {
                    let form = lexicon.verbs.analyse(verb);
                    assert!(
                        form.is_some_and(|form| form.lemma == verb),
                        "{verb} is not in verbs.tsv"
                    );
                }
            }
        }
    }

    #[test]
    fn a_verb_with_its_noun_goes_first() {
        let frames = &Lexicon::of(Language::Es).unwrap().frames;
        assert!(!frames.verb("enviar")[0].nouns.is_empty());
        assert!(frames.noun("protectoras")[0].frame.directed);
        assert!(frames.noun("mesa").is_empty());
    }
}
