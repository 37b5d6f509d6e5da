//! What is asked for an entry of each register. Forms, checks, storage and pages read the same list.

use super::{Answer, Register};
use crate::catalogue::{PurposeId, fields};
use crate::language::Bilingual;

/// Something that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Input {
    /// Its name in storage and forms.
    pub name: &'static str,
    /// The id of its first box.
    pub first: &'static str,
    /// The question.
    pub label: Bilingual,
    /// What helps to answer it.
    pub hint: Option<Bilingual>,
    /// How it is answered.
    pub kind: Kind,
    /// Whether it must be answered.
    pub required: bool,
}

/// How something is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A line.
    Line,
    /// Several lines.
    Words,
    /// A whole day.
    Day,
    /// The id number of a person with an account; never kept as it is typed.
    Person,
    /// Their passport instead, in the boxes [`PASSPORT_NUMBER`] and [`ISSUING_STATE`]; never kept as it is typed.
    Passport,
    /// A contractor that is known.
    Contractor,
    /// Purposes of the catalogue.
    Purposes,
    /// Fields of the catalogue about people.
    Fields,
    /// Fields whose values the portal can show.
    Values,
    /// One of a closed list.
    One(&'static [Answer]),
    /// Some of a closed list.
    Some(&'static [Answer]),
}

/// The box of a passport's number.
pub const PASSPORT_NUMBER: &str = "passport-number";
/// The box of the state that issued it.
pub const ISSUING_STATE: &str = "issuing-state";

/// What the portal can show of a person under an order.
pub(super) const VALUES: [&str; 9] = [
    "first-name",
    "last-name",
    "birth-date",
    "nationality",
    "national-id",
    "passport",
    "address",
    "vaccination",
    "laboratory-result",
];

impl Register {
    /// What is asked for an entry.
    pub const fn inputs(self) -> &'static [Input] {
        match self {
            Self::Contract => &CONTRACT,
            Self::Disclosure => &DISCLOSURE,
            Self::Transfer => &TRANSFER,
            Self::Export => &EXPORT,
        }
    }
}

impl Kind {
    /// The answers of a closed list; none where it is answered otherwise.
    pub fn answers(self) -> Vec<Answer> {
        let of_fields = |shown: &dyn Fn(&str) -> bool| {
            fields().filter(|it| shown(it.id)).map(|it| Answer { name: it.id, label: it.name }).collect()
        };
        match self {
            Self::One(answers) | Self::Some(answers) => answers.to_vec(),
            Self::Purposes => PurposeId::ALL.into_iter().map(|it| Answer { name: it.id(), label: it.name() }).collect(),
            Self::Fields => of_fields(&|_| true),
            Self::Values => of_fields(&|id| VALUES.contains(&id)),
            Self::Line | Self::Words | Self::Day | Self::Person | Self::Passport | Self::Contractor => Vec::new(),
        }
    }

    /// Whether several answers may be given.
    pub const fn takes_several(self) -> bool {
        matches!(self, Self::Purposes | Self::Fields | Self::Values | Self::Some(_))
    }
}

const fn asked(name: &'static str, label: Bilingual, kind: Kind) -> Input {
    Input { name, first: name, label, hint: None, kind, required: true }
}

const fn day(name: &'static str, first: &'static str, label: Bilingual) -> Input {
    Input { first, ..asked(name, label, Kind::Day) }
}

const fn answer(name: &'static str, th: &'static str, en: &'static str) -> Answer {
    Answer { name, label: Bilingual::new(th, en) }
}

static CONTRACT: [Input; 7] = [
    asked("contractor", Bilingual::new("ผู้รับจ้าง", "Contractor"), Kind::Contractor),
    asked("number", Bilingual::new("เลขที่สัญญา", "Contract number"), Kind::Line),
    asked("scope", Bilingual::new("ขอบเขตงาน", "Scope"), Kind::Words),
    day("from", "from-day", Bilingual::new("เริ่มวันที่", "From")),
    day("until", "until-day", Bilingual::new("วันสุดท้าย", "Last day")),
    asked("purposes", Bilingual::new("วัตถุประสงค์ที่ให้ประมวลผล", "Purposes it may process for"), Kind::Purposes),
    asked("measures", Bilingual::new("มาตรการที่สัญญากำหนด", "Measures the contract demands"), Kind::Some(&MEASURES)),
];

static DISCLOSURE: [Input; 7] = [
    Input {
        // One of the two names the person.
        required: false,
        hint: Some(Bilingual::new(
            "เลข 13 หลัก เว้นว่างเมื่อคำสั่งระบุหนังสือเดินทาง",
            "13 digits. Leave it empty where the order names a passport.",
        )),
        ..asked(
            "person",
            Bilingual::new("เลขประจำตัวประชาชนของเจ้าของข้อมูล", "National id of the person concerned"),
            Kind::Person,
        )
    },
    Input {
        first: PASSPORT_NUMBER,
        required: false,
        ..asked(
            "passport",
            Bilingual::new("หนังสือเดินทางของเจ้าของข้อมูล", "Passport of the person concerned"),
            Kind::Passport,
        )
    },
    asked("order", Bilingual::new("เลขที่คำสั่ง", "Order number"), Kind::Line),
    asked("authority", Bilingual::new("หน่วยงานที่สั่ง", "Authority that orders"), Kind::Line),
    asked("section", Bilingual::new("กฎหมายและมาตราที่ให้อำนาจ", "Act and section that give the power"), Kind::Line),
    asked("fields", Bilingual::new("ข้อมูลที่คำสั่งระบุ", "Data the order names"), Kind::Values),
    Input {
        required: false,
        hint: Some(Bilingual::new(
            "เว้นว่างเมื่อคำสั่งไม่ห้ามแจ้ง อย่างช้าสองปี",
            "Leave it empty where the order does not forbid telling. At the latest in two years.",
        )),
        ..day("reveal", "reveal-day", Bilingual::new("แจ้งเจ้าของข้อมูลได้ตั้งแต่", "The person may be told from"))
    },
];

