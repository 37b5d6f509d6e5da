//! The keys that are kept apart from the database, in one file: the keys that wrap data keys, oldest first, the key that
//! people are looked up by, and the seed the ledger is signed with.
//!
//! Rotation adds a wrapping key and wraps every data key anew; the other two never change, or nobody would be found and
//! no receipt would verify.

use crate::clock::{Entropy, EntropyError};
use crate::error::ServiceError;
use crate::sealing::{DataKey, KEY_BYTES, KeyEncryptionKey};
use domain::Digest;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use thiserror::Error;

const HEAD: &str = "morprom keys 1";

/// All keys. Its `Debug` shows nothing.
#[derive(Clone)]
pub struct KeyRing {
    wrapping: Vec<[u8; KEY_BYTES]>,
    lookup: [u8; KEY_BYTES],
    signing: [u8; KEY_BYTES],
}

/// Why a text is no key file. Quotes nothing of it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum KeyFileError {
    /// Neither the heading nor 64 hexadecimal digits.
    #[error("line 1: `{HEAD}` is expected")]
    Head,
    /// A line is not a name and 64 hexadecimal digits.
    #[error("line {0}: `wrap`, `lookup` or `sign` and 64 hexadecimal digits are expected")]
    Line(usize),
    /// A key is missing or there twice.
    #[error("one `lookup`, one `sign` and at least one `wrap` are expected")]
    Missing,
}

impl KeyRing {
    /// New keys.
    pub fn generate(entropy: &dyn Entropy) -> Result<Self, EntropyError> {
        let key = || {
            let mut bytes = [0; KEY_BYTES];
            entropy.fill(&mut bytes).map(|()| bytes)
        };
        Ok(Self { wrapping: vec![key()?], lookup: key()?, signing: key()? })
    }

    /// The keys in a key file. A file of 64 hexadecimal digits, as earlier releases made, is one wrapping key, and the
    /// other two come from it.
    pub fn parse(text: &str) -> Result<Self, KeyFileError> {
        let mut bytes = [0; KEY_BYTES];
        if hex::decode_to_slice(text.trim(), &mut bytes).is_ok() {
            return Ok(Self {
                wrapping: vec![bytes],
                lookup: derive(&bytes, "lookup"),
                signing: derive(&bytes, "sign"),
            });
        }
        let mut lines = text.lines().enumerate();
        lines.next().filter(|(_, line)| line.trim() == HEAD).ok_or(KeyFileError::Head)?;
        let (mut wrapping, mut lookup, mut signing) = (Vec::new(), Vec::new(), Vec::new());
        for (at, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let wrong = KeyFileError::Line(at + 1);
            let (name, digits) = line.trim().split_once(' ').ok_or_else(|| wrong.clone())?;
            hex::decode_to_slice(digits.trim(), &mut bytes).map_err(|_| wrong.clone())?;
            match name {
                "wrap" => wrapping.push(bytes),
                "lookup" => lookup.push(bytes),
                "sign" => signing.push(bytes),
                _ => return Err(wrong),
            }
        }
        match (wrapping.is_empty(), lookup.as_slice(), signing.as_slice()) {
            (false, [lookup], [signing]) => Ok(Self { wrapping, lookup: *lookup, signing: *signing }),
            _ => Err(KeyFileError::Missing),
        }
    }

    /// The text of the key file.
    pub fn to_text(&self) -> String {
        let wrapping: String = self.wrapping.iter().map(|key| format!("wrap {}\n", hex::encode(key))).collect();
        format!("{HEAD}\n{wrapping}lookup {}\nsign {}\n", hex::encode(self.lookup), hex::encode(self.signing))
    }

    /// The same keys with one more to wrap with from now on.
    pub fn rotated(&self, entropy: &dyn Entropy) -> Result<Self, EntropyError> {
        let mut ring = self.clone();
        let mut bytes = [0; KEY_BYTES];
        entropy.fill(&mut bytes)?;
        ring.wrapping.push(bytes);
        Ok(ring)
    }

    /// The seed of the ledger's signature.
    pub const fn signing_seed(&self) -> &[u8; KEY_BYTES] {
        &self.signing
    }

    /// What the traffic log is signed with; never what the ledger is.
    pub fn traffic_seed(&self) -> [u8; KEY_BYTES] {
        derive(&self.signing, "traffic")
    }

    /// What the traffic log is sealed with, oldest first: a key for each that wraps.
    pub fn traffic_sealing(&self) -> Vec<[u8; KEY_BYTES]> {
        self.wrapping.iter().map(|key| derive(key, "traffic")).collect()
    }

    /// The keyed hash of `text`, which is looked up as `kind`.
    pub(crate) fn lookup(&self, kind: &str, text: &str) -> Digest {
        keyed(&self.lookup, &[kind.as_bytes(), b"\0", text.as_bytes()])
    }

    /// A new data key for `subject`, and the same wrapped.
    pub(crate) fn new_data_key(
        &self,
        subject: &str,
        entropy: &dyn Entropy,
    ) -> Result<(DataKey, Vec<u8>), ServiceError> {
        self.newest().new_data_key(subject, entropy)
    }

