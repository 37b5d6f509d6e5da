//! The contact form's cases (article 9): sealed, filed, and found again by number. What a person wrote leaves this desk
//! sealed under a key of the case's own.

use crate::core::Core;
use crate::error::ServiceError;
use domain::case_number::CaseNumber;
use domain::contact::ContactMessage;
use domain::{Instant, Language};
use std::sync::Arc;
use storage::{Change, ContactCase, StorageError, UnitOfWork};

/// Where the sealed text is kept; part of what the seal is bound to.
const PLACE: &str = "contact_case.sealed";
/// The channel of a case that came by the form.
const WEB: &str = "web";
/// The state of a case nobody has answered yet.
const RECEIVED: &str = "received";
/// How often a new number is drawn when one is taken; with 40 random bits once is nearly always enough.
const DRAWS: u32 = 4;

/// The duty.
pub struct ContactDesk {
    core: Arc<Core>,
}

impl ContactDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// Files a message as a case; once this returns its number, the case is on disk.
    pub async fn file(&self, message: &ContactMessage, language: Language) -> Result<CaseNumber, ServiceError> {
        let mut draws = 0;
        loop {
            let number = self.draw_number()?;
            match self.core.storage.commit(self.case(message, language, number)?).await {
                Ok(()) => return Ok(number),
                Err(StorageError::Conflict { .. }) if draws < DRAWS => draws += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// When the case of this number was received.
    pub async fn received_at(&self, number: CaseNumber) -> Result<Instant, ServiceError> {
        let case = self.core.storage.contact_case(&number.to_string()).await?;
        case.map(|case| case.received_at).ok_or(ServiceError::Absent)
    }

    /// What was written, opened: one line a field, for the officer who answers. Calls come through a permission check.
    pub async fn open(&self, number: CaseNumber) -> Result<String, ServiceError> {
        let case = self.core.storage.contact_case(&number.to_string()).await?.ok_or(ServiceError::Absent)?;
        let plain = self.core.data_key(&case.subject).await?.open(&case.sealed, PLACE)?;
        String::from_utf8(plain).map_err(|_| ServiceError::Sealed)
    }

    fn case(
        &self,
        message: &ContactMessage,
        language: Language,
        number: CaseNumber,
    ) -> Result<UnitOfWork, ServiceError> {
        let now = self.core.now();
        let id = self.core.id(now)?;
        // Nobody known wrote it: the case is a subject of its own, and destroying its key erases it.
        let subject = format!("case:{id}");
        let (key, keep_key) = self.core.new_data_key(&subject, now)?;
        let case = ContactCase {
            id: id.to_string(),
            number: number.to_string(),
            subject,
            kind: message.topic.name().to_owned(),
            language,
            channel: WEB.to_owned(),
            received_at: now,
            state: RECEIVED.to_owned(),
            sealed: self.core.seal(&key, written(message).as_bytes(), PLACE)?,
        };
        Ok(UnitOfWork { changes: vec![keep_key, Change::FileContactCase(case)] })
    }

    fn draw_number(&self) -> Result<CaseNumber, ServiceError> {
        self.core.random().map(CaseNumber::from_random)
    }
}

/// The fields as one text: name, reply address, an empty line, the message.
fn written(message: &ContactMessage) -> String {
    let name = message.name.as_ref().map_or("", |name| name.as_str());
    let reply = message.reply.as_ref().map_or("", |reply| reply.as_str());
    format!("name: {name}\nreply: {reply}\n\n{}", message.message)
}
