//! The registers of the division (articles 3 to 5; PDPA s.28–29, 37, 39–40): contracts with contractors, disclosures that a
//! law compels, transfers abroad. An entry is its steps, and counts once a second officer confirmed it.

mod entry;
mod inputs;
#[cfg(test)]
mod tests;
mod words;

pub use entry::{Entry, Typed, Wrong};
pub use inputs::{ISSUING_STATE, Input, Kind, PASSPORT_NUMBER};

use crate::date::{Day, Instant};
use crate::language::Bilingual;
use thiserror::Error;

const DAY: i64 = 86_400_000;

/// How many days before a contract ends its partners are warned, the earliest first.
pub const WARNED_BEFORE: [u16; 3] = [60, 30, 7];

/// The most persons of a file that one officer makes alone.
pub const ONE_OFFICER: usize = 100;

/// For how long at most a person may not be told of a disclosure, in days: two years.
pub const SILENT_FOR: u16 = 731;

/// A register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Register {
    /// Contracts with contractors: their people see data while one holds, and no longer.
    Contract,
    /// Disclosures that an authority orders by law.
    Disclosure,
    /// Transfers of data to another country.
    Transfer,
    /// Lists of many persons that officers take out as a file.
    Export,
}

/// What happened to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// An officer entered it.
    Entered,
    /// Another officer confirmed it: from then on it counts.
    Confirmed,
    /// Another officer refused it.
    Refused,
    /// Its end is near: partners and division are told, so many days before.
    Warned(u16),
    /// The values it names were opened, to hand them over.
    Opened,
    /// The person it concerns was told.
    Revealed,
    /// It counts no longer.
    Ended,
}

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// A second officer is to look at it.
    Waiting,
    /// It counts.
    Standing,
    /// It was refused.
    Refused,
    /// It is over.
    Ended,
}

/// An entry, as far as its steps decide what may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Of which register.
    pub register: Register,
    /// Where it stands.
    pub state: State,
    /// The last day on which it counts.
    pub until: Option<Day>,
    /// When it was confirmed.
    pub confirmed: Option<Instant>,
    /// The first day on which the person may be told.
    pub reveal: Option<Day>,
    /// Whether the person was told.
    pub revealed: bool,
    /// The latest warning: so many days before.
    pub warned: Option<u16>,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refusal {
    /// It may not follow.
    #[error("this step may not follow now")]
    NotNow,
    /// Whoever entered it does not confirm it.
    #[error("whoever entered it does not decide about it")]
    OwnEntry,
    /// It is a file of many persons, and one officer alone.
    #[error("a file of more than {ONE_OFFICER} persons needs a second officer")]
    TwoOfficers,
}

impl Standing {
    /// An entry that waits.
    pub const fn entered(register: Register, (until, reveal): (Option<Day>, Option<Day>)) -> Self {
        let (confirmed, revealed, warned) = (None, false, None);
        Self { register, state: State::Waiting, until, confirmed, reveal, revealed, warned }
    }

    /// Whether `step` may follow at `now`; `own` says that whoever takes it entered the entry.
    pub fn may(&self, step: Step, own: bool, now: Instant) -> Result<(), Refusal> {
        let today = now.bangkok_day();
        let fits = match step {
            Step::Entered => false,
            Step::Confirmed | Step::Refused if self.state == State::Waiting && own => return Err(Refusal::OwnEntry),
            // What would be over already is not begun.
            Step::Confirmed => self.state == State::Waiting && self.until.is_none_or(|until| today <= until),
            Step::Refused => self.state == State::Waiting,
            Step::Warned(days) => self.warning(today) == Some(days),
            Step::Opened => match self.register {
                Register::Disclosure => self.state == State::Standing,
                // Of few persons one officer is enough: see [`Self::may_export`].
                Register::Export => self.is_open(),
                Register::Contract | Register::Transfer => false,
            },
            Step::Revealed => self.tells() && self.told_on().is_some_and(|day| day <= today),
            Step::Ended => matches!(self.state, State::Waiting | State::Standing),
        };
        if fits { Ok(()) } else { Err(Refusal::NotNow) }
    }

    /// Whether a file of so many persons may be made: above [`ONE_OFFICER`] only once a second officer confirmed it.
    pub fn may_export(&self, persons: usize) -> Result<(), Refusal> {
        match self.state {
            State::Standing => Ok(()),
            State::Waiting if persons <= ONE_OFFICER => Ok(()),
            State::Waiting => Err(Refusal::TwoOfficers),
            State::Refused | State::Ended => Err(Refusal::NotNow),
        }
    }

