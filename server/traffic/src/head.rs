//! The head: a small file beside the log that names its last frame, so that frames taken from the end are missed.
//!
//! It is replaced after the frame was synced and before the frame is acknowledged: after a crash it may be one frame
//! behind, and is never ahead. It is signed, so that nobody without the key can take it back to where it never was.

use crate::disk::Disk;
use crate::keys::{Context, Keys, PublicKey};
use crate::wire::{In, Out};
use domain::Digest;
use std::io;
use std::path::Path;

pub(crate) const FILE: &str = "head";
/// What a crash while replacing it leaves.
pub(crate) const NEW_FILE: &str = "head.new";

/// The last frame and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) sequence: u64,
    pub(crate) digest: Digest,
    /// The number of the first frame of its file.
    pub(crate) segment: u64,
    /// Where in the file it begins and ends.
    pub(crate) start: u64,
    pub(crate) end: u64,
}

impl Head {
    fn body(&self) -> Vec<u8> {
        let mut out = Out::default();
        out.raw(self.digest.as_bytes());
        for number in [self.sequence, self.segment, self.start, self.end] {
            out.raw(&number.to_be_bytes());
        }
        out.0
    }

    pub(crate) fn to_bytes(self, keys: &Keys) -> Vec<u8> {
        let mut bytes = self.body();
        let signature = keys.sign(Context::Head, Digest::of(&bytes));
        bytes.extend_from_slice(&signature);
        bytes
    }

    /// The head in these bytes; `None` where it is not of the form or not signed by the key.
    pub(crate) fn from_bytes(bytes: &[u8], key: &PublicKey) -> Option<Self> {
        let (body, signature) = bytes.split_last_chunk::<64>()?;
        let mut input = In(body);
        let digest = input.digest()?;
        let mut number = || input.fixed().map(u64::from_be_bytes);
        let head = Self { sequence: number()?, digest, segment: number()?, start: number()?, end: number()? };
        input.end()?;
        key.verify(Context::Head, Digest::of(body), signature).then_some(head)
    }

    pub(crate) fn write(self, dir: &Path, disk: &Disk, keys: &Keys) -> io::Result<()> {
        disk.replace(dir, FILE, &self.to_bytes(keys))
    }

    /// The bytes of the file; `None` where there is none.
    pub(crate) fn read(dir: &Path) -> io::Result<Option<Vec<u8>>> {
        match std::fs::read(dir.join(FILE)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::KeyId;

    #[test]
    fn a_head_is_read_back_and_no_other() {
        let keys = Keys::new([9; 32], KeyId(1), |_| None);
        let head = Head { sequence: 7, digest: Digest::of(b"frame"), segment: 3, start: 100, end: 300 };
        let bytes = head.to_bytes(&keys);
        assert_eq!(Head::from_bytes(&bytes, &keys.public()), Some(head));
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x10;
            assert_eq!(Head::from_bytes(&changed, &keys.public()), None, "byte {at}");
            assert_eq!(Head::from_bytes(&bytes[..at], &keys.public()), None);
        }
    }
}
