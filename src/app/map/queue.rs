//! What the map wants and what its workers may ask for next.
//!
//! A list of wishes replaces the one before it, so that what left the view is forgotten. A wish stays on the list until
//! it is met; after a failure it rests, and so does everything else, for longer each time.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::server::Pace;
use crate::app::files::tiles::Validators;
use crate::scene::tiles::TileKey;

/// Failed tiles that are remembered.
const MAX_RESTS: usize = 500;

/// One tile that the map wants.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wish {
    pub key: TileKey,
    /// Whether the map is dark.
    pub dark: bool,
    pub step: Step,
}

/// The next step towards a tile.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// Look for it on disk.
    Look,
    /// Colour what is there for the other theme.
    Paint(std::sync::Arc<[u8]>),
    /// Ask the server.
    Ask(Validators),
}

impl Step {
    fn is_asking(&self) -> bool {
        matches!(self, Self::Ask(_))
    }
}

/// How asking went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The server answered as it should.
    Fine,
    /// It did not.
    Failed(Option<Duration>),
    /// It refused, with this status.
    Refused(u16, Option<Duration>),
}

/// Why nothing is asked for at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    Unreachable,
    Refused(u16),
}

/// What a worker should do.
#[derive(Debug, PartialEq)]
pub(super) enum Next {
    /// This.
    Do(Wish),
    /// Look again then.
    WaitUntil(Instant),
    /// Wait to be woken.
    Wait,
}

/// The list of wishes with what is known about the server.
#[derive(Debug)]
pub(super) struct Queue {
    pace: Pace,
    wishes: Vec<Wish>,
    in_work: Vec<Wish>,
    /// The tiles of the last list, those in work included.
    wanted: BTreeSet<TileKey>,
    /// Until when the map may still be moving.
    held_until: Option<Instant>,
    n_failures: u32,
    not_before: Option<Instant>,
    rests: BTreeMap<TileKey, (u32, Instant)>,
    trouble: Option<Trouble>,
}

impl Queue {
    pub fn new(pace: Pace) -> Self {
        Self {
            pace,
            wishes: Vec::new(),
            in_work: Vec::new(),
            wanted: BTreeSet::new(),
            held_until: None,
            n_failures: 0,
            not_before: None,
            rests: BTreeMap::new(),
            trouble: None,
        }
    }

    /// Forgets what was wanted before. What a worker already does is not wanted twice.
    pub fn replace(&mut self, mut wishes: Vec<Wish>) {
        self.wanted = wishes.iter().map(|wish| wish.key).collect();
        wishes.retain(|wish| self.in_work.iter().all(|other| other.key != wish.key));
        self.wishes = wishes;
    }

    /// Nothing is asked for before this: what flies by is not worth a question.
    pub fn hold_until(&mut self, at: Instant) {
        self.held_until = Some(at);
    }

    /// Wishes for something, unless it has left the view meanwhile.
    pub fn add(&mut self, wish: Wish) {
        if self.wanted.contains(&wish.key) {
            self.wishes.push(wish);
        }
    }

    /// Why the server is left alone, if it is.
    pub fn trouble(&self) -> Option<Trouble> {
        self.trouble
    }

    /// How many tiles are still to come.
    pub fn n_open(&self) -> usize {
        self.wishes.len() + self.in_work.len()
    }

    /// Takes the next wish that may be worked on; one that `asks` the server only if the worker does.
    pub fn take(&mut self, now: Instant, asks: bool) -> Next {
        let fits = |wish: &Wish| asks || !wish.step.is_asking();
        let mut wishes = self.wishes.iter();
        let found = wishes.position(|wish| fits(wish) && self.may(wish, now));
        if let Some(at) = found {
            let wish = self.wishes.remove(at);
            self.in_work.push(wish.clone());
            return Next::Do(wish);
        }
        if !asks || self.is_probing() {
            return Next::Wait;
        }
        let times = self.wishes.iter().map(|wish| self.earliest(wish.key));
        match times.flatten().filter(|&at| at > now).min() {
            Some(at) => Next::WaitUntil(at),
            None => Next::Wait,
        }
    }

