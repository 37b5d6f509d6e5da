//! What the systems record of their use (articles 2 (b) to (d) and 8).

use super::{Basis, Field, Need, PurposeId, RecipientId};
use crate::language::Bilingual;

pub(super) static FIELDS: [Field; 5] = [
    Field {
        id: "access-event",
        name: Bilingual::new("ใครเปิดดูข้อมูลของท่าน", "Who looked at your data"),
        need: Need::Recorded,
        purposes: &[PurposeId::Security, PurposeId::Rights],
        basis: &[Basis::LegalDuty],
        retention: Bilingual::new(
            "2 ปี (ค่าที่ผู้ให้บริการกำหนดเอง ปรับได้)",
            "2 years (the operator's own default, can be changed).",
        ),
        recipients: &[],
        sealed: false,
    },
    Field {
        id: "traffic-data",
        name: Bilingual::new(
            "ข้อมูลจราจรทางคอมพิวเตอร์: เวลา หมายเลขไอพี นามแฝงของผู้ใช้ วิธีเรียก หน้า ผลที่ได้ ขนาด เวลาที่ใช้ และรหัสย่อของเบราว์เซอร์",
            "Computer traffic data: time, IP address, user pseudonym, method, page, status, size, duration and a hash of the \
             browser's name",
        ),
        need: Need::Recorded,
        purposes: &[PurposeId::TrafficLog],
        basis: &[Basis::TrafficData],
        retention: Bilingual::new(
            "อย่างน้อย 90 วันนับแต่เข้าสู่ระบบ หรือไม่เกิน 2 ปีเมื่อมีคำสั่งเฉพาะราย",
            "At least 90 days from entry; up to 2 years under an order for a particular case.",
        ),
        recipients: &[RecipientId::Division, RecipientId::Authorities],
        sealed: true,
    },
    Field {
        id: "disclosure",
        name: Bilingual::new("การเปิดเผยข้อมูลของท่านตามคำสั่ง", "Disclosures of your data under an order"),
        need: Need::Recorded,
        purposes: &[PurposeId::LawfulOrder],
        basis: &[Basis::LegalDuty],
        retention: Bilingual::new(
            "10 ปี (ค่าที่ผู้ให้บริการกำหนดเอง ปรับได้)",
            "10 years (the operator's own default, can be changed).",
        ),
        recipients: &[RecipientId::Division, RecipientId::Authorities],
        sealed: true,
    },
    Field {
        id: "usage-count",
        name: Bilingual::new("จำนวนผู้ใช้ต่อวัน", "Visitors per day"),
        need: Need::Optional {
            without: Bilingual::new("ไม่นับการเข้าชมของท่าน", "Your visit is not counted.")
        },
        purposes: &[PurposeId::Statistics],
        basis: &[Basis::Consent],
        retention: Bilingual::new("ไม่มีกำหนด เพราะเป็นตัวเลขรวมที่ไม่ระบุว่าเป็นใคร", "Without end: a sum that names nobody."),
        recipients: &[],
        sealed: false,
    },
    Field {
        id: "cookie-choice",
        name: Bilingual::new("คำตอบเรื่องคุกกี้ (อยู่ในเครื่องของท่าน)", "Cookie choice (on your own device)"),
        need: Need::Optional {
            without: Bilingual::new(
                "ถือว่าปฏิเสธ และถามอีกในหน้าถัดไป",
                "Taken as a refusal, and asked again on the next page.",
            ),
        },
        purposes: &[PurposeId::Service],
        basis: &[Basis::LegitimateInterest],
        retention: Bilingual::new("1 ปี (ค่าที่ผู้ให้บริการกำหนดเอง)", "1 year (the operator's own time)."),
        recipients: &[],
        sealed: false,
    },
];
