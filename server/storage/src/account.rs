//! Accounts (articles 1, 2 and 8): what identifies somebody is sealed before it comes here, what somebody is found by is
//! a keyed hash, and what a browser holds is known by its hash alone.

use crate::{KeptForm, OneTimeCode, Passkey, Session, StorageError};
use async_trait::async_trait;
use domain::account::{Assurance, Role};
use domain::message::QuietHours;
use domain::{Digest, Id, Instant, Language};
use std::fmt;

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The data subject.
    pub subject: String,
    /// What it is here as.
    pub role: Role,
    /// The organisation of somebody on duty; empty for a person.
    pub organisation: String,
    /// How sure the identity is.
    pub assurance: Assurance,
    /// How it is written to.
    pub settings: Settings,
    /// When it was opened.
    pub created_at: Instant,
    /// Whether it was erased.
    pub erased: bool,
}

/// How somebody is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The language.
    pub language: Language,
    /// The channel.
    pub channel: Channel,
    /// Hours in which nothing is sent.
    pub quiet: Option<QuietHours>,
}

/// A preferred channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// The first that is known.
    Any,
    /// Text message.
    Phone,
    /// E-mail.
    Email,
    /// Only in the account.
    None,
}

/// What belongs to one account alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// A national id or passport.
    Document,
    /// An identity at a sign-on provider.
    SignOn,
    /// A persona of the demonstration.
    Persona,
    /// A lure: somebody nobody has a reason to look for.
    Lure,
    /// The pseudonym under which somebody is in the traffic log, once an order names them.
    Traffic,
}

/// A phone number or e-mail address of an account, by its keyed hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountAddress {
    /// The keyed hash.
    pub hash: Digest,
    /// Whose.
    pub subject: String,
    /// Phone or e-mail.
    pub kind: AddressKind,
    /// Whether it was confirmed by a code.
    pub confirmed: bool,
}

/// A kind of address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AddressKind {
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
}

/// One version of one field of a profile.
#[derive(Clone, PartialEq, Eq)]
pub struct ProfileValue {
    /// Whose.
    pub subject: String,
    /// The field's id in the catalogue.
    pub field: String,
    /// From 1, without gaps.
    pub version: u32,
    /// The value, sealed; empty where it was taken out.
    pub sealed: Vec<u8>,
    /// Where it came from.
    pub source: String,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// By whom.
    pub recorded_by: String,
}

/// Who did what to whose data, for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEvent {
    /// Whose data.
    pub subject: String,
    /// Its id.
    pub id: Id,
    /// When.
    pub at: Instant,
    /// Who.
    pub actor: String,
    /// What, a word of the program's own.
    pub act: &'static str,
    /// The delegation used.
    pub acting: Option<Id>,
    /// What it was done to.
    pub target: Option<Id>,
    /// Why it was allowed, or refused; nothing where a person acts on their own data.
    pub grounds: Option<Grounds>,
}

/// On what somebody used the data of somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grounds {
    /// The organisation they answer for; empty for a delegate.
    pub office: String,
    /// What for: a purpose's id.
    pub purpose: String,
    /// What the rule looked at.
    pub facts: String,
    /// The conditions it went through.
    pub path: String,
    /// Whether only the actor's word ties them to the person.
    pub unbound: bool,
    /// When the person is told; at once where absent.
    pub shown_from: Option<Instant>,
}

/// An audit event as it is read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// When.
    pub at: Instant,
    /// Who.
    pub actor: String,
    /// What.
    pub act: String,
    /// The delegation used.
    pub acting: Option<Id>,
    /// Its id.
    pub id: Id,
    /// What it was done to.
    pub target: Option<Id>,
    /// Why it was allowed, or refused.
    pub grounds: Option<Grounds>,
}

/// Which uses of a person's data are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessFilter<'a> {
    /// By which organisation; any where empty.
    pub office: &'a str,
    /// Uses before this event; the newest where absent.
    pub before: Option<Id>,
    /// What is kept from the person until later than this is left out.
    pub now: Instant,
    /// The most.
    pub limit: u32,
}

impl Channel {
    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::None => "none",
        }
    }

    /// The channel of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Any, Self::Phone, Self::Email, Self::None].into_iter().find(|channel| channel.name() == name)
    }
}

impl KeyKind {
    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::SignOn => "sign-on",
            Self::Persona => "persona",
            Self::Lure => "lure",
            Self::Traffic => "traffic",
        }
    }
}

impl AddressKind {
    /// The word in storage, and the field's id in the catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
        }
    }

    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Phone, Self::Email].into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Debug for ProfileValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProfileValue").finish_non_exhaustive()
    }
}

/// Reads accounts. Errors are those of any read: [`StorageError::Unavailable`], [`StorageError::Corrupt`].
#[async_trait]
pub trait AccountStore: Send + Sync {
    /// The account of this subject.
    async fn account(&self, subject: &str) -> Result<Option<Account>, StorageError>;

    /// The subject of what belongs to one account alone.
    async fn account_by_key(&self, kind: KeyKind, hash: &Digest) -> Result<Option<String>, StorageError>;

    /// The accounts with this address, confirmed or not.
    async fn accounts_by_address(&self, hash: &Digest) -> Result<Vec<AccountAddress>, StorageError>;

    /// The addresses of this account.
    async fn addresses(&self, subject: &str) -> Result<Vec<AccountAddress>, StorageError>;

    /// The newest version of each field of a profile; one that was taken out is there with nothing sealed in it.
    async fn profile(&self, subject: &str) -> Result<Vec<ProfileValue>, StorageError>;

    /// The newest value of one field of this subject's profile.
    async fn profile_value(&self, subject: &str, field: &str) -> Result<Option<ProfileValue>, StorageError>;

