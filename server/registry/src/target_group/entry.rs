//! One entry of the register, as it came and as it is believed.

use domain::Day;
use domain::Language;
use domain::fields::{DateEntry, DateParts, NationalId, NationalIdError, PersonName, PersonNameError};
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// The longest code of a group, in bytes.
const LONGEST_CODE: usize = 40;

/// An entry that is well formed.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// The number.
    pub id: NationalId,
    /// The birth date, as far as it is known.
    pub born: DateEntry,
    /// The first name, or the one name.
    pub first_name: PersonName,
    /// The last name.
    pub last_name: Option<PersonName>,
    /// The group.
    pub group: GroupCode,
    /// Whether the person is in the group; otherwise they left it.
    pub member: bool,
}

/// The code of a group: 1 to 40 ASCII letters, digits, dots, hyphens and underscores.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupCode(String);

impl GroupCode {
    /// The code in `text`.
    pub fn parse(text: &str) -> Option<Self> {
        let known = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
        (known && (1..=LONGEST_CODE).contains(&text.len())).then(|| Self(text.to_owned()))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An entry as it came.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RawEntry {
    /// The number.
    pub national_id: String,
    /// The birth date, ISO 8601, as far as it is known.
    pub birth_date: String,
    /// The first name.
    pub first_name: String,
    /// The last name.
    pub last_name: Option<String>,
    /// The code of the group.
    pub group: String,
    /// Whether the person is in the group; said only of those who left.
    pub member: Option<bool>,
}

/// An entry that was set aside.
#[derive(Clone, PartialEq, Eq)]
pub struct Rejected {
    /// What came, for the quarantine.
    pub raw: Box<RawEntry>,
    /// Why it is not believed.
    pub why: EntryFault,
}

/// Why an entry is not believed. Holds nothing of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EntryFault {
    /// The number is none.
    #[error(transparent)]
    Id(#[from] NationalIdError),
    /// The birth date is none, or in the future.
    #[error("the birth date is no day, month or year up to today in ISO form")]
    Born,
    /// A name is none.
    #[error(transparent)]
    Name(#[from] PersonNameError),
    /// The code of the group is none.
    #[error("the code of the group is not made of 1 to 40 letters, digits, dots, hyphens and underscores")]
    Group,
}

impl RawEntry {
    /// The entry, where all of it is good.
    pub fn checked(self, today: Day) -> Result<Entry, Rejected> {
        let entry = self.read(today);
        entry.map_err(|why| Rejected { raw: Box::new(self), why })
    }

    fn read(&self, today: Day) -> Result<Entry, EntryFault> {
        let last_name = self.last_name.as_deref().filter(|name| !name.trim().is_empty());
        Ok(Entry {
            id: NationalId::parse(&self.national_id)?,
            born: born(&self.birth_date, today).ok_or(EntryFault::Born)?,
            first_name: PersonName::parse(&self.first_name)?,
            last_name: last_name.map(PersonName::parse).transpose()?,
            group: GroupCode::parse(&self.group).ok_or(EntryFault::Group)?,
            member: self.member.unwrap_or(true),
        })
    }
}

fn born(iso: &str, today: Day) -> Option<DateEntry> {
    let mut parts = iso.splitn(3, '-');
    let [year, month, day] = std::array::from_fn(|_| parts.next().unwrap_or_default());
    let entry = DateEntry::parse_birth(DateParts { day, month, year }, Language::En, today).ok()?;
    (entry.iso() == iso).then_some(entry)
}

macro_rules! silent {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )*};
}

silent!(Entry, RawEntry, Rejected);
