//! The purposes data is used for. A new one is asked about before it is used (article 6).

use crate::language::Bilingual;

/// A purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PurposeId {
    /// Giving the service.
    Service,
    /// The register of people entitled to vaccines.
    VaccineRegister,
    /// Reaching the person.
    Contact,
    /// Putting wrong records right and other rights.
    Rights,
    /// Keeping the service secure.
    Security,
    /// Keeping traffic data as the law commands.
    TrafficLog,
    /// Counting use.
    Statistics,
    /// News that can be stopped.
    News,
    /// Suggesting health units near the person.
    Nearby,
    /// Handing over what a competent authority orders by law.
    LawfulOrder,
}

impl PurposeId {
    /// All purposes.
    pub const ALL: [Self; 10] = [
        Self::Service,
        Self::VaccineRegister,
        Self::Contact,
        Self::Rights,
        Self::Security,
        Self::TrafficLog,
        Self::Statistics,
        Self::News,
        Self::Nearby,
        Self::LawfulOrder,
    ];

    /// Its id: kebab case, stable, the same in paths, storage and exports.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::VaccineRegister => "vaccine-register",
            Self::Contact => "contact",
            Self::Rights => "rights",
            Self::Security => "security",
            Self::TrafficLog => "traffic-log",
            Self::Statistics => "statistics",
            Self::News => "news",
            Self::Nearby => "nearby",
            Self::LawfulOrder => "lawful-order",
        }
    }

    /// Its name.
    pub const fn name(self) -> Bilingual {
        match self {
            Self::Service => Bilingual::new("ให้บริการ", "Giving the service"),
            Self::VaccineRegister => Bilingual::new("ทะเบียนวัคซีนและผลตรวจ", "Vaccine register and results"),
            Self::Contact => Bilingual::new("ติดต่อท่าน", "Reaching you"),
            Self::Rights => Bilingual::new("การใช้สิทธิและการแก้ข้อมูล", "Rights and corrections"),
            Self::Security => Bilingual::new("ความมั่นคงปลอดภัย", "Security"),
            Self::TrafficLog => Bilingual::new("บันทึกตามกฎหมายคอมพิวเตอร์", "Lawful traffic log"),
            Self::Statistics => Bilingual::new("สถิติการใช้บริการ", "Statistics of use"),
            Self::News => Bilingual::new("ข่าวสาร", "News"),
            Self::Nearby => Bilingual::new("แนะนำหน่วยบริการใกล้บ้าน", "Units near you"),
            Self::LawfulOrder => Bilingual::new("เปิดเผยตามคำสั่งที่กฎหมายบังคับ", "Orders the law compels"),
        }
    }

    /// What is done for it.
    pub const fn explanation(self) -> Bilingual {
        match self {
            Self::Service => Bilingual::new(
                "ยืนยันว่าท่านเป็นใคร แสดงข้อมูลของท่าน และทำสิ่งที่ท่านขอ",
                "Knowing who you are, showing your data, and doing what you ask.",
            ),
            Self::VaccineRegister => Bilingual::new(
                "จัดทำรายชื่อผู้มีสิทธิรับวัคซีน บันทึกการฉีด และผลตรวจทางห้องปฏิบัติการ",
                "Keeping the register of people entitled to vaccines, vaccinations given, and laboratory results.",
            ),
            Self::Contact => Bilingual::new(
                "แจ้งเรื่องที่จำเป็นต่อบริการ และตอบคำถามของท่าน",
                "Telling you what the service depends on, and answering your questions.",
            ),
            Self::Rights => Bilingual::new(
                "รับเรื่อง ตรวจข้อเท็จจริง แก้ข้อมูลที่ผิด และเก็บหลักฐานว่าทำแล้ว",
                "Taking a case, checking the facts, correcting what is wrong, and keeping proof that it was done.",
            ),
            Self::Security => Bilingual::new(
                "ป้องกันการเข้าถึงโดยไม่มีสิทธิ และให้ท่านเห็นว่าใครเปิดดูข้อมูล",
                "Preventing access without right, and letting you see who looked.",
            ),
            Self::TrafficLog => Bilingual::new(
                "เก็บข้อมูลจราจรทางคอมพิวเตอร์ตามที่กฎหมายสั่ง",
                "Keeping computer traffic data as the law commands.",
            ),
            Self::Statistics => Bilingual::new(
                "นับจำนวนการใช้ และรวมยอดตามช่วงอายุ เพศ จังหวัด และเดือน โดยไม่แสดงว่าเป็นใคร",
                "Counting use, and adding up by age band, sex, province and month, never showing whose it is.",
            ),
            Self::News => {
                Bilingual::new("ส่งข่าวสารสุขภาพ ท่านสั่งหยุดได้ทุกเมื่อ", "Sending health news; you can stop it at any time.")
            }
            Self::Nearby => Bilingual::new(
                "ใช้จังหวัดและอำเภอที่ท่านให้ไว้ แนะนำหน่วยบริการ",
                "Suggesting health units by the province and district you gave.",
            ),
            Self::LawfulOrder => Bilingual::new(
                "ส่งข้อมูลเท่าที่คำสั่งของหน่วยงานที่มีอำนาจระบุ และเก็บบันทึกไว้ให้ท่านเห็น",
                "Handing over what a competent authority's order names and no more, and keeping a record that you see.",
            ),
        }
    }
}
