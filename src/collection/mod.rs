//! Many articles as one: what they say together, and where each of them says it.
//!
//! [`Aggregate::of`] gathers documents into one document that a scene can be made of. Places that the gazetteer holds to
//! be one are one; relations of a kind between the same places are one, and know every sentence that states them in its
//! article. [`Filter`] leaves out what a person does not look for, [`Timeline`] says when things happen, [`Sides`] tell
//! two articles apart, and [`Listing`] is the file that keeps a collection.

mod aggregate;
mod digest;
mod file;
mod filter;
mod merge;
mod sides;
mod timeline;

pub use aggregate::{Aggregate, Member, Naming, Statement, slim};
pub use file::{FORMAT, Listed, Listing, ListingError, MAX_ARTICLES};
pub use filter::Filter;
pub use sides::Sides;
pub use timeline::{Bar, Timeline, Unit};

#[cfg(test)]
mod fixture;
