//! The grammar of a sentence, asked where the chunks around a verb leave an end open: which phrases hang on the verb,
//! however far from it they stand.
//!
//! > **España y Venecia**, unidas por una alianza que bendijo el papa, combatieron contra **Estambul**

use crate::analyze::Grammar;
use crate::extract::lexicon::{Frame, Predicate, Slot};
use crate::extract::reading::Sentence;
use crate::text::Article;

use super::chunk::{Anchor, Chunk, Phrase};
use super::clause::Reach;
use super::node::Node;
use super::statement::{Ends, Reader, Statement, ends};

/// A tree over the nodes of a sentence.
pub struct Tree {
    /// The node that each one hangs on, and how; `None` for the root and for what the grammar does not see.
    arcs: Vec<Option<(usize, &'static str)>>,
}

impl Tree {
    /// Parses a sentence.
    pub fn of(
        grammar: &'static Grammar,
        article: &Article,
        sentence: &Sentence,
        nodes: &[Node],
    ) -> Self {
        let analysis = grammar.analyse(article.text(), sentence.span);
        let node_of: Vec<Option<usize>> = analysis
            .words
            .iter()
            .map(|word| node_at(nodes, sentence.token_at(word.span.start as usize)))
            .collect();
        let mut arcs = vec![None; nodes.len()];
        for (word, &node) in analysis.words.iter().zip(&node_of) {
            let head = word.head.and_then(|head| node_of[head as usize]);
            if let (Some(node), Some(head)) = (node, head)
                && node != head
                && arcs[node].is_none()
            {
                arcs[node] = Some((head, word.relation));
            }
        }
        Self { arcs }
    }

    /// The node outside of the phrase that it hangs on, and how.
    fn governor(&self, phrase: &Phrase) -> Option<(usize, &'static str)> {
        let mut node = phrase.head?;
        for _ in phrase.first..phrase.end {
            let (head, relation) = self.arcs[node]?;
            if !(phrase.first..phrase.end).contains(&head) {
                return Some((head, relation));
            }
            node = head;
        }
        None
    }
}

/// The node that holds a token.
fn node_at(nodes: &[Node], token: usize) -> Option<usize> {
    let node = nodes.partition_point(|node| node.end <= token);
    nodes
        .get(node)
        .is_some_and(|found| found.first <= token)
        .then_some(node)
}

/// A phrase that hangs on a verb.
struct Argument<'a> {
    phrase: &'a Phrase,
    relation: &'static str,
}

