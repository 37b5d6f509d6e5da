//! Permission, asked again for every request (article 3): the facts are read, the rule in [`domain::permission`] decides,
//! and the decision is kept with the use it allows, or with the refusal. Nothing of it outlives the request.

use crate::core::Core;
use crate::error::ServiceError;
use crate::signed::Signed;
use domain::account::Role;
use domain::brake::{Activity, Alarm, PROVED_FOR, Pace};
use domain::catalogue::PurposeId;
use domain::kept_back::KeptBack;
use domain::permission::{Act, Actor, Agreement, Decision, Duty, Facts, IN_FORCE, On, Promise, Rule, Tie};
use domain::{Id, Instant};
use storage::{
    AccountChange, AuditEvent, BreachStep, Change, DutyChange, Grounds, KeyKind, StorageError, StoredBreach, UnitOfWork,
};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// The most persons counted of a month.
const COUNTED: u32 = 10_000;

/// Something that may be done with somebody's data, decided for this request.
pub(crate) struct Permit {
    grounds: Grounds,
}

impl Permit {
    /// The audit event of a use this permit allows.
    pub(crate) fn used(
        &self,
        core: &Core,
        act: &'static str,
        signed: &Signed,
        (subject, target): (&str, Option<Id>),
    ) -> Result<Change, ServiceError> {
        core.event(act, signed, (subject, target), Some(self.grounds.clone()))
    }

    /// The event of a use that a law keeps from the person until `silent`, where it does: [`Core::written`] makes the
    /// changes of it, and a step of a register that is in the ledger stands for it as well.
    pub(crate) fn event(
        &self,
        core: &Core,
        act: KeptBack,
        signed: &Signed,
        of: (&str, Option<Id>),
        silent: Option<Instant>,
    ) -> Result<AuditEvent, ServiceError> {
        let grounds = Grounds { shown_from: silent, ..self.grounds.clone() };
        core.event_of(act.name(), signed, of, Some(grounds))
    }
}

impl Core {
    /// Asks whether `signed` may do `act`. A refusal is written down where the person concerned sees it; where nobody
    /// is concerned yet, beside the account that tried.
    pub(crate) async fn permit(
        &self,
        signed: &Signed,
        (act, tie, purpose): (Act, Tie, PurposeId),
        of: (&str, Option<Id>),
    ) -> Result<Permit, ServiceError> {
        self.permit_until(signed, (act, tie, purpose), of, None).await
    }

    /// The same where a law keeps from the person until `silent` what is asked: a refusal is kept back as long.
    pub(crate) async fn permit_until(
        &self,
        signed: &Signed,
        (act, tie, purpose): (Act, Tie, PurposeId),
        (subject, target): (&str, Option<Id>),
        silent: Option<Instant>,
    ) -> Result<Permit, ServiceError> {
        let (decision, grounds) = self.weigh(signed, (act, tie, purpose)).await?;
        let Some(rule) = decision.denied() else { return Ok(Permit { grounds }) };
        // Of nobody there is nothing to keep from anybody.
        let (subject, shown_from) = if subject.is_empty() { (&*signed.account, None) } else { (subject, silent) };
        let grounds = Grounds { unbound: false, shown_from, ..grounds };
        let event = self.event_of(KeptBack::Refused.name(), signed, (subject, target), Some(grounds))?;
        let changes = self.written(KeptBack::Refused, event).await?;
        self.storage.commit(UnitOfWork { changes }).await?;
        Err(match (rule, &signed.acting) {
            // Which of a delegation's conditions failed is said.
            (Rule::Delegation, Some(acting)) => match act {
                Act::Own(own) => acting.terms.allows(own, self.now()).err().map_or(ServiceError::Forbidden, Into::into),
                _ => ServiceError::Forbidden,
            },
            (rule, _) => ServiceError::Denied(rule),
        })
    }

    /// The same where nobody asked for it: a part of an answer that is left out without it. A refusal leaves no trace.
    pub(crate) async fn permits(
        &self,
        signed: &Signed,
        asked: (Act, Tie, PurposeId),
    ) -> Result<Option<Permit>, ServiceError> {
        let (decision, grounds) = self.weigh(signed, asked).await?;
        Ok(if decision.denied().is_none() { Some(Permit { grounds }) } else { None })
    }

