//! Powers of attorney (article 1): filed with a document, checked by an officer, taken back at once. What the document
//! says, and the names on it, are sealed under the grantor's key.

use crate::core::Core;
use crate::error::ServiceError;
use crate::permission::Permit;
use crate::sealing::DataKey;
use crate::signed::Signed;
use domain::account::Role;
use domain::catalogue::PurposeId;
use domain::delegation::{Delegation, DelegationState};
use domain::fields::NationalId;
use domain::message::Notice;
use domain::permission::{Act, Tie};
use domain::{Id, Instant};
use std::sync::Arc;
use storage::{Change, DelegationChange, DelegationStep, Document, StorageError, StoredDelegation, UnitOfWork};

/// Where the names are kept; part of what their seal is bound to.
const NAMES: &str = "delegation.sealed";
/// Where the document is kept.
const FILE: &str = "document.power-of-attorney";
/// The most shown on a list.
const LIST: u32 = 200;

/// A power of attorney to be filed.
pub struct Filing<'a> {
    /// The delegate's national id.
    pub delegate: NationalId,
    /// The delegate's name, as the grantor writes it.
    pub name: String,
    /// Scope and dates.
    pub terms: Delegation,
    /// The media type of the document.
    pub kind: &'static str,
    /// The document, clean.
    pub document: &'a [u8],
}

/// A power of attorney as it is shown.
pub struct DelegationView {
    /// Its id.
    pub id: Id,
    /// Who granted it.
    pub grantor: String,
    /// The grantor's name.
    pub grantor_name: String,
    /// The delegate's name, as the grantor wrote it.
    pub delegate_name: String,
    /// Whether the delegate has an account.
    pub delegate_known: bool,
    /// State, scope, dates.
    pub terms: Delegation,
    /// When it was filed.
    pub filed_at: Instant,
    /// When an officer, or the grantor, decided.
    pub decided_at: Option<Instant>,
    /// Why it was refused; empty otherwise.
    pub reason: String,
}

/// The duty.
pub struct DelegateDesk {
    core: Arc<Core>,
}

