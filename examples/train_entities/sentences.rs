//! Sentences of our own, filled with names: what newspapers write of people ("López pertenece a una familia …") is written
//! of places too ("Gerona pertenece a …"), only seldom in the corpora that a model may be learned from.

use std::collections::{BTreeSet, HashMap};

use mapalabra::extract::Label;
use mapalabra::gazetteer::{Gazetteer, PlaceKind};
use mapalabra::text::Language;

use crate::corpus::Row;
use crate::draft::Draft;

const SENTENCES: &str = include_str!("sentences.txt");

/// How often each sentence is filled that speaks of places alone, and each that speaks of people. With fewer people surnames
/// that places bear are taken for these; more of both cost more on newspapers than they give.
const TIMES: usize = 4;
const TIMES_OF_PEOPLE: usize = 8;
/// Places from this importance on fill slots.
const TOWN: f32 = 0.22;
const OTHER: f32 = 0.3;
/// Of so many people one is called by the whole name.
const WHOLE: usize = 3;

/// How firms make a name of that of a place.
const FIRMS: [(&str, &str); 12] = [
    ("", " Lines"),
    ("", " Airlines"),
    ("", " Shipping"),
    ("", " Petroleum"),
    ("Banco de ", ""),
    ("Universidad de ", ""),
    ("Transportes ", ""),
    ("Ferrocarriles de ", ""),
    ("Compañía Minera de ", ""),
    ("Electricidad de ", ""),
    ("Conservas ", ""),
    ("Instituto Oceanográfico de ", ""),
];

/// Names by the slot that they fill; of a person the given names and surnames of a corpus.
pub struct Names {
    slots: HashMap<&'static str, Vec<String>>,
    given: Vec<String>,
    surnames: Vec<String>,
    /// Surnames that places bear too, so that only the words around tell.
    shared: Vec<String>,
}

impl Names {
    /// Gathers the names of places of the gazetteer, and of people of the corpora.
    pub fn new<'a>(rows: impl Iterator<Item = &'a Row>, gazetteer: &Gazetteer) -> Self {
        let people = rows.flat_map(people);
        let (given, surnames): (BTreeSet<String>, BTreeSet<String>) = people.unzip();
        let slots = [
            ("town", TOWN, &[PlaceKind::City][..]),
            ("land", OTHER, &[PlaceKind::Country, PlaceKind::Region]),
            ("island", OTHER, &[PlaceKind::Island]),
            ("river", OTHER, &[PlaceKind::River]),
        ];
        // A town that is called like people tells nothing.
        let names = |(slot, least, kinds)| {
            let mut names = places(gazetteer, kinds, least);
            names.retain(|name| !given.contains(name));
            (slot, names)
        };
        Self {
            slots: slots.into_iter().map(names).collect(),
            given: given.into_iter().collect(),
            shared: surnames
                .iter()
                .filter(|name| !gazetteer.find(name).is_empty())
                .cloned()
                .collect(),
            surnames: surnames.into_iter().collect(),
        }
    }

    fn firm(&self, number: usize) -> String {
        let (before, after) = FIRMS[number % FIRMS.len()];
        let places = self.slots.get("town").map_or(&[][..], Vec::as_slice);
        format!("{before}{}{after}", pick(places, number))
    }

    fn person(&self, number: usize) -> String {
        if number.is_multiple_of(WHOLE) {
            let surname = pick(&self.surnames, number);
            format!("{} {surname}", pick(&self.given, number / WHOLE))
        } else {
            pick(&self.shared, number).to_owned()
        }
    }
}

/// First and last word of the people of a row that are named with both.
fn people(row: &Row) -> impl Iterator<Item = (String, String)> {
    let is_word = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().skip(1).all(char::is_lowercase)
            && word.chars().nth(2).is_some()
    };
    let marks = row.spans.iter().filter(|mark| mark.label == Label::Per);
    marks.filter_map(move |mark| {
        let name: String = row.text.chars().take(mark.end).skip(mark.start).collect();
        let (first, rest) = name.split_once(' ')?;
        let last = rest.split(' ').next_back()?;
        (is_word(&first) && is_word(&last)).then(|| (first.to_owned(), last.to_owned()))
    })
}

fn places(gazetteer: &Gazetteer, kinds: &[PlaceKind], least: f32) -> Vec<String> {
    let places = gazetteer.places().map(|place| gazetteer.place(place));
    places
        .filter(|place| kinds.contains(&place.kind()) && place.importance() >= least)
        .map(|place| place.name(Language::Es).to_owned())
        .filter(|name| name.starts_with(char::is_uppercase))
        .collect()
}

/// One of many, by a number that says nothing of their order.
fn pick(names: &[String], number: usize) -> &str {
    let mixed = (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    names
        .get(mixed as usize % names.len().max(1))
        .map_or("", String::as_str)
}

/// The sentences, each filled several times.
pub fn filled(names: &Names) -> Vec<Row> {
    let is_sentence = |line: &&str| !line.starts_with('#') && !line.is_empty();
    let times = |sentence: &str| match sentence.contains("{person}") {
        true => TIMES_OF_PEOPLE,
        false => TIMES,
    };
    let sentences: Vec<&str> = SENTENCES.lines().filter(is_sentence).collect();
    let rounds = 0..TIMES.max(TIMES_OF_PEOPLE);
    let asked = rounds.flat_map(|round| {
        let due = sentences.iter().filter(move |line| round < times(line));
        due.copied()
    });
    let mut number = 0;
    asked
        .map(|sentence| fill(sentence, names, &mut number))
        .collect()
}

/// A sentence with names in its slots, counted in `number`.
fn fill(sentence: &str, names: &Names, number: &mut usize) -> Row {
    let mut draft = Draft::default();
    let mut parts = sentence.split(['{', '}']);
    while let Some(plain) = parts.next() {
        draft.write(plain);
        let Some(slot) = parts.next() else { break };
        *number += 1;
        match names.slots.get(slot) {
            Some(places) => draft.name(pick(places, *number), Label::Loc),
            None if slot == "firm" => draft.name(&names.firm(*number), Label::Org),
            None => draft.name(&names.person(*number), Label::Per),
        };
    }
    draft.finish()
}
