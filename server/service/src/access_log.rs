//! Who used my data (article 8): every use by somebody else, and every refusal, as it was recorded with the use. What a law
//! keeps from the person is committed to in the ledger, counted in public, and shown from its day with what proves it.

use crate::core::Core;
use crate::error::ServiceError;
use crate::kept_back::{self, Committed, OPERATOR, UseReceipt};
use crate::signed::Signed;
use crate::{hold_number, registers};
use domain::Id;
use domain::account::Assurance;
use domain::catalogue::PurposeId;
use domain::delegation::Act;
use domain::organisation::Organisation;
use std::collections::BTreeMap;
use std::sync::Arc;
use storage::{AccessFilter, AuditLine};

/// Uses on one page.
const PAGE: u32 = 50;

/// A use as it is shown.
pub struct AccessView {
    /// What is kept of it.
    pub line: AuditLine,
    /// The organisation; `None` for a delegate.
    pub office: Option<Organisation>,
    /// The code of the officer: the same for the same officer, and no name.
    pub officer: String,
    /// What people call it, where a partner's system did it: then the code above is the system's.
    pub system: Option<String>,
    /// Whether the operator did it, by a command at the machine.
    pub by_operator: bool,
    /// The number of the hold of the traffic log it was done under, where that is known.
    pub hold: Option<u64>,
    /// Where it stands in the ledger, of what was committed to when it happened.
    pub committed: Option<Committed>,
    /// Whether the person doubts it: the number of the case.
    pub doubted: Option<String>,
}

/// A page of uses.
pub struct AccessLog {
    /// The uses, the newest first.
    pub uses: Vec<AccessView>,
    /// Where the next page begins.
    pub next: Option<Id>,
}

/// The duty.
pub struct AccessLogDesk {
    core: Arc<Core>,
}

impl AccessLogDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// What others did with the data of whom this request is about, by everybody or by one organisation.
    pub async fn list(&self, signed: &Signed, office: &str, before: Option<Id>) -> Result<AccessLog, ServiceError> {
        self.list_for(signed, (office, None), before).await
    }

    /// The same, for one purpose alone where one is given.
    pub async fn list_for(
        &self,
        signed: &Signed,
        (office, purpose): (&str, Option<PurposeId>),
        before: Option<Id>,
    ) -> Result<AccessLog, ServiceError> {
        let now = self.core.now();
        signed.may(Act::See, now)?;
        // What others do with a number is nobody's to see who only says that it is theirs.
        if !self.is_checked(signed.subject()).await? {
            return Ok(AccessLog { uses: Vec::new(), next: None });
        }
        let filter = AccessFilter { office, before, now, limit: PAGE + 1 };
        let purpose = purpose.map_or("", PurposeId::id);
        let mut lines = self.core.storage.accesses_for(signed.subject(), purpose, filter).await?;
        let more = lines.len() > PAGE as usize;
        lines.truncate(PAGE as usize);
        let next = lines.last().filter(|_| more).map(|line| line.id);
        let cases = self.core.storage.cases(signed.subject(), 200).await?;
        let mut offices: BTreeMap<String, Option<Organisation>> = BTreeMap::new();
        let mut systems: BTreeMap<String, Option<String>> = BTreeMap::new();
        let mut uses = Vec::with_capacity(lines.len());
        for line in lines {
            let code = line.grounds.as_ref().map_or("", |grounds| grounds.office.as_str());
            if !offices.contains_key(code) {
                offices.insert(code.to_owned(), self.core.storage.organisation(code).await?);
            }
            let office = offices.get(code).cloned().flatten();
            let doubted = cases.iter().find(|case| case.record == Some(line.id)).map(|case| case.number.clone());
            if !systems.contains_key(&line.actor) {
                systems.insert(line.actor.clone(), self.system(&line.actor).await?);
            }
            uses.push(AccessView {
                officer: self.core.agent(&line.actor),
                system: systems.get(&line.actor).cloned().flatten(),
                by_operator: line.actor == OPERATOR,
                hold: hold_of(&line),
                committed: self.core.committed(&line).await?,
                office,
                doubted,
                line,
            });
        }
        Ok(AccessLog { uses, next })
    }

    /// What people call the partner's system whose account this is.
    async fn system(&self, account: &str) -> Result<Option<String>, ServiceError> {
        if self.core.storage.partner_system_of(account).await?.is_none() {
            return Ok(None);
        }
        let key = self.core.data_key(account).await?;
        self.core.name_of(account, &key).await.map(Some)
    }

    async fn is_checked(&self, subject: &str) -> Result<bool, ServiceError> {
        let account = self.core.storage.account(subject).await?;
        Ok(account.is_some_and(|it| it.assurance == Assurance::Verified))
    }

    /// One use of whom this request is about, where it is shown by now.
    pub async fn one(&self, signed: &Signed, id: Id) -> Result<AuditLine, ServiceError> {
        let now = self.core.now();
        signed.may(Act::See, now)?;
        let line = self.core.storage.access(signed.subject(), id).await?.ok_or(ServiceError::Absent)?;
        let shown = line.grounds.as_ref().is_some_and(|it| it.shown_from.is_none_or(|from| from <= now))
            && self.is_checked(signed.subject()).await?;
        if shown { Ok(line) } else { Err(ServiceError::Absent) }
    }

    /// The receipt of a use that was committed to when it happened, once it is shown.
    pub async fn receipt(&self, signed: &Signed, id: Id) -> Result<UseReceipt, ServiceError> {
        let line = self.one(signed, id).await?;
        let key = self.core.keys().register();
        if let Some(kept) = self.core.storage.kept_back(signed.subject(), id).await? {
            let (salt, bytes) = kept_back::receipt_of(&key, &kept)?;
            return Ok(UseReceipt { id, bytes, salt });
        }
        // A disclosure is in the ledger by the step of its register.
        let entry = line.target.ok_or(ServiceError::Absent)?;
        let steps = self.core.storage.entry_steps(entry).await?;
        let step = steps.iter().find(|step| step.id == id).ok_or(ServiceError::Absent)?;
        let (salt, bytes) = registers::receipt_of(&key, step)?;
        Ok(UseReceipt { id, bytes, salt })
    }

    /// How many uses of everybody's data a law keeps from the persons today.
    pub async fn hidden(&self) -> Result<u64, ServiceError> {
        Ok(self.core.storage.hidden_accesses(self.core.now()).await?)
    }
}

/// The hold of the traffic log something was done under.
fn hold_of(line: &AuditLine) -> Option<u64> {
    let of_traffic = line.grounds.as_ref().is_some_and(|grounds| grounds.purpose == PurposeId::TrafficLog.id());
    line.target.filter(|_| of_traffic).map(hold_number)
}
