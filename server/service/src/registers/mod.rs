//! The registers of the division (articles 3 to 5): contracts, disclosures a law compels, transfers abroad. An officer
//! enters, another confirms, and only then it counts; each step is committed to in the ledger with the unit that takes it.

mod export;
mod kept;
mod mine;
mod reading;
mod time;
mod trace;
mod values;

pub use export::ExportLine;
pub(crate) use kept::{is_of_use, receipt_of, says};
pub use mine::DisclosureView;
pub use reading::{EntryLine, EntryStepView, EntryView};
pub use values::Disclosed;

use crate::cases::SYSTEM;
use crate::core::Core;
use crate::error::ServiceError;
use crate::signed::Signed;
use domain::Id;
use domain::account::Role;
use domain::cases::OfficeMail;
use domain::kept_back::KeptBack;
use domain::organisation::{DIVISION, OrganisationKind};
use domain::permission::Agreement;
use domain::register::{Entry, Refusal, Register, Standing, State, Step};
use kept::Kept;
use std::sync::Arc;
use storage::{Change, DutyChange, RegisterChange, StorageError, StoredAgreement, StoredEntry, UnitOfWork};
use trace::ORDERED;

/// The duty.
pub struct RegisterDesk {
    core: Arc<Core>,
}

impl RegisterDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// Enters an entry, which waits for a second officer. [`ServiceError::Absent`] where nobody with an account has the
    /// document, or no contractor the code.
    pub async fn enter(&self, signed: &Signed, entry: &Entry) -> Result<Id, ServiceError> {
        must_act(signed)?;
        let (concerns, standing) = (self.concerned(signed, entry).await?, standing_of(entry));
        let now = self.core.now();
        let (id, register) = (self.core.id(now)?, entry.register());
        let names = ("register-entered", KeptBack::DisclosureEntered);
        let trace = self.trace(signed, names, (register, &concerns, id), &standing).await?;
        let kept = Kept { words: "", entry: Some(entry), of_person: trace.of_person() };
        let step = self.step((register, id, 1), (Step::Entered, &signed.account), &kept).await?;
        let (state, due) = (standing.state, standing.looked_at());
        let stored = StoredEntry { id, register, concerns, state, due, steps: 1 };
        let mut changes = vec![RegisterChange::Enter { entry: stored, step }.into(), trace.written()];
        let page = format!("office/{}/{id}", register.name());
        changes.extend(self.core.tell_office(OfficeMail::Register, DIVISION, ("", &page)).await?);
        self.core.storage.commit(UnitOfWork { changes }).await?;
        Ok(id)
    }

    /// Writes down that an entry was refused for what it says: a transfer without a ground or safeguard.
    pub async fn turned_down(&self, signed: &Signed) -> Result<(), ServiceError> {
        must_act(signed)?;
        let event = self.core.audit("transfer-refused", signed.actor(), &signed.account, None)?;
        Ok(self.core.storage.commit(UnitOfWork::of(event)).await?)
    }

    /// Takes a step in an entry seen with `seen` steps: confirms, refuses or ends it. Whoever entered it does not confirm
    /// it, and that they tried is written down.
    pub async fn take(
        &self,
        signed: &Signed,
        id: Id,
        (step, words, seen): (Step, &str, u32),
    ) -> Result<(), ServiceError> {
        must_act(signed)?;
        let view = self.one(signed, id).await?;
        let (stored, standing) = (&view.stored, view.standing);
        if !Step::CHOSEN.contains(&step) {
            return Err(Refusal::NotNow.into());
        }
        if let Err(refusal) = standing.may(step, view.own, self.core.now()) {
            if refusal == Refusal::OwnEntry {
                let event = self.core.audit("own-entry-refused", signed.actor(), &signed.account, Some(id))?;
                self.core.storage.commit(UnitOfWork::of(event)).await?;
            }
            return Err(refusal.into());
        }
        if stored.steps != seen {
            return Err(ServiceError::Meanwhile);
        }
        let names = match step {
            Step::Confirmed => ("register-confirmed", KeptBack::DisclosureConfirmed),
            Step::Refused => ("register-refused", KeptBack::DisclosureRefused),
            _ => ("register-ended", KeptBack::DisclosureEnded),
        };
        let trace = self.trace(signed, names, (stored.register, &stored.concerns, id), &standing).await?;
        let kept = Kept { words, entry: None, of_person: trace.of_person() };
        let mut changes = vec![self.next(stored, standing, (step, &signed.account), &kept).await?, trace.written()];
        if stored.register == Register::Contract {
            changes.extend(self.agreement(signed, &view, step).await?);
        }
        self.commit(changes).await
    }

    /// What a step means for the agreement of a contractor: it begins with the confirmation, and ends with the contract.
    async fn agreement(&self, signed: &Signed, view: &EntryView, step: Step) -> Result<Option<Change>, ServiceError> {
        let (organisation, id, now) = (view.stored.concerns.clone(), view.stored.id, self.core.now());
        let entry = &view.entry;
        let change = match (step, entry.day("from"), entry.day("until")) {
            (Step::Confirmed, Some(from), Some(until)) => DutyChange::Agree(StoredAgreement {
                organisation,
                id,
                number: entry.text("number").to_owned(),
                terms: Agreement { from, until, purposes: entry.purposes(), ended: false },
                made_at: now,
                made_by: signed.account.clone(),
            }),
            (Step::Ended, ..) => {
                let all = self.core.storage.agreements(&organisation).await?;
                if !all.iter().any(|it| it.id == id && !it.terms.ended) {
                    return Ok(None);
                }
                DutyChange::EndAgreement { organisation, id, at: now, by: signed.account.clone() }
            }
            _ => return Ok(None),
        };
        Ok(Some(change.into()))
    }

    /// The organisation or the account an entry concerns.
    async fn concerned(&self, signed: &Signed, entry: &Entry) -> Result<String, ServiceError> {
        match entry.register() {
            Register::Transfer | Register::Export => Ok(String::new()),
            Register::Contract => {
                let known = self.core.storage.organisation(entry.text("contractor")).await?;
                let open = known.filter(|it| it.kind == OrganisationKind::Contractor && !it.closed);
                open.map(|it| it.code).ok_or(ServiceError::Absent)
            }
            Register::Disclosure => {
                let document = entry.person().ok_or(ServiceError::Absent)?;
                let found = self.core.known_with(document).await?;
                if found.is_none() {
                    // That somebody asked is written down beside who asked.
                    self.core.permit(signed, ORDERED, ("", None)).await?;
                    let event = self.core.audit("nobody-found", signed.actor(), &signed.account, None)?;
                    self.core.storage.commit(UnitOfWork::of(event)).await?;
                }
                found.ok_or(ServiceError::Absent)
            }
        }
    }

    /// The change that takes a step.
    async fn next(
        &self,
        stored: &StoredEntry,
        standing: Standing,
        (step, actor): (Step, &str),
        kept: &Kept<'_>,
    ) -> Result<Change, ServiceError> {
        let after = standing.after(step, self.core.now());
        let place = (stored.register, stored.id, stored.steps + 1);
        let step = self.step(place, (step, actor), kept).await?;
        Ok(RegisterChange::Step { step, state: after.state, due: after.looked_at() }.into())
    }

    async fn commit(&self, changes: Vec<Change>) -> Result<(), ServiceError> {
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Err(StorageError::Conflict { .. }) => Err(ServiceError::Meanwhile),
            outcome => Ok(outcome?),
        }
    }
}

/// An entry that waits.
fn standing_of(entry: &Entry) -> Standing {
    Standing::entered(entry.register(), (entry.day("until"), entry.day("reveal")))
}

/// The division keeps the registers.
fn must_act(signed: &Signed) -> Result<(), ServiceError> {
    if signed.role == Role::DivisionOfficer { Ok(()) } else { Err(ServiceError::Forbidden) }
}

/// Auditors look.
fn must_look(signed: &Signed) -> Result<(), ServiceError> {
    if matches!(signed.role, Role::DivisionOfficer | Role::Auditor) { Ok(()) } else { Err(ServiceError::Forbidden) }
}

/// The code of whoever took a step; empty where time brought it.
fn officer(core: &Core, account: &str) -> String {
    if account == SYSTEM { String::new() } else { core.officer_code(account) }
}

/// What makes a list narrower.
pub type Filter = Option<State>;
