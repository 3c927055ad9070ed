//! Several articles open at once: their list, and the map of all of them.
//!
//! The article on screen lives in the window as it does when it is alone; the others wait here, those with corrections
//! as they were left. While all are shown, none is on screen.

mod entry;
mod filters;
mod gatherer;
mod list;
mod opening;
mod pool;
mod running;
mod saving;
mod shown;
mod statements;
mod strip;
mod watching;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::Context;

use super::files::autosave::Autosave;
use super::files::open::Source;
use super::files::own_places::OwnPlaces;
use super::files::watched::Watched;
use super::lists::ListModel;
use super::view_state::Item;
use super::workspace::Workspace;
use crate::collection::{Aggregate, Filter, Listed, Listing, Sides, Statement};
use crate::document::{Document, MentionId, Origin, RelationId};
use crate::scene::Scene;
use crate::text::Span;
pub use entry::{Entry, Failure, Ready, State};
use gatherer::{Gathered, Gatherer};
use pool::{Pool, Told};
pub use watching::News;

pub(super) use filters::{FiltersInput, HEIGHT as FILTERS, ui as filters_ui};
pub(super) use list::{ArticleList, ListInput};
pub(super) use statements::{Statements, StatementsInput};
pub(super) use strip::{HEIGHT as STRIP, Strip, StripInput};

/// Least time between two maps of all while articles are still being read.
const GATHER_EVERY: Duration = Duration::from_millis(400);

/// An article with corrections that nobody looks at, and what keeps them where they survive the program.
#[derive(Debug)]
pub struct Parked {
    /// The article with its history.
    pub workspace: Workspace,
    /// Keeps its corrections, if no file holds them.
    pub autosave: Option<Autosave>,
}

/// Where to go in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Landing {
    /// The relation that is stated there, if any.
    pub relation: Option<RelationId>,
    /// The mention that stands there, if any.
    pub mention: Option<MentionId>,
    /// The words.
    pub span: Span,
}

impl Landing {
    /// Where something is stated.
    pub fn at(statement: &Statement) -> Self {
        Self {
            relation: Some(statement.relation.clone()),
            mention: None,
            span: statement.evidence,
        }
    }
}

/// Articles that are open together.
#[derive(Debug, Default)]
pub struct Collection {
    articles: Vec<Entry>,
    /// The article on screen, or that was last.
    pub(super) current: Option<usize>,
    /// The article that is being opened, and where in it to go.
    pub(super) opening: Option<(usize, Option<Landing>)>,
    pub(super) shows_all: bool,
    /// What is left out of the map of all.
    pub(super) filter: Filter,
    /// The two articles that are held against each other.
    pub(super) compared: Option<[usize; 2]>,
    /// Whether the next article that is chosen is compared with the current one.
    pub(super) is_choosing: bool,
    /// The file that it was read from or saved to.
    pub(super) file: Option<PathBuf>,
    /// How many times it was changed since it was saved, by adding articles.
    pub(super) is_grown: bool,
    gathered: Gathered,
    pools: Vec<Pool>,
    /// Which places of the person's own articles are read with.
    own: OwnPlaces,
    /// Whoever looks whether files change.
    watched: Option<Watched>,
    gatherer: Gatherer,
    is_stale: bool,
    /// Whether the map goes where the next map of all is.
    frames_next: bool,
    last_gathered: Option<Instant>,
}

impl Collection {
    /// The articles, in the order of the list.
    pub fn articles(&self) -> &[Entry] {
        &self.articles
    }

    /// What they say together, as far as the filter lets it through.
    pub fn all(&self) -> &Arc<Aggregate> {
        &self.gathered.all
    }

    /// Whether all are shown, and none on its own.
    pub fn shows_all(&self) -> bool {
        self.shows_all
    }

    /// Which of two compared articles says what.
    pub fn sides(&self) -> Option<&Arc<Sides>> {
        self.gathered.sides.as_ref()
    }

    /// What the map shows of all of them.
    pub(super) fn scene(&self) -> &Arc<Scene> {
        &self.gathered.scene
    }

    /// What the lists show of all of them.
    pub(super) fn lists(&self) -> &Arc<ListModel> {
        &self.gathered.lists
    }

    /// The article on screen, or that was last.
    pub fn current(&self) -> Option<usize> {
        self.current
    }

    /// What is left out of the map of all.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The two articles that are held against each other.
    pub fn compared(&self) -> Option<[usize; 2]> {
        self.compared
    }

    /// The name of its file, without endings.
    pub fn name(&self) -> Option<String> {
        let name = self.file.as_deref()?.file_name()?.to_string_lossy();
        Some(name.split('.').next().unwrap_or_default().to_owned())
    }

