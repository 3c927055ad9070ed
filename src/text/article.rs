//! One text that a person opens.

use std::ops::Range;
use std::sync::Arc;

use super::{OffsetMap, Span};

/// One text with its title, language, date and source. The text never changes after loading.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Identifier in exports: the file's stem, or what the caller gave.
    pub id: String,
    /// Headline, where there is one.
    pub title: Option<String>,
    /// BCP 47 tag of the language ("es"), where known.
    pub language: Option<String>,
    /// ISO 8601 date of publication, where known.
    pub date: Option<String>,
    /// Where the text came from.
    pub source: Source,
    text: Arc<str>,
    offsets: OffsetMap,
}

/// Where an article's text came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Name of the file, without its folder.
    pub file_name: Option<String>,
    /// Media type ("text/plain").
    pub media_type: Option<String>,
    /// Encoding the bytes were decoded from ("UTF-8").
    pub encoding: Option<String>,
    /// SHA-256 of the bytes as read, in lower-case hexadecimal.
    pub sha256: Option<String>,
}

impl Article {
    /// An article with the given text and nothing else known about it.
    pub fn new(id: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        Self {
            id: id.into(),
            title: None,
            language: None,
            date: None,
            source: Source::default(),
            offsets: OffsetMap::new(&text),
            text,
        }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty when the span does not lie on this article's character boundaries.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The span in Unicode code points, as exported.
    pub fn code_points(&self, span: Span) -> Range<usize> {
        self.offsets.code_point(&self.text, span.start as usize)
            ..self.offsets.code_point(&self.text, span.end as usize)
    }

    /// The span of the code points `start..end`, or `None` when they do not lie in the text in that order.
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        self.offsets.span(&self.text, start, end)
    }

    /// Length of the text in Unicode code points.
    pub fn len_code_points(&self) -> usize {
        self.offsets.len_code_points()
    }
}
