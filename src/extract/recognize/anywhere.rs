//! Whether a capitalised word is a place, in a language that has no lexicon of its own: by a handful of prepositions and
//! titles, and by how well known the place is.

use crate::extract::lexicon::is_general;
use crate::extract::reading::Sentence;

use super::toponyms::{KNOWN, Match, WELL_KNOWN, importance, is_dateline, longest};
use super::{Context, demonyms, is_capitalised};

/// Whether the words around bear out that the capitalised word at `at` is this place.
pub fn is_plausible(
    context: Context<'_>,
    sentence: &Sentence,
    at: usize,
    found: &Match,
    is_first: bool,
) -> bool {
    if is_named_otherwise(context, sentence, at, found.end) {
        return false;
    }
    let importance = importance(context, found);
    if demonyms::outweighs(context, sentence, (at, found.end), importance) {
        return false;
    }
    let placed = is_placed(sentence, at, found.end, importance);
    if found.refs.iter().any(|name| name.common) {
        return placed && !is_first && importance >= KNOWN;
    }
    let single = found.end == at + 1;
    placed
        || importance
            >= if is_first || single {
                WELL_KNOWN
            } else {
                KNOWN
            }
}

/// "President Lincoln", "Boston College", "University of Aberdeen".
pub fn is_named_otherwise(
    context: Context<'_>,
    sentence: &Sentence,
    at: usize,
    end: usize,
) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |token| sentence.low(token));
    let organisation = [before(1), sentence.low(at), sentence.low(end)]
        .iter()
        .any(|word| is_general(word, "organisation"));
    // What begins with another capital that is no place is a name of its own.
    let led = at >= 2
        && is_general(before(1), "link")
        && is_capitalised(sentence.word(context.article, at - 2))
        && (is_general(before(2), "organisation") || longest(context, sentence, at - 2).is_none());
    organisation || led || is_general(before(1), "title")
}

/// A preposition of place, a dateline, or a list with a known place.
fn is_placed(sentence: &Sentence, at: usize, end: usize, importance: f32) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |token| sentence.low(token));
    let linked = is_general(before(1), "link");
    let listed =
        at > 1 && matches!(before(1), "," | "and" | "et" | "und" | "e") && importance >= KNOWN;
    let dateline = at == 0 && is_dateline(sentence, end);
    is_general(before(1), "locative") || linked && at > 1 || listed || dateline
}
