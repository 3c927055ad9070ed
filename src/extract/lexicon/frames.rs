//! Predicates: which words say that something happens between places, and where its two ends stand.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::extract::RelationKind;
use crate::text::WordMap;

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
    /// The nouns of which one must stand in the object, in order; empty when the verb is enough.
    pub nouns: Vec<String>,
    /// Whether the verb says so only with its pronoun ("reunirse").
    pub reflexive: bool,
    /// Where its ends stand.
    pub frame: Frame,
    /// Whether the word says little by itself.
    pub weak: bool,
}

impl Predicate {
    /// Those of its nouns that begin with a word.
    pub fn nouns_beginning<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a str> {
        let from = self.nouns.partition_point(|noun| noun.as_str() < word);
        let nouns = self.nouns[from..].iter().map(String::as_str);
        nouns.take_while(move |noun| noun.starts_with(word))
    }
}

/// The predicates of a language.
#[derive(Debug, Default)]
pub struct Frames {
    /// Infinitive → entries: those that ask for a noun first, then those that ask for the pronoun.
    verbs: BTreeMap<&'static str, Vec<Predicate>>,
    /// Noun or adjective in any form → entries.
    nouns: WordMap<String, Vec<Predicate>>,
    /// First word of a noun of several words → its forms, longest first.
    compounds: BTreeMap<String, Vec<String>>,
}

impl Frames {
    /// Reads the table of predicates.
    pub fn read(source: &'static str) -> Self {
        let mut frames = Self::default();
        let groups = groups(source);
        for row in rows(source) {
            let (Some(entry), [_, class, members, ..]) = (read_row(&row, &groups), &row[..]) else {
                continue;
            };
            let heads = members
                .split_once(" +")
                .map_or(*members, |(heads, _)| heads);
            for head in heads.split('|') {
                frames.add(class, head, &entry);
            }
        }
        for entries in frames.verbs.values_mut() {
            entries.sort_by_key(|entry| (entry.nouns.is_empty(), !entry.reflexive));
        }
        let compounds = frames.compounds.values_mut();
        compounds.for_each(|forms| forms.sort_by_key(|form| std::cmp::Reverse(form.len())));
        frames
    }

