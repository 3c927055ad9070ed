//! The Spanish model on sentences of our own, and on whatever comes.

use proptest::prelude::*;

use super::*;

fn analyse(text: &str) -> Analysis<'static> {
    let grammar = grammar(Language::Es).expect("the Spanish model");
    grammar.analyse(text, Span::new(0, text.len()))
}

#[test]
fn a_plain_sentence_gets_its_tree() {
    let analysis = analyse("El barco llevó el trigo de Odesa al puerto.");
    let words = &analysis.words;
    let rows: Vec<_> = words
        .iter()
        .map(|word| (word.lemma.as_str(), word.part_of_speech(), word.relation))
        .collect();
    assert_eq!(rows[1], ("barco", "NOUN", "nsubj"));
    assert_eq!(rows[2], ("llevar", "VERB", "root"));
    assert_eq!(rows[4], ("trigo", "NOUN", "obj"));
    assert_eq!(words[1].head, Some(2));
    assert_eq!(words[2].head, None);
    assert_eq!(words[7].form, "a");
    assert_eq!(words[7].span, words[8].span);
}

#[test]
fn only_languages_with_a_model_have_a_grammar() {
    assert!(grammar(Language::Es).is_some());
    assert!(grammar(Language::En).is_none());
}

proptest! {
    #[test]
    fn any_text_has_one_tree(text in "\\PC{0,80}") {
        let analysis = analyse(&text);
        let roots = analysis.words.iter().filter(|word| word.head.is_none()).count();
        prop_assert_eq!(roots, usize::from(!analysis.words.is_empty()));
        for (number, word) in analysis.words.iter().enumerate() {
            prop_assert!(word.span.end as usize <= text.len());
            prop_assert!(word.head != Some(number as u32));
            prop_assert!(word.head.is_none_or(|head| (head as usize) < analysis.words.len()));
        }
        prop_assert_eq!(analysis, analyse(&text));
    }
}