    /// How many articles have been read or cannot be, of how many; `None` when none is waited for.
    pub fn progress(&self) -> Option<(usize, usize)> {
        let is_reading = !self.pools.is_empty();
        let n_done = self.articles.iter().filter(|entry| entry.is_done()).count();
        is_reading.then_some((n_done, self.articles.len()))
    }

    /// Whether the map of all will change without anybody's doing.
    pub fn is_busy(&self) -> bool {
        !self.pools.is_empty() || self.is_stale || self.gatherer.is_at_work()
    }

    /// Stops reading; what has been read stays.
    pub fn stop_reading(&mut self) {
        self.pools.clear();
        for entry in &mut self.articles {
            entry.give_up();
        }
    }

    /// Whether an article with this file is in it, and where.
    pub fn position(&self, file: &Path) -> Option<usize> {
        self.articles
            .iter()
            .position(|entry| entry.path() == Some(file))
    }

    /// Adds articles and begins to read those that need it.
    pub fn add(&mut self, entries: Vec<Entry>, own: &OwnPlaces, ctx: &Context) {
        self.use_own(own);
        let first = self.articles.len();
        self.articles.extend(entries);
        let tasks: Vec<(usize, PathBuf)> = self.articles[first..]
            .iter()
            .enumerate()
            .filter(|(_, entry)| matches!(entry.state, State::Waiting))
            .filter_map(|(n, entry)| Some((first + n, entry.path()?.to_owned())))
            .collect();
        if !tasks.is_empty() {
            self.pools.push(Pool::start(tasks, own.clone(), ctx));
        }
        self.is_stale = true;
        self.is_grown = true;
    }

    /// Reads again what could not be read.
    pub fn retry(&mut self, n: usize, own: &OwnPlaces, ctx: &Context) {
        if let Some(entry) = self.articles.get_mut(n)
            && let Some(path) = entry.path().map(Path::to_owned)
        {
            entry.state = State::Waiting;
            self.pools
                .push(Pool::start(vec![(n, path)], own.clone(), ctx));
        }
    }

    /// Puts an article away that was on screen, with its corrections.
    pub fn park(
        &mut self,
        n: usize,
        workspace: Workspace,
        autosave: Option<Autosave>,
        ctx: &Context,
    ) {
        self.look_at(n, workspace.file.clone(), ctx);
        let Some(entry) = self.articles.get_mut(n) else {
            return;
        };
        let has_changed = entry.park(Parked {
            workspace,
            autosave,
        });
        self.is_stale |= has_changed;
    }

    /// Takes back an article that was put away.
    pub fn unpark(&mut self, n: usize) -> Option<Parked> {
        self.articles.get_mut(n)?.unpark()
    }

    /// Notes that a person looks at an article.
    pub(super) fn note_looked_at(&mut self, n: usize) {
        if let Some(entry) = self.articles.get_mut(n) {
            entry.news = News::None;
        }
    }

    /// Where an article is read from to be put on screen.
    pub fn source(&self, n: usize) -> Option<Source> {
        self.articles.get(n)?.whole_source()
    }

    /// Adds an article that has just been opened on its own; answers its number.
    pub fn add_opened(&mut self, entry: Entry) -> usize {
        self.articles.push(entry);
        self.is_stale = true;
        self.is_grown = true;
        self.articles.len() - 1
    }

    pub(super) fn entry_mut(&mut self, n: usize) -> Option<&mut Entry> {
        self.articles.get_mut(n)
    }

    /// How many articles that are not on screen have corrections that no file holds.
    pub fn n_dirty(&self) -> usize {
        self.articles
            .iter()
            .filter(|entry| entry.is_dirty())
            .count()
    }

    /// Keeps the corrections of no article any more that is not on screen.
    pub fn forget_unsaved(&self) {
        for entry in &self.articles {
            entry.forget_unsaved();
        }
    }

    /// Notes that a file holds all corrections of articles that are not on screen.
    pub fn mark_saved(&mut self) {
        for entry in &mut self.articles {
            entry.mark_saved();
        }
        self.is_grown = false;
    }

    /// Takes in what the workers have to say; says whether the map of all is another one.
    pub fn follow(&mut self, ctx: &Context) -> Option<Arc<Aggregate>> {
        self.take_told(ctx);
        self.take_changed(ctx);
        let gathered = self.gatherer.take();
        let replaced = gathered.map(|gathered| {
            let before = std::mem::replace(&mut self.gathered, gathered);
            let all = Arc::clone(&before.all);
            self.gatherer.retire(before);
            all
        });
        self.gather_if_stale(ctx);
        replaced
    }

