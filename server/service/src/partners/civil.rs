//! The civil register (article 3): what it answered about a person is kept as a word and a moment, and nothing else of it.
//! Asking is the caller's, who holds the connection; whether it may be asked is decided here.

use super::{PartnerDesk, SignedSystem};
use crate::error::ServiceError;
use crate::signed::Signed;
use domain::account::{Assurance, Role};
use domain::combining::Source;
use domain::fields::NationalId;
use domain::registration::Profile;
use domain::{Digest, delegation};
use storage::{IntakeChange, RegisterCheck, UnitOfWork};

/// The most people on duty at one organisation.
const PEOPLE: u32 = 10_000;

/// What the register is asked about a person. It has no `Debug`.
pub struct CivilQuestion {
    /// The number.
    pub id: NationalId,
    /// The birth date, ISO, as far as known.
    pub born: String,
    /// First and last name.
    pub names: (String, Option<String>),
}

impl PartnerDesk {
    /// What the register is asked about whom this request is about; absent where they have no national id.
    pub async fn civil_question(&self, signed: &Signed) -> Result<CivilQuestion, ServiceError> {
        signed.may(delegation::Act::Profile, self.core.now())?;
        let subject = signed.subject();
        let key = self.core.data_key(subject).await?;
        let profile = self.core.said_of(subject, &key).await?;
        // What the person says themselves, where they do: what others say is nobody's before somebody has checked.
        let value = |field: &str| {
            let all = || profile.iter().filter(|it| it.field == field && !it.value.is_empty());
            all().find(|it| it.source == Source::Person).or(all().next())
        };
        let id = value("national-id").and_then(|it| NationalId::parse(&it.value).ok()).ok_or(ServiceError::Absent)?;
        let born = value("birth-date")
            .and_then(|it| Profile::stored_birth_date(&it.value, self.core.now().bangkok_day()))
            .ok_or(ServiceError::Absent)?;
        let first = value("first-name").map(|it| it.value.clone()).ok_or(ServiceError::Absent)?;
        Ok(CivilQuestion { id, born: born.iso(), names: (first, value("last-name").map(|it| it.value.clone())) })
    }

    /// The register answered: this word, now.
    pub async fn civil_answered(&self, signed: &Signed, outcome: &str) -> Result<(), ServiceError> {
        let subject = signed.subject().to_owned();
        let check =
            RegisterCheck { subject: subject.clone(), checked_at: self.core.now(), outcome: outcome.to_owned() };
        let changes =
            vec![IntakeChange::Check(check).into(), self.core.audit("register-asked", signed.actor(), &subject, None)?];
        Ok(self.core.storage.commit(UnitOfWork { changes }).await?)
    }

    /// What the register answered last; the caller has asked whether it may be seen.
    pub async fn civil_check(&self, subject: &str) -> Result<Option<RegisterCheck>, ServiceError> {
        Ok(self.core.storage.register_check(subject).await?)
    }

    /// The account of somebody on duty by the code an organisation's page shows; nothing where nobody there has it.
    pub async fn account_of(&self, organisation: &str, code: &str) -> Result<Option<String>, ServiceError> {
        let people = self.core.storage.people_of(organisation, PEOPLE).await?;
        let has_it = |account: &String| self.core.officer_code(account).eq_ignore_ascii_case(code.trim());
        Ok(people.into_iter().map(|(account, _)| account).find(has_it))
    }

    /// The portal acting for a partner's system: for data it fetches itself.
    pub async fn on_behalf_of(&self, client: &str) -> Result<SignedSystem, ServiceError> {
        let system = self.known(client).await?.ok_or(super::PartnerRefusal::NoSystem)?;
        let now = self.core.now();
        let signed = Signed {
            account: system.account.clone(),
            role: Role::System,
            organisation: system.organisation.clone(),
            assurance: Assurance::Verified,
            session: self.core.id(now)?,
            signed_in_at: now,
            acting: None,
            hash: Digest::of(b"fetched"),
        };
        Ok(SignedSystem { signed, scopes: system.scopes.clone(), system })
    }
}
