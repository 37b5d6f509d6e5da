//! Dates as people type them: three parts, Buddhist era in Thai, common era in English, perhaps without day or month.
//!
//! Never guesses an era and never moves a date: what was written is kept beside what was understood.

use super::digits;
use crate::date::{BUDDHIST_ERA, Day};
use crate::language::{Bilingual, Explain, Language};
use std::fmt;
use thiserror::Error;

/// Years below this are taken for the common era in the Thai form, years from it for the Buddhist era in the English.
const BETWEEN_ERAS: i32 = 2300;
/// The first common-era year that began in January in Thailand: 2484 of the Buddhist era.
const REFORM: i32 = 2484 - BUDDHIST_ERA;

/// The three boxes of a date form, untouched. Day, or day and month, may be empty.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct DateParts<'a> {
    /// The day of the month.
    pub day: &'a str,
    /// The month, as a number.
    pub month: &'a str,
    /// The year, in the era of the form's language.
    pub year: &'a str,
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// The year alone.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
}

/// A date as it was entered.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateEntry {
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
    written: String,
    language: Language,
}

impl DateEntry {
    /// The date in the parts of a form in `language`: the year in the Buddhist era in Thai, in the common era in
    /// English. Thai digits count as digits.
    pub fn parse(parts: DateParts<'_>, language: Language) -> Result<Self, DateEntryError> {
        let [day, month, year] = [parts.day, parts.month, parts.year].map(digits::squeeze);
        if year.is_empty() {
            let nothing = day.is_empty() && month.is_empty();
            return Err(if nothing { DateEntryError::Empty } else { DateEntryError::YearMissing });
        }
        if month.is_empty() && !day.is_empty() {
            return Err(DateEntryError::MonthMissing);
        }
        let written: Vec<&str> =
            [parts.day, parts.month, parts.year].map(str::trim).into_iter().filter(|part| !part.is_empty()).collect();
        let entry = Self {
            year: common_era(&year, language)?,
            month: number(&month, 12, DateEntryError::Month)?,
            day: number(&day, 31, DateEntryError::Day)?,
            written: written.join("/"),
            language,
        };
        entry.in_calendar()
    }

    /// The birth date in the parts of a form, not after `today`.
    pub fn parse_birth(parts: DateParts<'_>, language: Language, today: Day) -> Result<Self, DateEntryError> {
        let entry = Self::parse(parts, language)?;
        let (year, month, day) = today.numbers();
        let earliest = (entry.year, entry.month.unwrap_or(1), entry.day.unwrap_or(1));
        if earliest > (year, month, day) { Err(DateEntryError::Future) } else { Ok(entry) }
    }

    /// The day, where it is known.
    pub fn day(&self) -> Option<Day> {
        Day::from_numbers(self.year, self.month?, self.day?)
    }

    /// Year (common era), month and day of the month, as far as they are known.
    pub const fn numbers(&self) -> (i32, Option<u8>, Option<u8>) {
        (self.year, self.month, self.day)
    }

    /// How much is known.
    pub const fn precision(&self) -> Precision {
        match (self.month, self.day) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
        }
    }

    /// As stored, common era: `2024-02-29`, `2024-02` or `2024`.
    pub fn iso(&self) -> String {
        let part = |part: Option<u8>| part.map_or_else(String::new, |part| format!("-{part:02}"));
        format!("{:04}{}{}", self.year, part(self.month), part(self.day))
    }

    /// What was written, the parts joined by `/`, in the era and digits of the form.
    pub fn as_written(&self) -> &str {
        &self.written
    }

    /// The language of the form, and so the era of [`as_written`](Self::as_written).
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Day, month and year for the boxes of a form in `language`; empty where unknown.
    pub fn boxes(&self, language: Language) -> [String; 3] {
        let part = |part: Option<u8>| part.map_or_else(String::new, |part| part.to_string());
        let year = match language {
            Language::Th => self.year + BUDDHIST_ERA,
            Language::En => self.year,
        };
        [part(self.day), part(self.month), format!("{year:04}")]
    }

    /// Whether the year is one of those that began in April (before 2484 of the Buddhist era). Papers of that time date
    /// January to March with the number of the year before, so that what is understood here may be a year too early:
    /// an officer compares it with the paper.
    pub const fn before_calendar_reform(&self) -> bool {
        self.year < REFORM
    }

    fn in_calendar(self) -> Result<Self, DateEntryError> {
        let exists = |year| Day::from_numbers(year, self.month.unwrap_or(1), self.day.unwrap_or(1)).is_some();
        let leap_day = (self.month, self.day) == (Some(2), Some(29));
        match () {
            () if exists(self.year) => Ok(self),
            () if leap_day
                && self.language == Language::Th
                && self.before_calendar_reform()
                && exists(self.year + 1) =>
            {
                Err(DateEntryError::LeapDayBeforeReform)
            }
            () if leap_day => Err(DateEntryError::LeapDay),
            () => Err(DateEntryError::NotInMonth),
        }
    }
}

impl fmt::Debug for DateEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DateEntry(…)")
    }
}

