//! The frames of a story that moves: one that stays for each sentence, and before it a few in which the map flies there.

use crate::geo::{Camera, Flight, Px};

/// Frames of a flight, and for how long each is seen: 0.4 seconds in all, like the window's longest flights. More frames
/// would look little smoother and weigh more than the sentences themselves.
const FRAMES_A_FLIGHT: usize = 5;
const FLYING_S: f64 = 0.08;
/// Most frames that fly in a whole story. In one with more flights than this allows, each has fewer frames.
const MOST_FLYING: usize = 150;
/// A flight of fewer frames is a stutter: the story cuts instead.
const LEAST_A_FLIGHT: usize = 2;

/// One frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    /// The number of its sentence, from 0.
    pub at: usize,
    /// Where the map looks.
    pub camera: Camera,
    /// Whether the map is on its way there.
    pub is_flying: bool,
    /// For how long it is seen.
    pub seconds: f64,
}

/// The frames of a story that looks there while each sentence is read, for so long; `flies` or cuts from one to the next.
/// A flight is a part of the time of the sentence that it leads to.
pub(super) fn frames(
    cameras: &[Camera],
    seconds: impl Fn(usize) -> f64,
    size: Px,
    flies: bool,
) -> Vec<Frame> {
    let n_flights = cameras.windows(2).filter(|two| two[0] != two[1]).count();
    let n_flying = match flies {
        true => frames_a_flight(n_flights),
        false => 0,
    };
    let mut frames = Vec::new();
    for (at, &camera) in cameras.iter().enumerate() {
        let from = at.checked_sub(1).map_or(camera, |before| cameras[before]);
        let n_flying = if from == camera { 0 } else { n_flying };
        let flight = Flight::new(from, camera, size);
        // However fast the story is told, half of the time is left to look.
        let flying_s = FLYING_S.min(seconds(at) / (2.0 * n_flying.max(1) as f64));
        frames.extend((1..=n_flying).map(|n| Frame {
            at,
            camera: flight.at(n as f64 / (n_flying + 1) as f64),
            is_flying: true,
            seconds: flying_s,
        }));
        frames.push(Frame {
            at,
            camera,
            is_flying: false,
            seconds: seconds(at) - flying_s * n_flying as f64,
        });
    }
    frames
}

/// How many frames each of so many flights has.
fn frames_a_flight(n_flights: usize) -> usize {
    let n = FRAMES_A_FLIGHT.min(MOST_FLYING / n_flights.max(1));
    if n < LEAST_A_FLIGHT { 0 } else { n }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::LatLon;

    const SIZE: Px = Px::new(800.0, 600.0);

    fn to_and_fro(n: usize) -> Vec<Camera> {
        let camera = |lon| Camera::at(LatLon::new(40.0, lon), 5.0);
        (0..n)
            .map(|at| camera(if at % 2 == 0 { 0.0 } else { 60.0 }))
            .collect()
    }

    #[test]
    fn the_map_flies_where_it_looks_elsewhere_and_the_sentence_takes_no_longer() {
        let cameras = to_and_fro(2);
        let cameras = [cameras[0], cameras[0], cameras[1]];
        let frames = frames(&cameras, |at| 3.0 + at as f64, SIZE, true);
        let numbers: Vec<usize> = frames.iter().map(|frame| frame.at).collect();
        assert_eq!(numbers, [0, 1, 2, 2, 2, 2, 2, 2]);
        let time: f64 = frames[2..].iter().map(|frame| frame.seconds).sum();
        assert!((time - 5.0).abs() < 1e-9);
        let flying = &frames[2..7];
        assert!(flying.iter().all(|frame| frame.is_flying));
        let goal = cameras[2].center.x;
        let is_nearer = |two: &[Frame]| {
            let left = |frame: &Frame| (goal - frame.camera.center.x).abs();
            left(&two[1]) < left(&two[0])
        };
        assert!(flying.windows(2).all(is_nearer));
        assert_eq!(frames[7].camera, cameras[2]);
    }

    #[test]
    fn a_long_story_flies_in_fewer_frames_and_at_last_cuts() {
        let n_flying = |n| {
            let frames = frames(&to_and_fro(n), |_| 3.0, SIZE, true);
            frames.iter().filter(|frame| frame.is_flying).count()
        };
        assert_eq!(n_flying(11), 50);
        assert_eq!(n_flying(61), 120);
        assert_eq!(n_flying(76), 150);
        assert_eq!(n_flying(77), 0);
        assert!((1..400).all(|n| n_flying(n) <= MOST_FLYING));
    }

    #[test]
    fn who_wants_no_motion_gets_cuts() {
        assert_eq!(frames(&to_and_fro(5), |_| 3.0, SIZE, false).len(), 5);
    }

    #[test]
    fn however_fast_there_is_time_to_look() {
        for frame in frames(&to_and_fro(4), |_| 0.2, SIZE, true) {
            assert!(frame.is_flying || frame.seconds >= 0.1 - 1e-9, "{frame:?}");
        }
    }
}
