//! What can be wrong with a machine-readable zone, said so that a person finds the place.

use super::{Bilingual, Error, Explain};

/// A part of the zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MrzField {
    /// First line: who issued the passport.
    IssuingState,
    /// First line: the holder's name.
    Name,
    /// Second line: the passport number.
    Number,
    /// Second line: the holder's nationality.
    Nationality,
    /// Second line: the birth date.
    Birth,
    /// Second line: sex.
    Sex,
    /// Second line: the date of expiry.
    Expiry,
    /// Second line: the personal number.
    Personal,
    /// The second line as a whole.
    Whole,
}

/// Why a text is no machine-readable zone. Lines and positions count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum MrzError {
    /// Nothing was typed.
    #[error("the machine-readable zone is empty")]
    Empty,
    /// Not two lines of 44.
    #[error("the machine-readable zone has not two lines of 44 characters")]
    Length,
    /// A character that cannot stand there.
    #[error("line {line}, position {position}: a character that cannot stand there")]
    Character {
        /// The line.
        line: usize,
        /// The place in it.
        position: usize,
    },
    /// A letter O for a zero or a zero for a letter O. Where only the check digit tells, the place is the first one at
    /// which exchanging the two would make it fit.
    #[error("line {line}, position {position}: letter O and zero are confused")]
    LetterOrZero {
        /// The line.
        line: usize,
        /// The place in it.
        position: usize,
    },
    /// The first line does not begin with P.
    #[error("the document is not a passport")]
    NotAPassport,
    /// A check digit does not fit.
    #[error("the check digit of {0:?} does not fit")]
    CheckDigit(MrzField),
    /// The check digits fit and the content is nothing known.
    #[error("{0:?} is not legal")]
    Field(MrzField),
}

impl MrzError {
    /// Line and position of the wrong character, where one is known; shown beside the sentence.
    pub const fn place(self) -> Option<(usize, usize)> {
        match self {
            Self::Character { line, position } | Self::LetterOrZero { line, position } => Some((line, position)),
            _ => None,
        }
    }
}

impl Explain for MrzError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Empty => Bilingual::new(
                "พิมพ์สองบรรทัดล่างของหน้าหนังสือเดินทางที่มีรูปถ่าย",
                "Enter the two lines at the bottom of the passport page with the photo.",
            ),
            Self::Length => Bilingual::new(
                "ต้องมีสองบรรทัด บรรทัดละ 44 ตัว รวมเครื่องหมาย < ตรวจว่าพิมพ์ขาดหรือเกิน",
                "There are two lines of 44 characters each, the marks < included. Check for missing or extra ones.",
            ),
            Self::Character { .. } => Bilingual::new(
                "มีอักขระที่อยู่ในตำแหน่งที่ระบุไม่ได้ ใช้เฉพาะ A–Z, 0–9 และ < แล้วตรวจกับหนังสือเดินทาง",
                "A character cannot stand at the place named. Use only A–Z, 0–9 and <, and compare with the passport.",
            ),
            Self::LetterOrZero { .. } => Bilingual::new(
                "น่าจะสลับตัวอักษร O กับเลข 0 ในตำแหน่งที่ระบุ ตรวจกับหนังสือเดินทางแล้วแก้ไข",
                "The letter O and the digit 0 seem to be confused at the place named. Compare with the passport and correct it.",
            ),
            Self::NotAPassport => Bilingual::new(
                "บรรทัดแรกต้องขึ้นต้นด้วย P ใช้หนังสือเดินทาง มิใช่เอกสารเดินทางชนิดอื่น",
                "The first line begins with P. Use a passport, not another kind of document.",
            ),
            Self::CheckDigit(field) => check_digit(*field),
            Self::Field(field) => content(*field),
        }
    }
}

const fn check_digit(field: MrzField) -> Bilingual {
    match field {
        MrzField::Number => Bilingual::new(
            "หมายเลขหนังสือเดินทาง (บรรทัดที่สอง ตัวที่ 1–10) ไม่ตรงกับเลขตรวจสอบ ตรวจทีละตัว",
            "The passport number (line two, 1–10) does not fit its check digit. Compare each character.",
        ),
        MrzField::Birth => Bilingual::new(
            "วันเกิด (บรรทัดที่สอง ตัวที่ 14–20) ไม่ตรงกับเลขตรวจสอบ ตรวจทีละตัว",
            "The birth date (line two, 14–20) does not fit its check digit. Compare each character.",
        ),
        MrzField::Expiry => Bilingual::new(
            "วันหมดอายุ (บรรทัดที่สอง ตัวที่ 22–28) ไม่ตรงกับเลขตรวจสอบ ตรวจทีละตัว",
            "The date of expiry (line two, 22–28) does not fit its check digit. Compare each character.",
        ),
        MrzField::Personal => Bilingual::new(
            "เลขส่วนบุคคล (บรรทัดที่สอง ตัวที่ 29–43) ไม่ตรงกับเลขตรวจสอบ ตรวจทีละตัว",
            "The personal number (line two, 29–43) does not fit its check digit. Compare each character.",
        ),
        _ => Bilingual::new(
            "เลขตรวจสอบตัวสุดท้ายของบรรทัดที่สองไม่ตรง ตรวจทั้งบรรทัดทีละตัว",
            "The last check digit of line two does not fit. Compare the whole line, character by character.",
        ),
    }
}

const fn content(field: MrzField) -> Bilingual {
    match field {
        MrzField::IssuingState => Bilingual::new(
            "ไม่มีประเทศหรือองค์การที่ใช้รหัสผู้ออกหนังสือเดินทางนี้ ตรวจบรรทัดแรก ตัวที่ 3–5",
            "No state or organisation has this issuing code. Check line one, 3–5.",
        ),
        MrzField::Nationality => Bilingual::new(
            "ไม่มีรหัสสัญชาตินี้ ตรวจบรรทัดที่สอง ตัวที่ 11–13",
            "There is no such nationality code. Check line two, 11–13.",
        ),
        MrzField::Name => {
            Bilingual::new("ไม่พบชื่อในบรรทัดแรก ตรวจตั้งแต่ตัวที่ 6", "There is no name in line one. Check from position 6.")
        }
        MrzField::Number => Bilingual::new(
            "หมายเลขหนังสือเดินทางต้องมี 6 ถึง 9 ตัว ตรวจบรรทัดที่สอง ตัวที่ 1–9",
            "A passport number has 6 to 9 characters. Check line two, 1–9.",
        ),
        MrzField::Birth => Bilingual::new(
            "ไม่มีวันเกิดเช่นนี้ ตรวจบรรทัดที่สอง ตัวที่ 14–19",
            "There is no such birth date. Check line two, 14–19.",
        ),
        MrzField::Sex => Bilingual::new(
            "ช่องเพศต้องเป็น M, F, X หรือ < ตรวจบรรทัดที่สอง ตัวที่ 21",
            "Sex is M, F, X or <. Check line two, position 21.",
        ),
        MrzField::Expiry => Bilingual::new(
            "ไม่มีวันหมดอายุเช่นนี้ ตรวจบรรทัดที่สอง ตัวที่ 22–27",
            "There is no such date of expiry. Check line two, 22–27.",
        ),
        MrzField::Personal | MrzField::Whole => {
            Bilingual::new("บรรทัดที่สองไม่ถูกต้อง ตรวจทีละตัว", "Line two is not right. Compare each character.")
        }
    }
}
