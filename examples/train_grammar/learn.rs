//! From treebanks to a model: a dictionary, then tags, lemmas and trees, each learned on what the stage before it says of
//! sentences that it has not seen.

use std::collections::{BTreeMap, BTreeSet};

use mapalabra::Span;
use mapalabra::analyze::parser::{self, Atoms, State, Step};
use mapalabra::analyze::words::{Form, whole};
use mapalabra::analyze::{self, Grammar, Known, Learned, Script, tagger};

use crate::clusters::Clusters;
use crate::corpus::{Sentence, Treebank};
use crate::oracle::cost;
use crate::perceptron::{Chance, Perceptron, Source, best, best_of};

/// How often each stage goes through its examples.
const TAGGER_ROUNDS: usize = 8;
const LEMMA_ROUNDS: usize = 10;
const PARSER_ROUNDS: usize = 12;
/// Parts of the treebanks that are tagged by a tagger that has not seen them.
const PARTS: usize = 4;
/// How often the parser follows its own mistakes from the second round on.
const WANDERING: f32 = 0.9;
/// How often a way to make a lemma has to occur in the dictionary before it is guessed.
const SCRIPT_MIN: usize = 2;
/// What a sentence of another treebank says of lemmas, against one of our own.
const OTHER_LEMMA: f32 = 0.2;

/// Weights smaller than these are not kept.
#[derive(Clone, Copy, Debug)]
pub struct Least {
    /// Of the parser's steps.
    pub step: f32,
    /// Of tags, lemmas and relations.
    pub other: f32,
}

/// What keeps the model of a hundred thousand words small, and costs a tenth of a point.
pub const SMALL: Least = Least {
    step: 2.0,
    other: 1.0,
};

/// Learns a model that follows `own` and uses what `others` have in common with it.
pub fn learn(own: &Treebank, others: &Treebank, clusters: &Clusters, least: Least) -> Learned {
    let others = others.folded();
    let examples: Vec<Example<'_>> = [(own, Source::Own), (&others, Source::Other)]
        .into_iter()
        .flat_map(|(treebank, source)| treebank.sentences.iter().map(move |s| (s, source)))
        .map(|(sentence, source)| Example { sentence, source })
        .collect();
    let mut learned = Learned {
        tags: names(&examples, |word| &word.tag),
        relations: names(&examples, |word| &word.relation),
        ..Learned::default()
    };
    add_dictionary(&mut learned, &examples, clusters);
    add_lemmas(&mut learned, &examples, least);
    let tags = unseen_tags(&learned, &examples, clusters, least);
    learned.tag_weights = learn_tags(&learned, &examples, clusters, least);
    let grammar = open(&learned);
    let trees: Vec<Tree> = examples
        .iter()
        .zip(&tags)
        .map(|(example, tags)| Tree::new(&grammar, &learned, example, tags))
        .collect();
    let (steps, labels) = learn_trees(&trees, learned.relations.len());
    learned.step_weights = steps.rows(least.step);
    learned.label_weights = labels.rows(least.other);
    learned
}

#[derive(Clone, Copy)]
struct Example<'a> {
    sentence: &'a Sentence,
    source: Source,
}

/// The model for what it knows of words; it takes none apart.
fn open(learned: &Learned) -> Grammar {
    Grammar::open(Grammar::store(learned), whole).expect("a model that was just made")
}

