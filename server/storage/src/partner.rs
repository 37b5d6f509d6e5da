//! Partners' systems (articles 3 and 5): who they are, which of their assertions and tokens were used, which messages were
//! answered. Secrets are known by their hash, or sealed before they come here.

use crate::StorageError;
use async_trait::async_trait;
use domain::catalogue::PurposeId;
use domain::{Digest, Id, Instant};
use std::fmt;

/// A partner's system that signs on by itself.
#[derive(Clone, PartialEq, Eq)]
pub struct PartnerSystem {
    /// Its id at sign-on.
    pub client: String,
    /// The account it is in every log.
    pub account: String,
    /// Its organisation.
    pub organisation: String,
    /// The account of the officer who answers for it.
    pub officer: String,
    /// What it uses data for.
    pub purpose: PurposeId,
    /// What it may ask for at most, space separated.
    pub scopes: String,
    /// Its public keys, a JSON Web Key Set; empty where they are fetched.
    pub keys: String,
    /// Where they are fetched from; empty where they are given.
    pub keys_url: String,
    /// Where events are posted to; empty where it asks for them.
    pub endpoint: String,
    /// What its events are signed with, sealed; empty where it asks for them.
    pub sealed: Vec<u8>,
    /// When it was entered.
    pub made_at: Instant,
    /// By whom.
    pub made_by: String,
    /// Whether it was ended: it signs on no more.
    pub ended: bool,
}

/// A token that was given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerToken {
    /// The hash of what the system holds.
    pub hash: Digest,
    /// Whose.
    pub client: String,
    /// Names it in logs.
    pub id: Id,
    /// What it allows, space separated.
    pub scopes: String,
    /// When it was given.
    pub made_at: Instant,
    /// When it ends.
    pub expires_at: Instant,
}

/// A message that was answered.
#[derive(Clone, PartialEq, Eq)]
pub struct PartnerMessage {
    /// Whose.
    pub client: String,
    /// The hash of its id.
    pub hash: Digest,
    /// The digest of what it said.
    pub digest: Digest,
    /// The status it was answered with.
    pub status: u16,
    /// The answer, sealed.
    pub sealed: Vec<u8>,
    /// When.
    pub at: Instant,
}

macro_rules! brief {
    ($name:ident: $field:ident) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).field(stringify!($field), &self.$field).finish_non_exhaustive()
            }
        }
    };
}

brief!(PartnerSystem: client);
brief!(PartnerMessage: client);

/// Reads partners' systems. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait PartnerStore: Send + Sync {
    /// The system of this id, ended or not.
    async fn partner_system(&self, client: &str) -> Result<Option<PartnerSystem>, StorageError>;
    /// The system whose account this is.
    async fn partner_system_of(&self, account: &str) -> Result<Option<PartnerSystem>, StorageError>;
    /// The systems of an organisation, ended or not, by id; of all where it is empty.
    async fn partner_systems(&self, organisation: &str, limit: u32) -> Result<Vec<PartnerSystem>, StorageError>;
    /// The token of this hash, expired or not.
    async fn partner_token(&self, hash: &Digest) -> Result<Option<PartnerToken>, StorageError>;
    /// The message of this system and id.
    async fn partner_message(&self, client: &str, hash: &Digest) -> Result<Option<PartnerMessage>, StorageError>;
}

/// A change to partners' systems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartnerChange {
    /// Enters a system. A conflict when its id or account is known.
    Enter(Box<PartnerSystem>),
    /// Changes its keys, scopes or where its events go; account, organisation and history stay.
    Update(Box<PartnerSystem>),
    /// Ends it. A conflict when it was ended.
    End {
        /// Which.
        client: String,
        /// When.
        at: Instant,
    },
    /// Uses an assertion up. A conflict when it was used.
    Assert {
        /// The hash of whose it is and its id.
        hash: Digest,
        /// Until when it could be used.
        expires_at: Instant,
    },
    /// Gives a token out.
    Token(PartnerToken),
    /// Keeps an answer. A conflict when the message was answered.
    Answer(PartnerMessage),
    /// Forgets tokens and assertions that expired before `at`, and answers given before `answers`.
    Sweep {
        /// Now.
        at: Instant,
        /// The oldest answer kept.
        answers: Instant,
    },
}
