//! Numbers, bytes and texts as they are written in a frame: varints (LEB128), zigzag for what may be negative, and a
//! length before whatever has one. Reading never panics and never allocates more than the input is long.

use domain::{Digest, Instant};
use std::net::IpAddr;

/// Bytes being written.
#[derive(Default)]
pub(crate) struct Out(pub(crate) Vec<u8>);

/// Bytes being read, from the front. `None` from any of these: the bytes are not of the form.
pub(crate) struct In<'b>(pub(crate) &'b [u8]);

impl Out {
    pub(crate) fn number(&mut self, mut value: u64) {
        while let Some(more) = value.checked_shr(7).filter(|more| *more > 0) {
            self.0.push(low(value) | 0x80);
            value = more;
        }
        self.0.push(low(value));
    }

    pub(crate) fn count(&mut self, value: usize) {
        self.number(value as u64);
    }

    /// Small numbers of either sign take few bytes.
    pub(crate) fn signed(&mut self, value: i64) {
        self.number((value.cast_unsigned() << 1) ^ (value >> 63).cast_unsigned());
    }

    pub(crate) fn instant(&mut self, at: Instant) {
        self.signed(at.unix_milliseconds());
    }

    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.raw(bytes);
    }

    pub(crate) fn address(&mut self, address: IpAddr) {
        match address {
            IpAddr::V4(four) => self.bytes(&four.octets()),
            IpAddr::V6(six) => self.bytes(&six.octets()),
        }
    }

    /// A mark whether it is there, and it.
    pub(crate) fn maybe<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.0.push(u8::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    pub(crate) fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.count(items.len());
        for item in items {
            write(self, item);
        }
    }
}

impl<'b> In<'b> {
    pub(crate) fn number(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7F);
            value |= part.checked_shl(shift).filter(|shifted| shifted >> shift == part)?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    pub(crate) fn count(&mut self) -> Option<usize> {
        self.number()?.try_into().ok()
    }

    pub(crate) fn signed(&mut self) -> Option<i64> {
        let value = self.number()?;
        Some((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    pub(crate) fn instant(&mut self) -> Option<Instant> {
        self.signed().map(Instant::from_unix_milliseconds)
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        self.fixed::<1>().map(|[byte]| byte)
    }

    pub(crate) fn fixed<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*bytes)
    }

    pub(crate) fn digest(&mut self) -> Option<Digest> {
        self.fixed::<32>().map(Digest::from)
    }

    pub(crate) fn raw(&mut self, length: usize) -> Option<&'b [u8]> {
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    pub(crate) fn bytes(&mut self) -> Option<&'b [u8]> {
        let length = self.count()?;
        self.raw(length)
    }

    pub(crate) fn address(&mut self) -> Option<IpAddr> {
        address(self.bytes()?)
    }

    #[expect(clippy::option_option, reason = "not of the form, and not there, are two things")]
    pub(crate) fn maybe<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.byte()? {
            0 => Some(None),
            1 => read(self).map(Some),
            _ => None,
        }
    }

    pub(crate) fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.count()?;
        // No item takes less than a byte: a number of items is not believed before it is seen.
        (0..Some(count).filter(|count| *count <= self.0.len())?).map(|_| read(self)).collect()
    }

    /// That nothing is left.
    pub(crate) const fn end(&self) -> Option<()> {
        if self.0.is_empty() { Some(()) } else { None }
    }
}

/// The address in these octets, four or sixteen.
pub(crate) fn address(octets: &[u8]) -> Option<IpAddr> {
    let four = octets.try_into().ok().map(|four: [u8; 4]| IpAddr::from(four));
    four.or_else(|| octets.try_into().ok().map(|six: [u8; 16]| IpAddr::from(six)))
}

fn low(value: u64) -> u8 {
    value.to_le_bytes()[0] & 0x7F
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_ends_of_the_numbers() {
        for value in [0, 1, 127, 128, 16_383, 16_384, u64::MAX] {
            let mut out = Out::default();
            out.number(value);
            out.signed(value.cast_signed());
            let mut input = In(&out.0);
            assert_eq!(
                (input.number(), input.signed(), input.end()),
                (Some(value), Some(value.cast_signed()), Some(()))
            );
        }
        assert_eq!(In(&[0xFF; 10]).number(), None, "more than 64 bits");
        assert_eq!(In(&[0x80]).number(), None, "cut off");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(numbers: Vec<u64>, signed: Vec<i64>, bytes: Vec<u8>) {
            let mut out = Out::default();
            out.list(&numbers, |out, value| out.number(*value));
            out.list(&signed, |out, value| out.signed(*value));
            out.maybe(Some(&bytes), |out, bytes| out.bytes(bytes));
            let mut input = In(&out.0);
            prop_assert_eq!(input.list(In::number), Some(numbers));
            prop_assert_eq!(input.list(In::signed), Some(signed));
            prop_assert_eq!(input.maybe(|input| input.bytes().map(<[u8]>::to_vec)), Some(Some(bytes)));
            prop_assert_eq!(input.end(), Some(()));
        }

        #[test]
        fn no_bytes_panic(bytes: Vec<u8>) {
            let _ = In(&bytes).list(In::signed);
            let _ = In(&bytes).list(In::address);
            let _ = In(&bytes).maybe(In::digest);
        }
    }
}
