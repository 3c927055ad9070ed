//! A language that nobody speaks, unlike Spanish in every way that counts: its verb comes last, endings say who does what
//! to whom, and what stands behind a noun grows onto it. What learns Spanish learns it too.

use std::borrow::Cow;
use std::fmt::Write as _;

use mapalabra::analyze::Grammar;

use crate::clusters::Clusters;
use crate::corpus::Treebank;
use crate::learn::{self, Least};
use crate::measure;

const NOUNS: [&str; 10] = [
    "balo", "kimi", "tavu", "sero", "modu", "pilo", "renki", "guso", "hatu", "velmi",
];
const VERBS: [&str; 6] = ["dor", "fal", "nim", "sak", "lup", "gin"];
const ADJECTIVES: [&str; 5] = ["ro", "mal", "jin", "tur", "bek"];

/// "tavuna": "na", at, has grown onto "tavu".
fn split(form: &str, _: &dyn Fn(&str) -> bool) -> Option<Vec<Cow<'static, str>>> {
    let noun = form.to_lowercase().strip_suffix("na")?.to_owned();
    let is_noun = NOUNS.contains(&noun.as_str());
    is_noun.then(|| vec![Cow::Owned(noun), Cow::Borrowed("na")])
}

/// Numbers that look like chance and are always the same.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        (self.0 >> 33) as usize % n
    }
}

/// A sentence as CoNLL-U has it: maybe a place, who does it, to whom, the verb, a full stop.
fn sentence(dice: &mut Dice) -> String {
    let verb = VERBS[dice.throw(VERBS.len())];
    let mut rows: Vec<(String, &str, &str, &str)> = Vec::new();
    let mut tokens: Vec<(usize, String)> = Vec::new();
    for (relation, ending) in [("obl", ""), ("nsubj", "ka"), ("obj", "mo")] {
        if dice.throw(3) == 0 {
            continue;
        }
        if dice.throw(2) == 0 {
            let adjective = ADJECTIVES[dice.throw(ADJECTIVES.len())];
            rows.push((format!("{adjective}shi"), adjective, "ADJ", "amod"));
            tokens.push((1, format!("{adjective}shi")));
        }
        let noun = NOUNS[dice.throw(NOUNS.len())];
        rows.push((format!("{noun}{ending}"), noun, "NOUN", relation));
        if relation == "obl" {
            rows.push(("na".to_owned(), "na", "ADP", "case"));
            tokens.push((2, format!("{noun}na")));
        } else {
            tokens.push((1, format!("{noun}{ending}")));
        }
    }
    rows.push((format!("{verb}ti"), verb, "VERB", "root"));
    rows.push((".".to_owned(), ".", "PUNCT", "punct"));
    tokens.push((1, format!("{verb}ti.")));
    rows[0].0 = capitalised(&rows[0].0);
    tokens[0].1 = capitalised(&tokens[0].1);
    written(&rows, &tokens)
}

fn capitalised(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

fn written(rows: &[(String, &str, &str, &str)], tokens: &[(usize, String)]) -> String {
    let text: Vec<&str> = tokens.iter().map(|(_, token)| token.as_str()).collect();
    let mut lines = format!("# text = {}\n", text.join(" "));
    let root = rows.len() - 1;
    let mut words = tokens
        .iter()
        .flat_map(|(n, token)| (0..*n).map(move |part| (part, *n, token)));
    for (at, (form, lemma, pos, relation)) in rows.iter().enumerate() {
        let number = at + 1;
        if let Some((0, 2, token)) = words.next() {
            let _ = writeln!(
                lines,
                "{number}-{}\t{token}\t_\t_\t_\t_\t_\t_\t_\t_",
                number + 1
            );
        }
        let head = match *relation {
            "root" => 0,
            "amod" => number + 1,
            "case" => number - 1,
            _ => root,
        };
        let _ = writeln!(
            lines,
            "{number}\t{form}\t{lemma}\t{pos}\t_\t_\t{head}\t{relation}\t_\t_"
        );
    }
    lines
}

fn treebank(seed: u64, n: usize) -> Treebank {
    let mut dice = Dice(seed);
    let sentences: Vec<String> = (0..n).map(|_| sentence(&mut dice)).collect();
    Treebank::parse(&sentences.join("\n")).expect("what was written can be read")
}

#[test]
fn a_language_unlike_spanish_is_learned_by_the_same_code() {
    let (own, nothing) = (treebank(1, 200), Treebank::default());
    let clusters = Clusters::learn(&own, &nothing, &[], split).expect("no file is read");
    // So regular a language is learned from few mistakes, and all its weights are small.
    let all = Least {
        step: 0.0,
        other: 0.0,
    };
    let bytes = Grammar::store(&learn::learn(&own, &nothing, &clusters, all));
    let grammar = Grammar::open(bytes, split).expect("a model that was just made");
    let score = measure::measure(&grammar, &treebank(2, 100));
    assert!(score.f1().iter().all(|f1| *f1 > 97.0), "{score}");
}
