//! Where a partner publishes its keys.

use domain::{Bilingual, Explain};
use reach::{OutOfReach, Reach};
use thiserror::Error;
use url::Url;

/// The longest address, in bytes.
const LONGEST: usize = 500;

/// The registered address of a key set: over TLS, within reach.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KeyAddress(String);

impl KeyAddress {
    /// The address in `text`; a `jku` is compared with it letter by letter.
    pub fn parse(text: &str, reach: Reach) -> Result<Self, KeyAddressError> {
        let url = Url::parse(text).map_err(|_| KeyAddressError::NoAddress)?;
        if text.len() > LONGEST || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(KeyAddressError::NoAddress);
        }
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return Err(KeyAddressError::Parts);
        }
        match reach::judge(&url, reach) {
            Ok(()) => Ok(Self(text.to_owned())),
            Err(OutOfReach::NoHost) => Err(KeyAddressError::NoAddress),
            Err(OutOfReach::Inside) => Err(KeyAddressError::Inside),
            Err(OutOfReach::Unguarded) => Err(KeyAddressError::Unguarded),
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host alone, for a log.
    pub(super) fn host(&self) -> String {
        Url::parse(&self.0).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
    }
}

/// Why a text is no address of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum KeyAddressError {
    /// No address, or longer than 500 bytes.
    #[error("this is no address, or it is longer than 500 bytes")]
    NoAddress,
    /// A user, a password or a fragment stands in it.
    #[error("an address of keys has no user, password or fragment")]
    Parts,
    /// Cleartext.
    #[error("https:// is expected")]
    Unguarded,
    /// It leads to this machine or a network of the house.
    #[error("the address leads to a private network or to this machine")]
    Inside,
}

impl Explain for KeyAddressError {
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
                "ที่อยู่ต้องขึ้นต้นด้วย https:// เพื่อมิให้ผู้อื่นสับเปลี่ยนกุญแจระหว่างทาง",
                "The address must begin with https://, so that nobody swaps the keys on the way.",
            ),
            Self::Inside => Bilingual::new(
                "ที่อยู่นี้ชี้มายังเครื่องนี้หรือเครือข่ายภายใน พิมพ์ที่อยู่ที่ระบบของหน่วยงานเปิดให้เข้าถึงทางอินเทอร์เน็ต",
                "The address leads to this machine or a private network. Enter one that the partner's system opens to the internet.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_over_tls_and_from_outside() {
        for good in ["https://unit.example/jwks.json", "https://unit.example:8443/a?b=c", "https://1.1.1.1/"] {
            assert_eq!(KeyAddress::parse(good, Reach::World).unwrap().as_str(), good);
        }
        for (text, error) in [
            ("", KeyAddressError::NoAddress),
            ("unit.example/jwks.json", KeyAddressError::NoAddress),
            (" https://unit.example/", KeyAddressError::NoAddress),
            ("https://unit.example/a\nb", KeyAddressError::NoAddress),
            ("http://unit.example/jwks.json", KeyAddressError::Unguarded),
            ("http://127.0.0.1.unit.example/", KeyAddressError::Unguarded),
            ("ftp://unit.example/", KeyAddressError::Unguarded),
            ("https://user:word@unit.example/", KeyAddressError::Parts),
            ("https://unit.example/#k", KeyAddressError::Parts),
            ("http://10.0.0.1/", KeyAddressError::Inside),
            ("https://10.0.0.1/", KeyAddressError::Inside),
            ("https://127.0.0.1:5432/", KeyAddressError::Inside),
            ("http://localhost/k", KeyAddressError::Inside),
            ("https://169.254.169.254/latest/meta-data", KeyAddressError::Inside),
            ("https://[::ffff:192.168.1.1]/", KeyAddressError::Inside),
        ] {
            assert_eq!(KeyAddress::parse(text, Reach::World), Err(error), "{text:?}");
        }
        assert!(KeyAddress::parse("file:///etc/passwd", Reach::World).is_err());
        let long = format!("https://unit.example/{}", "a".repeat(LONGEST));
        assert_eq!(KeyAddress::parse(&long, Reach::World), Err(KeyAddressError::NoAddress));
        let named = KeyAddress::parse("https://unit.example:8443/a?b=c", Reach::World).unwrap();
        assert_eq!(named.host(), "unit.example");
    }

    #[test]
    fn a_demonstration_reads_keys_of_this_machine_and_of_no_other_inside() {
        for own in ["http://127.0.0.1:9/k", "http://localhost/k", "http://[::1]:9/k"] {
            assert!(KeyAddress::parse(own, Reach::ThisMachineToo).is_ok(), "{own}");
        }
        assert_eq!(KeyAddress::parse("https://10.0.0.1/", Reach::ThisMachineToo), Err(KeyAddressError::Inside));
    }
}
