//! How stories are told, remembered from one to the next.

use serde::{Deserialize, Serialize};

/// Speeds to choose from, in percent.
const SPEEDS: [u16; 7] = [50, 75, 100, 125, 150, 200, 300];
/// How much larger everything is in large type: reading text of 16 points becomes 26, as on slides.
const LARGE_TYPE: f32 = 1.6;
/// The interface grows no further than this, in large type too.
const LARGEST: f32 = 2.5;

/// How stories are told. A field that a file lacks has its first value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// Speed in percent; 100 when not set.
    pub speed: Option<u16>,
    /// Whether everything is larger, for a class.
    pub large_type: bool,
}

impl Kept {
    /// Speed in percent: one of those to choose from, whatever a file says.
    pub fn speed(&self) -> u16 {
        let wanted = self.speed.unwrap_or(100);
        let known = SPEEDS.into_iter().rev().find(|&speed| speed <= wanted);
        known.unwrap_or(SPEEDS[0])
    }

    /// How many times as fast as usual.
    pub fn pace(&self) -> f64 {
        f64::from(self.speed()) / 100.0
    }

    /// The next higher speed, if there is one.
    pub fn faster(&self) -> Option<u16> {
        let now = self.speed();
        SPEEDS.into_iter().find(|&speed| speed > now)
    }

    /// The next lower speed, if there is one.
    pub fn slower(&self) -> Option<u16> {
        let now = self.speed();
        SPEEDS.into_iter().rev().find(|&speed| speed < now)
    }

    /// How much larger than normal the interface is while a story is told that is `usual` larger elsewhere.
    pub fn zoom_factor(&self, usual: f32) -> f32 {
        match self.large_type {
            true => (usual * LARGE_TYPE).min(LARGEST.max(usual)),
            false => usual,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_go_step_by_step_between_the_slowest_and_the_fastest() {
        let mut kept = Kept::default();
        assert_eq!((kept.speed(), kept.pace()), (100, 1.0));
        while let Some(faster) = kept.faster() {
            kept.speed = Some(faster);
        }
        assert_eq!(kept.speed(), 300);
        while let Some(slower) = kept.slower() {
            kept.speed = Some(slower);
        }
        assert_eq!(kept.speed(), 50);
        kept.speed = Some(0);
        assert_eq!(kept.speed(), 50, "as a hand-edited file may say");
    }

    #[test]
    fn large_type_is_larger_and_never_without_measure() {
        let kept = Kept {
            large_type: true,
            ..Kept::default()
        };
        assert_eq!(Kept::default().zoom_factor(1.25), 1.25);
        assert_eq!(kept.zoom_factor(1.0), 1.6);
        assert_eq!(kept.zoom_factor(2.0), 2.5);
    }
}
