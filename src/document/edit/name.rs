//! What an edit does, in names that the window puts into words.

use super::places::find_merged;
use super::{Edit, EditError, Statement, find_candidate, find_place, relations};
use crate::document::model::{Document, MentionId, RelationId};
use crate::extract::RelationKind;

/// What an edit does, for the undo menu; the window puts it into words.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EditName {
    /// A place became another candidate.
    ChooseCandidate {
        /// Its name before.
        from: String,
        /// The name of the candidate.
        to: String,
        /// Country of the candidate, which tells places of one name apart.
        country: Option<String>,
    },
    /// A place was dismissed.
    DismissPlace {
        /// Its name.
        name: String,
    },
    /// Mentions became those of a place.
    Resolve {
        /// What the text calls it.
        words: String,
        /// The name of the place.
        to: String,
        /// Its country.
        country: Option<String>,
        /// How many mentions it was.
        n: usize,
    },
    /// Mentions turned out to name no place.
    DismissMentions {
        /// What the text calls it.
        words: String,
        /// How many mentions it was.
        n: usize,
    },
    /// Two places became one.
    Merge {
        /// The one that went.
        from: String,
        /// The one that stayed.
        into: String,
    },
    /// One place became two again.
    Split {
        /// The one that had taken the other in.
        from: String,
        /// The one that came back.
        name: String,
    },
    /// A stretch was marked as a mention.
    Mark {
        /// Its words.
        words: String,
        /// The name of the place.
        to: String,
    },
    /// A relation was added.
    Relate(EndNames),
    /// A relation says something else.
    Restate(EndNames),
    /// A relation was removed.
    RemoveRelation(EndNames),
    /// A place was confirmed.
    ConfirmPlace {
        /// Its name.
        name: String,
    },
    /// A relation was confirmed.
    ConfirmRelation(EndNames),
}

/// What tells a relation from others, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndNames {
    /// Name of its source.
    pub source: String,
    /// Name of its target.
    pub target: String,
    /// What happens.
    pub kind: RelationKind,
}

impl Edit {
    /// What the edit does to this document.
    ///
    /// # Errors
    /// When the document has no such place or candidate.
    pub fn name(&self, document: &Document) -> Result<EditName, EditError> {
        match self {
            Self::ChooseCandidate { place, candidate } => {
                let (_, place) = find_place(document, place)?;
                let candidate = find_candidate(place, *candidate)?;
                Ok(EditName::ChooseCandidate {
                    from: place.name.clone(),
                    to: candidate.name.clone(),
                    country: candidate.country.map(|country| country.to_string()),
                })
            }
            Self::DismissPlace { place } => Ok(EditName::DismissPlace {
                name: find_place(document, place)?.1.name.clone(),
            }),
            Self::Resolve { mentions, to } => Ok(EditName::Resolve {
                words: words_of(document, mentions)?,
                to: to.name.clone(),
                country: to.country.map(|country| country.to_string()),
                n: mentions.len(),
            }),
            Self::DismissMentions { mentions } => Ok(EditName::DismissMentions {
                words: words_of(document, mentions)?,
                n: mentions.len(),
            }),
            Self::Merge { place, into } => Ok(EditName::Merge {
                from: find_place(document, place)?.1.name.clone(),
                into: find_place(document, into)?.1.name.clone(),
            }),
            Self::Mark { span, to, .. } => Ok(EditName::Mark {
                words: document
                    .article
                    .text()
                    .get(span.range())
                    .ok_or(EditError::NoWords)?
                    .to_owned(),
                to: to.name.clone(),
            }),
            Self::Relate { statement, .. } => Ok(EditName::Relate(ends(document, statement)?)),
            Self::Restate { statement, .. } => Ok(EditName::Restate(ends(document, statement)?)),
            Self::RemoveRelation { relation } => {
                Ok(EditName::RemoveRelation(ends_of(document, relation)?))
            }
            Self::KeepRemoved { removed } => Ok(EditName::RemoveRelation(EndNames {
                source: removed.source.name.clone(),
                target: removed.target.name.clone(),
                kind: removed.kind,
            })),
            Self::Split { place } => Ok(EditName::Split {
                from: find_place(document, place)?.1.name.clone(),
                name: find_merged(document, place)?.1.place.name.clone(),
            }),
            Self::ConfirmPlace { place } => Ok(EditName::ConfirmPlace {
                name: find_place(document, place)?.1.name.clone(),
            }),
            Self::ConfirmRelation { relation } => {
                Ok(EditName::ConfirmRelation(ends_of(document, relation)?))
            }
            Self::Restore(restore) => Ok(restore.name.clone()),
        }
    }
}

/// What the text calls the first of some mentions.
fn words_of(document: &Document, mentions: &[MentionId]) -> Result<String, EditError> {
    let first = mentions.first().ok_or(EditError::NoWords)?;
    let mention = document
        .mention(first)
        .ok_or_else(|| EditError::UnknownMention(first.clone()))?;
    Ok(document.article.slice(mention.span).to_owned())
}

fn ends(document: &Document, statement: &Statement) -> Result<EndNames, EditError> {
    Ok(EndNames {
        source: find_place(document, &statement.source)?.1.name.clone(),
        target: find_place(document, &statement.target)?.1.name.clone(),
        kind: statement.kind,
    })
}

fn ends_of(document: &Document, relation: &RelationId) -> Result<EndNames, EditError> {
    let at = relations::find(document, relation)?;
    ends(document, &Statement::of(&document.relations[at]))
}
