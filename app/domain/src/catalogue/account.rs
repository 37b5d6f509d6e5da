//! Choices, cases, people who act for another, and access to the service (articles 1, 6 and 7).

use super::{Basis, Field, Need, PurposeId, RecipientId, WITH_THE_ACCOUNT, WITH_THE_CASE};
use crate::language::Bilingual;

const RIGHTS: &[PurposeId] = &[PurposeId::Rights];
const DUTY: &[Basis] = &[Basis::LegalDuty];
/// A correction tells of vaccinations and results, in whatever words: health data (PDPA s.26).
const DUTY_ON_HEALTH_DATA: &[Basis] = &[Basis::LegalDuty, Basis::HealthCare];

const fn recorded(id: &'static str, name: Bilingual, purposes: &'static [PurposeId], retention: Bilingual) -> Field {
    Field { id, name, need: Need::Recorded, purposes, basis: DUTY, retention, recipients: &[], sealed: true }
}

pub(super) static FIELDS: [Field; 8] = [
    Field {
        need: Need::Required {
            without: Bilingual::new(
                "ผู้อื่นทำแทนท่านไม่ได้ ท่านทำเองได้ตามปกติ",
                "Nobody can act for you; you can act yourself.",
            ),
        },
        recipients: &[RecipientId::Division],
        ..recorded(
            "power-of-attorney",
            Bilingual::new("หนังสือมอบอำนาจ", "Power of attorney"),
            &[PurposeId::Service],
            Bilingual::new(
                "ตลอดอายุการมอบอำนาจ แล้วอีก 2 ปี (ค่าที่ผู้ให้บริการกำหนดเอง ปรับได้)",
                "While it is in force, then 2 years (the operator's own default, can be changed).",
            ),
        )
    },
    recorded(
        "guardian",
        Bilingual::new("ผู้ปกครองของผู้เยาว์", "Guardian of a minor"),
        &[PurposeId::Service],
        Bilingual::new(
            "จนผู้เยาว์บรรลุนิติภาวะ (ค่าที่ผู้ให้บริการกำหนดเอง ปรับได้)",
            "Until the minor comes of age (the operator's own default, can be changed).",
        ),
    ),
    recorded(
        "consent",
        Bilingual::new(
            "คำตอบเรื่องความยินยอม ใบรับ และฉบับนโยบายที่แสดงต่อท่าน",
            "Consent choices, their receipts, and the policy version shown to you",
        ),
        RIGHTS,
        Bilingual::new(
            "ตราบที่ต้องแสดงได้ว่าท่านเลือกอย่างไร (ค่าที่ผู้ให้บริการกำหนดเอง 10 ปี ปรับได้)",
            "As long as your choice must be shown (the operator's own default: 10 years, can be changed).",
        ),
    ),
    Field {
        need: Need::Optional {
            without: Bilingual::new("ข้อมูลที่ผิดจะยังอยู่จนกว่าจะมีผู้แจ้ง", "A wrong record stays until somebody reports it."),
        },
        basis: DUTY_ON_HEALTH_DATA,
        recipients: &[RecipientId::HealthUnits, RecipientId::Division],
        ..recorded("correction-case", Bilingual::new("เรื่องขอแก้ข้อมูล", "Correction case"), RIGHTS, WITH_THE_CASE)
    },
    Field {
        need: Need::Optional {
            without: Bilingual::new(
                "เจ้าหน้าที่ตรวจจากบันทึกของหน่วยอย่างเดียว",
                "The officer checks against the unit's own records alone.",
            ),
        },
        basis: DUTY_ON_HEALTH_DATA,
        recipients: &[RecipientId::HealthUnits, RecipientId::Division],
        ..recorded(
            "correction-evidence",
            Bilingual::new("หลักฐานประกอบการแก้ข้อมูล", "Evidence for a correction"),
            RIGHTS,
            WITH_THE_CASE,
        )
    },
    recorded(
        "sign-in-session",
        Bilingual::new("การเข้าสู่ระบบและเครื่องที่ใช้", "Sign-in sessions and devices"),
        &[PurposeId::Security],
        Bilingual::new(
            "จนออกจากระบบหรือหมดอายุ แล้วอีก 90 วัน (ค่าที่ผู้ให้บริการกำหนดเอง ปรับได้)",
            "Until sign-out or expiry, then 90 days (the operator's own default, can be changed).",
        ),
    ),
    recorded(
        "one-time-code",
        Bilingual::new("รหัสใช้ครั้งเดียว", "One-time code"),
        &[PurposeId::Security],
        Bilingual::new(
            "10 นาที (ค่าที่ผู้ให้บริการกำหนดเอง ปรับได้)",
            "10 minutes (the operator's own default, can be changed).",
        ),
    ),
    Field {
        basis: &[Basis::PublicTask],
        recipients: &[RecipientId::Contractors],
        ..recorded(
            "message",
            Bilingual::new("ข้อความที่ส่งถึงท่าน", "Messages sent to you"),
            &[PurposeId::Contact],
            WITH_THE_ACCOUNT,
        )
    },
];
