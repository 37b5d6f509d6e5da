//! Sentences about cookies: banner and page.

use domain::cookies::{Category, Life, Place};
use domain::{Bilingual, Language};

/// Heading of the banner.
pub const BANNER_TITLE: Bilingual = Bilingual::new("คุกกี้บนเว็บไซต์นี้", "Cookies on this site");
/// What the banner says.
pub const BANNER_TEXT: Bilingual = Bilingual::new(
    "ยังไม่มีการเก็บคุกกี้ใด ๆ จนกว่าท่านจะเลือก ทุกหน้าใช้ได้แม้ท่านปฏิเสธทั้งหมด",
    "No cookie is kept until you choose. Every page works if you refuse them all.",
);
/// Button: refuse.
pub const REFUSE_ALL: Bilingual = Bilingual::new("ปฏิเสธทั้งหมด", "Refuse all");
/// Button: accept.
pub const ACCEPT_ALL: Bilingual = Bilingual::new("ยอมรับทั้งหมด", "Accept all");
/// Button: save.
pub const SAVE: Bilingual = Bilingual::new("บันทึกตามที่เลือก", "Save my choice");
/// Legend of the boxes.
pub const OPTIONAL_COOKIES: Bilingual = Bilingual::new("คุกกี้ที่เลือกได้", "Optional cookies");
/// Link to the page.
pub const DETAILS: Bilingual = Bilingual::new("ดูรายการคุกกี้ทั้งหมด", "See every cookie");

/// Title of the page.
pub const TITLE: Bilingual = Bilingual::new("คุกกี้และสิ่งที่เก็บในเครื่องของท่าน", "Cookies and what is kept on your device");
/// Description of the page.
pub const DESCRIPTION: Bilingual = Bilingual::new(
    "รายการคุกกี้และข้อมูลที่เก็บในเบราว์เซอร์ทั้งหมด เลือกยอมรับหรือปฏิเสธได้ทุกเมื่อ",
    "Every cookie and browser-storage entry of this site; accept or refuse at any time.",
);
/// Opening of the page.
pub const LEAD: Bilingual = Bilingual::new(
    "เว็บไซต์นี้ไม่เก็บข้อมูลส่วนบุคคลไว้ในคุกกี้ และไม่ใช้คุกกี้ของผู้อื่น รายการด้านล่างคือทั้งหมดที่อาจเก็บในเครื่องของท่าน",
    "This site keeps no personal data in cookies and uses nobody else's cookies. The list below is everything that may be kept on your device.",
);
/// Heading over the current state.
pub const YOUR_CHOICE: Bilingual = Bilingual::new("สิ่งที่ท่านเลือก", "Your choice");
/// Nothing chosen.
pub const NOT_CHOSEN: Bilingual =
    Bilingual::new("ท่านยังไม่ได้เลือก จึงยังไม่เก็บสิ่งที่เลือกได้", "You have not chosen yet, so nothing optional is kept.");
/// Refused by the browser's signal.
pub const REFUSED_BY_GPC: Bilingual = Bilingual::new(
    "เบราว์เซอร์ของท่านส่งสัญญาณ Global Privacy Control (GPC) เราถือว่าท่านปฏิเสธสิ่งที่เลือกได้ทั้งหมด จนกว่าท่านจะเลือกเองที่นี่",
    "Your browser sends Global Privacy Control (GPC). We take it as refusing everything optional, until you choose otherwise here.",
);
/// The signal is sent, but a choice goes before it.
pub const CHOICE_BEFORE_GPC: Bilingual = Bilingual::new(
    "เบราว์เซอร์ของท่านส่งสัญญาณ Global Privacy Control (GPC) ด้วย แต่ท่านเลือกเองไว้แล้ว เราจึงทำตามที่ท่านเลือก",
    "Your browser also sends Global Privacy Control (GPC); you chose yourself since, so your choice holds.",
);
/// State of a category.
pub const ALLOWED: Bilingual = Bilingual::new("ยอมรับ", "accepted");
/// State of a category.
pub const REFUSED: Bilingual = Bilingual::new("ปฏิเสธ", "refused");
/// How long the choice holds.
pub const CHOICE_LIFE: Bilingual = Bilingual::new(
    "คำตอบนี้เก็บไว้หนึ่งปี และจะถามใหม่เมื่อวัตถุประสงค์ของคุกกี้เปลี่ยน หากท่านเปลี่ยนเป็นปฏิเสธ สิ่งที่เก็บไว้ในหมวดนั้นจะถูกลบทันที",
    "Your answer is kept for one year and asked again when the purpose of a cookie changes. If you change to refuse, everything kept in that category is deleted at once.",
);
/// Heading over what a refusal costs.
pub const WHAT_REFUSING_MEANS: Bilingual = Bilingual::new("ถ้าปฏิเสธ อะไรจะไม่ทำงาน", "What does not work if you refuse");
/// What a refusal of preferences costs, exactly.
pub const WITHOUT_PREFERENCES: Bilingual = Bilingual::new(
    "การจำภาษา ขนาดตัวอักษร สี การบอกว่านโยบายเปลี่ยนไปจากฉบับที่ท่านอ่าน และการอ่านหน้าที่เคยเปิด (นอกจากนโยบาย รายการข้อมูล คุกกี้ และติดต่อ) เมื่อไม่มีสัญญาณ",
    "Remembering your language, text size and colours; telling you that the policy changed since you read it; and reading without network the pages you opened other than the policy, the data catalogue, cookies and contact.",
);
/// What a refusal of statistics costs.
pub const WITHOUT_STATISTICS: Bilingual =
    Bilingual::new("ไม่มีผลต่อท่าน เพียงไม่นับการเข้าชมของท่าน", "Nothing for you: your visit is simply not counted.");
