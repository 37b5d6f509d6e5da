//! Health records and the organisations that make them (articles 3 and 7). What is recorded is sealed; a version is
//! never changed.

use crate::StorageError;
use async_trait::async_trait;
use domain::catalogue::RecipientId;
use domain::organisation::Organisation;
use domain::record::RecordState;
use domain::{Id, Instant};
use std::fmt;

/// One version of a record.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordVersion {
    /// Whose.
    pub subject: String,
    /// The record's id, the same in every version.
    pub id: Id,
    /// From 1, without gaps.
    pub version: u32,
    /// What kind it is.
    pub kind: RecordKind,
    /// Whether this version stands.
    pub state: RecordState,
    /// How it is known that the person was there.
    pub confirmed: Confirmed,
    /// The organisation that recorded it first.
    pub unit: String,
    /// Who made this version.
    pub recorder: String,
    /// Where it came from.
    pub source: String,
    /// When this version was made.
    pub at: Instant,
    /// The case that led to it.
    pub cause: Option<Id>,
    /// What is recorded, sealed.
    pub sealed: Vec<u8>,
}

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecordKind {
    /// A dose of a vaccine.
    Vaccination,
    /// A laboratory result.
    Laboratory,
}

/// How it is known that the person was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Confirmed {
    /// Nobody but the recorder says so.
    Not,
    /// The person showed a presence code.
    ByPresence,
    /// An office checked it, after the person had doubted it.
    Checked,
}

/// What a printed certificate is checked by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The code on it.
    pub code: String,
    /// Whose.
    pub subject: String,
    /// Of which record.
    pub record: Id,
    /// Of which version of it.
    pub version: u32,
    /// When it was issued.
    pub issued_at: Instant,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

/// A correction somebody who had the record is told of, until they acknowledge it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionNotice {
    /// Its id.
    pub id: Id,
    /// Whose record.
    pub subject: String,
    /// Who is told.
    pub recipient: RecipientId,
    /// Which record.
    pub record: Id,
    /// From which version on it is another.
    pub version: u32,
    /// When it was first told.
    pub created_at: Instant,
    /// When it was last told.
    pub told_at: Instant,
    /// How often it was told.
    pub times: u32,
    /// When it was acknowledged.
    pub acknowledged_at: Option<Instant>,
}

impl RecordKind {
    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vaccination => "vaccination",
            Self::Laboratory => "laboratory",
        }
    }

    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Vaccination, Self::Laboratory].into_iter().find(|kind| kind.name() == name)
    }
}

impl Confirmed {
    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Not => "",
            Self::ByPresence => "presence",
            Self::Checked => "checked",
        }
    }

    /// The word's meaning.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Not, Self::ByPresence, Self::Checked].into_iter().find(|it| it.name() == name)
    }
}

impl fmt::Debug for RecordVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordVersion").field("id", &self.id).field("version", &self.version).finish_non_exhaustive()
    }
}

/// Reads records. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait RecordStore: Send + Sync {
    /// Every version of every record of this subject, record by record, the oldest version first.
    async fn records(&self, subject: &str) -> Result<Vec<RecordVersion>, StorageError>;
    /// Every version of one record of this subject, the oldest first; none where there is none.
    async fn record(&self, subject: &str, id: Id) -> Result<Vec<RecordVersion>, StorageError>;
    /// The certificates of this subject.
    async fn certificates(&self, subject: &str) -> Result<Vec<Certificate>, StorageError>;
    /// The certificate with this code.
    async fn certificate(&self, code: &str) -> Result<Option<Certificate>, StorageError>;
    /// The corrections this recipient has not acknowledged, the longest untold first.
    async fn corrections_for(&self, recipient: RecipientId, limit: u32) -> Result<Vec<CorrectionNotice>, StorageError>;
    /// The corrections of this subject's records and who was told, the newest first.
    async fn corrections_of(&self, subject: &str) -> Result<Vec<CorrectionNotice>, StorageError>;
    /// The organisation of this code.
    async fn organisation(&self, code: &str) -> Result<Option<Organisation>, StorageError>;
    /// The organisations of a province, by code.
    async fn organisations(&self, province: &str) -> Result<Vec<Organisation>, StorageError>;
    /// Units whose name holds `part`, whatever its case, or whose code it is, by name.
    async fn organisations_named(&self, part: &str, limit: u32) -> Result<Vec<Organisation>, StorageError>;
}

/// A change to records and organisations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordChange {
    /// Keeps an organisation in place of what was known of it.
    Organisation {
        /// As it is now.
        organisation: Organisation,
        /// When.
        at: Instant,
    },
    /// Adds a version. A conflict unless it is the one after the newest.
    Version(RecordVersion),
    /// Issues a certificate. A conflict when the code is taken.
    Certify(Certificate),
    /// Revokes every certificate of a record that stands.
    Revoke {
        /// Whose.
        subject: String,
        /// Which record.
        record: Id,
        /// When.
        at: Instant,
    },
    /// Tells a recipient of a correction.
    Notify(CorrectionNotice),
    /// Tells again what was not acknowledged. A conflict when it was told or acknowledged meanwhile.
    NotifyAgain {
        /// Which.
        id: Id,
        /// How often it was told before.
        times: u32,
        /// When.
        at: Instant,
    },
    /// A recipient acknowledges. A conflict when it did before.
    Acknowledge {
        /// Which.
        id: Id,
        /// When.
        at: Instant,
        /// By whom.
        by: String,
    },
}
