//! Recognition: finding the mentions. Names are read run by run (a stretch of capitalised words with the small words
//! between them): is it a person, an organisation, a work named after a place, or a place the gazetteer knows?
//!
//! > El presidente de **Chile** recibió en **Valparaíso** a Jack London y al director del Banco de México.

mod acronyms;
mod agreement;
mod anywhere;
mod clues;
mod demonyms;
mod learned;
mod people;
mod runs;
mod small;
mod toponyms;

use crate::analyze::entities::{self, Model};
use crate::gazetteer::{Gazetteer, NameRef, PlaceIdx, PlaceKind};
use crate::text::{Article, Language, Span};

use super::Label;
use super::lexicon::Lexicon;
use super::reading::Sentence;
use super::watch::Stretch;

pub use people::affiliations;

/// A mention before resolution.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Number of its sentence.
    pub sentence: usize,
    /// Its tokens in that sentence.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// Where it stands.
    pub span: Span,
    /// What it stands for.
    pub label: Label,
    /// What a toponym may refer to, most important first; empty when the gazetteer does not know it.
    pub refs: Vec<NameRef>,
    /// The place of a demonym.
    pub place: Option<PlaceIdx>,
    /// Kinds that the words before announce ("río", "provincia de").
    pub cues: Vec<PlaceKind>,
    /// How sure the rules are that it is what `label` says, 0 to 1.
    pub confidence: f32,
    /// Whether it is a phrase that refers back.
    pub coreference: bool,
}

/// What the recognisers look things up in.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The article.
    pub article: &'a Article,
    /// The places.
    pub gazetteer: &'a Gazetteer,
    /// Its language, where it is one of ours.
    pub language: Option<Language>,
    /// The words of its language, where we have them.
    pub lexicon: Option<&'a Lexicon>,
    /// The model of entities of its language, where there is one.
    pub model: Option<&'a Model<'a>>,
}

/// The stretches that mentions take up, for quick answers.
struct Taken(Vec<Span>);

impl Taken {
    /// The spans of mentions that do not overlap, in any order.
    fn of<'a>(mentions: impl Iterator<Item = &'a Found>) -> Self {
        let mut spans: Vec<Span> = mentions.map(|mention| mention.span).collect();
        spans.sort();
        Self(spans)
    }

    /// Whether a mention shares something with the span.
    fn overlaps(&self, span: Span) -> bool {
        let next = self.0.partition_point(|taken| taken.end <= span.start);
        self.0.get(next).is_some_and(|taken| taken.overlaps(span))
    }
}

/// Finds all mentions of the article, in order, never overlapping.
pub fn mentions(context: Context<'_>, sentences: &[Sentence], stretch: Stretch<'_>) -> Vec<Found> {
    let (n, halves) = (sentences.len(), 2 * sentences.len());
    let mut found = by_rules(context, sentences, |number| stretch.goes_on(number, halves));
    if let Some(model) = context.model {
        let goes_on = |number| stretch.goes_on(n + number, halves);
        found = learned::names(context, sentences, model, found, goes_on);
    }
    small::places(context, sentences, &mut found);
    demonyms::demonyms(context, sentences, &mut found);
    found.sort_by_key(|mention| mention.span);
    found
}

/// Finds names with gazetteer, lexicon and rules alone, in order.
fn by_rules(
    context: Context<'_>,
    sentences: &[Sentence],
    goes_on: impl Fn(usize) -> bool,
) -> Vec<Found> {
    let mut found = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        if !goes_on(number) {
            return found;
        }
        runs::names(context, sentence, number, &mut found);
    }
    people::surnames(context, sentences, &mut found);
    toponyms::consistent(context, sentences, &mut found);
    found.sort_by_key(|mention| mention.span);
    found
}

/// What the model of entities sees of a sentence: for those who train it.
pub struct Seen {
    /// Where its tokens stand.
    pub tokens: Vec<Span>,
    /// The features of each token; `None` for one that can belong to no name.
    pub features: Vec<Option<Vec<u64>>>,
    /// What the rules find in it by themselves.
    pub rules: Vec<(Span, Label)>,
}

/// What the model of entities sees of an article.
pub fn seen(context: Context<'_>, sentences: &[Sentence]) -> Vec<Seen> {
    let rules = by_rules(context, sentences, |_| true);
    let clues = clues::clues(context, sentences, &rules);
    let mut reader = entities::Reader::default();
    let of_sentence = |number: usize| {
        let own = rules.iter().filter(|rule| rule.sentence == number);
        own.map(|rule| (rule.span, rule.label)).collect()
    };
    let see = |(number, (sentence, clues)): (usize, (&Sentence, &Vec<entities::Clues>))| {
        reader.read(learned::words(context, sentence, clues));
        let features = |at: usize| {
            let mut features = Vec::new();
            reader.features(at, |feature| features.push(feature));
            features
        };
        Seen {
            tokens: sentence.tokens.iter().map(|token| token.span).collect(),
            features: (0..sentence.tokens.len())
                .map(|at| reader.is_near_capital(at).then(|| features(at)))
                .collect(),
            rules: of_sentence(number),
        }
    };
    sentences.iter().zip(&clues).enumerate().map(see).collect()
}

