//! What becomes of a record a partner sends: taken, with what its sender should know, or refused, with the reason.

use domain::matching::Reason;
use domain::presence::PresenceError;
use domain::{Bilingual, Explain, Id};
use thiserror::Error;

/// What became of a record that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// What was done.
    pub took: Took,
    /// The record, or the review it waits in.
    pub id: Id,
    /// The version of the record; 0 for a review.
    pub version: u32,
    /// What the sender should know.
    pub notes: Vec<TakenNote>,
}

/// What was done with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Took {
    /// It is new.
    Recorded,
    /// It follows what was known of it.
    Changed,
    /// It says what is known.
    Known,
    /// An officer decides whose it is.
    Waits,
}

/// What a sender should know of a record that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TakenNote {
    /// The presence code confirmed nothing.
    Presence(PresenceError),
    /// Something is not as it is known.
    Differs(Reason),
}

/// Why a record was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum NotTaken {
    /// It was done by another organisation than the one that sends it.
    #[error("the record is of another organisation")]
    OtherUnit,
    /// Its name means a record of somebody else.
    #[error("the name of the record means a record of somebody else")]
    OtherPerson,
    /// An officer decided that it is not about whom it says.
    #[error("an officer decided that the record is not about this person")]
    NotTheirs,
    /// It was put right in a case since.
    #[error("the record was put right in a case")]
    PutRight,
    /// A case about it is open.
    #[error("a case about the record is open")]
    Disputed,
    /// Something else of this name waits for an officer.
    #[error("the record waits for an officer with something else in it")]
    Waits,
    /// Its name means a record of somebody whose data was erased.
    #[error("the name of the record means one of somebody whose data was erased")]
    Erased,
    /// It is marked wrong, and nobody knows it.
    #[error("there is no such record to mark")]
    Unknown,
    /// Something else in the same transaction was refused.
    #[error("nothing of the transaction was done")]
    Together,
}

/// What became of each record of a request.
pub type Outcomes = Vec<Result<Taken, NotTaken>>;

impl NotTaken {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::OtherUnit,
        Self::OtherPerson,
        Self::NotTheirs,
        Self::PutRight,
        Self::Disputed,
        Self::Waits,
        Self::Erased,
        Self::Unknown,
        Self::Together,
    ];

    /// The one of this reason code.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The reason code.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OtherUnit => "other-unit",
            Self::OtherPerson => "other-person",
            Self::NotTheirs => "not-theirs",
            Self::PutRight => "put-right",
            Self::Disputed => "disputed",
            Self::Waits => "waits",
            Self::Erased => "erased",
            Self::Unknown => "unknown",
            Self::Together => "together",
        }
    }
}

impl Explain for NotTaken {
    fn explain(&self) -> Bilingual {
        match self {
            Self::OtherUnit => Bilingual::new(
                "บันทึกนี้เป็นของหน่วยอื่น หน่วยที่ทำต้องเป็นผู้ส่ง",
                "The record is of another unit: the unit that did it sends it.",
            ),
            Self::OtherPerson => Bilingual::new(
                "รหัสบันทึกนี้ใช้กับบันทึกของบุคคลอื่นแล้ว",
                "This identifier means a record of somebody else already.",
            ),
            Self::NotTheirs => Bilingual::new(
                "เจ้าหน้าที่ตัดสินแล้วว่าบันทึกนี้ไม่ใช่ของบุคคลนี้",
                "An officer decided that this record is not about this person.",
            ),
            Self::PutRight => Bilingual::new(
                "บันทึกนี้ถูกแก้ไขตามคำร้องแล้ว เปลี่ยนได้ผ่านเรื่องใหม่เท่านั้น",
                "The record was put right in a case; it changes through another case alone.",
            ),
            Self::Disputed => Bilingual::new(
                "มีเรื่องขอแก้บันทึกนี้อยู่ รอให้เรื่องเสร็จก่อน",
                "A case about this record is open; it is decided there.",
            ),
            Self::Waits => Bilingual::new(
                "บันทึกรหัสนี้รอเจ้าหน้าที่ตรวจอยู่ และที่ส่งมาไม่ตรงกับฉบับที่รอ ส่งอีกครั้งหลังเจ้าหน้าที่ตรวจแล้ว",
                "A record of this identifier waits for an officer, and this is not the same. Send it again once that is decided.",
            ),
            Self::Erased => Bilingual::new(
                "รหัสบันทึกนี้ใช้กับบุคคลที่ข้อมูลถูกลบแล้ว",
                "This identifier means a record of somebody whose data was erased.",
            ),
            Self::Unknown => {
                Bilingual::new("ไม่มีบันทึกนี้ให้ทำเครื่องหมายว่าผิด", "There is no such record to mark as entered in error.")
            }
            Self::Together => Bilingual::new(
                "รายการอื่นในชุดเดียวกันถูกปฏิเสธ จึงไม่ทำรายการใด",
                "Another entry of the transaction was refused, so none was done.",
            ),
        }
    }
}

impl TakenNote {
    /// The reason code.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Presence(error) => error.name(),
            Self::Differs(reason) => reason.name(),
        }
    }
}

impl Explain for TakenNote {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Presence(error) => error.explain(),
            Self::Differs(reason) => reason.explain(),
        }
    }
}
