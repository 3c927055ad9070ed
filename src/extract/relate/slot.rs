//! The slots of a verb: the places that stand where its frame looks for them.

use crate::extract::RelationKind;
use crate::extract::lexicon::{Slot, Tense};

use super::chunk::{Anchor, Chunk, Phrase, Relative};
use super::clause::{Reach, Subject};
use super::statement::Reader;

impl Reader<'_> {
    pub fn fill_verb_slot(&self, at: usize, slot: &Slot, reach: &mut Reach) -> Vec<Anchor> {
        self.fill_slot(at, slot, reach, None)
    }

    /// The places in a slot of the verb at `at`; `noun` is the node of the noun that the predicate asks for.
    pub fn fill_slot(
        &self,
        at: usize,
        slot: &Slot,
        reach: &mut Reach,
        noun: Option<usize>,
    ) -> Vec<Anchor> {
        let passive = self.clauses.chunks[at]
            .verb()
            .is_some_and(|group| group.passive);
        match slot {
            Slot::Subject if passive => self.after_preposition(at, "por", None),
            Slot::Object if passive => self.note(self.clauses.subject(at), reach),
            Slot::Subject => self.note(self.clauses.subject(at), reach),
            Slot::Object => self.object_places(at),
            Slot::Preposition(name) if self.is_antecedent_with(at, name) => self
                .clauses
                .antecedent(at)
                .map(|antecedent| antecedent.anchors())
                .unwrap_or_default(),
            Slot::Preposition(name) => {
                let mut found = self.after_preposition(at, name, noun);
                if found.is_empty() {
                    found = self.before_or_inside(at, name, noun);
                }
                if found.is_empty() && name == "de" && noun.is_none() && !passive {
                    found = self.embedded_origin(at);
                }
                found
            }
            Slot::Demonym => Vec::new(),
        }
    }

    /// "Perú, **al que** apoyaba", "Lima, **donde** compran": the antecedent stands for what follows that preposition.
    fn is_antecedent_with(&self, at: usize, name: &str) -> bool {
        self.clauses.antecedent(at).is_some_and(|antecedent| {
            let own = antecedent
                .preposition
                .map(|number| self.clauses.lexicon.preposition(number));
            let where_to = antecedent.kind == Relative::Where && matches!(name, "en" | "a");
            own == Some(name) || own.is_none() && where_to
        })
    }

    pub fn note(&self, subject: Option<Subject>, reach: &mut Reach) -> Vec<Anchor> {
        let Some(subject) = subject else {
            return Vec::new();
        };
        *reach = (*reach).max(subject.reach);
        subject.anchors
    }

    pub fn object_places(&self, at: usize) -> Vec<Anchor> {
        if let Some(object) = self.clauses.object(at) {
            if self.is_event(object) {
                // "condenó el ataque (de B) contra A": the victim is not condemned, who attacks is.
                let attackers = object.of();
                let others = self.clauses.following(at);
                let named = others.iter().any(|phrase| {
                    self.has_preposition(phrase, "contra") && !phrase.anchors_or_of().is_empty()
                });
                return match object.demonym {
                    Some(demonym) => vec![demonym],
                    None if named => attackers,
                    None => Vec::new(),
                };
            }
            let own = self.clauses.anchors(object);
            if !own.is_empty() {
                return own;
            }
        }
        let to = self.after_preposition(at, "a", None);
        if !to.is_empty() {
            return to;
        }
        let to = self
            .clauses
            .antecedent(at)
            .filter(|antecedent| {
                antecedent.object().is_some()
                    || antecedent
                        .preposition
                        .is_some_and(|number| self.clauses.lexicon.preposition(number) == "a")
            })
            .map(|antecedent| antecedent.anchors());
        to.unwrap_or_default()
    }

    /// "huyeron **en barca de Dili** a Kupang": what stands with "de" inside another argument, right before the goal.
    fn embedded_origin(&self, at: usize) -> Vec<Anchor> {
        let chunks = self.clauses.chunks[at + 1..].iter();
        let all: Vec<&Phrase> = chunks
            .take_while(|chunk| matches!(chunk, Chunk::Phrase(_) | Chunk::Conjunction))
            .filter_map(Chunk::phrase)
            .collect();
        all.windows(2)
            .find(|pair| {
                let name = pair[1]
                    .preposition
                    .map_or("", |number| self.clauses.lexicon.preposition(number));
                self.clauses.lexicon.polarity(name, "goal")
                    && !pair[1].anchors_or_of().is_empty()
                    && (!pair[0].transparent || self.is_carried(pair[0]))
                    && pair[0].named.is_empty()
                    && pair[0].demonym.is_none()
                    && (pair[0].preposition != pair[1].preposition || self.is_carried(pair[0]))
            })
            .map(|pair| pair[0].of())
            .or_else(|| self.origin_of_antecedent(at))
            .unwrap_or_default()
    }

    /// "a los viajeros": people who are taken along.
    fn is_carried(&self, phrase: &Phrase) -> bool {
        let word = phrase
            .head
            .map(|head| self.sentence.low(self.nodes[head].first));
        word.is_some_and(|word| self.clauses.lexicon.polarity(word, "carried"))
    }

    /// "llevó **a los viajeros de Ammán** a Jerash": who is moved is no goal, when one follows.
    fn is_taken_along(&self, at: usize, phrase: &Phrase) -> bool {
        let goals = self.clauses.following(at);
        let last = goals.last();
        self.is_carried(phrase)
            && last.is_some_and(|last| {
                !std::ptr::eq(*last, phrase) && last.preposition == phrase.preposition
            })
    }

    /// "el obelisco **de Axum**, que los italianos se llevaron a Roma".
    fn origin_of_antecedent(&self, at: usize) -> Option<Vec<Anchor>> {
        let antecedent = self.clauses.antecedent(at)?.object()?;
        let own = self.clauses.subject_phrase(at)?;
        let is_thing = !antecedent.transparent && antecedent.named.is_empty();
        (is_thing && !std::ptr::eq(own, antecedent)).then(|| antecedent.of())
    }

    /// "el ataque contra A fue condenado": what the verb in the passive says is said of an attack or a quarrel.
    pub fn is_about_event(&self, at: usize) -> bool {
        let passive = self.clauses.chunks[at]
            .verb()
            .is_some_and(|group| group.passive);
        let subject = self.clauses.subject_phrase(at);
        passive && subject.is_some_and(|phrase| self.is_event(phrase))
    }

    /// Whether the phrase is about an attack or a quarrel.
    pub fn is_event(&self, phrase: &Phrase) -> bool {
        let entries = phrase.head.map(|head| {
            let word = self.sentence.low(self.nodes[head].first);
            self.clauses.lexicon.frames.noun(word)
        });
        phrase.named.is_empty()
            && entries.is_some_and(|entries| {
                entries.iter().any(|entry| {
                    matches!(
                        entry.kind,
                        RelationKind::Conflict | RelationKind::Opposition
                    )
                })
            })
    }

    /// What follows with a preposition, and with the same one again right after ("a su homólogo y a la delegación").
    /// The phrase that holds `noun` is no slot of its own ("retiró **a sus soldados** de Goma"), but what follows it is.
    fn after_preposition(&self, at: usize, name: &str, noun: Option<usize>) -> Vec<Anchor> {
        let holds_noun = |phrase: &&Phrase| {
            let within = |noun| (phrase.first..phrase.end).contains(&noun);
            phrase.named.is_empty() && noun.is_some_and(within)
        };
        let found: Vec<Anchor> = self
            .first_leg(at)
            .into_iter()
            .filter(|phrase| !holds_noun(phrase) && !self.is_taken_along(at, phrase))
            .skip_while(|phrase| {
                !self.has_preposition(phrase, name) || self.clauses.anchors(phrase).is_empty()
            })
            .filter(|phrase| !self.is_direction(phrase))
            .take_while(|phrase| self.has_preposition(phrase, name))
            .flat_map(|phrase| self.clauses.anchors(phrase))
            .collect();
        if found.is_empty() {
            let home = self.home(at, name);
            return home.unwrap_or_else(|| self.of_infinitive(at, name));
        }
        found
    }

    /// "los camboyanos regresaron de Tailandia **a su país**": the place of who acts.
    fn home(&self, at: usize, name: &str) -> Option<Vec<Anchor>> {
        let is_home = |phrase: &&&Phrase| {
            let head = phrase
                .head
                .map(|head| self.sentence.low(self.nodes[head].first));
            phrase.possessive
                && self.has_preposition(phrase, name)
                && head.is_some_and(|head| self.clauses.lexicon.polarity(head, "home"))
        };
        self.clauses.following(at).iter().find(is_home)?;
        Some(self.clauses.subject(at)?.anchors)
    }

    /// "amenazó **con** confiscar los camiones lituanos": on whom what follows with an infinitive falls.
    fn of_infinitive(&self, at: usize, name: &str) -> Vec<Anchor> {
        let chunks = self.clauses.chunks;
        let links = matches!(chunks.get(at + 1), Some(Chunk::Link(number)) if name == "con" && self.clauses.lexicon.preposition(*number) == name);
        let infinitive = matches!(chunks.get(at + 2), Some(Chunk::Verb(group)) if group.tense == Tense::Infinitive);
        if links && infinitive {
            self.object_places(at + 2)
        } else {
            Vec::new()
        }
    }

    /// "limita al norte con A y **al sur** con B": a side without a place.
    fn is_direction(&self, phrase: &Phrase) -> bool {
        phrase.anchors_or_of().is_empty() && phrase.transparent && phrase.end == phrase.first + 2
    }

    /// The arguments after the verb up to where a second leg begins ("de A a B | y de B a C").
    pub fn first_leg(&self, at: usize) -> Vec<&Phrase> {
        let mut n_origins = 0;
        let mut has_goal = false;
        let mut phrases = self.clauses.following(at);
        let end = phrases.iter().position(|phrase| {
            let name = phrase
                .preposition
                .map_or("", |number| self.clauses.lexicon.preposition(number));
            let is_origin =
                self.clauses.lexicon.polarity(name, "origin") && !phrase.anchors().is_empty();
            n_origins += usize::from(is_origin);
            let begins = n_origins > 1 || is_origin && name == "de" && has_goal;
            has_goal |= self.clauses.lexicon.polarity(name, "goal") && !phrase.anchors().is_empty();
            begins
        });
        phrases.truncate(end.unwrap_or(phrases.len()));
        phrases
    }

    /// Whether an argument of the verb with one of these prepositions names a place that nobody knows.
    pub fn is_lost(&self, at: usize, slots: &[Slot]) -> bool {
        let phrases = self
            .clauses
            .following(at)
            .into_iter()
            .chain(self.clauses.preceding(at));
        phrases.filter(|phrase| phrase.is_unplaced || phrase.complements.iter().any(|inner| inner.is_unplaced)).any(|phrase| {
            slots.iter().any(|slot| matches!(slot, Slot::Preposition(name) if self.has_preposition(phrase, name)))
        })
    }

    /// "**Desde Odesa** llevan trigo"; "compran gas **de Rusia**".
    fn before_or_inside(&self, at: usize, name: &str, noun: Option<usize>) -> Vec<Anchor> {
        if name == "de" {
            let passive = self.clauses.chunks[at]
                .verb()
                .is_some_and(|group| group.passive);
            let holder = noun.and_then(|noun| {
                let mut phrases = self.clauses.chunks.iter().filter_map(Chunk::phrase);
                phrases.find(|phrase| (phrase.first..phrase.end).contains(&noun))
            });
            if passive && holder.is_none() {
                // "la lana **de Punta Arenas** fue comprada".
                let patient = self.clauses.phrase_left_of(at);
                return patient.map(Phrase::of).unwrap_or_default();
            }
            let object = holder.or_else(|| {
                self.clauses
                    .object(at)
                    .filter(|object| noun.is_some() || !object.transparent)
            });
            let inside: Vec<Anchor> = object
                .map(|object| {
                    object
                        .demonym
                        .map_or_else(|| object.of(), |demonym| vec![demonym])
                })
                .unwrap_or_default();
            if !inside.is_empty() {
                return inside;
            }
        }
        self.before(at, name)
    }

    /// What stands with a preposition before the verb ("**De Guam** siguieron a Cebú").
    fn before(&self, at: usize, name: &str) -> Vec<Anchor> {
        let group = self.clauses.chunks[at].verb();
        if group.is_some_and(|group| self.clauses.lexicon.polarity(group.lemma, "say")) {
            // "«No abasteceremos a Jamaica», **lamentó**": what was said is no argument.
            return Vec::new();
        }
        let outermost = self.clauses.outermost(at);
        let preceding = self.clauses.preceding(outermost);
        // "**a Roma** le vendían", "**en Lima** compran": only what opens the clause.
        let opens = |phrase: &Phrase| {
            let first = preceding
                .last()
                .is_some_and(|last| std::ptr::eq(*last, phrase));
            let after_origin = preceding.len() > 1 && self.clauses.lexicon.polarity(name, "goal");
            first || after_origin
        };
        let own = preceding.iter().find(|phrase| {
            self.has_preposition(phrase, name) && (!matches!(name, "a" | "en") || opens(phrase))
        });
        own.map(|phrase| phrase.anchors_or_of()).unwrap_or_default()
    }
}
