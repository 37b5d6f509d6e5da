//! Sentences about published statistics.

use domain::Bilingual;

const fn of(th: &'static str, en: &'static str) -> Bilingual {
    Bilingual::new(th, en)
}

/// Title.
pub const TITLE: Bilingual = of("สถิติ", "Statistics");
/// Description.
pub const ABOUT: Bilingual = of("จำนวนรวมรายเดือนที่ไม่แสดงว่าเป็นใคร", "Monthly counts that show nobody.");
/// Lead.
pub const LEAD: Bilingual = of(
    "จำนวนคนที่ทำแต่ละเรื่องในเดือนที่ปิดแล้ว แต่ละคนนับครั้งเดียว",
    "How many persons did what in a month that is over. Each person is counted once.",
);
/// How nobody is found.
pub const HOW: Bilingual = of(
    "จำนวนที่น้อยกว่า 10 ไม่แสดง และซ่อนจำนวนอื่นเพิ่มเท่าที่จำเป็น เพื่อไม่ให้ใครบวกลบหาจำนวนที่ซ่อนได้ เผยแพร่แล้วไม่แก้ไข เจ้าหน้าที่เห็นตารางเดียวกันนี้",
    "Counts below 10 are not shown, and others are withheld as needed, so that nobody works out what is not shown by adding \
     and subtracting. What was published is never changed. Officers see these very tables.",
);
/// Where no month was published.
pub const NONE_YET: Bilingual = of("ยังไม่มีเดือนที่ปิดแล้ว", "No month is over yet.");
/// Label.
pub const MONTH: Bilingual = of("เดือน", "Month");
/// Button.
pub const SHOW: Bilingual = of("แสดง", "Show");
/// Label; the gap is a moment.
pub const MADE_AT: Bilingual = of("จัดทำเมื่อ {}", "Made on {}");
/// In the place of a count.
pub const WITHHELD: Bilingual = of("น้อยกว่า 10 หรือไม่แสดง", "fewer than 10, or withheld");
/// The same where there is little room.
pub const WITHHELD_SHORT: Bilingual = of("ไม่แสดง", "withheld");
/// In the place of a table of which nothing is shown.
pub const NOTHING_SHOWN: Bilingual = of(
    "ไม่แสดงตารางของเดือนนี้ ทุกกลุ่มมีน้อยกว่า 10 คน หรือไม่มีเลย หรือต้องซ่อนเพื่อไม่ให้หาจำนวนอื่นได้",
    "Nothing of this table is shown for this month: each group has fewer than 10 persons, nobody, or is withheld so that \
     others stay hidden.",
);
/// Row and column.
pub const TOTAL: Bilingual = of("รวม", "Total");
/// Column.
pub const PERSONS: Bilingual = of("คน", "Persons");
/// Column.
pub const GROUP: Bilingual = of("กลุ่ม", "Group");
/// Row; the gap is a number.
pub const OTHERS: Bilingual = of("อีก {} กลุ่ม", "{} other groups");
/// What a chart shows; the gap is the table.
pub const CHART: Bilingual = of("แผนภูมิแท่ง: {}", "Bar chart: {}");
/// What a chart cannot show.
pub const CHART_ABOUT: Bilingual = of(
    "ตัวเลขอยู่ในตารางด้านล่าง กลุ่มที่ไม่แสดงจำนวนไม่มีแท่ง",
    "The numbers are in the table below. Groups whose count is withheld have no bar.",
);
/// Row.
pub const UNKNOWN: Bilingual = of("ไม่ได้ให้ไว้", "Not given");
/// Row of ages.
pub const YEARS: Bilingual = of("{} ปี", "{} years");
/// Row of answers.
pub const GIVEN: Bilingual = of("ให้ความยินยอม", "Agreed");
/// Row of answers.
pub const REFUSED: Bilingual = of("ไม่ให้ความยินยอม", "Declined");
/// Row of answers.
pub const WITHDRAWN: Bilingual = of("ถอนความยินยอม", "Withdrew");
/// Row of answers.
pub const EXPIRED: Bilingual = of("หมดอายุ", "Lapsed");
/// Row of outcomes.
pub const CORRECTED: Bilingual = of("แก้ไขข้อมูล", "The record was corrected");
/// Row of outcomes.
pub const CONFIRMED: Bilingual = of("ยืนยันว่าข้อมูลถูกต้อง", "The record is right as it is");
/// Row of outcomes.
pub const GRANTED: Bilingual = of("ทำให้ตามที่ขอ", "Granted");
/// Row of outcomes.
pub const DENIED: Bilingual = of("ปฏิเสธพร้อมเหตุผล", "Refused, with a reason");
/// Columns of the file.
pub const COLUMNS: [Bilingual; 5] =
    [of("เดือน", "Month"), of("ตาราง", "Table"), of("แถว", "Row"), of("คอลัมน์", "Column"), of("คน", "Persons")];
/// Link.
pub const PUBLIC_PAGE: Bilingual = of("หน้าสถิติสาธารณะ", "The public page");
/// Lead of the officers' page.
pub const OFFICE_LEAD: Bilingual = of(
    "ตารางเดียวกับที่ทุกคนเห็น ไม่มีตัวเลขใดที่เห็นได้เฉพาะเจ้าหน้าที่ จึงไม่มีส่วนต่างให้คำนวณ",
    "The very tables everybody sees: no number is for officers alone, so that there is no difference to work out.",
);
