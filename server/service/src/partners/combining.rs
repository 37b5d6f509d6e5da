//! What several sources say of a person, combined field by field (article 4): each keeps its own history, the rule says
//! what counts, and what counts is a version of the profile like any other.

use crate::core::Core;
use crate::error::ServiceError;
use crate::sealing::DataKey;
use domain::Instant;
use domain::combining::{Source, Told, agree, combine, equal, precedence};
use storage::{AccountChange, Change, IntakeChange, ProfileValue, SourceValue};

/// What one source says of a field now, opened. It has no `Debug`.
#[derive(Clone)]
pub(crate) struct Says {
    pub(crate) field: String,
    pub(crate) source: Source,
    /// Empty where it was taken back.
    pub(crate) value: String,
    pub(crate) at: Instant,
    pub(crate) by: String,
    /// 0 while nothing of it is kept but what counts.
    version: u32,
}

/// Something a source says, to be combined with what is there.
pub(crate) struct Saying<'a> {
    pub(crate) field: &'a str,
    pub(crate) source: Source,
    /// Empty where it is taken back.
    pub(crate) value: &'a str,
    pub(crate) by: &'a str,
}

/// What all sources say of a subject, and what counts. It moves with each saying, so that one unit can hold several.
pub(crate) struct Standing {
    subject: String,
    /// By field and source.
    pub(crate) said: Vec<Says>,
    counted: Vec<Counted>,
}

/// What counts of a field.
struct Counted {
    field: String,
    version: u32,
    source: String,
    value: String,
}

impl Core {
    /// What each source says of a subject now. What counts is among it, under its own source.
    pub(crate) async fn said_of(&self, subject: &str, key: &DataKey) -> Result<Vec<Says>, ServiceError> {
        Ok(self.standing_of(subject, key).await?.said)
    }

    /// The same, to be said more of.
    pub(crate) async fn standing_of(&self, subject: &str, key: &DataKey) -> Result<Standing, ServiceError> {
        let mut standing = Standing::of(subject);
        for it in self.storage.source_values(subject).await? {
            let Some(source) = Source::from_name(&it.source) else { continue };
            let value = if it.sealed.is_empty() {
                String::new()
            } else {
                String::from_utf8(key.open(&it.sealed, &place(&it.field))?).map_err(|_| ServiceError::Sealed)?
            };
            let (field, at, by, version) = (it.field, it.recorded_at, it.recorded_by, it.version);
            standing.said.push(Says { field, source, value, at, by, version });
        }
        for it in self.storage.profile(subject).await? {
            let value = Self::open_value(key, &it)?.unwrap_or_default();
            let ProfileValue { field, source, recorded_at: at, recorded_by: by, version, .. } = it;
            if let Some(source) = Source::from_name(&source).filter(|it| standing.says(&field, *it).is_none()) {
                let (field, value) = (field.clone(), value.clone());
                standing.said.push(Says { field, source, value, at, by, version: 0 });
            }
            standing.counted.push(Counted { field, version, source, value });
        }
        standing.said.sort_by(|a, b| (&a.field, a.source).cmp(&(&b.field, b.source)));
        Ok(standing)
    }

    /// The changes that keep what a source says, and let count what counts then. Nothing where it says what it said.
    ///
    /// While one source alone has spoken of a field, what counts is its whole history. Once another speaks, each has a
    /// history of its own, and what counted before begins one: nothing that was said is lost.
    pub(crate) fn say(
        &self,
        (standing, key): (&mut Standing, &DataKey),
        new: &Saying<'_>,
    ) -> Result<Vec<Change>, ServiceError> {
        let last = standing.says(new.field, new.source).cloned();
        if last.as_ref().map_or("", |it| it.value.as_str()) == new.value {
            return Ok(Vec::new());
        }
        let mut changes = Vec::new();
        let mut version = last.as_ref().map_or(0, |it| it.version);
        if !standing.is_alone(new.field, new.source) {
            for it in standing.said.iter_mut().filter(|it| it.field == new.field && it.version == 0) {
                it.version = 1;
                changes.push(self.source_value((&standing.subject, key), it)?);
            }
            version = last.map_or(0, |it| it.version.max(1)) + 1;
        }
        let (field, value, by) = (new.field.to_owned(), new.value.to_owned(), new.by.to_owned());
        let says = Says { field, source: new.source, value, at: self.now(), by, version };
        if version > 0 {
            changes.push(self.source_value((&standing.subject, key), &says)?);
        }
        standing.put(says);
        changes.extend(self.let_count((standing, key), new)?);
        Ok(changes)
    }

