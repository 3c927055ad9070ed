//! Names in running text: walks the automaton along the text and folds on the way.

use std::ops::{ControlFlow, Range};

use fst::raw::{Fst, Node, Output};

use super::filter::{self, is_boundary};
use super::{Gazetteer, NameKey, NameMatch};
use crate::text::{fold_char, is_separator};

/// Longest word before a full stop and white space that is taken for an abbreviation ("St. Petersburg").
const ABBREVIATION_LETTERS: usize = 3;

impl Gazetteer {
    /// All names that begin exactly at byte `start` of `text` and end at a word boundary, shortest first.
    ///
    /// A space in a name stands for any run of spaces, hyphens, apostrophes, full stops and at most one line
    /// break. A blank line ends every name, and so does a full stop before white space, unless it follows an
    /// abbreviation of at most three letters ("EE. UU."). Nothing is found at a `start` that is no character boundary.
    pub fn matches_at(&self, text: &str, start: usize) -> Vec<NameMatch> {
        let below = self.matches_below(text, start);
        match self.own() {
            None => below,
            Some(own) => own.over(below, own.layer.matches_below(text, start)),
        }
    }

    fn matches_below(&self, text: &str, start: usize) -> Vec<NameMatch> {
        let mut found = Vec::new();
        if let Some(rest) = text.get(start..)
            && self.may_begin(rest)
        {
            self.walk(rest, |len, key| {
                found.push(NameMatch {
                    start,
                    end: start + len,
                    key,
                });
            });
        }
        found
    }

    /// Whether a name may begin a text, by a quick look at its first two words.
    fn may_begin(&self, text: &str) -> bool {
        let mut words = filter::words(text);
        words.next().is_none_or(|first| {
            let next = words.next().map(|next| next.hash);
            first.start > 0 || self.filter().admits(first.hash, next)
        })
    }

    /// All names in a text, in one pass: by where they begin, shortest first. Names may overlap, and begin with a capital
    /// or a small letter; those that are short are often ordinary words.
    pub fn names_in(&self, text: &str) -> Vec<NameMatch> {
        self.names_from(text, |_| true)
    }

    /// As [`names_in`](Self::names_in), of those names that begin with a capital.
    pub fn large_names_in(&self, text: &str) -> Vec<NameMatch> {
        self.names_from(text, char::is_uppercase)
    }

    fn names_from(&self, text: &str, begins: fn(char) -> bool) -> Vec<NameMatch> {
        let below = self.names_below(text, begins);
        match self.own() {
            None => below,
            Some(own) => own.over(below, own.layer.names_below(text, begins)),
        }
    }

    fn names_below(&self, text: &str, begins: fn(char) -> bool) -> Vec<NameMatch> {
        let mut found = Vec::new();
        let filter = self.filter();
        let mut words = filter::words(text).peekable();
        while let Some(word) = words.next() {
            let is_asked = text[word.start..].starts_with(begins);
            if is_asked && filter.admits(word.hash, words.peek().map(|next| next.hash)) {
                self.walk(&text[word.start..], |len, key| {
                    found.push(NameMatch {
                        start: word.start,
                        end: word.start + len,
                        key,
                    });
                });
            }
        }
        found
    }

    /// Follows the automaton along a text from its beginning; tells the length and the key of every name on the way.
    fn walk(&self, text: &str, mut found: impl FnMut(usize, NameKey)) {
        let mut path = Path::new(self.keys().as_fst());
        let mut gap = Gap::default();
        let mut chars = text.char_indices().peekable();
        while let Some((_, c)) = chars.next() {
            let next = chars.peek().copied();
            let step = if is_separator(c) {
                gap.take(c, next.map(|(_, next)| next))
            } else {
                gap.leave(c, &mut path)
            };
            if step.is_break() {
                break;
            }
            let (end, at_end) =
                next.map_or((text.len(), true), |(end, next)| (end, is_boundary(next)));
            if at_end
                && !gap.open
                && let Some(key) = path.name()
            {
                found(end, key);
            }
        }
    }
}

/// Where the walk through the automaton has come to.
struct Path<'a, D> {
    automaton: &'a Fst<D>,
    node: Node<'a>,
    output: Output,
}

impl<'a, D: AsRef<[u8]>> Path<'a, D> {
    fn new(automaton: &'a Fst<D>) -> Self {
        Self {
            automaton,
            node: automaton.root(),
            output: Output::zero(),
        }
    }

