//! SHA-256 digests, written as 64 lower-case hexadecimal digits.

use std::fmt;

/// A SHA-256 digest (FIPS 180-4).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of these 32 bytes, computed elsewhere; `None` for another length.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self::of_parts(&[bytes])
    }

    /// The digest of parts, one after the other.
    pub fn of_parts(parts: &[&[u8]]) -> Self {
        Self(sha256(parts))
    }

    /// The digest written as 64 hexadecimal digits; `None` for any other text.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl From<[u8; 32]> for Digest {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

/// On a server by `ring`, whose assembly takes little more than half of the time; `tests` holds it against the other one.
#[cfg(not(target_arch = "wasm32"))]
fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = ring::digest::Context::new(&ring::digest::SHA256);
    for part in parts {
        context.update(part);
    }
    let mut digest = [0; 32];
    digest.copy_from_slice(context.finish().as_ref());
    digest
}

/// In a browser by the smaller code.
#[cfg(target_arch = "wasm32")]
fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    use sha2::{Digest as _, Sha256};
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest as _, Sha256};

    #[test]
    fn both_implementations_agree_at_every_length_and_however_it_is_parted() {
        let bytes: Vec<u8> = (0..=255).cycle().take(4_200).collect();
        for length in (0..300).chain([4_095, 4_096, 4_097, 4_200]) {
            let (whole, (front, back)) = (&bytes[..length], bytes[..length].split_at(length / 3));
            let expected = Digest(Sha256::digest(whole).into());
            assert_eq!(Digest::of(whole), expected, "{length} bytes");
            assert_eq!(Digest::of_parts(&[front, &[], back]), expected, "{length} bytes in parts");
        }
    }

    #[test]
    fn the_known_vector_and_back() {
        let digest = Digest::of(b"abc");
        assert_eq!(digest.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(Digest::from_hex(&digest.to_string()), Some(digest));
        assert_eq!(Digest::from_hex("ba78"), None);
        assert_eq!(Digest::from_hex(&"é".repeat(32)), None);
    }

    #[test]
    fn a_digest_is_sixty_four_digits_or_thirty_two_bytes() {
        let digest = Digest::of(b"abc");
        assert_eq!(Digest::from_hex(&format!("{digest}00")), None, "longer");
        assert_eq!(Digest::from_hex(&"+f".repeat(32)), None, "a sign is no digit");
        assert_eq!(Digest::from_hex(&digest.to_string().to_uppercase()), Some(digest));
        assert_eq!(Digest::from_bytes(digest.as_bytes()), Some(digest));
        assert_eq!(Digest::from_bytes(&digest.as_bytes()[1..]), None);
        assert_eq!(Digest::from(*digest.as_bytes()), digest);
    }
}
