//! Documents written by the trainer, with their marks.

use mapalabra::extract::Label;

use crate::corpus::{Mark, Row};

/// A text that grows, with its marks.
#[derive(Default)]
pub struct Draft {
    text: String,
    spans: Vec<Mark>,
}

impl Draft {
    /// Writes on.
    pub fn write(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Writes a name.
    pub fn name(&mut self, name: &str, label: Label) -> &mut Self {
        let start = self.text.chars().count();
        let end = start + name.chars().count();
        self.spans.push(Mark {
            start,
            end,
            label,
            metonym: false,
        });
        self.write(name)
    }

    /// Writes another text with its marks.
    pub fn row(&mut self, row: &Row) -> &mut Self {
        let offset = self.text.chars().count();
        let moved = row.spans.iter().map(|mark| Mark {
            start: mark.start + offset,
            end: mark.end + offset,
            ..*mark
        });
        self.spans.extend(moved);
        self.write(&row.text)
    }

    /// The text as a document.
    pub fn finish(self) -> Row {
        Row {
            doc_id: String::new(),
            language: None,
            text: self.text,
            spans: self.spans,
        }
    }
}
