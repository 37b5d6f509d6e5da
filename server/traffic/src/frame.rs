//! A frame: the unit that is written, chained and signed.
//!
//! Its length, then version, kind, source of time, sequence number, wall time, uptime, boot and the digest of the frame
//! before; then a public part with its length, a sealed part (empty or key id, nonce, ciphertext), and an Ed25519
//! signature over the digest of all that. The next frame names the digest of this one, signature included.

use crate::keys::{Context, Keys, PublicKey, SealError};
use crate::moment::{Moment, TimeSource};
use crate::segment::SegmentKind;
use crate::wire::{In, Out};
use domain::{Digest, Instant};

/// The version written in every frame.
const VERSION: u8 = 1;
pub(crate) const LENGTH: usize = 4;
pub(crate) const HEADER: usize = 3 + 8 + 8 + 8 + 16 + 32;
const SIGNATURE: usize = 64;
/// The least and the most a frame can be after its length.
pub(crate) const SHORTEST: usize = HEADER + 1 + SIGNATURE;
pub(crate) const LONGEST: usize = 64 << 20;

/// What a frame says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Entries = 1,
    ClockStep = 2,
    Hold = 3,
    Release = 4,
    Read = 5,
    Held = 6,
    Purged = 7,
}

/// What every frame begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) kind: Kind,
    pub(crate) sequence: u64,
    pub(crate) at: Moment,
    /// The digest of the frame before; zeros in the first.
    pub(crate) previous: Digest,
}

/// A frame as read.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) header: Header,
    pub(crate) public: Vec<u8>,
    sealed: Vec<u8>,
    signature: [u8; SIGNATURE],
    signed: Digest,
    /// What the next frame names.
    pub(crate) digest: Digest,
}

impl Kind {
    const ALL: [Self; 7] =
        [Self::Entries, Self::ClockStep, Self::Hold, Self::Release, Self::Read, Self::Held, Self::Purged];

    fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == code)
    }

    /// The kind of file it is written to.
    pub(crate) const fn segment(self) -> SegmentKind {
        match self {
            Self::Entries | Self::ClockStep => SegmentKind::Day,
            Self::Hold => SegmentKind::Hold,
            Self::Release => SegmentKind::Release,
            Self::Read => SegmentKind::Read,
            Self::Held => SegmentKind::Held,
            Self::Purged => SegmentKind::Purged,
        }
    }
}

impl Header {
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        let mut out = Out(Vec::with_capacity(HEADER));
        out.raw(&[VERSION, self.kind as u8, self.at.source.code()]);
        out.raw(&self.sequence.to_be_bytes());
        out.raw(&self.at.wall.unix_milliseconds().to_be_bytes());
        out.raw(&self.at.uptime.to_be_bytes());
        out.raw(&self.at.boot);
        out.raw(self.previous.as_bytes());
        out.0
    }

    pub(crate) fn read(input: &mut In<'_>) -> Option<Self> {
        let [version, kind, source] = input.fixed()?;
        let kind = Kind::from_code(kind).filter(|_| version == VERSION)?;
        let sequence = u64::from_be_bytes(input.fixed()?);
        let wall = Instant::from_unix_milliseconds(i64::from_be_bytes(input.fixed()?));
        let uptime = u64::from_be_bytes(input.fixed()?);
        let at = Moment { wall, uptime, boot: input.fixed()?, source: TimeSource::from_code(source)? };
        Some(Self { kind, sequence, at, previous: input.digest()? })
    }
}

