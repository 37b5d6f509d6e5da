//! Somebody who is signed in, for one request: who they are, whom they act for, and what that allows now.
//!
//! Everything is read again for each request; nothing about permission is kept between two of them.

use crate::error::ServiceError;
use domain::account::{Assurance, Role};
use domain::delegation::{Act, Delegation};
use domain::{Digest, Id, Instant};

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Their own account.
    pub account: String,
    /// What they are here as.
    pub role: Role,
    /// Their organisation; empty for a person.
    pub organisation: String,
    /// How sure their identity is.
    pub assurance: Assurance,
    /// Names this session in the list of devices.
    pub session: Id,
    /// When they signed in.
    pub signed_in_at: Instant,
    /// Whom they act for, while they do.
    pub acting: Option<Acting>,
    pub(crate) hash: Digest,
}

/// Acting for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acting {
    /// The power of attorney.
    pub delegation: Id,
    /// Who granted it.
    pub grantor: String,
    /// What it allows, as read for this request.
    pub terms: Delegation,
}

impl Signed {
    /// Whose data this request is about.
    pub fn subject(&self) -> &str {
        self.acting.as_ref().map_or(&self.account, |acting| &acting.grantor)
    }

    /// The delegation used.
    pub fn delegation(&self) -> Option<Id> {
        self.acting.as_ref().map(|acting| acting.delegation)
    }

    /// Whether `act` is allowed now. People may do everything with their own data; a delegate what the document says;
    /// somebody on duty nothing here.
    pub fn may(&self, act: Act, now: Instant) -> Result<(), ServiceError> {
        match &self.acting {
            _ if self.role != Role::Person => Err(ServiceError::Forbidden),
            Some(acting) => acting.terms.allows(act, now).map_err(ServiceError::NotAllowed),
            None => Ok(()),
        }
    }

    /// Whether this is the person, acting for nobody: what a delegate may never do, as naming another delegate.
    pub fn must_be_the_person(&self) -> Result<(), ServiceError> {
        match (self.role, &self.acting) {
            (Role::Person, None) => Ok(()),
            _ => Err(ServiceError::Forbidden),
        }
    }

    /// Who acts, as the audit event says it.
    pub(crate) fn actor(&self) -> (&str, Option<Id>) {
        (&self.account, self.delegation())
    }
}