/// Mentions that the caller gives, with what the gazetteer knows of each toponym: an adjective stands for its country.
pub fn given(context: Context<'_>, sentences: &[Sentence], given: &[(Span, Label)]) -> Vec<Found> {
    given
        .iter()
        .filter_map(|&(span, label)| {
            let number = sentences.partition_point(|sentence| sentence.span.end <= span.start);
            let sentence = sentences.get(number)?;
            let first = sentence.token_at(span.start as usize);
            let surface = context.article.slice(span);
            let is_place = matches!(label, Label::Loc | Label::Demonym);
            let refs = if is_place {
                toponyms::given(context.gazetteer, surface)
            } else {
                Vec::new()
            };
            let end = sentence.token_at(span.end as usize).max(first + 1);
            let place = derived(context, sentence, (first, end), label, &refs);
            let refs = if place.is_some() { Vec::new() } else { refs };
            Some(Found {
                sentence: number,
                first,
                end,
                span,
                label,
                place,
                refs,
                cues: Vec::new(),
                confidence: 1.0,
                coreference: false,
            })
        })
        .collect()
}

/// The place of a given toponym that is a demonym: "Polish" is rather Poland than a town of that name, "Norman" rather
/// the town.
fn derived(
    context: Context<'_>,
    sentence: &Sentence,
    tokens: (usize, usize),
    label: Label,
    refs: &[NameRef],
) -> Option<PlaceIdx> {
    let name = match label {
        Label::Loc => refs.first(),
        Label::Demonym => None,
        _ => return None,
    };
    let (place, ambiguous) = demonyms::given(context, sentence, tokens, name.is_some())?;
    let yields = |name: &NameRef| {
        !ambiguous && context.gazetteer.place(name.place).importance() < toponyms::WELL_KNOWN
    };
    name.is_none_or(yields).then_some(place)
}

