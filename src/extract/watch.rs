//! Following an extraction from outside: how far it has come, and whether anybody still waits for it.

/// Follows an extraction that may take long.
pub trait Watch {
    /// Told now and then how far the work has come, 0 to 1, never going back; answers whether to go on. Once it has
    /// answered no, it must not say yes again.
    fn goes_on(&self, share: f32) -> bool;
}

/// Nobody watches: the work runs to its end.
pub struct Unwatched;

impl Watch for Unwatched {
    fn goes_on(&self, _share: f32) -> bool {
        true
    }
}

/// A stretch of the work, as shares of the whole.
#[derive(Clone, Copy)]
pub struct Stretch<'a> {
    watch: &'a dyn Watch,
    from: f32,
    to: f32,
}

impl<'a> Stretch<'a> {
    /// The work between two shares of the whole.
    pub fn between(watch: &'a dyn Watch, from: f32, to: f32) -> Self {
        Self { watch, from, to }
    }

    /// Tells that `done` of `n` steps are done; says whether to do the next one.
    pub fn goes_on(self, done: usize, n: usize) -> bool {
        let share = done as f32 / n.max(1) as f32;
        self.watch
            .goes_on(self.from + share * (self.to - self.from))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::super::{Options, extract, extract_watched};
    use super::*;
    use crate::gazetteer::Gazetteer;
    use crate::text::Article;

    /// Remembers what it was told and stops the work at a share.
    struct Until(f32, RefCell<Vec<f32>>);

    impl Watch for Until {
        fn goes_on(&self, share: f32) -> bool {
            self.1.borrow_mut().push(share);
            share < self.0
        }
    }

    fn article() -> Article {
        let paragraph = "Una delegación viajó de Quito a Lima. Perú vende gas a Chile.\n\n";
        Article::new("a", paragraph.repeat(20))
    }

    #[test]
    fn the_share_grows_to_the_end_and_changes_no_result() {
        let gazetteer = Gazetteer::embedded().unwrap();
        let (article, options) = (article(), Options::default());
        let watch = Until(2.0, RefCell::default());
        let watched = extract_watched(&article, &gazetteer, &options, &watch);
        assert_eq!(watched, Some(extract(&article, &gazetteer, &options)));
        let told = watch.1.into_inner();
        assert!(told.windows(2).all(|pair| pair[0] <= pair[1]), "{told:?}");
        assert_eq!(told.last(), Some(&1.0));
        assert!(told.len() > 40, "{}", told.len());
    }

    #[test]
    fn work_that_nobody_waits_for_ends_wherever_it_is() {
        let gazetteer = Gazetteer::embedded().unwrap();
        let (article, options) = (article(), Options::default());
        for share in [0.0, 0.02, 0.3, 0.6, 0.9, 1.0] {
            let watch = Until(share, RefCell::default());
            let given_up = extract_watched(&article, &gazetteer, &options, &watch);
            assert_eq!(given_up, None, "{share}");
            let past = |told: &&f32| **told >= share;
            let asked = watch.1.borrow().iter().filter(past).count();
            assert!(asked < 10, "asked {asked} times after {share}");
        }
    }
}
