//! What can go wrong in a use case, for the edge to map to a status and a sentence.

use crate::clock::EntropyError;
use crate::partners::PartnerRefusal;
use crate::traffic_desk::TrafficError;
use domain::Id;
use domain::breach;
use domain::case_number::CaseNumber;
use domain::cases::Refusal;
use domain::consent::Conflict;
use domain::delegation::NotAllowed;
use domain::one_time_code::{CodeError, TooMany};
use domain::paper;
use domain::permission::Rule;
use domain::policy::{ParseError, VersionNumber, WorkRefusal};
use domain::register;
use storage::StorageError;
use thiserror::Error;

/// Why a use case did not do its work. No message repeats what a person typed.
#[derive(Debug, Error)]
pub enum ServiceError {
    /// There is no such thing, or it is not the asker's: one answer for both.
    #[error("there is no such thing")]
    Absent,
    /// The role does not allow this at all.
    #[error("the role does not allow this")]
    Forbidden,
    /// A condition of the permission does not hold.
    #[error("the permission was refused")]
    Denied(Rule),
    /// The second factor is to be shown again.
    #[error("the second factor is to be shown again")]
    Prove,
    /// An order about the traffic log cannot be followed.
    #[error(transparent)]
    Traffic(#[from] TrafficError),
    /// A step of a breach case may not follow.
    #[error(transparent)]
    Breach(#[from] breach::Refusal),
    /// A step of a paper form may not follow, or is not theirs to take.
    #[error(transparent)]
    Paper(#[from] paper::Refusal),
    /// A step of an entry in a register may not follow, or is not theirs to take.
    #[error(transparent)]
    Register(#[from] register::Refusal),
    /// A step of a version that is being written may not follow, or is not theirs to take.
    #[error(transparent)]
    Work(#[from] WorkRefusal),
    /// A partner's system cannot do what it asks.
    #[error(transparent)]
    Partner(#[from] PartnerRefusal),
    /// The same scan is there already: as this form, where it is of the asker's own unit.
    #[error("the same scan is there already")]
    SameScan(Option<Id>),
    /// A delegate may not do this.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// A guardian must decide.
    #[error("a guardian must decide")]
    Guardian,
    /// A consent choice meets another one.
    #[error(transparent)]
    Consent(#[from] Conflict),
    /// A step of a case may not follow.
    #[error(transparent)]
    Case(#[from] Refusal),
    /// There is an open case about this already: its number.
    #[error("there is an open case about this")]
    OpenCase(CaseNumber),
    /// An idempotency key was used for something else.
    #[error("this key was used for something else")]
    KeyReused,
    /// Somebody changed the same thing meanwhile.
    #[error("this was changed meanwhile")]
    Meanwhile,
    /// A one-time code is not accepted.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// Too many codes in an hour.
    #[error(transparent)]
    TooMany(#[from] TooMany),
    /// A policy file was not taken.
    #[error("{0}")]
    Policy(#[from] ParseError),
    /// The text is already in force under a number.
    #[error("this text is already published as version {0}")]
    AlreadyPublished(VersionNumber),
    /// What is kept cannot be read with the key given.
    #[error("what is kept cannot be opened with this key")]
    Sealed,
    /// No randomness.
    #[error(transparent)]
    Entropy(#[from] EntropyError),
    /// Storage refused or is away.
    #[error(transparent)]
    Storage(#[from] StorageError),
}
