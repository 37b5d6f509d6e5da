//! Consent (articles 1 and 6; PDPA s.19): what a person is asked, what was answered, and what holds now.
//!
//! Giving, refusing, withdrawing and lapsing are events; nothing is ever changed in place. That a notice was *shown* is
//! another kind of fact and is never taken for a choice.

mod asked;
mod standing;

pub use asked::{ASKED, AskedPurpose, asked};
pub use standing::{Conflict, Last, Standing};

use crate::language::Bilingual;

/// What a person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Agrees.
    Given,
    /// Declines. A refusal is recorded as one, not as silence.
    Refused,
    /// Takes an earlier agreement back.
    Withdrawn,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// Consent was given.
    Given,
    /// Consent was refused.
    Refused,
    /// Consent was withdrawn.
    Withdrawn,
    /// Consent lapsed because its time was over.
    Expired,
}

/// How the choice reached the service (article 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// By the person, on these pages.
    Web,
    /// On paper.
    Paper,
    /// By phone, entered by an officer.
    Phone,
    /// In person, entered by an officer.
    InPerson,
    /// By the service itself, where time alone ended it.
    System,
}

impl Decision {
    /// All decisions.
    pub const ALL: [Self; 3] = [Self::Given, Self::Refused, Self::Withdrawn];

    /// The word in forms.
    pub const fn name(self) -> &'static str {
        self.event().name()
    }

    /// The decision of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.name() == name)
    }

    /// The event it makes.
    pub const fn event(self) -> EventKind {
        match self {
            Self::Given => EventKind::Given,
            Self::Refused => EventKind::Refused,
            Self::Withdrawn => EventKind::Withdrawn,
        }
    }
}

impl EventKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Given, Self::Refused, Self::Withdrawn, Self::Expired];

    /// The word in storage and receipts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }

    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The kind in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Given => Bilingual::new("ยินยอม", "Given"),
            Self::Refused => Bilingual::new("ไม่ยินยอม", "Refused"),
            Self::Withdrawn => Bilingual::new("ถอนความยินยอม", "Withdrawn"),
            Self::Expired => Bilingual::new("หมดอายุ", "Expired"),
        }
    }
}

impl Method {
    /// All methods.
    pub const ALL: [Self; 5] = [Self::Web, Self::Paper, Self::Phone, Self::InPerson, Self::System];

    /// The word in storage and receipts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Paper => "paper",
            Self::Phone => "phone",
            Self::InPerson => "in-person",
            Self::System => "system",
        }
    }

    /// The method of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name)
    }

    /// The method in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Web => Bilingual::new("บนหน้าเว็บนี้", "On these pages"),
            Self::Paper => Bilingual::new("บนกระดาษ", "On paper"),
            Self::Phone => Bilingual::new("ทางโทรศัพท์", "By phone"),
            Self::InPerson => Bilingual::new("ด้วยตนเอง", "In person"),
            Self::System => Bilingual::new("ระบบบันทึกเมื่อครบเวลา", "Recorded by the system when the time was over"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        assert!(Decision::ALL.into_iter().all(|it| Decision::from_name(it.name()) == Some(it)));
        assert!(EventKind::ALL.into_iter().all(|it| EventKind::from_name(it.name()) == Some(it)));
        assert!(Method::ALL.into_iter().all(|it| Method::from_name(it.name()) == Some(it)));
        assert_eq!(Decision::from_name("expired"), None, "nobody decides that a consent lapses");
    }
}
