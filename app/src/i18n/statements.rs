//! Sentences of the accessibility and security statements.

use domain::Bilingual;
use domain::display::{TextSize, Theme};

/// Title.
pub const ACCESSIBILITY_TITLE: Bilingual = Bilingual::new("การเข้าถึง", "Accessibility");
/// Description.
pub const ACCESSIBILITY_DESCRIPTION: Bilingual = Bilingual::new(
    "เว็บไซต์นี้ทำเพื่อให้ทุกคนใช้ได้ ปรับขนาดตัวอักษรและสีได้ที่นี่",
    "This site is made for everyone to use. Set text size and colours here.",
);
/// The statement.
pub const ACCESSIBILITY_TEXT: [Bilingual; 5] = [
    Bilingual::new(
        "เป้าหมายของเราคือ WCAG 2.2 ระดับ AA ทุกหน้า ทั้งสองภาษา",
        "Our aim is WCAG 2.2 level AA on every page, in both languages.",
    ),
    Bilingual::new(
        "ทุกหน้าใช้ได้ด้วยแป้นพิมพ์ ใช้ได้โดยไม่มี JavaScript และใช้ได้เมื่อปฏิเสธคุกกี้ทั้งหมด",
        "Every page works by keyboard, without JavaScript, and with all cookies refused.",
    ),
    Bilingual::new(
        "ทุกครั้งที่สร้างระบบ มีการตรวจทุกหน้าด้วยเครื่องมือ axe ทั้งหน้าปกติและหน้าที่มีข้อผิดพลาด",
        "Each build checks every page with the axe tool, error pages included.",
    ),
    Bilingual::new(
        "การตรวจด้วยเครื่องมือพบปัญหาได้เพียงบางส่วน ยังไม่ได้ตรวจโดยผู้ใช้โปรแกรมอ่านหน้าจอจริง",
        "Tools find only part of the problems; a review by people who use screen readers has not been done yet.",
    ),
    Bilingual::new(
        "หากพบสิ่งที่ใช้ไม่ได้ โปรดแจ้งทางหน้าติดต่อหรือโทรศัพท์",
        "If something does not work for you, tell us on the contact page or by phone.",
    ),
];
/// Heading of the form.
pub const DISPLAY_TITLE: Bilingual = Bilingual::new("ขนาดตัวอักษรและสี", "Text size and colours");
/// What the form does.
pub const DISPLAY_LEAD: Bilingual =
    Bilingual::new("ตั้งแล้วใช้กับทุกหน้าในเครื่องนี้ หนึ่งปี", "Applies to every page on this device for a year.");
/// Exactly what cannot be done, and why.
pub const DISPLAY_NEEDS_PREFERENCES: Bilingual = Bilingual::new(
    "จำการตั้งค่านี้ไม่ได้ เพราะท่านยังไม่ยอมรับคุกกี้หมวดจำความชอบ ส่วนอื่นของเว็บไซต์ใช้ได้ตามปกติ ท่านยังขยายตัวอักษรได้ด้วยเมนูของเบราว์เซอร์",
    "This setting cannot be remembered because preference cookies are not accepted. Everything else on this site works. You can still enlarge text with your browser's own menu.",
);
/// Link to the cookie page.
pub const DISPLAY_CHANGE_CHOICE: Bilingual = Bilingual::new("เปลี่ยนคำตอบเรื่องคุกกี้", "Change your cookie choice");
/// Legend.
pub const TEXT_SIZE: Bilingual = Bilingual::new("ขนาดตัวอักษร", "Text size");
/// Legend.
pub const THEME: Bilingual = Bilingual::new("สี", "Colours");
/// Button.
pub const DISPLAY_SAVE: Bilingual = Bilingual::new("ใช้การตั้งค่านี้", "Use these settings");

/// A text size in words.
pub const fn text_size(size: TextSize) -> Bilingual {
    match size {
        TextSize::Normal => Bilingual::new("ปกติ", "Normal"),
        TextSize::Large => Bilingual::new("ใหญ่", "Large"),
        TextSize::Largest => Bilingual::new("ใหญ่ที่สุด", "Largest"),
    }
}

/// Colours in words.
pub const fn theme(theme: Theme) -> Bilingual {
    match theme {
        Theme::Device => Bilingual::new("ตามเครื่อง", "As the device"),
        Theme::Light => Bilingual::new("สว่าง", "Light"),
        Theme::Dark => Bilingual::new("มืด", "Dark"),
    }
}

/// Title.
pub const SECURITY_TITLE: Bilingual = Bilingual::new("ความมั่นคงปลอดภัย", "Security");
/// Description.
pub const SECURITY_DESCRIPTION: Bilingual = Bilingual::new(
    "บริการนี้ป้องกันข้อมูลอย่างไร และแจ้งช่องโหว่ได้อย่างไร",
    "How this service protects data, and how to report a weakness.",
);
/// The statement: what is done today, nothing that is not.
pub const SECURITY_TEXT: [Bilingual; 5] = [
    Bilingual::new(
        "ข้อความที่ส่งทางแบบฟอร์มติดต่อถูกเข้ารหัสก่อนเก็บ ด้วยกุญแจแยกรายเรื่อง",
        "Messages sent with the contact form are encrypted before they are stored, each under a key of its own.",
    ),
    Bilingual::new(
        "นโยบายที่เผยแพร่แล้วแก้ไขหรือลบไม่ได้ ฐานข้อมูลปฏิเสธเอง",
        "A published policy cannot be changed or deleted; the database itself refuses.",
    ),
    Bilingual::new(
        "หน้าเว็บไม่เรียกสิ่งใดจากเว็บไซต์อื่น และไม่รับแบบฟอร์มจากเว็บไซต์อื่น",
        "Pages load nothing from other sites, and forms sent from other sites are refused.",
    ),
    Bilingual::new(
        "บันทึกการทำงานของระบบไม่มีข้อความ ชื่อ หรือที่อยู่ของผู้ใช้",
        "The system's own logs contain no messages, names or addresses of people.",
    ),
    Bilingual::new(
        "หากพบช่องโหว่ โปรดแจ้งทางอีเมลในหน้าติดต่อ และให้เวลาเราแก้ไขก่อนเปิดเผย",
        "If you find a weakness, tell us by the e-mail address on the contact page, and give us time to mend it before you publish it.",
    ),
];
