//! The countries of places kept by hand, whose tables give none: where a place lies in one country alone.

use mapalabra::gazetteer::{CountryCode, Gazetteer, GazetteerSource, PlaceEntry, PlaceKind};
use mapalabra::geo::{Bounds, LatLon};

/// How many points are looked at along each side of an extent.
const STEPS: u32 = 7;
/// Half the width of the box around a place without an extent, in degrees.
const MARGIN: f64 = 0.2;

/// Gives places kept by hand their country.
pub fn find(entries: &mut [PlaceEntry], gazetteer: &Gazetteer) {
    for entry in entries {
        let by_hand = entry.source == GazetteerSource::Mapalabra && entry.country.is_none();
        if by_hand && has_one(entry) {
            entry.country = home(entry, gazetteer);
        }
    }
}

/// Whether such a place may belong to one country; rivers run on, and what is past had other borders.
fn has_one(entry: &PlaceEntry) -> bool {
    match entry.kind {
        PlaceKind::Historical | PlaceKind::Supranational | PlaceKind::Sea => false,
        PlaceKind::River => entry.bounds.is_some(),
        _ => true,
    }
}

/// The country of the point, when no part of the extent lies in another one.
fn home(entry: &PlaceEntry, gazetteer: &Gazetteer) -> Option<CountryCode> {
    let home = gazetteer.country_at(entry.at)?;
    let around = entry.bounds.unwrap_or(Bounds {
        west: entry.at.lon - MARGIN,
        south: entry.at.lat - MARGIN,
        east: entry.at.lon + MARGIN,
        north: entry.at.lat + MARGIN,
    });
    let foreign = |at: &LatLon| gazetteer.country_at(*at).is_some_and(|code| code != home);
    let is_point = matches!(entry.kind, PlaceKind::City | PlaceKind::Site);
    (is_point || !grid(around).iter().any(foreign)).then_some(home)
}

/// Points all over a box.
fn grid(bounds: Bounds) -> Vec<LatLon> {
    let width = (bounds.east - bounds.west).rem_euclid(360.0);
    let share = |step: u32| f64::from(step) / f64::from(STEPS - 1);
    let row = |y: u32| {
        let lat = bounds.south + share(y) * (bounds.north - bounds.south);
        (0..STEPS).map(move |x| {
            let lon = bounds.west + share(x) * width;
            LatLon::new(lat, (lon + 180.0).rem_euclid(360.0) - 180.0)
        })
    };
    (0..STEPS).flat_map(row).collect()
}
