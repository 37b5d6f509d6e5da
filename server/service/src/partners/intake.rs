//! Taking what partners give (articles 3 and 4): each record once by its name at the sender, about whom its document and
//! birth date say, or waiting for an officer. One request is one unit of work; what is refused takes nothing with it.

use super::PartnerDesk;
use super::batch::{Batch, Came};
use crate::error::ServiceError;
use crate::permission::Permit;
use crate::signed::Signed;
use domain::account::Role;
use domain::catalogue::PurposeId;
use domain::exchange::GivenRecord;
use domain::matching::Reason;
use domain::permission::{Act, Tie};
use domain::presence::PresenceError;
use domain::{Bilingual, Digest, Explain, Id};
use storage::{Change, PartnerMessage, StorageError, UnitOfWork};
use thiserror::Error;

/// How often a request is done anew because somebody wrote at the same moment.
const TRIES: u32 = 3;
/// Where an answer is kept; part of what its seal is bound to.
const ANSWER: &str = "partner_message.sealed";
/// The source of what a partner's system sends.
pub(super) const SYSTEM: &str = "system";
/// The source of what an officer brings in a file.
pub(super) const FILE: &str = "file";

/// What became of a record that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// What was done.
    pub took: Took,
    /// The record, or the review it waits in.
    pub id: Id,
    /// The version of the record; 0 for a review.
    pub version: u32,
    /// What the sender should know.
    pub notes: Vec<TakenNote>,
}

/// What was done with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Took {
    /// It is new.
    Recorded,
    /// It follows what was known of it.
    Changed,
    /// It says what is known.
    Known,
    /// An officer decides whose it is.
    Waits,
}

/// What a sender should know of a record that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TakenNote {
    /// The presence code confirmed nothing.
    Presence(PresenceError),
    /// Something is not as it is known.
    Differs(Reason),
}

/// Why a record was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum NotTaken {
    /// It was done by another organisation than the one that sends it.
    #[error("the record is of another organisation")]
    OtherUnit,
    /// Its name means a record of somebody else.
    #[error("the name of the record means a record of somebody else")]
    OtherPerson,
    /// An officer decided that it is not about whom it says.
    #[error("an officer decided that the record is not about this person")]
    NotTheirs,
    /// It was put right in a case since.
    #[error("the record was put right in a case")]
    PutRight,
    /// A case about it is open.
    #[error("a case about the record is open")]
    Disputed,
    /// Something else of this name waits for an officer.
    #[error("the record waits for an officer with something else in it")]
    Waits,
    /// Its name means a record of somebody whose data was erased.
    #[error("the name of the record means one of somebody whose data was erased")]
    Erased,
    /// It is marked wrong, and nobody knows it.
    #[error("there is no such record to mark")]
    Unknown,
    /// Something else in the same transaction was refused.
    #[error("nothing of the transaction was done")]
    Together,
}

/// What became of each record of a request.
pub type Outcomes = Vec<Result<Taken, NotTaken>>;

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

impl NotTaken {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::OtherUnit,
        Self::OtherPerson,
        Self::NotTheirs,
        Self::PutRight,
        Self::Disputed,
        Self::Waits,
        Self::Erased,
        Self::Unknown,
        Self::Together,
    ];

    /// The one of this reason code.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The reason code.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OtherUnit => "other-unit",
            Self::OtherPerson => "other-person",
            Self::NotTheirs => "not-theirs",
            Self::PutRight => "put-right",
            Self::Disputed => "disputed",
            Self::Waits => "waits",
            Self::Erased => "erased",
            Self::Unknown => "unknown",
            Self::Together => "together",
        }
    }
}

impl Explain for NotTaken {
    fn explain(&self) -> Bilingual {
        match self {
            Self::OtherUnit => Bilingual::new(
                "บันทึกนี้เป็นของหน่วยอื่น หน่วยที่ทำต้องเป็นผู้ส่ง",
                "The record is of another unit: the unit that did it sends it.",
            ),
            Self::OtherPerson => Bilingual::new(
                "รหัสบันทึกนี้ใช้กับบันทึกของบุคคลอื่นแล้ว",
                "This identifier means a record of somebody else already.",
            ),
            Self::NotTheirs => Bilingual::new(
                "เจ้าหน้าที่ตัดสินแล้วว่าบันทึกนี้ไม่ใช่ของบุคคลนี้",
                "An officer decided that this record is not about this person.",
            ),
            Self::PutRight => Bilingual::new(
                "บันทึกนี้ถูกแก้ไขตามคำร้องแล้ว เปลี่ยนได้ผ่านเรื่องใหม่เท่านั้น",
                "The record was put right in a case; it changes through another case alone.",
            ),
            Self::Disputed => Bilingual::new(
                "มีเรื่องขอแก้บันทึกนี้อยู่ รอให้เรื่องเสร็จก่อน",
                "A case about this record is open; it is decided there.",
            ),
            Self::Waits => Bilingual::new(
                "บันทึกรหัสนี้รอเจ้าหน้าที่ตรวจอยู่ และที่ส่งมาไม่ตรงกับฉบับที่รอ ส่งอีกครั้งหลังเจ้าหน้าที่ตรวจแล้ว",
                "A record of this identifier waits for an officer, and this is not the same. Send it again once that is decided.",
            ),
            Self::Erased => Bilingual::new(
                "รหัสบันทึกนี้ใช้กับบุคคลที่ข้อมูลถูกลบแล้ว",
                "This identifier means a record of somebody whose data was erased.",
            ),
            Self::Unknown => {
                Bilingual::new("ไม่มีบันทึกนี้ให้ทำเครื่องหมายว่าผิด", "There is no such record to mark as entered in error.")
            }
            Self::Together => Bilingual::new(
                "รายการอื่นในชุดเดียวกันถูกปฏิเสธ จึงไม่ทำรายการใด",
                "Another entry of the transaction was refused, so none was done.",
            ),
        }
    }
}

impl TakenNote {
    /// The reason code.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Presence(error) => error.name(),
            Self::Differs(reason) => reason.name(),
        }
    }
}

impl Explain for TakenNote {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Presence(error) => error.explain(),
            Self::Differs(reason) => reason.explain(),
        }
    }
}
