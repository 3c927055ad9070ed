//! The search box over the gazetteer: a field in the bar that opens into a list of places while a person types.
//!
//! Looking up takes under 2 ms for any query, so it happens where the window is drawn, and only when the query changes.

mod field;
mod hit;
mod panel;

use std::sync::Arc;

use eframe::egui::{Context, Rect};

use super::command::Command;
use super::theme::Palette;
use super::view_state::{Item, Pin};
use crate::document::Document;
use crate::gazetteer::{AssetError, Gazetteer, PlaceIdx};
use crate::text::Language;
use hit::Hit;

pub(super) use field::glass;
pub use field::ui as field_ui;
pub(super) use hit::{entry, surroundings, years};

/// Most places that are listed.
const MOST_HITS: usize = 8;

/// The search box.
#[derive(Debug)]
pub struct Search {
    /// Opened when a person looks for the first place.
    gazetteer: Option<Arc<Gazetteer>>,
    inquiry: Option<Inquiry>,
    /// Where the field stands in the bar.
    field: Rect,
}

impl Default for Search {
    fn default() -> Self {
        Self {
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
    /// Changes whenever the document does.
    pub revision: u64,
    /// Colours.
    pub palette: Palette,
    /// Language of the interface.
    pub language: Language,
}

/// What a person is looking for while the box is open.
#[derive(Debug, Default)]
struct Inquiry {
    query: String,
    hits: Vec<Hit>,
    chosen: usize,
    /// What the hits answer.
    answered: Option<(String, u64, Language)>,
    /// The list is scrolled to the chosen place in the next frame.
    follow: bool,
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
        Ok(())
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
    pub fn ui(&mut self, ctx: &Context, input: &SearchInput<'_>, commands: &mut Vec<Command>) {
        let (Some(gazetteer), Some(inquiry)) = (&self.gazetteer, &mut self.inquiry) else {
            return;
        };
        let outcome = panel::ui(ctx, self.field, gazetteer, inquiry, input);
        match outcome {
            Outcome::Open => return,
            Outcome::Closed => {}
            Outcome::Chosen(at) => {
                let hit = inquiry.hits.get(at);
                commands.extend(hit.map(|hit| choice(gazetteer, hit, input.language)));
            }
        }
        self.inquiry = None;
    }
}

/// A place of the article is selected, any other one pinned to the map.
fn choice(gazetteer: &Gazetteer, hit: &Hit, language: Language) -> Command {
    match &hit.in_article {
        Some(place) => Command::Select(Some(Item::Place(place.clone()))),
        None => {
            let pin = hit::pin(gazetteer.place(hit.place), language);
            Command::ShowPin(Box::new(pin))
        }
    }
}

impl Inquiry {
    /// Looks up what is typed, unless that is done already.
    fn refresh(&mut self, gazetteer: &Gazetteer, input: &SearchInput<'_>) {
        let question = (self.query.clone(), input.revision, input.language);
        if self.answered.as_ref() == Some(&question) {
            return;
        }
        self.hits = hit::hits(gazetteer, &self.query, input.document, input.language);
        self.answered = Some(question);
        self.chosen = 0;
    }

    /// Goes to the hit after or before the chosen one, around and around.
    fn step(&mut self, down: bool) {
        let n = self.hits.len();
        if n > 0 {
            self.chosen = (self.chosen + if down { 1 } else { n - 1 }) % n;
            self.follow = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrow_keys_go_around() {
        let gazetteer = Gazetteer::embedded().unwrap();
        let document = crate::scene::fixture::document(&[]);
        let mut inquiry = Inquiry {
            hits: hit::hits(&gazetteer, "córdoba", &document, Language::Es),
            ..Inquiry::default()
        };
        let last = inquiry.hits.len() - 1;
        inquiry.step(false);
        assert_eq!(inquiry.chosen, last);
        inquiry.step(true);
        assert_eq!(inquiry.chosen, 0);
        inquiry.hits.clear();
        inquiry.step(true);
        assert_eq!(inquiry.chosen, 0);
    }
}
