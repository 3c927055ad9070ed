//! Pure geography: points, bounds, distances, projections, curves. No text, no drawing, no state.

mod bounds;
mod point;

pub use bounds::Bounds;
pub use point::LatLon;
