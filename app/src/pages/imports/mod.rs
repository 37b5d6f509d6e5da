//! Records from files, for a unit's officers: the files and a form for a new one, how far one is, and the lines that were
//! not taken. What stands in a file is on none of these pages.

mod list;
mod one;
mod quarantine;

pub use list::{ImportsPage, Wrong, page as list};
pub use one::{ImportPage, page as one};
pub use quarantine::{FaultLine, FaultTold, QuarantinePage, page as quarantine};

use crate::i18n::imports as words;
use domain::import::Progress;
use domain::{Bilingual, Id, Instant};

/// A file.
#[derive(Debug, Clone)]
pub struct ImportLine {
    /// Its id.
    pub id: Id,
    /// Its format, as its name ends.
    pub format: String,
    /// When it was sent.
    pub begun_at: Instant,
    /// When it moved last.
    pub changed_at: Instant,
    /// Where it stands.
    pub stands: Stands,
    /// How far it is.
    pub progress: Progress,
}

/// Where a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Others are read before it.
    InLine,
    /// It is being read.
    Reading,
    /// It is not read now: why.
    Held(Bilingual),
    /// An operator's command reads it.
    AtServer,
    /// It was read to its end.
    Done,
    /// Somebody stopped it.
    Stopped,
}

impl Stands {
    /// In a word.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::InLine => words::IN_LINE,
            Self::Reading => words::READING,
            Self::Held(_) => words::HELD,
            Self::AtServer => words::AT_SERVER,
            Self::Done => words::DONE,
            Self::Stopped => words::STOPPED,
        }
    }

    /// Whether nothing further happens with it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Stopped)
    }

    /// The class of its tag.
    const fn class(self) -> &'static str {
        if matches!(self, Self::Held(_)) { "tag tag--required" } else { "tag" }
    }
}
