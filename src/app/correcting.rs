//! Correcting: what a person says about the names and arrows of the document on screen.

use super::command::Command;
use super::files::always::{Always, Change};
use super::map::certainty;
use super::view_state::{Aim, CERTAINTIES, Item, Scope, Target};
use super::window::Window;
use super::words::Word;
use super::workspace::Workspace;
use crate::document::{
    Candidate, Document, Edit, Extra, Mention, MentionId, Origin, PlaceId, Statement,
};
use crate::extract::{Label, RelationKind};
use crate::gazetteer::{PlaceIdx, PlaceKind};
use crate::geo::LatLon;
use crate::text::{Language, Span};

/// What the program is less sure of than this deserves a look.
const DOUBTFUL: f32 = 0.75;
/// Longest label of a relation that a person adds, in characters.
const LABEL_CHARS: usize = 60;

impl Window {
    /// What a correction of the selection is about: the one mention, or all of its name in the article.
    fn target(&self) -> Option<Target> {
        let workspace = self.workspace.as_ref()?;
        let document = &workspace.document;
        let mentions = match self.view.selection.as_ref()? {
            Item::Place(place) => mentions_of(document, place),
            Item::Mention(id) => same_name(document, document.mention(id)?),
            Item::Relation(_) => return None,
        };
        let one = match self.view.selection.as_ref()? {
            Item::Mention(id) => Some(id),
            _ => self.view.last_mention.as_ref(),
        };
        let one = one.filter(|id| mentions.contains(id)).cloned();
        Some(Target::Mentions(match self.view.scope {
            Scope::Article | Scope::Always => mentions,
            Scope::Mention => one.or(mentions.first().cloned()).into_iter().collect(),
        }))
    }

    /// Takes another of a place's candidates.
    pub(super) fn choose(&mut self, place: PlaceId, candidate: usize) {
        if self.view.scope.is_wide() {
            let always = self.view.scope == Scope::Always;
            let chosen = self.candidate(&place, candidate).filter(|_| always);
            let target = self.target();
            self.change(|workspace| workspace.edit(Edit::ChooseCandidate { place, candidate }));
            if let (Some(target), Some(to)) = (target, chosen) {
                self.keep_always(&target, &to);
            }
            return;
        }
        let chosen = self.candidate(&place, candidate);
        if let (Some(target), Some(to)) = (self.target(), chosen) {
            self.resolve(target, to);
        }
    }

    fn candidate(&self, place: &PlaceId, at: usize) -> Option<Candidate> {
        let document = &self.workspace.as_ref()?.document;
        document.place(place)?.candidates.get(at).cloned()
    }

    /// Has what the names of a target mean kept for all articles.
    fn keep_always(&mut self, target: &Target, to: &Candidate) {
        self.hold_always(Always::new(&self.name_of(target), to));
    }

    /// Has what the last correction says kept for all articles, until it is undone.
    fn hold_always(&mut self, always: Always) {
        if let Some(workspace) = &mut self.workspace {
            workspace.note_always(always.clone());
        }
        self.jobs.change_always(Change::Add(always));
    }

    /// Looks in the gazetteer for what the selection is.
    pub(super) fn search_for_selection(&mut self) {
        if let Some(target) = self.target() {
            self.look_for(target);
        }
    }

    /// Marks the selected words as a place, once it is known which.
    pub(super) fn mark_selection(&mut self) {
        if let Some(span) = self.trimmed_selection() {
            self.look_for(Target::Words(span));
        }
    }

    fn look_for(&mut self, target: Target) {
        let words = self.words_of(&target);
        if let Err(error) = self.search.open_for(target, words) {
            self.fail(Word::BrokenProgram.with(self.language, &[&error.to_string()]));
        }
    }

    /// Waits for a click on the map that says where the selection is.
    pub(super) fn aim_at_map(&mut self) {
        let words = self.trimmed_selection().map(Target::Words);
        if let Some(target) = self.target().or(words) {
            self.settings.hidden.map = false;
            self.view.aim = Some(Aim::Point(target));
        }
    }

    /// Waits for the place that the selected one is related to, or the same as.
    pub(super) fn aim_at_place(&mut self, aim: impl FnOnce(PlaceId) -> Aim) {
        self.view.aim = self.selected_place().map(aim);
    }