/// Heading over the list.
pub const EVERYTHING_KEPT: Bilingual = Bilingual::new("รายการทั้งหมด", "The whole list");
/// Column.
pub const COLUMN_NAME: Bilingual = Bilingual::new("ชื่อ", "Name");
/// Column.
pub const COLUMN_PURPOSE: Bilingual = Bilingual::new("เก็บไว้เพื่อ", "Purpose");
/// Column.
pub const COLUMN_CONTENT: Bilingual = Bilingual::new("มีอะไรอยู่", "Content");
/// Column.
pub const COLUMN_LIFE: Bilingual = Bilingual::new("เก็บนาน", "Kept for");
/// Column.
pub const COLUMN_PLACE: Bilingual = Bilingual::new("ชนิด", "Kind");
/// The form was sent without any of the three answers.
pub const NO_ANSWER: Bilingual = Bilingual::new(
    "ไม่พบคำตอบ กรุณากดปุ่มใดปุ่มหนึ่งจากสามปุ่ม",
    "There was no answer in what was sent. Press one of the three buttons.",
);

/// The name of a category.
pub const fn category(category: Category) -> Bilingual {
    match category {
        Category::Necessary => Bilingual::new("จำเป็น", "Necessary"),
        Category::Preferences => Bilingual::new("จำความชอบ", "Preferences"),
        Category::Statistics => Bilingual::new("สถิติ", "Statistics"),
    }
}

/// What a category is for, beside its box.
pub const fn category_hint(category: Category) -> Bilingual {
    match category {
        Category::Necessary => Bilingual::new("ใช้เสมอ ไม่ต้องเลือก", "Always used; not a choice."),
        Category::Preferences => Bilingual::new(
            "จำภาษา ขนาดตัวอักษร สี และฉบับนโยบายที่อ่านล่าสุด",
            "Remember language, text size, colours and the policy version last read.",
        ),
        Category::Statistics => {
            Bilingual::new("นับจำนวนผู้เข้าชมต่อวัน ไม่มีหมายเลขประจำตัว", "Count visitors per day, without any identifier.")
        }
    }
}

/// Cookie or cache.
pub const fn place(place: Place) -> Bilingual {
    match place {
        Place::Cookie => Bilingual::new("คุกกี้", "Cookie"),
        Place::Storage => Bilingual::new("ที่เก็บของเบราว์เซอร์", "Browser storage"),
        Place::Cache => Bilingual::new("สำเนาหน้าในเครื่อง", "Page copies"),
    }
}

/// Units of time, the longest first: their seconds, and their names in Thai, of one and of more in English.
const UNITS: [(u32, &str, [&str; 2]); 5] = [
    (365 * 24 * 60 * 60, "ปี", ["year", "years"]),
    (24 * 60 * 60, "วัน", ["day", "days"]),
    (60 * 60, "ชั่วโมง", ["hour", "hours"]),
    (60, "นาที", ["minute", "minutes"]),
    (1, "วินาที", ["second", "seconds"]),
];

/// How long, in words: a number of the longest unit that leaves nothing over.
pub fn life(life: Life, language: Language) -> String {
    let Life::Seconds(seconds) = life else {
        let until = Bilingual::new("จนกว่าจะมีรุ่นใหม่หรือท่านลบเอง", "Until a newer version replaces it or you clear it");
        return until.text(language).to_owned();
    };
    let [.., second] = UNITS;
    let fits = |(unit, ..): &(u32, &str, [&str; 2])| seconds >= *unit && seconds.is_multiple_of(*unit);
    let (unit, thai, [one, more]) = UNITS.into_iter().find(fits).unwrap_or(second);
    let count = seconds / unit;
    match language {
        Language::Th => format!("{count} {thai}"),
        Language::En => format!("{count} {}", if count == 1 { one } else { more }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::cookies::kept;

    #[test]
    fn how_long_a_cookie_is_kept_is_said_as_it_is() {
        let said = |seconds, language| life(Life::Seconds(seconds), language);
        let english = [365 * 86_400, 2 * 86_400, 86_400, 43_200, 3_600, 600, 90].map(|of| said(of, Language::En));
        assert_eq!(english, ["1 year", "2 days", "1 day", "12 hours", "1 hour", "10 minutes", "90 seconds"]);
        assert_eq!(said(43_200, Language::Th), "12 ชั่วโมง");
        for entry in kept() {
            for language in [Language::Th, Language::En] {
                assert!(!life(entry.life, language).starts_with("0 "), "{}", entry.name);
            }
        }
    }
}
