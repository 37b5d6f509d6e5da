//! Files of records on their way in (article 3), for units without an interface: how a file waits sealed, how it is read
//! line by line from where it stands, and who reads it. However long a file is, no more than a few hundred of its lines are
//! in memory; what stands in it is in no log and no error.

mod csv_line;
mod folder;
mod imports;
mod incoming;
mod kind;
mod lines;
mod quarantine;
mod reader;
pub mod reasons;
mod runner;
mod source;
mod template;
mod window;

pub use folder::Folder;
pub use imports::{Doing, Imports, Why};
pub use incoming::{Incoming, Whole};
pub use kind::{Format, Unfit, inspect};
pub use quarantine::Quarantine;
pub use reader::{Batch, Reader};
pub use runner::{Halt, run};
pub use source::{InPlace, Sealed, Source, SourceError};
pub use template::template;

use domain::import::Progress;
use storage::{FileImport, ImportCounts};

/// How much of a file is sealed together, in bytes; and how much of it is looked at to find out what it is.
pub const PART: usize = 64 * 1024;
/// The longest line, in bytes: more than the longest cells of all columns together.
pub const LONGEST: usize = 64 * 1024;
/// The most lines that are taken together.
pub const TOGETHER: usize = 500;
/// The most bytes of a file that are taken together.
pub const BYTES: u64 = 1024 * 1024;

/// How far a file is.
pub const fn progress(file: &FileImport) -> Progress {
    progress_of(&file.counts, file.of_bytes)
}

/// How far a file of so many bytes is, by its counts.
pub const fn progress_of(counts: &ImportCounts, of_bytes: u64) -> Progress {
    let ImportCounts { taken, known, waiting, quarantined, byte, .. } = *counts;
    Progress { lines: taken + known + waiting + quarantined, taken, known, waiting, quarantined, bytes: byte, of_bytes }
}
