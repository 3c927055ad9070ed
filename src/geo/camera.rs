//! Which part of the world the map shows, and at what size.

use super::{Bounds, LatLon, Px, WorldPoint};

/// Side of a tile in pixels; at zoom 0 the world is one tile.
pub const TILE_PX: f64 = 256.0;
/// The farthest out the map goes.
pub const MIN_ZOOM: f64 = 1.0;
/// The closest in the map goes.
pub const MAX_ZOOM: f64 = 19.0;

/// A view of the world: what lies at the middle of the map, and the zoom level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// What lies at the middle.
    pub center: WorldPoint,
    /// Levels; each doubles the scale.
    pub zoom: f64,
}

impl Camera {
    /// The view centred on a point.
    pub fn at(point: LatLon, zoom: f64) -> Self {
        Self {
            center: WorldPoint::from_lat_lon(point),
            zoom,
        }
    }

    /// The closest view that shows the whole box inside `size`, `padding` pixels from each edge, and at most at
    /// `max_zoom`.
    pub fn fit(bounds: Bounds, size: Px, padding: f32, max_zoom: f64) -> Self {
        let north_west = WorldPoint::from_lat_lon(LatLon::new(bounds.north, bounds.west));
        let south_east = WorldPoint::from_lat_lon(LatLon::new(bounds.south, bounds.east));
        let (width, height) = (bounds.width() / 360.0, south_east.y - north_west.y);
        let room = |side: f32| f64::from((side - 2.0 * padding).max(side * 0.25).max(1.0));
        let scale = (room(size.x) / width).min(room(size.y) / height);
        Self {
            center: WorldPoint::new(north_west.x + width / 2.0, north_west.y + height / 2.0),
            zoom: (scale / TILE_PX).log2().min(max_zoom).max(MIN_ZOOM),
        }
    }

    /// Side of the whole world in pixels.
    pub fn world_px(self) -> f64 {
        TILE_PX * self.zoom.exp2()
    }

    /// Where a point of the world lies, in pixels from the top left corner of a map of this size.
    pub fn project(self, point: WorldPoint, size: Px) -> Px {
        let world_px = self.world_px();
        Px::new(
            ((point.x - self.center.x) * world_px) as f32 + size.x / 2.0,
            ((point.y - self.center.y) * world_px) as f32 + size.y / 2.0,
        )
    }

    /// The point of the world at a pixel of a map of this size.
    pub fn unproject(self, px: Px, size: Px) -> WorldPoint {
        let world_px = self.world_px();
        WorldPoint::new(
            self.center.x + f64::from(px.x - size.x / 2.0) / world_px,
            self.center.y + f64::from(px.y - size.y / 2.0) / world_px,
        )
    }

    /// The view `levels` closer in which what lies `offset` pixels from the middle stays where it is.
    pub fn zoomed_around(self, offset: Px, levels: f64) -> Self {
        let zoom = (self.zoom + levels).clamp(MIN_ZOOM, MAX_ZOOM);
        let shift = self.world_px().recip() - (TILE_PX * zoom.exp2()).recip();
        Self {
            center: WorldPoint::new(
                self.center.x + f64::from(offset.x) * shift,
                self.center.y + f64::from(offset.y) * shift,
            ),
            zoom,
        }
    }

    /// The nearest view that stays within the zoom levels and shows nothing north or south of the world.
    pub fn clamped(self, size: Px) -> Self {
        let lowest = (f64::from(size.y) / TILE_PX).log2().max(MIN_ZOOM);
        let zoom = self.zoom.clamp(lowest.min(MAX_ZOOM), MAX_ZOOM);
        let half = (f64::from(size.y) / 2.0 / (TILE_PX * zoom.exp2())).min(0.5);
        Self {
            center: WorldPoint::new(self.center.x, self.center.y.clamp(half, 1.0 - half)),
            zoom,
        }
    }

