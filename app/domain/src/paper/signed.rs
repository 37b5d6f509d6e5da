//! Consent on paper (articles 2 and 6; PDPA s.19): an answer counts only under a signature, and never against what the
//! person decided later.

use crate::catalogue::PurposeId;
use crate::consent::{AskedPurpose, Decision, Last};
use crate::date::{Day, Instant};
use crate::fields::{DateEntry, DateParts};
use crate::language::{Bilingual, Explain, Language};
use crate::registration::{Answers, Mistake};

const SIGNATURE: Bilingual = Bilingual::new(
    "แบบมีคำตอบเรื่องความยินยอม แต่ยังไม่ได้ทำเครื่องหมายว่ามีลายมือชื่อ ถ้าไม่มีลายมือชื่อ ให้เลือกว่าไม่ได้ตอบ",
    "The form answers about consent, but it is not marked as signed. Without a signature, choose not answered.",
);
const WHOLE_DAY: Bilingual = Bilingual::new(
    "ใส่วัน เดือน ปี ให้ครบ หรือเว้นว่างทั้งหมดถ้าไม่ได้เขียนไว้",
    "Give day, month and year, or leave all three empty where none is written.",
);
const CHOOSE: Bilingual = Bilingual::new("เลือกคำตอบจากรายการ", "Choose one of the answers.");

/// What the paper says about consent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaperConsents {
    /// The answers; a purpose without one is not there. Neither is ever [`Decision::Withdrawn`].
    pub answers: Vec<(PurposeId, Decision)>,
    /// Whether the officer sees a signature.
    pub signed: bool,
    /// The day written beside it.
    pub signed_on: Option<Day>,
}

impl PaperConsents {
    /// The input of the answer about a purpose.
    pub const fn input(purpose: PurposeId) -> &'static str {
        match purpose {
            PurposeId::Service => "consent-service",
            PurposeId::VaccineRegister => "consent-vaccine-register",
            PurposeId::Contact => "consent-contact",
            PurposeId::Rights => "consent-rights",
            PurposeId::Security => "consent-security",
            PurposeId::TrafficLog => "consent-traffic-log",
            PurposeId::Statistics => "consent-statistics",
            PurposeId::News => "consent-news",
            PurposeId::Nearby => "consent-nearby",
            PurposeId::LawfulOrder => "consent-lawful-order",
        }
    }

    /// What is typed about the purposes in `asked`; mistakes where there are answers without a signature, or the day is
    /// none. The inputs are `consent-PURPOSE`, `signature` and `signed-on-day`, `-month`, `-year`.
    pub fn parse(
        typed: &Answers,
        asked: &[AskedPurpose],
        (language, today): (Language, Day),
    ) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let mut it = Self { signed: typed.get("signature") == "on", ..Self::default() };
        for entry in asked {
            match typed.get(Self::input(entry.purpose)) {
                "" => {}
                "given" => it.answers.push((entry.purpose, Decision::Given)),
                "refused" => it.answers.push((entry.purpose, Decision::Refused)),
                _ => mistakes.push(Mistake { input: "signature", message: CHOOSE }),
            }
        }
        if !it.answers.is_empty() && !it.signed {
            mistakes.push(Mistake { input: "signature", message: SIGNATURE });
        }
        match day(typed, (language, today)) {
            Ok(day) => it.signed_on = day,
            Err(message) => mistakes.push(Mistake { input: "signed-on-day", message }),
        }
        if mistakes.is_empty() { Ok(it) } else { Err(mistakes) }
    }
}

fn day(typed: &Answers, (language, today): (Language, Day)) -> Result<Option<Day>, Bilingual> {
    let [day, month, year] = ["signed-on-day", "signed-on-month", "signed-on-year"].map(|input| typed.get(input));
    if [day, month, year].iter().all(|part| part.trim().is_empty()) {
        return Ok(None);
    }
    let entry = DateEntry::parse_birth(DateParts { day, month, year }, language, today);
    entry.map_err(|error| error.explain())?.day().map(Some).ok_or(WHOLE_DAY)
}

/// Whether an answer signed on a day, on paper that was scanned on `scanned`, counts after what was said `last`: only
/// where nothing was said yet, or where the paper says that it was signed on a later day. Paper that claims to be signed
/// after it was scanned was signed on that day at the latest.
pub fn counts(signed_on: Option<Day>, scanned: Day, last: Option<Last>) -> bool {
    last.is_none_or(|last| signed_on.is_some_and(|day| last.at.bangkok_day() < day.min(scanned)))
}

/// From when an agreement on paper holds: the day it was signed on, or, where none is written, the moment it was scanned.
/// Keying it late, or finding its person years later, makes it no younger.
pub fn answered_on(signed_on: Option<Day>, scanned: Instant) -> Instant {
    signed_on.map_or(scanned, |day| day.begins().min(scanned))
}