impl Reader<'_> {
    /// The ends of a predicate among what hangs on the verb at `at`.
    pub fn tree_ends(&self, at: usize, predicate: &Predicate) -> Option<Ends> {
        let group = self.clauses.chunks[at].verb()?;
        if self.is_no_event(at, predicate) {
            return None;
        }
        let arguments = self.arguments(at)?;
        let mut reach = Reach::Clause;
        let mut fill = |slot: &Slot| match slot {
            Slot::Subject if group.passive => self.with_preposition(&arguments, "por"),
            Slot::Object if !group.passive => objects(self, &arguments),
            Slot::Subject | Slot::Object => {
                let own = subjects(&arguments);
                if own.is_empty() {
                    self.note(self.clauses.subject(at), &mut reach)
                } else {
                    own
                }
            }
            Slot::Preposition(name) => self.with_preposition(&arguments, name),
            Slot::Demonym => Vec::new(),
        };
        let ends = ends(&predicate.frame, &mut fill)?;
        let denied_list = ends.is_list && self.clauses.has_negative_subject(at);
        (!denied_list).then_some(Ends { reach, ..ends })
    }

    /// Whether phrases around the verb at `at` that stand for places could fill both sides of a frame, and one of them is
    /// in no statement yet: only then is it worth the time to parse.
    pub fn may_be_filled(&self, at: usize, frame: &Frame, statements: &[Statement]) -> bool {
        let placed = self.placed_around(at);
        let is_known = |anchor: &Anchor| {
            let ends = |known: &Statement| [known.source.place, known.target.place];
            statements
                .iter()
                .any(|known| ends(known).contains(&anchor.place))
        };
        placed.len() > 1
            && placed
                .iter()
                .any(|(_, anchors)| !anchors.iter().all(is_known))
            && self.fill_both_sides(at, frame, &placed)
    }

    /// The phrases of the clauses around a verb that stand for places.
    fn placed_around(&self, at: usize) -> Vec<(&Phrase, Vec<Anchor>)> {
        let (before, after) = self.clauses.chunks.split_at(at);
        let in_clause = |chunk: &&Chunk| !matches!(chunk, Chunk::Stop);
        let phrases = before.iter().rev().take_while(in_clause);
        let phrases = phrases.chain(after.iter().take_while(in_clause));
        let phrases = phrases.filter_map(Chunk::phrase);
        phrases
            .map(|phrase| (phrase, phrase.anchors_or_of()))
            .filter(|(_, anchors)| !anchors.is_empty())
            .collect()
    }

    /// Whether two phrases fit the two sides of a frame, or one that lists several places fits both, or the subject that
    /// the clause takes from elsewhere.
    fn fill_both_sides(&self, at: usize, frame: &Frame, placed: &[(&Phrase, Vec<Anchor>)]) -> bool {
        let passive = self.clauses.chunks[at]
            .verb()
            .is_some_and(|group| group.passive);
        let fits = |slot: &Slot, phrase: &Phrase| match slot {
            Slot::Preposition(name) => self.has_preposition(phrase, name),
            Slot::Demonym => false,
            Slot::Subject if passive => self.has_preposition(phrase, "por"),
            Slot::Object if !passive => {
                phrase.preposition.is_none() || self.has_preposition(phrase, "a")
            }
            Slot::Subject | Slot::Object => phrase.preposition.is_none(),
        };
        let fitting = |slots: &[Slot]| -> Vec<usize> {
            let fits = |n: &usize| slots.iter().any(|slot| fits(slot, placed[*n].0));
            (0..placed.len()).filter(fits).collect()
        };
        let (sources, targets) = (fitting(&frame.source), fitting(&frame.target));
        let is_mutual = !frame.directed || matches!(frame.source[..], [Slot::Object]);
        let lists = || sources.iter().any(|&n| placed[n].1.len() > 1);
        let apart = || sources.iter().any(|n| targets.iter().any(|m| m != n));
        let subject = if passive { Slot::Object } else { Slot::Subject };
        let from_elsewhere = || {
            let wanted = frame.source.contains(&subject) && !targets.is_empty()
                || frame.target.contains(&subject) && !sources.is_empty();
            let found = self.clauses.subject(at).filter(|_| wanted);
            found.is_some_and(|subject| !subject.anchors.is_empty())
        };
        apart() || is_mutual && lists() || from_elsewhere()
    }

    /// The phrases that hang on the verb at `at`.
    fn arguments(&self, at: usize) -> Option<Vec<Argument<'_>>> {
        let group = self.clauses.chunks[at].verb()?;
        let tree = self.tree()?;
        let phrases = self.clauses.chunks.iter().filter_map(Chunk::phrase);
        let found = phrases.filter_map(|phrase| {
            let (head, relation) = tree.governor(phrase)?;
            (group.first..group.end)
                .contains(&head)
                .then_some(Argument { phrase, relation })
        });
        Some(found.collect())
    }

    fn with_preposition(&self, arguments: &[Argument<'_>], name: &str) -> Vec<Anchor> {
        let phrases = arguments.iter().map(|argument| argument.phrase);
        phrases
            .filter(|phrase| self.has_preposition(phrase, name))
            .map(Phrase::anchors_or_of)
            .find(|anchors| !anchors.is_empty())
            .unwrap_or_default()
    }
}

fn subjects(arguments: &[Argument<'_>]) -> Vec<Anchor> {
    let bare = arguments.iter().filter(|argument| {
        argument.phrase.preposition.is_none() && argument.relation.starts_with("nsubj")
    });
    bare.map(|argument| argument.phrase.anchors_or_of())
        .find(|anchors| !anchors.is_empty())
        .unwrap_or_default()
}

fn objects(reader: &Reader<'_>, arguments: &[Argument<'_>]) -> Vec<Anchor> {
    let is_object = |argument: &&Argument<'_>| {
        let bare = argument.phrase.preposition.is_none();
        bare && argument.relation == "obj" || reader.has_preposition(argument.phrase, "a")
    };
    let found = arguments.iter().filter(is_object);
    found
        .map(|argument| argument.phrase.anchors_or_of())
        .find(|anchors| !anchors.is_empty())
        .unwrap_or_default()
}