/// The common-era year of four digits typed into a form in `language`.
fn common_era(year: &str, language: Language) -> Result<i32, DateEntryError> {
    if !digits::are_digits(year) || year.len() != 4 {
        return Err(DateEntryError::Year);
    }
    match (language, year.parse().map_err(|_| DateEntryError::Year)?) {
        (_, 0) => Err(DateEntryError::Year),
        (Language::Th, year) if year < BETWEEN_ERAS => Err(DateEntryError::CommonEraYear),
        (Language::En, year) if year >= BETWEEN_ERAS => Err(DateEntryError::BuddhistEraYear),
        (Language::Th, year) => Ok(year - BUDDHIST_ERA),
        (Language::En, year) => Ok(year),
    }
}

/// The number in a box, from 1 to `most`; `None` where the box is empty.
fn number(text: &str, most: u8, error: DateEntryError) -> Result<Option<u8>, DateEntryError> {
    if text.is_empty() {
        return Ok(None);
    }
    if !digits::are_digits(text) || text.len() > 2 {
        return Err(error);
    }
    text.parse().ok().filter(|number| (1..=most).contains(number)).map(Some).ok_or(error)
}

/// Why three parts are no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum DateEntryError {
    /// Nothing was typed.
    #[error("the date is empty")]
    Empty,
    /// A day or month without a year.
    #[error("the year is missing")]
    YearMissing,
    /// A day without a month.
    #[error("the month is missing")]
    MonthMissing,
    /// Not a year of four digits.
    #[error("the year is not one of four digits")]
    Year,
    /// Not a month from 1 to 12.
    #[error("the month is not one from 1 to 12")]
    Month,
    /// Not a day from 1 to 31.
    #[error("the day is not one from 1 to 31")]
    Day,
    /// A year that looks like the common era in the Thai form: asked about, not guessed.
    #[error("the year looks like the common era, the form asks for the Buddhist era")]
    CommonEraYear,
    /// A year that looks like the Buddhist era in the English form: asked about, not guessed.
    #[error("the year looks like the Buddhist era, the form asks for the common era")]
    BuddhistEraYear,
    /// 29 February of a year that has none.
    #[error("this year has no 29 February")]
    LeapDay,
    /// 29 February of a year before 2484 that has one only when counted from April.
    #[error("29 February of a year that began in April belongs to the next year as years are counted now")]
    LeapDayBeforeReform,
    /// The month has fewer days.
    #[error("this month has fewer days")]
    NotInMonth,
    /// A birth after today.
    #[error("the birth date is in the future")]
    Future,
}

impl Explain for DateEntryError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Empty => Bilingual::new("พิมพ์วันที่ หรืออย่างน้อยปี", "Enter the date, or at least the year."),
            Self::YearMissing => {
                Bilingual::new("ยังไม่มีปี พิมพ์ปี พ.ศ. สี่หลัก", "The year is missing. Enter it with four digits.")
            }
            Self::MonthMissing => Bilingual::new(
                "มีวันแต่ไม่มีเดือน พิมพ์เดือน หรือลบวันหากไม่ทราบ",
                "There is a day but no month. Enter the month, or clear the day if it is not known.",
            ),
            Self::Year => Bilingual::new(
                "ปีไม่ถูกต้อง พิมพ์ปี พ.ศ. เป็นตัวเลขสี่หลัก เช่น 2567",
                "The year is not right. Enter it with four digits, for example 2024.",
            ),
            Self::Month => {
                Bilingual::new("เดือนไม่ถูกต้อง พิมพ์ตัวเลข 1 ถึง 12", "The month is not right. Enter a number from 1 to 12.")
            }
            Self::Day => {
                Bilingual::new("วันที่ไม่ถูกต้อง พิมพ์ตัวเลข 1 ถึง 31", "The day is not right. Enter a number from 1 to 31.")
            }
            Self::CommonEraYear => Bilingual::new(
                "ปีนี้ดูเหมือน ค.ศ. แต่ช่องนี้เป็น พ.ศ. หากตั้งใจพิมพ์ ค.ศ. ให้บวก 543 แล้วพิมพ์ใหม่",
                "This year looks like the common era, but the box asks for the Buddhist era. If so, add 543 and enter it again.",
            ),
            Self::BuddhistEraYear => Bilingual::new(
                "ปีนี้ดูเหมือน พ.ศ. แต่ช่องนี้เป็น ค.ศ. หากตั้งใจพิมพ์ พ.ศ. ให้ลบ 543 แล้วพิมพ์ใหม่",
                "This year looks like the Buddhist era, but the box asks for the common era. If so, subtract 543 and enter it again.",
            ),
            Self::LeapDay => Bilingual::new(
                "ปีนี้ไม่มีวันที่ 29 กุมภาพันธ์ ตรวจวันที่และปี",
                "This year has no 29 February. Check the day and the year.",
            ),
            Self::LeapDayBeforeReform => Bilingual::new(
                "ก่อน พ.ศ. 2484 ปีเริ่มในเดือนเมษายน วันที่ 29 กุมภาพันธ์ของปีนี้ในเอกสารคือปีถัดไปตามการนับปัจจุบัน ให้พิมพ์ปีถัดไป",
                "Before 2484 (1941) the Thai year began in April, so 29 February of this year belongs to the next year as counted now. Enter the next year.",
            ),
            Self::NotInMonth => Bilingual::new(
                "เดือนนี้ไม่มีวันที่นี้ ตรวจวันที่และเดือน",
                "This month has no such day. Check the day and the month.",
            ),
            Self::Future => Bilingual::new(
                "วันเกิดอยู่ในอนาคต ตรวจวัน เดือน และปี",
                "The birth date is in the future. Check the day, the month and the year.",
            ),
        }
    }
}

#[cfg(test)]
mod tests;
