//! The model of a language: one compiled file, read in place.

use super::error::ModelError;
use super::hash::of_text;
use super::parser::Step;
use super::table::{self, Table};
use super::weights::{self, Dense, Sparse};
use super::words::Split;
use crate::asset::{self, AssetBytes, Container, Section};

const VERSION: u32 = 2;

/// How many sections the file has.
const N_SECTIONS: usize = 11;

const CONTAINER: Container<N_SECTIONS> = Container {
    magic: b"MPLGRAMM",
    version: VERSION,
};

/// How many tags a model may have: with their fingerprint, half a line of the cache.
const TAGS_MAX: usize = 30;

/// How many steps the parser chooses from.
const STEPS: usize = Step::ALL.len();

/// The bit of [`Known`] that says that a word is an infinitive.
const INFINITIVE: u32 = 1 << 31;

/// The sections of the file.
#[derive(Clone, Copy)]
enum Part {
    Tags,
    Relations,
    Scripts,
    Lexicon,
    Lemmas,
    TagWeights,
    LemmaIndex,
    LemmaRows,
    Steps,
    LabelIndex,
    LabelRows,
}

/// What the model knows of a word beforehand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The tags that it bears, as bits, and whether it is an infinitive.
    bits: u32,
    /// Number of the class of words that it is used like; 0 for none.
    pub cluster: u16,
    /// The same among few classes.
    pub coarse: u16,
}

impl Known {
    /// What is known of a word: tags as bits, its classes, and whether it is the infinitive of a verb.
    pub fn new(tags: u32, [cluster, coarse]: [u16; 2], is_infinitive: bool) -> Self {
        let bits = tags & !INFINITIVE | if is_infinitive { INFINITIVE } else { 0 };
        Self {
            bits,
            cluster,
            coarse,
        }
    }

    /// The tags that the word bears, as bits.
    pub fn tags(self) -> u32 {
        self.bits & !INFINITIVE
    }

    /// Whether the word is the infinitive of a verb.
    pub fn is_infinitive(self) -> bool {
        self.bits & INFINITIVE != 0
    }

    fn to_bytes(self) -> [u8; 8] {
        let mut bytes = [0; 8];
        bytes[..4].copy_from_slice(&self.bits.to_le_bytes());
        bytes[4..6].copy_from_slice(&self.cluster.to_le_bytes());
        bytes[6..].copy_from_slice(&self.coarse.to_le_bytes());
        bytes
    }

    fn from_bytes([a, b, c, d, e, f, g, h]: [u8; 8]) -> Self {
        Self {
            bits: u32::from_le_bytes([a, b, c, d]),
            cluster: u16::from_le_bytes([e, f]),
            coarse: u16::from_le_bytes([g, h]),
        }
    }
}

/// How a lemma is made of a word: letters off the end, others on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Script<'a> {
    /// How many letters go.
    pub off: usize,
    /// What comes instead.
    pub on: &'a str,
}

impl<'a> Script<'a> {
    /// The way from a word to a lemma, both in lower case.
    pub fn between(low: &str, lemma: &'a str) -> Self {
        let same = low.chars().zip(lemma.chars()).take_while(|(a, b)| a == b);
        let same = same.count();
        let from = lemma
            .char_indices()
            .nth(same)
            .map_or(lemma.len(), |(at, _)| at);
        Self {
            off: low.chars().count() - same,
            on: &lemma[from..],
        }
    }

    /// The lemma, unless the word is shorter than what would go.
    pub fn apply(self, low: &str) -> Option<String> {
        let stem = match self.off {
            0 => low,
            off => &low[..low.char_indices().rev().nth(off - 1)?.0],
        };
        Some(format!("{stem}{}", self.on))
    }
}

