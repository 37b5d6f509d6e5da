//! Why a line is not taken: the column and the reason, never what stands there. A line with a fault goes to quarantine, and
//! the import goes on.

use super::Column;
use crate::exchange::{LaboratoryError, SenderKeyError};
use crate::fields::{DateEntryError, IssuingStateError, NationalIdError, PassportNumberError, PersonNameError};
use crate::language::{Bilingual, Explain};
use crate::record::ContentError;

/// One thing that is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineFault {
    /// Where; `None` where the line as a whole is meant.
    pub column: Option<Column>,
    /// What.
    pub reason: Reason,
}

/// Why a cell, or a line, is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The line is not UTF-8.
    Encoding,
    /// The line is longer than any record.
    LongLine,
    /// It has not as many cells as the header.
    Cells,
    /// A line of another format than the file says.
    Format,
    /// Nothing stands there.
    Missing,
    /// A control character, a line break among them.
    Control,
    /// More characters than any value has.
    TooLong,
    /// Neither a national id nor a passport.
    NoDocument,
    /// Both a national id and a passport.
    TwoDocuments,
    /// Neither a dose nor a laboratory result.
    NoContent,
    /// A dose and a laboratory result in one line.
    TwoContents,
    /// None of the words for it.
    Word,
    /// No code of a unit.
    UnitCode,
    /// Not written as a date.
    DateForm,
    /// The day is not whole.
    WholeDay,
    /// The name of the record.
    Key(SenderKeyError),
    /// The national id.
    NationalId(NationalIdError),
    /// The passport number.
    Passport(PassportNumberError),
    /// The state that issued it.
    State(IssuingStateError),
    /// A name.
    Name(PersonNameError),
    /// A date.
    Date(DateEntryError),
    /// A dose.
    Dose(ContentError),
    /// A laboratory result.
    Laboratory(LaboratoryError),
}

/// Each reason that occurs, and its word.
const WORDS: [(Reason, &str); 44] = [
    (Reason::Encoding, "encoding"),
    (Reason::LongLine, "long-line"),
    (Reason::Cells, "cells"),
    (Reason::Format, "format"),
    (Reason::Missing, "missing"),
    (Reason::Control, "control"),
    (Reason::TooLong, "too-long"),
    (Reason::NoDocument, "no-document"),
    (Reason::TwoDocuments, "two-documents"),
    (Reason::NoContent, "no-content"),
    (Reason::TwoContents, "two-contents"),
    (Reason::Word, "word"),
    (Reason::UnitCode, "unit-code"),
    (Reason::DateForm, "date-form"),
    (Reason::WholeDay, "whole-day"),
    (Reason::Key(SenderKeyError::System), "key-system"),
    (Reason::Key(SenderKeyError::Value), "key-name"),
    (Reason::NationalId(NationalIdError::Character), "id-character"),
    (Reason::NationalId(NationalIdError::Length), "id-length"),
    (Reason::NationalId(NationalIdError::Repeated), "id-repeated"),
    (Reason::NationalId(NationalIdError::NotIssued), "id-not-issued"),
    (Reason::NationalId(NationalIdError::CheckDigit), "id-check-digit"),
    (Reason::Passport(PassportNumberError::Character), "passport-character"),
    (Reason::Passport(PassportNumberError::Length), "passport-length"),
    (Reason::State(IssuingStateError::Unknown), "state-unknown"),
    (Reason::Name(PersonNameError::TooLong), "name-too-long"),
    (Reason::Name(PersonNameError::NoLetter), "name-no-letter"),
    (Reason::Name(PersonNameError::Control), "name-control"),
    (Reason::Date(DateEntryError::Year), "date-year"),
    (Reason::Date(DateEntryError::Month), "date-month"),
    (Reason::Date(DateEntryError::Day), "date-day"),
    (Reason::Date(DateEntryError::CommonEraYear), "date-common-era"),
    (Reason::Date(DateEntryError::BuddhistEraYear), "date-buddhist-era"),
    (Reason::Date(DateEntryError::LeapDay), "date-leap-day"),
    (Reason::Date(DateEntryError::LeapDayBeforeReform), "date-leap-day-before-reform"),
    (Reason::Date(DateEntryError::NotInMonth), "date-not-in-month"),
    (Reason::Date(DateEntryError::Future), "date-future"),
    (Reason::Dose(ContentError::Product), "dose-product"),
    (Reason::Dose(ContentError::Lot), "dose-lot"),
    (Reason::Dose(ContentError::Dose), "dose-number"),
    (Reason::Dose(ContentError::Future), "dose-future"),
    (Reason::Laboratory(LaboratoryError::Test), "laboratory-test"),
    (Reason::Laboratory(LaboratoryError::Result), "laboratory-result"),
    (Reason::Laboratory(LaboratoryError::Future), "laboratory-future"),
];

impl Reason {
    /// Every reason that occurs.
    pub fn all() -> impl Iterator<Item = Self> {
        WORDS.iter().map(|(reason, _)| *reason)
    }

