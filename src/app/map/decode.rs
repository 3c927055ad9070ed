//! The thread that makes pictures of the packed tiles: no frame waits for a PNG.

use std::collections::BTreeSet;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use eframe::egui::{ColorImage, Context};

use super::recolor::recolor;
use crate::scene::tiles::{TileKey, TilePack};

/// A tile in the colours of the light or the dark map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Look {
    pub key: TileKey,
    pub dark: bool,
}

/// A tile as a picture; `None` where the pack holds none that can be read.
pub(super) type Decoded = (Look, Option<ColorImage>);

/// The window's hold on the thread, which ends when it lets go.
pub(super) struct Decoder {
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    pack: &'static TilePack<'static>,
    ctx: Context,
}

#[derive(Default)]
struct State {
    /// What is in view, the most wanted last.
    wanted: Vec<Look>,
    in_work: Option<Look>,
    decoded: Vec<Decoded>,
    is_closed: bool,
}

impl Decoder {
    /// `None` without a thread: the map then stays water.
    pub fn new(pack: &'static TilePack<'static>, ctx: Context) -> Option<Self> {
        let shared = Arc::new(Shared {
            state: Mutex::default(),
            changed: Condvar::new(),
            pack,
            ctx,
        });
        let worker = Arc::clone(&shared);
        let thread = thread::Builder::new().name("mapalabra-pictures".to_owned());
        thread.spawn(move || worker.work()).ok()?;
        Some(Self { shared })
    }

    /// Says what is in view now and not there yet, the most wanted first; what left the view is forgotten.
    pub fn want(&self, wanted: Vec<Look>) {
        let mut state = self.shared.lock();
        let come: BTreeSet<Look> = state.decoded.iter().map(|(look, _)| *look).collect();
        let in_work = state.in_work;
        state.wanted = wanted;
        state
            .wanted
            .retain(|look| !come.contains(look) && in_work != Some(*look));
        state.wanted.reverse();
        if !state.wanted.is_empty() {
            self.shared.changed.notify_one();
        }
    }

    /// What has come since the last time, `at_most` so many; and whether there is more.
    pub fn take(&self, at_most: usize) -> (Vec<Decoded>, bool) {
        let mut state = self.shared.lock();
        let n = state.decoded.len().min(at_most);
        let taken = state.decoded.drain(..n).collect();
        (taken, !state.decoded.is_empty())
    }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        self.shared.lock().is_closed = true;
        self.shared.changed.notify_one();
    }
}

impl Shared {
    /// A lock of a thread that panicked holds what it held.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        while let Some(look) = self.next() {
            let image = self.pack.png(look.key);
            let image = image.and_then(|png| decode(png, look.dark));
            let mut state = self.lock();
            state.in_work = None;
            state.decoded.push((look, image));
            drop(state);
            self.ctx.request_repaint();
        }
    }

    /// Waits for something to do; `None` when the window has let go.
    fn next(&self) -> Option<Look> {
        let mut state = self.lock();
        loop {
            if state.is_closed {
                return None;
            }
            if let Some(look) = state.wanted.pop() {
                state.in_work = Some(look);
                return Some(look);
            }
            let waited = self.changed.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }
}

fn decode(png: &[u8], dark: bool) -> Option<ColorImage> {
    let mut image = image::load_from_memory_with_format(png, image::ImageFormat::Png)
        .ok()?
        .into_rgb8();
    recolor(&mut image, dark);
    let size = [image.width() as usize, image.height() as usize];
    Some(ColorImage::from_rgb(size, image.as_raw()))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn look(zoom: u8, x: u32) -> Look {
        let key = TileKey { zoom, x, y: 0 };
        Look { key, dark: false }
    }

    fn decoder() -> Decoder {
        Decoder::new(TilePack::embedded().unwrap(), Context::default()).unwrap()
    }

    /// Everything that comes until all of `n` are there.
    fn wait_for(decoder: &Decoder, n: usize) -> Vec<Decoded> {
        let (mut all, began) = (Vec::new(), Instant::now());
        while all.len() < n && began.elapsed() < Duration::from_secs(20) {
            all.extend(decoder.take(1).0);
            thread::sleep(Duration::from_millis(1));
        }
        all
    }

    #[test]
    fn what_is_wanted_comes_once_whole_or_not_at_all() {
        let decoder = decoder();
        let absent = look(30, 1);
        for _ in 0..20 {
            decoder.want(vec![look(0, 0), absent]);
            thread::sleep(Duration::from_millis(1));
        }
        let all = wait_for(&decoder, 2);
        let sizes: Vec<_> = all
            .iter()
            .map(|(look, image)| (*look, image.as_ref().map(|image| image.size)))
            .collect();
        assert_eq!(sizes, [(look(0, 0), Some([256, 256])), (absent, None)]);
        assert!(decoder.take(9).0.is_empty());
    }

    #[test]
    fn what_left_the_view_is_forgotten() {
        let decoder = decoder();
        decoder.want((0..32).map(|x| look(5, x)).collect());
        decoder.want(vec![look(1, 0)]);
        let came = wait_for(&decoder, 33);
        assert!(came.len() <= 3, "one may have been in work: {}", came.len());
        assert!(came.iter().any(|(one, _)| *one == look(1, 0)));
    }

    #[test]
    fn the_thread_ends_with_its_window() {
        let decoder = decoder();
        let shared = Arc::downgrade(&decoder.shared);
        drop(decoder);
        let began = Instant::now();
        while shared.strong_count() > 0 {
            assert!(began.elapsed() < Duration::from_secs(5));
            thread::sleep(Duration::from_millis(1));
        }
    }
}