static TRANSFER: [Input; 7] = [
    asked("destination", Bilingual::new("ประเทศปลายทาง", "Country"), Kind::Line),
    asked("recipient", Bilingual::new("ผู้รับ", "Recipient"), Kind::Line),
    asked("purposes", Bilingual::new("วัตถุประสงค์", "Purposes"), Kind::Purposes),
    asked("fields", Bilingual::new("ข้อมูลที่ส่ง", "Data that is sent"), Kind::Fields),
    Input {
        hint: Some(Bilingual::new("เลือกหนึ่งข้อ ไม่มีฐานใดรองรับ ส่งออกไม่ได้", "Choose one. Without any, nothing is sent.")),
        ..asked("safeguard", Bilingual::new("ฐานหรือมาตรการคุ้มครอง", "Ground or safeguard"), Kind::One(&SAFEGUARDS))
    },
    day("from", "from-day", Bilingual::new("เริ่มวันที่", "From")),
    day("until", "until-day", Bilingual::new("วันสุดท้าย", "Last day")),
];

static EXPORT: [Input; 2] = [
    asked("list", Bilingual::new("รายชื่อ", "List"), Kind::One(&LISTS)),
    asked("why", Bilingual::new("ใช้ทำอะไร", "What it is for"), Kind::Words),
];

/// Lists that can be taken out.
static LISTS: [Answer; 2] = [
    answer("division", "เรื่องที่อยู่ที่กองฯ", "Cases on the division's desk"),
    answer("escalated", "เรื่องที่มีหนังสือถึงกองฯ", "Cases the division was written to about"),
];

/// What a contract with a processor must demand (PDPA s.37, 40).
static MEASURES: [Answer; 6] = [
    answer("instructions", "ทำตามคำสั่งของผู้ควบคุมเท่านั้น", "Works on the controller's instructions alone"),
    answer("secrecy", "ผู้ปฏิบัติงานลงนามรักษาความลับ", "Its people sign a non-disclosure agreement"),
    answer("security", "มาตรการความมั่นคงปลอดภัยตามประกาศ", "Security measures as the notification demands"),
    answer("breach", "แจ้งเหตุละเมิดแก่ผู้ควบคุมทันที", "Tells the controller of a breach at once"),
    answer("sub-processors", "จ้างช่วงได้เมื่อผู้ควบคุมยินยอม", "No sub-processor without the controller's consent"),
    answer("return", "ส่งคืนหรือลบข้อมูลเมื่อสิ้นสัญญา", "Returns or erases the data at the end"),
];

/// Why data may go abroad (PDPA s.28 and 29): a closed list, in which "none" is not.
static SAFEGUARDS: [Answer; 9] = [
    answer("adequate", "ปลายทางมีมาตรฐานเพียงพอ (ม.28)", "The destination has an adequate standard (s.28)"),
    answer("law", "ปฏิบัติตามกฎหมาย (ม.28 (1))", "A law commands it (s.28 (1))"),
    answer(
        "consent",
        "ได้รับความยินยอมโดยรู้ว่าปลายทางไม่เพียงพอ (ม.28 (2))",
        "Consent, knowing the standard is not adequate (s.28 (2))",
    ),
    answer("contract", "จำเป็นต่อสัญญากับเจ้าของข้อมูล (ม.28 (3))", "A contract with the person needs it (s.28 (3))"),
    answer(
        "benefit",
        "สัญญากับผู้อื่นเพื่อประโยชน์ของเจ้าของข้อมูล (ม.28 (4))",
        "A contract with another for the person's benefit (s.28 (4))",
    ),
    answer("vital", "ป้องกันอันตรายต่อชีวิต (ม.28 (5))", "Danger to life is prevented (s.28 (5))"),
    answer(
        "public-interest",
        "ภารกิจเพื่อประโยชน์สาธารณะที่สำคัญ (ม.28 (6))",
        "A task of substantial public interest (s.28 (6))",
    ),
    answer("binding-rules", "นโยบายในเครือที่ได้รับการรับรอง (ม.29)", "Binding corporate rules that were approved (s.29)"),
    answer(
        "safeguards",
        "มาตรการคุ้มครองที่เหมาะสม บังคับได้ตามสิทธิ (ม.29)",
        "Appropriate safeguards with enforceable rights (s.29)",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::field;

    #[test]
    fn every_list_names_what_is_there() {
        assert!(VALUES.into_iter().all(|id| field(id).is_some()), "{VALUES:?}");
        for input in Register::ALL.into_iter().flat_map(Register::inputs) {
            let closed = input.kind.takes_several() || matches!(input.kind, Kind::One(_));
            assert_eq!(input.kind.answers().is_empty(), !closed, "{}", input.name);
            let first = match input.kind {
                Kind::Day => format!("{}-day", input.name),
                Kind::Passport => PASSPORT_NUMBER.to_owned(),
                _ => input.name.to_owned(),
            };
            assert_eq!(input.first, first);
        }
        assert!(!SAFEGUARDS.iter().any(|it| it.name == "none"));
    }

    #[test]
    fn a_hint_says_what_comes_of_no_answer() {
        let inputs = Register::ALL.into_iter().flat_map(Register::inputs);
        let hinted: Vec<_> = inputs.filter(|input| input.hint.is_some()).map(|input| input.name).collect();
        assert_eq!(hinted, ["person", "reveal", "safeguard"]);
    }
}
