//! Sentences of registration and of the profile. Which field is needed, why, and what follows from leaving it out is
//! said by the catalogue; what is wrong with an answer by the rule that finds it.

use domain::account::Assurance;
use domain::fields::{DateEntry, Precision};
use domain::registration::Question;
use domain::{Bilingual, Day, Instant, Language};

/// Title of the beginning.
pub const START_TITLE: Bilingual = Bilingual::new("ลงทะเบียน", "Register");
/// Description of the beginning.
pub const START_DESCRIPTION: Bilingual = Bilingual::new(
    "สิ่งที่จะถาม ข้อใดจำเป็น ข้อใดไม่บังคับ และเก็บคำตอบที่ค้างไว้อย่างไร",
    "What is asked, what is required, what is optional, and how a half-filled form is kept.",
);
/// Opening.
pub const START_LEAD: Bilingual = Bilingual::new(
    "ตอบทีละข้อ ใช้เวลาประมาณ 5 นาที ท่านตรวจคำตอบทั้งหมดได้ก่อนบันทึก",
    "One question a page, about 5 minutes. You check all answers before anything is saved.",
);
/// Heading over the required fields.
pub const START_REQUIRED: Bilingual = Bilingual::new("ข้อมูลที่จำเป็น", "What is required");
/// One document is enough.
pub const START_ONE_DOCUMENT: Bilingual =
    Bilingual::new("เลขประจำตัวประชาชนหรือเลขหนังสือเดินทาง ใช้อย่างเดียว", "Of national id and passport, one is enough.");
/// Heading over the optional fields.
pub const START_OPTIONAL: Bilingual = Bilingual::new("ข้อมูลที่ไม่บังคับ", "What is optional");
/// All optional fields may be empty (article 2 (e)).
pub const START_OPTIONAL_LEAD: Bilingual = Bilingual::new(
    "เว้นว่างได้ทุกข้อ ท่านยังลงทะเบียนได้",
    "Each of these may be left empty, and all of them; you can register all the same.",
);
/// Heading about the draft.
pub const START_KEPT: Bilingual = Bilingual::new("ถ้ายังตอบไม่เสร็จ", "If you stop half-way");
/// How the draft is kept.
pub const START_KEPT_TEXT: Bilingual = Bilingual::new(
    "ระบบเก็บคำตอบที่ค้างไว้ 24 ชั่วโมงโดยเข้ารหัส กุญแจอยู่ในเบราว์เซอร์นี้เท่านั้น ผู้อื่นและเครื่องอื่นเปิดไม่ได้ ครบเวลาแล้วลบทิ้ง",
    "Your answers are kept on this service for 24 hours, encrypted. The key is in this browser alone: nobody else, and \
     no other device, can open them. After that they are deleted.",
);
/// Button.
pub const START: Bilingual = Bilingual::new("เริ่มลงทะเบียน", "Start");
/// Link to where the person stopped.
pub const CONTINUE_DRAFT: Bilingual = Bilingual::new("ตอบต่อจากที่ค้างไว้", "Continue where you stopped");
/// Button beside it.
pub const START_OVER: Bilingual = Bilingual::new("ลบคำตอบที่ค้างแล้วเริ่มใหม่", "Delete those answers and start over");
/// Above those two.
pub const DRAFT_FOUND: Bilingual =
    Bilingual::new("เบราว์เซอร์นี้มีคำตอบที่ท่านยังตอบไม่เสร็จ", "This browser has answers you have not finished.");
/// Before the link to signing in.
pub const HAVE_ACCOUNT: Bilingual = Bilingual::new("ลงทะเบียนไว้แล้วใช่ไหม", "Have you registered before?");
/// Link.
pub const SIGN_IN: Bilingual = Bilingual::new("เข้าสู่ระบบ", "Sign in");

