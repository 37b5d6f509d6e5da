//! The policy desk (article 1): a version is begun, written in both languages, read by a second officer, and published the
//! one way versions are. What was published is never touched here.

use crate::core::Core;
use crate::error::ServiceError;
use crate::policies::{PolicyDesk, Publication};
use crate::signed::Signed;
use domain::account::Role;
use domain::policy::{
    ChangeClass, Changes, Gap, Part, Text, VersionNumber, Work, WorkRefusal, WorkState, WorkStep, authors,
};
use domain::{Day, Id, Instant, Language};
use serde_json::{Value, json};
use std::sync::Arc;
use storage::{StorageError, StoredWork, StoredWorkStep, UnitOfWork, WorkChange};

/// The most drafts of a list.
const LIST: u32 = 200;

/// What a version begins as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// The version in force.
    InForce,
    /// What the operator imported and did not publish.
    Imported,
    /// Nothing.
    Empty,
}

/// A step as it is shown.
pub struct WorkStepView {
    /// What happened.
    pub step: WorkStep,
    /// When.
    pub at: Instant,
    /// The code of the officer.
    pub officer: String,
    /// What was said.
    pub words: String,
}

/// A version that is written, as it is shown.
pub struct WorkView {
    /// What is kept beside its steps.
    pub stored: StoredWork,
    /// What is written.
    pub work: Work,
    /// Its steps, the first first.
    pub steps: Vec<WorkStepView>,
    /// What is missing.
    pub gaps: Vec<Gap>,
    /// What differs from the version in force, by language, where it can be read.
    pub changes: Vec<(Language, Changes)>,
    /// Whether whoever looks wrote some of it.
    pub author: bool,
    /// Persons who are told of it, and of them those who agreed to something.
    pub touched: (u64, u64),
}

/// The duty.
pub struct PolicyWorkDesk {
    core: Arc<Core>,
}

