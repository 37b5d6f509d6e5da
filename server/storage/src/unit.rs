//! The unit of work: every change that must happen together, written down before any of it happens.
//!
//! A unit is data, not a closure: an engine may hold it, batch it with others and, where the database asks for it,
//! apply it again. It never reads; what a decision rests on is written into the change as a precondition.

use crate::{
    AccountChange, CaseChange, ConsentChange, ContactCase, DelegationChange, DeliveryChange, DutyChange, ExtendLedger,
    ImportChange, IntakeChange, KeptBackEvent, LeaseChange, MessageChange, PaperChange, PartnerChange, PolicyDraft,
    RecordChange, RegisterChange, StatisticsChange, StoredVersion, SubjectKey, WorkChange,
};
use domain::{Day, Language};

/// Changes that are committed together or not at all.
///
/// Audit events, ledger entries and outbox rows are kinds of [`Change`], so that a state and the trace of it are
/// committed in the same unit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitOfWork {
    /// The changes, made first to last; only counts wait until the others are made.
    pub changes: Vec<Change>,
}

impl UnitOfWork {
    /// A unit of one change.
    pub fn of(change: Change) -> Self {
        Self { changes: vec![change] }
    }

    /// The unit with one more change at its end.
    #[must_use]
    pub fn and(mut self, change: Change) -> Self {
        self.changes.push(change);
        self
    }
}

impl FromIterator<Change> for UnitOfWork {
    fn from_iter<T: IntoIterator<Item = Change>>(changes: T) -> Self {
        Self { changes: changes.into_iter().collect() }
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Publishes a version of the policy, for ever (article 1). A conflict unless its number is the one after the
    /// latest; refused without an edition.
    PublishPolicy(StoredVersion),
    /// Keeps a draft in place of any earlier draft in the same language.
    KeepDraft(PolicyDraft),
    /// Drops the draft in this language, if there is one.
    DropDraft(Language),
    /// Files a contact case (article 9). A conflict when its id or its number exists.
    FileContactCase(ContactCase),
    /// Keeps the wrapped key of a data subject. A conflict when the subject has one.
    KeepSubjectKey(SubjectKey),
    /// Destroys the key of a data subject: what was sealed under it is gone for good. Nothing happens when there is none.
    DestroySubjectKey(String),
    /// Wraps the key of a data subject anew. A conflict when it is not wrapped as `before` any more.
    RewrapSubjectKey {
        /// The key before.
        before: SubjectKey,
        /// The same key, wrapped anew.
        wrapped: Vec<u8>,
    },
    /// Changes an account.
    Account(AccountChange),
    /// Changes consent.
    Consent(ConsentChange),
    /// Changes messages or the outbox.
    Message(MessageChange),
    /// Changes delegations or files.
    Delegation(DelegationChange),
    /// Changes records or organisations.
    Record(RecordChange),
    /// Changes cases about rights.
    Case(CaseChange),
    /// Changes what binds people on duty, or a breach case.
    Duty(DutyChange),
    /// Changes paper forms.
    Paper(PaperChange),
    /// Commits to an event that is kept from whom it concerns. It comes in the unit before the event.
    KeepBack(KeptBackEvent),
    /// Changes the division's registers.
    Register(RegisterChange),
    /// Publishes statistics.
    Statistics(StatisticsChange),
    /// Changes a version of the policy that is being written.
    Work(WorkChange),
    /// Changes partners' systems.
    Partner(PartnerChange),
    /// Changes what came from partners about persons.
    Intake(IntakeChange),
    /// Changes what partners' systems are told.
    Delivery(DeliveryChange),
    /// Changes files on their way in.
    Import(ImportChange),
    /// Takes a lease, or makes sure of it.
    Lease(LeaseChange),
    /// Moves the end of the ledger.
    Ledger(ExtendLedger),
    /// Adds one to the count of uses of a service on a Bangkok day. Counts name no person.
    CountUsage {
        /// The Bangkok day.
        day: Day,
        /// The service, a word of the program's own; never anything a person typed.
        service: &'static str,
        /// The language it was used in, where it has one.
        language: Option<Language>,
    },
}

macro_rules! kinds_of_change {
    ($($kind:ident($change:ty)),*) => {$(
        impl From<$change> for Change {
            fn from(change: $change) -> Self {
                Self::$kind(change)
            }
        }
    )*};
}

kinds_of_change!(
    Account(AccountChange),
    Consent(ConsentChange),
    Message(MessageChange),
    Delegation(DelegationChange),
    Record(RecordChange),
    Case(CaseChange),
    Duty(DutyChange),
    Paper(PaperChange),
    KeepBack(KeptBackEvent),
    Register(RegisterChange),
    Statistics(StatisticsChange),
    Work(WorkChange),
    Partner(PartnerChange),
    Intake(IntakeChange),
    Delivery(DeliveryChange),
    Import(ImportChange),
    Lease(LeaseChange),
    Ledger(ExtendLedger)
);
