//! Classes of words that are used alike, learned from plain text: the exchange algorithm (Martin, Liermann and Ney 1998)
//! for a class bigram model.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use mapalabra::Span;
use mapalabra::analyze::words::{self, Split};
use mapalabra::text::paragraphs;

use crate::Error;
use crate::corpus::Treebank;

/// How often a word has to occur.
const LEAST: u32 = 3;
/// How many classes there are, fine and coarse.
const FINE: usize = 300;
const COARSE: usize = 60;
/// How often the words are gone through at most.
const ROUNDS: usize = 12;

/// The classes of each word in lower case, fine and coarse, from 1.
#[derive(Default)]
pub struct Clusters(BTreeMap<String, [u16; 2]>);

impl Clusters {
    /// Learns from the text of treebanks and of files of JSON lines.
    pub fn learn(
        own: &Treebank,
        others: &Treebank,
        raw: &[PathBuf],
        split: Split,
    ) -> Result<Self, Error> {
        let mut lines: Vec<Vec<String>> = [own, others]
            .iter()
            .flat_map(|treebank| &treebank.sentences)
            .map(|sentence| sentence.words.iter().map(|word| low(&word.form)).collect())
            .collect();
        for path in raw {
            for line in std::fs::read_to_string(path)?.lines() {
                let value: serde_json::Value = serde_json::from_str(line)?;
                let text = value["text"].as_str().ok_or("a line without a text")?;
                lines.extend(
                    paragraphs(text)
                        .into_iter()
                        .map(|span| words_of(text, span, split)),
                );
            }
        }
        Ok(Self::of_lines(&lines))
    }

    /// The classes of a word in lower case; zeros where it was seen too rarely.
    pub fn of(&self, low: &str) -> [u16; 2] {
        self.0.get(low).copied().unwrap_or_default()
    }

    /// All words that have classes.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    fn of_lines(lines: &[Vec<String>]) -> Self {
        let text = Text::new(lines);
        let [fine, coarse] = [FINE, COARSE].map(|n| Exchange::new(&text, n).run());
        let numbered = text.words.iter().enumerate();
        let classes = numbered.map(|(number, word)| {
            let classes = [&fine, &coarse].map(|of| of[number + FIRST] as u16);
            (word.clone(), classes)
        });
        Self(classes.collect())
    }
}

fn words_of(text: &str, span: Span, split: Split) -> Vec<String> {
    let forms = words::words(text, span, split, |_| false);
    forms.iter().map(|form| low(&form.text)).collect()
}

/// Lower case, with all digits alike.
fn low(form: &str) -> String {
    let low = form.to_lowercase();
    if low.chars().all(char::is_numeric) {
        "0".repeat(low.len())
    } else {
        low
    }
}

/// Numbers of words: the border of a sentence, all rare words, then the others.
const BORDER: usize = 0;
const RARE: usize = 1;
const FIRST: usize = 2;

/// Which words follow which, how often.
struct Text {
    words: Vec<String>,
    counts: Vec<f64>,
    behind: Vec<Vec<(usize, f64)>>,
    before: Vec<Vec<(usize, f64)>>,
}

impl Text {
    fn new(lines: &[Vec<String>]) -> Self {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for word in lines.iter().flatten() {
            *counts.entry(word).or_default() += 1;
        }
        let mut frequent: Vec<(&str, u32)> =
            counts.into_iter().filter(|(_, n)| *n >= LEAST).collect();
        frequent.sort_by(|(a, n), (b, m)| m.cmp(n).then(a.cmp(b)));
        let numbers: HashMap<&str, usize> = (FIRST..)
            .zip(&frequent)
            .map(|(number, (word, _))| (*word, number))
            .collect();
        let n = frequent.len() + FIRST;
        let mut text = Self {
            words: frequent
                .iter()
                .map(|(word, _)| (*word).to_owned())
                .collect(),
            counts: vec![0.0; n],
            behind: vec![Vec::new(); n],
            before: vec![Vec::new(); n],
        };
        let mut pairs: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for line in lines {
            let mut last = BORDER;
            text.counts[BORDER] += 1.0;
            for word in line {
                let number = numbers.get(word.as_str()).copied().unwrap_or(RARE);
                *pairs.entry((last, number)).or_default() += 1.0;
                text.counts[number] += 1.0;
                last = number;
            }
            *pairs.entry((last, BORDER)).or_default() += 1.0;
        }
        for ((a, b), n) in pairs {
            text.behind[a].push((b, n));
            text.before[b].push((a, n));
        }
        text
    }
}