    /// Follows one folded character.
    fn follow(&mut self, c: char) -> ControlFlow<()> {
        let mut utf8 = [0; 4];
        for &byte in c.encode_utf8(&mut utf8).as_bytes() {
            let Some(input) = self.node.find_input(byte) else {
                return ControlFlow::Break(());
            };
            let transition = self.node.transition(input);
            self.output = self.output.cat(transition.out);
            self.node = self.automaton.node(transition.addr);
        }
        ControlFlow::Continue(())
    }

    /// The name that ends here, if one does.
    fn name(&self) -> Option<NameKey> {
        let output = self.output.cat(self.node.final_output());
        self.node.is_final().then(|| NameKey(output.value() as u32))
    }
}

/// The numbers of all names that begin with a folded text: one range, as names are numbered in their order.
pub(super) fn completions<D: AsRef<[u8]>>(automaton: &Fst<D>, beginning: &str) -> Range<u32> {
    let mut path = Path::new(automaton);
    match beginning.chars().try_for_each(|c| path.follow(c)) {
        ControlFlow::Continue(()) => subtree(automaton, path.node, path.output),
        ControlFlow::Break(()) => 0..0,
    }
}

/// The numbers of all names behind a node that was reached with some output.
pub(super) fn subtree<D: AsRef<[u8]>>(
    automaton: &Fst<D>,
    node: Node<'_>,
    output: Output,
) -> Range<u32> {
    let (mut first, mut first_output) = (node, output);
    while !first.is_final() && !first.is_empty() {
        let transition = first.transition(0);
        first_output = first_output.cat(transition.out);
        first = automaton.node(transition.addr);
    }
    let (mut last, mut last_output) = (node, output);
    while !last.is_empty() {
        let transition = last.transition(last.len() - 1);
        last_output = last_output.cat(transition.out);
        last = automaton.node(transition.addr);
    }
    let number = |node: Node<'_>, output: Output| output.cat(node.final_output()).value() as u32;
    number(first, first_output)..number(last, last_output).saturating_add(1)
}

/// The run of separators between two words of a name.
#[derive(Default)]
struct Gap {
    /// Whether the walk stands in such a run.
    open: bool,
    line_breaks: usize,
    /// Letters of the word before it, or of the word the walk stands in.
    letters: usize,
    /// The last character was a carriage return, which makes one line break with a line feed.
    carriage_return: bool,
}

impl Gap {
    /// Takes in one more separator; breaks where no name runs on.
    fn take(&mut self, c: char, next: Option<char>) -> ControlFlow<()> {
        if self.letters == 0 && !self.open {
            return ControlFlow::Break(());
        }
        self.open = true;
        self.line_breaks += usize::from(self.is_line_break(c));
        let ends_sentence =
            c == '.' && next.is_none_or(char::is_whitespace) && self.letters > ABBREVIATION_LETTERS;
        if self.line_breaks > 1 || ends_sentence {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    /// Follows a character of a word, after the one space that stands for the whole run before it.
    fn leave<D: AsRef<[u8]>>(&mut self, c: char, path: &mut Path<'_, D>) -> ControlFlow<()> {
        let mut step = ControlFlow::Continue(());
        fold_char(c, |folded| {
            if std::mem::take(&mut self.open) {
                (self.letters, self.line_breaks, self.carriage_return) = (0, 0, false);
                step = path.follow(' ');
            }
            if step.is_continue() {
                step = path.follow(folded);
            }
            self.letters += 1;
        });
        step
    }

    fn is_line_break(&mut self, c: char) -> bool {
        let after_return = std::mem::replace(&mut self.carriage_return, c == '\r');
        match c {
            '\n' => !after_return,
            '\r' | '\u{0085}' | '\u{2028}' => true,
            '\u{2029}' => {
                self.line_breaks += 1;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_names_with_one_beginning_have_neighbouring_numbers() {
        let names = ["la", "la haya", "la paz", "lagos", "lima", "łódź"];
        let automaton = Fst::from_iter_map(names.iter().zip(0_u64..)).unwrap();
        for (beginning, keys) in [
            ("", 0..6),
            ("l", 0..5),
            ("la", 0..4),
            ("la ", 1..3),
            ("lago", 3..4),
            ("lima", 4..5),
            ("ł", 5..6),
            ("lx", 0..0),
            ("limas", 0..0),
        ] {
            assert_eq!(completions(&automaton, beginning), keys, "{beginning:?}");
        }
    }
}
