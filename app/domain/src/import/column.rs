//! The columns of a file of records: names that do not change, in any order, each at most once.

use crate::language::Bilingual;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// The system of the record's name at the sender, a URI.
    RecordSystem,
    /// The record's name there.
    RecordId,
    /// The national id.
    NationalId,
    /// The passport number, of people without a national id.
    Passport,
    /// Who issued it, three letters.
    PassportState,
    /// The birth date: `1980-05-03`, `1980-05`, `1980`, or `3/5/2523`.
    BirthDate,
    /// The first name, or the one name.
    FirstName,
    /// The last name.
    LastName,
    /// `female`, `male` or `other`.
    Sex,
    /// The unit that did it, by its code.
    Unit,
    /// `completed` or `entered-in-error`.
    Status,
    /// The vaccine, by its CVX code.
    Vaccine,
    /// Its lot.
    Lot,
    /// Which dose, from 1.
    Dose,
    /// What was tested.
    Test,
    /// What was found.
    Result,
    /// The day of the dose or sample: `2026-01-02` or `2/1/2569`.
    Day,
    /// The code the person's device showed.
    Presence,
}

impl Column {
    /// How many there are.
    pub const COUNT: usize = 18;

    /// All columns, in the order in which they are described.
    pub const ALL: [Self; Self::COUNT] = [
        Self::RecordSystem,
        Self::RecordId,
        Self::NationalId,
        Self::Passport,
        Self::PassportState,
        Self::BirthDate,
        Self::FirstName,
        Self::LastName,
        Self::Sex,
        Self::Unit,
        Self::Status,
        Self::Vaccine,
        Self::Lot,
        Self::Dose,
        Self::Test,
        Self::Result,
        Self::Day,
        Self::Presence,
    ];

    /// The name in the header, and in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RecordSystem => "record-system",
            Self::RecordId => "record-id",
            Self::NationalId => "national-id",
            Self::Passport => "passport",
            Self::PassportState => "passport-state",
            Self::BirthDate => "birth-date",
            Self::FirstName => "first-name",
            Self::LastName => "last-name",
            Self::Sex => "sex",
            Self::Unit => "unit",
            Self::Status => "status",
            Self::Vaccine => "vaccine",
            Self::Lot => "lot",
            Self::Dose => "dose",
            Self::Test => "test",
            Self::Result => "result",
            Self::Day => "day",
            Self::Presence => "presence",
        }
    }

    /// The column of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }

    /// The column in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::RecordSystem => Bilingual::new("ระบบของเลขระเบียน", "System of record names"),
            Self::RecordId => Bilingual::new("เลขระเบียน", "Record's name"),
            Self::NationalId => Bilingual::new("เลขประจำตัวประชาชน", "National id number"),
            Self::Passport => Bilingual::new("เลขหนังสือเดินทาง", "Passport number"),
            Self::PassportState => Bilingual::new("ประเทศผู้ออกหนังสือเดินทาง", "State that issued the passport"),
            Self::BirthDate => Bilingual::new("วันเกิด", "Date of birth"),
            Self::FirstName => Bilingual::new("ชื่อ", "First name"),
            Self::LastName => Bilingual::new("นามสกุล", "Last name"),
            Self::Sex => Bilingual::new("เพศ", "Sex"),
            Self::Unit => Bilingual::new("รหัสหน่วยบริการ", "Code of the unit"),
            Self::Status => Bilingual::new("สถานะ", "Status"),
            Self::Vaccine => Bilingual::new("รหัสวัคซีน (CVX)", "Vaccine (CVX)"),
            Self::Lot => Bilingual::new("รุ่นที่ผลิต", "Lot"),
            Self::Dose => Bilingual::new("เข็มที่", "Dose"),
            Self::Test => Bilingual::new("การตรวจ", "Test"),
            Self::Result => Bilingual::new("ผลตรวจ", "Result"),
            Self::Day => Bilingual::new("วันที่ฉีดหรือเก็บตัวอย่าง", "Day of the dose or sample"),
            Self::Presence => Bilingual::new("รหัสแสดงตัว", "Presence code"),
        }
    }
}
