//! Sentences around every page: names, navigation, banners, footer.

use domain::Bilingual;

/// The name of the site.
pub const SITE_NAME: Bilingual = Bilingual::new("ข้อมูลส่วนบุคคล หมอพร้อม", "Mor Prom personal data");
/// First link of the page.
pub const SKIP_TO_CONTENT: Bilingual = Bilingual::new("ข้ามไปยังเนื้อหา", "Skip to content");
/// Name of the main navigation.
pub const MAIN_NAVIGATION: Bilingual = Bilingual::new("เมนูหลัก", "Main");
/// Name of the navigation in the footer.
pub const FOOTER_NAVIGATION: Bilingual = Bilingual::new("เกี่ยวกับเว็บไซต์นี้", "About this site");
/// Link: the policy.
pub const POLICY: Bilingual = Bilingual::new("นโยบาย", "Policy");
/// Link: the data catalogue.
pub const DATA: Bilingual = Bilingual::new("ข้อมูลที่เก็บ", "Data we hold");
/// Link: cookies.
pub const COOKIES: Bilingual = Bilingual::new("คุกกี้", "Cookies");
/// Link: contact.
pub const CONTACT: Bilingual = Bilingual::new("ติดต่อ", "Contact");
/// Link: accessibility.
pub const ACCESSIBILITY: Bilingual = Bilingual::new("การเข้าถึง ขนาดตัวอักษร และสี", "Accessibility, text size and colours");
/// Link: security.
pub const SECURITY: Bilingual = Bilingual::new("ความมั่นคงปลอดภัย", "Security");
/// Before the controller's name in the footer.
pub const CONTROLLER: Bilingual = Bilingual::new("ผู้ควบคุมข้อมูลส่วนบุคคล:", "Controller of personal data:");
/// Shown without network.
pub const OFFLINE_NOTE: Bilingual = Bilingual::new(
    "ขณะนี้ไม่มีสัญญาณ ท่านกำลังอ่านสำเนาที่เก็บไว้ในเครื่อง การส่งแบบฟอร์มต้องรอจนมีสัญญาณ",
    "You are offline and reading a copy kept on this device. Forms can be sent when the network is back.",
);
/// Offers an update of the installed copy.
pub const UPDATE_OFFER: Bilingual = Bilingual::new("มีรุ่นใหม่ของเว็บไซต์นี้", "A newer version of this site is ready.");
/// Takes the update.
pub const UPDATE_NOW: Bilingual = Bilingual::new("ใช้รุ่นใหม่", "Use the new version");
/// Strip of demonstration mode.
pub const DEMO: Bilingual = Bilingual::new("ระบบสาธิต ข้อมูลทั้งหมดเป็นข้อมูลสมมติ", "Demonstration. All data here is made up.");
/// Heading of the banner for a changed policy.
pub const CHANGED: Bilingual = Bilingual::new("นโยบายเปลี่ยนแล้ว", "The policy has changed");
/// Link of the banner for a changed policy.
pub const SEE_CHANGES: Bilingual = Bilingual::new("ดูว่าอะไรเปลี่ยนไปจากฉบับที่ท่านอ่าน", "See what changed since you read it");
/// Said when the change brings a choice.
pub const A_CHOICE_WILL_BE_ASKED: Bilingual = Bilingual::new(
    "การเปลี่ยนครั้งนี้เกี่ยวกับวัตถุประสงค์หรือผู้รับข้อมูล ระบบจะถามความยินยอมของท่านเฉพาะเรื่องนี้ก่อนใช้ข้อมูล คำตอบอื่นของท่านคงเดิม",
    "This change concerns a purpose or a recipient. You will be asked for a choice about that alone before your data is used for it; your other choices stay as they are.",
);
/// After a link that leaves the service.
pub const LEAVES_THE_SERVICE: Bilingual = Bilingual::new("(ออกจากบริการนี้)", "(leaves this service)");

/// The banner's sentence about a change: from which version to which, and of what kind.
pub fn changed_between(notice: &crate::frame::ChangeNotice, language: domain::Language) -> String {
    let class = notice.class.label().text(language);
    match language {
        domain::Language::Th => format!("ท่านอ่านฉบับที่ {} ล่าสุด ปัจจุบันคือฉบับที่ {} ({class})", notice.from, notice.to),
        domain::Language::En => {
            format!("You last read version {}; version {} is in force. {class}.", notice.from, notice.to)
        }
    }
}
