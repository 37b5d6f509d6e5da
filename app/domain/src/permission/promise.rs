//! The personal promise of non-disclosure (article 3): its texts, each under a number that never changes. What is signed
//! is one of them; a new one asks everybody again.

use super::Promise;
use crate::date::Day;
use crate::language::Bilingual;

/// The text in force.
pub const IN_FORCE: u16 = 1;

/// What is promised, a sentence a line: the text of this number.
pub fn promise(version: u16) -> Option<&'static [Bilingual]> {
    match version {
        1 => Some(&FIRST),
        _ => None,
    }
}

static FIRST: [Bilingual; 6] = [
    Bilingual::new(
        "ข้าพเจ้าจะเปิดดูข้อมูลของบุคคลเฉพาะเมื่อมีเรื่องหรือการดูแลที่ต้องทำ และเท่าที่งานนั้นต้องใช้",
        "I open a person's data only where a case or care calls for it, and no more of it than the work needs.",
    ),
    Bilingual::new(
        "ข้าพเจ้าจะไม่บอก ส่งต่อ คัดลอก หรือถ่ายภาพข้อมูลให้ผู้ที่ไม่มีหน้าที่",
        "I do not tell, pass on, copy or photograph data for anybody whose duty it is not.",
    ),
    Bilingual::new(
        "ข้าพเจ้าจะไม่ให้ผู้อื่นใช้บัญชีของข้าพเจ้า และไม่ใช้บัญชีของผู้อื่น",
        "I let nobody use my account, and use nobody else's.",
    ),
    Bilingual::new(
        "ข้าพเจ้าทราบว่าการเปิดดู การค้นหา และการถูกปฏิเสธทุกครั้งถูกบันทึก และเจ้าของข้อมูลเห็นบันทึกนั้น",
        "I know that every reading, search and refusal is recorded, and that the person concerned sees it.",
    ),
    Bilingual::new(
        "เมื่อข้าพเจ้าพบว่าข้อมูลรั่วไหลหรือถูกใช้ผิด ข้าพเจ้าจะแจ้งกองยุทธศาสตร์และแผนงานทันที",
        "Where I learn that data leaked or was misused, I tell the Strategy and Planning Division at once.",
    ),
    Bilingual::new(
        "ข้อผูกพันเรื่องความลับยังคงอยู่หลังจากข้าพเจ้าพ้นหน้าที่ และการฝ่าฝืนมีโทษตามกฎหมาย",
        "Secrecy binds me after my duty ends, and a breach of it is punished by law.",
    ),
];

impl Promise {
    /// The promise of who signed the text of `version` on `day`.
    pub fn signed(version: u16, day: Day) -> Self {
        Self { version, in_force: IN_FORCE, until: day.plus(Self::DAYS) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_signed_holds_for_its_days() {
        let day = Day::from_iso("2026-11-24").unwrap();
        let signed = Promise::signed(IN_FORCE, day);
        assert!(
            signed.holds(day) && signed.holds(day.plus(Promise::DAYS)) && !signed.holds(day.plus(Promise::DAYS + 1))
        );
        assert!(!Promise::signed(IN_FORCE + 1, day).holds(day));
        assert!((1..=IN_FORCE).all(|version| promise(version).is_some_and(|text| !text.is_empty())));
        assert_eq!(promise(0), None);
    }
}
