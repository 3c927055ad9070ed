//! Pure geography: points, bounds, distances, projections, curves. No text, no drawing, no state.

mod bounds;
mod camera;
mod curve;
mod flight;
mod labels;
mod mercator;
mod point;
mod screen;

pub use bounds::Bounds;
pub use camera::{Camera, MAX_ZOOM, MIN_ZOOM, TILE_PX};
pub use curve::Curve;
pub use flight::Flight;
pub use labels::{LabelBoard, LabelSpot};
pub use mercator::{MAX_LATITUDE, WorldPoint};
pub use point::LatLon;
pub use screen::{Px, PxRect};
