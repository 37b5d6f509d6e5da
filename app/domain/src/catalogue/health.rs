//! Health records (articles 3 and 7): special data under section 26 of the Act.

use super::{AS_HEALTH_RECORDS, Basis, Field, Need, PurposeId, RecipientId};
use crate::language::Bilingual;

const CARE: &[Basis] = &[Basis::HealthCare, Basis::PublicTask];
const REGISTER: &[PurposeId] =
    &[PurposeId::VaccineRegister, PurposeId::Service, PurposeId::Rights, PurposeId::Statistics];
const UNITS: &[RecipientId] = &[RecipientId::HealthUnits, RecipientId::Division, RecipientId::Contractors];

const fn recorded(id: &'static str, name: Bilingual) -> Field {
    let (need, retention) = (Need::Recorded, AS_HEALTH_RECORDS);
    Field { id, name, need, purposes: REGISTER, basis: CARE, retention, recipients: UNITS, sealed: true }
}

pub(super) static FIELDS: [Field; 3] = [
    recorded(
        "vaccination",
        Bilingual::new(
            "ประวัติรับวัคซีน: ชนิด รุ่น เข็มที่ วันที่ หน่วยและผู้บันทึก",
            "Vaccinations: product, lot, dose, day, unit and recorder",
        ),
    ),
    recorded("laboratory-result", Bilingual::new("ผลตรวจทางห้องปฏิบัติการ", "Laboratory results")),
    Field {
        purposes: &[PurposeId::VaccineRegister, PurposeId::Service],
        retention: Bilingual::new(
            "จนกว่าจะพิมพ์เข้าระบบและตรวจตรงกัน แล้วอีก 90 วัน (ค่าที่ผู้ให้บริการกำหนดเอง ปรับได้)",
            "Until it is typed in and checked, then 90 days (the operator's own default, can be changed).",
        ),
        ..recorded("paper-form", Bilingual::new("ภาพสแกนแบบฟอร์มกระดาษ", "Scan of a paper form"))
    },
];
