//! What every desk stands on: storage, clock, randomness, keys. And the few steps all of them take: an id, a token, the
//! data key of a subject, an audit event.

use crate::Rules;
use crate::clock::{Clock, Entropy};
use crate::error::ServiceError;
use crate::ids::Ids;
use crate::key_ring::KeyRing;
use crate::lease_desk::Held;
use crate::sealing::DataKey;
use domain::{Digest, Id, Instant};
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use storage::{AccountChange, AuditEvent, Change, Storage, StorageError, SubjectKey, UnitOfWork};

/// The length of a token, in bytes.
const TOKEN_BYTES: usize = 32;

/// Shared by all desks.
pub(crate) struct Core {
    pub(crate) storage: Arc<dyn Storage>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    keys: RwLock<Arc<KeyRing>>,
    ids: Ids,
    /// Scheme and authority people use, without a slash at the end.
    pub(crate) origin: Arc<str>,
    /// What the operator may set.
    pub(crate) rules: Rules,
    /// The lease of the duties, where this process ever took it.
    pub(crate) held: RwLock<Option<Held>>,
}

/// Something only one browser holds. Storage knows its hash. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; TOKEN_BYTES]);

impl Core {
    pub(crate) fn new(
        storage: Arc<dyn Storage>,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        keys: KeyRing,
        (origin, rules, newest): (Arc<str>, Rules, Option<Id>),
    ) -> Self {
        let (keys, ids, held) = (RwLock::new(Arc::new(keys)), Ids::after(newest), RwLock::default());
        Self { storage, clock, entropy, keys, ids, origin, rules, held }
    }

    /// The same storage and keys, at another time and with other randomness.
    pub(crate) fn with(&self, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        let (storage, origin, rules) = (Arc::clone(&self.storage), Arc::clone(&self.origin), self.rules.clone());
        let (keys, ids, held) = (RwLock::new(self.keys()), Ids::as_asked(), RwLock::default());
        Self { storage, clock, entropy, keys, ids, origin, rules, held }
    }

    pub(crate) fn now(&self) -> Instant {
        self.clock.now()
    }

    pub(crate) fn keys(&self) -> Arc<KeyRing> {
        Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn set_keys(&self, keys: KeyRing) {
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys);
    }

    pub(crate) fn random<const N: usize>(&self) -> Result<[u8; N], ServiceError> {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// An id of this moment. Where the clock was set back it is after what was given out before, all the same.
    pub(crate) fn id(&self, now: Instant) -> Result<Id, ServiceError> {
        Ok(self.ids.next(now, self.random()?))
    }

    /// What comes now is after this, whichever portal made it, by whatever clock.
    pub(crate) fn follow(&self, id: Id) {
        self.ids.follow(id);
    }

    /// An id after every one this gave out before for the same moment: for what must keep its order.
    pub(crate) fn following_id(&self, now: Instant) -> Result<Id, ServiceError> {
        Ok(self.ids.following(now, self.random()?))
    }

    pub(crate) fn token(&self) -> Result<Token, ServiceError> {
        self.random().map(Token)
    }

    /// The data key of a subject; [`ServiceError::Absent`] when it was destroyed, or never was.
    pub(crate) async fn data_key(&self, subject: &str) -> Result<DataKey, ServiceError> {
        let key = self.storage.subject_key(subject).await?.ok_or(ServiceError::Absent)?;
        self.keys().unwrap_data_key(subject, &key.wrapped)
    }

    /// A new data key, and the change that keeps it.
    pub(crate) fn new_data_key(&self, subject: &str, now: Instant) -> Result<(DataKey, Change), ServiceError> {
        let (key, wrapped) = self.keys().new_data_key(subject, &*self.entropy)?;
        Ok((key, Change::KeepSubjectKey(SubjectKey { subject: subject.to_owned(), wrapped, created_at: now })))
    }

    pub(crate) fn seal(&self, key: &DataKey, plain: &[u8], place: &str) -> Result<Vec<u8>, ServiceError> {
        key.seal(plain, place, &*self.entropy)
    }

    /// First and last name of a subject, as the holder of the account sees them.
    pub(crate) async fn name_of(&self, subject: &str, key: &DataKey) -> Result<String, ServiceError> {
        let account = self.storage.account(subject).await?.ok_or(ServiceError::Absent)?;
        let shown = self.shown(&account, key).await?;
        let value = |field: &&str| shown.iter().find(|it| it.field == *field && !it.value.is_empty());
        let names = ["first-name", "last-name"];
        Ok(names.iter().filter_map(value).map(|it| it.value.as_str()).collect::<Vec<_>>().join(" "))
    }

    /// Commits what may have been done already, by another process or a moment ago: that is as good.
    pub(crate) async fn commit_once(&self, unit: UnitOfWork) -> Result<(), ServiceError> {
        match self.storage.commit(unit).await {
            Ok(()) | Err(StorageError::Conflict { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// The audit event of an act.
    pub(crate) fn audit(
        &self,
        act: &'static str,
        (actor, acting): (&str, Option<Id>),
        subject: &str,
        target: Option<Id>,
    ) -> Result<Change, ServiceError> {
        let at = self.now();
        let (actor, subject) = (actor.to_owned(), subject.to_owned());
        let id = self.id(at)?;
        Ok(AccountChange::Audit(AuditEvent { subject, id, at, actor, act, acting, target, grounds: None }).into())
    }
}

impl Token {
    /// The token in `text`: 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        Digest::from_hex(text).map(|digest| Self(*digest.as_bytes()))
    }

    /// As the browser keeps it.
    pub fn text(&self) -> String {
        hex::encode(self.0)
    }

    /// What storage knows it by.
    pub(crate) fn hash(&self) -> Digest {
        Digest::of(&self.0)
    }

    pub(crate) const fn bytes(&self) -> &[u8; TOKEN_BYTES] {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}
