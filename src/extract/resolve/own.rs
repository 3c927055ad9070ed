//! What it weighs that a person's own file gives a place its name: it wins, unless the words around mean another reading
//! ("Trujillo (Perú)"). The model has not learned this; it is how a person is heard.

use crate::gazetteer::NameClass;

use super::company::Beliefs;
use super::problem::{Name, Problem, Reading};

/// How many times likelier an own reading becomes than the model has it; a number beyond all that it may have against it.
const WEIGHT: f32 = 1e8;

/// Makes an own place as well known as the best known one of its name, so that the words around decide where they can.
pub fn level(readings: &mut [Reading]) {
    let is_own = |reading: &Reading| reading.class == NameClass::Own;
    let others = readings.iter().filter(|reading| !is_own(reading));
    let Some(top) = others.map(|reading| reading.importance).reduce(f32::max) else {
        return;
    };
    for reading in readings.iter_mut().filter(|reading| is_own(reading)) {
        reading.importance = top;
    }
}

/// Whether a reading is a person's own and the words around mean no other one: neither where it lies nor what it is.
pub fn wins(name: &Name, reading: &Reading) -> bool {
    let is_elsewhere = reading.qualified == Some(false);
    let is_otherwise =
        reading.cue == Some(false) && name.readings.iter().any(|other| other.cue == Some(true));
    reading.class == NameClass::Own && !is_elsewhere && !is_otherwise
}

/// Makes the own readings of each name likelier than all others, or less likely where the words around mean another.
pub fn heed(problem: &Problem, mut beliefs: Beliefs) -> Beliefs {
    for (name, beliefs) in problem.names.iter().zip(&mut beliefs) {
        let own = |reading: &Reading| reading.class == NameClass::Own;
        if !name.readings.iter().any(own) {
            continue;
        }
        for (reading, belief) in name.readings.iter().zip(&mut *beliefs) {
            if own(reading) {
                *belief *= if wins(name, reading) {
                    WEIGHT
                } else {
                    1.0 / WEIGHT
                };
            }
        }
        let sum: f32 = beliefs.iter().sum();
        if sum > 0.0 {
            beliefs.iter_mut().for_each(|belief| *belief /= sum);
        }
    }
    beliefs
}
