//! One line of a file: each cell read by the parser of its field. All faults of a line are gathered before it is refused.

use super::{CELL, Column, Columns, LineFault, Reason, date};
use crate::date::Day;
use crate::exchange::{GivenPerson, GivenRecord, LaboratoryError, SenderKey, SenderKeyError};
use crate::fields::{IssuingState, NationalId, PassportNumber, PersonName, is_control};
use crate::record::{Content, ContentError, Laboratory, RecordState, Vaccination};
use crate::registration::{Document, Sex};

/// The longest code of a unit, and the longest presence code as it is typed, in characters.
const CODE: usize = 40;

pub(super) struct Line<'a> {
    columns: &'a Columns,
    cells: &'a [&'a str],
    today: Day,
    faults: Vec<LineFault>,
}

impl<'a> Line<'a> {
    pub(super) const fn new(columns: &'a Columns, cells: &'a [&'a str], today: Day) -> Self {
        Self { columns, cells, today, faults: Vec::new() }
    }

    pub(super) fn record(mut self) -> Result<GivenRecord, Vec<LineFault>> {
        self.refuse_characters();
        let key = self.key();
        let person = self.person();
        let content = self.content();
        let state = self.required(Column::Status, status);
        let unit = self.optional(Column::Unit, unit_code);
        let presence = self.optional(Column::Presence, presence);
        match (key, person, content, state) {
            (Some(key), Some(person), Some(content), Some(state)) if self.faults.is_empty() => {
                Ok(GivenRecord { key, person, content, state, unit, presence })
            }
            _ => {
                self.faults.sort_by_key(|fault| fault.column);
                Err(self.faults)
            }
        }
    }

    /// What no cell may hold, said once and of every cell.
    fn refuse_characters(&mut self) {
        for column in Column::ALL {
            let text = self.cell(column);
            if text.chars().any(is_control) {
                self.note(column, Reason::Control);
            } else if text.chars().count() > CELL {
                self.note(column, Reason::TooLong);
            }
        }
    }

    fn key(&mut self) -> Option<SenderKey> {
        let system = self.required(Column::RecordSystem, |text| Ok(text.to_owned()));
        let value = self.required(Column::RecordId, |text| Ok(text.to_owned()));
        let wrong = match SenderKey::parse(&system?, &value?) {
            Ok(key) => return Some(key),
            Err(wrong) => wrong,
        };
        for error in wrong {
            let column = match error {
                SenderKeyError::System => Column::RecordSystem,
                SenderKeyError::Value => Column::RecordId,
            };
            self.note(column, Reason::Key(error));
        }
        None
    }

    fn person(&mut self) -> Option<GivenPerson> {
        let today = self.today;
        let name = |text: &str| PersonName::parse(text).map_err(Reason::Name);
        let document = self.document();
        let born = self.required(Column::BirthDate, |text| date::birth(text, today));
        let first_name = self.required(Column::FirstName, name);
        let last_name = self.optional(Column::LastName, name);
        let sex = self.optional(Column::Sex, |text| Sex::from_name(text).ok_or(Reason::Word));
        Some(GivenPerson { document: document?, born: born?, first_name: first_name?, last_name, sex })
    }

    fn document(&mut self) -> Option<Document> {
        match (self.is_given(Column::NationalId), self.is_given(Column::Passport)) {
            (true, false) => {
                let id = |text: &str| NationalId::parse(text).map_err(Reason::NationalId);
                self.required(Column::NationalId, id).map(Document::NationalId)
            }
            (false, true) => {
                let number =
                    self.required(Column::Passport, |text| PassportNumber::parse(text).map_err(Reason::Passport));
                let state =
                    self.required(Column::PassportState, |text| IssuingState::parse(text).map_err(Reason::State));
                Some(Document::Passport { number: number?, state: state? })
            }
            (true, true) => self.fault(Column::Passport, Reason::TwoDocuments),
            (false, false) if self.columns.has(Column::NationalId) => {
                self.fault(Column::NationalId, Reason::NoDocument)
            }
            (false, false) => self.fault(Column::Passport, Reason::NoDocument),
        }
    }

    fn content(&mut self) -> Option<Content> {
        let any = |line: &Self, columns: &[Column]| columns.iter().any(|column| line.is_given(*column));
        let dose = any(self, &[Column::Vaccine, Column::Lot, Column::Dose]);
        let result = any(self, &[Column::Test, Column::Result]);
        let day = self.required(Column::Day, date::day);
        match (dose, result) {
            (true, false) => self.vaccination(day),
            (false, true) => self.laboratory(day),
            (true, true) => self.fault(Column::Test, Reason::TwoContents),
            (false, false) if self.columns.has(Column::Vaccine) => self.fault(Column::Vaccine, Reason::NoContent),
            (false, false) => self.fault(Column::Test, Reason::NoContent),
        }
    }

    /// Without a day that is one, the rest is still looked at.
    fn vaccination(&mut self, day: Option<Day>) -> Option<Content> {
        self.require(&[Column::Vaccine, Column::Dose]);
        let typed = (self.text(Column::Vaccine), self.text(Column::Lot), self.text(Column::Dose));
        let wrong = match Vaccination::parse(typed, day.unwrap_or(self.today), self.today) {
            Ok(vaccination) => return day.map(|_| Content::Vaccination(vaccination)),
            Err(wrong) => wrong,
        };
        for error in wrong {
            let column = match error {
                ContentError::Product => Column::Vaccine,
                ContentError::Lot => Column::Lot,
                ContentError::Dose => Column::Dose,
                ContentError::Future => Column::Day,
            };
            self.note(column, Reason::Dose(error));
        }
        None
    }

    fn laboratory(&mut self, day: Option<Day>) -> Option<Content> {
        self.require(&[Column::Test, Column::Result]);
        let typed = (self.text(Column::Test), self.text(Column::Result));
        let wrong = match Laboratory::parse(typed, day.unwrap_or(self.today), self.today) {
            Ok(result) => return day.map(|_| Content::Laboratory(result)),
            Err(wrong) => wrong,
        };
        for error in wrong {
            let column = match error {
                LaboratoryError::Test => Column::Test,
                LaboratoryError::Result => Column::Result,
                LaboratoryError::Future => Column::Day,
            };
            self.note(column, Reason::Laboratory(error));
        }
        None
    }

    /// What is missing is said before what is wrong with it.
    fn require(&mut self, columns: &[Column]) {
        for column in columns.iter().filter(|column| !self.is_given(**column)).copied().collect::<Vec<_>>() {
            self.note(column, Reason::Missing);
        }
    }

    /// The value of a cell that must have one. Of a cell with a fault nothing more is said.
    fn required<T>(&mut self, column: Column, parse: impl FnOnce(&str) -> Result<T, Reason>) -> Option<T> {
        if self.is_given(column) { self.optional(column, parse) } else { self.fault(column, Reason::Missing) }
    }

    /// The value of a cell that may be empty.
    fn optional<T>(&mut self, column: Column, parse: impl FnOnce(&str) -> Result<T, Reason>) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() || self.is_faulty(column) {
            return None;
        }
        match parse(text) {
            Ok(value) => Some(value),
            Err(reason) => self.fault(column, reason),
        }
    }