    /// After a failure, one question tries whether the server is back.
    fn is_probing(&self) -> bool {
        self.n_failures > 0 && self.in_work.iter().any(|wish| wish.step.is_asking())
    }

    fn may(&self, wish: &Wish, now: Instant) -> bool {
        if !wish.step.is_asking() {
            return true;
        }
        !self.is_probing() && self.earliest(wish.key).is_none_or(|at| at <= now)
    }

    /// When a tile may be asked for.
    fn earliest(&self, key: TileKey) -> Option<Instant> {
        let rest = self.rests.get(&key).map(|&(_, until)| until);
        self.not_before.max(rest).max(self.held_until)
    }

    /// Ends work on a wish. One that was not met is wanted again, unless the list has been replaced meanwhile.
    pub fn finish(&mut self, wish: &Wish, outcome: Outcome, now: Instant) {
        self.in_work.retain(|other| other.key != wish.key);
        if !wish.step.is_asking() {
            return;
        }
        match outcome {
            Outcome::Fine => {
                self.n_failures = 0;
                self.not_before = None;
                self.trouble = None;
                self.rests.remove(&wish.key);
            }
            Outcome::Failed(pause) => {
                self.fail(wish, self.pace.first_pause, pause, now);
                self.trouble = Some(Trouble::Unreachable);
            }
            Outcome::Refused(status, pause) => {
                self.fail(wish, self.pace.refused_pause, pause, now);
                self.trouble = Some(Trouble::Refused(status));
            }
        }
    }

    fn fail(&mut self, wish: &Wish, first: Duration, asked: Option<Duration>, now: Instant) {
        self.n_failures += 1;
        let pause = |n| self.pause(first, n).max(asked.unwrap_or_default());
        let n_here = self.rests.get(&wish.key).map_or(0, |&(n, _)| n) + 1;
        let (here, anywhere) = (now + pause(n_here), now + pause(self.n_failures));
        if self.rests.len() >= MAX_RESTS {
            self.rests.retain(|_, &mut (_, until)| until > now);
        }
        if self.rests.len() < MAX_RESTS {
            self.rests.insert(wish.key, (n_here, here));
        }
        self.not_before = self.not_before.max(Some(anywhere));
        self.add(wish.clone());
    }

