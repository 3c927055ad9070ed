//! Coreference: phrases that stand for a place named before ("el país", "la isla"), and capitals of countries
//! ("la capital rusa").
//!
//! Of a phrase that stands for several places ("ambos países") nothing is said: a mention holds one place.

mod insert;
mod phrase;
mod there;
mod unions;

use crate::gazetteer::{CountryCode, Gazetteer, PlaceIdx, PlaceKind};
use crate::text::{Article, Language, Span};

use super::Label;
use super::extraction::{Mention, ResolvedPlace, ScoredPlace};
use super::known::KnownPlaces;
use super::lexicon::{Lexicon, WordClass};
use super::reading::Sentence;
use super::resolve::reason_of_capital;
use super::topic::Topic;
use phrase::{Phrase, is_of, phrase};

/// How many sentences back an antecedent may stand beside others of its kind.
const REACH: usize = 2;
/// Past so many mentions nothing is looked for any farther back, so that time stays linear in length.
const FAR: usize = 400;
/// How sure the program is of what a phrase stands for.
const SURE: f32 = 0.7;

/// A phrase with what it stands for.
struct Referral {
    span: Span,
    /// Number of its place.
    place: usize,
    /// Number of the mention it refers back to.
    antecedent: Option<usize>,
}

/// Finds the phrases that refer back and what they refer to. The mentions stay in order, and so do the places, of which
/// there may be more afterwards.
pub fn corefer(
    article: &Article,
    language: Language,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    sentences: &[Sentence],
    mentions: &mut Vec<Mention>,
    places: &mut Vec<ResolvedPlace>,
) {
    unions::seat(article, language, gazetteer, mentions, places);
    let mut found = Vec::new();
    let mut topic = Topic::default();
    for (number, sentence) in sentences.iter().enumerate() {
        let opens = mentions.partition_point(|mention| mention.span.start < sentence.span.start);
        topic.read_to(opens, mentions, KnownPlaces { gazetteer, places });
        for token in 0..sentence.credit {
            let mut search = Search {
                article,
                language,
                lexicon,
                gazetteer,
                sentences,
                number,
                mentions,
                places,
                topic: &topic,
            };
            if lexicon.polarity(sentence.low(token), "there") {
                found.extend(search.there(token));
            }
            let Some(phrase) = phrase(lexicon, article, sentence, token) else {
                continue;
            };
            let next = search
                .mentions
                .partition_point(|mention| mention.span.end <= phrase.span.start);
            let is_taken = search
                .mentions
                .get(next)
                .is_some_and(|mention| mention.span.overlaps(phrase.span));
            if is_taken {
                continue;
            }
            let referral = if phrase.referring.capital {
                search.capital(&phrase)
            } else {
                search.named_before(&phrase)
            };
            found.extend(referral);
        }
    }
    insert::insert(mentions, found);
    insert::order(mentions, places);
}

/// What is known where a phrase is met.
struct Search<'a> {
    article: &'a Article,
    language: Language,
    lexicon: &'a Lexicon,
    gazetteer: &'a Gazetteer,
    sentences: &'a [Sentence],
    /// Number of the sentence of the phrase.
    number: usize,
    mentions: &'a [Mention],
    places: &'a mut Vec<ResolvedPlace>,
    /// What the sentences before were about.
    topic: &'a Topic,
}

/// The number of a place of the article; a new one, with the reason for it, when it has not been named.
fn number_of(
    places: &mut Vec<ResolvedPlace>,
    wanted: PlaceIdx,
    why: impl FnOnce() -> String,
) -> usize {
    let known = places.iter().position(|place| place.place == wanted);
    known.unwrap_or_else(|| {
        places.push(ResolvedPlace {
            place: wanted,
            confidence: SURE,
            candidates: vec![ScoredPlace {
                place: wanted,
                score: SURE,
            }],
            reason: Some(why()),
        });
        places.len() - 1
    })
}