    /// Takes an entry of the gazetteer for what was looked for.
    pub(super) fn resolve_to(&mut self, target: Target, place: PlaceIdx) {
        let language = self.article_language();
        if let Some(candidate) = self.search.candidate(place, language) {
            self.resolve(target, candidate);
        }
    }

    fn resolve(&mut self, target: Target, to: Candidate) {
        let always = (self.view.scope == Scope::Always).then(|| (target.clone(), to.clone()));
        let to = Box::new(to);
        let everywhere = self.view.scope.is_wide();
        let (shown, edit) = match target {
            Target::Mentions(mentions) => {
                let first = mentions.first().cloned();
                (first, Edit::Resolve { mentions, to })
            }
            Target::Words(span) => {
                let edit = Edit::Mark {
                    span,
                    to,
                    everywhere,
                };
                (None, edit)
            }
        };
        let marked = match &edit {
            Edit::Mark { span, .. } => Some(*span),
            _ => None,
        };
        self.change(|workspace| workspace.edit(edit));
        if let Some((target, to)) = always {
            self.keep_always(&target, &to);
        }
        let at = |document: &Document| {
            let mut mentions = document.mentions.iter();
            mentions
                .find(|one| Some(&one.id) == shown.as_ref() || Some(one.span) == marked)
                .map(|one| one.id.clone())
        };
        let mention = self.workspace.as_ref().and_then(|open| at(&open.document));
        if mention.is_some() {
            self.select(mention.map(Item::Mention));
        }
    }

    /// A click on the map, while it is waited for; says whether it was.
    pub(super) fn point_at(&mut self, at: LatLon) {
        let Some(Aim::Point(target)) = self.view.aim.take() else {
            return;
        };
        let words = self.words_of(&target);
        let kind = self.kind_of(&target).unwrap_or(PlaceKind::City);
        let to = Candidate {
            name: words,
            kind,
            at,
            bounds: None,
            country: self.search.country_at(at),
            gazetteer: None,
            score: 1.0,
            extra: Extra::new(),
        };
        self.resolve(target, to);
    }

    /// A place was selected while one was waited for; says whether it was.
    pub(super) fn aimed_at(&mut self, place: &PlaceId) -> bool {
        match self.view.aim.take() {
            None => return false,
            Some(Aim::Point(target)) => {
                let document = self.workspace.as_ref().map(|open| &open.document);
                let found = document.and_then(|document| document.place(place));
                if let Some(to) = found.map(Candidate::of) {
                    self.resolve(target, to);
                }
            }
            Some(Aim::Relate(from)) => self.relate(from, place.clone()),
            Some(Aim::Merge(from)) if from != *place => {
                let into = place.clone();
                self.change(|workspace| workspace.edit(Edit::Merge { place: from, into }));
                self.select(Some(Item::Place(place.clone())));
            }
            Some(Aim::Merge(_)) => {}
        }
        true
    }

    /// Relates two places by what is selected in the text, or else by the sentence that speaks of them; the card of the
    /// new relation says what else can be told of it.
    pub(super) fn relate(&mut self, source: PlaceId, target: PlaceId) {
        let selected = self.trimmed_selection();
        let Some(workspace) = self.workspace.as_ref().filter(|_| source != target) else {
            return;
        };
        let Some(evidence) = selected.or_else(|| sentence_of(workspace, &source, &target)) else {
            return;
        };
        let words = workspace.document.article.slice(evidence);
        let label: String = words.chars().take(LABEL_CHARS).collect();
        let statement = Statement {
            source,
            target,
            kind: RelationKind::Other,
            directed: true,
            negated: false,
            hypothetical: false,
        };
        let before: Vec<_> = workspace
            .document
            .relations
            .iter()
            .map(|one| one.id.clone())
            .collect();
        let edit = Edit::Relate {
            statement,
            evidence,
            label,
        };
        self.change(|workspace| workspace.edit(edit));
        let new = self.workspace.as_ref().and_then(|open| {
            let mut relations = open.document.relations.iter();
            relations.find(|one| !before.contains(&one.id))
        });
        if let Some(id) = new.map(|relation| relation.id.clone()) {
            self.select(Some(Item::Relation(id)));
        }
    }

    /// Takes apart what was merged into the selected place last.
    pub(super) fn split_selection(&mut self) {
        if let Some(place) = self.selected_place() {
            self.change(|workspace| workspace.edit(Edit::Split { place }));
        }
    }

