//! Who receives data (articles 3 and 5). A new recipient is asked about before data goes to it.

use crate::language::Bilingual;

/// A recipient, or a kind of recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecipientId {
    /// The civil registration authority.
    ProvincialAdministration,
    /// Units that vaccinate and test.
    HealthUnits,
    /// The division that decides escalated cases.
    Division,
    /// Those who work under contract.
    Contractors,
    /// Authorities with a lawful order.
    Authorities,
}

impl RecipientId {
    /// All recipients.
    pub const ALL: [Self; 5] =
        [Self::ProvincialAdministration, Self::HealthUnits, Self::Division, Self::Contractors, Self::Authorities];

    /// Its id: kebab case, stable, the same in storage and exports.
    pub const fn id(self) -> &'static str {
        match self {
            Self::ProvincialAdministration => "provincial-administration",
            Self::HealthUnits => "health-units",
            Self::Division => "division",
            Self::Contractors => "contractors",
            Self::Authorities => "authorities",
        }
    }

    /// Its name.
    pub const fn name(self) -> Bilingual {
        match self {
            Self::ProvincialAdministration => Bilingual::new("กรมการปกครอง", "Department of Provincial Administration"),
            Self::HealthUnits => Bilingual::new("หน่วยบริการสุขภาพ", "Health service units"),
            Self::Division => Bilingual::new("กองยุทธศาสตร์และแผนงาน", "Strategy and Planning Division"),
            Self::Contractors => Bilingual::new("ผู้รับจ้างตามสัญญา", "Contractors"),
            Self::Authorities => Bilingual::new("เจ้าหน้าที่ผู้มีคำสั่งตามกฎหมาย", "Authorities with a lawful order"),
        }
    }

    /// Under which conditions it receives data.
    pub const fn explanation(self) -> Bilingual {
        match self {
            Self::ProvincialAdministration => Bilingual::new(
                "เพื่อยืนยันตัวบุคคลและทำทะเบียนผู้มีสิทธิ ภายใต้ข้อตกลงระหว่างหน่วยงาน",
                "To confirm who a person is and keep the register, under an agreement between the two bodies.",
            ),
            Self::HealthUnits => Bilingual::new(
                "เพื่อฉีดวัคซีน ตรวจ และแก้ข้อมูลที่หน่วยนั้นบันทึก เฉพาะผู้ลงนามรักษาความลับ",
                "To vaccinate, to test and to correct what the unit recorded; only people under a non-disclosure agreement.",
            ),
            Self::Division => {
                Bilingual::new("เพื่อตัดสินเรื่องที่เกินกำหนดหรือมีข้อโต้แย้ง", "To decide cases that are overdue or disputed.")
            }
            Self::Contractors => Bilingual::new(
                "เช่น ผู้ส่งข้อความสั้นและอีเมลแทนเรา เฉพาะงานและช่วงเวลาในสัญญา เมื่อสัญญาจบ การเข้าถึงจบ",
                "Those who carry our text messages and e-mail, for example: within the work and dates of the contract; when it ends, \
                 access ends.",
            ),
            Self::Authorities => Bilingual::new(
                "อาจเป็นข้อมูลช่องใดก็ได้ เมื่อมีคำสั่งที่ระบุผู้มีอำนาจ มาตรา และช่องข้อมูล โดยเจ้าหน้าที่สองคนร่วมกันทำ",
                "Any field may be concerned: on an order that names authority, section and fields, handled by two officers.",
            ),
        }
    }
}