    fn fault<T>(&mut self, column: Column, reason: Reason) -> Option<T> {
        self.note(column, reason);
        None
    }

    fn note(&mut self, column: Column, reason: Reason) {
        if !self.is_faulty(column) {
            self.faults.push(LineFault { column: Some(column), reason });
        }
    }

    fn is_faulty(&self, column: Column) -> bool {
        self.faults.iter().any(|fault| fault.column == Some(column))
    }

    fn is_given(&self, column: Column) -> bool {
        !self.text(column).is_empty()
    }

    fn text(&self, column: Column) -> &'a str {
        self.cell(column).trim()
    }

    fn cell(&self, column: Column) -> &'a str {
        self.columns.places[column as usize].and_then(|place| self.cells.get(place)).map_or("", |cell| *cell)
    }
}

fn status(text: &str) -> Result<RecordState, Reason> {
    match text {
        "completed" => Ok(RecordState::Recorded),
        "entered-in-error" => Ok(RecordState::EnteredInError),
        _ => Err(Reason::Word),
    }
}

fn unit_code(text: &str) -> Result<String, Reason> {
    let fits = text.len() <= CODE && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if fits { Ok(text.to_owned()) } else { Err(Reason::UnitCode) }
}

/// As it was typed: a code that confirms nothing leaves the dose unconfirmed, and the line is taken.
fn presence(text: &str) -> Result<String, Reason> {
    if text.chars().count() <= CODE { Ok(text.to_owned()) } else { Err(Reason::TooLong) }
}