/// What a trainer has learned, for [`Grammar::store`].
#[derive(Clone, Debug, Default)]
pub struct Learned {
    /// Names of the tags, at most 30: part of speech and features ("VERB|VerbForm=Inf").
    pub tags: Vec<String>,
    /// Names of the relations, at most 255.
    pub relations: Vec<String>,
    /// Ways to make lemmas, as letters off and letters on; the first `n_guessed` may be guessed.
    pub scripts: Vec<(usize, String)>,
    /// How many of them may be guessed for unknown words, at most 255.
    pub n_guessed: usize,
    /// Words in lower case with what is known of them.
    pub lexicon: Vec<(String, Known)>,
    /// Keys of words with tags, and the number of the script of their lemma.
    pub lemmas: Vec<(u64, u16)>,
    /// Weights of the tagger, a class a tag.
    pub tag_weights: Rows,
    /// Weights of the lemmatiser, a class a script that may be guessed.
    pub lemma_weights: Rows,
    /// Weights of the parser's steps: shift, left, right.
    pub step_weights: Rows,
    /// Weights of the relations.
    pub label_weights: Rows,
}

/// Features in order, each with a weight a class.
pub type Rows = Vec<(u64, Vec<f32>)>;

/// The model of a language.
#[derive(Debug)]
pub struct Grammar {
    sections: [Section; N_SECTIONS],
    tags: Vec<String>,
    relations: Vec<String>,
    scripts: Vec<(usize, String)>,
    n_guessed: usize,
    split: Split,
}

