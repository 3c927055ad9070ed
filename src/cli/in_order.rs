//! Work on several threads whose results come in the order of the work.

use std::io;
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// As many jobs as asked for, or as there are processors.
pub(super) fn n_jobs(asked: Option<NonZeroUsize>) -> usize {
    asked
        .or_else(|| thread::available_parallelism().ok())
        .map_or(1, NonZeroUsize::get)
}

/// Does `work` on every item and hands each result to `finish`, on this thread and in order.
///
/// Items are taken as they are needed: never more than a few a job are under way, and each result is finished as
/// soon as it and all before it are there, also while the next item is still awaited.
///
/// # Errors
/// The first error of `finish`, or one of starting threads; no more items are taken then.
pub(super) fn for_each<T: Send, R: Send>(
    jobs: usize,
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut finish: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    if jobs <= 1 {
        for item in items {
            finish(work(item))?;
        }
        return Ok(());
    }
    let (todo, next) = sync_channel::<Task<T, R>>(jobs);
    let (promise, promised) = sync_channel::<Receiver<R>>(2 * jobs);
    let next = Mutex::new(next);
    thread::scope(|scope| {
        // Everything that this closure owns goes before the threads are waited for, and so they see that it is over.
        let promised = promised;
        thread::Builder::new()
            .name("reader".to_owned())
            .spawn_scoped(scope, move || hand_out(items, &todo, &promise))?;
        for n in 0..jobs {
            thread::Builder::new()
                .name(format!("worker {n}"))
                .spawn_scoped(scope, || do_tasks(&next, &work))?;
        }
        for result in promised {
            if let Ok(result) = result.recv() {
                finish(result)?;
            }
        }
        Ok(())
    })
}

/// An item, and where its result goes.
struct Task<T, R> {
    item: T,
    result: SyncSender<R>,
}

/// Hands every item to the workers and the promise of its result to whoever finishes, until nobody wants more.
fn hand_out<T, R>(
    items: impl Iterator<Item = T>,
    todo: &SyncSender<Task<T, R>>,
    promise: &SyncSender<Receiver<R>>,
) {
    for item in items {
        let (result, promised) = sync_channel(1);
        if promise.send(promised).is_err() || todo.send(Task { item, result }).is_err() {
            return;
        }
    }
}

fn do_tasks<T, R>(next: &Mutex<Receiver<Task<T, R>>>, work: &impl Fn(T) -> R) {
    loop {
        let task = next.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Task { item, result }) = task else {
            return;
        };
        // When nobody waits for the result any more, the next task will be the last.
        let _ = result.send(work(item));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_however_long_each_takes() {
        for jobs in [1, 2, 5] {
            let mut finished = Vec::new();
            let work = |n: u64| {
                thread::sleep(Duration::from_micros((n * 7919) % 500));
                n * n
            };
            for_each(jobs, 0..100, work, |square| {
                finished.push(square);
                Ok(())
            })
            .unwrap();
            let squares: Vec<u64> = (0..100).map(|n| n * n).collect();
            assert_eq!(finished, squares);
        }
    }

    #[test]
    fn an_endless_supply_is_not_read_ahead() {
        let taken = AtomicUsize::new(0);
        let items = std::iter::repeat_with(|| taken.fetch_add(1, Ordering::Relaxed));
        let mut n_finished = 0;
        let end = for_each(
            3,
            items,
            |n| n,
            |_| {
                n_finished += 1;
                let ahead = taken.load(Ordering::Relaxed) - n_finished;
                assert!(ahead <= 16, "{ahead}");
                if n_finished == 50 {
                    Err(io::ErrorKind::BrokenPipe.into())
                } else {
                    Ok(())
                }
            },
        );
        assert_eq!(end.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }
}
