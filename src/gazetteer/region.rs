//! What lies where: the country of a point, and whether a place lies in a region.

use super::builder::BLOCK_COUNTRIES;
use super::shape::{self, Shape};
use super::{CountryCode, Gazetteer, Place, PlaceIdx, PlaceKind};
use crate::geo::{LatLon, Outline};

/// How far off a country's coast a point still belongs to it.
const OFF_COAST_KM: f64 = 20.0;
/// How far outside a region's simplified outline a place of its edge may lie: ports, mostly.
const ON_EDGE_KM: f64 = 5.0;
/// Longest chain of containers.
const MAX_DEPTH: usize = 4;

impl Gazetteer {
    /// The country of a point: the smallest whose outline contains it, else the nearest one within 20 km, so that a
    /// point just off the coast has a country and one on the high sea has none.
    ///
    /// Borders are those of Natural Earth's German point of view: Crimea lies in Ukraine, the Golan Heights in Syria,
    /// Karabakh in Azerbaijan, Kashmir along the line of control; Western Sahara, Kosovo, Taiwan and Palestine stand
    /// apart, Abkhazia, Somaliland and Northern Cyprus do not.
    ///
    /// ```
    /// use mapalabra::gazetteer::Gazetteer;
    /// use mapalabra::geo::LatLon;
    ///
    /// let gazetteer = Gazetteer::embedded()?;
    /// let country = gazetteer.country_at(LatLon::new(40.4, -3.7));
    /// assert_eq!(country.map(|code| code.to_string()).as_deref(), Some("ES"));
    /// # Ok::<(), mapalabra::gazetteer::AssetError>(())
    /// ```
    pub fn country_at(&self, point: LatLon) -> Option<CountryCode> {
        let containing = self
            .countries_within(0.0, point)
            .filter(|(_, shape, _)| shape.contains(point))
            .min_by(|a, b| a.2.total_cmp(&b.2))
            .map(|(country, ..)| country);
        let country = containing.or_else(|| {
            self.countries_within(OFF_COAST_KM, point)
                .filter_map(|(country, shape, _)| {
                    Some((country, shape.distance_km(point, OFF_COAST_KM)?))
                })
                .min_by(|a, b| a.1.total_cmp(&b.1))
                .map(|(country, _)| country)
        })?;
        self.place(country).country()
    }

    /// The countries whose box comes within so many kilometres of a point, with shape and size of the box.
    fn countries_within(
        &self,
        km: f64,
        point: LatLon,
    ) -> impl Iterator<Item = (PlaceIdx, Shape<'_>, f64)> {
        let last = self.block_end(BLOCK_COUNTRIES);
        let countries = self.outline_items().map_while(move |item| {
            let country = shape::item_place(item)?;
            (country < last).then_some((country, item))
        });
        countries.filter_map(move |(country, item)| {
            let bounds = shape::item_bounds(item)?;
            if !bounds.contains(point) && (km == 0.0 || !bounds.padded_km(km).contains(point)) {
                return None;
            }
            let size = bounds.width() * (bounds.north - bounds.south);
            Some((country, self.shape_of_item(item)?, size))
        })
    }

    /// Whether a place lies in a region: any place that has an outline or extent, such as a country, a subdivision, a
    /// sea or an island. A place lies in itself.
    ///
    /// What the gazetteer says of the place counts first, its country and the subdivisions it lies in; then where its
    /// point is.
    pub fn lies_in(&self, place: PlaceIdx, region: PlaceIdx) -> bool {
        if place == region || self.containers(place).any(|container| container == region) {
            return true;
        }
        let (place, region) = (self.place(place), self.place(region));
        match (place.country(), region.country()) {
            (Some(own), Some(other)) if own != other => false,
            (Some(_), Some(_)) if region.kind() == PlaceKind::Country => true,
            _ => self.holds(region.idx(), place.at()),
        }
    }

    /// Whether a point lies in a region: in its outline or, where that is a simplified coast or border, within 5 km of
    /// it; without an outline, in its extent. Never in a river.
    pub fn holds(&self, region: PlaceIdx, point: LatLon) -> bool {
        let region = self.place(region);
        let Some(shape) = self.shape(region.idx()) else {
            return region.bounds().is_some_and(|bounds| bounds.contains(point));
        };
        let water = matches!(region.kind(), PlaceKind::Sea | PlaceKind::Lake);
        if water || shape.contains(point) {
            return shape.contains(point);
        }
        shape.is_area() && shape.distance_km(point, ON_EDGE_KM).is_some()
    }

    /// The subdivisions around a place, from the smallest.
    fn containers(&self, place: PlaceIdx) -> impl Iterator<Item = PlaceIdx> + '_ {
        let next = |place: &PlaceIdx| self.place(*place).container();
        std::iter::successors(self.place(place).container(), next).take(MAX_DEPTH)
    }
}

impl Place<'_> {
    /// Its shape, where known: areas, or the lines of a river. Decoded anew on each call.
    ///
    /// Shapes are simplified to about a kilometre (smaller ones are finer) and meant for drawing at the scale of
    /// countries, not for measuring.
    pub fn outline(self) -> Option<Outline> {
        self.gazetteer.shape(self.idx).map(Shape::outline)
    }
}
