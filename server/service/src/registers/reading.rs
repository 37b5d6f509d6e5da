//! Entries as they are shown.

use super::{Filter, RegisterDesk, kept, must_look, officer, standing_of};
use crate::error::ServiceError;
use crate::signed::Signed;
use domain::organisation::{Organisation, OrganisationKind};
use domain::register::{Entry, Register, Standing, Step};
use domain::{Id, Instant};
use storage::StoredEntry;

/// Entries on one page.
const PAGE: u32 = 50;

/// An entry in a list.
pub struct EntryLine {
    /// Its id.
    pub id: Id,
    /// What was entered.
    pub entry: Entry,
    /// Where it stands.
    pub standing: Standing,
}

/// A step as it is shown.
pub struct EntryStepView {
    /// What happened.
    pub step: Step,
    /// When.
    pub at: Instant,
    /// The code of the officer; empty where time brought it.
    pub officer: String,
    /// What was said.
    pub words: String,
}

/// An entry as it is shown.
pub struct EntryView {
    /// What is kept beside its steps.
    pub stored: StoredEntry,
    /// What was entered.
    pub entry: Entry,
    /// Where it stands.
    pub standing: Standing,
    /// Its steps, the first first.
    pub steps: Vec<EntryStepView>,
    /// Whether whoever looks entered it.
    pub own: bool,
    /// The pseudonym of the person it concerns; empty where it concerns none.
    pub person: String,
}

impl RegisterDesk {
    /// A page of a register, the newest first, and where the next page begins.
    pub async fn list(
        &self,
        signed: &Signed,
        register: Register,
        (filter, before): (Filter, Option<Id>),
    ) -> Result<(Vec<EntryLine>, Option<Id>), ServiceError> {
        must_look(signed)?;
        let mut found = self.core.storage.register_entries(register, filter, before, PAGE + 1).await?;
        let more = found.len() > PAGE as usize;
        found.truncate(PAGE as usize);
        let next = found.last().filter(|_| more).map(|it| it.id);
        let mut lines = Vec::with_capacity(found.len());
        for stored in found {
            let view = self.view(signed, stored).await?;
            lines.push(EntryLine { id: view.stored.id, entry: view.entry, standing: view.standing });
        }
        Ok((lines, next))
    }

    /// One entry.
    pub async fn one(&self, signed: &Signed, id: Id) -> Result<EntryView, ServiceError> {
        must_look(signed)?;
        let stored = self.core.storage.register_entry(id).await?.ok_or(ServiceError::Absent)?;
        self.view(signed, stored).await
    }

    /// Contractors a contract can be entered with.
    pub async fn contractors(&self, signed: &Signed) -> Result<Vec<Organisation>, ServiceError> {
        must_look(signed)?;
        let all = self.core.storage.offices(Some(OrganisationKind::Contractor), "", 500).await?;
        Ok(all.into_iter().filter(|it| !it.closed).collect())
    }

    async fn view(&self, signed: &Signed, stored: StoredEntry) -> Result<EntryView, ServiceError> {
        let (entry, standing, steps, by) = self.opened(&stored).await?;
        let of_person = stored.register == Register::Disclosure;
        let person = if of_person { self.core.officer_code(&stored.concerns) } else { String::new() };
        Ok(EntryView { own: by == signed.account, stored, entry, standing, steps, person })
    }

    /// An entry, where it stands, its steps, and who entered it.
    pub(super) async fn opened(
        &self,
        stored: &StoredEntry,
    ) -> Result<(Entry, Standing, Vec<EntryStepView>, String), ServiceError> {
        let key = self.core.keys().register();
        let mut steps = self.core.storage.entry_steps(stored.id).await?.into_iter();
        let first = steps.next().ok_or(ServiceError::Sealed)?;
        let (words, entry) = kept::said(&key, stored.register, &first)?;
        let entry = entry.ok_or(ServiceError::Sealed)?;
        let mut standing = standing_of(&entry);
        let mut views =
            vec![EntryStepView { step: first.step, at: first.at, officer: officer(&self.core, &first.actor), words }];
        for it in steps {
            let (words, _) = kept::said(&key, stored.register, &it)?;
            standing = standing.after(it.step, it.at);
            views.push(EntryStepView { step: it.step, at: it.at, officer: officer(&self.core, &it.actor), words });
        }
        Ok((entry, standing, views, first.actor))
    }
}
