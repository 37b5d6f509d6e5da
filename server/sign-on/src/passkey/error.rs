//! Why a passkey was not taken. No message repeats anything that came from outside.

use domain::{Bilingual, Explain};
use thiserror::Error;
use webauthn_rs::prelude::WebauthnError;

/// Why a passkey was not registered or did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PasskeyError {
    /// More than five minutes have gone by since the question.
    #[error("the question was put too long ago")]
    Expired,
    /// The answer is to another question, or what was kept cannot be read.
    #[error("the answer does not belong to this question")]
    Mismatch,
    /// The answer is not readable.
    #[error("the answer cannot be read")]
    Malformed,
    /// The answer was made on another site.
    #[error("the answer was made on another site")]
    WrongSite,
    /// The device did not check its owner.
    #[error("the device did not check its owner")]
    NotVerified,
    /// The key is not one of this account's.
    #[error("the key is not one of this account's")]
    Foreign,
    /// The key is registered already.
    #[error("the key is registered already")]
    AlreadyRegistered,
    /// The key's counter went back: somebody may have a copy of it.
    #[error("the key's counter went back")]
    Copied,
    /// The signature, or anything else about the answer, does not hold.
    #[error("the answer does not hold")]
    Refused,
    /// The question could not be put.
    #[error("the question could not be put")]
    Internal,
}

/// Why there are no passkeys at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PasskeySettingsError {
    /// The address has no host name.
    #[error("passkeys need a host name in the public address, not a number")]
    Host,
    /// The address is cleartext.
    #[error("passkeys need an https public address (http only on localhost)")]
    Cleartext,
}

impl From<WebauthnError> for PasskeyError {
    fn from(error: WebauthnError) -> Self {
        match error {
            WebauthnError::MismatchedChallenge | WebauthnError::ChallengeNotFound => Self::Mismatch,
            WebauthnError::InvalidRPOrigin | WebauthnError::InvalidRPIDHash | WebauthnError::CredentialCrossOrigin => {
                Self::WrongSite
            }
            WebauthnError::UserNotVerified | WebauthnError::UserNotPresent => Self::NotVerified,
            WebauthnError::CredentialNotFound => Self::Foreign,
            WebauthnError::CredentialAlreadyExists | WebauthnError::CredentialExcludedFromRequest => {
                Self::AlreadyRegistered
            }
            WebauthnError::CredentialPossibleCompromise => Self::Copied,
            _ => Self::Refused,
        }
    }
}

impl Explain for PasskeyError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Expired | Self::Mismatch => Bilingual::new(
                "หมดเวลายืนยันด้วยพาสคีย์แล้ว กรุณาลองใหม่",
                "The time for using the passkey has passed. Try again.",
            ),
            Self::NotVerified => Bilingual::new(
                "อุปกรณ์ไม่ได้ตรวจสอบตัวท่าน กรุณาใช้ลายนิ้วมือ ใบหน้า หรือรหัสของอุปกรณ์",
                "Your device did not check that it is you. Use its fingerprint, face or PIN check.",
            ),
            Self::Foreign => Bilingual::new(
                "พาสคีย์นี้ไม่ได้ลงทะเบียนไว้กับบัญชีนี้ กรุณาใช้พาสคีย์อื่น",
                "This passkey is not registered to this account. Use another one.",
            ),
            Self::AlreadyRegistered => Bilingual::new("พาสคีย์นี้ลงทะเบียนไว้แล้ว", "This passkey is already registered."),
            Self::Copied => Bilingual::new(
                "พาสคีย์นี้อาจถูกทำสำเนา จึงใช้เข้าสู่ระบบไม่ได้ กรุณาแจ้งผู้ดูแลระบบ",
                "This passkey may have been copied, so it does not open. Tell the operator.",
            ),
            Self::Malformed | Self::WrongSite | Self::Refused | Self::Internal => Bilingual::new(
                "ใช้พาสคีย์ไม่สำเร็จ กรุณาลองใหม่หรือใช้วิธีอื่น",
                "The passkey was not accepted. Try again or use another way.",
            ),
        }
    }
}
