//! The threads that fetch tiles: two that ask, so that a server never has more than two questions of ours open, and one that
//! only looks on disk, so that what is there never waits for a slow server.

use std::io::Cursor;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Instant, SystemTime};

use eframe::egui::{ColorImage, Context};
use image::{ImageReader, Limits};

use super::fetch::{Answer, Line};
use super::queue::{Next, Outcome, Queue, Step, Trouble, Wish};
use super::recolor::recolor;
use super::server::TileServer;
use crate::app::files::tiles::{KeptTile, MAX_CACHE, TileCache, Validators};
use crate::scene::tiles::TileKey;

/// Questions at the same time, as OpenStreetMap's policy allows.
const N_WORKERS: usize = 2;
/// The largest side of a tile, in pixels: a small file may unfold to a large picture.
const MAX_SIDE: u32 = 1024;

/// What a worker hands up.
pub(super) struct Delivery {
    pub key: TileKey,
    /// What to show.
    pub picture: Option<Picture>,
    /// How it goes on with the tile.
    pub fate: Fate,
}

/// A tile as it is shown.
pub(super) struct Picture {
    pub image: ColorImage,
    pub dark: bool,
    /// The tile as it came.
    pub bytes: Arc<[u8]>,
}

/// How it goes on with a tile.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fate {
    /// Nothing to do until then.
    Good(SystemTime),
    /// The server has to be asked.
    Ask(Validators),
    /// There is no such tile.
    Missing,
    /// The picture changed its colours, nothing else.
    Same,
}

/// What the window and its workers share.
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    cache: Option<Mutex<TileCache>>,
    server: TileServer,
    ctx: Context,
}

struct State {
    queue: Queue,
    deliveries: Vec<Delivery>,
    is_closed: bool,
}

/// A lock of a thread that panicked holds what it held.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The window's hold on its workers; they end when it lets go.
pub(super) struct Workers {
    shared: Arc<Shared>,
}

impl Workers {
    pub fn new(server: TileServer, ctx: Context) -> Self {
        let cache = server
            .cache
            .as_deref()
            .map(|folder| TileCache::new(folder, server.url.template(), MAX_CACHE));
        let shared = Arc::new(Shared::new(server, cache, ctx));
        for n in 0..=N_WORKERS {
            let shared = Arc::clone(&shared);
            let asks = n > 0;
            // Without a thread there is no finer map, and the window says that it waits for it.
            let _ = thread::Builder::new()
                .name(format!("mapalabra-tiles-{n}"))
                .spawn(move || shared.work(asks));
        }
        Self { shared }
    }

    /// What has come since the last time.
    pub fn deliveries(&self) -> Vec<Delivery> {
        std::mem::take(&mut lock(&self.shared.state).deliveries)
    }

    /// Says what is wanted now, and until when the map may be moving.
    pub fn want(&self, mut wishes: Vec<Wish>, moving_until: Option<Instant>) {
        let mut state = lock(&self.shared.state);
        let state = &mut *state;
        wishes.retain(|wish| state.deliveries.iter().all(|come| come.key != wish.key));
        state.queue.replace(wishes);
        if let Some(at) = moving_until {
            state.queue.hold_until(at);
        }
        self.shared.changed.notify_all();
    }

    /// Why the server is left alone, if it is, and how many tiles are still to come.
    pub fn state(&self) -> (Option<Trouble>, usize) {
        let state = lock(&self.shared.state);
        (state.queue.trouble(), state.queue.n_open())
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        lock(&self.shared.state).is_closed = true;
        self.shared.changed.notify_all();
    }
}

impl Shared {
    fn new(server: TileServer, cache: Option<TileCache>, ctx: Context) -> Self {
        let state = State {
            queue: Queue::new(server.pace),
            deliveries: Vec::new(),
            is_closed: false,
        };
        Self {
            state: Mutex::new(state),
            changed: Condvar::new(),
            cache: cache.map(Mutex::new),
            server,
            ctx,
        }
    }

    fn work(&self, asks: bool) {
        let mut line = None;
        while let Some(wish) = self.next(asks) {
            match &wish.step {
                Step::Look => self.look(&wish),
                Step::Paint(bytes) => self.repaint(&wish, Arc::clone(bytes)),
                Step::Ask(known) => {
                    // Made late: it reads the certificates of the system.
                    line = line.or_else(|| Line::to(&self.server));
                    let answer = match &line {
                        Some(line) => line.ask(&self.server, wish.key, known),
                        None => Answer::Failed(None),
                    };
                    if matches!(answer, Answer::Failed(_) | Answer::Refused(..)) {
                        // Hangs up: a line that is left lying would stay open.
                        line = None;
                    }
                    self.settle(&wish, answer);
                }
            }
        }
    }