    /// The session of this hash, ended or not.
    async fn session(&self, hash: &Digest) -> Result<Option<Session>, StorageError>;

    /// The sessions of this subject that were not ended, the newest first.
    async fn sessions(&self, subject: &str) -> Result<Vec<Session>, StorageError>;

    /// The code of this handle.
    async fn one_time_code(&self, hash: &Digest) -> Result<Option<OneTimeCode>, StorageError>;

    /// When codes were made for this address, or asked for by this subject, since `since`.
    async fn codes_since(&self, address: &Digest, subject: &str, since: Instant) -> Result<Vec<Instant>, StorageError>;

    /// What is kept under this hash, expired or not.
    async fn kept_form(&self, hash: &Digest) -> Result<Option<KeptForm>, StorageError>;

    /// The passkeys of this subject.
    async fn passkeys(&self, subject: &str) -> Result<Vec<Passkey>, StorageError>;

    /// What was done to this subject's data, the newest first.
    async fn audit(&self, subject: &str, limit: u32) -> Result<Vec<AuditLine>, StorageError>;
    /// What others did with the data of a subject, the newest first.
    async fn accesses(&self, subject: &str, filter: AccessFilter<'_>) -> Result<Vec<AuditLine>, StorageError>;
    /// The same, of one purpose alone, by its id; of any where it is empty.
    async fn accesses_for(
        &self,
        subject: &str,
        purpose: &str,
        filter: AccessFilter<'_>,
    ) -> Result<Vec<AuditLine>, StorageError>;
    /// The event of this id, of this subject.
    async fn access(&self, subject: &str, id: Id) -> Result<Option<AuditLine>, StorageError>;
    /// How many uses of everybody's data are kept from the person until later than `now`.
    async fn hidden_accesses(&self, now: Instant) -> Result<u64, StorageError>;
    /// The people whose data `actor` used since `since` on their word alone, by id of the first such event.
    async fn unbound_accesses(&self, actor: &str, since: Instant, limit: u32) -> Result<Vec<String>, StorageError>;
}

/// A change to accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountChange {
    /// Opens an account. A conflict when the subject has one.
    Open(Account),
    /// Claims what belongs to one account alone. A conflict when it belongs to one.
    Claim {
        /// What kind.
        kind: KeyKind,
        /// Its keyed hash.
        hash: Digest,
        /// Whose it becomes.
        subject: String,
    },
    /// Changes how somebody is written to.
    Settings {
        /// Whose.
        subject: String,
        /// How.
        settings: Settings,
    },
    /// A person who was known before they had an account opens it. A conflict unless nobody had.
    Adopt {
        /// Who.
        subject: String,
        /// How sure the identity is.
        assurance: Assurance,
        /// How they are written to.
        settings: Settings,
    },
    /// Who opened an account on their own word leaves it: it is known by what others recorded, as before. A conflict unless
    /// nobody had checked who they are.
    Leave {
        /// Whose.
        subject: String,
    },
    /// Somebody checked who this is.
    Verified {
        /// Who.
        subject: String,
    },
    /// Ends an account: what it is found by is gone. Its key is destroyed by a change of its own.
    Erase {
        /// Whose.
        subject: String,
        /// When.
        at: Instant,
    },
    /// Keeps an address of an account, or that it was confirmed.
    Address {
        /// The address.
        address: AccountAddress,
        /// When.
        at: Instant,
    },
    /// Takes an address out.
    DropAddress {
        /// Whose.
        subject: String,
        /// Which kind.
        kind: AddressKind,
    },
    /// Adds a version of a profile field. A conflict unless it is the one after the newest.
    Value(ProfileValue),
    /// Begins a session.
    OpenSession(Session),
    /// Notes that a session was used.
    SeeSession {
        /// Which.
        hash: Digest,
        /// When.
        at: Instant,
    },
    /// Begins or ends acting for somebody.
    Act {
        /// In which session.
        hash: Digest,
        /// By which delegation, for whom.
        acting: Option<(Id, String)>,
    },
    /// Ends one session of a subject.
    EndSession {
        /// Whose.
        subject: String,
        /// Which.
        id: Id,
        /// When.
        at: Instant,
    },
    /// Ends all sessions of a subject, but the one of `except`.
    EndSessions {
        /// Whose.
        subject: String,
        /// Which stays.
        except: Option<Digest>,
        /// When.
        at: Instant,
    },
    /// Refuses the unit when more than `most` codes were made since `since` for this address or this subject; until it is
    /// done, no other unit makes one for either.
    FewCodes {
        /// The keyed hash of the address.
        address: Digest,
        /// For whom; empty for nobody that is known.
        subject: String,
        /// Since when.
        since: Instant,
        /// How many.
        most: u32,
        /// When.
        at: Instant,
    },
    /// Keeps a one-time code.
    MakeCode(OneTimeCode),
    /// Counts a try. A conflict when another try was counted meanwhile.
    TryCode {
        /// Of which code.
        hash: Digest,
        /// Tries before.
        before: u32,
    },
    /// Uses a code up. A conflict when it was used.
    UseCode {
        /// Which.
        hash: Digest,
        /// When.
        at: Instant,
    },
    /// Keeps a form in place of what was kept under its hash.
    KeepForm(KeptForm),
    /// Forgets a form.
    DropForm(Digest),
    /// Forgets what expired before `at`: forms, codes, sessions ended for 90 days.
    Sweep {
        /// When.
        at: Instant,
    },
    /// Keeps a passkey in place of the same one.
    KeepPasskey(Passkey),
    /// Writes down who did what.
    Audit(AuditEvent),
}