    /// What the selection names is no place; what it states is not so.
    pub(super) fn dismiss(&mut self) {
        if let Some(Item::Relation(relation)) = self.view.selection.clone() {
            self.change(|workspace| workspace.edit(Edit::RemoveRelation { relation }));
            return;
        }
        let scope = self.view.scope;
        let Some(target) = self.target() else {
            return;
        };
        let never = (scope == Scope::Always).then(|| Always::no_place(&self.name_of(&target)));
        let edit = match (self.selected_place(), target) {
            (Some(place), _) if scope.is_wide() => Edit::DismissPlace { place },
            (_, Target::Mentions(mentions)) => Edit::DismissMentions { mentions },
            (_, Target::Words(_)) => return,
        };
        let is_done = self.change(|workspace| workspace.edit(edit));
        if let Some(never) = never.filter(|_| is_done) {
            self.hold_always(never);
        }
    }

    /// Agrees with what is selected, and goes on to what else is doubtful.
    pub(super) fn accept(&mut self) {
        let edit = match &self.view.selection {
            Some(Item::Relation(relation)) => Some(Edit::ConfirmRelation {
                relation: relation.clone(),
            }),
            _ => self
                .selected_place()
                .map(|place| Edit::ConfirmPlace { place }),
        };
        let from = self.position();
        let always = self.accepted_always();
        if let Some(edit) = edit {
            self.change(|workspace| workspace.edit(edit));
        }
        if let Some(always) = always {
            self.hold_always(always);
        }
        self.next_doubtful(from);
    }

    /// What accepting the selected place says for all articles, where it is to hold for them.
    fn accepted_always(&self) -> Option<Always> {
        let place = self
            .selected_place()
            .filter(|_| self.view.scope == Scope::Always)?;
        let document = &self.workspace.as_ref()?.document;
        let meant = Candidate::of(document.place(&place)?);
        Some(Always::new(&self.name_of(&self.target()?), &meant))
    }

    /// Where in the text the selection is.
    fn position(&self) -> Option<u32> {
        let document = &self.workspace.as_ref()?.document;
        let item = self.view.selection.as_ref()?;
        let mention = match item {
            Item::Relation(id) => {
                return document
                    .relation(id)?
                    .evidence
                    .first()
                    .map(|span| span.start);
            }
            Item::Mention(id) => document.mention(id),
            Item::Place(id) => first_mention(document, id),
        };
        mention.map(|mention| mention.span.start)
    }

    /// Goes to what the program is least sure of next, from a byte on and around.
    pub(super) fn next_doubtful(&mut self, from: Option<u32>) {
        let from = from.or_else(|| self.position());
        let Some(workspace) = &self.workspace else {
            return;
        };
        let doubtful = doubtful(&workspace.document);
        let current = self.view.selection.as_ref();
        let others = || doubtful.iter().filter(|(_, item)| Some(item) != current);
        let after = others().find(|(at, _)| from.is_none_or(|from| *at >= from));
        let next = after
            .or_else(|| others().next())
            .map(|(_, item)| item.clone());
        match next {
            Some(item) => self.select(Some(item)),
            None => self.say_briefly(Word::NothingDoubtful.in_language(self.language).to_owned()),
        }
    }

    /// Asks the map for surer arrows, or for all of them again, and says which.
    pub(super) fn next_certainty(&mut self) {
        let mut surer = CERTAINTIES
            .into_iter()
            .filter(|least| *least > self.view.least_sure);
        self.view.least_sure = surer.next().unwrap_or(CERTAINTIES[0]);
        let which = certainty(self.view.least_sure, self.language);
        self.say_briefly(Word::ArrowsNow.with(self.language, &[&which]));
    }

    fn trimmed_selection(&self) -> Option<Span> {
        let document = &self.workspace.as_ref()?.document;
        let span = self.text.selected()?;
        let words = document.article.slice(span);
        let start = span.range().start + (words.len() - words.trim_start().len());
        let trimmed = words.trim();
        (!trimmed.is_empty()).then(|| Span::new(start, start + trimmed.len()))
    }

    fn words_of(&self, target: &Target) -> String {
        let words = || {
            let document = &self.workspace.as_ref()?.document;
            let span = match target {
                Target::Words(span) => *span,
                Target::Mentions(mentions) => document.mention(mentions.first()?)?.span,
            };
            Some(document.article.slice(span).to_owned())
        };
        words().unwrap_or_default()
    }

