//! What a reading of a name is judged by: one number for each feature, mostly between 0 and 1.

use crate::gazetteer::{NameClass, PlaceKind};

use super::problem::Reading;

/// One number for each of [`FEATURES`].
pub type Vector = [f32; FEATURES.len()];

macro_rules! features {
    ($($name:ident: $what:literal),* $(,)?) => {
        /// A feature of a reading.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Feature { $(#[doc = $what] $name),* }

        /// The features in the order of a [`Vector`], by the names that the table of weights has.
        pub const FEATURES: [&str; [$(stringify!($name)),*].len()] = [$(stringify!($name)),*];
    };
}

features! {
    Importance: "How likely a newspaper means it, before any context.",
    ImportanceSquared: "The same, squared.",
    Population: "Powers of ten of inhabitants, over seven.",
    TopPrior: "No other reading is more important.",
    GapToTop: "How much more important the most important reading is.",
    Country: "It is a state or dependency.",
    FirstLevel: "It is a first-level subdivision, or a region of no country.",
    SecondLevel: "It is a subdivision within another.",
    Eponym: "It is a subdivision that bears the name of a town in it.",
    Seat: "It is a town that bears the name of the subdivision around it.",
    City: "It is a settlement.",
    Capital: "It is the capital of its country.",
    Water: "It is a sea, river or lake.",
    Land: "It is a mountain, island or desert.",
    Main: "The source lists it under this name.",
    Preferred: "Its preferred name in the language of the article.",
    Acronym: "The name is an acronym of its.",
    Bare: "The name is its own without the word for its type.",
    Alternate: "It is a town and the name one of its many further ones.",
    OtherAccents: "It is written with other accents.",
    Spoken: "The language of the article is spoken there.",
    CueFits: "The words before announce its kind.",
    CueMisfits: "The words before announce another kind.",
    Qualified: "The words after say in which country or subdivision it lies.",
    Unqualified: "The words after say where it lies, and it does not lie there.",
    NextHolds: "The next place of the text may hold it.",
    LastHolds: "The place before in the text may hold it.",
    Renown: "Its importance, times the mean importance of the other places.",
    Eclipsed: "How much more important the most important reading is, times the same mean.",
    CountryNamed: "The article names its country.",
    CountryShare: "Share of the article's other places that lie in its country.",
    AroundNamed: "The article names a subdivision that holds it.",
    AroundShare: "Share of the other places that lie in its first-level subdivision.",
    CountyShare: "Share of the other places that lie in its second-level subdivision.",
    Near50: "Nearness of the nearest other place, on a scale of 50 km.",
    Near200: "The same on a scale of 200 km.",
    Near800: "The same on a scale of 800 km.",
    Middle: "Mean nearness of all other places, on a scale of 400 km.",
    Beside: "Nearness of the places beside it in the text, on a scale of 200 km.",
    Holds: "Share of the other places that lie in it.",
    Dateline: "Nearness of the first place of the article, on a scale of 160 km.",
    SameAsOther: "Another name of the article means the same place.",
    None: "Not a reading at all: none of them is meant.",
    NoneOfTop: "None is meant, by the importance of the most important one.",
    NoneOfMany: "None is meant, by how many there are.",
}

/// What is known of a reading without the rest of the article. `top` is the highest importance among its rivals.
pub fn local(reading: &Reading, top: f32) -> Vector {
    let mut vector = [0.0; FEATURES.len()];
    let mut set = |feature: Feature, value: f32| vector[feature as usize] = value;
    let mut flag = |feature: Feature, is: bool| set(feature, f32::from(u8::from(is)));
    flag(Feature::TopPrior, reading.importance >= top);
    flag(Feature::Country, reading.kind == PlaceKind::Country);
    let is_region = reading.kind == PlaceKind::Region;
    flag(Feature::FirstLevel, is_region && reading.around.is_empty());
    flag(
        Feature::SecondLevel,
        is_region && !reading.around.is_empty(),
    );
    flag(Feature::Eponym, is_region && reading.eponymous);
    flag(Feature::Seat, !is_region && reading.eponymous);
    flag(Feature::City, reading.kind == PlaceKind::City);
    flag(Feature::Capital, reading.capital);
    let is_water = matches!(
        reading.kind,
        PlaceKind::Sea | PlaceKind::River | PlaceKind::Lake
    );
    flag(Feature::Water, is_water);
    let is_land = matches!(
        reading.kind,
        PlaceKind::Mountain | PlaceKind::Island | PlaceKind::Desert
    );
    flag(Feature::Land, is_land);
    flag(Feature::Main, reading.class == NameClass::Main);
    flag(Feature::Preferred, reading.preferred);
    flag(Feature::Acronym, reading.class == NameClass::Acronym);
    flag(Feature::Bare, reading.class == NameClass::Bare);
    let is_city = reading.kind == PlaceKind::City;
    flag(
        Feature::Alternate,
        is_city && reading.class == NameClass::Alternate,
    );
    flag(Feature::OtherAccents, reading.other_accents);
    flag(Feature::Spoken, reading.spoken);
    flag(Feature::CueFits, reading.cue == Some(true));
    flag(Feature::CueMisfits, reading.cue == Some(false));
    flag(Feature::Qualified, reading.qualified == Some(true));
    flag(Feature::Unqualified, reading.qualified == Some(false));
    flag(Feature::NextHolds, reading.held_by_next);
    flag(Feature::LastHolds, reading.held_by_last);
    set(Feature::Importance, reading.importance);
    set(
        Feature::ImportanceSquared,
        reading.importance * reading.importance,
    );
    set(Feature::GapToTop, top - reading.importance);
    set(
        Feature::Population,
        (reading.population.max(1) as f32).log10() / 7.0,
    );
    vector
}

/// The reading that none of the others is meant.
pub fn none(n_readings: usize, top: f32) -> Vector {
    let mut vector = [0.0; FEATURES.len()];
    vector[Feature::None as usize] = 1.0;
    vector[Feature::NoneOfTop as usize] = top;
    vector[Feature::NoneOfMany as usize] = (n_readings as f32).ln() / 4.0;
    vector
}
