//! Runs of capitalised words, one by one from the left.

use crate::extract::Label;
use crate::extract::lexicon::{Lexicon, NounClass, WordClass};
use crate::extract::reading::Sentence;
use crate::gazetteer::PlaceKind;
use crate::text::fold;

use super::toponyms::{self, Match};
use super::{Context, Found, is_all_capitals, is_capitalised};

/// How sure a rule is of a street, ship or paper that is named after a place.
pub const NAMED_AFTER: f32 = 0.75;
/// How sure a rule is of a treaty, building or the like whose name begins with what it is.
pub const WORK: f32 = 0.65;
/// How sure a rule is of a club that is called like its town.
pub const TEAM: f32 = 0.7;
/// How sure a rule is of a place in a headline in capitals.
pub const SHOUTED: f32 = 0.78;
/// How sure a rule is of a person of whom only the shape of the name tells.
pub const GUESSED: f32 = 0.6;

/// Reads the names of one sentence, from left to right.
pub fn names(context: Context<'_>, sentence: &Sentence, number: usize, found: &mut Vec<Found>) {
    let mut reader = Reader {
        context,
        sentence,
        number,
        shouted: is_shouted(context, sentence),
    };
    let mut at = 0;
    while at < sentence.credit {
        at = match reader.name_at(at) {
            Some(mention) => {
                let end = mention.end;
                found.push(mention);
                end
            }
            None => reader.skip(at),
        };
    }
}

/// Reads the names of one sentence.
struct Reader<'a> {
    context: Context<'a>,
    sentence: &'a Sentence,
    number: usize,
    /// Whether it is all in capitals, so that they tell nothing.
    shouted: bool,
}

/// From so many words on a sentence may be a headline in capitals.
const HEADLINE: usize = 4;

/// Whether a sentence is a headline in capitals: nearly every word has no small letters.
fn is_shouted(context: Context<'_>, sentence: &Sentence) -> bool {
    let words = || sentence.tokens.iter().filter(|token| token.is_word());
    let small = words().filter(|token| !is_all_capitals(context.article.slice(token.span)));
    let n_small = small.filter(|token| token.span.len() > 1).count();
    words().count() >= HEADLINE && 10 * n_small < words().count()
}

