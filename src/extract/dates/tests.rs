//! What dates come to, as a table: the date of the article and its text, with each date in brackets before its value.

use super::*;
use crate::extract::Unwatched;
use crate::extract::lexicon::Lexicon;
use crate::extract::reading;
use crate::extract::watch::Stretch;

/// A Monday in August.
const MONDAY: &str = "2024-08-19";

fn read(article: &Article) -> Vec<Sentence> {
    let whole = Stretch::between(&Unwatched, 0.0, 1.0);
    reading::read(article, Lexicon::of(Language::Es), whole)
}

/// The text without its marks.
fn plain(marked: &str) -> String {
    let (mut plain, mut rest) = (String::new(), marked);
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, after) = after.split_once(']').unwrap();
        plain.push_str(before);
        plain.push_str(inside.split('|').next().unwrap());
        rest = after;
    }
    plain.push_str(rest);
    plain
}

/// Finds the dates of the text without its marks and marks them up again.
fn mark(date: &str, marked: &str) -> String {
    let mut article = Article::new("test", plain(marked));
    article.date = (!date.is_empty()).then(|| date.to_owned());
    let (mut again, mut from) = (String::new(), 0);
    let text = article.text();
    for date in dates(&article, &read(&article), Some(Language::Es)) {
        again.push_str(&text[from..date.span.range().start]);
        let value = date.value.as_deref().unwrap_or("-");
        again.push_str(&format!("[{}|{value}]", &text[date.span.range()]));
        from = date.span.range().end;
    }
    again.push_str(&text[from..]);
    again
}

#[track_caller]
fn check(date: &str, marked: &str) {
    assert_eq!(mark(date, marked), marked);
}

