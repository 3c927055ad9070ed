//! Why a relation was read: the word that states it, the path that led from it to its ends, and who is made answerable.

use crate::extract::RelationKind;
use crate::text::{Article, Language};

use super::chunk::{Chunk, Phrase};
use super::clause::Reach;
use super::span_of;
use super::statement::{Path, Reader, Statement};

/// A plain sentence that says why, in Spanish or else in English.
pub fn reason(statement: &Statement, trigger: &str, language: Language) -> String {
    let spanish = language == Language::Es;
    let kind = kind(statement.kind, spanish);
    let reach = reach(statement.reach, spanish);
    let (verb, word) = match statement.path {
        Path::Verb(lemma) | Path::Tree(lemma) => (lemma, trigger),
        _ => ("", trigger),
    };
    match (statement.path, spanish) {
        (Path::Verb(_), true) => {
            format!("«{word}», del verbo «{verb}» con sus argumentos, dice {kind}{reach}.")
        }
        (Path::Verb(_), false) => {
            format!("“{word}”, of the verb “{verb}” with its arguments, says {kind}{reach}.")
        }
        (Path::Tree(_), true) => {
            format!(
                "«{word}», del verbo «{verb}» con lo que la gramática cuelga de él, dice {kind}{reach}."
            )
        }
        (Path::Tree(_), false) => {
            format!(
                "“{word}”, of the verb “{verb}” with what the grammar hangs on it, says {kind}{reach}."
            )
        }
        (Path::Noun, true) => format!("«{word}», con lo que lo acompaña, dice {kind}{reach}."),
        (Path::Noun, false) => format!("“{word}”, with what goes with it, says {kind}{reach}."),
        (Path::Way, true) => {
            format!("«{word}» sigue el camino de quien viajaba: {kind}{reach}.")
        }
        (Path::Way, false) => format!("“{word}” follows the way of a traveller: {kind}{reach}."),
        (Path::Gap, true) => format!("La frase calla el verbo y sigue a «{word}»: {kind}{reach}."),
        (Path::Gap, false) => {
            format!("The clause leaves out its verb and follows “{word}”: {kind}{reach}.")
        }
        (Path::Apposition, true) => {
            format!("«{word}», junto al nombre, dice dónde está: {kind}{reach}.")
        }
        (Path::Apposition, false) => {
            format!("“{word}”, beside the name, says where it lies: {kind}{reach}.")
        }
    }
}

fn kind(kind: RelationKind, spanish: bool) -> &'static str {
    if !spanish {
        return kind.as_str();
    }
    match kind {
        RelationKind::Movement => "movimiento",
        RelationKind::Trade => "comercio",
        RelationKind::Cooperation => "cooperación",
        RelationKind::Meeting => "encuentro",
        RelationKind::Support => "apoyo",
        RelationKind::Conflict => "conflicto",
        RelationKind::Opposition => "oposición",
        RelationKind::Location => "situación",
        RelationKind::Other => "otra relación",
    }
}

fn reach(reach: Reach, spanish: bool) -> &'static str {
    match (reach, spanish) {
        (Reach::Clause, _) => "",
        (Reach::Sentence, true) => ", con un extremo tomado de otra parte de la frase",
        (Reach::Sentence, false) => ", with an end taken from another part of the sentence",
        (Reach::Article, true) => ", con un extremo tomado de la frase anterior",
        (Reach::Article, false) => ", with an end taken from the sentence before",
    }
}

/// Who says so: what follows "según", or the subject of the verb of saying over the clause.
pub fn attributed_to(
    article: &Article,
    reader: &Reader<'_>,
    statement: &Statement,
) -> Option<String> {
    let lexicon = reader.clauses.lexicon;
    let text = |phrase: &Phrase| {
        let first = phrase.first + usize::from(phrase.preposition.is_some());
        let words = article.slice(span_of(reader, first, phrase.end));
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let phrases = || reader.clauses.chunks.iter().filter_map(Chunk::phrase);
    let source = phrases().find(|phrase| {
        phrase
            .preposition
            .is_some_and(|number| lexicon.polarity(lexicon.preposition(number), "source"))
    });
    source.or_else(|| sayer(reader, statement)).map(text)
}

/// "**Aliyev** dijo que Rusia apoya a Armenia".
fn sayer<'a>(reader: &'a Reader<'_>, statement: &Statement) -> Option<&'a Phrase> {
    let chunks = reader.clauses.chunks;
    let at = chunks.iter().position(|chunk| {
        chunk
            .verb()
            .is_some_and(|group| group.first == statement.trigger.0)
    })?;
    let over = reader.clauses.clause_of_verb(at)?;
    let says = reader
        .clauses
        .lexicon
        .polarity(chunks[over].verb()?.lemma, "say");
    reader.clauses.subject_phrase(over).filter(|_| says)
}

#[cfg(test)]
mod tests {
    use super::super::tests::relations_of;

    #[test]
    fn a_reason_names_the_verb_and_the_kind() {
        let relation = &relations_of("Noruega vende gas a Polonia.")[0];
        let reason = relation.reason.as_deref().unwrap_or_default();
        assert!(
            reason.contains("«vender»") && reason.contains("comercio"),
            "{reason}"
        );
    }

    #[test]
    fn who_says_so_is_kept() {
        for text in [
            "Según el gobierno de Kiev, Rusia bombardeó Járkov.",
            "El gobierno de Kiev dijo que Rusia bombardeó Járkov.",
        ] {
            let relations = relations_of(text);
            let by = relations[0].attributed_to.as_deref();
            assert_eq!(
                by.map(str::to_lowercase).as_deref(),
                Some("el gobierno de kiev"),
                "{text}"
            );
        }
        assert_eq!(
            relations_of("Rusia bombardeó Járkov.")[0].attributed_to,
            None
        );
    }
}
