//! Partners' systems as the division sees them: what each may ask for, and who answers for it, by a code and never by name.

use super::PartnerDesk;
use crate::error::ServiceError;
use crate::signed::Signed;
use domain::account::Role;
use storage::PartnerSystem;

/// The most people of an organisation that are looked through for a code.
const PEOPLE: u32 = 200;

/// A system as it is shown.
pub struct SystemView {
    /// The system.
    pub system: PartnerSystem,
    /// What people call it.
    pub name: String,
    /// The code of the officer who answers for it: the same for the same officer everywhere.
    pub officer: String,
}

impl PartnerDesk {
    /// The systems of an organisation, ended or not, for the division and auditors.
    pub async fn listed(&self, signed: &Signed, organisation: &str) -> Result<Vec<SystemView>, ServiceError> {
        if !matches!(signed.role, Role::DivisionOfficer | Role::Auditor) {
            return Err(ServiceError::Forbidden);
        }
        let mut views = Vec::new();
        for system in self.systems(organisation).await? {
            let name = self.name(&system).await?;
            views.push(SystemView { officer: self.core.officer_code(&system.officer), name, system });
        }
        Ok(views)
    }

    /// The account of the officer of this code at an organisation; nothing where nobody on duty there has it.
    pub async fn officer_with(&self, organisation: &str, code: &str) -> Result<Option<String>, ServiceError> {
        let people = self.core.storage.people_of(organisation, PEOPLE).await?;
        let is_it = |(account, role): &(String, Role)| *role != Role::System && self.core.officer_code(account) == code;
        Ok(people.into_iter().find(is_it).map(|(account, _)| account))
    }
}
