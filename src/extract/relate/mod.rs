//! Relations: what the text says happens between places.
//!
//! Each sentence becomes nodes, the nodes chunks (noun phrases, verb groups), and the predicates of the lexicon are
//! asked for their ends, slot by slot. Nothing is related because it stands near.
//!
//! > **Bolivia**, un país sin costa, es desde hace años el mayor proveedor de gas de **Brasil**
//! > Bolivia -trade-> Brasil, "mayor proveedor de gas"

mod actor;
mod apposition;
mod chunk;
mod chunker;
mod clause;
mod group;
mod node;
mod noun;
mod polarity;
mod reason;
mod route;
mod slot;
mod statement;
mod subject;
#[cfg(test)]
mod tests;
mod tree;
mod way;

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::analyze;
use crate::text::{Article, Language, Span};

use super::extraction::{Mention, Relation};
use super::known::KnownPlaces;
use super::lexicon::Lexicon;
use super::reading::Sentence;
use super::topic::Topic;
use super::watch::Stretch;
use super::{Label, RelationKind};
use chunk::{Anchor, Chunk};
use clause::{Clauses, Reach};
use node::{Kind, Node};
use route::Route;
use statement::{Reader, Statement};

/// A mention as the sentence sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Index into the mentions of the extraction.
    pub number: usize,
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// What it stands for.
    pub label: Label,
    /// Index into the places of the extraction.
    pub place: Option<usize>,
}

/// Reads the relations of an article. `mentions` are in order; `places` are those
/// that they mean.
pub fn relations(
    article: &Article,
    sentences: &[Sentence],
    mentions: &[Mention],
    language: Language,
    places: KnownPlaces<'_>,
    stretch: Stretch<'_>,
) -> Vec<Relation> {
    let Some(lexicon) = Lexicon::of(language) else {
        return Vec::new();
    };
    let grammar = analyze::grammar(language);
    let mut gathered = Gathered::default();
    let mut carried: Vec<Anchor> = Vec::new();
    let mut pair: Vec<Anchor> = Vec::new();
    let mut topic = Topic::default();
    let mut helped = None;
    let mut routes = [Route::default(), Route::default()];
    for (number, sentence) in sentences.iter().enumerate() {
        if !stretch.goes_on(number, sentences.len()) {
            break;
        }
        let named = in_sentence(sentence, mentions);
        let opens = mentions.partition_point(|mention| mention.span.start < sentence.span.start);
        topic.read_to(opens, mentions, places);
        let nodes = node::nodes(lexicon, sentence, &named);
        let chunks = chunker::chunks(lexicon, sentence, &nodes, &named);
        let clauses = Clauses {
            lexicon,
            chunks: &chunks,
            carried: &carried,
            pair: &pair,
            geography: places,
            topic: topical(&topic, &carried, mentions, places),
        };
        let next = subject_to_carry(&clauses);
        let reader = Reader {
            clauses,
            nodes: &nodes,
            sentence,
            article,
            grammar: grammar.filter(|_| is_worth_parsing(sentence, &named)),
            parsed: OnceCell::new(),
            helped,
        };
        let (mut statements, moves) = reader.statements();
        let legs = moves
            .iter()
            .flat_map(|step| routes[usize::from(step.by_writer)].follow(step, number));
        statements.extend(legs);
        // "México no atacó Rusia, Rusia no": nobody does it to themselves.
        statements.retain(|statement| statement.source.place != statement.target.place);
        for statement in &statements {
            gathered.add(relate(article, &reader, statement, language));
        }
        helped = statements
            .iter()
            .rfind(|last| last.kind == RelationKind::Support)
            .map(|last| last.target);
        let two = pair_in(&statements, &reader.clauses);
        carried = next.unwrap_or_default();
        pair = two.or_else(|| duo(&topic, mentions)).unwrap_or(pair);
    }
    gathered.in_order()
}

/// Longest sentence that is parsed, in tokens: trees of longer ones are wrong too often to be worth their time.
const PARSED_MAX: usize = 35;

/// Whether a tree may add something: two places have to be named for it to join them.
fn is_worth_parsing(sentence: &Sentence, named: &[Named]) -> bool {
    let mut places = named.iter().filter_map(|named| named.place);
    let first = places.next();
    sentence.tokens.len() <= PARSED_MAX && places.any(|place| Some(place) != first)
}

