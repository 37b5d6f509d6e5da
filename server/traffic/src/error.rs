//! What can go wrong, an enum for each thing that is done.

use crate::keys::SealError;
use domain::Instant;
use std::io;
use thiserror::Error;

/// Why the log was not written or read.
#[derive(Debug, Error)]
pub enum LogError {
    /// The disk refused. What was being written is not in the log; the next call tries to set things right first.
    #[error("the traffic log's disk: {0}")]
    Disk(#[from] io::Error),
    /// A sealing key is missing or wrong.
    #[error("the traffic log: {0}")]
    Sealed(#[from] SealError),
    /// A file is not as it was written. `verify` says more.
    #[error("the traffic log is damaged: {file}: {what}")]
    Damaged {
        /// The file.
        file: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// More entries at once than a frame takes.
    #[error("{given} entries at once; at most {most} are taken")]
    TooMany {
        /// How many were given.
        given: usize,
        /// How many are taken.
        most: usize,
    },
}

/// Why the log was not opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Another process writes it.
    #[error("the traffic log in {0} is being written by another process")]
    Locked(String),
    /// It was tampered with, or the disk lost what it had acknowledged: the one thing a crash does not explain.
    #[error("the traffic log was changed behind its back: {file}: {what}; run `traffic verify`")]
    Tampered {
        /// The file.
        file: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The disk or a file refused.
    #[error(transparent)]
    Log(#[from] LogError),
}

/// Why an order to hold was not recorded.
#[derive(Debug, Error)]
pub enum HoldError {
    /// It would end before it begins.
    #[error("the hold would be over already")]
    Over,
    /// It would hold longer than two calendar years after the entries it names (Computer Crime Act, section 26).
    #[error("the hold may last until {} at most, two calendar years after the entries it names", .latest.rfc3339())]
    TooLong {
        /// The last moment it may hold.
        latest: Instant,
    },
    /// The log was not written.
    #[error(transparent)]
    Log(#[from] LogError),
}

/// Why a hold was not released.
#[derive(Debug, Error)]
pub enum ReleaseError {
    /// There is no such hold.
    #[error("there is no hold {0}")]
    Unknown(u64),
    /// It was released before.
    #[error("hold {0} was released before")]
    Released(u64),
    /// The log was not written.
    #[error(transparent)]
    Log(#[from] LogError),
}

/// Why nothing was purged.
#[derive(Debug, Error)]
pub enum PurgeError {
    /// The clock may be wrong, and what is deleted early is lost.
    #[error("nothing is purged while the clock is in doubt: {0}")]
    Clock(ClockDoubt),
    /// The log was not read or written. What was carried over stays; what was not deleted will be.
    #[error(transparent)]
    Log(#[from] LogError),
}

/// Why the clock may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ClockDoubt {
    /// It is earlier than something already written.
    #[error("it is {} and the log has something of {}", .now.rfc3339(), .newest.rfc3339())]
    Backwards {
        /// What the clock says.
        now: Instant,
        /// The newest moment in the log.
        newest: Instant,
    },
    /// Within a boot of the last 48 hours, wall clock and uptime went apart.
    #[error("wall clock and uptime went apart by {} s within a boot", .by / 1000)]
    Stepped {
        /// By how much, in milliseconds.
        by: i64,
    },
    /// Nothing was written for more than a day before a boot of the last 48 hours; the clock may have been moved between.
    #[error("nothing was written from {} to {}, when the portal began anew", .from.rfc3339(), .to.rfc3339())]
    Silence {
        /// The last moment before.
        from: Instant,
        /// The first moment after.
        to: Instant,
    },
}

impl LogError {
    pub(crate) const fn damaged(file: String, what: &'static str) -> Self {
        Self::Damaged { file, what }
    }
}
