//! The read traits for every engine at once: an engine lends a connection, the SQL is the same.
//!
//! Each read is one statement, so that it sees one moment of the database and needs no transaction.

use super::{
    Engine, account, cases, consent, contact, delegation, duty, key, ledger, message, policy, record, session, usage,
};
use crate::{
    AccessFilter, Account, AccountAddress, AccountStore, AuditLine, BreachStep, CaseFilter, CaseStore, Certificate,
    ConsentEvent, ConsentRequest, ConsentStore, ConsentWording, ContactCase, ContactStore, CorrectionNotice,
    DelegationStore, Document, DutyStore, KeptForm, KeyKind, KeyStore, LedgerHead, LedgerStore, MessageCode,
    MessageLine, MessageStore, OneTimeCode, Outgoing, Passkey, PolicyDraft, PolicyStore, ProfileValue, PurposeStanding,
    RecipientNotice, RecordStore, RecordVersion, Session, StorageError, StoredAgreement, StoredBreach, StoredCase,
    StoredDelegation, StoredLetter, StoredPromise, StoredStep, StoredVersion, SubjectKey, Tile, Usage, UsageStore,
    VersionHead, WaitingEntry,
};
use async_trait::async_trait;
use domain::account::Role;
use domain::catalogue::RecipientId;
use domain::delegation::DelegationState;
use domain::organisation::{Organisation, OrganisationKind};
use domain::policy::VersionNumber;
use domain::{Day, Digest, Id, Instant};

/// An engine that lends connections for reading.
pub trait Readers: Send + Sync {
    /// The connection, given back when dropped.
    type Engine: Engine;

    /// Waits for a connection. Errors: [`StorageError::Unavailable`].
    fn reader(&self) -> impl Future<Output = Result<Self::Engine, StorageError>> + Send;
}

#[async_trait]
impl<R: Readers> PolicyStore for R {
    async fn versions(&self) -> Result<Vec<VersionHead>, StorageError> {
        policy::versions(&mut self.reader().await?).await
    }

    async fn version(&self, number: VersionNumber) -> Result<Option<StoredVersion>, StorageError> {
        policy::version(&mut self.reader().await?, number).await
    }

    async fn latest(&self) -> Result<Option<VersionNumber>, StorageError> {
        policy::latest(&mut self.reader().await?).await
    }

    async fn drafts(&self) -> Result<Vec<PolicyDraft>, StorageError> {
        policy::drafts(&mut self.reader().await?).await
    }
}

#[async_trait]
impl<R: Readers> ContactStore for R {
    async fn contact_case(&self, number: &str) -> Result<Option<ContactCase>, StorageError> {
        contact::by_number(&mut self.reader().await?, number).await
    }

    async fn contact_cases(&self, limit: u32) -> Result<Vec<ContactCase>, StorageError> {
        contact::newest(&mut self.reader().await?, limit).await
    }
}

#[async_trait]
impl<R: Readers> KeyStore for R {
    async fn subject_key(&self, subject: &str) -> Result<Option<SubjectKey>, StorageError> {
        key::of(&mut self.reader().await?, subject).await
    }

    async fn keys_missing(&self, limit: u32) -> Result<Vec<String>, StorageError> {
        key::missing(&mut self.reader().await?, limit).await
    }

    async fn subject_keys_after(&self, subject: &str, limit: u32) -> Result<Vec<SubjectKey>, StorageError> {
        key::after(&mut self.reader().await?, subject, limit).await
    }
}

#[async_trait]
impl<R: Readers> UsageStore for R {
    async fn usage(&self, from: Day, to: Day) -> Result<Vec<Usage>, StorageError> {
        usage::between(&mut self.reader().await?, from, to).await
    }
}

#[async_trait]
impl<R: Readers> AccountStore for R {
    async fn account(&self, subject: &str) -> Result<Option<Account>, StorageError> {
        account::by_subject(&mut self.reader().await?, subject).await
    }

    async fn account_by_key(&self, kind: KeyKind, hash: &Digest) -> Result<Option<String>, StorageError> {
        account::by_key(&mut self.reader().await?, kind, hash).await
    }

    async fn accounts_by_address(&self, hash: &Digest) -> Result<Vec<AccountAddress>, StorageError> {
        account::by_address(&mut self.reader().await?, hash).await
    }

    async fn addresses(&self, subject: &str) -> Result<Vec<AccountAddress>, StorageError> {
        account::addresses(&mut self.reader().await?, subject).await
    }

