//! Threads that take jobs from a common list.

use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does all jobs on this many threads, and returns their results in the order of the jobs. A thread that is
/// done with a job takes the next. One thread is the caller's own, so that this works where there are no
/// others.
///
/// # Panics
/// If a job does, or there is no thread.
pub(crate) fn all_done<J: Send, R: Send>(
    threads: usize,
    jobs: Vec<J>,
    work: impl Fn(J) -> R + Sync,
) -> Vec<R> {
    assert!(threads > 0, "someone has to do the work");
    // A thread without a job would cost its start.
    let threads = threads.min(jobs.len().max(1));
    let list = Mutex::new(jobs.into_iter().enumerate());
    let next = || list.lock().unwrap_or_else(PoisonError::into_inner).next();
    let take_turns = || {
        let mut done = Vec::new();
        while let Some((number, job)) = next() {
            done.push((number, work(job)));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(take_turns)).collect();
        let mut done = take_turns();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn results_come_in_the_order_of_the_jobs_whoever_is_done_first() {
        let milliseconds = vec![40, 20, 0, 30, 10, 0, 0];
        for threads in [1, 2, 4, 20] {
            let done = all_done(threads, milliseconds.clone(), |milliseconds| {
                thread::sleep(Duration::from_millis(milliseconds));
                milliseconds
            });
            assert_eq!(done, milliseconds, "{threads} threads");
        }
    }

    #[test]
    #[should_panic(expected = "job 3")]
    fn a_job_that_panics_is_not_passed_over() {
        all_done(2, (0..5).collect(), |job| assert_ne!(job, 3, "job {job}"));
    }
}
