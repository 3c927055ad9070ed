//! The track of a person or an organisation through an article: the places that the text ties it to, in its order.
//!
//! Three ties are told apart, and never passed off as one another. It *goes* where a movement is read with it as who travels
//! or sends. It *acts* on a place where any other relation is read with it as who does it. Of sentences in which no relation
//! is its doing, the places named there are only named *beside* it.

mod deeds;

use std::collections::BTreeMap;

use self::deeds::{Part, deeds};
use super::{Actor, Marker, Scene, actors, is_actor};
use crate::document::{Document, Mention, MentionId, PlaceId, Relation, RelationId};
use crate::extract::{Label, RelationKind, When};
use crate::text::{Article, Span};

/// How a place is tied to whom a track follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// The sentence that names it names the place, and says no more.
    Beside,
    /// It does something to the place.
    Acts,
    /// It goes there or leaves there, or sends there what goes: a document does not tell these apart.
    Goes,
}

/// What a line of a track says, for a legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrackNote {
    /// How the place that it leads to is tied.
    Tie(Tie),
    /// That it is planned, wished, possible or asked.
    Hypothetical,
}

/// One place on a track.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// The place.
    pub place: PlaceId,
    /// How it is tied.
    pub tie: Tie,
    /// The relation that ties it; none beside which it is only named.
    pub relation: Option<RelationId>,
    /// The stretch that says so.
    pub span: Span,
    /// When, where the text dates the relation.
    pub when: Option<When>,
    /// Whether it is planned, wished, possible or asked.
    pub hypothetical: bool,
}

/// The places that a person or an organisation is tied to, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Track {
    /// Whose it is.
    pub name: String,
    /// One stop a visit: a place that the text comes back to stands twice.
    pub stops: Vec<Stop>,
}

impl Track {
    /// The track of a person or an organisation in an article of these sentences. What the text denies is left out.
    pub fn new(document: &Document, actor: &Actor, sentences: &[Span]) -> Self {
        let mentions = &actor.mentions;
        let own: Vec<&Mention> = document
            .mentions
            .iter()
            .filter(|mention| mentions.contains(&mention.id))
            .collect();
        let deeds = deeds(document, &own, sentences).into_iter();
        let mut stops: Vec<Stop> = deeds.flat_map(stops).collect();
        stops.extend(beside(document, &own, sentences, &stops));
        // Stable: the stops of one statement stay in the order of its way.
        stops.sort_by_key(|stop| stop.span.start);
        Self {
            name: actor.name.clone(),
            stops: joined(stops),
        }
    }

    /// The track of whom a mention names; nothing where that is neither a person nor an organisation, or is tied to no
    /// place.
    pub fn of(document: &Document, mention: &MentionId, sentences: &[Span]) -> Option<Self> {
        document
            .mention(mention)
            .filter(|mention| is_actor(mention))?;
        let named = actors(document).into_iter();
        let actor = named
            .into_iter()
            .find(|actor| actor.mentions.contains(mention))?;
        Some(Self::new(document, &actor, sentences)).filter(|track| !track.is_empty())
    }

    /// Whether the text ties it to no place.
    pub fn is_empty(&self) -> bool {
        self.stops.is_empty()
    }

    /// The places, each once, in order.
    pub fn places(&self) -> Vec<&PlaceId> {
        let mut places: Vec<&PlaceId> = Vec::new();
        for stop in &self.stops {
            if !places.contains(&&stop.place) {
                places.push(&stop.place);
            }
        }
        places
    }

    /// What its lines say, each once, the strongest tie first.
    pub fn notes(&self) -> Vec<TrackNote> {
        let led_to = || self.stops.iter().skip(1);
        let has_tie = |tie: &Tie| led_to().any(|stop| stop.tie == *tie && !stop.hypothetical);
        let ties = [Tie::Goes, Tie::Acts, Tie::Beside].into_iter();
        let mut notes: Vec<TrackNote> = ties.filter(has_tie).map(TrackNote::Tie).collect();
        if led_to().any(|stop| stop.hypothetical) {
            notes.push(TrackNote::Hypothetical);
        }
        notes
    }

    /// Whether a relation ties it to a place.
    pub fn has(&self, relation: &RelationId) -> bool {
        self.stops
            .iter()
            .any(|stop| stop.relation.as_ref() == Some(relation))
    }

    /// Whether a marker shows one of its places.
    pub fn touches(&self, marker: &Marker) -> bool {
        self.stops.iter().any(|stop| marker.shows(&stop.place))
    }