/// The way back.
pub const BACK: Bilingual = Bilingual::new("ย้อนกลับ", "Back");
/// Button of a question while registering.
pub const CONTINUE: Bilingual = Bilingual::new("ต่อไป", "Continue");
/// Button of a question of the profile.
pub const SAVE_CHANGE: Bilingual = Bilingual::new("บันทึก", "Save");
/// Hint where every field of the page is optional, while registering.
pub const MAY_SKIP: Bilingual =
    Bilingual::new("ไม่ต้องการให้ กด “ต่อไป” โดยเว้นว่าง", "To leave it out, leave it empty and continue.");
/// The same for the profile: an empty answer takes the old one away.
pub const MAY_CLEAR: Bilingual =
    Bilingual::new("ไม่ต้องการให้เก็บไว้ ลบข้อความในช่องแล้วบันทึก", "To have it deleted, empty it and save.");
/// An answer that says nothing.
pub const PREFER_NOT: Bilingual = Bilingual::new("ไม่ประสงค์จะระบุ", "Prefer not to say");
/// Before the purposes of a field.
pub const WHY: Bilingual = Bilingual::new("ใช้เพื่อ", "What for");
/// Link to the entry in the catalogue.
pub const MORE: Bilingual = Bilingual::new("เก็บนานเท่าใด ใครได้รับ", "How long it is kept, who receives it");

/// Title of the page of all answers.
pub const CHECK_TITLE: Bilingual = Bilingual::new("ตรวจคำตอบก่อนบันทึก", "Check your answers");
/// Opening of that page.
pub const CHECK_LEAD: Bilingual =
    Bilingual::new("ยังไม่มีการบันทึกจนกว่าท่านจะกดปุ่มด้านล่าง", "Nothing is saved until you press the button below.");
/// Button of that page.
pub const CHECK_SAVE: Bilingual = Bilingual::new("ยืนยันและลงทะเบียน", "Confirm and register");
/// Said where neither phone nor e-mail is given.
pub const NO_ADDRESS: Bilingual = Bilingual::new(
    "ท่านไม่ได้ให้โทรศัพท์หรืออีเมล ครั้งต่อไปท่านจะเข้าสู่ระบบได้ด้วยผู้ให้บริการยืนยันตัวตนเท่านั้น",
    "You gave neither phone nor e-mail. You can then come back only through the sign-on provider.",
);
/// Link of a row.
pub const CHANGE: Bilingual = Bilingual::new("แก้ไข", "Change");
/// Value of an empty row.
pub const NOT_GIVEN: Bilingual = Bilingual::new("ไม่ได้ให้", "Not given");
/// Value of the photo's row.
pub const PHOTO_GIVEN: Bilingual = Bilingual::new("มีรูปแล้ว", "Given");

/// Title of the profile.
pub const PROFILE_TITLE: Bilingual = Bilingual::new("ข้อมูลของท่าน", "Your profile");
/// Description of the profile.
pub const PROFILE_DESCRIPTION: Bilingual = Bilingual::new(
    "ข้อมูลที่ท่านให้ไว้ ที่มาและเวลาของแต่ละข้อ และการแก้ไข",
    "What you gave, where each entry comes from, and how to change it.",
);
/// After a change.
pub const SAVED: Bilingual = Bilingual::new("บันทึกแล้ว", "Saved");
/// Heading over the assurance.
pub const ASSURANCE: Bilingual = Bilingual::new("การยืนยันตัวตน", "Proof of who you are");
/// Heading over the entries.
pub const ENTRIES: Bilingual = Bilingual::new("ข้อมูลที่เก็บไว้", "What is held");
/// Why the document has no change link.
pub const DOCUMENT_FIXED: Bilingual = Bilingual::new(
    "เปลี่ยนเลขเอกสารที่นี่ไม่ได้ เพราะบัญชีผูกกับเลขนี้ หากเลขผิด โปรดแจ้งเจ้าหน้าที่พร้อมแสดงเอกสาร",
    "The document cannot be changed here, because the account hangs on it. If it is wrong, tell an officer and show the document.",
);
/// Link of that sentence.
pub const CONTACT_OFFICE: Bilingual = Bilingual::new("ติดต่อเจ้าหน้าที่", "Contact the office");
/// State of an address.
pub const CONFIRMED: Bilingual = Bilingual::new("ยืนยันแล้ว", "Confirmed");
/// State of an address.
pub const NOT_CONFIRMED: Bilingual = Bilingual::new("ยังไม่ได้ยืนยัน", "Not confirmed");
/// Button.
pub const CONFIRM_PHONE: Bilingual = Bilingual::new("ส่งรหัสไปยืนยันหมายเลขนี้", "Send a code to confirm this number");
/// Button.
pub const CONFIRM_EMAIL: Bilingual = Bilingual::new("ส่งรหัสไปยืนยันอีเมลนี้", "Send a code to confirm this address");

