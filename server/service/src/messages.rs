//! Messages (article 2 (b)): written in the unit of what they tell of, carried later, seen in the account, confirmed by
//! their code.

use crate::core::Core;
use crate::error::ServiceError;
use crate::sealing::DataKey;
use async_trait::async_trait;
use domain::case_number::CaseNumber;
use domain::catalogue::PurposeId;
use domain::consent::{ASKED, Standing, asked};
use domain::message::{CODE_SUBJECT, Kind, Notice, code_text, next_attempt};
use domain::one_time_code::{Code, HOLDS};
use domain::{Id, Instant, Language};
use std::sync::Arc;
use storage::{
    AddressKind, Attempted, Change, Channel, Message, MessageChange, MessageCode, MessageLine, OutboxState, Outgoing,
    Settings, UnitOfWork,
};

/// Where what is to be sent is kept; part of what the seal is bound to.
const PLACE: &str = "outbox.sealed";
/// How long an ordinary message is tried, in milliseconds.
pub(crate) const TRIED_FOR: i64 = 48 * 60 * 60 * 1000;
/// The most carried in one round.
const ROUND: u32 = 50;

/// What goes out.
pub struct Parcel {
    /// The same in every attempt.
    pub id: Id,
    /// The channel.
    pub channel: AddressKind,
    /// The address: a number in E.164, or an e-mail address.
    pub address: String,
    /// The language.
    pub language: Language,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// When it was written.
    pub made_at: Instant,
}

/// What a carrier did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carried {
    /// It took the parcel.
    Taken,
    /// It did not, and may later; not before this many milliseconds where it said so.
    Later(Option<i64>),
    /// It never will.
    Refused,
}

/// Carries parcels out of the house.
#[async_trait]
pub trait Carrier: Send + Sync {
    /// Carries one.
    async fn carry(&self, parcel: &Parcel) -> Carried;

    /// Whether what was carried is kept to be shown: in the demonstration alone.
    fn keeps(&self) -> bool;
}

/// Something in the outbox, opened, for the page of the demonstration.
pub struct OutboxLine {
    /// The parcel; `None` once its text is gone.
    pub parcel: Option<Parcel>,
    /// How it stands.
    pub state: OutboxState,
    /// When it was written.
    pub made_at: Instant,
    /// The channel.
    pub channel: AddressKind,
}

/// The duty.
pub struct MessageDesk {
    core: Arc<Core>,
}