    /// The markers that it leads to with the numbers of their stops, counted from 1, in the order of the scene.
    pub fn numbers(&self, scene: &Scene) -> BTreeMap<usize, Vec<usize>> {
        let mut numbers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (n, stop) in self.stops.iter().enumerate() {
            if let Some(marker) = scene.marker(&stop.place) {
                numbers.entry(marker).or_default().push(n + 1);
            }
        }
        numbers
    }
}

/// The stops that a relation gives to who does it.
fn stops((relation, part, span): (&Relation, Part, Span)) -> Vec<Stop> {
    let goes = relation.kind == RelationKind::Movement;
    let stop = |place: &PlaceId| Stop {
        place: place.clone(),
        tie: if goes { Tie::Goes } else { Tie::Acts },
        relation: Some(relation.id.clone()),
        span,
        when: relation.when.clone(),
        hypothetical: relation.hypothetical,
    };
    let origin = (part == Part::Traveller).then_some(&relation.source);
    let way = origin
        .into_iter()
        .chain(relation.via.iter().filter(|_| goes));
    let end = match part {
        Part::Target => &relation.source,
        Part::Source | Part::Traveller => &relation.target,
    };
    way.chain([end]).map(stop).collect()
}

/// The places named in sentences that name whom a track follows, where nothing of what it does is stated.
fn beside(document: &Document, own: &[&Mention], sentences: &[Span], done: &[Stop]) -> Vec<Stop> {
    let holds =
        |sentence: &Span, span: Span| sentence.start <= span.start && span.start < sentence.end;
    let is_silent = |sentence: &&Span| {
        own.iter().any(|mention| holds(sentence, mention.span))
            && !done.iter().any(|stop| holds(sentence, stop.span))
    };
    let named = |sentence: &Span| {
        let sentence = *sentence;
        let mentions = document.mentions.iter();
        mentions
            .filter(move |mention| mention.label == Label::Loc && holds(&sentence, mention.span))
    };
    let stop = |mention: &Mention| {
        Some(Stop {
            place: mention.place.clone()?,
            tie: Tie::Beside,
            relation: None,
            span: mention.span,
            when: None,
            hypothetical: false,
        })
    };
    let silent = sentences.iter().filter(is_silent);
    silent.flat_map(named).filter_map(stop).collect()
}

/// Stops one after the other at the same place are one: the strongest tie, the first date.
fn joined(stops: Vec<Stop>) -> Vec<Stop> {
    let mut joined: Vec<Stop> = Vec::new();
    for stop in stops {
        match joined.last_mut().filter(|last| last.place == stop.place) {
            Some(last) => last.join(stop),
            None => joined.push(stop),
        }
    }
    joined
}

impl Stop {
    fn join(&mut self, other: Self) {
        let when = self.when.take().or_else(|| other.when.clone());
        if other.tie > self.tie {
            *self = other;
        }
        self.when = when;
    }

