//! The search box: a field in the bar that opens into a list while a person types, of places of the gazetteer, of commands,
//! and of the words of the article.
//!
//! Looking up takes under 2 ms for any query, so it happens where the window is drawn, and only when the query changes.

mod field;
mod hit;
mod panel;

use std::sync::Arc;

use eframe::egui::{Context, Rect};

use super::bars::Standing;
use super::chooser::Chooser;
use super::command::{Command, Info, Many};
use super::command_box::by_name;
use super::find::Find;
use super::theme::Palette;
use super::view_state::{Item, Pin, Target};
use crate::collection::Filter;
use crate::document::{Candidate, Document};
use crate::gazetteer::{AssetError, CountryCode, Gazetteer, PlaceIdx};
use crate::geo::LatLon;
use crate::text::Language;
use hit::Hit;

pub(super) use field::glass;
pub use field::ui as field_ui;
pub(super) use hit::{entry, surroundings, years};

/// Most places that are listed.
const MOST_HITS: usize = 8;
/// Most commands that are listed below them.
const MOST_COMMANDS: usize = 3;

/// The search box.
#[derive(Debug)]
pub struct Search {
    /// What a place is being looked for, where it is not only to be shown.
    target: Option<Target>,
    /// Opened when a person looks for the first place.
    gazetteer: Option<Arc<Gazetteer>>,
    inquiry: Option<Inquiry>,
    /// Where the field stands in the bar.
    field: Rect,
}

impl Default for Search {
    fn default() -> Self {
        Self {
            target: None,
            gazetteer: None,
            inquiry: None,
            field: Rect::ZERO,
        }
    }
}

/// What the search box needs to know each frame.
pub struct SearchInput<'a> {
    /// The document on screen: places that it holds already are marked.
    pub document: &'a Document,
    /// What is left out of the map of all articles, where that is on screen in place of one.
    pub filter: Option<&'a Filter>,
    /// Changes whenever the document does.
    pub revision: u64,
    /// Colours.
    pub palette: Palette,
    /// Language of the interface.
    pub language: Language,
    /// How each command stands.
    pub standing: &'a dyn Fn(&Command) -> Standing,
}

/// What a person is looking for while the box is open.
#[derive(Debug, Default)]
struct Inquiry {
    chooser: Chooser,
    found: Vec<Found>,
    /// What was found answers this.
    answered: Option<(String, u64, Language)>,
}

/// One thing that a query may mean.
#[derive(Clone, Debug, PartialEq)]
enum Found {
    /// A place.
    Place(Hit),
    /// A command that can be run.
    Command(&'static Command, Info),
    /// The words themselves, which stand so many times in the article.
    Words(usize),
    /// The articles that have the words.
    Articles(Box<Filter>),
}

/// What came of a frame of the open box.
enum Outcome {
    Open,
    Closed,
    Chosen(usize),
}

impl Search {
    /// Opens the box with nothing typed.
    ///
    /// # Errors
    /// When the gazetteer inside the program is damaged.
    pub fn open(&mut self) -> Result<(), AssetError> {
        if self.gazetteer.is_none() {
            self.gazetteer = Some(Arc::new(Gazetteer::embedded()?));
        }
        self.inquiry = Some(Inquiry::default());
        self.target = None;
        Ok(())
    }

    /// Opens the box for the place that something is, with its words typed.
    ///
    /// # Errors
    /// When the gazetteer inside the program is damaged.
    pub fn open_for(&mut self, target: Target, words: String) -> Result<(), AssetError> {
        self.open()?;
        self.target = Some(target);
        if let Some(inquiry) = &mut self.inquiry {
            inquiry.chooser.query = words;
        }
        Ok(())
    }

    /// An entry of the gazetteer as something that a name may mean.
    pub fn candidate(&self, place: PlaceIdx, language: Language) -> Option<Candidate> {
        let gazetteer = self.gazetteer.as_ref()?;
        Some(Candidate::of_entry(gazetteer.place(place), language))
    }

    /// The country that a point lies in.
    pub fn country_at(&self, point: LatLon) -> Option<CountryCode> {
        self.gazetteer.as_ref()?.country_at(point)
    }