/// The mentions of a sentence with their tokens.
fn in_sentence(sentence: &Sentence, mentions: &[Mention]) -> Vec<Named> {
    let from = mentions.partition_point(|mention| mention.span.start < sentence.span.start);
    mentions[from..]
        .iter()
        .take_while(|mention| mention.span.start < sentence.span.end)
        .enumerate()
        .map(|(n, mention)| Named {
            number: from + n,
            first: sentence.token_at(mention.span.start as usize),
            end: sentence
                .token_at(mention.span.end as usize)
                .max(sentence.token_at(mention.span.start as usize) + 1),
            label: mention.label,
            place: mention.place,
        })
        .collect()
}

/// The country that the article is about, when it outweighs that of the carried subject.
fn topical(
    topic: &Topic,
    carried: &[Anchor],
    mentions: &[Mention],
    places: KnownPlaces<'_>,
) -> Option<Anchor> {
    let near = carried
        .first()
        .and_then(|anchor| places.entry(anchor.place).country());
    let mention = topic.mention_over(near)?;
    Some(Anchor {
        place: mentions[mention].place?,
        mention,
        node: usize::MAX,
    })
}

/// The two countries that the article is about.
fn duo(topic: &Topic, mentions: &[Mention]) -> Option<Vec<Anchor>> {
    let anchor = |mention: usize| {
        Some(Anchor {
            place: mentions[mention].place?,
            mention,
            node: usize::MAX,
        })
    };
    topic.duo()?.map(anchor).into_iter().collect()
}

/// The two that "ambos países" means after a sentence: those that it joins, else the two countries of which it says
/// something, else the only two that it names.
fn pair_in(statements: &[Statement], clauses: &Clauses<'_>) -> Option<Vec<Anchor>> {
    let are_states = |statement: &&Statement| {
        let travels = matches!(
            statement.kind,
            RelationKind::Movement | RelationKind::Location
        );
        !travels
            && [statement.source, statement.target]
                .iter()
                .all(|anchor| clauses.geography.is_state(anchor.place))
    };
    let joined = statements.iter().rfind(|last| !last.directed);
    joined
        .or_else(|| statements.iter().rfind(are_states))
        .map(|last| vec![last.source, last.target])
        .or_else(|| Some(clauses.states(clauses.chunks.len())).filter(|states| states.len() == 2))
}

/// The subject that the next sentence takes when it has none: that of the first verb with one.
fn subject_to_carry(clauses: &Clauses<'_>) -> Option<Vec<Anchor>> {
    let finite = |at: &usize| {
        clauses.chunks[*at]
            .verb()
            .is_some_and(|group| group.tense.is_finite())
    };
    let first = (0..clauses.chunks.len()).find(finite)?;
    clauses.subject(first).map(|subject| subject.anchors)
}

/// The relation of a statement, with its evidence, label and confidence.
fn relate(
    article: &Article,
    reader: &Reader<'_>,
    statement: &Statement,
    language: Language,
) -> Relation {
    let trigger = span_of(reader, statement.trigger.0, statement.trigger.1);
    let evidence = evidence(reader, statement, trigger);
    let reach_cost = match statement.reach {
        Reach::Clause => 0.0,
        Reach::Sentence => 0.1,
        Reach::Article => 0.25,
    };
    Relation {
        source: statement.source.place,
        target: statement.target.place,
        kind: statement.kind,
        label: label(article, reader, statement),
        directed: statement.directed,
        negated: statement.polarity.negated,
        hypothetical: statement.polarity.unreal,
        when: None,
        evidence: vec![evidence],
        trigger,
        source_mention: Some(statement.source.mention),
        target_mention: Some(statement.target.mention),
        attributed_to: reason::attributed_to(article, reader, statement),
        reason: Some(reason::reason(statement, article.slice(trigger), language)),
        confidence: statement.strength - reach_cost,
    }
}

fn span_of(reader: &Reader<'_>, first: usize, end: usize) -> Span {
    let tokens = &reader.sentence.tokens;
    let last = reader.nodes[end - 1].end - 1;
    tokens[reader.nodes[first].first]
        .span
        .cover(tokens[last].span)
}

