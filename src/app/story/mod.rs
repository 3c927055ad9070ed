//! The story: the article read sentence by sentence, while the map shows what has been told so far.
//!
//! [`Player`] knows which sentence is read and since when; [`telling`] moves it and tells text and map where to go; the bar
//! below the panes shows it.

mod bar;
mod icons;
mod kept;
mod telling;

use crate::document::Document;
use crate::scene::{Story, StoryStep, Told};
use crate::text::{Article, Span};
pub(super) use bar::{BAR, BarInput};
pub use kept::Kept;

/// Where to go in a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// The first sentence.
    Start,
    /// The sentence before.
    Previous,
    /// The sentence after.
    Next,
    /// The last sentence.
    End,
    /// The sentence with this number, from 0.
    At(usize),
}

/// A story that may be told.
#[derive(Debug, Default)]
pub struct Player {
    story: Story,
    revision: Option<u64>,
    /// How far it is; nothing while no story is told.
    told: Option<Told>,
    /// Since when, in seconds, the sentence is read by itself; nothing while it waits for the person.
    since: Option<f64>,
}

impl Player {
    /// Begins the story of a document with its first sentence; says whether there is one to tell.
    pub fn begin(&mut self, document: &Document, sentences: &[Span], revision: u64) -> bool {
        self.story = Story::new(document, sentences);
        self.revision = Some(revision);
        self.told = (!self.story.is_empty()).then(|| self.story.told(0));
        self.since = None;
        self.is_on()
    }

    /// Tells the story of the document as it is now, from where it was.
    pub fn follow(&mut self, document: &Document, sentences: &[Span], revision: u64) {
        if self.revision != Some(revision) && self.is_on() {
            let (at, since) = (self.at(), self.since);
            self.begin(document, sentences, revision);
            self.go(To::At(at));
            self.since = since;
        }
    }

    /// Ends it; says whether there was one.
    pub fn leave(&mut self) -> bool {
        self.since = None;
        self.told.take().is_some()
    }

    /// Whether a story is told.
    pub fn is_on(&self) -> bool {
        self.told.is_some()
    }

    /// Whether it goes on by itself.
    pub fn is_playing(&self) -> bool {
        self.is_on() && self.since.is_some()
    }

    /// How far it is.
    pub fn told(&self) -> Option<&Told> {
        self.told.as_ref()
    }

    /// The number of the sentence that is read, from 0.
    pub fn at(&self) -> usize {
        self.told.as_ref().map_or(0, |told| told.at)
    }

    /// The sentence that is read.
    pub fn sentence(&self) -> Option<Span> {
        self.told.as_ref().map(|told| told.now.span)
    }

    /// Its sentences.
    pub fn steps(&self) -> &[StoryStep] {
        self.story.steps()
    }

    /// Whether the last sentence is read.
    pub fn is_at_end(&self) -> bool {
        self.at() + 1 >= self.story.len()
    }

    /// Goes elsewhere; says whether that is another sentence. What goes on by itself reads the new one from its beginning.
    pub fn go(&mut self, to: To) -> bool {
        let (at, last) = (self.at(), self.story.len().saturating_sub(1));
        let goal = match to {
            To::Start => 0,
            To::Previous => at.saturating_sub(1),
            To::Next => at + 1,
            To::End => last,
            To::At(goal) => goal,
        };
        let goal = goal.min(last);
        if !self.is_on() || goal == at {
            return false;
        }
        self.told = Some(self.story.told(goal));
        true
    }

    /// Goes on by itself from `now` on, in seconds.
    pub fn play(&mut self, now: f64) {
        self.since = Some(now);
    }

    /// Waits for the person.
    pub fn pause(&mut self) {
        self.since = None;
    }

    /// Seconds until the sentence has been read at a speed; nothing while it waits for the person.
    pub fn left(&self, article: &Article, speed: f64, now: f64) -> Option<f64> {
        let step = self.steps().get(self.at())?;
        let since = self.since.filter(|_| self.is_on())?;
        Some(step.seconds(article) / speed - (now - since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sentences::Sentences;

    const DANUBIO: &str = include_str!("../../../tests/data/danubio.mapalabra.json");

    fn player() -> (Player, Document, Sentences) {
        let document = Document::from_json(DANUBIO).unwrap();
        let sentences = Sentences::of(&document.article);
        let mut player = Player::default();
        assert!(player.begin(&document, sentences.spans(), 1));
        (player, document, sentences)
    }

    #[test]
    fn steps_end_at_both_ends() {
        let (mut player, _, sentences) = player();
        let last = sentences.spans().len() - 1;
        assert!(!player.go(To::Previous) && !player.go(To::Start));
        assert!(player.go(To::Next) && player.at() == 1);
        assert!(player.go(To::End) && player.is_at_end());
        assert!(!player.go(To::Next) && !player.go(To::At(99)));
        assert_eq!(player.at(), last);
        assert_eq!(player.sentence(), sentences.spans().last().copied());
        assert!(player.leave() && !player.leave() && !player.go(To::Start));
    }

    #[test]
    fn a_sentence_is_read_for_its_time_and_faster_at_speed() {
        let (mut player, document, _) = player();
        let left = |player: &Player, speed, now| player.left(&document.article, speed, now);
        assert_eq!(left(&player, 1.0, 5.0), None);
        player.play(5.0);
        let whole = left(&player, 1.0, 5.0).unwrap();
        assert!(whole > 1.0);
        assert!((left(&player, 2.0, 5.0).unwrap() - whole / 2.0).abs() < 1e-9);
        assert!((left(&player, 1.0, 6.0).unwrap() - whole + 1.0).abs() < 1e-9);
        player.pause();
        assert!(!player.is_playing());
    }

    #[test]
    fn a_correction_changes_the_story_and_not_where_it_is() {
        let (mut player, mut document, sentences) = player();
        player.go(To::At(2));
        let place = player.told().unwrap().now.places[0].clone();
        document
            .mentions
            .retain(|mention| mention.place.as_ref() != Some(&place));
        document.relations.clear();
        player.follow(&document, sentences.spans(), 1);
        assert!(
            player.told().unwrap().now.places.contains(&place),
            "no news"
        );
        player.follow(&document, sentences.spans(), 2);
        assert_eq!(player.at(), 2);
        assert!(!player.told().unwrap().now.places.contains(&place));
    }
}
