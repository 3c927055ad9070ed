//! Points as people write them, and as programs read them.

use crate::geo::LatLon;
use crate::text::Language;

/// A point as people write it: "40,38° N 49,89° E".
pub fn coordinates(at: LatLon, language: Language) -> String {
    let (north, east) = (
        if at.lat < 0.0 { 'S' } else { 'N' },
        if at.lon < 0.0 { west(language) } else { 'E' },
    );
    format!(
        "{}° {north} {}° {east}",
        decimal(at.lat.abs(), language),
        decimal(at.lon.abs(), language)
    )
}

/// A point as other programs read it: decimal degrees, latitude first ("40.3777, 49.8920").
pub(super) fn decimal_degrees(at: LatLon) -> String {
    format!("{:.4}, {:.4}", at.lat, at.lon)
}

fn west(language: Language) -> char {
    if language == Language::En { 'W' } else { 'O' }
}

fn decimal(value: f64, language: Language) -> String {
    let number = format!("{value:.2}");
    if language == Language::En {
        number
    } else {
        number.replace('.', ",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_written_as_each_language_does() {
        let santiago = LatLon::new(-33.4569, -70.6483);
        assert_eq!(coordinates(santiago, Language::Es), "33,46° S 70,65° O");
        assert_eq!(coordinates(santiago, Language::En), "33.46° S 70.65° W");
        assert_eq!(
            coordinates(LatLon::new(40.3777, 49.892), Language::Es),
            "40,38° N 49,89° E"
        );
        assert_eq!(decimal_degrees(santiago), "-33.4569, -70.6483");
    }
}
