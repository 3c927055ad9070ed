//! Tags: how a token belongs to a name.

use std::ops::Range;

/// What kind of thing a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// A place.
    Loc,
    /// A person.
    Per,
    /// An organisation.
    Org,
    /// Anything else.
    Misc,
}

impl Class {
    /// All classes, in the order of the model's weights.
    pub const ALL: [Self; 4] = [Self::Loc, Self::Per, Self::Org, Self::Misc];
}

/// Where in its name a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Position {
    /// First of several.
    Begin,
    /// Neither first nor last.
    Inside,
    /// Last of several.
    Last,
    /// The only one.
    Unit,
}

impl Position {
    const ALL: [Self; 4] = [Self::Begin, Self::Inside, Self::Last, Self::Unit];

    /// The position of token `at` in a name of the tokens `first..end`.
    pub fn of(at: usize, first: usize, end: usize) -> Self {
        match (at == first, at + 1 == end) {
            (true, true) => Self::Unit,
            (true, false) => Self::Begin,
            (false, true) => Self::Last,
            (false, false) => Self::Inside,
        }
    }
}

/// Number of different tags: none, and each class in each position.
pub const N_TAGS: usize = 17;

/// How a token belongs to a name, as a number: 0 for no name, then class by class its four positions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(u8);

impl Tag {
    /// The token belongs to no name.
    pub const NONE: Self = Self(0);

    /// The tag of a class and a position.
    pub const fn new(class: Class, position: Position) -> Self {
        Self(1 + 4 * class as u8 + position as u8)
    }

    /// The tag with a number.
    pub fn from_index(index: usize) -> Self {
        Self(index.min(N_TAGS - 1) as u8)
    }

    /// Its number, below [`N_TAGS`].
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// Class and position; `None` for no name.
    pub fn parts(self) -> Option<(Class, Position)> {
        let code = self.0.checked_sub(1)? as usize;
        Some((Class::ALL[code / 4], Position::ALL[code % 4]))
    }

    /// Whether a name is open before the token: it began earlier.
    pub fn continues(self) -> bool {
        matches!(self.parts(), Some((_, Position::Inside | Position::Last)))
    }

    /// Whether the name goes on after the token.
    pub fn goes_on(self) -> bool {
        matches!(self.parts(), Some((_, Position::Begin | Position::Inside)))
    }

    /// Whether the tag may stand right before `next`: a name that goes on is continued by its own class, and nothing
    /// else is.
    pub fn may_precede(self, next: Self) -> bool {
        match (self.goes_on(), next.continues()) {
            (true, true) => self.class() == next.class(),
            (goes_on, continues) => goes_on == continues,
        }
    }

    /// The numbers among which all tags are that may stand right after it.
    pub fn followers(self) -> Range<usize> {
        match self.parts() {
            Some((class, _)) if self.goes_on() => {
                Self::between(class, Position::Inside, Position::Last)
            }
            _ => 0..N_TAGS,
        }
    }

    /// The numbers among which all tags are that may stand right before it.
    pub fn leaders(self) -> Range<usize> {
        match self.parts() {
            Some((class, _)) if self.continues() => {
                Self::between(class, Position::Begin, Position::Inside)
            }
            _ => 0..N_TAGS,
        }
    }

    fn between(class: Class, first: Position, last: Position) -> Range<usize> {
        Self::new(class, first).index()..Self::new(class, last).index() + 1
    }

    fn class(self) -> Option<Class> {
        self.parts().map(|(class, _)| class)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_is_its_parts() {
        for index in 1..N_TAGS {
            let tag = Tag::from_index(index);
            let (class, position) = tag.parts().unwrap();
            assert_eq!(Tag::new(class, position), tag);
        }
        assert_eq!(Tag::NONE.parts(), None);
    }

    #[test]
    fn a_name_is_continued_by_its_own_class_alone() {
        let begin = Tag::new(Class::Loc, Position::Begin);
        let last = Tag::new(Class::Loc, Position::Last);
        assert!(begin.may_precede(last));
        assert!(!begin.may_precede(Tag::new(Class::Per, Position::Last)));
        assert!(!begin.may_precede(Tag::NONE));
        assert!(!Tag::NONE.may_precede(last));
        assert!(last.may_precede(begin));
    }

    #[test]
    fn nothing_but_followers_follows_and_nothing_but_leaders_leads() {
        for (a, b) in (0..N_TAGS).flat_map(|a| (0..N_TAGS).map(move |b| (a, b))) {
            if Tag::from_index(a).may_precede(Tag::from_index(b)) {
                assert!(Tag::from_index(a).followers().contains(&b), "{a} {b}");
                assert!(Tag::from_index(b).leaders().contains(&a), "{a} {b}");
            }
        }
        let begin = Tag::new(Class::Org, Position::Begin);
        assert_eq!(begin.followers().len(), 2);
    }
}