    fn add(&mut self, class: &str, head: &'static str, entry: &Predicate) {
        if class == "v" {
            let (verb, reflexive) = infinitive(head);
            let entry = Predicate {
                reflexive,
                ..entry.clone()
            };
            self.verbs.entry(verb).or_default().push(entry);
            return;
        }
        for form in forms(head) {
            if let Some((first, _)) = form.split_once(' ') {
                let compounds = self.compounds.entry(first.to_owned()).or_default();
                if !compounds.contains(&form) {
                    compounds.push(form.clone());
                }
            }
            self.nouns.entry(form).or_default().push(entry.clone());
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

    /// How many of these words, from the first on, make one noun of several words ("alto el fuego").
    pub fn compound(&self, words: &[String]) -> Option<usize> {
        let forms = self.compounds.get(words.first()?)?;
        forms.iter().find_map(|form| {
            let length = form.split(' ').count();
            let is_here = length <= words.len() && form.split(' ').zip(words).all(|(a, b)| a == b);
            is_here.then_some(length)
        })
    }
}

/// The nouns that several rows share, by the name of their group.
fn groups(source: &'static str) -> HashMap<&'static str, &'static str> {
    rows(source)
        .filter_map(|row| match row[..] {
            ["group", name, nouns] => Some((name, nouns)),
            _ => None,
        })
        .collect()
}

/// The entry that a row describes; `None` for a group and for a row that cannot be understood.
fn read_row(row: &[&'static str], groups: &HashMap<&str, &'static str>) -> Option<Predicate> {
    let (kind, members, frame, mark) = match *row {
        [kind, _, members, frame] => (kind, members, frame, ""),
        [kind, _, members, frame, mark] => (kind, members, frame, mark),
        _ => return None,
    };
    let nouns = members.split_once(" +").map_or("", |(_, nouns)| nouns);
    let expand = |noun: &'static str| match noun.strip_prefix('@') {
        Some(name) => groups.get(name).copied().unwrap_or_default(),
        None => noun,
    };
    let nouns = nouns.split('|').flat_map(|noun| expand(noun).split('|'));
    let nouns: BTreeSet<String> = nouns
        .filter(|noun| !noun.is_empty())
        .flat_map(|noun| [noun.to_owned(), plural(noun)])
        .collect();
    Some(Predicate {
        kind: RelationKind::from_word(kind)?,
        nouns: nouns.into_iter().collect(),
        reflexive: false,
        frame: read_frame(frame)?,
        weak: mark == "weak",
    })
}

/// "reunirse" → "reunir", with its pronoun.
fn infinitive(head: &'static str) -> (&'static str, bool) {
    let bare = head.strip_suffix("se").filter(|bare| bare.ends_with('r'));
    (bare.unwrap_or(head), bare.is_some())
}

/// Number and gender of a noun or adjective: "protector" also stands as "protectora" and "protectores".
fn forms(head: &str) -> Vec<String> {
    let mut forms = vec![head.to_owned(), plural(head)];
    let (first, rest) = head.split_once(' ').unwrap_or((head, ""));
    if !rest.is_empty() && !rest.contains(' ') {
        // "guerras frías": the adjective agrees.
        forms.push(format!("{} {}", plural(first), plural(rest)));
    }
    let feminine = match head.strip_suffix('o') {
        Some(stem) => Some(format!("{stem}a")),
        None => head.ends_with("or").then(|| format!("{head}a")),
    };
    if let Some(feminine) = feminine.filter(|_| rest.is_empty()) {
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
        let groups = groups(PREDICATES);
        for row in rows(PREDICATES).filter(|row| row[0] != "group") {
            let entry = read_row(&row, &groups).unwrap_or_else(|| panic!("{row:?}"));
            assert!(["v", "n"].contains(&row[1]), "{row:?}");
            assert!(row.get(4).is_none_or(|mark| *mark == "weak"), "{row:?}");
            assert_eq!(row[2].contains(" +"), !entry.nouns.is_empty(), "{row:?}");
            for slot in entry.frame.source.iter().chain(&entry.frame.target) {
                let Slot::Preposition(name) = slot else {
                    continue;
                };
                let word = name.replace('_', " ");
                let words: Vec<String> = word.split(' ').map(str::to_owned).collect();
                let known = matches!(lexicon.class(&word), Some(WordClass::Preposition(_)))
                    || matches!(lexicon.phrase(&words), Some((n, WordClass::Preposition(_))) if n == words.len());
                assert!(known, "{name} is no preposition of grammar.tsv");
            }
        }
    }

    #[test]
    fn every_verb_of_the_table_is_conjugated() {
        let verbs = &Lexicon::of(Language::Es).unwrap().verbs;
        for (verb, _) in heads("v").map(infinitive) {
            let form = verbs.analyse(verb);
            let known = form.is_some_and(|form| form.lemma == verb);
            assert!(known, "{verb} is not in verbs.tsv");
        }
    }

    #[test]
    fn no_row_says_what_another_says() {
        let mut seen = BTreeSet::new();
        for row in rows(PREDICATES).filter(|row| row[0] != "group") {
            let (heads, nouns) = row[2].split_once(" +").unwrap_or((row[2], ""));
            for head in heads.split('|') {
                let new = seen.insert((row[0], row[1], head, nouns, row[3]));
                assert!(new, "{head} twice: {row:?}");
            }
        }
        assert!(seen.len() > 1_000, "{}", seen.len());
    }

    /// The words of a class.
    fn heads(class: &'static str) -> impl Iterator<Item = &'static str> {
        rows(PREDICATES)
            .filter(move |row| row[0] != "group" && row[1] == class)
            .flat_map(|row| {
                let heads = row[2].split_once(" +").map_or(row[2], |(heads, _)| heads);
                heads.split('|')
            })
    }

    #[test]
    fn a_verb_with_its_noun_goes_first() {
        let frames = &Lexicon::of(Language::Es).unwrap().frames;
        assert!(!frames.verb("enviar")[0].nouns.is_empty());
        assert!(frames.noun("protectoras")[0].frame.directed);
        assert!(frames.noun("mesa").is_empty());
    }
}