/// Label of the issuing state.
pub const ISSUING_STATE: Bilingual = Bilingual::new("รหัสประเทศผู้ออกหนังสือเดินทาง", "Issuing state");
/// Hint of the issuing state.
pub const ISSUING_STATE_HINT: Bilingual = Bilingual::new(
    "สามตัวอักษรตามที่พิมพ์ในหนังสือเดินทาง เช่น LAO",
    "Three letters, as printed in the passport, for example LAO.",
);
/// Label of the box for another nationality.
pub const OTHER_NATIONALITY: Bilingual = Bilingual::new("รหัสประเทศอื่น", "Code of another state");
/// Hint of that box.
pub const OTHER_NATIONALITY_HINT: Bilingual = Bilingual::new(
    "กรอกเฉพาะเมื่อเลือก “อื่น ๆ” สามตัวอักษรตามที่พิมพ์ในหนังสือเดินทาง",
    "Only if you chose “Other”: three letters, as printed in the passport.",
);
/// Hint of the birth date.
pub const BIRTH_HINT: Bilingual = Bilingual::new(
    "ปี พ.ศ. เช่น 15 / 4 / 2530 ถ้าไม่ทราบวันหรือเดือน เว้นว่างได้",
    "For example 15 / 4 / 1987. If the day or the month is not known, leave it empty.",
);
/// Box.
pub const DAY: Bilingual = Bilingual::new("วัน", "Day");
/// Box.
pub const MONTH: Bilingual = Bilingual::new("เดือน", "Month");
/// Box.
pub const YEAR: Bilingual = Bilingual::new("ปี พ.ศ.", "Year");
/// Legend of the subdistricts.
pub const PLACE: Bilingual = Bilingual::new("ตำบลหรือแขวง อำเภอหรือเขต จังหวัด", "Subdistrict, district, province");
/// Said where a postal code has none.
pub const NO_PLACES: Bilingual = Bilingual::new(
    "ไม่พบตำบลหรือแขวงของรหัสไปรษณีย์นี้ ย้อนกลับไปตรวจรหัส หรือข้ามข้อนี้",
    "No subdistrict is known for this postal code. Go back and check the code, or leave this out.",
);
/// Hint of the photo (07: photo).
pub const PHOTO_HINT: Bilingual = Bilingual::new(
    "ไฟล์ JPEG, PNG หรือ WebP ขนาดไม่เกิน 5 MiB ระบบลบข้อมูลแฝงในไฟล์ เช่น สถานที่ถ่าย ก่อนเก็บ",
    "A JPEG, PNG or WebP file of at most 5 MiB. What is hidden in the file, such as where it was taken, is removed.",
);
/// Said where a photo is kept already.
pub const PHOTO_THERE: Bilingual =
    Bilingual::new("มีรูปอยู่แล้ว เลือกไฟล์ใหม่เพื่อแทนรูปเดิม", "There is a photo. Choose a file to replace it.");
/// Check box.
pub const REMOVE_PHOTO: Bilingual = Bilingual::new("ลบรูปที่มีอยู่", "Remove the photo");

