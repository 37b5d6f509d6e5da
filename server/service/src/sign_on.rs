//! Signing in (article 8): one-time codes, sign-on providers, sessions. The same answer is given, after the same work,
//! whether or not anybody has the address a code is asked for.

use crate::core::{Core, Token};
use crate::error::ServiceError;
use crate::forms::{FormDesk, FormKind};
use crate::key_ring::keyed;
use crate::signed::{Acting, Signed};
use domain::account::{Role, SEEN_EVERY, SessionRule};
use domain::delegation::Act;
use domain::fields::{Email, Phone};
use domain::message::Notice;
use domain::one_time_code::{Code, CodeError, PER_HOUR, TRIES, may_send, may_try};
use domain::{Bilingual, Digest, Explain, Id, Instant, Language};
use std::sync::Arc;
use storage::{
    AccountAddress, AccountChange, AddressKind, Change, CodeIntent, OneTimeCode, OutboxState, Session, StorageError,
    UnitOfWork,
};

mod by_provider;

/// Where a device is kept; part of what its seal is bound to.
const DEVICE: &str = "session.device";
const HOUR: i64 = 60 * 60 * 1000;

/// What came of a right code, or of a sign-on provider's word.
#[derive(Debug)]
pub enum SignIn {
    /// Signed in: the session's token, for the cookie.
    In(Token),
    /// Several accounts share the address: choose by place, with the same token as before.
    Choose(Vec<String>),
    /// The provider knows somebody who has no account yet.
    Unknown,
}

/// Why no code was sent.
#[derive(Debug)]
pub enum NoCode {
    /// The address is none.
    Address(Bilingual),
    /// Anything else, above all too many.
    Service(ServiceError),
}

/// A device that is signed in.
pub struct Device {
    /// Names the session.
    pub id: Id,
    /// The device in words.
    pub label: String,
    /// When it signed in.
    pub signed_in_at: Instant,
    /// When it was used last.
    pub seen_at: Instant,
}

/// Codes of an hour after which one more is made.
#[expect(clippy::cast_possible_truncation, reason = "a handful")]
const BEFORE: u32 = PER_HOUR as u32 - 1;

/// Who acts where nobody is known: in audit events.
const VISITOR: &str = "visitor";

/// The duty.
pub struct SignOnDesk {
    core: Arc<Core>,
}

