//! Why somebody was not signed on. No message repeats anything that came from outside.

use crate::NoEntropy;
use domain::{Bilingual, Explain};
use thiserror::Error;

/// Why nobody was signed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SignOnError {
    /// The person turned back at the provider.
    #[error("the person cancelled at the provider")]
    Cancelled,
    /// More than ten minutes have gone by since the start.
    #[error("this sign-on was started too long ago")]
    Expired,
    /// The answer does not belong to what was started here, or what was started cannot be read.
    #[error("the answer does not belong to this sign-on")]
    StateMismatch,
    /// The answer comes from another provider than the one asked (RFC 9207).
    #[error("the answer names another issuer")]
    WrongIssuer,
    /// The provider said no, for another reason than the person's own.
    #[error("the provider refused")]
    Refused,
    /// The provider does not honour the code: used before, too old, or not the portal's.
    #[error("the provider did not honour the code")]
    CodeRefused,
    /// The provider is away, too slow, or answers with its own failure.
    #[error("the provider cannot be reached: {0}")]
    Unavailable(Trouble),
    /// The provider, or how the portal is set up for it, breaks the standard.
    #[error("the provider breaks the standard: {0}")]
    Misbehaved(&'static str),
    /// The identity token was not believed.
    #[error("the identity token was not believed: {0}")]
    TokenRefused(Doubt),
    /// No randomness.
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
}

/// In what way a provider could not be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Trouble {
    /// No connection, or it broke.
    #[error("no connection")]
    Unreachable,
    /// No whole answer in the time allowed.
    #[error("no answer in time")]
    TooSlow,
    /// An answer that says the provider itself failed, or that is no answer to the question.
    #[error("no usable answer")]
    Unusable,
}

/// What is wrong with an identity token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Doubt {
    /// There is none, or it is none.
    #[error("missing or not a token")]
    Malformed,
    /// Not signed, or with a method that proves nothing.
    #[error("not signed in a way that proves anything")]
    Algorithm,
    /// Not by one of the provider's keys.
    #[error("not signed by the provider")]
    Signature,
    /// By or for somebody else.
    #[error("another issuer")]
    Issuer,
    /// For another client.
    #[error("another audience")]
    Audience,
    /// Out of its time, or issued before this sign-on began.
    #[error("out of its time")]
    Time,
    /// Not for this sign-on.
    #[error("another nonce")]
    Nonce,
    /// Two answers of the provider speak of two persons.
    #[error("another subject")]
    Subject,
}

impl Explain for SignOnError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Cancelled => Bilingual::new(
                "ท่านยกเลิกการเข้าสู่ระบบ ยังไม่มีการบันทึกข้อมูลใด ๆ",
                "You cancelled signing in. Nothing was recorded.",
            ),
            Self::Expired => Bilingual::new(
                "การเข้าสู่ระบบครั้งนี้หมดเวลาแล้ว กรุณาเริ่มใหม่",
                "This sign-in took longer than 10 minutes. Start again.",
            ),
            Self::StateMismatch | Self::CodeRefused => Bilingual::new(
                "ลิงก์เข้าสู่ระบบนี้ใช้ไม่ได้แล้วหรือถูกใช้ไปแล้ว กรุณาเริ่มใหม่",
                "This sign-in link no longer works or was used already. Start again.",
            ),
            Self::Unavailable(_) | Self::Entropy(_) => Bilingual::new(
                "ติดต่อระบบยืนยันตัวตนไม่ได้ในขณะนี้ กรุณาลองใหม่ภายหลังหรือใช้รหัสผ่านครั้งเดียว",
                "The identity service cannot be reached now. Try again later, or sign in with a one-time code.",
            ),
            Self::Refused => Bilingual::new(
                "ระบบยืนยันตัวตนไม่อนุญาตให้เข้าสู่ระบบ กรุณาลองใหม่หรือติดต่อเรา",
                "The identity service did not let you sign in. Try again or contact us.",
            ),
            Self::WrongIssuer | Self::Misbehaved(_) | Self::TokenRefused(_) => Bilingual::new(
                "คำตอบจากระบบยืนยันตัวตนไม่ผ่านการตรวจสอบ จึงยังไม่ได้เข้าสู่ระบบ กรุณาเริ่มใหม่หรือติดต่อเรา",
                "The identity service's answer failed our checks, so you are not signed in. Start again or contact us.",
            ),
        }
    }
}
