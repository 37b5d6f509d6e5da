//! The address of a partner's webhook.

use domain::{Bilingual, Explain};
use reach::{OutOfReach, Reach};
use thiserror::Error;
use url::Url;

/// The longest address, in bytes.
const LONGEST: usize = 500;

/// Why an address is not told anything. Never repeats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum WebhookError {
    /// No address, or longer than 500 bytes.
    #[error("this is no address, or it is longer than 500 bytes")]
    NoAddress,
    /// A user, a password or a fragment stands in it.
    #[error("the address of a webhook has no user, password or fragment")]
    Parts,
    /// Cleartext.
    #[error("https:// is expected")]
    Unguarded,
    /// It leads to this machine or a network of the house.
    #[error("the address leads to a private network or to this machine")]
    Inside,
}

/// The address in `text`.
pub(super) fn parse(text: &str, reach: Reach) -> Result<Url, WebhookError> {
    if text.len() > LONGEST || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(WebhookError::NoAddress);
    }
    let url = Url::parse(text).map_err(|_| WebhookError::NoAddress)?;
    check(&url, reach)?;
    Ok(url)
}

/// Whether `url` may be told anything, as far as that shows without looking its name up.
pub(super) fn check(url: &Url, reach: Reach) -> Result<(), WebhookError> {
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err(WebhookError::Parts);
    }
    reach::judge(url, reach).map_err(|refused| match refused {
        OutOfReach::NoHost => WebhookError::NoAddress,
        OutOfReach::Inside => WebhookError::Inside,
        OutOfReach::Unguarded => WebhookError::Unguarded,
    })
}

impl Explain for WebhookError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::NoAddress => Bilingual::new(
                "ที่อยู่นี้ใช้ไม่ได้ พิมพ์ที่อยู่เต็มที่ขึ้นต้นด้วย https:// ยาวไม่เกิน 500 ตัวอักษร",
                "This is no usable address. Enter all of it, beginning with https://, 500 characters at most.",
            ),
            Self::Parts => Bilingual::new(
                "ที่อยู่ต้องไม่มีชื่อผู้ใช้ รหัสผ่าน หรือเครื่องหมาย # ลบส่วนนั้นออก",
                "The address must have no user name, password or #. Remove that part.",
            ),
            Self::Unguarded => Bilingual::new(
                "ที่อยู่ต้องขึ้นต้นด้วย https:// เพื่อมิให้ผู้อื่นอ่านได้ระหว่างทาง",
                "The address must begin with https://, so that nobody reads along.",
            ),
            Self::Inside => Bilingual::new(
                "ที่อยู่นี้ชี้มายังเครื่องนี้หรือเครือข่ายภายใน ใส่ที่อยู่ที่ระบบของหน่วยงานเปิดรับจากอินเทอร์เน็ต",
                "The address leads to this machine or a private network. Enter one that the partner's system opens to the internet.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn partners_are_told_over_tls_at_public_addresses() {
        for good in [
            "https://unit.example/hook",
            "https://unit.example:8443/a?b=c",
            "https://1.1.1.1/",
            "https://[2606:4700::1]/",
        ] {
            assert!(parse(good, Reach::World).is_ok(), "{good}");
        }
        for (text, error) in [
            ("", WebhookError::NoAddress),
            ("unit.example", WebhookError::NoAddress),
            ("https://unit.example/a b", WebhookError::NoAddress),
            ("https://", WebhookError::NoAddress),
            ("http://unit.example/", WebhookError::Unguarded),
            ("http://1.1.1.1/", WebhookError::Unguarded),
            ("ftp://unit.example/", WebhookError::Unguarded),
            ("https://user:word@unit.example/", WebhookError::Parts),
            ("https://unit.example/#a", WebhookError::Parts),
            ("https://localhost/", WebhookError::Inside),
            ("https://LOCALHOST/", WebhookError::Inside),
            ("https://127.0.0.1/", WebhookError::Inside),
            ("https://0x7f.1/", WebhookError::Inside),
            ("https://2130706433/", WebhookError::Inside),
            ("https://0177.0.0.1/", WebhookError::Inside),
            ("https://0/", WebhookError::Inside),
            ("https://10.1.2.3/", WebhookError::Inside),
            ("https://192.168.1.1/", WebhookError::Inside),
            ("https://169.254.169.254/latest/meta-data", WebhookError::Inside),
            ("https://[::1]/", WebhookError::Inside),
            ("https://[::ffff:10.0.0.1]/", WebhookError::Inside),
            ("https://[fd00::1]/", WebhookError::Inside),
            ("http://10.1.2.3/", WebhookError::Inside),
        ] {
            assert_eq!(parse(text, Reach::World).err(), Some(error), "{text}");
        }
    }

    #[test]
    fn this_machine_is_told_where_that_was_said_and_no_other_one_inside() {
        for own in ["http://127.0.0.1:9/hook", "http://localhost:9/", "https://localhost/", "http://[::1]:9/"] {
            assert!(parse(own, Reach::ThisMachineToo).is_ok(), "{own}");
        }
        for (text, error) in [
            ("http://unit.example/", WebhookError::Unguarded),
            ("http://10.1.2.3/", WebhookError::Inside),
            ("https://10.1.2.3/", WebhookError::Inside),
            ("https://[fe80::1]/", WebhookError::Inside),
            ("http://0.0.0.0/", WebhookError::Inside),
        ] {
            assert_eq!(parse(text, Reach::ThisMachineToo).err(), Some(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC*|https?://[a-z0-9.:@/\\[\\]#?]{0,40}") {
            let _ = (parse(&text, Reach::World), parse(&text, Reach::ThisMachineToo));
        }
    }
}
