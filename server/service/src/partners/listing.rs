//! Partners' systems as the division sees them: what each may ask for, and who answers for it, by a code and never by name.

use super::PartnerDesk;
use crate::error::ServiceError;
use crate::signed::Signed;
use domain::account::Role;
use storage::PartnerSystem;

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

    /// What an account is called where a name is not said, and what people call it where it is a partner's system.
    pub async fn called(&self, account: &str) -> Result<(String, Option<String>), ServiceError> {
        let name = match self.core.storage.partner_system_of(account).await? {
            Some(system) => Some(self.name(&system).await?),
            None => None,
        };
        Ok((self.core.officer_code(account), name))
    }
}
