//! What a list shows and in which order: a filter that ignores accents, and the orders that a person can choose.

use serde::{Deserialize, Serialize};

use super::super::words::Word;
use super::rows::Row;
use crate::text::fold;

/// An order of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// Most mentions first.
    Mentions,
    /// As the text comes to them.
    Text,
    /// By name.
    Name,
    /// By kind, then as the text comes to them.
    Kind,
    /// Surest first.
    Confidence,
}

impl Order {
    /// What it is called.
    pub fn word(self) -> Word {
        match self {
            Self::Mentions => Word::ByMentions,
            Self::Text => Word::ByText,
            Self::Name => Word::ByName,
            Self::Kind => Word::ByKind,
            Self::Confidence => Word::ByConfidence,
        }
    }
}

/// The numbers of the rows that a folded filter lets through, in order.
pub(super) fn arrange<R: Row>(rows: &[R], order: Order, filter: &str) -> Vec<usize> {
    let words: Vec<Wanted<'_>> = filter.split_whitespace().map(Wanted::read).collect();
    let fits = |at: &usize| words.iter().all(|word| word.fits(&rows[*at]));
    let mut shown: Vec<usize> = (0..rows.len()).filter(fits).collect();
    match order {
        Order::Text => shown.sort_by_key(|&at| rows[at].at()),
        // A name that was not resolved stands below the places that were.
        Order::Mentions => shown.sort_by_key(|&at| {
            let row = &rows[at];
            (row.is_open(), std::cmp::Reverse(row.n_mentions()), row.at())
        }),
        Order::Name => shown.sort_by(|&one, &other| rows[one].key().cmp(rows[other].key())),
        Order::Kind => shown.sort_by_key(|&at| (rows[at].kind(), rows[at].at())),
        Order::Confidence => shown.sort_by(|&one, &other| {
            let (one, other) = (&rows[one], &rows[other]);
            let sure = |row: &R| row.confidence().unwrap_or_default();
            sure(other).total_cmp(&sure(one))
        }),
    }
    shown
}

/// What one word of a filter asks of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Wanted<'a> {
    /// To hold it.
    Letters(&'a str),
    /// To be less sure than this share.
    Below(f32),
    /// To be surer than this share.
    Above(f32),
}

impl<'a> Wanted<'a> {
    /// "lima"; "<75" and ">90" speak of the confidence in percent.
    fn read(word: &'a str) -> Self {
        let share = |digits: Option<&str>| {
            let percent: f32 = digits?.trim_end_matches('%').parse().ok()?;
            Some(percent / 100.0)
        };
        let below = share(word.strip_prefix('<')).map(Self::Below);
        let above = share(word.strip_prefix('>')).map(Self::Above);
        below.or(above).unwrap_or(Self::Letters(word))
    }

    fn fits<R: Row>(self, row: &R) -> bool {
        match self {
            Self::Letters(letters) => row.key().contains(letters),
            Self::Below(share) => row.confidence().is_some_and(|sure| sure < share),
            Self::Above(share) => row.confidence().is_some_and(|sure| sure > share),
        }
    }
}

/// What is typed into the filter, as rows are compared with it; bounds of confidence stay as they are.
pub(super) fn folded(filter: &str) -> String {
    let is_bound = |word: &str| word.starts_with(['<', '>']);
    let words = filter.split_whitespace();
    let folded = words.map(|word| match is_bound(word) {
        true => word.to_owned(),
        false => fold(word),
    });
    folded.collect::<Vec<_>>().join(" ")
}

/// Shares `room` among parts that want so much each: who wants less than an even share gets all of it, the rest share
/// evenly what is left.
pub(super) fn shares<const N: usize>(wanted: [f32; N], room: f32) -> [f32; N] {
    let mut by_size: Vec<usize> = (0..N).collect();
    by_size.sort_by(|&one, &other| wanted[one].total_cmp(&wanted[other]));
    let (mut given, mut left) = ([0.0; N], room.max(0.0));
    for (n_done, &at) in by_size.iter().enumerate() {
        given[at] = wanted[at].min(left / (N - n_done) as f32).floor();
        left -= given[at];
    }
    given
}

#[cfg(test)]
mod tests {
    use super::super::model::ListModel;
    use super::*;
    use crate::app::sentences::Sentences;
    use crate::document::Document;

    const DANUBIO: &str = include_str!("../../../tests/data/danubio.mapalabra.json");

    fn model() -> ListModel {
        ListModel::new(
            &Document::from_json(DANUBIO).unwrap(),
            &Sentences::default(),
        )
    }

    fn places(order: Order, filter: &str) -> Vec<String> {
        let model = model();
        let shown = arrange(&model.places, order, &folded(filter));
        shown
            .into_iter()
            .map(|at| model.places[at].name.clone())
            .collect()
    }

    #[test]
    fn a_word_of_the_filter_may_be_a_bound_of_the_confidence() {
        assert_eq!(Wanted::read("<75"), Wanted::Below(0.75));
        assert_eq!(Wanted::read(">90%"), Wanted::Above(0.9));
        assert_eq!(Wanted::read("<lima"), Wanted::Letters("<lima"));
        assert_eq!(folded(" Córdoba  <75 "), "cordoba <75");
    }

    #[test]
    fn each_order_puts_another_place_first() {
        assert_eq!(places(Order::Mentions, "")[0], "Moldavia");
        assert_eq!(places(Order::Text, "")[0], "Rumanía");
        assert_eq!(places(Order::Name, "")[0], "Bucarest");
    }

    #[test]
    fn a_filter_needs_no_accents_and_any_part_of_a_word() {
        assert_eq!(places(Order::Text, "manIa"), ["Rumanía"]);
        assert_eq!(places(Order::Text, "galati"), ["Galați"]);
        assert_eq!(places(Order::Text, "xyz"), [""; 0]);
    }

    #[test]
    fn relations_are_found_by_place_words_and_kind() {
        let model = model();
        let found = |filter: &str| arrange(&model.relations, Order::Text, &folded(filter)).len();
        assert_eq!(found(""), model.relations.len());
        assert!((1..model.relations.len()).contains(&found("rumania")));
        assert!((1..model.relations.len()).contains(&found("cooperation")));
        let by_kind = arrange(&model.relations, Order::Kind, "");
        assert!(by_kind.is_sorted_by_key(|&at| model.relations[at].kind()));
    }

    #[test]
    fn room_is_shared_so_that_nobody_gets_more_than_is_wanted() {
        assert_eq!(shares([100.0, 50.0, 80.0], 400.0), [100.0, 50.0, 80.0]);
        assert_eq!(shares([500.0, 50.0, 500.0], 450.0), [200.0, 50.0, 200.0]);
        assert_eq!(shares([500.0, 500.0, 500.0], 300.0), [100.0; 3]);
        assert_eq!(shares([10.0, 10.0, 10.0], -5.0), [0.0; 3]);
    }
}
