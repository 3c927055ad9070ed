//! Finer tiles from a server on this computer that behaves in every bad way.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::desk::{DANUBIO, Desk};
use crate::tile_server::{Behaviour, Server, picture};
use eframe::egui::{CentralPanel, Context, Frame, Pos2, RawInput, Rect, vec2};
use egui_kittest::kittest::Queryable as _;
use mapalabra::app::files::open::Source;
use mapalabra::app::map::{
    BaseMapChoice, MapInput, MapView, NetworkState, Pace, TileServer, TileUrl,
};
use mapalabra::app::view_state::{MapFocus, ViewState};
use mapalabra::document::Document;
use mapalabra::text::Language;

/// Time enough for everything that should happen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A map over a server.
struct Chart {
    ctx: Context,
    map: MapView,
    view: ViewState,
    document: Document,
    dark: bool,
    n_frames: u64,
}

impl Chart {
    fn over(server: &Server, cache: Option<&Path>) -> Self {
        let pace = Pace {
            timeout: Duration::from_millis(600),
            first_pause: Duration::from_millis(100),
            refused_pause: Duration::from_millis(300),
            longest_pause: Duration::from_secs(5),
            rest: Duration::from_millis(30),
        };
        let server = TileServer {
            url: TileUrl::parse(&server.template()).unwrap(),
            credit: None,
            cache: cache.map(Path::to_owned),
            pace,
        };
        Self {
            ctx: Context::default(),
            map: MapView::new(server),
            view: ViewState::default(),
            document: crate::map_fixture::document(&[("A", 40.0, -3.0, 2), ("B", 41.0, 2.0, 1)]),
            dark: false,
            n_frames: 0,
        }
    }

