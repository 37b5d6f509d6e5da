//! Who a person is (article 1: the categories the practice names).

use super::{Basis, Field, Need, PurposeId, RecipientId, WITH_THE_ACCOUNT};
use crate::language::Bilingual;

const COUNTED: &[PurposeId] = &[PurposeId::Service, PurposeId::VaccineRegister, PurposeId::Statistics];
const SERVICE: &[PurposeId] = &[PurposeId::Service, PurposeId::VaccineRegister];
const TASK: &[Basis] = &[Basis::PublicTask];
/// The public task needs it; counting it rests on consent.
const TASK_AND_CONSENT: &[Basis] = &[Basis::PublicTask, Basis::Consent];
const REGISTER: &[RecipientId] = &[RecipientId::ProvincialAdministration, RecipientId::HealthUnits];
/// A name goes with a case to whoever answers it.
const NAMED_IN_CASES: &[PurposeId] = &[PurposeId::Service, PurposeId::VaccineRegister, PurposeId::Rights];
const WITH_CASES: &[RecipientId] =
    &[RecipientId::ProvincialAdministration, RecipientId::HealthUnits, RecipientId::Division];

const fn required(id: &'static str, name: Bilingual, without: Bilingual) -> Field {
    Field { need: Need::Required { without }, ..register(id, name) }
}

/// A field of the register, whoever enters it.
const fn register(id: &'static str, name: Bilingual) -> Field {
    Field {
        id,
        name,
        need: Need::Recorded,
        purposes: SERVICE,
        basis: TASK,
        retention: WITH_THE_ACCOUNT,
        recipients: REGISTER,
        sealed: true,
    }
}

const fn optional(id: &'static str, name: Bilingual, without: Bilingual) -> Field {
    let need = Need::Optional { without };
    let purposes = &[PurposeId::Service];
    Field {
        id,
        name,
        need,
        purposes,
        basis: &[Basis::Consent],
        retention: WITH_THE_ACCOUNT,
        recipients: &[],
        sealed: true,
    }
}

pub(super) static FIELDS: [Field; 13] = [
    required(
        "national-id",
        Bilingual::new("เลขประจำตัวประชาชน", "National id number"),
        Bilingual::new(
            "ใช้เลขหนังสือเดินทางแทนได้ ถ้าไม่ให้ทั้งสองอย่าง จะเปิดบัญชีไม่ได้",
            "A passport number serves instead; without either no account can be opened.",
        ),
    ),
    Field {
        recipients: &[RecipientId::HealthUnits],
        ..required(
            "passport",
            Bilingual::new("เลขหนังสือเดินทาง", "Passport number"),
            Bilingual::new(
                "ขอเฉพาะผู้ไม่มีเลขประจำตัวประชาชน ถ้าไม่ให้ทั้งสองอย่าง จะเปิดบัญชีไม่ได้",
                "Asked only of people without a national id number; without either no account can be opened.",
            ),
        )
    },
    Field {
        purposes: NAMED_IN_CASES,
        recipients: WITH_CASES,
        ..required(
            "first-name",
            Bilingual::new("ชื่อ", "First name"),
            Bilingual::new(
                "จับคู่กับทะเบียนไม่ได้ จึงเปิดบัญชีไม่ได้",
                "The register cannot be matched, so no account can be opened.",
            ),
        )
    },
    Field {
        need: Need::Optional {
            without: Bilingual::new(
                "ผู้ที่มีชื่อคำเดียวเว้นว่างได้ ผู้อื่นอาจจับคู่กับทะเบียนได้ช้าลง",
                "People with a one-word name leave it empty; for others matching the register may take longer.",
            ),
        },
        purposes: NAMED_IN_CASES,
        recipients: WITH_CASES,
        ..register("last-name", Bilingual::new("นามสกุล", "Last name"))
    },
    Field {
        purposes: COUNTED,
        basis: TASK_AND_CONSENT,
        ..required(
            "birth-date",
            Bilingual::new("วันเกิด", "Date of birth"),
            Bilingual::new(
                "ให้เฉพาะปีหรือเดือนและปีได้ ถ้าไม่ให้เลย จะบอกไม่ได้ว่าท่านมีสิทธิรับวัคซีนใด",
                "The year, or month and year, is enough; without it nobody can say which vaccines you are entitled to.",
            ),
        )
    },
    Field {
        purposes: &[PurposeId::Service, PurposeId::Statistics],
        ..optional(
            "sex",
            Bilingual::new("เพศ", "Sex"),
            Bilingual::new("ไม่มีผลต่อบริการ", "Nothing changes in the service."),
        )
    },
    required(
        "nationality",
        Bilingual::new("สัญชาติ", "Nationality"),
        Bilingual::new(
            "เราไม่รู้ว่าต้องตรวจเอกสารแบบใด จึงเปิดบัญชีให้ไม่ได้",
            "Nobody knows which document to check, so no account can be opened.",
        ),
    ),
    optional(
        "address",
        Bilingual::new("บ้านเลขที่ ถนน", "House and street"),
        Bilingual::new("ส่งเอกสารทางไปรษณีย์ให้ท่านไม่ได้", "Nothing can be sent to you by post."),
    ),
    optional(
        "subdistrict",
        Bilingual::new("ตำบลหรือแขวง", "Subdistrict"),
        Bilingual::new("ส่งเอกสารทางไปรษณีย์ให้ท่านไม่ได้", "Nothing can be sent to you by post."),
    ),
    Field {
        purposes: &[PurposeId::Service, PurposeId::Nearby],
        ..optional(
            "district",
            Bilingual::new("อำเภอหรือเขต", "District"),
            Bilingual::new("แนะนำหน่วยบริการใกล้บ้านได้ไม่ละเอียด", "Suggestions of a unit near you are less precise."),
        )
    },
    Field {
        purposes: &[PurposeId::Service, PurposeId::Statistics, PurposeId::Nearby],
        ..optional(
            "province",
            Bilingual::new("จังหวัด", "Province"),
            Bilingual::new("แนะนำหน่วยบริการใกล้บ้านไม่ได้", "No unit near you can be suggested."),
        )
    },
    optional(
        "postal-code",
        Bilingual::new("รหัสไปรษณีย์", "Postal code"),
        Bilingual::new("ส่งเอกสารทางไปรษณีย์ให้ท่านไม่ได้", "Nothing can be sent to you by post."),
    ),
    optional(
        "photo",
        Bilingual::new("รูปถ่าย", "Photo"),
        Bilingual::new("หน้าบัญชีไม่มีรูป ไม่มีผลอื่น", "Your account has no picture; nothing else changes."),
    ),
];
