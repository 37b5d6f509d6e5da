//! What registers, steps, states and refusals are called.

use super::{Refusal, Register, State, Step};
use crate::language::{Bilingual, Explain};

impl Register {
    /// Its name.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Contract => Bilingual::new("ทะเบียนผู้รับจ้าง", "Contractors"),
            Self::Disclosure => Bilingual::new("ทะเบียนการเปิดเผยตามกฎหมาย", "Disclosures by law"),
            Self::Transfer => Bilingual::new("ทะเบียนการส่งข้อมูลไปต่างประเทศ", "Transfers abroad"),
            Self::Export => Bilingual::new("การนำรายชื่อออกเป็นแฟ้ม", "Lists taken out as files"),
        }
    }

    /// What it is for.
    pub const fn about(self) -> Bilingual {
        match self {
            Self::Contract => Bilingual::new(
                "สัญญา ขอบเขต ช่วงเวลา และมาตรการ ผู้รับจ้างเห็นข้อมูลได้เท่าที่สัญญาและช่วงเวลานั้นให้ เตือนก่อนสิ้นสัญญา 60 30 และ 7 วัน",
                "Contract, scope, dates, measures. A contractor sees data under a contract, within its dates, and no longer. \
                 Warnings go out 60, 30 and 7 days before the end.",
            ),
            Self::Disclosure => Bilingual::new(
                "คำสั่งของหน่วยงานที่มีอำนาจ เจ้าหน้าที่สองคนต้องเห็นตรงกันก่อนเปิดข้อมูล และเจ้าของข้อมูลเห็นบันทึกเมื่อถึงวันที่กำหนด",
                "Orders of competent authorities. Two officers must agree before any value is opened, and the person sees it \
                 from the day it may be told.",
            ),
            Self::Transfer => Bilingual::new(
                "ปลายทาง ผู้รับ ข้อมูล และฐานหรือมาตรการคุ้มครองตามกฎหมาย",
                "Destination, recipient, data, and the ground or safeguard the law demands.",
            ),
            Self::Export => Bilingual::new(
                "แฟ้มที่มีเกิน 100 รายต้องมีเจ้าหน้าที่คนที่สองยืนยันก่อน ทุกรายในแฟ้มเห็นในบันทึกของตน",
                "A file of more than 100 persons needs a second officer first. Everybody in it sees it in their own log.",
            ),
        }
    }
}

impl Step {
    /// The step in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Entered => Bilingual::new("ลงทะเบียน รอเจ้าหน้าที่คนที่สอง", "Entered; a second officer is to confirm it"),
            Self::Confirmed => Bilingual::new("ยืนยัน", "Confirm"),
            Self::Refused => Bilingual::new("ไม่ยืนยัน", "Refuse"),
            Self::Warned(60) => Bilingual::new("เตือนก่อนสิ้นสุด 60 วัน", "Warned 60 days before the end"),
            Self::Warned(30) => Bilingual::new("เตือนก่อนสิ้นสุด 30 วัน", "Warned 30 days before the end"),
            Self::Warned(_) => Bilingual::new("เตือนก่อนสิ้นสุด 7 วัน", "Warned 7 days before the end"),
            Self::Opened => Bilingual::new("เปิดข้อมูลหรือทำแฟ้มแล้ว", "Opened, to be handed over"),
            Self::Revealed => Bilingual::new("แจ้งเจ้าของข้อมูลแล้ว", "The person was told"),
            Self::Ended => Bilingual::new("สิ้นสุด", "End it"),
        }
    }

    /// What has happened, in words.
    pub const fn done(self) -> Bilingual {
        match self {
            Self::Confirmed => Bilingual::new("เจ้าหน้าที่คนที่สองยืนยันแล้ว", "A second officer confirmed it"),
            Self::Refused => Bilingual::new("เจ้าหน้าที่คนที่สองไม่ยืนยัน", "A second officer refused it"),
            Self::Ended => Bilingual::new("สิ้นสุดแล้ว", "It has ended"),
            other => other.label(),
        }
    }
}

impl State {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Standing, Self::Refused, Self::Ended];

    /// The state in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Waiting => Bilingual::new("รอยืนยัน", "waits to be confirmed"),
            Self::Standing => Bilingual::new("มีผล", "in force"),
            Self::Refused => Bilingual::new("ไม่ยืนยัน", "refused"),
            Self::Ended => Bilingual::new("สิ้นสุดแล้ว", "ended"),
        }
    }

    /// The word in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Standing => "standing",
            Self::Refused => "refused",
            Self::Ended => "ended",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

impl Explain for Refusal {
    fn explain(&self) -> Bilingual {
        match self {
            Self::NotNow => Bilingual::new("ทำขั้นนี้ไม่ได้ในตอนนี้", "This step cannot be taken now."),
            Self::TwoOfficers => Bilingual::new(
                "แฟ้มนี้มีเกิน 100 ราย ต้องให้เจ้าหน้าที่อีกคนยืนยันก่อน",
                "This file holds more than 100 persons: another officer confirms it first.",
            ),
            Self::OwnEntry => Bilingual::new(
                "ผู้ลงทะเบียนยืนยันเรื่องของตนเองไม่ได้ ต้องเป็นเจ้าหน้าที่อีกคน",
                "Whoever entered it does not confirm it: another officer does.",
            ),
        }
    }
}