    /// Looks places up in this gazetteer from now on.
    pub(super) fn use_gazetteer(&mut self, gazetteer: Arc<Gazetteer>) {
        self.gazetteer = Some(gazetteer);
        self.inquiry = None;
    }

    /// Closes the box; says whether it was open.
    pub fn close(&mut self) -> bool {
        self.inquiry.take().is_some()
    }

    /// Whether the box is open.
    pub fn is_open(&self) -> bool {
        self.inquiry.is_some()
    }

    /// Remembers where the field stands, which the box opens over.
    pub(super) fn stand_at(&mut self, field: Rect) {
        self.field = field;
    }

    /// A place as the map shows it for a while; `None` before the first search.
    pub fn pin(&self, place: PlaceIdx, language: Language) -> Option<Pin> {
        let gazetteer = self.gazetteer.as_ref()?;
        Some(hit::pin(gazetteer.place(place), language))
    }

    /// Draws the open box over the window.
    pub fn ui(
        &mut self,
        ctx: &Context,
        input: &SearchInput<'_>,
        find: &mut Find,
        commands: &mut Vec<Command>,
    ) {
        let (Some(gazetteer), Some(inquiry)) = (&self.gazetteer, &mut self.inquiry) else {
            return;
        };
        let target = &self.target;
        let refresh = |inquiry: &mut Inquiry| {
            inquiry.refresh(gazetteer, input, find, target.is_some());
        };
        let outcome = panel::ui(ctx, self.field, inquiry, input, refresh);
        match outcome {
            Outcome::Open => return,
            Outcome::Closed => {}
            Outcome::Chosen(at) => {
                let found = inquiry.found.get(at);
                let query = &inquiry.chooser.query;
                commands.extend(found.map(|found| match (found, target) {
                    (Found::Place(hit), Some(target)) => {
                        Command::ResolveTo(target.clone(), hit.place)
                    }
                    _ => found.choice(gazetteer, query, input.language),
                }));
            }
        }
        self.inquiry = None;
    }
}

impl Found {
    /// A place of the article is selected, any other one pinned to the map; words are looked for in the text.
    fn choice(&self, gazetteer: &Gazetteer, query: &str, language: Language) -> Command {
        match self {
            Self::Place(Hit {
                in_article: Some(place),
                ..
            }) => Command::Select(Some(Item::Place(place.clone()))),
            Self::Place(hit) => {
                let pin = hit::pin(gazetteer.place(hit.place), language);
                Command::ShowPin(Box::new(pin))
            }
            Self::Command(command, _) => (*command).clone(),
            Self::Words(_) => Command::FindWords(query.trim().to_owned()),
            Self::Articles(filter) => Command::Many(Many::Filter(filter.clone())),
        }
    }
}

impl Inquiry {
    /// Looks up what is typed, unless that is done already.
    fn refresh(
        &mut self,
        gazetteer: &Gazetteer,
        input: &SearchInput<'_>,
        find: &mut Find,
        only_places: bool,
    ) {
        let query = &self.chooser.query;
        let question = (query.clone(), input.revision, input.language);
        if self.answered.as_ref() == Some(&question) {
            return;
        }
        let hits = hit::hits(gazetteer, query, input.document, input.language);
        self.found = hits.into_iter().map(Found::Place).collect();
        if !only_places && !crate::text::fold(query).is_empty() {
            let commands = by_name(query, input.language).into_iter();
            let can_run = commands.filter(|(command, _)| (input.standing)(command).enabled);
            let commands = can_run.map(|(command, info)| Found::Command(command, info));
            self.found.extend(commands.take(MOST_COMMANDS));
            self.found.extend(match input.filter {
                Some(filter) => Some(Found::Articles(Box::new(Filter {
                    text: query.trim().to_owned(),
                    ..filter.clone()
                }))),
                None => {
                    let n_words = find.count(&input.document.article, query);
                    (n_words > 0).then_some(Found::Words(n_words))
                }
            });
        }
        self.answered = Some(question);
        self.chooser.chosen = 0;
    }
}
