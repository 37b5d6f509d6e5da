//! Records from files (article 3), of units without an interface: the columns of a CSV file, one line of it, how far a file
//! was taken. Lines are read one by one, whatever the length of the file; each is a record, or everything that is wrong with
//! it. What is wrong never repeats what was written.

mod column;
mod date;
mod fault;
mod line;
mod progress;

pub use column::Column;
pub use fault::{LineFault, Reason};
pub use progress::{Outcome, Position, Progress};

use crate::date::Day;
use crate::exchange::GivenRecord;
use crate::language::{Bilingual, Explain};
use thiserror::Error;

/// The longest cell, in characters.
pub const CELL: usize = 1000;

/// Which column stands where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    places: [Option<usize>; Column::COUNT],
    count: usize,
}

/// Why a header describes no file of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum HeaderError {
    /// A column every file has is not there.
    #[error("the column {} is missing", .0.name())]
    Missing(Column),
    /// A column stands there twice.
    #[error("the column {} stands there twice", .0.name())]
    Twice(Column),
    /// The cell at this place, counted from 1, names no column. It is not repeated: without a header it is a value.
    #[error("cell {0} of the header names no column")]
    Unknown(usize),
}

/// What every file has.
const ALWAYS: [Column; 6] =
    [Column::RecordSystem, Column::RecordId, Column::BirthDate, Column::FirstName, Column::Status, Column::Day];

/// What goes with what: where the first is, so is the second.
const TOGETHER: [(Column, Column); 6] = [
    (Column::Passport, Column::PassportState),
    (Column::Lot, Column::Vaccine),
    (Column::Vaccine, Column::Dose),
    (Column::Dose, Column::Vaccine),
    (Column::Test, Column::Result),
    (Column::Result, Column::Test),
];

impl Columns {
    /// The columns of a header: in any order, each once. A byte order mark and space around a name are passed over.
    pub fn of(header: &[&str]) -> Result<Self, HeaderError> {
        let mut columns = Self { places: [None; Column::COUNT], count: header.len() };
        for (place, cell) in header.iter().enumerate() {
            let name = cell.trim_start_matches('\u{feff}').trim();
            let column = Column::from_name(name).ok_or(HeaderError::Unknown(place + 1))?;
            if columns.places[column as usize].replace(place).is_some() {
                return Err(HeaderError::Twice(column));
            }
        }
        columns.missing().map_or(Ok(columns), |column| Err(HeaderError::Missing(column)))
    }

    /// The record of a line, or everything that is wrong with it. `today` is the Bangkok day: nothing is of a later one.
    pub fn read(&self, cells: &[&str], today: Day) -> Result<GivenRecord, Vec<LineFault>> {
        if cells.len() != self.count {
            return Err(vec![LineFault::of_line(Reason::Cells)]);
        }
        line::Line::new(self, cells, today).record()
    }

    fn has(&self, column: Column) -> bool {
        self.places[column as usize].is_some()
    }

    fn missing(&self) -> Option<Column> {
        let always = ALWAYS.into_iter().find(|column| !self.has(*column));
        let either = [(Column::NationalId, Column::Passport), (Column::Vaccine, Column::Test)];
        let either =
            || either.into_iter().find(|(one, other)| !self.has(*one) && !self.has(*other)).map(|(one, _)| one);
        let together = || TOGETHER.into_iter().find(|(one, other)| self.has(*one) && !self.has(*other));
        together().map(|(_, other)| other).or(always).or_else(either)
    }
}

impl HeaderError {
    /// The column it is about.
    pub const fn column(self) -> Option<Column> {
        match self {
            Self::Missing(column) | Self::Twice(column) => Some(column),
            Self::Unknown(_) => None,
        }
    }
}

impl Explain for HeaderError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Missing(_) => Bilingual::new(
                "บรรทัดหัวขาดคอลัมน์ที่ต้องมี เพิ่มคอลัมน์นี้แล้วส่งใหม่",
                "The header lacks a column that is needed. Add it and send the file again.",
            ),
            Self::Twice(_) => Bilingual::new(
                "บรรทัดหัวมีคอลัมน์นี้ซ้ำ เหลือไว้คอลัมน์เดียว",
                "The header has this column twice. Leave one of them.",
            ),
            Self::Unknown(_) => Bilingual::new(
                "บรรทัดหัวมีช่องที่ไม่ใช่ชื่อคอลัมน์ บรรทัดแรกของแฟ้มต้องเป็นชื่อคอลัมน์ตามรูปแบบ และไม่มีคอลัมน์อื่น",
                "A cell of the header names no column. The first line of the file holds the names of the format and no others.",
            ),
        }
    }
}

#[cfg(test)]
mod tests;
