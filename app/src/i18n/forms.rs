//! Sentences every form uses.

use domain::Bilingual;

/// Mark beside a label.
pub const REQUIRED: Bilingual = Bilingual::new("จำเป็น", "required");
/// Mark beside a label.
pub const OPTIONAL: Bilingual = Bilingual::new("ไม่บังคับ", "optional");
/// Heading of the error summary.
pub const SOMETHING_IS_WRONG: Bilingual = Bilingual::new("ยังส่งไม่ได้ กรุณาแก้ไข", "Not sent yet. Please correct:");
/// Word before an error, for those who do not see its colour.
pub const ERROR_WORD: Bilingual = Bilingual::new("ต้องแก้ไข:", "Error:");