#[track_caller]
fn check_all(date: &str, texts: &[&str]) {
    let again: Vec<String> = texts.iter().map(|text| mark(date, text)).collect();
    let wrong = again
        .iter()
        .zip(texts)
        .filter(|(again, text)| again != *text);
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn days_of_the_calendar() {
    check_all(
        "",
        &[
            "Zarparon [el 10 de agosto de 1519|1519-08-10].",
            "Cayó [el 1º de enero de 1959|1959-01-01] y [el primero de mayo de 1960|1960-05-01].",
            "Firmaron [el lunes 19 de agosto de 2024|2024-08-19] en Lima.",
            "Firmaron [el lunes, 19 de agosto de 2024|2024-08-19], en Lima.",
            "Firmaron [el 30/08/2024|2024-08-30], [el 30-08-2024|2024-08-30] y [el 30.08.2024|2024-08-30].",
            "Fechado [2024-08-30|2024-08-30].",
            "Nació [el diez de agosto de 1809|1809-08-10].",
            "Murió [el 19 ago. 1936|1936-08-19].",
            "Firmaron [el 5 de Mayo de 1862|1862-05-05] en Puebla.",
            "Duró del [3 al 7 de mayo de 2024|2024-05-03/2024-05-07].",
            "Fue [el 15 y 16 de mayo de 2023|2023-05-15/2023-05-16].",
            "Llegaron entre [el 3 y el 7 de mayo de 2024|2024-05-03/2024-05-07].",
            "Duró [del 28 de diciembre de 2019 al 3 de enero de 2020|2019-12-28/2020-01-03].",
            "Duró [desde el 28 de diciembre de 2019 hasta el 3 de enero|2019-12-28/2020-01-03].",
            "Hubo tregua en [la Navidad de 1914|1914-12-25].",
            "No hubo nada el 31 de [febrero de 2020|2020-02].",
            "Nació [el 29 de febrero de 1500|1500-02-29].",
        ],
    );
}

#[test]
fn months_and_years() {
    check_all(
        "",
        &[
            "Creció en [septiembre de 2023|2023-09] y en [enero del 2024|2024-01].",
            "Subió en [marzo, 2021|2021-03].",
            "Estalló en [1914|1914] y acabó en [1918|1918].",
            "Entre [1914|1914] y la paz pasaron años.",
            "Hubo guerra [entre 1914 y 1918|1914/1918].",
            "Gobernó [de 1936 a 1939|1936/1939] y [desde 1940 hasta 1945|1940/1945].",
            "La guerra ([1914-1918|1914/1918]) y la otra ([1939-45|1939/1945]).",
            "Creció [de mayo a julio de 2024|2024-05/2024-07].",
            "Creció [entre noviembre y febrero de 2024|2023-11/2024-02].",
            "Los árabes entraron en [el año 711|0711].",
            "César murió en [el 44 a. C.|-0043] en Roma.",
            "Aníbal cruzó los Alpes en [218 antes de Cristo|-0217].",
            "Trajano murió en [117 d. C.|0117] en Selinunte.",
            "La temporada [2013-2014|2013/2014] fue mala.",
            "Exportó menos desde [2014|2014].",
        ],
    );
}

#[test]
fn what_counts_is_no_year() {
    check_all(
        MONDAY,
        &[
            "Llevaron 1500 hombres y de 1200 a 1500 caballos.",
            "Un gasoducto de 1200 km y de 1850 kilómetros.",
            "Pagó 2000 dólares; de 2000 toneladas, mil.",
            "Una central de 1800 MW y un 2000 %.",
            "Vive en la calle 9 de Julio y en la Plaza de Mayo.",
            "Habla Domingo, el ministro. Por la mañana llueve. Los lunes cierra.",
            "El avión del 3 y el tren de las 8 llegaron.",
        ],
    );
}

#[test]
fn centuries_decades_seasons() {
    check_all(
        "",
        &[
            "Llegaron en [el siglo XIX|1801/1900].",
            "Llegaron a [mediados del siglo XIX|1834/1866].",
            "Llegaron a [principios del siglo XX|1901/1933] y a [finales de los años ochenta|1986/1989].",
            "Durante [los siglos XVI y XVII|1501/1700] hubo flotas.",
            "Roma creció en [el siglo III a. C.|-0299/-0200].",
            "Cayó en [la segunda mitad del siglo V|0451/0500].",
            "Vivió en [el último tercio del siglo XVIII|1767/1800].",
            "Emigraron en [los años treinta|1930/1939] y [la década de 1990|1990/1999].",
            "Emigraron en [los años 30|1930/1939], en [los años treinta del siglo XIX|1830/1839].",
            "Emigraron en [la década de los sesenta|1960/1969].",
            "París ardió en [la primavera de 1871|1871-21].",
            "Se congeló en [el invierno de 1941|1941-24].",
            "Subió en [el primer trimestre de 2023|2023-01/2023-03].",
            "Bajó en [la primera mitad de 2023|2023-01/2023-06].",
            "Cayó a [finales de 2023|2023-09/2023-12] y a [mediados de abril de 2024|2024-04-11/2024-04-20].",
            "Cayó a [mediados de abril de 2024|2024-04-11/2024-04-20].",
        ],
    );
}

#[test]
fn the_day_of_writing_fixes_what_counts_from_it() {
    check_all(
        MONDAY,
        &[
            "Llegó [ayer|2024-08-18] y habla [hoy|2024-08-19]; [mañana|2024-08-20] vuelve.",
            "Llegó [anteayer|2024-08-17] y vuelve [pasado mañana|2024-08-21].",
            "Llegó [el viernes|2024-08-16] a Quito.",
            "Llegará [el viernes|2024-08-23] a Quito.",
            "Se reunirán [el próximo lunes|2024-08-26].",
            "Se reunieron [el pasado lunes|2024-08-12] y [el lunes pasado|2024-08-12].",
            "Se reunirán [el jueves que viene|2024-08-22].",
            "Se reunieron [este lunes|2024-08-19] en Lima.",
            "Visitó Bakú en [abril|2024-04].",
            "Visitará Bakú en [abril|2025-04].",
            "Visitó Bakú en [noviembre|2023-11].",
            "Visitó Bakú [el 25 de julio|2024-07-25].",
            "La cumbre será [el 10 de octubre|2024-10-10].",
            "El pacto se firmó [el pasado 3 de mayo|2024-05-03].",
            "El pacto se firmó [el 3 de mayo pasado|2024-05-03].",
            "Llegó [hace tres años|2021] y se fue [hace dos días|2024-08-17].",
            "Llegó [hace un mes|2024-07]; llegó [hace unos meses|-].",
            "Vuelve [dentro de dos semanas|2024-W36].",
            "Cayó [esta semana|2024-W34], [este mes|2024-08] y [este año|2024].",
            "Cayó [la semana pasada|2024-W33], [el mes pasado|2024-07] y [el año pasado|2023].",
            "Caerá [el próximo año|2025] y [el mes que viene|2024-09].",
            "Cayó a [principios de mes|2024-08-01/2024-08-10] y a [comienzos de año|2024-01/2024-04].",
            "Cayó en [los últimos tres años|2021/2024].",
            "Crecerá en [los próximos diez años|2024/2034].",
            "Ardió [este verano|2024-22] y [el verano pasado|-].",
            "Cayó en [el segundo trimestre del año|2024-04/2024-06].",
            "Llegaron [el fin de semana|2024-08-17/2024-08-18] y [el próximo fin de semana|2024-08-24/2024-08-25].",
            "Llegó [anoche|2024-08-18] y se irá [esta tarde|2024-08-19].",
            "Llegó [el día 5|2024-08-05] a Lima.",
            "Hoy en día nadie lo sabe.",
        ],
    );
}

#[test]
fn times_of_the_day() {
    check_all(
        MONDAY,
        &[
            "Llegó [ayer a las 14:30|2024-08-18T14:30].",
            "Empezó [el lunes a las 10.00 GMT|2024-08-19T10:00Z].",
            "Empezó a [las tres y media de la tarde|T15:30].",
            "Empezó a [las 9 de la noche del viernes|2024-08-16T21:00].",
            "Cayó en [la madrugada del 3 de mayo de 1808|1808-05-03].",
            "Cayó en [la noche del viernes|2024-08-16].",
        ],
    );
}

#[test]
fn what_was_told_fixes_what_counts_from_it() {
    check_all(
        "",
        &[
            "Zarparon [el 10 de agosto de 1519|1519-08-10]. [Dos días después|1519-08-12] volvieron.",
            "Zarparon en [agosto de 1519|1519-08]. En [diciembre|1519-12] llegaron; en [marzo|1520-03] invernaron.",
            "Cayó en [1914|1914]. [Ese mismo año|1914] huyó y [tres años después|1917] volvió.",
            "Salió [el 3 de mayo de 1808|1808-05-03] y al [día siguiente|1808-05-04] volvió.",
            "Salió [el 3 de mayo de 1808|1808-05-03] y [el día anterior|1808-05-02] no;",
            "Salió [el 3 de mayo de 1808|1808-05-03]; [a los dos días|1808-05-05] volvió.",
            "Volvió [dos días después del 5 de mayo de 1862|1862-05-07].",
            "[Dos días después|-] volvió.",
        ],
    );
}

#[test]
fn nothing_is_guessed() {
    check_all(
        "",
        &[
            "Llegó [ayer|-], [el lunes|-] y [hace tres años|-].",
            "Llegó en [abril|XXXX-04] y se fue [el 19 de mayo|XXXX-05-19].",
        ],
    );
}

#[test]
fn a_dateline_dates_its_article() {
    check(
        "",
        "Bakú, [19 ago|XXXX-08-19] (dpa) - El presidente llegó [ayer|XXXX-08-18] y [el lunes|-] habló.",
    );
    check(
        "2024-08-20",
        "Bakú, [19 ago|2024-08-19] (dpa) - El presidente llegó [ayer|2024-08-18].",
    );
    check(
        "2024-01-01",
        "Lima, [31 dic|2023-12-31] (EFE).- Perú firmó [hoy|2023-12-31] el acuerdo.",
    );
    check(
        "",
        "Titular sin fecha\n\nMadrid, [12 de marzo de 2021|2021-03-12] (EFE).- Llegó en [febrero|2021-02].",
    );
    check(
        "2024",
        "Subió en [abril|2024-04] y cayó [el año pasado|2023].",
    );
}

#[test]
fn old_dates_do_not_pull_the_news_back() {
    check(
        MONDAY,
        "El país es libre desde [1991|1991].\n\nEl ministro viajó a Quito en [abril|2024-04].",
    );
    check(
        MONDAY,
        "Se casó en [enero de 1950|1950-01] y en [junio|1950-06] huyó.",
    );
}

#[test]
fn the_nearest_date_in_the_clause_governs() {
    let article = Article::new(
        "test",
        "En 1914 Rusia atacó Prusia y en 1915 Italia invadió Austria, que respetó el acuerdo de 1907.",
    );
    let sentences = read(&article);
    let dates = dates(&article, &sentences, Some(Language::Es));
    let governing = |verb: &str| {
        let start = article.text().find(verb).unwrap();
        let trigger = Span::new(start, start + verb.len());
        let date = governing(&dates, &sentences[0], 0, trigger, Some(Language::Es))?;
        date.value.clone()
    };
    assert_eq!(governing("atacó").as_deref(), Some("1914"));
    assert_eq!(governing("invadió").as_deref(), Some("1915"));
    assert_eq!(governing("acuerdo").as_deref(), Some("1907"));
    assert_eq!(governing("respetó").as_deref(), Some("1915"));
}

#[test]
fn a_language_without_a_table_has_no_dates() {
    let article = Article::new("test", "On 10 August 1519 they sailed.");
    assert_eq!(dates(&article, &read(&article), Some(Language::En)), []);
}

proptest::proptest! {
    #[test]
    fn any_words_are_survived(words in proptest::collection::vec(word(), 0..25), date in "[0-9]{4}-[0-9]{2}-[0-9]{2}") {
        let mut article = Article::new("test", words.join(" "));
        article.date = Some(date);
        let found = dates(&article, &read(&article), Some(Language::Es));
        for pair in found.windows(2) {
            proptest::prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
        for date in &found {
            proptest::prop_assert!(!article.slice(date.span).is_empty());
        }
    }
}

/// Words of dates in any order, numbers and whatever Unicode holds.
fn word() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let words = "el la los de del 10 30 1519 2024 31 9999 a . C , - / : y entre desde hasta al mayo febrero lunes siglo XIX años \
                 treinta hace tres días después antes principios mediados primera mitad último trimestre hoy mañana ayer a las 14 \
                 tarde noche verano fin semana próximo pasado que viene ese mismo año mes siguiente víspera Navidad ago dic";
    let known: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
    prop_oneof![9 => proptest::sample::select(known), 1 => "\\PC{0,3}"]
}