/// The nationalities offered before `other`, by the code of the state.
pub const NATIONALITIES: [(&str, Bilingual); 6] = [
    ("THA", Bilingual::new("ไทย", "Thai")),
    ("LAO", Bilingual::new("ลาว", "Lao")),
    ("MMR", Bilingual::new("เมียนมา", "Myanmar")),
    ("KHM", Bilingual::new("กัมพูชา", "Cambodian")),
    ("VNM", Bilingual::new("เวียดนาม", "Vietnamese")),
    ("CHN", Bilingual::new("จีน", "Chinese")),
];
/// A nationality beside those.
pub const OTHER: Bilingual = Bilingual::new("อื่น ๆ", "Other");

/// The question itself, as its page asks it.
pub const fn heading(question: Question) -> Bilingual {
    match question {
        Question::Document => Bilingual::new("ท่านมีเอกสารใด", "Which document do you have?"),
        Question::NationalId => Bilingual::new("เลขประจำตัวประชาชนของท่านคืออะไร", "What is your national id number?"),
        Question::Passport => Bilingual::new(
            "หนังสือเดินทางของท่านหมายเลขอะไร ประเทศใดออกให้",
            "What is your passport number, and who issued it?",
        ),
        Question::Name => Bilingual::new("ท่านชื่ออะไร", "What is your name?"),
        Question::BirthDate => Bilingual::new("ท่านเกิดเมื่อใด", "When were you born?"),
        Question::Nationality => Bilingual::new("ท่านมีสัญชาติใด", "What is your nationality?"),
        Question::Sex => Bilingual::new("ท่านเป็นเพศใด", "What is your sex?"),
        Question::PostalCode => Bilingual::new("รหัสไปรษณีย์ของที่อยู่ท่านคืออะไร", "What is your postal code?"),
        Question::Subdistrict => Bilingual::new("ท่านอยู่ตำบลหรือแขวงใด", "Which subdistrict do you live in?"),
        Question::House => Bilingual::new("บ้านเลขที่และถนนของท่านคืออะไร", "What is your house number and street?"),
        Question::Phone => Bilingual::new("หมายเลขโทรศัพท์ของท่านคืออะไร", "What is your phone number?"),
        Question::Email => Bilingual::new("อีเมลของท่านคืออะไร", "What is your e-mail address?"),
        Question::Photo => Bilingual::new("ต้องการใส่รูปถ่ายหรือไม่", "Do you want to add a photo?"),
    }
}

/// The question in a word or two, for lists of answers. Where it asks for one field, that is the field's own name.
pub fn short(question: Question) -> Bilingual {
    match question {
        Question::Document => Bilingual::new("เอกสาร", "Document"),
        Question::Name => Bilingual::new("ชื่อและนามสกุล", "Name"),
        Question::Subdistrict => Bilingual::new("ตำบล อำเภอ จังหวัด", "Subdistrict, district, province"),
        one => one.fields().next().map_or(heading(one), |field| field.name),
    }
}

/// A document to choose.
pub const fn document(passport: bool) -> Bilingual {
    if passport {
        Bilingual::new("หนังสือเดินทาง", "Passport")
    } else {
        Bilingual::new("บัตรประจำตัวประชาชนไทย", "Thai national id card")
    }
}

/// Hint of a text box, where the way to fill it needs one.
pub const fn hint(question: Question) -> Option<Bilingual> {
    match question {
        Question::NationalId => Some(Bilingual::new(
            "13 หลักตามบัตร เว้นวรรคหรือใส่ขีดได้",
            "13 digits, as on the card; spaces and hyphens are fine.",
        )),
        Question::Passport => Some(Bilingual::new("ตัวอักษรอังกฤษและตัวเลข 6 ถึง 9 ตัว", "6 to 9 letters and digits.")),
        Question::PostalCode => Some(Bilingual::new("ตัวเลข 5 หลัก", "5 digits.")),
        Question::House => Some(Bilingual::new("เช่น 99/9 หมู่ 9 ถนนตัวอย่าง", "For example 99/9 Moo 9, Example Road.")),
        Question::Phone => Some(Bilingual::new(
            "หมายเลขต่างประเทศขึ้นต้นด้วย + และรหัสประเทศ",
            "Begin a foreign number with + and the country code.",
        )),
        _ => None,
    }
}

