//! How much of a treebank the program finds from raw text, as the CoNLL shared tasks count it: words that it cuts the
//! same way, and among all words those with the right tag, lemma, head and relation.

use std::fmt;

use mapalabra::Span;
use mapalabra::analyze::{Analysis, Grammar};
use mapalabra::text::{paragraphs, sentences};

use crate::corpus::{Sentence, Treebank};

const ABBREVIATIONS: &str = include_str!("../../assets/lexicon/es/abbreviations.tsv");

/// Words by what is right of them.
#[derive(Clone, Debug, Default)]
pub struct Score {
    gold: usize,
    found: usize,
    words: usize,
    tags: usize,
    lemmas: usize,
    heads: usize,
    relations: usize,
}

impl Score {
    pub fn add(&mut self, other: &Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.words += other.words;
        self.tags += other.tags;
        self.lemmas += other.lemmas;
        self.heads += other.heads;
        self.relations += other.relations;
    }

    /// F1 of words, parts of speech, lemmas, heads, and heads with their relations, in per cent.
    pub fn f1(&self) -> [f64; 5] {
        [
            self.words,
            self.tags,
            self.lemmas,
            self.heads,
            self.relations,
        ]
        .map(|n| 200.0 * n as f64 / (self.gold + self.found).max(1) as f64)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [words, tags, lemmas, heads, relations] = self.f1();
        write!(
            f,
            "words {words:.2} UPOS {tags:.2} lemmas {lemmas:.2} UAS {heads:.2} LAS {relations:.2} of {}",
            self.gold
        )
    }
}

/// A word of either side, with places as counted in letters of the document without its spaces.
struct Word<'a> {
    place: (usize, usize, usize),
    lemma: &'a str,
    part_of_speech: &'a str,
    head: Option<(usize, usize, usize)>,
    relation: &'a str,
}

/// Measures a model on the documents of a treebank.
pub fn measure(grammar: &Grammar, treebank: &Treebank) -> Score {
    let mut total = Score::default();
    for document in treebank.documents() {
        total.add(&score(grammar, document));
    }
    total
}

fn score(grammar: &Grammar, document: &[Sentence]) -> Score {
    let texts: Vec<&str> = document.iter().map(|s| s.text.as_str()).collect();
    let text = texts.join(" ");
    let analyses: Vec<Analysis<'_>> = split(&text)
        .into_iter()
        .map(|span| grammar.analyse(&text, span))
        .collect();
    let letters = Letters::new(&text);
    let found: Vec<Word<'_>> = analyses.iter().flat_map(|a| found(a, &letters)).collect();
    let mut start = 0;
    let gold: Vec<Word<'_>> = document.iter().flat_map(|s| gold(s, &mut start)).collect();
    let mut score = Score {
        gold: gold.len(),
        found: found.len(),
        ..Score::default()
    };
    let mut rest = found.iter().peekable();
    for word in &gold {
        while rest.next_if(|other| other.place < word.place).is_some() {}
        if let Some(other) = rest.next_if(|other| other.place == word.place) {
            let head = word.head == other.head;
            score.words += 1;
            score.tags += usize::from(word.part_of_speech == other.part_of_speech);
            score.lemmas += usize::from(word.lemma == other.lemma);
            score.heads += usize::from(head);
            score.relations += usize::from(head && word.relation == other.relation);
        }
    }
    score
}

fn split(text: &str) -> Vec<Span> {
    let known = |word: &str| {
        let low = word.to_lowercase();
        ABBREVIATIONS
            .lines()
            .any(|line| line.trim_end_matches('.') == low)
    };
    paragraphs(text)
        .into_iter()
        .flat_map(|paragraph| sentences(text, paragraph, known))
        .collect()
}

/// How many letters stand before each byte.
struct Letters(Vec<usize>);

impl Letters {
    fn new(text: &str) -> Self {
        let mut before = vec![0; text.len() + 1];
        let mut n = 0;
        for (at, c) in text.char_indices() {
            before[at] = n;
            n += usize::from(!c.is_whitespace());
        }
        before[text.len()] = n;
        Self(before)
    }

    fn place(&self, span: Span, part: usize) -> (usize, usize, usize) {
        let start = self.0[span.start as usize];
        let end = self.0[span.end as usize];
        (start, end, part)
    }
}

fn found<'a>(analysis: &'a Analysis<'a>, letters: &Letters) -> Vec<Word<'a>> {
    let words = &analysis.words;
    let mut part = 0;
    let places: Vec<_> = words
        .iter()
        .enumerate()
        .map(|(number, word)| {
            let goes_on = number > 0 && words[number - 1].span == word.span;
            part = if goes_on { part + 1 } else { 0 };
            letters.place(word.span, part)
        })
        .collect();
    words
        .iter()
        .zip(&places)
        .map(|(word, place)| Word {
            place: *place,
            lemma: &word.lemma,
            part_of_speech: word.part_of_speech(),
            head: word.head.map(|head| places[head as usize]),
            relation: word.relation,
        })
        .collect()
}

fn gold<'a>(sentence: &'a Sentence, start: &mut usize) -> Vec<Word<'a>> {
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let mut spans = Vec::new();
    for token in &sentence.tokens {
        let end = *start + letters(token);
        spans.push((*start, end));
        *start = end;
    }
    let mut part = 0;
    let mut last = usize::MAX;
    let places: Vec<_> = sentence
        .words
        .iter()
        .map(|word| {
            part = if word.token == last { part + 1 } else { 0 };
            last = word.token;
            let (start, end) = spans[word.token];
            (start, end, part)
        })
        .collect();
    sentence
        .words
        .iter()
        .zip(&places)
        .map(|(word, place)| Word {
            place: *place,
            lemma: &word.lemma,
            part_of_speech: word.tag.split('|').next().unwrap_or_default(),
            head: word.head.checked_sub(1).map(|head| places[head]),
            relation: &word.relation,
        })
        .collect()
}