impl DelegateDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// Files a power of attorney. The answer is the same whether or not the delegate has an account: the officer sees.
    pub async fn file(&self, signed: &Signed, filing: &Filing<'_>) -> Result<Id, ServiceError> {
        signed.must_be_the_person()?;
        let (now, grantor) = (self.core.now(), signed.account.as_str());
        let (id, key) = (self.core.id(now)?, self.core.data_key(grantor).await?);
        let delegate = self.core.known_with_id(&filing.delegate).await?.unwrap_or_default();
        if let Some(first) = self.filed_already(grantor, &key, (&delegate, filing)).await? {
            return Ok(first);
        }
        let own = self.core.name_of(grantor, &key).await?;
        let stored = StoredDelegation {
            grantor: grantor.to_owned(),
            id,
            delegate,
            terms: filing.terms,
            filed_at: now,
            decided: None,
            sealed: self.core.seal(&key, [&own, &filing.name, ""].join("\n").as_bytes(), NAMES)?,
        };
        let file = Document {
            subject: grantor.to_owned(),
            id,
            kind: filing.kind.to_owned(),
            sealed: self.core.seal(&key, filing.document, FILE)?,
            made_at: now,
        };
        let mut changes: Vec<Change> =
            vec![DelegationChange::File(stored).into(), DelegationChange::KeepDocument(file).into()];
        changes.push(self.core.audit("delegation-filed", signed.actor(), grantor, Some(id))?);
        changes.extend(self.core.tell(grantor, &key, Notice::DelegationFiled).await?);
        self.core.storage.commit(UnitOfWork { changes }).await?;
        Ok(id)
    }

    /// The same power of attorney, still waiting: sent twice, it is filed once.
    async fn filed_already(
        &self,
        grantor: &str,
        key: &DataKey,
        (delegate, filing): (&str, &Filing<'_>),
    ) -> Result<Option<Id>, ServiceError> {
        for stored in self.core.storage.granted(grantor).await? {
            if stored.terms == filing.terms && stored.delegate == delegate && names(key, &stored)?[1] == filing.name {
                return Ok(Some(stored.id));
            }
        }
        Ok(None)
    }

    /// What a person granted.
    pub async fn granted(&self, signed: &Signed) -> Result<Vec<DelegationView>, ServiceError> {
        self.views(self.core.storage.granted(&signed.account).await?).await
    }

    /// What a person may act by, or might once it is checked.
    pub async fn received(&self, signed: &Signed) -> Result<Vec<DelegationView>, ServiceError> {
        self.views(self.core.storage.received(&signed.account).await?).await
    }

    /// Takes a power of attorney back; the delegate's next request is refused.
    pub async fn revoke(&self, signed: &Signed, id: Id) -> Result<(), ServiceError> {
        signed.must_be_the_person()?;
        let stored = self.core.storage.delegation(&signed.account, id).await?.ok_or(ServiceError::Absent)?;
        let trace = self.core.audit("delegation-revoked", signed.actor(), &signed.account, Some(id))?;
        let step = (DelegationState::Revoked, String::new(), Notice::DelegationRevoked, trace);
        self.step(signed, stored, step).await
    }

    /// What waits for an officer, the longest filed first: id, what it allows, and when it was filed. Nothing sealed is
    /// opened for a list; whose it is stands where it is opened, and that is written down.
    pub async fn waiting(&self, signed: &Signed) -> Result<Vec<(Id, Delegation, Instant)>, ServiceError> {
        must_be_an_officer(signed)?;
        let filed = self.core.storage.delegations_in(DelegationState::Filed, LIST).await?;
        Ok(filed.into_iter().map(|it| (it.id, it.terms, it.filed_at)).collect())
    }

    /// One that waits, for the officer who checks it. That it was opened is written down first.
    pub async fn open(&self, signed: &Signed, id: Id) -> Result<DelegationView, ServiceError> {
        let (stored, permit) = self.found(signed, id, Act::ReadDelegation).await?;
        let event = permit.used(&self.core, "delegation-read", signed, (&stored.grantor, Some(id)))?;
        self.core.storage.commit(UnitOfWork::of(event)).await?;
        self.view(stored).await
    }

    /// Its document: media type and bytes. That it was opened is written down first.
    pub async fn document(&self, signed: &Signed, id: Id) -> Result<(String, Vec<u8>), ServiceError> {
        let (stored, permit) = self.found(signed, id, Act::ReadDelegation).await?;
        let event = permit.used(&self.core, "delegation-document-read", signed, (&stored.grantor, Some(id)))?;
        self.core.storage.commit(UnitOfWork::of(event)).await?;
        let document = self.core.storage.document(&stored.grantor, id).await?.ok_or(ServiceError::Absent)?;
        let key = self.core.data_key(&stored.grantor).await?;
        Ok((document.kind, key.open(&document.sealed, FILE)?))
    }

    /// An officer's decision. Nobody decides about a document they are on themselves.
    pub async fn decide(&self, signed: &Signed, id: Id, holds: bool, reason: &str) -> Result<(), ServiceError> {
        let (stored, permit) = self.found(signed, id, Act::DecideDelegation).await?;
        if [&stored.grantor, &stored.delegate].contains(&&signed.account) || holds && stored.delegate.is_empty() {
            return Err(ServiceError::Forbidden);
        }
        let state = if holds { DelegationState::Verified } else { DelegationState::Refused };
        let act = if holds { "delegation-verified" } else { "delegation-refused" };
        let trace = permit.used(&self.core, act, signed, (&stored.grantor, Some(id)))?;
        self.step(signed, stored, (state, reason.to_owned(), Notice::DelegationDecided, trace)).await
    }

    async fn found(&self, signed: &Signed, id: Id, act: Act) -> Result<(StoredDelegation, Permit), ServiceError> {
        must_be_an_officer(signed)?;
        let filed = self.core.storage.delegations_in(DelegationState::Filed, LIST).await?;
        let stored = filed.into_iter().find(|it| it.id == id).ok_or(ServiceError::Absent)?;
        let asked = (act, Tie::Filed, PurposeId::Service);
        let permit = self.core.permit(signed, asked, (&stored.grantor, Some(id))).await?;
        Ok((stored, permit))
    }

    async fn step(
        &self,
        signed: &Signed,
        stored: StoredDelegation,
        (to, reason, notice, trace): (DelegationState, String, Notice, Change),
    ) -> Result<(), ServiceError> {
        if !stored.terms.state.may_become(to) {
            return Err(ServiceError::Meanwhile);
        }
        let (at, key) = (self.core.now(), self.core.data_key(&stored.grantor).await?);
        let [grantor_name, delegate_name, _] = names(&key, &stored)?;
        let sealed = self.core.seal(&key, [grantor_name, delegate_name, reason].join("\n").as_bytes(), NAMES)?;
        let (grantor, id, from, by) = (stored.grantor.clone(), stored.id, stored.terms.state, signed.account.clone());
        let mut changes: Vec<Change> =
            vec![DelegationChange::Step(DelegationStep { grantor, id, from, to, at, by, sealed }).into()];
        changes.push(trace);
        changes.extend(self.core.tell(&stored.grantor, &key, notice).await?);
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Err(StorageError::Conflict { .. }) => Err(ServiceError::Meanwhile),
            outcome => Ok(outcome?),
        }
    }

    async fn views(&self, all: Vec<StoredDelegation>) -> Result<Vec<DelegationView>, ServiceError> {
        let mut views = Vec::with_capacity(all.len());
        for stored in all {
            match self.view(stored).await {
                // The grantor was erased: nothing of it can be read any more.
                Err(ServiceError::Absent) => {}
                view => views.push(view?),
            }
        }
        Ok(views)
    }

    async fn view(&self, stored: StoredDelegation) -> Result<DelegationView, ServiceError> {
        let key = self.core.data_key(&stored.grantor).await?;
        let [grantor_name, delegate_name, reason] = names(&key, &stored)?;
        Ok(DelegationView {
            id: stored.id,
            grantor_name,
            delegate_name,
            delegate_known: !stored.delegate.is_empty(),
            terms: stored.terms,
            filed_at: stored.filed_at,
            decided_at: stored.decided.map(|(at, _)| at),
            reason,
            grantor: stored.grantor,
        })
    }
}

/// The grantor's name, the delegate's, and the reason of a refusal.
fn names(key: &DataKey, stored: &StoredDelegation) -> Result<[String; 3], ServiceError> {
    let plain = String::from_utf8(key.open(&stored.sealed, NAMES)?).map_err(|_| ServiceError::Sealed)?;
    let mut lines = plain.splitn(3, '\n').map(str::to_owned);
    Ok([(); 3].map(|()| lines.next().unwrap_or_default()))
}

fn must_be_an_officer(signed: &Signed) -> Result<(), ServiceError> {
    if matches!(signed.role, Role::DivisionOfficer) { Ok(()) } else { Err(ServiceError::Forbidden) }
}