    /// Metres on the ground that one pixel covers at the middle of the map.
    pub fn meters_per_px(self) -> f64 {
        /// Length of the equator in metres (WGS 84).
        const EQUATOR_M: f64 = 40_075_016.686;
        let lat = self.center.to_lat_lon().lat.to_radians();
        EQUATOR_M * lat.cos() / self.world_px()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Px = Px::new(800.0, 600.0);

    #[test]
    fn what_is_fitted_lies_inside_the_padding_and_touches_it() {
        let corners = [LatLon::new(36.0, -9.5), LatLon::new(43.8, 3.3)];
        let bounds = Bounds::around(corners).unwrap();
        let camera = Camera::fit(bounds, SIZE, 50.0, MAX_ZOOM);
        let [south_west, north_east] =
            corners.map(|corner| camera.project(WorldPoint::from_lat_lon(corner), SIZE));
        assert!(south_west.x > 49.9 && north_east.x < 750.1);
        assert!((south_west.y - 550.0).abs() < 0.1, "{south_west:?}");
        assert!((north_east.y - 50.0).abs() < 0.1, "{north_east:?}");
    }

    #[test]
    fn one_point_is_fitted_at_the_closest_zoom_allowed() {
        let bounds = Bounds::around([LatLon::new(40.4, 49.9)]).unwrap();
        let camera = Camera::fit(bounds, SIZE, 50.0, 5.0);
        assert_eq!(camera.zoom, 5.0);
        assert!((camera.center.to_lat_lon().lon - 49.9).abs() < 1e-9);
    }

    #[test]
    fn a_box_over_the_antimeridian_is_fitted_there() {
        let bounds = Bounds::around([LatLon::new(50.0, 170.0), LatLon::new(60.0, -170.0)]).unwrap();
        let camera = Camera::fit(bounds, SIZE, 50.0, MAX_ZOOM);
        assert!(camera.center.to_lat_lon().lon.abs() > 179.9);
        assert!(camera.zoom > 3.0);
    }

    #[test]
    fn projecting_there_and_back() {
        let camera = Camera::at(LatLon::new(40.0, 44.0), 7.3);
        let px = Px::new(123.0, 456.0);
        let back = camera.project(camera.unproject(px, SIZE), SIZE);
        assert!((back - px).length() < 0.01, "{back:?}");
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let camera = Camera::at(LatLon::new(40.0, 44.0), 5.0);
        let offset = Px::new(200.0, -120.0);
        let pointer = SIZE * 0.5 + offset;
        let under = camera.unproject(pointer, SIZE);
        let closer = camera.zoomed_around(offset, 1.7);
        assert_eq!(closer.zoom, 6.7);
        assert!((closer.project(under, SIZE) - pointer).length() < 0.01);
        assert_eq!(camera.zoomed_around(offset, 99.0).zoom, MAX_ZOOM);
    }

    #[test]
    fn clamped_views_never_show_what_lies_beyond_the_poles() {
        for (lat, zoom) in [(89.0, 3.0), (-85.0, 2.0), (0.0, 0.0), (10.0, 25.0)] {
            let camera = Camera::at(LatLon::new(lat, 0.0), zoom).clamped(SIZE);
            assert!((1.0..=MAX_ZOOM).contains(&camera.zoom));
            assert!(camera.unproject(Px::ZERO, SIZE).y > -1e-9, "{lat}");
            assert!(camera.unproject(SIZE, SIZE).y < 1.0 + 1e-9, "{lat}");
        }
    }

    #[test]
    fn a_pixel_shrinks_towards_the_poles() {
        let equator = Camera::at(LatLon::new(0.0, 0.0), 0.0).meters_per_px();
        let north = Camera::at(LatLon::new(60.0, 0.0), 0.0).meters_per_px();
        assert!((equator - 156_543.0).abs() < 1.0, "{equator}");
        assert!((north / equator - 0.5).abs() < 1e-6);
    }
}