    fn frame(&mut self) {
        self.n_frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(640.0, 480.0))),
            time: Some(self.n_frames as f64 / 60.0),
            ..RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| {
            CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
                let input = MapInput {
                    document: &self.document,
                    revision: 1,
                    view: &mut self.view,
                    base_map: BaseMapChoice::Tiles,
                    dark: self.dark,
                    reduced_motion: true,
                    capitals_as_states: false,
                    language: Language::Es,
                    online: true,
                    told: None,
                    scene: None,
                };
                self.map.ui(ui, input, &mut Vec::new());
            });
        });
        output.textures_delta.clear();
    }

    /// Draws frames until this is so.
    #[track_caller]
    fn until(&mut self, what: &str, done: impl Fn(NetworkState) -> bool) {
        let began = Instant::now();
        self.frame();
        while began.elapsed() < PATIENCE {
            self.frame();
            if self.n_frames > 3 && done(self.map.network_state()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!(
            "waited in vain until {what}: {:?}",
            self.map.network_state()
        );
    }

    #[track_caller]
    fn until_complete(&mut self) {
        self.until("all is there", |state| state == NetworkState::Complete);
    }

    #[track_caller]
    fn until_unreachable(&mut self) {
        self.until("the fault is seen", |state| {
            state == NetworkState::Unreachable
        });
    }

    fn frames_for(&mut self, time: Duration) {
        let began = Instant::now();
        while began.elapsed() < time {
            self.frame();
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

#[test]
fn requests_follow_the_policy() {
    let server = Server::new(Behaviour::Good { max_age: 0 });
    let folder = tempfile::tempdir().unwrap();
    let mut chart = Chart::over(&server, Some(folder.path()));
    chart.until_complete();
    let requests = server.requests();
    assert!(
        !requests.is_empty() && requests.len() <= 20,
        "{}",
        requests.len()
    );
    for request in &requests {
        let agent = request.header("user-agent").unwrap();
        assert!(
            agent.starts_with("mapalabra/") && agent.contains("contact:"),
            "{agent}"
        );
        assert_eq!(request.header("cache-control"), None);
        assert_eq!(request.header("if-none-match"), None);
    }
    let mut paths: Vec<_> = requests.iter().map(|request| &request.path).collect();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), requests.len(), "nothing is asked for twice");
    assert!(server.most_at_once() <= 2, "{}", server.most_at_once());
}

#[test]
fn nothing_outside_the_view_is_asked_for() {
    let server = Server::new(Behaviour::Good { max_age: 1000 });
    let mut chart = Chart::over(&server, None);
    chart.until_complete();
    let camera = chart.map.camera();
    let zoom = camera.zoom.round() as u32;
    let side = 256.0 * (camera.zoom - f64::from(zoom)).exp2();
    let n_across = f64::from(1 << zoom);
    for request in server.requests() {
        let [z, x, y] = request.tile();
        assert_eq!(z, zoom);
        let off_x = (f64::from(x) + 0.5 - camera.center.x * n_across).abs() * side;
        let off_y = (f64::from(y) + 0.5 - camera.center.y * n_across).abs() * side;
        assert!(
            off_x <= 320.0 + side / 2.0 && off_y <= 240.0 + side / 2.0,
            "{z}/{x}/{y}"
        );
    }
}

#[test]
fn a_flight_asks_for_where_it_ends() {
    let server = Server::new(Behaviour::Good { max_age: 1000 });
    let mut chart = Chart::over(&server, None);
    chart.until_complete();
    let before = server.requests().len();
    for _ in 0..12 {
        chart.view.map_focus = Some(MapFocus::Zoom(0.25));
        chart.frame();
    }
    chart.until_complete();
    let zooms: Vec<u32> = server.requests()[before..]
        .iter()
        .map(|r| r.tile()[0])
        .collect();
    let zoom = chart.map.camera().zoom.round() as u32;
    assert!(
        !zooms.is_empty() && zooms.iter().all(|&z| z == zoom),
        "{zooms:?}"
    );
}

#[test]
fn what_is_fresh_on_disk_is_not_asked_for_again() {
    let server = Server::new(Behaviour::Good { max_age: 3600 });
    let folder = tempfile::tempdir().unwrap();
    Chart::over(&server, Some(folder.path())).until_complete();
    let n_requests = server.requests().len();
    let mut again = Chart::over(&server, Some(folder.path()));
    again.until_complete();
    again.dark = true;
    again.until_complete();
    assert_eq!(server.requests().len(), n_requests);
}

#[test]
fn what_is_old_on_disk_is_asked_for_with_its_validators() {
    let server = Server::new(Behaviour::Good { max_age: 3600 });
    let folder = tempfile::tempdir().unwrap();
    Chart::over(&server, Some(folder.path())).until_complete();
    let n_requests = server.requests().len();
    make_old(folder.path());
    Chart::over(&server, Some(folder.path())).until_complete();
    let requests = server.requests();
    assert_eq!(requests.len(), 2 * n_requests);
    for request in &requests[n_requests..] {
        assert_eq!(request.header("if-none-match"), Some("\"a\""));
        assert_eq!(request.status, 304);
    }
    Chart::over(&server, Some(folder.path())).until_complete();
    assert_eq!(
        server.requests().len(),
        2 * n_requests,
        "now it is fresh again"
    );
}

/// Lets what a cache holds have run out long ago.
fn make_old(folder: &Path) {
    for server in std::fs::read_dir(folder).unwrap() {
        for file in std::fs::read_dir(server.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            let end = bytes.iter().position(|&byte| byte == b'\n').unwrap();
            let mut head: serde_json::Value = serde_json::from_slice(&bytes[..end]).unwrap();
            head["fresh_until"] = 1000.into();
            let mut old = serde_json::to_vec(&head).unwrap();
            old.extend_from_slice(&bytes[end..]);
            std::fs::write(&path, old).unwrap();
        }
    }
}

#[test]
fn every_fault_is_met_calmly_and_healed() {
    for fault in [
        Behaviour::Status(500),
        Behaviour::Silent,
        Behaviour::Slow,
        Behaviour::CutShort,
        Behaviour::WrongType,
        Behaviour::Endless,
        Behaviour::HangUp,
    ] {
        let server = Server::new(fault);
        let folder = tempfile::tempdir().unwrap();
        let mut chart = Chart::over(&server, Some(folder.path()));
        chart.until_unreachable();
        chart.frames_for(Duration::from_millis(700));
        // Pauses of 100, 200 and 400 ms: two questions at first, one at a time then.
        let n_requests = server.requests().len();
        assert!(n_requests <= 6, "{fault:?} was asked {n_requests} times");
        assert!(server.most_at_once() <= 2, "{fault:?}");
        server.behave(Behaviour::Good { max_age: 1000 });
        chart.until_complete();
        assert!(n_files(folder.path()) > 0, "{fault:?}");
    }
}

fn n_files(folder: &Path) -> usize {
    let servers = std::fs::read_dir(folder).unwrap();
    servers
        .map(|server| std::fs::read_dir(server.unwrap().path()).unwrap().count())
        .sum()
}

#[test]
fn a_server_that_is_down_is_tried_again_until_it_is_back() {
    let server = Server::new(Behaviour::Good { max_age: 1000 });
    let address = server.address();
    drop(server);
    let mut chart = Chart::over(&Server::silent_at(address), None);
    chart.until_unreachable();
    let server = Server::at(address, Behaviour::Good { max_age: 1000 });
    chart.until_complete();
    assert!(!server.requests().is_empty());
}

#[test]
fn a_network_that_is_lost_comes_back_where_the_map_is_by_then() {
    let server = Server::new(Behaviour::Good { max_age: 1000 });
    let address = server.address();
    let mut chart = Chart::over(&server, None);
    chart.until_complete();
    // What is open hangs up, and nobody answers any more.
    server.behave(Behaviour::HangUp);
    drop(server);
    chart.view.map_focus = Some(MapFocus::Zoom(1.0));
    chart.until_unreachable();
    let zoom = chart.map.camera().zoom.round() as u32;
    let server = Server::at(address, Behaviour::Good { max_age: 1000 });
    chart.until_complete();
    let zooms: Vec<u32> = server.requests().iter().map(|r| r.tile()[0]).collect();
    assert!(
        !zooms.is_empty() && zooms.iter().all(|&z| z == zoom),
        "{zooms:?}"
    );
    // What was there before is still known.
    let n_requests = zooms.len();
    chart.view.map_focus = Some(MapFocus::Zoom(-1.0));
    chart.until_complete();
    assert_eq!(server.requests().len(), n_requests);
}

#[test]
fn refusals_are_not_kept_and_not_argued_with() {
    for status in [403, 418, 429] {
        let server = Server::new(Behaviour::Status(status));
        let folder = tempfile::tempdir().unwrap();
        let mut chart = Chart::over(&server, Some(folder.path()));
        chart.until("the refusal is seen", |state| {
            state == NetworkState::Refused(status)
        });
        chart.frames_for(Duration::from_millis(150));
        assert!(server.requests().len() <= 2, "{status}");
        assert!(
            !folder.path().read_dir().unwrap().any(|_| true),
            "{status} is not kept"
        );
        server.behave(Behaviour::Good { max_age: 1000 });
        chart.until_complete();
    }
}

#[test]
fn a_server_that_says_when_to_come_back_is_left_alone_until_then() {
    let server = Server::new(Behaviour::RetryAfter(2));
    let mut chart = Chart::over(&server, None);
    chart.until("the refusal is seen", |state| {
        state == NetworkState::Refused(429)
    });
    let refused = Instant::now();
    let n_requests = server.requests().len();
    server.behave(Behaviour::Good { max_age: 1000 });
    chart.until_complete();
    assert!(
        refused.elapsed() > Duration::from_millis(1500),
        "{:?}",
        refused.elapsed()
    );
    assert!(n_requests <= 2);
}

#[test]
fn tiles_that_do_not_exist_are_asked_for_once() {
    let server = Server::new(Behaviour::Status(404));
    let mut chart = Chart::over(&server, None);
    chart.until_complete();
    let n_requests = server.requests().len();
    chart.frames_for(Duration::from_millis(400));
    assert_eq!(server.requests().len(), n_requests);
}

#[test]
fn without_room_for_a_cache_the_map_works_all_the_same() {
    let server = Server::new(Behaviour::Good { max_age: 1000 });
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("file");
    std::fs::write(&blocked, "no folder").unwrap();
    let mut chart = Chart::over(&server, Some(&blocked));
    chart.until_complete();
    let n_requests = server.requests().len();
    chart.dark = true;
    chart.until_complete();
    assert_eq!(server.requests().len(), n_requests, "memory serves");
}

#[test]
fn a_picture_is_one() {
    assert!(picture().starts_with(b"\x89PNG"));
}

/// A window whose settings name the server, started with `--offline` or without, allowed to use the network or not.
fn window(server: &Server, offline: bool, allowed: bool) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let settings = format!(
        r#"{{"tile_url": "{}", "tile_attribution": "Atlas", "online": {allowed}}}"#,
        server.template()
    );
    std::fs::write(folder.path().join("settings.json"), settings).unwrap();
    let source = Some(Source::File(DANUBIO.into()));
    let mut desk = Desk::in_folder_with(folder, source, "es", offline);
    desk.wait_until("the article is open", |window| window.workspace().is_some());
    desk
}

#[test]
fn offline_and_before_a_person_agrees_nothing_is_sent() {
    let server = Server::new(Behaviour::Good { max_age: 1000 });
    for (offline, allowed) in [(true, true), (true, false), (false, false)] {
        let mut desk = window(&server, offline, allowed);
        desk.click("Acercar");
        std::thread::sleep(Duration::from_millis(400));
        desk.settle();
        assert!(!desk.window().map().has_network());
    }
    assert_eq!(server.n_connections(), 0);
}

#[test]
fn a_person_agrees_and_sees_how_it_goes() {
    let server = Server::new(Behaviour::Status(403));
    let mut desk = window(&server, false, false);
    desk.harness.get_by_label("sin conexión: mapa incluido");
    desk.click("más detalle en línea");
    desk.wait_until("the refusal is seen", |window| {
        window.map().network_state() == NetworkState::Refused(403)
    });
    desk.harness
        .get_by_label("el servidor de teselas se niega (403)");
    desk.harness
        .get_by_label("Atlas · © OpenStreetMap contributors");
    desk.click("dejar de usar la red");
    assert!(!desk.window().map().has_network());
    desk.harness.get_by_label("sin conexión: mapa incluido");
}

#[test]
fn another_server_is_used_and_remembered_and_a_bad_address_is_not() {
    let server = Server::new(Behaviour::Good { max_age: 1000 });
    let mut desk = Desk::with_all_of(DANUBIO);
    desk.harness.get_by_label("© OpenStreetMap contributors");
    let window = |desk: &Desk, url: &str| {
        let mut window = desk.harness.state().borrow_mut();
        window.as_mut().unwrap().set_tile_server(url, " Atlas ")
    };
    assert!(window(&desk, "https://tiles.example/{z}/{x}").is_err());
    assert_eq!(desk.window().settings().tile_url, None);
    assert!(window(&desk, &server.template()).is_ok());
    desk.settle();
    desk.harness
        .get_by_label("Atlas · © OpenStreetMap contributors");
    let kept = std::fs::read_to_string(desk.path("settings.json")).unwrap();
    assert!(kept.contains("\"tile_attribution\": \"Atlas\""), "{kept}");
}

#[test]
fn a_mistake_of_the_map_can_be_reported() {
    let mut desk = Desk::with_all_of(DANUBIO);
    let opened = |desk: &Desk| {
        let commands = &desk.harness.output().platform_output.commands;
        format!("{commands:?}")
    };
    desk.harness.get_by_label("Corregir el mapa").click();
    desk.harness.step();
    assert!(opened(&desk).contains("https://www.openstreetmap.org/fixthemap?lat="));
    desk.settle();
    assert!(!opened(&desk).contains("fixthemap"));
    desk.harness.get_by_label("Ayuda").click();
    desk.settle();
    desk.harness
        .get_by_label("Avisar de un error del mapa…")
        .click();
    desk.harness.step();
    assert!(opened(&desk).contains("https://www.openstreetmap.org/fixthemap?lat="));
}
