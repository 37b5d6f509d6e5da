//! The letter to the Strategy and Planning Division (article 7): numbered within the Buddhist year, dated, with the history
//! of the case. Thai is the letter; English is a courtesy copy.

use super::{Cause, Step};
use crate::case_number::CaseNumber;
use crate::date::{BUDDHIST_ERA, Day, Instant};
use crate::language::Language;
use std::fmt;

/// The number of a letter: counted from 1 within its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LetterNumber {
    /// The year of the common era.
    pub year: u16,
    /// The place in it.
    pub serial: u32,
}

/// What a letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its number.
    pub number: LetterNumber,
    /// When it was written.
    pub at: Instant,
    /// Why.
    pub cause: Cause,
    /// The case.
    pub case: CaseNumber,
    /// The office that was to answer: its names.
    pub office: (String, String),
    /// The steps of the case, and the names of the office each was taken by; empty for the person.
    pub history: Vec<(Step, Instant, (String, String))>,
    /// The last day the office had, where it is over.
    pub limit: Option<Day>,
}

impl LetterNumber {
    /// The year of a letter written on this day.
    pub fn year_of(day: Day) -> u16 {
        u16::try_from(day.numbers().0).unwrap_or_default()
    }

    /// The number in the year of the Buddhist era: `หพ 12/2569`.
    pub fn thai(self) -> String {
        format!("หพ {}/{}", self.serial, i32::from(self.year) + BUDDHIST_ERA)
    }
}

impl fmt::Display for LetterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MP {}/{}", self.serial, self.year)
    }
}

impl Letter {
    /// Its subject.
    pub fn subject(&self, language: Language) -> String {
        let case = self.case;
        match language {
            Language::Th => format!("ขอให้พิจารณาเรื่องแก้ไขข้อมูลส่วนบุคคล เลขที่ {case}"),
            Language::En => format!("Request to look into the correction case {case}"),
        }
    }

    /// Its paragraphs. No id number and no health detail: the division sees those in the case itself.
    pub fn paragraphs(&self, language: Language) -> Vec<String> {
        let (case, office) = (self.case, if language == Language::Th { &self.office.0 } else { &self.office.1 });
        let filed = self.history.first().map_or(self.at, |(_, at, _)| *at).bangkok_day().long(language);
        let limit = self.limit.map(|day| day.long(language));
        let why = match (language, self.cause) {
            (Language::Th, Cause::Overdue) => format!(
                "บัดนี้พ้นกำหนดวันที่ {} แล้ว ยังไม่มีผลการพิจารณา จึงขอให้กองยุทธศาสตร์และแผนงานพิจารณาตามนโยบายคุ้มครองข้อมูลส่วนบุคคล ข้อ 7",
                limit.unwrap_or_default()
            ),
            (Language::Th, Cause::Disputed) => {
                "ผู้ร้องไม่เห็นด้วยกับผลการพิจารณา จึงขอให้กองยุทธศาสตร์และแผนงานพิจารณาตามนโยบายคุ้มครองข้อมูลส่วนบุคคล ข้อ 7".to_owned()
            }
            (Language::En, Cause::Overdue) => format!(
                "The time to decide ended on {}, and nothing has been decided. The Strategy and Planning Division is asked to \
                 look into the case under article 7 of the policy.",
                limit.unwrap_or_default()
            ),
            (Language::En, Cause::Disputed) => {
                "The person does not accept the decision. The Strategy and Planning Division is asked to look into the case \
                 under article 7 of the policy."
                    .to_owned()
            }
        };
        match language {
            Language::Th => vec![
                format!(
                    "ด้วยเจ้าของข้อมูลส่วนบุคคลได้ยื่นเรื่องขอแก้ไขข้อมูล เลขที่ {case} เมื่อวันที่ {filed} ต่อ{office} ซึ่งเป็นผู้บันทึกข้อมูลหรือผู้ดูแลแทน"
                ),
                why,
                "ลำดับเหตุการณ์ปรากฏด้านล่าง รายละเอียดและหลักฐานอยู่ในระบบ เปิดดูได้ด้วยเลขเรื่องข้างต้น".to_owned(),
            ],
            Language::En => vec![
                format!(
                    "On {filed} a data subject filed case {case} for the correction of a record with {office}, which recorded it or answers for who did."
                ),
                why,
                "What happened so far is listed below. Details and evidence are in the system under the case number."
                    .to_owned(),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_of_its_year_in_both_eras() {
        let number = LetterNumber { year: LetterNumber::year_of(Day::from_iso("2026-12-31").unwrap()), serial: 12 };
        assert_eq!((number.thai().as_str(), number.to_string().as_str()), ("หพ 12/2569", "MP 12/2026"));
    }

    #[test]
    fn a_letter_says_why_and_names_nobody() {
        let letter = Letter {
            number: LetterNumber { year: 2026, serial: 1 },
            at: Day::from_iso("2026-03-18").unwrap().begins(),
            cause: Cause::Overdue,
            case: CaseNumber::from_random([1, 2, 3, 4, 5]),
            office: ("โรงพยาบาลตัวอย่าง".to_owned(), "Example Hospital".to_owned()),
            history: vec![(Step::Filed, Day::from_iso("2026-03-02").unwrap().begins(), Default::default())],
            limit: Day::from_iso("2026-03-17"),
        };
        let thai = letter.paragraphs(Language::Th).join("\n");
        assert!(thai.contains("2 มีนาคม 2569") && thai.contains("17 มีนาคม 2569") && thai.contains("โรงพยาบาลตัวอย่าง"));
        assert!(letter.paragraphs(Language::En).join("\n").contains("17 March 2026"));
        assert!(letter.subject(Language::En).contains(&letter.case.to_string()));
    }
}
