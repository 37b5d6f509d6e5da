//! Why a text is no set of public keys, for the officer who registers it and the log that tells of a fetched one.

use domain::{Bilingual, Explain};
use thiserror::Error;

/// Why a text is no set of public keys that can be used. Never repeats any of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum KeySetError {
    /// More than [`LONGEST`](super::LONGEST) bytes.
    #[error("the key set is longer than 64 KiB")]
    TooLong,
    /// No JSON Web Key Set.
    #[error("the text is no JSON Web Key Set")]
    Malformed,
    /// More than [`MOST`](super::MOST) keys.
    #[error("the key set has more than 16 keys")]
    TooMany,
    /// A private or symmetric key stands in it.
    #[error("the key set gives a private key away")]
    Private,
    /// A key has no `kid`.
    #[error("a key has no kid")]
    NoId,
    /// A `kid` is too long or has control characters.
    #[error("a kid is longer than 200 bytes or has control characters")]
    Id,
    /// Two keys of one kind have the same `kid`.
    #[error("two keys have the same kid")]
    SameId,
    /// A number of a key is missing, not base64url, or of a wrong length.
    #[error("a number of a key is missing or not written as RFC 7518 says")]
    Parts,
    /// An RSA key under 2048 or over 8192 bits.
    #[error("an RSA key has fewer than 2048 or more than 8192 bits")]
    Size,
    /// No key of it is for ES384 or RS384.
    #[error("no key of the set is for ES384 or RS384")]
    NothingUsable,
}

impl Explain for KeySetError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::TooLong => Bilingual::new(
                "ชุดกุญแจยาวเกิน 64 KiB ใส่เฉพาะกุญแจที่ใช้กับระบบนี้",
                "The key set is longer than 64 KiB. Keep only the keys for this system.",
            ),
            Self::Malformed => Bilingual::new(
                "ข้อความนี้ไม่ใช่ชุดกุญแจ JSON (JWKS) คัดลอกทั้งหมดตั้งแต่ { ถึง } โดยมี \"keys\" อยู่ข้างใน",
                "This is no JSON Web Key Set. Copy all of it, from { to }, with \"keys\" inside.",
            ),
            Self::TooMany => Bilingual::new(
                "ชุดกุญแจมีมากกว่า 16 กุญแจ ลบกุญแจที่เลิกใช้แล้ว",
                "The key set has more than 16 keys. Remove those no longer used.",
            ),
            Self::Private => Bilingual::new(
                "ชุดนี้มีกุญแจส่วนตัว ซึ่งต้องไม่ส่งให้ผู้ใด ให้เจ้าของเลิกใช้กุญแจนี้ สร้างกุญแจใหม่ แล้วส่งเฉพาะกุญแจสาธารณะ",
                "The set holds a private key, which must never be handed out. Its owner should stop using it, make a new one, and send the public part alone.",
            ),
            Self::NoId => {
                Bilingual::new("มีกุญแจที่ไม่มีชื่อ (kid) เพิ่ม kid ให้ทุกกุญแจ", "A key has no name (kid). Give every key a kid.")
            }
            Self::Id => Bilingual::new(
                "ชื่อกุญแจ (kid) ยาวเกิน 200 ไบต์หรือมีอักขระที่มองไม่เห็น ตั้งชื่อใหม่ให้สั้นลง",
                "The name of a key (kid) is longer than 200 bytes or has invisible characters. Choose a shorter one.",
            ),
            Self::SameId => Bilingual::new(
                "มีสองกุญแจที่ใช้ชื่อ (kid) เดียวกัน ตั้งชื่อให้ต่างกัน",
                "Two keys have the same name (kid). Give them different ones.",
            ),
            Self::Parts => Bilingual::new(
                "ค่าของกุญแจไม่ครบหรือเขียนไม่ถูกแบบ ส่งออกกุญแจสาธารณะใหม่แล้วคัดลอกทั้งหมด",
                "A number of a key is missing or written wrongly. Export the public key anew and copy all of it.",
            ),
            Self::Size => Bilingual::new(
                "กุญแจ RSA ต้องมีขนาด 2048 ถึง 8192 บิต สร้างกุญแจใหม่",
                "An RSA key has 2048 to 8192 bits. Make a new key.",
            ),
            Self::NothingUsable => Bilingual::new(
                "ไม่มีกุญแจที่ใช้ได้ ต้องมีกุญแจ EC แบบ P-384 (ES384) หรือ RSA (RS384) อย่างน้อยหนึ่งกุญแจ",
                "No key can be used. At least one must be EC on P-384 (ES384) or RSA (RS384).",
            ),
        }
    }
}
