//! Sealing: what identifies a person is encrypted before it is stored, with XChaCha20-Poly1305, under a data key of the
//! person's or case's own. Data keys are wrapped by one key-encryption key that is kept apart from the database.
//! Destroying a data key is erasure (article 8).

use crate::clock::Entropy;
use crate::error::ServiceError;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use std::fmt;

/// The length of every key, in bytes.
pub(crate) const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
/// How many bytes what is sealed is longer: the nonce before it, the tag after it.
pub(crate) const MORE: usize = NONCE_BYTES + 16;

/// The key that wraps all data keys. Its `Debug` shows nothing.
#[derive(Clone)]
pub(crate) struct KeyEncryptionKey(XChaCha20Poly1305);

/// A data key, open in memory for as long as one use case takes.
pub(crate) struct DataKey(XChaCha20Poly1305);

impl KeyEncryptionKey {
    /// The key of these bytes.
    pub(crate) fn new(bytes: &[u8; KEY_BYTES]) -> Self {
        Self(XChaCha20Poly1305::new(bytes.into()))
    }

    /// A new data key for `subject`, and the same wrapped, to be stored.
    pub(crate) fn new_data_key(
        &self,
        subject: &str,
        entropy: &dyn Entropy,
    ) -> Result<(DataKey, Vec<u8>), ServiceError> {
        let mut bytes = [0; KEY_BYTES];
        entropy.fill(&mut bytes)?;
        let wrapped = seal(&self.0, &bytes, subject, entropy)?;
        Ok((DataKey(XChaCha20Poly1305::new(&bytes.into())), wrapped))
    }

    /// The data key wrapped here, wrapped under `other` instead.
    pub(crate) fn rewrap_under(
        &self,
        other: &Self,
        subject: &str,
        wrapped: &[u8],
        entropy: &dyn Entropy,
    ) -> Result<Vec<u8>, ServiceError> {
        seal(&other.0, &open(&self.0, wrapped, subject)?, subject, entropy)
    }

    /// Opens the wrapped data key of `subject`.
    pub(crate) fn unwrap_data_key(&self, subject: &str, wrapped: &[u8]) -> Result<DataKey, ServiceError> {
        let bytes = open(&self.0, wrapped, subject)?;
        XChaCha20Poly1305::new_from_slice(&bytes).map(DataKey).map_err(|_| ServiceError::Sealed)
    }
}

impl fmt::Debug for KeyEncryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyEncryptionKey(…)")
    }
}

impl DataKey {
    /// The data key of these bytes.
    pub(crate) fn of(bytes: &[u8; KEY_BYTES]) -> Self {
        Self(XChaCha20Poly1305::new(bytes.into()))
    }

    /// Seals `plain`; `place` names where it is kept, so that sealed values cannot be exchanged for one another.
    pub(crate) fn seal(&self, plain: &[u8], place: &str, entropy: &dyn Entropy) -> Result<Vec<u8>, ServiceError> {
        seal(&self.0, plain, place, entropy)
    }

    /// Opens what was sealed for the same place.
    pub(crate) fn open(&self, sealed: &[u8], place: &str) -> Result<Vec<u8>, ServiceError> {
        open(&self.0, sealed, place)
    }
}

/// Nonce, then ciphertext and tag.
fn seal(cipher: &XChaCha20Poly1305, plain: &[u8], place: &str, entropy: &dyn Entropy) -> Result<Vec<u8>, ServiceError> {
    let mut nonce = [0; NONCE_BYTES];
    entropy.fill(&mut nonce)?;
    let payload = Payload { msg: plain, aad: place.as_bytes() };
    let sealed = cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| ServiceError::Sealed)?;
    Ok([&nonce[..], &sealed].concat())
}

fn open(cipher: &XChaCha20Poly1305, sealed: &[u8], place: &str) -> Result<Vec<u8>, ServiceError> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(ServiceError::Sealed)?;
    let payload = Payload { msg: sealed, aad: place.as_bytes() };
    cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| ServiceError::Sealed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::EntropyError;
    use std::sync::atomic::{AtomicU8, Ordering};

    struct Counting(AtomicU8);

    impl Entropy for Counting {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), EntropyError> {
            bytes.fill(self.0.fetch_add(1, Ordering::Relaxed));
            Ok(())
        }
    }

    #[test]
    fn what_is_sealed_opens_for_its_place_and_key_alone() {
        let entropy = Counting(AtomicU8::new(1));
        let kek = KeyEncryptionKey::new(&[7; KEY_BYTES]);
        let (key, wrapped) = kek.new_data_key("case-1", &entropy).unwrap();
        let sealed = key.seal("ข้อความ".as_bytes(), "message", &entropy).unwrap();
        assert!(!sealed.windows(3).any(|part| part == &"ข้อ".as_bytes()[..3]));
        let again = kek.unwrap_data_key("case-1", &wrapped).unwrap();
        assert_eq!(again.open(&sealed, "message").unwrap(), "ข้อความ".as_bytes());
        assert!(again.open(&sealed, "name").is_err());
        assert!(kek.unwrap_data_key("case-2", &wrapped).is_err());
        assert!(KeyEncryptionKey::new(&[8; KEY_BYTES]).unwrap_data_key("case-1", &wrapped).is_err());
        let mut broken = sealed.clone();
        broken[30] ^= 1;
        assert!(again.open(&broken, "message").is_err());
        assert!(again.open(&sealed[..10], "message").is_err());
        assert_eq!(sealed.len(), "ข้อความ".len() + MORE);
    }
}