/// The smallest stretch of the sentence that holds the trigger, what governs it, and both ends; an end that was taken
/// over from another clause stays outside.
fn evidence(reader: &Reader<'_>, statement: &Statement, trigger: Span) -> Span {
    let mut span = trigger;
    if let Some(Chunk::Verb(group)) = statement
        .polarity
        .governor
        .map(|governor| &reader.clauses.chunks[governor])
    {
        span = span.cover(span_of(reader, group.first, group.end));
    }
    for anchor in [statement.source, statement.target] {
        if !reader
            .nodes
            .get(anchor.node)
            .is_some_and(|node| names(node, anchor))
        {
            continue;
        }
        let first = phrase_start(reader, anchor.node);
        span = span.cover(span_of(reader, first, anchor.node + 1));
    }
    span
}

/// A demonym alone is no evidence: "**el primer ministro** griego".
fn phrase_start(reader: &Reader<'_>, node: usize) -> usize {
    if !matches!(reader.nodes[node].kind, Kind::Demonym(_)) {
        return node;
    }
    let is_inside = |before: &usize| {
        matches!(
            reader.nodes[*before].kind,
            Kind::Word | Kind::Determiner | Kind::Number
        )
    };
    (0..node).rev().take_while(is_inside).last().unwrap_or(node)
}

/// Whether this node is the anchor's own: a carried subject stands in another sentence.
fn names(node: &Node, anchor: Anchor) -> bool {
    matches!(node.kind, Kind::Entity(mention) | Kind::Demonym(mention) if mention == anchor.mention)
}

/// Longest label, in characters.
const LABEL_MAX: usize = 48;

/// A short label in the text's own words: the governor, the trigger and, after a bare verb, its object.
fn label(article: &Article, reader: &Reader<'_>, statement: &Statement) -> String {
    let (mut first, mut end) = statement.trigger;
    if let Some(Chunk::Verb(group)) = statement
        .polarity
        .governor
        .map(|governor| &reader.clauses.chunks[governor])
        && group.first < first
        && first - group.end <= 2
    {
        first = group.first;
    }
    let is_noun = matches!(reader.nodes[end - 1].kind, Kind::Word);
    let ends = [statement.source.node, statement.target.node];
    // "proveedor de energía", "transportar petróleo": one noun more, if it is no end of the relation.
    let mut more = end;
    if is_noun
        && matches!(reader.nodes.get(more).map(|node| node.kind), Some(Kind::Preposition(number)) if reader.clauses.lexicon.preposition(number) == "de")
    {
        more += 1;
    }
    let determiners = reader.nodes[more.min(reader.nodes.len())..]
        .iter()
        .take_while(|node| matches!(node.kind, Kind::Determiner | Kind::Number))
        .count();
    let object = more + determiners;
    let is_word = reader
        .nodes
        .get(object)
        .is_some_and(|node| matches!(node.kind, Kind::Word));
    if is_word && !ends.contains(&object) && (more > end || !is_noun) {
        end = object + 1;
    }
    let text = article.slice(span_of(reader, first, end));
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() > LABEL_MAX {
        words = words
            .chars()
            .take(LABEL_MAX - 1)
            .collect::<String>()
            .trim_end()
            .to_owned()
            + "…";
    }
    words
}

/// The relations so far, with what they say as the key, so that the same statement twice is one relation.
#[derive(Default)]
struct Gathered {
    relations: Vec<Relation>,
    known: HashMap<(usize, usize, RelationKind, bool, bool), usize>,
}

impl Gathered {
    /// Adds a relation, or its evidence to the one that already says the same.
    fn add(&mut self, new: Relation) {
        let (mut source, mut target) = (new.source, new.target);
        if !new.directed && target < source {
            std::mem::swap(&mut source, &mut target);
        }
        let key = (source, target, new.kind, new.directed, new.negated);
        match self
            .known
            .get(&key)
            .and_then(|&at| self.relations.get_mut(at))
        {
            Some(known) => {
                // Statements come in order of position: only the latest can be the same one.
                let again = known
                    .evidence
                    .iter()
                    .rev()
                    .take(8)
                    .any(|span| span.overlaps(new.evidence[0]));
                if !again {
                    known.evidence.extend(new.evidence);
                }
                known.confidence = known.confidence.max(new.confidence);
                known.hypothetical &= new.hypothetical;
            }
            None => {
                self.known.insert(key, self.relations.len());
                self.relations.push(new);
            }
        }
    }

    /// The relations in order of their first evidence.
    fn in_order(self) -> Vec<Relation> {
        let mut relations = self.relations;
        for relation in &mut relations {
            relation.evidence.sort();
        }
        relations.sort_by_key(|relation| (relation.evidence[0].start, relation.evidence[0].end));
        relations
    }
}