fn names(examples: &[Example<'_>], of: impl Fn(&crate::corpus::Word) -> &str) -> Vec<String> {
    let words = examples.iter().flat_map(|example| &example.sentence.words);
    let names: BTreeSet<&str> = words.map(of).collect();
    names.into_iter().map(str::to_owned).collect()
}

fn number(names: &[String], name: &str) -> usize {
    names
        .binary_search_by(|other| other.as_str().cmp(name))
        .expect("a name of the treebanks")
}

/// How often each word in lower case bears each tag.
type Counts = BTreeMap<String, Vec<u32>>;

fn counts(examples: &[Example<'_>], tags: &[String]) -> Counts {
    let mut counts = Counts::new();
    for word in examples.iter().flat_map(|example| &example.sentence.words) {
        let of_word = counts
            .entry(word.form.to_lowercase())
            .or_insert_with(|| vec![0; tags.len()]);
        of_word[number(tags, &word.tag)] += 1;
    }
    counts
}

/// The tags that a word bears at least once in twenty times, as bits; `without` is one that is not counted.
fn bits(counts: Option<&Vec<u32>>, without: Option<usize>) -> u32 {
    let Some(counts) = counts else {
        return 0;
    };
    let total = counts.iter().sum::<u32>() - u32::from(without.is_some());
    let of = |tag: usize| counts[tag] - u32::from(without == Some(tag));
    let common = (0..counts.len()).filter(|&tag| of(tag) > 0 && of(tag) * 20 >= total);
    common.fold(0, |bits, tag| bits | 1 << tag)
}

fn add_dictionary(learned: &mut Learned, examples: &[Example<'_>], clusters: &Clusters) {
    let counts = counts(examples, &learned.tags);
    let infinitives: BTreeSet<String> = examples
        .iter()
        .flat_map(|example| &example.sentence.words)
        .filter(|word| word.tag.starts_with("VERB") || word.tag.starts_with("AUX"))
        .map(|word| word.lemma.to_lowercase())
        .collect();
    let mut words: BTreeSet<&str> = counts.keys().map(String::as_str).collect();
    words.extend(clusters.words());
    words.extend(infinitives.iter().map(String::as_str));
    let entry = |word: &str| {
        let tags = bits(counts.get(word), None);
        Known::new(tags, clusters.of(word), infinitives.contains(word))
    };
    learned.lexicon = words
        .into_iter()
        .map(|word| (word.to_owned(), entry(word)))
        .collect();
}

fn add_lemmas(learned: &mut Learned, examples: &[Example<'_>], least: Least) {
    let dictionary = lemmas(learned, examples);
    let mut frequency: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for ((low, _), lemma) in &dictionary {
        let script = Script::between(low, lemma);
        *frequency
            .entry((script.off, script.on.to_owned()))
            .or_default() += 1;
    }
    let (guessed, rare): (Vec<_>, Vec<_>) =
        frequency.into_iter().partition(|(_, n)| *n >= SCRIPT_MIN);
    learned.n_guessed = guessed.len();
    learned.scripts = guessed
        .into_iter()
        .chain(rare)
        .map(|(script, _)| script)
        .collect();
    let numbers: BTreeMap<(usize, &str), usize> = (learned.scripts.iter().enumerate())
        .map(|(number, (off, on))| ((*off, on.as_str()), number))
        .collect();
    let with_script = |((low, tag), lemma): (&(String, u8), &String)| {
        let script = Script::between(low, lemma);
        (low.clone(), *tag, numbers[&(script.off, script.on)])
    };
    let mut examples: Vec<(String, u8, usize)> = dictionary.iter().map(with_script).collect();
    learned.lemmas = examples
        .iter()
        .map(|(low, tag, script)| (analyze::lemma_key(low, *tag), *script as u16))
        .collect();
    examples.retain(|(_, _, script)| *script < learned.n_guessed);
    learned.lemma_weights = learn_lemmas(&mut examples, learned.n_guessed).rows(least.other);
}

/// The lemma that each word with each tag has most often. Proper names have none.
fn lemmas(learned: &Learned, examples: &[Example<'_>]) -> BTreeMap<(String, u8), String> {
    let mut counts: BTreeMap<(String, u8), BTreeMap<String, f32>> = BTreeMap::new();
    for example in examples {
        let weight = match example.source {
            Source::Own => 1.0,
            Source::Other => OTHER_LEMMA,
        };
        for word in example
            .sentence
            .words
            .iter()
            .filter(|word| word.tag != "PROPN")
        {
            let key = (
                word.form.to_lowercase(),
                number(&learned.tags, &word.tag) as u8,
            );
            let lemmas = counts.entry(key).or_default();
            *lemmas.entry(word.lemma.to_lowercase()).or_default() += weight;
        }
    }
    let most = |lemmas: BTreeMap<String, f32>| {
        let most = lemmas.into_iter().max_by(|(_, n), (_, m)| n.total_cmp(m));
        most.map(|(lemma, _)| lemma).unwrap_or_default()
    };
    counts
        .into_iter()
        .map(|(key, lemmas)| (key, most(lemmas)))
        .collect()
}

fn learn_lemmas(examples: &mut [(String, u8, usize)], n_scripts: usize) -> Perceptron {
    let mut model = Perceptron::new(n_scripts);
    let mut chance = Chance::new(5);
    let mut features = Vec::new();
    let mut scores = vec![0.0; n_scripts];
    for _ in 0..LEMMA_ROUNDS {
        chance.shuffle(examples);
        for (low, tag, script) in examples.iter() {
            analyze::lemma_features(low, *tag, &mut features);
            model.score(&features, Source::Own, &mut scores);
            let wrong = best_of(&scores, |other| other != *script);
            model.learn(&features, Source::Own, &scores, *script, wrong);
        }
    }
    model
}

/// The tags that a tagger which has not seen it gives to each sentence.
fn unseen_tags(
    learned: &Learned,
    examples: &[Example<'_>],
    clusters: &Clusters,
    least: Least,
) -> Vec<Vec<u8>> {
    let mut tags = vec![Vec::new(); examples.len()];
    for part in 0..PARTS {
        let inside = |example: &Example<'_>| example.sentence.document % PARTS == part;
        let seen: Vec<Example<'_>> = examples.iter().copied().filter(|e| !inside(e)).collect();
        let mut without = Learned {
            tags: learned.tags.clone(),
            ..Learned::default()
        };
        add_dictionary(&mut without, &seen, clusters);
        without.tag_weights = learn_tags(&without, &seen, clusters, least);
        let grammar = open(&without);
        for (example, tags) in examples.iter().zip(&mut tags) {
            if inside(example) {
                *tags = tagger::tag(&grammar, &forms(example.sentence));
            }
        }
    }
    tags
}

fn forms(sentence: &Sentence) -> Vec<Form<'_>> {
    let form = |word: &crate::corpus::Word| Form::new(word.form.clone().into(), Span::new(0, 0), 1);
    sentence.words.iter().map(form).collect()
}

fn learn_tags(
    learned: &Learned,
    examples: &[Example<'_>],
    clusters: &Clusters,
    least: Least,
) -> analyze::Rows {
    let counts = counts(examples, &learned.tags);
    let facts = |example: &Example<'_>| {
        let words = example.sentence.words.iter().enumerate();
        let facts = words.map(|(at, word)| {
            let low = word.form.to_lowercase();
            let tag = number(&learned.tags, &word.tag);
            let known = Known::new(0, clusters.of(&low), false);
            // As if this occurrence had never been seen.
            let tags = bits(counts.get(&low), Some(tag));
            (
                tagger::Facts::new(&word.form, &low, at == 0, known, tags),
                tag,
            )
        });
        let (facts, tags): (Vec<_>, Vec<_>) = facts.unzip();
        (facts, tags, example.source)
    };
    let mut data: Vec<_> = examples.iter().map(facts).collect();
    let mut model = Perceptron::new(learned.tags.len());
    let mut chance = Chance::new(42);
    let mut features = Vec::new();
    let mut scores = vec![0.0; learned.tags.len()];
    for _ in 0..TAGGER_ROUNDS {
        chance.shuffle(&mut data);
        for (facts, tags, source) in &data {
            let mut before = [tagger::START; 2];
            for (at, &tag) in tags.iter().enumerate() {
                tagger::features(facts, at, before, &mut features);
                model.score(&features, *source, &mut scores);
                let wrong = best_of(&scores, |other| other != tag);
                model.learn(&features, *source, &scores, tag, wrong);
                before = [best(&scores) as u64, before[0]];
            }
        }
    }
    model.rows(least.other)
}

/// A tree to learn from; number 0 is the root.
struct Tree {
    atoms: Vec<Atoms>,
    heads: Vec<u32>,
    relations: Vec<usize>,
    source: Source,
}

impl Tree {
    fn new(grammar: &Grammar, learned: &Learned, example: &Example<'_>, tags: &[u8]) -> Self {
        let words = &example.sentence.words;
        let forms = forms(example.sentence);
        let lemmas = grammar.lemmas(&forms, tags);
        let relation = |word: &crate::corpus::Word| number(&learned.relations, &word.relation);
        Self {
            atoms: grammar.atoms(&forms, tags, &lemmas),
            heads: std::iter::once(u32::MAX)
                .chain(words.iter().map(|word| word.head as u32))
                .collect(),
            relations: std::iter::once(0)
                .chain(words.iter().map(relation))
                .collect(),
            source: example.source,
        }
    }
}

fn learn_trees(trees: &[Tree], n_relations: usize) -> (Perceptron, Perceptron) {
    let mut steps = Perceptron::new(Step::ALL.len());
    let mut labels = Perceptron::new(n_relations);
    let mut chance = Chance::new(7);
    let mut order: Vec<usize> = (0..trees.len()).collect();
    for round in 0..PARSER_ROUNDS {
        chance.shuffle(&mut order);
        for &tree in &order {
            let wandering = if round > 0 { WANDERING } else { 0.0 };
            learn_tree(
                &trees[tree],
                &mut steps,
                &mut labels,
                wandering,
                &mut chance,
            );
        }
    }
    (steps, labels)
}

fn learn_tree(
    tree: &Tree,
    steps: &mut Perceptron,
    labels: &mut Perceptron,
    wandering: f32,
    chance: &mut Chance,
) {
    let mut state = State::new(&tree.atoms);
    let mut features = Vec::new();
    let mut scores = [0.0; 3];
    while !state.is_done() {
        parser::step_features(&state, &tree.atoms, &mut features);
        steps.score(&features, tree.source, &mut scores);
        let costs = Step::ALL.map(|step| {
            let possible = state.allows(step);
            possible.then(|| cost(&state, step, &tree.heads))
        });
        let least = costs.iter().flatten().min().copied();
        let right = best_of(&scores, |step| costs[step] == least).unwrap_or_default();
        let wrong = best_of(&scores, |step| {
            costs[step].is_some() && costs[step] != least
        });
        steps.learn(&features, tree.source, &scores, right, wrong);
        let taken = best_of(&scores, |step| costs[step].is_some()).unwrap_or_default();
        let follow = taken == right || chance.share() < wandering;
        let step = Step::ALL[if follow { taken } else { right }];
        let relation = match state.arc_of(step) {
            Some((head, word)) => learn_label(tree, labels, &state, head, word),
            None => 0,
        };
        state.apply(step, relation);
    }
}

/// Learns the relation of an arc, if it belongs to the tree, and says which one the model sees.
fn learn_label(tree: &Tree, labels: &mut Perceptron, state: &State, head: u32, word: u32) -> u8 {
    let mut features = Vec::new();
    let right = tree.relations[word as usize];
    let n = labels.n_classes();
    let mut scores = vec![0.0; n];
    parser::label_features(state, &tree.atoms, head, word, &mut features);
    labels.score(&features, tree.source, &mut scores);
    if tree.heads[word as usize] == head {
        let wrong = best_of(&scores, |other| other != right);
        labels.learn(&features, tree.source, &scores, right, wrong);
    }
    best(&scores) as u8
}