    async fn weigh(
        &self,
        signed: &Signed,
        (act, tie, purpose): (Act, Tie, PurposeId),
    ) -> Result<(Decision, Grounds), ServiceError> {
        let facts = Facts { actor: self.actor(signed).await?, act, on: On { tie }, purpose, at: self.now() };
        let decision = facts.decide();
        let grounds = Grounds {
            office: signed.organisation.clone(),
            purpose: purpose.id().to_owned(),
            facts: facts.to_text(),
            path: decision.words(),
            unbound: act.spec().unbound,
            shown_from: None,
        };
        Ok((decision, grounds))
    }

    async fn actor(&self, signed: &Signed) -> Result<Actor, ServiceError> {
        match (&signed.acting, signed.role) {
            (Some(acting), _) => Ok(Actor::Delegate(acting.terms)),
            (None, Role::Person) => Ok(Actor::Subject),
            (None, _) => self.duty(signed).await.map(Actor::OnDuty),
        }
    }

    async fn duty(&self, signed: &Signed) -> Result<Duty, ServiceError> {
        let office = self.storage.organisation(&signed.organisation).await?;
        let mut agreement = self.agreement_of(&signed.organisation).await?;
        let mut answers = Some(signed.account.clone());
        if signed.role == Role::System {
            let system = self.storage.partner_system_of(&signed.account).await?.filter(|system| !system.ended);
            // It uses data for what it was entered for, whatever else is agreed with its organisation.
            if let (Some(agreement), Some(system)) = (&mut agreement, &system) {
                agreement.purposes = agreement.purposes.all().filter(|it| *it == system.purpose).collect();
            }
            answers = self.who_answers(signed, system.map(|system| system.officer)).await?;
        }
        let promise = match &answers {
            Some(account) => self.storage.promise(account).await?,
            None => None,
        };
        let mut stopped = self.storage.stopped(&signed.account).await?.is_some();
        if let Some(account) = answers.filter(|account| *account != signed.account) {
            stopped |= self.storage.stopped(&account).await?.is_some();
        }
        Ok(Duty {
            role: signed.role,
            office: office.filter(|office| !office.closed).map(|office| office.kind),
            agreement,
            promise: promise.map(|it| Promise { version: it.version, in_force: IN_FORCE, until: it.until }),
            stopped,
        })
    }

    /// The officer whose promise a system rests on, while they work where it does.
    async fn who_answers(&self, signed: &Signed, officer: Option<String>) -> Result<Option<String>, ServiceError> {
        let Some(officer) = officer else { return Ok(None) };
        let account = self.storage.account(&officer).await?;
        let there = account.is_some_and(|it| !it.erased && it.organisation == signed.organisation);
        Ok(Some(officer).filter(|_| there))
    }

    /// The agreement of an organisation that holds today, or the newest where none does.
    pub(crate) async fn agreement_of(&self, organisation: &str) -> Result<Option<Agreement>, ServiceError> {
        let today = self.now().bangkok_day();
        let all: Vec<Agreement> =
            self.storage.agreements(organisation).await?.into_iter().map(|agreement| agreement.terms).collect();
        Ok(all.iter().find(|terms| terms.holds(today)).or(all.first()).copied())
    }

    /// Writes down that somebody looks for a person on their own word, and brakes who does so too often. Gives back the
    /// milliseconds the answer is to take longer. Of many who ask at once for one account, no more get through than the
    /// limit allows.
    pub(crate) async fn look(
        &self,
        permit: &Permit,
        act: &'static str,
        signed: &Signed,
        subject: &str,
    ) -> Result<u32, ServiceError> {
        let now = self.now();
        let thresholds = self.rules.brake;
        let (activity, known) = self.activity(signed, subject, now).await?;
        // Whoever was looked for in this hour is no further person.
        let pace = if known { Pace::Go } else { thresholds.pace(activity, now) };
        let slower = match pace {
            Pace::Go => 0,
            Pace::Slow(slower) => slower,
            Pace::Prove => {
                let grounds = Grounds { unbound: false, ..permit.grounds.clone() };
                let event = self.event("proof-asked", signed, (subject, None), Some(grounds))?;
                self.storage.commit(UnitOfWork::of(event)).await?;
                return Err(ServiceError::Prove);
            }
            Pace::Stop(alarm) => return self.stop(permit, signed, (subject, alarm)).await,
        };
        let changes = vec![
            DutyChange::Alone { account: signed.account.clone() }.into(),
            permit.used(self, act, signed, (subject, None))?,
            DutyChange::AtMost { account: signed.account.clone(), since: now.plus(-HOUR), most: thresholds.stop }
                .into(),
        ];
        match self.storage.commit(UnitOfWork { changes }).await {
            Ok(()) => Ok(slower),
            Err(StorageError::Conflict { what: "the brake" }) => {
                self.stop(permit, signed, (subject, Alarm::Bulk)).await
            }
            Err(error) => Err(error.into()),
        }
    }