    /// Opens the wrapped data key of `subject`, whichever key wrapped it.
    pub(crate) fn unwrap_data_key(&self, subject: &str, wrapped: &[u8]) -> Result<DataKey, ServiceError> {
        let open = |key: &[u8; KEY_BYTES]| KeyEncryptionKey::new(key).unwrap_data_key(subject, wrapped);
        self.wrapping.iter().rev().find_map(|key| open(key).ok()).ok_or(ServiceError::Sealed)
    }

    /// The data key of `subject` under the newest key; `None` when it is wrapped so already.
    pub(crate) fn rewrap(
        &self,
        subject: &str,
        wrapped: &[u8],
        entropy: &dyn Entropy,
    ) -> Result<Option<Vec<u8>>, ServiceError> {
        if self.newest().unwrap_data_key(subject, wrapped).is_ok() {
            return Ok(None);
        }
        let open =
            |key: &[u8; KEY_BYTES]| KeyEncryptionKey::new(key).rewrap_under(&self.newest(), subject, wrapped, entropy);
        self.wrapping.iter().rev().skip(1).find_map(|key| open(key).ok()).ok_or(ServiceError::Sealed).map(Some)
    }

    /// The key of what waits in the outbox and of what a carrier must read without knowing whose it is.
    pub(crate) fn outbox(&self) -> DataKey {
        DataKey::of(&derive(&self.lookup, "outbox"))
    }

    /// The key of what officers write in registers that are about nobody's data.
    pub(crate) fn register(&self) -> DataKey {
        DataKey::of(&derive(&self.lookup, "register"))
    }

    fn newest(&self) -> KeyEncryptionKey {
        KeyEncryptionKey::new(self.wrapping.last().unwrap_or(&self.lookup))
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyRing(…)")
    }
}

/// HMAC-SHA-256 (RFC 2104) of the parts, one after the other.
pub(crate) fn keyed(key: &[u8; KEY_BYTES], parts: &[&[u8]]) -> Digest {
    // A key shorter than the block is filled with zeros, says the standard; said here, nothing can fail.
    let mut block = [0; 64];
    block[..KEY_BYTES].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    for part in parts {
        mac.update(part);
    }
    let bytes: [u8; KEY_BYTES] = mac.finalize().into_bytes().into();
    Digest::from(bytes)
}

/// A key for one use, made from another.
pub(crate) fn derive(key: &[u8; KEY_BYTES], usage: &str) -> [u8; KEY_BYTES] {
    *keyed(key, &[b"morprom/", usage.as_bytes()]).as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU8, Ordering};

    struct Counting(AtomicU8);

    impl Entropy for Counting {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), EntropyError> {
            bytes.fill(self.0.fetch_add(1, Ordering::Relaxed));
            Ok(())
        }
    }

    #[test]
    fn a_key_file_is_read_back() {
        let entropy = Counting(AtomicU8::new(1));
        let ring = KeyRing::generate(&entropy).unwrap().rotated(&entropy).unwrap();
        assert_eq!(KeyRing::parse(&ring.to_text()).unwrap().to_text(), ring.to_text());
        assert_eq!(format!("{ring:?}"), "KeyRing(…)");
    }

    #[test]
    fn a_file_of_an_earlier_release_still_opens_what_it_sealed() {
        let entropy = Counting(AtomicU8::new(1));
        let (_, wrapped) = KeyEncryptionKey::new(&[7; 32]).new_data_key("case:1", &entropy).unwrap();
        let ring = KeyRing::parse(&format!("{}\n", "07".repeat(32))).unwrap();
        assert!(ring.unwrap_data_key("case:1", &wrapped).is_ok());
        let again = KeyRing::parse(&ring.rotated(&entropy).unwrap().to_text()).unwrap();
        assert_eq!(again.lookup("x", "y"), ring.lookup("x", "y"), "people are found after a rotation");
        assert!(again.unwrap_data_key("case:1", &wrapped).is_ok());
        let anew = again.rewrap("case:1", &wrapped, &entropy).unwrap().unwrap();
        assert_eq!(again.rewrap("case:1", &anew, &entropy).unwrap(), None);
        assert!(ring.unwrap_data_key("case:1", &anew).is_err(), "the old key opens it no longer");
        assert!(again.unwrap_data_key("case:1", &anew).is_ok());
    }

    #[test]
    fn what_is_no_key_file() {
        let key = "00".repeat(32);
        for (text, error) in [
            (String::new(), KeyFileError::Head),
            (format!("{HEAD}\nwrap {key}\nlookup {key}"), KeyFileError::Missing),
            (format!("{HEAD}\nwrap {key}\nwrap 12\n"), KeyFileError::Line(3)),
            (format!("{HEAD}\nfold {key}\n"), KeyFileError::Line(2)),
            (format!("{HEAD}\nlookup {key}\nlookup {key}\nsign {key}\nwrap {key}"), KeyFileError::Missing),
        ] {
            assert_eq!(KeyRing::parse(&text).unwrap_err(), error);
        }
    }
}