    async fn profile(&self, subject: &str) -> Result<Vec<ProfileValue>, StorageError> {
        account::profile(&mut self.reader().await?, subject).await
    }

    async fn profile_value(&self, subject: &str, field: &str) -> Result<Option<ProfileValue>, StorageError> {
        account::profile_value(&mut self.reader().await?, subject, field).await
    }

    async fn session(&self, hash: &Digest) -> Result<Option<Session>, StorageError> {
        session::by_hash(&mut self.reader().await?, hash).await
    }

    async fn sessions(&self, subject: &str) -> Result<Vec<Session>, StorageError> {
        session::of(&mut self.reader().await?, subject).await
    }

    async fn one_time_code(&self, hash: &Digest) -> Result<Option<OneTimeCode>, StorageError> {
        session::code(&mut self.reader().await?, hash).await
    }

    async fn codes_since(&self, address: &Digest, subject: &str, since: Instant) -> Result<Vec<Instant>, StorageError> {
        session::codes_since(&mut self.reader().await?, address, subject, since).await
    }

    async fn kept_form(&self, hash: &Digest) -> Result<Option<KeptForm>, StorageError> {
        session::form(&mut self.reader().await?, hash).await
    }

    async fn passkeys(&self, subject: &str) -> Result<Vec<Passkey>, StorageError> {
        account::passkeys(&mut self.reader().await?, subject).await
    }

    async fn audit(&self, subject: &str, limit: u32) -> Result<Vec<AuditLine>, StorageError> {
        account::audit_of(&mut self.reader().await?, subject, limit).await
    }

    async fn accesses(&self, subject: &str, filter: AccessFilter<'_>) -> Result<Vec<AuditLine>, StorageError> {
        account::accesses(&mut self.reader().await?, (subject, ""), filter).await
    }

    async fn accesses_for(
        &self,
        subject: &str,
        purpose: &str,
        filter: AccessFilter<'_>,
    ) -> Result<Vec<AuditLine>, StorageError> {
        account::accesses(&mut self.reader().await?, (subject, purpose), filter).await
    }

    async fn access(&self, subject: &str, id: Id) -> Result<Option<AuditLine>, StorageError> {
        account::access(&mut self.reader().await?, subject, id).await
    }

    async fn hidden_accesses(&self, now: Instant) -> Result<u64, StorageError> {
        account::hidden_accesses(&mut self.reader().await?, now).await
    }

    async fn unbound_accesses(&self, actor: &str, since: Instant, limit: u32) -> Result<Vec<String>, StorageError> {
        account::unbound_accesses(&mut self.reader().await?, actor, since, limit).await
    }
}

#[async_trait]
impl<R: Readers> ConsentStore for R {
    async fn standings(&self, subject: &str) -> Result<Vec<PurposeStanding>, StorageError> {
        consent::standings(&mut self.reader().await?, subject).await
    }

    async fn consent_events(&self, subject: &str, limit: u32) -> Result<Vec<ConsentEvent>, StorageError> {
        consent::events(&mut self.reader().await?, subject, limit).await
    }

    async fn consent_wording(&self, digest: &Digest) -> Result<Option<ConsentWording>, StorageError> {
        consent::wording(&mut self.reader().await?, digest).await
    }

    async fn consent_event(&self, subject: &str, id: Id) -> Result<Option<ConsentEvent>, StorageError> {
        consent::one_event(&mut self.reader().await?, subject, id).await
    }

    async fn consent_events_after(
        &self,
        subject: &str,
        id: &str,
        limit: u32,
    ) -> Result<Vec<ConsentEvent>, StorageError> {
        consent::events_after(&mut self.reader().await?, subject, id, limit).await
    }

    async fn standings_amiss(&self, limit: u32) -> Result<Vec<String>, StorageError> {
        consent::amiss(&mut self.reader().await?, limit).await
    }

    async fn consent_request(&self, subject: &str, hash: &Digest) -> Result<Option<ConsentRequest>, StorageError> {
        consent::request(&mut self.reader().await?, subject, hash).await
    }

    async fn lapsed(&self, now: Instant, limit: u32) -> Result<Vec<PurposeStanding>, StorageError> {
        consent::lapsed(&mut self.reader().await?, now, limit).await
    }

    async fn notices_for(&self, recipient: RecipientId, limit: u32) -> Result<Vec<RecipientNotice>, StorageError> {
        consent::notices_for(&mut self.reader().await?, recipient, limit).await
    }

