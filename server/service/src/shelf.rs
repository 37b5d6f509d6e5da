//! All published versions, in memory: public pages are made from it without asking the database.

use domain::Day;
use domain::policy::{ChangeClass, Version, VersionNumber};
use std::sync::Arc;

/// The published versions, in the order of their numbers. A shelf never changes; a new one takes its place.
#[derive(Debug, Default)]
pub struct Shelf {
    /// Which shelf this is: raised by each new one, so that what was made from an older one is known as such.
    pub generation: u64,
    versions: Vec<Arc<Version>>,
}

impl Shelf {
    pub(crate) fn new(generation: u64, versions: Vec<Arc<Version>>) -> Self {
        Self { generation, versions }
    }

    /// The version that applies on `day`: the highest number among those effective by then.
    pub fn in_force(&self, day: Day) -> Option<&Arc<Version>> {
        self.versions.iter().rev().find(|version| version.effective <= day)
    }

    /// The version of this number.
    pub fn version(&self, number: VersionNumber) -> Option<&Arc<Version>> {
        self.versions.iter().find(|version| version.number == number)
    }

    /// All versions, the oldest first.
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = &Version> {
        self.versions.iter().map(|version| &**version)
    }

    /// The versions, shared.
    pub(crate) fn shared(&self) -> &[Arc<Version>] {
        &self.versions
    }

    /// The newest version, whether or not it is in force.
    pub fn newest(&self) -> Option<&Arc<Version>> {
        self.versions.last()
    }

    /// The gravest class of the versions after `from` up to `to`; `None` where there is none between.
    /// A new purpose or recipient is graver than a change of law, and that than one of wording.
    pub fn gravest_change(&self, from: VersionNumber, to: VersionNumber) -> Option<ChangeClass> {
        let grave = |class: &ChangeClass| match class {
            ChangeClass::Editorial => 0,
            ChangeClass::Legal => 1,
            ChangeClass::Recipient => 2,
            ChangeClass::Purpose => 3,
        };
        let between = self.versions.iter().filter(|version| version.number > from && version.number <= to);
        between.map(|version| version.class).max_by_key(grave)
    }
}
