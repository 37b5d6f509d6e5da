//! Cases: a person asks for a right (article 7; PDPA s.30 to 36), an office answers, and everybody reads the same
//! timeline. A case is its steps; where it stands follows from them and from nothing else.

mod clock;
mod duties;
mod form;
mod letter;
mod office_mail;
mod standing;
mod step;
mod words;

pub use clock::{Clocks, Deadlines, Limit};
pub use duties::{Duty, duties_against_erasure};
pub use form::{Claim, Reason};
pub use letter::{Letter, LetterNumber};
pub use office_mail::OfficeMail;
pub use standing::{Case, Party, Refusal, State};
pub use step::{Cause, Entry, Needs, Outcome, Reminder, Step};
pub use words::{Words, WordsError};

use crate::language::Bilingual;

/// A right somebody uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// A wrong record put right (s.35, 36).
    Correction,
    /// A copy, and who the data came from (s.30).
    Access,
    /// A copy a machine can read (s.31).
    Portability,
    /// An objection to a use (s.32).
    Objection,
    /// Data destroyed or made anonymous (s.33).
    Erasure,
    /// Use stopped while something is checked (s.34).
    Restriction,
    /// A complaint about how data is treated.
    Complaint,
}

/// How a case came in (article 2 (e)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// This portal.
    Web,
    /// A phone call.
    Phone,
    /// A fax.
    Fax,
    /// A letter.
    Post,
    /// A visit.
    InPerson,
    /// An e-mail.
    Email,
}

impl Right {
    /// All rights.
    pub const ALL: [Self; 7] = [
        Self::Correction,
        Self::Access,
        Self::Portability,
        Self::Objection,
        Self::Erasure,
        Self::Restriction,
        Self::Complaint,
    ];

    /// The rights asked for on the page of requests; a correction begins at the record.
    pub const ON_REQUEST: [Self; 6] =
        [Self::Access, Self::Portability, Self::Objection, Self::Erasure, Self::Restriction, Self::Complaint];

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Correction => "correction",
            Self::Access => "access",
            Self::Portability => "portability",
            Self::Objection => "objection",
            Self::Erasure => "erasure",
            Self::Restriction => "restriction",
            Self::Complaint => "complaint",
        }
    }

    /// The right of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.name() == name)
    }

    /// The right in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Correction => Bilingual::new("ขอแก้ไขข้อมูล", "Correction"),
            Self::Access => Bilingual::new("ขอสำเนาข้อมูล", "A copy of my data"),
            Self::Portability => Bilingual::new("ขอโอนย้ายข้อมูล", "Data portability"),
            Self::Objection => Bilingual::new("คัดค้านการใช้ข้อมูล", "Objection"),
            Self::Erasure => Bilingual::new("ขอลบข้อมูล", "Erasure"),
            Self::Restriction => Bilingual::new("ขอระงับการใช้ข้อมูล", "Restriction"),
            Self::Complaint => Bilingual::new("ร้องเรียน", "Complaint"),
        }
    }
}

impl Channel {
    /// All channels.
    pub const ALL: [Self; 6] = [Self::Web, Self::Phone, Self::Fax, Self::Post, Self::InPerson, Self::Email];

    /// The channels an officer enters a case from.
    pub const BY_OFFICER: [Self; 5] = [Self::Phone, Self::Fax, Self::Post, Self::InPerson, Self::Email];

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Phone => "phone",
            Self::Fax => "fax",
            Self::Post => "post",
            Self::InPerson => "person",
            Self::Email => "email",
        }
    }

    /// The channel of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.name() == name)
    }

    /// The channel in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Web => Bilingual::new("เว็บไซต์นี้", "This web site"),
            Self::Phone => Bilingual::new("โทรศัพท์", "Phone"),
            Self::Fax => Bilingual::new("โทรสาร", "Fax"),
            Self::Post => Bilingual::new("ไปรษณีย์", "Post"),
            Self::InPerson => Bilingual::new("มาด้วยตนเอง", "In person"),
            Self::Email => Bilingual::new("อีเมล", "E-mail"),
        }
    }
}