impl Frame {
    /// The bytes of a frame and its digest. `secret` is sealed where there is any.
    pub(crate) fn write(
        header: Header,
        public: &[u8],
        secret: Option<&[u8]>,
        keys: &Keys,
    ) -> Result<(Vec<u8>, Digest), SealError> {
        let head = header.to_bytes();
        let sealed = secret.map(|plain| keys.seal(&head, plain)).transpose()?.unwrap_or_default();
        let mut out = Out(vec![0; LENGTH]);
        out.raw(&head);
        out.bytes(public);
        out.raw(&sealed);
        let length = u32::try_from(out.0.len() - LENGTH + SIGNATURE).map_err(|_| SealError::Form)?;
        out.0[..LENGTH].copy_from_slice(&length.to_be_bytes());
        let signed = Digest::of(&out.0);
        let signature = keys.sign(Context::Frame, signed);
        out.raw(&signature);
        Ok((out.0, chained(signed, &signature)))
    }

    /// The frame in these bytes, its length included; `None` where they are not of the form.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let (body, signature) = bytes.split_last_chunk::<SIGNATURE>()?;
        let mut input = In(body);
        let length = u32::from_be_bytes(input.fixed()?);
        let header = Header::read(&mut input)?;
        let public = input.bytes()?.to_vec();
        if length as usize != bytes.len() - LENGTH {
            return None;
        }
        let signed = Digest::of(body);
        let digest = chained(signed, signature);
        Some(Self { header, public, sealed: input.0.to_vec(), signature: *signature, signed, digest })
    }

    pub(crate) fn is_signed_by(&self, key: &PublicKey) -> bool {
        key.verify(Context::Frame, self.signed, &self.signature)
    }

    /// What was sealed in it.
    pub(crate) fn open(&self, keys: &Keys) -> Result<Vec<u8>, SealError> {
        keys.open(&self.header.to_bytes(), &self.sealed)
    }
}

fn chained(signed: Digest, signature: &[u8; SIGNATURE]) -> Digest {
    Digest::of(&[&signed.as_bytes()[..], signature].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::KeyId;
    use proptest::prelude::*;

    fn keys() -> Keys {
        Keys::new([9; 32], KeyId(1), |_| Some([1; 32]))
    }

    fn header() -> Header {
        let wall = Instant::from_unix_milliseconds(1_800_000_000_000);
        let at = Moment { wall, uptime: 17, boot: [3; 16], source: TimeSource::TimeServer };
        Header { kind: Kind::Hold, sequence: 5, at, previous: Digest::of(b"before") }
    }

    #[test]
    fn a_frame_is_read_back() {
        let (bytes, digest) = Frame::write(header(), b"shown", Some(b"hidden"), &keys()).unwrap();
        let frame = Frame::read(&bytes).unwrap();
        assert_eq!((frame.header, frame.digest), (header(), digest));
        assert_eq!((&frame.public[..], &frame.open(&keys()).unwrap()[..]), (&b"shown"[..], &b"hidden"[..]));
        assert!(frame.is_signed_by(&keys().public()));
        assert!(!frame.is_signed_by(&Keys::new([8; 32], KeyId(1), |_| None).public()));
        let (bare, _) = Frame::write(header(), b"", None, &keys()).unwrap();
        assert_eq!(bare.len(), LENGTH + SHORTEST);
        assert!(Frame::read(&bare).unwrap().open(&keys()).is_err());
    }

    #[test]
    fn what_is_sealed_moves_to_no_other_frame() {
        let (bytes, _) = Frame::write(header(), b"", Some(b"hidden"), &keys()).unwrap();
        let mut moved = Frame::read(&bytes).unwrap();
        moved.header.sequence += 1;
        assert!(moved.open(&keys()).is_err());
    }

    proptest! {
        #[test]
        fn a_changed_frame_has_another_digest(at in 0_usize..10_000, bit in 0_u32..8) {
            let (mut bytes, digest) = Frame::write(header(), b"shown", Some(b"hidden"), &keys()).unwrap();
            let at = at % bytes.len();
            bytes[at] ^= 1 << bit;
            prop_assert!(Frame::read(&bytes).is_none_or(|frame| frame.digest != digest));
        }

        #[test]
        fn no_bytes_panic(bytes: Vec<u8>) {
            let _ = Frame::read(&bytes);
        }
    }
}
