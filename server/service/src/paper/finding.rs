//! Whose a form is: by document and birth date, and only where it was checked whose account that is. Asked when a form is
//! settled, and again from time to time of forms that nobody was found for, since their person may open an account later.
//! No name ever finds anybody.

use super::sealed::{STEP, Said};
use super::{PaperDesk, Settling};
use crate::cases::SYSTEM;
use crate::consents::OnPaper;
use crate::core::Core;
use crate::error::ServiceError;
use domain::Digest;
use domain::account::Assurance;
use domain::message::Notice;
use domain::paper::{Keying, PaperConsents, PaperField, Refusal, Step, born_alike};
use domain::registration::Profile;
use storage::{
    AccessFilter, AccountChange, AuditEvent, AuditLine, Change, KeyKind, PaperChange, PaperStep, StorageError,
    StoredPaper,
};

/// Uses of a form read at a time.
const USES: u32 = 500;
/// Forms looked at at a time.
const ROUND: u32 = 100;

impl PaperDesk {
    /// Looks again for the persons of settled forms that nobody was found for; gives back how many were found. A form for
    /// which that fails keeps no other waiting, and is looked at again in the next round.
    pub async fn find_persons(&self, settling: Settling<'_>) -> Result<usize, ServiceError> {
        self.look_for_older().await?;
        let (mut found, mut after) = (0, None);
        loop {
            let papers = self.core.storage.papers_claimed(after, ROUND).await?;
            let Some(last) = papers.last() else { return Ok(found) };
            after = Some(last.id);
            for paper in &papers {
                match self.find_person(paper, settling).await {
                    Ok(was) => found += usize::from(was),
                    // Somebody looked at the form, or the person decided something, at this very moment.
                    Err(ServiceError::Meanwhile) => {}
                    Err(error @ ServiceError::Storage(StorageError::Unavailable { .. })) => return Err(error),
                    Err(error) => {
                        tracing::warn!(%error, paper = %paper.id, "a settled form was not joined to its person");
                    }
                }
            }
        }
    }

    /// Joins a form to the person it is about: the step, its uses in their log, what it says about consent, the message.
    async fn find_person(&self, paper: &StoredPaper, settling: Settling<'_>) -> Result<bool, ServiceError> {
        let steps = self.core.storage.paper_steps(paper.id).await?;
        let read = self.readings(paper, &steps).await?;
        let settled = read.settled.ok_or(ServiceError::Sealed)?;
        let Some(person) = self.person(&settled.readings).await? else { return Ok(false) };
        paper.state.after(Step::Found, true).ok_or(Refusal::NotNow)?;
        let mut made = self.belongs((paper, &person), SYSTEM, (&settled.readings, &read.consents), settling).await?;
        let said = Said { recorded: made.recorded.clone(), ..Said::default() };
        let key = self.core.data_key(&paper.subject).await?;
        let step = PaperStep {
            paper: paper.id,
            place: paper.steps + 1,
            step: Step::Found,
            at: self.core.now(),
            actor: SYSTEM.to_owned(),
            sealed: self.core.seal(&key, &said.to_bytes(), STEP)?,
        };
        let event = self.core.audit("paper-found", (SYSTEM, None), &person, Some(paper.id))?;
        let mut changes = vec![PaperChange::Find { step, person, uses: paper.uses }.into(), event];
        changes.append(&mut made.changes);
        self.commit(changes).await?;
        made.is_kept();
        Ok(true)
    }

    /// What follows from knowing whose a form is, whoever found that out: what it says about consent, everything that
    /// happened to it in the person's own log, and the message.
    pub(super) async fn belongs(
        &self,
        (paper, person): (&StoredPaper, &str),
        actor: &str,
        (settled, consents): (&Keying, &PaperConsents),
        settling: Settling<'_>,
    ) -> Result<OnPaper, ServiceError> {
        let key = self.core.data_key(person).await?;
        let (Settling { consents: desk, policies }, whose) = (settling, (person, &key));
        let mut made = desk.on_paper(actor, whose, policies, (consents, paper.at)).await?;
        made.changes.extend(self.uses_so_far(paper, person).await?);
        made.changes.extend(self.said_on_paper((person, &key), settled, actor).await?);
        made.changes.extend(self.core.tell(person, &key, Notice::PaperSettled).await?);
        Ok(made)
    }

    /// The account of who a form is about. What somebody only says of themselves finds nobody.
    pub(super) async fn person(&self, settled: &Keying) -> Result<Option<String>, ServiceError> {
        let Some((_, born)) = settled.finds() else { return Ok(None) };
        let hash = self.looks_for(settled);
        let Some(subject) = self.core.known_as(KeyKind::Document, &hash).await? else { return Ok(None) };
        let account = self.core.storage.account(&subject).await?;
        if account.is_none_or(|it| it.erased || it.assurance != Assurance::Verified) {
            return Ok(None);
        }
        let key = self.core.data_key(&subject).await?;
        let Some(value) = self.core.storage.profile_value(&subject, "birth-date").await? else { return Ok(None) };
        let known = Core::open_value(&key, &value)?;
        let known = known.and_then(|known| Profile::stored_birth_date(&known, self.core.now().bangkok_day()));
        Ok(known.is_some_and(|known| born_alike(born, &known)).then_some(subject))
    }

    /// What the account of who a form is about is found by: the keyed hash of the document, as accounts claim it. Where no
    /// document was read it is the hash of nothing, which no account has.
    pub(super) fn looks_for(&self, settled: &Keying) -> Digest {
        let document = settled.get(PaperField::Document).value().unwrap_or_default();
        self.core.document_key_hash(document)
    }

    /// Who used the form while nobody knew whose it was: the same events in the person's own log.
    async fn uses_so_far(&self, paper: &StoredPaper, person: &str) -> Result<Vec<Change>, ServiceError> {
        let event = |line: AuditLine| {
            let act = Core::paper_act(&line.act)?;
            let AuditLine { at, actor, acting, id, target, grounds, .. } = line;
            let subject = person.to_owned();
            Some(AccountChange::Audit(AuditEvent { subject, id, at, actor, act, acting, target, grounds }).into())
        };
        let (mut events, mut before, now) = (Vec::new(), None, self.core.now());
        loop {
            let filter = AccessFilter { office: "", before, now, limit: USES };
            let lines = self.core.storage.accesses(&paper.subject, filter).await?;
            let Some(last) = lines.last() else { return Ok(events) };
            before = Some(last.id);
            events.extend(lines.into_iter().filter_map(event));
        }
    }

    /// Keeps what forms look for that an earlier release settled without keeping it, some at a time.
    async fn look_for_older(&self) -> Result<(), ServiceError> {
        for paper in self.core.storage.papers_looking_for_nothing(ROUND).await? {
            match self.look_for(&paper).await {
                Ok(()) | Err(ServiceError::Meanwhile) => {}
                Err(error @ ServiceError::Storage(StorageError::Unavailable { .. })) => return Err(error),
                Err(error) => tracing::warn!(%error, paper = %paper.id, "a settled form cannot be read"),
            }
        }
        Ok(())
    }

    async fn look_for(&self, paper: &StoredPaper) -> Result<(), ServiceError> {
        let steps = self.core.storage.paper_steps(paper.id).await?;
        let settled = self.readings(paper, &steps).await?.settled.ok_or(ServiceError::Sealed)?;
        let hash = self.looks_for(&settled.readings);
        self.commit(vec![PaperChange::LookFor { paper: paper.id, hash }.into()]).await
    }
}
