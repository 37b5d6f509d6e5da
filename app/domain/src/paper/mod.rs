//! Paper forms (article 2): scanned, keyed beside the picture, keyed again blind by a second officer, reconciled where the
//! two differ, matched by document and birth date alone. Who may take which step is decided here; nothing here reads a
//! picture, and no name ever makes a match.

mod keying;
mod picture;
mod signed;

pub use crate::matching::born_alike;
pub use keying::{Choice, Keying, PaperField, Reading, Unsettled};
pub use picture::{PICTURE_DAYS, Picture};
pub use signed::{PaperConsents, answered_on, counts};

use crate::language::{Bilingual, Explain};
use thiserror::Error;

/// Where a form stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// There is a scan, and nothing else.
    Scanned,
    /// One officer has keyed it.
    Keyed,
    /// A second one read something else.
    Disputed,
    /// Settled, and the account it is about was found.
    Matched,
    /// Settled, and there is no such account.
    Unmatched,
}

/// What happened to a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// It was scanned.
    Scanned,
    /// It was keyed.
    Keyed,
    /// A second officer read the same.
    Agreed,
    /// A second officer read something else.
    Disputed,
    /// Somebody decided which reading is right.
    Reconciled,
    /// The account it is about became known after it was settled.
    Found,
    /// Its time being over, its picture was destroyed.
    Destroyed,
}

/// What an officer can do with a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Task {
    /// Key everything on it.
    Key,
    /// Key who it is about once more, without seeing what was keyed.
    KeyAgain,
    /// Decide where the two readings differ.
    Reconcile,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refusal {
    /// It may not follow: 409.
    #[error("this step may not follow now")]
    NotNow,
    /// Nobody checks what they keyed themselves: 403.
    #[error("nobody checks what they keyed themselves")]
    OwnKeying,
}

impl State {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Scanned, Self::Keyed, Self::Disputed, Self::Matched, Self::Unmatched];

    /// The word in storage and addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scanned => "scanned",
            Self::Keyed => "keyed",
            Self::Disputed => "disputed",
            Self::Matched => "matched",
            Self::Unmatched => "unmatched",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// What is to be done next; `None` once it is settled.
    pub const fn task(self) -> Option<Task> {
        match self {
            Self::Scanned => Some(Task::Key),
            Self::Keyed => Some(Task::KeyAgain),
            Self::Disputed => Some(Task::Reconcile),
            Self::Matched | Self::Unmatched => None,
        }
    }

    /// Whether what was read may be shown to officers. Before the second reading it would no longer be blind.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Scanned | Self::Keyed)
    }

    /// Whether `officer` may do `task` with a form that stands here and was first keyed by `keyed_by`. The one who keyed
    /// it neither reads it again nor decides between the readings.
    pub fn may(self, task: Task, officer: &str, keyed_by: &str) -> Result<(), Refusal> {
        if self.task() != Some(task) {
            return Err(Refusal::NotNow);
        }
        if task != Task::Key && officer == keyed_by { Err(Refusal::OwnKeying) } else { Ok(()) }
    }

    /// Where the form stands after `step`; `found` says whether the account is there. `None` where the step may not
    /// follow.
    pub const fn after(self, step: Step, found: bool) -> Option<Self> {
        Some(match (self, step, found) {
            (Self::Scanned, Step::Keyed, _) => Self::Keyed,
            (Self::Keyed, Step::Disputed, _) => Self::Disputed,
            (Self::Keyed, Step::Agreed, true)
            | (Self::Disputed, Step::Reconciled, true)
            | (Self::Unmatched, Step::Found, true) => Self::Matched,
            (Self::Keyed, Step::Agreed, false) | (Self::Disputed, Step::Reconciled, false) => Self::Unmatched,
            (Self::Matched | Self::Unmatched, Step::Destroyed, _) => self,
            _ => return None,
        })
    }

    /// The state in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Scanned => Bilingual::new("รอคีย์", "To be keyed"),
            Self::Keyed => Bilingual::new("รอคีย์ซ้ำโดยอีกคน", "To be keyed again by another officer"),
            Self::Disputed => Bilingual::new("อ่านได้ไม่ตรงกัน", "The two readings differ"),
            Self::Matched => Bilingual::new("ตรวจแล้ว พบบัญชี", "Verified, account found"),
            Self::Unmatched => Bilingual::new("ตรวจแล้ว ไม่พบบัญชี", "Verified, nobody found"),
        }
    }
}

impl Step {
    /// All steps.
    pub const ALL: [Self; 7] =
        [Self::Scanned, Self::Keyed, Self::Agreed, Self::Disputed, Self::Reconciled, Self::Found, Self::Destroyed];

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scanned => "scanned",
            Self::Keyed => "keyed",
            Self::Agreed => "agreed",
            Self::Disputed => "disputed",
            Self::Reconciled => "reconciled",
            Self::Found => "found",
            Self::Destroyed => "destroyed",
        }
    }

    /// The step of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// The step in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Scanned => Bilingual::new("สแกนแบบ", "Scanned"),
            Self::Keyed => Bilingual::new("คีย์ครั้งแรก", "Keyed"),
            Self::Agreed => Bilingual::new("คีย์ซ้ำ ตรงกัน", "Keyed again, the same"),
            Self::Disputed => Bilingual::new("คีย์ซ้ำ ไม่ตรงกัน", "Keyed again, something else"),
            Self::Reconciled => Bilingual::new("ชี้ขาดแล้ว", "Decided"),
            Self::Found => Bilingual::new("พบบัญชีที่เปิดภายหลัง", "An account opened since was found"),
            Self::Destroyed => Bilingual::new("ทำลายภาพเมื่อครบเวลา", "The picture was destroyed, its time being over"),
        }
    }
}

impl Task {
    /// All tasks.
    pub const ALL: [Self; 3] = [Self::Key, Self::KeyAgain, Self::Reconcile];

    /// The word in forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::KeyAgain => "key-again",
            Self::Reconcile => "reconcile",
        }
    }

    /// The task of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|task| task.name() == name)
    }
}

impl Refusal {
    /// The reason code, as it is answered.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotNow => "paper",
            Self::OwnKeying => "own-keying",
        }
    }
}

impl Explain for Refusal {
    fn explain(&self) -> Bilingual {
        match self {
            Self::NotNow => Bilingual::new(
                "มีผู้ทำขั้นนี้ไปแล้ว ดูสถานะปัจจุบันของแบบ",
                "Somebody has done this meanwhile. See where the form stands now.",
            ),
            Self::OwnKeying => Bilingual::new(
                "ท่านคีย์แบบนี้เอง ผู้อื่นในหน่วยงานต้องเป็นผู้ตรวจ",
                "You keyed this form yourself: somebody else of your unit checks it.",
            ),
        }
    }
}

#[cfg(test)]
mod tests;
