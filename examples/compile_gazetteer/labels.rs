//! Preferred names in our languages, as the packages give them.

use std::collections::BTreeMap;
use std::path::Path;

use mapalabra::text::Language;
use serde_json::Value;

use crate::Error;

/// Names by key, for each of our languages.
pub type Labels = BTreeMap<String, [Option<String>; Language::ALL.len()]>;

/// GeoNames' preferred names of cities, by geonameid, from gettext catalogues.
pub fn of_cities(packages: &Path) -> Result<Labels, Error> {
    collect(|language| {
        let path =
            format!("libgeonames-common/usr/share/locale/{language}/LC_MESSAGES/geonames.mo");
        mo_messages(&std::fs::read(packages.join(path))?)
            .ok_or_else(|| "a catalogue is malformed".into())
    })
}

/// CLDR's names of countries and world regions, by code.
pub fn of_territories(packages: &Path) -> Result<Labels, Error> {
    collect(|language| {
        let path = format!("cldr-localenames-full/main/{language}/territories.json");
        let file: Value = serde_json::from_slice(&std::fs::read(packages.join(path))?)?;
        let names = &file["main"][language]["localeDisplayNames"]["territories"];
        let names = names.as_object().ok_or("CLDR has no territories")?;
        Ok(names
            .iter()
            .filter_map(|(code, name)| Some((code.clone(), name.as_str()?.to_owned())))
            .collect())
    })
}

/// CLDR's names of subdivisions, by code in lower case without hyphen ("arx").
pub fn of_subdivisions(packages: &Path) -> Result<Labels, Error> {
    collect(|language| {
        let path =
            format!("unicode-cldr-core/usr/share/unicode/cldr/common/subdivisions/{language}.xml");
        xml_subdivisions(&std::fs::read_to_string(packages.join(path))?)
    })
}

fn collect(read: impl Fn(&str) -> Result<Vec<(String, String)>, Error>) -> Result<Labels, Error> {
    let mut labels = Labels::new();
    for (i, language) in Language::ALL.into_iter().enumerate() {
        for (key, name) in read(language.code())? {
            labels.entry(key).or_default()[i] = Some(name);
        }
    }
    Ok(labels)
}

/// The messages of a little-endian gettext catalogue.
fn mo_messages(bytes: &[u8]) -> Option<Vec<(String, String)>> {
    let int =
        |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize);
    let (count, originals, translations) = (int(8)?, int(12)?, int(16)?);
    let string = |table: usize, i: usize| {
        let (len, start) = (int(table + i * 8)?, int(table + i * 8 + 4)?);
        Some(String::from_utf8_lossy(bytes.get(start..start + len)?).into_owned())
    };
    (1..count)
        .map(|i| Some((string(originals, i)?, string(translations, i)?)))
        .collect()
}

fn xml_subdivisions(xml: &str) -> Result<Vec<(String, String)>, Error> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut names = Vec::new();
    let mut code = None;
    let mut text = String::new();
    loop {
        match reader.read_event()? {
            Event::Start(tag) if tag.name().as_ref() == "subdivision" => {
                code = tag
                    .try_get_attribute("type")?
                    .map(|value| value.value.into_owned());
                text.clear();
            }
            Event::Text(part) => text.push_str(&part),
            Event::GeneralRef(name) => text.push_str(entity(&name)),
            Event::End(_) => {
                if let Some(code) = code.take() {
                    names.push((code, text.trim_end_matches(['†', '²', ' ']).to_owned()));
                }
            }
            Event::Eof => return Ok(names),
            _ => {}
        }
    }
}

fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "apos" => "'",
        "quot" => "\"",
        _ => "",
    }
}