    fn take_told(&mut self, ctx: &Context) {
        let told: Vec<Told> = self.pools.iter_mut().flat_map(Pool::told).collect();
        for told in told {
            let number = told.number();
            if let Told::Read(_, _, seen) = &told {
                self.look_at(number, seen.clone(), ctx);
            }
            let Some(entry) = self.articles.get_mut(number) else {
                continue;
            };
            self.is_stale |= entry.take(told);
        }
        let n_pools = self.pools.len();
        self.pools.retain(|pool| !pool.is_done());
        if self.pools.is_empty() && n_pools > 0 {
            // A worker that has gone without a word has left what nobody reads any more.
            self.stop_reading();
        }
    }

    fn gather_if_stale(&mut self, ctx: &Context) {
        if !self.is_stale || !self.shows_all || self.gatherer.is_at_work() {
            return;
        }
        let wait = match (self.pools.is_empty(), self.last_gathered) {
            (false, Some(last)) => GATHER_EVERY.saturating_sub(last.elapsed()),
            _ => Duration::ZERO,
        };
        if !wait.is_zero() {
            ctx.request_repaint_after(wait);
            return;
        }
        self.is_stale = false;
        self.last_gathered = Some(Instant::now());
        let second = self.compared.map(|[_, second]| second);
        self.gatherer
            .begin(self.members(), self.filter.clone(), second, ctx);
    }

    /// Leaves something else out of the map of all.
    pub fn set_filter(&mut self, filter: Filter) {
        self.is_stale |= filter != self.filter;
        self.filter = filter;
    }

    /// Holds two articles against each other, or none.
    pub fn compare(&mut self, two: Option<[usize; 2]>) {
        self.compared = two.filter(|[one, other]| one != other);
        self.is_choosing = false;
        self.is_stale = true;
        self.frames_next = true;
    }

    /// The same thing in the map of all as it is now.
    pub fn counterpart(&self, before: &Aggregate, item: &Item) -> Option<Item> {
        match item {
            Item::Place(id) => self.gathered.all.same_place(before, id).map(Item::Place),
            Item::Relation(id) => self
                .gathered
                .all
                .same_relation(before, id)
                .map(Item::Relation),
            Item::Mention(id) => {
                let at = before
                    .document
                    .mentions
                    .iter()
                    .position(|one| one.id == *id)?;
                let naming = before.namings.get(at)?;
                let now = self
                    .gathered
                    .all
                    .namings
                    .iter()
                    .position(|one| one == naming)?;
                Some(Item::Mention(
                    self.gathered.all.document.mentions.get(now)?.id.clone(),
                ))
            }
        }
    }

    /// The collection as its file has it, with paths from a folder. Documents go along where a person changed them, or no
    /// file holds them.
    pub fn listing(&self, folder: &Path, on_screen: Option<&Workspace>) -> Listing {
        let numbered = self.articles.iter().enumerate();
        let articles = numbered.filter_map(|(n, entry)| {
            let on_screen = on_screen.filter(|_| !self.shows_all && self.current == Some(n));
            entry.listed(folder, on_screen)
        });
        Listing {
            articles: articles.collect(),
        }
    }

    /// The articles of a collection that was saved in a folder.
    pub fn entries_of(listing: Listing, folder: &Path) -> Vec<Entry> {
        let listed = listing.articles.into_iter();
        listed
            .map(|Listed { path, document }| {
                let path = path.map(|path| folder.join(path));
                match document {
                    Some(document) => Entry::of_document(*document, path),
                    None => Entry::of_file(path.unwrap_or_default()),
                }
            })
            .collect()
    }

    /// How many articles have something on the map of all.
    pub(super) fn n_gathered(&self) -> usize {
        self.gathered.all.n_statements.len()
    }

    /// The numbers of the articles that the list shows: all, or those with something that the filter lets through.
    pub(super) fn listed_numbers(&self) -> Vec<usize> {
        let is_whole = !self.shows_all || self.filter.is_empty();
        let n = self.articles.len();
        let lets_through: BTreeSet<usize> =
            self.gathered.all.n_statements.keys().copied().collect();
        (0..n)
            .filter(|number| is_whole || lets_through.contains(number))
            .collect()
    }
}

/// Whether a person changed something in a document.
fn has_corrections(document: &Document) -> bool {
    let is_user = |origin: Origin| origin == Origin::User;
    document
        .mentions
        .iter()
        .any(|mention| is_user(mention.origin))
        || document.places.iter().any(|place| is_user(place.origin))
        || document
            .relations
            .iter()
            .any(|relation| is_user(relation.origin))
}
