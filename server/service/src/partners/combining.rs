//! What several sources say of a person, combined field by field (article 4): each keeps its own history, the rule says
//! what counts, and what counts is a version of the profile like any other.

use crate::core::Core;
use crate::error::ServiceError;
use crate::sealing::DataKey;
use domain::Instant;
use domain::combining::{Source, Told, combine};
use storage::{AccountChange, Change, IntakeChange, ProfileValue, SourceValue};

/// What one source says of a field now, opened. It has no `Debug`.
pub(crate) struct Says {
    pub(crate) field: String,
    pub(crate) source: Source,
    pub(crate) value: String,
    pub(crate) at: Instant,
    pub(crate) by: String,
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

impl Core {
    /// What each source says of a subject now. What counts is among it, under its own source.
    pub(crate) async fn said_of(&self, subject: &str, key: &DataKey) -> Result<Vec<Says>, ServiceError> {
        let mut said = Vec::new();
        for it in self.storage.source_values(subject).await? {
            let Some(source) = Source::from_name(&it.source) else { continue };
            let value = if it.sealed.is_empty() {
                String::new()
            } else {
                String::from_utf8(key.open(&it.sealed, &place(&it.field))?).map_err(|_| ServiceError::Sealed)?
            };
            let (field, at, by, version) = (it.field, it.recorded_at, it.recorded_by, it.version);
            said.push(Says { field, source, value, at, by, version });
        }
        for it in self.storage.profile(subject).await? {
            let Some(source) = Source::from_name(&it.source) else { continue };
            if said.iter().any(|says| says.field == it.field && says.source == source) {
                continue;
            }
            let value = Self::open_value(key, &it)?.unwrap_or_default();
            said.push(Says { field: it.field, source, value, at: it.recorded_at, by: it.recorded_by, version: 0 });
        }
        said.sort_by(|a, b| (&a.field, a.source).cmp(&(&b.field, b.source)));
        Ok(said)
    }

    /// The changes that keep what a source says of a subject, and let count what counts then. Nothing where it says what
    /// it said.
    pub(crate) async fn say(
        &self,
        (subject, key): (&str, &DataKey),
        sayings: &[Saying<'_>],
    ) -> Result<Vec<Change>, ServiceError> {
        let now = self.now();
        let said = self.said_of(subject, key).await?;
        let profile = self.storage.profile(subject).await?;
        let mut changes = Vec::new();
        for new in sayings {
            let own: Vec<&Says> = said.iter().filter(|it| it.field == new.field).collect();
            let last = own.iter().find(|it| it.source == new.source);
            if last.map_or("", |it| it.value.as_str()) == new.value {
                continue;
            }
            let counted = profile.iter().find(|it| it.field == new.field);
            changes.extend(self.keep_counted((subject, key), &own, counted)?);
            // What counted under the same source takes the first place of its history there.
            let before = last.map_or(0, |it| it.version.max(1));
            changes.push(self.source_value((subject, key), new, (before + 1, now))?);
            let mut told: Vec<Told<'_>> = own
                .iter()
                .filter(|it| it.source != new.source)
                .map(|it| Told { source: it.source, value: &it.value, at: it.at })
                .collect();
            told.push(Told { source: new.source, value: new.value, at: now });
            let winner = combine(new.field, &told).and_then(|it| told.get(it.winner).copied());
            changes.extend(self.let_count((subject, key), new, (counted, winner))?);
        }
        Ok(changes)
    }

    /// What counts under a source that has no history of its own yet begins one: nothing that was said is lost when
    /// something else counts.
    fn keep_counted(
        &self,
        (subject, key): (&str, &DataKey),
        own: &[&Says],
        counted: Option<&ProfileValue>,
    ) -> Result<Vec<Change>, ServiceError> {
        let Some(counted) = counted else { return Ok(Vec::new()) };
        let begun = own.iter().find(|it| it.source.name() == counted.source);
        let Some(says) = begun.filter(|it| it.version == 0) else { return Ok(Vec::new()) };
        let saying = Saying { field: &says.field, source: says.source, value: &says.value, by: &says.by };
        Ok(vec![self.source_value((subject, key), &saying, (1, says.at))?])
    }

    fn source_value(
        &self,
        (subject, key): (&str, &DataKey),
        saying: &Saying<'_>,
        (version, recorded_at): (u32, Instant),
    ) -> Result<Change, ServiceError> {
        let sealed = if saying.value.is_empty() {
            Vec::new()
        } else {
            self.seal(key, saying.value.as_bytes(), &place(saying.field))?
        };
        let value = SourceValue {
            subject: subject.to_owned(),
            field: saying.field.to_owned(),
            source: saying.source.name().to_owned(),
            version,
            sealed,
            recorded_at,
            recorded_by: saying.by.to_owned(),
        };
        Ok(IntakeChange::Value(value).into())
    }

    fn let_count(
        &self,
        (subject, key): (&str, &DataKey),
        new: &Saying<'_>,
        (counted, winner): (Option<&ProfileValue>, Option<Told<'_>>),
    ) -> Result<Option<Change>, ServiceError> {
        let current = match counted {
            Some(counted) => Self::open_value(key, counted)?.unwrap_or_default(),
            None => String::new(),
        };
        let value = winner.map_or("", |it| it.value);
        let source = winner.map_or(new.source, |it| it.source);
        let same = value == current && counted.is_none_or(|it| it.source == source.name());
        if same {
            return Ok(None);
        }
        let place = format!("profile_value.{}", new.field);
        let sealed = if value.is_empty() { Vec::new() } else { self.seal(key, value.as_bytes(), &place)? };
        let value = ProfileValue {
            subject: subject.to_owned(),
            field: new.field.to_owned(),
            version: counted.map_or(1, |it| it.version + 1),
            sealed,
            source: source.name().to_owned(),
            recorded_at: self.now(),
            recorded_by: new.by.to_owned(),
        };
        Ok(Some(AccountChange::Value(value).into()))
    }
}

/// Where a value is kept; part of what its seal is bound to.
fn place(field: &str) -> String {
    format!("source_value.{field}")
}
