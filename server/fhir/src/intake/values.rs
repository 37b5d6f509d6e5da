//! Values both kinds of records have: a day that has come, and what names the record at its sender.

use super::moment::{self, NoDay};
use super::node::{Findings, Node};
use crate::issue::IssueCode;
use domain::exchange::{SenderKey, SenderKeyError};
use domain::{Bilingual, Day, Explain};

const DAY: Bilingual = Bilingual::new(
    "ต้องมีวันที่ เป็น YYYY-MM-DD หรือวันเวลาพร้อมเขตเวลา",
    "The day is needed, as YYYY-MM-DD or as a moment with its time zone.",
);
const PARTIAL: Bilingual =
    Bilingual::new("ต้องรู้ถึงวัน ไม่ใช่เพียงปีหรือเดือน", "The day itself is needed, not the year or the month alone.");
const ZONE: Bilingual =
    Bilingual::new("วันเวลาต้องมีเขตเวลา เช่น +07:00", "A moment needs its time zone, for example +07:00.");
const CALENDAR: Bilingual = Bilingual::new("ปฏิทินไม่มีวันนี้", "The calendar has no such day.");
const BUDDHIST: Bilingual = Bilingual::new(
    "ปีนี้ดูเหมือน พ.ศ. FHIR ใช้ ค.ศ.",
    "This year looks like the Buddhist era. FHIR counts in the common era.",
);
const FUTURE: Bilingual = Bilingual::new("วันที่นี้ยังมาไม่ถึง", "That day has not come yet.");
const KEY: Bilingual = Bilingual::new(
    "ต้องมี identifier ของผู้ส่ง ทั้ง system (URI) และ value ไม่เกิน 200 ตัวอักษร เพื่อให้ส่งซ้ำได้",
    "The sender's own identifier is needed, system (a URI) and value, of 200 characters at most: by it, sending again is safe.",
);

/// The first year that is taken for one of the Buddhist era.
const BETWEEN_ERAS: i32 = 2300;

/// The day of a member, not after `today`.
pub(crate) fn day(node: &Node<'_>, name: &str, today: Day, found: &mut Findings) -> Option<Day> {
    let place = node.place(name);
    let Some(text) = node.text(name, found) else { return found.refuse(IssueCode::Required, place, DAY) };
    let wrong = match moment::bangkok_day(text) {
        Ok(day) if day <= today => return Some(day),
        Ok(day) if day.numbers().0 >= BETWEEN_ERAS => BUDDHIST,
        Ok(_) => FUTURE,
        Err(NoDay::Form) => DAY,
        Err(NoDay::Partial) => PARTIAL,
        Err(NoDay::Zone) => ZONE,
        Err(NoDay::Calendar) => CALENDAR,
    };
    found.refuse(IssueCode::Value, place, wrong)
}

/// What names the record at its sender: the first identifier that is in use.
pub(crate) fn key(node: &Node<'_>, found: &mut Findings) -> Option<SenderKey> {
    let Some(first) = current(node) else { return found.refuse(IssueCode::Required, node.place("identifier"), KEY) };
    let mut part = |name: &str| {
        let text = first.text(name, found);
        text.or_else(|| found.refuse(IssueCode::Required, first.place(name), KEY))
    };
    let (system, value) = (part("system"), part("value"));
    match SenderKey::parse(system?, value?) {
        Ok(key) => Some(key),
        Err(errors) => errors.into_iter().fold(None, |_, error| {
            let name = if error == SenderKeyError::System { "system" } else { "value" };
            found.refuse(IssueCode::Value, first.place(name), error.explain())
        }),
    }
}

/// The first identifier that is in use.
pub(crate) fn current<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    node.items("identifier").into_iter().find(|it| it.peek("use") != Some("old"))
}