    /// What an officer has done lately, and whether they have looked for this person within the hour.
    async fn activity(&self, signed: &Signed, subject: &str, now: Instant) -> Result<(Activity, bool), ServiceError> {
        let since = async |back: i64| self.storage.unbound_accesses(&signed.account, now.plus(-back), COUNTED).await;
        let (hour, day, month) = (since(HOUR).await?, since(DAY).await?, since(31 * DAY).await?);
        let count = |all: &[String]| u32::try_from(all.len()).unwrap_or(u32::MAX);
        let lure = self.lure_hash(subject);
        let activity = Activity {
            hour: count(&hour),
            day: count(&day),
            month: count(&month).saturating_sub(count(&day)),
            proved: now.unix_milliseconds() - signed.signed_in_at.unix_milliseconds() < PROVED_FOR,
            lure: self.known_as(KeyKind::Lure, &lure).await?.is_some(),
        };
        Ok((activity, hour.iter().any(|it| it == subject)))
    }

    /// Stops somebody, and opens a breach case about it.
    async fn stop(
        &self,
        permit: &Permit,
        signed: &Signed,
        (subject, alarm): (&str, Alarm),
    ) -> Result<u32, ServiceError> {
        let now = self.now();
        let id = self.id(now)?;
        let breach = StoredBreach {
            id,
            cause: domain::breach::Cause::Brake(alarm),
            concerned: signed.account.clone(),
            since: now.plus(-DAY),
            opened_at: now,
            is_open: true,
            steps: 1,
        };
        let step = BreachStep {
            breach: id,
            place: 1,
            step: domain::breach::Step::Opened,
            at: now,
            actor: crate::cases::SYSTEM.to_owned(),
            sealed: self.seal(&self.keys().register(), &[], crate::breaches::PLACE)?,
        };
        let grounds = Grounds { unbound: false, ..permit.grounds.clone() };
        let mut changes = vec![
            DutyChange::OpenBreach { breach, step }.into(),
            self.event("stopped", signed, (subject, Some(id)), Some(grounds))?,
        ];
        let page = ("", format!("office/breaches/{id}"));
        changes.extend(
            self.tell_office(domain::cases::OfficeMail::Breach, domain::organisation::DIVISION, (page.0, &page.1))
                .await?,
        );
        match self.storage.commit(UnitOfWork { changes }).await {
            // Another request of theirs was stopped at the same moment.
            Ok(()) | Err(StorageError::Conflict { .. }) => Err(ServiceError::Denied(Rule::Brake)),
            Err(error) => Err(error.into()),
        }
    }

    fn event(
        &self,
        act: &'static str,
        signed: &Signed,
        (subject, target): (&str, Option<Id>),
        grounds: Option<Grounds>,
    ) -> Result<Change, ServiceError> {
        Ok(AccountChange::Audit(self.event_of(act, signed, (subject, target), grounds)?).into())
    }

    fn event_of(
        &self,
        act: &'static str,
        signed: &Signed,
        (subject, target): (&str, Option<Id>),
        grounds: Option<Grounds>,
    ) -> Result<AuditEvent, ServiceError> {
        let at = self.now();
        let (actor, acting) = signed.actor();
        let (subject, actor) = (subject.to_owned(), actor.to_owned());
        let id = self.id(at)?;
        Ok(AuditEvent { subject, id, at, actor, act, acting, target, grounds })
    }
}
