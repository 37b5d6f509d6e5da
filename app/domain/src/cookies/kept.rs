//! The one catalogue of what is kept on a device. The cookie page shows it, the server deletes by it, and a browser
//! test compares it with what the browser really holds.

use super::LIFE_SECONDS;
use crate::language::Bilingual;

/// Raised when a purpose below changes in meaning; every earlier choice is then asked again.
pub const PURPOSES_VERSION: u32 = 1;

/// The names, once. The server sets and the scripts in `public/` use these and no other.
pub mod names {
    /// Cookie: the choice about cookies itself.
    pub const CHOICE: &str = "morprom-cookies";
    /// Cookie: the session of somebody who is signed in; over https its name begins with `__Host-`.
    pub const SESSION: &str = "morprom-session";
    /// Cookie: finds a half-filled form, or sign-on under way, again; over https its name begins with `__Host-`.
    pub const FORM: &str = "morprom-form";
    /// Cookie: finds a one-time code again; over https its name begins with `__Host-`.
    pub const CODE: &str = "morprom-code";
    /// Storage: the ledger's last signed end.
    pub const CHECKPOINT: &str = "morprom-checkpoint";
    /// Cookie: the language last read.
    pub const LANGUAGE: &str = "morprom-lang";
    /// Cookie: text size and colours.
    pub const DISPLAY: &str = "morprom-display";
    /// Cookie: the policy version last read.
    pub const READ: &str = "morprom-read";
    /// Cookie: the last day on which a visit was counted.
    pub const VISIT: &str = "morprom-visit";
    /// Cache storage: the same public pages for everyone, for reading without network.
    pub const SHELL_CACHE: &str = "morprom-shell";
    /// Cache storage: further public pages this person opened.
    pub const VISITED_CACHE: &str = "morprom-visited";
}

/// What a person can choose about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Category {
    /// Without these the service asked for cannot be given; not a matter of choice.
    Necessary,
    /// Remembers how the person likes the portal.
    Preferences,
    /// Counts how much each service is used.
    Statistics,
}

/// Where in the browser it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// A cookie, first party, `SameSite=Lax`, not readable by scripts.
    Cookie,
    /// A cache of the service worker; never sent anywhere.
    Cache,
    /// The browser's own store for this site; never sent anywhere.
    Storage,
}

/// How long it stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Life {
    /// This many seconds from when it is set.
    Seconds(u32),
    /// Until a newer version of the portal replaces it, or the person clears it.
    UntilReplaced,
}

/// One thing the portal may keep on a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Its name, or the beginning of its name where a build number follows.
    pub name: &'static str,
    /// Where it is kept.
    pub place: Place,
    /// The category a person chooses by.
    pub category: Category,
    /// Why it is kept.
    pub purpose: Bilingual,
    /// What it contains, exactly.
    pub content: Bilingual,
    /// How long it stays.
    pub life: Life,
}

const ONE_YEAR: Life = Life::Seconds(LIFE_SECONDS);