    async fn notices_about(&self, subject: &str) -> Result<Vec<RecipientNotice>, StorageError> {
        consent::notices_about(&mut self.reader().await?, subject).await
    }
}

#[async_trait]
impl<R: Readers> LedgerStore for R {
    async fn waiting_entries(&self, limit: u32) -> Result<Vec<WaitingEntry>, StorageError> {
        ledger::waiting(&mut self.reader().await?, limit).await
    }

    async fn is_waiting(&self, id: Id) -> Result<bool, StorageError> {
        ledger::is_waiting(&mut self.reader().await?, id).await
    }

    async fn ledger_head(&self) -> Result<Option<LedgerHead>, StorageError> {
        ledger::head(&mut self.reader().await?).await
    }

    async fn tile(&self, level: u8, position: u64) -> Result<Option<Tile>, StorageError> {
        ledger::tile(&mut self.reader().await?, level, position).await
    }

    async fn placed(&self, from: u64, limit: u32) -> Result<Vec<(Id, Digest)>, StorageError> {
        ledger::placed(&mut self.reader().await?, from, limit).await
    }

    async fn placed_for(&self, id: Id) -> Result<Option<Digest>, StorageError> {
        ledger::placed_for(&mut self.reader().await?, id).await
    }

    async fn entries(&self, from: u64, limit: u32) -> Result<Vec<Digest>, StorageError> {
        ledger::entries(&mut self.reader().await?, from, limit).await
    }

    async fn newest_id(&self) -> Result<Option<Id>, StorageError> {
        ledger::newest(&mut self.reader().await?).await
    }

    async fn entry_position(&self, id: Id) -> Result<Option<u64>, StorageError> {
        ledger::position(&mut self.reader().await?, id).await
    }
}

#[async_trait]
impl<R: Readers> MessageStore for R {
    async fn messages(&self, subject: &str, limit: u32) -> Result<Vec<MessageLine>, StorageError> {
        message::of(&mut self.reader().await?, subject, limit).await
    }

    async fn unread(&self, subject: &str) -> Result<u32, StorageError> {
        message::unread(&mut self.reader().await?, subject).await
    }

    async fn message_code(&self, code: &str) -> Result<Option<MessageCode>, StorageError> {
        message::code(&mut self.reader().await?, code).await
    }

    async fn due(&self, now: Instant, limit: u32) -> Result<Vec<Outgoing>, StorageError> {
        message::due(&mut self.reader().await?, now, limit).await
    }

    async fn outbox(&self, limit: u32) -> Result<Vec<Outgoing>, StorageError> {
        message::outbox(&mut self.reader().await?, limit).await
    }
}

#[async_trait]
impl<R: Readers> DelegationStore for R {
    async fn granted(&self, grantor: &str) -> Result<Vec<StoredDelegation>, StorageError> {
        delegation::granted(&mut self.reader().await?, grantor).await
    }

    async fn received(&self, delegate: &str) -> Result<Vec<StoredDelegation>, StorageError> {
        delegation::received(&mut self.reader().await?, delegate).await
    }

    async fn delegation(&self, grantor: &str, id: Id) -> Result<Option<StoredDelegation>, StorageError> {
        delegation::by_id(&mut self.reader().await?, grantor, id).await
    }

    async fn delegations_in(&self, state: DelegationState, limit: u32) -> Result<Vec<StoredDelegation>, StorageError> {
        delegation::in_state(&mut self.reader().await?, state, limit).await
    }

    async fn document(&self, subject: &str, id: Id) -> Result<Option<Document>, StorageError> {
        delegation::document(&mut self.reader().await?, subject, id).await
    }
}

#[async_trait]
impl<R: Readers> RecordStore for R {
    async fn records(&self, subject: &str) -> Result<Vec<RecordVersion>, StorageError> {
        record::of(&mut self.reader().await?, subject).await
    }

    async fn record(&self, subject: &str, id: Id) -> Result<Vec<RecordVersion>, StorageError> {
        record::one_of(&mut self.reader().await?, subject, id).await
    }

    async fn certificates(&self, subject: &str) -> Result<Vec<Certificate>, StorageError> {
        record::certificates(&mut self.reader().await?, subject).await
    }

    async fn certificate(&self, code: &str) -> Result<Option<Certificate>, StorageError> {
        record::certificate_coded(&mut self.reader().await?, code).await
    }