    /// Where it stands after a step.
    #[must_use]
    pub fn after(self, step: Step, at: Instant) -> Self {
        match step {
            // A file is made once.
            Step::Opened if self.register == Register::Export => Self { state: State::Ended, ..self },
            Step::Entered | Step::Opened => self,
            Step::Confirmed => Self { state: State::Standing, confirmed: Some(at), ..self },
            Step::Refused => Self { state: State::Refused, ..self },
            Step::Warned(days) => Self { warned: Some(days), ..self },
            Step::Revealed => Self { revealed: true, ..self },
            Step::Ended => Self { state: State::Ended, ..self },
        }
    }

    /// What time brings on `today`, where something is due.
    pub fn due(&self, today: Day) -> Option<Step> {
        if self.told_on().is_some_and(|day| self.tells() && day <= today) {
            return Some(Step::Revealed);
        }
        if matches!(self.state, State::Waiting | State::Standing) && self.until.is_some_and(|until| until < today) {
            return Some(Step::Ended);
        }
        self.warning(today).map(Step::Warned)
    }

    /// The first day on which time brings something, as long as nobody takes a step before.
    pub fn looked_at(&self) -> Option<Day> {
        let told = self.told_on().filter(|_| self.tells());
        let ends = self.until.filter(|_| matches!(self.state, State::Waiting | State::Standing)).map(Day::next);
        let warned = WARNED_BEFORE.into_iter().find(|days| self.warns(*days)).zip(self.until);
        let warned = warned.map(|(days, until)| before(until, days));
        [told, ends, warned].into_iter().flatten().min()
    }

    /// Whether anything is left to be done by somebody.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, State::Waiting | State::Standing)
    }

    /// From when on the person sees what was done under it; `None` where that is so at once.
    pub fn silent_until(&self) -> Option<Instant> {
        self.reveal.map(Day::begins)
    }

    /// Whether the person may know on `today` what was disclosed: it was confirmed, and its day has come.
    pub fn is_known(&self, today: Day) -> bool {
        self.confirmed.is_some() && self.told_on().is_some_and(|day| day <= today)
    }

    /// Whether the person is still to be told: of everything that was confirmed, also where it ended since.
    fn tells(&self) -> bool {
        self.register == Register::Disclosure && self.confirmed.is_some() && !self.revealed
    }

    fn told_on(&self) -> Option<Day> {
        self.reveal.max(self.confirmed.map(Instant::bangkok_day))
    }

    /// The warning that is due: the nearest to the end, since it says what the earlier ones would have.
    fn warning(&self, today: Day) -> Option<u16> {
        let until = self.until?;
        let near = |days: &u16| self.warns(*days) && before(until, *days) <= today;
        WARNED_BEFORE.into_iter().rev().find(near)
    }

    fn warns(&self, days: u16) -> bool {
        let stands = self.register == Register::Contract && self.state == State::Standing;
        stands && self.warned.is_none_or(|warned| days < warned)
    }
}

fn before(day: Day, days: u16) -> Day {
    day.begins().plus(-DAY * i64::from(days)).bangkok_day()
}

impl Register {
    /// All registers.
    pub const ALL: [Self; 4] = [Self::Contract, Self::Disclosure, Self::Transfer, Self::Export];

    /// The word in storage and paths.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contract => "contractors",
            Self::Disclosure => "disclosures",
            Self::Transfer => "transfers",
            Self::Export => "exports",
        }
    }

    /// The register of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|register| register.name() == name)
    }
}

impl Step {
    /// All steps.
    pub const ALL: [Self; 9] = [
        Self::Entered,
        Self::Confirmed,
        Self::Refused,
        Self::Warned(60),
        Self::Warned(30),
        Self::Warned(7),
        Self::Opened,
        Self::Revealed,
        Self::Ended,
    ];

    /// What officers may choose; the rest is entered, opened or brought by time.
    pub const CHOSEN: [Self; 3] = [Self::Confirmed, Self::Refused, Self::Ended];

    /// The word in storage and forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
            Self::Warned(60) => "warned-60",
            Self::Warned(30) => "warned-30",
            Self::Warned(_) => "warned-7",
            Self::Opened => "opened",
            Self::Revealed => "revealed",
            Self::Ended => "ended",
        }
    }

    /// The step of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }
}

impl Refusal {
    /// The reason code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotNow => "not-now",
            Self::OwnEntry => "own-entry",
            Self::TwoOfficers => "two-officers",
        }
    }
}

/// An answer of a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// The word in storage and forms.
    pub name: &'static str,
    /// In words.
    pub label: Bilingual,
}