    /// The word in storage and answers. What a parser says of an empty text is [`Reason::Missing`] here.
    pub fn name(self) -> &'static str {
        WORDS.iter().find(|(reason, _)| *reason == self).map_or("missing", |(_, word)| word)
    }

    /// The reason of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        WORDS.iter().find(|(_, word)| *word == name).map(|(reason, _)| *reason)
    }
}

impl LineFault {
    /// That something is wrong with the line as a whole.
    pub const fn of_line(reason: Reason) -> Self {
        Self { column: None, reason }
    }

    /// As stored: `national-id:id-check-digit`, or `line:cells`.
    pub fn word(&self) -> String {
        format!("{}:{}", self.column.map_or("line", Column::name), self.reason.name())
    }

    /// The fault of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        let (column, reason) = word.split_once(':')?;
        let column = if column == "line" { None } else { Some(Column::from_name(column)?) };
        Some(Self { column, reason: Reason::from_name(reason)? })
    }

    /// As stored: the words, each with a space between.
    pub fn words(faults: &[Self]) -> String {
        faults.iter().map(Self::word).collect::<Vec<_>>().join(" ")
    }

    /// The faults of these words; `None` when one is none.
    pub fn from_words(words: &str) -> Option<Vec<Self>> {
        words.split_whitespace().map(Self::from_word).collect()
    }
}

impl Explain for LineFault {
    fn explain(&self) -> Bilingual {
        self.reason.explain()
    }
}

impl Explain for Reason {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Key(error) => error.explain(),
            Self::NationalId(error) => error.explain(),
            Self::Passport(error) => error.explain(),
            Self::State(error) => error.explain(),
            Self::Name(error) => error.explain(),
            Self::Date(error) => error.explain(),
            Self::Dose(error) => error.explain(),
            Self::Laboratory(error) => error.explain(),
            Self::Encoding => {
                Bilingual::new("บรรทัดนี้ไม่ใช่ UTF-8 บันทึกแฟ้มเป็น UTF-8", "The line is not UTF-8. Save the file as UTF-8.")
            }
            Self::LongLine => Bilingual::new(
                "บรรทัดยาวเกินกว่าระเบียนใด ๆ อาจขาดเครื่องหมายคำพูดปิด",
                "The line is longer than any record. A closing quotation mark may be missing.",
            ),
            Self::Cells => Bilingual::new(
                "จำนวนช่องไม่เท่ากับบรรทัดหัว ตรวจจุลภาคและเครื่องหมายคำพูด",
                "It has not as many cells as the header. Check commas and quotation marks.",
            ),
            Self::Format => {
                Bilingual::new("บรรทัดนี้ไม่ใช่ระเบียนตามรูปแบบของแฟ้ม", "The line is no record of the file's format.")
            }
            Self::Missing => Bilingual::new("ช่องนี้ต้องมีค่า", "A value is needed here."),
            Self::Control => Bilingual::new(
                "มีการขึ้นบรรทัดใหม่หรืออักขระที่มองไม่เห็นในช่อง ลบออก",
                "The cell holds a line break or an invisible character. Take it out.",
            ),
            Self::TooLong => Bilingual::new("ข้อความในช่องยาวเกินไป", "The cell is too long."),
            Self::NoDocument => Bilingual::new(
                "ไม่มีทั้งเลขประจำตัวประชาชนและเลขหนังสือเดินทาง",
                "There is neither a national id number nor a passport number.",
            ),
            Self::TwoDocuments => Bilingual::new(
                "มีทั้งเลขประจำตัวประชาชนและเลขหนังสือเดินทาง ใส่เลขประจำตัวประชาชนอย่างเดียว",
                "There is both a national id number and a passport number. Give the national id alone.",
            ),
            Self::NoContent => {
                Bilingual::new("ไม่มีทั้งวัคซีนและผลตรวจ", "There is neither a vaccine nor a laboratory result.")
            }
            Self::TwoContents => Bilingual::new(
                "มีทั้งวัคซีนและผลตรวจในบรรทัดเดียว แยกเป็นสองบรรทัด",
                "There is a vaccine and a laboratory result in one line. Make two lines of it.",
            ),
            Self::Word => Bilingual::new("ใช้คำที่กำหนดสำหรับช่องนี้เท่านั้น", "Use one of the words given for this column."),
            Self::UnitCode => Bilingual::new(
                "รหัสหน่วยบริการเป็นตัวเลข ตัวอักษรอังกฤษ และขีดเท่านั้น",
                "A unit's code is digits, Latin letters and hyphens.",
            ),
            Self::DateForm => Bilingual::new(
                "เขียนวันที่เป็น ปี-เดือน-วัน ค.ศ. เช่น 2026-01-02 หรือ วัน/เดือน/ปี พ.ศ. เช่น 2/1/2569",
                "Write dates as 2026-01-02 in the common era, or as 2/1/2569 in the Buddhist era.",
            ),
            Self::WholeDay => Bilingual::new("ใส่วัน เดือน และปีให้ครบ", "Give day, month and year."),
        }
    }
}
