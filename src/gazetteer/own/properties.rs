//! The properties of a feature: those that we use, as words, whatever their shape.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::OwnProblem;
use super::draft::Draft;
use super::field::Field;
use crate::text::Language;

/// The most items that a list of names, types or links may have.
const ITEMS_MAX: usize = 4096;

/// The properties that we use, those with names first.
pub(super) struct Properties(Vec<(Field, String, Words)>);

impl Properties {
    pub fn tell(self, draft: &mut Draft) -> Result<(), OwnProblem> {
        for (field, header, words) in self.0 {
            for word in words.0 {
                let language = match field {
                    Field::Name(language) => word.language.or(language),
                    _ => word.language,
                };
                let is_name = matches!(field, Field::Name(_) | Field::Aliases);
                // A list needs no marks between its items.
                if is_name && (language.is_some() || word.listed) {
                    draft.name(&header, &word.text, language)?;
                } else {
                    draft.set(field, &header, &word.text)?;
                }
            }
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Properties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PropertiesVisitor)
    }
}

struct PropertiesVisitor;

impl<'de> Visitor<'de> for PropertiesVisitor {
    type Value = Properties;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Properties, A::Error> {
        let mut known = Vec::new();
        while let Some(header) = map.next_key::<String>()? {
            match Field::of_property(&header) {
                Some(field) if known.len() < ITEMS_MAX => {
                    known.push((field, header, map.next_value()?));
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        known.sort_by_key(|(field, ..)| field.rank());
        Ok(Properties(known))
    }
}

/// What a value says in words: itself, each item of a list, each value of an object.
#[derive(Default)]
struct Words(Vec<Word>);

struct Word {
    text: String,
    language: Option<Language>,
    listed: bool,
}

impl Words {
    fn one(text: String) -> Self {
        Self(vec![Word {
            text,
            language: None,
            listed: false,
        }])
    }

    fn add<E: serde::de::Error>(&mut self, more: Self) -> Result<(), E> {
        if self.0.len() + more.0.len() > ITEMS_MAX {
            return Err(E::custom(format_args!("more than {ITEMS_MAX} items")));
        }
        self.0.extend(more.0);
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordsVisitor)
    }
}

struct WordsVisitor;

impl<'de> Visitor<'de> for WordsVisitor {
    type Value = Words;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("words")
    }

    fn visit_str<E>(self, text: &str) -> Result<Words, E> {
        Ok(Words::one(text.to_owned()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Words, E> {
        Ok(Words::one(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Words, E> {
        Ok(Words::one(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Words, E> {
        Ok(Words::one(number.to_string()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Words, E> {
        Ok(Words::default())
    }

    fn visit_unit<E>(self) -> Result<Words, E> {
        Ok(Words::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Words, A::Error> {
        let mut words = Words::default();
        while let Some(mut item) = items.next_element::<Words>()? {
            item.0.iter_mut().for_each(|word| word.listed = true);
            words.add(item)?;
        }
        Ok(words)
    }

    /// `{"es": "Pekín"}`, or `{"toponym": "Pekín", "lang": "es"}`.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Words, A::Error> {
        let (mut words, mut tagged) = (Words::default(), None);
        while let Some(key) = map.next_key::<String>()? {
            let mut value = map.next_value::<Words>()?;
            match (key.as_str(), Language::from_tag(&key)) {
                ("lang" | "language", _) => {
                    tagged = value
                        .0
                        .first()
                        .and_then(|word| Language::from_tag(&word.text));
                    continue;
                }
                ("toponym" | "name" | "label", _) => {}
                (_, Some(language)) => {
                    let of_key = |word: &mut Word| word.language = Some(language);
                    value.0.iter_mut().for_each(of_key);
                }
                (_, None) => continue,
            }
            words.add(value)?;
        }
        for word in &mut words.0 {
            word.language = word.language.or(tagged);
            word.listed = true;
        }
        Ok(words)
    }
}

/// A list that is refused when it has more items than anybody needs.
pub(super) struct Few<T>(Vec<T>);

impl<T> IntoIterator for Few<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Few<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(FewVisitor(std::marker::PhantomData))
    }
}

struct FewVisitor<T>(std::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for FewVisitor<T> {
    type Value = Few<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Few<T>, A::Error> {
        let mut few = Vec::new();
        while let Some(item) = items.next_element()? {
            if few.len() == ITEMS_MAX {
                return Err(A::Error::custom(format_args!(
                    "more than {ITEMS_MAX} items"
                )));
            }
            few.push(item);
        }
        Ok(Few(few))
    }
}
