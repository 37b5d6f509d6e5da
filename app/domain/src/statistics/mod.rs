//! Published statistics: counts of persons in which nobody is found. No number below [`K`] is shown, and enough others are
//! withheld that no withheld one can be worked out from what is shown.
//!
//! Each table counts what happened in one closed month, each person once, and is published once. Months count different
//! events, so that no two publications have a difference that is about fewer than [`K`] persons; officers see the very
//! tables everybody sees.

mod protect;
#[cfg(test)]
mod tests;

pub use protect::protect;

use crate::cases::{Outcome, Right};
use crate::catalogue::PurposeId;
use crate::consent::{ASKED, EventKind};
use crate::date::{Day, Instant};
use crate::fields::Province;
use crate::language::Bilingual;
use crate::registration::Sex;

/// The fewest persons a shown number is about, and the least width of what can be worked out about a withheld one: the
/// operator's own default.
pub const K: u64 = 10;

/// A cell of a published table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// A count of [`K`] or more.
    Shown(u64),
    /// Fewer than [`K`], nobody at all, or withheld so that another stays hidden: which of them is not said.
    Withheld,
}

/// A table that is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Persons who registered in the month and agreed to be counted, by age band and sex.
    AgeAndSex,
    /// The same persons by province.
    Place,
    /// Persons who decided about a purpose in the month, by their last decision.
    Consent(PurposeId),
    /// Persons who asked for something in the month, by the right they used first.
    Requests,
    /// Persons whose case was decided in the month, by the first outcome.
    Outcomes,
}

/// Counts of a table before anything is withheld. It is never stored and never shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// What is counted.
    pub topic: Topic,
    /// The words of its rows.
    pub rows: Vec<String>,
    /// The words of its columns; one empty word where it has one column.
    pub columns: Vec<String>,
    /// Persons, row by row.
    pub cells: Vec<Vec<u64>>,
}

/// A table as it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// What is counted.
    pub topic: Topic,
    /// The words of its rows.
    pub rows: Vec<String>,
    /// The words of its columns; one empty word where it has one column.
    pub columns: Vec<String>,
    /// Persons, row by row.
    pub cells: Vec<Vec<Cell>>,
    /// The sum of each row; empty where there is one column.
    pub row_totals: Vec<Cell>,
    /// The sum of each column; empty where there is one column.
    pub column_totals: Vec<Cell>,
    /// The sum of all.
    pub total: Cell,
}

impl Published {
    /// Whether no number of it is shown.
    pub fn is_withheld(&self) -> bool {
        let sums = self.row_totals.iter().chain(&self.column_totals).chain([&self.total]);
        self.cells.iter().flatten().chain(sums).all(|cell| *cell == Cell::Withheld)
    }
}

/// A month of the calendar of Bangkok.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    month: u8,
}

/// Where nothing is known.
pub const UNKNOWN: &str = "unknown";

/// Age bands: the word, and the first age it holds.
const BANDS: [(&str, i32); 6] = [("0-17", 0), ("18-29", 18), ("30-44", 30), ("45-59", 45), ("60-74", 60), ("75-", 75)];

impl Topic {
    /// All tables, in the order of the page.
    pub fn all() -> Vec<Self> {
        let consents = ASKED.iter().map(|asked| Self::Consent(asked.purpose));
        [Self::AgeAndSex, Self::Place].into_iter().chain(consents).chain([Self::Requests, Self::Outcomes]).collect()
    }

    /// The word in storage and files.
    pub fn name(self) -> String {
        match self {
            Self::AgeAndSex => "age-and-sex".to_owned(),
            Self::Place => "province".to_owned(),
            Self::Consent(purpose) => format!("consent-{}", purpose.id()),
            Self::Requests => "requests".to_owned(),
            Self::Outcomes => "outcomes".to_owned(),
        }
    }