impl Grammar {
    /// Opens a model of a language, given how it takes words apart. Bytes of a file are checked thoroughly, bytes of the program are trusted.
    ///
    /// # Errors
    /// When the bytes are no model, of another version, or damaged.
    pub fn open(bytes: impl Into<AssetBytes>, split: Split) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        let sections = CONTAINER.open(&bytes)?;
        if let AssetBytes::Shared(shared) = &bytes {
            asset::verify(shared)?;
        }
        let lines = |part: Part| -> Option<Vec<String>> {
            let text = str::from_utf8(sections[part as usize].as_ref()).ok()?;
            Some(text.lines().map(str::to_owned).collect())
        };
        let scripts = lines(Part::Scripts).ok_or(ModelError::Damaged)?;
        let (n_guessed, scripts) = scripts.split_first().ok_or(ModelError::Damaged)?;
        let scripts = scripts.iter().map(|line| {
            let (off, on) = line.split_once(' ')?;
            Some((off.parse().ok()?, on.to_owned()))
        });
        Ok(Self {
            tags: lines(Part::Tags).ok_or(ModelError::Damaged)?,
            relations: lines(Part::Relations).ok_or(ModelError::Damaged)?,
            scripts: scripts.collect::<Option<_>>().ok_or(ModelError::Damaged)?,
            n_guessed: n_guessed.parse().or(Err(ModelError::Damaged))?,
            sections,
            split,
        })
    }

    /// How the language takes words apart.
    pub fn split(&self) -> Split {
        self.split
    }

    /// Makes the file of a model.
    pub fn store(learned: &Learned) -> Vec<u8> {
        let scripts = learned.scripts.iter();
        let scripts = scripts.map(|(off, on)| format!("{off} {on}"));
        let scripts: Vec<String> = std::iter::once(learned.n_guessed.to_string())
            .chain(scripts)
            .collect();
        let lexicon = learned.lexicon.iter();
        let lexicon: Vec<_> = lexicon
            .map(|(word, known)| (of_text(word), known.to_bytes()))
            .collect();
        let lemmas = learned.lemmas.iter();
        let lemmas: Vec<_> = lemmas
            .map(|(key, script)| (*key, script.to_le_bytes()))
            .collect();
        let [lemma_index, lemma_rows] = weights::store_sparse(&learned.lemma_weights);
        let [label_index, label_rows] = weights::store_sparse(&learned.label_weights);
        CONTAINER.write(&[
            learned.tags.join("\n").into_bytes(),
            learned.relations.join("\n").into_bytes(),
            scripts.join("\n").into_bytes(),
            table::lay_out(&lexicon),
            table::lay_out(&lemmas),
            weights::store_dense::<TAGS_MAX>(&learned.tag_weights),
            lemma_index,
            lemma_rows,
            weights::store_dense::<STEPS>(&learned.step_weights),
            label_index,
            label_rows,
        ])
    }

    /// What is known of a word in lower case.
    pub fn known(&self, low: &str) -> Known {
        let lexicon = Table::new(self.part(Part::Lexicon));
        let found = lexicon.get(of_text(low));
        found.map_or(Known::default(), |bytes| Known::from_bytes(*bytes))
    }

    /// How many tags there are.
    pub fn n_tags(&self) -> usize {
        self.tags.len()
    }

    /// How many relations there are.
    pub fn n_relations(&self) -> usize {
        self.relations.len()
    }

    /// The name of a tag.
    pub fn tag_name(&self, tag: u8) -> &str {
        self.tags.get(usize::from(tag)).map_or("X", String::as_str)
    }

    /// The name of a relation.
    pub fn relation_name(&self, relation: u8) -> &str {
        let name = self.relations.get(usize::from(relation));
        name.map_or("dep", String::as_str)
    }

    /// The number of a relation.
    pub(super) fn relation(&self, name: &str) -> Option<u8> {
        let found = self.relations.iter().position(|relation| relation == name);
        found.map(|number| number as u8)
    }

    pub(super) fn script(&self, number: usize) -> Option<Script<'_>> {
        let (off, on) = self.scripts.get(number)?;
        Some(Script { off: *off, on })
    }

    pub(super) fn n_guessed_scripts(&self) -> usize {
        self.n_guessed.min(self.scripts.len())
    }

    /// How the dictionary makes the lemma with this key.
    pub(super) fn lemma_script(&self, key: u64) -> Option<Script<'_>> {
        let number = Table::new(self.part(Part::Lemmas)).get(key)?;
        self.script(usize::from(u16::from_le_bytes(*number)))
    }

    pub(super) fn tag_weights(&self) -> Dense<'_, TAGS_MAX> {
        Dense::new(self.part(Part::TagWeights))
    }

    pub(super) fn lemma_weights(&self) -> Sparse<'_> {
        Sparse::new(self.part(Part::LemmaIndex), self.part(Part::LemmaRows))
    }

    pub(super) fn step_weights(&self) -> Dense<'_, STEPS> {
        Dense::new(self.part(Part::Steps))
    }

    pub(super) fn label_weights(&self) -> Sparse<'_> {
        Sparse::new(self.part(Part::LabelIndex), self.part(Part::LabelRows))
    }

    fn part(&self, part: Part) -> &[u8] {
        self.sections[part as usize].as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::words::whole;

    #[test]
    fn scripts_lead_from_words_to_lemmas() {
        for (word, lemma) in [
            ("comicios", "comicio"),
            ("fue", "ser"),
            ("él", "él"),
            ("ñus", "ñu"),
        ] {
            let script = Script::between(word, lemma);
            assert_eq!(script.apply(word).as_deref(), Some(lemma));
        }
        assert_eq!(Script { off: 3, on: "ar" }.apply("ve"), None);
        assert_eq!(Script { off: 2, on: "" }.apply("ve").as_deref(), Some(""));
    }

    #[test]
    fn what_is_known_of_a_word_reads_back() {
        let known = Known::new(0b101, [300, 7], true);
        assert_eq!(Known::from_bytes(known.to_bytes()), known);
        assert_eq!((known.tags(), known.is_infinitive()), (0b101, true));
    }

    #[test]
    fn a_damaged_model_is_refused() {
        let open = |bytes: Vec<u8>| Grammar::open(bytes, whole).map(|_| ()).unwrap_err();
        let sound = Grammar::store(&Learned::default());
        assert!(Grammar::open(sound.clone(), whole).is_ok());
        assert_eq!(open(b"hello".to_vec()), ModelError::Foreign);
        let mut newer = sound.clone();
        newer[8] = 9;
        assert_eq!(open(newer), ModelError::Version { found: 9 });
        let mut flipped = sound.clone();
        let last = flipped.len() - 1;
        flipped[last] ^= 1;
        assert_eq!(open(flipped), ModelError::Damaged);
        let mut short = sound;
        short.pop();
        assert_eq!(open(short), ModelError::Damaged);
    }
}