    /// When, in the text's own words.
    pub fn date<'a>(&self, article: &'a Article) -> Option<&'a str> {
        self.when
            .as_ref()
            .map(|when| article.slice(when.span).trim())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::fixture::document;
    use super::*;
    use crate::extract::{self, Options};
    use crate::gazetteer::Gazetteer;
    use crate::text::Language;

    /// The track of the person or organisation that a text names so: "1 goes Lima".
    fn track(name: &str, text: &str) -> Vec<String> {
        let gazetteer = Gazetteer::embedded().unwrap();
        let article = Arc::new(Article::new("a", text));
        let options = Options {
            language: Some(Language::Es),
            ..Options::default()
        };
        let found = extract::extract(&article, &gazetteer, &options);
        let document = Document::from_extraction(article.clone(), &found, &gazetteer, Language::Es);
        let named = actors(&document)
            .into_iter()
            .find(|actor| actor.name == name);
        let actor = named.unwrap_or_else(|| panic!("{name} is nobody: {:?}", document.mentions));
        let track = Track::new(&document, &actor, &extract::sentences(&article));
        track
            .stops
            .iter()
            .map(|stop| {
                let place = &document.place(&stop.place).unwrap().name;
                let date = stop.date(&article).map(|date| format!(", {date}"));
                let maybe = if stop.hypothetical { "?" } else { "" };
                format!("{:?}{maybe} {place}{}", stop.tie, date.unwrap_or_default())
            })
            .collect()
    }

    #[test]
    fn who_is_said_to_travel_goes_to_the_places_of_the_journey() {
        let text = "El ministro español del Interior, Rafael Toledo, visitó Nuakchot en junio.";
        assert_eq!(track("Rafael Toledo", text), ["Goes Nuakchot, junio"]);
        let text = "El primer ministro griego, Nikos Vardalis, habló. Vardalis visitará El Cairo.";
        assert_eq!(track("Nikos Vardalis", text), ["Goes? El Cairo"]);
        let text = "El presidente egipcio, Tarek Mansur, calló. Mansur voló por la noche de Atenas a Roma.";
        assert_eq!(track("Tarek Mansur", text), ["Goes Atenas", "Goes Roma"]);
    }

    #[test]
    fn a_journey_goes_on_from_where_it_ended() {
        let text = "Hernán Cortés zarpó de Santiago de Cuba. Cortés llegó a Cozumel y siguió hacia Veracruz. \
                    En 1524, Cortés marchó de Coyoacán a Honduras.";
        let found = track("Hernán Cortés", text);
        let expected = [
            "Goes Santiago de Cuba",
            "Goes Cozumel",
            "Goes Veracruz",
            "Goes Coyoacán, 1524",
            "Goes Honduras, 1524",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn who_is_not_named_again_is_followed_where_the_sentence_is_read_with_them() {
        let text = "El ministro español, Rafael Toledo, visitó Nuakchot. Después viajó a Dakar. Luego Ana Sol voló a Lima.";
        assert_eq!(
            track("Rafael Toledo", text),
            ["Goes Nuakchot", "Goes Dakar"]
        );
        let text = "Hernán Cortés llegó a Cozumel. Días después siguió hacia Veracruz.";
        assert_eq!(
            track("Hernán Cortés", text),
            ["Goes Cozumel", "Goes Veracruz"]
        );
        let text = "El presidente paraguayo, Rodrigo Samudio, recibió a su homólogo boliviano. Ayer criticó a Chile.";
        let expected = ["Acts Bolivia", "Acts Chile, Ayer"];
        assert_eq!(track("Rodrigo Samudio", text), expected);
    }

    #[test]
    fn who_goes_on_in_the_place_of_another_is_not_followed_for_them() {
        let text = "Hernán Cortés llegó a Cozumel. Pedro Alvarado siguió hacia Veracruz.";
        assert_eq!(track("Hernán Cortés", text), ["Beside Cozumel"]);
        let text = "Hernán Cortés llegó a Cozumel. Los caballos siguieron hacia Veracruz.";
        assert_eq!(track("Hernán Cortés", text), ["Beside Cozumel"]);
    }

    #[test]
    fn who_only_tells_of_a_journey_does_not_go() {
        let text = "Según Ana Sol, los camiones salieron de Lima hacia Quito.";
        assert_eq!(track("Ana Sol", text), ["Beside Lima", "Beside Quito"]);
    }

    #[test]
    fn who_acts_is_tied_to_what_it_acts_on() {
        let text = "El presidente paraguayo, Rodrigo Samudio, recibió a su homólogo boliviano.";
        assert_eq!(track("Rodrigo Samudio", text), ["Acts Bolivia"]);
    }

    #[test]
    fn where_nothing_is_its_doing_the_places_beside_it_are_only_beside_it() {
        let text = "Rafael Toledo nació en Dakar. Los camiones salieron de Lima hacia Quito.";
        assert_eq!(track("Rafael Toledo", text), ["Beside Dakar"]);
    }

    #[test]
    fn what_the_text_denies_is_no_stop() {
        let text = "El ministro español, Rafael Toledo, no visitó Nuakchot.";
        let found = track("Rafael Toledo", text);
        assert!(
            !found.iter().any(|stop| stop.starts_with("Goes")),
            "{found:?}"
        );
    }

    #[test]
    fn what_the_text_comes_back_to_is_a_stop_again_but_not_twice_in_a_row() {
        let at = |n: usize, tie| Stop {
            place: PlaceId::numbered(n),
            tie,
            relation: None,
            span: Span::default(),
            when: None,
            hypothetical: false,
        };
        let stops = vec![
            at(1, Tie::Beside),
            at(1, Tie::Goes),
            at(2, Tie::Acts),
            at(1, Tie::Acts),
        ];
        let track = Track {
            name: String::new(),
            stops: joined(stops),
        };
        let ties: Vec<_> = track.stops.iter().map(|stop| stop.tie).collect();
        assert_eq!(ties, [Tie::Goes, Tie::Acts, Tie::Acts]);
        assert_eq!(track.places().len(), 2);
        let scene = Scene::new(&document(&[("A", 0.0, 0.0, 1), ("B", 0.0, 9.0, 1)]));
        let numbers: Vec<_> = track.numbers(&scene).into_values().collect();
        assert_eq!(numbers, [vec![1, 3], vec![2]]);
        assert_eq!(
            track.notes(),
            [TrackNote::Tie(Tie::Acts)],
            "no line leads to the first"
        );
    }
}
