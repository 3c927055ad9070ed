//! Pure geography: points, bounds, distances, projections, curves. No text, no drawing, no state.

mod bounds;
mod camera;
mod curve;
mod flight;
mod gather;
mod great_circle;
mod labels;
mod mercator;
mod outline;
mod point;
pub(crate) mod ring;
mod screen;

pub use bounds::Bounds;
pub use camera::{Camera, MAX_ZOOM, MIN_ZOOM, TILE_PX};
pub use curve::Curve;
pub use flight::Flight;
pub use gather::{Disc, leaders};
pub use great_circle::great_circle;
pub use labels::{LabelBoard, LabelSpot};
pub use mercator::{MAX_LATITUDE, WorldPoint};
pub use outline::Outline;
pub use point::LatLon;
pub use screen::{Px, PxRect};