    /// The table of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|topic| topic.name() == name)
    }

    /// Its rows; provinces are the two digits of their codes.
    pub fn rows(self) -> Vec<String> {
        let words = |all: &[&str]| -> Vec<String> { all.iter().map(|word| (*word).to_owned()).collect() };
        match self {
            Self::AgeAndSex => words(&BANDS.map(|(word, _)| word)).into_iter().chain([UNKNOWN.to_owned()]).collect(),
            Self::Place => {
                Province::all().map(|province| format!("{:02}", province.code())).chain([UNKNOWN.to_owned()]).collect()
            }
            Self::Consent(_) => EventKind::ALL.iter().map(|kind| kind.name().to_owned()).collect(),
            Self::Requests => Right::ALL.iter().map(|right| right.name().to_owned()).collect(),
            Self::Outcomes => OUTCOMES.iter().map(|outcome| outcome_name(*outcome).to_owned()).collect(),
        }
    }

    /// Its columns.
    pub fn columns(self) -> Vec<String> {
        match self {
            Self::AgeAndSex => Sex::ALL.iter().map(|sex| sex.name().to_owned()).chain([UNKNOWN.to_owned()]).collect(),
            _ => vec![String::new()],
        }
    }

    /// A table of nobody.
    pub fn empty(self) -> Counts {
        let (rows, columns) = (self.rows(), self.columns());
        let cells = vec![vec![0; columns.len()]; rows.len()];
        Counts { topic: self, rows, columns, cells }
    }

    /// What is counted, in words.
    pub fn label(self) -> (Bilingual, Option<PurposeId>) {
        let label = |th, en| (Bilingual::new(th, en), None);
        match self {
            Self::AgeAndSex => label(
                "ผู้เปิดบัญชีในเดือนนี้ที่ยอมให้นับ ตามช่วงอายุและเพศ",
                "Persons who registered and agreed to be counted, by age and sex",
            ),
            Self::Place => {
                label("ผู้เปิดบัญชีในเดือนนี้ที่ยอมให้นับ ตามจังหวัด", "Persons who registered and agreed to be counted, by province")
            }
            Self::Consent(purpose) => (
                Bilingual::new(
                    "ผู้ตอบเรื่องความยินยอม ตามคำตอบล่าสุด",
                    "Persons who answered a consent question, by their last answer",
                ),
                Some(purpose),
            ),
            Self::Requests => {
                label("ผู้ใช้สิทธิ ตามสิทธิที่ใช้ครั้งแรกของเดือน", "Persons who used a right, by the first they used in the month")
            }
            Self::Outcomes => label(
                "ผู้ได้รับผลการพิจารณา ตามผลแรกของเดือน",
                "Persons whose case was decided, by the first outcome of the month",
            ),
        }
    }
}

const OUTCOMES: [Outcome; 4] = [Outcome::Corrected, Outcome::Confirmed, Outcome::Granted, Outcome::Refused];

/// The word of an outcome in tables.
pub const fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Corrected => "corrected",
        Outcome::Confirmed => "confirmed",
        Outcome::Granted => "granted",
        Outcome::Refused => "refused",
    }
}

/// The band of somebody born in `born` at the end of a month of `year`; whole years, as far as the year tells.
pub fn band(born: Option<i32>, year: i32) -> &'static str {
    let age = born.map(|born| year - born).filter(|age| (0..130).contains(age));
    age.and_then(|age| BANDS.into_iter().rev().find(|(_, from)| *from <= age)).map_or(UNKNOWN, |(word, _)| word)
}

impl Counts {
    /// Counts one person. Words that are none of the table's are counted as unknown where it has such a row, and not at
    /// all where it has not.
    pub fn count(&mut self, row: &str, column: &str) {
        let at = |all: &[String], word: &str| {
            all.iter().position(|it| it == word).or_else(|| all.iter().position(|it| it == UNKNOWN))
        };
        if let (Some(row), Some(column)) = (at(&self.rows, row), at(&self.columns, column))
            && let Some(cell) = self.cells.get_mut(row).and_then(|cells| cells.get_mut(column))
        {
            *cell += 1;
        }
    }
}

impl Month {
    /// The month a day is in.
    pub fn of(day: Day) -> Self {
        let (year, month, _) = day.numbers();
        Self { year, month }
    }

    /// The month in `text`: `2026-11`.
    pub fn parse(text: &str) -> Option<Self> {
        Day::from_iso(&format!("{text}-01")).map(Self::of).filter(|month| month.name() == text)
    }

    /// As stored and in addresses.
    pub fn name(self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }

    /// Its year, Christian era.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month before.
    #[must_use]
    pub const fn before(self) -> Self {
        if self.month == 1 { Self { year: self.year - 1, month: 12 } } else { Self { month: self.month - 1, ..self } }
    }

    /// The month after.
    #[must_use]
    pub const fn after(self) -> Self {
        if self.month == 12 { Self { year: self.year + 1, month: 1 } } else { Self { month: self.month + 1, ..self } }
    }

    /// Its first day.
    pub fn first(self) -> Option<Day> {
        Day::from_numbers(self.year, self.month, 1)
    }

    /// Whether a moment is in it.
    pub fn holds(self, at: Instant) -> bool {
        Self::of(at.bangkok_day()) == self
    }
}