impl PolicyWorkDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// What is written or was, the newest first, with the day each is to apply from.
    pub async fn list(&self, signed: &Signed) -> Result<Vec<(StoredWork, Option<Day>)>, ServiceError> {
        must_look(signed)?;
        let mut all = Vec::new();
        for stored in self.core.storage.works(LIST).await? {
            let (work, _) = self.written(stored.id).await?;
            all.push((stored, work.effective));
        }
        Ok(all)
    }

    /// Begins a version.
    pub async fn begin(&self, signed: &Signed, policies: &PolicyDesk, from: Beginning) -> Result<Id, ServiceError> {
        must_act(signed)?;
        let mut work = Work::default();
        match from {
            Beginning::Empty => {}
            Beginning::InForce => {
                let shelf = policies.shelf();
                let version = shelf.in_force(self.core.now().bangkok_day()).ok_or(ServiceError::Absent)?;
                version.editions.iter().for_each(|edition| work.take(&edition.text));
            }
            Beginning::Imported => {
                for draft in policies.drafts().await? {
                    work.take(&Text::parse(draft.edition.language(), draft.edition.text())?.text);
                    work.effective = Some(draft.effective);
                }
            }
        }
        let now = self.core.now();
        let id = self.core.id(now)?;
        let step = self.step(signed, (id, 1, WorkStep::Begun), ("", Some(&work)));
        let stored = StoredWork { id, state: WorkState::Writing, steps: 1, published: None };
        let changes = vec![
            WorkChange::Begin { work: stored, step }.into(),
            self.core.audit("policy-begun", signed.actor(), &signed.account, Some(id))?,
        ];
        self.core.storage.commit(UnitOfWork { changes }).await?;
        Ok(id)
    }

    /// One version that is written.
    pub async fn one(&self, signed: &Signed, policies: &PolicyDesk, id: Id) -> Result<WorkView, ServiceError> {
        must_look(signed)?;
        let stored = self.core.storage.work(id).await?.ok_or(ServiceError::Absent)?;
        let (work, steps) = self.written(id).await?;
        let today = self.core.now().bangkok_day();
        let shelf = policies.shelf();
        let in_force = shelf.in_force(today);
        let texts: Vec<&Text> =
            in_force.iter().flat_map(|it| it.editions.iter().map(|edition| &edition.text)).collect();
        let gaps = work.gaps(today, &texts);
        let changed = |language: Language| {
            let old = texts.iter().find(|text| text.language == language)?;
            Some((language, policies.changed(old, &work.text(language).ok()?)?))
        };
        let author = authors(steps.iter().map(|it| (it.step, it.actor.as_str()))).contains(signed.account.as_str());
        let view = |it: StoredWorkStep| WorkStepView {
            step: it.step,
            at: it.at,
            officer: self.core.officer_code(&it.actor),
            words: it.words,
        };
        Ok(WorkView {
            stored,
            gaps,
            changes: Language::ALL.into_iter().filter_map(changed).collect(),
            work,
            steps: steps.into_iter().map(view).collect(),
            author,
            touched: self.core.storage.persons_touched().await?,
        })
    }

    /// Writes one part in both languages, into a version seen with `seen` steps. [`ServiceError::Meanwhile`] where
    /// somebody wrote since; [`ServiceError::Absent`] where there is no such part, or it is too long.
    pub async fn write(
        &self,
        signed: &Signed,
        id: Id,
        (place, parts, seen): (usize, [Part; 2], u32),
    ) -> Result<(), ServiceError> {
        let change = |work: &mut Work| {
            Language::ALL.into_iter().zip(parts).try_for_each(|(language, part)| work.write(place, language, part))
        };
        self.edit(signed, id, (change, seen)).await
    }

    /// Takes over a whole text that was imported.
    pub async fn import(&self, signed: &Signed, id: Id, (text, seen): (&Text, u32)) -> Result<(), ServiceError> {
        let change = |work: &mut Work| {
            work.take(text);
            Some(())
        };
        self.edit(signed, id, (change, seen)).await
    }

    /// Sets the day from which it applies, and the kind of change.
    pub async fn schedule(
        &self,
        signed: &Signed,
        id: Id,
        (effective, class, seen): (Day, ChangeClass, u32),
    ) -> Result<(), ServiceError> {
        let change = |work: &mut Work| {
            (work.effective, work.class) = (Some(effective), Some(class));
            Some(())
        };
        self.edit(signed, id, (change, seen)).await
    }

    async fn edit(
        &self,
        signed: &Signed,
        id: Id,
        (change, seen): (impl FnOnce(&mut Work) -> Option<()>, u32),
    ) -> Result<(), ServiceError> {
        must_act(signed)?;
        let stored = self.core.storage.work(id).await?.ok_or(ServiceError::Absent)?;
        let (mut work, _) = self.written(id).await?;
        stored.state.may(WorkStep::Edited, true)?;
        if stored.steps != seen {
            return Err(ServiceError::Meanwhile);
        }
        change(&mut work).ok_or(ServiceError::Absent)?;
        self.next(signed, &stored, (WorkStep::Edited, "", Some(&work))).await
    }

    /// Submits, returns, approves or drops a version seen with `seen` steps. Whoever wrote any of it neither approves nor
    /// returns it, and that they tried is written down.
    pub async fn take(
        &self,
        signed: &Signed,
        policies: &PolicyDesk,
        id: Id,
        (step, words, seen): (WorkStep, &str, u32),
    ) -> Result<Option<VersionNumber>, ServiceError> {
        must_act(signed)?;
        let view = self.one(signed, policies, id).await?;
        if matches!(step, WorkStep::Begun | WorkStep::Edited) {
            return Err(WorkRefusal::NotNow.into());
        }
        if let Err(refusal) = view.stored.state.may(step, view.author) {
            if refusal == WorkRefusal::OwnDraft {
                let event = self.core.audit("own-draft-refused", signed.actor(), &signed.account, Some(id))?;
                self.core.storage.commit(UnitOfWork::of(event)).await?;
            }
            return Err(refusal.into());
        }
        if view.stored.steps != seen {
            return Err(ServiceError::Meanwhile);
        }
        if matches!(step, WorkStep::Submitted | WorkStep::Approved | WorkStep::Published) && !view.gaps.is_empty() {
            return Err(WorkRefusal::Incomplete.into());
        }
        if step == WorkStep::Published {
            return self.publish(signed, policies, (view, words)).await.map(Some);
        }
        self.next(signed, &view.stored, (step, words, None)).await.map(|()| None)
    }

    /// Publishes it the one way versions are; that it was published is kept in the same unit.
    async fn publish(
        &self,
        signed: &Signed,
        policies: &PolicyDesk,
        (view, words): (WorkView, &str),
    ) -> Result<VersionNumber, ServiceError> {
        let (Some(effective), Some(class)) = (view.work.effective, view.work.class) else {
            return Err(WorkRefusal::Incomplete.into());
        };
        let texts = Language::ALL.into_iter().map(|language| view.work.text(language)).collect::<Result<_, _>>()?;
        let step = self.step(signed, (view.stored.id, view.stored.steps + 1, WorkStep::Published), (words, None));
        let event = self.core.audit("policy-published", signed.actor(), &signed.account, Some(view.stored.id))?;
        let also = |number| {
            let state = WorkState::Published;
            vec![WorkChange::Step { step, state, published: Some(number) }.into(), event]
        };
        let publication = Publication { texts, effective, class, summary_th: None, summary_en: None };
        match policies.publish_with(publication, also).await {
            Err(ServiceError::Storage(StorageError::Conflict { .. })) => Err(ServiceError::Meanwhile),
            outcome => outcome,
        }
    }

    async fn next(
        &self,
        signed: &Signed,
        stored: &StoredWork,
        (step, words, work): (WorkStep, &str, Option<&Work>),
    ) -> Result<(), ServiceError> {
        let act = match step {
            WorkStep::Submitted => "policy-submitted",
            WorkStep::Returned => "policy-returned",
            WorkStep::Approved => "policy-approved",
            WorkStep::Dropped => "policy-dropped",
            _ => "policy-edited",
        };
        let (id, state) = (stored.id, stored.state.after(step));
        let step = self.step(signed, (id, stored.steps + 1, step), (words, work));
        let changes = vec![
            WorkChange::Step { step, state, published: None }.into(),
            self.core.audit(act, signed.actor(), &signed.account, Some(id))?,
        ];
        match self.core.storage.commit(UnitOfWork { changes }).await {
            Err(StorageError::Conflict { .. }) => Err(ServiceError::Meanwhile),
            outcome => Ok(outcome?),
        }
    }

    fn step(
        &self,
        signed: &Signed,
        (work, place, step): (Id, u32, WorkStep),
        (words, content): (&str, Option<&Work>),
    ) -> StoredWorkStep {
        let (at, actor) = (self.core.now(), signed.account.clone());
        let content = content.map(to_json).unwrap_or_default();
        StoredWorkStep { work, place, step, at, actor, words: words.to_owned(), content }
    }

    /// What is written by now, and the steps.
    async fn written(&self, id: Id) -> Result<(Work, Vec<StoredWorkStep>), ServiceError> {
        let steps = self.core.storage.work_steps(id).await?;
        let last = steps.iter().rev().find(|step| !step.content.is_empty()).ok_or(ServiceError::Absent)?;
        Ok((from_json(&last.content).ok_or(ServiceError::Sealed)?, steps))
    }
}