/// Whether a word begins with a capital letter.
pub fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a word of at least two letters has no small ones.
fn is_all_capitals(word: &str) -> bool {
    word.chars().nth(1).is_some() && !word.chars().any(char::is_lowercase)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::extract::Unwatched;
    use crate::extract::reading;

    fn unwatched() -> Stretch<'static> {
        Stretch::between(&Unwatched, 0.0, 1.0)
    }

    fn read(article: &Article, lexicon: Option<&Lexicon>) -> Vec<Sentence> {
        reading::read(article, lexicon, unwatched())
    }

    /// Strips the `[surface|LABEL]` marks, recognises, marks the result up again and compares both texts.
    #[track_caller]
    pub fn check(marked: &str) {
        check_in(Language::Es, marked);
    }

    #[track_caller]
    pub fn check_in(language: Language, marked: &str) {
        let (mut plain, mut rest) = (String::new(), marked);
        while let Some(open) = rest.find('[') {
            plain.push_str(&rest[..open]);
            let (inside, after) = rest[open + 1..].split_once(']').unwrap();
            plain.push_str(inside.split('|').next().unwrap());
            rest = after;
        }
        plain.push_str(rest);
        let article = Article::new("test", plain.as_str());
        let gazetteer = Gazetteer::embedded().unwrap();
        let lexicon = Lexicon::of(language);
        let context = Context {
            article: &article,
            gazetteer: &gazetteer,
            language: Some(language),
            lexicon,
            model: entities::model(language),
        };
        let mut again = String::new();
        let mut from = 0;
        for mention in mentions(context, &read(&article, lexicon), unwatched()) {
            let range = mention.span.range();
            again.push_str(&plain[from..range.start]);
            again.push_str(&format!(
                "[{}|{}]",
                &plain[range.clone()],
                mention.label.as_str()
            ));
            from = range.end;
        }
        again.push_str(&plain[from..]);
        assert_eq!(again, marked);
    }

    #[test]
    fn places_after_prepositions_and_at_the_start() {
        check("[Quito|LOC] celebra una cumbre en [Bogotá|LOC] el martes.");
        check("Los barcos salieron de [Valparaíso|LOC] hacia [Nueva York|LOC].");
    }

    #[test]
    fn generics_belong_to_the_name_and_administrative_words_do_not() {
        check("Cruzó el [estrecho de Ormuz|LOC] y el [mar Negro|LOC].");
        check("Nació en la provincia de [León|LOC], cerca del [río Esla|LOC].");
        check("Vive en el puerto de [Valparaíso|LOC].");
        check("Llegó a [La Habana|LOC] y a [El Cairo|LOC]. El [Perú|LOC] ganó.");
    }

    #[test]
    fn a_water_is_found_whatever_kind_of_water_its_name_says() {
        check("Cruzaron el [río de la Plata|LOC] hasta [Montevideo|LOC].");
        check("Se bañaron en el [mar Menor|LOC] y en las [cataratas del Iguazú|LOC].");
        check("Secaron el [mar de Aral|LOC] y el [pantano de Kajovka|LOC].");
    }

    #[test]
    fn one_water_may_be_called_another_and_a_dam_is_called_like_its_lake() {
        use PlaceKind::{City, Lake, River, Sea, Site};
        assert!(toponyms::agrees(River, Sea));
        assert!(toponyms::agrees(Sea, Lake));
        assert!(toponyms::agrees(Site, Lake));
        assert!(!toponyms::agrees(River, City));
        assert!(!toponyms::agrees(Lake, Site));
    }

    #[test]
    fn people_are_no_places() {
        check("El escritor [Jack London|PER] viajó a [Alaska|LOC].");
        check("La señora [Valencia|PER] habló con [Carlos Santiago|PER] en [Lima|LOC].");
        check("El canciller [griego|DEMONYM] [Nikos Vardalis|PER] llegó. [Vardalis|PER] habló.");
    }

    #[test]
    fn what_is_named_after_a_place_is_no_place() {
        check("Estudió en la [Universidad de Salamanca|ORG].");
        check("El buque [Río Tajo|MISC] zarpó de [Cádiz|LOC].");
        check("Un ferry conecta [Almería|LOC] con [Orán|LOC].");
        check("Lo publicó [The New York Times|MISC].");
        check("Firmaron el [Tratado de Utrecht|MISC].");
        check("Vive en la calle [Alcalá|MISC] de [Madrid|LOC].");
        check("El [Valencia|ORG] ganó al [Liverpool|ORG] en [Valencia|LOC].");
    }

    #[test]
    fn demonyms_are_told_from_languages() {
        check("Las tropas [rusas|DEMONYM] avanzan.");
        check("Hablaba francés y comía tortilla española.");
    }

    /// What a mention given as a toponym resolves to before scoring: the place of a demonym, in Spanish.
    fn given_place(language: Option<Language>, text: &str, surface: &str) -> Option<String> {
        let article = Article::new("test", text);
        let gazetteer = Gazetteer::embedded().unwrap();
        let lexicon = language.and_then(Lexicon::of);
        let context = Context {
            article: &article,
            gazetteer: &gazetteer,
            language,
            lexicon,
            model: language.and_then(entities::model),
        };
        let start = text.find(surface).unwrap();
        let spans = [(Span::new(start, start + surface.len()), Label::Loc)];
        let found = given(context, &read(&article, lexicon), &spans);
        let place = gazetteer.place(found[0].place?);
        Some(place.name(Language::Es).to_owned())
    }

    #[test]
    fn a_given_adjective_is_its_place_in_any_language() {
        for (language, text, surface, place) in [
            (Language::En, "the Turkish army", "Turkish", "Turquía"),
            (Language::En, "a few Russians left", "Russians", "Rusia"),
            (Language::En, "a Sri Lankan ship", "Sri Lankan", "Sri Lanka"),
            (
                Language::En,
                "a South Ossetian town",
                "South Ossetian",
                "Osetia del Sur",
            ),
            (
                Language::En,
                "the New Yorker said",
                "New Yorker",
                "Nueva York",
            ),
            (
                Language::Fr,
                "les Sud-Coréens",
                "Sud-Coréens",
                "Corea del Sur",
            ),
            (Language::De, "der Moskauer Vorort", "Moskauer", "Moscú"),
            (Language::Es, "las tropas rusas", "rusas", "Rusia"),
            (Language::Es, "la Turkish Petroleum", "Turkish", "Turquía"),
        ] {
            assert_eq!(
                given_place(Some(language), text, surface).as_deref(),
                Some(place)
            );
            assert_eq!(given_place(None, text, surface).as_deref(), Some(place));
        }
        assert_eq!(
            given_place(Some(Language::En), "they polish it", "polish"),
            None
        );
        assert_eq!(
            given_place(Some(Language::En), "he lives in Norman", "Norman"),
            None
        );
    }

    #[test]
    fn headlines_in_capitals_are_read_word_by_word() {
        check("PROTESTAS EN [LA PAZ|LOC] Y [COCHABAMBA|LOC] POR EL PRECIO DEL GAS");
        check("DETIENEN EN [QUITO|LOC] A DOS MINISTROS");
    }

    #[test]
    fn a_credit_holds_no_places() {
        check("Saludan a la prensa en [Lima|LOC]. -/Madrid/dpa");
    }
}
