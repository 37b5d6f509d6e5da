//! Messages and the outbox (article 2 (b)): queued in the unit of what they tell of, sent later, seen in the account.

use crate::StorageError;
use async_trait::async_trait;
use domain::message::Notice;
use domain::{Id, Instant, Language};
use std::fmt;

/// A message in somebody's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Whose.
    pub subject: String,
    /// Its id.
    pub id: Id,
    /// What it says.
    pub notice: Notice,
    /// The language it is written in.
    pub language: Language,
    /// The code at its end.
    pub code: String,
    /// When it was written.
    pub created_at: Instant,
    /// Whether it was read.
    pub read: bool,
}

/// A message in an account, and how sending it stands: nothing where it goes nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageLine {
    /// The message.
    pub message: Message,
    /// Channel and state of each way it is sent.
    pub sending: Vec<(AddressChannel, OutboxState)>,
}

/// A channel something is sent by.
pub type AddressChannel = crate::AddressKind;

/// A code at the end of a message, so that it can be confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageCode {
    /// The code.
    pub code: String,
    /// The kind of message: the name of a notice, or `code`.
    pub kind: String,
    /// When it was written.
    pub at: Instant,
}

/// Something to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Its id; the same in every attempt.
    pub id: Id,
    /// The message it carries, where there is one in an account.
    pub message: Option<Id>,
    /// The channel.
    pub channel: AddressChannel,
    /// Address, subject and text, sealed; empty once it is done.
    pub sealed: Vec<u8>,
    /// When it was made.
    pub made_at: Instant,
    /// When it is to be sent, or tried again.
    pub due_at: Instant,
    /// After this it is of no use.
    pub until: Instant,
    /// How often it was tried.
    pub attempts: u32,
    /// How it stands.
    pub state: OutboxState,
}

/// How something to be sent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutboxState {
    /// Waits for its time.
    Queued,
    /// The carrier took it.
    Sent,
    /// Given up.
    Failed,
    /// Never to be sent: made so that asking for a code takes the same work whether or not anybody has the address.
    Void,
}

/// What came of an attempt to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempted {
    /// What was tried.
    pub id: Id,
    /// The attempt, counted from 1. A conflict when another process made it.
    pub attempt: u32,
    /// How it stands after it.
    pub state: OutboxState,
    /// When it is tried again.
    pub due_at: Instant,
    /// Whether what was sealed is dropped.
    pub forget: bool,
}

impl OutboxState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Queued, Self::Sent, Self::Failed, Self::Void];

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Void => "void",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing").field("id", &self.id).field("state", &self.state).finish_non_exhaustive()
    }
}

/// Reads messages. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait MessageStore: Send + Sync {
    /// The messages of this subject, the newest first.
    async fn messages(&self, subject: &str, limit: u32) -> Result<Vec<MessageLine>, StorageError>;

    /// How many messages of this subject are not read.
    async fn unread(&self, subject: &str) -> Result<u32, StorageError>;

    /// The message code, if it is one of ours.
    async fn message_code(&self, code: &str) -> Result<Option<MessageCode>, StorageError>;

    /// What is to be sent at `now`, the longest due first.
    async fn due(&self, now: Instant, limit: u32) -> Result<Vec<Outgoing>, StorageError>;

    /// The outbox, the newest first: for the page of the demonstration.
    async fn outbox(&self, limit: u32) -> Result<Vec<Outgoing>, StorageError>;
}

/// A change to messages and the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MessageChange {
    /// Puts a message into an account.
    Write(Message),
    /// Keeps the code at its end. A conflict when the code is taken.
    Code(MessageCode),
    /// Queues something to be sent.
    Queue(Outgoing),
    /// Notes an attempt.
    Attempted(Attempted),
    /// Everything in an account was read.
    Read {
        /// Whose.
        subject: String,
        /// When.
        at: Instant,
    },
}
