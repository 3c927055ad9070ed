//! Following a person or an organisation: the path on the map, the card that tells it, and the picture.

use crate::desk::{Desk, type_path};
use eframe::egui::{self, Key};
use egui_kittest::kittest::Queryable as _;
use mapalabra::app::command::Command;
use mapalabra::app::files::open::Source;
use mapalabra::scene::Tie;

const TEXT: &str = "El ministro español del Interior, Rafael Toledo, visitó Nuakchot en junio de 2021. \
                    Los camiones llegaron a Lima. Toledo viajará de Nuakchot a Dakar.";

/// A window in which Rafael Toledo is selected in the list.
fn following() -> Desk {
    let mut desk = Desk::new(Some(Source::Text(TEXT.to_owned())), "es");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    let row = desk.harness.get_by_label_contains("Rafael Toledo, persona");
    row.click();
    desk.settle();
    desk
}

/// The places of the path with how they are tied.
fn stops(desk: &Desk) -> Vec<(String, Tie)> {
    let document = desk.document();
    let window = desk.window();
    let track = window.view().track.as_ref().expect("somebody is followed");
    let stop = |stop: &mapalabra::scene::Stop| {
        let place = document.place(&stop.place).unwrap();
        (place.name.clone(), stop.tie)
    };
    track.stops.iter().map(stop).collect()
}

#[test]
fn who_is_selected_is_followed_from_place_to_place() {
    let desk = following();
    let expected = [("Nuakchot", Tie::Goes), ("Dakar", Tie::Goes)];
    assert_eq!(
        stops(&desk),
        expected.map(|(name, tie)| (name.to_owned(), tie))
    );
    for name in ["Nuakchot", "Dakar"] {
        let _marker = desk.harness.get_by_role_and_label(egui::Role::Button, name);
    }
}

#[test]
fn the_card_tells_the_path_with_its_dates_and_leads_to_the_words() {
    let mut desk = following();
    let first = "1, Nuakchot, va o envía, visitó, junio de 2021 (2021-06), frase 1";
    let _first = desk.harness.get_by_label(first);
    let second = desk
        .harness
        .get_by_label_contains("2, Dakar, va o envía, posible o previsto");
    second.click();
    desk.settle();
    assert!(
        desk.shown_words().contains("Dakar"),
        "{}",
        desk.shown_words()
    );
    assert_eq!(stops(&desk).len(), 2, "still followed");
}

#[test]
fn a_mention_in_the_text_follows_too_and_escape_lets_go() {
    let mut desk = Desk::new(Some(Source::Text(TEXT.to_owned())), "es");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    let mut mentions = desk.harness.query_all_by_label_contains("Toledo, mención");
    mentions.next().unwrap().click();
    drop(mentions);
    desk.settle();
    assert_eq!(stops(&desk).len(), 2);
    desk.press(Key::Escape);
    assert!(desk.window().view().track.is_none());
}

#[test]
fn a_picture_shows_the_path() {
    let mut desk = following();
    desk.run(Command::ExportPicture);
    desk.click("Elegir archivo…");
    let path = desk.path("camino.svg");
    type_path(&mut desk, &path);
    desk.wait_until("the picture is written", |window| {
        !window.notices().is_empty()
    });
    let picture = std::fs::read_to_string(&path).unwrap();
    assert!(picture.contains("class=\"track\""));
    for words in ["Camino de Rafael Toledo", "posible o previsto"] {
        assert!(picture.contains(&format!(">{words}</text>")), "{words}");
    }
}

#[test]
fn the_legend_explains_the_path_and_its_lines() {
    let mut desk = following();
    desk.harness.set_size(egui::vec2(1500.0, 1000.0));
    desk.settle();
    for row in ["Camino de Rafael Toledo", "posible o previsto"] {
        assert!(desk.harness.query_all_by_label(row).count() > 0, "{row}");
    }
    desk.press(Key::Escape);
    let gone = desk.harness.query_all_by_label("Camino de Rafael Toledo");
    assert_eq!(gone.count(), 0);
}

#[test]
fn an_organisation_is_followed_too() {
    let text = "La ONU envió médicos a Haití en mayo. La ONU criticó a Chile.";
    let mut desk = Desk::new(Some(Source::Text(text.to_owned())), "es");
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    let row = desk.harness.get_by_label_contains("ONU, organización");
    row.click();
    desk.settle();
    let names: Vec<String> = stops(&desk).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Haití", "Chile"]);
}
