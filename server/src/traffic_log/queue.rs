//! What waits for the thread of the log. A request adds its entry and wakes nobody: the thread looks by itself, and is woken
//! only where a frame is full or somebody asks.

use service::KeyRing;
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use traffic::{Entry, Log, MOST_ENTRIES, Moment};

/// What is done with the log, or with the reason why it cannot be opened.
type Ask = dyn FnOnce(Result<(&mut Log, Moment), String>) + Send;

/// What the thread is given to do, besides writing.
pub(super) enum Job {
    Ask(Box<Ask>),
    Keys(KeyRing),
}

/// What came: entries first, then jobs.
#[derive(Default)]
pub(super) struct Came {
    pub(super) entries: Vec<Entry>,
    pub(super) jobs: VecDeque<Job>,
    pub(super) closed: bool,
}

/// The line.
#[derive(Default)]
pub(super) struct Queue {
    waiting: Mutex<Came>,
    woken: Condvar,
}

impl Queue {
    /// Adds an entry; false once it is closed.
    pub(super) fn note(&self, entry: Entry) -> bool {
        let mut waiting = self.lock();
        if waiting.closed {
            return false;
        }
        waiting.entries.push(entry);
        if waiting.entries.len() == MOST_ENTRIES {
            self.woken.notify_one();
        }
        true
    }

    /// Adds a job, after everything that was noted before it; false once it is closed.
    pub(super) fn ask(&self, job: Job) -> bool {
        let mut waiting = self.lock();
        if waiting.closed {
            return false;
        }
        waiting.jobs.push_back(job);
        self.woken.notify_one();
        true
    }

    /// Takes nothing more.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.woken.notify_one();
    }

    /// What came, once a frame is full, somebody asks, it is closed, or `most` is over.
    pub(super) fn take(&self, most: Duration) -> Came {
        let idle = |it: &mut Came| it.entries.len() < MOST_ENTRIES && it.jobs.is_empty() && !it.closed;
        let waited = self.woken.wait_timeout_while(self.lock(), most, idle);
        let (mut waiting, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let entries = Vec::with_capacity(waiting.entries.len());
        let closed = waiting.closed;
        std::mem::replace(&mut *waiting, Came { entries, jobs: VecDeque::new(), closed })
    }

    fn lock(&self) -> MutexGuard<'_, Came> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Held by whoever empties the line. However that ends, the line is closed: who asked is told, and what comes is counted.
pub(super) struct Emptied<'a>(pub(super) &'a Queue);

impl Drop for Emptied<'_> {
    fn drop(&mut self) {
        self.0.close();
        let left = std::mem::take(&mut self.0.lock().jobs);
        drop(left);
        if std::thread::panicking() {
            tracing::error!("the traffic log is written no more, until the portal is started anew");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn who_asked_is_told_when_the_thread_is_gone() {
        let queue = Queue::default();
        let (answer, asked) = mpsc::channel();
        assert!(queue.ask(Job::Ask(Box::new(move |_| answer.send(()).unwrap()))));
        std::thread::scope(|scope| {
            let thread = scope.spawn(|| {
                let _emptied = Emptied(&queue);
                panic!("as a defect would");
            });
            assert!(thread.join().is_err());
        });
        assert!(asked.recv().is_err(), "nobody will answer");
        assert!(!queue.ask(Job::Ask(Box::new(|_| ()))), "nor is anything taken any more");
    }
}
