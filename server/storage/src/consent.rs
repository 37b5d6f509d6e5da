//! Consent events, what stands, and the notices to recipients (articles 1 and 6).

use crate::StorageError;
use async_trait::async_trait;
use domain::catalogue::{PurposeId, RecipientId};
use domain::consent::{EventKind, Last, Method};
use domain::policy::VersionNumber;
use domain::{Digest, Id, Instant, Language};
use std::fmt;

/// A consent event, with all it is bound to.
#[derive(Clone, PartialEq, Eq)]
pub struct ConsentEvent {
    /// Whose consent.
    pub subject: String,
    /// Its id.
    pub id: Id,
    /// The purpose.
    pub purpose: PurposeId,
    /// The purpose's version.
    pub purpose_version: u32,
    /// What happened.
    pub kind: EventKind,
    /// How it was told.
    pub method: Method,
    /// The language it was asked in.
    pub language: Language,
    /// The policy in force.
    pub policy: VersionNumber,
    /// The digest of that policy's text in the language.
    pub policy_digest: Digest,
    /// When.
    pub at: Instant,
    /// When an agreement lapses; `at` for anything else.
    pub lapses_at: Instant,
    /// Who did it: the subject, or somebody acting for them.
    pub actor: String,
    /// The delegation used.
    pub acting: Option<Id>,
    /// The commitment in the ledger.
    pub commitment: Digest,
    /// The wording its receipt has in common with others, by digest.
    pub wording: Digest,
    /// The salt, and what the wording leaves open, sealed.
    pub sealed: Vec<u8>,
}

impl ConsentEvent {
    /// The event as the last word on its purpose.
    pub fn as_last(&self) -> Last {
        let Self { id: event, kind, at, lapses_at, purpose_version: version, .. } = *self;
        Last { event, kind, at, lapses_at, version }
    }
}

/// Records a consent event and everything that must never be without it: what stands now, the answer to a repeated
/// request, the ledger's entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordConsent {
    /// The event.
    pub event: ConsentEvent,
    /// The event that stood before. A conflict when another one stands by now.
    pub before: Option<Id>,
    /// The request it answers, where it had a key. A conflict when the key was used.
    pub request: Option<ConsentRequest>,
}

/// What the receipts of all who were asked the same in the same way have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentWording {
    /// The digest of the text.
    pub digest: Digest,
    /// The text, with marks where something is one person's.
    pub text: String,
}

/// A request with a key of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRequest {
    /// The hash of the key.
    pub hash: Digest,
    /// The event it made.
    pub event: Id,
    /// Purpose and decision, space separated.
    pub asked: String,
}

/// That a question was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeShown {
    /// To whom.
    pub subject: String,
    /// The purpose asked about.
    pub purpose: PurposeId,
    /// Its version.
    pub purpose_version: u32,
    /// The policy in force.
    pub policy: VersionNumber,
    /// The language.
    pub language: Language,
    /// When first.
    pub at: Instant,
}

/// A notice to somebody who received data that its ground has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipientNotice {
    /// Its id.
    pub id: Id,
    /// Whose data.
    pub subject: String,
    /// Who is told.
    pub recipient: RecipientId,
    /// The purpose that ended.
    pub purpose: PurposeId,
    /// The event that ended it.
    pub event: Id,
    /// When it was queued.
    pub created_at: Instant,
    /// When it was acknowledged and by whom.
    pub acknowledged: Option<(Instant, String)>,
}

/// What stands about a purpose for a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurposeStanding {
    /// Whose.
    pub subject: String,
    /// The purpose.
    pub purpose: PurposeId,
    /// The last event.
    pub last: Last,
}

impl fmt::Debug for ConsentEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConsentEvent").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Reads consent. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait ConsentStore: Send + Sync {
    /// What stands for this subject, purpose by purpose.
    async fn standings(&self, subject: &str) -> Result<Vec<PurposeStanding>, StorageError>;

    /// The events of this subject, the newest first.
    async fn consent_events(&self, subject: &str, limit: u32) -> Result<Vec<ConsentEvent>, StorageError>;

    /// A wording.
    async fn consent_wording(&self, digest: &Digest) -> Result<Option<ConsentWording>, StorageError>;

    /// One event of this subject.
    async fn consent_event(&self, subject: &str, id: Id) -> Result<Option<ConsentEvent>, StorageError>;

    /// The events after this one, by subject and id: for checking all of them.
    async fn consent_events_after(
        &self,
        subject: &str,
        id: &str,
        limit: u32,
    ) -> Result<Vec<ConsentEvent>, StorageError>;

    /// What stands and is not what the last event of its subject and purpose says; and events of people who were not erased
    /// about which nothing stands. The ids of the events, at most `limit`.
    async fn standings_amiss(&self, limit: u32) -> Result<Vec<String>, StorageError>;

    /// The request with this key.
    async fn consent_request(&self, subject: &str, hash: &Digest) -> Result<Option<ConsentRequest>, StorageError>;

    /// Agreements whose time was over at `now` and that are not recorded as lapsed, at most `limit`.
    async fn lapsed(&self, now: Instant, limit: u32) -> Result<Vec<PurposeStanding>, StorageError>;

    /// The notices that wait for this recipient, the oldest first.
    async fn notices_for(&self, recipient: RecipientId, limit: u32) -> Result<Vec<RecipientNotice>, StorageError>;

    /// The notices about this subject, the newest first.
    async fn notices_about(&self, subject: &str) -> Result<Vec<RecipientNotice>, StorageError>;
}

/// A change to consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConsentChange {
    /// Keeps a wording; nothing happens where it is kept already.
    Word(ConsentWording),
    /// Records an event.
    Record(Box<RecordConsent>),
    /// Notes that a question was shown; a second time changes nothing.
    Show(NoticeShown),
    /// Queues a notice to a recipient.
    Notify(RecipientNotice),
    /// A recipient acknowledges. A conflict when it did before.
    Acknowledge {
        /// Which notice.
        id: Id,
        /// When.
        at: Instant,
        /// By whom.
        by: String,
    },
}
