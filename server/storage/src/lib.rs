//! What is kept, apart from how: read traits by duty, the unit of work, one error type, the SQL both engines share.
//!
//! The rest of the house holds an `Arc<dyn Storage>`. This crate never names an engine, opens a file, reads a clock or
//! decides a rule; what it is given it keeps, whole units at a time, and gives back unchanged.
#![warn(missing_docs)]

mod account;
mod cases;
mod consent;
mod contact;
#[cfg(feature = "contract")]
pub mod contract;
pub mod copy;
mod delegation;
mod delivery;
mod duty;
mod error;
mod file_import;
mod intake;
mod kept_back;
mod key;
mod lease;
mod ledger;
mod message;
mod paper;
mod partner;
mod policy;
mod record;
mod register;
mod session;
pub mod sql;
mod statistics;
mod unit;
mod usage;
mod work;

pub use account::{
    AccessFilter, Account, AccountAddress, AccountChange, AccountStore, AddressKind, AuditEvent, AuditLine, Channel,
    Grounds, KeyKind, ProfileValue, Settings,
};
pub use cases::{CaseChange, CaseFilter, CaseStanding, CaseState, CaseStore, StoredCase, StoredLetter, StoredStep};
pub use consent::{
    ConsentChange, ConsentEvent, ConsentRequest, ConsentStore, ConsentWording, NoticeShown, PurposeStanding,
    RecipientNotice, RecordConsent,
};
pub use contact::{ContactCase, ContactStore};
pub use delegation::{DelegationChange, DelegationStep, DelegationStore, Document, StoredDelegation};
pub use delivery::{Delivery, DeliveryChange, DeliveryStore};
pub use duty::{BreachStep, DutyChange, DutyStore, StoredAgreement, StoredBreach, StoredPromise};
pub use error::StorageError;
pub use file_import::{FileImport, ImportChange, ImportCounts, ImportFault, ImportState, ImportStore};
pub use intake::{
    IntakeChange, IntakeStore, PersonLink, RegisterCheck, ReviewState, SourceValue, StoredReview, TargetEntry,
};
pub use kept_back::{KeptBackEvent, KeptBackLine, KeptBackStore};
pub use key::{KeyStore, SubjectKey, shard_of};
pub use lease::{Lease, LeaseChange, LeaseStore};
pub use ledger::{ExtendLedger, LedgerHead, LedgerStore, Tile, WaitingEntry};
pub use message::{
    AddressChannel, Attempted, Message, MessageChange, MessageCode, MessageLine, MessageStore, OutboxState, Outgoing,
};
pub use paper::{PaperChange, PaperFilter, PaperStep, PaperStore, StoredPaper};
pub use partner::{PartnerChange, PartnerMessage, PartnerStore, PartnerSystem, PartnerToken};
pub use policy::{EditionHead, PolicyDraft, PolicyStore, PolicyVersion, StoredEdition, StoredVersion, VersionHead};
pub use record::{Certificate, Confirmed, CorrectionNotice, RecordChange, RecordKind, RecordStore, RecordVersion};
pub use register::{EntryStep, RegisterChange, RegisterStore, StoredEntry};
pub use session::{CodeIntent, KeptForm, OneTimeCode, Passkey, Session};
pub use statistics::{StatisticsChange, StatisticsStore, StoredMonth};
pub use unit::{Change, UnitOfWork};
pub use usage::{Usage, UsageStore};
pub use work::{StoredWork, StoredWorkStep, WorkChange, WorkStore};

use async_trait::async_trait;

/// Everything that is kept, on one engine. Readers and writers share it as `Arc<dyn Storage>`.
///
/// What a reader sees was committed before the read began. A reader that waited for its own [`Storage::commit`] sees
/// that unit.
#[async_trait]
pub trait Storage:
    PolicyStore
    + ContactStore
    + KeyStore
    + UsageStore
    + AccountStore
    + ConsentStore
    + MessageStore
    + DelegationStore
    + RecordStore
    + CaseStore
    + DutyStore
    + PaperStore
    + RegisterStore
    + KeptBackStore
    + StatisticsStore
    + WorkStore
    + PartnerStore
    + IntakeStore
    + DeliveryStore
    + ImportStore
    + LeaseStore
    + LedgerStore
    + copy::CopyStore
{
    /// Commits `unit` whole or not at all. When this returns `Ok`, the unit is on disk and outlives a power cut.
    ///
    /// Units that wait at the same moment may share one write to disk; one that is refused takes nothing from the
    /// others. Dropping the future does not take a unit back that is already on its way.
    ///
    /// Errors: [`StorageError::Conflict`] or [`StorageError::Refused`] for the first change that cannot be made, and
    /// nothing of the unit is kept; [`StorageError::Unavailable`] when it is not known to be kept.
    async fn commit(&self, unit: UnitOfWork) -> Result<(), StorageError>;

    /// Whether the engine answers now.
    async fn ready(&self) -> Result<(), StorageError>;

    /// Finishes the units already handed over, then lets go of files and connections. Whatever is asked later is
    /// answered with [`StorageError::Unavailable`]; closing twice is harmless.
    async fn close(&self);
}