/// How sure the service is of who a person is, and what that means.
pub const fn assurance(assurance: Assurance) -> (Bilingual, Bilingual) {
    match assurance {
        Assurance::Recorded => (
            Bilingual::new("ยังไม่มีผู้เปิดบัญชี", "No account yet"),
            Bilingual::new(
                "หน่วยงานแจ้งข้อมูลของบุคคลนี้ไว้",
                "An organisation told of this person; nobody has opened the account.",
            ),
        ),
        Assurance::Stated => (
            Bilingual::new("แจ้งด้วยตนเอง ยังไม่มีผู้ตรวจสอบ", "Stated by you, not checked"),
            Bilingual::new(
                "ท่านใช้บัญชีได้ แต่จะยังไม่เห็นข้อมูลที่ผู้อื่นบันทึกไว้กับเลขนี้ จนกว่าจะยืนยันด้วยผู้ให้บริการยืนยันตัวตนหรือกับเจ้าหน้าที่",
                "The account works, but what others recorded about this number is not shown until a sign-on provider or an officer has checked it.",
            ),
        ),
        Assurance::Verified => (
            Bilingual::new("ตรวจสอบแล้ว", "Checked"),
            Bilingual::new(
                "ผู้ให้บริการยืนยันตัวตนหรือเจ้าหน้าที่ตรวจแล้วว่าเลขนี้เป็นของท่าน",
                "A sign-on provider or an officer has checked that this number is yours.",
            ),
        ),
    }
}

/// Which question of how many.
pub fn progress(at: usize, of: usize, language: Language) -> String {
    match language {
        Language::Th => format!("ข้อ {at} จาก {of}"),
        Language::En => format!("Question {at} of {of}"),
    }
}

/// The birth date as far as it is known, in the era of the page.
pub fn birth(entry: &DateEntry, language: Language) -> String {
    let (year, month, day) = entry.numbers();
    let whole = Day::from_numbers(year, month.unwrap_or(1), day.unwrap_or(1)).map(|day| day.long(language));
    let whole = whole.unwrap_or_else(|| entry.iso());
    let tail = |skip: usize| whole.splitn(3, ' ').skip(skip).collect::<Vec<_>>().join(" ");
    match (entry.precision(), language) {
        (Precision::Day, _) => whole,
        (Precision::Month, _) => tail(1),
        (Precision::Year, Language::Th) => format!("พ.ศ. {}", tail(2)),
        (Precision::Year, Language::En) => tail(2),
    }
}

/// Where an entry comes from, and when: `you, 23 November 2026, 14:05`.
pub fn origin(source: Bilingual, at: Instant, language: Language) -> String {
    let (hour, minute) = at.bangkok_hour_minute();
    let (source, day) = (source.text(language), at.bangkok_day().long(language));
    match language {
        Language::Th => format!("{source} {day} เวลา {hour:02}.{minute:02} น."),
        Language::En => format!("{source}, {day}, {hour:02}:{minute:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::fields::DateParts;

    #[test]
    fn a_birth_date_is_shown_as_far_as_it_is_known_in_either_era() {
        let entry = |day, month| DateEntry::parse(DateParts { day, month, year: "2530" }, Language::Th).unwrap();
        let shown = |entry: &DateEntry| Language::ALL.map(|language| birth(entry, language));
        assert_eq!(shown(&entry("15", "4")), ["15 เมษายน 2530", "15 April 1987"]);
        assert_eq!(shown(&entry("", "4")), ["เมษายน 2530", "April 1987"]);
        assert_eq!(shown(&entry("", "")), ["พ.ศ. 2530", "1987"]);
    }

    #[test]
    fn an_entry_says_who_and_when() {
        let at = Instant::from_unix_milliseconds(1_795_417_500_000);
        let you = Bilingual::new("ท่าน", "You");
        assert_eq!(origin(you, at, Language::Th), "ท่าน 23 พฤศจิกายน 2569 เวลา 14.05 น.");
        assert_eq!(origin(you, at, Language::En), "You, 23 November 2026, 14:05");
    }
}
