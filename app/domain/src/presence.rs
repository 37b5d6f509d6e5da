//! The code a person's device shows at a unit, so that a dose recorded there is confirmed by having been there (article 7).
//! It is the beginning of a keyed digest that the caller computes; nothing here knows a key, and a code says nothing about
//! whose it is.

use crate::date::{Day, Instant};
use crate::digest::Digest;
use crate::language::{Bilingual, Explain};
use std::fmt;
use thiserror::Error;

/// Characters of a code: 40 bits.
pub const LENGTH: usize = 8;
/// Milliseconds of a window: then the device shows another code.
pub const WINDOW: i64 = 15 * 60 * 1000;
/// Windows of a Bangkok day.
pub const WINDOWS: usize = 96;
/// Days after the day of the dose within which the unit may send it: the operator's own default.
pub const DAYS: u16 = 3;

/// Douglas Crockford's base 32: no I, L, O and U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A code. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PresenceCode(String);

/// Why a code confirms nothing. The dose is recorded all the same, unconfirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum PresenceError {
    /// Not eight characters of the alphabet.
    #[error("the code is not {LENGTH} characters of its alphabet")]
    Form,
    /// The day of the dose has not come.
    #[error("the day of the dose has not come yet")]
    Early,
    /// The dose was sent too late.
    #[error("the code came more than {DAYS} days after the dose")]
    Late,
    /// The person's device showed no such code on that day.
    #[error("no such code was shown on that day")]
    Unknown,
    /// It has confirmed a dose.
    #[error("the code was used")]
    Used,
}

impl PresenceCode {
    /// The code in `text`. Passed over are case, spaces and hyphens; O counts as 0, I and L as 1, since nobody can tell them
    /// apart on paper. Nothing else is taken for anything else.
    pub fn parse(text: &str) -> Result<Self, PresenceError> {
        let mut code = String::with_capacity(LENGTH);
        for c in text.chars().filter(|c| !is_separator(*c)) {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            };
            if code.len() == LENGTH || !ALPHABET.iter().any(|it| char::from(*it) == c) {
                return Err(PresenceError::Form);
            }
            code.push(c);
        }
        if code.len() == LENGTH { Ok(Self(code)) } else { Err(PresenceError::Form) }
    }

    /// The eight characters, for a keyed hash of what was used.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is shown: `ABCD-EFGH`.
    pub fn grouped(&self) -> String {
        let (one, other) = self.0.split_at(LENGTH / 2);
        format!("{one}-{other}")
    }
}

/// The code of a keyed digest of subject and window.
pub fn code(digest: &Digest) -> PresenceCode {
    let bits = digest.as_bytes().iter().take(5).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    let letter = |at: usize| char::from(ALPHABET[(bits >> (5 * (LENGTH - 1 - at)) & 31) as usize]);
    PresenceCode((0..LENGTH).map(letter).collect())
}

/// The window `at` falls in, counted from 1970. Bangkok days begin with a window. Before 1970 it is 0.
pub fn window(at: Instant) -> u64 {
    u64::try_from(at.unix_milliseconds().div_euclid(WINDOW)).unwrap_or_default()
}

/// The windows of a Bangkok day since 1970, in order.
pub fn windows_of(day: Day) -> impl Iterator<Item = u64> {
    let first = day.begins().unix_milliseconds().div_euclid(WINDOW);
    (first..).take(WINDOWS).filter_map(|window| u64::try_from(window).ok())
}

/// The window of the dose's day in which the device showed `typed`, where the dose came in time: on its day or within
/// [`DAYS`] after it. `digest_of` computes the keyed digest of the subject and a window. A code holds once: the caller keeps
/// a hash of what was used, and says [`PresenceError::Used`].
pub fn accepts(
    typed: &PresenceCode,
    day_of_dose: Day,
    received_at: Instant,
    mut digest_of: impl FnMut(u64) -> Digest,
) -> Result<u64, PresenceError> {
    let received = received_at.bangkok_day();
    if received < day_of_dose {
        return Err(PresenceError::Early);
    }
    if received > day_of_dose.plus(DAYS) {
        return Err(PresenceError::Late);
    }
    // What the device had not shown yet nobody can have seen.
    let shown = windows_of(day_of_dose).take_while(|it| *it <= window(received_at));
    shown.into_iter().find(|it| code(&digest_of(*it)) == *typed).ok_or(PresenceError::Unknown)
}

/// White space, and the hyphens of the keyboard and of word processors.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2013}')
}

impl PresenceError {
    /// All errors.
    pub const ALL: [Self; 5] = [Self::Form, Self::Early, Self::Late, Self::Unknown, Self::Used];

    /// The reason code, as it is answered to the system that sent the dose.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Form => "presence-form",
            Self::Early => "presence-early",
            Self::Late => "presence-late",
            Self::Unknown => "presence-unknown",
            Self::Used => "presence-used",
        }
    }
}

impl fmt::Debug for PresenceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PresenceCode(…)")
    }
}

impl Explain for PresenceError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Form => Bilingual::new(
                "รหัสแสดงตัวมี 8 ตัว เป็นตัวเลขและตัวอักษรอังกฤษที่ไม่มี U พิมพ์ตามที่เห็นในเครื่องของผู้รับบริการ",
                "A presence code has 8 characters, digits and Latin letters without U. Type it as the person's device shows it.",
            ),
            Self::Early => Bilingual::new(
                "วันที่ฉีดยังมาไม่ถึง รหัสแสดงตัวใช้ได้ตั้งแต่วันที่ฉีด",
                "The day of the dose has not come yet. A presence code holds from that day on.",
            ),
            Self::Late => Bilingual::new(
                "รหัสแสดงตัวส่งมาเกิน 3 วันหลังวันที่ฉีด บันทึกไว้โดยยังไม่ยืนยัน เจ้าของข้อมูลยืนยันเองได้",
                "The presence code came more than 3 days after the dose. The dose is recorded unconfirmed; the person can \
                 confirm it.",
            ),
            Self::Unknown => Bilingual::new(
                "เครื่องของผู้รับบริการไม่ได้แสดงรหัสนี้ในวันที่ฉีด ตรวจรหัสและวันที่",
                "The person's device did not show this code on that day. Check the code and the day.",
            ),
            Self::Used => Bilingual::new(
                "รหัสแสดงตัวนี้ใช้ยืนยันไปแล้ว รหัสหนึ่งใช้ได้ครั้งเดียว",
                "This presence code has been used. Each code confirms once.",
            ),
        }
    }
}

#[cfg(test)]
mod tests;