/// Words move to the class where the text becomes most likely, one after another, until few want to.
struct Exchange<'a> {
    text: &'a Text,
    n_classes: usize,
    class: Vec<usize>,
    counts: Vec<f64>,
    pairs: Vec<f64>,
}

/// How often a word has each class before or behind it.
struct Company {
    behind: Vec<(usize, f64)>,
    before: Vec<(usize, f64)>,
    with_itself: f64,
}

impl<'a> Exchange<'a> {
    fn new(text: &'a Text, n: usize) -> Self {
        let n_classes = n + FIRST;
        let class: Vec<usize> = (0..text.counts.len())
            .map(|word| {
                if word < FIRST {
                    word
                } else {
                    FIRST + (word - FIRST) % n
                }
            })
            .collect();
        let mut exchange = Self {
            text,
            n_classes,
            counts: vec![0.0; n_classes],
            pairs: vec![0.0; n_classes * n_classes],
            class,
        };
        for word in 0..text.counts.len() {
            exchange.counts[exchange.class[word]] += text.counts[word];
            for &(next, n) in &text.behind[word] {
                let at = exchange.at(exchange.class[word], exchange.class[next]);
                exchange.pairs[at] += n;
            }
        }
        exchange
    }

    fn run(mut self) -> Vec<usize> {
        for _ in 0..ROUNDS {
            let mut moved = 0;
            for word in FIRST..self.class.len() {
                let old = self.class[word];
                let company = self.company(word);
                self.put(word, &company, old, -1.0);
                let best = self.best(word, &company, old);
                self.put(word, &company, best, 1.0);
                self.class[word] = best;
                moved += usize::from(best != old);
            }
            if moved * 200 < self.class.len() {
                break;
            }
        }
        self.class
    }

    fn at(&self, a: usize, b: usize) -> usize {
        a * self.n_classes + b
    }

    fn company(&self, word: usize) -> Company {
        let mut with_itself = 0.0;
        let mut count = |neighbours: &[(usize, f64)], own: bool| {
            let mut classes: BTreeMap<usize, f64> = BTreeMap::new();
            for &(neighbour, n) in neighbours {
                if neighbour != word {
                    *classes.entry(self.class[neighbour]).or_default() += n;
                } else if own {
                    with_itself += n;
                }
            }
            classes.into_iter().collect()
        };
        Company {
            behind: count(&self.text.behind[word], true),
            before: count(&self.text.before[word], false),
            with_itself,
        }
    }

    fn put(&mut self, word: usize, company: &Company, class: usize, sign: f64) {
        for &(other, n) in &company.behind {
            let at = self.at(class, other);
            self.pairs[at] += sign * n;
        }
        for &(other, n) in &company.before {
            let at = self.at(other, class);
            self.pairs[at] += sign * n;
        }
        let at = self.at(class, class);
        self.pairs[at] += sign * company.with_itself;
        self.counts[class] += sign * self.text.counts[word];
    }

    fn best(&self, word: usize, company: &Company, old: usize) -> usize {
        let mut best = (f64::MIN, old);
        for class in FIRST..self.n_classes {
            let gain = self.gain(word, company, class);
            if gain > best.0 + 1e-9 {
                best = (gain, class);
            }
        }
        best.1
    }

    fn gain(&self, word: usize, company: &Company, class: usize) -> f64 {
        let more = |at: usize, n: f64| entropy(self.pairs[at] + n) - entropy(self.pairs[at]);
        let count = self.counts[class];
        let mut gain = -2.0 * (entropy(count + self.text.counts[word]) - entropy(count));
        let mut inside = company.with_itself;
        for &(other, n) in &company.behind {
            if other == class {
                inside += n;
            } else {
                gain += more(self.at(class, other), n);
            }
        }
        for &(other, n) in &company.before {
            if other == class {
                inside += n;
            } else {
                gain += more(self.at(other, class), n);
            }
        }
        gain + more(self.at(class, class), inside)
    }
}

fn entropy(n: f64) -> f64 {
    if n > 0.0 { n * n.ln() } else { 0.0 }
}
