//! Tests of the lookup on a small gazetteer made for them.
