//! Which commands a person may mean by the letters typed so far, best first.

use super::super::command::{Command, Info};
use crate::text::{Language, fold};

/// How well a query fits a command; the lower the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The name begins with it and a word ends there.
    Whole,
    /// The name begins with it.
    Beginning,
    /// A word of the name begins with it.
    Word,
    /// Its words all stand in the name.
    Within,
    /// Its letters stand in the name in this order.
    Letters,
    /// Its words stand in what the command does.
    Tip,
}

/// The listed commands that a query may mean, best first and else in menu order; all of them when nothing is typed.
pub(super) fn ranked(query: &str, language: Language) -> Vec<(&'static Command, Info)> {
    let query = fold(query);
    let mut fitting: Vec<_> = Command::listed()
        .filter(|command| **command != Command::CommandBox)
        .filter_map(|command| Some((command, command.info()?)))
        .filter_map(|(command, info)| {
            let name = fold(info.name.in_language(language));
            let tip = fold(info.tip.in_language(language));
            Some((fit(&query, &name, &tip)?, command, info))
        })
        .collect();
    // A stable sort: menu order decides among those that fit alike.
    fitting.sort_by_key(|(fit, ..)| *fit);
    let commands = fitting.into_iter();
    commands.map(|(_, command, info)| (command, info)).collect()
}

/// The commands whose name a query begins, or begins a word of: what somebody means who types a command where places are
/// looked for.
pub(in crate::app) fn by_name(query: &str, language: Language) -> Vec<(&'static Command, Info)> {
    let folded = fold(query);
    let is_named = |info: &Info| {
        let name = fold(info.name.in_language(language));
        fit(&folded, &name, "").is_some_and(|fit| fit <= Fit::Word)
    };
    let mut commands = ranked(query, language);
    commands.retain(|(_, info)| is_named(info));
    commands
}

/// How a folded query fits a folded name and what is said beside it.
fn fit(query: &str, name: &str, tip: &str) -> Option<Fit> {
    let all_in = |text: &str| query.split(' ').all(|word| text.contains(word));
    let begins_word = || {
        let mut words = name.match_indices(query);
        words.any(|(at, _)| name[..at].ends_with(' '))
    };
    let rest = name.strip_prefix(query);
    if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')) {
        Some(Fit::Whole)
    } else if rest.is_some() {
        Some(Fit::Beginning)
    } else if begins_word() {
        Some(Fit::Word)
    } else if all_in(name) {
        Some(Fit::Within)
    } else if has_letters(name, query) {
        Some(Fit::Letters)
    } else if query.len() > 2 && all_in(tip) {
        Some(Fit::Tip)
    } else {
        None
    }
}

/// Whether the letters of a query stand in a name in their order, the first at the beginning of a word.
fn has_letters(name: &str, query: &str) -> bool {
    let mut letters = query.chars().filter(|letter| *letter != ' ');
    let Some(first) = letters.next() else {
        return true;
    };
    let begins = |&at: &usize| name[..at].is_empty() || name[..at].ends_with(' ');
    let starts = name.match_indices(first).map(|(at, _)| at).filter(begins);
    let after = |at: usize| &name[at + first.len_utf8()..];
    starts.map(after).any(|rest| {
        let mut rest = rest.chars();
        letters
            .clone()
            .all(|letter| rest.any(|other| other == letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(query: &str, language: Language) -> Vec<&'static str> {
        let ranked = ranked(query, language).into_iter();
        ranked.map(|(_, info)| info.id).collect()
    }

    #[test]
    fn a_command_is_found_by_its_name_without_accents_in_the_language_of_the_window() {
        for (query, language, first) in [
            ("guardar", Language::Es, "save"),
            ("GUARDAR COMO", Language::Es, "save-as"),
            ("mencion", Language::Es, "next-mention"),
            ("relación ant", Language::Es, "previous-relation"),
            ("gjson", Language::Es, "export-geojson"),
            ("dshc", Language::Es, "undo"),
            ("nxtment", Language::En, "next-mention"),
            ("licences", Language::En, "about"),
            ("zoom out", Language::En, "zoom-out"),
            ("acerca", Language::Es, "about"),
        ] {
            assert_eq!(ids(query, language).first(), Some(&first), "{query}");
        }
        assert_eq!(ids("guardar", Language::En), [""; 0]);
    }

    #[test]
    fn nothing_typed_lists_every_command_and_nonsense_none() {
        assert_eq!(ids("", Language::Es).len(), Command::listed().count() - 1);
        assert_eq!(ids("xqzwvk", Language::Es), [""; 0]);
    }
}
