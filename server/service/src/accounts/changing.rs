//! Changing a profile: a new version of what changed, and nothing else; every earlier value stays.

use super::{AccountDesk, NotRegistered, ProfileView};
use crate::error::ServiceError;
use crate::partners::combining::Saying;
use crate::signed::Signed;
use domain::Id;
use domain::combining::Source;
use domain::delegation::Act;
use domain::message::Notice;
use domain::registration::{Answers, Profile, Question};
use storage::{AccountChange, AddressKind, DelegationChange, StorageError, UnitOfWork};

impl AccountDesk {
    /// Changes the answers to one question. Everything else stays as it is, and so does every earlier value.
    pub async fn change(&self, signed: &Signed, question: Question, answers: &Answers) -> Result<(), NotRegistered> {
        let now = self.core.now();
        signed.may(Act::Profile, now)?;
        if !question.is_changeable() {
            return Err(NotRegistered::Service(ServiceError::Forbidden));
        }
        let view = self.view(signed.subject()).await?;
        let mut all = view.answers();
        question.inputs().iter().for_each(|input| all.set(input, answers.get(input)));
        if question == Question::BirthDate {
            all.set("birth-date-language", answers.get("birth-date-language"));
        }
        if question == Question::PostalCode && all.get("postal-code") != view.text("postal-code") {
            all.remove("subdistrict");
        }
        let mistakes = question.mistakes(&all, now.bangkok_day());
        if !mistakes.is_empty() {
            return Err(NotRegistered::Wrong(vec![(question, mistakes)]));
        }
        let profile = Profile::parse(&all, now.bangkok_day()).map_err(NotRegistered::Wrong)?;
        self.commit_changes(signed, (&view, question), profile.values()).await.map_err(NotRegistered::Service)
    }

    /// Changes, or takes out, the photo.
    pub async fn change_photo(&self, signed: &Signed, photo: Option<&[u8]>) -> Result<(), ServiceError> {
        signed.may(Act::Profile, self.core.now())?;
        let view = self.view(signed.subject()).await?;
        let key = self.core.data_key(signed.subject()).await?;
        let before = view.values.iter().find(|value| value.field == "photo");
        let mut changes = Vec::new();
        let mut value = None;
        if let Some(photo) = photo {
            let (id, change) = self.photo(signed.subject(), &key, photo)?;
            changes.push(change);
            value = Some(id.to_string());
        }
        if let Some(id) = before.and_then(|value| Id::parse(&value.value)) {
            changes.push(DelegationChange::DropDocument { subject: signed.subject().to_owned(), id }.into());
        }
        let mut standing = self.core.standing_of(signed.subject(), &key).await?;
        let (source, value) = (Source::Person, value.unwrap_or_default());
        let saying = Saying { field: "photo", source, value: &value, by: &signed.account };
        changes.extend(self.core.say((&mut standing, &key), &saying)?);
        if changes.is_empty() {
            return Ok(());
        }
        changes.push(self.core.audit("photo-changed", signed.actor(), signed.subject(), None)?);
        Ok(self.core.storage.commit(UnitOfWork { changes }).await?)
    }

    async fn commit_changes(
        &self,
        signed: &Signed,
        (view, question): (&ProfileView, Question),
        new: Vec<(&'static str, String)>,
    ) -> Result<(), ServiceError> {
        let subject = signed.subject();
        let key = self.core.data_key(subject).await?;
        let mut changes = Vec::new();
        let mut said: Vec<(&str, &str)> = Vec::new();
        for (field, value) in &new {
            let same = view.values.iter().any(|before| before.field == *field && before.value == *value);
            // Whoever leaves what another source says where they are asked says it too.
            if same && !question.fields().any(|asked| asked.id == *field) {
                continue;
            }
            said.push((field, value));
            if let Some(kind) = AddressKind::from_name(field).filter(|_| !same) {
                changes.push(AccountChange::DropAddress { subject: subject.to_owned(), kind }.into());
                changes.push(self.address(subject, kind, value, false));
            }
        }
        let kept = |field: &str| field == "photo" || new.iter().any(|(id, _)| *id == field);
        for gone in view.values.iter().filter(|value| !value.value.is_empty() && !kept(&value.field)) {
            said.push((&gone.field, ""));
            if let Some(kind) = AddressKind::from_name(&gone.field) {
                changes.push(AccountChange::DropAddress { subject: subject.to_owned(), kind }.into());
            }
        }
        let mut standing = self.core.standing_of(subject, &key).await?;
        for (field, value) in said {
            // What a source that goes before the person says still counts; what the person says is kept beside it.
            let saying = Saying { field, source: Source::Person, value, by: &signed.account };
            changes.extend(self.core.say((&mut standing, &key), &saying)?);
        }
        if changes.is_empty() {
            return Ok(());
        }
        changes.push(self.core.audit("profile-changed", signed.actor(), subject, None)?);
        changes.extend(self.core.tell(subject, &key, Notice::ProfileChanged).await?);
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Err(StorageError::Conflict { .. }) => Err(ServiceError::Meanwhile),
            outcome => Ok(outcome?),
        }
    }
}
