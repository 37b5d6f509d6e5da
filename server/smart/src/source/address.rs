//! Where a partner publishes its keys.

use domain::{Bilingual, Explain};
use thiserror::Error;
use url::{Host, Url};

/// The longest address, in bytes.
const LONGEST: usize = 500;

/// The registered address of a key set: over TLS, or on this machine.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KeyAddress(String);

impl KeyAddress {
    /// The address in `text`; a `jku` is compared with it letter by letter.
    pub fn parse(text: &str) -> Result<Self, KeyAddressError> {
        let url = Url::parse(text).map_err(|_| KeyAddressError::NoAddress)?;
        if text.len() > LONGEST || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(KeyAddressError::NoAddress);
        }
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return Err(KeyAddressError::Parts);
        }
        match url.scheme() {
            "https" => Ok(Self(text.to_owned())),
            "http" if is_this_machine(&url) => Ok(Self(text.to_owned())),
            _ => Err(KeyAddressError::Unguarded),
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

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
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
    /// Cleartext to another machine.
    #[error("https:// is expected; http:// is for this machine alone")]
    Unguarded,
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
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_over_tls_or_from_this_machine() {
        for good in ["https://unit.example/jwks.json", "http://127.0.0.1:9/k", "http://localhost/k", "http://[::1]:9/k"]
        {
            assert_eq!(KeyAddress::parse(good).unwrap().as_str(), good);
        }
        for (text, error) in [
            ("", KeyAddressError::NoAddress),
            ("unit.example/jwks.json", KeyAddressError::NoAddress),
            (" https://unit.example/", KeyAddressError::NoAddress),
            ("https://unit.example/a\nb", KeyAddressError::NoAddress),
            ("http://unit.example/jwks.json", KeyAddressError::Unguarded),
            ("http://127.0.0.1.unit.example/", KeyAddressError::Unguarded),
            ("http://10.0.0.1/", KeyAddressError::Unguarded),
            ("file:///etc/passwd", KeyAddressError::Unguarded),
            ("https://user:word@unit.example/", KeyAddressError::Parts),
            ("https://unit.example/#k", KeyAddressError::Parts),
        ] {
            assert_eq!(KeyAddress::parse(text), Err(error), "{text:?}");
        }
        let long = format!("https://unit.example/{}", "a".repeat(LONGEST));
        assert_eq!(KeyAddress::parse(&long), Err(KeyAddressError::NoAddress));
        assert_eq!(KeyAddress::parse("https://unit.example:8443/a?b=c").unwrap().host(), "unit.example");
    }
}
