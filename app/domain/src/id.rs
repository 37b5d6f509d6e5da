//! Ids of things inside: `UUIDv7`, made by the application from a moment and random bits that are given to it.

use crate::date::Instant;
use std::fmt;

/// An id. Ids made later sort later, to the millisecond.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u128);

impl Id {
    /// The id of this moment and these random bits (RFC 9562, 5.7). A moment before 1970 counts as 1970.
    pub fn new(at: Instant, random: [u8; 10]) -> Self {
        let milliseconds = u128::try_from(at.unix_milliseconds().max(0)).unwrap_or_default() & 0xFFFF_FFFF_FFFF;
        let random = random.into_iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(byte));
        let (a, b) = (random >> 62 & 0xFFF, random & ((1 << 62) - 1));
        Self(milliseconds << 80 | 7 << 76 | a << 64 | 2 << 62 | b)
    }

    /// The id in `text`: thirty-two hexadecimal digits with or without hyphens at the usual places.
    pub fn parse(text: &str) -> Option<Self> {
        let hyphens = text.len() == 36;
        let mut bits = 0;
        let mut digits = 0;
        for (at, c) in text.char_indices() {
            if hyphens && matches!(at, 8 | 13 | 18 | 23) {
                if c != '-' {
                    return None;
                }
                continue;
            }
            bits = bits << 4 | u128::from(c.to_digit(16)?);
            digits += 1;
        }
        (digits == 32 && (hyphens || text.len() == 32)).then_some(Self(bits))
    }

    /// The moment it was made for.
    pub fn moment(self) -> Instant {
        Instant::from_unix_milliseconds(i64::try_from(self.0 >> 80).unwrap_or(i64::MAX))
    }

    /// The sixteen bytes.
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hex = format!("{:032x}", self.0);
        write!(f, "{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_example_of_the_standard() {
        // RFC 9562, appendix A.6.
        let id = Id::parse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F").unwrap();
        assert_eq!(id.to_string(), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
        let again = Id::new(
            Instant::from_unix_milliseconds(0x017F_22E2_79B0),
            [0x33, 0x0D, 0x8C, 0x4D, 0xC0, 0xC0, 0xC0, 0x73, 0x98, 0xF0],
        );
        assert_eq!(&again.to_string()[..15], "017f22e2-79b0-7");
        assert_eq!(again.moment().unix_milliseconds(), 0x017F_22E2_79B0);
    }

    #[test]
    fn version_variant_and_random_bits_stand_where_the_standard_puts_them() {
        let at = Instant::from_unix_milliseconds(0x017F_22E2_79B0);
        // The same example, its 74 random bits at the end of the eighty that are given.
        let random = [0x03, 0x30, 0xD8, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F];
        assert_eq!(Id::new(at, random).to_string(), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
        assert_eq!(Id::new(at, [0xFF; 10]).to_string(), "017f22e2-79b0-7fff-bfff-ffffffffffff");
        assert_eq!(Id::new(at, [0; 10]).to_string(), "017f22e2-79b0-7000-8000-000000000000");
        let before = Id::new(Instant::from_unix_milliseconds(-1), [0; 10]);
        assert_eq!(before.to_string(), "00000000-0000-7000-8000-000000000000", "a moment before 1970 counts as 1970");
        assert_eq!(Id::parse(&"0f".repeat(16)).unwrap().to_bytes(), [15; 16]);
    }

    #[test]
    fn what_is_no_id() {
        for text in [
            "",
            "0",
            "017f22e2_79b0-7cc3-98c4-dc0c0c07398f",
            "017f22e279b07cc398c4dc0c0c07398",
            "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
            "ก",
        ] {
            assert_eq!(Id::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_id_has_all_its_hyphens_or_none() {
        for text in [
            "017f22e279b07cc398c4dc0c0c07398f0",
            "017f22e279b0-7cc3-98c4-dc0c0c07398f",
            "017f22e2-79b07-cc3-98c4-dc0c0c07398f",
            "017f22e279b0-7cc398c4-dc0c0c07398f--",
            "017f22e2-79b0-7cc3-98c4-dc0c0c07398f-",
        ] {
            assert_eq!(Id::parse(text), None, "{text}");
        }
        assert_eq!(Id::parse("017f22e279b07cc398c4dc0c0c07398f"), Id::parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
    }

    proptest! {
        #[test]
        fn ids_are_read_back_and_sort_by_time(a in 0_i64..1 << 47, later in 1_i64..1000, random: [u8; 10], other: [u8; 10]) {
            let first = Id::new(Instant::from_unix_milliseconds(a), random);
            let second = Id::new(Instant::from_unix_milliseconds(a + later), other);
            prop_assert!(first < second && first.to_string() < second.to_string());
            prop_assert_eq!(Id::parse(&first.to_string()), Some(first));
        }

        #[test]
        fn parsing_never_panics(text: String) {
            let _ = Id::parse(&text);
        }
    }
}
