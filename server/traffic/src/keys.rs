//! The keys of the log: one that signs, always the same, and those that seal, by id, the newest for what is written.
//!
//! Whoever verifies needs the public key alone; only who opens entries needs a sealing key. Losing one loses what it
//! sealed and nothing else.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use domain::Digest;
use ed25519_compact::{KeyPair, Seed, Signature};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::fmt;
use thiserror::Error;

const KEY_ID: usize = 4;
const NONCE: usize = 24;

/// Which sealing key; its number is written in the clear beside what it sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub u32);

/// The key that verifies the log: Ed25519 (RFC 8032).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey(pub [u8; 32]);

/// All keys. Its `Debug` shows nothing.
pub struct Keys {
    signing: KeyPair,
    newest: KeyId,
    sealing: Box<dyn Fn(KeyId) -> Option<[u8; 32]> + Send + Sync>,
}

/// A sealing key is not there, or what it is to open was not sealed with it at this place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SealError {
    /// No such key was handed in.
    #[error("sealing key {} is not there", .0.0)]
    Absent(KeyId),
    /// The key does not open it.
    #[error("sealing key {} does not open what names it", .0.0)]
    Wrong(KeyId),
    /// It is too short to have been sealed.
    #[error("this was never sealed")]
    Form,
}

/// What a signature is for; one of these can never pass for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Context {
    Frame,
    Head,
}

impl Keys {
    /// Keys that sign by the key of `seed` and seal by the key `newest`, which `sealing` gives, as it does all earlier
    /// ones. A rotation is to open the log anew with another `newest`; `seed` never changes.
    pub fn new(
        seed: [u8; 32],
        newest: KeyId,
        sealing: impl Fn(KeyId) -> Option<[u8; 32]> + Send + Sync + 'static,
    ) -> Self {
        Self { signing: KeyPair::from_seed(Seed::new(seed)), newest, sealing: Box::new(sealing) }
    }

    /// The key that verifies what these sign.
    pub fn public(&self) -> PublicKey {
        PublicKey(*self.signing.pk)
    }

    pub(crate) fn sign(&self, context: Context, digest: Digest) -> [u8; 64] {
        *self.signing.sk.sign(context.message(digest), None)
    }

    /// Key id, nonce, ciphertext and tag. Opens only together with the same `header`.
    pub(crate) fn seal(&self, header: &[u8], plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let key = self.key(self.newest)?;
        // No randomness is asked for: the nonce comes from key, place and content, so that it repeats only where all
        // three do, as they may when a torn frame is written again.
        let nonce = derive(&key, &[b"morprom traffic nonce", header, plain]);
        let (nonce, _) = nonce.split_first_chunk::<NONCE>().ok_or(SealError::Form)?;
        let payload = Payload { msg: plain, aad: header };
        let sealed = cipher(&key).encrypt(&XNonce::from(*nonce), payload).map_err(|_| SealError::Wrong(self.newest))?;
        Ok([&self.newest.0.to_be_bytes()[..], nonce, &sealed].concat())
    }

    pub(crate) fn open(&self, header: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (id, rest) = sealed.split_first_chunk::<KEY_ID>().ok_or(SealError::Form)?;
        let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or(SealError::Form)?;
        let id = KeyId(u32::from_be_bytes(*id));
        let payload = Payload { msg: sealed, aad: header };
        cipher(&self.key(id)?).decrypt(&XNonce::from(*nonce), payload).map_err(|_| SealError::Wrong(id))
    }

    fn key(&self, id: KeyId) -> Result<[u8; 32], SealError> {
        (self.sealing)(id).ok_or(SealError::Absent(id))
    }
}

impl PublicKey {
    #[cfg(test)]
    pub(crate) fn verify(&self, context: Context, digest: Digest, signature: &[u8; 64]) -> bool {
        tests::once((*self, context, digest, *signature), || self.holds(context, digest, signature))
    }

    #[cfg(not(test))]
    pub(crate) fn verify(&self, context: Context, digest: Digest, signature: &[u8; 64]) -> bool {
        self.holds(context, digest, signature)
    }

    fn holds(&self, context: Context, digest: Digest, signature: &[u8; 64]) -> bool {
        let key = ed25519_compact::PublicKey::new(self.0);
        key.verify(context.message(digest), &Signature::new(*signature)).is_ok()
    }
}

impl Context {
    fn message(self, digest: Digest) -> Vec<u8> {
        let context: &[u8] = match self {
            Self::Frame => b"morprom traffic frame 1\0",
            Self::Head => b"morprom traffic head 1\0",
        };
        [context, digest.as_bytes()].concat()
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

fn cipher(key: &[u8; 32]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&derive(key, &[b"morprom traffic seal"]).into())
}

/// A key or nonce for one use, made from another by HMAC-SHA-256 (RFC 2104), each part with its length before it.
fn derive(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // A key shorter than the block is filled with zeros, says the standard; said here, nothing can fail.
    let mut block = [0; 64];
    block[..key.len()].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::collections::HashSet;

    type Asked = (PublicKey, Context, Digest, [u8; 64]);

    /// A signature that held once is not computed again: tests verify the same log thousands of times.
    pub(super) fn once(asked: Asked, holds: impl FnOnce() -> bool) -> bool {
        thread_local!(static HELD: RefCell<HashSet<Asked>> = RefCell::default());
        HELD.with_borrow(|held| held.contains(&asked)) || (holds() && HELD.with_borrow_mut(|held| held.insert(asked)))
    }

    fn keys(newest: u32) -> Keys {
        Keys::new([9; 32], KeyId(newest), |KeyId(id)| (1..3).contains(&id).then(|| [u8::try_from(id).unwrap(); 32]))
    }

    #[test]
    fn what_is_sealed_opens_at_its_place_and_by_its_key_alone() {
        let sealed = keys(1).seal(b"header", b"198.51.100.7").unwrap();
        assert_eq!(keys(2).open(b"header", &sealed).unwrap(), b"198.51.100.7", "after a rotation too");
        assert_eq!(keys(1).open(b"another", &sealed), Err(SealError::Wrong(KeyId(1))));
        let mut other = sealed.clone();
        other[3] = 2;
        assert_eq!(keys(1).open(b"header", &other), Err(SealError::Wrong(KeyId(2))));
        other[3] = 7;
        assert_eq!(keys(1).open(b"header", &other), Err(SealError::Absent(KeyId(7))));
        assert_eq!(keys(1).open(b"header", &sealed[..20]), Err(SealError::Form));
        assert_eq!(keys(7).seal(b"header", b"x"), Err(SealError::Absent(KeyId(7))));
    }

    #[test]
    fn another_content_or_place_has_another_nonce() {
        let nonce = |header: &[u8], plain: &[u8]| keys(1).seal(header, plain).unwrap()[4..28].to_vec();
        assert_ne!(nonce(b"a", b"x"), nonce(b"a", b"y"));
        assert_ne!(nonce(b"a", b"x"), nonce(b"b", b"x"));
        assert_ne!(nonce(b"ab", b"c"), nonce(b"a", b"bc"));
    }

    #[test]
    fn a_signature_holds_for_its_use_alone() {
        let digest = Digest::of(b"frame");
        let signature = keys(1).sign(Context::Frame, digest);
        assert!(keys(1).public().verify(Context::Frame, digest, &signature));
        assert!(!keys(1).public().verify(Context::Head, digest, &signature));
        assert!(!keys(1).public().verify(Context::Frame, Digest::of(b"other"), &signature));
        assert_eq!(format!("{:?}", keys(1)), "Keys(…)");
    }
}