    fn source_value(&self, (subject, key): (&str, &DataKey), says: &Says) -> Result<Change, ServiceError> {
        let sealed = if says.value.is_empty() {
            Vec::new()
        } else {
            self.seal(key, says.value.as_bytes(), &place(&says.field))?
        };
        let value = SourceValue {
            subject: subject.to_owned(),
            field: says.field.clone(),
            source: says.source.name().to_owned(),
            version: says.version,
            sealed,
            recorded_at: says.at,
            recorded_by: says.by.clone(),
        };
        Ok(IntakeChange::Value(value).into())
    }

    /// The next version of the profile, where something else counts by now.
    fn let_count(
        &self,
        (standing, key): (&mut Standing, &DataKey),
        new: &Saying<'_>,
    ) -> Result<Option<Change>, ServiceError> {
        let winner = standing.winner(new.field);
        let (value, source, by) = winner
            .map_or((String::new(), new.source, new.by.to_owned()), |it| (it.value.clone(), it.source, it.by.clone()));
        let before = standing.counted.iter().position(|it| it.field == new.field);
        let same = before
            .and_then(|at| standing.counted.get(at))
            .map_or(value.is_empty(), |it| it.value == value && it.source == source.name());
        if same {
            return Ok(None);
        }
        let version = before.map_or(0, |at| standing.counted.remove(at).version) + 1;
        let (field, source) = (new.field.to_owned(), source.name().to_owned());
        let place = format!("profile_value.{field}");
        let sealed = if value.is_empty() { Vec::new() } else { self.seal(key, value.as_bytes(), &place)? };
        standing.counted.push(Counted { field: field.clone(), version, source: source.clone(), value });
        let (subject, recorded_at) = (standing.subject.clone(), self.now());
        let value = ProfileValue { subject, field, version, sealed, source, recorded_at, recorded_by: by };
        Ok(Some(AccountChange::Value(value).into()))
    }
}

impl Standing {
    /// Of somebody nobody has said anything about.
    pub(crate) fn of(subject: &str) -> Self {
        Self { subject: subject.to_owned(), said: Vec::new(), counted: Vec::new() }
    }

    fn says(&self, field: &str, source: Source) -> Option<&Says> {
        self.said.iter().find(|it| it.field == field && it.source == source)
    }

    /// Whether it adds nothing that `source` says this: it says so by now, or what counts says the same and it never said
    /// anything else.
    pub(crate) fn is_known(&self, field: &str, source: Source, value: &str) -> bool {
        let said = self.says(field, source).map(|it| it.value.as_str());
        said.or_else(|| self.counts(field)).is_some_and(|said| equal(field, said, value))
    }

    /// Whether this is something else than what counts.
    pub(crate) fn differs(&self, field: &str, value: &str) -> bool {
        !self.counts(field).is_some_and(|counts| agree(field, counts, value))
    }

    fn counts(&self, field: &str) -> Option<&str> {
        self.counted.iter().find(|it| it.field == field).map(|it| it.value.as_str())
    }

    /// Whether another kind of source decides about the field than `source`.
    pub(crate) fn is_decided_above(&self, field: &str, source: Source) -> bool {
        self.winner(field).is_some_and(|it| it.source < source)
    }

    /// Whether this source, which may decide, is the only one that ever spoke of the field.
    fn is_alone(&self, field: &str, source: Source) -> bool {
        let mut all = self.said.iter().filter(|it| it.field == field);
        precedence(field).contains(&source) && all.all(|it| it.source == source && it.version == 0)
    }

    fn winner(&self, field: &str) -> Option<&Says> {
        let all: Vec<&Says> = self.said.iter().filter(|it| it.field == field).collect();
        let told: Vec<Told<'_>> =
            all.iter().map(|it| Told { source: it.source, value: &it.value, at: it.at }).collect();
        combine(field, &told).and_then(|it| all.get(it.winner).copied())
    }

    fn put(&mut self, says: Says) {
        match self.said.iter_mut().find(|it| it.field == says.field && it.source == says.source) {
            Some(it) => *it = says,
            None => self.said.push(says),
        }
    }
}

/// Where a value is kept; part of what its seal is bound to.
fn place(field: &str) -> String {
    format!("source_value.{field}")
}
