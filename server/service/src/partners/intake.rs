//! Taking what partners give (articles 3 and 4): each record once by its name at the sender, about whom its document and
//! birth date say, or waiting for an officer. One request is one unit of work; what is refused takes nothing with it.

use super::PartnerDesk;
use super::batch::{Batch, Came};
use super::taken::{NotTaken, Outcomes, Taken};
use crate::error::ServiceError;
use crate::permission::Permit;
use crate::signed::Signed;
use domain::Digest;
use domain::account::Role;
use domain::catalogue::PurposeId;
use domain::exchange::GivenRecord;
use domain::permission::{Act, Tie};
use storage::{Change, PartnerMessage, StorageError, UnitOfWork};

/// How often a request is done anew because somebody wrote at the same moment.
const TRIES: u32 = 3;
/// Where an answer is kept; part of what its seal is bound to.
const ANSWER: &str = "partner_message.sealed";
/// The source of what a partner's system sends.
pub(super) const SYSTEM: &str = "system";
/// The source of what an officer brings in a file.
pub(super) const FILE: &str = "file";

/// Something sent, and how it is answered.
pub struct Sent<'a> {
    /// The records.
    pub records: &'a [GivenRecord],
    /// Whether one that is refused takes all with it.
    pub whole: bool,
    /// The message's id and the digest of what it says, where it has one: sent again it is answered the same.
    pub message: Option<(&'a str, Digest)>,
}

/// An answer: a status and a body.
pub type Answer = (u16, Vec<u8>);

impl PartnerDesk {
    /// Takes what a system sent, and answers. The answer to a message is kept in the same unit: sent again, it is the same.
    /// [`ServiceError::KeyReused`] where the message said something else before.
    pub async fn receive(
        &self,
        client: &str,
        signed: &Signed,
        sent: &Sent<'_>,
        answer: &(dyn Fn(&Outcomes) -> Answer + Sync),
    ) -> Result<Answer, ServiceError> {
        // Asked first: who may send no more is not answered from memory either.
        let permit = self.may_send(signed).await?;
        for again in 0.. {
            if let Some(before) = self.answered(client, sent.message).await? {
                return Ok(before);
            }
            let (outcomes, mut changes) = self.take((signed, &permit), sent).await?;
            let (status, body) = answer(&outcomes);
            if let Some(message) = sent.message {
                changes.push(self.keep(client, message, (status, &body))?);
            }
            match self.core.storage.commit(UnitOfWork { changes }).await {
                // Somebody wrote at the same moment, perhaps the same.
                Err(StorageError::Conflict { .. }) if again < TRIES => {}
                outcome => return outcome.map(|()| (status, body)).map_err(Into::into),
            }
        }
        Err(ServiceError::Meanwhile)
    }

    async fn may_send(&self, signed: &Signed) -> Result<Permit, ServiceError> {
        let asked = (Act::ReceiveRecord, Tie::Sent, PurposeId::VaccineRegister);
        self.core.permit(signed, asked, ("", None)).await
    }

    /// The outcome of each record, and the changes of those that are taken.
    async fn take(
        &self,
        (signed, permit): (&Signed, &Permit),
        sent: &Sent<'_>,
    ) -> Result<(Outcomes, Vec<Change>), ServiceError> {
        let by = if signed.role == Role::System { SYSTEM } else { FILE };
        let mut batch = Batch::new(&self.core, signed, permit, Came { by, at: self.core.now() });
        let mut outcomes = Vec::with_capacity(sent.records.len());
        for given in sent.records {
            outcomes.push(batch.take(given).await?);
        }
        if sent.whole && outcomes.iter().any(Result::is_err) {
            let together = |outcome: Result<Taken, NotTaken>| Err(outcome.err().unwrap_or(NotTaken::Together));
            return Ok((outcomes.into_iter().map(together).collect(), Vec::new()));
        }
        Ok((outcomes, batch.finish().await?))
    }

    /// Takes records outside a message: for a file, whose lines are taken in the unit that moves its position.
    pub(crate) async fn take_lines(
        &self,
        signed: &Signed,
        records: &[GivenRecord],
    ) -> Result<(Outcomes, Vec<Change>), ServiceError> {
        let permit = self.may_send(signed).await?;
        self.take((signed, &permit), &Sent { records, whole: false, message: None }).await
    }

    async fn answered(&self, client: &str, message: Option<(&str, Digest)>) -> Result<Option<Answer>, ServiceError> {
        let Some((message, digest)) = message else { return Ok(None) };
        let Some(before) = self.core.storage.partner_message(client, &Digest::of(message.as_bytes())).await? else {
            return Ok(None);
        };
        if before.digest != self.said(digest) {
            return Err(ServiceError::KeyReused);
        }
        Ok(Some((before.status, self.core.keys().register().open(&before.sealed, ANSWER)?)))
    }

    fn keep(
        &self,
        client: &str,
        (message, digest): (&str, Digest),
        (status, body): (u16, &[u8]),
    ) -> Result<Change, ServiceError> {
        let sealed = self.core.seal(&self.core.keys().register(), body, ANSWER)?;
        let (client, hash, at) = (client.to_owned(), Digest::of(message.as_bytes()), self.core.now());
        let digest = self.said(digest);
        Ok(storage::PartnerChange::Answer(PartnerMessage { client, hash, digest, status, sealed, at }).into())
    }

    /// What a message said, as it is kept: a bare digest would let somebody who has the database try out what it was.
    fn said(&self, digest: Digest) -> Digest {
        self.core.keys().lookup("partner-message", &digest.to_string())
    }
}