impl SignOnDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// Asks for a code to an address. The token goes into a cookie; it finds the code again.
    pub async fn send_code(&self, address: &str, language: Language) -> Result<Token, NoCode> {
        let (kind, text) = parse_address(address).map_err(NoCode::Address)?;
        let accounts = self.core.storage.accounts_by_address(&self.core.address_hash(kind, &text)).await?;
        let confirmed: Vec<_> = accounts.into_iter().filter(|it| it.confirmed).collect();
        let subject = match confirmed.as_slice() {
            [only] => only.subject.as_str(),
            _ => "",
        };
        let state = if confirmed.is_empty() { OutboxState::Void } else { OutboxState::Queued };
        Ok(self.make_code((kind, &text), subject, CodeIntent::SignIn, language, state).await?)
    }

    /// Asks for a code to an address of one's own profile, to confirm it.
    pub async fn send_confirmation(
        &self,
        signed: &Signed,
        kind: AddressKind,
        language: Language,
    ) -> Result<Token, ServiceError> {
        signed.must_be_the_person()?;
        let key = self.core.data_key(&signed.account).await?;
        let profile = self.core.storage.profile(&signed.account).await?;
        let value = profile.iter().find(|value| value.field == kind.name()).ok_or(ServiceError::Absent)?;
        let text = Core::open_value(&key, value)?.ok_or(ServiceError::Absent)?;
        self.make_code((kind, &text), &signed.account, CodeIntent::Confirm, language, OutboxState::Queued).await
    }

    async fn make_code(
        &self,
        (kind, text): (AddressKind, &str),
        subject: &str,
        intent: CodeIntent,
        language: Language,
        state: OutboxState,
    ) -> Result<Token, ServiceError> {
        let now = self.core.now();
        let address = self.core.address_hash(kind, text);
        let since = Instant::from_unix_milliseconds(now.unix_milliseconds() - HOUR);
        may_send(&self.core.storage.codes_since(&address, subject, since).await?, now)?;
        let (token, code) = (self.core.token()?, Code::from_random(self.core.random()?));
        let kept = OneTimeCode {
            hash: token.hash(),
            address,
            subject: subject.to_owned(),
            intent,
            code: code_hash(&token, &code),
            tries: 0,
            made_at: now,
            used: false,
        };
        // What is an hour old to the millisecond counts no more.
        let (since, whose) = (since.plus(1), subject.to_owned());
        let few = AccountChange::FewCodes { address, subject: whose, since, most: BEFORE, at: now };
        let mut changes = vec![few.into(), AccountChange::MakeCode(kept).into()];
        changes.extend(self.core.send_code((kind, text), &code, language, state)?);
        match self.core.storage.commit(UnitOfWork { changes }).await {
            // Others asked meanwhile.
            Err(error @ StorageError::Conflict { .. }) => {
                may_send(&self.core.storage.codes_since(&address, subject, since).await?, now)?;
                Err(error.into())
            }
            outcome => outcome.map(|()| token).map_err(Into::into),
        }
    }

    /// Signs in with a code. A wrong one is counted before this returns.
    pub async fn sign_in_with_code(&self, token: &Token, typed: &str, device: &str) -> Result<SignIn, ServiceError> {
        let kept = self.right_code(token, typed, CodeIntent::SignIn).await?;
        let accounts = self.confirmed(&kept.address).await?;
        let used = AccountChange::UseCode { hash: kept.hash, at: self.core.now() }.into();
        match accounts.as_slice() {
            [] => Err(CodeError::Wrong.into()),
            [only] => self.begin(&only.subject, device, vec![used]).await.map(SignIn::In),
            several => {
                let subjects: Vec<&str> = several.iter().map(|it| it.subject.as_str()).collect();
                let form = FormDesk::new(Arc::clone(&self.core));
                let keep = form.keeping(token, FormKind::Choice, subjects.join("\n").as_bytes())?;
                self.commit_code(vec![used, keep]).await?;
                Ok(SignIn::Choose(subjects.into_iter().map(str::to_owned).collect()))
            }
        }
    }

    /// Signs in to one of the accounts a code opened.
    pub async fn choose(&self, token: &Token, at: usize, device: &str) -> Result<Token, ServiceError> {
        let subjects = self.choices(token).await?;
        let subject = subjects.get(at).ok_or(ServiceError::Absent)?;
        // The address may have been taken from the account since the code was typed.
        let code = self.core.storage.one_time_code(&token.hash()).await?.ok_or(CodeError::Over)?;
        if !self.confirmed(&code.address).await?.iter().any(|it| it.subject == *subject) {
            return Err(CodeError::Over.into());
        }
        self.begin(subject, device, vec![FormDesk::forgetting(token, FormKind::Choice)]).await
    }

    async fn confirmed(&self, address: &Digest) -> Result<Vec<AccountAddress>, ServiceError> {
        let accounts = self.core.storage.accounts_by_address(address).await?;
        Ok(accounts.into_iter().filter(|it| it.confirmed).collect())
    }

    /// The accounts a code opened.
    pub async fn choices(&self, token: &Token) -> Result<Vec<String>, ServiceError> {
        let kept = FormDesk::new(Arc::clone(&self.core)).kept(token, FormKind::Choice).await?;
        let text = kept.and_then(|kept| String::from_utf8(kept).ok()).ok_or(CodeError::Over)?;
        Ok(text.lines().map(str::to_owned).collect())
    }

    /// Confirms an address of one's own profile.
    pub async fn confirm_address(&self, signed: &Signed, token: &Token, typed: &str) -> Result<(), ServiceError> {
        let kept = self.right_code(token, typed, CodeIntent::Confirm).await?;
        let own = self.core.storage.addresses(&signed.account).await?;
        let address = own.into_iter().find(|it| it.hash == kept.address && kept.subject == signed.account);
        let address = AccountAddress { confirmed: true, ..address.ok_or(ServiceError::Absent)? };
        let at = self.core.now();
        self.commit_code(vec![
            AccountChange::UseCode { hash: kept.hash, at }.into(),
            AccountChange::Address { address, at }.into(),
            self.core.audit("address-confirmed", signed.actor(), &signed.account, None)?,
        ])
        .await
    }

    /// The code that was typed, where it is the right one. The try is counted on disk before anybody is told what it was, so
    /// that many at once are no more than one after another.
    async fn right_code(&self, token: &Token, typed: &str, intent: CodeIntent) -> Result<OneTimeCode, ServiceError> {
        let typed = code_hash(token, &Code::parse(typed)?);
        // Whoever is slower than another finds one try fewer left.
        for _ in 0..=TRIES {
            let kept = self.core.storage.one_time_code(&token.hash()).await?;
            let kept = kept.filter(|kept| kept.intent == intent && !kept.used).ok_or(CodeError::Over)?;
            may_try(kept.made_at, kept.tries, self.core.now())?;
            let is_right = kept.code == typed;
            let mut changes = vec![AccountChange::TryCode { hash: kept.hash, before: kept.tries }.into()];
            if !is_right && intent == CodeIntent::SignIn {
                // In the unit of the try: one more would take longer where somebody has the address.
                for it in self.confirmed(&kept.address).await? {
                    changes.push(self.core.audit("sign-in-failed", (VISITOR, None), &it.subject, None)?);
                }
            }
            match self.core.storage.commit(UnitOfWork { changes }).await {
                Ok(()) if is_right => return Ok(kept),
                Ok(()) if kept.tries + 1 >= TRIES => return Err(CodeError::Over.into()),
                Ok(()) => return Err(CodeError::Wrong.into()),
                Err(StorageError::Conflict { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(CodeError::Over.into())
    }

    async fn commit_code(&self, changes: Vec<Change>) -> Result<(), ServiceError> {
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Err(StorageError::Conflict { .. }) => Err(CodeError::Over.into()),
            outcome => Ok(outcome?),
        }
    }

    /// Begins a session after `before`, in one unit. A token is never used twice: whatever the browser held before
    /// sign-in opens nothing after it.
    pub async fn begin(&self, subject: &str, device: &str, before: Vec<Change>) -> Result<Token, ServiceError> {
        self.open(subject, device, before, true).await
    }

    async fn open(&self, subject: &str, device: &str, before: Vec<Change>, tells: bool) -> Result<Token, ServiceError> {
        let account = self.core.storage.account(subject).await?.filter(|it| !it.erased).ok_or(ServiceError::Absent)?;
        let (now, token, key) = (self.core.now(), self.core.token()?, self.core.data_key(subject).await?);
        let session = Session {
            hash: token.hash(),
            id: self.core.id(now)?,
            subject: subject.to_owned(),
            role: account.role,
            signed_in_at: now,
            seen_at: now,
            ended: false,
            acting: None,
            device: self.core.seal(&key, device.as_bytes(), DEVICE)?,
        };
        let mut changes = before;
        let others = self.core.storage.sessions(subject).await?;
        let known = |other: &Session| key.open(&other.device, DEVICE).is_ok_and(|label| label == device.as_bytes());
        if tells && !others.is_empty() && !others.iter().any(known) {
            changes.extend(self.core.tell(subject, &key, Notice::NewDevice).await?);
        }
        changes.push(self.core.audit("signed-in", (subject, None), subject, Some(session.id))?);
        changes.push(AccountChange::OpenSession(session).into());
        self.commit_code(changes).await?;
        Ok(token)
    }

    /// Who holds this token now; `None` when the session ended, or never was. Whether a delegate may still act is read
    /// anew each time.
    pub async fn signed(&self, token: &Token) -> Result<Option<Signed>, ServiceError> {
        let Some(session) = self.core.storage.session(&token.hash()).await? else { return Ok(None) };
        let now = self.core.now();
        let stands = SessionRule::of(session.role).check(session.signed_in_at, session.seen_at, now);
        if session.ended || stands.is_err() {
            return Ok(None);
        }
        let Some(account) = self.core.storage.account(&session.subject).await?.filter(|it| !it.erased) else {
            return Ok(None);
        };
        if now.unix_milliseconds() - session.seen_at.unix_milliseconds() >= SEEN_EVERY {
            let seen = AccountChange::SeeSession { hash: session.hash, at: now };
            match self.core.storage.commit(UnitOfWork::of(seen.into())).await {
                // Reading goes on where nothing can be written, on a full disk; the session only seems idle for longer.
                Ok(()) | Err(StorageError::Unavailable { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let acting = match session.acting {
            Some((delegation, grantor)) => self.acting(delegation, grantor, now).await?,
            None => None,
        };
        Ok(Some(Signed {
            account: session.subject,
            role: session.role,
            organisation: account.organisation,
            assurance: account.assurance,
            session: session.id,
            signed_in_at: session.signed_in_at,
            acting,
            hash: session.hash,
        }))
    }

    async fn acting(&self, delegation: Id, grantor: String, now: Instant) -> Result<Option<Acting>, ServiceError> {
        let stored = self.core.storage.delegation(&grantor, delegation).await?;
        let stands =
            |it: &storage::StoredDelegation| it.terms.scope.acts().any(|act| it.terms.allows(act, now).is_ok());
        Ok(stored.filter(stands).map(|it| Acting { delegation, grantor, terms: it.terms }))
    }

    /// Begins acting for the grantor of a delegation.
    pub async fn act_for(&self, signed: &Signed, id: Id) -> Result<(), ServiceError> {
        let received = self.core.storage.received(&signed.account).await?;
        let it = received.into_iter().find(|it| it.id == id).ok_or(ServiceError::Absent)?;
        let now = self.core.now();
        let allowed = Act::ALL.into_iter().find_map(|act| it.terms.allows(act, now).ok());
        if allowed.is_none() {
            it.terms.allows(Act::See, now)?;
        }
        let changes = vec![
            AccountChange::Act { hash: signed.hash, acting: Some((id, it.grantor.clone())) }.into(),
            self.core.audit("acting-begun", (&signed.account, Some(id)), &it.grantor, None)?,
        ];
        Ok(self.core.storage.commit(UnitOfWork { changes }).await?)
    }

    /// Ends acting for anybody.
    pub async fn stop_acting(&self, signed: &Signed) -> Result<(), ServiceError> {
        let change = AccountChange::Act { hash: signed.hash, acting: None };
        Ok(self.core.storage.commit(UnitOfWork::of(change.into())).await?)
    }

    /// The devices signed in to one's own account.
    pub async fn devices(&self, signed: &Signed) -> Result<Vec<Device>, ServiceError> {
        let key = self.core.data_key(&signed.account).await?;
        let (mut devices, now) = (Vec::new(), self.core.now());
        for session in self.core.storage.sessions(&signed.account).await? {
            if SessionRule::of(session.role).check(session.signed_in_at, session.seen_at, now).is_ok() {
                let label = String::from_utf8(key.open(&session.device, DEVICE)?).unwrap_or_default();
                let Session { id, signed_in_at, seen_at, .. } = session;
                devices.push(Device { id, label, signed_in_at, seen_at });
            }
        }
        Ok(devices)
    }

    /// Signs out one device of one's own.
    pub async fn end(&self, signed: &Signed, id: Id) -> Result<(), ServiceError> {
        let change = AccountChange::EndSession { subject: signed.account.clone(), id, at: self.core.now() };
        match self.core.storage.commit(UnitOfWork::of(change.into())).await {
            Err(StorageError::Conflict { .. }) => Err(ServiceError::Absent),
            outcome => Ok(outcome?),
        }
    }

    /// Signs out every device of one's own, this one too.
    pub async fn end_all(&self, signed: &Signed) -> Result<(), ServiceError> {
        let change = AccountChange::EndSessions { subject: signed.account.clone(), except: None, at: self.core.now() };
        Ok(self.core.storage.commit(UnitOfWork::of(change.into())).await?)
    }

    /// Signs in as a persona of the demonstration.
    pub async fn sign_in_as(&self, persona: &str, device: &str) -> Result<Token, ServiceError> {
        let subject = self.core.known_as_persona(persona).await?.ok_or(ServiceError::Absent)?;
        self.begin(&subject, device, Vec::new()).await
    }

    /// Forgets what expired.
    pub async fn sweep(&self) -> Result<(), ServiceError> {
        let sweep = AccountChange::Sweep { at: self.core.now() };
        Ok(self.core.storage.commit(UnitOfWork::of(sweep.into())).await?)
    }

    /// The role of an account.
    pub async fn role(&self, subject: &str) -> Result<Role, ServiceError> {
        Ok(self.core.storage.account(subject).await?.ok_or(ServiceError::Absent)?.role)
    }
}

impl From<ServiceError> for NoCode {
    fn from(error: ServiceError) -> Self {
        Self::Service(error)
    }
}

impl From<StorageError> for NoCode {
    fn from(error: StorageError) -> Self {
        Self::Service(error.into())
    }
}

/// Kind and canonical text of an address.
fn parse_address(text: &str) -> Result<(AddressKind, String), Bilingual> {
    if text.contains('@') {
        Email::parse(text).map(|email| (AddressKind::Email, email.as_str().to_owned())).map_err(|error| error.explain())
    } else {
        Phone::parse(text).map(|phone| (AddressKind::Phone, phone.as_str().to_owned())).map_err(|error| error.explain())
    }
}

/// A code is worth nothing without the token: storage can be read without either being known.
fn code_hash(token: &Token, code: &Code) -> Digest {
    keyed(token.bytes(), &[b"code", code.as_str().as_bytes()])
}