impl Reader<'_> {
    /// The name that begins at a token, if one does.
    fn name_at(&mut self, at: usize) -> Option<Found> {
        if !self.sentence.tokens[at].is_word() {
            return None;
        }
        if self.shouted {
            return self.shouted_name(at);
        }
        if !self.is_capital(at) {
            return self.generic_name(at);
        }
        if let Some(end) = self.work(at) {
            return Some(self.found(at, end, Label::Misc, WORK));
        }
        if let Some(end) = self.named_after_a_place(at) {
            return Some(if self.is_body(at) {
                self.found(at, end, Label::Org, TEAM)
            } else {
                self.found(at, end, Label::Misc, NAMED_AFTER)
            });
        }
        if let Some(end) = self.organisation(at) {
            return Some(self.found(at, end, Label::Org, 0.8));
        }
        let mut place = toponyms::longest(self.context, self.sentence, at);
        if place.as_ref().is_none_or(|place| place.end == at + 1)
            && let Some(feature) = self.capital_generic(at)
        {
            return Some(feature);
        }
        if place.as_ref().is_some_and(|place| self.goes_on(at, place)) {
            place = None;
        }
        if let Some(end) = self.person(at, place.as_ref()) {
            return Some(self.found(at, end, Label::Per, 0.85));
        }
        if place.as_ref().is_some_and(|place| self.is_team(at, place)) {
            return Some(self.found(at, self.segment_end(at), Label::Org, TEAM));
        }
        if let Some(place) = place.filter(|place| self.is_toponym(at, place)) {
            return Some(self.toponym(at, place));
        }
        self.unknown(at)
    }

    /// In a headline in capitals only what the gazetteer knows is a name, or what stands in quotation marks.
    fn shouted_name(&mut self, at: usize) -> Option<Found> {
        let end = self.segment_end(at);
        if end > at + 1 && self.is_quoted(at, end) {
            return Some(self.found(at, end, Label::Misc, NAMED_AFTER));
        }
        let generic = self
            .context
            .lexicon
            .and_then(|lexicon| lexicon.nouns.generic(self.sentence.low(at)));
        let place = generic
            .and_then(|kind| toponyms::longest_generic(self.context, self.sentence, at, kind))
            .or_else(|| toponyms::longest(self.context, self.sentence, at))?;
        let first = self.is_first(at);
        toponyms::is_plausible(self.context, self.sentence, at, &place, first).then(|| Found {
            refs: place.refs,
            ..self.found(at, place.end, Label::Loc, SHOUTED)
        })
    }

    /// Where to go on after a token that begins no name: past the rest of a capitalised segment, so that its later
    /// words are not read as names of their own.
    fn skip(&self, at: usize) -> usize {
        let sentence = self.sentence;
        let is_name_part = !self.shouted && self.is_capital(at) && !self.is_leading_word(at);
        if is_name_part {
            self.segment_end(at).min(sentence.credit)
        } else {
            at + 1
        }
    }

    fn is_capital(&self, at: usize) -> bool {
        self.sentence.tokens[at].is_word()
            && is_capitalised(self.sentence.word(self.context.article, at))
    }

    /// One past the last word of the capitalised words that stand side by side from `at` on.
    fn segment_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        loop {
            let spaced = end < self.sentence.credit
                && self.sentence.is_next_spaced(end - 1)
                && self.is_capital(end)
                && !self.is_headline_end(end);
            if spaced {
                end += 1;
            } else if self.is_apostrophe_inside(end) {
                end += 2;
            } else {
                return end;
            }
        }
    }

    /// "… MIL EMPLEOS Aldehuela": a headline in capitals ends where small letters begin.
    fn is_headline_end(&self, next: usize) -> bool {
        let (before, after) = (
            self.sentence.word(self.context.article, next - 1),
            self.sentence.word(self.context.article, next),
        );
        is_all_capitals(before) && before.chars().count() >= 4 && !is_all_capitals(after)
    }

    /// "Palacio de Orive", "Mar Chiquita": a generic written large, with a name after it.
    fn capital_generic(&self, at: usize) -> Option<Found> {
        let lexicon = self.context.lexicon?;
        let low = self.sentence.low(at);
        let kind = lexicon.nouns.generic(low)?;
        let named = self.run_end(at) > at + 1;
        let is_organisation = lexicon.nouns.is(low, NounClass::Organisation);
        (named && !is_organisation)
            .then(|| self.generic_name_of(at, kind, lexicon))
            .flatten()
    }

    /// "Santillana del Mar": the name goes on after what the gazetteer knows of it.
    fn goes_on(&self, at: usize, place: &Match) -> bool {
        let run = self.run_end(at);
        // "Salvatierra de los Barros", not a whole title.
        let short = run <= at + 5;
        let single =
            short && place.end == at + 1 && run > place.end && !is_link(self.sentence.low(at));
        let next = (place.end..run).find(|&token| self.is_capital(token));
        single
            && !place.is_country
            && !self.is_first(at)
            && next.is_some_and(|next| {
                next > place.end
                    && toponyms::longest(self.context, self.sentence, next).is_none()
                    && !self.context.lexicon.is_some_and(|lexicon| {
                        lexicon.is_given_name(&fold(self.sentence.low(next)))
                    })
            })
    }

    /// "R'Mel": an apostrophe with a capital on either side and no space.
    fn is_apostrophe_inside(&self, at: usize) -> bool {
        at + 1 < self.sentence.credit
            && matches!(self.sentence.low(at), "'" | "’")
            && !self.sentence.is_next_spaced(at - 1)
            && !self.sentence.is_next_spaced(at)
            && self.is_capital(at + 1)
    }

    /// One past the last word of a run: segments joined by "de", "del", "de la" and the like.
    fn run_end(&self, at: usize) -> usize {
        let mut end = self.segment_end(at);
        loop {
            let mut next = end;
            while next < self.sentence.credit && next - end < 2 && is_link(self.sentence.low(next))
            {
                next += 1;
            }
            if next == end || next >= self.sentence.credit || !self.is_capital(next) {
                return end;
            }
            end = self.segment_end(next);
        }
    }

    /// A word that is capitalised only because it stands first, or a common noun written large ("Presidente").
    fn is_leading_word(&self, at: usize) -> bool {
        let Some(lexicon) = self.context.lexicon else {
            return at == 0;
        };
        let low = self.sentence.low(at);
        let known = lexicon.class(low).is_some() || lexicon.verbs.analyse(low).is_some();
        let noun = !lexicon.nouns.classes(low).is_empty();
        known
            || noun
            || self.is_first(at)
                && !lexicon.is_given_name(&fold(low))
                && self.segment_end(at) == at + 1
    }

    /// Whether the token stands first in its sentence, or right after an opening quotation mark.
    fn is_first(&self, at: usize) -> bool {
        at == 0
            || self.sentence.tokens[..at]
                .iter()
                .all(|token| !token.is_word())
            || matches!(
                self.sentence.low(at - 1),
                "“" | "«" | "\"" | "¿" | "¡" | "—" | "-" | ":" | "-." | "("
            )
    }

    /// "el Tratado de Utrecht", "Nuestra Señora de Guadalupe": the end of a name that begins with what it names.
    fn work(&self, at: usize) -> Option<usize> {
        let nouns = &self.context.lexicon?.nouns;
        let is_work = nouns.is(self.sentence.low(at), NounClass::Work) && !self.is_first(at);
        let end = self.run_end(at);
        (is_work && end > at + 1).then_some(end)
    }

    /// "el buque Río Tajo", "calle Alcalá": the end of a name that is no place.
    fn named_after_a_place(&self, at: usize) -> Option<usize> {
        let lexicon = self.context.lexicon?;
        let nouns = &lexicon.nouns;
        let before = |back: usize| {
            at.checked_sub(back)
                .map_or("", |token| self.sentence.low(token))
        };
        let street = nouns.is(before(1), NounClass::Street)
            || is_link(before(1)) && nouns.is(before(2), NounClass::Street);
        // "el buque escuela Elcano", but "un ferry conecta Alborán con Motril".
        let is_finite = |low: &str| {
            let form = lexicon.verbs.analyse(low);
            form.is_some_and(|form| form.tense.is_finite())
        };
        let small = |back: usize| {
            at >= back
                && self.sentence.tokens[at - back].is_word()
                && !self.is_capital(at - back)
                && lexicon.class(before(back)).is_none()
                && !is_finite(before(back))
        };
        let vessel = nouns.is(before(1), NounClass::Vessel)
            || nouns.is(before(2), NounClass::Vessel) && small(1);
        if vessel {
            return Some(self.run_end(at));
        }
        let quoted =
            self.is_quoted(at, self.run_end(at)) && self.run_end(at) > self.segment_end(at);
        (street || quoted).then(|| {
            if quoted {
                self.run_end(at)
            } else {
                self.segment_end(at)
            }
        })
    }

    /// "la agencia rusa TASS", "el diario Clarín": what announces the name is an organisation and no ship or street.
    fn is_body(&self, at: usize) -> bool {
        let is_body = |back: usize| {
            at.checked_sub(back).is_some_and(|token| {
                let low = self.sentence.low(token);
                self.context.lexicon.is_some_and(|lexicon| {
                    lexicon.nouns.is(low, NounClass::Organisation)
                        && lexicon.nouns.is(low, NounClass::Vessel)
                })
            })
        };
        is_body(1) || is_body(2)
    }

    /// Whether the tokens stand alone in quotation marks: the name of a ship, a book, a paper.
    fn is_quoted(&self, first: usize, end: usize) -> bool {
        let opens = first > 0 && matches!(self.sentence.low(first - 1), "“" | "«" | "\"");
        opens && matches!(self.sentence.low(end), "”" | "»" | "\"")
    }

    /// "Universidad de Salamanca", "Banco de México", "Gobierno" without the "de Chile" after it.
    fn organisation(&self, at: usize) -> Option<usize> {
        let lexicon = self.context.lexicon?;
        let low = self.sentence.low(at);
        if self.is_acronym(at) {
            return Some(at + 1);
        }
        if !lexicon.nouns.is(low, NounClass::Organisation) {
            return None;
        }
        let end = self.run_end(at);
        let governs = lexicon.nouns.is(low, NounClass::Actor);
        if governs || end == at + 1 {
            let alone = end == at + 1 && self.is_first(at);
            let own = self.segment_end(at);
            let adjective = lexicon.demonym(self.sentence.low(own)).is_some();
            return (!alone || adjective)
                .then_some(own)
                .filter(|_| !self.is_first(at) || own > at + 1);
        }
        Some(end)
    }

    /// Capitals in a text that is not all capitals, and no place: "EFE", "FMI".
    fn is_acronym(&self, at: usize) -> bool {
        let word = self.sentence.word(self.context.article, at);
        is_all_capitals(word)
            && word.len() <= 6
            && self.segment_end(at) == at + 1
            && toponyms::longest(self.context, self.sentence, at).is_none()
            && self.sentence.lower.len() > 2
            && !self.is_shouted()
    }

    /// Whether most words of the sentence are in capitals.
    fn is_shouted(&self) -> bool {
        let words = || self.sentence.tokens.iter().filter(|token| token.is_word());
        let shouted = words()
            .filter(|token| is_all_capitals(self.context.article.slice(token.span)))
            .count();
        2 * shouted > words().count()
    }

    /// A person: a given name with what follows, or a name after an office or trade.
    fn person(&self, at: usize, place: Option<&Match>) -> Option<usize> {
        let lexicon = self.context.lexicon?;
        let segment = self.segment_end(at);
        let given = lexicon.is_given_name(&fold(self.sentence.low(at)));
        let covers = place
            .is_some_and(|place| place.end >= segment && (place.end > at + 1 || segment == at + 1));
        if given && !covers {
            let end = self.run_end(at);
            let long = end > at + 1;
            // "Juan de Salamanca" is one name; "Ana en Lima" is not.
            return long.then_some(end);
        }
        let after_role = self.is_after_role(at, lexicon);
        let strong = place.is_some_and(|place| place.end > segment || place.is_country);
        if after_role && !strong {
            return Some(if given { self.run_end(at) } else { segment });
        }
        None
    }

    /// "el canciller griego Vardalis", "la señora Valencia": a role right before, at most with a demonym between.
    fn is_after_role(&self, at: usize, lexicon: &Lexicon) -> bool {
        let is_role = |token: usize| lexicon.nouns.is(self.sentence.low(token), NounClass::Role);
        let is_abbreviated =
            |token: usize| self.sentence.low(token) == "." && token > 0 && is_role(token - 1);
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        if is_role(before) || is_abbreviated(before) {
            return !self.is_capital(before) || before == 0 || !self.is_first(at);
        }
        let demonym = lexicon.demonym(self.sentence.low(before)).is_some();
        demonym && before > 0 && (is_role(before - 1) || before > 1 && is_role(before - 2))
    }

    /// "ganó **el Sevilla**": a town with an article that is no part of its name is its club.
    fn is_team(&self, at: usize, place: &Match) -> bool {
        let Some((lexicon, before)) = self.context.lexicon.zip(at.checked_sub(1)) else {
            return false;
        };
        let Some(top) = place
            .refs
            .first()
            .map(|name| self.context.gazetteer.place(name.place))
        else {
            return false;
        };
        let own_article = top
            .names()
            .any(|name| name.text.to_lowercase().starts_with("el "));
        place.end >= self.segment_end(at)
            && lexicon.polarity(self.sentence.low(before), "team")
            && top.kind() == PlaceKind::City
            && !own_article
    }

    /// Whether the place that the gazetteer proposes is what the words mean.
    fn is_toponym(&self, at: usize, place: &Match) -> bool {
        let segment = self.segment_end(at);
        if place.end < segment && !self.is_separate(place.end) {
            return false;
        }
        let extended = at > 0 && self.is_name_before(at);
        let led = self.is_led_by_unknown(at);
        !extended
            && !led
            && toponyms::is_plausible(self.context, self.sentence, at, place, self.is_first(at))
    }

    /// Whether the capitalised word at `token` begins something else than the name before it.
    fn is_separate(&self, token: usize) -> bool {
        self.context
            .lexicon
            .is_some_and(|lexicon| lexicon.class(self.sentence.low(token)).is_some())
    }

    /// "Jack London": a capitalised word right before that is no common noun.
    fn is_name_before(&self, at: usize) -> bool {
        self.sentence.is_next_spaced(at - 1)
            && self.is_capital(at - 1)
            && !self.is_leading_word(at - 1)
    }

    /// "El País de Montevideo", "Feria de Sevilla": a name that begins with an unknown capitalised word and goes on to here.
    fn is_led_by_unknown(&self, at: usize) -> bool {
        let mut link = at;
        while link > 0 && at - link < 2 && is_link(self.sentence.low(link - 1)) {
            link -= 1;
        }
        if link == at || link == 0 || !self.is_capital(link - 1) {
            return false;
        }
        let head = link - 1;
        let Some(lexicon) = self.context.lexicon else {
            return false;
        };
        let low = self.sentence.low(head);
        let common = !lexicon.nouns.classes(low).is_empty() || !lexicon.frames.noun(low).is_empty();
        let is_place = toponyms::longest(self.context, self.sentence, head).is_some();
        !(common
            || self.is_first(head)
            || is_place
            || is_all_capitals(self.sentence.word(self.context.article, head)))
    }

    /// "mar Negro", "estrecho de Mesina", "río Cuareim": a generic written small, with the name after it.
    fn generic_name(&self, at: usize) -> Option<Found> {
        let lexicon = self.context.lexicon?;
        let kind = lexicon.nouns.generic(self.sentence.low(at))?;
        self.generic_name_of(at, kind, lexicon)
    }

    fn generic_name_of(&self, at: usize, kind: PlaceKind, lexicon: &Lexicon) -> Option<Found> {
        if at > 0
            && lexicon
                .nouns
                .is(self.sentence.low(at - 1), NounClass::Vessel)
        {
            return None;
        }
        let known = toponyms::longest_generic(self.context, self.sentence, at, kind);
        if let Some(place) = known {
            let mut mention = self.toponym(at, place);
            mention.cues = vec![kind];
            return Some(mention);
        }
        let mut name = at + 1;
        while name < self.sentence.credit && name - at <= 2 && is_link(self.sentence.low(name)) {
            name += 1;
        }
        if name >= self.sentence.credit || !self.is_capital(name) {
            return None;
        }
        let inner = toponyms::longest(self.context, self.sentence, name);
        let end = inner
            .as_ref()
            .map_or(self.segment_end(name), |inner| inner.end);
        if end < self.segment_end(name)
            || lexicon
                .nouns
                .is(self.sentence.low(at), NounClass::Admin(kind))
        {
            return None;
        }
        let mut mention = self.found(at, end, Label::Loc, 0.7);
        mention.cues = vec![kind];
        // "isla de Creta" is Creta, and a built feature stands in the town it is named after; a river does not.
        let inner = inner.map(|inner| inner.refs).unwrap_or_default();
        mention.refs = inner
            .into_iter()
            .filter(|name| {
                let found = self.context.gazetteer.place(name.place).kind();
                kind == PlaceKind::Site || toponyms::agrees(kind, found)
            })
            .collect();
        Some(mention)
    }

    /// A capitalised segment that nothing else explains.
    fn unknown(&self, at: usize) -> Option<Found> {
        let lexicon = self.context.lexicon?;
        if self.is_leading_word(at) {
            return None;
        }
        let end = self.segment_end(at);
        let n_words = end - at;
        if n_words == 1 && self.is_first(at) {
            return None;
        }
        if n_words <= 5 && toponyms::is_announced(self.sentence, at, lexicon) {
            let run = self.run_end(at);
            let end = if run <= at + 5 { run } else { end };
            return Some(self.found(at, end, Label::Loc, 0.6));
        }
        let is_person = (2..=3).contains(&n_words)
            && !(at..end).any(|token| {
                is_all_capitals(self.sentence.word(self.context.article, token))
                    || lexicon.class(self.sentence.low(token)).is_some()
                    || !lexicon.nouns.classes(self.sentence.low(token)).is_empty()
            });
        let article =
            lexicon.class(self.sentence.low(at.wrapping_sub(1))) == Some(WordClass::Determiner);
        if is_person && !article {
            return Some(self.found(at, end, Label::Per, GUESSED));
        }
        Some(self.found(at, self.run_end(at), Label::Misc, 0.5))
    }

    fn toponym(&self, at: usize, place: Match) -> Found {
        // "hacia El Fasher": an article written large belongs to the name.
        let article = at > 0
            && !self.is_first(at - 1)
            && self.is_capital(at - 1)
            && self.context.lexicon.is_some_and(|lexicon| {
                lexicon.class(self.sentence.low(at - 1)) == Some(WordClass::Determiner)
            });
        let mut mention = self.found(
            at - usize::from(article),
            place.end,
            Label::Loc,
            place.confidence,
        );
        mention.cues = place.cues;
        mention.refs = place.refs;
        if let Some(end) = place.span_end {
            mention.span.end = end;
        }
        mention
    }

    fn found(&self, first: usize, end: usize, label: Label, confidence: f32) -> Found {
        Found {
            sentence: self.number,
            first,
            end,
            span: self.sentence.span_of(first, end),
            label,
            refs: Vec::new(),
            place: None,
            cues: Vec::new(),
            confidence,
            coreference: false,
        }
    }
}

/// Small words inside names, in the languages we know.
fn is_link(word: &str) -> bool {
    matches!(
        word,
        "de" | "del"
            | "la"
            | "las"
            | "los"
            | "el"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "di"
            | "of"
            | "the"
            | "von"
            | "van"
            | "du"
            | "des"
    )
}
