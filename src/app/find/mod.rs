//! Finding words in the text: a bar above it, the hits marked in it, one of them current.
//!
//! The article is folded when it is first searched and each query is answered once: a frame in which nothing is typed
//! costs nothing.

mod bar;

use super::view_state::TextFocus;
use super::workspace::Step;
use crate::text::{Article, FoldedText, Span};

pub use bar::{BAR, FindInput, ui};

/// What is looked for in the text, and where it was found.
#[derive(Debug, Default)]
pub struct Find {
    is_open: bool,
    query: String,
    folded: Option<FoldedText>,
    /// The query that the hits answer.
    answered: Option<String>,
    hits: Vec<Span>,
    current: usize,
    /// Where looking begins, in bytes.
    from: u32,
    /// One shot: the field takes the keyboard with all that is typed in it selected.
    take_keys: bool,
    revision: u64,
}

/// What the text marks of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Found<'a> {
    /// Where the hits stand, first to last.
    pub hits: &'a [Span],
    /// Which of them the person is at.
    pub current: Option<usize>,
    /// Changes whenever they do.
    pub revision: u64,
}

impl Found<'_> {
    /// The hits that share a byte with a stretch of the text, with their numbers.
    pub fn within(&self, span: Span) -> impl Iterator<Item = (usize, Span)> {
        let from = self.hits.partition_point(|hit| hit.end <= span.start);
        let to = self.hits.partition_point(|hit| hit.start < span.end);
        let hits = self.hits.get(from..to).unwrap_or_default();
        (from..).zip(hits.iter().copied())
    }
}

impl Find {
    /// Opens the bar, or goes back to its field; looking begins at byte `from`.
    pub fn open(&mut self, from: u32) {
        if !self.is_open {
            self.is_open = true;
            self.from = from;
            self.answered = None;
        }
        self.take_keys = true;
    }

    /// Opens the bar with these words in it.
    pub fn open_with(&mut self, words: String, from: u32) {
        self.is_open = false;
        self.open(from);
        self.query = words;
    }

    /// How often words stand in an article.
    pub fn count(&mut self, article: &Article, words: &str) -> usize {
        let text = article.text();
        let folded = self.folded.get_or_insert_with(|| FoldedText::new(text));
        folded.find(text, words).len()
    }

    /// Closes the bar; says whether it was open.
    pub fn close(&mut self) -> bool {
        self.revision += 1;
        std::mem::take(&mut self.is_open)
    }

    /// Whether the bar is open.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Lets go of an article that is no longer on screen.
    pub fn forget_article(&mut self) {
        self.folded = None;
        self.answered = None;
        self.hits.clear();
        self.from = 0;
        self.revision += 1;
    }

    /// Looks through another reading of the article; the text stays where it is, and `moved` says where its bytes went.
    pub fn reread(&mut self, article: &Article, moved: impl Fn(u32) -> Option<u32>) {
        let from = moved(self.from).unwrap_or_default();
        self.forget_article();
        self.from = from;
        if self.is_open {
            self.refresh(article);
        }
    }

    /// What the text marks: nothing while the bar is closed.
    pub fn found(&self) -> Found<'_> {
        let hits: &[Span] = if self.is_open { &self.hits } else { &[] };
        Found {
            hits,
            current: (!hits.is_empty()).then_some(self.current),
            revision: self.revision,
        }
    }

    /// Goes to the hit after or before the current one, around and around.
    pub fn step(&mut self, step: Step) -> Option<TextFocus> {
        let n = self.hits.len();
        if n == 0 {
            return None;
        }
        self.go_to(match step {
            Step::Next => (self.current + 1) % n,
            Step::Previous => (self.current + n - 1) % n,
        })
    }

    /// Makes the hit with this number the current one.
    pub fn go_to(&mut self, at: usize) -> Option<TextFocus> {
        let hit = *self.hits.get(at)?;
        self.current = at;
        self.from = hit.start;
        self.revision += 1;
        Some(TextFocus::Passage(hit))
    }

    /// Answers what is typed, unless that is done already; then goes to the first hit from where looking began.
    fn refresh(&mut self, article: &Article) -> Option<TextFocus> {
        if self.answered.as_ref() == Some(&self.query) {
            return None;
        }
        let text = article.text();
        let folded = self.folded.get_or_insert_with(|| FoldedText::new(text));
        self.hits = folded.find(text, &self.query);
        self.answered = Some(self.query.clone());
        self.revision += 1;
        let next = self.hits.partition_point(|hit| hit.start < self.from);
        let at = if next < self.hits.len() { next } else { 0 };
        self.current = at;
        self.hits.get(at).copied().map(TextFocus::Passage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looking_for(query: &str, text: &str, from: u32) -> (Find, Option<TextFocus>) {
        let mut find = Find::default();
        find.open(from);
        find.query = query.to_owned();
        let focus = find.refresh(&Article::new("a", text));
        (find, focus)
    }

    #[test]
    fn looking_begins_where_the_person_reads_and_goes_around() {
        let (mut find, focus) = looking_for("baku", "Bakú, Quito, Bakú, Bakú", 8);
        let passage = |start, end| Some(TextFocus::Passage(Span::new(start, end)));
        assert_eq!(focus, passage(14, 19));
        assert_eq!(find.step(Step::Next), passage(21, 26));
        assert_eq!(find.step(Step::Next), passage(0, 5));
        assert_eq!(find.step(Step::Previous), passage(21, 26));
    }

    #[test]
    fn typing_on_stays_at_the_hit_as_long_as_it_fits() {
        let text = "mar, Marte, marfil, martes";
        let (mut find, _) = looking_for("mar", text, 12);
        find.query = "mart".to_owned();
        let focus = find.refresh(&Article::new("a", text));
        assert_eq!(focus, Some(TextFocus::Passage(Span::new(20, 24))));
        assert_eq!(
            find.refresh(&Article::new("a", text)),
            None,
            "answered once"
        );
    }

    #[test]
    fn another_reading_is_searched_without_going_anywhere() {
        let (mut find, _) = looking_for("quito", "Lima, Quito, Quito", 7);
        let text = "Bogotá, Lima, Quito, Quito";
        let article = Article::new("a", text);
        find.reread(&article, |at| Some(at + 9));
        assert_eq!(find.refresh(&article), None);
        assert_eq!(find.found().hits.len(), 2);
        assert_eq!(find.found().current, Some(1));
    }

    #[test]
    fn a_closed_bar_marks_nothing() {
        let (mut find, _) = looking_for("quito", "Quito", 0);
        assert_eq!(find.found().current, Some(0));
        assert!(find.close());
        assert!(find.found().hits.is_empty() && find.found().current.is_none());
        assert!(!find.close());
    }

    #[test]
    fn hits_are_taken_block_by_block() {
        let hits = [Span::new(0, 3), Span::new(5, 8), Span::new(9, 12)];
        let found = Found {
            hits: &hits,
            ..Found::default()
        };
        let within: Vec<_> = found.within(Span::new(7, 10)).collect();
        assert_eq!(within, [(1, hits[1]), (2, hits[2])]);
    }
}