    async fn corrections_for(&self, recipient: RecipientId, limit: u32) -> Result<Vec<CorrectionNotice>, StorageError> {
        record::corrections_for(&mut self.reader().await?, recipient, limit).await
    }

    async fn corrections_of(&self, subject: &str) -> Result<Vec<CorrectionNotice>, StorageError> {
        record::corrections_of(&mut self.reader().await?, subject).await
    }

    async fn organisation(&self, code: &str) -> Result<Option<Organisation>, StorageError> {
        record::organisation_coded(&mut self.reader().await?, code).await
    }

    async fn organisations(&self, province: &str) -> Result<Vec<Organisation>, StorageError> {
        record::organisations(&mut self.reader().await?, province).await
    }

    async fn organisations_named(&self, part: &str, limit: u32) -> Result<Vec<Organisation>, StorageError> {
        record::organisations_named(&mut self.reader().await?, part, limit).await
    }
}

#[async_trait]
impl<R: Readers> DutyStore for R {
    async fn agreements(&self, organisation: &str) -> Result<Vec<StoredAgreement>, StorageError> {
        duty::agreements(&mut self.reader().await?, organisation).await
    }

    async fn offices(
        &self,
        kind: Option<OrganisationKind>,
        after: &str,
        limit: u32,
    ) -> Result<Vec<Organisation>, StorageError> {
        record::offices(&mut self.reader().await?, (kind, after), limit).await
    }

    async fn people_of(&self, organisation: &str, limit: u32) -> Result<Vec<(String, Role)>, StorageError> {
        duty::people_of(&mut self.reader().await?, organisation, limit).await
    }

    async fn promise(&self, account: &str) -> Result<Option<StoredPromise>, StorageError> {
        duty::promise(&mut self.reader().await?, account).await
    }

    async fn stopped(&self, account: &str) -> Result<Option<Id>, StorageError> {
        duty::stopped(&mut self.reader().await?, account).await
    }

    async fn breaches(&self, open: bool, limit: u32) -> Result<Vec<StoredBreach>, StorageError> {
        duty::breaches(&mut self.reader().await?, open, limit).await
    }

    async fn breach(&self, id: Id) -> Result<Option<StoredBreach>, StorageError> {
        duty::one_breach(&mut self.reader().await?, id).await
    }

    async fn breach_steps(&self, id: Id) -> Result<Vec<BreachStep>, StorageError> {
        duty::breach_steps(&mut self.reader().await?, id).await
    }
}

#[async_trait]
impl<R: Readers> CaseStore for R {
    async fn cases(&self, subject: &str, limit: u32) -> Result<Vec<StoredCase>, StorageError> {
        cases::of(&mut self.reader().await?, subject, limit).await
    }

    async fn case_numbered(&self, number: &str) -> Result<Option<StoredCase>, StorageError> {
        cases::numbered(&mut self.reader().await?, number).await
    }

    async fn open_case(&self, subject: &str, record: Id) -> Result<Option<StoredCase>, StorageError> {
        cases::open_about(&mut self.reader().await?, subject, record).await
    }

    async fn case_steps(&self, subject: &str, case: Id) -> Result<Vec<StoredStep>, StorageError> {
        cases::steps(&mut self.reader().await?, subject, case).await
    }

    async fn work_list(&self, filter: CaseFilter<'_>) -> Result<Vec<StoredCase>, StorageError> {
        cases::work_list(&mut self.reader().await?, filter).await
    }

    async fn to_remind(&self, before: Instant, limit: u32) -> Result<Vec<StoredCase>, StorageError> {
        cases::to_remind(&mut self.reader().await?, before, limit).await
    }

    async fn at_closed_desks(&self, limit: u32) -> Result<Vec<StoredCase>, StorageError> {
        cases::at_closed_desks(&mut self.reader().await?, limit).await
    }

    async fn last_letter(&self, year: u16) -> Result<u32, StorageError> {
        cases::last_letter(&mut self.reader().await?, year).await
    }

    async fn letters_of(&self, subject: &str, case: Id) -> Result<Vec<StoredLetter>, StorageError> {
        cases::letters_of(&mut self.reader().await?, subject, case).await
    }

    async fn letters(&self, limit: u32) -> Result<Vec<StoredLetter>, StorageError> {
        cases::letters(&mut self.reader().await?, limit).await
    }

    async fn case_steps_after(&self, after: (&str, &str, u32), limit: u32) -> Result<Vec<StoredStep>, StorageError> {
        cases::steps_after(&mut self.reader().await?, after, limit).await
    }
}
