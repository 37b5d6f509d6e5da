//! The transparency log (07): an RFC 6962 tree of salted commitments, C2SP tiles, signed checkpoints and proofs, and the
//! receipts that are committed to. Server and browser run this same code.
//!
//! This crate does no input or output, reads no clock and draws no random number.
#![warn(missing_docs)]

pub mod checkpoint;
mod hash;
pub mod note;
pub mod proof;
pub mod receipt;
pub mod tile;
pub mod tree;
mod verify;

pub use hash::{Hash, commitment, leaf_hash, node_hash};
pub use verify::{Comparison, Fault, Verified, compare, evidence, verify_receipt};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

fn to_base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

fn from_base64<const N: usize>(text: &str) -> Option<[u8; N]> {
    STANDARD.decode(text).ok()?.try_into().ok()
}
