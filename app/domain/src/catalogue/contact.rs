//! How to reach a person, and what the contact form takes (articles 2 (a) and 9).

use super::{Basis, Field, Need, PurposeId, RecipientId, WITH_THE_ACCOUNT, WITH_THE_CASE};
use crate::language::Bilingual;

const TASK: &[Basis] = &[Basis::PublicTask];
const REACH: &[PurposeId] = &[PurposeId::Contact];

const fn optional(id: &'static str, name: Bilingual, without: Bilingual, purposes: &'static [PurposeId]) -> Field {
    let need = Need::Optional { without };
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

/// An address that messages are sent to: whoever carries them under contract learns it.
const fn carried(id: &'static str, name: Bilingual, without: Bilingual) -> Field {
    let purposes = &[PurposeId::Contact, PurposeId::News];
    Field { recipients: &[RecipientId::Contractors], ..optional(id, name, without, purposes) }
}

/// A field of the contact form: it goes to the office that answers, and is kept as the case is.
const fn of_the_form(id: &'static str, name: Bilingual, need: Need) -> Field {
    let recipients = &[RecipientId::Division];
    Field { id, name, need, purposes: REACH, basis: TASK, retention: WITH_THE_CASE, recipients, sealed: true }
}

pub(super) static FIELDS: [Field; 8] = [
    carried(
        "phone",
        Bilingual::new("หมายเลขโทรศัพท์", "Phone number"),
        Bilingual::new(
            "แจ้งทางโทรศัพท์หรือข้อความสั้นไม่ได้ การแก้ข้อมูลไม่ต้องใช้หมายเลขนี้",
            "You cannot be reached by phone or text message. A correction never depends on it.",
        ),
    ),
    carried(
        "email",
        Bilingual::new("อีเมล", "E-mail address"),
        Bilingual::new("แจ้งทางอีเมลไม่ได้", "You cannot be reached by e-mail."),
    ),
    optional(
        "preferred-channel",
        Bilingual::new("ช่องทางที่สะดวก", "Preferred channel"),
        Bilingual::new("ใช้ช่องทางแรกที่มี", "The first channel known is used."),
        REACH,
    ),
    optional(
        "quiet-hours",
        Bilingual::new("เวลาที่ไม่ให้รบกวน", "Quiet hours"),
        Bilingual::new("อาจได้รับข้อความตลอดวัน", "Messages may come at any hour of the day."),
        REACH,
    ),
    Field {
        sealed: false,
        ..of_the_form(
            "contact-topic",
            Bilingual::new("เรื่องที่ติดต่อ", "Topic of a message"),
            Need::Required {
                without: Bilingual::new("ส่งเรื่องไปยังผู้รับผิดชอบไม่ได้", "It cannot be passed to whoever answers."),
            },
        )
    },
    of_the_form(
        "contact-message",
        Bilingual::new("ข้อความที่ติดต่อ", "Message"),
        Need::Required {
            without: Bilingual::new("ไม่มีเรื่องให้ตอบ", "There is nothing to answer.")
        },
    ),
    of_the_form(
        "contact-name",
        Bilingual::new("ชื่อผู้ติดต่อ", "Name with a message"),
        Need::Optional {
            without: Bilingual::new("เราตอบโดยไม่ระบุชื่อ", "We answer without a name.")
        },
    ),
    of_the_form(
        "contact-reply",
        Bilingual::new("อีเมลหรือโทรศัพท์สำหรับตอบ", "E-mail address or phone for the answer"),
        Need::Optional {
            without: Bilingual::new(
                "เราติดต่อกลับไม่ได้ ท่านติดตามด้วยเลขเรื่องได้",
                "We cannot write back; you can follow up with the case number.",
            ),
        },
    ),
];
