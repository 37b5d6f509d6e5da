//! The hashes of the tree (RFC 6962, 2.1) and the commitment an entry consists of.

use domain::Digest;
use std::fmt;

/// A hash of the tree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

/// The hash of a leaf.
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Digest::of_parts(&[&[0], entry]).into()
}

/// The hash of a node over its two children.
pub fn node_hash(left: Hash, right: Hash) -> Hash {
    Digest::of_parts(&[&[1], &left.0, &right.0]).into()
}

/// The entry that commits to a receipt: SHA-256 of the salt, then the receipt's bytes. The salt has a fixed length, so
/// that no two pairs make the same input; `sha256sum` over both, one after the other, gives the same.
pub fn commitment(salt: &[u8; 32], receipt: &[u8]) -> [u8; 32] {
    *Digest::of_parts(&[salt, receipt]).as_bytes()
}

impl Hash {
    /// The root of a tree without entries.
    pub fn empty() -> Self {
        Digest::of(&[]).into()
    }
}

impl From<Digest> for Hash {
    fn from(digest: Digest) -> Self {
        Self(*digest.as_bytes())
    }
}

impl From<Hash> for Digest {
    fn from(hash: Hash) -> Self {
        Self::from(hash.0)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::to_base64(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