impl Search<'_> {
    fn named_before(&self, phrase: &Phrase<'_>) -> Option<Referral> {
        let near = self.antecedent(phrase, |place| {
            phrase.referring.kinds.contains(&self.kind(place))
        });
        let may_be_any = phrase.referring.kinds.first() == Some(&PlaceKind::Country)
            && !phrase.pointing
            && !phrase.loose;
        let topical = may_be_any.then(|| self.topical(phrase, near)).flatten();
        let antecedent = topical.or(near)?;
        Some(Referral {
            span: phrase.span,
            place: self.mentions[antecedent].place?,
            antecedent: Some(antecedent),
        })
    }

    /// The country that the article is about, when "el país" rather means that one than the one near by.
    fn topical(&self, phrase: &Phrase<'_>, near: Option<usize>) -> Option<usize> {
        let place = near.and_then(|near| self.mentions[near].place);
        if near.is_some_and(|near| self.opens_a_sentence(near)) {
            return None;
        }
        let country = place.and_then(|place| self.entry(place).country());
        let topic = self.topic.mention_over(country)?;
        (self.mentions[topic].place != self.subject_beside(phrase)).then_some(topic)
    }

    /// Whether a mention is what its sentence is about: a name before the first verb that no preposition leads.
    fn opens_a_sentence(&self, mention: usize) -> bool {
        let mention = &self.mentions[mention];
        let number = self
            .sentences
            .partition_point(|sentence| sentence.span.end <= mention.span.start);
        let leads = |sentence: &Sentence| self.leads(sentence, mention);
        mention.label == Label::Loc && self.sentences.get(number).is_some_and(leads)
    }

    /// Whether neither a preposition opens the sentence nor a finite verb stands before the mention.
    fn leads(&self, sentence: &Sentence, mention: &Mention) -> bool {
        let token = sentence.token_at(mention.span.start as usize);
        let before = &sentence.lower[..token];
        let verbs = before
            .iter()
            .filter_map(|word| self.lexicon.verbs.analyse(word));
        let led = before.first().is_some_and(|word| {
            matches!(
                self.lexicon.class(word),
                Some(WordClass::Preposition(_) | WordClass::Contraction(_))
            )
        });
        !led && !verbs.into_iter().any(|form| form.tense.is_finite())
    }

    /// "la capital rusa", "la capital del Perú"; alone, the capital named last, or that of the country last spoken of.
    fn capital(&mut self, phrase: &Phrase<'_>) -> Option<Referral> {
        if let Some(country) = self.country_after(phrase) {
            return self.capital_of(phrase.span, country?, None);
        }
        let is_capital = |place: usize| self.entry(place).capital();
        if let Some(antecedent) = self.antecedent(phrase, is_capital) {
            return Some(Referral {
                span: phrase.span,
                place: self.mentions[antecedent].place?,
                antecedent: Some(antecedent),
            });
        }
        let is_country = |place: usize| self.kind(place) == PlaceKind::Country;
        let near = self.antecedent(phrase, is_country);
        let antecedent = self.topical(phrase, near).or(near)?;
        let country = self.mentions[antecedent].place?;
        self.capital_of(
            phrase.span,
            self.entry(country).country()?,
            Some(antecedent),
        )
    }

    /// The country that is said after a capital; `None` when nothing follows, `Some(None)` when no country does.
    fn country_after(&self, phrase: &Phrase<'_>) -> Option<Option<CountryCode>> {
        let sentence = &self.sentences[self.number];
        let low = sentence.low(phrase.end);
        let of = is_of(self.lexicon, low);
        if !of && self.lexicon.demonym(low).is_none() {
            return None;
        }
        // "la capital de Rusia", "la capital del Perú", "la capital de la India".
        let reach = phrase.end + if of { 3 } else { 1 };
        let within = |mention: &Mention| {
            let first = sentence.token_at(mention.span.start as usize);
            (phrase.end..reach).contains(&first)
        };
        let next = self
            .mentions
            .partition_point(|mention| mention.span.start < phrase.span.end);
        let place = self.mentions.get(next).filter(|mention| within(mention));
        let place = place.and_then(|mention| mention.place);
        Some(place.and_then(|place| {
            let is_country = self.kind(place) == PlaceKind::Country;
            self.entry(place).country().filter(|_| is_country)
        }))
    }

    fn capital_of(
        &mut self,
        span: Span,
        country: CountryCode,
        antecedent: Option<usize>,
    ) -> Option<Referral> {
        let capital = self.gazetteer.capital_of(country)?;
        let words = self.article.slice(span);
        let why = || reason_of_capital(self.gazetteer, capital, words, self.language);
        let place = number_of(self.places, capital, why);
        Some(Referral {
            span,
            place,
            antecedent,
        })
    }

    fn entry(&self, place: usize) -> crate::gazetteer::Place<'_> {
        self.gazetteer.place(self.places[place].place)
    }

    fn kind(&self, place: usize) -> PlaceKind {
        self.entry(place).kind()
    }

    /// The mention that a phrase refers back to: of the same sentence before it, else of the sentence before, else of the
    /// one before that; farther back only the one place of its kind that the article has named at all.
    fn antecedent(&self, phrase: &Phrase<'_>, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let before = self
            .mentions
            .partition_point(|mention| mention.span.end <= phrase.span.start);
        let subject = self.subject_beside(phrase);
        let fits = |mention: &Mention| {
            let place = mention.place.filter(|_| !mention.coreference)?;
            let named = matches!(mention.label, Label::Loc | Label::Demonym);
            (named && fits(place) && subject != Some(place)).then_some(place)
        };
        let far = self.number.saturating_sub(REACH);
        let mut end = before;
        for sentence in self.sentences[far..=self.number].iter().rev() {
            let first = self.mentions[..end]
                .partition_point(|mention| mention.span.start < sentence.span.start);
            if let Some(chosen) = self.of_sentence(phrase, first..end, &fits) {
                return chosen;
            }
            end = first;
        }
        if end > FAR {
            return None;
        }
        let mut earlier = (0..end).filter_map(|at| Some((at, fits(&self.mentions[at])?)));
        let (_, only) = earlier.next()?;
        let mut last = None;
        for (at, place) in earlier {
            if place != only {
                return None;
            }
            last = Some(at);
        }
        last.or_else(|| (0..end).find(|at| fits(&self.mentions[*at]).is_some()))
    }

    /// The place that the sentence is about, when the phrase is acted upon by it and so stands for another: "**Rusia** ha
    /// prestado dinero al país", "el ministro **ruso** visitó el país"; but "el presidente sirio abandonó el país".
    fn subject_beside(&self, phrase: &Phrase<'_>) -> Option<usize> {
        let sentence = &self.sentences[self.number];
        let is = |token: usize, class: &str| self.lexicon.polarity(sentence.low(token), class);
        let first = sentence.token_at(phrase.span.start as usize);
        let verb = first.checked_sub(1)?;
        let acted_upon = is(first, "to")
            || is(verb, "to")
            || self
                .lexicon
                .verbs
                .analyse(sentence.low(verb))
                .is_some_and(|form| {
                    form.tense.is_finite() && !self.lexicon.polarity(form.lemma, "own_country")
                });
        let opens = self
            .mentions
            .partition_point(|mention| mention.span.start < sentence.span.start);
        let subject = self.mentions.get(opens).filter(|mention| {
            mention.span.end <= phrase.span.start && self.leads(sentence, mention)
        });
        subject.filter(|_| acted_upon)?.place
    }

    /// The antecedent among the mentions of one sentence: `None` when none fits, `Some(None)` when it is doubtful.
    fn of_sentence(
        &self,
        phrase: &Phrase<'_>,
        mentions: std::ops::Range<usize>,
        fits: &impl Fn(&Mention) -> Option<usize>,
    ) -> Option<Option<usize>> {
        let fitting: Vec<(usize, usize)> = mentions
            .clone()
            .filter_map(|at| Some((at, fits(&self.mentions[at])?)))
            .collect();
        let (&(first, place), &(last, _)) = (fitting.first()?, fitting.last()?);
        if phrase.pointing {
            return Some(
                (!self.goes_abroad(
                    fitting.last().map(|(_, place)| *place),
                    last + 1..mentions.end,
                ))
                .then_some(last),
            );
        }
        let single = fitting.iter().all(|(_, other)| *other == place);
        // Of several countries the first is what the sentence is about; of other places none is.
        let leads = !phrase.loose
            && phrase.referring.kinds.first() == Some(&PlaceKind::Country)
            && self.mentions[first].label == Label::Loc;
        Some((single || leads).then_some(first))
    }

    /// Whether a place of another country is named after one: "de Mongolia a Pekín. Este país" may mean either.
    fn goes_abroad(&self, place: Option<usize>, after: std::ops::Range<usize>) -> bool {
        let country = |place: usize| self.entry(place).country();
        let home = place.and_then(country);
        self.mentions[after]
            .iter()
            .filter(|mention| mention.label == Label::Loc)
            .filter_map(|mention| mention.place.and_then(country))
            .any(|other| Some(other) != home)
    }
}
