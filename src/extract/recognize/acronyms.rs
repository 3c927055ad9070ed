//! Acronyms in brackets after the name that they shorten.
//!
//! > la **Empresa Nacional del Petróleo** de Chile (**ENAP**) … la ENAP

use crate::extract::reading::Sentence;
use crate::text::fold;

use super::Found;

/// Words that stand at most between the parts of the name before the bracket.
const LINKS: usize = 2;

/// The number of the mention whose name an acronym shortens, when the acronym stands in brackets right after it.
pub fn named_in_full(sentence: &Sentence, found: &[Found], acronym: usize) -> Option<usize> {
    let short = &found[acronym];
    let bracket = short.first.checked_sub(1)?;
    let is_bracketed = sentence.low(bracket) == "(" && sentence.low(short.end) == ")";
    if !is_bracketed || short.end > short.first + 1 {
        return None;
    }
    let mut end = bracket;
    let near = found[..acronym].iter().enumerate().rev().take(2);
    for (number, name) in near.filter(|(_, name)| name.sentence == short.sentence) {
        let links = if end == bracket { 0 } else { LINKS };
        if end < name.end || end > name.end + links {
            return None;
        }
        if is_shortened(sentence, (name.first, bracket), sentence.low(short.first)) {
            return Some(number);
        }
        end = name.first;
    }
    None
}

/// Whether the letters of an acronym are mostly the first letters of these words, in order, and the first one is.
fn is_shortened(sentence: &Sentence, (first, end): (usize, usize), acronym: &str) -> bool {
    let initial = |token: usize| fold(sentence.low(token)).chars().next();
    let initials: Vec<char> = (first..end).filter_map(initial).collect();
    let letters: Vec<char> = fold(acronym).chars().collect();
    let (mut from, mut n_found) = (0, 0);
    for letter in &letters {
        if let Some(at) = initials[from..]
            .iter()
            .position(|initial| initial == letter)
        {
            (from, n_found) = (from + at + 1, n_found + 1);
        }
    }
    !letters.is_empty() && initials.first() == letters.first() && 2 * n_found >= letters.len()
}
