//! Treebanks in CoNLL-U.

use std::collections::BTreeMap;
use std::path::Path;

use crate::Error;

/// Sentences a made-up document has where a treebank names none.
const SENTENCES_A_DOCUMENT: usize = 10;

/// Relations of other treebanks that the kind of treebank we follow does not tell apart.
const FOLDED_RELATIONS: [(&str, &str); 10] = [
    ("acl:relcl", "acl"),
    ("aux:pass", "aux"),
    ("flat:name", "flat"),
    ("nsubj:pass", "nsubj"),
    ("csubj:pass", "csubj"),
    ("obl:agent", "obl"),
    ("obl:arg", "obl"),
    ("obl:tmod", "obl"),
    ("compound:prt", "compound"),
    ("cc:preconj", "cc"),
];

/// A word of a tree.
#[derive(Clone, Debug)]
pub struct Word {
    pub form: String,
    pub lemma: String,
    /// Part of speech with the features that our tags keep ("VERB|VerbForm=Inf").
    pub tag: String,
    /// Number of its head from 1, or 0.
    pub head: usize,
    pub relation: String,
    /// Number of the token it belongs to.
    pub token: usize,
}

/// A tree with its text.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    pub document: usize,
    pub text: String,
    pub words: Vec<Word>,
    /// The forms of the tokens.
    pub tokens: Vec<String>,
}

/// Sentences in order.
#[derive(Clone, Debug, Default)]
pub struct Treebank {
    pub sentences: Vec<Sentence>,
    n_documents: usize,
}

impl Treebank {
    /// Reads a CoNLL-U file.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let file = std::fs::read_to_string(path)?;
        Self::parse(&file).map_err(|error| format!("{}: {error}", path.display()).into())
    }

    /// Reads CoNLL-U.
    pub fn parse(file: &str) -> Result<Self, Error> {
        let mut treebank = Self::default();
        let names_documents = file.contains("# newdoc");
        for block in file.split("\n\n").filter(|block| !block.trim().is_empty()) {
            let begins = if names_documents {
                block.lines().any(|line| line.starts_with("# newdoc"))
            } else {
                treebank.sentences.len() % SENTENCES_A_DOCUMENT == 0
            };
            treebank.n_documents += usize::from(begins);
            let sentence = sentence(block).ok_or_else(|| format!("no CoNLL-U: {block}"))?;
            treebank.sentences.push(Sentence {
                document: treebank.n_documents,
                ..sentence
            });
        }
        Ok(treebank)
    }

    /// Adds the sentences of another treebank.
    pub fn append(&mut self, other: Self) {
        let before = self.n_documents;
        self.n_documents += other.n_documents;
        let sentences = other.sentences.into_iter();
        self.sentences.extend(sentences.map(|sentence| Sentence {
            document: sentence.document + before,
            ..sentence
        }));
    }

    /// The sentences outside and inside one part of `n`, by whole documents.
    pub fn split(&self, part: usize, n: usize) -> (Self, Self) {
        let (inside, outside) = self
            .sentences
            .iter()
            .cloned()
            .partition(|sentence| sentence.document % n == part);
        let treebank = |sentences| Self {
            sentences,
            n_documents: self.n_documents,
        };
        (treebank(outside), treebank(inside))
    }

    /// The same with the relations that the treebank we follow has.
    pub fn folded(&self) -> Self {
        let names: BTreeMap<_, _> = FOLDED_RELATIONS.into_iter().collect();
        let mut folded = self.clone();
        let words = folded.sentences.iter_mut().flat_map(|s| &mut s.words);
        for word in words {
            if let Some(name) = names.get(word.relation.as_str()) {
                word.relation = (*name).to_owned();
            }
        }
        folded
    }

    /// The documents, in order, each as its sentences.
    pub fn documents(&self) -> Vec<&[Sentence]> {
        let same = |a: &Sentence, b: &Sentence| a.document == b.document;
        self.sentences.chunk_by(same).collect()
    }
}

fn sentence(block: &str) -> Option<Sentence> {
    let mut sentence = Sentence::default();
    let mut grown_until = 0;
    for line in block.lines() {
        if let Some(text) = line.strip_prefix("# text = ") {
            sentence.text = text.to_owned();
        }
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let &[number, form, lemma, pos, _, features, head, relation, ..] = &columns[..] else {
            return None;
        };
        if let Some((_, last)) = number.split_once('-') {
            grown_until = last.parse().ok()?;
            sentence.tokens.push(form.to_owned());
            continue;
        }
        let Ok(number) = number.parse::<usize>() else {
            continue;
        };
        if number > grown_until {
            sentence.tokens.push(form.to_owned());
        }
        sentence.words.push(Word {
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            tag: tag(pos, features),
            head: head.parse().ok()?,
            relation: relation.to_owned(),
            token: sentence.tokens.len() - 1,
        });
    }
    Some(sentence)
}

/// The part of speech with what matters of its features.
fn tag(pos: &str, features: &str) -> String {
    let feature = |name: &str| {
        let pairs = features.split('|').filter_map(|pair| pair.split_once('='));
        let mut values = pairs
            .filter(|(key, _)| *key == name)
            .map(|(_, value)| value);
        values.next().unwrap_or_default()
    };
    match pos {
        "VERB" | "AUX" => {
            let form = feature("VerbForm");
            let form = if form.is_empty() { "Fin" } else { form };
            format!("{pos}|VerbForm={form}")
        }
        "PRON" => match feature("PronType") {
            kind if kind.contains("Rel") => "PRON|PronType=Int,Rel".to_owned(),
            "Int" => "PRON|PronType=Int".to_owned(),
            "Prs" => "PRON|PronType=Prs".to_owned(),
            _ => pos.to_owned(),
        },
        "DET" if feature("PronType") == "Art" => "DET|PronType=Art".to_owned(),
        _ => pos.to_owned(),
    }
}