    /// Waits for something to do; `None` when the window has let go.
    fn next(&self, asks: bool) -> Option<Wish> {
        let mut state = lock(&self.state);
        loop {
            if state.is_closed {
                return None;
            }
            let now = Instant::now();
            state = match state.queue.take(now, asks) {
                Next::Do(wish) => return Some(wish),
                Next::WaitUntil(at) => {
                    let waited = self.changed.wait_timeout(state, at - now);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
                Next::Wait => {
                    let waited = self.changed.wait(state);
                    waited.unwrap_or_else(PoisonError::into_inner)
                }
            };
        }
    }

    /// Looks for a tile on disk; what is not there, or too old, is asked for.
    fn look(&self, wish: &Wish) {
        let kept = self
            .cache
            .as_ref()
            .and_then(|cache| lock(cache).read(wish.key));
        let picture = kept.as_ref().and_then(|kept| paint(&kept.bytes, wish.dark));
        let fate = match (kept, &picture) {
            (Some(kept), Some(_)) if kept.fresh_until > SystemTime::now() => {
                Fate::Good(kept.fresh_until)
            }
            (Some(kept), Some(_)) => Fate::Ask(kept.validators),
            _ => Fate::Ask(Validators::default()),
        };
        self.hand_up(wish, Outcome::Fine, picture, Some(fate));
    }

    fn repaint(&self, wish: &Wish, bytes: Arc<[u8]>) {
        let picture = paint(&bytes, wish.dark);
        self.hand_up(wish, Outcome::Fine, picture, Some(Fate::Same));
    }

    fn settle(&self, wish: &Wish, answer: Answer) {
        let (outcome, picture, fate) = match answer {
            Answer::Tile(tile, may_be_stored) => match paint(&tile.bytes, wish.dark) {
                Some(picture) => {
                    if may_be_stored {
                        self.keep(wish.key, &tile);
                    }
                    let fate = Fate::Good(tile.fresh_until);
                    (Outcome::Fine, Some(picture), Some(fate))
                }
                // Whatever it is, it is no picture.
                None => (Outcome::Failed(None), None, None),
            },
            Answer::Unchanged(validators, fresh_until) => {
                self.refresh(wish.key, validators, fresh_until);
                (Outcome::Fine, None, Some(Fate::Good(fresh_until)))
            }
            Answer::Missing => (Outcome::Fine, None, Some(Fate::Missing)),
            Answer::Refused(status, pause) => (Outcome::Refused(status, pause), None, None),
            Answer::Failed(pause) => (Outcome::Failed(pause), None, None),
        };
        self.hand_up(wish, outcome, picture, fate);
    }

    fn keep(&self, key: TileKey, tile: &KeptTile) {
        if let Some(cache) = &self.cache {
            lock(cache).write(key, tile);
        }
    }

    /// Notes that the tile on disk is good for longer.
    fn refresh(&self, key: TileKey, validators: Validators, fresh_until: SystemTime) {
        let Some(cache) = &self.cache else {
            return;
        };
        let mut cache = lock(cache);
        if let Some(kept) = cache.read(key) {
            let bytes = kept.bytes;
            let tile = KeptTile {
                bytes,
                validators,
                fresh_until,
            };
            cache.write(key, &tile);
        }
    }

    /// Ends work on a wish, and wakes the window if there is something new to see.
    fn hand_up(&self, wish: &Wish, outcome: Outcome, picture: Option<Picture>, fate: Option<Fate>) {
        let mut state = lock(&self.state);
        let before = state.queue.trouble();
        state.queue.finish(wish, outcome, Instant::now());
        if let (Step::Look, Some(Fate::Ask(known))) = (&wish.step, &fate) {
            let step = Step::Ask(known.clone());
            state.queue.add(Wish {
                step,
                ..wish.clone()
            });
        }
        let is_news = picture.is_some()
            || state.queue.trouble() != before
            || (wish.step != Step::Look && state.queue.n_open() == 0);
        if let Some(fate) = fate {
            state.deliveries.push(Delivery {
                key: wish.key,
                picture,
                fate,
            });
        }
        drop(state);
        self.changed.notify_all();
        if is_news {
            self.ctx.request_repaint();
        }
    }
}

/// Decodes a tile and gives it the map's colours; `None` when it is no picture, or an outsize one.
fn paint(bytes: &[u8], dark: bool) -> Option<Picture> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .ok()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    reader.limits(limits);
    let mut image = reader.decode().ok()?.into_rgb8();
    recolor(&mut image, dark);
    let size = [image.width() as usize, image.height() as usize];
    Some(Picture {
        image: ColorImage::from_rgb(size, image.as_raw()),
        dark,
        bytes: bytes.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::files::tiles::full_disk;
    use image::{ImageFormat, RgbImage};

    fn png(side: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        RgbImage::new(side, side)
            .write_to(&mut bytes, ImageFormat::Png)
            .unwrap();
        bytes.into_inner()
    }

    #[test]
    fn on_a_full_disk_tiles_are_shown_and_none_is_asked_for_twice() {
        let folder = tempfile::tempdir().unwrap();
        let cache = TileCache::new(folder.path(), "server", MAX_CACHE).saving(full_disk::save);
        let shared = Shared::new(TileServer::default(), Some(cache), Context::default());
        let before = full_disk::n_tries();
        let fresh_until = SystemTime::now() + std::time::Duration::from_secs(600);
        for x in 0..9 {
            let tile = KeptTile {
                bytes: png(256),
                validators: Validators::default(),
                fresh_until,
            };
            let wish = Wish {
                key: TileKey { zoom: 9, x, y: 1 },
                dark: false,
                step: Step::Ask(Validators::default()),
            };
            shared.settle(&wish, Answer::Tile(tile, true));
        }
        let deliveries = std::mem::take(&mut lock(&shared.state).deliveries);
        assert_eq!(deliveries.len(), 9);
        for delivery in deliveries {
            assert!(delivery.picture.is_some());
            assert_eq!(delivery.fate, Fate::Good(fresh_until));
        }
        assert_eq!(full_disk::n_tries() - before, 1);
        assert_eq!(crate::app::files::cache::size(folder.path()), 0);
    }

    #[test]
    fn only_whole_pictures_of_a_sensible_size_are_shown() {
        assert!(paint(&png(256), false).is_some());
        assert!(paint(&png(256)[..200], false).is_none());
        assert!(paint(&png(1500), false).is_none());
        for bytes in [&b""[..], b"<html>blocked</html>", b"\x89PNG\r\n\x1a\n"] {
            assert!(paint(bytes, true).is_none());
        }
    }
}
