//! What is known about the selection, and what can be corrected about it.
//!
//! The card stands below the text: there it has the width that sentences need, and what it quotes is beside where it
//! leads to. What it gathers from document and gazetteer is kept until the selection or the document changes.

mod actor;
mod candidates;
mod card;
mod coordinates;
mod facts;
mod place;
mod quotes;
mod relation;
mod relations;
mod scope;
mod track;

use eframe::egui::{ScrollArea, Ui, vec2};

use super::command::Command;
use super::files::open::Countries;
use super::sentences::Sentences;
use super::theme::Palette;
use super::view_state::{Item, ViewState};
use crate::document::{Document, Mention, MentionId, Place, Relation};
use crate::gazetteer::Gazetteer;
use crate::scene::{Actor, actors, is_actor};
use crate::text::Language;
pub use card::close_button;
pub use coordinates::coordinates;
use facts::Facts;

/// What the details show in one frame.
pub struct DetailsInput<'a> {
    /// The document.
    pub document: &'a Document,
    /// Changes whenever the document does.
    pub revision: u64,
    /// Its article's sentences.
    pub sentences: &'a Sentences,
    /// Names of countries.
    pub countries: &'a Countries,
    /// Colours.
    pub palette: Palette,
    /// Language of the interface.
    pub language: Language,
}

/// What the selection stands for.
enum Subject<'a> {
    Place(&'a Place),
    Name(&'a Mention),
    Relation(&'a Relation),
}

fn subject<'a>(document: &'a Document, view: &ViewState) -> Option<Subject<'a>> {
    match view.selection.as_ref()? {
        Item::Place(id) => document.place(id).map(Subject::Place),
        Item::Relation(id) => document.relation(id).map(Subject::Relation),
        Item::Mention(id) => {
            let mention = document.mention(id)?;
            let place = mention.place.as_ref().filter(|_| !is_actor(mention));
            let place = place.and_then(|place| document.place(place));
            Some(place.map_or(Subject::Name(mention), Subject::Place))
        }
    }
}

/// Whether there is anything to show.
pub fn has_subject(document: &Document, view: &ViewState) -> bool {
    subject(document, view).is_some()
}

/// The details, with what they have gathered of the selection.
#[derive(Default)]
pub struct Details {
    gazetteer: Option<Gazetteer>,
    gathered: Option<Gathered>,
}

/// What is told of one selection.
struct Gathered {
    /// What it was gathered for.
    of: (Option<Item>, u64, Language),
    /// The mentions of the subject, as places in the document's list.
    mentions: Vec<usize>,
    /// The relations that the subject takes part in, as places in the document's list.
    relations: Vec<usize>,
    /// Who the subject is, of a person or an organisation.
    actor: Option<Actor>,
    facts: Option<Facts>,
}

impl Details {
    /// Draws the details of the selection; answers how high they are.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        input: &DetailsInput<'_>,
        view: &ViewState,
        commands: &mut Vec<Command>,
    ) -> f32 {
        self.follow(input, view);
        let Some((subject, gathered)) = subject(input.document, view).zip(self.gathered.as_ref())
        else {
            return 0.0;
        };
        // The mentions of one place are one card: walking them must not send it back to its top.
        let salt = match &subject {
            Subject::Place(place) => Item::Place(place.id.clone()),
            Subject::Relation(relation) => Item::Relation(relation.id.clone()),
            Subject::Name(mention) => {
                let first = gathered
                    .actor
                    .as_ref()
                    .and_then(|actor| actor.mentions.first());
                Item::Mention(first.unwrap_or(&mention.id).clone())
            }
        };
        let area = ScrollArea::vertical()
            .id_salt(("details", salt))
            .auto_shrink(false)
            .min_scrolled_height(0.0);
        let output = area.show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
            match subject {
                Subject::Place(place) => place::ui(ui, input, place, gathered, view, commands),
                Subject::Name(mention) => actor::ui(ui, input, mention, gathered, view, commands),
                Subject::Relation(relation) => relation::ui(ui, input, relation, commands),
            }
            ui.min_rect().height()
        });
        output.inner
    }

    /// Gathers what is told of the selection, where that is not known yet.
    fn follow(&mut self, input: &DetailsInput<'_>, view: &ViewState) {
        let of = (view.selection.clone(), input.revision, input.language);
        if self.gathered.as_ref().is_some_and(|known| known.of == of) {
            return;
        }
        let document = input.document;
        let (mut mentions, mut relations) = (Vec::new(), Vec::new());
        let (mut actor, mut facts) = (None, None);
        match subject(document, view) {
            Some(Subject::Place(place)) => {
                mentions = all(&document.mentions, |mention| {
                    mention.place.as_ref() == Some(&place.id) && !is_actor(mention)
                });
                relations = all(&document.relations, |relation| {
                    let ends = [&relation.source, &relation.target];
                    ends.contains(&&place.id) || relation.via.contains(&place.id)
                });
                facts = self.facts(place, input.language);
            }
            Some(Subject::Name(mention)) if is_actor(mention) => {
                let named = actors(document).into_iter();
                actor = named
                    .into_iter()
                    .find(|one| one.mentions.contains(&mention.id));
                let own = actor
                    .as_ref()
                    .map_or(&[][..], |one| one.mentions.as_slice());
                mentions = all(&document.mentions, |mention| own.contains(&mention.id));
                relations = all(&document.relations, |relation| {
                    mentions
                        .iter()
                        .any(|&at| takes_part(&document.mentions[at], relation))
                });
            }
            Some(Subject::Name(mention)) => {
                let name = crate::text::fold(document.article.slice(mention.span));
                mentions = all(&document.mentions, |other| {
                    let words = document.article.slice(other.span);
                    other.label == mention.label
                        && other.place.is_none()
                        && crate::text::fold(words) == name
                });
            }
            Some(Subject::Relation(_)) | None => {}
        }
        self.gathered = Some(Gathered {
            of,
            mentions,
            relations,
            actor,
            facts,
        });
    }

    fn facts(&mut self, place: &Place, language: Language) -> Option<Facts> {
        if self.gazetteer.is_none() {
            self.gazetteer = Gazetteer::embedded().ok();
        }
        Facts::of(self.gazetteer.as_ref()?, place, language)
    }
}

/// Where in a list what fits stands.
fn all<T>(list: &[T], fits: impl Fn(&T) -> bool) -> Vec<usize> {
    (0..list.len()).filter(|&at| fits(&list[at])).collect()
}

/// Whether a relation was read from a mention, or its evidence names it.
fn takes_part(mention: &Mention, relation: &Relation) -> bool {
    let is_end = |end: &Option<MentionId>| end.as_ref() == Some(&mention.id);
    let named = |evidence: &crate::text::Span| evidence.contains(mention.span);
    is_end(&relation.source_mention)
        || is_end(&relation.target_mention)
        || relation.evidence.iter().any(named)
}