static KEPT: [Kept; 11] = [
    Kept {
        name: names::CHOICE,
        place: Place::Cookie,
        category: Category::Necessary,
        purpose: Bilingual::new(
            "จำคำตอบเรื่องคุกกี้ของท่าน เพื่อไม่ต้องถามซ้ำทุกหน้า",
            "Remembers your answer about cookies, so that it is not asked on every page.",
        ),
        content: Bilingual::new(
            "คำตอบสองข้อ วันที่ตอบ และรุ่นของรายการนี้",
            "The two answers, the day of answering, and the version of this list.",
        ),
        life: ONE_YEAR,
    },
    Kept {
        name: names::SESSION,
        place: Place::Cookie,
        category: Category::Necessary,
        purpose: Bilingual::new(
            "ให้ท่านอยู่ในระบบหลังเข้าสู่ระบบ จนออกหรือหมดเวลา",
            "Keeps you signed in until you sign out or the time is over. Set only when you sign in.",
        ),
        content: Bilingual::new("ตัวเลขสุ่มที่ไม่บอกว่าเป็นใคร", "A random number that says nothing about you."),
        life: Life::Seconds(12 * 60 * 60),
    },
    Kept {
        name: names::FORM,
        place: Place::Cookie,
        category: Category::Necessary,
        purpose: Bilingual::new(
            "ให้แบบฟอร์มที่กรอกค้างไว้เปิดได้จากเบราว์เซอร์นี้เท่านั้น",
            "Lets this browser alone open a half-filled form again. Set only when you begin one.",
        ),
        content: Bilingual::new("ตัวเลขสุ่มที่ไม่บอกว่าเป็นใคร", "A random number that says nothing about you."),
        life: Life::Seconds(24 * 60 * 60),
    },
    Kept {
        name: names::CODE,
        place: Place::Cookie,
        category: Category::Necessary,
        purpose: Bilingual::new(
            "ให้รหัสใช้ครั้งเดียวใช้ได้จากเบราว์เซอร์ที่ขอเท่านั้น",
            "Lets only the browser that asked for a one-time code use it. Set only when you ask for one.",
        ),
        content: Bilingual::new("ตัวเลขสุ่มที่ไม่บอกว่าเป็นใคร", "A random number that says nothing about you."),
        life: Life::Seconds(10 * 60),
    },
    Kept {
        name: names::CHECKPOINT,
        place: Place::Storage,
        category: Category::Necessary,
        purpose: Bilingual::new(
            "ให้เบราว์เซอร์ตรวจว่าสมุดบันทึกไม่ถูกเขียนใหม่ เก็บเมื่อท่านเปิดหน้าตรวจสอบเท่านั้น",
            "Lets your browser check that the ledger was not rewritten. Kept only when you open the page of checks.",
        ),
        content: Bilingual::new(
            "ปลายสมุดบันทึกที่ลงนามแล้ว เหมือนกันสำหรับทุกคน",
            "The ledger's signed end; the same for everyone.",
        ),
        life: Life::UntilReplaced,
    },
    Kept {
        name: names::SHELL_CACHE,
        place: Place::Cache,
        category: Category::Necessary,
        purpose: Bilingual::new(
            "ให้อ่านนโยบาย รายการข้อมูล และข้อมูลติดต่อได้เมื่อไม่มีสัญญาณ",
            "Lets you read the policy, the data catalogue and the contact details without a network.",
        ),
        content: Bilingual::new(
            "หน้าสาธารณะชุดเดียวกันสำหรับทุกคน ไม่มีข้อมูลเกี่ยวกับท่าน",
            "The same public pages for everyone; nothing about you.",
        ),
        life: Life::UntilReplaced,
    },
    Kept {
        name: names::LANGUAGE,
        place: Place::Cookie,
        category: Category::Preferences,
        purpose: Bilingual::new("เปิดหน้าแรกเป็นภาษาที่ท่านใช้ล่าสุด", "Opens the front page in the language you last used."),
        content: Bilingual::new("th หรือ en", "th or en."),
        life: ONE_YEAR,
    },
    Kept {
        name: names::DISPLAY,
        place: Place::Cookie,
        category: Category::Preferences,
        purpose: Bilingual::new("จำขนาดตัวอักษรและสีที่ท่านเลือก", "Remembers the text size and colours you chose."),
        content: Bilingual::new("คำสองคำ เช่น large.dark", "Two words, for example large.dark."),
        life: ONE_YEAR,
    },
    Kept {
        name: names::READ,
        place: Place::Cookie,
        category: Category::Preferences,
        purpose: Bilingual::new(
            "บอกท่านเมื่อนโยบายเปลี่ยนไปจากฉบับที่ท่านอ่านล่าสุด",
            "Tells you when the policy has changed since the version you last read.",
        ),
        content: Bilingual::new("เลขฉบับ เช่น 2", "A version number, for example 2."),
        life: ONE_YEAR,
    },
    Kept {
        name: names::VISITED_CACHE,
        place: Place::Cache,
        category: Category::Preferences,
        purpose: Bilingual::new(
            "ให้อ่านหน้าสาธารณะอื่นที่ท่านเคยเปิดได้อีกเมื่อไม่มีสัญญาณ",
            "Lets you read again, without a network, other public pages you opened.",
        ),
        content: Bilingual::new("สำเนาหน้าสาธารณะที่ท่านเคยเปิด", "Copies of public pages you opened."),
        life: Life::UntilReplaced,
    },
    Kept {
        name: names::VISIT,
        place: Place::Cookie,
        category: Category::Statistics,
        purpose: Bilingual::new(
            "นับจำนวนผู้ใช้ต่อวันโดยไม่นับเครื่องเดิมซ้ำ",
            "Counts visitors per day without counting the same device twice.",
        ),
        content: Bilingual::new(
            "วันที่นับครั้งล่าสุด ไม่มีหมายเลขประจำตัวใด ๆ",
            "The day last counted; no identifier of any kind.",
        ),
        life: Life::Seconds(2 * 24 * 60 * 60),
    },
];

/// Everything the portal may keep on a device, the necessary first.
pub fn kept() -> &'static [Kept] {
    &KEPT
}
