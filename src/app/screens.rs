//! A window that was left on a screen that is gone comes back to one that is there.

use eframe::egui::{Pos2, Rect, Vec2};

/// Height of the strip at the top that a window is held by, in pixels.
const GRIP: f32 = 32.0;
/// How much of the strip has to be seen, in pixels.
const SEEN: f32 = 96.0;

/// Where a window has to go so that a person can get hold of it; `None` where it stands well, or no screen is known.
/// All in pixels of the desktop.
pub(super) fn brought_back(window: Rect, screens: &[Rect]) -> Option<Pos2> {
    if screens.iter().any(|screen| is_held(window, *screen)) {
        return None;
    }
    let away = |screen: &&Rect| screen.distance_sq_to_pos(window.center());
    let nearest = screens
        .iter()
        .min_by(|a, b| away(a).total_cmp(&away(b)))
        .filter(|screen| screen.is_positive())?;
    let room = (nearest.size() - window.size()).max(Vec2::ZERO);
    Some(window.min.clamp(nearest.min, nearest.min + room))
}

/// Whether enough of the window's strip can be seen on a screen.
fn is_held(window: Rect, screen: Rect) -> bool {
    let strip = Rect::from_min_size(window.min, Vec2::new(window.width(), GRIP));
    let seen = strip.intersect(screen);
    seen.width() >= SEEN.min(window.width()) && seen.height() >= GRIP / 2.0
}

/// Brings a window back that has just been made; does nothing where the system does not say where it is.
pub(super) fn bring_back(window: &eframe::CreationContext<'_>) {
    let Some(window) = window.winit_window() else {
        return;
    };
    let Ok(mut corner) = window.outer_position() else {
        return;
    };
    let screens: Vec<Rect> = window
        .available_monitors()
        .map(|screen| {
            let (corner, size) = (screen.position(), screen.size());
            rect([corner.x, corner.y], [size.width, size.height])
        })
        .collect();
    let size = window.outer_size();
    let stands = rect([corner.x, corner.y], [size.width, size.height]);
    if let Some(to) = brought_back(stands, &screens) {
        (corner.x, corner.y) = (to.x as i32, to.y as i32);
        window.set_outer_position(corner);
    }
}

fn rect(corner: [i32; 2], size: [u32; 2]) -> Rect {
    let [x, y] = corner.map(|side| side as f32);
    let [width, height] = size.map(|side| side as f32);
    Rect::from_min_size(Pos2::new(x, y), Vec2::new(width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(x: i32, y: i32) -> Rect {
        rect([x, y], [1280, 800])
    }

    /// A laptop, and a larger screen to the right of it.
    fn two_screens() -> [Rect; 2] {
        [rect([0, 0], [1366, 768]), rect([1366, -200], [2560, 1440])]
    }

    #[test]
    fn a_window_in_sight_stays() {
        for corner in [(0, 0), (40, 30), (1500, 100), (1300, -10), (-1000, 40)] {
            let window = window(corner.0, corner.1);
            assert_eq!(brought_back(window, &two_screens()), None, "{corner:?}");
        }
    }

    #[test]
    fn a_window_of_a_screen_that_is_gone_comes_to_the_nearest_one() {
        let [laptop, large] = two_screens();
        let left = window(2000, 100);
        assert_eq!(brought_back(left, &[laptop, large]), None);
        let corner = brought_back(left, &[laptop]).unwrap();
        // It is higher than that screen: its top is what is needed.
        assert_eq!(corner, Pos2::new(86.0, 0.0));
        let above = window(3000, -900);
        let corner = brought_back(above, &[laptop, large]).unwrap();
        assert_eq!(corner, Pos2::new(2646.0, -200.0));
    }

    #[test]
    fn a_window_that_cannot_be_held_is_moved_in() {
        let [laptop, _] = two_screens();
        // Only its lower edge, or a sliver of its side, would be seen.
        for corner in [(100, -60), (-1240, 20), (1340, 20), (20, 760)] {
            let window = window(corner.0, corner.1);
            let to = brought_back(window, &[laptop]).unwrap();
            assert!(is_held(Rect::from_min_size(to, window.size()), laptop));
        }
    }

    #[test]
    fn where_no_screen_is_known_nothing_moves() {
        assert_eq!(brought_back(window(5000, 5000), &[]), None);
        let none = Rect::from_min_size(Pos2::ZERO, Vec2::ZERO);
        assert_eq!(brought_back(window(5000, 5000), &[none]), None);
    }
}
