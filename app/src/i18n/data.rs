//! Sentences of the data catalogue page; the fields themselves are in the catalogue.

use domain::Bilingual;

/// Title.
pub const TITLE: Bilingual = Bilingual::new("ข้อมูลที่บริการนี้อาจเก็บ", "The data this service may hold");
/// Description.
pub const DESCRIPTION: Bilingual = Bilingual::new(
    "รายการข้อมูลทุกช่อง จำเป็นหรือเลือกได้ วัตถุประสงค์ ฐานกฎหมาย ระยะเวลาเก็บ และผู้รับ",
    "Every data field: required or optional, purpose, legal basis, retention and recipients.",
);
/// Opening.
pub const LEAD: Bilingual = Bilingual::new(
    "รายการนี้มาจากรายการเดียวกับที่แบบฟอร์มใช้ตรวจข้อมูล ช่องที่ไม่อยู่ในรายการนี้ บริการไม่เก็บ",
    "This list is the same one the forms check against. A field that is not on it is not held.",
);
/// What the catalogue does not cover (article 1 (b)).
pub const OUTSIDE: Bilingual = Bilingual::new(
    "ข้อมูลที่คนทั่วไปเข้าถึงได้อยู่แล้ว และหน่วยงานที่บริการนี้ควบคุมไม่ได้ อยู่นอกรายการนี้",
    "Information open to the public anyway, and bodies this service does not control, are outside this list.",
);
/// Need.
pub const REQUIRED: Bilingual = Bilingual::new("จำเป็น", "required");
/// Need.
pub const OPTIONAL: Bilingual = Bilingual::new("เลือกได้", "optional");
/// Need.
pub const RECORDED: Bilingual = Bilingual::new("บันทึกโดยระบบหรือเจ้าหน้าที่", "recorded by the system or an officer");
/// Fact.
pub const PURPOSE: Bilingual = Bilingual::new("ใช้เพื่อ", "Purpose");
/// Fact.
pub const BASIS: Bilingual = Bilingual::new("ฐานกฎหมาย", "Legal basis");
/// Fact.
pub const RETENTION: Bilingual = Bilingual::new("เก็บนาน", "Kept for");
/// Fact.
pub const RECIPIENTS: Bilingual = Bilingual::new("ผู้รับข้อมูล", "Recipients");
/// Fact.
pub const NO_RECIPIENTS: Bilingual = Bilingual::new("ไม่ส่งให้ผู้ใด", "None");
/// Fact.
pub const WITHOUT: Bilingual = Bilingual::new("ถ้าไม่ให้", "If you leave it out");
/// Fact.
pub const SEALED: Bilingual = Bilingual::new("เข้ารหัสเมื่อจัดเก็บ", "Encrypted at rest");
/// Heading over the purposes.
pub const PURPOSES: Bilingual = Bilingual::new("วัตถุประสงค์", "Purposes");
/// Heading over the recipients.
pub const ALL_RECIPIENTS: Bilingual = Bilingual::new("ผู้รับข้อมูล", "Recipients");
/// Name of the list of groups.
pub const CONTENTS: Bilingual = Bilingual::new("หมวดข้อมูล", "Groups of data");