    /// The name that a target has in the text: rather the place's own than a phrase or an adjective that stands for it.
    fn name_of(&self, target: &Target) -> String {
        let named = || {
            let document = &self.workspace.as_ref()?.document;
            let Target::Mentions(mentions) = target else {
                return None;
            };
            let known = mentions.iter().filter_map(|id| document.mention(id));
            let mut names = known.filter(|one| one.label == Label::Loc && !one.coreference);
            Some(document.article.slice(names.next()?.span).to_owned())
        };
        named().unwrap_or_else(|| self.words_of(target))
    }

    fn kind_of(&self, target: &Target) -> Option<PlaceKind> {
        let document = &self.workspace.as_ref()?.document;
        let Target::Mentions(mentions) = target else {
            return None;
        };
        let place = document.mention(mentions.first()?)?.place.as_ref()?;
        document.place(place).map(|place| place.kind)
    }

    fn article_language(&self) -> Language {
        let document = self.workspace.as_ref().map(|open| &open.document);
        let tag = document.and_then(|document| document.article.language.as_deref());
        tag.and_then(Language::from_tag).unwrap_or(self.language)
    }

    /// What a relation says from now on.
    pub(super) fn restate(&mut self, relation: crate::document::RelationId, statement: Statement) {
        let edit = Edit::Restate {
            relation,
            statement,
        };
        self.change(|workspace| workspace.edit(edit));
    }
}

/// A command that says something else of a relation.
pub(super) fn restated(
    relation: &crate::document::Relation,
    change: impl FnOnce(&mut Statement),
) -> Command {
    let mut statement = Statement::of(relation);
    change(&mut statement);
    Command::Restate(relation.id.clone(), Box::new(statement))
}

fn mentions_of(document: &Document, place: &PlaceId) -> Vec<MentionId> {
    let mentions = document.mentions.iter();
    let named = mentions.filter(|mention| mention.place.as_ref() == Some(place));
    named.map(|mention| mention.id.clone()).collect()
}

fn first_mention<'a>(document: &'a Document, place: &PlaceId) -> Option<&'a Mention> {
    let mut mentions = document.mentions.iter();
    mentions.find(|mention| mention.place.as_ref() == Some(place))
}

/// All mentions of the place of one; of a name without a place, those of the same words.
fn same_name(document: &Document, mention: &Mention) -> Vec<MentionId> {
    if let Some(place) = &mention.place {
        return mentions_of(document, place);
    }
    let words = document.article.slice(mention.span);
    let mentions = document.mentions.iter();
    let same = mentions
        .filter(|other| other.place.is_none() && document.article.slice(other.span) == words);
    same.map(|other| other.id.clone()).collect()
}

/// The first sentence that names both places, or else the one that names the first.
fn sentence_of(workspace: &Workspace, one: &PlaceId, other: &PlaceId) -> Option<Span> {
    let document = &workspace.document;
    let sentences = |place: &PlaceId| -> Vec<Span> {
        let mentions = document.mentions.iter();
        let named = mentions.filter(|mention| mention.place.as_ref() == Some(place));
        named
            .map(|mention| workspace.sentences.around(mention.span))
            .collect()
    };
    let (first, second) = (sentences(one), sentences(other));
    let both = first.iter().find(|span| second.contains(span));
    both.or(first.first()).or(second.first()).copied()
}

/// Whether the program is not sure of something that it found itself.
pub(super) fn is_doubtful(origin: Origin, confidence: f32) -> bool {
    origin == Origin::Extracted && confidence < DOUBTFUL
}

/// What the program is not sure of and nobody has looked at, in the order of the text.
fn doubtful(document: &Document) -> Vec<(u32, Item)> {
    let places = document.places.iter().filter_map(|place| {
        let at = first_mention(document, &place.id)?.span.start;
        is_doubtful(place.origin, place.confidence).then(|| (at, Item::Place(place.id.clone())))
    });
    let relations = document.relations.iter().filter_map(|relation| {
        let at = relation.evidence.first()?.start;
        let item = || (at, Item::Relation(relation.id.clone()));
        is_doubtful(relation.origin, relation.confidence).then(item)
    });
    let names = document.mentions.iter().filter_map(|mention| {
        let is_unresolved = mention.place.is_none() && mention.label == Label::Loc;
        let item = || (mention.span.start, Item::Mention(mention.id.clone()));
        (is_unresolved && mention.origin == Origin::Extracted).then(item)
    });
    let mut all: Vec<_> = places.chain(relations).chain(names).collect();
    all.sort();
    all
}
