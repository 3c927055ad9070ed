//! CoNLL-U: the analysis of every sentence, for treebank tools and for those who study grammar.
//!
//! `MISC` says where each token stands (`start_char`, `end_char`, in code points of the article) and which mention begins
//! or ends there (`Entity=(LOC`, `Entity=LOC)`). A language without a grammar gives its tokens and their entities alone.

use std::io::{self, Write as _};

use crate::analyze::{self, Word};
use crate::document::{Document, Mention};
use crate::extract;
use crate::text::{Article, Language, Span, tokens};

/// A field that says nothing.
const BLANK: &str = "_";

/// A token with the fields of its words from FORM to DEPREL, without XPOS.
struct Token {
    span: Span,
    words: Vec<[String; 6]>,
}

pub(super) fn write(document: &Document, out: impl io::Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    let article = &document.article;
    let id = one_line(&article.id);
    writeln!(out, "# newdoc id = {id}")?;
    let mut entities = Entities::new(&document.mentions);
    for (number, sentence) in (1..).zip(extract::sentences(article)) {
        writeln!(out, "# sent_id = {id}-{number}")?;
        writeln!(out, "# text = {}", one_line(article.slice(sentence)))?;
        let tokens = analysed(article, sentence);
        let mut first = 1;
        for (at, token) in tokens.iter().enumerate() {
            let next = tokens.get(at + 1);
            let is_glued = next.is_some_and(|next| next.span.start == token.span.end);
            let misc = misc(article, token.span, is_glued, &entities.at(token.span));
            write_token(&mut out, article, token, first, &misc)?;
            first += token.words.len();
        }
        writeln!(out)?;
    }
    out.flush()
}

fn write_token(
    out: &mut impl io::Write,
    article: &Article,
    token: &Token,
    first: usize,
    misc: &str,
) -> io::Result<()> {
    let is_alone = token.words.len() == 1;
    if !is_alone {
        let last = first + token.words.len() - 1;
        let form = one_line(article.slice(token.span));
        let blanks = [BLANK; 7].join("\t");
        writeln!(out, "{first}-{last}\t{form}\t{blanks}\t{misc}")?;
    }
    for (number, [form, lemma, pos, features, head, relation]) in (first..).zip(&token.words) {
        let misc = if is_alone { misc } else { BLANK };
        writeln!(
            out,
            "{number}\t{form}\t{lemma}\t{pos}\t_\t{features}\t{head}\t{relation}\t_\t{misc}"
        )?;
    }
    Ok(())
}

/// The tokens of a sentence with their grammar, as far as the article's language has one.
fn analysed(article: &Article, sentence: Span) -> Vec<Token> {
    let language = article.language.as_deref().and_then(Language::from_tag);
    let Some(grammar) = language.and_then(analyze::grammar) else {
        let bare = tokens(article.text(), sentence).into_iter();
        return bare.map(|token| bare_token(article, token.span)).collect();
    };
    let analysis = grammar.analyse(article.text(), sentence);
    let same = |a: &Word<'_>, b: &Word<'_>| a.span == b.span;
    let tokens = analysis.words.chunk_by(same);
    tokens
        .map(|words| Token {
            span: words[0].span,
            words: words.iter().map(fields).collect(),
        })
        .collect()
}

fn bare_token(article: &Article, span: Span) -> Token {
    let mut fields = [BLANK; 6].map(str::to_owned);
    fields[0] = one_line(article.slice(span));
    Token {
        span,
        words: vec![fields],
    }
}

fn fields(word: &Word<'_>) -> [String; 6] {
    [
        one_line(&word.form),
        one_line(&word.lemma),
        word.part_of_speech().to_owned(),
        word.features().unwrap_or(BLANK).to_owned(),
        word.head.map_or(0, |head| head + 1).to_string(),
        word.relation.to_owned(),
    ]
}

fn misc(article: &Article, span: Span, is_glued: bool, entity: &str) -> String {
    let at = article.code_points(span);
    let mut pairs = Vec::new();
    if !entity.is_empty() {
        pairs.push(format!("Entity={entity}"));
    }
    if is_glued {
        pairs.push("SpaceAfter=No".to_owned());
    }
    pairs.push(format!("start_char={}", at.start));
    pairs.push(format!("end_char={}", at.end));
    pairs.join("|")
}

/// The mentions still to come, in order.
struct Entities<'a> {
    coming: &'a [Mention],
    open: Option<&'a Mention>,
}

impl<'a> Entities<'a> {
    fn new(coming: &'a [Mention]) -> Self {
        Self { coming, open: None }
    }

    /// What begins and ends in a token: "(LOC" opens, "LOC)" closes, "(LOC)" does both.
    fn at(&mut self, token: Span) -> String {
        let mut marks = String::new();
        if let Some(mention) = self.open.filter(|mention| mention.span.end <= token.end) {
            marks.push_str(&format!("{})", mention.label.as_str()));
            self.open = None;
        }
        while self.open.is_none() {
            let Some((mention, rest)) = self.coming.split_first() else {
                break;
            };
            if mention.span.start >= token.end {
                break;
            }
            self.coming = rest;
            marks.push_str(&format!("({}", mention.label.as_str()));
            if mention.span.end <= token.end {
                marks.push(')');
            } else {
                self.open = Some(mention);
            }
        }
        marks
    }
}

/// Text without line breaks and tabs, and never empty.
fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        BLANK.to_owned()
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::extract::{Options, extract};
    use crate::gazetteer::Gazetteer;

    fn conllu(text: &str, language: &str) -> String {
        let mut article = Article::new("wire", text);
        article.language = Some(language.to_owned());
        let gazetteer = Gazetteer::embedded().unwrap();
        let extraction = extract(&article, &gazetteer, &Options::default());
        let article = Arc::new(article);
        let document = Document::from_extraction(article, &extraction, &gazetteer, Language::Es);
        let mut out = Vec::new();
        write(&document, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_sentence_comes_out_with_words_places_and_entities() {
        let rows = conllu("El tren va de Lima al norte.", "es");
        assert!(rows.starts_with("# newdoc id = wire\n# sent_id = wire-1\n# text = El tren va"));
        let has = |row: &str| assert!(rows.lines().any(|line| line == row), "{row}\n{rows}");
        has("6-7\tal\t_\t_\t_\t_\t_\t_\t_\tstart_char=19|end_char=21");
        assert!(rows.contains("\tLima\tLima\tPROPN\t"), "{rows}");
        assert!(
            rows.contains("Entity=(LOC)|start_char=14|end_char=18"),
            "{rows}"
        );
        assert!(rows.ends_with("\n\n"));
    }

    #[test]
    fn a_language_without_a_grammar_gives_its_tokens() {
        let rows = conllu("The train goes to Paris.", "en");
        assert!(rows.contains("1\tThe\t_\t_\t_\t_\t_\t_\t_\tstart_char=0|end_char=3"));
        assert!(rows.contains("Entity=(LOC)|SpaceAfter=No"), "{rows}");
    }

    #[test]
    fn an_entity_of_several_tokens_opens_and_closes() {
        let rows = conllu("Llegó al mar de Aral ayer.", "es");
        assert!(
            rows.contains("Entity=(LOC|") && rows.contains("Entity=LOC)|"),
            "{rows}"
        );
    }
}