fn to_json(work: &Work) -> String {
    let part = |part: &Part| json!([part.heading, part.body]);
    let parts = |parts: &Vec<Part>| parts.iter().map(part).collect::<Vec<_>>();
    json!({
        "effective": work.effective.map(|day| day.to_string()),
        "class": work.class.map(ChangeClass::name),
        "parts": work.parts.iter().map(parts).collect::<Vec<_>>(),
    })
    .to_string()
}

fn from_json(text: &str) -> Option<Work> {
    let value: Value = serde_json::from_str(text).ok()?;
    let word = |name: &str| value.get(name).and_then(Value::as_str);
    let part = |(heading, body): (String, String)| Part { heading, body };
    let parts: [Vec<(String, String)>; 2] = serde_json::from_value(value.get("parts")?.clone()).ok()?;
    Some(Work {
        effective: word("effective").and_then(Day::from_iso),
        class: word("class").and_then(ChangeClass::from_name),
        parts: parts.map(|parts| parts.into_iter().map(part).collect()),
    })
}

/// The division answers for the policy.
fn must_act(signed: &Signed) -> Result<(), ServiceError> {
    if signed.role == Role::DivisionOfficer { Ok(()) } else { Err(ServiceError::Forbidden) }
}

/// Auditors look.
fn must_look(signed: &Signed) -> Result<(), ServiceError> {
    if matches!(signed.role, Role::DivisionOfficer | Role::Auditor) { Ok(()) } else { Err(ServiceError::Forbidden) }
}