impl MessageDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// The messages of a subject, the newest first; they count as read from now on.
    pub async fn list(&self, subject: &str) -> Result<Vec<MessageLine>, ServiceError> {
        let lines = self.core.storage.messages(subject, 100).await?;
        if lines.iter().any(|line| !line.message.read) {
            let read = MessageChange::Read { subject: subject.to_owned(), at: self.core.now() };
            self.core.storage.commit(UnitOfWork::of(read.into())).await?;
        }
        Ok(lines)
    }

    /// The words of a message.
    pub fn text(&self, message: &Message) -> String {
        CaseNumber::parse(&message.code)
            .map(|code| message.notice.text(message.language, code, &self.core.origin))
            .unwrap_or_default()
    }

    /// How many messages are not read.
    pub async fn unread(&self, subject: &str) -> Result<u32, ServiceError> {
        Ok(self.core.storage.unread(subject).await?)
    }

    /// Whether a message with this code is one of ours: its kind, and when it was written.
    pub async fn confirm(&self, code: CaseNumber) -> Result<Option<MessageCode>, ServiceError> {
        Ok(self.core.storage.message_code(&code.to_string()).await?)
    }

    /// Changes how a subject is written to.
    pub async fn change_settings(&self, subject: &str, settings: Settings) -> Result<(), ServiceError> {
        let change = storage::AccountChange::Settings { subject: subject.to_owned(), settings };
        Ok(self.core.storage.commit(UnitOfWork::of(change.into())).await?)
    }

    /// Carries what is due; gives back how much was due. The process that has the lease does it, and stops where it lost
    /// it: two would each carry the same. Each attempt is counted in storage once.
    pub async fn carry(&self, carrier: &dyn Carrier) -> Result<usize, ServiceError> {
        let due = self.core.storage.due(self.core.now(), ROUND).await?;
        for outgoing in &due {
            if self.core.lease_is_lost() {
                break;
            }
            self.carry_one(outgoing, carrier).await?;
        }
        Ok(due.len())
    }

    async fn carry_one(&self, outgoing: &Outgoing, carrier: &dyn Carrier) -> Result<(), ServiceError> {
        let carried = match self.open(outgoing) {
            Ok(parcel) if self.core.now() < outgoing.until => carrier.carry(&parcel).await,
            _ => Carried::Refused,
        };
        let (now, attempt) = (self.core.now(), outgoing.attempts + 1);
        let jitter = u16::from_be_bytes(self.core.random()?);
        let (state, due_at) = match carried {
            Carried::Taken => (OutboxState::Sent, now),
            Carried::Refused => (OutboxState::Failed, now),
            Carried::Later(after) => match next_attempt(attempt, now, jitter, outgoing.until) {
                Some(at) => {
                    let earliest = now.unix_milliseconds() + after.unwrap_or_default();
                    (OutboxState::Queued, at.max(Instant::from_unix_milliseconds(earliest)))
                }
                None => (OutboxState::Failed, now),
            },
        };
        let forget = state != OutboxState::Queued && !carrier.keeps();
        let attempted = MessageChange::Attempted(Attempted { id: outgoing.id, attempt, state, due_at, forget });
        match self.core.storage.commit(UnitOfWork::of(attempted.into())).await {
            Ok(()) | Err(storage::StorageError::Conflict { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// The outbox, the newest first, opened.
    pub async fn outbox(&self, limit: u32) -> Result<Vec<OutboxLine>, ServiceError> {
        let all = self.core.storage.outbox(limit).await?;
        let line = |outgoing: &Outgoing| OutboxLine {
            parcel: self.open(outgoing).ok(),
            state: outgoing.state,
            made_at: outgoing.made_at,
            channel: outgoing.channel,
        };
        Ok(all.iter().map(line).collect())
    }

    fn open(&self, outgoing: &Outgoing) -> Result<Parcel, ServiceError> {
        let plain = self.core.keys().outbox().open(&outgoing.sealed, PLACE)?;
        let plain = String::from_utf8(plain).map_err(|_| ServiceError::Sealed)?;
        let mut parts = plain.splitn(4, '\n');
        let mut part = || parts.next().map(str::to_owned).ok_or(ServiceError::Sealed);
        Ok(Parcel {
            id: outgoing.id,
            channel: outgoing.channel,
            language: Language::from_tag(&part()?).ok_or(ServiceError::Sealed)?,
            address: part()?,
            subject: part()?,
            text: part()?,
            made_at: outgoing.made_at,
        })
    }
}

/// Where somebody can be reached: confirmed addresses alone.
pub(crate) struct Reach {
    settings: Settings,
    phone: Option<String>,
    email: Option<String>,
}

impl Core {
    /// Where the subject of this open key can be reached.
    pub(crate) async fn reach(&self, subject: &str, key: &DataKey) -> Result<Reach, ServiceError> {
        let account = self.storage.account(subject).await?.ok_or(ServiceError::Absent)?;
        let confirmed = self.storage.addresses(subject).await?;
        let mut reach = Reach { settings: account.settings, phone: None, email: None };
        if confirmed.iter().any(|address| address.confirmed) {
            for value in self.storage.profile(subject).await? {
                let Some(kind) = AddressKind::from_name(&value.field) else { continue };
                let text = Self::open_value(key, &value)?;
                let hash = text.as_deref().map(|text| self.address_hash(kind, text));
                let known = confirmed.iter().any(|it| it.confirmed && Some(it.hash) == hash);
                match kind {
                    AddressKind::Phone if known => reach.phone = text,
                    AddressKind::Email if known => reach.email = text,
                    _ => {}
                }
            }
        }
        Ok(reach)
    }

    /// The changes that tell a subject: the message in the account, its code, and what is to be sent. Nothing for
    /// information where the subject does not agree to news.
    pub(crate) async fn tell(&self, subject: &str, key: &DataKey, notice: Notice) -> Result<Vec<Change>, ServiceError> {
        let now = self.now();
        if notice.kind() == Kind::Information && !self.agrees_to_news(subject, now).await? {
            return Ok(Vec::new());
        }
        let reach = self.reach(subject, key).await?;
        let (id, code) = (self.id(now)?, CaseNumber::from_random(self.random()?));
        let language = reach.settings.language;
        let message = Message {
            subject: subject.to_owned(),
            id,
            notice,
            language,
            code: code.to_string(),
            created_at: now,
            read: false,
        };
        let mut changes = vec![
            MessageChange::Write(message).into(),
            MessageChange::Code(MessageCode { code: code.to_string(), kind: notice.name().to_owned(), at: now }).into(),
        ];
        if let Some((channel, address)) = reach.way() {
            let text = notice.text(language, code, &self.origin);
            let due_at = reach.settings.quiet.map_or(now, |quiet| quiet.due(now));
            let plain = [language.tag(), address, notice.subject().text(language), &text].join("\n");
            changes.push(self.outgoing(Some(id), channel, &plain, (due_at, TRIED_FOR), OutboxState::Queued)?);
        }
        Ok(changes)
    }

    /// The changes that send a one-time code, or do the same work and send nothing.
    pub(crate) fn send_code(
        &self,
        (channel, address): (AddressKind, &str),
        code: &Code,
        language: Language,
        state: OutboxState,
    ) -> Result<Vec<Change>, ServiceError> {
        let now = self.now();
        let check = CaseNumber::from_random(self.random()?);
        let text = code_text(language, code.as_str(), check, &self.origin);
        let plain = [language.tag(), address, CODE_SUBJECT.text(language), &text].join("\n");
        Ok(vec![
            MessageChange::Code(MessageCode { code: check.to_string(), kind: "code".to_owned(), at: now }).into(),
            self.outgoing(None, channel, &plain, (now, HOLDS), state)?,
        ])
    }

    pub(crate) fn outgoing(
        &self,
        message: Option<Id>,
        channel: AddressKind,
        plain: &str,
        (due_at, holds): (Instant, i64),
        state: OutboxState,
    ) -> Result<Change, ServiceError> {
        let now = self.now();
        let sealed = self.seal(&self.keys().outbox(), plain.as_bytes(), PLACE)?;
        let outgoing = Outgoing {
            id: self.id(now)?,
            message,
            channel,
            // What is never sent is not kept: nobody here knows the address.
            sealed: if state == OutboxState::Void { Vec::new() } else { sealed },
            made_at: now,
            due_at,
            until: Instant::from_unix_milliseconds(due_at.unix_milliseconds() + holds),
            attempts: 0,
            state,
        };
        Ok(MessageChange::Queue(outgoing).into())
    }

    async fn agrees_to_news(&self, subject: &str, now: Instant) -> Result<bool, ServiceError> {
        let standings = self.storage.standings(subject).await?;
        let last = standings.iter().find(|it| it.purpose == PurposeId::News).map(|it| it.last);
        Ok(asked(ASKED, PurposeId::News).is_some_and(|asked| Standing::after(last).allows(asked, now)))
    }
}

impl Reach {
    /// The preferred channel where it is known, else the other; none where the person wants none.
    fn way(&self) -> Option<(AddressKind, &str)> {
        let phone = self.phone.as_deref().map(|phone| (AddressKind::Phone, phone));
        let email = self.email.as_deref().map(|email| (AddressKind::Email, email));
        match self.settings.channel {
            Channel::None => None,
            Channel::Email => email.or(phone),
            Channel::Any | Channel::Phone => phone.or(email),
        }
    }
}
