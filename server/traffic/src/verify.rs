//! Whether the log is as it was written: every frame's form, number, chain and signature, the head, what purges say is
//! gone, and that no hold was cut short or outlived. Needs the public key and no sealing key, and does not stop a writer.
//!
//! Frames taken from the end together with the head of that time leave no trace in the folder itself: for that, note
//! [`Report::end`] elsewhere and ask [`verify_against`].

mod judge;
mod scan;

use crate::error::LogError;
use crate::keys::PublicKey;
use domain::{Digest, Instant};
use scan::Scan;
use std::fmt;
use std::path::Path;
use thiserror::Error;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Files of the log.
    pub files: u64,
    /// Whole frames.
    pub frames: u64,
    /// Entries in their days.
    pub entries: u64,
    /// Entries carried over because a hold keeps them.
    pub held: u64,
    /// Orders to hold on file, over or not.
    pub holds: u64,
    /// Releases on file.
    pub releases: u64,
    /// Readings on file.
    pub readings: u64,
    /// Statements of purges on file.
    pub purges: u64,
    /// Times at which the clock was moved.
    pub clock_steps: u64,
    /// Bytes of all files of the log.
    pub bytes: u64,
    /// When the first and the last entry arrived, held ones included.
    pub span: Option<(Instant, Instant)>,
    /// The last frame.
    pub end: Option<Position>,
    /// What is not as it was written.
    pub findings: Vec<Finding>,
    /// What a crash explains, and what is none of the log's.
    pub remarks: Vec<Remark>,
}

/// A place in the log that can be noted elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The frame's number.
    pub sequence: u64,
    /// Its digest, which stands for everything before it.
    pub digest: Digest,
}

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file.
    pub file: String,
    /// The frame, where its number is known.
    pub sequence: Option<u64>,
    /// What is wrong.
    pub what: Fault,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Fault {
    /// What is there is no frame; nothing after it in the file can be read.
    #[error("is no frame from byte {0} on")]
    Unreadable(u64),
    /// The file is empty, or ends within a frame, and is not the last.
    #[error("ends within a frame, and is not the last file")]
    Cut,
    /// The number is not one that follows.
    #[error("its number does not follow")]
    Order,
    /// It names another frame before it than the one that is there.
    #[error("it does not follow the frame before it")]
    Chain,
    /// The signature does not hold.
    #[error("its signature does not hold")]
    Signature,
    /// It is not in the file it belongs in, or the file was renamed.
    #[error("it does not belong in this file")]
    Misplaced,
    /// What it says openly is not of the form.
    #[error("what it says is not of the form")]
    Form,
    /// Frames are missing and no statement says why.
    #[error("the frames {from} to {to} are missing, and no purge says so")]
    Missing {
        /// The first.
        from: u64,
        /// The last.
        to: u64,
    },
    /// There is no head.
    #[error("there is no head")]
    HeadMissing,
    /// The head is not signed by the key.
    #[error("the head is not as it was written")]
    HeadUnreadable,
    /// The head names a frame that is not there.
    #[error("the head names frame {0}, which is not there")]
    HeadAhead(u64),
    /// The head is further behind than a crash leaves it.
    #[error("the head names frame {0}, which is not the last")]
    HeadBehind(u64),
    /// The head names another frame than the one of that number.
    #[error("the head names another frame {0}")]
    HeadWrong(u64),
    /// The frame that was noted elsewhere is not there: the log was taken back, or is another.
    #[error("frame {0}, noted elsewhere, is not in the log")]
    RolledBack(u64),
    /// A purge deleted what was not ninety days old.
    #[error("it purged what was not ninety days old")]
    EarlyPurge,
    /// A hold lasts longer than two calendar years.
    #[error("it holds longer than two calendar years")]
    HoldTooLong,
    /// A purge deleted a hold that was neither released nor over.
    #[error("it purged hold {0}, which was neither released nor over")]
    HoldLost(u64),
    /// Held entries that a purge carried over are gone.
    #[error("the held entries it carried over to frame {0} are gone")]
    HeldLost(u64),
    /// Held entries are there although a purge came after everything that held them was over.
    #[error("what it holds should have gone by the last purge")]
    Outlived,
}

/// Something worth saying that is no tampering.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Remark {
    /// The log ends within a frame that was never acknowledged.
    #[error("{file} ends with {bytes} bytes of a frame that was not written to its end")]
    Torn {
        /// The file.
        file: String,
        /// How many bytes there are of it.
        bytes: u64,
    },
    /// The head names the frame before the last: a crash came between the two, or a writer is at work.
    #[error("the head names the frame before the last")]
    HeadBehind,
    /// A purge stated this file as gone and did not come to delete it. The next opening will.
    #[error("{0} is stated as purged and not deleted yet")]
    NotDeleted(String),
    /// A file that is none of the log's.
    #[error("{0} is no file of the log")]
    Stranger(String),
}

/// Verifies the log in the folder `dir` by its public key.
///
/// Errors: [`LogError::Disk`] where a file cannot be read, as when a purge deletes it meanwhile.
pub fn verify(dir: impl AsRef<Path>, key: &PublicKey) -> Result<Report, LogError> {
    Scan::new(key).run(dir.as_ref(), None)
}

/// As [`verify`], and that the log still has the frame at `noted`, which an earlier report named, or has purged it.
pub fn verify_against(dir: impl AsRef<Path>, key: &PublicKey, noted: &Position) -> Result<Report, LogError> {
    Scan::new(key).run(dir.as_ref(), Some(noted))
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sequence {
            Some(sequence) => write!(f, "{}, frame {sequence}: {}", self.file, self.what),
            None => write!(f, "{}: {}", self.file, self.what),
        }
    }
}