    /// Doubles with each failure.
    fn pause(&self, first: Duration, n_failures: u32) -> Duration {
        let doubled = first.saturating_mul(1 << (n_failures - 1).min(16));
        doubled.min(self.pace.longest_pause.max(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn queue() -> Queue {
        Queue::new(Pace {
            first_pause: SECOND,
            refused_pause: 60 * SECOND,
            ..Pace::default()
        })
    }

    fn wish(x: u32) -> Wish {
        Wish {
            key: TileKey { zoom: 9, x, y: 0 },
            dark: false,
            step: Step::Ask(Validators::default()),
        }
    }

    fn do_next(queue: &mut Queue, now: Instant) -> Wish {
        match queue.take(now, true) {
            Next::Do(wish) => wish,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_left_the_view_is_forgotten_and_nothing_is_done_twice() {
        let (mut queue, now) = (queue(), Instant::now());
        queue.replace(vec![wish(1), wish(2)]);
        let first = do_next(&mut queue, now);
        queue.replace(vec![wish(1), wish(3)]);
        assert_eq!(do_next(&mut queue, now), wish(3));
        assert_eq!(queue.take(now, true), Next::Wait);
        queue.finish(&first, Outcome::Fine, now);
        assert_eq!(queue.n_open(), 1);
    }

    #[test]
    fn a_failed_wish_comes_back_by_itself_while_it_is_in_view() {
        let (mut queue, now) = (queue(), Instant::now());
        queue.replace(vec![wish(1)]);
        let failed = do_next(&mut queue, now);
        queue.finish(&failed, Outcome::Failed(None), now);
        let failed = do_next(&mut queue, now + SECOND);
        queue.replace(vec![wish(2)]);
        queue.finish(&failed, Outcome::Failed(None), now);
        assert_eq!(queue.n_open(), 1);
    }

    #[test]
    fn nothing_is_asked_for_while_the_map_moves() {
        let (mut queue, now) = (queue(), Instant::now());
        queue.replace(vec![wish(1)]);
        queue.hold_until(now + SECOND);
        assert_eq!(queue.take(now, true), Next::WaitUntil(now + SECOND));
        assert_eq!(do_next(&mut queue, now + SECOND), wish(1));
    }

    #[test]
    fn after_a_failure_all_rest_and_one_tries_again() {
        let (mut queue, now) = (queue(), Instant::now());
        queue.replace(vec![wish(1), wish(2)]);
        let mut at = now;
        for pause in [1, 2, 4, 8] {
            let failed = do_next(&mut queue, at);
            queue.finish(&failed, Outcome::Failed(None), at);
            queue.replace(vec![wish(1), wish(2), wish(3)]);
            assert_eq!(queue.trouble(), Some(Trouble::Unreachable));
            assert_eq!(queue.take(at, true), Next::WaitUntil(at + pause * SECOND));
            at += pause * SECOND;
        }
        let probe = do_next(&mut queue, at);
        assert_eq!(queue.take(at, true), Next::Wait, "one question at a time");
        queue.finish(&probe, Outcome::Fine, at);
        assert_eq!(queue.trouble(), None);
    }

    #[test]
    fn a_broken_tile_rests_while_the_others_go_on() {
        let (mut queue, now) = (queue(), Instant::now());
        queue.replace(vec![wish(1), wish(2)]);
        let broken = do_next(&mut queue, now);
        queue.finish(&broken, Outcome::Failed(None), now);
        queue.replace(vec![wish(2), wish(1), wish(3)]);
        let other = do_next(&mut queue, now + SECOND);
        assert_eq!(other, wish(2));
        queue.finish(&other, Outcome::Fine, now + SECOND);
        assert_eq!(do_next(&mut queue, now + SECOND), wish(1));
    }

    #[test]
    fn a_server_that_says_how_long_to_wait_is_left_alone_so_long() {
        let (mut queue, now) = (queue(), Instant::now());
        queue.replace(vec![wish(1)]);
        let refused = do_next(&mut queue, now);
        queue.finish(&refused, Outcome::Refused(429, Some(900 * SECOND)), now);
        queue.replace(vec![wish(1)]);
        assert_eq!(queue.trouble(), Some(Trouble::Refused(429)));
        assert_eq!(queue.take(now, true), Next::WaitUntil(now + 900 * SECOND));
    }

    #[test]
    fn what_is_on_disk_never_waits_for_the_network() {
        let (mut queue, now) = (queue(), Instant::now());
        queue.replace(vec![wish(1)]);
        let failed = do_next(&mut queue, now);
        queue.finish(&failed, Outcome::Failed(None), now);
        let look = Wish {
            step: Step::Look,
            ..wish(2)
        };
        queue.replace(vec![wish(1), look.clone()]);
        assert_eq!(queue.take(now, true), Next::Do(look));
    }

    #[test]
    fn a_worker_that_does_not_ask_leaves_that_to_the_others() {
        let (mut queue, now) = (queue(), Instant::now());
        let look = Wish {
            step: Step::Look,
            ..wish(2)
        };
        queue.replace(vec![wish(1), look.clone()]);
        assert_eq!(queue.take(now, false), Next::Do(look));
        assert_eq!(queue.take(now, false), Next::Wait);
        assert_eq!(queue.take(now, true), Next::Do(wish(1)));
    }

    #[test]
    fn no_pause_grows_for_ever() {
        let queue = queue();
        assert_eq!(queue.pause(SECOND, 1), SECOND);
        assert_eq!(queue.pause(SECOND, 40), queue.pace.longest_pause);
    }
}
